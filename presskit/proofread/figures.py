"""Figures and dates that differ from the facts they are tied to, disputed ones, contradictions."""

import re
from collections.abc import Iterator

from presskit.proofread import disputes
from presskit.proofread.apart import COMMON, told_of_another
from presskit.proofread.certainty import confidence
from presskit.proofread.counting import UNITS
from presskit.proofread.dates import Date
from presskit.proofread.finding import Finding, behind, names
from presskit.proofread.registry import Registry
from presskit.proofread.scan import Sentence
from presskit.proofread.ties import Tied, tied

_LINE = 70


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """Figures and dates that differ, disputed ones given as certain, and contradictions."""
    every = tied(sentences, known)
    found = tuple(
        t
        for t in every
        if (_supported(t, sentences, known) or _beside(t, every) or _goes_on(t, every))
        and not _something_else(t, known)
        and not told_of_another(t, known)
    )
    for one in found:
        if one.verdict in ("wrong", "rounded"):
            yield from _differs(one, known)
    yield from disputes.check(sentences, found, known)


def _beside(one: Tied, every: tuple[Tied, ...]) -> bool:
    """Whether another figure of the same event stands in the sentence: its words tell of it."""
    return any(
        t.sentence is one.sentence
        and t.tie.fact is not one.tie.fact
        and t.tie.fact.as_of == one.tie.fact.as_of
        and len(t.phrase) > 1
        for t in every
    )


def _goes_on(one: Tied, every: tuple[Tied, ...]) -> bool:
    """Whether the paragraph, or one beside it, has a figure of the same event as it is."""
    return any(
        t.verdict == "right"
        and t.tie.fact.as_of == one.tie.fact.as_of
        and not t.tie.fact.of
        and abs(t.sentence.number - one.sentence.number) <= 1
        for t in every
    )


def _supported(one: Tied, sentences: tuple[Sentence, ...], known: Registry) -> bool:
    """Whether one common word is enough: for an event's figure, when its names are near, too."""
    fact = one.tie.fact
    common = len(one.phrase) == 1 and one.phrase[0] in COMMON | UNITS | {"starter"}
    if not common or fact.of or not fact.as_of:
        return True
    ties = (t for t in known.ties if t.fact.as_of and t.fact.as_of[:4] == str(fact.as_of)[:4])
    names = {idea for t in ties for p in t.phrases for idea in p if idea[0] in "@#"}
    reach = 1 if len(one.sentence.block.text) < _LINE else 0
    near = [s for s in sentences if abs(s.number - one.sentence.number) <= reach]
    ideas = {i.concept for s in near for i in s.items}
    told = {"starter", "race", "finish", f"#{fact.as_of.year}"} - set(one.phrase)
    return bool(ideas & (names | told))


def _something_else(one: Tied, known: Registry) -> bool:
    """Whether the words right beside a figure say that it is no count of the fact's."""
    text, said = one.sentence.block.text, one.said
    before = text[max(one.sentence.start, said.start - 12) : said.start].casefold()
    if isinstance(said, Date):  # between 1967 and 2017: the fact has both ends
        return not said.month and str(said.year) in one.tie.fact.forms.values()
    if re.search(r"\b(?:every|per|each)\s\Z", before):  # 21 litres every 100 km
        return True
    of_those = re.match(r"\s+of (?:them|those|these|us)\b", text[said.end :])
    if of_those and one.verdict == "wrong":  # of a number said before
        return any(f.value == said.value for t in known.ties for f in t.figures)
    if 50 <= said.value <= 110 and re.search(r"\b(?:nearly|almost)\s\Z", before):  # an age
        return not re.match(r"\W+\w+s\b", text[said.end :])
    follows = (i for i in one.sentence.items if 0 <= i.start - said.end <= 1)
    return any(i.mention and i.mention.entity.kind == "unlike" for i in follows)


_RUNS = re.compile(
    r"\b(?P<one>\d{2,3})[- ]minute (?:film|documentary|feature|movie|doc)\b"
    r"|\b(?:runs?(?: for| at)?|running time(?: is| of|:)?|runtime(?: is| of|:)?) (?P<two>\d{2,3})\b"
    r"|\b(?P<three>\d{2,3}) (?:minutes|min\.?)(?: long)?\s?(?:\)|,|\.|;)",
    re.IGNORECASE,
)


_THIS = re.compile(r"\b(?:the|this) (?:film|documentary|movie)\b", re.IGNORECASE)


def running_times(sentences: tuple[Sentence, ...], _known: Registry) -> Iterator[Finding]:
    """Two running times for the film in one text, whatever the registry knows of it."""
    first: tuple[str, Sentence, int] | None = None
    for sentence in sentences:
        about = any(m.entity.kind == "title" for m in sentence.mentions)
        about = about or bool(_THIS.search(sentence.text))
        for match in _RUNS.finditer(sentence.block.text, sentence.start, sentence.end):
            group = next(g for g in ("one", "two", "three") if match[g])
            before = sentence.block.text[max(sentence.start, match.start() - 6) : match.start()]
            this = group == "one" and re.search(r"\b(?:this|the|our)\s\Z", before, re.IGNORECASE)
            if not about and not this:
                continue
            if first is None:
                first = (match[group], sentence, match.start(group))
            elif match[group] != first[0]:
                where = first[1].block.place(first[2])
                message = f"this text has {first[0]} minutes for the same film ({where})"
                at, end = match.span(group)
                hint = "Decide which is meant."
                yield sentence.finding("PK807", at, end, message, hint, 0.6)


def _differs(one: Tied, known: Registry) -> Iterator[Finding]:
    tie, fact, film = one.tie, one.tie.fact, known.film
    code = "PK804" if isinstance(one.said, Date) else "PK803"
    unit = f" {fact.unit}" if fact.unit and not tie.form and fact.unit not in tie.value else ""
    others = f"; others: {', '.join(o.value for o in fact.others)}" if fact.others else ""
    about = f"{fact.about}: {tie.form}" if tie.form in ("first", "last") else fact.about
    message = f"the registry has {tie.value}{unit} ({about}; {behind(fact, film)}{others})"
    hint = f"Write {tie.value}{unit}, or say what else the figure counts."
    yield one.sentence.finding(
        code,
        one.said.start,
        one.said.end,
        message,
        hint,
        confidence(one, known),
        names(fact.sources, film),
    )
