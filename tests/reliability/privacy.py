"""Photographs with private data go in; what of it comes out in stills.zip, by exiftool."""

import io
import json
import random
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.reliability.malformed import ROOT, run

SECRET = "A-SECRET-4711"
EDITIONS = "editions:\n  stills: {format: zip, of_stills: true}\n"

_PACKET = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 exif:GPSLatitude="31,52N" exif:GPSLongitude="116,36W" xmpMM:DocumentID="{SECRET}"><xmpMM:History>
 <rdf:Seq><rdf:li>file://fs1.example.local/work/{SECRET}</rdf:li></rdf:Seq></xmpMM:History>
 </rdf:Description></rdf:RDF></x:xmpmeta>""".encode()


def _exif(chance: random.Random) -> Image.Exif:
    exif = Image.Exif()
    for tag in (0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x013C, 0x8298):
        exif[tag] = SECRET
    exif[0x0112] = chance.randrange(1, 9)
    exif[0x0132] = "2026:01:02 03:04:05"
    place = {1: "N", 2: (31.0, 52.0, 12.0), 3: "W", 4: (116.0, 36.0, 0.0), 29: "2026:01:02"}
    exif.get_ifd(0x8825).update(place)
    of_camera = {0xA430: SECRET, 0xA431: SECRET, 0xA435: SECRET, 0x9286: b"ASCII\0\0\0" + b"A-S"}
    exif.get_ifd(0x8769).update(of_camera)
    return exif


def private(kind: str, chance: random.Random) -> bytes:
    """A photograph of a kind with every sort of private data that it can carry."""
    image = Image.linear_gradient("L").resize((chance.randrange(600, 900), 500)).convert("RGB")
    out, exif = io.BytesIO(), _exif(chance)
    if kind == "JPEG":
        image.save(out, kind, exif=exif, xmp=_PACKET, comment=SECRET.encode())
        return out.getvalue() + SECRET.encode()  # and what a program left behind its end
    if kind == "PNG":
        texts = PngInfo()
        texts.add_text("Author", SECRET)
        texts.add_itxt("XML:com.adobe.xmp", _PACKET.decode())
        texts.add_text("Comment", SECRET, zip=True)
        image.save(out, kind, exif=exif, pnginfo=texts)
    elif kind == "WEBP":
        image.save(out, kind, exif=exif, xmp=_PACKET)
    else:
        image.save(out, kind, tiffinfo={270: SECRET, 305: SECRET, 315: SECRET, 700: _PACKET})
    return out.getvalue()


_KINDS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "TIFF": ".tif"}
_STILL = """\
  - {{id: s{n}, title: S, file: s{n}{suffix}, caption: C, photographer: Ann, credit: 'Photo: Ann',
     copyright: © Ann, terms: for the press, alt: A}}
"""


def measure_privacy(folder: Path, seed: int, n: int) -> dict[str, int]:
    """How many went in, and how many pictures that came out say anything of it."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        project = Path(name) / "project"
        shutil.copytree(ROOT / "tests/data/minimal", project)
        (project / "presskit.yaml").write_text(EDITIONS)
        stills = project / "content/minimal/stills"
        stills.mkdir()
        ledger = ["stills:\n"]
        for i in range(n):
            kind = list(_KINDS)[i % len(_KINDS)]
            (stills / f"s{i}{_KINDS[kind]}").write_bytes(private(kind, chance))
            ledger.append(_STILL.format(n=i, suffix=_KINDS[kind]))
        (stills.parent / "stills.yaml").write_text("".join(ledger), "utf-8")
        into = telling(stills)
        ended = run(project, ("build", "minimal"))
        if ended.code:
            raise AssertionError(ended.said)
        out = Path(name) / "out"
        for archive in (project / "dist/minimal").glob("*.zip"):
            with zipfile.ZipFile(archive) as opened:
                opened.extractall(out)
        made = telling(out)
    counted = {"in": n, "in telling": sum(into.values()), "out": len(made)}
    return counted | {"out telling": sum(made.values())}


def telling(folder: Path) -> dict[str, bool]:
    """Pictures below a folder, and whether exiftool or their own bytes tell what is private."""
    command = ["exiftool", "-j", "-a", "-u", "-G", "-ee", "-r", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return {
        one["SourceFile"]: _tells(one)
        for one in json.loads(said or "[]")
        if str(one.get("File:MIMEType", "")).startswith("image/")
    }


_PRIVATE = ("GPS", "SerialNumber", "DocumentID", "History", "Model", "Software", "ThumbnailImage")


def _tells(one: dict[str, object]) -> bool:
    held = SECRET.encode() in Path(str(one["SourceFile"])).read_bytes()
    tags = (key.rpartition(":")[2] for key in one if not key.startswith(("File:", "ICC")))
    return held or SECRET in str(one) or any(tag.startswith(_PRIVATE) for tag in tags)


def measure_stock(folder: Path, seed: int, n: int) -> dict[str, int]:
    """The same photographs opened and saved by Pillow, and put into a ZIP as they are."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        for i in range(n):
            kind = list(_KINDS)[i % len(_KINDS)]
            # What a kit by hand does, and what EbookLib does: the bytes as they are.
            (Path(name) / f"s{i}{_KINDS[kind]}").write_bytes(private(kind, chance))
        return {"in": n, "out": n, "out telling": sum(telling(Path(name)).values())}
