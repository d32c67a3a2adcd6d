"""Figures that count nothing a fact could have: rates, page numbers, marks, wholes of parts."""

import re

from presskit.proofread.counting import UNITS, part_of
from presskit.proofread.nearness import Spot
from presskit.proofread.numbers import Figure

_RATE = re.compile(
    r"\A\W*(?:an|a|per|each|every) (?:hour|day|mile|minute|year|week|gallon)\b", re.IGNORECASE
)
_OFFSET = re.compile(
    r"\A\W*(?:\w+ )?(?:ago|later|on|after|before|earlier|from now|since|old|hence)\b", re.IGNORECASE
)


def span_of_time(spot: Spot, said: Figure) -> bool:
    """Two years later: how far apart two things are, and no fact's figure."""
    last = next((i for i in spot.counted if i.concept in UNITS), None)
    after = spot.sentence.block.text[(last.end if last else said.end) : spot.sentence.end]
    if last and re.search(r"\bafter\s\Z", spot.sentence.block.text[: spot.start][-7:]):
        return True
    rate = last and _RATE.match(after)
    return bool(rate or ((last or said.fixed) and _OFFSET.match(after)))


_LEADS = re.compile(
    r"(?:\b(?:of|at|to|is|was|are|were|by|with|has|had|make|makes|made|than)|[:=(–—-])\s?\Z"
)


def page_number(spot: Spot, said: Figure) -> bool:
    """A bare number after a heading, as lists of contents have them."""
    text, sentence = spot.sentence.block.text, spot.sentence
    if spot.counted or not said.words.isdecimal() or len(said.words) > 3 or said.qualifier:
        return False
    after = text[said.end : sentence.end].strip()
    heading = not after or after[0].isupper()
    before = next((i for i in reversed(sentence.items) if i.end <= said.start), None)
    loose = before is None or (before.capital and not before.plural) or before.mention is not None
    lead = _LEADS.search(text[sentence.start : said.start])
    return heading and loose and not lead and text[said.end : said.end + 1] not in (".", ",")


_LITTLE = 20


def only_numbers(spot: Spot, said: Figure) -> bool:
    """Whether a figure is a mark or a short year: Talk (2), sixty-seven through 2017."""
    text = spot.sentence.block.text
    marked = text[max(0, spot.start - 1) : said.end + 1] in (f"({said.words})", f"[{said.words}]")
    if marked and said.value <= _LITTLE and said.kind == "count":
        return True
    joint = re.match(r"\s(?:to|through|until|till)\s", text[said.end :])
    after = said.end + joint.end() if joint else -1
    return any(f.start == after and f.kind == "year" for f in spot.sentence.figures)


def whole_of_a_part(spot: Spot) -> bool:
    """The 405 of “238 of 405 made it”: what comes after is said of the 238."""
    return part_of(spot.sentence, spot.start) and not any(
        i.plural or i.mention for i in spot.counted
    )
