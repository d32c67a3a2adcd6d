"""A moment until which something is kept back: a day, or a time of a day in a zone."""

import datetime as dt
import re
from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

_ZONE = r"UTC|[+-]\d{2}:[0-5]\d|[A-Za-z]+(?:/[A-Za-z0-9_+-]+)+"
FORM = rf"(\d{{4}}-\d{{2}}-\d{{2}})(?: (\d{{1,2}}:\d{{2}}) ({_ZONE}))?"
_FIRST, _LAST = "1900", "9000"
"""Years that every zone can be reckoned in."""

_HOW = "write 2026-12-01, or with a time and its zone 2026-12-01 18:00 Europe/Paris"


class Moment(str):
    """As it was typed: 2026-12-01, which begins at midnight in UTC, or
    2026-12-01 18:00 Europe/Paris (or UTC, or +01:00)."""

    __slots__ = ()
    _form = re.compile(rf"{FORM}\Z")

    @classmethod
    def read(cls, value: str) -> "Moment":
        """The moment that is typed; raises ValueError when it is none."""
        cls(value).at  # noqa: B018  # it is reckoned in order to be refused here
        return cls(value)

    @property
    def at(self) -> dt.datetime:
        """The same moment in UTC; raises ValueError when there is none."""
        match = self._form.match(self)
        if not match:
            raise ValueError(_HOW)
        day, time, zone = match.groups()
        if not _FIRST <= day[:4] < _LAST:
            raise ValueError(f"write a year from {_FIRST} on")
        if not time:
            return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(), dt.UTC)
        typed = dt.datetime.strptime(f"{day} {time}", "%Y-%m-%d %H:%M")  # noqa: DTZ007
        # An hour that a clock shows twice or never is taken for the later one.
        return max(
            typed.replace(tzinfo=_zone(zone), fold=fold).astimezone(dt.UTC) for fold in (0, 1)
        )

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls.read, core_schema.str_schema())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{FORM}$"}


@cache
def _zone(name: str) -> dt.tzinfo:
    """A zone of the IANA database, as the package tzdata has it, whatever the system knows."""
    if name == "UTC":
        return dt.UTC
    if name[0] in "+-":
        hours, minutes = int(name[1:3]), int(name[4:])
        away = dt.timedelta(hours=hours, minutes=minutes)
        return dt.timezone(-away if name[0] == "-" else away)
    package = resources.files("tzdata")
    if name not in package.joinpath("zones").read_text("utf-8").split("\n"):
        raise ValueError(f"there is no zone {name}: write one as Europe/Paris, or UTC, or +01:00")
    with package.joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)
