"""Colours on a screen and in print: contrast, tints of black, ink."""

from typing import Annotated

from pydantic import AfterValidator, Field

INK = 300
"""Percent of ink, of all four together, that coated paper takes: the limit of most printers."""

GREY = 16
"""Steps of 255 between the channels of #rrggbb, up to which it prints as a tint of black."""

SOLID = 85
"""Percent of black over which a tint prints solid: its dots would only fray the edge of type."""

HEX = "^#[0-9A-Fa-f]{6}$"
Hex = Annotated[str, Field(pattern=HEX)]
Percent = Annotated[float, Field(ge=0, le=100)]


def _four(parts: tuple[float, ...]) -> tuple[float, ...]:
    if len(parts) != 4:
        raise ValueError("four numbers are needed: cyan, magenta, yellow, black")
    return parts


Ink = Annotated[tuple[Percent, ...], AfterValidator(_four)]
"""Cyan, magenta, yellow and black in percent."""


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1 (WCAG 2.2)."""
    parts = (part / 255 for part in _channels(colour))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #rrggbb colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def is_grey(colour: str) -> bool:
    """Whether #rrggbb is as good as neutral."""
    parts = _channels(colour)
    return max(parts) - min(parts) <= GREY


def grey(colour: str) -> Ink:
    """The tint of black that is about as light as #rrggbb, in whole percent."""
    # Dots gain in print, so that half the ink leaves a quarter of the light.
    tint = round(100 * (1 - luminance(colour) ** 0.5))
    return (0, 0, 0, 100 if tint > SOLID else tint)


def cmyk(ink: Ink) -> str:
    """The ink as CSS has it (CSS Color 5, 6)."""
    return f"device-cmyk({' '.join(f'{part:g}%' for part in ink)})"


def _channels(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
