"""What dates imply: the day of the week, and how far apart two of them are."""

import datetime as dt
import re
from collections.abc import Iterator

from presskit.model import PartialDate
from presskit.proofread.dates import Date
from presskit.proofread.english import DENIAL, listed
from presskit.proofread.finding import Finding
from presskit.proofread.numbers import figures
from presskit.proofread.registry import Registry
from presskit.proofread.scan import Sentence, subject
from presskit.proofread.ties import Tied, tied

_WEEK = listed("monday tuesday wednesday thursday friday saturday sunday")
_NAMED = r"(?P<day>Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_BEFORE = re.compile(rf"\b{_NAMED},?\s(?:the\s)?\Z")
_AFTER = re.compile(rf"\A(?:,\s?(?:a\s)?|\s\((?:a\s)?|\s?[-–—]\s?){_NAMED}")


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """Days of the week that a known date was not, and spans of time that dates rule out."""
    for one in tied(sentences, known):
        if isinstance(one.said, Date) and one.verdict == "right" and one.said.day:
            yield from _weekday(one, known)
    for sentence in sentences:
        yield from _birthday(sentence, known)
        yield from _after_death(sentence, known)


def _weekday(one: Tied, known: Registry) -> Iterator[Finding]:
    said, text = one.said, one.sentence.block.text
    assert isinstance(said, Date)
    same = [d for t in known.ties for d in t.dates if d.day and (d.month, d.day) == _day(said)]
    right = (*same, *one.tie.dates)[0]
    year, month = said.year or right.year, said.month or right.month
    before = _BEFORE.search(text[max(one.sentence.start, said.start - 20) : said.start])
    match = before or _AFTER.match(text[said.end : one.sentence.end])
    if not match or not year or not month or said.first:
        return
    day = _WEEK[dt.date(year, month, said.day).weekday()]
    if day.startswith(match["day"].casefold()):
        return
    shift = max(one.sentence.start, said.start - 20) if before else said.end
    message = f"{said.day} {_month(month)} {year} was a {day.title()} ({one.tie.fact.about})"
    hint = f"Write {day.title()}, or correct the date."
    start, end = shift + match.start("day"), shift + match.end()
    start, end = min(start, said.start), max(end, said.end)
    yield one.sentence.finding("PK804", start, end, message, hint, 0.85)


def _day(said: Date) -> tuple[int, int]:
    return said.month, said.day


def _month(number: int) -> str:
    return dt.date(2000, number, 1).strftime("%B")


# ------------------------------------------------------------ how far apart

_COUNT = r"(?P<count>\d+|[a-z]+(?:-[a-z]+)?|an?)"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_TURNED = re.compile(
    rf"\b(?:turn(?:ed|s|ing)?|become|became|be) (?P<age>\d\d|[a-z]+(?:-[a-z]+)?),? (?:just |only"
    rf" |exactly |barely )?{_COUNT} {_UNIT} (?P<way>after|later|before|earlier)\b",
    re.IGNORECASE,
)
_SHORT = re.compile(
    rf"\b{_COUNT} {_UNIT} (?P<way>before|short of|shy of|ahead of|away from|from|after)"
    r" (?:his|her|the) (?P<age>\d\d|[a-z]+)(?:th|st|nd|rd)? birthday\b",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}


def _value(words: str) -> float | None:
    if words.casefold() in ("a", "an", "one"):
        return 1.0
    found = figures(words)
    return found[0].value if len(found) == 1 else None


def _birthday(sentence: Sentence, known: Registry) -> Iterator[Finding]:
    """So many days between a birthday and the race, where the registry has both."""
    events = tuple(_events(known))
    person = known.film.person(known.film.about.subject or "")
    if not person or not person.born or not person.born.day or not events:
        return
    for pattern in (_TURNED, _SHORT):
        for match in pattern.finditer(sentence.text):
            age, count = _value(match["age"]), _value(match["count"])
            who = subject(sentence, sentence.start + match.start(), known.film)
            if age is None or count is None or who not in (None, person.id):
                continue
            birthday = dt.date(person.born.year + int(age), person.born.month or 1, person.born.day)
            later = (match["way"].casefold() in ("after", "later")) == (pattern is _TURNED)
            gaps = sorted((birthday - e).days for e in events if abs((birthday - e).days) < 400)
            if not gaps:
                continue
            slack = _DAYS[match["unit"].casefold()] * 0.5 if match["unit"] != "day" else 0
            said = count * _DAYS[match["unit"].casefold()] * (1 if later else -1)
            if gaps[0] - slack <= said <= gaps[-1] + slack:
                continue
            message = (
                f"{person.name}’s birthday, {birthday.day} {_month(birthday.month)}"
                f" {birthday.year}, was {gaps[0]} to {gaps[-1]} days after the race"
            )
            start = sentence.start + match.start("count")
            hint = "Reckon again from the two dates."
            yield sentence.finding(
                "PK804", start, sentence.start + match.end("way"), message, hint, 0.75
            )


def _events(known: Registry) -> Iterator[dt.date]:
    """The first and the last day of what most facts are about."""
    for tie in known.ties:
        about = any(known.event in phrase for phrase in tie.phrases)
        for date in tie.dates:
            if date.day and date.month and date.year and (about or tie.fact.as_of):
                person = any(date.year == p.born.year for p in known.film.people if p.born)
                if not tie.fact.of and not person:
                    yield dt.date(date.year, date.month, date.day)
                    if date.first:
                        yield dt.date(date.year, date.month, date.first)


_LATER = re.compile(
    rf"\b(?:die[sd]|dead|passed away|death(?: came)?)(?: just| only| barely| less than| more than"
    rf"| nearly| almost| about| some)? {_COUNT} {_UNIT} (?P<way>after|later)\b",
    re.IGNORECASE,
)


def _after_death(sentence: Sentence, known: Registry) -> Iterator[Finding]:
    """How long after the race somebody is said to have died."""
    person = known.film.person(known.film.about.subject or "")
    events = tuple(_events(known))
    match = _LATER.search(sentence.text)
    if not match or not person or not events or not person.died or DENIAL.search(sentence.text):
        return
    count, unit = _value(match["count"]), match["unit"].casefold()
    who = subject(sentence, sentence.start + match.start(), known.film)
    if count is None or who not in (None, person.id) or not _tells(sentence, known):
        return
    gap = (_as_day(person.died) - max(events)).days / _DAYS[unit]
    if abs(count - gap) <= max(1.0, 0.1 * gap):
        return
    about = f"about {round(gap)} {unit}s" if gap >= 1.5 else f"{gap * 12:.0f} months"
    message = f"{person.name} died {about} after the race ({person.died})"
    start, end = sentence.start + match.start("count"), sentence.start + match.end("way")
    yield sentence.finding("PK804", start, end, message, "Reckon again from the two dates.", 0.7)


def _tells(sentence: Sentence, known: Registry) -> bool:
    """Whether it is the last race after which it is reckoned."""
    ideas = {i.concept for i in sentence.items}
    race = any(
        set(phrase) <= ideas for tie in known.ties if tie.dates and tie.fact.as_of
        for phrase in tie.phrases if tie.fact.id and not tie.fact.of
    )  # fmt: skip
    return race or bool(known.event in ideas and {"last"} & ideas)


def _as_day(value: PartialDate) -> dt.date:
    return dt.date(value.year, value.month or 6, value.day or 15)
