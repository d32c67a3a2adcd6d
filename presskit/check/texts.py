"""Rules for texts: Markdown that every format can set, lengths, figures that cite a fact."""

import difflib
import re
from collections.abc import Iterator

from presskit import lengths, markdown
from presskit.diagnostics import Diagnostic
from presskit.load import Sources, place, values
from presskit.model import CITED, Film, Prose
from presskit.shape import dotted

_WORDS = re.compile(r"(?<![\w.])(?:TBC|TBA|T\.B\.[CA]\.)(?!\w)|\A(?i:tbc)[ :]")
"""The same among other words; in capitals, as no word of a language is."""

TITLE = 300
"""Characters of the longest title; films are called by up to two hundred."""

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
    """Logline and synopses have the usual lengths, a text for a form that of its field."""
    for one in lengths.measured(film):
        if one.measure is None:
            continue
        count = one.count(one.measure)
        if not one.measure.at_least <= count <= one.measure.at_most:
            asked = one.measure.asked
            message = f"{dotted(one.path)}: {count} {one.measure.count}; {asked} are asked for"
            many = count > one.measure.at_most
            hint = "Shorten it." if many else "Write more, or {tbc: …} if facts lack."
            yield Diagnostic("PK305", message, place(sources, "film", one.path), hint)


def titles_are_titles(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """A title that fits no cover, no heading and no list is a text in the wrong place."""
    titles = [("film", "title", film.about.title)]
    titles += [(f"text/{text.slug}", "title", text.title) for text in film.texts]
    for name, field, title in titles:
        if len(title) > TITLE:
            message = f"{field}: {len(title):,} characters; {TITLE} at most are asked for"
            yield Diagnostic("PK305", message, place(sources, name, (field,)), "Shorten it.")


def measures_are_known(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """A text that is written for a form names a profile and a field of it."""
    known = [f"{profile.id}/{limit.field}" for profile in film.profiles for limit in profile.limits]
    for i, text in enumerate(film.about.texts.fitted):
        if text.measure not in known:
            close = difflib.get_close_matches(text.measure, known, n=1)
            hint = f"Did you mean {close[0]}?" if close else "presskit lengths lists them."
            where = place(sources, "film", ("texts", "fitted", i, "for"))
            message = f"{text.name}: there is no measure “{text.measure}”"
            yield Diagnostic("PK322", message, where, hint)


_SAYS = {
    "verbatim": "verbatim|word for word|in full|unabridged|unedited",
    "condensed": "condensed|abridged|shortened|edited|cut",
    "reported": "reported speech|indirect speech|paraphrased",
}
"""Words by which a notice in English says the manner."""


def interviews_say_their_manner(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """The notice that is printed with an interview says whether its words are the speaker's own.

    Notices in English are read; in other languages an editor must.
    """
    for talk in film.interviews:
        said = {
            manner
            for manner, words in _SAYS.items()
            if re.search(rf"\b(?:{words})\b", talk.notice, re.IGNORECASE)
        }
        # “condensed into reported speech” is reported, and “verbatim, but shortened” is not
        wrong = talk.manner not in said or (talk.manner == "verbatim" and len(said) > 1)
        if wrong and film.about.language.partition("-")[0] == "en":
            where = place(sources, f"interviews/{talk.slug}", ("notice",))
            message = f"the interview is {talk.manner}, and its notice does not say so"
            hint = f"Say it in the notice, in the word “{_WORD[talk.manner]}”, or correct manner:."
            yield Diagnostic("PK321", message, where, hint)


_WORD = {"verbatim": "verbatim", "condensed": "condensed", "reported": "reported speech"}


_FIGURE = re.compile(r"(?<![\w.-])\d[\d.,:]*(?<=\d)(?:st|nd|rd|th)?(?![\w-])")
_RUNNING = {"body", "answer", "texts", "statement", "biography", "note", "caption", "notice"}
"""Fields of running text; the others are rows that are figures by their nature."""


def figures_are_cited(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """A figure in running text is cited, is part of a name, or is allowed with a reason."""
    named = [n for name in film.names for n in (name.name, *name.also)]
    named += [film.about.title, *(f.festival for f in film.festivals.entries)]
    parts = sorted((n for n in named if any(c.isdigit() for c in n)), key=len, reverse=True)
    apart = re.compile("|".join([CITED.pattern, *map(re.escape, parts)]))
    allowed = {entry.figure for entry in film.uncited}
    for name, path, value in values(film):
        running = isinstance(value, Prose) and _RUNNING & set(map(str, path))
        if not running or name in ("facts", "sources", "names", "quotes"):
            continue
        text = apart.sub(lambda m: "…" * len(m[0]), str(value))
        start = place(sources, name, path)
        for match in _FIGURE.finditer(text):
            if match[0] not in allowed:
                where = type(start)(start.path, start.line + text.count("\n", 0, match.start()))
                hint = "Cite it: {fact}`id`; or list it under uncited: of facts.yaml, and say why."
                yield Diagnostic("PK319", f"{match[0]} stands there without a fact", where, hint)
