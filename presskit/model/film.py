"""The whole of one film's content."""

from presskit.model.about import FilmFile
from presskit.model.career import Accolades, Festivals
from presskit.model.media import Interview, Quote, StillsFile, Text, Vouched
from presskit.model.registry import Fact, Name, Person, Source
from presskit.model.values import Content


class Film(Content):
    """One film's content, validated; knows nothing of formats."""

    slug: str
    about: FilmFile
    facts: tuple[Fact, ...] = ()
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

    def cite(self, key: str) -> str | None:
        """The wording of the fact `id`, or of its form `id:form`; None when there is none."""
        name, _, form = key.partition(":")
        for fact in self.facts:
            if fact.id == name:
                return fact.forms.get(form) if form else fact.printed
        return None

    def person(self, wanted: str) -> Person | None:
        return next((p for p in self.people if p.id == wanted), None)

    def source(self, wanted: str) -> Source | None:
        return next((s for s in self.sources if s.id == wanted), None)

    def fact(self, wanted: str) -> Fact | None:
        return next((f for f in self.facts if f.id == wanted), None)
