"""Where an output prints which facts, and what its pages say: page by page, chapter by chapter.

A fact that a text cites is found at its words. One that a template asks for by itself (a count
that is drawn, a figure in a table) is on the pages of its section.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from lxml import etree

from presskit.document import Artifact, Document, Layout, Noted, Part
from presskit.marks import MARK
from presskit.pagination import Piece, fold, pieces

SHORT = 16
"""Digits of a part's digest: enough to see that it changed."""


def parts(document: Document, layout: Layout | None, data: bytes) -> tuple[Part, ...]:
    """The pages of a paged document, the chapters of a booklet; of other files the whole."""
    noted = document.noted or Noted({}, (), {})
    if layout is not None:
        return tuple(_pages(noted, layout))
    if len(document.pages) > 1:
        return tuple(_chapters(noted))
    facts = frozenset().union(*noted.facts.values())
    return (Part("", _digest(data), tuple(sorted(facts))),)


def _pages(noted: Noted, layout: Layout) -> Iterator[Part]:
    found = [set[str]() for _ in layout.folios]
    located: set[tuple[str, str]] = set()
    starts = _starts(layout)
    for number, offset, fact, within in _cited(noted.marked[0].xhtml, noted.carried):
        page = _page_of(starts.get(number, ()), offset)
        if page is not None:
            found[page].add(fact)
            located |= {(section, fact) for section in within}
    for section, first, last in _stretches(noted, layout):
        for fact in noted.facts[section]:
            if (section, fact) not in located:
                for page in range(first, last + 1):
                    found[page].add(fact)
    words = list(_words(layout))
    for page, folio in enumerate(layout.folios):
        yield Part(folio, _digest(words[page].encode()), tuple(sorted(found[page])))


def _chapters(noted: Noted) -> Iterator[Part]:
    for page in noted.marked:
        root = etree.fromstring(page.xhtml.encode())
        facts = {fact for _, _, fact, _ in _cited(page.xhtml, noted.carried)}
        facts |= noted.facts.get(page.name, frozenset())
        said = "".join(piece.block.words for piece in pieces(root))
        yield Part(page.title or page.name, _digest(said.encode()), tuple(sorted(facts)))


def _cited(
    xhtml: str, carried: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    """Each mark: its block, the characters before it there, its fact, and the ids round it.

    A fact whose words hold another's counts as both.
    """
    root = etree.fromstring(xhtml.encode(), etree.XMLParser(load_dtd=False, no_network=True))
    for number, piece in enumerate(pieces(root)):
        for offset, fact in _marks(piece):
            for one in (fact, *carried.get(fact, ())):
                yield number, offset, one, piece.within


def _marks(piece: Piece) -> Iterator[tuple[int, str]]:
    at = 0
    for run in piece.runs:
        fact = None if run.tail else _attribute(run.owner)
        if fact:
            yield at, fact
        at += len(fold(run.text))


def _attribute(element: Any) -> str | None:
    fact: str | None = element.get(MARK)
    return fact


def _starts(layout: Layout) -> dict[int, list[tuple[int, int]]]:
    """Of each block, where it is taken up: the characters before, and the page."""
    found: dict[int, list[tuple[int, int]]] = {}
    for page, those in enumerate(layout.starts):
        for start in those:
            found.setdefault(start.block, []).append((start.done, page))
    return found


def _page_of(starts: Sequence[tuple[int, int]], offset: int) -> int | None:
    """The page that a character of a block is on; None where the layout was not followed."""
    index = bisect_right(starts, (offset, _LAST)) - 1
    return starts[index][1] if index >= 0 else None


_LAST = 1 << 30
"""Behind every page."""


def _stretches(noted: Noted, layout: Layout) -> Iterator[tuple[str, int, int]]:
    """Each section with its first page and its last."""
    first = {name: layout.anchors[name] for name in noted.facts if name in layout.anchors}
    ends = sorted({*first.values(), len(layout.folios)})
    following = dict(pairwise(ends))
    for name, page in first.items():
        yield name, page, max(page, following.get(page, page + 1) - 1)
    if len(layout.folios) == 1:
        yield "", 0, 0


def _words(layout: Layout) -> Iterator[str]:
    """The words of each page, as pagination.fold leaves them."""
    ends: dict[tuple[int, int], int] = {}
    for block, taken_up in _starts(layout).items():
        for (_, page), (done, later) in pairwise(taken_up):
            if later > page:
                ends[block, page] = done
    for page, starts in enumerate(layout.starts or ((),) * len(layout.folios)):
        said = (layout.blocks[s.block].words[s.done : ends.get((s.block, page))] for s in starts)
        yield "\n".join(said)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:SHORT]


def used(artifacts: Iterable[Artifact], fact: str) -> dict[str, tuple[str, ...]]:
    """Names of files that show a fact, with the labels of the pages or chapters that do."""
    shown = {a.name: tuple(p.label for p in a.parts if fact in p.facts) for a in artifacts}
    return {name: labels for name, labels in shown.items() if labels}


def places(artifacts: Iterable[Artifact]) -> dict[str, str]:
    """Facts by id, with where editions show them; those that do so alike, together.

    credits, copy-deck: throughout; booklet: chapter Fact sheet.
    """
    shown: dict[str, dict[str, list[str]]] = {}
    for artifact in artifacts:
        for fact in dict.fromkeys(f for part in artifact.parts for f in part.facts):
            labels = tuple(p.label for p in artifact.parts if fact in p.facts)
            where = shown.setdefault(fact, {})
            where.setdefault(listed(labels), []).append(artifact.edition)
    return {
        fact: "; ".join(f"{', '.join(editions)}: {labels}" for labels, editions in where.items())
        for fact, where in shown.items()
    }


def listed(labels: Sequence[str]) -> str:
    """Labels as a reader says them: pages 3, 4; chapter Fact sheet."""
    if tuple(labels) == ("",):
        return "throughout"
    noun = "page" if all(label.isdecimal() for label in labels) else "chapter"
    plural = "s" if len(labels) > 1 else ""
    return f"{noun}{plural} {', '.join(labels)}"


def changes(
    before: Mapping[str, Iterable[Part]], after: Mapping[str, Iterable[Part]]
) -> dict[str, tuple[str, ...]]:
    """Names of files with the labels of the parts whose words are not what they were."""
    found = {}
    for name, now in after.items():
        known = {part.label: part.digest for part in before.get(name, ())}
        if not known:
            continue
        changed = tuple(p.label for p in now if known.get(p.label) != p.digest)
        if changed:
            found[name] = changed
    return found
