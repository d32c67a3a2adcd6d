"""Texts searched: for what is withheld, paths, names, and notes that were not meant to stay."""

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from presskit.diagnostics import Diagnostic
from presskit.inspect.leaks.pieces import Piece, short
from presskit.inspect.leaks.watch import Needle, Watch, folded, needles, squeezed

PATH_HINT = "It tells of somebody's disk. Take it out of the content, template or picture it is in."
NAME_HINT = "Take it out of what it came from; if it belongs there, let the content say it."
DRAFT_HINT = "Write what was meant, or take it out."
WITHHELD_HINT = "It is withheld: take it out of every text, name and picture that may be shown."


_READ = ("words", "data", "block")
"""Kinds of pieces that somebody may have written."""


def search(piece: Piece, watch: Watch) -> Iterator[Diagnostic]:
    """What a text has that should not be there."""
    if piece.kind != "block":
        yield from withheld(piece, needles(watch.withheld))
    if piece.kind == "whole":
        return
    yield from _paths(piece, watch)
    if piece.kind in _READ:
        yield from _names(piece, watch.names)
        yield from _drafts(piece, watch.said)
    if watch.final and piece.kind in ("words", "block"):
        yield from _open(piece, watch.said)


def withheld(piece: Piece, known: tuple[Needle, ...]) -> Iterator[Diagnostic]:
    """Words that are withheld, however they are written; the message does not repeat them."""
    told = set()
    for text in readings(piece.text) if known else ():
        plain = folded(text)
        letters = squeezed(plain)
        for needle in known:
            if needle.id in told or needle.squeezed not in letters:
                continue
            if match := needle.pattern.search(plain):
                told.add(needle.id)
                line = plain.count("\n", 0, match.start()) if text is piece.text else 0
                yield _withheld(piece, needle.id, line)


def _withheld(piece: Piece, one: str, lines: int) -> Diagnostic:
    message = f"words of “{one}”, which is withheld, are in it"
    line = piece.line + lines if piece.line else 0
    return piece.spot.say("PK720", message, WITHHELD_HINT, line)


_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})|\\([0-7]{3})|\\([nrtbf])|\\(\r?\n)")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_HEX = re.compile(r"<((?:[0-9A-Fa-f]\s*){8,})>")


def readings(text: str) -> Iterator[str]:
    """A text as it stands, and as programs read it: without escapes, once or twice."""
    yield text
    for _ in range(2):
        plain = _unescaped(text)
        if plain == text:
            return
        yield plain
        text = plain


def _unescaped(text: str) -> str:
    if "%" in text:
        text = _unquoted(text)
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _HEX.sub(lambda m: _bytes(m[1]), text)
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _unquoted(text: str) -> str:
    """Without the escapes of addresses (RFC 3986, 2.1)."""
    return _PERCENT.sub(
        lambda m: bytes.fromhex(m[0].replace("%", "")).decode("utf-8", "replace"), text
    )


def _character(match: re.Match[str]) -> str:
    for number, base in ((1, 16), (2, 16), (3, 8)):
        if match[number]:
            value = int(match[number], base)
            return " " if 0xD800 <= value < 0xE000 else chr(value)
    return " " if match[4] else ""


def _bytes(digits: str) -> str:
    """The text of a hexadecimal string of a PDF."""
    pairs = "".join(digits.split())
    data = bytes.fromhex(pairs + "0" * (len(pairs) % 2))
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


_HOMES = r"(?:home|root|Users|tmp|mnt|Volumes|private/var|var/folders|var/tmp)"
_WEB = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
"""In an address of the web the same names are folders of a server."""
_UNIX = re.compile(rf"(?<![\w.~/%\-])/{_HOMES}/[\w.\-+~%][^\s\"'<>()]*")
_DISKS = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]:(?:\\{1,2}[\w$]|/(?:Users|home)/)[^\s\"'<>|]*")
_FILE = re.compile(r"\bfile:/{1,3}[\w.%\-~][^\s\"'<>()]*", re.IGNORECASE)
_SHARE = re.compile(r"(?<![\\\w])\\\\[A-Za-z][\w.\-]+\\[\w$][^\s\"'<>|]*")
_SURE = re.compile(
    r"/(?:home|Users)/[\w.\-]{2,}/[\w.\-]{2,}|file:///?[\w.%\-]{3,}|[A-Z]:\\Users\\\w+"
)
"""What is a path even among bytes of no known kind."""


def _paths(piece: Piece, watch: Watch) -> Iterator[Diagnostic]:
    """Paths of a disk; a film about computers may tell of some in its own words."""
    if not ("/" in piece.text or "\\" in piece.text or "%" in piece.text or "&" in piece.text):
        return
    patterns = [_SURE] if piece.kind == "raw" else [_FILE, _UNIX, _DISKS]
    patterns += [_SHARE] if piece.kind in _READ else []
    told: set[str] = set()
    texts = [piece.text]
    if "%" in piece.text or "&" in piece.text:
        texts.append(html.unescape(_unquoted(piece.text)))
    for text in texts:
        bare = _WEB.sub(lambda m: " " * len(m[0]), text)
        matches = [m for pattern in patterns for m in pattern.finditer(bare)]
        matches += [m for folder in watch.folders for m in _folder(folder).finditer(text)]
        for match in matches:
            if squeezed(folded(match[0])) in watch.said:
                continue
            if match[0] not in told and not any(match[0] in path for path in told):
                told.add(match[0])
                at = match.start() if text is piece.text else 0
                yield _say(piece, "PK721", f"the path “{short(match[0])}”", at, PATH_HINT)


@lru_cache(16)
def _folder(path: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){re.escape(path)}(?![\w\-])[^\s\"'<>()]*")


def _names(piece: Piece, names: tuple[str, ...]) -> Iterator[Diagnostic]:
    for name in names:
        if match := _name(name).search(piece.text):
            message = f"“{short(name)}”, the name of the user or the machine that built it"
            yield _say(piece, "PK721", message, match.start(), NAME_HINT)


@lru_cache(16)
def _name(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", re.IGNORECASE)


_OPEN = re.compile(r"\bto be confirmed\b", re.IGNORECASE)
_NEAR = 24
"""Letters before and behind by which a place of the content is known."""


def _own(text: str, match: re.Match[str], said: str) -> bool:
    """Whether the content says the same words, between the same words."""
    around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    return squeezed(folded(around)) in said


def _open(piece: Piece, said: str) -> Iterator[Diagnostic]:
    """Marks of what is to be confirmed; a text may use the words in a sentence of its own."""
    for match in _OPEN.finditer(piece.text):
        if not _own(piece.text, match, said):
            hint = "Fill it in, or waive it by name and build again."
            yield _say(piece, "PK723", "a final says “to be confirmed”", match.start(), hint)
            return


_DRAFTS = re.compile(
    r"\bFIXME\b|\bTKTK\b|\b(?i:lorem\s+ipsum)\b"
    # TODO is a word of Spanish and XXX a number of Romans: they are notes with a sign, or among
    # small letters.
    r"|[\[({<]\s*(?:TODO|XXX)\b|\b(?:TODO|XXX)\s*[:\])}>(]|\bTODO\b(?=\s+[a-z])"
    r"|(?<=[a-z,] )TODO\b|^XXX$|^TODO$|\bX{4,}\b",
    re.MULTILINE,
)
_NOTES = ("FIXME", "TKTK", "TODO", "XXX", "orem")


def _drafts(piece: Piece, said: str) -> Iterator[Diagnostic]:
    """Notes of who wrote a template; a song may be called TODO in the content's own words."""
    if not any(word in piece.text for word in _NOTES):
        return
    notes = [m for m in _DRAFTS.finditer(piece.text) if not _own(piece.text, m, said)]
    for match in notes[:3]:
        message = f"a note that was not meant to stay: “{short(match[0], 20)}”"
        yield _say(piece, "PK723", message, match.start(), DRAFT_HINT)


def _say(piece: Piece, code: str, message: str, at: int, hint: str) -> Diagnostic:
    line = piece.line + piece.text.count("\n", 0, at) if piece.line else 0
    return piece.spot.say(code, message, hint, line)
