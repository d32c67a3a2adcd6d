"""What proofread finds, and what it leaves alone, does not get worse."""

from pathlib import Path

import pytest

from benchmarks.proofread import CORPUS, Result, film, measure
from presskit.model import Film


@pytest.fixture(scope="module")
def about() -> Film:
    return film()


def results(about: Film, part: str) -> list[Result]:
    return [measure(about, file) for file in sorted((CORPUS / part).glob("*.txt"))]


@pytest.mark.parametrize(
    ("part", "found", "alarms"),
    [
        ("develop", 0.96, 0.3),
        ("held-out", 0.9, 0.7),
        ("another-hand", 0.95, 0.6),
        ("third-hand", 0.95, 0.6),
        ("fourth-hand", 0.95, 0.6),
        ("fifth-hand", 0.75, 1.0),
    ],
)
def test_finds_and_false_alarms(about: Film, part: str, found: float, alarms: float) -> None:
    measured = results(about, part)
    hits = sum(len(r.hits) for r in measured)
    planted = hits + sum(len(r.misses) for r in measured)
    words = sum(r.words for r in measured)
    assert hits / planted >= found
    assert 1000 * sum(len(r.alarms) for r in measured) / words <= alarms


def test_every_text_has_its_list() -> None:
    texts: list[Path] = sorted(CORPUS.glob("*/*.txt"))
    assert len(texts) >= 30
    assert all(text.with_suffix(".yaml").is_file() for text in texts)
