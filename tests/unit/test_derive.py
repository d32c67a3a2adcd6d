"""Values that follow from dates, and wordings that cite other facts."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presskit.derive import Registry, ages, registry
from presskit.model import Fact, PartialDate, Person

HALL = Person(id="hall", name="Rod Hall", group="subject", born="1937-11-22", died="2019-06-14")


def fact(name: str, **fields: Any) -> Fact:
    given = {"id": name, "about": name, "sources": ["log"], "state": "confirmed"}
    return Fact.model_validate(given | fields)


def made(*facts: Fact, person: Person = HALL) -> Registry:
    return registry(facts, (person,))


def values(found: Registry) -> list[str]:
    assert found.problems == ()
    return [one.value for one in found.facts]


def problem(*facts: Fact, person: Person = HALL) -> tuple[str, str, str]:
    (wrong,) = made(*facts, person=person).problems
    return wrong.code, ".".join(map(str, wrong.path)), wrong.message


def test_birth_death_and_age_follow_from_the_dates_of_a_person() -> None:
    died = fact("died", derived={"died": "hall"})
    age = fact("age", derived={"age": "hall", "at": "died"})
    assert values(made(age, died, fact("born", derived={"born": "hall"}))) == [
        "81", "2019-06-14", "1937-11-22",
    ]  # fmt: skip


def test_a_birthday_is_a_year_more() -> None:
    at = [fact(f"a{day}", derived={"age": "hall", "at": f"2017-11-{day}"}) for day in (21, 22)]
    assert values(made(*at)) == ["79", "80"]


def test_what_is_written_is_held_against_what_follows() -> None:
    age = fact("age", value="82", derived={"age": "hall", "at": "2019-06-14"})
    assert problem(age) == (
        "PK315", "facts.0.value", "age: “82” is written, and 81 follows from the dates",
    )  # fmt: skip
    assert values(made(fact("age", value="81", derived={"age": "hall", "at": "2019-06-14"})))


def test_a_form_can_be_what_follows() -> None:
    how = {"age": "hall", "at": "2017-11-16", "form": "reckoned"}
    right = fact("age", value="nearly 80", forms={"reckoned": "79"}, derived=how)
    wrong = fact("age", value="nearly 80", forms={"reckoned": "80 years"}, derived=how)
    lacking = fact("age", value="nearly 80", derived=how)
    assert values(made(right)) == ["nearly 80"]
    assert problem(wrong)[1] == "facts.0.forms.reckoned"
    assert problem(lacking)[0] == "PK203"


def test_two_ages_are_possible_while_a_day_is_not_known() -> None:
    about = HALL.model_copy(update={"born": PartialDate("1937")})
    open_age = fact("age", derived={"age": "hall", "at": "2017-11-16"})
    assert problem(open_age, person=about)[2] == "age: 79 or 80, by the dates"
    for written in ("79", "80"):
        chosen = fact("age", value=written, derived={"age": "hall", "at": "2017-11-16"})
        assert values(made(chosen, person=about)) == [written]


@pytest.mark.parametrize(
    ("at", "code"), [("nowhere", "PK301"), ("starts", "PK315"), ("age", "PK320")]
)
def test_an_age_needs_a_date(at: str, code: str) -> None:
    age = fact("age", derived={"age": "hall", "at": at})
    assert problem(age, fact("starts", value="50"))[:2] == (code, "facts.0.derived.at")


def test_ages_that_wait_for_each_other_are_a_circle() -> None:
    one = fact("one", derived={"age": "hall", "at": "two"})
    two = fact("two", derived={"age": "hall", "at": "one"})
    found = made(one, two).problems
    assert [w.code for w in found] == ["PK320", "PK320"]
    assert str(found[0].message) == "one → two → one: each is to follow from the next"


def test_somebody_without_a_date_of_birth_has_no_age() -> None:
    nobody = HALL.model_copy(update={"born": None})
    age = fact("age", derived={"age": "hall", "at": "2019"})
    assert "does not say when Rod Hall was born" in problem(age, person=nobody)[2]


def test_words_of_a_fact_may_cite_others() -> None:
    starts = fact("starts", value="50", forms={"words": "fifty"})
    wins = fact("wins", value="25", wording="25 wins in {fact}`starts:words` races")
    claim = fact("claim", value="half", wording="half: {fact}`wins`")
    found = made(claim, wins, starts)
    assert [f.printed for f in found.facts] == [
        "half: 25 wins in fifty races", "25 wins in fifty races", "50",
    ]  # fmt: skip
    assert found.carried == {"claim": ("starts", "wins"), "wins": ("starts",)}


def test_facts_that_cite_each_other_are_a_circle() -> None:
    one = fact("one", value="1", wording="{fact}`two`")
    two = fact("two", value="2", wording="{fact}`one`")
    found = made(one, two).problems
    assert [(w.code, w.message) for w in found] == [
        ("PK320", "one → two → one: each cites the next"),
        ("PK320", "two → one → two: each cites the next"),
    ]


def test_a_fact_that_is_cited_and_not_there() -> None:
    assert problem(fact("one", value="1", wording="{fact}`tow`"))[0] == "PK301"


@pytest.mark.parametrize(
    "words", ["17 November 2017", "Friday 16 November", "16 October", "in 2016", "11/18/2017"]
)
def test_words_of_a_day_are_of_that_day(words: str) -> None:
    assert problem(fact("start", value="2017-11-16", wording=words))[0] == "PK315"


@pytest.mark.parametrize(
    "words",
    ["Thursday 16 November 2017", "16 November", "in 2017", "11/16/2017", "16.11.17", "at 9:30"],
)
def test_right_words_of_a_day_are_silent(words: str) -> None:
    assert values(made(fact("start", value="2017-11-16", wording=words)))


DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))


@given(born=DAYS, then=DAYS)
def test_ages_are_whole_years_since_birth(born: dt.date, then: dt.date) -> None:
    birth, day = PartialDate(born.isoformat()), PartialDate(then.isoformat())
    (age,) = ages(birth, day)
    assert age == then.year - born.year - ((then.month, then.day) < (born.month, born.day))


@given(born=DAYS, then=DAYS, lost=st.sampled_from([(4, 10), (7, 10), (10, 4), (10, 7), (4, 4)]))
def test_a_day_that_lacks_allows_every_age_it_can_mean(
    born: dt.date, then: dt.date, lost: tuple[int, int]
) -> None:
    (age,) = ages(PartialDate(born.isoformat()), PartialDate(then.isoformat()))
    partly = PartialDate(born.isoformat()[: lost[0]]), PartialDate(then.isoformat()[: lost[1]])
    allowed = ages(*partly)
    assert age in allowed
    assert len(allowed) <= 2
