"""Stills as picture desks get them: the archive, the contact sheet, what each picture says.

The film is made of real photographs, which come with named authors and open licences in Debian's
lomiri-wallpapers packages, and of generated ones that carry every kind of private data.
"""

import csv
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from presskit.build import build
from presskit.diagnostics import errors
from presskit.document import Options
from presskit.project import EDITIONS, Project, Settings
from presskit.request import Request
from tests import colour
from tests.conftest import ROOT
from tests.kit.conftest import Once
from tests.kit.reading import Pdf, normal
from tests.validators import run
from tests.validators.run import absent, program

MINIMAL = ROOT / "tests" / "data" / "minimal"
WALLPAPERS = Path("/usr/share/backgrounds")
PHOTOGRAPHS = (
    "aitzgorri_by_Aitzol_Berasategi", "Bridge_by_Sander_Klootwijk", "Dragonfly_by_Bolly",
    "free_by_Peter_Nerlich", "friends_by_Aitzol_Berasategi", "Kleiber_by_Lukas_Baubkus",
    "Fossa_by_Jasper_Roks", "seeding_by_Clements_Engelhardt",
)  # fmt: skip
ENTRY = """\
  - id: {id}
    title: {title}
    file: {file}
    caption: "{title}, seen from the road: one & two."
    people: [ann-archer]
    photographer: {by}
    credit: "Photo: {by}"
    copyright: © {by}
    terms: for the press, in connection with the film
    territory: Europe
    alt: What {title} shows.
    focus: {{x: 70, y: 30}}
"""
FORBIDDEN = (
    "GPS", "Serial", "History", "Thumbnail", "Comment", "MakerNote", "UserComment", "Software",
    "DateTimeOriginal", "Make", "Model", "Artist", "OwnerName", "Lens", "DocumentID", "InstanceID",
    "DerivedFrom", "HostComputer", "CreatorTool", "PhotoshopQuality", "ImageDescription",
)  # fmt: skip
"""What no picture of ours may say, as parts of exiftool's names."""

SECRETS = (b"/home/ann", b"A-SECRET-4711", b"fs1.example.local")


def private(file: Path) -> None:
    """A photograph that carries every kind of private data."""
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x0110] = "at /home/ann", "A-SECRET-4711", "A-SECRET-4711"
    exif[0x0131], exif[0x0132] = "A-SECRET-4711", "2026:01:02 03:04:05"
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 52.0, 12.0), 3: "W", 4: (116.0, 36.0, 0.0)})
    exif.get_ifd(0x8769).update({0xA431: "A-SECRET-4711", 0x9286: b"ASCII\0\0\0A-SECRET-4711"})
    xmp = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
     xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
     xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
     exif:GPSLatitude="31,52N" xmpMM:DocumentID="A-SECRET-4711"><xmpMM:History><rdf:Seq><rdf:li>
     file://fs1.example.local/work</rdf:li></rdf:Seq></xmpMM:History></rdf:Description></rdf:RDF>
     </x:xmpmeta>"""
    image = Image.linear_gradient("L").resize((1500, 1000)).convert("RGB")
    wide = colour.profile("Display P3")
    image.save(file, quality=92, exif=exif, xmp=xmp, comment=b"A-SECRET-4711", icc_profile=wide)


def ledger(folder: Path) -> list[str]:
    """Put photographs and their ledger into a film's folder; the ids."""
    stills = folder / "stills"
    stills.mkdir(exist_ok=True)
    entries = []
    for name in PHOTOGRAPHS:
        source = WALLPAPERS / f"{name}.jpg"
        if not source.exists():
            absent("lomiri-wallpapers-16.04 or lomiri-wallpapers-20.04")
        title, _, by = name.partition("_by_")
        one = title.lower().replace("_", "-")
        shutil.copyfile(source, stills / f"{one}.jpg")
        entries.append((one, title.capitalize(), f"{one}.jpg", by.replace("_", " ")))
    private(stills / "private.jpg")
    entries.append(("private", "Private", "private.jpg", "Ida Solberg"))
    lines = (ENTRY.format(id=i, title=t, file=f, by=b) for i, t, f, b in entries)
    (folder / "stills.yaml").write_text("stills:\n" + "".join(lines), "utf-8")
    return [one for one, *_ in entries]


def made(root: Path, target: Path, editions: tuple[str, ...] = (), **changed: Any) -> list[str]:
    """Build all editions of the film under `root`; codes of what is wrong."""
    project = Project(root, Settings(editions={**EDITIONS, **changed}))
    folder = root / "content" / "minimal"
    report = build(project, folder, Request(editions, target=target), lambda *_: None)
    return [d.code for d in errors(report.found)]


@pytest.fixture(scope="module")
def ids(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("ids")
    return ledger(folder)


@pytest.fixture(scope="module")
def photographed(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit of a film with photographs, all standard editions."""

    def make(target: Path) -> None:
        root = tmp_path_factory.mktemp("photographed")
        shutil.copytree(MINIMAL, root, dirs_exist_ok=True)
        ledger(root / "content" / "minimal")
        assert made(root, target) == []

    return once("photographed", make)


def pictures(kit: Path) -> Iterator[tuple[str, bytes]]:
    """Every JPEG of every output, with where it is."""
    for file in sorted(kit.iterdir()):
        if file.suffix in (".zip", ".epub"):
            with zipfile.ZipFile(file) as archive:
                for name in archive.namelist():
                    if name.endswith(".jpg"):
                        yield f"{file.name}/{name}", archive.read(name)
                    elif name.endswith(".pdf"):
                        yield from _streams(f"{file.name}/{name}", archive.read(name))
        elif file.suffix == ".pdf":
            yield from _streams(file.name, file.read_bytes())


def _streams(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for n, item in enumerate(pdf.objects):
            if isinstance(item, pikepdf.Stream) and item.get("/Filter") == "/DCTDecode":
                yield f"{name}/{n}.jpg", item.read_raw_bytes()


def told(folder: Path, found: list[tuple[str, bytes]]) -> list[dict[str, Any]]:
    """What exiftool reads in each picture."""
    for n, (_, data) in enumerate(found):
        (folder / f"{n:04}.jpg").write_bytes(data)
    command = [program("exiftool"), "-json", "-G1", "-a", "-struct", "-charset", "utf8", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    by_file = {Path(entry["SourceFile"]).name: entry for entry in json.loads(done.stdout)}
    return [by_file[f"{n:04}.jpg"] for n in range(len(found))]


def test_every_picture_says_what_the_ledger_says_and_nothing_private(
    photographed: Path, tmp_path: Path
) -> None:
    found = [(n, d) for n, d in pictures(photographed) if not n.endswith("images/cover.jpg")]
    assert len({name.split("/")[0] for name, _ in found}) >= 8
    assert len(found) >= 8 * (len(PHOTOGRAPHS) + 1)
    for (name, data), tags in zip(found, told(tmp_path, found), strict=True):
        own = [tag for tag in tags if not tag.startswith("ICC")]  # sRGB's makers, not ours
        leaks = [t for t in own if any(word in t.split(":")[-1] for word in FORBIDDEN)]
        assert leaks == [], name
        assert not any(secret in data for secret in SECRETS), name
        by = tags["XMP-dc:Creator"][0]
        assert tags["XMP-photoshop:Credit"] == f"Photo: {by}", name
        assert tags["XMP-dc:Rights"] == f"© {by}", name
        assert tags["XMP-dc:Description"].endswith("seen from the road: one & two."), name
        terms = "for the press, in connection with the film. Territory: Europe"
        assert tags["XMP-xmpRights:UsageTerms"] == terms, name
        assert tags["XMP-iptcCore:AltTextAccessibility"].startswith("What "), name
        assert tags["XMP-iptcExt:PersonInImage"] == ["Ann Archer"], name
        assert tags["IPTC:By-line"] == by, name
        assert tags["IPTC:Credit"] == f"Photo: {by}", name
        assert tags["IPTC:CopyrightNotice"] == f"© {by}", name
        assert tags["IPTC:Caption-Abstract"] == tags["XMP-dc:Description"], name
        assert tags["IPTC:SpecialInstructions"] == terms, name
        assert "Warning" not in str(sorted(tags)), name


def test_the_archive_has_what_the_ledger_has(photographed: Path, ids: list[str]) -> None:
    with zipfile.ZipFile(photographed / "minimal-stills.zip") as archive:
        names = archive.namelist()
        rows = list(csv.DictReader(io.StringIO(archive.read("captions.csv").decode("utf-8-sig"))))
        words = archive.read("captions.txt").decode()
        terms = archive.read("terms.txt").decode()
        for row in rows:
            with Image.open(io.BytesIO(archive.read(f"print/{row['file']}"))) as image:
                assert image.size == (int(row["pixels wide"]), int(row["pixels high"]))
                assert image.info["icc_profile"]
            with Image.open(io.BytesIO(archive.read(f"web/{row['file']}"))) as image:
                assert max(image.size) <= 1920
    files = [row["file"] for row in rows]
    assert [f.startswith(f"minimal_{one}_") for f, one in zip(files, ids, strict=True)]
    assert [row["no."] for row in rows] == [str(n + 1) for n in range(len(ids))]
    assert files[-1] == "minimal_private_ida-solberg.jpg"
    others = {"captions.csv", "captions.txt", "contact-sheet.pdf", "terms.txt"}
    assert set(names) == others | {f"{d}/{f}" for d in ("print", "web") for f in files}
    for row in rows:
        assert f"\n{row['no.']}. {row['file']}\n" in words
        assert row["credit"] in words
        assert row["credit"] in terms
        assert f"{row['file']}\n{row['caption']}" in words


def test_the_contact_sheet_has_every_still_with_credit_and_size(photographed: Path) -> None:
    sheet = Pdf(photographed / "minimal-contact-sheet.pdf")
    rows = csv.DictReader(
        io.StringIO((photographed / "minimal-captions.csv").read_text("utf-8-sig"))
    )
    said = "".join(normal("\n".join(sheet.pages)).split())
    for row in rows:
        size = f"{row['pixels wide']} × {row['pixels high']} px"
        named = f"{row['no.']} {row['file']}"
        for words in (named, row["caption"], row["credit"], row["copyright"], size):
            assert "".join(normal(words).split()) in said, words


@pytest.mark.validator
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_contact_sheet_breaks_no_rule(photographed: Path, profile: str) -> None:
    sheet = photographed / "minimal-contact-sheet.pdf"
    assert run.verapdf(sheet, profile) == []
    assert run.page_validation(sheet, profile) == []


@pytest.mark.validator
def test_a_booklet_with_photographs_breaks_no_rule(photographed: Path) -> None:
    assert run.epubcheck(photographed / "minimal-booklet.epub") == []


def test_the_archive_is_the_same_again(photographed: Path, tmp_path: Path) -> None:
    root = tmp_path / "again"
    shutil.copytree(MINIMAL, root)
    ledger(root / "content" / "minimal")
    assert made(root, tmp_path / "kit", ("stills",)) == []
    name = "minimal-stills.zip"
    assert (tmp_path / "kit" / name).read_bytes() == (photographed / name).read_bytes()


def test_an_archive_that_is_too_large_names_its_largest(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    folder = tmp_path / "content" / "minimal"
    (folder / "stills").mkdir()
    Image.effect_noise((2000, 1500), 90).save(folder / "stills" / "large.jpg", quality=95)
    Image.new("L", (900, 600), 90).save(folder / "stills" / "small.jpg")
    lines = (ENTRY.format(id=n, title=n, file=f"{n}.jpg", by="Ann") for n in ("small", "large"))
    (folder / "stills.yaml").write_text("stills:\n" + "".join(lines), "utf-8")
    small = EDITIONS["stills"].model_copy(update={"options": Options(max_mb=1)})
    project = Project(tmp_path, Settings(editions={**EDITIONS, "stills": small}))
    report = build(project, folder, Request(("stills",), target=tmp_path / "kit"), lambda *_: None)
    (wrong,) = errors(report.found)
    assert wrong.code == "PK610"
    assert "print/minimal_large_ann.jpg" in wrong.hint
    assert not (tmp_path / "kit").exists()


def test_a_still_under_embargo_is_in_no_output(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    folder = tmp_path / "content" / "minimal"
    (folder / "stills").mkdir()
    for name, shade in (("shown", "#804020"), ("hidden", "#204080")):
        Image.new("RGB", (1800, 1200), shade).save(folder / "stills" / f"{name}.jpg")
    entries = [ENTRY.format(id=n, title=n, file=f"{n}.jpg", by="Ann") for n in ("hidden", "shown")]
    entries[0] += "    embargo: 2026-11-23\n"
    (folder / "stills.yaml").write_text("stills:\n" + "".join(entries), "utf-8")
    assert made(tmp_path, tmp_path / "kit", ("stills", "booklet", "copy-deck-text")) == []
    held = dict(contents(tmp_path / "kit"))
    assert any("shown" in name for name in held)
    for name, data in held.items():
        assert "hidden" not in name
        assert b"hidden, seen from" not in data, name


def test_what_is_withheld_later_leaves_files_that_are_not_made_anew(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    folder = tmp_path / "content" / "minimal"
    (folder / "stills").mkdir()
    for name, colour_name in (("shown", "#804020"), ("hidden", "#204080")):
        Image.new("RGB", (1800, 1200), colour_name).save(folder / "stills" / f"{name}.jpg")
    entries = [ENTRY.format(id=n, title=n, file=f"{n}.jpg", by="Ann") for n in ("shown", "hidden")]
    ledger_file = folder / "stills.yaml"
    ledger_file.write_text("stills:\n" + "".join(entries), "utf-8")
    assert made(tmp_path, tmp_path / "kit", ("stills", "booklet")) == []
    ledger_file.write_text("stills:\n" + "".join(entries) + "    embargo: 2026-11-23\n", "utf-8")
    assert made(tmp_path, tmp_path / "kit", ("captions",)) == []
    assert {f.name for f in (tmp_path / "kit").iterdir()} == {
        "minimal-captions.csv", "manifest.json",
    }  # fmt: skip
    assert b"hidden" not in (tmp_path / "kit" / "manifest.json").read_bytes()


def test_no_two_stills_share_a_name(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    folder = tmp_path / "content" / "minimal"
    (folder / "stills").mkdir()
    credited = {"hall": "Ann Lee", "hall-ann": "Lee", "long": "Somebody " * 80}
    for n, name in enumerate(credited):
        Image.new("RGB", (1800, 1200), (60 * n, 90, 120)).save(folder / "stills" / f"{name}.jpg")
    lines = [
        ENTRY.format(id=one, title=one, file=f"{one}.jpg", by=by) for one, by in credited.items()
    ]
    (folder / "stills.yaml").write_text("stills:\n" + "".join(lines), "utf-8")
    assert made(tmp_path, tmp_path / "kit", ("stills",)) == []
    with zipfile.ZipFile(tmp_path / "kit" / "minimal-stills.zip") as archive:
        printed = [Path(name).name for name in archive.namelist() if name.startswith("print/")]
    assert len(printed) == 3
    assert {"minimal_hall_ann-lee.jpg", "minimal_hall-ann_lee.jpg"} < set(printed)
    assert max(map(len, printed)) <= 104


def test_a_crop_keeps_the_focus_and_nothing_of_what_it_hides(tmp_path: Path) -> None:
    """The one-sheet shows a part of a very wide still: pixels that it hides are not in the file."""
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    folder = tmp_path / "content" / "minimal"
    (folder / "stills").mkdir()
    wide = Image.new("RGB", (6000, 1500), "#204080")
    wide.paste("#f0e000", (5400, 300, 5700, 600))  # a face
    wide.paste("#d00000", (0, 0, 1500, 1500))
    wide.save(folder / "stills" / "wide.png")
    entry = ENTRY.format(id="wide", title="Wide", file="wide.png", by="Ann")
    focus = entry.replace("{x: 70, y: 30}", "{x: 92.5, y: 30}")
    (folder / "stills.yaml").write_text(f"stills:\n{focus}", "utf-8")
    assert made(tmp_path, tmp_path / "kit", ("one-sheet-a4",)) == []
    sheet = tmp_path / "kit" / "minimal-one-sheet-a4.pdf"
    (data,) = (d for _, d in _streams("sheet", sheet.read_bytes()))
    with Image.open(io.BytesIO(data)) as shown:
        assert shown.width / shown.height < 3
        colours = {name: share(shown, rgb) for name, rgb in (("face", YELLOW), ("left", RED))}
    assert colours["left"] == 0
    assert colours["face"] > 0.01


YELLOW, RED = (240, 224, 0), (208, 0, 0)


def distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def share(image: Image.Image, rgb: tuple[int, int, int]) -> float:
    """The share of a picture that is of about this colour."""
    small = image.convert("RGB").resize((200, 100))
    pixels = [small.getpixel((x, y)) for x in range(200) for y in range(100)]
    near = [p for p in pixels if isinstance(p, tuple) and distance(p, rgb) < 30]
    return len(near) / len(pixels)


def contents(kit: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a kit, and every file within its archives and its booklet."""
    for file in kit.iterdir():
        yield file.name, file.read_bytes()
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                yield from ((name, archive.read(name)) for name in archive.namelist())
