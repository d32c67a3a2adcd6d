"""Something that may not be shown."""

from dataclasses import dataclass

from presskit.model import Item, Path


@dataclass(frozen=True, slots=True)
class Held:
    """Something that may not be shown: where it stands, what it is called, and why not."""

    name: str
    path: Path
    item: Item
    why: str

    @property
    def called(self) -> str:
        for field in _CALLED:
            said = getattr(self.item, field, None)
            if isinstance(said, str) and said:
                return said
        return type(self.item).__name__.lower()


_CALLED = ("title", "label", "event", "festival", "name", "role", "heading", "purpose", "about",
           "slug", "publication", "who")  # fmt: skip
"""Fields by which people call a thing, the first that it has."""
