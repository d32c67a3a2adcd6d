"""How wide words are, for drawings that must break or size a title without a layout engine."""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metrics:
    """A font's units to the em, and the advance of each character in those units."""

    units: int
    advances: Mapping[int, int]
    missing: int


@functools.lru_cache(maxsize=32)
def metrics(font_path: str) -> Metrics:
    """The metrics of a font file, read once. Raises OSError when it cannot be read.

    Of several, written as a search path, the first that has a character gives its width.
    """
    # Imported here: most runs draw without measuring.
    from fontTools.ttLib import TTFont

    first, *others = font_path.split(os.pathsep)
    with TTFont(first, lazy=True) as font:
        widths, units = font["hmtx"].metrics, font["head"].unitsPerEm
        advances = {code: widths[name][0] for code, name in font.getBestCmap().items()}
        missing = widths[font.getGlyphOrder()[0]][0]
    for other in map(metrics, others):
        scaled = {code: w * units // other.units for code, w in other.advances.items()}
        advances = scaled | advances
    return Metrics(units, advances, missing)


def measure(text: str, font_path: str, size: float, tracking: float = 0.0) -> float:
    """The width of a line in the unit of `size`.

    `tracking` is the space added after each character, in em, as CSS's letter-spacing adds it.
    Kerning is left out, which makes the result a little too wide for most words.
    """
    font = metrics(str(font_path))
    advance = sum(font.advances.get(ord(character), font.missing) for character in text)
    return size * (advance / font.units + tracking * len(text))


def fit_lines(
    words: str | Sequence[str],
    font_path: str,
    size: float,
    width: float,
    tracking: float = 0.0,
    last: float = 1.0,
) -> list[str]:
    """The words in as few lines as `width` allows, and among those as evenly as possible.

    A text is split at its spaces (not at no-break spaces). A word wider than `width` stands
    alone on its line and is not broken: the caller may ask `fit_size` for a smaller size.
    `last` is how much the last line's blank counts: 1 for a heading, less for a paragraph,
    which may end where it ends.
    """
    pieces = words.split(" ") if isinstance(words, str) else list(words)
    pieces = [piece for piece in pieces if piece]
    # best[i]: the fewest lines for the words from i on, their unevenness, and where the first ends
    best: list[tuple[int, float, int]] = [(0, 0.0, len(pieces))] * (len(pieces) + 1)
    for i in reversed(range(len(pieces))):
        choices = []
        for j in range(i + 1, len(pieces) + 1):
            used = measure(" ".join(pieces[i:j]), font_path, size, tracking)
            if used > width and j > i + 1:
                break
            lines, uneven, _ = best[j]
            weight = last if j == len(pieces) else 1.0
            choices.append((lines + 1, uneven + weight * (width - used) ** 2, j))
        best[i] = min(choices)
    out, i = [], 0
    while i < len(pieces):
        out.append(" ".join(pieces[i : best[i][2]]))
        i = best[i][2]
    return out


def fit_size(text: str, font_path: str, size: float, width: float, tracking: float = 0.0) -> float:
    """The size at which a line fits into `width`, never above `size`."""
    used = measure(text, font_path, size, tracking)
    return size if used <= width else size * width / used
