"""film.yaml: the title, the texts by length, specifications, credits, contacts."""

import datetime as dt
from typing import Literal

from pydantic import Field

from presskit.model.values import Approval, Content, Id, Item, OrTbc, Prose, Tbc, Words

Told = Literal["logline", "short", "medium", "long", "statement", "billing", "credits"]


class Fitted(Content):
    """The film told once more, to the measure of one receiver's form."""

    name: str = Field(min_length=1, description="Synopsis in 300 characters.")
    measure: str = Field(
        alias="for",
        description="A profile and its field: short-forms/synopsis. The text is held to it.",
        pattern=r"^[a-z0-9-]+/[a-z0-9-]+$",
    )
    text: OrTbc[Prose]
    approved: Approval | None = None


class Texts(Content):
    """The film told at four lengths, and at those of receivers."""

    logline: Prose = Field(description="One sentence, 25 words or fewer.")
    short: OrTbc[Prose] = Field(description="50 to 100 words.")
    medium: OrTbc[Prose] | None = Field(None, description="150 to 300 words.")
    long: OrTbc[Prose] | None = Field(None, description="400 to 800 words.")
    fitted: tuple[Fitted, ...] = Field(
        (), description="For forms that want another length; they stand in the copy deck."
    )


class Specs(Content):
    """Technical facts. Leave out what does not apply; say {tbc: …} for what is not known."""

    original_title: OrTbc[Prose] | None = Field(None, title="Original title")
    runtime: OrTbc[Prose] | None = Field(None, title="Running time")
    year: OrTbc[Prose] | None = Field(None, title="Year of completion")
    country: OrTbc[Prose] | None = Field(None, title="Country")
    language: OrTbc[Prose] | None = Field(None, title="Language")
    subtitles: OrTbc[Prose] | None = Field(None, title="Subtitles")
    aspect_ratio: OrTbc[Prose] | None = Field(None, title="Aspect ratio")
    sound: OrTbc[Prose] | None = Field(None, title="Sound")
    shooting_format: OrTbc[Prose] | None = Field(None, title="Shooting format")
    screening_format: OrTbc[Prose] | None = Field(None, title="Screening format")
    frame_rate: OrTbc[Prose] | None = Field(None, title="Frame rate")
    rating: OrTbc[Prose] | None = Field(None, title="Rating")
    premiere: OrTbc[Prose] | None = Field(None, title="Premiere")
    release: OrTbc[Prose] | None = Field(None, title="Release")
    production_company: OrTbc[Prose] | None = Field(None, title="Production company")
    distributor: OrTbc[Prose] | None = Field(None, title="Distributor")
    sales_agent: OrTbc[Prose] | None = Field(None, title="Sales agent")
    website: OrTbc[Prose] | None = Field(None, title="Website")
    trailer: OrTbc[Prose] | None = Field(None, title="Trailer")
    poster: OrTbc[Prose] | None = Field(None, title="Poster")

    def rows(self) -> tuple[tuple[str, str, object], ...]:
        """(field, label, value) of every field that has a value, in order."""
        return tuple(
            (name, str(info.title), value)
            for name, info in type(self).model_fields.items()
            if (value := getattr(self, name)) is not None
        )


class SheetRow(Item):
    """One more row of the fact sheet."""

    label: str
    value: OrTbc[Prose]
    note: Prose | None = None
    open: Tbc | None = Field(None, description="A part of the value that is to be confirmed.")


class Credit(Item):
    role: str = Field(description="As it is printed: Directed by, Editor, …")
    names: OrTbc[tuple[Words, ...]] = Field(description="Ids of people.yaml, or names as printed.")
    department: str = Field("", description="Heading under which the credit stands.")
    note: Prose | None = None
    open: Tbc | None = None


class Contact(Item):
    purpose: str = Field(description="Press, Sales, Distribution, Production, …")
    name: OrTbc[str] | None = None
    company: OrTbc[str] | None = None
    email: OrTbc[str] | None = None
    phone: OrTbc[str] | None = None
    territory: str = ""

    @property
    def known(self) -> bool:
        """Whether there is anything to print: a final can waive all that is open."""
        return any((self.name, self.company, self.email, self.phone))

    @property
    def reachable(self) -> bool:
        """Whether somebody is named, or an address or a number."""
        return any(isinstance(v, str) for v in (self.name, self.company, self.email, self.phone))


class Watch(Item):
    """Where the film can be seen."""

    platforms: tuple[Words, ...] = Field(min_length=1)
    checked: dt.date | None = Field(None, description="The day when somebody last saw it there.")
    note: Prose | None = None


Standard = Literal[
    "EPUB Accessibility 1.1 - WCAG 2.0 Level A",
    "EPUB Accessibility 1.1 - WCAG 2.0 Level AA",
    "EPUB Accessibility 1.1 - WCAG 2.0 Level AAA",
    "EPUB Accessibility 1.1 - WCAG 2.1 Level A",
    "EPUB Accessibility 1.1 - WCAG 2.1 Level AA",
    "EPUB Accessibility 1.1 - WCAG 2.1 Level AAA",
    "EPUB Accessibility 1.1 - WCAG 2.2 Level A",
    "EPUB Accessibility 1.1 - WCAG 2.2 Level AA",
    "EPUB Accessibility 1.1 - WCAG 2.2 Level AAA",
]


class Accessibility(Content):
    """Who examined this version of the booklet, and found that it conforms to which standard."""

    conforms_to: Standard
    certified_by: str = Field(min_length=1)
    date: dt.date = Field(description="The day it was found; not before the date of the version.")


class Series(Content):
    """The series that the booklet belongs to."""

    title: str = Field(min_length=1)
    number: int = Field(0, ge=0, description="Its place in the series; 0 when it has none.")


class Compiler(Content):
    """Whoever compiled the texts: the author of the booklet."""

    name: str = Field(min_length=1)
    sort: str = Field("", description="The name as a library sorts it; the name itself if empty.")


class Note(Item):
    """A paragraph of the colophon with its heading."""

    heading: str
    text: Prose


class FilmFile(Content):
    """film.yaml: the title, the texts by length, specifications, credits, contacts."""

    title: str = Field(min_length=1)
    title_also: tuple[Words, ...] = Field(
        (), description="Other forms of the title that are right."
    )
    title_refuse: tuple[Words, ...] = Field((), description="Titles that are wrong.")
    title_say: str = Field("", description="How the title is said.")
    kind: str = Field(description="What the film is, in one line: A documentary about …")
    form: str = Field("", description="Documentary, Feature film, Short film, …")
    language: str = Field(
        "en",
        description="Language of the kit: en, en-GB, fr, …",
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
    )
    version: str = Field(description="Version of the kit's content: 0.1, 1.0, …", min_length=1)
    date: dt.date = Field(description="Date of that version: 2026-11-22.")
    compiled_by: Compiler
    issued: str = Field(
        "", description="Who issues the kit; printed until an approval is recorded."
    )
    approval: Approval | None = Field(None, description="Who approved the kit as a whole.")
    approvals: dict[Told, Approval] = Field(
        {}, description="Who approved which text of this file: logline: {name: …, date: …}."
    )
    accessibility: Accessibility | None = Field(
        None, description="A claim that the booklet makes only when somebody stands for it."
    )
    series: Series | None = None
    rights: str = Field(description="The © line, in every output.", min_length=1)
    terms: Prose = Field(description="Terms of use, in every output.")
    directed_by: tuple[Id, ...] = Field((), description="Ids of people.yaml.")
    produced_by: tuple[Id, ...] = Field((), description="Ids of people.yaml.")
    subject: Id | None = Field(None, description="Whom the film is about: an id of people.yaml.")
    subjects: tuple[Words, ...] = Field(
        (), description="Subject headings for the booklet: Off-road racing, …"
    )
    texts: Texts
    specs: Specs = Specs()
    facts: tuple[SheetRow, ...] = Field((), description="More rows of the fact sheet, first.")
    watch: Watch | None = None
    credits: tuple[Credit, ...] = ()
    credits_note: Prose | None = None
    billing: OrTbc[Prose] | None = Field(None, description="The billing block.")
    contacts: tuple[Contact, ...] = ()
    statement: OrTbc[Prose] | None = Field(None, description="The director's statement.")
    colophon: tuple[Note, ...] = ()

    @property
    def approved(self) -> bool:
        return self.approval is not None

    @property
    def issuer_line(self) -> str:
        """The line on who issues the kit; empty once an approval is recorded."""
        return "" if self.approved else self.issued

    @property
    def press_contact(self) -> Contact | None:
        """The first contact for the press, if its name or its address is known."""
        for contact in self.contacts:
            if contact.purpose.casefold() == "press" and (
                isinstance(contact.name, str) or isinstance(contact.email, str)
            ):
                return contact
        return None
