"""Ages held against dates of birth and death."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from presskit.model import Fact, PartialDate, Person
from presskit.proofread.english import HEDGE
from presskit.proofread.finding import Finding, names
from presskit.proofread.numbers import Figure
from presskit.proofread.registry import Registry, words_of
from presskit.proofread.scan import LIFE, Sentence, subject

_DECADES = {"septuagenarian": 70, "octogenarian": 80, "nonagenarian": 90, "sexagenarian": 60,
            "centenarian": 100}  # fmt: skip
_TENS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
         "seventies": 70, "eighties": 80, "nineties": 90}  # fmt: skip
_DECADE = re.compile(
    rf"\b(?:(?P<noun>{'|'.join(_DECADES)})|in (?:his|her|their) (?:early |mid-?|late |mid )?"
    rf"(?P<tens>{'|'.join(_TENS)}|[2-9]0s))\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\baged?(?: of)?|\bat|\bturn(?:ed|s|ing)|\bis|\bwas|\bhe[’']s|\bbecame|\bjust|\bnow|\bonly"
    r"|\bthen|\bbe"
    r"|\bwere|\bdied at)"
    r"(?: (?:the|an?|age|ripe|old|of|only|just|nearly|almost|about|around|already|to turn"
    r"|over))*\s\Z",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"(?:\baged|\bage of|\bages? |\bturn(?:ed|s|ing)|\bage|\bat the ripe)\W*(?:\w+ ){0,2}\Z",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"\A[- \u00a0]?(?:years?[- \u00a0]old|years? of age|yrs? old|-?year-old|th birthday|"
    r" ?birthday)",
    re.IGNORECASE,
)
_DEATH = re.compile(
    r"\b(?:died|dies|die|dying|death|passed away|dead|lived to|the late|passing)\b", re.IGNORECASE
)
_SHORT_OF = re.compile(
    r"(?:short of|shy of|within|days of|weeks of|months of|brink of|verge of|cusp of|shortly"
    r" before|ahead of|before|from turning|days from|months from|to go until|eve of|away"
    r" from)[\w ]*\Z"
)


_COUNTED = re.compile(
    r"\b(?:stands?|stood|puts?|set|pegged|remains?|wins|victories|streak|tally|total|record|count"
    r"|number|it|them|run|limit|distance|field)\sat\s(?:\w+\s){0,2}\Z",
    re.IGNORECASE,
)
"""What is put at a figure is counted, and no age."""
_PRONOUN = re.compile(r"\b(?:he|his|him|she|her)\b", re.IGNORECASE)
_SHORT = 4
"""Words of a sentence that says an age and nothing of when."""


@dataclass(frozen=True, slots=True)
class Age:
    """An age as it stands at [start, end): `low` to `high` years, or not there yet (`nearly`)."""

    start: int
    end: int
    low: float
    high: float
    nearly: bool = False
    value: str = ""


def ages(sentence: Sentence) -> tuple[Age, ...]:
    """The ages that a sentence states."""
    found = [age for figure in sentence.figures if (age := _age(sentence, figure))]
    text = sentence.block.text
    for m in _DECADE.finditer(text, sentence.start, sentence.end):
        word = (m["noun"] or m["tens"]).casefold()
        low = _DECADES.get(word) or _TENS.get(word) or int(word[:2])
        found.append(Age(m.start(), m.end(), low, low + 9, value=m.group()))
    return tuple(found)


def _age(sentence: Sentence, figure: Figure) -> Age | None:
    if not 3 <= figure.value <= 115 or figure.value != int(figure.value) or figure.kind == "year":
        return None
    text = sentence.block.text
    before = text[max(sentence.start, figure.start - 45) : figure.start]
    after = text[figure.end : min(sentence.end, figure.end + 25)]
    value = figure.value
    birthday = re.match(r"\W?birthday", after, re.IGNORECASE)
    if figure.kind == "ordinal" and not birthday:
        return None
    asked = sentence.before and re.search(r"\bhow old\b", sentence.before.text, re.IGNORECASE)
    if asked and len(sentence.items) <= _SHORT:
        return Age(figure.start, figure.end, value, value, False, figure.words)
    if _COUNTED.search(before) or _of_a_thing(sentence, figure):
        return None
    nearly = figure.qualifier == "under" or bool(_SHORT_OF.search(before))
    old = _OLD.match(after)
    empty = re.match(
        r"\s*(?:[,.;:!?)”\"—–]|\Z|-year"
        r"|\s(?:and|when|in|years old|at|as|by|while|he|on|with|who|for the)\b)",
        after,
    )
    named = _named_just_before(sentence, figure, before) and re.match(r"\s*[,)]", after)
    moves = re.match(r"\s(?:left|went|took|drove|set|began|is|was|has|had|\w+ed)\b", after)
    if _PERSON.search(before) and (empty or moves) and value >= 15:
        return Age(figure.start, figure.end, value, value, nearly, figure.words)
    if re.search(r"\b(?:when|since|until|after) (?:he|she|I|they) (?:was|were) \Z", before):
        return Age(figure.start, figure.end, 0, 115, nearly, figure.words)  # of another time
    if old or (_AGED.search(before) and (empty or birthday)) or (named and empty):
        pass
    elif (
        _BEFORE.search(before)
        and empty
        and value >= 15
        and re.search(
            r"\b(?:at|was|is|be|turn|were|he[’']s|then|now|only|just)\b", before, re.IGNORECASE
        )
    ):
        if re.search(r"\b(?:at|by)\s\Z", before) and re.match(r"\s*(?:p\.?m|a\.?m|o.clock)", after):
            return None
    elif not (nearly and empty and value >= 50 and _is_person(before)):
        return None
    return Age(figure.start, figure.end, value, value, nearly, figure.words)


_TURNS = re.compile(
    r"\s(?:has |had )?(?:turn(?:ed|s|ing)|is|was|became)\s(?:just |only )?", re.IGNORECASE
)


def _of_a_thing(sentence: Sentence, figure: Figure) -> bool:
    """The age of an event or a place: the week Baja turned 50."""
    for mention in sentence.mentions:
        between = sentence.block.text[mention.end : figure.start]
        if mention.entity.kind != "person" and re.fullmatch(
            r"\s(?:has |had )?(?:turn(?:ed|s|ing)|is|was|became)\s(?:just |only )?",
            between,
            re.IGNORECASE,
        ):
            return True
    return False


def _is_person(before: str) -> bool:
    return bool(re.search(r"\b(?:he|she|who|was|is|be|man|woman|him)\b[^.;]*\Z", before.casefold()))


def _named_just_before(sentence: Sentence, figure: Figure, before: str) -> bool:
    if not re.search(r"[,(]\s?\Z", before):
        return False
    return any(0 <= figure.start - m.end <= 3 for m in sentence.people)


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """Ages that the dates of birth and death rule out."""
    for sentence in sentences:
        for age in ages(sentence):
            person = _whose(sentence, age, known)
            if person and person.born and len(person.born) == 10:
                yield from _judge(sentence, age, person, known)


_PERSON = re.compile(
    r"\b(?:an?|this|that|the) (?:[\w-]+ ){0,2}?(?!number|order|quarter|winner|starter|corner)"
    r"\w*(?:er|or|man|ist|ian|boy|girl|hero|legend|veteran|captain) of \Z",
    re.IGNORECASE,
)


def _whose(sentence: Sentence, age: Age, known: Registry) -> Person | None:
    """The person next to an age, else whom the clause is about, else the film's subject."""
    close = [m for m in sentence.people if -3 <= m.start - age.end <= 14]
    if re.match(r"\W*(?:year|old)", sentence.block.text[age.end : age.end + 6]) and close:
        return known.film.person(close[0].entity.id)
    after = [m for m in sentence.people if m.start >= age.end]
    if (
        after
        and not any(m.end <= age.start for m in sentence.people)
        and not _PRONOUN.search(sentence.block.text[sentence.start : age.start])
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
    spoken = names & set(parts) or _PRONOUN.search(text) or _event(sentence, known)
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
    answer = len(sentence.items) <= _SHORT and sentence.before
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
        if event and nearer and len(years) == 1:
            return event[0], f"then ({event[0]})", 0.8
        if event and event[0].startswith(near[0]):
            return event[0], f"then ({event[0]})", 0.85
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
    """The ages somebody can have had then."""
    born = person.born
    assert born
    years = when.year - born.year
    if when.month is None:
        return years - 1, years
    if (when.month, when.day or 31) < (born.month or 1, born.day or 1):
        return years - 1, years - 1
    if when.day is None and when.month == born.month:
        return years - 1, years
    return years, years


def _oldest(person: Person) -> int:
    return _span(person, person.died)[1] if person.died else 115
