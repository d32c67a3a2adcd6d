"""What people paste and programs read: fact sheet, credits, copy deck, fact-check sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from presskit.deck import checking, sheets
from presskit.model import Film

__all__ = ["Deck"]


@dataclass(frozen=True)
class Deck:
    """All of them, by the names that templates call them; each is made when it is asked for."""

    film: Film
    draft: bool
    places: Mapping[str, str]

    @cached_property
    def fact_sheet(self) -> dict[str, Any]:
        return sheets.fact_sheet(self.film, self.draft)

    @cached_property
    def credits(self) -> dict[str, Any]:
        return sheets.credits(self.film, self.draft)

    @cached_property
    def copy_deck(self) -> dict[str, Any]:
        return sheets.copy_deck(self.film, self.draft)

    @cached_property
    def fact_check(self) -> dict[str, Any]:
        return checking.sheet(self.film, self.draft, self.places)

    @cached_property
    def fact_check_table(self) -> list[Any]:
        said = sheets.head(self.film, self.draft)
        return checking.table(self.film, self.draft, self.places, said)
