"""The kit on white, for office printers: no ground is printed, and nothing vanishes with it."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image

from presskit.build import Report, build
from presskit.cli import main
from presskit.colour import contrast, luminance
from presskit.document import Options
from presskit.formats import FORMATS
from presskit.plan import plan
from presskit.project import Project, Settings
from presskit.request import Request
from presskit.theme import CONTRAST, Theme, load_theme
from tests.conftest import ROOT
from tests.kit.conftest import CONTENT, Once
from tests.kit.paint import letters
from tests.kit.reading import Pdf

EDITION = "press-kit-a4"
SCALE = 3
"""Pixels to the point at which pages are drawn: thin strokes keep their full strength."""


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme("one-more-win", Project(ROOT, Settings()))


@pytest.fixture(scope="module")
def white(once: Once) -> Pdf:
    request = Request((EDITION,), white=True)

    def make(target: Path) -> Report:
        project = Project(ROOT, Settings())
        return build(project, CONTENT, replace(request, target=target), lambda *_: None)

    return Pdf(once("white", make) / f"one-more-win-{EDITION}-white.pdf")


def test_every_ground_of_the_theme_is_white(theme: Theme) -> None:
    colours = theme.colours(Options(ground="white"))
    grounds = {ground for _, ground in theme.tokens.text_pairs} - {"ink"}
    assert {colours[ground] for ground in grounds} == {"#ffffff"}


def test_text_can_be_read_in_every_pair_of_colours(theme: Theme) -> None:
    colours = theme.colours(Options(ground="white"))
    pairs = {pair: contrast(*(colours[name] for name in pair)) for pair in theme.tokens.text_pairs}
    assert {pair: ratio for pair, ratio in pairs.items() if ratio < CONTRAST} == {}


def test_pages_say_the_same_as_on_tinted_paper(white: Pdf, papers: dict[str, Pdf]) -> None:
    assert white.pages == papers[EDITION].pages


def hexed(colour: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour)


def test_type_is_dark_but_for_the_numbers_in_boxes(white: Pdf) -> None:
    """White type stands in a box of ink alone: folios, and the cells of the roadbook."""
    with pikepdf.open(white.path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            pale = [
                letter
                for letter in letters(page)
                if not letter.in_drawing and contrast(hexed(letter.colour[1]), "#ffffff") < CONTRAST
            ]
            assert {letter.colour[1] for letter in pale} <= {(1, 1, 1)}, f"page {number}"
            assert len(pale) <= 6, f"page {number}"


def strength(region: Image.Image) -> float:
    """The contrast of the darkest to the lightest pixel of a part of a page."""
    found = region.getcolors(region.width * region.height) or []
    shades = [hexed(tuple(v / 255 for v in c)) for _, c in found if isinstance(c, tuple)]
    return contrast(min(shades, key=luminance), max(shades, key=luminance))


def test_every_word_stands_out_where_it_is_printed(white: Pdf) -> None:
    for number, page in enumerate(pypdfium2.PdfDocument(white.path), 1):
        drawn = page.render(scale=SCALE).to_pil().convert("RGB")
        text, height = page.get_textpage(), page.get_height()
        for i in range(text.count_rects()):
            left, low, right, top = text.get_rect(i)
            words = text.get_text_bounded(left, low, right, top)
            box = [left, height - top, right, height - low]
            region = drawn.crop(tuple(round(SCALE * v) for v in box))
            if any(c.isalnum() for c in words) and region.width and region.height:
                assert strength(region) >= CONTRAST, f"page {number}: {words}"


def test_sheets_are_bare_at_their_edges(white: Pdf) -> None:
    """An office printer leaves a rim of every sheet unprinted: a ground would end ragged."""
    for number, page in enumerate(pypdfium2.PdfDocument(white.path), 1):
        drawn = page.render(scale=1).to_pil().convert("RGB")
        rim = drawn.crop((0, 0, 8, drawn.height)).getcolors(8 * drawn.height) or []
        bare = sum(count for count, colour in rim if colour == (255, 255, 255))
        # Lines of the drawings may run out; a line is not a ground.
        assert bare > 0.5 * 8 * drawn.height, f"page {number}"


def test_white_editions_stand_beside_the_others() -> None:
    project = Project(ROOT, Settings())
    editions = plan(project, (), FORMATS, final=False, white=True)
    plain = plan(project, (), FORMATS, final=False)
    for one, other in zip(editions, plain, strict=True):
        if FORMATS[one.format].paged:
            assert (one.name, one.stem) == (f"{other.name}-white", f"{other.stem}-white")
            assert one.options.ground == "white"
            assert (one.options.paper, one.attach) == (other.options.paper, other.attach)
        else:
            assert (one.name, one.stem, one.options) == (other.name, other.stem, other.options)


def test_it_can_be_asked_for_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    words = ["build", "one-more-win", "--white", "--edition", "credits", "--out", str(tmp_path)]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert [f.name for f in sorted(tmp_path.glob("*/*.json"))] == [
        "manifest.json",
        "one-more-win-credits.json",
    ]
