"""Pages shared with print: where each page of a laid-out kit begins in the booklet's text.

A block of print and one of the booklet are the same when they stand in sections of one name and
have the same words, and that block is there as often in the one as in the other. So the two may
differ as their readers need it; a page is marked at its first words that both have. No length
here is in bytes or words: a block's words are counted in characters as `fold` leaves them.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from lxml import etree

from presskit.document import Block, Printed, Start

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"

SPOKEN = "spoken"
"""The class of words that only the booklet has, for those who hear it."""

_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "dfn", "em", "i", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
}  # fmt: skip
_PICTURES = ("img", "svg")
_PASSED_OVER = ("head", "script", "style", "template", "title")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FLOW = frozenset(
    ("article", "aside", "blockquote", "body", "div", "figure", "main", "nav", "section")
)
_NOT_PRINTED = frozenset("\u00ad\u200b\u2060\ufeff")
"""Characters without a shape: soft hyphen, breaking and joining blanks of no width."""


def fold(text: str) -> list[tuple[str, int]]:
    """The characters of a text as they are compared, each with its place in it.

    Blanks and characters without a shape are left out; capitals make no difference.
    """
    return [
        (folded, place)
        for place, character in enumerate(text)
        if not character.isspace() and character not in _NOT_PRINTED
        for folded in character.casefold()
    ]


@dataclass(slots=True)
class Run:
    """A text in a tree: `node`'s text, or its tail, which is of the element `owner`."""

    owner: Any
    node: Any
    tail: bool = False

    @property
    def text(self) -> str:
        return (self.node.tail if self.tail else self.node.text) or ""


@dataclass(slots=True)
class Piece:
    """A block or a picture in a tree; `within` are the ids round it, from the outside."""

    element: Any
    within: tuple[str, ...]
    picture: bool = False
    runs: list[Run] = field(default_factory=list)

    @property
    def block(self) -> Block:
        text = described(self.element) if self.picture else "".join(r.text for r in self.runs)
        return Block(self.within, "".join(c for c, _ in fold(text)), self.picture)


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def described(picture: Any) -> str:
    """What a picture's text alternative says."""
    if local(picture) == "svg":
        return next((e.text or "" for e in picture if local(e) == "title"), "")
    return picture.get("alt") or ""


def pieces(root: Any) -> list[Piece]:
    """Blocks and pictures of a tree (ElementTree's or lxml's) in the order of its text."""
    found: list[Piece] = []
    _collect(root, Piece(root, ()), found)
    return found


def _unseen(element: Any) -> bool:
    return element.get("hidden") is not None or SPOKEN in (element.get("class") or "").split()


def _collect(element: Any, block: Piece, found: list[Piece]) -> None:
    name = local(element)
    if not name or name in _PASSED_OVER or _unseen(element):
        return
    within = (*block.within, element.get("id")) if element.get("id") else block.within
    if name in _PICTURES:
        found.append(Piece(element, within, picture=True))
        return
    if name not in _INLINE:
        block = Piece(element, within)
        found.append(block)
    if element.text:
        block.runs.append(Run(element, element))
    for child in element:
        _collect(child, block, found)
        if child.tail:
            block.runs.append(Run(element, child, tail=True))


@dataclass(frozen=True, slots=True)
class Mark:
    """A page of print in the booklet: its label, the page of the booklet, the marker's id."""

    label: str
    page: str
    anchor: str


class NotSharedError(Exception):
    """The pages cannot be told: the reason and the remedy in the user's words."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.remedy = remedy


_Place = tuple[int, int, int]
"""Where a page begins in the booklet: page, piece of it, characters of the piece before it."""


def mark(pages: Sequence[tuple[str, Any]], printed: Printed) -> tuple[Mark, ...]:
    """Put a marker before the first words of each printed page; the list of the markers.

    `pages` are (name, lxml root) in the order of reading. Raises NotSharedError, and leaves the
    trees as they are, where there is no layout or where the pages come in another order here.
    """
    layout = printed.layout
    if layout is None:
        remedy = "Build the whole kit, presskit build, for a booklet that shares its pages."
        raise NotSharedError(f"{printed.edition} was not built with it", remedy)
    if layout.stray:
        remedy = "Nothing is wrong with either file; please report what stands there."
        raise NotSharedError(f"{printed.edition} parts from its text on {layout.stray}", remedy)
    trees = [pieces(root) for _, root in pages]
    shared = _shared(layout.blocks, [name for name, _ in pages], trees)
    places: dict[int, _Place] = {}
    for number, starts in enumerate(layout.starts):
        place = next((p for s in starts if (p := _place(s, shared, trees))), None)
        if place:
            places[number] = place
    for (one, here), (other, there) in pairwise(places.items()):
        if here >= there:
            told = f"{layout.folios[one]} and {layout.folios[other]}"
            reason = f"pages {told} of {printed.edition} are in another order here"
            raise NotSharedError(reason, "Give both editions the same order of sections.")
    for number, (page, piece, done) in reversed(places.items()):  # places before stay valid
        _insert(trees[page][piece], done, layout.folios[number])
    return tuple(
        Mark(layout.folios[number], pages[page][0], anchor(layout.folios[number]))
        for number, (page, _, _) in places.items()
    )


def anchor(label: str) -> str:
    """The id of a page's marker."""
    return f"page-{label}"


_Shared = Mapping[int, tuple[int, int]]
"""Number of a block of print: (page, piece) of the booklet."""


def _shared(blocks: Sequence[Block], names: list[str], trees: list[list[Piece]]) -> _Shared:
    """Which piece of the booklet each block of print is.

    A page of the booklet that is one picture stands for the first block of its section in print:
    its words are in the picture.
    """
    here: dict[tuple[str, Block], list[tuple[int, int]]] = defaultdict(list)
    for page, (name, tree) in enumerate(zip(names, trees, strict=True)):
        for number, piece in enumerate(tree):
            here[_key(name, piece.block)].append((page, number))
    known = set(names)
    keys = [
        _key(name, block) if (name := next((i for i in block.within if i in known), "")) else None
        for block in blocks
    ]
    counts, seen = Counter(keys), Counter[Any]()
    found: dict[int, tuple[int, int]] = {}
    for number, (key, block) in enumerate(zip(keys, blocks, strict=True)):
        if key is not None and block.words and counts[key] == len(here[key]):
            found[number] = here[key][seen[key]]
            seen[key] += 1
    for number, at in _pictured(keys, names, trees):
        found.setdefault(number, at)
    return found


def _key(name: str, block: Block) -> tuple[str, Block]:
    """The block as one of the section: what stands round it there may differ."""
    return name, Block((), block.words, block.picture)


def _pictured(
    keys: Sequence[tuple[str, Block] | None], names: list[str], trees: list[list[Piece]]
) -> Iterator[tuple[int, tuple[int, int]]]:
    for page, (name, tree) in enumerate(zip(names, trees, strict=True)):
        pictures = [n for n, piece in enumerate(tree) if piece.picture]
        if pictures and not any(p.block.words for p in tree if not p.picture):
            of_it = [n for n, key in enumerate(keys) if key and key[0] == name and key[1].words]
            yield from ((number, (page, pictures[0])) for number in of_it[:1])


def _place(start: Start, shared: _Shared, trees: list[list[Piece]]) -> _Place | None:
    """Where a block that begins on a page, or goes on there, stands in the booklet."""
    if start.block not in shared:
        return None
    page, piece = shared[start.block]
    return page, piece, 0 if trees[page][piece].picture else start.done


def _headed(piece: Piece) -> Any | None:
    """The element that a marker at the head of a piece stands before; None if it goes within.

    Within a heading it would be part of the heading's name; a table has rows only, and a nav
    a heading and a list.
    """
    element, name = piece.element, local(piece.element)
    if name == "caption" or local(element.getparent()) == "nav":
        element = element.getparent()
    if piece.picture or (local(element.getparent()) in _FLOW and name in (*_HEADINGS, "caption")):
        return element
    return None


def _insert(piece: Piece, done: int, label: str) -> None:
    """Put a marker in front of the word that holds the character after the first `done`."""
    kind = {f"{{{EPUB}}}type": "pagebreak", "role": "doc-pagebreak"}
    marker = etree.Element(f"{{{XHTML}}}span", {**kind, "id": anchor(label), "aria-label": label})
    marker.text = ""
    headed = None if done else _headed(piece)
    if headed is not None:
        headed.getparent().insert(headed.getparent().index(headed), marker)
        return
    text = "".join(run.text for run in piece.runs)
    at = fold(text)[done][1]
    while at and not text[at - 1].isspace() and unicodedata.category(text[at]) != "Lo":
        at -= 1  # scripts whose letters are of that category set no blanks, or no hyphens
    for run in piece.runs:
        if at < len(run.text):
            break
        at -= len(run.text)
    before, after = run.text[:at], run.text[at:]
    if run.tail:
        run.node.addnext(marker)
        run.node.tail, marker.tail = before, after
    else:
        run.node.insert(0, marker)
        run.node.text, marker.tail = before, after
