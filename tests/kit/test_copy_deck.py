"""The copy deck: all that newsrooms paste, as a Word file and as text, with the counts."""

import re
import zipfile
from pathlib import Path

import docx
import pytest

from presskit import markdown
from presskit.model import Film, Prose
from presskit.model.values import walk
from tests.kit.reading import lines, read, says


@pytest.fixture(scope="session")
def word(kit: Path) -> Path:
    return kit / "one-more-win-copy-deck.docx"


@pytest.fixture(scope="session", params=["docx", "txt"])
def said(request: pytest.FixtureRequest, kit: Path) -> str:
    """What each of the two says, in normal form."""
    return read(kit / f"one-more-win-copy-deck.{request.param}")


def test_every_text_that_is_pasted_is_in_it(said: str, film: Film) -> None:
    about = film.about
    texts: list[object] = [about.texts, *film.texts, about.terms, *film.stills.stills]
    texts += [p.biography for p in film.people] + [e for i in film.interviews for e in i.exchanges]
    wanted = [v for text in texts for _, v in walk(text) if isinstance(v, Prose)]
    assert len(wanted) > 20
    paragraphs = [p for text in wanted for p in markdown.to_text(text, film.cite).split("\n\n")]
    assert [p for p in paragraphs if not says(said, p)] == []


def test_credits_contacts_and_what_is_open_are_in_it(said: str, film: Film) -> None:
    names = [p.name for p in film.people if p.group in ("filmmaker", "subject", "interviewed")]
    purposes = [contact.purpose for contact in film.about.contacts]
    open_points = ["to be confirmed (ask the production)", "year to be confirmed", "Running time"]
    assert [w for w in (*names, *purposes, *open_points) if not says(said, w)] == []


def test_counts_are_those_of_a_word_processor(word: Path) -> None:
    """Words between blanks; characters with blanks, as festivals' forms count them."""
    told = lines(word)
    at = told.index("Short synopsis")
    match = re.fullmatch(r"(\d+) words, (\d+) characters", told[at + 1])
    assert match
    assert (int(match[1]), int(match[2])) == (len(told[at + 2].split()), len(told[at + 2]))


def test_it_has_headings_to_find_the_way_by_and_names_its_maker(film: Film, word: Path) -> None:
    made = docx.Document(str(word))
    heads = [p.text for p in made.paragraphs if p.style and p.style.name == "Heading 1"]
    assert heads[:3] == ["Texts", "Fact sheet", "Biographies"]
    properties = made.core_properties
    assert properties.author == film.about.compiled_by.name
    assert properties.created.date() == film.about.date
    assert properties.language == "en-GB"


def test_nothing_in_the_container_tells_of_the_hour_or_the_machine(word: Path) -> None:
    with zipfile.ZipFile(word) as container:
        assert {entry.date_time[0] for entry in container.infolist()} == {1980}
        everything = b"".join(container.read(name) for name in container.namelist())
    assert b"python-docx" not in everything
    assert b"2013-12-23" not in everything, "the date of the library's own template"
