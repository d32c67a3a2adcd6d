"""Dates in a text: days, months and days without a year, in the orders English uses.

An exact grammar and not a guessing library: those take what lacks from today's date, and the
same text must give the same findings on any day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_MONTHS = "january february march april may june july august september october november december"
MONTHS = {name: n for n, name in enumerate(_MONTHS.split(), 1)}
MONTHS |= {name[:3]: n for name, n in MONTHS.items()} | {"sept": 9}
_NAMED = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH = rf"(?P<month>(?:{_NAMED}))\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_SPAN = r"(?:(?P<first>\d{1,2})(?:st|nd|rd|th)?(?: to |[-–]| and | until | through ))?"
_YEAR = r"(?P<year>(?:18|19|20)\d\d)"
_S = r"[ \u00a0]"
_NO_HOUR = rf"(?![\d:]|,\d|{_S}?[ap]\.?m)"
_NUMBERS = rf"(?P<day>\d{{1,2}})(?P<sep>[/.-]){_S}?(?P<month>\d{{1,2}})(?P=sep){_S}?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![\d–-]){_SPAN}{_DAY}{_S}(?:of{_S})?{_MONTH}(?:,?{_S}(?:in{_S})?{_YEAR})?(?!\d)",
        rf"(?<![\w]){_MONTH}{_S}(?:the{_S})?{_SPAN}{_DAY}{_NO_HOUR}(?:,?{_S}{_YEAR})?(?!\d)",
        rf"(?<![\w]){_MONTH},?{_S}(?:of{_S})?{_YEAR}(?!\d)",
        r"(?<![\d-])(?P<year>(?:18|19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])",
        rf"(?<![\d/.-]){_NUMBERS}{_YEAR}(?!\d)",
    )
)
_BARE = re.compile(rf"\b(?P<month>(?:{_MONTHS.replace(' ', '|')}))\b", re.IGNORECASE)


_SEASONS = {"spring": (3, 4, 5, 6), "summer": (6, 7, 8, 9), "autumn": (9, 10, 11, 12),
            "fall": (9, 10, 11, 12), "winter": (12, 1, 2, 3)}  # fmt: skip
_SEASON = re.compile(rf"\b(?P<season>{'|'.join(_SEASONS)})(?:,? of)?{_S}{_YEAR}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as it stands at [start, end); a part that is not said is 0."""

    start: int
    end: int
    year: int
    month: int = 0
    day: int = 0
    swapped: bool = False
    """Whether day and month may be the other way round: 06/07/2019."""
    words: str = ""
    first: int = 0
    """The first day where a span is named: 12 to 18 November."""
    season: tuple[int, ...] = ()
    """The months of a season: the summer of 2022."""


@lru_cache(maxsize=1024)
def dates(text: str) -> tuple[Date, ...]:
    """The dates of `text`, in order; years alone are figures."""
    found: list[Date] = []
    for form in _FORMS:
        for date in _read(form, text):
            if all(date.end <= d.start or date.start >= d.end for d in found):
                found.append(date)
    for m in _SEASON.finditer(text):
        if all(m.end() <= d.start or m.start() >= d.end for d in found):
            months = _SEASONS[m["season"].casefold()]
            found.append(Date(m.start(), m.end(), int(m["year"]), words=m.group(), season=months))
    for m in _BARE.finditer(text):
        named = m.group()[0].isupper() and (m.group() not in ("May", "March") or _is_month(text, m))
        if named and all(m.end() <= d.start or m.start() >= d.end for d in found):
            found.append(Date(m.start(), m.end(), 0, MONTHS[m.group().casefold()], words=m.group()))
    return tuple(sorted(found, key=lambda d: d.start))


def _is_month(text: str, m: re.Match[str]) -> bool:
    return bool(re.search(r"\b(?:in|of|last|next|since|until|by|this)\s\Z", text[: m.start()]))


def _read(form: re.Pattern[str], text: str) -> Iterator[Date]:
    for m in form.finditer(text):
        parts = m.groupdict()
        name = (parts.get("month") or "").casefold()
        month = MONTHS.get(name) or (int(name) if name.isdecimal() else 0)
        day, year = int(parts.get("day") or 0), int(parts.get("year") or 0)
        swapped = bool(parts.get("sep")) and day <= 12
        if month > 12 >= day:
            day, month, swapped = month, day, False
        if 1 <= month <= 12 and day <= 31:
            yield Date(
                m.start(),
                m.end(),
                year,
                month,
                day,
                swapped,
                m.group(),
                int(parts.get("first") or 0),
            )
