"""What is wrong with a film's content: a list of small rules, each film → diagnostics."""

import difflib
import re
from collections.abc import Callable, Iterator

from presskit import markdown
from presskit.diagnostics import Diagnostic
from presskit.load import Sources, place, values
from presskit.model import Fact, Film, PartialDate, Prose
from presskit.proofread import Text, quoted, registry, spelling
from presskit.proofread.reading import plain
from presskit.shape import dotted
from presskit.source import KeyPath

Rule = Callable[[Film, Sources], Iterator[Diagnostic]]

LENGTHS = {"logline": (1, 25), "short": (50, 100), "medium": (150, 300), "long": (400, 800)}
"""Words in each text: the lengths that festivals and editors ask for."""

_WORDS = re.compile(r"(?<![\w.])(?:TBC|TBA|T\.B\.[CA]\.)(?!\w)|\A(?i:tbc)[ :]")
"""The same among other words; in capitals, as no word of a language is."""

_TBC = re.compile(r"(?:t\.?b\.?[acd]\.?|to be (?:confirmed|announced|determined))\Z", re.IGNORECASE)


def texts_are_plain_markdown(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """Every text keeps to the Markdown that every format can set, and cites facts that exist."""
    for name, path, value in values(film):
        if not isinstance(value, Prose):
            continue
        start = place(sources, name, path)
        for problem in markdown.problems(value, film.cite):
            where = type(start)(start.path, start.line + problem.line, start.column)
            hint = problem.hint
            if problem.code == "PK301":
                hint = _did_you_mean(problem.message, [f.id for f in film.facts]) or hint
            yield Diagnostic(problem.code, problem.message, where, hint)


def answers_have_no_headings(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """A heading within an answer is a question that was not marked as one."""
    for talk in film.interviews:
        for n, exchange in enumerate(talk.exchanges):
            start = place(sources, f"interviews/{talk.slug}", ("exchanges", n, "answer"))
            for line in markdown.headings(exchange.answer):
                where = type(start)(start.path, start.line + line, start.column)
                hint = "Write “## ” before a question, or make it a paragraph."
                yield Diagnostic("PK312", "a heading stands within an answer", where, hint)


def _did_you_mean(message: str, known: list[str]) -> str:
    wanted = re.search("“(.+?)[:”]", message)
    close = difflib.get_close_matches(wanted.group(1), known, n=1) if wanted else []
    return f"Did you mean {close[0]}?" if close else ""


def unknown_is_a_state(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """“TBC” typed as words would be printed as if it were known."""
    for name, path, value in values(film):
        if not isinstance(value, str) or path[-1:] == ("state",):
            continue
        # Words of others are printed as they wrote them.
        if _TBC.match(value) or (name not in ("quotes", "sources") and _WORDS.search(value)):
            message = f"{dotted(path)}: “{value}” is written as a text"
            hint = "Write {tbc: whom to ask} in its place."
            yield Diagnostic("PK204", message, place(sources, name, path), hint)


def texts_keep_their_length(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """Logline and synopses have the lengths that receivers print."""
    for field, (low, high) in LENGTHS.items():
        text = getattr(film.about.texts, field)
        if not isinstance(text, str):
            continue
        count = markdown.count_words(text, film.cite)
        if not low <= count <= high:
            message = f"texts.{field}: {count} words; {low} to {high} are asked for"
            hint = "Shorten it." if count > high else "Write more, or {tbc: …} if facts lack."
            yield Diagnostic("PK305", message, place(sources, "film", ("texts", field)), hint)


def ids_are_unique(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """An id names one entry."""
    groups: list[tuple[str, tuple[str, ...]]] = [
        ("facts", tuple(f.id for f in film.facts)),
        ("sources", tuple(s.id for s in film.sources)),
        ("people", tuple(p.id for p in film.people)),
        ("stills", tuple(s.id for s in film.stills.stills)),
    ]
    for name, ids in groups:
        for i, one in enumerate(ids):
            if one in ids[:i]:
                where = place(sources, name, (name, i, "id"))
                message = f"the id “{one}” stands twice in {name}.yaml"
                yield Diagnostic("PK304", message, where, "Give one of the two another id.")


# Fields that hold ids, by the class and the field that holds them.
_PEOPLE = {"directed_by", "produced_by", "subject", "told_by", "who", "people", "of"}


def references_resolve(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """Every id of a source, a person or a fact names an entry."""
    known = {
        "PK301": ("fact", "facts.yaml", {f.id for f in film.facts}),
        "PK302": ("source", "sources.yaml", {s.id for s in film.sources}),
        "PK303": ("person", "people.yaml", {p.id for p in film.people}),
        "PK316": ("still", "stills.yaml", {s.id for s in film.stills.stills}),
    }
    for name, path, value in values(film):
        code = _reference(path, value)
        if code is None:
            continue
        noun, file, ids = known[code]
        if value not in ids:
            close = difflib.get_close_matches(str(value), sorted(ids), n=1)
            hint = f"Did you mean {close[0]}?" if close else f"Add it to {file}."
            message = f"{dotted(path)}: there is no {noun} “{value}”"
            yield Diagnostic(code, message, place(sources, name, path), hint)


def _reference(path: KeyPath, value: object) -> str | None:
    """The code to report when this value names an entry that is not there."""
    if not isinstance(value, str) or isinstance(value, Prose) or value == "":
        return None
    field = next((p for p in reversed(path) if isinstance(p, str)), "")
    if field == "sources" and isinstance(path[-1], int) and len(path) > 2:
        return "PK302"
    if field == "source" and (path == ("source",) or path[:1] == ("ledger",)):
        return "PK302"
    if field in _PEOPLE and not (field == "people" and len(path) == 2):
        return "PK303"
    if field in ("fact", "total", "part"):
        return "PK301"
    if field == "portrait":
        return "PK316"
    return None


def somebody_issues_the_kit(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """Until an approval is recorded, the kit says who issues it."""
    if not film.about.approval and not film.about.issued:
        hint = "Add issued: …, or approval: {name: …, date: …}."
        where = place(sources, "film", ())
        yield Diagnostic("PK308", "neither an approval nor who issues the kit", where, hint)


def facts_fit_their_state(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """A disputed fact names the other values; an account names its teller."""
    for i, fact in enumerate(film.facts):
        where = place(sources, "facts", ("facts", i, "state"))
        for message, hint in _state_problems(fact):
            yield Diagnostic("PK310", f"{fact.id}: {message}", where, hint)


def _state_problems(fact: Fact) -> Iterator[tuple[str, str]]:
    if fact.state == "disputed" and not (fact.others and fact.attribution):
        yield (
            "disputed, without the other values or the attribution",
            "Add others: and attribution:.",
        )
    if fact.state == "as told by" and not fact.told_by:
        yield "an account, without who told it", "Add told_by: with an id of people.yaml."
    if fact.state == "single source" and len(fact.sources) > 1:
        yield "a single source, and several are named", "Say confirmed, or name one."


def facts_are_used(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """A fact that no text prints is forgotten, or not needed."""
    used = used_facts(film)
    for i, fact in enumerate(film.facts):
        if fact.id not in used:
            where = place(sources, "facts", ("facts", i, "id"))
            message = f"the fact “{fact.id}” is cited by no text"
            yield Diagnostic("PK311", message, where, "Cite it with {fact}`" + fact.id + "`.")


def used_facts(film: Film) -> frozenset[str]:
    """Ids of the facts that some text or entry prints; the registry's own notes do not count."""
    used: set[str] = set()
    for name, path, value in values(film):
        if isinstance(value, Prose) and name != "facts":
            used.update(key.partition(":")[0] for key in markdown.cited(value))
        elif isinstance(value, str) and path[-1:] in (("fact",), ("total",), ("part",)):
            used.add(value)
    return frozenset(used)


def dates_agree(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """Nobody dies before birth, no band ends before it starts, no claim is for an older version."""
    for i, person in enumerate(film.people):
        if person.born and person.died and _before(person.died, person.born):
            where = place(sources, "people", ("people", i, "died"))
            message = f"{person.name}: died {person.died}, before the birth in {person.born}"
            yield Diagnostic("PK315", message, where, "Correct one of the two.")
    band = film.accolades.band
    if band and _before(band.end, band.start):
        where = place(sources, "accolades", ("band", "end"))
        yield Diagnostic(
            "PK315", "the band ends before it starts", where, "Correct one of the two."
        )
    claim = film.about.accessibility
    if claim and claim.date < film.about.date:
        where = place(sources, "film", ("accessibility", "date"))
        message = f"accessibility was certified before this version of {film.about.date}"
        yield Diagnostic("PK315", message, where, "Examine this version, or drop the claim.")


def _before(one: PartialDate, other: PartialDate) -> bool:
    """Whether `one` lies before `other` for certain: 1937 may be any day of 1937."""
    shorter = min(len(one), len(other))
    return one[:shorter] < other[:shorter]


def counts_are_numbers(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """What is drawn as a count must be a whole number, and a part no more than its whole."""
    tally = film.accolades.tally
    if not tally:
        return
    total, part = film.fact(tally.total), film.fact(tally.part)
    for field, fact in (("total", total), ("part", part)):
        if fact and not fact.value.isdecimal():
            where = place(sources, "accolades", ("tally", field))
            message = f"the value of “{fact.id}” is “{fact.value}”, not a whole number"
            yield Diagnostic("PK203", message, where, "Name a fact that counts something.")
            return
    if total and part and int(part.value) > int(total.value):
        where = place(sources, "accolades", ("tally", "part"))
        message = f"{part.value} is more than {total.value}"
        yield Diagnostic("PK203", message, where, "Exchange total and part.")


_LISTS = {
    "id",
    "sources",
    "source",
    "refuse",
    "also",
    "unlike",
    "near",
    "forms_near",
    "apart",
    "sort",
}
_LISTS |= {"title_also", "title_refuse", "address", "slug", "file", "who", "names", "attribution"}
"""Fields that list forms, words or ids, and say nothing to a reader."""


_ELSEWHERE = ("names", "sources", "quotes")
"""Files whose words are forms of names, or somebody else's."""


def _own_texts(film: Film, sources: Sources) -> Iterator[tuple[str, KeyPath, Text]]:
    """Every text of the film's own with its lines; a fact is read where it stands, not cited."""
    for name, path, value in values(film):
        fields = {part for part in path if isinstance(part, str)}
        if isinstance(value, str) and name not in _ELSEWHERE and not fields & _LISTS:
            start = place(sources, name, path)
            words = _CITED.sub("…", value)
            yield name, path, plain(words, start.path, start.line)


_CITED = re.compile(r"\{fact\}`[^`\n]*`")


def names_have_one_form(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """The film's own texts spell names and the title as the registry has them."""
    known = registry(film)
    for _, path, text in _own_texts(film, sources):
        if path[-1:] != ("title",):
            yield from (f.diagnostic() for f in spelling(text, known) if f.level != "low")


def quotations_are_vouched_for(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """Quotation marks stand round words of the ledger, names and titles, and nothing else.

    An interview that is printed verbatim or condensed is the speaker's words as a whole.
    """
    known = registry(film)
    speakers = {f"interviews/{i.slug}": i.who for i in film.interviews if i.manner == "reported"}
    own = {f"interviews/{i.slug}" for i in film.interviews} - speakers.keys()
    for name, _, text in _own_texts(film, sources):
        if name not in own:
            yield from (f.diagnostic() for f in quoted(text, known, speakers.get(name)))


_FIGURE = re.compile(r"(?<![\w.-])\d[\d.,:]*(?<=\d)(?:st|nd|rd|th)?(?![\w-])")
_RUNNING = {"body", "answer", "texts", "statement", "biography", "note", "caption", "notice"}
"""Fields of running text; the others are rows that are figures by their nature."""


def figures_are_cited(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """A figure in running text is cited, is part of a name, or is allowed with a reason."""
    named = [n for name in film.names for n in (name.name, *name.also)]
    named += [film.about.title, *(f.festival for f in film.festivals.entries)]
    parts = sorted((n for n in named if any(c.isdigit() for c in n)), key=len, reverse=True)
    apart = re.compile("|".join([_CITED.pattern, *map(re.escape, parts)]))
    allowed = {entry.figure for entry in film.uncited}
    for name, path, value in values(film):
        running = isinstance(value, Prose) and _RUNNING & set(map(str, path))
        if not running or name in ("facts", "sources", *_ELSEWHERE):
            continue
        text = apart.sub(lambda m: "…" * len(m[0]), str(value))
        start = place(sources, name, path)
        for match in _FIGURE.finditer(text):
            if match[0] not in allowed:
                where = type(start)(start.path, start.line + text.count("\n", 0, match.start()))
                hint = "Cite it: {fact}`id`; or list it under uncited: of facts.yaml, and say why."
                yield Diagnostic("PK319", f"{match[0]} stands there without a fact", where, hint)


RULES: tuple[Rule, ...] = (
    texts_are_plain_markdown,
    answers_have_no_headings,
    unknown_is_a_state,
    texts_keep_their_length,
    ids_are_unique,
    references_resolve,
    somebody_issues_the_kit,
    facts_fit_their_state,
    facts_are_used,
    dates_agree,
    counts_are_numbers,
    names_have_one_form,
    quotations_are_vouched_for,
    figures_are_cited,
)


def check(film: Film, sources: Sources) -> list[Diagnostic]:
    """Every rule over the film."""
    return [found for rule in RULES for found in rule(film, sources)]
