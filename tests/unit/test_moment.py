"""Moments until which something is kept back."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presskit.model import Moment

UTC = dt.UTC


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("2026-12-01", "2026-12-01 00:00"),
        ("2026-12-01 18:00 UTC", "2026-12-01 18:00"),
        ("2026-12-01 18:00 Europe/Paris", "2026-12-01 17:00"),
        ("2026-07-01 18:00 Europe/Paris", "2026-07-01 16:00"),
        ("2026-12-01 18:00 +05:30", "2026-12-01 12:30"),
        ("2026-12-01 18:00 -03:30", "2026-12-01 21:30"),
        ("2026-12-01 9:00 America/Los_Angeles", "2026-12-01 17:00"),
        # The clock of Paris shows 2:30 twice on this night; and never on the other.
        ("2026-10-25 02:30 Europe/Paris", "2026-10-25 01:30"),
        ("2026-03-29 02:30 Europe/Paris", "2026-03-29 01:30"),
    ],
)
def test_a_moment_is_reckoned_in_its_zone(typed: str, at: str) -> None:
    assert f"{Moment.read(typed).at:%Y-%m-%d %H:%M %Z}" == f"{at} UTC"


@pytest.mark.parametrize(
    "typed",
    ["", "tomorrow", "2026-13-01", "2026-12-01 18:00", "2026-12-01 18:00 CET", "1.12.2026",
     "2026-12-01 25:00 UTC", "2026-12-01 18:00 Europe/Atlantis", "2026-12-01 18:00 ../../etc",
     "2026-12-01 18:00 Europe/Paris ", "2026-12-01T18:00Z", "2026-12-01 18:00 +25:00",
     "2026-12-01 18:00 +05:75", "0001-01-01 00:00 +14:00"],
)  # fmt: skip
def test_what_is_no_moment_is_refused_and_never_taken_for_public(typed: str) -> None:
    with pytest.raises(ValueError, match=r"write|day|month|time|hour|zone|offset|data"):
        Moment.read(typed)


@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_a_value_error(typed: str) -> None:
    try:
        moment = Moment.read(typed)
    except ValueError:
        return
    assert moment.at.tzinfo is UTC
