"""How strongly the words about a figure bind it to a fact: the noun it counts, or the deed."""

import re

from presskit.proofread.counting import UNITS, heads
from presskit.proofread.nearness import Spot, strength_of, weight
from presskit.proofread.registry import Item, Tie


def binds(spot: Spot, tie: Tie, nouns: tuple[Item, ...]) -> tuple[float, tuple[str, ...]]:
    best, chosen = 0.0, tuple[str, ...]()
    loose = not nouns or _counts_any(nouns, tie) or _of_the_deed(spot, tie)
    for phrase in tie.phrases:
        if not loose and not heads(nouns, phrase):
            continue
        strength = strength_of(spot, phrase)
        if tie.ranked and strength and _follows(spot, phrase):
            strength += 0.1  # sixth in Production SUV, and not the class before it
        if strength > best:
            best, chosen = strength, phrase
    if not best and tie.ranked and (event := _place_in(spot, tie)):
        best, chosen = 0.9, (event,)
    if best and any(i.concept in tie.apart and weight(spot, i) > 0.65 for i in spot.free):
        best -= 0.2
    return best, chosen


_CROWD = frozenset(("vehicle", "starter"))


def _counts_any(nouns: tuple[Item, ...], tie: Tie) -> bool:
    """Whether the noun leaves open what is counted: 25 times, or 283 vehicles of a race."""
    ideas = {i.concept for i in nouns}
    if ideas <= {"time"}:
        return bool(tie.fact.of)
    return ideas <= _CROWD and not tie.fact.of and not tie.fact.unit


def _of_the_deed(spot: Spot, tie: Tie) -> bool:
    """Whether the verb right before the figure is what the fact counts: won 35 races in a row."""
    unit = tie.fact.unit.removesuffix("s")
    before = [i.concept for i in spot.sentence.items if i.end <= spot.start][-2:]
    contests = {i.concept for i in spot.counted} <= {"race", "time", "title", "row", "start"}
    return bool(unit) and unit not in UNITS and unit in before and contests


def _place_in(spot: Spot, tie: Tie) -> str:
    """The one event that a place can have been reached in: 53rd of the Dakar Classic."""
    events = set.intersection(*({i for i in p if i[0] == "@"} for p in tie.phrases))
    named = [i for i in spot.free if i.concept in events]
    if not named or tie.label:
        return ""
    said = next(i for i in spot.sentence.items if i.start == spot.start)
    rest = spot.sentence.block.text[said.end :]
    after = re.match(r"\s(?:place |position )?(?:of|in|at) the\s", rest)
    placed = re.match(r"\s(?:place|position|spot)\b", rest)
    straight = after and any(i.start == said.end + after.end() for i in named)
    return named[0].concept if straight or placed else ""


def _follows(spot: Spot, phrase: tuple[str, ...]) -> bool:
    """Whether a place is followed at once by what it was reached in."""
    after = [i for i in spot.sentence.items if i.start >= spot.end][:4]
    return (
        bool(after)
        and after[0].concept in ("in", "at", "of")
        and after[1:2] != []
        and (
            after[1].concept in phrase
            or (after[1].concept == "the" and after[-1].concept in phrase)
        )
    )
