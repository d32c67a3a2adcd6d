"""facts.yaml, sources.yaml and people.yaml: what is known, from where, and of whom."""

import datetime as dt
import re
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
    Tbc,
    Words,
)

State = Literal["confirmed", "single source", "as told by", "disputed", "to be confirmed"]


class Figure(Content):
    """Another value that sources give for a disputed fact."""

    value: str
    sources: Ids = Field(min_length=1)
    note: Prose | None = None


class Derived(Content):
    """How a fact follows from the dates of a person: one of born, died and age."""

    born: Id | None = Field(None, description="It is the birth of this person.")
    died: Id | None = Field(None, description="It is the death of this person.")
    age: Id | None = Field(None, description="It is the age of this person …")
    at: str | None = Field(
        None, description="… at this date: 2017-11-16, or the fact that has it: race-start."
    )
    form: str = Field("", description="The form that it is; the value itself if empty.")

    @model_validator(mode="after")
    def _is_one_of_them(self) -> "Derived":
        if sum(bool(who) for who in (self.born, self.died, self.age)) != 1:
            raise ValueError("give one of born, died and age")
        if bool(self.age) != bool(self.at):
            raise ValueError("an age is an age at a date: give age and at together")
        return self

    @property
    def who(self) -> str:
        return self.born or self.died or self.age or ""


class Fact(Item):
    """One fact: what texts print when they cite it, and what stands behind it."""

    id: Id
    ref: str = Field("", description="Number of the fact in the sheet it was taken from.")
    about: str = Field(description="What the fact says, in a few words.")
    value: str = Field(
        "", description="The value itself: 50, 1937-11-22, Hummer H1. Empty when it is derived."
    )
    derived: Derived | None = Field(
        None, description="From which dates it follows; what is written is held against them."
    )
    unit: str = ""
    wording: str = Field(
        "",
        description="What a text prints for {fact}`id`; the value if empty. It may cite other"
        " facts: 25 wins in {fact}`starts` races.",
    )
    forms: dict[str, str] = Field({}, description="Other wordings, cited as {fact}`id:form`.")
    as_of: PartialDate | None = Field(None, description="When the value held.")
    sources: Ids = Field((), description="Who says so; none only while it is to be confirmed.")
    state: State
    ask: str = Field("", description="Who can confirm it (state: to be confirmed).")
    approved: Approval | None = None
    told_by: Id | None = Field(None, description="Whose account it is (state: as told by).")
    attribution: str = Field("", description="How print names who gives a disputed figure.")
    others: tuple[Figure, ...] = Field((), description="Other values, with their sources.")
    of: Id | None = Field(None, description="Whose figure it is: an id of people.yaml.")
    near: tuple[Words, ...] = Field(
        (),
        description="For proofread: words that tie a figure or date in somebody’s text to this"
        " fact, “win streak”. One entry is enough; of its words all must stand near.",
    )
    forms_near: dict[str, tuple[Words, ...]] = Field(
        {}, description="The same for a form with a figure of its own: first: [first race]."
    )
    apart: tuple[Words, ...] = Field(
        (), description="Words that say that a figure is not this fact’s after all: ago."
    )
    note: Prose | None = None

    @property
    def printed(self) -> str:
        return self.wording or self.value

    @model_validator(mode="after")
    def _forms_are_words(self) -> "Fact":
        for name in self.forms:
            if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
                raise ValueError(f"the form {name!r} is not a lower-case word")
        for name in self.forms_near:
            if name not in self.forms:
                raise ValueError(f"forms_near names {name!r}, which is not a form")
        return self


class Source(Item):
    """Where facts come from."""

    id: Id
    name: str = Field(description="As it is printed: Off Road Xtreme.")
    title: str = Field(description="What it is: a feature with two interviews.")
    address: Address = Field("", description="Where it stands, without https://.")
    published: OrTbc[str] = Field("", description="When it appeared, as far as is known.")
    seen: dt.date | None = Field(None, description="When it was last looked at.")


Group = Literal["subject", "family", "interviewed", "participant", "filmmaker", "other"]


class Biography(Content):
    short: Prose
    long: Prose | None = None
    approved: Approval | None = None


class Person(Item):
    id: Id
    name: str = Field(min_length=1)
    sort: str = Field("", description="The name as a library sorts it: Hall, Rod.")
    group: Group
    full_name: str = ""
    also: tuple[Words, ...] = Field((), description="Other forms that are right: Rod.")
    refuse: tuple[Words, ...] = Field((), description="Spellings that are wrong.")
    say: str = Field("", description="How the name is said.")
    pronoun: Literal["he", "she", "they", ""] = Field(
        "", description="By which texts go on about them: he, she or they."
    )
    born: PartialDate | None = None
    died: PartialDate | None = None
    role: str = Field("", description="Who they are in the film: producer and co-director.")
    relation: OrTbc[str] | None = Field(None, description="To the film's subject: his son.")
    note: Prose | None = Field(None, description="A sentence for the list of people.")
    open: tuple[Tbc, ...] = Field((), description="What is to be confirmed of them.")
    biography: OrTbc[Biography] | None = None
    racing: tuple["Result", ...] = Field((), description="Their own results, for a biography.")
    relators: tuple[Annotated[str, Field(pattern="^[a-z]{3}$")], ...] = Field(
        (), description="MARC relator codes for the booklet: drt, pro, cng."
    )
    portrait: Id | None = Field(None, description="An id of stills.yaml.")


class Result(Item):
    """One result of somebody's career."""

    event: str
    result: str
    year: OrTbc[PartialDate] | None = None


class Name(Item):
    """A festival, race, club, place or vehicle: one form, and what may stand for it."""

    name: str = Field(min_length=1, description="The form that texts print: Baja 1000.")
    also: tuple[Words, ...] = Field((), description="Other forms that are right: the Baja.")
    refuse: tuple[Words, ...] = Field((), description="Spellings that are wrong.")
    unlike: tuple[Words, ...] = Field(
        (),
        description="Names of something else that are mistaken for it: Baja 500. Reported where"
        " the sentence tells what is true of this one.",
    )


class NamesFile(Content):
    """names.yaml: names of things, spelled one way. People are in people.yaml."""

    names: tuple[Name, ...] = ()


class Uncited(Content):
    """A figure that texts may print without citing a fact."""

    figure: str = Field(description="As it stands in the text: 2019, 1.85.", min_length=1)
    reason: str = Field(description="Why no fact stands behind it.", min_length=1)


class FactsFile(Content):
    """facts.yaml: the registry."""

    facts: tuple[Fact, ...]
    uncited: tuple[Uncited, ...] = Field(
        (), description="Figures that stand in texts without a fact, each with the reason."
    )


class SourcesFile(Content):
    """sources.yaml."""

    sources: tuple[Source, ...]


class PeopleFile(Content):
    """people.yaml."""

    people: tuple[Person, ...]
