"""Pictures: what they say of where, when and with what they were taken, and by whom edited."""

import io
import warnings
from collections.abc import Iterator
from typing import Any

from presskit.images.tags import private
from presskit.inspect.leaks import markup
from presskit.inspect.leaks.pieces import Found, Piece, Spot, Walk

HINT = "Let presskit make the picture from the original, or strip it: exiftool -all= FILE."
KINDS = {
    b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG", b"II*\0": "TIFF", b"MM\0*": "TIFF",
    b"GIF8": "GIF",
}  # fmt: skip


def kind(data: bytes) -> str:
    """Which kind of picture the bytes begin like, by Pillow's names."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return next((name for start, name in KINDS.items() if data.startswith(start)), "")


def walk(data: bytes, spot: Spot) -> Walk:
    """What a picture says of itself."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=[kind(data)]) as image:
                if image.format == "PNG":
                    image.load()  # what it says may stand behind its pixels
                yield from _told(image, spot)
    except Exception:  # noqa: BLE001  # what a library raises over damaged pictures is anything
        hint = "Make it again: nobody can say what is in it."
        yield spot.say("PK728", "the picture cannot be opened", hint)
    yield from _segments(data, spot) if kind(data) == "JPEG" else _behind_png(data, spot)


def _told(image: Any, spot: Spot) -> Iterator[Found]:
    # IPTC's older form, and its digest, are words for the press like XMP.
    notes = set(image.info.get("photoshop") or ()) - {0x0404, 0x0425}
    for what in private(image):
        if what == "an editor's notes" and not notes:
            continue
        yield spot.say("PK722", f"the picture holds {what}", HINT)
    yield from _texts(image, spot)
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    data = packet.encode() if isinstance(packet, str) else bytes(packet)
    if data.strip(b"\0 \t\r\n"):
        here = spot.part("XMP")
        for item in markup.walk(data.strip(b"\0 \t\r\n"), here):
            yield item if not isinstance(item, Piece) else Piece(here, item.text, "data")


def _texts(image: Any, spot: Spot) -> Iterator[Found]:
    """Texts of Exif and of PNG's chunks."""
    try:
        exif = image.getexif()
        values = [*exif.values()]
        for number in (0x8769, 0x8825, 1):
            values += exif.get_ifd(number).values()
    except Exception:  # noqa: BLE001  # damaged Exif is anything; private() has told of it
        values = []
    for name in ("comment", "photoshop"):
        values.append(image.info.get(name))
    values += getattr(image, "text", {}).values() if image.format == "PNG" else ()
    for value in values:
        parts = value.values() if isinstance(value, dict) else [value]
        for part in parts:
            text = part.decode("latin-1") if isinstance(part, bytes) else part
            if isinstance(text, str) and text.strip("\0 "):
                yield Piece(spot.part("metadata"), text.replace("\0", ""), "data")


def _segments(data: bytes, spot: Spot) -> Iterator[Found]:
    """Application segments of a JPEG that nobody else reads, and what stands behind its end."""
    at = 2
    while data[at : at + 1] == b"\xff" and at + 4 <= len(data):
        mark, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        body = data[at + 4 : at + 2 + size]
        if mark == 0xDA:
            break
        if 0xE0 <= mark <= 0xEF or mark == 0xFE:
            for encoding in ("latin-1", "utf-8"):
                text = body.decode(encoding, "ignore")
                yield Piece(spot.part(f"segment {mark:02X}"), text, "raw")
        at += 2 + size
    end = data.find(b"\xff\xd9", at)  # never within coded pixels
    if end >= 0 and (rest := data[end + 2 :].strip(b"\0\r\n ")):
        yield from _behind(rest, spot)


def _behind_png(data: bytes, spot: Spot) -> Iterator[Found]:
    end = data.rfind(b"IEND") if kind(data) == "PNG" else -1
    if end > 0 and (rest := data[end + 8 :].strip(b"\0\r\n ")):
        yield from _behind(rest, spot)


def _behind(rest: bytes, spot: Spot) -> Iterator[Found]:
    yield Piece(spot.part("behind the picture"), rest.decode("latin-1"), "raw")
    yield spot.say("PK722", f"{len(rest)} bytes stand behind the picture's end", HINT)
