"""The booklet through Calibre to Kindle's format and back, where Calibre is installed.

`make test` does not install it (370 MB), so its absence is a skip even where validators must be.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from tests.kit.reading import XHTML, Booklet

pytestmark = pytest.mark.validator

SECONDS = 120
_QUIET = {"QT_QPA_PLATFORM": "offscreen"}


def calibre(program: str, *arguments: str | Path) -> str:
    """What a program of Calibre says; it needs no screen."""
    if shutil.which(program) is None:
        pytest.skip("Calibre is not installed: nobody has tried a Kindle's format")
    done = subprocess.run(
        [program, *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        env=os.environ | _QUIET,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def booklet(kit_dir: Path) -> Booklet:
    return Booklet(kit_dir / "one-more-win-booklet.epub")


@pytest.fixture(scope="module")
def back(booklet: Booklet, tmp_path_factory: pytest.TempPathFactory) -> list[etree._Element]:
    """The pages as they come back from AZW3, in their order."""
    folder = tmp_path_factory.mktemp("kindle")
    calibre("ebook-convert", booklet.path, folder / "book.azw3")
    calibre("ebook-convert", folder / "book.azw3", folder / "back.epub")
    read = Booklet(folder / "back.epub")
    package = etree.fromstring(read.files["content.opf"])
    items = {i.get("id"): i.get("href") or "" for i in package.iter("{*}item")}
    spine = [items[i.get("idref")] for i in package.iter("{*}itemref")]
    return [etree.fromstring(read.files[name]) for name in spine]


def letters(trees: list[etree._Element]) -> str:
    """All that stands in the bodies, without blanks; Calibre makes one of the two hyphens."""
    texts = ("".join(map(str, tree[-1].itertext())) for tree in trees)
    return "".join("".join(texts).split()).replace("\u2011", "-")


def test_a_kindle_gets_every_word_in_its_order(
    booklet: Booklet, back: list[etree._Element]
) -> None:
    assert letters(back) == letters(list(booklet.trees.values()))


def test_a_kindle_gets_every_picture_with_its_words(
    booklet: Booklet, back: list[etree._Element]
) -> None:
    def described(trees: list[etree._Element]) -> list[str]:
        return [i.get("alt") or "" for tree in trees for i in tree.iter(f"{XHTML}img")]

    cover, *others = described(list(booklet.trees.values()))
    assert cover.startswith("Cover")  # which becomes the book's own, and is no page any more
    assert described(back) == others


def test_a_library_shows_title_author_and_language(booklet: Booklet) -> None:
    said = calibre("ebook-meta", booklet.path)
    shown = {k.strip(): v.strip() for k, _, v in (line.partition(":") for line in said.split("\n"))}
    assert shown["Title"] == "One More Win: press kit"
    assert shown["Author(s)"].startswith("the presskit project")
    assert shown["Languages"].startswith("en")
