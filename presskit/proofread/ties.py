"""Which fact a figure or date of a text is about.

A figure belongs to a fact by the words about it and never by its value: by the noun it counts,
the words of its clause, and whose figure it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from presskit.model import Fact, Film
from presskit.proofread.ages import ages
from presskit.proofread.compare import agrees, same_day
from presskit.proofread.dates import Date
from presskit.proofread.english import FUNCTION, listed
from presskit.proofread.numbers import Figure, figures
from presskit.proofread.registry import Item, Registry, Tie, items
from presskit.proofread.scan import LIFE, Sentence, subject

UNITS = frozenset(("mile", "kilometre", "hour", "day", "minute", "year", "week", "month"))
_LEAST = 0.27
_SHORT = 200
_ANSWER = 6
_FAR, _CLOSE = 0.3, 0.12
"""How much weaker a tie may be and still be meant, when it agrees; and when it is a rival."""


@dataclass(frozen=True, slots=True)
class Tied:
    """A figure or date of a sentence and the fact that its words tie it to."""

    sentence: Sentence
    said: Figure | Date
    tie: Tie
    strength: float
    verdict: str
    """right, rounded, other (another source's) or wrong."""
    phrase: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Spot:
    """A figure or date in its sentence, with the nouns it counts and the words it may use."""

    sentence: Sentence
    start: int
    end: int
    counted: tuple[Item, ...]
    free: tuple[Item, ...]


def tied(sentences: tuple[Sentence, ...], known: Registry) -> tuple[Tied, ...]:
    """Every figure and date that is tied to a fact."""
    found: list[Tied] = []
    for sentence in sentences:
        text = sentence.block.text
        closed = [(a.start, a.end) for a in ages(sentence)]
        closed += [m.span() for m in LIFE.finditer(text, sentence.start, sentence.end)]
        taken = _taken(sentence)
        for at, item in enumerate(sentence.items):
            if any(a < item.end and item.start < b for a, b in closed) or not item.figure:
                continue
            free = tuple(i for i in sentence.items if taken.get(i.start, item.start) == item.start)
            end = _end(sentence, at)
            spot = _Spot(sentence, item.start, end, counted(sentence, at), free)
            if best := _figure(spot, item.figure, known):
                found.append(best)
        for date in sentence.dates:
            if not any(a < date.end and date.start < b for a, b in closed):
                spot = _Spot(sentence, date.start, date.end, (), sentence.items)
                if best := _date(spot, date, known):
                    found.append(best)
    return tuple(found)


# ------------------------------------------------------------ what a figure counts


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
        if item.mention and item.mention.entity.kind == "person":
            break
        after.append(item)
    return tuple(after)


_LABELS = frozenset(listed("stage page chapter screen episode room gate route case leg act volume"))


def _end(sentence: Sentence, at: int) -> int:
    """Where a figure ends for the words after it: “208 of the 405 vehicles” is one expression."""
    after = sentence.items[at + 1 : at + 4]
    whole = next((n for n, i in enumerate(after) if i.figure), 0)
    if whole and after[0].concept == "of" and all(i.concept == "the" for i in after[1:whole]):
        group = counted(sentence, at + 1 + whole)
        return group[-1].end if group else after[whole].end
    return sentence.items[at].end


def _is_label(sentence: Sentence, before: Item, item: Item) -> bool:
    """Whether a figure only numbers the word before it: Stage 9, Route 66, Screen 2."""
    word = sentence.block.text[before.start : before.end]
    alone = not before.mention and not before.figure and not item.gap
    digits = item.figure and item.figure.words.isdecimal() and item.figure.kind == "count"
    initial = not sentence.block.text[sentence.start : before.start].strip(" “\"‘'(")
    if word.casefold() in _LABELS and alone and digits:
        return True
    named = before.capital and not word.isupper() and word.isalpha() and not initial
    return bool(alone and digits and named and word.casefold() not in FUNCTION)


def _taken(sentence: Sentence) -> Mapping[int, int]:
    """The words that a figure counts, by their place, with the place of that figure."""
    taken: dict[int, int] = {}
    for at, item in enumerate(sentence.items):
        if item.figure and item.figure.kind != "year":
            taken |= {i.start: item.start for i in counted(sentence, at)}
            if noun := _put_at(sentence, at):
                taken[noun.start] = item.start
    return taken


_AT = frozenset(("at", "of", "to", "reached", "is", "was", "number", "numbered", "stands", "stood"))
_BETWEEN = frozenset(listed("more than over about around nearly almost some at least well just a"))


def _put_at(sentence: Sentence, at: int) -> Item | None:
    """The noun whose figure this is by a word between: a streak of 37, his wins at 160."""
    text, items = sentence.block.text, sentence.items
    place = at - 1
    while place > 0 and items[place].concept in _BETWEEN and items[place].concept != "at":
        place -= 1
    word = text[items[place].start : items[place].end].casefold() if place > 0 else ""
    noun = items[place - 1] if word in _AT and not items[place].gap else None
    return noun if noun and not noun.figure else None


def _heads(nouns: tuple[Item, ...], phrase: tuple[str, ...]) -> bool:
    """Whether the phrase has the noun that is counted, and not a word that only describes it."""
    hits = [n for n, item in enumerate(nouns) if item.concept in phrase]
    if not hits or any(b - a > 1 for a, b in pairwise(hits)):
        return False
    rest = nouns[hits[-1] + 1 :]
    return not rest or not rest[0].plural


_RATE = re.compile(
    r"\A\W*(?:an|a|per|each|every) (?:hour|day|mile|minute|year|week|gallon)\b", re.IGNORECASE
)
_OFFSET = re.compile(
    r"\A\W*(?:\w+ )?(?:ago|later|on|after|before|earlier|from now|since|old|hence)\b", re.IGNORECASE
)


def _span_of_time(spot: _Spot, said: Figure) -> bool:
    """Two years later: how far apart two things are, and no fact's figure."""
    last = next((i for i in spot.counted if i.concept in UNITS), None)
    after = spot.sentence.block.text[(last.end if last else said.end) : spot.sentence.end]
    rate = last and _RATE.match(after)
    return bool(rate or ((last or said.fixed) and _OFFSET.match(after)))


_LEADS = re.compile(
    r"(?:\b(?:of|at|to|is|was|are|were|by|with|has|had|make|makes|made|than)|[:=(–—-])\s?\Z"
)


def _page_number(spot: _Spot, said: Figure) -> bool:
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


# ------------------------------------------------------------ how strongly


def _strength(spot: _Spot, phrase: tuple[str, ...]) -> float:
    """How near the words of a phrase stand, from 0 to 1 and a little more for many words."""
    total = 0.0
    before = _question(spot.sentence)
    for idea in phrase:
        places = (i for i in spot.free if i.concept == idea and not _inside(i, spot))
        near = max((_weight(spot, i) for i in places), default=0.0)
        near = near or (0.8 if idea in before else 0.0)
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


def _inside(item: Item, spot: _Spot) -> bool:
    return item.start < spot.end and spot.start < item.end


def _weight(spot: _Spot, item: Item) -> float:
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


def _best(spot: _Spot, tie: Tie, nouns: tuple[Item, ...]) -> tuple[float, tuple[str, ...]]:
    best, chosen = 0.0, tuple[str, ...]()
    for phrase in tie.phrases:
        if nouns and not _heads(nouns, phrase):
            continue
        strength = _strength(spot, phrase)
        if strength > best:
            best, chosen = strength, phrase
    if best and any(i.concept in tie.apart and _weight(spot, i) > 0.65 for i in spot.free):
        best -= 0.2
    return best, chosen


Ranked = list[tuple[float, Tie, tuple[str, ...]]]


def _figure(spot: _Spot, said: Figure, known: Registry) -> Tied | None:
    year = said.kind == "year"
    short = len(spot.sentence.items) < 5 and spot.sentence.text.isupper()
    if said.value == 1 or short or _span_of_time(spot, said) or _page_number(spot, said):
        return None
    if year and spot.counted and spot.counted[0].concept in UNITS:
        return None
    ranked: Ranked = []
    for tie in known.ties:
        if bool(tie.dates) != year or not (year or _may_count(spot, said, tie)):
            continue
        strength, phrase = _best(spot, tie, () if year else spot.counted)
        if strength > 0:
            strength -= _subject_cost(spot, tie.fact, known.film)
            other = 0 if year else _other_year(spot, tie.fact)
            if other and _as_edition(said, other, tie):
                return None
            strength -= (0.3 if tie.fact.of else 0.5) * bool(other)
            ranked.append((strength, tie, phrase))
    as_date = Date(said.start, said.end, int(said.value), words=said.words)
    return _choose(spot, as_date if year else said, ranked, known)


def _may_count(spot: _Spot, said: Figure, tie: Tie) -> bool:
    """Whether a figure of this form can be the fact's at all."""
    nouns = {i.concept for i in spot.counted}
    unit = tie.fact.unit.removesuffix("s")
    if (tie.label and tie.label not in nouns) or (tie.ranked and said.kind != "ordinal"):
        return False
    if unit in UNITS and not nouns & UNITS:
        return said.fixed and unit == "year"
    if said.fixed and unit != "year":
        return False
    # The fiftieth is somebody's; nobody counts the 405th starter.
    return said.kind != "ordinal" or bool(tie.fact.of)


def _date(spot: _Spot, date: Date, known: Registry) -> Tied | None:
    ranked: Ranked = []
    for tie in known.ties:
        strength, phrase = _best(spot, tie, ()) if tie.dates else (0.0, ())
        if strength > 0:
            ranked.append((strength - _subject_cost(spot, tie.fact, known.film), tie, phrase))
    return _choose(spot, date, ranked, known)


def _as_edition(said: Figure, year: int, tie: Tie) -> bool:
    """Whether an ordinal is right for another year of what is held every year: the 49th of 2016."""
    since = year - tie.fact.as_of.year if tie.fact.as_of else 0
    return said.kind == "ordinal" and any(said.value == f.value + since for f in tie.figures)


def _other_year(spot: _Spot, fact: Fact) -> int:
    """The year that the clause names, if it is another than that of the fact; else 0."""
    if not fact.as_of:
        return 0
    text, sentence = spot.sentence.block.text, spot.sentence
    years = [(int(f.value), f.start, f.end) for f in sentence.figures if f.kind == "year"]
    years += [(d.year, d.start, d.end) for d in sentence.dates if d.year]
    near = [
        year
        for year, start, end in years
        if min(abs(start - spot.end), abs(spot.start - end)) < 40
        and not re.search(r"\b(?:since|from|first)\W+(?:\w+\W+)?\Z", text[sentence.start : start])
    ]
    return near[0] if near and fact.as_of.year not in near else 0


def _subject_cost(spot: _Spot, fact: Fact, film: Film) -> float:
    """What it takes from a tie that the clause is about somebody else."""
    who = subject(spot.sentence, spot.start, film)
    if who is None:
        return 0.0
    told = any(m.end <= spot.start for m in spot.sentence.people)
    if who == "":
        return 0.6 if told else 0.25
    if not fact.of:
        return 0.0
    if who == fact.of:
        return -0.05
    named = any(m.entity.id == fact.of for m in spot.sentence.people)
    return 0.25 if named or not told else 0.4


def _choose(spot: _Spot, said: Figure | Date, ranked: Ranked, known: Registry) -> Tied | None:
    """The fact with the strongest tie; where several are near, the one that agrees."""
    ranked = sorted((r for r in ranked if r[0] >= _LEAST), key=lambda r: -r[0])
    if not ranked:
        return None
    strength, tie, phrase = ranked[0]
    verdict = _verdict(said, tie, spot.counted)
    if verdict == "wrong":
        for other, rival, words in ranked[1:]:
            fits = _verdict(said, rival, spot.counted)
            if fits != "wrong" and other > strength - _FAR:
                fits = "right" if fits == "rounded" else fits
                return Tied(spot.sentence, said, rival, other, fits, words)
        if isinstance(said, Date) and _elsewhere(spot, said, known):
            return None
        close = [r for o, r, _ in ranked[1:] if o > strength - _CLOSE and r.fact.id != tie.fact.id]
        strength -= 0.1 * bool(close)
    return Tied(spot.sentence, said, tie, strength, verdict, phrase)


def _elsewhere(spot: _Spot, said: Date, known: Registry) -> bool:
    """Whether the paragraph has the words of another date that this one is."""
    text = spot.sentence.block.text
    ideas = {i.concept for i in items(text, 0, len(text), known)}
    return any(
        set(phrase) <= ideas
        for tie in known.ties
        if len(text) < _SHORT and tie.dates and any(same_day(said, d) for d in tie.dates)
        for phrase in tie.phrases
    )


def _verdict(said: Figure | Date, tie: Tie, nouns: tuple[Item, ...]) -> str:
    if isinstance(said, Date):
        return "right" if any(same_day(said, d) for d in tie.dates) else "wrong"
    unit = next((i.concept for i in nouns if i.concept in UNITS), "")
    own = tie.fact.unit.removesuffix("s")
    fits = max((agrees(said, f, own, unit) for f in tie.figures), default=0.0)
    if fits == 1:
        return "right"
    for other in tie.fact.others:
        if any(agrees(said, f, own, unit) == 1 for f in figures(other.value)):
            return "other"
    return "rounded" if fits else "wrong"
