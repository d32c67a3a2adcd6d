"""What an edition says of itself: the same in a PDF, a booklet and a Word file."""

import datetime as dt
import uuid

from presskit import markdown
from presskit.document import Agent, Conformance, Edition, Metadata, Series
from presskit.model import Accessibility, Film


def _conformance(found: Accessibility | None) -> Conformance | None:
    return Conformance(found.conforms_to, found.certified_by, found.date) if found else None


def describe(film: Film, edition: Edition, stamp: dt.datetime | None) -> Metadata:
    """What an edition says of itself. The identifier stays when the text is corrected."""
    about = film.about
    name = f"https://kit.invalid/{film.slug}/{about.language}"
    midnight = dt.datetime.combine(about.date, dt.time(), dt.UTC)
    people = [p for p in film.people if p.relators]
    subject = film.person(about.subject) if about.subject else None
    description = markdown.to_text(about.texts.logline, film.cite)
    return Metadata(
        title=f"{about.title}: press kit",
        film_title=about.title,
        language=about.language,
        identifier=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}",
        version=about.version,
        modified=stamp or midnight,
        author=Agent(
            about.compiled_by.name, about.compiled_by.sort or about.compiled_by.name, ("aut",)
        ),
        contributors=tuple(Agent(p.name, p.sort or p.name, p.relators) for p in people),
        subjects=(*((subject.sort or subject.name,) if subject else ()), *about.subjects),
        description=description,
        rights=about.rights,
        issuer_line=about.issuer_line,
        draft=not edition.final,
        conformance=_conformance(about.accessibility),
        series=Series(about.series.title, about.series.number) if about.series else None,
    )
