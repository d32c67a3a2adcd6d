"""Characters that nobody sees, and which of them no text may hold.

Some hide words, some change the order in which a line is read, some break what reads the output.
Those that scripts need (joiners, marks of direction, soft hyphens, paired isolates) stay.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# C0 and C1 controls but tab and line ends; the line ends that only some programs count (they
# come out of layout programs); bidirectional embeddings and overrides; format characters that no
# script needs, and fillers; halves of pairs and what Unicode will never assign.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2061-\u2065\u206a-\u206f\u3164"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)

IGNORABLE = re.compile(
    "[\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2060\u2066-\u2069\ufe00-\ufe0f]"
)
"""What a text may hold and no font has to: it is not drawn."""

_JOINER, _NON_JOINER, _BLANK = "\u200d", "\u200c", "\u200b"
_BROKEN_UNSEEN = ("THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "HIRAGANA", "KATAKANA", "CJK")
"""Scripts that set no blanks between words, where a line may break at a blank without width."""

_COPIED = "Delete it; it is invisible and came in by copying."
_ORDER = "Delete it: letters of right-to-left scripts are set right by themselves."
_KINDS = (
    ("\U000e0000-\U000e007f", "is a tag character, which spells words that nobody sees", _COPIED),
    ("\u2028\u2029", "is a line end of layout programs", "Put a line end or a blank in its place."),
    ("\u202a\u202b\u202d\u202e\u202c", "changes the order in which letters are read", _ORDER),
    ("\ufeff", "is a byte order mark within the text", _COPIED),
    ("\ufff9-\ufffb", "marks an annotation that would be printed among the words", _COPIED),
    ("\u3164\uffa0", "is a letter that nobody sees", _COPIED),
    ("\ud800-\udfff", "is half of a character", "Type the character again."),
    ("\ufdd0-\ufdef\ufffe\uffff", "is not a character", _COPIED),
    ("\x00-\x1f\x7f-\x9f", "is a control character", _COPIED),
)
_ISOLATES = re.compile("[\u2066-\u2069]")
_NEVER_ALONE = re.compile("[\u200b-\u200d]")
_UNSEEN = re.compile("[\u200b-\u200d\u2060]")


@dataclass(frozen=True, slots=True)
class Unseen:
    """A character that may not be there: where in the text, what it is, what to do."""

    index: int
    character: str
    kind: str
    hint: str

    @property
    def code(self) -> str:
        return f"U+{ord(self.character):04X}"


def unseen(text: str) -> Iterator[Unseen]:
    """All that a text may not hold, in no order; isolates are paired within a line."""
    for match in FORBIDDEN.finditer(text):
        if match.start() and text[match.start() - 1] == match.group():
            continue  # a run of one character is told once
        yield Unseen(match.start(), match.group(), *_kind(match.group()))
    start = 0
    for line in text.split("\n") if _ISOLATES.search(text) else ():
        yield from _isolates(line, start)
        start += len(line) + 1
    for match in _NEVER_ALONE.finditer(text):
        if not _needed(text, match.start()):
            hint = "Delete it: only scripts that join letters, or set no blanks, need it."
            yield Unseen(match.start(), match.group(), "hides between these letters", hint)


def _kind(character: str) -> tuple[str, str]:
    """What a forbidden character is, and what to do about it."""
    for members, kind, hint in _KINDS:
        if re.match(f"[{members}]", character):
            return kind, hint
    return "is a character of format that no script needs", _COPIED


def _isolates(text: str, start: int) -> Iterator[Unseen]:
    """Isolates of a line without their other half, and those round words that need none."""
    opened: list[int] = []
    for match in _ISOLATES.finditer(text):
        if match.group() != "\u2069":
            opened.append(match.start())
        elif not opened:
            hint = "Delete it, or put the isolate that it ends before it."
            yield Unseen(start + match.start(), match.group(), "ends an isolate never begun", hint)
        else:
            begin = opened.pop()
            if text[begin] == "\u2067" and not _right_to_left(text[begin : match.start()]):
                kind = "turns round words that are read from left to right"
                yield Unseen(start + begin, text[begin], kind, _ORDER)
    for begin in opened:
        hint = "Delete it, or end it on its line with U+2069."
        yield Unseen(start + begin, text[begin], "begins an isolate that has no end", hint)


def _right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def _needed(text: str, index: int) -> bool:
    """Whether a joiner, or a blank without width, has a work to do between its neighbours."""
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if not before or _UNSEEN.match(before):
        return False
    if text[index] == _BLANK:
        names = (unicodedata.name(c, "") for c in (before, after) if c)
        return any(name.startswith(_BROKEN_UNSEEN) for name in names)
    if text[index] == _NON_JOINER:  # in Latin it keeps a ligature apart: Auf-lage
        return _joins(before) and unicodedata.category(after or " ")[0] in "LM"
    return _joins(before) and not unicodedata.name(before, "").startswith("LATIN")


def _joins(character: str) -> bool:
    """A letter, a mark or a symbol of more than one part, such as most emoji."""
    return unicodedata.category(character)[0] in "LM" or unicodedata.category(character) in (
        "So",
        "Sk",
    )
