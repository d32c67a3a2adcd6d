"""Entries of stills.yaml as text: one more, or one completed; all that is there stays as it is.

Values are the words that print: what Markdown or YAML would read in them is escaped here.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from presskit.model import Tbc

Value = str | tuple[str, ...] | Tbc
"""Words, ids, or whom to ask."""

Entry = Mapping[str, Value]

PROSE = frozenset({"caption", "photographer", "credit", "copyright", "terms"})
"""Fields of a still that are Markdown."""

WIDTH = 100

_LIST = "stills"
_LINE_END = re.compile(r"\r\n|\n|\r(?!\n)")
_BLANK_LINE = re.compile(rf"(?:{_LINE_END.pattern})[ \t]*(?:{_LINE_END.pattern})")

Splice = tuple[int, int, str]
"""From where, to where, and what comes there."""


def append(text: str, entry: Entry) -> str:
    """The file with one more entry at the end of its list; `text` is YAML of the right shape."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return _spliced(text, [_lines_at(text, len(text), [f"{_LIST}:", *_lines(entry, 2, 2)])])
    stills = _value(root, _LIST)
    if not isinstance(stills, yaml.SequenceNode):
        return _spliced(text, [_with_list(text, root, entry)])
    if not stills.flow_style:
        return _spliced(text, [_below(text, stills, entry)])
    start, end = stills.start_mark.index, stills.end_mark.index
    if stills.value:
        last = _end(text, stills.value[-1])
        return _spliced(text, [(last, last, f", {_flow(entry)}")])
    if root.flow_style or text[start + 1 : end - 1].strip():
        return _spliced(text, [(start + 1, start + 1, _flow(entry))])
    indent = root.value[0][0].start_mark.column + 2
    blank = start - len(text[:start].rstrip(" "))
    body = _lines_at(text, _next_line(text, end), _lines(entry, indent, 2))
    return _spliced(text, [(start - blank, end, ""), body])


def complete(text: str, still: str, entry: Entry) -> str:
    """The file with what its entry `still` leaves open filled in, and keys that it lacks added.

    What `entry` itself leaves open stays as it was written.
    """
    item = _item(yaml.compose(text, Loader=yaml.SafeLoader), still)
    there = {key.value: (key, value) for key, value in item.value}
    splices = [
        _filled(text, *there[key], _scalar(key, value, flow=bool(item.flow_style)))
        for key, value in entry.items()
        if key in there and isinstance(value, str) and _is_open(there[key][1])
    ]
    lacking = {key: value for key, value in entry.items() if key not in there}
    if lacking and item.flow_style:
        end = _end(text, item.value[-1][1])
        splices.append((end, end, f", {_flow(lacking)[1:-1]}"))
    elif lacking:
        column = item.start_mark.column
        at = _past_comments(text, _after(text, item), column)
        lines = [line for key, value in lacking.items() for line in _field(key, value, column)]
        splices.append(_lines_at(text, at, lines))
    return _spliced(text, splices)


# ------------------------------------------------------------ words as Markdown and as YAML


def escaped(words: str) -> str:
    """Markdown that prints these words, which stand on one line."""
    words = re.sub(r"[\\`*_\[<]|&(?=[#\w])", r"\\\g<0>", words)
    words = re.sub(r"^(?=[#+\-=>~:|])", r"\\", words)
    return re.sub(r"^(\d+)(?=[.)])", r"\1\\", words)


def _scalar(key: str, value: Value, *, flow: bool = False) -> str:
    """A value on one line."""
    if isinstance(value, tuple):
        return f"[{', '.join(value)}]"
    if isinstance(value, Tbc):
        return f"{{tbc: {_quoted(value.tbc, flow=True)}}}"
    return _quoted(escaped(value) if key in PROSE else value, flow=flow)


_PLAIN = re.compile(r"[^\W_]|[(©“‘«„]")
_RESOLVER: Any = yaml.resolver.Resolver()


def _quoted(words: str, *, flow: bool) -> str:
    """YAML that other programs too read as this text: bare where it can be."""
    special = r"[:#?,\[\]{}]" if flow else r":(?: |$)| #"
    bare = _PLAIN.match(words) and not re.search(special, words)
    kind = _RESOLVER.resolve(yaml.ScalarNode, words, (True, False))
    if bare and kind == "tag:yaml.org,2002:str":
        return words
    if '"' in words or "\\" in words:
        return "'" + words.replace("'", "''") + "'"
    return f'"{words}"'


def _flow(entry: Entry) -> str:
    """An entry on one line, for a list in brackets."""
    return "{" + ", ".join(f"{k}: {_scalar(k, v, flow=True)}" for k, v in entry.items()) + "}"


def _field(key: str, value: Value, column: int) -> Iterator[str]:
    """The lines of a field; long words are folded."""
    line = f"{' ' * column}{key}: {_scalar(key, value)}"
    if len(line) <= WIDTH or not isinstance(value, str):
        yield line
        return
    words = escaped(value) if key in PROSE else value
    yield f"{' ' * column}{key}: >-"
    indent = " " * (column + 2)
    yield from textwrap.wrap(
        words,
        max(40, WIDTH - column),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _lines(entry: Entry, dash: int, offset: int) -> list[str]:
    """An entry of a list whose hyphens stand in column `dash`, keys so much further right."""
    lines = [line for key, value in entry.items() for line in _field(key, value, dash + offset)]
    first = f"{' ' * dash}-{' ' * (offset - 1)}{lines[0][dash + offset :]}"
    return [first, *lines[1:]]


# ------------------------------------------------------------ where in the text


def _value(node: yaml.MappingNode, key: str) -> yaml.Node | None:
    return next((value for name, value in node.value if name.value == key), None)


def _item(root: yaml.Node | None, still: str) -> yaml.MappingNode:
    stills = _value(root, _LIST) if isinstance(root, yaml.MappingNode) else None
    for item in stills.value if stills else ():
        if isinstance(item, yaml.MappingNode):
            name = _value(item, "id")
            if name is not None and str(name.value).strip() == still:
                return item
    raise LookupError(still)


def _is_open(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode) and _value(node, "tbc") is not None


def _last(node: yaml.Node) -> yaml.Node:
    """The node that ends where `node` ends."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, yaml.MappingNode) else last
    return node


def _is_block(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def _end(text: str, node: yaml.Node) -> int:
    """Where a node ends; comments and blank lines that follow it do not belong to it."""
    last = _last(node)
    end = int(last.end_mark.index)
    return len(text[:end].rstrip()) if _is_block(last) else end


def _after(text: str, node: yaml.Node) -> int:
    """The start of the line below a node."""
    last = _last(node)
    if _is_block(last):
        whole = text[last.start_mark.index : last.end_mark.index]
        head = _LINE_END.split(whole, maxsplit=1)[0]
        if "+" in head.partition("#")[0]:  # blank lines below it are its own
            return last.start_mark.index + len(whole.rstrip(" "))
    return _next_line(text, _end(text, node))


def _next_line(text: str, index: int) -> int:
    match = _LINE_END.search(text, index)
    return match.end() if match else len(text)


def _past_comments(text: str, at: int, column: int) -> int:
    """Below the comments that stand so far right that they belong to what is above them."""
    comment = re.compile(rf" {{{column},}}#")
    while comment.match(text, at):
        at = _next_line(text, at)
    return at


# ------------------------------------------------------------ what is changed


def _spliced(text: str, splices: list[Splice]) -> str:
    for start, end, new in sorted(splices, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _lines_at(text: str, at: int, lines: list[str]) -> Splice:
    """Lines to come at the start of a line, or below a last one without an end."""
    match = _LINE_END.search(text)
    ending = match[0] if match else "\n"
    open_line = at == len(text) and bool(text.strip("\ufeff")) and not text.endswith(("\n", "\r"))
    return at, at, (ending if open_line else "") + "".join(line + ending for line in lines)


def _with_list(text: str, root: yaml.MappingNode, entry: Entry) -> Splice:
    """The list itself, in a file that has other keys alone."""
    if root.flow_style:
        at = _end(text, root.value[-1][1]) if root.value else root.start_mark.index + 1
        return at, at, f"{', ' if root.value else ''}{_LIST}: [{_flow(entry)}]"
    column = root.value[0][0].start_mark.column
    lines = [f"{' ' * column}{_LIST}:", *_lines(entry, column + 2, 2)]
    return _lines_at(text, _after(text, root), lines)


def _below(text: str, stills: yaml.SequenceNode, entry: Entry) -> Splice:
    """An entry below the last one, set as that is."""
    last = stills.value[-1]
    dash, column = stills.start_mark.column, last.start_mark.column
    # A hyphen alone on its line says nothing of where the keys would stand beside one.
    beside = text[: last.start_mark.index].rstrip(" ").endswith("-")
    lines = _lines(entry, dash, column - dash if beside and column - dash > 1 else 2)
    at = _past_comments(text, _after(text, last), column)
    more = len(stills.value) > 1
    between = text[_end(text, stills.value[-2]) : last.start_mark.index] if more else ""
    if _BLANK_LINE.search(between) and not _BLANK_LINE.search(text[len(text[:at].rstrip()) : at]):
        lines = ["", *lines]
    return _lines_at(text, at, lines)


def _filled(text: str, key: yaml.Node, value: yaml.Node, new: str) -> Splice:
    """The words in place of {tbc: …}, on the line of their key where nothing else stands there."""
    start, end = value.start_mark.index, _end(text, value)
    gap = text[key.end_mark.index : start]
    if not gap.partition(":")[2].strip():
        start -= len(gap.partition(":")[2])
        new = f" {new}"
    return start, end, new
