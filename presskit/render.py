"""An edition of a film, in a theme, as a document: XHTML pages, style sheets, resources."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from markupsafe import Markup, escape

from presskit import deck, drawing, images, keeping, markdown, setting, sourcelinks, stills
from presskit.description import describe
from presskit.diagnostics import Diagnostic, Location, PresskitError
from presskit.directions import with_directions
from presskit.document import (
    Attachment,
    Document,
    Edition,
    Face,
    Format,
    Metadata,
    Noted,
    Options,
    Page,
    Photograph,
    Press,
    Resource,
)
from presskit.drawings import DRAWINGS, timeline_cards
from presskit.images import Picture
from presskit.keeping import Keep, keeper
from presskit.load import Sources, place, values
from presskit.longwords import breakable
from presskit.marks import mark, unmarked
from presskit.model import Content, Film, Prose, Still, noting
from presskit.plan import Section, sections
from presskit.scripts import of_language
from presskit.shape import dotted
from presskit.source import KeyPath
from presskit.stylesheets import for_direction
from presskit.svgrules import checked
from presskit.templating import Templates, environment, standing
from presskit.theme import Theme
from presskit.typography import hold

COVER_SIZE = (1600, 2560)
"""Pixels of the booklet's cover: what booksellers ask for."""

BOOKLET_EDGE = 1400
"""Longest side, in pixels, of a still in a booklet."""

CODED = {"screen": images.Jpeg(sharp=False), "press": images.Jpeg(92)}
"""How stills are coded in a PDF: to be sent by mail, or to be printed."""


@dataclass(frozen=True, slots=True)
class _Canvas:
    """What the templates of one edition name while they run, and where their texts are from."""

    film: Film
    paged: bool
    pictures: Mapping[str, Picture]
    origins: list[Location]
    index: Mapping[str, int]
    parts: Mapping[int, tuple[str, KeyPath]]
    sources: Sources
    fonts: tuple[Path, ...]
    options: Options
    keep: Keep
    made: dict[str, Resource] = field(default_factory=dict)
    photographs: dict[str, Photograph] = field(default_factory=dict)

    def add(self, resource: Resource) -> str:
        self.made.setdefault(resource.name, resource)
        return resource.name if self.paged else f"../{resource.name}"

    def art(self, name: str, svg: str) -> str:
        """Register a drawing for a style sheet; its address."""
        svg = checked(svg)
        return self.add(Resource(f"art/{name}.svg", "image/svg+xml", svg.encode()))

    def picture(self, name: str, svg: str, alt: str) -> Markup:
        """A drawing in the text: inline on paper, where it is tagged; a file in a booklet."""
        svg = checked(svg)
        if self.paged:
            return Markup(svg)
        if "<text" in svg:  # a picture file cannot use the booklet's fonts: set the words here
            data = images.rasterise(svg, self.fonts, self.keep, scale=2, kind="PNG")
            address = self.add(Resource(f"images/{name}.png", "image/png", data))
            return Markup('<img src="{}" alt="{}"/>').format(address, alt)
        address = self.add(Resource(f"images/{name}.svg", "image/svg+xml", svg.encode()))
        return Markup('<img src="{}" alt="{}"/>').format(address, alt)

    def photograph(self, still: Still) -> Markup:
        """A still as an img element; on paper its place decides how many pixels it gets."""
        shown, said = self.pictures[still.id], stills.said_of(still, self.film)
        if self.paged:
            address = f"images/{still.id}.jpg"
            coded = CODED[self.options.purpose]
            made = partial(stills.in_place, shown, still, coded, said)
            size = (shown.width, shown.height)
            source = repr((shown.digest, still.focus, coded, said))
            self.photographs[address] = Photograph(address, *size, "image/jpeg", made, source)
        else:
            data = images.derivative(shown, BOOKLET_EDGE, said=said)
            name = f"images/{images.output_name(still.id, data, '.jpg')}"
            address = self.add(Resource(name, "image/jpeg", data))
        alt = still.alt if isinstance(still.alt, str) else still.title
        return Markup('<img src="{}" alt="{}"/>').format(address, alt)

    def block(self, text: Prose, level: int = 3, lead: bool = False) -> Markup:
        n = self.index.get(text)
        origin = str(n) if self.paged and n is not None else ""
        return Markup(
            markdown.to_xhtml(
                text,
                self.film.cite,
                level=level,
                lead=lead,
                origin=origin,
                language=self.film.about.language,
                marked=True,
            )
        )

    def field_of(self, owner: Content, name: str = "") -> Markup:
        """Attributes that say what of the content a block prints, and where that stands.

        `owner` is a part of the film and `name` one of its fields; without it, the whole part.
        """
        source, path = self.parts[id(owner)]
        path = (*path, name) if name else path
        self.origins.append(place(self.sources, source, path))
        number = len(self.origins) - 1
        return Markup('data-field="{}" data-from="{}:0"').format(dotted(path), number)

    def inline(self, text: str) -> Markup:
        """A text on one line: Markdown if it is prose, and was checked as such; else its words."""
        language = self.film.about.language
        if not isinstance(text, Prose):
            return escape(hold(text, language))
        inline = markdown.to_inline(text, self.film.cite, language=language, marked=True)
        return Markup(inline)

    def words(self, text: str) -> int:
        return markdown.count_words(text, self.film.cite)

    def plain(self, text: str) -> str:
        return markdown.to_text(text, self.film.cite)


def render(
    edition: Edition,
    film: Film,
    sources: Sources,
    theme: Theme,
    kind: Format,
    pictures: Mapping[str, Picture],
    attachments: tuple[Attachment, ...],
    stamp: dt.datetime | None,
    places: Mapping[str, str] | None = None,
) -> Document:
    """Render one edition; raises PresskitError when a template fails on what the project gave.

    `stamp` overrides the film's date in the outputs' own dates (SOURCE_DATE_EPOCH); `places` tells
    where the other editions show each fact.
    """
    canvas = _canvas(edition, film, sources, theme, kind, pictures)
    contents = () if kind.kind in ("plain", "archive") else sections(film, edition, theme)
    said = describe(film, edition, stamp)
    entries = stills.entries(film, pictures)
    given = _given(edition, film, theme, kind, canvas, contents, said)
    given["deck"] = deck.Deck(film, not edition.final, places or {})
    given |= {"entries": entries, "captions": stills.table(entries), "web_edge": stills.WEB_EDGE}
    given["sheet_rows"] = stills.sheet_rows(entries)
    given["plates"] = stills.plates(film, entries)
    given["entry_of"] = {entry.still.id: entry for entry in entries}.get
    run = _templates(theme, given, canvas, _linker(film, kind, contents))
    faces, fonts = _fonts(theme, kind.paged)
    archived = stills.files(entries, pictures) if kind.kind == "archive" else ()
    bodies, facts = _bodies(run, contents)
    with noting() as asked:
        marked = _pages(edition, kind, run, bodies)
    pages = tuple(_finished(page, film, kind.paged) for page in marked)
    styles = _styles(run, [name.format(shell=edition.shell) for name in kind.styles], film, pages)
    return Document(
        metadata=said,
        pages=pages,
        styles=styles,
        resources=(*canvas.made.values(), *fonts),
        faces=faces,
        origins=tuple(canvas.origins),
        cover=_cover(run, theme, canvas.keep) if kind.kind == "chapters" else None,
        attachments=attachments,
        photographs=(*canvas.photographs.values(), *archived),
        press=_press(edition.options, theme),
        noted=Noted({**facts, "": frozenset(asked)}, marked, film.carried),
        keep=canvas.keep,
    )


def _finished(page: Page, film: Film, paged: bool) -> Page:
    """A page whose blocks say their direction, and on paper with words that can be broken."""
    xhtml = with_directions(unmarked(page.xhtml), of_language(film.about.language))
    return replace(page, xhtml=breakable(xhtml) if paged else xhtml)


def _styles(
    run: Templates, names: Iterable[str], film: Film, pages: tuple[Page, ...]
) -> tuple[Resource, ...]:
    """The style sheets, for the direction of the film and for those of its pages' texts."""
    mixed = any(' dir="' in page.xhtml for page in pages)
    direction = of_language(film.about.language)
    made = (run.style(name) for name in names)
    return tuple(
        replace(sheet, data=for_direction(sheet.data.decode(), direction, mixed).encode())
        for sheet in made
    )


def _templates(
    theme: Theme, given: dict[str, object], canvas: _Canvas, linked: Callable[..., Markup]
) -> Templates:
    engine = environment(theme, given)
    engine.filters.update(
        md=canvas.block,
        inline=canvas.inline,
        words=canvas.words,
        plain=canvas.plain,
        linked=linked,
    )
    return Templates(engine, theme)


def _canvas(
    edition: Edition,
    film: Film,
    sources: Sources,
    theme: Theme,
    kind: Format,
    pictures: Mapping[str, Picture],
) -> _Canvas:
    prose = {str(v): place(sources, n, p) for n, p, v in values(film) if isinstance(v, Prose)}
    return _Canvas(
        film=film,
        paged=kind.paged,
        pictures=pictures,
        origins=list(prose.values()),
        index={text: n for n, text in enumerate(prose)},
        parts={id(v): (n, p) for n, p, v in values(film) if isinstance(v, Content)},
        sources=sources,
        fonts=setting.font_paths(theme),
        options=edition.options,
        keep=keeper(keeping.pictures(theme.project.root)),
    )


def _press(options: Options, theme: Theme) -> Press | None:
    """What a file for a print shop needs; raises PresskitError for a theme without an intent."""
    if not options.on_press:
        return None
    intent = theme.tokens.intent
    profile = theme.find("assets", intent.file) if intent else None
    if not intent or not profile:
        message = f"the theme “{theme.name}” names no printing condition"
        hint = "Add intent: to its theme.yaml, or extend default."
        raise PresskitError(Diagnostic("PK402", message, None, hint))
    data = profile.read_bytes()
    return Press(options.bleed_points, intent.condition, intent.registry, intent.about, data)


def _given(
    edition: Edition,
    film: Film,
    theme: Theme,
    kind: Format,
    canvas: _Canvas,
    contents: tuple[Section, ...],
    said: Metadata,
) -> dict[str, object]:
    """What every template can name."""
    about = film.about
    options = edition.options
    return {
        "film": film,
        "about": about,
        "edition": edition,
        "draft": not edition.final,
        "version_line": standing(film, edition, "Version"),
        # Every page of a kit for some alone says so, as every page of a draft does.
        "draft_line": ""
        if edition.final and not edition.audience
        else standing(film, edition, "Version" if edition.final else "Draft"),
        "paged": kind.paged,
        "top": 2 if kind.paged else 1,
        "contents": contents,
        "g": theme.geometry(options.paper, options) if kind.paged else None,
        "c": theme.colours(options),
        "f": theme.tokens.face,
        "m": theme.tokens.measure,
        "frame": theme.tokens.frame,
        "words": theme.tokens.words,
        "colophon": theme.tokens.colophon,
        "shapes": theme.tokens.shapes,
        "faces": _fonts(theme, kind.paged)[0],
        "draw": DRAWINGS,
        "timeline_layout": drawing.timeline_layout,
        "timeline_cards": timeline_cards,
        **setting.tools(theme),
        "stamp": said.modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "art": canvas.art,
        "field": canvas.field_of,
        "picture": canvas.picture,
        "photograph": canvas.photograph,
        "pictures": canvas.pictures,
        "person": film.person,
        "source": film.source,
        "fact": film.fact,
        "cited": lambda fact, words: Markup(mark(fact, words)),
        "name_of": lambda who: p.name if (p := film.person(who)) else who,
    }


def _bodies(
    run: Templates, contents: tuple[Section, ...]
) -> tuple[list[tuple[Section, Markup]], dict[str, frozenset[str]]]:
    """Each section's XHTML, and the facts that it asks for."""
    bodies: list[tuple[Section, Markup]] = []
    facts: dict[str, frozenset[str]] = {}
    for section in contents:
        with noting() as asked:
            body = Markup(run(f"sections/{section.template}.html.j2", section=section))
        bodies.append((section, body))
        facts[section.id] = frozenset(asked)
    return bodies, facts


def _pages(
    edition: Edition, kind: Format, run: Templates, bodies: list[tuple[Section, Markup]]
) -> tuple[Page, ...]:
    """The whole kit as one page, or a page for each chapter."""
    shell = kind.shell.format(shell=edition.shell)
    if kind.kind != "chapters":
        return (Page("kit", "", "kit", run(shell, sections=bodies)),)

    def page(name: str, title: str, role: str, body: str) -> Page:
        text = run(shell, name=name, title=title, kind=role, body=Markup(body))
        return Page(name, title, role, text)

    front = [
        page("cover", "Cover", "cover", run("epub/cover.html.j2")),
        page("titlepage", "Title page", "titlepage", run("epub/titlepage.html.j2")),
    ]
    back = {"colophon", "sources", "disputes"}
    return (
        *front,
        *(page(s.id, s.title, "backmatter" if s.id in back else "chapter", b) for s, b in bodies),
    )


def _fonts(theme: Theme, paged: bool) -> tuple[tuple[Face, ...], tuple[Resource, ...]]:
    """The faces an edition declares, and the files of them."""
    faces, files = [], []
    for font in theme.tokens.fonts:
        path = theme.find("assets", font.file)
        if path is None or not (paged or font.booklet):
            continue
        name = f"fonts/{path.name}"
        faces.append(Face(font.family, font.weight, font.style, name))
        media_type = "font/otf" if path.suffix.lower() == ".otf" else "font/ttf"
        files.append(Resource(name, media_type, path.read_bytes(), font.family))
    return tuple(faces), tuple(files)


def _cover(run: Templates, theme: Theme, keep: Keep) -> Resource:
    name = "epub/cover.svg.j2"
    svg = run(name, width=COVER_SIZE[0], height=COVER_SIZE[1])
    try:
        data = images.rasterise(svg, setting.font_paths(theme), keep)
    except ValueError as error:
        raise run.blame(name, error) from None
    return Resource("images/cover.jpg", "image/jpeg", data)


def _linker(film: Film, kind: Format, contents: tuple[Section, ...]) -> Callable[..., Markup]:
    """A filter that links sources where they are named; on paper it leaves a text as it is."""
    listed = kind.kind == "chapters" and any(s.template == "sources" for s in contents)
    names = {source.name: source.id for source in film.sources} if listed else {}

    def linked(text: str, behind: Iterable[str] = ()) -> Markup:
        return sourcelinks.linked(text, names, behind if listed else ())

    return linked
