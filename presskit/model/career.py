"""accolades.yaml and festivals.yaml: what was won, by the subject and by the film."""

from typing import Literal

from pydantic import Field, model_validator

from presskit.model.values import Content, Id, Ids, Item, OrTbc, PartialDate, Prose, Tbc, Words

Kind = Literal[
    "early days", "class win", "overall win", "win", "honour", "start", "award",
    "count of starts", "count of wins", "run of wins", "career wins", "death", "birth",
]  # fmt: skip


class Accolade(Item):
    """One entry: a date or a figure, what happened, and where it is from."""

    kind: Kind
    date: PartialDate | None = Field(None, description="1967, 2017-11 or 1937-11-22.")
    when: str = Field("", description="What is printed in place of the year: Before 1967.")
    fact: Id | None = Field(None, description="A counted fact, printed in place of the year.")
    event: str
    result: str = Field("", description="Overall win, Inducted, …")
    with_: str = Field("", alias="with", description="With whom.")
    vehicle: str = ""
    note: Prose
    sources: Ids = Field(min_length=1)
    source_line: str = Field("", description="How the sources are printed, if not by their names.")
    timeline: Prose | None = Field(None, description="A shorter note for the timeline.")
    timeline_title: str = ""

    @model_validator(mode="after")
    def _says_when(self) -> "Accolade":
        if not (self.date or self.when or self.fact):
            raise ValueError("write date, when or fact")
        return self


class AccoladeGroup(Content):
    title: str
    entries: tuple[Accolade, ...] = Field(min_length=1)


class Band(Content):
    """A stretch of the timeline that is marked: the first race to the last."""

    start: PartialDate
    end: PartialDate
    label: Prose


class Tally(Content):
    """A count and a part of it, drawn as squares: starts, and the wins among them."""

    total: Id = Field(description="A fact whose value is a whole number.")
    part: Id
    title: str
    text: Prose
    part_note: Prose


class Accolades(Content):
    """accolades.yaml: the career of the film's subject, as data."""

    title: str = "Accolades"
    subject: Id | None = None
    timeline_title: str = ""
    groups: tuple[AccoladeGroup, ...] = ()
    life: tuple[Accolade, ...] = Field((), description="Entries of the timeline alone.")
    band: Band | None = None
    tally: Tally | None = None

    def dated(self) -> tuple[Accolade, ...]:
        """Every entry with a date, in order of time: what a timeline draws."""
        entries = [e for g in self.groups for e in g.entries] + list(self.life)
        return tuple(
            sorted((e for e in entries if e.date), key=lambda e: e.date.in_order if e.date else 0.0)
        )


Outcome = Literal["winner", "finalist", "mention", "selection"]


class Festival(Item):
    festival: str
    also: tuple[Words, ...] = Field((), description="Other forms of its name that are right.")
    award: OrTbc[str] | None = None
    section: str = ""
    outcome: OrTbc[Outcome]
    year: OrTbc[PartialDate] | None = None
    city: str = ""
    sources: Ids = Field(min_length=1)
    open: Tbc | None = None


class Festivals(Content):
    """festivals.yaml: selections and awards, never blurred."""

    entries: tuple[Festival, ...] = ()
    note: Prose | None = None
