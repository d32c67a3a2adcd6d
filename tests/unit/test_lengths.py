"""How long texts are, and what fits which field of a form."""

from pathlib import Path

import pytest

from presskit import lengths, markdown
from presskit.lengths import Measured
from presskit.load import load
from presskit.model import Film, Limit, Profile
from presskit.produce import examine
from presskit.project import Project, Settings
from presskit.request import Request
from tests.conftest import ROOT


def limit(count: str, at_most: int) -> Limit:
    given = {"field": "synopsis", "takes": "synopsis", "count": count, "at_most": at_most}
    return Limit.model_validate(given)


def no_facts(_key: str) -> None:
    return None


@pytest.mark.parametrize(
    ("text", "words", "characters"),
    [
        ("One More Win", 3, 12),
        ("*One*  More\nWin", 3, 12),
        ("1,134.40 miles", 2, 14),
        ("a – b", 3, 5),  # a counter of words takes a dash between blanks for one
        ("co-director", 1, 11),
        ("Aïcha", 1, 5),
        ("\U0001f3c1 won", 2, 6),  # two code units, as in a form of HTML
        ("One.\n\nTwo.", 2, 10),
        ("[Win](https://win.example)", 1, 3),
    ],
)
def test_counts_are_those_of_a_form(text: str, words: int, characters: int) -> None:
    assert markdown.count_words(text, no_facts) == words
    assert markdown.count_characters(text, no_facts) == characters


@pytest.mark.parametrize("count", ["words", "characters"])
def test_at_the_limit_a_text_passes_and_one_over_it_does_not(count: str) -> None:
    text = Measured("short", "synopsis", words=50, characters=50)
    assert text.fits(limit(count, 50))
    assert not text.fits(limit(count, 49))
    assert not Measured("logline", "logline", 50, 50).fits(limit(count, 50))


@pytest.fixture(scope="module")
def film() -> Film:
    loaded = load(ROOT / "content" / "one-more-win", Project(ROOT, Settings()))
    assert loaded.film
    return loaded.film


def test_the_longest_that_fits_is_the_one_to_paste(film: Film) -> None:
    lines = [line.rpartition(" (")[0] for line in lengths.table(film, "female-filmmakers-berlin")]
    assert "  short-synopsis, at most 50 words: Synopsis in 300 characters" in lines
    assert "  long-synopsis, at most 150 words: short" in lines


def test_every_profile_says_where_and_when_it_was_read(film: Film) -> None:
    assert len(film.profiles) >= 5
    for profile in film.profiles:
        assert profile.source
        assert profile.seen.year >= 2026


OVER = """\
profiles:
  - id: {id}
    name: A form of our own
    source: example.com/form
    seen: 2026-11
    limits:
      - {{field: logline, takes: logline, count: characters, at_most: {most}}}
"""


def test_a_film_adds_profiles_and_takes_the_place_of_ours(minimal: Path) -> None:
    folder = minimal / "content" / "minimal"
    project = Project(minimal, Settings())
    (folder / "profiles.yaml").write_text(OVER.format(id="ours", most=90), "utf-8")
    loaded = load(folder, project)
    assert loaded.film
    assert loaded.film.profiles[-1].id == "ours"
    (folder / "profiles.yaml").write_text(OVER.format(id="short-forms", most=90), "utf-8")
    loaded = load(folder, project)
    assert loaded.film
    of_ours: dict[str, Profile] = {p.id: p for p in loaded.film.profiles}
    assert [one.at_most for one in of_ours["short-forms"].limits] == [90]


@pytest.mark.parametrize("spare", [0, 1])
def test_a_text_for_a_form_is_held_to_it(minimal: Path, spare: int) -> None:
    """At the limit it passes, one over fails, at its place."""
    folder = minimal / "content" / "minimal"
    text = "Somebody walks home."
    most = len(text) - spare
    (folder / "profiles.yaml").write_text(OVER.format(id="ours", most=most), "utf-8")
    said = (folder / "film.yaml").read_text("utf-8")
    fitted = f"  fitted:\n    - name: Tiny\n      for: ours/logline\n      text: {text}\n"
    assert "\ntexts:\n" in said
    said = said.replace("\ntexts:\n", f"\ntexts:\n{fitted}")
    (folder / "film.yaml").write_text(said, "utf-8")
    found = examine(Project(minimal, Settings()), folder, Request()).found
    wrong = [d.message for d in found if d.code == "PK305"]
    over = f"texts.fitted[1].text: {len(text)} characters; at most {most} characters are asked for"
    assert wrong == ([over] if spare else [])
