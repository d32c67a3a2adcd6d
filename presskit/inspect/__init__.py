"""What was made, read again and held against the standards. Nothing here knows how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.diagnostics import Diagnostic, Location, PresskitError, in_order

if TYPE_CHECKING:
    from presskit.inspect.leaks import Watch

EPUB = "application/epub+zip"
LARGEST = 512 << 20
MOST = 3
"""The same finding is told so many times of a file; of more, once, with their number."""
ENOUGH = 40
"""So many findings of one code are told of a file."""
PLENTY = 400
"""So many are told of a book."""


def inspect(
    media_type: str, data: bytes, shown: str, watch: Watch | None = None
) -> tuple[Diagnostic, ...]:
    """What is wrong with a file of the type, and what is in it that should not be there.

    `watch` is what to look for besides what is never right.
    """
    from presskit.inspect import leaks

    found = leaks.search(data, shown, watch or leaks.NOTHING)
    if media_type == EPUB:
        from presskit.inspect import epub

        found += epub.inspect(data, shown)
    return found


def read(path: Path, shown: str) -> bytes:
    """A file's bytes; raises PresskitError when it is not there or cannot be read."""
    place = Location(shown)
    try:
        if path.stat().st_size > LARGEST:
            message = f"the file is larger than {LARGEST >> 20} MB"
            raise PresskitError(Diagnostic("PK108", message, place, "Only smaller are looked at."))
        return path.read_bytes()
    except FileNotFoundError:
        hint = "Check the name, and where you are."
        raise PresskitError(Diagnostic("PK101", "there is no such file", place, hint)) from None
    except OSError as error:
        message = f"it cannot be read: {error.strerror or error}"
        hint = "Check what it is and who may read it."
        raise PresskitError(Diagnostic("PK112", message, place, hint)) from None


def fewer(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings in order, without endless repetition: somebody has to read them."""
    return tuple(_few(in_order(findings)))


def _few(found: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    same = Counter((d.code, d.message, _path(d)) for d in found)
    shown: set[tuple[str, str, str]] = set()
    told: Counter[tuple[str, str]] = Counter()
    every: Counter[str] = Counter()
    for item in found:
        path = _path(item)
        key = (item.code, item.message, path)
        if same[key] > MOST:
            if key in shown:
                continue
            shown.add(key)
            item = replace(item, message=f"{item.message} ({same[key]} times in this file)")
        told[path, item.code] += 1
        every[item.code] += 1
        if told[path, item.code] <= ENOUGH and every[item.code] <= PLENTY:
            yield item
    for (path, code), count in told.items():
        if count > ENOUGH and every[code] <= PLENTY:
            yield Diagnostic(code, f"and {count - ENOUGH} more of this kind", Location(path))
    for code, count in every.items():
        if count > PLENTY:
            yield Diagnostic(code, f"and more, {count} of this kind in all")


def _path(item: Diagnostic) -> str:
    return item.location.path if item.location else ""
