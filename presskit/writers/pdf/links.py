"""One link where the engine makes one of every box within it: tabbed to, and read out, once."""

from typing import Any

import pydyf

from presskit.writers.pdf.preflight.sheets import within


def join(laid_out: Any) -> None:
    """Keep the outermost box of each link, and let it cover those that stood in it."""
    for page in laid_out.pages:
        kept: list[tuple[str, str, tuple[float, ...], Any]] = []
        outer: dict[int, int] = {}  # a box within a link that is kept: the number of that link
        for kind, target, rectangle, box in page.links:
            box = getattr(box, "_box", box)  # what is placed absolutely comes wrapped
            number = outer.get(id(box))
            if number is None or kept[number][:2] != (kind, target):
                outer.update((id(inner), len(kept)) for inner in within(box))
                kept.append((kind, target, rectangle, box))
            else:
                *same, around, first = kept[number]
                kept[number] = (*same, _union(around, rectangle), first)
        page.links = kept


def _union(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    """The smallest rectangle round two: left, top, right, bottom."""
    low, high = zip(one[:2], other[:2], strict=True), zip(one[2:], other[2:], strict=True)
    return (*map(min, low), *map(max, high))


def describe(document: Any) -> None:
    """Say of each link what it shows; the engine says only where it leads (ISO 14289-1, 7.18.5)."""
    for page in document.pages:
        for _, _, _, box in page.links:
            words = " ".join("".join(box.element.itertext()).split())
            if box.link_annotation and words:
                box.link_annotation["Contents"] = pydyf.String(words)
