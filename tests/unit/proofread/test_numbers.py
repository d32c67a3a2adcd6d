"""Figures and dates as they stand in English texts."""

import pytest

from presskit.proofread.dates import dates
from presskit.proofread.numbers import figures


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("fiftieth and twenty-five", [50, 25]),
        ("a 37-race winning streak", [37]),
        ("1,134.40 miles", [1134.4]),
        ("1.826 km", [1826]),
        ("half a hundred starts, half a dozen wins", [50, 6]),
        ("four hundred and five cars", [405]),
        ("Two hundred thirty made it", [230]),
        ("half a century, a quarter of a century", [50, 25]),
        ("two and a half days", [2.5]),
        ("nineteen sixty-seven to twenty seventeen", [1967, 2017]),
        ("a 50th, a 51st, a first", [50, 51]),
        ("in the 1980s, in his eighties", []),
        ("$12, £25, 25 %, 25 percent, 7:30, 7 p.m., 555-0142, No. 7", []),
        ("a four-wheel-drive class, a two-man team", []),
    ],
)
def test_figures(text: str, values: list[float]) -> None:
    assert [f.value for f in figures(text)] == values


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("more than 200", "over"),
        ("200+", "over"),
        ("nearly 80", "under"),
        ("some 150", "about"),
        ("at least five", "over"),
        ("exactly 80", ""),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert [f.qualifier for f in figures(text)] == [qualifier]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("14 June 2019", (2019, 6, 14)),
        ("June 14, 2019", (2019, 6, 14)),
        ("the 14th of June 2019", (2019, 6, 14)),
        ("14/06/2019", (2019, 6, 14)),
        ("06/14/2019", (2019, 6, 14)),
        ("22.11.1937", (1937, 11, 22)),
        ("2019-06-14", (2019, 6, 14)),
        ("Sept. 14", (0, 9, 14)),
        ("in June 2019", (2019, 6, 0)),
        ("in May", (0, 5, 0)),
        ("12 to 18 November 2017", (2017, 11, 18)),
    ],
)
def test_dates(text: str, parts: tuple[int, int, int]) -> None:
    assert [(d.year, d.month, d.day) for d in dates(text)] == [parts]


def test_may_as_a_word_is_no_month() -> None:
    assert dates("He may come. March on.") == ()
