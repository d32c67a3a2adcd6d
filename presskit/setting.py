"""Display type, measured in the face it is set in: where lines break, and how large they may be."""

from collections.abc import Callable, Sequence
from pathlib import Path

from presskit.drawing import type as text_width
from presskit.theme import Theme


def font_paths(theme: Theme) -> tuple[Path, ...]:
    """The files of all fonts of a theme."""
    paths = (theme.find("assets", f.file) for f in theme.tokens.fonts)
    return tuple(p for p in paths if p)


def font_path(theme: Theme, family: str, weight: int) -> str:
    """The file of a face, for drawings that must know how wide a text is."""
    for font in theme.tokens.fonts:
        if (font.family, font.weight, font.style) == (family, weight, "normal"):
            return str(theme.find("assets", font.file))
    raise KeyError(f"the theme {theme.name} has no {family} {weight}")


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
    """The largest of some sizes at which display type keeps within its lines and its width."""
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
            widest = max(text_width.measure(line, path, size, tracking) for line in shown)
            if len(lines) <= most and widest <= width:
                break
        return {"size": size, "lines": lines}

    return largest


def tools(theme: Theme) -> dict[str, object]:
    """What templates set display type with, by the names they call it."""
    return {
        "broken": broken(theme),
        "fitted": fitted(theme),
        "fit_lines": text_width.fit_lines,
        "fit_size": text_width.fit_size,
        "font_path": lambda family, weight: font_path(theme, family, weight),
        "longest_word": lambda text: max(text.split(), key=len),
    }
