"""Ages held against dates of birth and death."""

import re
from collections.abc import Iterator

from presskit import derive
from presskit.model import Fact, PartialDate, Person
from presskit.proofread.agewords import PRONOUN, SHORT, Age, ages
from presskit.proofread.english import HEDGE
from presskit.proofread.finding import Finding, names
from presskit.proofread.registry import Registry, words_of
from presskit.proofread.scan import LIFE, Sentence, subject

_DEATH = re.compile(
    r"\b(?:died|dies|die|dying|death|passed away|dead|lived to|the late|passing)\b", re.IGNORECASE
)
_YEAR = len("2017")


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """Ages that the dates of birth and death rule out."""
    for sentence in sentences:
        for age in ages(sentence):
            person = _whose(sentence, age, known)
            if person and person.born and len(person.born) == 10:
                yield from _judge(sentence, age, person, known)


def _whose(sentence: Sentence, age: Age, known: Registry) -> Person | None:
    """The person next to an age, else whom the clause is about, else the film's subject."""
    close = [m for m in sentence.people if -3 <= m.start - age.end <= 14]
    if re.match(r"\W*(?:year|old)", sentence.block.text[age.end : age.end + 6]) and close:
        return known.film.person(close[0].entity.id)
    if subject(sentence, age.start, known.film) == "":
        return None
    after = [m for m in sentence.people if m.start >= age.end]
    if (
        after
        and not any(m.end <= age.start for m in sentence.people)
        and not PRONOUN.search(sentence.block.text[sentence.start : age.start])
    ):
        return known.film.person(after[0].entity.id)  # Aged 79, Rod Hall …
    who = subject(sentence, age.start, known.film)
    main = known.film.about.subject
    person = known.film.person(who) if who else None
    named = any(m.entity.id == main for m in sentence.people)
    if who is None and not _about(sentence, known):
        return None
    if who is None or (person and not person.born and named and not close):
        return known.film.person(main) if main else None
    return person


def _about(sentence: Sentence, known: Registry) -> bool:
    """Whether the paragraph is about the film or whom it is about, and no average."""
    text = sentence.block.text
    parts = words_of(text)
    main = known.film.person(known.film.about.subject or "")
    names = set(words_of(main.name)) if main else set()
    spoken = names & set(parts) or PRONOUN.search(text) or _event(sentence, known)
    return bool(spoken) and "average" not in parts


def _judge(sentence: Sentence, age: Age, person: Person, known: Registry) -> Iterator[Finding]:
    when, why, sure = _when(sentence, age, person, known)
    low, high = _span(person, when) if when else (0, _oldest(person))
    said_low, said_high = (age.low - 2, age.high - 1) if age.nearly else (age.low, age.high)
    if said_low <= high and said_high >= low:
        return
    if age.nearly and said_low - 1 <= high < age.low:
        return
    if _birthday(sentence, age, person):
        return
    if HEDGE.search(sentence.text) or _source_named(sentence, known):
        sure = 0.3
    if fact := _fact(when, known):
        known_too = any(age.value and age.value in other.value for other in fact.others)
        own = {f"{n}" for n in range(low, high + 1)}
        if known_too and own & set(re.findall(r"\d+", sentence.block.text)):
            return  # somebody else’s figure, and beside it the one that the dates give
    dates = f"born {person.born}" + (f", died {person.died}" if person.died else "")
    span = f"{low}" if low == high else f"{low} or {high}"
    message = f"{person.name} was {span} {why}" if when else f"{person.name} never was that old"
    others = f"; {fact.about}: {fact.value} ({fact.state})" if fact else ""
    hint = f"Write {span}, or correct the year." if when else "Correct the age."
    sources = names(fact.sources, known.film) if fact else ()
    yield sentence.finding(
        "PK805", age.start, age.end, f"{message} ({dates}{others})", hint, sure, sources
    )


def _birthday(sentence: Sentence, age: Age, person: Person) -> bool:
    """Whether a day without a year beside an age is the birthday: he turned 80 on 22 November."""
    born, died = person.born, person.died
    assert born
    that_day = any(
        (d.month, d.day) == (born.month, born.day) and not d.year for d in sentence.dates
    )
    return that_day and (not died or born.year + age.high <= died.year)


def _source_named(sentence: Sentence, known: Registry) -> bool:
    return any(s.name in sentence.text for s in known.film.sources)


def _fact(when: PartialDate | None, known: Registry) -> Fact | None:
    """The registry's own entry on an age at that time."""
    facts = (
        f for f in known.film.facts if f.id.startswith("age") or "age" in f.about.casefold().split()
    )
    return next((f for f in facts if when and f.as_of and f.as_of[:4] == when[:4]), None)


def _when(
    sentence: Sentence, age: Age, person: Person, known: Registry
) -> tuple[PartialDate | None, str, float]:  # fmt: skip
    """The time at which an age is said to have held, in words, and how sure that is."""
    answer = len(sentence.items) <= SHORT and sentence.before
    if answer:
        sentence = answer  # He was 81.
    text = sentence.text
    at = age.start - sentence.start
    death = [m for m in _DEATH.finditer(text) if answer or abs(m.start() - at) < 80]
    years = _years(sentence)
    event = _event(sentence, known, age.start)
    if (
        person.died
        and death
        and (answer or not event or abs(event[1] - age.start) >= abs(death[0].start() - at))
    ):
        return (
            person.died,
            f"at death ({person.died})",
            0.9,
        )
    if years:
        near = min(years, key=lambda y: abs(y[1] - age.start))
        nearer = event and abs(event[1] - age.start) + 10 < abs(near[1] - age.start)
        if event and nearer and len(years) == 1 and near[0][:4] == event[0][:4]:
            return event[0], f"then ({event[0]})", 0.8
        if event and event[0].startswith(near[0]):
            return event[0], f"then ({event[0]})", 0.85
        if any(i.concept == known.event for i in sentence.items) and len(near[0]) == _YEAR:
            exact = _precise(PartialDate(near[0]), known)  # the Baja 1000 of that year
            return exact, f"then ({exact})" if exact != near[0] else f"in {near[0]}", 0.85
        return PartialDate(near[0]), f"in {near[0]}", 0.85
    if event:
        return event[0], f"then ({event[0]})", 0.8
    return None, "", 0.75


def _years(sentence: Sentence) -> list[tuple[str, int]]:
    spans = [m.span() for m in LIFE.finditer(sentence.block.text, sentence.start, sentence.end)]
    found = [
        (f"{int(f.value)}", f.start)
        for f in sentence.figures
        if f.kind == "year"
        and not any(a <= f.start < b for a, b in spans)
        and not re.search(r"\b(?:since|from|born in)\s\Z", sentence.block.text[: f.start][-8:])
    ]
    for d in sentence.dates:
        if any(a <= d.start < b for a, b in spans):
            continue
        if d.year and d.month and d.day and not d.swapped:
            found.append((f"{d.year}-{d.month:02}-{d.day:02}", d.start))
        elif d.year:
            found.append((f"{d.year}", d.start))
    return found


def _event(
    sentence: Sentence, known: Registry, near: int = 0
) -> tuple[PartialDate, int] | None:  # fmt: skip
    """The event of the registry whose words stand nearest in the sentence, or the one before."""
    for one in (sentence, sentence.before):
        if one is None:
            continue
        places: dict[str, list[int]] = {}
        for item in one.items:
            places.setdefault(item.concept, []).append(item.start)
        found: list[tuple[int, PartialDate]] = []
        for tie in known.ties:
            if not tie.dates or not tie.fact.as_of:
                continue
            for phrase in tie.phrases:
                if (len(phrase) > 1 or phrase[0][0] == "#") and all(p in places for p in phrase):
                    far = max(min(abs(at - near) for at in places[p]) for p in phrase)
                    found.append((far, _precise(tie.fact.as_of, known)))
        if found:
            far, when = min(found, key=lambda f: f[0])
            return when, near + far
    return None


def _precise(when: PartialDate, known: Registry) -> PartialDate:
    """The most exact date the registry has within a year or month: the day of the start."""
    dated = [f.as_of for f in known.film.facts if f.as_of and f.as_of.startswith(when)]
    return max(dated, key=len, default=when)


def _span(person: Person, when: PartialDate) -> tuple[int, int]:
    """The ages somebody can have had then, the lowest and the highest."""
    assert person.born
    possible = derive.ages(person.born, when)
    return possible[0], possible[-1]


def _oldest(person: Person) -> int:
    return _span(person, person.died)[1] if person.died else 115
