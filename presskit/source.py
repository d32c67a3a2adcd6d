"""Text files to plain data, with the place of every value, and without YAML's surprises.

Every scalar stays the text that was typed (`NO`, `16:9`, `1:32:00`, `02134`); types come later,
from the schema. Anchors, aliases, tags and duplicate keys are refused. All findings of a file
are returned, not the first alone.
"""

import contextlib
import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from presskit.diagnostics import Diagnostic, Location
from presskit.invisible import FORBIDDEN, unseen
from presskit.limits import CONTENT_BYTES, CONTENT_DEPTH, ENTRIES

_SAVE_AS_UTF_8 = "Save the file again with the encoding UTF-8."

Key = str | int
KeyPath = tuple[Key, ...]

_ESCAPE = re.compile(r"\\U(?!000|0010)")


@dataclass(frozen=True, slots=True)
class Source:
    """One file read: its data and where each key path of it stands."""

    path: str
    data: object
    keys: Mapping[KeyPath, Location] = field(default_factory=dict)
    values: Mapping[KeyPath, Location] = field(default_factory=dict)
    text: str = ""

    def key(self, path: KeyPath) -> Location:
        """The place of the key at `path`, or of the nearest part of it that is there."""
        return _nearest(path, self.keys, self.values) or Location(self.path)

    def value(self, path: KeyPath) -> Location:
        """The place of the value at `path`; of a block text, that of its first line."""
        return _nearest(path, self.values, self.keys) or Location(self.path)


def _nearest(path: KeyPath, *places: Mapping[KeyPath, Location]) -> Location | None:
    for end in range(len(path), -1, -1):
        for known in places:
            if found := known.get(path[:end]):
                return found
    return None


def _read(file: Path) -> tuple[bytes, int]:
    """The bytes of a file, as far as it may have so many, and how many it has."""
    mode = file.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # a pipe would wait, a device never end
        raise OSError(errno.EINVAL, "it is no file, but a pipe or a device")
    with file.open("rb") as stream:
        raw = stream.read(CONTENT_BYTES + 1)
        return raw, max(len(raw), os.fstat(stream.fileno()).st_size)


def read_text(file: Path, name: str, within: tuple[Path, ...] = ()) -> tuple[str, list[Diagnostic]]:
    """The text of `file` in Unicode NFC with \\n line ends; `name` is how messages call it.

    Where folders are given, a file that lies `within` none of them, over links, is refused.
    """
    try:
        real = file.resolve()
        if within and not any(real.is_relative_to(folder.resolve()) for folder in within):
            hint = "Copy the file itself into the project."
            message = "it is a link to a file outside of the project"
            return "", [Diagnostic("PK112", message, Location(name), hint)]
        raw, size = _read(file)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead to each other
        message = f"the file cannot be read: {getattr(error, 'strerror', '') or error}"
        return "", [
            Diagnostic("PK112", message, Location(name), "Check what it is and who may read it.")
        ]
    if len(raw) > CONTENT_BYTES:
        message = f"the file has {size:,} bytes; {CONTENT_BYTES:,} are allowed"
        return "", [Diagnostic("PK108", message, Location(name), "Split the file.")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        message = f"byte {raw[error.start]:#04x} is not UTF-8 text"
        return "", [Diagnostic("PK102", message, Location(name, line, column), _SAVE_AS_UTF_8)]
    if "\0" in text:
        # UTF-16 without its mark reads as UTF-8 with a zero beside every letter.
        message = "the file is not UTF-8 text but looks like UTF-16"
        return "", [Diagnostic("PK102", message, Location(name, 1, 1), _SAVE_AS_UTF_8)]
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    found = [
        Diagnostic("PK109", f"{one.code} {one.kind}", _place(name, text, one.index), one.hint)
        for one in sorted(unseen(text), key=lambda one: one.index)
    ]
    return text, found


def _place(name: str, text: str, index: int, shift: int = 0) -> Location:
    line = text.count("\n", 0, index) + 1
    return Location(name, line + shift, index - (text.rfind("\n", 0, index) + 1) + 1)


def read_yaml(text: str, name: str, first_line: int = 1) -> tuple[Source, list[Diagnostic]]:
    """YAML text as plain data: mappings, lists, strings, and None for an empty value.

    `first_line` is the line of the file on which `text` begins (front matter).
    """
    shift = first_line - 1
    try:
        found, node = _composed(text, name, shift)
        if found:
            return Source(name, None, text=text), found
    except yaml.MarkedYAMLError as error:
        return Source(name, None, text=text), [_syntax(error, text, name, shift)]
    except yaml.reader.ReaderError as error:
        place = _place(name, text, error.position, shift)
        message = f"character U+{error.character:04X} is not allowed in YAML"
        return Source(name, None, text=text), [Diagnostic("PK109", message, place, "Delete it.")]
    except ValueError:
        # PyYAML passes on what chr() says of an escape like "\U7fffffff", without its place.
        match = _ESCAPE.search(text)
        place = _place(name, text, match.start() if match else 0, shift)
        hint = "Type the character itself."
        return Source(name, None, text=text), [
            Diagnostic("PK103", "an escape stands for no character", place, hint)
        ]
    reader = _Reader(name, first_line - 1)
    data = reader.plain(node, ()) if node else None
    return Source(name, data, reader.keys, reader.values, text), reader.problems


def _syntax(error: yaml.MarkedYAMLError, text: str, name: str, shift: int) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    if "end of stream" in (error.problem or "") and error.context_mark:
        mark = error.context_mark  # where it was opened, not where the file ends
    line = mark.line if mark else 0
    column = mark.column if mark else 0
    place = Location(name, line + 1 + shift, column + 1)
    problem = error.problem or "it cannot be read"
    rows = text.split("\n")
    row = rows[line] if line < len(rows) else ""
    if "\\t" in problem or "\t" in row[: len(row) - len(row.lstrip())]:
        hint = "Put spaces in its place."
        return Diagnostic("PK106", "a tab stands in the indentation", place, hint)
    special = "[{#&*!|>@%'\"`"
    hint = f"Check the indentation; quote a value that holds “: ” or starts with one of {special}"
    return Diagnostic("PK103", _in_words(problem), place, hint)


_PROBLEMS = {
    "mapping values are not allowed": "a “: ” stands within a value",
    "expected <block end>": "the indentation does not fit the lines above",
    "could not find expected ':'": "a key without its “: ”",
    "unexpected end of stream": "a quotation mark or a bracket is not closed",
    "expected ',' or": "a comma or a closing bracket is missing",
    "cannot start any token": "a value cannot begin like this",
    "expected '<document start>'": "this line does not fit those above it",
    "expected alphabetic or numeric": "a value cannot begin like this",
    "expected chomping": "text stands on the line of a | or >",
    "expected a comment or a line break": "text stands on the line of a | or >",
    "expected the node content": "a value is missing",
    "unknown escape character": "a \\ that begins no escape; in single quotes it would stand alone",
}


def _in_words(problem: str) -> str:
    """What PyYAML's parser says, in the words of somebody who writes the file."""
    known = (words for start, words in _PROBLEMS.items() if start in problem)
    return f"this is not YAML: {next(known, problem)}"


def _composed(text: str, name: str, shift: int) -> tuple[list[Diagnostic], yaml.Node | None]:
    """What is refused, else the tree of nodes; raises as PyYAML does, and with its words.

    libyaml is ten times as fast. What it refuses, or might read in another way, PyYAML's own parser
    reads: it decides, and says why.
    """
    fast = getattr(yaml, "CSafeLoader", None)
    if fast and not _DIFFERENT.search(text):
        with contextlib.suppress(yaml.YAMLError):
            found = list(_guard(text, name, shift, fast))
            node = None if found else yaml.compose(text, Loader=fast)
            if node and not _lacking(node):
                return [], node
    found = list(_guard(text, name, shift, yaml.SafeLoader))
    return found, None if found else yaml.compose(text, Loader=yaml.SafeLoader)


_DIFFERENT = re.compile("[\t?\ufeff]|[|>][-+0-9]*#")
"""What libyaml takes where PyYAML refuses it, or places elsewhere."""


def _lacking(node: yaml.Node) -> bool:
    """Whether a value is missing: libyaml places it where the next one begins."""
    if isinstance(node, yaml.ScalarNode):
        return not node.value and not node.style
    pairs = isinstance(node, yaml.MappingNode)
    within = (n for pair in node.value for n in pair) if pairs else node.value
    return any(map(_lacking, within))


def _guard(text: str, name: str, shift: int, loader: Any) -> Iterator[Diagnostic]:
    """Refusals that need no data: depth, anchors, aliases, tags, a second document."""
    depth = documents = 0
    entries = [-len(text)]  # of every list that is open; maps begin so low that they never count
    for event in yaml.parse(text, Loader=loader):
        start = event.start_mark
        assert start is not None  # every event of a text has a place
        place = Location(name, start.line + 1 + shift, start.column + 1)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                hint = "Keep one document: remove the line of three hyphens."
                yield Diagnostic("PK103", "a second YAML document starts here", place, hint)
        if isinstance(event, yaml.CollectionStartEvent):
            entries[-1] += 1
            entries.append(0 if isinstance(event, yaml.SequenceStartEvent) else -len(text))
            depth += 1
            if depth > CONTENT_DEPTH:
                message = f"values are nested more than {CONTENT_DEPTH} deep"
                yield Diagnostic("PK108", message, place, "Flatten the content.")
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            entries.pop()
        elif isinstance(event, yaml.ScalarEvent):
            entries[-1] += 1
        if entries[-1] == ENTRIES + 1:
            message = f"a list has more than {ENTRIES:,} entries"
            yield Diagnostic("PK108", message, place, "Keep those that the kit needs.")
            return
        if isinstance(event, yaml.AliasEvent):
            hint = "Write the value out, or quote it if the * belongs to it."
            yield Diagnostic("PK105", f"*{event.anchor} is an alias", place, hint)
        elif anchor := getattr(event, "anchor", None):
            hint = "Remove it, or quote the value if the & belongs to it."
            yield Diagnostic("PK105", f"&{anchor} is an anchor", place, hint)
        if tag := getattr(event, "tag", None):
            hint = "Remove it, or quote the value if the ! belongs to it."
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            yield Diagnostic("PK105", f"{shown} is a tag", place, hint)


class _Reader:
    """Walks the node tree once, keeping the place of each key and value."""

    def __init__(self, name: str, shift: int) -> None:
        self.name, self.shift = name, shift
        self.keys: dict[KeyPath, Location] = {}
        self.values: dict[KeyPath, Location] = {}
        self.problems: list[Diagnostic] = []

    def place(self, node: yaml.Node) -> Location:
        # The text of a block scalar begins on the line after its | or >.
        block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
        mark = node.start_mark
        return Location(self.name, mark.line + 1 + self.shift + block, mark.column + 1)

    def _no_hidden(self, node: yaml.ScalarNode) -> None:
        """The text was searched already; an escape can still stand for such a character."""
        if match := FORBIDDEN.search(node.value):
            message = f"an escape stands for character U+{ord(match.group()):04X}"
            hint = "Remove the escape: the character is not allowed."
            self.problems.append(Diagnostic("PK109", message, self.place(node), hint))
        elif one := next(unseen(node.value), None):
            message = f"{one.code} {one.kind}"
            self.problems.append(Diagnostic("PK109", message, self.place(node), one.hint))

    def plain(self, node: yaml.Node, path: KeyPath) -> object:
        self.values[path] = self.place(node)
        if isinstance(node, yaml.ScalarNode):
            self._no_hidden(node)
            return None if not node.style and node.value == "" else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, (*path, i)) for i, child in enumerate(node.value)]
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            place = self.place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                message = "a key must be a word"
                self.problems.append(Diagnostic("PK103", message, place, "Write a plain word."))
                continue
            self._no_hidden(key_node)
            key: str = key_node.value
            if key == "<<" and not key_node.style:
                hint = "Write the keys out, or quote it."
                self.problems.append(Diagnostic("PK105", "<< is a merge key", place, hint))
                continue
            if key in result:
                first = self.keys[(*path, key)]
                message = f"{key}: given twice (first on line {first.line})"
                self.problems.append(Diagnostic("PK104", message, place, "Remove one of the two."))
                continue
            self.keys[(*path, key)] = place
            result[key] = self.plain(value_node, (*path, key))
        return result
