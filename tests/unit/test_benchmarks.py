"""The benchmarks: the same content for a seed, fair sums, and a table that hides nothing."""

import sys
from pathlib import Path

import pytest
from lxml import etree

from benchmarks import kits
from benchmarks.content import AMOUNTS, story
from benchmarks.manuscript import write_manuscript
from benchmarks.measure import Taken, ratio, run
from benchmarks.page import Part, _part, compared, picture, verdict
from benchmarks.project import write_project
from benchmarks.rows import Row
from presskit.diagnostics import errors
from presskit.produce import examine
from presskit.project import open_project
from presskit.request import Request
from tests.conftest import ROOT

TINY = AMOUNTS["tiny"]


def tree(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def written(folder: Path, seed: int) -> dict[str, bytes]:
    told = story(TINY, seed)
    write_project(told, folder / "project")
    write_manuscript(told, folder / "manuscript", ROOT / "assets")
    return tree(folder)


def test_a_seed_gives_the_same_content_each_time(tmp_path: Path) -> None:
    first, second, other = (
        written(tmp_path / name, seed) for name, seed in (("a", 7), ("b", 7), ("c", 8))
    )
    assert first == second
    still = "project/content/harbour/stills/still-001.jpg"
    assert first.keys() == other.keys()
    assert first[still] != other[still]
    assert first["manuscript/kit.md"] != other["manuscript/kit.md"]


def test_presskit_takes_the_content_without_an_error(tmp_path: Path) -> None:
    folder = write_project(story(TINY), tmp_path)
    checked = examine(open_project(tmp_path), folder, Request())
    assert checked.film
    assert not errors(checked.found)


def test_the_others_set_the_same_words_and_photographs(tmp_path: Path) -> None:
    told = story(TINY)
    project = write_project(told, tmp_path / "project")
    manuscript = write_manuscript(told, tmp_path / "manuscript", ROOT / "assets")
    text = manuscript.read_text("utf-8")
    chapter = (project / "text" / "chapter-001.md").read_text("utf-8").split("---\n")[2]
    assert chapter.strip().replace("{fact}`days`", "forty days") in text
    for entry in told.tables[0][1]:
        assert entry.note in text
        assert entry.note in (project / "accolades.yaml").read_text("utf-8").replace("\n     ", "")
    assert tree(manuscript.parent / "stills") == tree(project / "stills")


def test_ratios_are_taken_pair_by_pair() -> None:
    made = ratio([2, 3, 8], [1, 3, 2])
    assert (made.middle, made.least, made.most) == (2, 1, 4)


def test_a_pair_has_two_sides() -> None:
    with pytest.raises(ValueError, match="shorter"):
        ratio([1, 2], [1])


def taken(seconds: float, pages: int = 10) -> list[Taken]:
    return [Taken(seconds, seconds / 2, 100, 1_000_000, pages)]


ROW = Row("ours beside theirs", "cached", "weasyprint", 0.7)


def test_what_is_missed_is_marked() -> None:
    results = {"cached": taken(2), "weasyprint": taken(2.5)}
    made = ROW.ratio(results)
    assert made
    expected = "| ours beside theirs | 0.80 | 0.80 to 0.80 |  | 0.70 | **missed** |"
    assert compared(ROW, made, None) == expected


def test_what_is_reached_exactly_is_met() -> None:
    assert verdict(0.7, 0.7) == "met"
    assert verdict(0.71, 0.7) == "**missed**"
    assert verdict(9.9, None) == ""


def test_a_row_by_the_page_minds_the_pages() -> None:
    results = {"all": taken(30, pages=60), "cached": taken(10, pages=10)}
    made = Row("a page", "all", "cached", 0.85, per_page=True).ratio(results)
    assert made
    assert made.middle == 0.5


def test_what_was_not_measured_is_not_in_the_table() -> None:
    part = Part("20", {"cached": taken(2)}, (ROW,))
    lines = list(_part(part))
    assert not any(line.startswith("| ours beside theirs | ") and "0." in line for line in lines)
    assert any(line.startswith("| presskit, A4 PDF and EPUB, pictures cached |") for line in lines)


def test_the_picture_has_a_bar_for_each_in_proportion() -> None:
    results = {"cached": taken(2), "weasyprint": taken(4)}
    drawn = etree.fromstring(picture([Part("20", results, (ROW,))]).encode())
    bars = drawn.findall("{*}rect")[1:]
    widths = [float(bar.get("width", "0")) for bar in bars]
    assert widths[1] == pytest.approx(2 * widths[0])
    assert [text.text for text in drawn.findall("{*}text")][1::2] == [
        "presskit, A4 PDF and EPUB, pictures cached",
        "pandoc + WeasyPrint",
    ]


def test_a_run_counts_its_computing_and_its_memory(tmp_path: Path) -> None:
    program = "x = bytearray(80_000_000); sum(range(3_000_000)); import time; time.sleep(0.5)"
    one = run([[sys.executable, "-c", program]], tmp_path, {})
    assert one.seconds >= 0.5
    assert one.computing > 0
    assert one.memory >= 80


WATCH = """
import json, pathlib, time
folder = pathlib.Path("dist/harbour"); folder.mkdir(parents=True)
seen, number = None, 0
while True:
    now = [file.read_text() for file in pathlib.Path("content").rglob("*.md")]
    if now != seen:
        files = [{"edition": "booklet", "size": 9, "pages": 3}]
        (folder / "new").write_text(json.dumps({"files": files, "number": number}))
        (folder / "new").replace(folder / "manifest.json")
        seen, number = now, number + 1
    time.sleep(0.01)
"""


def test_each_edit_under_watch_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = write_project(story(TINY), tmp_path) / "text" / "chapter-001.md"
    before = text.read_text("utf-8").split(" ")
    monkeypatch.setattr(kits, "command", lambda *_: [sys.executable, "-c", WATCH])
    monkeypatch.setattr(kits, "PAUSE", 0.05)
    monkeypatch.setattr(kits, "PATIENCE", 20)
    one = kits.watched("watch", tmp_path, ("booklet",))
    for _ in range(2):  # the second round finds the words of the first
        one.prepare()
        made = one.run()
        assert 0 < made.seconds < 5
        assert (made.size, made.pages) == (9, 3)
    after = text.read_text("utf-8").split(" ")
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1
