"""What is kept back is in no byte of any output: words are planted and looked for."""

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from presskit.build import Report, build, kit_folder
from presskit.diagnostics import errors
from presskit.model import Moment
from presskit.produce import examine
from presskit.project import Project, Settings
from presskit.request import Request
from tests.conftest import MINIMAL

KEPT = "embargo: 2026-12-01 18:00 Europe/Paris"
FESTIVAL = "audience: festival"

PLANTED = {
    "facts.yaml": """
  - {{id: quokka, about: Quokkafact, value: zyzzyva, sources: [log], state: confirmed, {when}}}
""",
    "sources.yaml": """
  - {{id: numbatsource, name: Numbatsource, title: numbattitle, address: numbat.example, {when}}}
""",
    "people.yaml": """
  - {{id: ibis-person, name: Ibis Ibisperson, group: participant, note: Ibisnote., {when}}}
""",
    "film.yaml": """
facts:
  - {{label: Wombatlabel, value: Wombatvalue, {when}}}
credits:
  - {{role: Director, names: [ann-archer]}}
  - {{role: Emurole, names: [Emuname], {when}}}
contacts:
  - {{purpose: Press, name: Ann Archer, email: ann@archer.example}}
  - {{purpose: Koalapurpose, name: Koalaname, email: koala@koala.example, {when}}}
watch: {{platforms: [Quollplatform], checked: 2026-11-01, {when}}}
colophon:
  - {{heading: Possumheading, text: Possumtext., {when}}}
""",
    "festivals.yaml": """
entries:
  - {{festival: Bilbyfestival, award: Bilbyaward, outcome: winner, sources: [log], {when}}}
  - {{festival: Shown, award: Shown, outcome: winner, sources: [log]}}
""",
    "accolades.yaml": """
groups:
  - title: Taipangroup
    entries:
      - {{kind: award, date: 2020, event: Taipanevent, note: Taipannote., sources: [log], {when}}}
""",
    "quotes.yaml": """
quotes:
  - {{text: Echidnaquote., publication: Echidnapaper, date: 2026-10, {when}}}
ledger:
  - {{text: Galahwords., who: ann-archer, source: log, {when}}}
""",
    "text/secret.md": "---\ntitle: Platypustitle\n{when}\n---\n\nPlatypusbody.\n",
    "interviews/secret.md": """---
who: ann-archer
manner: reported
asked_by: Kookaburraasker
notice: Kookaburranotice. It gives what was said in indirect speech, not in their own words.
{when}
---

## Kookaburraquestion?

Kookaburraanswer.
""",
}
CANARIES = (
    "quokka", "zyzzyva", "numbat", "ibis", "wombat", "emurole", "emuname", "koala", "quoll",
    "possum", "bilby", "taipan", "echidna", "galah", "platypus", "kookaburra",
)  # fmt: skip


def planted(root: Path, when: str) -> Path:
    """A film with something of every kind that is kept back."""
    shutil.copytree(MINIMAL, root, dirs_exist_ok=True)
    folder = root / "content" / "minimal"
    for name, text in PLANTED.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        before = file.read_text("utf-8").rstrip("\n") if file.exists() else ""
        file.write_text((before + text.format(when=when)).lstrip("\n"), "utf-8")
    # A text of its own cites the fact, so that it is printed once it may be.
    secret = folder / "text" / "secret.md"
    secret.write_text(secret.read_text("utf-8") + "\nThere were {fact}`quokka`.\n", "utf-8")
    return folder


def made(root: Path, request: Request) -> Report:
    project = Project(root, Settings())
    return build(project, root / "content" / "minimal", request, lambda *_: None)


def contents(data: bytes, name: str) -> Iterator[bytes]:
    """The bytes of a file and of everything in it, unpacked."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.namelist():
                yield entry.encode()
                yield from contents(archive.read(entry), entry)
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Stream) and item.get("/Filter") != "/DCTDecode":
                    yield from contents(item.read_bytes(), name)
                yield item.unparse(resolved=False)
        with pypdfium2.PdfDocument(data) as pages:
            for page in pages:
                yield page.get_textpage().get_text_range().encode()
                title = [mark.get_title() for mark in pages.get_toc()]
                yield "\n".join(title).encode()


def words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as pages:
        return "\n".join(page.get_textpage().get_text_range() for page in pages)


def found(kit: Path) -> set[str]:
    """The canaries that are in the files of a kit, in any of their encodings."""
    seen = set()
    for file in kit.iterdir():
        for data in contents(file.read_bytes(), file.name):
            plain = data.lower()
            wide = plain.replace(b"\0", b"")  # UTF-16, as PDF writes bookmarks
            seen |= {c for c in CANARIES if c.encode() in plain or c.encode() in wide}
    return seen


@pytest.fixture(scope="module")
def kept_back(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("kept-back")
    planted(root, KEPT)
    return root


def test_before_the_moment_nothing_of_it_is_in_any_byte(kept_back: Path) -> None:
    report = made(kept_back, Request(target=kept_back / "kit"))
    assert [str(d) for d in errors(report.found)] == []
    assert sum(d.code == "PK608" for d in report.found) == len(CANARIES) - 2
    assert len(report.artifacts) >= 8
    assert found(kept_back / "kit") == set()


def test_from_the_moment_on_all_of_it_is_there(kept_back: Path) -> None:
    moment = Moment("2026-12-01 17:00 UTC")
    report = made(kept_back, Request(target=kept_back / "later", as_of=moment))
    assert [str(d) for d in errors(report.found)] == []
    assert found(kept_back / "later") == set(CANARIES)


def test_a_minute_before_it_is_not(kept_back: Path) -> None:
    moment = Moment("2026-12-01 17:59 Europe/Paris")
    editions = ("fact-sheet", "credits-text")
    report = made(kept_back, Request(editions, target=kept_back / "early", as_of=moment))
    assert report.artifacts
    assert found(kept_back / "early") == set()


def test_a_kit_for_some_has_what_is_theirs_and_stands_apart(tmp_path: Path) -> None:
    planted(tmp_path, FESTIVAL)
    editions = ("fact-sheet", "credits-text", "booklet", "copy-deck-text", "one-sheet-a4")
    public = made(tmp_path, Request(editions))
    theirs = made(tmp_path, Request(editions, audience="festival"))
    assert public.target == tmp_path / "dist" / "minimal"
    assert theirs.target == kit_folder(tmp_path / "dist", "minimal", "festival")
    assert found(public.target) == set()
    assert {"platypus", "bilby", "koala", "kookaburra"} <= found(theirs.target)
    assert all("-for-festival" in artifact.name for artifact in theirs.artifacts)
    sheet = (theirs.target / "minimal-one-sheet-a4-for-festival.pdf").read_bytes()
    assert "For festival only. Draft 0.1" in " ".join(words(sheet).split())


def test_a_failed_build_says_what_the_kit_in_place_shows(
    tmp_path: Path,
) -> None:
    folder = planted(tmp_path, "embargo: 2026-11-01")
    assert made(tmp_path, Request(("fact-sheet",))).artifacts
    festivals = folder / "festivals.yaml"
    later = festivals.read_text("utf-8").replace("2026-11-01", "2026-12-24")
    festivals.write_text(later, "utf-8")
    report = made(tmp_path, Request(("stills",)))
    assert [d.code for d in errors(report.found)] == ["PK611"]
    assert "PK642" in {d.code for d in report.found}
    assert report.artifacts == ()


DAY = """
  - {id: wedding, about: The wedding, value: 2019-06-02, sources: [log], state: confirmed,
     embargo: 2026-12-01}
  - {id: age-then, about: Her age, derived: {age: ann-archer, at: wedding}, sources: [log],
     state: confirmed}
"""


def test_an_age_is_not_shown_that_is_reckoned_from_a_day_that_is_withheld(tmp_path: Path) -> None:
    content = film_of(tmp_path)
    with (content / "facts.yaml").open("a", encoding="utf-8") as file:
        file.write(DAY)
    with (content / "people.yaml").open("a", encoding="utf-8") as file:
        file.write("    born: 1960-05-01\n")
    found = said_of(content)
    assert found["PK640"] == "“age-then” is reckoned from “wedding”, which is withheld"


def test_words_of_what_is_withheld_are_found_over_the_ends_of_lines(tmp_path: Path) -> None:
    content = film_of(tmp_path)
    with (content / "facts.yaml").open("a", encoding="utf-8") as file:
        file.write(PRIZE)
    with (content / "text/notes.md").open("a", encoding="utf-8") as file:
        file.write("\nIt won the *Golden\nReindeer* of Tromsø.\n")
    assert "words of “The prize”" in said_of(content)["PK641"]


def test_a_source_of_what_is_withheld_alone_is_told_of(tmp_path: Path) -> None:
    content = film_of(tmp_path)
    with (content / "facts.yaml").open("a", encoding="utf-8") as file:
        file.write(PRIZE.replace("[log]", "[log, letter]"))
    with (content / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write("\n  - {id: letter, name: The letter, title: of the jury}\n")
    told = "“The letter” is a source of nothing but what is withheld"
    assert said_of(content)["PK641"] == told


PRIZE = """
  - {id: prize, about: The prize, value: The golden reindeer of Tromsø, sources: [log],
     state: confirmed, embargo: 2026-12-01}
"""


@pytest.mark.parametrize(
    ("credit", "told"), [("Bo Pittman", True), ("Bo Pittmanson", False), ("Jo Pittman", False)]
)
def test_a_name_that_is_withheld_is_found_where_it_is_typed(
    tmp_path: Path, credit: str, told: bool
) -> None:
    content = film_of(tmp_path)
    person = "\n  - {id: bo, name: Bo Pittman, group: participant, embargo: 2026-12-01}\n"
    with (content / "people.yaml").open("a", encoding="utf-8") as file:
        file.write(person)
    with (content / "film.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\ncredits:\n  - {{role: Narrator, names: [{credit}]}}\n")
    assert ("PK641" in said_of(content)) is told


SECRET = """\
---
title: {title}
embargo: 2026-12-01
---

The jury met at night. It gave the prize to a film
that nobody had seen; nobody spoke. So it was.
"""


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Long after, the jury met\nat *night*, they say.", True),
        ("It gave the prize to a film that nobody had seen; nobody spoke.", True),
        ("It gave the prize to [a film](https://example.org) that nobody had seen; nobody spoke.",
         True),
        ("It gave the prize to a film.", False),
        ("So it was.", False),
    ],
)  # fmt: skip
def test_a_sentence_out_of_a_longer_text_is_found(tmp_path: Path, typed: str, told: bool) -> None:
    content = film_of(tmp_path)
    (content / "text/prize.md").write_text(SECRET.format(title="The prize"), "utf-8")
    with (content / "text/notes.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{typed}\n")
    assert ("PK641" in said_of(content)) is told


@pytest.mark.parametrize(
    ("title", "typed", "told"),
    [
        ("Tromsøya", "It goes to Tromsøya.", True),
        ("Tromsøya", "It goes to Tromsøyas.", False),
        ("Gold Bear", "It won the Gold\nBear.", True),
        ("Trailer", "There is a Trailer.", False),
        ("Winter", "It was shot in winter.", False),
        ("Oslo", "It goes to Oslo.", False),
    ],
)
def test_a_short_name_is_found_as_it_is_spelled(
    tmp_path: Path, title: str, typed: str, told: bool
) -> None:
    content = film_of(tmp_path)
    (content / "text/prize.md").write_text(SECRET.format(title=title), "utf-8")
    with (content / "text/notes.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{typed}\n")
    assert ("PK641" in said_of(content)) is told


def test_the_line_of_the_words_is_told(tmp_path: Path) -> None:
    content = film_of(tmp_path)
    (content / "text/prize.md").write_text(SECRET.format(title="The prize"), "utf-8")
    notes = "---\ntitle: Notes\n---\n\nFor tests.\n\nThe jury\nmet at night.\n"
    (content / "text/notes.md").write_text(notes, "utf-8")
    found = examine(Project(content.parents[1], Settings()), content, Request()).found
    (told,) = [one for one in found if one.code == "PK641"]
    assert str(told.location) == "content/minimal/text/notes.md:8:1"


AWARDS = """\
entries:
  - {{festival: Festival of Tromsø, award: Golden Reindeer, outcome: winner, sources: [log],
     embargo: 2026-12-01}}
  - {{festival: {festival}, award: {award}, outcome: winner, sources: [log]}}
"""


@pytest.mark.parametrize(
    ("festival", "award", "told"),
    [
        ("Festival of Tromsø", "Silver Reindeer", False),
        ("Another", "Golden Reindeer", False),
        ("Another", "Golden Reindeer of the North", True),
    ],
)
def test_what_an_entry_that_is_shown_calls_itself_is_no_secret(
    tmp_path: Path, festival: str, award: str, told: bool
) -> None:
    content = film_of(tmp_path)
    awards = AWARDS.format(festival=festival, award=award)
    (content / "festivals.yaml").write_text(awards, "utf-8")
    assert ("PK641" in said_of(content)) is told


def test_a_short_value_is_found_in_another_fact(tmp_path: Path) -> None:
    """No entry has the value of a fact in common with it, as two have a festival."""
    content = film_of(tmp_path)
    with (content / "facts.yaml").open("a", encoding="utf-8") as file:
        file.write(PRIZE.replace("The golden reindeer of Tromsø", "golden reindeer"))
        file.write(PRIZE.replace("embargo: 2026-12-01", "note: Again.").replace("prize", "again"))
    assert "words of “The prize”" in said_of(content)["PK641"]


def film_of(tmp_path: Path) -> Path:
    """The content of the minimal film, to be added to."""
    shutil.copytree(MINIMAL, tmp_path / "project")
    return tmp_path / "project/content/minimal"


def said_of(content: Path) -> dict[str, str]:
    """What is said of a film, by code."""
    checked = examine(Project(content.parents[1], Settings()), content, Request())
    return {one.code: one.message for one in checked.found}
