"""What the bytes of a file are, whatever its name says; pictures and fonts that do not open."""

import io
import re
import struct
from collections.abc import Iterator
from typing import Any

from presskit.diagnostics import Diagnostic
from presskit.inspect.epub.book import Book
from presskit.inspect.epub.package import Item
from presskit.inspect.epub.vocabulary import DRAWING, FONTS, OLD_CONTENTS, PAGE, PICTURES, SHEET

PIXELS = 60_000_000
MUCH = 5_600_000
COVER = 1000
"""Pixels on the longer side that a cover has at least, for Amazon."""
_FIRST = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"\0\1\0\0": "font/ttf",
    b"true": "font/ttf",
    b"OTTO": "font/otf",
    b"wOFF": "font/woff",
    b"wOF2": "font/woff2",
    b"%PDF": "application/pdf",
    b"PK\3\4": "application/zip",
}
_ROOTS = {b"html": PAGE, b"svg": DRAWING, b"ncx": OLD_CONTENTS}
_SFNT = ("font/ttf", "font/otf")
_ENDINGS = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif",
    "webp": "image/webp", "svg": DRAWING, "css": SHEET, "xhtml": PAGE, "ncx": OLD_CONTENTS,
}  # fmt: skip


def kind_of(data: bytes) -> str:
    """The media type that the first bytes of a file tell, or nothing."""
    for start, kind in _FIRST.items():
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    root = re.search(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z]+)[\s/>]", data[:4096])
    if root and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _ROOTS.get(root.group(1), "")
    return ""


def check(book: Book) -> Iterator[Diagnostic]:
    """Every file of the manifest against its media type; pictures and fonts opened."""
    for item in book.package.by_name.values():
        if item.name in book.secret and kind_of(book.files.get(item.name, b"")) in FONTS:
            message = "META-INF/encryption.xml says that it is obfuscated, and it is not"
            hint = "Strike it there: readers would scramble it."
            yield book.say("PK703", item.name, 0, message, hint)
        if item.name not in book.files or item.name in book.secret:
            continue
        data, kind = book.files[item.name], item.media_type
        is_a = kind_of(data)
        if not _agree(kind, is_a, data):
            what = f"it is {is_a}" if is_a else "its bytes are something else"
            message = f"the package calls it {kind or 'nothing'}; {what}"
            yield book.say("PK703", item.name, 0, message, "Say what it is, or put the right file.")
        elif kind in PICTURES and kind != DRAWING:
            yield from _picture(book, item, data)
        elif kind in FONTS and is_a in _SFNT and (wrong := _font(data)):
            yield book.say("PK711", item.name, 0, f"the font is damaged: {wrong}", "Make it again.")
        elif kind in FONTS and is_a in _SFNT and (table := _changed(data)):
            message = f"the font’s table {table} is not what its checksum says"
            yield book.say("PK713", item.name, 0, message, "Make it again: it may be damaged.")
        ending = _ENDINGS.get(item.name.rpartition(".")[2].lower())
        if ending and ending != kind and _agree(kind, is_a, data):
            message = f"its name says {ending}, the package {kind or 'nothing'}"
            yield book.say("PK703", item.name, 0, message, "Old reading systems go by the name.")


def _agree(kind: str, is_a: str, data: bytes) -> bool:
    """Whether the bytes can be of the kind. Markup of a kind is also checked when it is parsed."""
    if kind in FONTS:
        packed = "woff" in kind
        return (
            (is_a in _SFNT and not packed)
            or is_a == kind
            or (is_a == "font/woff" and kind.endswith("-woff"))
        )
    if kind == SHEET:
        return not is_a and b"\0" not in data
    if kind in PICTURES or kind in (PAGE, OLD_CONTENTS):
        return is_a == kind
    return not is_a or is_a == kind


def _picture(book: Book, item: Item, data: bytes) -> Iterator[Diagnostic]:
    """Whether a picture can be decoded to its end; what old readers do not take."""
    from PIL import Image, ImageFile

    # WeasyPrint sets this flag for the whole process; a cut-off picture must not pass here.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    name, hint = item.name, "Export it again."
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "GIF", "WEBP")) as image:
            width, height = image.size
            if width * height > PIXELS:
                message = f"it has {width} × {height} pixels"
                yield book.say("PK711", name, 0, message, "No reading system shows so many.")
                return
            image.draft("L", (width // 8 or 1, height // 8 or 1))
            image.load()
            advice = list(_advice(image, item.media_type, width, height))
    except Exception as error:  # noqa: BLE001  # a decoder raises anything for damaged data
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        yield book.say("PK711", name, 0, f"the picture cannot be decoded: {reason}", hint)
        return
    if data.startswith(b"\xff\xd8") and b"\xff\xd9" not in data[-64:]:
        yield book.say("PK711", name, 0, "the picture has no end: it is cut off", hint)
    if "cover-image" in item.properties and max(width, height) < COVER:
        advice.append((f"the cover has {width} × {height} pixels", "Shops ask for 1600 × 2560."))
    for message, remedy in advice:
        yield book.say("PK713", name, 0, message, remedy)


def _advice(image: Any, kind: str, width: int, height: int) -> Iterator[tuple[str, str]]:
    """What the makers of e-readers ask for."""
    if image.mode == "CMYK":
        yield "it is a CMYK picture: some screens show it as a negative", "Export it as sRGB."
    if kind == "image/webp":
        yield "it is a WebP picture: Kindle and old e-readers do not show it", "Make it a JPEG."
    if getattr(image, "is_animated", False):
        yield "the picture moves", "Make it stand still: readers ask for it."
    if "A" in image.getbands() and image.getchannel("A").getextrema()[0] < 255:
        hint = "Give it a ground: on a dark page it may vanish."
        yield "the picture is transparent", hint
    elif "transparency" in image.info and image.mode in ("P", "L", "RGB"):
        yield "the picture is transparent", "Give it a ground: on a dark page it may vanish."
    if width * height > MUCH:
        shown = f"{width} × {height}"
        yield f"it has {shown} pixels: Apple’s shop takes 5.6 million", "Make it smaller."


def _font(data: bytes) -> str:
    """What is wrong with the tables of a TrueType or OpenType font (OpenType, “Font Tables”)."""
    try:
        count = struct.unpack(">H", data[4:6])[0]
        rows = [struct.unpack(">4sIII", data[12 + 16 * n : 28 + 16 * n]) for n in range(count)]
    except struct.error:
        return "it is cut off"
    tables = {tag for tag, _, offset, length in rows if offset + length <= len(data)}
    if lost := [tag.decode("latin-1") for tag, *_ in rows if tag not in tables]:
        return f"the table {lost[0].strip()} is outside the file"
    for need in (b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name"):
        if need not in tables:
            return f"it has no table {need.decode()}"
    return ""


def _changed(data: bytes) -> str:
    """The first table of a font that is not what its checksum says, or nothing."""
    for at in range(12, 12 + 16 * struct.unpack(">H", data[4:6])[0], 16):
        tag, told, offset, length = struct.unpack(">4sIII", data[at : at + 16])
        if tag != b"head" and _sum(data[offset : offset + length]) != told:
            return str(tag.decode("latin-1").strip())
    return ""


def _sum(table: bytes) -> int:
    """The checksum of a table: its words of four bytes added up."""
    padded = table + b"\0" * (-len(table) % 4)
    return sum(map(int, struct.unpack(f">{len(padded) // 4}I", padded))) & 0xFFFFFFFF
