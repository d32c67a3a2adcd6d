"""Which fact a figure or date of a text is about.

A figure belongs to a fact by the words about it and never by its value: by the noun it counts,
the words of its clause, and whose figure it is.
"""

import re
from dataclasses import dataclass

from presskit.model import Fact, Film
from presskit.proofread.agewords import ages
from presskit.proofread.binding import binds
from presskit.proofread.compare import agrees, same_day
from presskit.proofread.counting import (
    LABELS,
    UNITS,
    counted,
    end_of,
    in_a_span,
    put_at,
    taken_words,
)
from presskit.proofread.dates import Date
from presskit.proofread.nearness import Spot
from presskit.proofread.numbers import Figure, figures
from presskit.proofread.registry import Item, Registry, Tie, items
from presskit.proofread.scan import LIFE, Sentence, subject
from presskit.proofread.uncounted import (
    only_numbers,
    page_number,
    span_of_time,
    whole_of_a_part,
)

_LEAST = 0.27
_SHORT = 200
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
    bare: bool = False
    """Whether the figure counts no noun of its own."""


def tied(sentences: tuple[Sentence, ...], known: Registry) -> tuple[Tied, ...]:
    """Every figure and date that is tied to a fact."""
    found: list[Tied] = []
    for sentence in sentences:
        text = sentence.block.text
        closed = [(a.start, a.end) for a in ages(sentence)]
        closed += [m.span() for m in LIFE.finditer(text, sentence.start, sentence.end)]
        taken = taken_words(sentence)
        for at, item in enumerate(sentence.items):
            if any(a < item.end and item.start < b for a, b in closed) or not item.figure:
                continue
            free = tuple(i for i in sentence.items if taken.get(i.start, item.start) == item.start)
            end = end_of(sentence, at)
            nouns = counted(sentence, at)
            noun = None if nouns else put_at(sentence, at, frozenset(("of",)))
            spot = Spot(
                sentence,
                item.start,
                end,
                nouns or ((noun,) if noun else ()),
                free,
                item.figure.fixed,
            )
            if best := _figure(spot, item.figure, known):
                found.append(best)
        for date in sentence.dates:
            if not any(a < date.end and date.start < b for a, b in closed):
                spot = Spot(sentence, date.start, date.end, (), sentence.items)
                if best := _date(spot, date, known):
                    found.append(best)
    return tuple(found)


Ranked = list[tuple[float, Tie, tuple[str, ...]]]


def _figure(spot: Spot, said: Figure, known: Registry) -> Tied | None:
    year = said.kind == "year"
    short = len(spot.sentence.items) < 5 and spot.sentence.text.isupper()
    whole = whole_of_a_part(spot)
    if (
        (said.value == 1 and said.kind != "ordinal")
        or whole
        or short
        or span_of_time(spot, said)
        or page_number(spot, said)
        or only_numbers(spot, said)
    ):
        return None
    if year and spot.counted and spot.counted[0].concept in UNITS:
        return None
    ranked: Ranked = []
    span = year and in_a_span(spot.sentence.block.text, spot.start, spot.end)
    for tie in known.ties:
        if span and not tie.form:
            continue  # from 1967 to 2017: neither is when something happened once
        if year and _dated_already(spot, said, tie):
            continue
        if bool(tie.dates) != year or not (year or _may_count(spot, said, tie)):
            continue
        strength, phrase = binds(spot, tie, () if year else spot.counted)
        if strength > 0:
            strength -= _subject_cost(spot, tie.fact, known.film)
            other = 0 if year else _other_year(spot, tie.fact)
            if other and _as_edition(said, other, tie):
                return None
            strength -= (0.3 if tie.fact.of else 0.5) * bool(other)
            ranked.append((strength, tie, phrase))
    if span and any(int(said.value) in _ends(tie) for _, tie, _ in ranked):
        return None
    as_date = Date(said.start, said.end, int(said.value), words=said.words)
    return _choose(spot, as_date if year else said, ranked, known)


_OF_ANOTHER = re.compile(r"\b(?:to|and|until) (?:the|that) (?:one|last|latest) (?:of|in)\s\Z")


def _dated_already(spot: Spot, said: Figure, tie: Tie) -> bool:
    """Whether the sentence has the fact's own year, and this one is that of something else."""
    right = {d.year for d in tie.dates} - {int(said.value)}
    others = {f.value for f in spot.sentence.figures if f.kind == "year"}
    text = spot.sentence.block.text[spot.sentence.start : spot.start]
    return bool(right & others) or bool(right and _OF_ANOTHER.search(text))


def _ends(tie: Tie) -> set[int]:
    """The years of a fact's forms: the first and the last of something."""
    return {int(v) for v in tie.fact.forms.values() if re.fullmatch(r"\d{4}", v)}


def _may_count(spot: Spot, said: Figure, tie: Tie) -> bool:
    """Whether a figure of this form can be the fact's at all."""
    nouns = {i.concept for i in spot.counted} | ({"year"} if spot.years else set())
    unit = tie.fact.unit.removesuffix("s")
    first = spot.counted[0] if spot.counted else None
    if first and first.end <= spot.start and first.concept in LABELS and not tie.label:
        return False
    verb = first and re.search(r"ed\Z|\s", spot.sentence.block.text[first.start : first.end])
    if verb and tie.fact.of and not any(i.mention for i in spot.counted):
        return False  # 405 started: nobody's starts
    if said.value == 1 and not tie.ranked:
        return False
    after = spot.sentence.block.text[said.end : said.end + 10]
    if said.kind == "ordinal" and re.match(r"\s(?:overall|place)\b", after) and not tie.ranked:
        return False
    if (tie.label and tie.label not in nouns) or (tie.ranked and said.kind != "ordinal"):
        return False
    if unit and not tie.fact.of and nouns and not nouns & (UNITS | {unit}):
        return False  # a festival shows 43 films: no count of festivals
    if unit in UNITS and not nouns & UNITS:
        return said.fixed and unit == "year"
    if said.fixed and unit != "year":
        return False
    # The fiftieth is somebody's; nobody counts the 405th starter.
    return said.kind != "ordinal" or bool(tie.fact.of)


def _date(spot: Spot, date: Date, known: Registry) -> Tied | None:
    ranked: Ranked = []
    for tie in known.ties:
        strength, phrase = binds(spot, tie, ()) if tie.dates else (0.0, ())
        if strength > 0:
            ranked.append((strength - _subject_cost(spot, tie.fact, known.film), tie, phrase))
    return _choose(spot, date, ranked, known)


def _as_edition(said: Figure, year: int, tie: Tie) -> bool:
    """Whether an ordinal is right for another year of what is held every year: the 49th of 2016."""
    since = year - tie.fact.as_of.year if tie.fact.as_of else 0
    return said.kind == "ordinal" and any(said.value == f.value + since for f in tie.figures)


def _other_year(spot: Spot, fact: Fact) -> int:
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


def _subject_cost(spot: Spot, fact: Fact, film: Film) -> float:
    """What it takes from a tie that the clause is about somebody else."""
    if spot.counted and spot.counted[0].mention and fact.of == film.about.subject:
        text = spot.sentence.block.text[spot.sentence.start : spot.start]
        if re.search(r"\bthe\s\Z", text, re.IGNORECASE):
            return 0.0  # the 50th Baja 1000: the event's own number
    who = subject(spot.sentence, spot.start, film)
    if who is None:  # then it is whom the film is about
        return 0.2 * bool(fact.of and film.about.subject and fact.of != film.about.subject)
    told = any(m.end <= spot.start for m in spot.sentence.people)
    if who == "":
        return 0.6 if told else 0.25
    if not fact.of:
        return 0.0
    if who == fact.of:
        return -0.05
    named = any(m.entity.id == fact.of for m in spot.sentence.people)
    if told and not named:
        last = [m.end for m in spot.sentence.people if m.end <= spot.start][-1]
        his = re.search(r"\b(?:he|his)\b|[.;,]", spot.sentence.block.text[last : spot.start])
        return 0.4 if his or film.person(who) is None else 0.9  # somebody else’s own count
    return 0.25


def _choose(spot: Spot, said: Figure | Date, ranked: Ranked, known: Registry) -> Tied | None:
    """The fact with the strongest tie; where several are near, the one that agrees."""
    ranked = sorted((r for r in ranked if r[0] >= _LEAST), key=lambda r: -r[0])
    if not ranked:
        return None
    strength, tie, phrase = ranked[0]
    verdict = _verdict(spot, said, tie, spot.counted)
    if isinstance(said, Date) and verdict == "right":
        strength, tie, phrase = _more_exact(said, ranked)
        verdict = _verdict(spot, said, tie, ())
    if verdict == "wrong":
        for other, rival, words in ranked[1:]:
            if isinstance(said, Date) and said.day and tie.dates[0].day and not rival.dates[0].day:
                continue  # it is less exact, and agrees because of that
            same = isinstance(said, Date) and said.month and words == phrase and tie.dates[0].month
            if same and not rival.dates[0].month:
                continue
            if rival.fact.of and any(i.concept in rival.apart for i in spot.counted):
                continue  # 25 straight wins: no count of wins, though it agrees with one
            fits = _verdict(spot, said, rival, spot.counted)
            far = 1.0 if tie.ranked and rival.ranked else _FAR
            if fits != "wrong" and other > strength - far:
                fits = "right" if fits == "rounded" else fits
                return Tied(spot.sentence, said, rival, other, fits, words)
        if isinstance(said, Date) and _elsewhere(spot, said, known):
            return None
        if tie.ranked and not _straight(spot) and _ranked_elsewhere(spot, said, known):
            return None
        close = [r for o, r, _ in ranked[1:] if o > strength - _CLOSE and r.fact.id != tie.fact.id]
        strength -= 0.1 * bool(close)
    return Tied(spot.sentence, said, tie, strength, verdict, phrase, not spot.counted)


def _more_exact(said: Date, ranked: Ranked) -> tuple[float, Tie, tuple[str, ...]]:
    """Of the facts that a date stands near, the one that has as many of its parts."""
    best = ranked[0]
    for other in ranked[1:]:
        closer = said.month and not said.day and not best[1].dates[0].month
        if closer and other[1].dates[0].month and other[2] == best[2]:
            return other
        exact = any(d.day and d.year == said.year for d in other[1].dates)
        if said.day and exact and other[0] > best[0] - _FAR and not best[1].dates[0].day:
            return other
    return best


def _elsewhere(spot: Spot, said: Date, known: Registry) -> bool:
    """Whether the paragraph has the words of another date that this one is."""
    text = spot.sentence.block.text
    ideas = {i.concept for i in items(text, 0, len(text), known)}
    return any(
        set(phrase) <= ideas
        for tie in known.ties
        if len(text) < _SHORT
        and tie.dates
        and any(
            same_day(said, d) and bool(d.month or not said.month) and (d.day or not said.day)
            for d in tie.dates
        )
        for phrase in tie.phrases
    )


def _straight(spot: Spot) -> bool:
    """Whether the event follows at once: 35th in the Rebelle Rally."""
    text = spot.sentence.block.text[spot.end : spot.end + 30]
    return bool(re.match(r"\s(?:overall |place )?(?:in|at|of) (?:the )?[A-Z]", text))


def _ranked_elsewhere(spot: Spot, said: Figure | Date, known: Registry) -> bool:
    """Whether the place is that of another event that the sentence names: a list of results."""
    ideas = {i.concept for i in spot.sentence.items if i.mention}
    return any(
        tie.ranked and _verdict(spot, said, tie, spot.counted) == "right" and ideas & set(phrase)
        for tie in known.ties
        for phrase in tie.phrases
    )


def _is_a_form(said: Figure, fact: Fact) -> bool:
    """Whether a figure is that of any form of the fact: all forty-nine before the fiftieth."""
    forms = (f for words in fact.forms.values() for f in figures(words) if f.kind == said.kind)
    return any(f.value == said.value and f.kind != "year" for f in forms)


def _to_the_last(spot: Spot, fact: Fact) -> bool:
    """Whether the sentence goes on to the fact’s own year: from 1967 to 2017 there were 50."""
    year = fact.as_of.year if fact.as_of else 0
    return bool(re.search(rf"\b(?:to|through|until|till)\s{year}\b|[–-]{year}", spot.sentence.text))


def _verdict(spot: Spot, said: Figure | Date, tie: Tie, nouns: tuple[Item, ...]) -> str:
    if isinstance(said, Date):
        return "right" if any(same_day(said, d) for d in tie.dates) else "wrong"
    unit = next((i.concept for i in nouns if i.concept in UNITS), "")
    own = tie.fact.unit.removesuffix("s")
    fits = max((agrees(said, f, own, unit) for f in tie.figures), default=0.0)
    if fits == 1:
        return "right"
    if tie.fact.state != "disputed" and not tie.form and _is_a_form(said, tie.fact):
        return "wrong" if _to_the_last(spot, tie.fact) else "right"
    for other in tie.fact.others:
        if any(agrees(said, f, own, unit) == 1 for f in figures(other.value)):
            return "other"
    return "rounded" if fits else "wrong"
