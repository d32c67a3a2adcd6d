"""Which page and which chapter shows which fact, and what a correction touched."""

import shutil
from pathlib import Path

import pytest

from presskit import usage
from presskit.build import build
from presskit.document import Artifact
from presskit.kit import listed
from presskit.load import values
from presskit.model import Fact, Film
from presskit.project import Project, Settings
from presskit.request import Request
from tests.kit.conftest import CONTENT
from tests.kit.reading import Booklet, Pdf, normal, says

SOME_WORDS = 3
"""A wording of so many words is found by searching for it; a figure alone is found anywhere."""


@pytest.fixture(scope="module")
def artifacts(kit: Path) -> dict[str, Artifact]:
    return {artifact.edition: artifact for artifact in listed(kit, "")}


def wordings(fact: Fact) -> list[str]:
    return [fact.printed, *fact.forms.values()]


def told_apart(film: Film) -> dict[str, list[str]]:
    """Facts by id, with the wordings that no other fact has within its own, and nobody typed."""
    every = [(fact.id, normal(w)) for fact in film.facts for w in wordings(fact)]
    typed = normal(
        "\n".join(str(v) for _, p, v in values(film) if isinstance(v, str) and _typed(p))
    )
    found: dict[str, list[str]] = {}
    for name, words in every:
        others = [w for other, w in every if other != name]
        if len(words.split()) >= SOME_WORDS and not any(words in w for w in (typed, *others)):
            found.setdefault(name, []).append(words)
    return found


def _typed(path: tuple[str | int, ...]) -> bool:
    return not {"wording", "forms", "value"} & set(path)


@pytest.mark.parametrize("edition", ["press-kit-a4", "press-kit-letter"])
def test_a_page_that_prints_a_fact_is_told(
    edition: str, artifacts: dict[str, Artifact], papers: dict[str, Pdf], film: Film
) -> None:
    pages = [normal(body) for body in papers[edition].bodies]
    missed = []
    checked = 0
    for name, words in told_apart(film).items():
        told = set(usage.used([artifacts[edition]], name).get(artifacts[edition].name, ()))
        for number, page in enumerate(pages, 1):
            if any(says(page, w) for w in words):
                checked += 1
                missed += [(name, number)] * (str(number) not in told)
    assert checked > 60
    assert missed == []


def test_a_page_that_is_told_prints_the_fact(
    artifacts: dict[str, Artifact], papers: dict[str, Pdf], film: Film
) -> None:
    """What is drawn from a fact, its figure in digits or squares, has no words on the page."""
    drawn = {f.id for f in film.facts if f.value.isdecimal() or f.value.endswith("+")}
    pages = [normal(body) for body in papers["press-kit-a4"].bodies]
    wrong = [
        (fact.id, part.label)
        for fact in film.facts
        for part in artifacts["press-kit-a4"].parts
        if fact.id in part.facts and fact.id not in drawn
        if not any(says(pages[int(part.label) - 1], w) for w in (*wordings(fact), fact.value))
    ]
    # A wording may run over to the next page, and begin a sentence there.
    assert wrong == []


def test_a_chapter_that_prints_a_fact_is_told(
    artifacts: dict[str, Artifact], booklet: Booklet, film: Film
) -> None:
    parts = artifacts["booklet"].parts
    chapters = [text for name, text in booklet.chapters.items() if name != "nav"]
    assert len(parts) == len(chapters)
    missed = [
        (name, part.label)
        for name, words in told_apart(film).items()
        for part, text in zip(parts, chapters, strict=True)
        if any(says(text, w) for w in words) and name not in part.facts
    ]
    assert missed == []


def test_after_a_correction_the_report_names_what_it_touched(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CONTENT, tmp_path / "content" / "one-more-win"))
    project, target = Project(tmp_path, Settings()), tmp_path / "dist"
    request = Request(("fact-sheet", "booklet"), target=target)
    assert build(project, folder, request, lambda *_: None).changed == {}
    assert build(project, folder, request, lambda *_: None).changed == {}
    facts = folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("87 miles", "88 miles"), "utf-8")
    report = build(project, folder, request, lambda *_: None)
    assert report.changed == {"one-more-win-booklet.epub": ("About Rod Hall",)}
