"""Another film, of which no fact says what ties a figure to it."""

from pathlib import Path

import pytest

from presskit.load import load
from presskit.model import Film, Name
from presskit.project import open_project
from presskit.proofread import LEVELS, proofread
from presskit.proofread.reading import plain

DATA = Path(__file__).parents[2] / "data"

RIGHT = """
The Cartographers of Winter, directed by Ann Archer and Bo Berg and produced by Archer and
Cecilie Dahl, won Best Nordic Documentary at Nordisk Panorama. In 97 minutes it tells of three
generations and 400 islands. Tickets are 120 kroner; doors open at 18.30. Erik Lund, 44, moderates.
"""
WRONG = {
    "The Cartographer of Winter": "The Cartographer of Winter opens tonight.",
    "Anne Archer": "The director Anne Archer will be there.",
    "Hot Docs": "The film won Best Nordic Documentary at Hot Docs Toronto.",
    "directed by Cecilie Dahl": "The film was directed by Cecilie Dahl.",
    "104": "The film runs 97 minutes. This 104-minute film is long.",
}


@pytest.fixture(scope="module")
def film() -> Film:
    project = open_project(DATA / "limit")
    loaded = load(project.root / "content" / "limit", project)
    assert loaded.film
    return loaded.film


def shown(film: Film, text: str) -> list[str]:
    found = proofread(film, plain(text.strip(), "a.txt"))
    return [f"{f.words}: {f.message}" for f in found if f.confidence >= LEVELS["medium"]]


def test_a_right_text_is_silent(film: Film) -> None:
    assert shown(film, RIGHT) == []


@pytest.mark.parametrize("words", WRONG)
def test_what_is_wrong_is_found(film: Film, words: str) -> None:
    found = shown(film, WRONG[words])
    assert len(found) == 1
    assert words in found[0]


@pytest.mark.parametrize("name", ["!!!", "…", "-- --", "€", "<b> x/y/z"])
def test_names_that_are_signs_are_borne(film: Film, name: str) -> None:
    """A band is called “!!!”; such a name is in no text, and nothing is held against it."""
    odd = film.people[0].model_copy(update={"id": "odd", "name": name, "also": (name,)})
    other = film.festivals.entries[0].model_copy(update={"festival": name})
    festivals = film.festivals.model_copy(update={"entries": (*film.festivals.entries, other)})
    people, names = (*film.people, odd), (*film.names, Name(name=name, unlike=(name,)))
    strange = film.model_copy(update={"people": people, "names": names, "festivals": festivals})
    about = film.about.model_copy(update={"title": name, "title_refuse": (name,)})
    assert isinstance(shown(strange.model_copy(update={"about": about}), RIGHT), list)
    assert shown(strange, RIGHT) == []
    assert all(len(shown(strange, WRONG[words])) == 1 for words in WRONG)
