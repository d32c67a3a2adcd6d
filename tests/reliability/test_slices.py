"""A seeded slice of every measurement of the report card; whatever fails there fails here."""

from pathlib import Path

import pytest

from tests.reliability import fetches, malformed, privacy, sameness
from tests.reliability.vectors import vectors
from tests.validators.run import program

CHOSEN = (
    "img, kit", "a rel attachment, booklet", "data in data, kit", "css cursor, kit",
    "markdown image", "link of a template", "template include upwards", "given image",
)  # fmt: skip


def test_malformed_projects_end_with_words(tmp_path: Path) -> None:
    tally = malformed.tried(tmp_path, 11, 40)
    assert tally.failures == []
    assert tally.counts["tried"] == 40
    assert tally.counts["with remedy"] == tally.counts["errors"] > 40
    assert tally.megabytes < 1500
    assert tally.seconds < malformed.SECONDS


def test_a_fault_would_be_seen(tmp_path: Path) -> None:
    """The judge sees a file that no manifest lists, a kit that changed, and wrong silence."""
    good = malformed.projects(tmp_path / "good")["minimal"]
    case = malformed.Case("", good, "presskit.yaml", b"", ("check",), damaging=True)
    silent = malformed.Run(0)
    assert list(malformed.judged(case, silent, good, frozenset())) == ["silent"]
    assert list(malformed.judged(case, malformed.Run(70), good, frozenset())) == ["tracebacks"]
    assert list(malformed.judged(case, malformed.Run(-9), good, frozenset())) == ["unended"]
    ended = malformed.run(good, ("build", "--edition", "fact-sheet"))
    assert ended.code == 0
    assert malformed.partial_output(good) == ""
    (good / "dist/minimal/minimal-fact-sheet.json").write_text("{}")
    assert "not what the manifest says" in malformed.partial_output(good)
    (good / "dist/minimal/more.pdf").write_text("half")
    assert "more.pdf" in malformed.partial_output(good)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[fetches.Answer]:
    chosen = [vector for vector in vectors() if vector.name in CHOSEN]
    assert len(chosen) == len(CHOSEN)
    return fetches.answers(tmp_path_factory.mktemp("fetches"), chosen)


def test_nothing_from_outside_is_served(answers: list[fetches.Answer]) -> None:
    assert [(a.name, a.served) for a in answers if a.served] == []


def test_what_is_refused_is_said(answers: list[fetches.Answer]) -> None:
    assert [(a.name, a.said) for a in answers if a.code != 1 or "error PK" not in a.said] == []


def test_a_canary_that_is_served_would_be_seen(tmp_path: Path) -> None:
    from weasyprint import HTML

    with fetches.aims(tmp_path) as (places, asked):
        page = f'<img src="{places.picture.as_uri()}"><img src="{places.http}/x">'
        HTML(string=page).write_pdf(tmp_path / "out.pdf")
    assert asked == ["/x"]
    assert "out.pdf" in fetches.leaked(tmp_path)


def test_private_data_of_pictures_stay_behind(tmp_path: Path) -> None:
    program("exiftool")
    counts = privacy.measure_privacy(tmp_path, 3, 8)
    assert counts["in telling"] == counts["in"] == 8
    assert counts["out"] >= 8
    assert counts["out telling"] == 0


def test_surroundings_leave_no_trace(tmp_path: Path) -> None:
    names = ("as it is", "all at once")
    chosen = {name: sameness.SURROUNDINGS[name] for name in names}
    assert sameness.differing(tmp_path, chosen) == {name: [] for name in names}
