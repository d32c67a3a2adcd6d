"""A word of five thousand letters stands inside the page wherever it is typed, or is refused."""

import re
from pathlib import Path

import pypdfium2
import pytest

from presskit.diagnostics import errors
from presskit.longwords import breakable
from presskit.produce import produce
from presskit.project import open_project
from presskit.request import Request
from presskit.wire import Made

WORD = "abcdefghij" * 500
CONTACT = f"contacts: [{{purpose: Press, email: {WORD}@a.org}}]\n"
SETTINGS = """theme: THEME
editions:
  press-kit: {format: pdf, shell: kit, options: {paper: a4}}
  fact-check: {format: pdf, shell: fact-check, options: {paper: a4}}
"""
FIELDS = {  # the file, what stands there, what comes in its place
    "paragraph": ("text/notes.md", "for tests.", f"for {WORD}\n\n# {WORD}\n\n- {WORD}\n\n> {WORD}"),
    "answer": ("interviews/archer.md", "Because tests", f"{WORD} tests"),
    "notice": ("interviews/archer.md", "Asked and", f"{WORD} and"),
    "caption": ("stills.yaml", "Nothing happens.", WORD),
    "source": ("sources.yaml", "notes of the shoot", f"{WORD}\n    address: example.com/{WORD}"),
    "about": ("facts.yaml", "How long the film is", WORD),
    "email": ("film.yaml", "issued:", CONTACT + "issued:"),
    "title": ("film.yaml", "title: Minimal", f"title: {WORD}"),
}  # fmt: skip
TOO_LONG = r"film\.yaml:1:8: error PK305 title: 5,000 characters; 300 at most"
CUT = "error PK503 press-kit: page \\d+: “abcdefghij.*” is cut in two by the page's foot"
REFUSED = {
    ("title", "default"): TOO_LONG,
    ("title", "one-more-win"): TOO_LONG,
    ("caption", "one-more-win"): CUT,
}
"""What has no room for such a word says so."""


def with_word(project: Path, field: str, theme: str) -> Made:
    name, old, new = FIELDS[field]
    file = project / "content/minimal" / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    film = project / "content/minimal/film.yaml"
    film.write_text(
        film.read_text("utf-8").replace("title: Minimal", "title: A Long Word"), "utf-8"
    )
    (project / "presskit.yaml").write_text(SETTINGS.replace("THEME", theme), "utf-8")
    return produce(open_project(project), project / "content/minimal", Request())


def outside(file: bytes) -> int:
    """How many letters of a PDF lie over the edge of their page."""
    count = 0
    for page in pypdfium2.PdfDocument(file):
        text, (width, height) = page.get_textpage(), page.get_size()
        for n in range(text.count_chars()):
            left, low, right, top = text.get_charbox(n)
            count += right > left and (left < 0 or low < 0 or right > width or top > height)
    return count


@pytest.mark.parametrize("theme", ["default", "one-more-win"])
@pytest.mark.parametrize("field", FIELDS)
def test_every_letter_of_a_long_word_is_on_its_page(field: str, theme: str, minimal: Path) -> None:
    made = with_word(minimal, field, theme)
    said = "\n".join(str(found) for found in errors(made.found))
    if (field, theme) in REFUSED:
        assert re.search(REFUSED[field, theme], said)
        return
    assert said == ""
    assert {name: outside(file) for name, file in made.files.items()} == dict.fromkeys(
        made.files, 0
    )


def test_words_of_any_language_stay_as_they_are() -> None:
    page = "<p>Donaudampfschifffahrtselektrizitätenhauptbetriebswerk</p>"
    assert breakable(page) == page


def test_no_break_parts_a_letter_from_its_marks_or_stands_in_an_attribute() -> None:
    stacked = "a" + "\u0301" * 150
    assert breakable(f"<p>{stacked}</p>") == f"<p>{stacked}</p>"
    assert breakable(f'<p title="{WORD}">b</p>') == f'<p title="{WORD}">b</p>'
    assert breakable(f"<p>{WORD}</p>").replace("\u200b", "") == f"<p>{WORD}</p>"
