"""Which sections a film has, and which editions a project asks for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter

from presskit.diagnostics import Diagnostic, Location, PresskitError
from presskit.document import Edition, Format
from presskit.model import Film
from presskit.project import SETTINGS, EditionSettings, Project
from presskit.sourcelinks import anchor
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
    "festivals": _Kind(
        "Festivals and awards", lambda f: bool(f.festivals.entries or f.festivals.note)
    ),
    "watch": _Kind("Where to watch", lambda f: f.about.watch is not None),
    "quotes": _Kind("Press", lambda f: bool(f.quotes)),
    "stills": _Kind("Stills", lambda f: bool(f.stills.stills)),
    "credits": _Kind(
        "Credits",
        lambda f: bool(
            any(c.names for c in f.about.credits) or f.about.credits_note or f.about.billing
        ),
    ),
    "contacts": _Kind("Contacts", lambda f: any(c.known for c in f.about.contacts)),
    "disputes": _Kind("Where sources differ", lambda f: any(x.others for x in f.facts)),
    "sources": _Kind("Sources", lambda f: bool(f.sources)),
    "colophon": _Kind("Colophon", _always),
}
"""Every section there is, and when a film has it. An empty section leaves no trace."""


def sections(film: Film, edition: Edition, theme: Theme) -> tuple[Section, ...]:
    """The sections of an edition in order: those it names, else those of the theme."""
    wanted = edition.sections or theme.tokens.sections or tuple(SECTIONS)
    _sections_exist(wanted, edition, theme)
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


def _sections_exist(wanted: tuple[str, ...], edition: Edition, theme: Theme) -> None:
    """Raise PresskitError for a section that is not, or is named twice, where it is named."""
    of_theme = not edition.sections
    file = f"templates/{theme.name}/theme.yaml" if of_theme else SETTINGS
    whose = "sections" if of_theme else f"edition {edition.name}"
    for i, name in enumerate(wanted):
        if name not in SECTIONS:
            message = f"{whose}: there is no section “{name}”"
            hint = f"Sections: {', '.join(SECTIONS)}."
            raise PresskitError(Diagnostic("PK205", message, Location(file), hint))
        if name in wanted[:i]:
            message = f"{whose}: the section “{name}” is named twice"
            raise PresskitError(Diagnostic("PK203", message, Location(file), "Name it once."))


def _title(name: str, film: Film) -> str:
    """A heading that the content gives itself, else the standard one."""
    tally = film.accolades.tally
    given = {
        "accolades": film.accolades.title,
        "timeline": film.accolades.timeline_title,
        "tally": tally.title if tally else "",
    }
    return given.get(name) or SECTIONS[name].title


def addresses(film: Film) -> frozenset[str]:
    """Where a link in a text can lead to: sections, texts, interviews and sources of the film."""
    found = {name for name, kind in SECTIONS.items() if name != "texts" and kind.present(film)}
    found |= {text.slug for text in film.texts}
    found |= {f"interview-{talk.slug}" for talk in film.interviews}
    found |= {exchange.id for talk in film.interviews for exchange in talk.exchanges}
    return frozenset(found | {anchor(source.id) for source in film.sources})


def plan(
    project: Project,
    wanted: tuple[str, ...],
    formats: Mapping[str, Format],
    final: bool,
    white: bool = False,
) -> tuple[Edition, ...]:
    """The editions to build: all, or those named; raises PresskitError for one that is not.

    With `white`, those that have pages are set on white, under names and in files of their own.
    """
    known = project.editions
    for name in wanted:
        if name not in known:
            message = f"there is no edition “{name}”"
            hint = f"Editions: {', '.join(known)}."
            raise PresskitError(Diagnostic("PK205", message, Location(SETTINGS), hint))
    found = list(_unsound(known, formats))
    if found:
        raise PresskitError(*found)
    editions = tuple(_edition(name, known[name], final) for name in _in_order(known, wanted))
    if not white:
        return editions
    paged = {e.name for e in editions if formats[e.format].paged}
    return tuple(_on_white(e, paged) for e in editions)


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
        if kind.paged and not settings.options.paper:
            message = f"edition {name}: its paper is missing"
            hint = "Add options: {paper: a4}, or another paper of the theme."
            yield Diagnostic("PK202", message, Location(SETTINGS), hint)
        if settings.pages_from and (wrong := _unshared(settings, known, formats)):
            hint = "A booklet (format: epub) shares the pages of an edition that has some."
            yield Diagnostic("PK205", f"edition {name}: {wrong}", Location(SETTINGS), hint)
        other = made.setdefault((settings.stem or name, kind.suffix), name)
        if other != name:
            message = f"editions {other} and {name} would be the same file"
            hint = "Give one of the two another stem."
            yield Diagnostic("PK304", message, Location(SETTINGS), hint)


def _unshared(
    settings: EditionSettings,
    known: Mapping[str, EditionSettings],
    formats: Mapping[str, Format],
) -> str:
    """Why an edition cannot share another's pages; empty when it can, or there is no other."""
    other = known.get(settings.pages_from)
    kind = formats.get(other.format) if other else None
    if formats[settings.format].kind != "chapters":
        return "pages_from is for booklets"
    if kind and not kind.paged:
        return f"pages_from names “{settings.pages_from}”, which has no pages"
    return ""


def _edition(name: str, settings: EditionSettings, final: bool) -> Edition:
    return Edition(
        name=name,
        format=settings.format,
        shell=settings.shell or name,
        stem=settings.stem or name,
        attach=settings.attach,
        pages_from=settings.pages_from,
        of_all=settings.of_all,
        of_stills=settings.of_stills,
        sections=settings.sections,
        options=settings.options,
        final=final,
    )


def _on_white(edition: Edition, paged: set[str]) -> Edition:
    """The same edition for an office printer, beside the one that it is made from.

    One without pages stays what it is, and shares those that are built with it.
    """
    if edition.name not in paged:
        shared = edition.pages_from
        return replace(edition, pages_from=f"{shared}-white" if shared in paged else shared)
    return replace(
        edition,
        name=f"{edition.name}-white",
        stem=f"{edition.stem}-white",
        attach=tuple(f"{name}-white" if name in paged else name for name in edition.attach),
        options=edition.options.model_copy(update={"ground": "white"}),
    )


def _in_order(known: Mapping[str, EditionSettings], wanted: tuple[str, ...]) -> Iterator[str]:
    """The editions wanted, each after those it carries and the one whose pages it shares.

    Those carried are built with it; pages are shared only where their edition is built anyway,
    so that a booklet can be had where no paged edition can. Raises PresskitError for a circle.
    """
    needs = {name: settings.attach for name, settings in known.items()}
    shares = {name: tuple(filter(None, [s.pages_from])) for name, s in known.items()}
    for key, named in (("attach", needs), ("pages_from", shares)):
        for name, others in named.items():
            for other in others:
                if other not in known:
                    message = f"edition {name}: {key} names “{other}”, which is no edition"
                    hint = f"Editions: {', '.join(known)}."
                    raise PresskitError(Diagnostic("PK205", message, Location(SETTINGS), hint))
    try:
        before = {name: needs[name] + shares[name] for name in known}
        order = tuple(TopologicalSorter(before).static_order())
    except CycleError as error:
        circle = " → ".join(error.args[1])
        message = f"editions wait for each other in a circle: {circle}"
        hint = "Take one of them out of attach or pages_from."
        raise PresskitError(Diagnostic("PK203", message, Location(SETTINGS), hint)) from None
    asked = set(wanted or known)
    for name in reversed(order):
        if name in asked:
            asked.update(needs[name])
    return iter(sorted((n for n in order if n in asked), key=lambda n: known[n].of_all))
