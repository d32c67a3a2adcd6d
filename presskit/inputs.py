"""What decides the bytes of an output, as digests: two documents alike are one file.

A document holds all that its writer is given, and nothing else: what a template did not print is
not in it. So an edition is made again when, and only when, its document, its writer or the
libraries behind it are others.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel

from presskit.document import Document, Page


@dataclass(frozen=True, slots=True)
class Inputs:
    """Digests of a document: of all that its file is made of, and of where that stands as well.

    Of two documents whose `made_of` is the same the files are; if `traced` differs, what is said
    of them may name other lines.
    """

    made_of: str
    traced: str


def inputs(document: Document, *others: object) -> Inputs:
    """What decides a document's file; `others` is what else its maker asks."""
    written = tuple(page.xhtml for page in document.pages)
    places = written, document.origins, tuple(sheet.template for sheet in document.styles)
    pages = tuple(_untraced(page) for page in document.pages)
    noted = document.noted
    if noted:
        noted = replace(noted, marked=tuple(_untraced(page) for page in noted.marked))
    made_of = digest((replace(document, pages=pages, origins=(), noted=noted), others))
    return Inputs(made_of, digest((made_of, places)))


_ORIGIN = re.compile(r' data-from="\d+:\d+"')
"""Where a block's words were written: it is for messages, and numbered through the whole film."""


def _untraced(page: Page) -> Page:
    return replace(page, xhtml=_ORIGIN.sub("", page.xhtml))


def digest(value: object) -> str:
    """SHA-256 of a value by its parts; fields that do not count when values are compared are left
    out. Raises TypeError for what has no parts that are known."""
    total = hashlib.sha256()
    _feed(total.update, value)
    return total.hexdigest()


def _feed(add: Callable[[bytes], object], value: object) -> None:
    if isinstance(value, str):
        _one(add, b"s", value.encode())
    elif isinstance(value, bytes):
        _one(add, b"b", value)
    elif value is None or isinstance(value, bool | int | float):
        _one(add, b"n", repr(value).encode())
    elif isinstance(value, dt.date):
        _one(add, b"d", value.isoformat().encode())
    elif isinstance(value, Path):
        _one(add, b"p", str(value).encode())
    elif isinstance(value, BaseModel):
        _one(add, b"m", f"{type(value).__name__} {value.model_dump_json()}".encode())
    else:
        parts = list(_parts(value))
        _one(add, b"(", f"{type(value).__name__} {len(parts)}".encode())
        for part in parts:
            _feed(add, part)


def _one(add: Callable[[bytes], object], kind: bytes, data: bytes) -> None:
    add(kind + len(data).to_bytes(8))
    add(data)


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, tuple | list):
        yield from value
    elif isinstance(value, Mapping):
        yield from sorted(value.items())
    elif isinstance(value, frozenset | set):
        yield from sorted(value)
    elif is_dataclass(value):
        for name in _compared(cast("Hashable", type(value))):
            yield getattr(value, name)
    else:
        raise TypeError(f"a {type(value).__name__} has no digest")


@lru_cache
def _compared(kind: Hashable) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cast("type[Any]", kind)) if f.compare)
