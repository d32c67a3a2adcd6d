"""Films in scripts that the built-in themes have no font for, with fonts that a project adds.

The fonts are Debian's; a machine without them skips, loudly.
"""

import io
import re
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from presskit.diagnostics import errors
from presskit.produce import produce
from presskit.project import open_project
from presskit.request import Request
from presskit.wire import Made
from tests.validators.run import absent, epubcheck

SHARED = Path("/usr/share/fonts")
FONTS = {
    "ar": ("Amiri", "opentype/fonts-hosny-amiri/Amiri-Regular.ttf", "fonts-hosny-amiri"),
    "he": ("Frank Ruehl CLM", "truetype/culmus/FrankRuehlCLM-Medium.ttf", "culmus"),
    "hi": ("Lohit", "truetype/lohit-devanagari/Lohit-Devanagari.ttf", "fonts-lohit-deva"),
    "ja": ("VL PGothic", "truetype/vlgothic/VL-PGothic-Regular.ttf", "fonts-vlgothic"),
}
TITLES = {"ar": "الريح والرمل", "he": "הרוח והחול", "hi": "रेत और हवा", "ja": "風と砂のカメラ"}
SETTINGS = """editions:
  booklet: {format: epub, shell: booklet}
  press-kit: {format: pdf, shell: kit, options: {paper: a4}}
  one-sheet: {format: pdf, shell: one-sheet, options: {paper: a4}}
"""


def filmed(project: Path, script: str, language: str) -> Made:
    """The kit of the minimal film with a title in a script, and the font for it."""
    family, file, package = FONTS[script]
    if not (SHARED / file).exists():
        absent(package)
    (project / "assets").mkdir()
    shutil.copy(SHARED / file, project / "assets" / "own.ttf")
    theme = project / "templates" / "default" / "theme.yaml"
    theme.parent.mkdir(parents=True)
    row = f"{{family: {family}, weight: 400, file: own.ttf, booklet: true}}"
    theme.write_text(f"fonts:\n  - {row}\n", "utf-8")
    (project / "presskit.yaml").write_text(SETTINGS, "utf-8")
    film = project / "content/minimal/film.yaml"
    text = film.read_text("utf-8").replace("title: Minimal", f"title: {TITLES[script]}")
    film.write_text(f"{text}\nlanguage: {language}\n", "utf-8")
    made = produce(open_project(project), project / "content/minimal", Request())
    assert [str(found) for found in errors(made.found)] == []
    return made


def left_of(pdf: bytes, words: str) -> float:
    """Where the first letter of some words stands on its page, from the left, as a share of it."""
    page = pypdfium2.PdfDocument(pdf)[1]
    found = page.get_textpage().search(words).get_next()
    assert found, words
    return float(page.get_textpage().get_charbox(found[0])[0] / page.get_width())


@pytest.mark.parametrize("script", FONTS)
def test_a_title_of_another_script_is_set_in_the_font_that_was_added(
    script: str, minimal: Path
) -> None:
    made = filmed(minimal, script, "en")
    with pikepdf.open(io.BytesIO(made.files["minimal-press-kit.pdf"])) as pdf:
        fonts = {str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()}
    family = FONTS[script][0].partition(" ")[0]
    assert any(family in name.replace("-", "") for name in fonts), fonts
    assert left_of(made.files["minimal-press-kit.pdf"], "Contents") < 0.5


@pytest.mark.parametrize("language", ["ar", "he"])
def test_pages_of_a_language_read_from_right_to_left_are_mirrored(
    language: str, minimal: Path
) -> None:
    made = filmed(minimal, language, language)
    data = made.files["minimal-press-kit.pdf"]
    assert left_of(data, "Contents") > 0.5
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"
    with zipfile.ZipFile(io.BytesIO(made.files["minimal-booklet.epub"])) as booklet:
        pages = [booklet.read(n).decode() for n in booklet.namelist() if n.endswith("xhtml")]
        package = next(booklet.read(n).decode() for n in booklet.namelist() if n.endswith("opf"))
    assert all(re.search(r'<html[^>]* dir="rtl"', page) for page in pages)
    assert 'page-progression-direction="rtl"' in package


@pytest.mark.parametrize("script", FONTS)
def test_the_booklet_of_another_script_is_a_right_epub(
    script: str, minimal: Path, tmp_path: Path
) -> None:
    made = filmed(minimal, script, "en" if script == "ja" else script)
    file = tmp_path / "booklet.epub"
    file.write_bytes(made.files["minimal-booklet.epub"])
    assert epubcheck(file) == []
