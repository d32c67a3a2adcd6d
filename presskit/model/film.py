"""The whole of one film's content."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pydantic import Field

from presskit.model.about import FilmFile
from presskit.model.career import Accolades, Festivals
from presskit.model.lengths import Profile
from presskit.model.media import Interview, Quote, StillsFile, Text, Vouched
from presskit.model.registry import Fact, Name, Person, Source, Uncited
from presskit.model.values import Content, Ids

_noted: ContextVar[set[str] | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[set[str]]:
    """Ids of the facts that are asked for meanwhile, whoever asks."""
    seen: set[str] = set()
    token = _noted.set(seen)
    try:
        yield seen
    finally:
        _noted.reset(token)


class Film(Content):
    """One film's content, validated; knows nothing of formats."""

    slug: str
    about: FilmFile
    facts: tuple[Fact, ...] = ()
    uncited: tuple[Uncited, ...] = ()
    sources: tuple[Source, ...] = ()
    people: tuple[Person, ...] = ()
    names: tuple[Name, ...] = ()
    accolades: Accolades = Accolades()
    festivals: Festivals = Festivals()
    stills: StillsFile = StillsFile()
    quotes: tuple[Quote, ...] = ()
    ledger: tuple[Vouched, ...] = ()
    texts: tuple[Text, ...] = ()
    interviews: tuple[Interview, ...] = ()
    profiles: tuple[Profile, ...] = ()
    carried: dict[str, Ids] = Field({}, description="Facts whose words other facts' words hold.")

    def cite(self, key: str) -> str | None:
        """The wording of the fact `id`, or of its form `id:form`; None when there is none."""
        name, _, form = key.partition(":")
        fact = self.fact(name)
        if fact is None:
            return None
        return fact.forms.get(form) if form else fact.printed

    def person(self, wanted: str) -> Person | None:
        return next((p for p in self.people if p.id == wanted), None)

    def source(self, wanted: str) -> Source | None:
        return next((s for s in self.sources if s.id == wanted), None)

    def fact(self, wanted: str) -> Fact | None:
        found = next((f for f in self.facts if f.id == wanted), None)
        seen = _noted.get()
        if found and seen is not None:
            seen.update((found.id, *self.carried.get(found.id, ())))
        return found
