"""Zips, books and office documents: their files, what stands between them, clocks and leftovers."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from presskit.inspect.leaks import markup
from presskit.inspect.leaks.pieces import Found, Inner, Piece, Spot, Walk

LARGEST = 2 << 30
MANY = 20_000
AGAIN = "Make it again."
CLOCK_HINT = "Pack it with one fixed time: an entry's own says when somebody worked on it."
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError,
    OSError, ValueError, OverflowError, IndexError, KeyError,
)  # fmt: skip
_LEFT = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.DS_Store|\._|Thumbs\.db|desktop\.ini|\.git/|\.svn/|~\$|\.~lock)"
    r"|(?:\.bak|\.orig|\.swp|\.tmp|~)$",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"^(?:docProps/thumbnail\.|word/comments|xl/comments)")


def walk(data: bytes, spot: Spot, inner: Inner) -> Walk:
    """Every file of a zip, and what the zip says besides."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except _UNREADABLE:
        yield spot.say("PK728", "the archive cannot be opened: nobody looked into it", AGAIN)
        return
    with archive:
        if len(entries) > MANY or sum(e.file_size for e in entries) > LARGEST:
            yield spot.say("PK728", "the archive is too large to be looked into", "Split it.")
            return
        yield from _said(archive, entries, spot)
        yield from _between(data, entries, spot)
        styles = _styles(archive, entries)
        for entry in entries:
            yield from _entry(archive, entry, spot, styles, inner)


def _entry(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    spot: Spot,
    styles: dict[str, str],
    inner: Inner,
) -> Iterator[Found]:
    here = spot.entry(entry.filename)
    yield Piece(here.part("its name"), entry.filename, "data")
    if _LEFT.search(entry.filename) or _OFFICE.search(entry.filename):
        hint = "Take it out of what is packed."
        yield here.say("PK727", "a file that a program left behind", hint)
    if entry.is_dir():
        return
    try:
        content = archive.read(entry)
    except _UNREADABLE:
        yield here.say("PK728", "it cannot be unpacked: nobody looked into it", AGAIN)
        return
    if entry.filename.lower().endswith((".xhtml", ".html", ".htm")):
        yield from markup.walk(content, here, styles, inner)
    else:
        yield from inner(content, here)


def _styles(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, str]:
    """The style sheets of a book: what hides words on its pages."""
    found = {}
    for entry in entries:
        if entry.filename.endswith(".css") and entry.file_size < 4 << 20:
            try:
                found[entry.filename] = archive.read(entry).decode("utf-8-sig", "replace")
            except _UNREADABLE:
                continue
    return found


def _said(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], spot: Spot) -> Iterator[Found]:
    """Comments, fields and times of the zip itself."""
    hint = "Pack it without."
    for place, text in [(spot, archive.comment)] + [
        (spot.entry(e.filename), e.comment) for e in entries
    ]:
        if text:
            yield Piece(place.part("comment of the zip"), text.decode("utf-8", "replace"), "data")
            message = f"the zip has a comment of {len(text)} bytes"
            yield place.say("PK725", message, hint)
    for entry in entries:
        if fields := [name for name, data in _fields(entry.extra) if data]:
            message = f"the zip keeps {', '.join(dict.fromkeys(fields))}"
            yield spot.entry(entry.filename).say("PK721", message, hint)
    times = {e.date_time for e in entries}
    if len(times) > 1:
        message = f"the files have {len(times)} different times"
        yield spot.say("PK721", message, CLOCK_HINT)


_KNOWN = {
    0x5455: "times in seconds", 0x7875: "the number of a user", 0x7855: "the number of a user",
    0x5855: "the number of a user", 0x000A: "times of Windows", 0x7075: "a name in Unicode",
    0x6375: "a comment in Unicode",
}  # fmt: skip
_TECHNICAL = (0x0001, 0xCAFE, 0x9901)
"""Sizes beyond 4 GB, a mark of Java's archives, and encryption."""


def _fields(extra: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind not in _TECHNICAL:
            yield _KNOWN.get(kind, f"a field 0x{kind:04X}"), extra[at + 4 : at + 4 + size]
        at += 4 + size


def _between(data: bytes, entries: list[zipfile.ZipInfo], spot: Spot) -> Iterator[Found]:
    """Bytes that belong to no file of the zip: before, between and behind them."""
    at = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        start = entry.header_offset
        if data[start : start + 4] != b"PK\3\4":
            return
        yield from _loose(data[at:start], spot)
        flags, name, extra = (
            int.from_bytes(data[start + n : start + n + 2], "little") for n in (6, 26, 28)
        )
        own = data[start + 30 + name : start + 30 + name + extra]
        if own != entry.extra and (fields := [n for n, value in _fields(own) if value]):
            message = f"the zip keeps {', '.join(dict.fromkeys(fields))}"
            yield spot.entry(entry.filename).say("PK721", message, "Pack it without.")
        at = start + 30 + name + extra + entry.compress_size
        if flags & 8:  # sizes stand behind the file as well, with a mark or without
            at += 16 if data[at : at + 4] == b"PK\7\x08" else 12
    directory = data.find(b"PK\1\2", at)
    yield from _loose(data[at : directory if directory >= 0 else at], spot)


def _loose(data: bytes, spot: Spot) -> Iterator[Found]:
    if data.strip(b"\0"):
        here = spot.part("between its files")
        yield Piece(here, data.decode("latin-1"), "raw")
        yield here.say("PK727", f"{len(data)} bytes belong to no file of the archive", AGAIN)
