"""Themes: the chain of folders a template or an asset is looked up in, and the tokens.

For each theme of the chain (mine, then the one it extends), the project's file wins over the
built-in one. There is no other lookup rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, cast

from pydantic import Field, ValidationError, field_validator

from presskit.colour import INK, Hex, Ink, cmyk, contrast, grey, is_grey
from presskit.diagnostics import Diagnostic, Location, PresskitError
from presskit.document import NOTHING, Options
from presskit.model import Content
from presskit.project import SETTINGS, THEME, Project
from presskit.shape import explain
from presskit.source import read_text, read_yaml

CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3: text against its ground, level AA."""


Length = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class FontFile(Content):
    """One font file of a theme."""

    family: str
    weight: int = Field(400, ge=100, le=900)
    style: str = Field("normal", pattern="^(normal|italic)$")
    file: str = Field(description="Under assets/: fonts/…/….ttf")
    booklet: bool = Field(False, description="Whether the booklet embeds it.")


class Paper(Content):
    """A sheet in points, and how many lines of text it holds."""

    width: Length
    height: Length
    lines: int = Field(gt=0)


class Intent(Content):
    """The printing condition that press files are made for."""

    file: str = Field(description="Its ICC profile under assets/: icc/….icc")
    condition: str = Field(description="Its name in the registry: FOGRA39.")
    registry: str = Field("http://www.color.org", description="Who keeps the registry.")
    about: str = Field(description="What it is, in words.")


class ColophonNote(Content):
    """A paragraph of the colophon on what the theme brings: its type, its drawings."""

    heading: str
    text: str = Field(description="Plain text.")


class ThemeFile(Content):
    """theme.yaml: every part is optional and overrides the same part of the theme extended."""

    extends: str | None = Field(None, pattern=THEME)
    colour: dict[str, Hex] = Field({}, description="Names and #rrggbb values.")
    white: dict[str, Hex] = Field({}, description="Colours on office paper that differ.")
    press: dict[str, Ink] = Field(
        {}, description="Colours in print: cyan, magenta, yellow and black in percent."
    )
    intent: Intent | None = Field(None, description="What press files are printed on.")
    face: dict[str, str] = Field({}, description="Roles of type and their font families.")
    measure: dict[str, Annotated[float, Field(ge=0, allow_inf_nan=False)]] = Field(
        {}, description="Lengths in points."
    )
    papers: dict[str, Paper] = Field({}, description="Sheets that the theme is set on.")
    frame: Length | None = Field(None, description="Width to height of the film: 1.85.")
    fonts: tuple[FontFile, ...] = Field(
        (), description="Font files, before those of the theme extended."
    )
    sections: tuple[str, ...] = ()
    colophon: tuple[ColophonNote, ...] = Field(
        (), description="What the colophon says of the theme’s type and drawings."
    )
    titles: dict[str, str] = Field({}, description="Section: its heading in this theme.")
    text_pairs: tuple[tuple[str, str], ...] = Field(
        (), description="Colours of type and ground that must be readable together."
    )
    words: dict[str, str | tuple[str, ...]] = Field({}, description="Words in the drawings.")
    shapes: dict[str, tuple[tuple[float, float], ...]] = Field(
        {}, description="Outlines for the drawings, as pairs of numbers."
    )

    @field_validator("measure")
    @classmethod
    def _has_extent(cls, measure: dict[str, float]) -> dict[str, float]:
        """A page can do without its fold, and without no other length."""
        for name, length in measure.items():
            if not length and name != "fold":
                raise ValueError(f"{name} is 0, and must be more")
        return measure


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
    bleed: float = 0.0
    fold: float = 0.0

    @property
    def inner(self) -> float:
        """The margin at the fold, left on right-hand pages; on a screen it is like the outer."""
        return round(self.side + self.fold, 3)

    @property
    def outer(self) -> float:
        return round(self.side - self.fold, 3)


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
            if ".." not in Path(name).parts and (folder / name).is_symlink():
                place = Location(self.project.relative(folder / name))
                message = "it is a link that leads out of its folder"
                hint = "Copy the file itself there."
                raise PresskitError(Diagnostic("PK112", message, place, hint))
        return None

    @property
    def stand_ins(self) -> tuple[str, ...]:
        """Families that no text is set in by itself: they have what the faces lack."""
        faces = self.tokens.face.values()
        families = dict.fromkeys(font.family for font in self.tokens.fonts)
        return tuple(family for family in families if family not in faces)

    def title(self, section: str, default: str) -> str:
        return self.tokens.titles.get(section, default)

    def colours(self, options: Options) -> dict[str, str]:
        """The colours of an edition as CSS has them, by their names in the theme.

        On press a colour without an entry in `press` is a tint of black if it is a grey, so
        that small type needs one plate only; else it stays RGB, which the file declares as sRGB.
        """
        white = self.tokens.white if options.ground == "white" else {}
        colours = {**self.tokens.colour, **white}
        if not options.on_press:
            return colours
        inks = {name: ink for name, ink in self.tokens.press.items() if name not in white}
        inks |= {n: grey(c) for n, c in colours.items() if n not in inks and is_grey(c)}
        return {name: cmyk(inks[name]) if name in inks else c for name, c in colours.items()}

    def geometry(self, paper: str, options: Options = NOTHING) -> Geometry:
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
            bleed=options.bleed_points,
            fold=m.get("fold", 0.0) if options.on_press else 0.0,
        )


def load_theme(name: str, project: Project) -> Theme:
    """Read a theme and all that it extends; raises PresskitError with everything wrong."""
    chain: list[str] = []
    files: list[ThemeFile] = []
    following: str | None = name
    while following:
        if following in chain:
            message = f"the theme “{following}” extends itself"
            where = Location(f"templates/{chain[-1]}/theme.yaml")
            raise PresskitError(Diagnostic("PK401", message, where, "Change its extends:."))
        chain.append(following)
        own = [_read_theme(file, project) for file in _theme_files(following, project)]
        if not own:
            known = ", ".join(known_themes(project))
            message = f"there is no theme “{following}”"
            asks = f"templates/{chain[-2]}/theme.yaml" if chain[1:] else SETTINGS
            raise PresskitError(Diagnostic("PK401", message, Location(asks), f"Themes: {known}."))
        files += own
        following = next((f.extends for f in own if f.extends), None)
    theme = Theme(name, tuple(chain), _merge(files), project)
    found = [*_names_exist(theme), *_contrast(theme), *_ink(theme), *_files_exist(theme)]
    if found:
        raise PresskitError(*found)
    return theme


def known_themes(project: Project) -> list[str]:
    """Names of all themes, the project's and the built-in."""
    folders = [f for root in project.roots("templates") if root.is_dir() for f in root.iterdir()]
    return sorted({f.name for f in folders if (f / "theme.yaml").is_file()})


def _theme_files(name: str, project: Project) -> list[Path]:
    """One file of a built-in theme, even where the project's own folder is that of presskit."""
    files = [root / name / "theme.yaml" for root in project.roots("templates")]
    return list({f.resolve(): f for f in files if f.is_file()}.values())


def _read_theme(file: Path, project: Project) -> ThemeFile:
    shown = project.relative(file)
    text, found = read_text(file, shown, project.roots("templates"))
    source, more = read_yaml(text, shown)
    if found or more:
        raise PresskitError(*found, *more)
    try:
        return ThemeFile.model_validate(source.data or {})
    except ValidationError as error:
        raise PresskitError(*explain(error, ThemeFile, source)) from None


def _merge(files: list[ThemeFile]) -> ThemeFile:
    """The first file wins: mappings key by key, fonts face by face, other values whole."""
    merged: dict[str, Any] = {}
    for file in reversed(files):
        # Another colour of the same name: what the theme extended prints it with is not it.
        inks = merged.get("press", {}).items()
        merged["press"] = {name: ink for name, ink in inks if name not in file.colour}
        fonts = _merge_fonts(file, merged)
        for field in file.model_fields_set:
            value = getattr(file, field)
            old = merged.get(field)
            both = isinstance(value, dict) and isinstance(old, dict)
            merged[field] = {**cast(dict[str, Any], old), **value} if both else value
        merged["fonts"] = fonts
    return ThemeFile.model_construct(None, **{**dict(ThemeFile()), **merged})


def _merge_fonts(file: ThemeFile, merged: Mapping[str, Any]) -> tuple[FontFile, ...]:
    """A theme's own fonts, then those it extends, but for families that its own stand for."""
    if not file.fonts:
        return cast(tuple[FontFile, ...], merged.get("fonts", ()))
    faces = merged.get("face", {})
    replaced = set(faces.values()) - set({**faces, **file.face}.values())
    own = {(font.family, font.weight, font.style) for font in file.fonts}
    kept = [
        font
        for font in merged.get("fonts", ())
        if font.family not in replaced and (font.family, font.weight, font.style) not in own
    ]
    return (*file.fonts, *kept)


def _names_exist(theme: Theme) -> list[Diagnostic]:
    """Colours and families that the theme names and does not have."""
    tokens, found, where = theme.tokens, list[Diagnostic](), _settings(theme)
    for name in dict.fromkeys(name for pair in tokens.text_pairs for name in pair):
        if name not in tokens.colour:
            hint = f"Colours: {', '.join(tokens.colour)}."
            message = f"text_pairs: there is no colour “{name}”"
            found.append(Diagnostic("PK205", message, where, hint))
    if not tokens.fonts:
        hint = "Add extends: default, or fonts: of its own."
        return [*found, Diagnostic("PK202", "this theme has no fonts", where, hint)]
    families = dict.fromkeys(font.family for font in tokens.fonts)
    for role, family in tokens.face.items():
        if family not in families:
            hint = f"Add its files under fonts:, or write one of these: {', '.join(families)}."
            message = f"face.{role}: no font of the theme is of the family “{family}”"
            found.append(Diagnostic("PK205", message, where, hint))
    return found


def _contrast(theme: Theme) -> list[Diagnostic]:
    """Text that cannot be read on its ground, in the theme's own colours or on white."""
    found = []
    own, white = theme.colours(NOTHING), theme.colours(Options(ground="white"))
    hint = f"At least {CONTRAST} to 1 is needed to read it: make it darker or lighter."
    for ink, ground in theme.tokens.text_pairs:
        if not {ink, ground} <= own.keys():
            continue  # _names_exist has said so
        pairs = {(white[ink], white[ground]): " in a white edition", (own[ink], own[ground]): ""}
        for pair, where in pairs.items():
            if (ratio := contrast(*pair)) < CONTRAST:
                message = f"colour {ink} on {ground} has a contrast of {ratio:.1f} to 1{where}"
                found.append(Diagnostic("PK406", message, _settings(theme), hint))
    return found


def _ink(theme: Theme) -> list[Diagnostic]:
    """Colours in print with more ink than paper takes, and those that no page has."""
    tokens, found = theme.tokens, list[Diagnostic]()
    for name, ink in tokens.press.items():
        if sum(ink) > INK:
            message = f"colour {name} has {sum(ink):g} % of ink in print"
            hint = f"At most {INK} % in all: take some of cyan, magenta and yellow away."
            found.append(Diagnostic("PK407", message, _settings(theme), hint))
    for key, names in (("press", tokens.press), ("white", tokens.white)):
        for name in names:
            if name not in tokens.colour:
                message = f"{key}.{name}: there is no such colour"
                hint = f"Colours: {', '.join(tokens.colour)}."
                found.append(Diagnostic("PK205", message, _settings(theme), hint))
    return found


def _files_exist(theme: Theme) -> list[Diagnostic]:
    wanted = [("font", font.file) for font in theme.tokens.fonts]
    if theme.tokens.intent:
        wanted.append(("profile", theme.tokens.intent.file))
    hint = "Put it under assets/, or correct the name."
    return [
        Diagnostic("PK405", f"the {what} file {name} is not there", _settings(theme), hint)
        for what, name in wanted
        if theme.find("assets", name) is None
    ]


def _settings(theme: Theme) -> Location:
    return Location(f"templates/{theme.name}/theme.yaml")
