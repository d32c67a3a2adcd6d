"""The one-sheet: one page whatever the film, or a word on what is too long and by how much.

tests/data/limit is a film at the limits: a logline of 25 words, a short synopsis of 100, long
credits, every fact known.
"""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from presskit import drawing, markdown
from presskit.build import build
from presskit.diagnostics import Diagnostic, errors
from presskit.formats import FORMATS
from presskit.model import Film, Prose, Tbc
from presskit.plan import plan
from presskit.produce import examine
from presskit.project import Project, Settings
from presskit.render import render
from presskit.request import Request
from presskit.setting import share_out
from tests.conftest import ROOT
from tests.kit.conftest import Once
from tests.kit.reading import Pdf, normal, says
from tests.unit.pages import found_in
from tests.validators import run

LIMIT = ROOT / "tests" / "data" / "limit"
EDITIONS = ("one-sheet-a4", "one-sheet-letter")
SIZES = {"one-sheet-a4": (595.276, 841.89), "one-sheet-letter": (612, 792)}
THEMES = ("one-more-win", "default")


@dataclass(frozen=True)
class Sheet:
    """A one-sheet as it was built, and the film that it is of."""

    film: Film
    pdf: Pdf
    edition: str

    def says(self, wording: str) -> bool:
        return says(normal(self.pdf.pages[0]), wording)

    def plain(self, text: str) -> str:
        return " ".join(markdown.to_text(text, self.film.cite).split())


def read(film: str, theme: str) -> tuple[Project, Path]:
    root = LIMIT if film == "limit" else ROOT
    return Project(root, Settings(theme=theme)), root / "content" / film


@pytest.fixture(scope="session", params=[(f, t) for f in ("one-more-win", "limit") for t in THEMES])
def folder(request: pytest.FixtureRequest, once: Once) -> tuple[Film, Path]:
    """The one-sheets of a film in a theme."""
    film, theme = request.param
    project, content = read(film, theme)

    def make(target: Path) -> None:
        report = build(project, content, Request(EDITIONS, target=target), lambda *_: None)
        assert [str(d) for d in errors(report.found)] == []

    checked = examine(project, content, Request())
    assert checked.film
    return checked.film, once(f"one-sheet-{film}-{theme}", make)


@pytest.fixture(params=EDITIONS)
def sheet(request: pytest.FixtureRequest, folder: tuple[Film, Path]) -> Sheet:
    film, target = folder
    return Sheet(film, Pdf(target / f"{film.slug}-{request.param}.pdf"), request.param)


# ------------------------------------------------------------ what is on it


def test_it_is_one_page_of_its_paper(sheet: Sheet) -> None:
    assert len(sheet.pdf.reader.pages) == 1
    box = sheet.pdf.reader.pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(SIZES[sheet.edition], abs=0.01)


def test_it_says_what_a_festival_looks_for(sheet: Sheet) -> None:
    about = sheet.film.about
    assert isinstance(about.texts.short, str)
    texts = (about.texts.logline, about.texts.short, about.terms)
    makers = [p.name for p in sheet.film.people if p.id in (*about.directed_by, *about.produced_by)]
    wanted = [about.title, about.kind, *map(sheet.plain, texts), about.issuer_line, *makers]
    wanted += [about.rights, "Draft", "Running time", "Press contact"]
    assert [words for words in wanted if not sheet.says(words)] == []


def test_it_names_every_award_and_who_came_near(sheet: Sheet) -> None:
    for row in sheet.film.festivals.entries:
        if row.outcome != "selection":
            award = row.award if isinstance(row.award, str) else ""
            assert sheet.says(row.festival), row.festival
            assert sheet.says(award), row.festival
    assert sheet.says("Award")
    assert sheet.says("Finalist")


def test_it_has_the_credits(sheet: Sheet) -> None:
    film = sheet.film
    known = [c.names for c in film.about.credits if isinstance(c.names, tuple)]
    names = [p.name if (p := film.person(n)) else n for credit in known for n in credit]
    assert [name for name in names if not sheet.says(name)] == []


def test_nothing_that_is_open_is_lost(sheet: Sheet) -> None:
    film = sheet.film
    wanted = [label for _, label, value in film.about.specs.rows() if isinstance(value, Tbc)]
    wanted += [credit.role for credit in film.about.credits if isinstance(credit.names, Tbc)]
    wanted += [credit.open.what for credit in film.about.credits if credit.open]
    for row in film.festivals.entries:
        fields = {"year": row.year, "award": row.award, "official name": row.open}
        wanted += [name for name, value in fields.items() if isinstance(value, Tbc)]
    assert [words for words in wanted if not sheet.says(words)] == []
    assert sheet.says("to be confirmed") == bool(wanted)
    if wanted:
        assert sheet.says("Running time to be confirmed")
        assert sheet.says("Press contact to be confirmed")


@pytest.mark.validator
def test_it_is_for_screen_readers_and_archives(sheet: Sheet) -> None:
    for profile in ("ua1", "3a"):
        assert run.page_validation(sheet.pdf.path, profile) == []
        assert run.verapdf(sheet.pdf.path, profile) == []


def test_a_part_that_the_edition_does_not_name_is_left_out() -> None:
    project, content = read("limit", "default")
    checked = examine(project, content, Request())
    assert checked.film
    assert checked.theme
    edition = replace(plan(project, ("one-sheet-a4",), FORMATS, False)[0], sections=("facts",))
    kind, sources = FORMATS["pdf"], checked.sources
    page = render(edition, checked.film, sources, checked.theme, kind, {}, (), None).pages[0].xhtml
    assert "Running time" in page
    assert [
        word for word in ("Award", "Sound design", "NRK", "Press contact") if word in page
    ] == []


def test_with_a_still_the_default_theme_shows_it_with_caption_and_credit(tmp_path: Path) -> None:
    content = tmp_path / "content" / "limit"
    shutil.copytree(LIMIT / "content" / "limit", content)
    (content / "stills").mkdir()
    Image.new("RGB", (1600, 900), "#7a8a99").save(content / "stills" / "coast.jpg")
    (content / "stills.yaml").write_text(STILL, "utf-8")
    project, target = Project(tmp_path, Settings(theme="default")), tmp_path / "out"
    report = build(project, content, Request(EDITIONS, target=target), lambda *_: None)
    assert [str(d) for d in report.found] == []
    for edition in EDITIONS:
        made = Pdf(target / f"limit-{edition}.pdf")
        assert len(made.pages) == 1
        assert says(normal(made.pages[0]), "The coast at Lurøy. Photo: Ida Solberg (for the press)")
        with pikepdf.open(made.path) as pdf:
            described = [str(o.Alt) for o in pdf.objects if _is_figure(o)]
        assert described == ["Dark islands under low clouds."]


def _is_figure(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"


# ------------------------------------------------------------ what does not fit

Lay = Callable[[str], list[Diagnostic]]
STILL = """stills:
  - id: coast
    title: The coast
    file: coast.jpg
    caption: The coast at Lurøy.
    photographer: Ida Solberg
    credit: "Photo: Ida Solberg"
    copyright: © Ida Solberg
    terms: for the press
    alt: Dark islands under low clouds.
"""
NO_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


@pytest.fixture(params=THEMES)
def lay(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Lay:
    """Sets the film at the limits with another short synopsis, and tells what is found.

    Without the contours, which take longer than all the rest.
    """
    monkeypatch.setitem(drawing.FUNCTIONS, "contours", lambda **_: NO_DRAWING)
    project, content = read("limit", request.param)
    checked = examine(project, content, Request())
    edition = plan(project, ("one-sheet-a4",), FORMATS, False)[0]

    def found(short: str) -> list[Diagnostic]:
        film, theme, kind = checked.film, checked.theme, FORMATS["pdf"]
        assert film
        assert theme
        texts = film.about.texts.model_copy(update={"short": Prose(short)})
        about = film.about.model_copy(update={"texts": texts})
        film = film.model_copy(update={"about": about})
        document = render(edition, film, checked.sources, theme, kind, {}, (), None)
        return list(kind.write(document).found)

    return found


def place_of(field: str) -> str:
    """Where a text in a block begins, as messages have it: its first line."""
    lines = (LIMIT / "content/limit/film.yaml").read_text("utf-8").splitlines()
    number, line = next((n, t) for n, t in enumerate(lines, 1) if t.startswith(f"  {field}: "))
    return f"content/limit/film.yaml:{number + 1}:{line.index(': ') + 3}"


def most(fits: Callable[[int], bool], low: int, high: int) -> int:
    """The largest number that fits: `low` does, `high` does not."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def test_one_word_too_many_is_a_line_too_many(lay: Lay) -> None:
    def text(words: int) -> str:
        return " ".join(["Kartographengesellschaft"] * words)

    (found,) = lay(text(most(lambda n: not lay(text(n)), 20, 120) + 1))
    assert str(found) == (
        f"{place_of('short')}: error PK503 texts.short: 1 line too long for the one-sheet\n"
        f"    {found.hint}"
    )
    assert found.hint.startswith("Shorten it")


def test_it_says_by_how_many_lines(lay: Lay) -> None:
    """Each paragraph is a line."""

    def over(lines: int) -> int:
        found = lay("\n\n".join(["Islands."] * lines))
        assert len(found) <= 1
        said = r"texts\.short: (\d+) lines? too long for the one-sheet"
        match = re.fullmatch(said, found[0].message) if found else None
        assert match or not found
        return int(match[1]) if match else 0

    room = most(lambda n: not over(n), 9, 60)
    assert [over(room + n) for n in (0, 1, 2, 5, 30)] == [0, 1, 2, 5, 30]


# ------------------------------------------------------------ the mechanism, in small

ROOM = "div { position: absolute; left: 0; top: 0; width: 260pt; height: 64pt }"


def rows(count: int) -> str:
    return "<br/>".join(["A line of text"] * count)


@pytest.mark.parametrize("over", [0, 1, 2, 9])
def test_a_box_counts_the_lines_that_it_cannot_hold(over: int) -> None:
    text = f'<p data-field="texts.short" data-from="0:2">{rows(4 + over)}</p>'
    found = found_in(f'<div data-room="">{text}</div>', ROOM)
    noun = "line" if over == 1 else "lines"
    said = f"text/notes.md:7:1: error PK503 texts.short: {over} {noun} too long for its pages"
    assert [str(d).partition("\n")[0] for d in found] == [said] * bool(over)


def test_text_that_stands_on_the_foot_of_its_box_is_counted_at_the_head() -> None:
    css = f"{ROOM} p {{ position: absolute; left: 0; bottom: 0; width: 260pt }}"
    css += " div { top: 60pt !important }"
    for over in (0, 1, 3):
        text = f'<div data-room=""><p data-field="terms">{rows(4 + over)}</p></div>'
        assert [d.message.split()[1] for d in found_in(text, css)] == [str(over)] * bool(over)


def test_of_several_texts_in_a_box_the_longest_is_named_and_the_others_in_the_hint() -> None:
    text = "".join(f'<p data-field="{name}">{rows(n)}</p>' for name, n in (("a", 1), ("b", 4)))
    (found,) = found_in(f'<div data-room="">{text}</div>', ROOM)
    assert found.message == "b: 1 line too long for its pages"
    assert found.hint == "Shorten it, or what shares its box: a."


def test_what_runs_over_to_another_page_is_named() -> None:
    text = f'<p data-field="a">{rows(9)}</p><p data-field="b" data-from="0:3">{rows(3)}</p>'
    page = f'<div id="x">{text}</div><script></script>'
    marked = page.replace("<div", '</body><body data-pages="1" data-called="the card"><div', 1)
    (found,) = found_in(marked)
    assert found.message == "b: 3 lines too long for the card"
    assert str(found.location) == "text/notes.md:8:1"


# ------------------------------------------------------------ which column a row goes to


def test_rows_go_where_there_is_more_room() -> None:
    assert share_out([(30, True), (20, True), (10, True)], [0, 0], 100, 100) == [1, 0, 0]


def test_a_row_that_need_not_be_there_is_left_out_when_the_room_ends() -> None:
    blocks = [(60, True), (60, True), (30, False), (10, False)]
    assert share_out(blocks, [0, 0], 70, 200) == [1, 0, None, 1]


def test_a_row_that_must_be_there_stands_where_it_is_too_long() -> None:
    assert share_out([(60, True), (60, True)], [50, 40], 70, 90) == [1, 0]
