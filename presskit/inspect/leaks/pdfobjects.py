"""The objects of a PDF as they stand in its bytes, those of earlier versions too (ISO 32000-1, 7).

Nothing is looked up by the table of contents: what no page uses any more is read like the rest.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

LARGEST = 256 << 20
DEEP = 200


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an object."""

    number: int


@dataclass(frozen=True, slots=True)
class Object:
    """An object: its number, its value, and its stream as it stands in the file."""

    number: int
    value: Any
    stream: bytes | None = None

    @property
    def keys(self) -> Mapping[str, Any]:
        """Its dictionary; empty when it is none."""
        return self.value if isinstance(self.value, dict) else {}


@dataclass(slots=True)
class File:
    """All objects in the order of the file, trailers, and the bytes between the objects."""

    objects: list[Object] = field(default_factory=list)
    trailers: list[dict[str, Any]] = field(default_factory=list)
    between: bytes = b""

    @property
    def latest(self) -> dict[int, Object]:
        return {item.number: item for item in self.objects}

    def entry(self, key: str) -> Any:
        """The value of the last trailer that has the key."""
        return next((t[key] for t in reversed(self.trailers) if key in t), None)


class DamagedError(Exception):
    """The bytes are no object."""


_TOKEN = re.compile(
    rb"(?P<blank>[\0\t\n\f\r ]+|%[^\r\n]*)"
    rb"|(?P<ref>(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![A-Za-z]))"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|/(?P<name>[^\0\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|<(?P<hex>[^<>]*)>"
    rb"|(?P<text>\()"
    rb"|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))"
    rb"|(?P<word>[A-Za-z*'\"]+)"
)


def parse(data: bytes, at: int = 0) -> tuple[Any, int]:
    """The object that begins at a byte, and where it ends; raises DamagedError."""
    stack: list[tuple[bytes, list[Any]]] = []
    while True:
        match = _TOKEN.match(data, at)
        if match is None or len(stack) > DEEP:
            raise DamagedError
        at, kind = match.end(), match.lastgroup
        if match["blank"]:
            continue
        if kind == "open":
            stack.append((match["open"], []))
            continue
        if kind == "close":
            if not stack:
                raise DamagedError
            opened, items = stack.pop()
            value: Any = _dictionary(items) if opened == b"<<" else items
        elif kind == "text":
            value, at = _literal(data, at)
        else:
            value = _plain(match)
        if not stack:
            return value, at
        stack[-1][1].append(value)


def _dictionary(items: list[Any]) -> dict[str, Any]:
    pairs = zip(items[::2], items[1::2], strict=False)
    return {str(key): value for key, value in pairs if isinstance(key, Name)}


_WORDS = {b"true": True, b"false": False, b"null": None}
_NAMED = re.compile(rb"#([0-9A-Fa-f]{2})")


def _plain(match: re.Match[bytes]) -> Any:
    """The value of a token that stands for itself."""
    if match["ref"]:
        return Ref(int(match[3]))
    if match["name"] is not None:
        plain = _NAMED.sub(lambda m: bytes((int(m[1], 16),)), match["name"])
        return Name(plain.decode("utf-8", "replace"))
    if match["hex"] is not None:
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", match["hex"])
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    if match["number"]:
        text = match["number"]
        return float(text) if b"." in text else int(text)
    word = match["word"]
    if word not in _WORDS:
        raise DamagedError
    return _WORDS[word]


_PART = re.compile(rb"[^()\\]+|[()]|\\(?:[0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _literal(data: bytes, at: int) -> tuple[bytes, int]:
    """A string in brackets, from behind its first one."""
    parts: list[bytes] = []
    depth = 1
    while match := _PART.match(data, at):
        at, part = match.end(), match[0]
        if part == b")":
            depth -= 1
            if not depth:
                return b"".join(parts), at
        depth += part == b"("
        if part[:1] == b"\\":
            rest = part[1:]
            if rest[:1].isdigit():
                part = bytes((int(rest, 8) & 0xFF,))
            else:
                part = b"" if rest in (b"\n", b"\r", b"\r\n") else _ESCAPED.get(rest, rest)
        parts.append(part)
    raise DamagedError


_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj(?![A-Za-z])")
_TRAILER = re.compile(rb"trailer\s*(?=<<)")
_STREAM = re.compile(rb"[\0\t\n\f\r ]*stream(\r\n|\n|\r)")
_END = re.compile(rb"[\r\n \t]*endstream")


def scan(data: bytes) -> File:
    """Every object of a file, with those that are packed in streams."""
    file, gaps, at = File(), [], 0
    while match := _OBJECT.search(data, at):
        gaps.append(data[at : match.start()])
        try:
            value, end = parse(data, match.end())
        except DamagedError:
            value, end = None, match.end()
        stream = None
        if isinstance(value, dict) and (begun := _STREAM.match(data, end)):
            stream, end = _stream(data, begun.end(), value.get("Length"))
        item = Object(int(match[1]), value, stream)
        file.objects.append(item)
        if item.keys.get("Type") == "XRef":
            file.trailers.append(dict(item.keys))
        if item.keys.get("Type") == "ObjStm":
            file.objects += _packed(item)
        at = end
    gaps.append(data[at:])
    file.between = b"\n".join(gaps)
    for match in _TRAILER.finditer(file.between):
        try:
            value, _ = parse(file.between, match.end())
        except DamagedError:
            continue
        if isinstance(value, dict):
            file.trailers.append(value)
    return file


def _stream(data: bytes, start: int, length: Any) -> tuple[bytes, int]:
    """A stream's bytes; where its length is not there or wrong, up to the word that ends it."""
    if isinstance(length, int) and length >= 0 and (m := _END.match(data, start + length)):
        return data[start : start + length], m.end()
    end = data.find(b"endstream", start)
    end = end if end >= 0 else len(data)
    return data[start:end], end


def _packed(item: Object) -> Iterator[Object]:
    """The objects within a stream of objects (7.5.7)."""
    data = decoded(item)
    first, count = item.keys.get("First"), item.keys.get("N")
    if data is None or not isinstance(first, int) or not isinstance(count, int):
        return
    numbers = [int(n) for n in data[:first].split() if n.isdigit()][: 2 * count]
    for number, offset in zip(numbers[::2], numbers[1::2], strict=False):
        try:
            yield Object(number, parse(data, first + offset)[0])
        except DamagedError:
            continue


OPAQUE = frozenset(("DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode", "DCT", "CCF"))
"""Filters of pictures: their bytes are those of a picture's file."""


def filters(item: Object) -> list[str]:
    """The filters of a stream, in the order in which they are undone."""
    given = item.keys.get("Filter", item.keys.get("F"))
    return [str(f) for f in (given if isinstance(given, list) else [given]) if f]


def decoded(item: Object) -> bytes | None:
    """A stream's content, up to the filters of pictures; None when it cannot be unpacked."""
    data = item.stream or b""
    parameters = item.keys.get("DecodeParms")
    for number, name in enumerate(filters(item)):
        if name in OPAQUE:
            return data
        try:
            data = _undone(data, name)
        except (ValueError, zlib.error, binascii.Error):
            return None
        given = parameters[number] if isinstance(parameters, list) else parameters
        if isinstance(given, dict) and isinstance(given.get("Predictor"), int):
            data = _predicted(data, given)
    return data


def _undone(data: bytes, name: str) -> bytes:
    if name in ("FlateDecode", "Fl"):
        # A stream that is cut off, or has a blank behind it, is read as far as it goes.
        return zlib.decompressobj().decompress(data, LARGEST)
    if name in ("ASCIIHexDecode", "AHx"):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", data.split(b">")[0])
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
    if name in ("ASCII85Decode", "A85"):
        text = data.strip().removeprefix(b"<~").removesuffix(b"~>")
        return base64.a85decode(text)
    if name in ("RunLengthDecode", "RL"):
        return _runs(data)
    raise ValueError(name)


def _runs(data: bytes) -> bytes:
    out, at = bytearray(), 0
    while at < len(data) and data[at] != 128:
        size = data[at]
        if size < 128:
            out += data[at + 1 : at + 2 + size]
            at += size + 2
        else:
            out += data[at + 1 : at + 2] * (257 - size)
            at += 2
    return bytes(out)


def _predicted(data: bytes, given: Mapping[str, Any]) -> bytes:
    """Undo PNG's rows of differences as writers use them for objects: copied, or from above."""
    if given["Predictor"] < 10:
        return data
    parts = [given.get(key, default) for key, default in _ROW]
    if not all(isinstance(n, int) for n in parts):
        return data
    columns, colours, bits = parts
    width = (columns * colours * bits + 7) // 8
    above, out = bytes(width), bytearray()
    for at in range(0, len(data), width + 1):
        row = data[at + 1 : at + 1 + width]
        if data[at] == 2:
            row = bytes((a + b) & 0xFF for a, b in zip(row, above, strict=False))
        out += row
        above = row
    return bytes(out)


_ROW = (("Columns", 1), ("Colors", 1), ("BitsPerComponent", 8))


def text_of(value: bytes) -> str:
    """A text string (7.9.2.2): UTF-16 or UTF-8 by its mark, else one byte a letter."""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    if value.startswith(b"\xff\xfe"):
        return value[2:].decode("utf-16-le", "replace")
    if value.startswith(b"\xef\xbb\xbf"):
        return value[3:].decode("utf-8", "replace")
    return value.decode("latin-1")
