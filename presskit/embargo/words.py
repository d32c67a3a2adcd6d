"""Words by which a withheld thing is known, and where a text that is shown says them as well."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from typing_extensions import TypeIs

from presskit.diagnostics import Diagnostic
from presskit.embargo.held import Held
from presskit.inspect.leaks import folded, screened, telling
from presskit.load import Sources, place, values
from presskit.markdown import to_text
from presskit.model import CITED, Film, Item, Moment, Path, walk

TELLING = 20
"""Letters from which words are held to be a thing's own, and not anybody's."""

SHORT = 6
"""Letters from which a name is looked for, spelled as it is typed."""

FEW = 4
"""Words of a sentence that is looked for by itself."""

_NAMES = {"name", "full_name", "also", "title", "event", "festival", "award", "publication",
          "company"}  # fmt: skip
"""Fields with names; an entry that is shown makes its own public on purpose."""

_NOBODYS = {"role", "purpose", "department", "kind", "state", "unit", "group", "outcome", "manner",
            "about", "label", "result", "caption", "alt", "note", "near", "forms_near", "apart",
            "refuse", "unlike"}  # fmt: skip
"""Fields whose words, unless they are many, are no secret: choices, headings, a few plain words."""

_ASKED = {"tbc", "what", "ask"}
"""Fields that say what is open, and whom to ask."""

_OWN = {"value", "wording", "forms", "text", "body", "answer"}
"""Fields whose words are the thing itself: no other entry has them in common with it."""

_CAPITAL = re.compile(r"(?<![^\W_])[^\W_a-z]")
"""How the words of a name begin; “The prize” is words."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class _Secret:
    """Words of something withheld, without marks; short names as they are spelled."""

    held: Held
    plain: str
    field: str = ""
    spelled: re.Pattern[str] | None = None


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text that are long enough to be known again."""
    yield from (one for one in _SENTENCES.split(text) if len(one.split()) >= FEW)


def _secrets(held: Sequence[Held], film: Film) -> Iterator[_Secret]:
    """What withheld things say, as far as it is their own."""
    for one in held:
        for path, value in walk(one.item):
            field = _field(path)
            if not _words(value) or isinstance(value, Moment) or field in _ASKED:
                continue
            typed, printed = to_text(_typed(value), film.cite), to_text(value, film.cite)
            for text in dict.fromkeys((typed, printed)):
                if len(text) >= TELLING:
                    long = (part for part in sentences(text) if len(part) >= TELLING)
                    yield from (_Secret(one, _plain(part), field) for part in (text, *long))
                elif _NOBODYS.isdisjoint(map(str, path)):
                    yield from _short(one, text, field)


def _short(held: Held, text: str, field: str) -> Iterator[_Secret]:
    if telling(text) and (field not in _NAMES or len(_CAPITAL.findall(text)) > 1):
        yield _Secret(held, _plain(text), field)
    elif field in _NAMES and _is_name(text):
        words = r"[\s*_]+".join(map(re.escape, text.split()))
        spelled = re.compile(rf"(?<![^\W_]){words}(?![^\W_])")
        yield _Secret(held, _plain(text), field, spelled)


def short_names(item: Item) -> tuple[str, ...]:
    """Names of a thing that say too little to be looked for as other words are."""
    found = ((_field(path), value) for path, value in walk(item))
    texts = (value for field, value in found if isinstance(value, str) and field in _NAMES)
    return tuple(text for text in texts if _is_name(text) and not telling(text))


def _is_name(text: str) -> bool:
    """Whether words of a field for names are one that nobody takes for a common word."""
    return len(text) >= SHORT and text[0].isupper() and bool(screened((text,), ""))


def told(film: Film, less: Film, placed: Sources, held: Sequence[Held]) -> Iterator[Diagnostic]:
    """Texts that stay and say, among other words, what is withheld."""
    public = set(_public(less))
    secrets = [
        one
        for one in _secrets(held, film)
        if public.isdisjoint({("", one.plain), (one.field, one.plain)})
    ]
    hint = "Write it without them, or withhold it as well."
    for name, path, value in values(less):
        if name == "names" or not _words(value):
            continue  # names.yaml is for proofreading, and in no output
        told = []
        for one in secrets:
            if one.held not in told and (line := _line(one, value)) is not None:
                told.append(one.held)
                start = place(placed, name, path)
                message = f"words of “{one.held.called}”, which {one.held.why}, stand here as well"
                yield Diagnostic("PK641", message, replace(start, line=start.line + line), hint)


def _public(less: Film) -> Iterator[tuple[str, str]]:
    """What entries that are shown say of themselves, in which field; names of theirs in none."""
    for name, path, value in values(less):
        field = _field(path)
        if name != "names" and _words(value) and field not in _OWN:
            parts = (_typed(value), *sentences(_typed(value)))
            yield from (("" if field in _NAMES else field, _plain(part)) for part in parts)


def _words(value: object) -> TypeIs[str]:
    """Whether a value has words of its own: it is no id, and more than cited facts."""
    if not isinstance(value, str) or _ID.match(value):
        return False
    return bool(_WORD.search(CITED.sub("", value)))


def _field(path: Path) -> str:
    if "forms" in path:
        return "forms"
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _typed(value: str) -> str:
    """The words of a text as it is typed, but for addresses; a fact that it cites is one word."""
    text = CITED.sub(lambda cited: f"fact{''.join(_WORD.findall(cited[1]))}", value)
    return to_text(text, lambda _: None) if "](" in text else text


def _line(secret: _Secret, value: str) -> int | None:
    """The line of a text, from 0, where it says what is withheld; None when it does not."""
    if secret.spelled:
        match = secret.spelled.search(value)
        return value.count("\n", 0, match.start()) if match else None
    if secret.plain not in _plain(_typed(value)):
        return None
    lines = value.split("\n")
    upto = ("\n".join(lines[:end]) for end in range(1, len(lines) + 1))
    return next((i for i, text in enumerate(upto) if secret.plain in _plain(_typed(text))), 0)


_WORD = re.compile(r"[^\W_]+")


@lru_cache(10_000)
def _plain(text: str) -> str:
    """Words alone, between blanks: lines, capitals and marks do not matter."""
    return f" {' '.join(_WORD.findall(folded(text)))} "
