"""Whether a figure or a date of a text is the one that a fact has, with fair rounding."""

from presskit.proofread.dates import Date
from presskit.proofread.numbers import Figure

KILOMETRES = 1.609344
_UNITS = {("mile", "kilometre"): KILOMETRES, ("kilometre", "mile"): 1 / KILOMETRES,
          ("hour", "day"): 1 / 24, ("day", "hour"): 24.0, ("hour", "minute"): 60.0}  # fmt: skip


def agrees(said: Figure, known: Figure, unit: str, said_unit: str) -> float:
    """How well a figure fits a fact: 1 it is the figure, 0.5 a rounding of it, 0 it is not."""
    value, factor = known.value, 1.0
    if unit and said_unit and unit != said_unit:
        factor = _UNITS.get((unit, said_unit), 1.0)
    value *= factor
    if said.kind == "ordinal" and said.value != round(value):
        return 0.0
    number = said.value
    if abs(number - value) < 1e-9:
        return 1.0
    if factor != 1.0 and abs(number - value) <= max(0.01 * value, 0.5 * (value > 20)):
        return 1.0
    if abs(number - value) < 1 <= value and value != int(value):
        return 1.0  # 1,134 for 1,134.40, up or down
    return _rounded(said, number, value, known.qualifier)


def _rounded(said: Figure, number: float, value: float, bound: str) -> float:
    if said.qualifier == "over" and bound != "under":
        fair = number <= value and number >= 0.8 * value
        return 1.0 if fair else 0.0
    if said.qualifier == "under":
        return 1.0 if value <= number <= 1.12 * value else 0.0
    if said.qualifier == "about":
        return 1.0 if abs(number - value) <= 0.06 * value else 0.0
    round_figure = number % 50 == 0 and number >= 100
    return 0.5 if round_figure and abs(number - value) <= 0.02 * value else 0.0


def same_day(said: Date, known: Date) -> bool:
    """Whether a date can be the known one: parts that either leaves out do not count."""
    if _same(said, known):
        return True
    turned = Date(said.start, said.end, said.year, said.day, said.month)
    return said.swapped and _same(turned, known)


def _same(said: Date, known: Date) -> bool:
    if said.year and known.year and said.year != known.year:
        return False
    if said.season and known.month and known.month not in said.season:
        return False
    if said.month and known.month and said.month != known.month:
        return False
    if said.day and known.day:
        first = known.first or known.day
        if said.first and known.first:
            return (said.first, said.day) == (first, known.day)
        return first <= said.day <= known.day
    return True
