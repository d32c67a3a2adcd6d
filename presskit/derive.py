"""What a registry says without typing it: values that follow from dates, words that cite facts.

A derived value that is written as well is held against what follows; a wording that cites other
facts is put together here once, so that a correction of one reaches all.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from presskit.model import CITED, Derived, Fact, PartialDate, Path, Person


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be derived, or disagrees: a code, the path in facts.yaml, what, what to do."""

    code: str
    path: Path
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Registry:
    """Facts with their values and words complete; `carried`: the facts that one's words hold."""

    facts: tuple[Fact, ...]
    carried: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...]


class _WrongError(Exception):
    """Why one value or wording cannot be completed; `path` is within the fact."""

    def __init__(self, code: str, path: Path, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.path, self.hint = code, path, hint


def registry(facts: tuple[Fact, ...], people: tuple[Person, ...]) -> Registry:
    """Complete the facts of a film; what cannot be completed stays as it was typed."""
    known = {fact.id: fact for fact in facts}
    persons = {person.id: person for person in people}
    wrong: list[tuple[int, _WrongError]] = []
    valued = list(facts)
    # Births and deaths first: ages are reckoned from them.
    for i, fact in sorted(enumerate(facts), key=lambda entry: _is_an_age(entry[1])):
        try:
            valued[i] = known[fact.id] = _valued(fact, known, persons)
        except _WrongError as found:
            wrong.append((i, found))
    whole, carried = [], {}
    for i, fact in enumerate(valued):
        held: set[str] = set()
        try:
            whole.append(_worded(fact, known, held))
        except _WrongError as found:
            wrong.append((i, found))
            whole.append(fact)
        if held:
            carried[fact.id] = tuple(sorted(held))
        wrong += [(i, found) for found in _disagreements(whole[-1])]
    problems = (Problem(w.code, ("facts", i, *w.path), str(w), w.hint) for i, w in wrong)
    return Registry(tuple(whole), carried, tuple(problems))


# ------------------------------------------------------------ values that follow from dates


def _is_an_age(fact: Fact) -> bool:
    return fact.derived is not None and fact.derived.at is not None


def _valued(fact: Fact, known: Mapping[str, Fact], persons: Mapping[str, Person]) -> Fact:
    """The fact with the value that follows, if it is to have one."""
    how = fact.derived
    if how is None and not fact.value:
        hint = "Add value: …, or say how it is derived."
        raise _WrongError("PK202", (), f"{fact.id}.value: this field is missing", hint)
    person = persons.get(how.who) if how else None
    if how is None or person is None:  # the rule of references names a person who is not there
        return fact
    follows = _follows(how, person, fact, known)
    if how.form:
        _hold(fact, fact.forms.get(how.form), ("forms", how.form), follows)
    elif fact.value:
        _hold(fact, fact.value, ("value",), follows)
    elif len(follows) > 1:
        hint = "Write the value, or the day of both dates."
        message = f"{fact.id}: {' or '.join(follows)}, by the dates"
        raise _WrongError("PK315", ("derived",), message, hint)
    else:
        return fact.model_copy(update={"value": follows[0]})
    return fact


def _follows(
    how: Derived, person: Person, fact: Fact, known: Mapping[str, Fact]
) -> tuple[str, ...]:
    """The values that the dates allow: one, or two ages while a day is not known."""
    date = person.died if how.died else person.born
    if date is None:
        which = "died" if how.died else "was born"
        message = f"{fact.id}: people.yaml does not say when {person.name} {which}"
        hint = f"Write {'died' if how.died else 'born'}: there, or the value here."
        raise _WrongError("PK315", ("derived",), message, hint)
    if how.at is None:
        return (str(date),)
    return tuple(str(n) for n in ages(date, _date(how.at, known, (fact.id,))))


def _date(wanted: str, known: Mapping[str, Fact], through: tuple[str, ...]) -> PartialDate:
    """The date that is written, or that the fact named has for its value."""
    if written := _as_date(wanted):
        return written
    fact = known.get(wanted)
    at: Path = ("derived", "at")
    if fact is None:
        message = f"{through[0]}: “{wanted}” is neither a date nor a fact"
        raise _WrongError("PK301", at, message, _A_DATE)
    if wanted in through:
        chain = " → ".join((*through, wanted))
        raise _WrongError("PK320", at, f"{chain}: each is to follow from the next", _A_DATE)
    if fact.derived and fact.derived.at and not fact.derived.form:
        return _date(fact.derived.at, known, (*through, wanted))
    value = _as_date(fact.value)
    if value is None:
        message = f"{through[0]}: the value of “{wanted}” is “{fact.value}”, which is no date"
        raise _WrongError("PK315", at, message, _A_DATE)
    return value


_A_DATE = "Name a day, 2017-11-16, or a fact whose value is one."


def _as_date(text: str) -> PartialDate | None:
    try:
        return PartialDate.read(text)
    except ValueError:
        return None


def ages(born: PartialDate, when: PartialDate) -> tuple[int, ...]:
    """Ages in whole years that two dates allow, the lower first: one, or two while a day lacks."""
    youngest = _years((born.year, born.month or 12, born.day or 31), when, (1, 1))
    oldest = _years((born.year, born.month or 1, born.day or 1), when, (12, 31))
    return tuple(range(youngest, oldest + 1))


def _years(born: tuple[int, int, int], when: PartialDate, lacking: tuple[int, int]) -> int:
    """Whole years to a date, of which month and day may be `lacking`."""
    then = (when.month or lacking[0], when.day or lacking[1])
    return when.year - born[0] - (then < born[1:])


def _hold(fact: Fact, written: str | None, path: Path, follows: tuple[str, ...]) -> None:
    """Raise _WrongError unless what is written is what follows: the date, or words with the age."""
    if written is None:
        message = f"{fact.id} has no form “{path[-1]}”"
        raise _WrongError("PK203", ("derived", "form"), message, "Add it under forms:.")
    numbers = set(re.findall(r"\d+", written))
    an_age = follows[0].isdigit() and len(follows[0]) < 4
    if written not in follows and not (an_age and numbers and numbers <= set(follows)):
        by_the_dates = " or ".join(follows)
        message = f"{fact.id}: “{written}” is written, and {by_the_dates} follows from the dates"
        raise _WrongError("PK315", path, message, "Correct it, or the dates in people.yaml.")


# ------------------------------------------------------------ words that cite other facts


def _words(fact: Fact) -> dict[Path, str]:
    """The wording of a fact and its forms, by path."""
    forms: dict[Path, str] = {("forms", name): text for name, text in fact.forms.items()}
    return {("wording",): fact.wording, **forms}


def _worded(fact: Fact, known: Mapping[str, Fact], held: set[str]) -> Fact:
    """The fact with its citations put in; the facts cited are added to `held`."""
    whole = {
        path: _filled(text, known, (":".join((fact.id, *map(str, path[1:]))),), path, held)
        for path, text in _words(fact).items()
    }
    if not held:
        return fact
    forms = {str(path[1]): text for path, text in whole.items() if path[0] == "forms"}
    return fact.model_copy(update={"wording": whole[("wording",)], "forms": forms})


def _filled(
    text: str, known: Mapping[str, Fact], through: tuple[str, ...], path: Path, held: set[str]
) -> str:
    def said(match: re.Match[str]) -> str:
        name, _, form = match[1].partition(":")
        fact = known.get(name)
        if fact is None or (form and form not in fact.forms):
            message = f"{through[0]}: there is no fact “{match[1]}”"
            raise _WrongError("PK301", path, message, "Add it to facts.yaml, or correct the id.")
        if match[1] in through:
            chain = " → ".join((*through[through.index(match[1]) :], match[1]))
            message = f"{chain}: each cites the next"
            raise _WrongError("PK320", path, message, "Write one of them out in words.")
        held.add(name)
        inner = fact.forms[form] if form else fact.printed
        return _filled(inner, known, (*through, match[1]), path, held)

    return CITED.sub(said, text)


# ------------------------------------------------------------ words that are a date

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _disagreements(fact: Fact) -> Iterator[_WrongError]:
    """Words of a fact that is a day, with figures or names of another; names in English only."""
    date = _as_date(fact.value)
    if date is None or date.day is None or fact.state == "disputed":
        return
    for path, text in _words(fact).items():
        wrong = [*_other_figures(text, date), *_other_names(text, date)]
        if wrong:
            message = f"{fact.id} is {date}, and “{text}” says {', '.join(wrong)}"
            yield _WrongError("PK315", path, message, "Correct one of the two.")


def _other_figures(text: str, date: PartialDate) -> Iterator[str]:
    for match in re.finditer(r"(?<![\d.,:])\d{1,4}(?![\d,:]*\d)|(?<=\d[./-])\d\d(?!\d)", text):
        at_the_end = match.start() > 0 and text[match.start() - 1] in "./-’"
        short = {date.day, date.month} | ({date.year % 100} if at_the_end else set())
        if int(match[0]) not in (short if len(match[0]) < 3 else {date.year}):
            yield match[0]


def _other_names(text: str, date: PartialDate) -> Iterator[str]:
    day = dt.date(date.year, date.month or 1, date.day or 1).weekday()
    for names, right in ((_MONTHS, _MONTHS[(date.month or 1) - 1]), (_DAYS, _DAYS[day])):
        found = re.findall(rf"\b(?:{'|'.join(names)})\b", text)
        yield from (name for name in found if name != right)
