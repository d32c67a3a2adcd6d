"""Scripts and directions: what a font is asked for, and how pages read from right to left turn."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from presskit.cli import main
from presskit.directions import with_directions
from presskit.scripts import of_language, of_text, script
from presskit.stylesheets import for_direction, mirrored, with_stand_ins

WORDS = {
    "Arabic": "مخرجة",
    "Armenian": "Երևան",
    "Bengali": "পরিচালক",
    "Chinese, Japanese or Korean (Han)": "監督",
    "Devanagari": "निर्देशक",
    "Georgian": "რეჟისორი",
    "Hebrew": "במאית",
    "Japanese": "カメラ",
    "Korean": "감독",
    "Thai": "ผู้กำกับ",
    "Tamil": "இயக்குனர்",
    "Ethiopic": "ዳይሬክተር",
}


@pytest.mark.parametrize("called", WORDS)
def test_a_script_without_a_font_is_named_with_the_lines_that_add_one(
    called: str, minimal: Path
) -> None:
    word = WORDS[called]
    people = minimal / "content/minimal/people.yaml"
    people.write_text(people.read_text("utf-8").replace("director", f"a director, {word}"), "utf-8")
    said = CliRunner().invoke(main, ["check"]).stderr
    assert "content/minimal/people.yaml:5:23: error PK314" in said
    assert f", in {called}\n" in said
    assert all(f"U+{ord(c):04X}" in said for c in sorted(set(word))[:8])
    assert "templates/default/theme.yaml:\n    fonts:\n      - {family: Noto " in said
    assert said.count("PK314") == 1


def test_the_place_of_a_character_is_its_own_and_not_that_of_its_text(minimal: Path) -> None:
    notes = minimal / "content/minimal/text/notes.md"
    notes.write_text(notes.read_text("utf-8") + "\nMore.\n\nAnd then: 監督.\n", "utf-8")
    said = CliRunner().invoke(main, ["check"]).stderr
    assert "content/minimal/text/notes.md:9:11: error PK314" in said


def test_signs_of_no_script_are_lacking_all_the_same(minimal: Path) -> None:
    people = minimal / "content/minimal/people.yaml"
    people.write_text(people.read_text("utf-8").replace("director", "director 🎬"), "utf-8")
    said = CliRunner().invoke(main, ["check"]).stderr
    assert "no font of the theme has “🎬” (U+1F3AC)\n" in said


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("fa", "rtl"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("en", "ltr"),
        ("ja", "ltr"),
    ],
)
def test_languages_have_a_direction(tag: str, direction: str) -> None:
    assert of_language(tag) == direction


def test_a_text_goes_the_way_of_its_first_letter() -> None:
    assert of_text("50 سنة") == "rtl"
    assert of_text("(50) years, سنة") == "ltr"
    assert of_text("+971 4 555") is None
    assert script("1") == script("\u0301") == ""


PAGE = '<html lang="{0}"><body>{1}</body></html>'


def test_a_page_of_one_direction_stays_as_it_was() -> None:
    page = PAGE.format("en", "<p>Words</p><p></p>")
    assert with_directions(page, "ltr") == page


def test_blocks_of_the_other_direction_say_so() -> None:
    page = PAGE.format("en", "<div><p>Words</p><p>(<b>شريط</b>)</p><span></span></div>")
    turned = '<p dir="rtl">(<b>شريط</b>)</p><span></span>'
    assert turned in with_directions(page, "ltr")
    assert "<div><p>Words</p>" in with_directions(page, "ltr")


def test_a_telephone_number_is_read_from_left_to_right_on_any_page() -> None:
    page = PAGE.format("ar", "<table><tr><td>+971 4 555 0100</td><td>شريط</td></tr></table>")
    turned = with_directions(page, "rtl")
    assert '<html lang="ar" dir="rtl">' in turned
    assert '<td dir="ltr">+971 4 555 0100</td><td>شريط</td>' in turned


@pytest.mark.parametrize(
    ("css", "turned"),
    [
        ("p { margin-left: -2pt; left: 0 }", "p { margin-right: -2pt; right: 0 }"),
        ("p { padding: 1pt 2pt 3pt 4pt }", "p { padding: 1pt 4pt 3pt 2pt }"),
        ("p { text-align: left }", "p { text-align: right }"),
        ("p { border-left: 1pt solid red }", "p { border-right: 1pt solid red }"),
        ("@page { @top-left { content: none } }", "@page { @top-right { content: none } }"),
        ("p { letter-spacing: -.02em; width: 3pt }", "p { letter-spacing: 0; width: 3pt }"),
        ('p { content: "left: 2" }', 'p { content: "left: 2" }'),
        ("@page :left { margin-left: 3pt }", "@page :left { margin-left: 3pt }"),
        (".left { top: 0 }", ".left { top: 0 }"),
        ("p { margin: 0 auto }", "p { margin: 0 auto }"),
    ],
)
def test_a_style_sheet_is_mirrored(css: str, turned: str) -> None:
    assert mirrored(css) == turned
    assert for_direction(css, "ltr", mixed=False) == css


def test_other_fonts_stand_behind_the_faces_and_not_in_the_declarations_of_fonts() -> None:
    face = '@font-face { font-family: "Face"; src: url(a.ttf) }'
    css = f'{face} p {{ font: 400 9pt/14pt "Face" }} q {{ content: "Face" }}'
    made = f'{face} p {{ font: 400 9pt/14pt "Face", "Other" }} q {{ content: "Face" }}'
    assert with_stand_ins(css, ["Face"], ["Other"]) == made
    assert with_stand_ins(css, ["Face"], []) == css
