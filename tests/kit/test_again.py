"""Nothing is made twice, and what is left as it stands is what a fresh build would make."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from presskit import makers
from presskit.build import Report, build
from presskit.project import open_project
from presskit.request import Request
from presskit.wire import Made

EDITIONS = """\
editions:
  fact-sheet: {format: json}
  credits-text: {format: text, shell: credits, stem: credits}
  one-sheet: {format: pdf, shell: one-sheet, sections: [facts, credits], options: {paper: a4}}
  contact-sheet: {format: pdf, of_stills: true, sections: [stills], options: {paper: a4}}
  captions: {format: csv, of_stills: true}
  booklet: {format: epub, pages_from: one-sheet}
"""
FILM = "content/minimal/film.yaml"
STILLS = "content/minimal/stills.yaml"


@pytest.fixture
def film(minimal: Path) -> Path:
    """A small film with a photograph, built once."""
    (minimal / "presskit.yaml").write_text(EDITIONS, "utf-8")
    ledger = minimal / STILLS
    ledger.write_text(ledger.read_text("utf-8").replace("{tbc: Ann Archer}", "one.jpg"), "utf-8")
    (ledger.parent / "stills").mkdir()
    picture = Image.linear_gradient("L").resize((900, 600)).convert("RGB")
    picture.save(ledger.parent / "stills" / "one.jpg")
    assert not make(minimal).again
    return minimal


def make(project: Path, target: Path | None = None, **asked: Any) -> Report:
    force = asked.pop("force", False)
    request = Request(target=target, **asked)
    folder = project / "content" / "minimal"
    report = build(open_project(project), folder, request, lambda *_: None, force=force)
    assert report.artifacts, report.found
    return report


def made(report: Report) -> set[str]:
    """Editions that were made anew."""
    return {a.edition for a in report.artifacts if a.name not in report.again}


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_a_kit_of_which_nothing_changed_is_not_made_again(film: Path) -> None:
    report = make(film)
    assert made(report) == set()
    assert report.found == make(film, force=True).found, "what was said is said again"


def test_who_forces_it_has_everything_made(film: Path) -> None:
    assert len(made(make(film, force=True))) == 6


def test_a_caption_concerns_those_that_show_it(film: Path) -> None:
    change(film / STILLS, "caption: ", "caption: Anew, ")
    assert made(make(film)) == {"contact-sheet", "captions", "booklet"}


def test_a_line_that_says_nothing_concerns_nobody(film: Path) -> None:
    """Only places of what is said move; the sets of type stay."""
    for name in (FILM, STILLS):
        (film / name).write_text("# a note\n" + (film / name).read_text("utf-8"), "utf-8")
    assert made(make(film)) == set()


EDITS: dict[str, Callable[[Path], object]] = {
    "a title": lambda p: change(p / FILM, "title: ", "title: The "),
    "a caption": lambda p: change(p / STILLS, "caption: ", "caption: Anew, "),
    "a focus": lambda p: change(p / STILLS, "caption: ", "focus: {x: 1, y: 1}\n    caption: "),
    "a photograph": lambda p: (
        Image.linear_gradient("L").resize((910, 600)).save(p / "content/minimal/stills/one.jpg")
    ),
    "the version": lambda p: change(p / FILM, "version: ", "version: 1"),
    "an edition": lambda p: change(p / "presskit.yaml", "[facts, credits]", "[credits]"),
    "a template": lambda p: own(p, "pdf/one-sheet.css.j2"),
    "nothing": lambda _: None,
}


def own(project: Path, name: str) -> None:
    """A template of the project's own, in place of a built-in one."""
    file = project / "templates" / "minimal" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    theme = file.parents[len(Path(name).parts) - 1] / "theme.yaml"
    theme.write_text("extends: default\n", "utf-8")
    source = Path(__file__).parents[2] / "templates" / "default" / name
    file.write_text(source.read_text("utf-8") + "\np { color: #123456 }\n", "utf-8")


@pytest.mark.parametrize("edit", EDITS)
def test_what_stands_is_what_a_fresh_build_would_make(
    film: Path, edit: str, tmp_path: Path
) -> None:
    EDITS[edit](film)
    make(film)
    fresh = tmp_path / "fresh"
    make(film, fresh, force=True)
    assert contents(film / "dist" / "minimal") == contents(fresh)


def test_texts_in_a_folder_that_is_a_link_are_looked_at(film: Path) -> None:
    """A folder of texts may stand elsewhere in the project."""
    texts = film / "content/minimal/text"
    (texts / "road.md").write_text("---\ntitle: Road\n---\n\nFirst words.\n", "utf-8")
    texts.rename(film / "shared")
    texts.symlink_to(film / "shared", target_is_directory=True)
    make(film)
    assert made(make(film)) == set()
    change(film / "shared/road.md", "First words", "Other words")
    assert "booklet" in made(make(film))


def test_a_link_that_leads_back_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    heard: list[bytes] = []
    makers.of_tree(tmp_path, heard.append)
    assert [name for name in heard if name.endswith(b"back\0")] == [b"a/back\0"]


def test_a_file_that_somebody_changed_is_made_again(film: Path) -> None:
    file = film / "dist/minimal/minimal-booklet.epub"
    was = file.read_bytes()
    file.write_bytes(b"another file")
    assert made(make(film)) == {"booklet"}
    assert file.read_bytes() == was


def test_a_manifest_that_somebody_changed_is_made_again(film: Path) -> None:
    file = film / "dist/minimal/manifest.json"
    was = file.read_bytes()
    file.write_bytes(was.replace(b'"draft"', b'"final"'))
    make(film)
    assert file.read_bytes() == was


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"x" + data])
def test_a_record_that_is_damaged_is_no_record(
    film: Path, damage: Callable[[bytes], bytes]
) -> None:
    (record,) = (film / "build/kits").iterdir()
    record.write_bytes(damage(record.read_bytes()))
    assert len(made(make(film))) == 6


def test_another_version_of_a_library_makes_everything_anew(
    film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(makers, "stamp", lambda: "another")
    assert len(made(make(film))) == 6
    assert made(make(film)) == set()


def test_what_is_asked_for_alone_leaves_the_others(film: Path) -> None:
    change(film / FILM, "title: ", "title: The ")
    assert made(make(film, editions=("captions",))) == {"captions"}
    assert made(make(film)) >= {"one-sheet", "booklet"}
    assert "captions" not in made(make(film))


def test_what_changes_while_it_is_read_is_made_again(
    film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second build must not take what the first did not see for what it made."""
    from presskit import produce

    real = produce.produce

    def slow(*given: Any) -> Made:
        result = real(*given)
        change(film / FILM, "title: ", "title: The ")
        return result

    monkeypatch.setattr(produce, "produce", slow)
    change(film / STILLS, "caption: ", "caption: Anew, ")
    make(film)
    monkeypatch.setattr(produce, "produce", real)
    assert "one-sheet" in made(make(film))


LOADED = """
import sys
from presskit.cli import main
main({words!r}, standalone_mode=False)
print([name for name in ("weasyprint", "ebooklib", "PIL", "presskit.produce")
       if name in sys.modules])
"""


def loaded(project: Path, *words: str) -> str:
    program = LOADED.format(words=list(words))
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=False
    )
    return done.stdout.strip().rpartition("\n")[2]


def test_what_sets_type_is_loaded_by_who_sets_type(film: Path) -> None:
    loaded(film, "build")  # the record of a process of its own
    assert loaded(film, "build") == "[]"
    assert loaded(film, "--help") == "[]"
    assert "weasyprint" not in loaded(film, "check")
