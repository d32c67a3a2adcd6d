"""What a photograph says of itself: which of three forms wins, and what damage does."""

import io
import random
import struct
from pathlib import Path

import pytest
from PIL import Image

from presskit.intake.picturedata import PictureData, plain, read

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
    xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
    xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
    photoshop:Headline="The start">
   {fields}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

FIELDS = """
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">On the road</rdf:li></rdf:Alt></dc:title>
   <dc:description><rdf:Alt>
     <rdf:li xml:lang="fr">Sur la route</rdf:li>
     <rdf:li xml:lang="x-default">Ann Archer, on the
       road. &amp; so on</rdf:li>
   </rdf:Alt></dc:description>
   <dc:creator><rdf:Seq><rdf:li>Bo Berg</rdf:li><rdf:li>Cy Cole</rdf:li></rdf:Seq></dc:creator>
   <photoshop:Credit>Berg &amp; Cole</photoshop:Credit>
   <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2026 Bo Berg</rdf:li></rdf:Alt></dc:rights>
   <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="en">Press only</rdf:li></rdf:Alt>
   </xmpRights:UsageTerms>
   <core:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A car</rdf:li></rdf:Alt>
   </core:AltTextAccessibility>
   <ext:PersonInImage><rdf:Bag><rdf:li>Ann Archer</rdf:li><rdf:li>Dee Dow</rdf:li></rdf:Bag>
   </ext:PersonInImage>"""


def xmp(fields: str = FIELDS) -> bytes:
    return XMP.replace("{fields}", fields).encode()


def iim(*datasets: tuple[int, int, bytes]) -> bytes:
    """An APP13 segment with Photoshop's resource 0x0404."""
    data = b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
        for record, number, value in datasets
    )
    body = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(data)) + data + b"\0" * (len(data) % 2)
    body = b"Photoshop 3.0\0" + body
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def exif(**fields: str | bytes) -> Image.Exif:
    tags = {"caption": 0x010E, "photographer": 0x013B, "copyright": 0x8298}
    made = Image.Exif()
    for name, value in fields.items():
        made[tags[name]] = value
    return made


def photo(file: Path, kind: str = "JPEG", app13: bytes = b"", **says: object) -> Path:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (90, 80, 70)).save(out, kind, **says)
    data = out.getvalue()
    file.write_bytes(data[:2] + app13 + data[2:])
    return file


WHOLE = PictureData(
    ".jpg",
    title="On the road",
    headline="The start",
    caption="Ann Archer, on the road. & so on",
    photographer="Bo Berg, Cy Cole",
    credit="Berg & Cole",
    copyright="© 2026 Bo Berg",
    terms="Press only",
    alt="A car",
    persons=("Ann Archer", "Dee Dow"),
)


@pytest.mark.parametrize(
    ("kind", "suffix"), [("JPEG", ".jpg"), ("PNG", ".png"), ("WEBP", ".webp"), ("TIFF", ".tif")]
)
def test_xmp_is_read_from_every_kind(tmp_path: Path, kind: str, suffix: str) -> None:
    packet = xmp()
    if kind == "PNG":
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", packet.decode())
        file = photo(tmp_path / "one", kind, pnginfo=info)
    elif kind == "TIFF":
        file = photo(tmp_path / "one", kind, tiffinfo={700: packet})
    else:
        file = photo(tmp_path / "one", kind, xmp=packet)
    said = read(file)
    assert said.suffix == suffix
    assert (said.caption, said.persons, said.terms) == (WHOLE.caption, WHOLE.persons, WHOLE.terms)
    assert kind != "JPEG" or said == WHOLE


def test_xmp_in_the_form_of_attributes_and_with_qualifiers(tmp_path: Path) -> None:
    fields = """<dc:rights>plain</dc:rights><dc:creator><rdf:Seq>
      <rdf:li rdf:parseType="Resource"><rdf:value>Bo</rdf:value><dc:type>x</dc:type></rdf:li>
    </rdf:Seq></dc:creator>"""
    said = read(photo(tmp_path / "one", xmp=xmp(fields)))
    assert (said.headline, said.copyright, said.photographer) == ("The start", "plain", "Bo")


def test_the_first_that_says_it_wins(tmp_path: Path) -> None:
    older = iim(
        (1, 90, b"\x1b%G"),
        (2, 5, b"Object"),
        (2, 120, "Légende".encode()),
        (2, 80, b"By"),
        (2, 80, b"Line"),
        (2, 116, b"(c) IIM"),
    )
    oldest = exif(caption="Exif", photographer="Exif", copyright="Exif")
    fields = "<dc:rights>© XMP</dc:rights><dc:description> </dc:description>"
    said = read(photo(tmp_path / "one", app13=older, xmp=xmp(fields), exif=oldest))
    assert said.copyright == "© XMP"
    assert (said.title, said.caption, said.photographer) == ("Object", "Légende", "By, Line")
    said = read(photo(tmp_path / "two", exif=oldest))
    assert (said.caption, said.photographer, said.copyright) == ("Exif",) * 3


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Ann’s café".encode(), "Ann’s café"),
        ("Müller, Café".encode("latin-1"), "Müller, Café"),
        ("Ann’s “café”".encode("cp1252"), "Ann’s “café”"),
        ("Müller, Café".encode("mac_roman"), "Müller, Café"),
    ],
)
def test_charsets_that_nobody_declared(tmp_path: Path, data: bytes, text: str) -> None:
    assert read(photo(tmp_path / "one", app13=iim((2, 120, data)))).caption == text


def test_exif_holds_utf_8_whatever_the_standard_says(tmp_path: Path) -> None:
    made = exif(photographer="Zoë".encode(), copyright="© Zoë".encode("latin-1"))
    said = read(photo(tmp_path / "one", exif=made))
    assert (said.photographer, said.copyright) == ("Zoë", "© Zoë")


@pytest.mark.parametrize("words", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM\\100GOPRO\\A.JPG"])
def test_what_cameras_write_is_no_caption(tmp_path: Path, words: str) -> None:
    assert read(photo(tmp_path / "one", exif=exif(caption=words + "  "))).caption == ""


def test_hidden_characters_go_and_blanks_are_one() -> None:
    assert plain("  a\x00b\r\n\tc\u202ed\u2066\u0007 \u2028e e\u0301\ufeff\ud800 ") == "a b cd e é"


@pytest.mark.parametrize(
    "packet",
    [
        b"not XML",
        xmp()[:900],
        xmp().replace(b"<x:xmpmeta", b'<!DOCTYPE a [<!ENTITY e "x">]><x:xmpmeta'),
        xmp("<dc:rights>&e;</dc:rights>"),
        xmp("<dc:rights>" + "x" * 20_000 + "</dc:rights>"),
        b"\0" * 40,
    ],
    ids=["text", "cut off", "DTD", "unknown entity", "endless", "zeros"],
)
def test_damaged_xmp_says_nothing(tmp_path: Path, packet: bytes) -> None:
    said = read(photo(tmp_path / "one", xmp=packet, exif=exif(photographer="Bo")))
    assert (said.copyright, said.persons, said.photographer) == ("", (), "Bo")


def test_entities_reach_no_file_and_do_not_grow(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    head = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    packet = (head + xmp("<dc:rights>&e;</dc:rights>").decode().split("?>", 1)[1]).encode("utf-16")
    assert read(photo(tmp_path / "one", xmp=packet)) == PictureData(".jpg")


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_no_damage_is_a_traceback(tmp_path: Path) -> None:
    whole = photo(
        tmp_path / "whole",
        app13=iim((1, 90, b"\x1b%G"), (2, 120, b"Caption"), (2, 80, b"Bo")),
        xmp=xmp(),
        exif=exif(caption="Exif", photographer="Exif"),
    ).read_bytes()
    chance = random.Random(1)
    file = tmp_path / "damaged"
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(2, len(data))] = chance.randrange(256)
        file.write_bytes(data[: chance.randint(20, len(data))] if chance.random() < 0.3 else data)
        said = read(file)
        assert all(part == plain(part) for part in (said.caption, said.credit, *said.persons))


def test_what_is_no_picture_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "one.jpg").write_text("words", "utf-8")
    assert read(tmp_path / "one.jpg") == read(tmp_path / "none") == PictureData()
