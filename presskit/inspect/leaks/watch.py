"""What is looked for besides what is never right: words and pictures withheld, names, folders."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from presskit.inspect.epub.vocabulary import words_of

LEAST = 4
"""Letters of a name that is looked for."""

LONG = 12
"""Letters of a single word that is looked for; shorter ones could be anybody's."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """What may not be shown: `id` is how messages call it; its words, and digests of its files.

    `names` are looked for however short they are.
    """

    id: str
    words: tuple[str, ...] = ()
    pictures: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """What the caller asks to look for.

    `names` are those of the user and the machine, `folders` paths of the project there; `final`
    says that nothing may be left open, but for words of the content itself (`said`, squeezed).
    """

    withheld: tuple[Withheld, ...] = ()
    names: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    final: bool = False
    said: str = ""


NOTHING = Watch()
"""Only what is never right."""


@dataclass(frozen=True, slots=True)
class Needle:
    """Words of something withheld: its id, the words without blanks, and a pattern for them."""

    id: str
    squeezed: str
    pattern: re.Pattern[str]


_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
"""Accents that stand behind their letter."""


def folded(text: str) -> str:
    """A text without accents, ligatures and capitals. Its lines stay."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()


_BETWEEN = re.compile(r"[\W_]+")


def squeezed(text: str) -> str:
    """Letters and digits of a folded text: how it is spaced, divided or escaped does not matter."""
    return _BETWEEN.sub("", text)


def telling(words: str) -> bool:
    """Whether words say so much that they can be looked for: two of them, or a long one."""
    parts = [part for part in _BETWEEN.split(folded(words)) if part]
    letters = sum(map(len, parts))
    return letters >= LONG or (letters >= 2 * LEAST and len(parts) > 1)


@lru_cache(8)
def needles(withheld: tuple[Withheld, ...]) -> tuple[Needle, ...]:
    """What to search texts for."""
    return tuple(_needles(withheld))


def _needles(withheld: tuple[Withheld, ...]) -> Iterator[Needle]:
    for one in withheld:
        for words in dict.fromkeys((*one.words, *one.names)):
            letters = squeezed(folded(words))
            if telling(words) or words in one.names:
                joined = r"[\W_]*".join(map(re.escape, letters))
                yield Needle(
                    one.id, letters, re.compile(rf"(?<![^\W_]){joined}(?![^\W_])", re.DOTALL)
                )


RUN = 8
"""Words in a row that give a text away, whatever stands round them."""


def unsaid(words: Iterable[str], said: str) -> tuple[str, ...]:
    """Those of the texts, and of their runs of words, that a text which may be shown does not have.

    A text is cut off, turned, or divided by the end of a page: its runs are found all the same.
    """
    shown = squeezed(folded(said))
    wanted = (part for text in words for part in (text, *_runs(text)))
    return tuple(
        w for w in dict.fromkeys(wanted) if telling(w) and squeezed(folded(w)) not in shown
    )


def _runs(text: str) -> Iterator[str]:
    words = text.split()
    for at in range(0, len(words) - RUN + 1, RUN // 2) if len(words) > RUN else ():
        yield " ".join(words[at : at + RUN])


_COMMON = words_of(
    """
    account admin administrator agent apache archive audio author auto bold book builder build
    center centre chief chrome cinema client color colour company computer container content crew
    data debian default demo desk desktop developer director docker editor edition family festival
    figure film films final firefox fedora gray green grey guest head home host image info intern
    italic jenkins laptop light linux local localhost localdomain macbook machine mail main manager
    media movie nobody normal notebook office online owner page photo photos picture pictures
    player portable press presskit print printer producer production project public publicity
    publicist reader release review root runner screen screening section serif server service
    share shared site source staff stage station studio style support system table team temp test
    tester title travis trailer ubuntu user users vagrant video viewer white windows work worker
    workstation writer
    """
)
"""Names of users and machines that are words of any kit."""


def screened(names: Iterable[str], said: str) -> tuple[str, ...]:
    """Names that tell something: not short, not common words, and not in what the content says."""
    shown = set(re.findall(r"\w+", folded(said)))
    found = []
    for name in names:
        parts = re.findall(r"\w+", folded(name))
        common = all(part in shown or part in _COMMON for part in parts)
        if len(name) >= LEAST and not name.isdigit() and not common:
            found.append(name)
    return tuple(dict.fromkeys(found))


def digests(data: bytes) -> frozenset[str]:
    """What a picture's file is known by: all its bytes, and those of its pixels in a JPEG."""
    known = {hashlib.sha256(data).hexdigest()}
    if data.startswith(b"\xff\xd8") and (scan := _scan(data)):
        known.add(hashlib.sha256(scan).hexdigest())
    return frozenset(known)


def _scan(data: bytes) -> bytes:
    """What a JPEG is decoded from: all of it but its metadata."""
    at = 2
    parts: list[bytes] = []
    while data[at : at + 1] == b"\xff" and at + 4 <= len(data):
        mark, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if mark == 0xDA:
            end = data.find(b"\xff\xd9", at)
            return b"".join([*parts, data[at : end if end > at else len(data)]])
        if not (0xE0 <= mark <= 0xEF or mark == 0xFE):
            parts.append(data[at : at + 2 + size])
        at += 2 + size
    return b""
