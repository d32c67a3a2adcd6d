"""What a final refuses, by name; and the list of it that is sent to who can supply it."""

import datetime as dt
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from presskit import gaps, gate
from presskit.cli import main
from presskit.model import Film
from presskit.model.about import Watch
from presskit.produce import Checked, examine
from presskit.project import Project, Settings
from presskit.request import STALE_AFTER, Request
from tests.conftest import ROOT

PROJECT = Project(ROOT, Settings())


@pytest.fixture(scope="module")
def checked() -> Checked:
    found = examine(PROJECT, ROOT / "content" / "one-more-win", Request())
    assert found.film
    return found


def named(checked: Checked, **about: object) -> dict[str, gate.Point]:
    film = checked.film
    assert isinstance(film, Film)
    film = film.model_copy(update={"about": film.about.model_copy(update=about)})
    return {point.name: point for point in gate.points(film, checked.sources)}


def test_every_point_has_a_name_of_its_own_in_words(checked: Checked) -> None:
    film = checked.film
    assert film
    names = [point.name for point in gate.points(film, checked.sources)]
    assert len(set(names)) == len(names) > 60
    assert [n for n in names if not re.fullmatch(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+", n)] == []
    wanted = {
        "film.specs.runtime",
        "film.contacts.press.email",
        "film.credits.editor.names",
        "festivals.entries.red-rocks.year",
        "people.josh-hall.relation",
        "stills.the-1985-mint-400.file",
        "film.watch",
    }
    assert wanted <= set(names)


def test_a_name_stays_when_another_entry_is_put_before_it(checked: Checked) -> None:
    assert checked.film
    before = named(checked)
    after = named(checked, credits=checked.film.about.credits[::-1])
    assert before.keys() == after.keys()


def test_what_changes_by_itself_must_have_been_looked_at(checked: Checked) -> None:
    film = checked.film
    assert film
    date = film.about.date
    for checked_on, refused in (
        (None, True),
        (date - dt.timedelta(days=STALE_AFTER + 1), True),
        (date - dt.timedelta(days=STALE_AFTER), False),
    ):
        watch = Watch(platforms=("Cinema",), checked=checked_on)
        assert ("film.watch" in named(checked, watch=watch)) == refused


def test_the_list_is_by_who_can_supply_it_and_tells_what_waits(checked: Checked) -> None:
    film, theme = checked.film, checked.theme
    assert film
    assert theme
    waits = gaps.waiting(PROJECT, film, checked.sources, theme, checked.pictures)
    said = gaps.as_markdown(film, gate.points(film, checked.sources), waits)
    parts = dict(re.findall(r"## (.+?) \(\d+\)\n\n((?:- .*\n)+)", said))
    assert next(iter(parts)) == "The production", "the longest part first"
    line = "- [ ] Running time. For: fact sheet, copy deck, one sheet, press kit, booklet."
    assert f"{line} `film.specs.runtime`" in parts["The production"].splitlines()
    assert "- [ ] Josh Hall: relation to Rod Hall. For: press kit, booklet." in said
    assert "- [ ] Bob Bower: whether he is in the film. `people." in said, "nothing prints him"


def test_a_film_that_lacks_nothing_says_so(minimal: Path) -> None:
    film = minimal / "content/minimal/film.yaml"
    text = film.read_text("utf-8").replace("  short:\n    tbc: Ann Archer\n", "")
    film.write_text(text.replace("texts:\n", f"texts:\n  short: {'word ' * 60}\n"), "utf-8")
    (minimal / "content/minimal/stills.yaml").unlink()
    done = CliRunner().invoke(main, ["gaps"])
    assert done.output.startswith("# Minimal: nothing is missing\n"), done.output
    assert done.exit_code == 0
