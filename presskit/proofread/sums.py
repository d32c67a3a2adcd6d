"""What two figures of a text leave for a third: the remaining 197."""

import re
from collections.abc import Iterator

from presskit.proofread.finding import Finding
from presskit.proofread.numbers import Figure
from presskit.proofread.registry import Registry, Tie
from presskit.proofread.scan import Sentence
from presskit.proofread.ties import Tied, tied

_REST = re.compile(r"\b(?:remaining|other|rest|missing|the others?,)\s\Z", re.IGNORECASE)
_FELL_OUT = re.compile(
    r"\A(?:\s(?:cars|trucks|vehicles|crews|teams|others|of them|starters|entries|drivers))?,?"
    r"\s(?:did not|didn[’']t|failed|never|dropped out|retired|gave up|fell by|were out|broke down"
    r"|had to)\b",
    re.IGNORECASE,
)


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """A remainder that is not what the figures before it leave."""
    linked = [
        t
        for t in tied(sentences, known)
        if isinstance(t.said, Figure) and t.verdict == "right" and not t.tie.fact.of
    ]
    for sentence in sentences:
        yield from _shares(sentence, known)
        text = sentence.block.text
        for said in sentence.figures:
            if said.kind != "count" or said.qualifier:
                continue
            rest = _REST.search(text[max(sentence.start, said.start - 15) : said.start])
            if rest or _FELL_OUT.match(text[said.end : said.end + 30]):
                yield from _left(sentence, said, linked)


# ------------------------------------------------------------ shares of one year

_SHARE = re.compile(
    r"\b(?P<words>(?:(?:fewer|less) than|barely|not even|under|just under|scarcely) half"
    r"|(?:only |just |barely |about |around |roughly )?(?:a|one)[- ](?P<low>third|quarter|fifth)"
    r"|(?P<high>three[- ]quarters|nine in ten|four in five|almost all|nearly all))\b",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\b(?:starters|field|entrants|entries|vehicles|cars|crews|teams)\b", re.IGNORECASE
)
_ENDED = re.compile(r"\b(?:finish\w*|reach\w*|made it|complet\w*|saw the)\b", re.IGNORECASE)
_AS_A_RULE = re.compile(
    r"\b(?:usually|normally|typically|as a rule|most years|often)\b", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:did not|didn[’']t|never|failed|dropped|retired)\b", re.IGNORECASE)


def _shares(sentence: Sentence, known: Registry) -> Iterator[Finding]:
    """Fewer than half of the field, of a year of which the registry has both figures."""
    match = _SHARE.search(sentence.text)
    text = sentence.text
    if not match or not _FIELD.search(text) or not _ENDED.search(text) or _NOT.search(text):
        return
    if _AS_A_RULE.search(text):
        return
    years = {f.value for f in sentence.figures if f.kind == "year"}
    for whole, part in _counts(known):
        when = whole.fact.as_of.year if whole.fact.as_of else 0
        said = {f.value for f in sentence.figures}
        if when not in years and not said & {whole.figures[0].value, part.figures[0].value}:
            continue
        share = part.figures[0].value / whole.figures[0].value
        low = not match["high"]
        if (low and share < 0.5) or (not low and share > 0.7):
            continue
        message = f"{part.value} of {whole.value} is {share:.0%} ({part.fact.about})"
        at, end = sentence.start + match.start(), sentence.start + match.end()
        yield sentence.finding("PK803", at, end, message, "Reckon again.", 0.7)


def _counts(known: Registry) -> Iterator[tuple[Tie, Tie]]:
    """How many started and how many finished what was held once."""
    starts = [t for t in known.ties if ("starter",) in t.phrases and t.figures]
    ends = [t for t in known.ties if ("finish",) in t.phrases and t.figures]
    yield from ((s, e) for s in starts for e in ends if s.fact.as_of == e.fact.as_of)


def _left(sentence: Sentence, said: Figure, linked: list[Tied]) -> Iterator[Finding]:
    """Two figures of one event in the paragraph, of which one is a part of the other."""
    near = [
        t for t in linked
        if t.sentence.number == sentence.number and t.tie.fact.as_of and t.said.start != said.start
    ]  # fmt: skip
    facts = {t.tie.fact.id: t for t in near}
    if len(facts) != 2:
        return
    one, two = facts.values()
    assert isinstance(one.said, Figure)
    assert isinstance(two.said, Figure)
    whole, part = sorted((one.said.value, two.said.value), reverse=True)
    if one.tie.fact.as_of != two.tie.fact.as_of or one.tie.fact.unit != two.tie.fact.unit:
        return
    if said.value in (whole - part, whole, part) or said.value > whole:
        return
    message = f"{whole:g} less {part:g} is {whole - part:g}"
    yield sentence.finding(
        "PK807", said.start, said.end, message, "Reckon again, or say what else is counted.", 0.75
    )
