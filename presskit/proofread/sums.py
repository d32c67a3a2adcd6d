"""What two figures of a text leave for a third: the remaining 197."""

import re
from collections.abc import Iterator

from presskit.proofread.finding import Finding
from presskit.proofread.numbers import Figure
from presskit.proofread.registry import Registry
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
        text = sentence.block.text
        for said in sentence.figures:
            if said.kind != "count" or said.qualifier:
                continue
            rest = _REST.search(text[max(sentence.start, said.start - 15) : said.start])
            if rest or _FELL_OUT.match(text[said.end : said.end + 30]):
                yield from _left(sentence, said, linked)


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
