"""The booklet in a reading engine (foliate-js) and a real browser (Chromium).

Pictures of every chapter and report.json are kept in the folder that PRESSKIT_READER_REPORT
names, else in pytest's own.
"""

import os
import re
from pathlib import Path

import pytest

from tests.kit.reading import Booklet
from tests.reader import foliate
from tests.validators import run, samples

pytestmark = pytest.mark.validator

ENGINE = "node/node_modules/foliate-js"


def opened(book: Path, report: Path) -> foliate.Reading:
    engine = run.installed("foliate-js", run.TOOLS / ENGINE)
    chromium = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or run.program(*run.CHROMIUM)
    return foliate.read(book, engine, chromium, report)


@pytest.fixture(scope="module")
def booklet(kit_dir: Path) -> Booklet:
    return Booklet(kit_dir / "one-more-win-booklet.epub")


@pytest.fixture(scope="module")
def reading(booklet: Booklet, tmp_path_factory: pytest.TempPathFactory) -> foliate.Reading:
    named = os.environ.get("PRESSKIT_READER_REPORT")
    return opened(booklet.path, Path(named) if named else tmp_path_factory.mktemp("reader"))


def test_the_reader_finds_title_contents_pages_and_landmarks(
    reading: foliate.Reading, booklet: Booklet
) -> None:
    assert reading.title == "One More Win: press kit"
    assert len(reading.contents) >= len(reading.chapters) - 2, "all but the cover and itself"
    assert [label for label, _ in reading.pages] == [str(n + 1) for n in range(len(reading.pages))]
    assert len(reading.pages) > 20
    assert reading.landmarks == ["cover", "titlepage", "toc", "bodymatter", "backmatter"]
    assert [c.removeprefix("EPUB/") for c in reading.chapters] == list(booklet.trees)


def test_every_entry_of_the_contents_and_every_page_is_reached(reading: foliate.Reading) -> None:
    assert reading.unreached == []


def test_nothing_goes_wrong_and_nothing_is_fetched(reading: foliate.Reading) -> None:
    assert reading.errors == []
    assert reading.outside == []


def test_no_picture_is_missing(reading: foliate.Reading) -> None:
    assert reading.broken == []


def test_the_faces_declared_are_those_that_load(reading: foliate.Reading, booklet: Booklet) -> None:
    sheet = booklet.files["EPUB/styles/base.css"].decode()
    declared = set()
    for rule in re.findall(r"@font-face\s*{([^}]*)}", sheet):
        said = dict(re.findall(r"font-(family|weight|style)\s*:\s*\"?([^\";]+)", rule))
        declared.add(f"{said['family']} {said['weight']} {said['style']}")
    assert len(declared) >= 4
    assert reading.faces == declared, "a face that never loads is dead weight"


def test_nothing_is_wider_than_its_page_on_small_screens_and_at_twice_the_size(
    reading: foliate.Reading,
) -> None:
    assert reading.wide == []


def test_no_chapter_begins_with_an_empty_screen(reading: foliate.Reading) -> None:
    """As it does when a heading may not be left by a block that is taller than the screen."""
    assert reading.blank == []


def test_every_chapter_is_in_the_report_on_both_screens_light_and_dark(
    reading: foliate.Reading,
) -> None:
    assert len(reading.pictures) == len(reading.chapters) * 4
    assert len(set(reading.pictures)) == len(reading.pictures)


def test_the_reader_tells_what_a_faulty_book_lacks(tmp_path: Path) -> None:
    """A picture that is not there, a place that is not there, a picture from elsewhere."""
    page = samples.GOOD["page.xhtml"].replace(
        "</section>", '<p><img src="https://away.example/x.png" alt="Away"/></p></section>'
    )
    nav = samples.GOOD["nav.xhtml"].replace("page.xhtml", "page.xhtml#nowhere")
    files = samples.GOOD | {"page.xhtml": page, "nav.xhtml": nav}
    del files["dot.svg"]
    found = opened(samples.write_epub(tmp_path / "faulty.epub", files), tmp_path / "report")
    assert any("away.example" in line for line in (*found.errors, *found.outside))
    assert {line.split()[0] for line in found.unreached} == {"eink"}
    assert any("x.png" in line for line in found.broken)
    assert any("x.png" not in line for line in found.broken), "the picture that is not there"
