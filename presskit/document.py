"""What is rendered and what is made: types only. Nothing here knows PDF or EPUB."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Self

from pydantic import Field, model_validator

from presskit.diagnostics import Diagnostic, Location
from presskit.keeping import Keep, not_kept
from presskit.model import Content

LENGTH = r"^\d+(\.\d+)?(mm|in|pt)$"
_POINTS = {"mm": 72 / 25.4, "in": 72.0, "pt": 1.0}


class Options(Content):
    """What an edition asks of its format. Formats without pages ask for nothing."""

    paper: str = Field("", description="A paper of the theme: a4, letter.")
    purpose: Literal["screen", "press"] = Field(
        "screen", description="screen: RGB, links live, tagged. press: CMYK, for a print shop."
    )
    bleed: str = Field(
        "",
        pattern=LENGTH,
        description="On press, how far drawings and grounds pass the edge: 3mm if not given.",
    )
    ground: Literal["theme", "white"] = Field(
        "theme", description="white: for office printers, which should not print a tint."
    )

    max_mb: int | None = Field(
        None, gt=0, description="An archive of stills that is larger is an error; none if empty."
    )

    @model_validator(mode="after")
    def _bleed_is_for_press(self) -> Self:
        if self.bleed and self.purpose != "press":
            raise ValueError("bleed has a meaning with purpose: press only")
        return self

    @property
    def on_press(self) -> bool:
        return self.purpose == "press"

    @property
    def bleed_points(self) -> float:
        """How far drawings and grounds pass the edge, in points; nothing on a screen."""
        length = (self.bleed or "3mm") if self.on_press else "0pt"
        return round(float(length[:-2]) * _POINTS[length[-2:]], 3)


NOTHING = Options()
"""What an edition asks that asks for nothing."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One thing asked for: `name` is how it is called, `format` a key of FORMATS.

    `stem` is the middle of its file's name; `attach` names the editions it carries within it,
    `pages_from` the paged one whose page numbers it shares; one that is `of_all` is made last, one
    that is `of_stills` only when some still has a file.
    """

    name: str
    format: str
    shell: str
    stem: str
    attach: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    options: Options = NOTHING
    final: bool = False
    pages_from: str = ""
    of_all: bool = False
    of_stills: bool = False
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or an organisation with a part in the film or in the kit.

    `relators` are codes of the MARC relator list (aut, drt, pro, ...).
    """

    name: str
    sort: str
    relators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conformance:
    """The standard of accessibility that a person certifies, who that is, and the day."""

    standard: str
    certifier: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class Series:
    """A series of books, and the place in it; 0 when it is not numbered."""

    title: str
    number: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What every format says of itself. `identifier` is a urn:uuid, `modified` is in UTC."""

    title: str
    film_title: str
    language: str
    identifier: str
    version: str
    modified: dt.datetime
    author: Agent
    contributors: tuple[Agent, ...]
    subjects: tuple[str, ...]
    description: str
    rights: str
    issuer_line: str
    draft: bool
    conformance: Conformance | None = None
    series: Series | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One XHTML file of a document: the whole kit, or one chapter.

    `kind` tells a writer what the page is: kit, cover, titlepage, contents, chapter, backmatter.
    """

    name: str
    title: str
    kind: str
    xhtml: str


@dataclass(frozen=True, slots=True)
class Noted:
    """Which facts a part of a document asks for (`section` is its anchor, "" all else), and the
    document's pages with marks round those that its texts cite. `carried`: facts whose words stand
    within another's."""

    facts: Mapping[str, frozenset[str]]
    marked: tuple[Page, ...]
    carried: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Template:
    """What a style sheet was made from: the path that a user knows, and the text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Resource:
    """A file that pages name: its name, media type and bytes."""

    name: str
    media_type: str
    data: bytes
    title: str = ""
    template: Template | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photograph that pages name, made in as many pixels as its place on the page asks for.

    `width` and `height` are the original's pixels; `made` gives the file with at most so many
    pixels on its longer side, whole, or cropped to a ratio of width to height. `source` says what
    `made` makes it of, and how: the same of the same source.
    """

    name: str
    width: int
    height: int
    media_type: str
    made: Callable[[int, float | None], bytes] = field(compare=False)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """What a print shop's file is made for: the bleed in points, and the printing condition.

    `condition` is its name in the registry, `profile` the bytes of its ICC profile.
    """

    bleed: float
    condition: str
    registry: str
    about: str
    profile: bytes


@dataclass(frozen=True, slots=True)
class Face:
    """One font file of the theme: CSS family, weight 100 to 900, normal or italic."""

    family: str
    weight: int
    style: str
    resource: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """Another artifact of the kit, carried within a document."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """A block of words, or a picture, of a page of XHTML.

    `within` are the ids round it, from the outside; `words` are the block's own, or what the
    picture's text alternative says, as pagination.fold leaves them.
    """

    within: tuple[str, ...]
    words: str
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """Where a page takes up a block: the block's number, and its characters on pages before."""

    block: int
    done: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What a paged writer saw: the folio of each page, and the page each anchor is on (from 0).

    `blocks` are those of the text in its order, and `starts` those on each page. Where print
    could not be followed both are empty, and `stray` says where.
    """

    folios: tuple[str, ...]
    anchors: Mapping[str, int]
    blocks: tuple[Block, ...] = ()
    starts: tuple[tuple[Start, ...], ...] = ()
    stray: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """The paged edition whose pages a booklet names, and its file.

    `layout` is None when the edition was not built with the booklet.
    """

    edition: str
    file: str
    layout: Layout | None


@dataclass(frozen=True, slots=True)
class Document:
    """What was rendered. `origins[n]` is where the blocks marked data-from="n:..." came from.

    `keep` keeps what takes long to make of it, for the next time.
    """

    metadata: Metadata
    pages: tuple[Page, ...]
    styles: tuple[Resource, ...]
    resources: tuple[Resource, ...]
    faces: tuple[Face, ...]
    origins: tuple[Location, ...] = ()
    cover: Resource | None = None
    attachments: tuple[Attachment, ...] = ()
    photographs: tuple[Photograph, ...] = ()
    press: Press | None = None
    printed: Printed | None = None
    noted: Noted | None = None
    keep: Keep = field(default=not_kept, compare=False)


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes a writer made, what it saw, and what the user should know."""

    data: bytes
    layout: Layout | None
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of output.

    `kind` is paged (one long page of XHTML, laid out on the theme's papers), chapters (a page for
    each section), plain (one page of text, no sections) or archive (one page of text, with the
    photographs of the film). `shell` and `styles` are templates of
    a theme, where {shell} stands for the edition's shell.
    """

    suffix: str
    media_type: str
    kind: Literal["paged", "chapters", "plain", "archive"]
    shell: str
    styles: tuple[str, ...]
    write: Callable[[Document], Written]

    @property
    def paged(self) -> bool:
        return self.kind == "paged"


@dataclass(frozen=True, slots=True)
class Part:
    """A page or a chapter as a reader finds it: its label, a digest of its words, its facts."""

    label: str
    digest: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file made, as the film's `version` and `status` (draft or final) were then.

    `inputs` is the SHA-256 of all that went into it; `parts` are its pages or chapters.
    """

    name: str
    edition: str
    version: str
    status: str
    media_type: str
    size: int
    sha256: str
    pages: int | None
    inputs: str
    parts: tuple[Part, ...] = ()
