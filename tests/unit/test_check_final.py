"""A final kit has nothing left to be confirmed, or waives it by name and prints nothing there."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from presskit import markdown
from presskit.build import build
from presskit.formats import FORMATS
from presskit.load import values
from presskit.model import Film, Prose, Tbc
from presskit.plan import plan
from presskit.produce import examine
from presskit.project import Project, Settings
from presskit.render import render
from presskit.request import Request
from tests.conftest import ROOT

FOLDER = ROOT / "content" / "one-more-win"
PROJECT = Project(ROOT, Settings())


def excused(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Names that are waived, with a reason."""
    return tuple((name, "for a test") for name in sorted(names))


@pytest.fixture(scope="module")
def film() -> Film:
    checked = examine(PROJECT, FOLDER, Request())
    assert checked.film
    return checked.film


@pytest.fixture(scope="module")
def refused() -> dict[str, str]:
    """The names that a final of One More Win asks to confirm or to waive, with their hints."""
    found = examine(PROJECT, FOLDER, Request(final=True)).found
    assert {d.code for d in found} == {"PK309", "PK318"}
    return {d.message.partition(":")[0]: d.hint for d in found}


def test_a_final_refuses_with_one_error_for_each_open_item(
    film: Film, refused: dict[str, str]
) -> None:
    open_items = [v for _, _, v in values(film) if isinstance(v, Tbc)]
    assert len(refused) == len(open_items) + 1 > 60, "and where to watch, which nobody dates"
    assert examine(PROJECT, FOLDER, Request(final=True)).film is None
    assert refused["film.specs.runtime"] == (
        "Ask the production, or waive it: --waive 'film.specs.runtime=REASON'"
    )


def test_every_error_points_at_the_line_that_is_open() -> None:
    found = examine(PROJECT, FOLDER, Request(final=True)).found
    lines = {d.location for d in found}
    assert len(lines) == len(found)
    for place in lines:
        assert place
        text = (ROOT / place.path).read_text("utf-8").splitlines()
        assert re.search("tbc:|watch:|platforms:", text[place.line - 1]), str(place)


def test_a_name_that_is_waived_is_not_asked_for(refused: dict[str, str]) -> None:
    waived = {"film.specs.runtime", "film.billing"}
    found = examine(PROJECT, FOLDER, Request(final=True, waived=excused(waived))).found
    assert {d.message.partition(":")[0] for d in found} == set(refused) - waived


@pytest.mark.parametrize("name", ["film.specs.runtme", "film.title", "film.specs.release"])
def test_a_waived_name_that_is_not_open_is_an_error(name: str, refused: dict[str, str]) -> None:
    waived = excused({*refused, name})
    (found,) = examine(PROJECT, FOLDER, Request(final=True, waived=waived)).found
    assert (found.code, found.message) == ("PK313", f"{name} is not to be confirmed")


def test_a_waiver_has_no_effect_on_a_draft() -> None:
    checked = examine(PROJECT, FOLDER, Request(waived=excused({"film.specs.runtime"})))
    assert checked.film
    assert isinstance(checked.film.about.specs.runtime, Tbc)


@pytest.mark.parametrize("theme", ["one-more-win", "default"])
def test_what_is_waived_leaves_no_mark_in_any_edition(
    theme: str, film: Film, refused: dict[str, str]
) -> None:
    project = Project(ROOT, Settings(theme=theme))
    checked = examine(project, FOLDER, Request(final=True, waived=excused(refused)))
    assert checked.film
    assert checked.theme
    said = sum(
        markdown.to_text(v, film.cite).count("to be confirmed")
        for name, _, v in values(film)
        if isinstance(v, Prose) and name in ("stills", "film")
    )
    editions = (e for e in plan(project, (), FORMATS, final=True) if not e.of_stills)
    shells = {(e.format, e.shell): e for e in editions}
    for edition in shells.values():
        kind = FORMATS[edition.format]
        document = render(
            edition, checked.film, checked.sources, checked.theme, kind, {}, (), stamp=None
        )
        text = "\n".join(page.xhtml for page in document.pages)
        sheets = "\n".join(sheet.data.decode() for sheet in document.styles)
        assert film.about.title in text
        for mark in ('class="tbc"', "to_be_confirmed", "[to be", "Draft", ">None<", "<dd></dd>"):
            assert mark not in text, f"{edition.name}: {mark}"
        assert "Draft" not in sheets
        assert text.count("to be confirmed") <= said, f"{edition.name}: only its own sentences"


def test_a_final_of_one_more_win_is_built_and_is_no_draft(
    tmp_path: Path, refused: dict[str, str]
) -> None:
    target = tmp_path / "kit"
    request = Request(("press-kit-letter",), True, excused(refused), target=target)
    report = build(PROJECT, FOLDER, request, lambda *_: None)
    assert [str(d) for d in report.found] == []
    pages = [
        " ".join(p.get_textpage().get_text_bounded().split())
        for p in pypdfium2.PdfDocument(target / "one-more-win-press-kit-letter.pdf")
    ]
    assert all("Version 0.1, 22 November 2026" in page for page in pages)
    assert not any("Draft" in page for page in pages)
    manifest = json.loads((target / "manifest.json").read_text("utf-8"))
    assert manifest["status"] == "final"
    said = {waiver["name"]: waiver["reason"] for waiver in manifest["waived"]}
    assert said == dict(excused(refused))
    with pikepdf.open(target / "one-more-win-press-kit-letter.pdf") as pdf:
        assert "Draft" not in str(dict(pdf.docinfo))
