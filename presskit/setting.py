"""Display type, measured in the face it is set in: where lines break, and how large they may be."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from presskit.drawing import type as text_width
from presskit.theme import FontFile, Theme


def font_paths(theme: Theme) -> tuple[Path, ...]:
    """The files of all fonts of a theme."""
    paths = (theme.find("assets", f.file) for f in theme.tokens.fonts)
    return tuple(p for p in paths if p)


def font_path(theme: Theme, family: str, weight: int) -> str:
    """The file of a face, or of the one nearest to it, for drawings that measure a text.

    Behind it, as in a search path, the files of those that stand in for characters it lacks.
    """
    faces = [font for font in theme.tokens.fonts if font.family == family]
    if not faces:
        raise KeyError(f"the theme {theme.name} has no {family}")
    others = ([f for f in theme.tokens.fonts if f.family == name] for name in theme.stand_ins)
    chosen = (_nearest(fonts, weight) for fonts in (faces, *others))
    return os.pathsep.join(str(theme.find("assets", font.file)) for font in chosen)


def _nearest(fonts: Sequence[FontFile], weight: int) -> FontFile:
    return min(fonts, key=lambda font: (font.style != "normal", abs(font.weight - weight)))


def broken(theme: Theme) -> Callable[..., list[str]]:
    """Breaks display type into even lines, measured in the face it is set in."""

    def lines_of(
        text: str,
        family: str,
        weight: int,
        size: float,
        width: float,
        tracking: float = 0.0,
        upper: bool = False,
        spread: bool = False,
    ) -> list[str]:
        """Lines of the text as typed; `spread` sets each word on a line of its own."""
        words = text.split()
        if spread:
            return words
        shown = text.upper() if upper else text
        path = font_path(theme, family, weight)
        rest = iter(words)
        lines = text_width.fit_lines(shown, path, size, width, tracking)
        if len(lines) > 3:  # a paragraph in display type, which may end where it ends
            lines = text_width.fit_lines(shown, path, size, width, tracking, last=0.6)
        return [" ".join(next(rest) for _ in line.split()) for line in lines]

    return lines_of


def fitted(theme: Theme) -> Callable[..., dict[str, object]]:
    """The largest of some sizes at which display type keeps within its lines and its width.

    With a word too wide for the last of them, it is the size at which that word fits.
    """
    lines_of = broken(theme)

    def largest(
        text: str,
        family: str,
        weight: int,
        sizes: Sequence[float],
        width: float,
        most: int,
        tracking: float = 0.0,
        upper: bool = False,
        spread: bool = False,
    ) -> dict[str, object]:
        path = font_path(theme, family, weight)
        for size in sizes:
            lines = lines_of(text, family, weight, size, width, tracking, upper, spread)
            shown = [line.upper() if upper else line for line in lines]
            widths = (text_width.measure(line, path, size, tracking) for line in shown)
            widest = max(widths, default=0.0)
            if len(lines) <= most and widest <= width:
                break
        if widest > width:
            size = min(text_width.fit_size(line, path, size, width, tracking) for line in shown)
        return {"size": size, "lines": lines}

    return largest


def share_out(
    blocks: Sequence[tuple[float, bool]], columns: Sequence[float], easy: float, most: float
) -> list[int | None]:
    """The column that each block goes to, or None for one that is left out.

    A block is its height and whether it must be there; `columns` are the heights that the columns
    have already. A block goes to the shortest column that has room for it: to `easy` or as low as
    another column reaches, but no lower than `most`; one that must be there, to `most` at once.
    One that must be there and has no room goes to the shortest column all the same, which is then
    too long: that is found later.
    """
    heights = list(columns)
    places: list[int | None] = []
    for height, needed in blocks:
        limit = most if needed else max(easy, min(most, max(heights)))
        shortest_first = sorted(range(len(heights)), key=lambda n: (heights[n], -n))
        fits = [n for n in shortest_first if heights[n] + height <= limit]
        place = next(iter(fits or (shortest_first if needed else ())), None)
        places.append(place)
        if place is not None:
            heights[place] += height
    return places


def tools(theme: Theme) -> dict[str, object]:
    """What templates set display type with, by the names they call it."""
    return {
        "broken": broken(theme),
        "fitted": fitted(theme),
        "fit_lines": text_width.fit_lines,
        "fit_size": text_width.fit_size,
        "font_path": lambda family, weight: font_path(theme, family, weight),
        "share_out": share_out,
        "longest_word": lambda text: max(text.split(), key=len),
    }
