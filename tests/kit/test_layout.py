"""How the pages of One More Win are set, in its own theme and in the default one: read from the
layout, in points."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

import pytest

from presskit.document import Document
from presskit.formats import FORMATS
from presskit.plan import plan
from presskit.produce import examine
from presskit.project import Project, Settings
from presskit.render import render
from presskit.request import Request
from presskit.theme import Theme, load_theme
from presskit.writers import pdf
from presskit.writers.pdf import engine
from presskit.writers.pdf.preflight.sheets import POINT, Sheets, baseline, body, has_text
from tests.conftest import ROOT
from tests.kit.conftest import CONTENT, PAPERS

THEMES = ("one-more-win", "default")
TOLERANCE = 0.1

RUNNING = {"text", "a", "bio", "short", "block", "statement", "tally"}
"""Classes of what holds running text."""


@cache
def document(name: str, edition: str, **titles: str) -> tuple[Document, Theme]:
    """The content in a theme, whatever theme its project has chosen."""
    project = Project(ROOT, Settings())
    checked = examine(project, CONTENT, Request())
    assert checked.film
    theme = load_theme(name, project)
    tokens = theme.tokens.model_copy(update={"titles": {**theme.tokens.titles, **titles}})
    theme = replace(theme, tokens=tokens)
    planned = next(e for e in plan(project, (edition,), FORMATS, final=False) if e.name == edition)
    kind = FORMATS[planned.format]
    made = render(planned, checked.film, checked.sources, theme, kind, checked.pictures, (), None)
    return made, theme


@cache
def layout(name: str, edition: str, **titles: str) -> Any:
    made, _ = document(name, edition, **titles)
    lay_out = partial(engine.lay_out, made, added=pdf._added(made))
    with engine.listening():
        return pdf._laid_out(made, lay_out)[0]


@dataclass(frozen=True)
class Set:
    """A piece of running text: page, size, leading, and its baseline from the type area's top."""

    page: int
    text: str
    size: float
    leading: float
    baseline: float
    tilt: float


def running(name: str, edition: str) -> Iterator[Set]:
    """Every piece of running text in the theme's text face; `tilt` tells where a line has its
    baseline: at half its leading, and so much of its size below."""
    _, theme = document(name, edition)
    sheets = Sheets(layout(name, edition))
    for number, page in enumerate(sheets.pages, 1):
        top = page._page_box.content_box_y()
        for box in body(page):
            if not has_text(box) or box.style["font_family"][0] != theme.tokens.face["text"]:
                continue
            lineage = list(sheets.lineage(box.element))
            classes = {c for e in lineage for c in (e.get("class") or "").split()}
            if "p" in {e.tag for e in lineage} and classes & RUNNING:
                size = round(box.style["font_size"] * POINT, 3)
                leading = round(box.margin_height() * POINT, 3)
                yield Set(
                    page=number,
                    text=box.text,
                    size=size,
                    leading=leading,
                    baseline=(baseline(box) - top) * POINT,
                    tilt=(box.baseline * POINT - leading / 2) / size,
                )


@pytest.mark.parametrize("edition", PAPERS)
@pytest.mark.parametrize("name", THEMES)
def test_running_text_stands_on_the_grid(name: str, edition: str) -> None:
    """A line of the theme's own size at the top of the type area is the first of the grid.

    Text with a leading of whole or half lines stands on half lines; text with a larger one has
    every other line of it there.
    """
    _, theme = document(name, edition)
    line = theme.tokens.measure["line"]
    html = Sheets(layout(name, edition)).pages[0]._page_box.children[0]
    own = round(html.style["font_size"] * POINT, 3)
    on_grid, off_grid = Counter[int](), list[str]()
    for piece in running(name, edition):
        step = next((s for s in (line / 2, line / 4) if piece.leading % s == 0), 0)
        if not step or piece.size < own:  # a note, which keeps to no grid
            continue
        first = line / 2 + piece.tilt * own
        off = (piece.baseline - first + step / 2) % step - step / 2
        if abs(off) > TOLERANCE:
            off_grid.append(f"page {piece.page}: {off:+.2f} pt: {piece.text}")
        on_grid[piece.page] += 1
    assert off_grid == []
    assert sum(on_grid.values()) > 150, "hardly any running text was found"
    assert len(on_grid) >= 8


@pytest.mark.parametrize("name", THEMES)
def test_a_title_of_two_lines_breaks_where_they_are_even(name: str) -> None:
    title = "Festivals, and what the juries said of it"
    (wide, narrow), shown = lines_of_title(name, title)
    assert " ".join(shown).casefold() == title.casefold()
    assert narrow > 0.7 * wide


def lines_of_title(name: str, title: str) -> tuple[list[float], list[str]]:
    """The widths of a title's lines, widest first, and their texts in order."""
    sheets = Sheets(layout(name, "press-kit-a4", festivals=title))
    section = next(e for e in sheets.root.iter("section") if e.get("id") == "festivals")
    heading = next(e for e in section.iter("h2"))
    texts = [
        box
        for page in sheets.pages
        for box in body(page)
        if has_text(box) and heading in sheets.lineage(box.element)
    ]
    rows: dict[float, list[Any]] = {}
    for box in texts:
        rows.setdefault(round(baseline(box)), []).append(box)
    widths = [sum(box.width for box in row) for row in rows.values()]
    shown = ["".join(box.text for box in row).strip() for row in rows.values()]
    return sorted(widths, reverse=True), shown


@pytest.mark.parametrize("edition", PAPERS)
@pytest.mark.parametrize("name", THEMES)
def test_lines_end_where_editors_let_them(name: str, edition: str) -> None:
    """No line ends between a number and its unit, a day and its month, or before a dash."""
    ends = [
        (before.text, after.text)
        for before, after in zip(*(list(running(name, edition))[n:] for n in (0, 1)), strict=False)
        if after.baseline > before.baseline and after.page == before.page
    ]
    assert len(ends) > 100
    for before, after in ends:
        assert not after.lstrip().startswith(("– ", "— ")), (before, after)
        if before.rstrip().endswith(tuple("0123456789")):
            assert after.split()[0].strip(".,;") not in {"miles", "hours", "November", "years"}
