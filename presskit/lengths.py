"""How long a film's texts are, and which of them fit which field of a receiver's form."""

from collections.abc import Iterator
from dataclasses import dataclass

from presskit import markdown
from presskit.model import Film, Limit, Path, Profile

USUAL = "usual"
"""The profile whose fields are the texts of film.yaml: every film is held to it."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One text: where it stands in film.yaml or of whom it is, its counts, what it is held to."""

    label: str
    kind: str
    words: int
    characters: int
    path: Path = ()
    measure: Limit | None = None

    def count(self, limit: Limit) -> int:
        return self.words if limit.count == "words" else self.characters

    def fits(self, limit: Limit) -> bool:
        """Whether the text can go into the field; one of the greatest length can."""
        return self.kind == limit.takes and limit.at_least <= self.count(limit) <= limit.at_most


def limits(profiles: tuple[Profile, ...]) -> dict[str, Limit]:
    """Every field by profile and name: short-forms/synopsis."""
    return {
        f"{profile.id}/{limit.field}": limit for profile in profiles for limit in profile.limits
    }


def measured(film: Film) -> tuple[Measured, ...]:
    """The title, the texts of film.yaml and the short biographies, with their counts."""
    return tuple(_measured(film))


def _measured(film: Film) -> Iterator[Measured]:
    known = limits(film.profiles)
    about = film.about

    def counted(
        label: str, kind: str, text: object, path: Path = (), measure: str = ""
    ) -> Iterator[Measured]:
        if isinstance(text, str):
            words = markdown.count_words(text, film.cite)
            characters = markdown.count_characters(text, film.cite)
            yield Measured(label, kind, words, characters, path, known.get(measure))

    yield from counted("title", "title", about.title)
    for name in ("logline", "short", "medium", "long"):
        kind = "logline" if name == "logline" else "synopsis"
        path: Path = ("texts", name)
        yield from counted(name, kind, getattr(about.texts, name), path, f"{USUAL}/{name}")
    for i, text in enumerate(about.texts.fitted):
        limit = known.get(text.measure)
        kind = limit.takes if limit else ""
        path = ("texts", "fitted", i, "text")
        yield from counted(text.name, kind, text.text, path, text.measure)
    yield from counted("statement", "statement", about.statement)
    for person in film.people:
        if person.id in about.directed_by:
            life = getattr(person.biography, "short", None)
            yield from counted(f"{person.name}, short", "biography", life)


def table(film: Film, only: str = "") -> Iterator[str]:
    """Lines to print: each text with its counts; each field of each form with what fits it.

    Of several texts that fit, the longest is the one to paste.
    """
    texts = measured(film)
    yield "Texts"
    for text in texts:
        yield f"  {text.label}: {text.words} words, {text.characters} characters"
    for profile in film.profiles:
        if only in ("", profile.id):
            yield ""
            yield f"{profile.name} ({profile.id}; {profile.source}, read {profile.seen})"
            yield from (_line(limit, texts) for limit in profile.limits)


def _line(limit: Limit, texts: tuple[Measured, ...]) -> str:
    fitting = [text for text in texts if text.fits(limit)]
    if fitting:
        best = max(fitting, key=lambda text: text.count(limit))
        return f"  {limit.field}, {limit.asked}: {best.label} ({best.count(limit)})"
    return f"  {limit.field}, {limit.asked}: no text fits"
