"""Themes: the chain of folders a template or an asset is looked up in, the tokens, the engine.

For each theme of the chain (mine, then the one it extends), the project's file wins over the
built-in one. There is no other lookup rule.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import Field, ValidationError

from presskit.diagnostics import Diagnostic, Location, PresskitError
from presskit.model import Content, Tbc
from presskit.project import Project
from presskit.shape import explain
from presskit.source import read_text, read_yaml

CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3: text against its ground, level AA."""


class FontFile(Content):
    """One font file of a theme."""

    family: str
    weight: int = Field(400, ge=100, le=900)
    style: str = Field("normal", pattern="^(normal|italic)$")
    file: str = Field(description="Under assets/: fonts/…/….ttf")
    booklet: bool = Field(False, description="Whether the booklet embeds it.")


class Paper(Content):
    """A sheet in points, and how many lines of text it holds."""

    width: float
    height: float
    lines: int


class ThemeFile(Content):
    """theme.yaml: every part is optional and overrides the same part of the theme extended."""

    extends: str | None = None
    colour: dict[str, str] = Field({}, description="Names and #rrggbb values.")
    face: dict[str, str] = Field({}, description="Roles of type and their font families.")
    measure: dict[str, float] = Field({}, description="Lengths in points.")
    papers: dict[str, Paper] = Field({}, description="Sheets that the theme is set on.")
    frame: float | None = Field(None, description="Width to height of the film: 1.85.")
    fonts: tuple[FontFile, ...] = ()
    sections: tuple[str, ...] = ()
    titles: dict[str, str] = Field({}, description="Section: its heading in this theme.")
    text_pairs: tuple[tuple[str, str], ...] = Field(
        (), description="Colours of type and ground that must be readable together."
    )
    words: dict[str, str | tuple[str, ...]] = Field({}, description="Words in the drawings.")
    shapes: dict[str, tuple[tuple[float, float], ...]] = Field(
        {}, description="Outlines for the drawings, as pairs of numbers."
    )


@dataclass(frozen=True, slots=True)
class Geometry:
    """One paper in points: the sheet, the type area, and its margins."""

    name: str
    width: float
    height: float
    lines: int
    line: float
    measure: float
    top: float
    side: float
    bottom: float
    block: float
    extra: float


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with what it extends merged in. `chain` is its name and those it extends."""

    name: str
    chain: tuple[str, ...]
    tokens: ThemeFile
    project: Project

    def find(self, kind: str, name: str) -> Path | None:
        """The file of a template (in a theme's folder) or of an asset (in assets/)."""
        if kind == "assets":
            folders = list(self.project.roots("assets"))
        else:
            chain, rest = self.chain, name
            if ":" in name:  # "default:sections/credits.html.j2", to extend what one replaces
                first, _, rest = name.partition(":")
                chain = self.chain[self.chain.index(first) :] if first in self.chain else ()
            folders = [root / theme for theme in chain for root in self.project.roots(kind)]
            name = rest
        for folder in folders:
            file = (folder / name).resolve()
            if file.is_relative_to(folder.resolve()) and file.is_file():
                return file
        return None

    def title(self, section: str, default: str) -> str:
        return self.tokens.titles.get(section, default)

    def geometry(self, paper: str) -> Geometry:
        """The measures of a paper; raises PresskitError for a paper the theme has not."""
        sheet = self.tokens.papers.get(paper)
        if sheet is None:
            known = ", ".join(sorted(self.tokens.papers))
            message = f"the theme “{self.name}” has no paper “{paper}”"
            raise PresskitError(Diagnostic("PK402", message, None, f"Papers: {known}."))
        m = self.tokens.measure
        least = min(p.lines for p in self.tokens.papers.values())
        block = sheet.lines * m["line"]
        return Geometry(
            name=paper,
            width=sheet.width,
            height=sheet.height,
            lines=sheet.lines,
            line=m["line"],
            measure=m["width"],
            top=m["top"],
            side=round((sheet.width - m["width"]) / 2, 3),
            bottom=round(sheet.height - m["top"] - block, 3),
            block=block,
            extra=(sheet.lines - least) * m["line"],
        )


def load_theme(name: str, project: Project) -> Theme:
    """Read a theme and all that it extends; raises PresskitError with everything wrong."""
    chain: list[str] = []
    files: list[ThemeFile] = []
    following: str | None = name
    while following:
        if following in chain:
            message = f"the theme “{following}” extends itself"
            raise PresskitError(
                Diagnostic("PK401", message, None, "Change extends: in theme.yaml.")
            )
        chain.append(following)
        own = [_read_theme(file, project) for file in _theme_files(following, project)]
        if not own:
            known = ", ".join(known_themes(project))
            message = f"there is no theme “{following}”"
            raise PresskitError(Diagnostic("PK401", message, None, f"Themes: {known}."))
        files += own
        following = next((f.extends for f in own if f.extends), None)
    theme = Theme(name, tuple(chain), _merge(files), project)
    found = [*_contrast(theme), *_fonts_exist(theme)]
    if found:
        raise PresskitError(*found)
    return theme


def known_themes(project: Project) -> list[str]:
    """Names of all themes, the project's and the built-in."""
    folders = [f for root in project.roots("templates") if root.is_dir() for f in root.iterdir()]
    return sorted({f.name for f in folders if (f / "theme.yaml").is_file()})


def _theme_files(name: str, project: Project) -> list[Path]:
    files = [root / name / "theme.yaml" for root in project.roots("templates")]
    return list(dict.fromkeys(f.resolve() for f in files if f.is_file()))


def _read_theme(file: Path, project: Project) -> ThemeFile:
    shown = project.relative(file)
    text, found = read_text(file, shown)
    source, more = read_yaml(text, shown)
    if found or more:
        raise PresskitError(*found, *more)
    try:
        return ThemeFile.model_validate(source.data or {})
    except ValidationError as error:
        raise PresskitError(*explain(error, ThemeFile, source)) from None


def _merge(files: list[ThemeFile]) -> ThemeFile:
    """The first file wins: mappings key by key, lists and single values whole."""
    merged: dict[str, Any] = {}
    for file in reversed(files):
        for field in file.model_fields_set:
            value = getattr(file, field)
            old = merged.get(field)
            both = isinstance(value, dict) and isinstance(old, dict)
            merged[field] = {**cast(dict[str, Any], old), **value} if both else value
    return ThemeFile.model_construct(None, **{**dict(ThemeFile()), **merged})


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1 (WCAG 2.2)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #rrggbb colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _contrast(theme: Theme) -> list[Diagnostic]:
    found = []
    for ink, ground in theme.tokens.text_pairs:
        ratio = contrast(theme.tokens.colour[ink], theme.tokens.colour[ground])
        if ratio < CONTRAST:
            message = f"colour {ink} on {ground} has a contrast of {ratio:.1f} to 1"
            where = Location(f"templates/{theme.name}/theme.yaml")
            hint = f"At least {CONTRAST} to 1 is needed to read it: make it darker or lighter."
            found.append(Diagnostic("PK406", message, where, hint))
    return found


def _fonts_exist(theme: Theme) -> list[Diagnostic]:
    missing = [f for f in theme.tokens.fonts if theme.find("assets", f.file) is None]
    where = Location(f"templates/{theme.name}/theme.yaml")
    hint = "Put it under assets/, or correct the name."
    return [
        Diagnostic("PK405", f"the font file {f.file} is not there", where, hint) for f in missing
    ]


# ---------------------------------------------------------------- the template engine

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def long_date(date: dt.date | str) -> str:
    """22 November 1937, November 2017 or 1967: as exact as the date is."""
    parts = str(date).split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


def join_names(names: list[str] | tuple[str, ...]) -> str:
    """Ann, Ben and Cy."""
    names = list(names)
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def css_string(text: str) -> str:
    """A text as a CSS string, quotes included."""
    escaped = "".join(f"\\{ord(c):x} " if c in '"\\\n\r<>&' else c for c in text)
    return f'"{escaped}"'


PLAIN = (".css.j2", ".json.j2", ".txt.j2")
"""Templates whose result is not markup, and is not escaped as such."""


def as_json(value: object) -> str:
    """A value as JSON in which people can read their own letters."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def environment(theme: Theme, given: Mapping[str, object]) -> jinja2.Environment:
    """A sandboxed engine: strict, escaping all but style sheets, templates of the chain only."""

    def source(name: str) -> tuple[str, str, None] | None:
        file = theme.find("templates", name)
        return (file.read_text("utf-8"), str(file), None) if file else None

    engine = ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(source),
        autoescape=lambda name: not (name or "").endswith(PLAIN),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    engine.tests["tbc"] = lambda value: isinstance(value, Tbc)
    engine.filters.update(
        date=long_date,
        names=join_names,
        css=css_string,
        json=as_json,
        first_upper=lambda text: text[:1].upper() + text[1:],
    )
    engine.globals.update(given)
    return engine
