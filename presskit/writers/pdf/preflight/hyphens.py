"""Hyphens at line ends: no more than two in a row.

A layout engine sees a line at a time, so ladders are found after layout. The word that makes the
third hyphen is then kept whole, and the pages are laid out again.
"""

import gc
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from presskit.diagnostics import Diagnostic
from presskit.writers.pdf.preflight.flow import Piece, pieces
from presskit.writers.pdf.preflight.sheets import Sheets, has_text

MOST = 2
"""Hyphens in a row that an editor lets stand."""

PASSES = 2
"""How often pages are laid out again: a word kept whole can bring another to the line's end."""

Kept = frozenset[tuple[int, str]]
"""Words to keep whole: the number of their paragraph's element in the document, and the word."""

_HYPHENS = "-\u00ad\u2010"
_BREAK = "\ue000"
"""Stands for a hyphen at a line's end, which may be the word's own or not."""


def ladders(sheets: Sheets) -> list[Diagnostic]:
    """A warning for each place where more than two lines in a row end with a hyphen."""
    hint = "Reword one of the lines, or widen the column in the style sheet."
    found = []
    for run in _runs(sheets):
        first = run[0]
        message = f"hyphens end {len(run)} lines in a row, from “{first.text}”"
        found.append(sheets.finding("PK516", first.page, message, first.element, hint))
    return found


def settled(lay_out: Callable[[Kept], tuple[Any, Any]]) -> tuple[Any, Any]:
    """What `lay_out` makes, made again as long as there are words to keep whole.

    `lay_out` gives the layout and something of its own; it has `keep` mark the words.
    """
    kept: Kept = frozenset()
    made = lay_out(kept)
    for _ in range(PASSES):
        more = kept | _thirds(Sheets(made[0]))
        if more == kept:
            break
        kept = more
        del made  # two layouts at once take twice the memory
        gc.collect()
        made = lay_out(kept)
    return made


def keep(root: Element, kept: Kept) -> None:
    """Mark words that may not be divided in a document that is not laid out yet."""
    own = list(_own(root))
    for number, word in sorted(kept):
        _wrap(own[number], re.compile(rf"(?<!\w)({re.escape(word)})(?!\w)", re.IGNORECASE))


def _own(root: Element) -> Iterator[Element]:
    """The elements of a document without the marks that `keep` puts in."""
    return (e for e in root.iter() if e.get("data-whole") is None)


def _wrap(parent: Element, word: re.Pattern[str]) -> None:
    children = list(parent)
    for child in children:
        _wrap(child, word)
        parent.remove(child)

    def pour(text: str | None) -> str:
        """Put the text after what `parent` has by now; the part before its first mark."""
        first, *rest = word.split(text or "")
        for whole, tail in zip(rest[::2], rest[1::2], strict=True):
            mark = SubElement(parent, "span", {"data-whole": "", "style": "white-space: nowrap"})
            mark.text, mark.tail = whole, tail
        return first

    parent.text = pour(parent.text)
    for child in children:
        parent.append(child)
        child.tail = pour(child.tail)


def _thirds(sheets: Sheets) -> Kept:
    """The word that makes the third hyphen of each ladder."""
    paragraphs: dict[int, list[Piece]] = {}
    for piece in pieces(sheets):
        paragraphs.setdefault(id(piece.element), []).append(piece)
    numbers = {id(e): n for n, e in enumerate(_own(sheets.root))}
    found = set()
    for run in _runs(sheets):
        third = run[MOST]
        word = _divided(paragraphs[id(third.element)], third)
        if word and _has_room(third, word):
            found.add((numbers[id(third.element)], word))
    return frozenset(found)


def _runs(sheets: Sheets) -> Iterator[list[Piece]]:
    """Lines of one paragraph, one below the other, that end with a hyphen; more than two."""
    for _, paragraph in groupby(pieces(sheets), lambda p: (id(p.element), p.page, p.column)):
        for ends, lines in groupby(paragraph, _is_hyphened):
            run = list(lines)
            if ends and len(run) > MOST:
                yield run


def _text(line: Piece) -> str:
    return "".join(b.text for b in line.box.descendants() if has_text(b)).rstrip()


def _is_hyphened(line: Piece) -> bool:
    return _text(line).endswith(tuple(_HYPHENS))


def _has_room(line: Piece, word: str) -> bool:
    """Whether a word is sure to fit the column whole: a tenth more than the line's characters."""
    texts = [b for b in line.box.descendants() if has_text(b)]
    each = sum(b.width for b in texts) / sum(len(b.text) for b in texts)
    return bool(1.1 * each * len(word) < line.path[-1].width)


def _divided(paragraph: list[Piece], line: Piece) -> str:
    """The word that the end of a line divides, as the text has it; empty if it is not found.

    Elements within the word hide it, and a hyphen of its own is part of it.
    """
    whole, at = "", 0
    for piece in paragraph:
        whole += _text(piece).rstrip(_HYPHENS) + (_BREAK if _is_hyphened(piece) else " ")
        if piece.box is line.box:
            at = len(whole) - 1
    start = max(whole.rfind(" ", 0, at), whole.rfind("\u00a0", 0, at)) + 1
    word = re.split(r"\s", whole[start:], maxsplit=1)[0].strip()
    parts = [re.escape(part) for part in re.sub(r"^[^\w]+|[^\w]+$", "", word).split(_BREAK)]
    pattern = rf"(?<!\w){f'[{_HYPHENS}]?'.join(parts)}(?!\w)"
    match = re.search(pattern, "".join(line.element.itertext()), re.IGNORECASE)
    return match.group() if match and len(parts) > 1 else ""
