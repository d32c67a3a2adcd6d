"""Pydantic's findings as diagnostics: the user's words, the place, and what to do."""

import difflib
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from presskit.colour import HEX
from presskit.diagnostics import Diagnostic, Location
from presskit.document import LENGTH
from presskit.model import TAGS, Content, Item
from presskit.source import KeyPath, Source

_NEEDED = {
    "string_type": ("a text", "a text"),
    "string_sub_type": ("a text", "a text"),
    "int_parsing": ("a whole number", "a whole number"),
    "int_type": ("a whole number", "a whole number"),
    "float_parsing": ("a number", "a number"),
    "float_type": ("a number", "a number"),
    "bool_parsing": ("yes or no", "yes or no"),
    "bool_type": ("yes or no", "yes or no"),
    "date_from_datetime_parsing": ("a day", "it like 2026-11-22"),
    "date_from_datetime_inexact": ("a day", "it like 2026-11-22"),
    "date_parsing": ("a day", "it like 2026-11-22"),
    "date_type": ("a day", "it like 2026-11-22"),
    "tuple_type": ("a list", "lines that start with a hyphen, or [one, two]"),
    "dict_type": ("a set of keys", "keys with values"),
    "model_type": ("a set of keys", "keys with values"),
    "model_attributes_type": ("a set of keys", "keys with values"),
}
"""What was needed, and what to write, by pydantic's name for what it found."""

_EMPTY = {"string_too_short": "the text is empty", "too_short": "the list is empty"}


def explain(error: ValidationError, model: type[Content], source: Source) -> list[Diagnostic]:
    """One diagnostic for each finding, at its key or value in the file."""
    details = [detail for detail in error.errors() if not _follows(detail)]
    return list(dict.fromkeys(_explain(detail, model, source) for detail in details))


def _follows(detail: ErrorDetails) -> bool:
    """Whether a list is too short only because what stands in it is wrong."""
    return detail["type"] == "too_short" and bool(detail.get("input"))


def _explain(detail: ErrorDetails, model: type[Content], source: Source) -> Diagnostic:
    path = _path(detail, source.data)
    name = dotted(path)
    kind, value = detail["type"], detail.get("input")
    if detail["loc"][-1:] == (_KEY,):
        return _bad_key(detail, name, source.key(path))
    if kind == "extra_forbidden":
        key = str(path[-1])
        close = difflib.get_close_matches(key, _fields(model, path[:-1]), n=1)
        hint = f"Did you mean {close[0]}?" if close else _choices(_fields(model, path[:-1]))
        return Diagnostic("PK201", f"{name}: there is no such key", source.key(path), hint)
    if kind == "missing":
        hint = f"Add {path[-1]}: …"
        return Diagnostic("PK202", f"{name}: this field is missing", source.key(path[:-1]), hint)
    place = source.value(path)
    if kind == "literal_error":
        allowed = detail.get("ctx", {}).get("expected", "").replace("'", "")
        message = f"{name}: {value!r} is not one of the choices"
        return Diagnostic("PK205", message, place, f"Write {allowed}.")
    if value is None:
        message = f"{name}: the value is empty"
        return Diagnostic("PK203", message, place, "Fill it in, or remove it.")
    if kind in _EMPTY:
        return Diagnostic("PK203", f"{name}: {_EMPTY[kind]}", place, "Fill it in, or remove it.")
    if isinstance(value, dict) and "tbc" in value and kind in _NEEDED:
        message = f"{name}: this cannot be left to be confirmed"
        return Diagnostic("PK203", message, place, f"Write {_NEEDED[kind][1]}.")
    if kind == "string_pattern_mismatch":
        return _bad_form(detail, name, place)
    return _bad_value(detail, name, place)


def _bad_value(detail: ErrorDetails, name: str, place: Location) -> Diagnostic:
    kind, value = detail["type"], detail.get("input")
    shown = repr(value) if isinstance(value, str) else f"a {_shape(value)}"
    if kind == "value_error":
        reason = str(detail.get("ctx", {}).get("error", detail["msg"]))
        if not isinstance(value, str):
            return Diagnostic("PK203", f"{name}: {reason}", place)
        if reason.startswith(("month", "day", "year")):  # datetime's words, new in each Python
            reason = "there is no such day"
        hint = f"{reason[:1].upper()}{reason[1:]}."
        return Diagnostic("PK203", f"{name}: {shown} cannot be read", place, hint)
    if kind not in _NEEDED:
        reason = detail["msg"].replace("Input should be", "It should be")
        return Diagnostic("PK203", f"{name}: {shown} cannot be read", place, f"{reason}.")
    needed, write = _NEEDED[kind]
    return Diagnostic("PK203", f"{name}: {shown} is not {needed}", place, f"Write {write}.")


def _path(detail: ErrorDetails, data: object) -> KeyPath:
    """Where pydantic's finding stands in the file: its path without what is not a key there.

    The tags of OrTbc are such parts, and they look like the keys `value` and `tbc`, which
    exist too: what the file holds at that place decides.
    """
    loc, path, here = detail["loc"], list[str | int](), data
    for i, part in enumerate(loc):
        last = i == len(loc) - 1
        key = last and detail["type"] in ("missing", "extra_forbidden")
        if part == _KEY:
            continue
        if part in TAGS and not key and not _holds(here, part, last):
            continue
        path.append(part)
        here = _inside(here, part)
    return tuple(path)


def _holds(here: object, part: str | int, last: bool) -> bool:
    """Whether `part` is a key here, and what pydantic found can be within its value."""
    return isinstance(here, dict) and part in here and (last or not isinstance(here[part], str))


def _inside(here: object, part: str | int) -> object:
    if isinstance(here, dict):
        return here.get(part)
    if isinstance(here, list) and isinstance(part, int) and part < len(here):
        return here[part]
    return None


_KEY = "[key]"
"""How pydantic ends the path to a key of a mapping, in place of its value."""


def _bad_key(detail: ErrorDetails, name: str, place: Location) -> Diagnostic:
    pattern = detail.get("ctx", {}).get("pattern", "")
    hint = _FORMS.get(pattern, f"{detail['msg']}.")
    return Diagnostic("PK203", f"{name}: the key is not of the right form", place, hint)


def _bad_form(detail: ErrorDetails, name: str, place: Location) -> Diagnostic:
    pattern = detail.get("ctx", {}).get("pattern", "")
    message = f"{name}: {detail.get('input')!r} is not of the right form"
    return Diagnostic("PK203", message, place, _FORMS.get(pattern, f"It must match {pattern}."))


_LIKE_THIS = "Write lower-case letters, digits and single hyphens: like-this."

_FORMS = {
    HEX: "Write a colour in six digits: #1d4a56.",
    LENGTH: "Write a number and its unit: 3mm, 0.125in or 9pt.",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": _LIKE_THIS,
    r"^([a-z0-9]+(-[a-z0-9]+)*)?$": _LIKE_THIS,
    r"^([A-Za-z0-9][A-Za-z0-9._-]{0,63})?$": "Write the name of a folder of templates/.",
    r"^https?://\S+$": "Write a full address: https://…",
    r"^(([\w-]+\.)+[\w-]+(:\d+)?(/\S*)?)?$": "Write it as print gives it: site.org/page.",
    r"^[^/\\]*[^/\\.][^/\\]*$": "Write the file’s name alone; the file stands in stills/.",
    r"^[a-z]{3}$": "Write a MARC relator code of three letters: drt, pro, cng, …",
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "Write a language tag: en, en-GB, fr, …",
}


def _shape(value: object) -> str:
    return "set of keys" if isinstance(value, dict) else "list"


def dotted(path: KeyPath) -> str:
    """A key path as the user would say it: texts.logline, facts[2].sources."""
    out = ""
    for part in path:
        name = part if part != "" else "''"
        out += f"[{name + 1}]" if isinstance(name, int) else f".{name}" if out else name
    return out or "the file"


def _choices(fields: list[str]) -> str:
    return f"Keys here: {', '.join(fields)}." if fields else "Remove it."


def _fields(model: type[Content], path: KeyPath) -> list[str]:
    """The keys that the model at `path` within `model` has."""
    here: list[type[Content]] = [model]
    mapping = False
    for part in path:
        if isinstance(part, int) or mapping:
            mapping = False
            continue
        annotations = [
            info.annotation
            for m in here
            for field, info in m.model_fields.items()
            if (info.alias or field) == part
        ]
        here = [m for a in annotations for m in _models(a)]
        mapping = any(get_origin(a) is dict for a in annotations)
    keys = [info.alias or field for m in here for field, info in m.model_fields.items()]
    return sorted(keys, key=lambda key: key in Item.model_fields)


def _models(annotation: Any) -> Iterator[type[Content]]:
    if isinstance(annotation, type) and issubclass(annotation, Content):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
