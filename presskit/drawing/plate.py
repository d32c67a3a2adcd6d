"""A pressed number plate in the American manner: twice as wide as high, slots, corner stickers."""

from __future__ import annotations

from collections.abc import Sequence

from .svg import Colours, clean, document, tag

_WIDTH, _HEIGHT = 240.0, 120.0


def plate(
    *,
    digits: str,
    top: str,
    stickers: Sequence[str],
    colours: Colours,
    width: float,
    face: str = "Barlow Condensed",
    title: str = "",
) -> str:
    """A plate `width` points wide with `digits` below the line `top`.

    `stickers` are the texts of the two upper corners, left and right, two or three letters each;
    an empty text leaves its corner free. `face` is a font family, set at weight 700: the page,
    or whoever makes a picture of this, must provide it. `colours` names ink, ground and behind
    (what shows through the slots). Raises ValueError unless there are two stickers.
    """
    if len(stickers) != 2:
        raise ValueError(f"a plate has two stickers, not {len(stickers)}")
    ink = colours["ink"]
    body = tag("rect", width=_WIDTH, height=_HEIGHT, rx=9.0, fill=colours["ground"])
    body += tag("rect", x=3.6, y=3.6, width=_WIDTH - 7.2, height=_HEIGHT - 7.2, rx=6.4,
                fill="none", stroke=ink, stroke_width=1.5)  # fmt: skip
    for x in (62.0, _WIDTH - 62):
        for y in (13.5, _HEIGHT - 12.5):
            body += tag("rect", x=x - 7, y=y - 2.6, width=14.0, height=5.2, rx=2.6,
                        fill=colours["behind"])  # fmt: skip
    for x, text in zip((11.0, _WIDTH - 41), stickers, strict=True):
        body += _sticker(x, text, face, colours) if text else ""
    body += _words(top, _WIDTH / 2, 25, _fitting(top, 17, 10), 1.6, face, ink)
    body += _words(digits, _WIDTH / 2, 103, _fitting(digits, 98, 4), 5, face, ink)
    return document(width, width / 2, body, box=(_WIDTH, _HEIGHT), title=title)


def _fitting(text: str, size: float, letters: int) -> float:
    """The size at which a text fits that has room for so many letters at the full size."""
    return size * min(1.0, letters / max(1, len(text)))


def _sticker(x: float, text: str, face: str, colours: Colours) -> str:
    field = tag("rect", x=x, y=11.0, width=30.0, height=17.0, rx=1.5, fill=colours["ink"])
    return field + _words(text, x + 15, 24.2, _fitting(text, 13.5, 4), 0, face, colours["ground"])


def _words(text: str, x: float, y: float, size: float, space: float, face: str, colour: str) -> str:
    """A centred line; half the letter-spacing is added, for it also follows the last letter."""
    spacing = {"letter_spacing": space} if space else {}
    return tag("text", clean(text), x=x + space / 2, y=y, font_family=face, font_weight="700",
               font_size=size, text_anchor="middle", fill=colour, **spacing)  # fmt: skip
