"""Drawings as templates call them: what was drawn once is not drawn again."""

import pickle
from collections.abc import Callable, Sequence

from markupsafe import Markup

from presskit import drawing
from presskit.model import Accolade


def _markup(function: Callable[..., str]) -> Callable[..., Markup]:
    """A drawing function whose result templates may print as it is: it is SVG of ours.

    What it drew is kept: editions and builds ask for the same drawings.
    """
    drawn: dict[bytes, Markup] = {}

    def draw(**given: object) -> Markup:
        try:
            asked = pickle.dumps(given)
        except (pickle.PicklingError, TypeError, AttributeError):
            return Markup(function(**given))  # what a template gave in place of a number
        if asked not in drawn:
            if len(drawn) >= _DRAWN:
                drawn.clear()
            drawn[asked] = Markup(function(**given))
        return drawn[asked]

    return draw


_DRAWN = 64
"""Drawings of a kind that are kept; a kit has a few."""


DRAWINGS = {name: _markup(function) for name, function in drawing.FUNCTIONS.items()}


def timeline_cards(events: Sequence[Accolade]) -> list[tuple[float, str, str]]:
    """(place on the axis in years, year, heading) of each entry, for a drawing."""
    return [(e.date.year, str(e.date.year), e.timeline_title or e.event) for e in events if e.date]
