"""Strings that break programs: each is printed as it was typed, by every format, or refused.

What is refused has a diagnostic with its file and line. One film holds all that are not, so that a
string that breaks one format alone fails here.
"""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from presskit.cli import main
from presskit.diagnostics import errors
from presskit.produce import produce
from presskit.project import open_project
from presskit.request import Request
from tests.kit.reading import Booklet, Pdf
from tests.unit.naughty import STRINGS

REFUSED = {
    "text gone wild", "ligatures", "Vietnamese", "Greek", "Russian", "fullwidth letters",
    "mathematical letters", "letters turned over", "an emoji", "a family", "a flag",
    "a colour of skin", "a flag spelt in tags", "Arabic", "Hebrew", "Japanese", "Devanagari",
    "Thai", "an override", "an isolate left open", "a byte order mark", "a blank of no width",
    "a null", "an escape", "a line separator", "what is no character", "a private character",
}  # fmt: skip
"""What may not be in a film, or what no font of the theme has."""


def people(*roles: str) -> str:
    rows = [
        f"  - {{id: p{n}, name: Ann Archer {n}, group: filmmaker, role: {json.dumps(role)}}}\n"
        for n, role in enumerate(roles)
    ]
    return "people:\n  - {id: ann-archer, name: Ann Archer, group: filmmaker}\n" + "".join(rows)


@pytest.mark.parametrize("kind", STRINGS)
def test_a_string_is_taken_or_refused_with_its_place(kind: str, minimal: Path) -> None:
    (minimal / "content/minimal/people.yaml").write_text(people(STRINGS[kind]), "utf-8")
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == (1 if kind in REFUSED else 0), done.stderr
    if kind in REFUSED:
        assert re.search(r"content/minimal/people\.yaml:3:\d+: error PK(109|314) ", done.stderr)


@pytest.fixture
def outputs(minimal: Path) -> tuple[str, str]:
    """The words of a kit and of a booklet of all strings that are taken, without blanks."""
    taken = [text for kind, text in STRINGS.items() if kind not in REFUSED]
    (minimal / "content/minimal/people.yaml").write_text(people(*taken), "utf-8")
    made = produce(open_project(minimal), minimal / "content/minimal", Request())
    assert [str(found) for found in errors(made.found)] == []
    for name, data in made.files.items():
        (minimal / name).write_bytes(data)
    pdf = Pdf(minimal / "minimal-press-kit.pdf")
    booklet = Booklet(minimal / "minimal-booklet.epub")
    return bare(" ".join(pdf.bodies)), bare(booklet.text)


def bare(text: str) -> str:
    """A text as it is compared: without blanks, hyphens and forms of quotation marks."""
    text = unicodedata.normalize("NFC", text).translate(str.maketrans("‘’“”", "''\"\""))
    return re.sub("[\\s\x02\u00ad\u200b\u2060\u2010\u2011\ufffe-]", "", text).casefold()


def test_what_is_taken_is_printed_as_it_was_typed_by_every_format(
    outputs: tuple[str, str],
) -> None:
    for kind, text in STRINGS.items():
        if kind not in REFUSED:
            for words in outputs:
                assert bare(text) in words, kind
