"""The fact-check sheet: every claim with what stands behind it, and where each output shows it."""

import csv
from pathlib import Path

import pytest

from presskit import usage
from presskit.kit import listed
from presskit.model import Film


@pytest.fixture(scope="module")
def rows(kit: Path) -> list[dict[str, str]]:
    text = (kit / "one-more-win-fact-check.csv").read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def test_every_fact_has_a_row_with_what_stands_behind_it(
    rows: list[dict[str, str]], film: Film
) -> None:
    kit, *facts = rows
    assert kit["claim"] == film.about.title
    assert [row["id"] for row in facts] == [fact.id for fact in film.facts]
    by_id = {row["id"]: row for row in facts}
    wins = by_id["run-of-wins"]
    assert (wins["value"], wins["unit"], wins["state"]) == ("35", "wins", "disputed")
    assert wins["sources"] == "Off Road Xtreme; Wikipedia"
    assert wins["other values"] == "37 (AftermarketNews; Rod Hall Racing)"
    assert by_id["first-film"]["told by"] == "Richard Heeley"
    assert all(row["sources"] and row["state"] for row in facts)


def test_it_tells_where_each_output_shows_a_fact(rows: list[dict[str, str]], kit: Path) -> None:
    places = usage.places(a for a in listed(kit, "") if a.edition != "fact-check")
    assert {row["id"]: row["shown in"] for row in rows[1:]} == {
        row["id"]: places.get(row["id"], "") for row in rows[1:]
    }
    hemet = next(row["shown in"] for row in rows if row["id"] == "hemet")
    assert "press-kit-a4: page 9" in hemet
    assert "booklet: chapter About Rod Hall" in hemet
