"""A PDF as text that people can read and compare: words by page, bookmarks, tags, boxes."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

TELLING = ("/Alt", "/Lang", "/E", "/ActualText")
"""Entries of a structure element that are for its listener."""


def text(file: Path) -> str:
    """The words of every page, line by line, under its printed number and its size."""
    document = pypdfium2.PdfDocument(file)
    pages = []
    for number, page in enumerate(document):
        words = page.get_textpage().get_text_bounded().replace("\r", "")
        lines = [line.rstrip() for line in words.splitlines()]
        pages.append("\n".join([f"=== {document.get_page_label(number)}", *lines, ""]))
    return "\n".join(pages)


def outline(file: Path) -> str:
    """The bookmarks, indented, each with the label of the page it leads to."""
    document = pypdfium2.PdfDocument(file)
    lines = []
    for mark in document.get_toc():
        to = mark.get_dest()
        label = document.get_page_label(to.get_index()) if to else "nowhere"
        lines.append(f"{'  ' * mark.level}{mark.get_title()} … {label}")
    return "\n".join([*lines, ""])


def tags(file: Path) -> str:
    """The tree of tags, indented, with what is said of each; equal neighbours in one line."""
    with pikepdf.open(file) as pdf:
        return "\n".join([*_tag(pdf.Root.StructTreeRoot), ""])


def boxes(file: Path) -> str:
    """The boxes of the pages in points; equal neighbours in one line."""
    with pikepdf.open(file) as pdf:
        said = [_boxes(page.obj) for page in pdf.pages]
    lines = [f"{count} × {box}" for box, count in _counted(said)]
    return "\n".join([*lines, ""])


def _boxes(page: Any) -> str:
    names = [name for name in page if str(name).endswith("Box")]
    return " ".join(f"{name[1:]} {[round(float(v), 2) for v in page[name]]}" for name in names)


def _tag(element: Any) -> list[str]:
    """An element and what is in it, as lines."""
    telling = [f"{name[1:]} “{element[name]}”" for name in TELLING if name in element]
    attributes = element.get("/A")
    for one in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        scope = one.get("/Scope") if isinstance(one, pikepdf.Dictionary) else None
        telling += [f"Scope {str(scope)[1:]}"] if scope else []
    head = " ".join([str(element.get("/S", "/Document root"))[1:], *telling])
    below = [_tag(kid) for kid in _kids(element)]
    return [head, *("  " + line for kid, n in _counted(below) for line in _times(kid, n))]


def _kids(element: Any) -> Iterator[Any]:
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid


def _counted(items: list[Any]) -> Iterator[tuple[Any, int]]:
    for item, same in groupby(items):
        yield item, len(list(same))


def _times(lines: list[str], count: int) -> list[str]:
    return [f"{lines[0]} × {count}" if count > 1 else lines[0], *lines[1:]]
