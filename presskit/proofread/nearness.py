"""How near the words of a fact stand to something that a text says."""

import re
from dataclasses import dataclass

from presskit.proofread.registry import Item
from presskit.proofread.scan import Sentence

_ANSWER = 6
"""Words of a sentence that is no more than an answer to the one before it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure or date in its sentence, with the nouns it counts and the words it may use."""

    sentence: Sentence
    start: int
    end: int
    counted: tuple[Item, ...]
    free: tuple[Item, ...]
    years: bool = False
    """Whether the figure is a span of years by itself: half a century."""


def strength_of(spot: Spot, phrase: tuple[str, ...]) -> float:
    """How near the words of a phrase stand, from 0 to 1 and a little more for many words."""
    total = 0.0
    before = _question(spot.sentence)
    for idea in phrase:
        places = (i for i in spot.free if i.concept == idea and not _inside(i, spot))
        near = max((weight(spot, i) for i in places), default=0.0)
        near = near or (0.8 if idea in before else 0.0)
        near = near or (1.0 if idea == "year" and spot.years else 0.0)
        if not near:
            return 0.0
        total += near
    return total / len(phrase) * (1 + 0.22 * (len(phrase) - 1))


def _question(sentence: Sentence) -> frozenset[str]:
    """The words of the question, or of the sentence, that a short one answers."""
    last = sentence.before
    if last is None or len(sentence.items) > _ANSWER:
        return frozenset()
    asked = last.text.rstrip().endswith("?") or re.search(r"\basks?(?:ed)?\b", last.text)
    return frozenset(i.concept for i in last.items) if asked else frozenset()


def _inside(item: Item, spot: Spot) -> bool:
    return item.start < spot.end and spot.start < item.end


def weight(spot: Spot, item: Item) -> float:
    """How near one word stands: less for each word, mark and figure between."""
    items = spot.sentence.items
    before = item.end <= spot.start
    lower, upper = (item.end, spot.start) if before else (spot.end, item.start)
    between = [i for i in items if lower <= i.start < upper]
    gaps = sum(i.gap for i in between) + (0 if before else item.gap)
    if before:
        gaps += next((i.gap for i in items if i.start >= spot.start), 0)
    cost = len(between) + 3 * gaps + sum(2 for i in between if i.figure)
    cost += 5 * (";" in spot.sentence.block.text[lower:upper])
    return max(0.0, 1 - 0.06 * cost)
