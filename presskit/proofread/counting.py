"""What a figure of a sentence counts: the nouns after it, or the noun that it is put at."""

import re
from collections.abc import Mapping
from itertools import pairwise

from presskit.proofread.english import FUNCTION, listed
from presskit.proofread.registry import Item
from presskit.proofread.scan import Sentence

UNITS = frozenset(("mile", "kilometre", "hour", "day", "minute", "year", "week", "month"))


def counted(sentence: Sentence, at: int) -> tuple[Item, ...]:
    """The nouns that a figure counts: those after it up to a word that ends their group."""
    text, items = sentence.block.text, sentence.items
    before = items[at - 1] if at else None
    if before and _is_label(sentence, before, items[at]):
        return (before,)
    after: list[Item] = []
    rest = list(items[at + 1 : at + 8])
    if [i.concept for i in rest[:1]] == ["of"] and rest[1:2]:
        rest = rest[2:] if rest[1].concept in ("the", "these", "those", "his") else rest[1:]
    for item in rest:
        word = text[item.start : item.end].casefold()
        if item.gap or word in FUNCTION or item.figure or len(after) == 5:
            break
        if not after and word in UNITS and text[items[at].end : item.start].isspace():
            break  # “ten year” counts no years
        if word == "won" or (item.mention and item.mention.entity.kind == "person"):
            break  # the two won
        after.append(item)
    return tuple(after)


LABELS = frozenset(
    listed(
        "race heat lot track session stage page chapter screen episode room gate route case leg"
        " act volume"
    )
)


def end_of(sentence: Sentence, at: int) -> int:
    """Where a figure ends for the words after it: “208 of the 405 vehicles” is one expression."""
    after = sentence.items[at + 1 : at + 4]
    whole = next((n for n, i in enumerate(after) if i.figure), 0)
    if whole and after[0].concept == "of" and all(i.concept == "the" for i in after[1:whole]):
        group = counted(sentence, at + 1 + whole)
        nouns = [i for i in group if i.plural or i.mention]
        return nouns[-1].end if nouns else after[whole].end
    return sentence.items[at].end


def _is_label(sentence: Sentence, before: Item, item: Item) -> bool:
    """Whether a figure only numbers the word before it: Stage 9, Route 66, Screen 2."""
    word = sentence.block.text[before.start : before.end]
    alone = not before.mention and not before.figure and not item.gap
    digits = item.figure and item.figure.words.isdecimal() and item.figure.kind == "count"
    initial = not sentence.block.text[sentence.start : before.start].strip(" “\"‘'(")
    text = sentence.block.text
    if word.casefold() in LABELS and alone and digits:
        return not text.startswith(" times", item.end)  # won the race 25 times
    named = before.capital and not word.isupper() and word.isalpha() and not initial
    return bool(alone and digits and named and word.casefold() not in FUNCTION)


def taken_words(sentence: Sentence) -> Mapping[int, int]:
    """The words that a figure counts, by their place, with the place of that figure."""
    taken: dict[int, int] = {}
    for at, item in enumerate(sentence.items):
        if item.figure and item.figure.kind != "year" and not _whole(sentence, item):
            taken |= {i.start: item.start for i in counted(sentence, at)}
            if noun := put_at(sentence, at):
                taken[noun.start] = item.start
    return taken


_AT = frozenset(("at", "of", "to", "reached", "is", "was", "number", "numbered", "stands", "stood"))
_BETWEEN = frozenset(listed("more than over about around nearly almost some at least well just a"))


def put_at(sentence: Sentence, at: int, joints: frozenset[str] = _AT) -> Item | None:
    """The noun whose figure this is by a word between: a streak of 37, his wins at 160."""
    text, items = sentence.block.text, sentence.items
    place = at - 1
    while place > 0 and items[place].concept in _BETWEEN and items[place].concept != "at":
        place -= 1
    word = text[items[place].start : items[place].end].casefold() if place > 0 else ""
    noun = items[place - 1] if word in joints and not items[place].gap else None
    return noun if noun and not noun.figure else None


def heads(nouns: tuple[Item, ...], phrase: tuple[str, ...]) -> bool:
    """Whether the phrase has the noun that is counted, and not a word that only describes it."""
    hits = [n for n, item in enumerate(nouns) if item.concept in phrase]
    if not hits or any(b - a > 1 for a, b in pairwise(hits)):
        return False
    rest = nouns[hits[-1] + 1 :]
    return not rest or not rest[0].plural


def _whole(sentence: Sentence, item: Item) -> bool:
    at = sentence.items.index(item)
    nouns = counted(sentence, at)
    return part_of(sentence, item.start) and not any(i.plural or i.mention for i in nouns)


def part_of(sentence: Sentence, start: int) -> bool:
    before = [i for i in sentence.items if i.end <= start][-3:]
    words = [i.concept for i in before if i.concept != "the"]
    return words[-1:] == ["of"] and any(i.figure for i in before)


_TO = r"(?:to|through|until|till|and|up to|[-–—])"


def in_a_span(text: str, start: int, end: int) -> bool:
    """Whether a year begins or ends a span of years: 1967 to 2017."""
    return bool(
        re.match(rf"\s?{_TO}\s?\d{{4}}\b", text[end : end + 16])
        or re.search(rf"\b\d{{4}}\s?{_TO}\s?\Z", text[max(0, start - 16) : start])
    )
