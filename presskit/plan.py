"""Which sections a film has, and which editions a project asks for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from presskit.diagnostics import Diagnostic, Location, PresskitError
from presskit.document import Edition, Format
from presskit.model import Film
from presskit.project import SETTINGS, EditionSettings, Project
from presskit.theme import Theme


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a document: its anchor, its template, its heading, its running head.

    `item` is the slug of the text that a section of kind text prints.
    """

    id: str
    template: str
    title: str
    running: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class _Kind:
    title: str
    present: Callable[[Film], bool]


def _always(_film: Film) -> bool:
    return True


SECTIONS: Mapping[str, _Kind] = {
    "synopses": _Kind("Synopses", _always),
    "facts": _Kind("Fact sheet", _always),
    "tally": _Kind("In figures", lambda f: f.accolades.tally is not None),
    "statement": _Kind("Director’s statement", lambda f: isinstance(f.about.statement, str)),
    "texts": _Kind("", lambda f: bool(f.texts)),
    "accolades": _Kind("Accolades", lambda f: bool(f.accolades.groups)),
    "timeline": _Kind("Timeline", lambda f: len(f.accolades.dated()) > 1),
    "interviews": _Kind("Interviews", lambda f: bool(f.interviews)),
    "people": _Kind(
        "People in the film",
        lambda f: any(p.group not in ("filmmaker", "other") for p in f.people),
    ),
    "filmmakers": _Kind("Filmmakers", lambda f: any(p.group == "filmmaker" for p in f.people)),
    "festivals": _Kind("Festivals and awards", lambda f: bool(f.festivals.entries)),
    "watch": _Kind("Where to watch", lambda f: f.about.watch is not None),
    "quotes": _Kind("Press", lambda f: bool(f.quotes)),
    "stills": _Kind("Stills", lambda f: bool(f.stills.stills)),
    "credits": _Kind("Credits", lambda f: any(c.names for c in f.about.credits)),
    "contacts": _Kind("Contacts", lambda f: any(c.known for c in f.about.contacts)),
    "disputes": _Kind("Where sources differ", lambda f: any(x.others for x in f.facts)),
    "sources": _Kind("Sources", lambda f: bool(f.sources)),
    "colophon": _Kind("Colophon", _always),
}
"""Every section there is, and when a film has it. An empty section leaves no trace."""


def sections(film: Film, edition: Edition, theme: Theme) -> tuple[Section, ...]:
    """The sections of an edition in order: those it names, else those of the theme."""
    wanted = edition.sections or theme.tokens.sections or tuple(SECTIONS)
    unknown = [name for name in wanted if name not in SECTIONS]
    if unknown:
        message = f"edition {edition.name}: there is no section “{unknown[0]}”"
        hint = f"Sections: {', '.join(SECTIONS)}."
        raise PresskitError(Diagnostic("PK205", message, Location(SETTINGS), hint))
    out: list[Section] = []
    for name in wanted:
        if not SECTIONS[name].present(film):
            continue
        if name == "texts":
            out += [
                Section(t.slug, "text", t.title, t.running or t.title, t.slug) for t in film.texts
            ]
            continue
        title = theme.title(name, _title(name, film))
        out.append(Section(name, name, title, theme.title(f"{name}.running", title)))
    return tuple(out)


def _title(name: str, film: Film) -> str:
    """A heading that the content gives itself, else the standard one."""
    tally = film.accolades.tally
    given = {
        "accolades": film.accolades.title,
        "timeline": film.accolades.timeline_title,
        "tally": tally.title if tally else "",
    }
    return given.get(name) or SECTIONS[name].title


def plan(
    project: Project, wanted: tuple[str, ...], formats: Mapping[str, Format], final: bool
) -> tuple[Edition, ...]:
    """The editions to build: all, or those named; raises PresskitError for one that is not."""
    known = project.editions
    for name in wanted:
        if name not in known:
            message = f"there is no edition “{name}”"
            hint = f"Editions: {', '.join(known)}."
            raise PresskitError(Diagnostic("PK205", message, Location(SETTINGS), hint))
    found = list(_unsound(known, formats))
    if found:
        raise PresskitError(*found)
    return tuple(_edition(name, known[name], final) for name in _in_order(known, wanted))


def _unsound(
    known: Mapping[str, EditionSettings], formats: Mapping[str, Format]
) -> Iterator[Diagnostic]:
    """Editions that could not be made, whatever the film."""
    made: dict[tuple[str, str], str] = {}
    for name, settings in known.items():
        kind = formats.get(settings.format)
        if kind is None:
            message = f"edition {name}: there is no format “{settings.format}”"
            hint = f"Formats: {', '.join(formats)}."
            yield Diagnostic("PK205", message, Location(SETTINGS), hint)
            continue
        if kind.paged and "paper" not in settings.options:
            message = f"edition {name}: its paper is missing"
            hint = "Add options: {paper: a4}, or another paper of the theme."
            yield Diagnostic("PK202", message, Location(SETTINGS), hint)
        other = made.setdefault((settings.stem or name, kind.suffix), name)
        if other != name:
            message = f"editions {other} and {name} would be the same file"
            hint = "Give one of the two another stem."
            yield Diagnostic("PK304", message, Location(SETTINGS), hint)


def _edition(name: str, settings: EditionSettings, final: bool) -> Edition:
    return Edition(
        name=name,
        format=settings.format,
        shell=settings.shell or name,
        stem=settings.stem or name,
        attach=settings.attach,
        sections=settings.sections,
        options=settings.options,
        final=final,
    )


def _in_order(known: Mapping[str, EditionSettings], wanted: tuple[str, ...]) -> Iterator[str]:
    """The editions wanted, each after those it carries; raises PresskitError for a circle."""
    needs = {name: settings.attach for name, settings in known.items()}
    for name, attached in needs.items():
        for other in attached:
            if other not in known:
                message = f"edition {name}: attach names “{other}”, which is no edition"
                hint = f"Editions: {', '.join(known)}."
                raise PresskitError(Diagnostic("PK205", message, Location(SETTINGS), hint))
    try:
        order = tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        circle = " → ".join(error.args[1])
        message = f"editions attach each other in a circle: {circle}"
        hint = "Take one of them out of attach."
        raise PresskitError(Diagnostic("PK203", message, Location(SETTINGS), hint)) from None
    asked = set(wanted or known)
    for name in reversed(order):
        if name in asked:
            asked.update(needs[name])
    return (name for name in order if name in asked)
