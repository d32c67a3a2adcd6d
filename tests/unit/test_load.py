"""What a folder's files become, beyond what tests/diagnostics shows of what goes wrong."""

from pathlib import Path

from presskit.load import RESERVED, load
from presskit.plan import SECTIONS
from presskit.project import open_project


def test_names_of_sections_are_reserved() -> None:
    assert set(SECTIONS) <= RESERVED


def test_values_stay_what_was_typed(minimal: Path) -> None:
    film = load(minimal / "content" / "minimal", open_project(minimal)).film
    assert film is not None
    specs = film.about.specs
    assert (specs.runtime, specs.country, specs.aspect_ratio) == ("1:32:00", "NO", "16:9")


def test_a_question_and_its_answer_know_their_places(minimal: Path) -> None:
    file = minimal / "content/minimal/interviews/archer.md"
    head = file.read_text("utf-8").partition("## ")[0]
    file.write_text(
        f"{head}Unasked.\n\n## Why?\n\n\nBecause.\n\n## When?  \nNow.\n\nOr later.\n", "utf-8"
    )
    loaded = load(minimal / "content/minimal", open_project(minimal))
    assert loaded.film is not None
    (interview,) = loaded.film.interviews
    assert [(e.id, e.question, e.answer) for e in interview.exchanges] == [
        ("archer-1", None, "Unasked."),
        ("archer-2", "Why?", "Because."),
        ("archer-3", "When?", "Now.\n\nOr later."),
    ]
    source = loaded.sources["interviews/archer"]
    lines = [
        source.value(("exchanges", i, part)).line for i in (1, 2) for part in ("question", "answer")
    ]
    assert lines == [11, 14, 16, 17]
