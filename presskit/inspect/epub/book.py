"""A book as it was read: what every rule looks at."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from presskit.diagnostics import Diagnostic, Location
from presskit.inspect.epub import sheets, trees
from presskit.inspect.epub.address import Address, resolve
from presskit.inspect.epub.package import Item, Package
from presskit.inspect.epub.sheets import Sheet
from presskit.inspect.epub.trees import Element, Tree, line_of
from presskit.inspect.epub.vocabulary import DRAWING, OLD_CONTENTS, PAGE, SHEET, SVG, XHTML, XLINK

PARSED = (PAGE, DRAWING, OLD_CONTENTS)


@dataclass(frozen=True, slots=True)
class Reference:
    """A link of any file of the book: where it stands and where it leads.

    `kind` is page (a link that is followed), style, font, picture, media, script or other.
    """

    source: str
    line: int
    value: str
    kind: str
    address: Address


@dataclass(frozen=True)
class Book:
    """The files of a container by name, its package and its parsed files.

    `shown` is how messages call the book.
    """

    shown: str
    files: Mapping[str, bytes]
    names: frozenset[str]
    package: Package
    trees: Mapping[str, Tree]
    secret: frozenset[str] = frozenset()
    """Files that are obfuscated: their bytes say nothing."""

    def say(
        self, code: str, name: str, line: int | Element, message: str, hint: str, column: int = 0
    ) -> Diagnostic:
        """A diagnostic at a line, or an element, of a file of the book."""
        number = line if isinstance(line, int) else line_of(line)
        return Diagnostic(code, message, Location(f"{self.shown}/{name}", number, column), hint)

    @cached_property
    def pages(self) -> dict[str, Tree]:
        """XHTML files in the order of reading, then those that are not in it."""
        order = self.package.order
        items = [i for i in self.package.by_name.values() if i.media_type == PAGE]
        items.sort(key=lambda i: order.get(i.name, len(order)))
        return {i.name: self.trees[i.name] for i in items if i.name in self.trees}

    @cached_property
    def chapters(self) -> dict[str, Tree]:
        """The pages that are read one after another."""
        linear = {t.idref for t in self.package.spine if t.linear}
        ids = {n: self.package.by_name[n].id for n in self.pages}
        order = self.package.order
        return {n: p for n, p in self.pages.items() if n in order and ids[n] in linear}

    def item(self, name: str) -> Item | None:
        return self.package.by_name.get(name)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every style sheet, and every style within a page."""
        found = []
        for item in self.package.by_name.values():
            if item.media_type == SHEET and item.name in self.files:
                text = self.files[item.name].decode("utf-8-sig", "replace")
                found.append(sheets.read(item.name, text))
        for name, tree in self.trees.items():
            found += [
                sheets.read(name, e.text or "", line_of(e))
                for e in tree.root.iter(f"{{{XHTML}}}style", f"{{{SVG}}}style")
            ]
            found += [
                sheets.read(name, e.get("style") or "", line_of(e), attribute=True)
                for e in tree.elements
                if e.get("style") is not None
            ]
        return tuple(found)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every address in a page, a drawing, the old contents or a style sheet."""
        found = [r for tree in self.trees.values() for r in _in_tree(tree)]
        for sheet in self.sheets:
            found += [
                Reference(sheet.name, k.line, k.value, k.kind, resolve(sheet.name, k.value))
                for k in sheet.links
            ]
        for name, data in self.files.items():
            if name in self.trees:
                found += _instructions(name, data)
        return tuple(found)


_KINDS = {
    ("a", "href"): "page", ("area", "href"): "page", ("img", "src"): "picture",
    ("image", "href"): "picture", ("input", "src"): "picture", ("video", "poster"): "picture",
    ("source", "src"): "media", ("audio", "src"): "media", ("video", "src"): "media",
    ("track", "src"): "media", ("script", "src"): "script", ("iframe", "src"): "frame",
    ("frame", "src"): "frame", ("embed", "src"): "frame", ("object", "data"): "frame",
    ("form", "action"): "frame", ("button", "formaction"): "frame", ("math", "altimg"): "picture",
    ("body", "background"): "picture", ("blockquote", "cite"): "cited", ("q", "cite"): "cited",
    ("ins", "cite"): "cited", ("del", "cite"): "cited", ("content", "src"): "page",
    ("use", "href"): "other",
}  # fmt: skip
"""Attributes that hold an address, and what stands there."""


def _in_tree(tree: Tree) -> Iterator[Reference]:
    for element in tree.elements:
        name = trees.local(element)
        for attribute, value in element.attrib.items():
            key = str(attribute).removeprefix(f"{{{XLINK}}}")
            kind = _kind(element, name, key)
            if not kind:
                continue
            for one in _listed(str(value)) if key == "srcset" else [str(value)]:
                line, address = line_of(element), resolve(tree.name, one)
                yield Reference(tree.name, line, one, kind, address)


def _kind(element: Element, name: str, attribute: str) -> str:
    if attribute == "srcset":
        return "picture"
    if (name, attribute) == ("link", "href"):
        rel = (element.get("rel") or "").lower().split()
        return "style" if "stylesheet" in rel else "picture" if "icon" in rel else "other"
    if attribute == "href" and name not in ("base", "a", "area"):
        return _KINDS.get((name, attribute), "other")
    if name == "source" and attribute == "src" and element.getparent() is not None:
        parent = element.getparent()
        return "picture" if parent is not None and trees.local(parent) == "picture" else "media"
    return _KINDS.get((name, attribute), "")


def _listed(text: str) -> list[str]:
    """The addresses of an attribute srcset."""
    return [part.split()[0] for part in text.split(",") if part.split()]


_SHEET = re.compile(rb"<\?xml-stylesheet\s([^>]*?)\?>")


def _instructions(name: str, data: bytes) -> Iterator[Reference]:
    """Style sheets named by a processing instruction."""
    for match in _SHEET.finditer(data[: 1 << 16]):
        given = re.search(rb"href\s*=\s*[\"']([^\"']*)", match.group(1))
        if given:
            value = given.group(1).decode("utf-8", "replace")
            line = data.count(b"\n", 0, match.start()) + 1
            yield Reference(name, line, value, "style", resolve(name, value))
