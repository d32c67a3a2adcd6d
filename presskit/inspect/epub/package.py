"""The package document as data: metadata, manifest, spine, guide (EPUB 3.3, 5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from presskit.inspect.epub.address import resolve
from presskit.inspect.epub.trees import Element, Tree, line_of, local, space, words
from presskit.inspect.epub.vocabulary import DC


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the manifest; `name` is its path in the container, "" when it has none."""

    id: str
    href: str
    name: str
    media_type: str
    properties: frozenset[str]
    fallback: str
    line: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One entry of the spine."""

    idref: str
    linear: bool
    line: int


@dataclass(frozen=True)
class Package:
    """The package document, read leniently: what is missing is empty here, and found elsewhere."""

    tree: Tree

    @property
    def name(self) -> str:
        return self.tree.name

    @property
    def root(self) -> Element:
        return self.tree.root

    @property
    def modern(self) -> bool:
        """Whether it is EPUB 3; of an EPUB 2 less is asked."""
        return not (self.root.get("version") or "").strip().startswith(("1", "2"))

    def part(self, name: str) -> Element | None:
        return next((e for e in self.root if local(e) == name), None)

    def _inside(self, part: str, name: str) -> Sequence[Element]:
        parent = self.part(part)
        return [e for e in parent if local(e) == name] if parent is not None else []

    @cached_property
    def metadata(self) -> tuple[Element, ...]:
        parent = self.part("metadata")
        old = () if parent is None else (e for e in parent.iter("*") if e is not parent)
        return tuple(old)

    @cached_property
    def ids(self) -> dict[str, Element]:
        """Elements of the package by their ids, the first of each."""
        found: dict[str, Element] = {}
        for element in self.tree.elements:
            if name := (element.get("id") or "").strip():
                found.setdefault(name, element)
        return found

    def dublin(self, name: str) -> list[Element]:
        """The elements of Dublin Core that have the name."""
        return [e for e in self.metadata if space(e) == DC and local(e) == name]

    def meta(self, name: str) -> list[Element]:
        """The meta elements with the property."""
        return [e for e in self.metadata if (e.get("property") or "").strip() == name]

    def values(self, name: str) -> list[str]:
        """What the book as a whole says for a property."""
        return [words(e) for e in self.meta(name) if not e.get("refines")]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(self._item(e) for e in self._inside("manifest", "item"))

    def _item(self, element: Element) -> Item:
        href = element.get("href") or ""
        address = resolve(self.name, href)
        return Item(
            (element.get("id") or "").strip(),
            href,
            address.name if address.kind == "book" else "",
            (element.get("media-type") or "").strip().lower().partition(";")[0],
            frozenset((element.get("properties") or "").split()),
            (element.get("fallback") or "").strip(),
            line_of(element),
        )

    @cached_property
    def by_name(self) -> dict[str, Item]:
        return {item.name: item for item in reversed(self.items) if item.name}

    @cached_property
    def by_id(self) -> dict[str, Item]:
        return {item.id: item for item in reversed(self.items) if item.id}

    @cached_property
    def spine(self) -> tuple[Turn, ...]:
        return tuple(
            Turn(
                (e.get("idref") or "").strip(),
                (e.get("linear") or "yes").strip() != "no",
                line_of(e),
            )
            for e in self._inside("spine", "itemref")
        )

    @cached_property
    def order(self) -> dict[str, int]:
        """Names of the files of the spine, with their place in the order of reading."""
        found: dict[str, int] = {}
        for place, turn in enumerate(self.spine):
            if (item := self.by_id.get(turn.idref)) and item.name:
                found.setdefault(item.name, place)
        return found

    @property
    def guide(self) -> Sequence[Element]:
        return self._inside("guide", "reference")

    @property
    def navigation(self) -> list[Item]:
        return [item for item in self.items if "nav" in item.properties]

    @cached_property
    def languages(self) -> list[str]:
        return [words(e) for e in self.dublin("language") if words(e)]
