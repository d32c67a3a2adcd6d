"""The fact-check sheet: every claim with what stands behind it, and where each output shows it."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from presskit import usage
from presskit.deck import checking
from presskit.kit import listed
from presskit.model import Approval, Film
from tests.kit.conftest import printed
from tests.kit.reading import normal


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
    places = usage.places(a for a in listed(kit, "") if not a.edition.startswith("fact-check"))
    assert {row["id"]: row["shown in"] for row in rows[1:]} == {
        row["id"]: places.get(row["id"], "") for row in rows[1:]
    }
    hemet = next(row["shown in"] for row in rows if row["id"] == "hemet")
    assert "press-kit-a4" in hemet
    assert ": page 9;" in hemet
    assert "booklet: chapter About Rod Hall" in hemet


def together(text: str) -> str:
    """Words without the blanks: in a narrow column they break where they must."""
    return "".join(normal(text).split())


def test_the_pages_say_what_the_table_says(rows: list[dict[str, str]], kit: Path) -> None:
    said = together(printed(kit, "fact-check").text)
    for row in rows[1:]:
        for field in ("claim", "wording", "sources", "other values", "shown in"):
            for part in row[field].split("; "):
                assert together(part) in said, (row["id"], field, part)


def test_quotations_stand_there_with_who_vouches_for_them(kit: Path, film: Film) -> None:
    said = together(printed(kit, "fact-check").text)
    assert film.ledger
    for entry in film.ledger:
        assert together(f"“{entry.text}”") in said
    for source in film.sources:
        assert together(source.title) in said


def test_who_approved_what_is_told(film: Film) -> None:
    ann = Approval(name="Ann Archer", date=dt.date(2026, 11, 30))
    told = film.model_copy(
        update={
            "facts": (film.facts[0].model_copy(update={"approved": ann}), *film.facts[1:]),
            "about": film.about.model_copy(update={"approvals": {"logline": ann}}),
            "ledger": (film.ledger[0].model_copy(update={"approved": ann}), *film.ledger[1:]),
        }
    )
    sheet = checking.sheet(told, True, {})
    signed = "Ann Archer, 2026-11-30"
    assert [row["id"] for row in sheet["claims"] if row["approved"] == signed] == ["film"]
    assert [row["what"] for row in sheet["approvals"] if row["approved"]] == ["Logline"]
    assert [bool(row["approved"]) for row in sheet["quotations"]] == [True, False, False]
    assert {row["what"] for row in sheet["approvals"]} >= {
        "Short synopsis", "Text: About Rod Hall", "Interview: Amy Lerner", "Credits",
    }  # fmt: skip
