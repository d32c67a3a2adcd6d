"""What was made, read as a receiver could, for what should not be there.

`search()` takes the bytes of any output and never raises for what is in them. Walks know kinds of
files and give texts, links, bytes and findings of their own; texts are searched in `words.py`.
What cannot be looked into is a finding: nothing counts as clean that nobody read.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from presskit.diagnostics import Diagnostic, Location
from presskit.inspect import fewer
from presskit.inspect.leaks import archive, links, markup, pdf, pdfpages, pictures, sheets, words
from presskit.inspect.leaks.pieces import Blob, Found, Inner, Link, Piece, Spot, Walk
from presskit.inspect.leaks.watch import (
    NOTHING,
    Needle,
    Watch,
    Withheld,
    digests,
    folded,
    needles,
    screened,
    squeezed,
    telling,
    unsaid,
)

__all__ = [
    "NOTHING",
    "Watch",
    "Withheld",
    "digests",
    "folded",
    "screened",
    "search",
    "squeezed",
    "telling",
    "unsaid",
]

ABOUT = "leaks"
"""What is looked for, in the words of the command line."""

DEEP = 6
"""Files within files that are looked into."""


def search(data: bytes, shown: str, watch: Watch = NOTHING) -> tuple[Diagnostic, ...]:
    """What a file has that should not be there; `shown` is how messages call it."""
    known = needles(watch.withheld)
    pictures_of = {d: one.id for one in watch.withheld for d in one.pictures}
    found: list[Diagnostic] = []
    for item in _walk(data, Spot(shown), 0):
        if isinstance(item, Diagnostic):
            found.append(item)
        elif isinstance(item, Piece):
            found += words.search(item, watch)
        elif isinstance(item, Link):
            found += links.check(item)
        else:
            found += _shown(item, pictures_of)
    return tuple(_discreet(one, known, shown) for one in fewer(_once(found)))


def _once(found: list[Diagnostic]) -> list[Diagnostic]:
    """Without words that go on over pages, where a page has them by itself."""

    def over(item: Diagnostic) -> bool:
        return item.location is not None and item.location.within == pdfpages.OVER

    paged = {(d.message, d.location.path) for d in found if d.location and not over(d)}
    return [
        d for d in found if not (over(d) and d.location and (d.message, d.location.path) in paged)
    ]


def _shown(blob: Blob, withheld: dict[str, str]) -> Iterator[Diagnostic]:
    """Whether bytes are those of a picture that is withheld."""
    if withheld and (same := digests(blob.data) & withheld.keys()):
        message = f"the picture of “{withheld[min(same)]}”, which is withheld, is in it"
        yield blob.spot.say("PK720", message, words.WITHHELD_HINT)


def _discreet(item: Diagnostic, known: tuple[Needle, ...], shown: str) -> Diagnostic:
    """A finding that does not repeat what is withheld: a name of a file may be it."""
    place = item.location or Location(shown)
    if _tells(f"{place.path} {place.within}", known):
        place = replace(place, path=shown, within="a part whose name is withheld")
    message = item.message
    if item.code != "PK720" and _tells(message, known):
        message = f"{message.partition('“')[0]}“…”"
    return replace(item, message=message, location=place)


def _tells(text: str, known: tuple[Needle, ...]) -> bool:
    readings = [squeezed(folded(one)) for one in words.readings(text)] if known else []
    return any(needle.squeezed in one for needle in known for one in readings)


# ------------------------------------------------------------ kinds of files


def _walk(data: bytes, spot: Spot, deep: int) -> Walk:
    """What is in a file, by what its bytes are."""
    if deep > DEEP:
        hint = "Do not pack files so deep into each other."
        yield spot.say("PK728", "files lie too deep within files to be looked into", hint)
        return

    def inner(content: bytes, place: Spot) -> Walk:
        return _walk(content, place, deep + 1)

    yield Blob(spot, data)
    # What stands within a file has no name of its own.
    name = "" if spot.within else spot.path.lower()
    archived = name.endswith((".zip", ".epub", ".docx"))
    if pictures.kind(data):
        yield from pictures.walk(data, spot)
    elif data.startswith(b"PK\3\4") or (archived and b"%PDF-" not in data[:1024]):
        yield from archive.walk(data, spot, inner)
    elif b"%PDF-" in data[:1024]:
        yield from pdf.walk(data, spot, inner)
    else:
        yield from _text(data, spot, name, inner)


_CODE = (".js", ".mjs")
_BINARY = (".ttf", ".otf", ".woff", ".woff2", ".icc", ".bin")


def _text(data: bytes, spot: Spot, name: str, inner: Inner) -> Iterator[Found]:
    text = None if name.endswith(_BINARY) else _decoded(data)
    if text is None:
        yield from _raw(data, spot)
    elif text.lstrip()[:1] == "<" or name.endswith((".xml", ".opf", ".ncx", ".xhtml", ".svg")):
        yield from markup.walk(data, spot, inner=inner)
    elif name.endswith(".css"):
        yield from sheets.walk(text, spot)
    elif name.endswith(_CODE):
        yield Piece(spot, text, "code", 1)
    elif text.lstrip()[:1] in ("{", "[") and (content := _json(text)) is not None:
        yield Piece(spot, "\n".join(_strings(content)), "words")
    else:
        yield Piece(spot, text, "words", 1)


def _decoded(data: bytes) -> str | None:
    """The text that the bytes are; None when they are none."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _raw(data: bytes, spot: Spot) -> Iterator[Found]:
    """Bytes of no known kind, in every way that letters can stand in them."""
    for encoding in ("latin-1", "utf-8"):
        yield Piece(spot, data.decode(encoding, "ignore"), "raw")
    if b"\0" in data:
        for start in (0, 1):
            yield Piece(spot, data[start:].decode("utf-16-le", "replace"), "raw")
            yield Piece(spot, data[start:].decode("utf-16-be", "replace"), "raw")


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _strings(content: Any) -> Iterator[str]:
    """Keys and texts of JSON."""
    waiting = [content]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [part for pair in reversed(one.items()) for part in reversed(pair)]
        elif isinstance(one, list):
            waiting += reversed(one)
