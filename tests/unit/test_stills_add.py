"""`presskit stills add`, as it is typed, on a copy of the minimal project."""

import io
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from PIL import Image

from presskit.cli import main, photographs

STILLS = Path("content/minimal/stills")
LEDGER = Path("content/minimal/stills.yaml")

FIELDS = {
    "dc:title": "<rdf:Alt><rdf:li xml:lang='x-default'>{}</rdf:li></rdf:Alt>",
    "dc:description": "<rdf:Alt><rdf:li xml:lang='x-default'>{}</rdf:li></rdf:Alt>",
    "dc:creator": "<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>",
    "dc:rights": "<rdf:Alt><rdf:li xml:lang='x-default'>{}</rdf:li></rdf:Alt>",
    "photoshop:Credit": "{}",
    "photoshop:Headline": "{}",
    "rights:UsageTerms": "<rdf:Alt><rdf:li xml:lang='x-default'>{}</rdf:li></rdf:Alt>",
    "ext:PersonInImage": "<rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag>",
}
SAYS = {
    "dc:description": "Ann Archer waits: it is *cold*.",
    "dc:creator": "Bo Berg",
    "photoshop:Credit": "Photo: Bo Berg",
}


def packet(says: dict[str, str]) -> bytes:
    inner = "".join(f"<{k}>{FIELDS[k].format(v)}</{k}>" for k, v in says.items())
    return f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
      xmlns:rights="http://ns.adobe.com/xap/1.0/rights/"
      xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
      <rdf:Description>{inner}</rdf:Description></rdf:RDF></x:xmpmeta>""".encode()


def photo(
    name: str, says: dict[str, str] | None = None, kind: str = "JPEG", shade: int = 90
) -> Path:
    out = io.BytesIO()
    image = Image.new("RGB", (640, 400), (shade, 80, 70))
    image.save(out, kind, **({"xmp": packet(says)} if says else {}))
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(out.getvalue())
    return file


def run(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["stills", "add", *words], input=typed)


def entries() -> list[dict[str, object]]:
    found: list[dict[str, object]] = yaml.safe_load(LEDGER.read_text("utf-8"))["stills"]
    return found


def is_right() -> Result:
    return CliRunner().invoke(main, ["check"])


@pytest.fixture(autouse=True)
def _in_minimal(minimal: Path) -> None:
    assert minimal == Path.cwd()


# ------------------------------------------------------------ one photograph


def test_what_the_photograph_says_stands_in_the_entry() -> None:
    before = LEDGER.read_bytes()
    done = run(str(photo("On the Road.jpeg", {**SAYS, "ext:PersonInImage": "ann archer"})))
    assert (done.exit_code, done.stdout) == (0, "content/minimal/stills/on-the-road.jpg\n")
    assert done.stderr == (
        "ann-archer-waits-it-is-cold: caption, people, photographer and credit from the photo;"
        " title from the file name; to be confirmed: copyright, terms, text alternative\n"
    )
    assert (STILLS / "on-the-road.jpg").read_bytes() == Path("On the Road.jpeg").read_bytes()
    added = r"""  - id: ann-archer-waits-it-is-cold
    title: On the Road
    file: on-the-road.jpg
    caption: 'Ann Archer waits: it is \*cold\*.'
    people: [ann-archer]
    photographer: Bo Berg
    credit: "Photo: Bo Berg"
    copyright: {tbc: Bo Berg}
    terms: {tbc: Bo Berg}
    alt: {tbc: Bo Berg}
"""
    assert LEDGER.read_bytes() == before + added.encode()
    assert is_right().stderr.endswith("minimal: no errors\n")


def test_a_photograph_that_says_nothing() -> None:
    done = run(str(photo("IMG_0001.PNG", kind="PNG")))
    assert done.exit_code == 0
    assert done.stderr == (
        "img-0001: nothing from the photo; title and caption from the file name; to be confirmed:"
        " photographer, credit, copyright, terms, text alternative\n"
    )
    entry = entries()[-1]
    assert (entry["id"], entry["file"]) == ("img-0001", "img-0001.png")
    assert (entry["title"], entry["caption"]) == ("IMG 0001", "IMG 0001")
    assert entry["terms"] == {"tbc": "the photographer"}
    assert entry["people"] == []
    assert "PK319 0001 stands there without a fact" in is_right().stderr, "a caption lacks"


def test_the_title_stands_for_a_caption_and_names_the_entry() -> None:
    says = {"dc:title": "Über die Straße", "ext:PersonInImage": "Dee Dow"}
    done = run(str(photo("a.webp", says, "WEBP")))
    assert done.stderr.startswith(
        "uber-die-strasse: title from the photo; the title as caption;"
        " not in people.yaml: Dee Dow; to be confirmed: photographer,"
    )
    assert entries()[-1]["caption"] == "Über die Straße"


@pytest.mark.parametrize(
    ("name", "kind", "clean"),
    [
        ("Scan 1.TIFF", "TIFF", "scan-1.tif"),
        ("no suffix", "WEBP", "no-suffix.webp"),
        ("wrong.jpg", "PNG", "wrong.png"),
        ("日本.jpeg", "JPEG", "photograph.jpg"),
        ("Émile’s_Ærø (1).JPG", "JPEG", "emiles-aero-1.jpg"),
    ],
)
def test_names_are_clean_and_end_as_the_picture_is(name: str, kind: str, clean: str) -> None:
    done = run(str(photo(name, kind=kind)))
    assert (done.exit_code, done.stdout) == (0, f"content/minimal/stills/{clean}\n")
    assert "PK" not in done.stderr
    assert [e["file"] for e in entries()[1:]] == [clean]


def test_a_headline_is_a_caption_where_there_is_no_other() -> None:
    run(str(photo("a.jpg", {"dc:title": "One", "photoshop:Headline": "Ann wins"})))
    assert (entries()[-1]["title"], entries()[-1]["caption"]) == ("One", "Ann wins")


def test_the_ledger_is_made_when_there_is_none() -> None:
    LEDGER.unlink()
    assert run(str(photo("a.jpg"))).exit_code == 0
    assert LEDGER.read_text("utf-8").startswith("stills:\n  - id: a\n    title: A\n")
    assert is_right().stderr.endswith("minimal: no errors\n")


def test_a_new_film_takes_photographs() -> None:
    assert CliRunner().invoke(main, ["init", "--film", "second"]).exit_code == 0
    file = str(photo("a.jpg", SAYS))
    done = run(file)
    assert done.exit_code == 2
    assert "several films here: minimal, second" in done.stderr
    assert run(file, "--film", "second").exit_code == 0
    text = Path("content/second/stills.yaml").read_text("utf-8")
    assert "\nstills:\n  - id: ann-archer-waits-it-is-cold\n" in text
    assert "\n# stills:\n" in text, "the example in comments stays"


def test_windows_line_ends_and_the_files_mode_stay() -> None:
    LEDGER.write_bytes(LEDGER.read_bytes().replace(b"\n", b"\r\n"))
    LEDGER.chmod(0o640)
    before = LEDGER.read_bytes()
    assert run(str(photo("a.jpg", SAYS))).exit_code == 0
    after = LEDGER.read_bytes()
    assert after.startswith(before)
    assert after.count(b"\r\n") == after.count(b"\n") > before.count(b"\n")
    assert LEDGER.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in LEDGER.parent.iterdir() if p.name.startswith(".")] == []


# ------------------------------------------------------------ several


def test_a_bad_file_is_named_and_the_others_are_added() -> None:
    Path("words.jpg").write_text("no picture", "utf-8")
    cut = photo("cut.jpg")
    cut.write_bytes(cut.read_bytes()[:-500])
    Path("folder").mkdir()
    good = photo("good.jpg", SAYS)
    done = run("words.jpg", str(cut), "none.jpg", "folder", str(good))
    assert done.exit_code == 1
    assert done.stdout == "content/minimal/stills/good.jpg\n"
    for said in ("words.jpg: error PK603", "cut.jpg: error PK601", "none.jpg: error PK601",
                 "folder: error PK601"):  # fmt: skip
        assert said in done.stderr
    assert [file.name for file in STILLS.iterdir()] == ["good.jpg"]
    assert len(entries()) == 2


def test_names_and_ids_are_new_ones() -> None:
    files = [str(photo(f"{n}/Photo.jpg", SAYS, shade=n)) for n in (10, 90, 170)]
    done = run(*files)
    assert done.exit_code == 0, done.output
    assert sorted(p.name for p in STILLS.iterdir()) == ["photo-2.jpg", "photo-3.jpg", "photo.jpg"]
    first = "ann-archer-waits-it-is-cold"
    assert [e["id"] for e in entries()[1:]] == [first, f"{first}-2", f"{first}-3"]
    assert [e["file"] for e in entries()[1:]] == ["photo.jpg", "photo-2.jpg", "photo-3.jpg"]


def test_what_is_listed_is_not_listed_again() -> None:
    file = str(photo("photo.jpg", SAYS))
    assert run(file).exit_code == 0
    before = LEDGER.read_bytes()
    for again in (file, "content/minimal/stills/photo.jpg", str(photo("other.jpg", SAYS))):
        done = run(again)
        assert done.exit_code == 0
        assert "is listed there already; nothing changed" in done.stderr
        assert done.stdout == "content/minimal/stills/photo.jpg\n"
    done = run(str(photo("elsewhere/photo.jpg", SAYS, shade=1)))
    assert done.exit_code == 1
    assert "PK620" in done.stderr
    assert LEDGER.read_bytes() == before
    assert len(list(STILLS.iterdir())) == 1


def test_what_lies_in_stills_is_listed_where_it_lies() -> None:
    there = photo(str(STILLS / "Photo One.JPG"), SAYS)
    elsewhere = photo("elsewhere.jpg", shade=5)
    (STILLS / "copy.jpg").write_bytes(elsewhere.read_bytes())
    done = run(str(there), str(elsewhere))
    assert done.exit_code == 0
    assert [e["file"] for e in entries()[1:]] == ["Photo One.JPG", "copy.jpg"]
    assert len(list(STILLS.iterdir())) == 2
    assert is_right().stderr.endswith("minimal: no errors\n")


@pytest.mark.parametrize("text", ["stills:\n  - id: one\n", "stills: [\n", "stills:\n"])
def test_a_ledger_that_is_wrong_is_left_alone(text: str) -> None:
    LEDGER.write_text(text, "utf-8")
    done = run(str(photo("a.jpg", SAYS)))
    assert done.exit_code == 1
    assert "content/minimal/stills.yaml" in done.stderr
    assert "Traceback" not in done.stderr
    assert LEDGER.read_text("utf-8") == text
    assert not STILLS.exists()


# ------------------------------------------------------------ an entry that is there


def test_an_entry_gets_its_photograph_and_what_was_open() -> None:
    text = LEDGER.read_text("utf-8").replace("terms: for the press", "terms: {tbc: Bo}  # mail")
    LEDGER.write_text(text, "utf-8")
    file = str(photo("a.jpg", {**SAYS, "rights:UsageTerms": "Press", "ext:PersonInImage": "Cy"}))
    done = run(file, "--as", "one")
    assert (done.exit_code, done.stdout) == (0, "content/minimal/stills/a.jpg\n")
    assert done.stderr == (
        "one: file and terms from the photo;"
        " photographer left as it was (the photo says “Bo Berg”);"
        " credit left as it was (the photo says “Photo: Bo Berg”)\n"
    )
    after = text.replace("{tbc: Bo}", "Press").replace("{tbc: Ann Archer}", "a.jpg")
    assert LEDGER.read_text("utf-8") == after
    again = run(file, "--as", "one")
    assert again.exit_code == 0
    assert LEDGER.read_text("utf-8") == after
    other = run(str(photo("b.jpg", shade=1)), "--as", "one")
    assert other.exit_code == 1
    assert "“one” names another photograph, a.jpg" in other.stderr
    assert LEDGER.read_text("utf-8") == after


def test_people_are_added_to_an_entry_without_any() -> None:
    done = run(str(photo("a.jpg", {"ext:PersonInImage": "Ann Archer"})), "--as", "one")
    assert done.stderr == "one: file and people from the photo\n"
    assert LEDGER.read_text("utf-8").endswith("    alt: An empty road.\n    people: [ann-archer]\n")


def test_a_name_that_is_listed_and_not_there_can_be_filled() -> None:
    LEDGER.write_text(LEDGER.read_text("utf-8").replace("{tbc: Ann Archer}", "hall.jpg"), "utf-8")
    file = str(photo("mail/hall.jpg"))
    done = run(file)
    assert done.exit_code == 1
    assert "presskit stills add mail/hall.jpg --as one" in done.stderr
    assert run(str(photo("b.png", kind="PNG")), "--as", "one").exit_code == 1
    assert run(file, "--as", "one").exit_code == 0
    assert [p.name for p in STILLS.iterdir()] == ["hall.jpg"]


def test_an_entry_that_is_not_there() -> None:
    done = run(str(photo("a.jpg")), "--as", "on")
    assert done.exit_code == 1
    assert "PK316 there is no still “on”\n    Did you mean one?" in done.stderr
    assert run("a.jpg", "b.jpg", "--as", "one").exit_code == 2
    assert not STILLS.exists()


# ------------------------------------------------------------ on a terminal


def test_a_terminal_is_asked_for_what_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photographs, "on_a_terminal", lambda: True)
    file = str(photo("a.jpg", SAYS))
    done = run(file, typed="On the road\n\n© 2026 Bo: all\n \n")
    assert done.exit_code == 0, done.output
    assert "a.jpg does not say all." in done.stderr
    assert "Title [A]: " in done.stderr
    assert "Credit:" not in done.stderr
    assert done.stderr.splitlines()[-1] == (
        "on-the-road: caption, photographer and credit from the photo; title and terms as typed;"
        " to be confirmed: copyright, text alternative"
    )
    entry = entries()[-1]
    assert (entry["terms"], entry["copyright"]) == ("© 2026 Bo: all", {"tbc": "Bo Berg"})
    done = run(str(photo("b.jpg", shade=2)), "--as", "one", typed="")
    assert done.stderr == "one: file from the photo\n", "nothing else was open"


def test_who_stops_at_a_question_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photographs, "on_a_terminal", lambda: True)
    before = LEDGER.read_bytes()
    done = run(str(photo("a.jpg")), typed="One\n")
    assert done.exit_code == 1
    assert "Traceback" not in done.stderr
    assert LEDGER.read_bytes() == before
    assert not STILLS.exists()
