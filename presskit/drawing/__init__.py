"""Drawings from numbers and colours: pure functions that return SVG.

`FUNCTIONS` is what templates see as `draw`; all arguments go by keyword and are plain values.
The text they return is finished markup. Measuring words is in `presskit.drawing.type`.
"""

from __future__ import annotations

from collections.abc import Callable

from .contours import contours
from .counts import chain, dots, share, squares
from .ground import ground
from .plate import plate
from .signs import KINDS, sign
from .timeline import Placed, timeline_axis, timeline_layout
from .timeline_card import timeline_card

FUNCTIONS: dict[str, Callable[..., str]] = {
    "chain": chain,
    "contours": contours,
    "dots": dots,
    "ground": ground,
    "plate": plate,
    "share": share,
    "sign": sign,
    "squares": squares,
    "timeline_axis": timeline_axis,
    "timeline_card": timeline_card,
}

__all__ = [
    "FUNCTIONS",
    "KINDS",
    "Placed",
    "chain",
    "contours",
    "dots",
    "ground",
    "plate",
    "share",
    "sign",
    "squares",
    "timeline_axis",
    "timeline_card",
    "timeline_layout",
]
