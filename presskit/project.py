"""A project: where its films, themes and outputs are, and what presskit.yaml asks for."""

import difflib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from presskit import resources
from presskit.diagnostics import Diagnostic, Location, PresskitError
from presskit.document import NOTHING, Options
from presskit.model import Content
from presskit.model.values import Id
from presskit.shape import explain
from presskit.source import read_text, read_yaml

SETTINGS = "presskit.yaml"
THEME = r"^([A-Za-z0-9][A-Za-z0-9._-]{0,63})?$"
"""Names of themes: folders, which lead nowhere else."""


class EditionSettings(Content):
    """One edition: a format, a shell of the theme, and optionally the sections it has."""

    format: str = Field(description="pdf, epub, docx, csv, json, text or zip.")
    shell: str = Field("", description="The theme's template for the whole; the edition's name.")
    stem: str = Field(
        "",
        pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$",
        description="Its part of the file's name; the edition's name if empty.",
    )
    attach: tuple[Id, ...] = Field((), description="Editions that a PDF carries within it.")
    pages_from: Id | Literal[""] = Field(
        "", description="The edition whose page numbers a booklet shares, built before it."
    )
    of_all: bool = Field(
        False, description="It tells what the other editions show, and is made after them."
    )
    of_stills: bool = Field(
        False, description="It is about the stills, and is made when one of them has a file."
    )
    sections: tuple[str, ...] = Field((), description="Sections in order; the theme's if empty.")
    options: Options = Field(NOTHING, description="What it asks of its format.")


class Settings(Content):
    """presskit.yaml: every part is optional."""

    theme: str = Field(
        "", pattern=THEME, description="A folder of templates/; the film's own name, or default."
    )
    editions: dict[Id, EditionSettings] = Field({}, description="Name of the edition: what it is.")


_DATA = ("fact-sheet", "fact-sheet-text", "credits", "credits-text")

_SHEET = ("facts", "festivals", "credits", "watch", "contacts")
"""What a one-sheet has beside title, logline and synopsis; take one out to leave it out."""

EDITIONS: dict[str, EditionSettings] = {
    "fact-sheet": EditionSettings(format="json"),
    "fact-sheet-text": EditionSettings(format="text", shell="fact-sheet", stem="fact-sheet"),
    "credits": EditionSettings(format="json"),
    "credits-text": EditionSettings(format="text", shell="credits", stem="credits"),
    "copy-deck": EditionSettings(format="docx"),
    "copy-deck-text": EditionSettings(format="text", shell="copy-deck", stem="copy-deck"),
    "press-kit-a4": EditionSettings(
        format="pdf", shell="kit", attach=_DATA, options={"paper": "a4"}
    ),
    "press-kit-letter": EditionSettings(
        format="pdf", shell="kit", attach=_DATA, options={"paper": "letter"}
    ),
    "one-sheet-a4": EditionSettings(
        format="pdf", shell="one-sheet", sections=_SHEET, options={"paper": "a4"}
    ),
    "one-sheet-letter": EditionSettings(
        format="pdf", shell="one-sheet", sections=_SHEET, options={"paper": "letter"}
    ),
    "press-kit-press": EditionSettings(
        format="pdf", shell="kit", options={"paper": "a4", "purpose": "press", "bleed": "3mm"}
    ),
    "booklet": EditionSettings(format="epub", pages_from="press-kit-a4"),
    "contact-sheet": EditionSettings(
        format="pdf", of_stills=True, sections=("stills",), options={"paper": "a4"}
    ),
    "captions": EditionSettings(format="csv", of_stills=True),
    "captions-text": EditionSettings(
        format="text", shell="captions", stem="captions", of_stills=True
    ),
    "stills": EditionSettings(
        format="zip", of_stills=True, attach=("contact-sheet", "captions", "captions-text")
    ),
    "fact-check": EditionSettings(
        format="pdf", of_all=True, sections=("sources",), options={"paper": "a4"}
    ),
    "fact-check-table": EditionSettings(
        format="csv", shell="fact-check", stem="fact-check", of_all=True
    ),
}
"""What is built when presskit.yaml names no editions."""


@dataclass(frozen=True, slots=True)
class Project:
    """`root` holds content/, templates/, assets/ and dist/."""

    root: Path
    settings: Settings

    @property
    def editions(self) -> dict[str, EditionSettings]:
        return self.settings.editions or EDITIONS

    def relative(self, path: Path) -> str:
        """The path as messages show it: from the project's root where it lies in it."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.name

    def films(self) -> tuple[Path, ...]:
        """The folders under content/, by name."""
        content = self.root / "content"
        if not content.is_dir():
            return ()
        return tuple(sorted(p for p in content.iterdir() if p.is_dir() and p.name[0] != "."))

    def roots(self, kind: str) -> tuple[Path, ...]:
        """Where `kind` (templates, assets) is looked up: the project's own, then the built-in.

        In a checkout the two are one.
        """
        return tuple(dict.fromkeys((self.root / kind, resources.data_root() / kind)))

    def theme_for(self, slug: str) -> str:
        """The theme of a film: as set, else one of the film's own name, else the default."""
        if self.settings.theme:
            return self.settings.theme
        own = any((root / slug / "theme.yaml").is_file() for root in self.roots("templates"))
        return slug if own else "default"


def find_root(start: Path) -> Path | None:
    """The nearest folder, upwards from `start`, that holds presskit.yaml or content/."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file() or (folder / "content").is_dir():
            return folder
    return None


def open_project(root: Path) -> Project:
    """Read the project at `root`; raises PresskitError when presskit.yaml is not right."""
    root = root.resolve()  # as the files are that themes find
    file = root / SETTINGS
    if not file.is_file():
        return Project(root, Settings())
    text, found = read_text(file, SETTINGS, (root,))
    source, more = read_yaml(text, SETTINGS)
    if found or more:
        raise PresskitError(*found, *more)
    try:
        return Project(root, Settings.model_validate(source.data or {}))
    except ValidationError as error:
        raise PresskitError(*explain(error, Settings, source)) from None


def films_of(project: Project) -> list[tuple[Project, Path]]:
    """Every film of a project; raises PresskitError (PK111) when there is none."""
    if films := project.films():
        return [(project, folder) for folder in films]
    hint = "Start one: presskit init my-film. Or name a film’s folder."
    message = f"there is no film in {project.root.name}/content"
    raise PresskitError(Diagnostic("PK111", message, None, hint))


def locate(name: str, start: Path) -> tuple[Project, Path]:
    """The film of that name, or at that path from `start`, and the project it belongs to.

    Raises PresskitError: PK111 when there is none, else what is wrong with presskit.yaml.
    """
    near = _at(name, start)
    project = open_project(find_root(near if near.is_dir() else start) or start)
    return project, find_film(project, name, start)


def find_film(project: Project, name: str, start: Path) -> Path:
    """The folder of a film: a name under content/, or a path from `start`.

    Raises PresskitError (PK111) when there is none.
    """
    content = project.root / "content"
    path = _at(name, start)
    plain = Path(name).name == name and name not in ("", "..")
    folders = [content / name, path] if plain else [path]
    for folder in folders:
        if folder.is_dir() and (folder.parent == content or _has_film_file(folder)):
            return folder
    films = [p.name for p in project.films()]
    close = difflib.get_close_matches(name, films, n=1)
    hint = f"Did you mean {close[0]}?" if close else f"Films of this project: {', '.join(films)}."
    message = f"there is no film “{name}”"
    if not films:
        hint = "Start one: presskit init my-film."
    raise PresskitError(Diagnostic("PK111", message, Location("content"), hint))


def _at(name: str, start: Path) -> Path:
    """The path a film is named by; links on the way to it are followed, one of its own is not."""
    path = Path(os.path.normpath(start / name))
    return path.parent.resolve() / path.name


def _has_film_file(folder: Path) -> bool:
    """Whether film.yaml is there, in whatever capitals: which are right is said later."""
    return any(entry.name.casefold() == "film.yaml" for entry in folder.iterdir())
