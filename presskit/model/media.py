"""stills.yaml, quotes.yaml, text/*.md and interviews/*.md."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, model_validator

from presskit.model.values import (
    Address,
    Approval,
    Content,
    Id,
    Ids,
    Item,
    OrTbc,
    PartialDate,
    Prose,
    Words,
)

FileName = Annotated[str, Field(pattern=r"^[^/\\]*[^/\\.][^/\\]*$")]
"""The name of a file, without a folder."""


class Focus(Content):
    """A point of a picture, in percent of its width from the left and of its height from the top.

    The picture is upright: as it is looked at, not as the camera was held.
    """

    x: float = Field(ge=0, le=100)
    y: float = Field(ge=0, le=100)


class Still(Item):
    """A photograph: in the kit (file) or only known to exist (no file yet)."""

    id: Id = Field(description="It names the files that desks get: hall-at-the-start.")
    title: str
    file: OrTbc[FileName] = Field(description="A file in stills/: its name, without a folder.")
    caption: Prose
    people: Ids = Field((), description="From left to right, ids of people.yaml.")
    photographer: OrTbc[Prose]
    credit: OrTbc[Prose] = Field(description="The credit line as it must be printed.")
    copyright: OrTbc[Prose] = Field(description="The © line: © 1985 Marcus Clark.")
    ask: str = Field("", description="Whom to ask.")
    terms: OrTbc[Prose] = Field(description="What the picture may be used for.")
    territory: str = Field("", description="Where it may be used, if not everywhere.")
    until: dt.date | None = Field(
        None, description="The last day on which it may be used; in no output after."
    )
    alt: OrTbc[str] = Field(description="What the picture shows, for who cannot see it.")
    focus: Focus | None = Field(
        None, description="What no crop may cut off, in percent: {x: 62, y: 30}."
    )
    approved: Approval | None = None

    @model_validator(mode="after")
    def _days_are_in_order(self) -> "Still":
        if self.embargo and self.until and self.until < self.embargo.at.date():
            raise ValueError(f"until: {self.until} is before embargo: {self.embargo}")
        return self


class Quote(Item):
    """Words of a review, verbatim."""

    text: str
    publication: str
    author: str = ""
    date: PartialDate
    address: Address = ""
    approved: Approval | None = None


class Vouched(Item):
    """Words that somebody spoke or wrote, and that may stand in quotation marks."""

    text: str = Field(min_length=1, description="The words, verbatim, as the source has them.")
    who: Id = Field(description="Who spoke them: an id of people.yaml.")
    source: Id = Field(description="Where they are printed: an id of sources.yaml.")
    note: str = Field("", description="For the editor; it is not printed.")
    approved: Approval | None = None


class TextHead(Item):
    """Front matter of a text."""

    title: Words
    running: str = Field("", description="A shorter title for the running head.")
    order: int = Field(50, description="Texts stand in this order, then by file name.")
    approved: Approval | None = None


class Text(TextHead):
    slug: str
    body: Prose


Manner = Literal["verbatim", "condensed", "reported"]


class InterviewHead(Item):
    """Front matter of an interview."""

    who: Id
    manner: Manner = Field(description="verbatim, condensed, or reported (in indirect speech).")
    asked_by: str
    source: Id | None = None
    notice: Prose = Field(description="How the interview came about; printed with it.")
    order: int = 50
    approved: Approval | None = None


class Exchange(Content):
    """A question and its answer; an answer may stand without a question."""

    id: str
    question: Prose | None
    answer: Prose


class Interview(InterviewHead):
    slug: str
    exchanges: tuple[Exchange, ...]


class StillsFile(Content):
    """stills.yaml: every photograph, with its credit and its terms."""

    note: Prose | None = None
    stills: tuple[Still, ...] = ()


class QuotesFile(Content):
    """quotes.yaml: press quotations, and the ledger of words that may stand in quotation marks."""

    quotes: tuple[Quote, ...] = ()
    ledger: tuple[Vouched, ...] = Field(
        (), description="What people said: quotation marks in the kit stand round these words only."
    )
