"""PDFs: what their objects say and do, besides what is seen on their pages."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from presskit.inspect.leaks import markup, pdfpages
from presskit.inspect.leaks.pdfobjects import (
    OPAQUE,
    DamagedError,
    File,
    Object,
    Ref,
    decoded,
    filters,
    parse,
    scan,
    text_of,
)
from presskit.inspect.leaks.pieces import Found, Inner, Link, Piece, Spot, Walk, short

AGAIN = "Make it again."
RUNS_HINT = "A press kit is read, nothing in it runs: take it out."
KEPT_HINT = "Write the file anew, in one version."


def walk(data: bytes, spot: Spot, inner: Inner) -> Walk:
    """What a PDF has, object by object and page by page."""
    file = scan(data)
    if file.entry("Encrypt") is not None:
        hint = "Make it without a password."
        yield spot.say("PK728", "the PDF is encrypted: nobody looked into it", hint)
        return
    if not file.objects or file.entry("Root") is None:
        yield spot.say("PK728", "this is no whole PDF: nobody looked into it", AGAIN)
        return
    yield Piece(spot.part("between the objects"), file.between.decode("latin-1"), "data")
    yield from _versions(file, spot)
    names = _places(file)
    carried = _carried(file)
    texts: dict[Spot, list[str]] = {}
    for item in file.objects:
        here = spot.part(names.get(item.number) or _called(item))
        dicts = list(_dicts(item.value))
        texts.setdefault(here, []).extend(_texts(item, dicts))
        yield from _acts(dicts, here)
        if item.stream is not None:
            yield from _content(item, here, spot, carried, inner)
    yield from (Piece(here, "\n".join(parts), "data") for here, parts in texts.items() if parts)
    yield from _layers(file, spot)
    yield from pdfpages.walk(data, spot)


def _versions(file: File, spot: Spot) -> Iterator[Found]:
    """Objects that a later version of the file replaced, and kept."""
    seen: dict[int, Any] = {}
    again = 0
    for item in file.objects:
        again += item.number in seen and item.keys.get("Type") != "XRef"
        seen[item.number] = item
    if again:
        message = f"the file keeps an earlier version of itself ({again} objects)"
        yield spot.say("PK727", message, KEPT_HINT)


# ------------------------------------------------------------ names of places


def _places(file: File) -> dict[int, str]:
    """How messages call objects: the page they belong to, the info dictionary."""
    latest = file.latest
    found: dict[int, str] = {}
    for number, page in enumerate(_pages(latest, file.entry("Root")), 1):
        found[page.number] = f"page {number}"
        for one in _refs(page.keys.get("Annots"), latest):
            found[one] = f"page {number}, an annotation"
        for one in _refs(page.keys.get("Contents"), latest):
            found[one] = f"page {number}"
    info = file.entry("Info")
    if isinstance(info, Ref):
        found[info.number] = "the info dictionary"
    return found


def _refs(value: Any, latest: Mapping[int, Object]) -> list[int]:
    """The numbers that a reference, or a list of them, stands for."""
    if isinstance(value, Ref):
        inner = latest.get(value.number)
        if inner is not None and isinstance(inner.value, list):
            return _refs(inner.value, latest)
        return [value.number]
    items = value if isinstance(value, list) else []
    return [item.number for item in items if isinstance(item, Ref)]


def _pages(latest: Mapping[int, Object], root: Any) -> Iterator[Object]:
    """The pages in their order."""
    catalog = latest.get(root.number) if isinstance(root, Ref) else None
    tree = catalog.keys.get("Pages") if catalog else None
    waiting, seen = [tree], set()
    while waiting:
        one = waiting.pop(0)
        item = latest.get(one.number) if isinstance(one, Ref) else None
        if item is None or item.number in seen:
            continue
        seen.add(item.number)
        if "Kids" in item.keys:
            kids = item.keys["Kids"]
            waiting[:0] = kids if isinstance(kids, list) else []
        else:
            yield item


_CALLED = {
    "Filespec": "an attachment", "F": "an attachment", "EmbeddedFile": "an attachment",
    "StructElem": "a tag", "Metadata": "XMP", "Outlines": "the bookmarks", "OCG": "a layer",
    "Catalog": "the catalog", "Annot": "an annotation", "FontDescriptor": "a font",
    "Font": "a font",
}  # fmt: skip


def _called(item: Object) -> str:
    kind = item.keys.get("Type")
    if isinstance(kind, str) and kind in _CALLED:
        return _CALLED[kind]
    if "Title" in item.keys and "Parent" in item.keys:
        return "a bookmark"
    if item.keys.get("Subtype") == "Image":
        return f"a picture, object {item.number}"
    return f"object {item.number}"


# ------------------------------------------------------------ values

_SECRET = ("ID", "Checksum", "CheckSum", "O", "U")
"""Strings that are numbers in bytes."""


def _strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text within a value, with the key that it stands under."""
    waiting = [(key, value)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, bytes) and key not in _SECRET:
            yield key, text_of(value)
        elif isinstance(value, dict):
            waiting += [(k, v) for k, v in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [(key, v) for v in reversed(value)]


def _texts(item: Object, dicts: list[dict[str, Any]]) -> Iterator[str]:
    """Texts of an object: titles, contents, names of destinations."""
    texts = [text for _, text in _strings(item.value)]
    yield from texts
    # A text that was cut into several strings of a list is one text.
    if len(texts) > 1:
        yield "".join(texts)
    yield from (key for value in dicts for key in value if len(key) > 8)


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


# ------------------------------------------------------------ what it does

_RUNS = {
    "JavaScript": "a script", "Launch": "an action that starts a program",
    "SubmitForm": "an action that sends data", "ImportData": "an action that reads a file",
    "Rendition": "a film or a sound", "RichMedia": "a film or a sound", "Movie": "a film",
    "Sound": "a sound", "Screen": "a film or a sound", "3D": "a model",
}  # fmt: skip
_REVIEW = frozenset(
    (
        "Text", "FreeText", "Popup", "Highlight", "Underline", "StrikeOut", "Squiggly", "Stamp",
        "Caret", "Ink", "Redact", "Square", "Circle", "Polygon", "PolyLine", "Line",
    )
)  # fmt: skip
"""Annotations that people make when they read a file."""


def _acts(dicts: list[dict[str, Any]], here: Spot) -> Iterator[Found]:
    for value in dicts:
        yield from _action(value, here)
        yield from _annotation(value, here)
        for key, what in (
            ("PieceInfo", "a program's own data"),
            ("Thumb", "a thumbnail"),
            ("XFA", "a form that runs"),
            ("AA", "actions that start by themselves"),
        ):
            if key in value and value.get("Type") != "ExtGState":
                yield here.say("PK727", f"{what} ({key})", RUNS_HINT)


def _action(value: Mapping[str, Any], here: Spot) -> Iterator[Found]:
    kind = value.get("S")
    opened = value.get("OpenAction")
    if isinstance(kind, str) and kind in _RUNS and value.get("Type") in (None, "Action"):
        yield here.say("PK727", f"{_RUNS[kind]} ({kind})", RUNS_HINT)
    elif "JS" in value:
        yield here.say("PK727", "a script (JavaScript)", RUNS_HINT)
    if isinstance(opened, dict) and opened.get("S") not in (None, "GoTo"):
        yield here.say("PK727", "something that happens when it is opened", RUNS_HINT)
    if isinstance(uri := value.get("URI"), bytes):
        yield Link(here, text_of(uri), beside=False)
    if kind in ("GoToR", "GoToE", "Launch"):
        target = value.get("F")
        target = target.get("UF", target.get("F")) if isinstance(target, dict) else target
        yield Link(here, text_of(target) if isinstance(target, bytes) else "a file", beside=False)
    if value.get("Type") in ("Filespec", "F") and "EF" not in value:
        message = "it refers to a file that it does not carry"
        yield here.say("PK727", message, "Carry the file, or do not refer to it.")


def _annotation(value: Mapping[str, Any], here: Spot) -> Iterator[Found]:
    kind = value.get("Subtype")
    if "Rect" not in value or not isinstance(kind, str):
        return
    if kind in _RUNS:
        yield here.say("PK727", f"{_RUNS[kind]} ({kind})", RUNS_HINT)
    if kind in _REVIEW:
        words = value.get("Contents")
        size = len(text_of(words)) if isinstance(words, bytes) else 0
        message = f"somebody's note on the page ({kind}, {size} letters)"
        yield here.say("PK725", message, "Receivers can read it. Take it out.")
    flags = value.get("F")
    if kind not in ("Link", "Popup") and isinstance(flags, int) and flags & 0b100010:
        hint = "Who opens the file finds it all the same: take it out."
        yield here.say("PK724", f"a hidden annotation ({kind})", hint)


def _layers(file: File, spot: Spot) -> Iterator[Found]:
    """Layers that are not shown."""
    for item in file.objects:
        for value in _dicts(item.value):
            off = value.get("OFF")
            hidden = isinstance(off, list) and off
            if (hidden and ("Order" in value or "ON" in value or "Name" in value)) or (
                value.get("BaseState") == "OFF"
            ):
                hint = "Who opens the file can show them: take them out."
                yield spot.say("PK724", "layers that are not shown", hint)
                return


# ------------------------------------------------------------ streams


def _carried(file: File) -> dict[int, str]:
    """Names of attached files, by the object that holds them."""
    found = {}
    for item in file.objects:
        for value in _dicts(item.value):
            inner = value.get("EF")
            name = value.get("UF", value.get("F"))
            for one in inner.values() if isinstance(inner, dict) else ():
                if isinstance(one, Ref):
                    found[one.number] = text_of(name) if isinstance(name, bytes) else ""
    return found


def _content(
    item: Object, here: Spot, spot: Spot, carried: Mapping[int, str], inner: Inner
) -> Iterator[Found]:
    """What a stream holds."""
    data = decoded(item)
    if data is None:
        names = ", ".join(filters(item))
        message = f"a stream cannot be unpacked ({short(names)}): nobody looked into it"
        yield here.say("PK728", message, AGAIN)
        return
    kind, subtype = item.keys.get("Type"), item.keys.get("Subtype")
    if item.number in carried or kind == "EmbeddedFile":
        yield from inner(data, spot.entry(carried.get(item.number) or f"object {item.number}"))
    elif kind == "Metadata" or subtype == "XML":
        yield from _xmp(data, here.part("XMP"))
    elif subtype == "Image":
        if set(filters(item)) & OPAQUE:
            yield from inner(data, here)
    elif kind not in ("XRef", "ObjStm"):
        yield from _drawn(data, here, "Length1" in item.keys or "N" in item.keys)


def _xmp(data: bytes, here: Spot) -> Iterator[Found]:
    for found in markup.walk(data.strip(b"\0 \t\r\n"), here):
        # A stream has no lines that anybody could look up.
        yield found if not isinstance(found, Piece) else Piece(here, found.text, "data")


_CODES = re.compile(rb"<[0-9A-Fa-f\s]*>")
"""Letters by their numbers in a font; what they say is read from the page."""
_MARKED = re.compile(rb"/(?:ActualText|Alt|E|Contents|T)\s*(?=[(<])")


def _drawn(data: bytes, here: Spot, binary: bool) -> Iterator[Found]:
    """The operators of a page, a form or a pattern; a font, a profile, a script."""
    yield Piece(here, (data if binary else _CODES.sub(b"", data)).decode("latin-1"), "raw")
    for match in () if binary else _MARKED.finditer(data):
        try:
            value, _ = parse(data, match.end())
        except DamagedError:
            continue
        if isinstance(value, bytes):
            yield Piece(here, text_of(value), "data")
