"""The container: a zip of files as EPUB wants it (EPUB 3.3, 4: Open Container Format)."""

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from presskit.diagnostics import Diagnostic, Location

MIMETYPE = b"application/epub+zip"
CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
MEGABYTE = 1 << 20
LARGEST = 512 * MEGABYTE
"""More than this in all, packed or unpacked, is not looked at: no booklet is so large."""
MANY = 20_000

_UNREADABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    IndexError,
    KeyError,
)
"""What the zip reader raises for a file that somebody damaged."""

# EPUB 3.3, 4.2.3: characters that a file name may not have.
_RESERVED = re.compile(
    r'["*:<>?\\|\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0001'
    r"\U000f0000-\U0010ffff]"
)
_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(slots=True)
class Container:
    """The files of a container by name, in the order of the zip, and what is wrong with it.

    `names` are all files there are, `files` those that could be unpacked.
    """

    names: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)


def unpack(data: bytes, shown: str) -> Container:
    """Open a book's bytes; `shown` is how messages call it."""
    box = Container()

    def say(message: str, hint: str, name: str = "") -> None:
        place = Location(f"{shown}/{name}" if name else shown)
        box.found.append(Diagnostic("PK701", message, place, hint))

    if len(data) > LARGEST:
        say(f"it is larger than {LARGEST // MEGABYTE} MB", "Only smaller books are looked at.")
        return box
    if not data:
        say("the file is empty", "Make or copy it again.")
        return box
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except _UNREADABLE as error:
        say(f"it is not a zip file, or is cut off ({_reason(error)})", "Make or copy it again.")
        return box
    with archive:
        if len(entries) > MANY or sum(e.file_size for e in entries) > LARGEST:
            most = f"{LARGEST // MEGABYTE} MB or {MANY} files"
            say(f"it unpacks to more than {most}", "Nothing was unpacked: is it a trap?")
            return box
        if data.rfind(b"PK\5\6") + 22 + len(archive.comment) < len(data):
            say("bytes follow the end of the zip", "Make or copy it again.")
        for name in _empty(entries):
            hint = "Leave it out."
            box.found.append(
                Diagnostic("PK713", "the folder is empty", Location(f"{shown}/{name}"), hint)
            )
        for message, hint in _mimetype(data, entries):
            say(message, hint, "mimetype")
        for name, message, hint in _names(entries):
            say(message, hint, name)
        for name, message, hint in _entries(archive, entries, box):
            say(message, hint, name)
    if CONTAINER not in box.names:
        say("the file is missing: it says where the package is", "Every EPUB has it.", CONTAINER)
    return box


def _reason(error: BaseException) -> str:
    words = " ".join(str(error).split()) or type(error).__name__
    return re.sub(r"[^\x20-\x7e]", "?", words)[:100]


def _mimetype(data: bytes, entries: list[zipfile.ZipInfo]) -> Iterator[tuple[str, str]]:
    """EPUB 3.3, 4.3.3: a reader knows the kind of file by its first 58 bytes."""
    hint = "It must be the first file of the zip, stored, with nothing but application/epub+zip."
    named = [e for e in entries if e.filename == "mimetype"]
    if not named:
        yield "the file is missing", hint
    elif entries[0] is not named[0] or data[30:38] != b"mimetype":
        yield "it is not the first file of the zip", hint
    if named and named[0].compress_type != zipfile.ZIP_STORED:
        yield "it is compressed", hint
    if (data[30:38] == b"mimetype" and data[28:30] != b"\0\0") or (named and named[0].extra):
        yield "its entry has an extra field", hint
    if named and data[30:38] == b"mimetype" and data[8:10] == b"\0\0":
        size = min(named[0].file_size, 64)
        if data[38 : 38 + size] != MIMETYPE and data[28:30] == b"\0\0":
            yield f"it says {data[38 : 38 + size].decode('ascii', 'replace')!r}", hint


def _names(entries: list[zipfile.ZipInfo]) -> Iterator[tuple[str, str, str]]:
    """EPUB 3.3, 4.2.3, and what file systems do to names."""
    hint = "Use a-z, 0-9, hyphens and one dot."
    names = [e.filename for e in entries]
    for name, count in Counter(names).items():
        if count > 1:
            yield name, f"the zip has {count} files of this name", "Only one of them is ever read."
    for entry in {e.filename: e for e in entries}.values():
        name, parts = entry.filename, entry.filename.rstrip("/").split("/")
        if entry.orig_filename.startswith(("/", "\\")) or {"..", ".", ""} & set(parts):
            yield name, "its path leads out of the container", "Use plain relative paths."
        if bad := _RESERVED.search(entry.orig_filename):
            yield name, f"its name has the character {bad.group()!r}", hint
        elif re.search(r"\s", name):
            yield name, "its name has a blank", hint
        if any(part.endswith(".") and part not in (".", "..") for part in parts):
            yield name, "its name ends with a dot", hint
        if any(_WINDOWS.fullmatch(part) for part in parts):
            yield name, "Windows keeps that name for a device", hint
        if len(parts[-1].encode("utf-8", "replace")) > 255 or len(name) > 65_535:
            yield name, "its name is too long", hint
        if stat.S_ISLNK(entry.external_attr >> 16):
            yield name, "it is a link to another file, not a file", "Put the file itself there."
    folded: dict[str, str] = {}
    for name in dict.fromkeys(names):
        other = folded.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if other != name:
            yield name, f"some systems take it for {other}: only capitals or accents differ", hint


def _empty(entries: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Folders of the zip that hold nothing."""
    names = [e.filename for e in entries]
    for name in names:
        if name.endswith("/") and not any(n.startswith(name) and n != name for n in names):
            yield name


def _entries(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], box: Container
) -> Iterator[tuple[str, str, str]]:
    """Unpack every file into `box`."""
    left = LARGEST
    for entry in entries:
        name = entry.filename
        if entry.is_dir() or name in box.names:
            continue
        box.names.append(name)
        if entry.flag_bits & 1:
            yield name, "it is encrypted with a password", "Reading systems cannot ask for one."
            continue
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield name, "it is packed in a way that EPUB does not have", "Store or deflate it."
            continue
        try:
            with archive.open(entry) as opened:
                data = opened.read(left + 1)
        except _UNREADABLE as error:
            yield name, f"it cannot be unpacked ({_reason(error)})", "Make or copy the book again."
            continue
        left -= len(data)
        if left < 0:
            yield name, "it unpacks to more than it says", "Is it a trap? It was left out."
            return
        box.files[name] = data
