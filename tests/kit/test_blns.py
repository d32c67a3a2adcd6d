"""The Big List of Naughty Strings (MIT licence, npm: blns), each string in four places of a film.

Each is printed as it was typed, by the press kit and by the booklet, or refused with its file and
line. A few are tried, the same each time; PRESSKIT_WHOLE=1 (make fuzz) tries them all.
"""

import html
import json
import os
import random
import unicodedata
from pathlib import Path

import pytest

from presskit.diagnostics import errors
from presskit.produce import examine, produce
from presskit.project import Project, Settings, open_project
from presskit.request import Request
from tests.kit.reading import Booklet, Pdf
from tests.validators.run import TOOLS, installed

LIST = TOOLS / "node/node_modules/blns/resources/blns.json"
FEW = 24

STILL = """\
  - id: {id}
    title: {id}
    file: {{tbc: Ann Archer}}
    caption: {text}
    photographer: Ann Archer
    credit: Ann Archer
    copyright: © Ann Archer
    terms: for the press
    alt: A road.
"""

PLACES = {
    "name": ("people.yaml", "  - {{id: {id}, name: {text}, group: participant}}\n"),
    "caption": ("stills.yaml", STILL),
    "title": ("text/{id}.md", "---\ntitle: {text}\n---\n\nWords.\n"),
    "body": ("text/{id}.md", "---\ntitle: {id}\n---\n\n{typed}\n"),
}


def strings() -> list[str]:
    whole = list(dict.fromkeys(json.loads(installed("blns", LIST).read_text("utf-8"))))
    return whole if os.environ.get("PRESSKIT_WHOLE") else random.Random(1).sample(whole, FEW)


def put(folder: Path, place: str, text: str, name: str) -> None:
    """Write a string into a film."""
    file, form = PLACES[place]
    given = {"id": name, "text": json.dumps(text, ensure_ascii=False), "typed": text}
    path = folder / file.format(id=name)
    with path.open("a", encoding="utf-8", newline="\n") as handle:
        handle.write(form.format(**given))


def signs(text: str) -> str:
    """Letters and digits, which no mark of Markdown and no line is."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if c.isalnum())


def printed(text: str, output: str) -> bool:
    """Whether it stands there; in Markdown, an entity as the sign that it is."""
    return signs(text) in output or signs(html.unescape(text)) in output


@pytest.mark.parametrize("place", PLACES)
def test_a_string_is_printed_as_it_was_typed_or_refused_with_its_line(
    place: str, minimal: Path
) -> None:
    folder = minimal / "content/minimal"
    taken = []
    for text in strings():
        file = folder / PLACES[place][0].format(id="tried")
        before = file.read_bytes() if file.exists() else None
        put(folder, place, text, "tried")
        wrong = errors(examine(Project(minimal, Settings()), folder, Request()).found)
        for one in wrong:
            assert one.location, (text, one)
            assert one.location.line, (text, one)
            assert one.location.path == file.relative_to(minimal).as_posix(), (text, one)
        taken += [] if wrong else [text]
        file.unlink()
        if before is not None:
            file.write_bytes(before)
    assert taken
    for number, text in enumerate(taken):
        put(folder, place, text, f"s{number}")
    made = produce(open_project(minimal), folder, Request())
    assert [str(one) for one in errors(made.found)] == []
    for name, data in made.files.items():
        (minimal / name).write_bytes(data)
    outputs = [
        signs(" ".join(Pdf(minimal / "minimal-press-kit.pdf").bodies)),
        signs(Booklet(minimal / "minimal-booklet.epub").text),
    ]
    lost = {text for text in taken for output in outputs if not printed(text, output)}
    assert lost == set()
