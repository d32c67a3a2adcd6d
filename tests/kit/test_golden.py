"""The PDFs as they were when somebody last looked at them: words, bookmarks, tags, boxes, pages.

A change that is meant is accepted with PRESSKIT_ACCEPT=1 pytest tests/kit/test_golden.py, and its
difference is then read like any other change of the project.
"""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from presskit.build import build
from presskit.diagnostics import errors
from presskit.project import Project, Settings
from presskit.request import Request
from tests import golden
from tests.conftest import ROOT
from tests.kit import structure
from tests.kit.conftest import Once

HERE = Path(__file__).parent / "golden"
LIMIT = ROOT / "tests" / "data" / "limit"
DRAWN = 50
"""Pixels to the inch of the pictures that are kept."""

Tell = Callable[[Path], str]
READING: list[Tell] = [structure.text, structure.outline, structure.tags, structure.boxes]
PRESS: list[Tell] = [structure.text, structure.boxes]  # no bookmarks and no tags are in it
KEPT: dict[str, list[Tell]] = {
    "one-more-win-press-kit-a4": READING,
    "one-more-win-press-kit-letter": READING,
    "one-more-win-press-kit-press": PRESS,
    "one-more-win-one-sheet-a4": READING,
    "one-more-win-one-sheet-letter": READING,
    "one-more-win-fact-check": READING,
    "limit-press-kit-a4": READING,
    "limit-one-sheet-a4": READING,
}
"""Files by name, and what is kept of each. The film “limit” is in the default theme."""

PICTURES = {
    "one-more-win-press-kit-a4": (1, 7, 10, 12, 20),
    "one-more-win-press-kit-press": (13,),
    "one-more-win-one-sheet-a4": (1,),
    "one-more-win-fact-check": (1,),
    "limit-press-kit-a4": (1, 3),
}
"""Pages of which a picture is kept: one of each kind."""


@pytest.fixture(scope="session")
def limit(once: Once) -> Path:
    """The film at the limits in the default theme."""

    def make(target: Path) -> None:
        project = Project(LIMIT, Settings(theme="default"))
        request = Request(("press-kit-a4", "one-sheet-a4"), target=target)
        report = build(project, LIMIT / "content" / "limit", request, lambda *_: None)
        assert [str(d) for d in errors(report.found)] == []

    return once("limit-default", make)


@pytest.fixture
def find(kit: Path, limit: Path) -> Callable[[str], Path]:
    return lambda name: (limit if name.startswith("limit") else kit) / f"{name}.pdf"


@pytest.mark.parametrize(
    ("name", "tell"),
    [(name, tell) for name, tells in KEPT.items() for tell in tells],
    ids=lambda part: part if isinstance(part, str) else part.__name__,
)
def test_it_says_what_it_said(name: str, tell: Tell, find: Callable[[str], Path]) -> None:
    file = HERE / name / f"{tell.__name__}.txt"
    assert golden.differences(tell(find(name)), file) == []


@pytest.mark.parametrize(
    ("name", "page"), [(name, page) for name, pages in PICTURES.items() for page in pages]
)
def test_it_looks_as_it_looked(name: str, page: int, find: Callable[[str], Path]) -> None:
    drawn = pypdfium2.PdfDocument(find(name))[page - 1].render(scale=DRAWN / 72).to_pil()
    assert golden.looks_like(drawn.convert("RGB"), HERE / name / f"{page}.png") == ""


# ------------------------------------------------------------ what the comparison sees


@pytest.fixture
def page() -> Image.Image:
    """A page of lines."""
    made = Image.new("RGB", (413, 585), "white")
    for y in range(60, 500, 8):
        ImageDraw.Draw(made).line([(50, y), (350, y)], fill="black", width=2)
    return made


def test_a_picture_looks_like_itself_with_fewer_colours(page: Image.Image) -> None:
    assert golden.unlike(page, page.quantize(64).convert("RGB")) == 0


@pytest.mark.parametrize("change", [(200, 300, 214, 306), (0, 0, 412, 5)])
def test_a_word_gone_or_an_edge_painted_is_seen(
    page: Image.Image, change: tuple[int, int, int, int]
) -> None:
    other = page.copy()
    ImageDraw.Draw(other).rectangle(change, fill="orange")
    assert golden.unlike(page, other) > golden.FEW


def test_pictures_that_differ_are_put_side_by_side(
    page: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PRESSKIT_ACCEPT", raising=False)
    monkeypatch.setattr(golden, "REPORT", ROOT / "build" / "golden-of-tests")
    page.save(tmp_path / "1.png")
    said = golden.looks_like(Image.new("RGB", page.size, "white"), tmp_path / "1.png")
    report = ROOT / "build" / "golden-of-tests" / f"{tmp_path.name}-1.png"
    assert said.startswith("1.png: ")
    assert said.endswith(str(report.relative_to(ROOT)))
    assert Image.open(report).width > 3 * page.width
