"""The kinds of value that content is made of: models, dates, texts, what is to be confirmed."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Tag,
    field_validator,
)
from pydantic_core import CoreSchema, core_schema
from typing_extensions import TypeIs

from presskit.model.moment import Moment


class Content(BaseModel):
    """A frozen value that refuses unknown keys."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True
    )


class Tbc(Content):
    """To be confirmed: a state of its own, neither empty nor a text."""

    tbc: str = Field(description="Whom to ask.", min_length=1)
    what: str = Field("", description="What is open, where the field alone does not say it.")
    note: str = Field("", description="What is known so far.")


watching: ContextVar[set[int] | None] = ContextVar("watching", default=None)
"""Where ids (id()) are noted of the open values that an output is found to print."""


def is_tbc(value: object) -> TypeIs[Tbc]:
    """Whether a value is to be confirmed: templates and data sheets ask it of what they print."""
    seen = watching.get()
    if isinstance(value, Tbc) and seen is not None:
        seen.add(id(value))
    return isinstance(value, Tbc)


class Prose(str):
    """Markdown that may cite facts: {fact}`id`. A text type of its own, so that rules find it."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        text = core_schema.str_schema(min_length=1, strip_whitespace=True)
        return core_schema.no_info_after_validator_function(cls, text)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "description": "Markdown; cite with {fact}`id`."}


class PartialDate(str):
    """A year, a month or a day, as exactly as it is known: 1967, 2017-11, 1937-11-22."""

    __slots__ = ()
    _form = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")

    @classmethod
    def read(cls, value: str) -> "PartialDate":
        """The date that is typed; raises ValueError when it is none."""
        match = cls._form.match(value)
        if not match:
            raise ValueError("write 1967, 2017-11 or 1937-11-22")
        dt.date(*(int(part) if part else 1 for part in match.groups()))
        return cls(value)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls.read, core_schema.str_schema())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}

    @property
    def year(self) -> int:
        return int(self[:4])

    @property
    def month(self) -> int | None:
        return int(self[5:7]) if len(self) > 4 else None

    @property
    def day(self) -> int | None:
        return int(self[8:10]) if len(self) > 7 else None

    @property
    def in_order(self) -> float:
        """Decimal years, to put dates in order: a year alone comes before its months."""
        return self.year + ((self.month or 1) - 1) / 12 + ((self.day or 1) - 1) / 365


def _form(value: object) -> str:
    return (
        "tbc" if isinstance(value, Tbc) or (isinstance(value, dict) and "tbc" in value) else "value"
    )


T = TypeVar("T")
OrTbc = Annotated[
    Annotated[T, Tag("value")] | Annotated[Tbc, Tag("tbc")],
    Discriminator(_form),
]
"""A value of type T, or {tbc: whom to ask}."""

TAGS = frozenset({"value", "tbc"})
"""Parts of pydantic's error paths that come from OrTbc and not from the content."""

Id = Annotated[
    str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Lower-case words and hyphens.")
]
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th"}
)


def slug(words: str) -> str:
    """Words as an Id: lower-case ASCII letters, digits, single hyphens; empty if none is left."""
    flat = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    plain = re.sub(r"[’']", "", flat).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


Words = Annotated[str, Field(min_length=1)]
"""A text on one line that is not empty: an item of a list."""

Url = Annotated[str, Field(pattern=r"^https?://\S+$")]
Address = Annotated[str, Field(pattern=r"^(([\w-]+\.)+[\w-]+(:\d+)?(/\S*)?)?$")]
"""Where a page of the web stands, as print gives it: without https://."""

Ids = tuple[Id, ...]

CITED = re.compile(r"\{fact\}`([^`\n]*)`")
"""A fact cited in words: its id, or id:form."""


class Approval(Content):
    """Who approved it for the production, and when."""

    name: str = Field(min_length=1)
    date: dt.date


class Item(Content):
    """What may be kept back: until a moment, or from everybody but some."""

    embargo: Moment | None = Field(
        None,
        description="Until when it is in no output: 2026-12-01, or 2026-12-01 18:00 Europe/Paris.",
    )
    audience: Id | None = Field(
        None, description="For whom alone it is: festival. It is in kits for them only."
    )

    @field_validator("embargo", "audience", mode="before")
    @classmethod
    def _is_said(cls, value: object) -> object:
        if value in (None, ""):
            raise ValueError("write it, or take the line out: what is empty keeps nothing back")
        return value


Path = tuple[str | int, ...]


def walk(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every value within a model, with its path as the content file spells it."""
    yield path, value
    if isinstance(value, Content):
        for name, info in type(value).model_fields.items():
            yield from walk(getattr(value, name), (*path, info.alias or name))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from walk(item, (*path, i))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from walk(item, (*path, name))


def without_tbc(value: Any) -> Any:
    """The same model with everything to be confirmed left out, for a final that waives it."""
    if isinstance(value, Tbc):
        return None
    if isinstance(value, tuple):
        kept = (without_tbc(item) for item in value)
        return tuple(item for item in kept if item is not None)
    if isinstance(value, Content):
        fields = {name: without_tbc(getattr(value, name)) for name in type(value).model_fields}
        return value.model_copy(update=fields)
    return value
