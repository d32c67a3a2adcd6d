"""What is rendered and what is made: types only. Nothing here knows PDF or EPUB."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from presskit.diagnostics import Diagnostic, Location


@dataclass(frozen=True, slots=True)
class Edition:
    """One thing asked for: `name` is how it is called, `format` a key of FORMATS.

    `stem` is the middle of its file's name; `attach` names the editions it carries within it.
    """

    name: str
    format: str
    shell: str
    stem: str
    attach: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    final: bool = False


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or an organisation with a part in the film or in the kit.

    `relators` are codes of the MARC relator list (aut, drt, pro, ...).
    """

    name: str
    sort: str
    relators: tuple[str, ...]


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
class Resource:
    """A file that pages name: its name, media type and bytes."""

    name: str
    media_type: str
    data: bytes
    title: str = ""


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
class Document:
    """What was rendered. `origins[n]` is where the blocks marked data-from="n:..." came from."""

    metadata: Metadata
    pages: tuple[Page, ...]
    styles: tuple[Resource, ...]
    resources: tuple[Resource, ...]
    faces: tuple[Face, ...]
    origins: tuple[Location, ...] = ()
    cover: Resource | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """What a paged writer saw: the folio of each page, and the page each anchor is on (from 0)."""

    folios: tuple[str, ...]
    anchors: Mapping[str, int]


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
    each section) or plain (one page of text, no sections). `shell` and `styles` are templates of
    a theme, where {shell} stands for the edition's shell.
    """

    suffix: str
    media_type: str
    kind: Literal["paged", "chapters", "plain"]
    shell: str
    styles: tuple[str, ...]
    write: Callable[[Document], Written]

    @property
    def paged(self) -> bool:
        return self.kind == "paged"


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file made: `inputs` is the SHA-256 of all that went into it."""

    name: str
    edition: str
    media_type: str
    size: int
    sha256: str
    pages: int | None
    inputs: str
