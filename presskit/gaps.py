"""What is missing, who can supply it, and which outputs wait for it: a list to send."""

from collections.abc import Iterable, Mapping

from presskit import gate
from presskit.formats import FORMATS
from presskit.images import Picture
from presskit.load import Sources
from presskit.model import Film, Tbc, watching
from presskit.plan import plan
from presskit.project import Project
from presskit.render import render
from presskit.templating import long_date
from presskit.theme import Theme


def waiting(
    project: Project,
    film: Film,
    sources: Sources,
    theme: Theme,
    pictures: Mapping[str, Picture],
) -> dict[str, set[int]]:
    """What the outputs are called, each with the ids (id()) of the open values that it prints.

    Papers and purposes print the same of the content: one of them is asked.
    """
    found: dict[str, set[int]] = {}
    for edition in plan(project, (), FORMATS, final=False):
        if edition.of_stills and not pictures:
            continue
        called = _NAMES.get(edition.shell, edition.shell.replace("-", " "))
        if called not in found:
            seen = found[called] = set()
            token = watching.set(seen)
            try:
                render(edition, film, sources, theme, FORMATS[edition.format], pictures, (), None)
            finally:
                watching.reset(token)
    return found


_NAMES = {"kit": "press kit"}
"""Shells that are called otherwise."""


def as_markdown(
    film: Film, points: Iterable[gate.Point], waits: Mapping[str, Iterable[int]]
) -> str:
    """The list as Markdown, by who can supply what; longest part first."""
    about = film.about
    parts: dict[str, list[gate.Point]] = {}
    for point in points:
        parts.setdefault(point.whom, []).append(point)
    count = sum(map(len, parts.values()))
    stands = f"Draft {about.version}, {long_date(about.date)}."
    if not count:
        return f"# {about.title}: nothing is missing\n\n{stands}\n"
    lines = [f"# {about.title}: what is missing", "", f"{stands} Open: {count}."]
    for whom, theirs in sorted(parts.items(), key=lambda part: -len(part[1])):
        lines += ["", f"## {whom[:1].upper()}{whom[1:]} ({len(theirs)})", ""]
        lines += [_line(point, waits) for point in theirs]
    return "\n".join([*lines, ""])


def _line(point: gate.Point, waits: Mapping[str, Iterable[int]]) -> str:
    files = [name for name, seen in waits.items() if id(point.value) in seen]
    known = "" if point.known in ("to be confirmed", point.label) else f" ({point.known})"
    if isinstance(point.value, Tbc):
        known = f" ({point.value.note})" if point.value.note else ""
    wait = f". For: {', '.join(files)}" if files else ""
    return f"- [ ] {point.label}{known}{wait}. `{point.name}`"
