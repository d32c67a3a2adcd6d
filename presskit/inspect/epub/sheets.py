"""Style sheets, read by tinycss2: rules, declarations, addresses, and what is no CSS."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import tinycss2

from presskit.inspect.epub import selectors

LARGEST = 2 << 20
DEEP = 24
_NESTING = ("media", "supports", "layer", "container", "scope")


@dataclass(frozen=True, slots=True)
class Declaration:
    """`name: value` with the selector (or at-rule) and the at-rules round it."""

    name: str
    value: list[Any]
    selector: list[Any]
    around: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a style sheet; `kind` is style (of an @import), font or picture."""

    value: str
    kind: str
    line: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the sheet is not CSS."""

    message: str
    line: int


@dataclass(slots=True)
class Sheet:
    """A style sheet, an element `style` or an attribute `style`: `name` is the file it is in."""

    name: str
    text: str
    declarations: list[Declaration] = field(default_factory=list)
    at_rules: list[tuple[str, int]] = field(default_factory=list)
    selectors: list[tuple[list[Any], int]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read(name: str, text: str, line: int = 1, attribute: bool = False) -> Sheet:
    """Parse a sheet; `line` is the one of its file at which it begins."""
    sheet = Sheet(name, text)
    if len(text) > LARGEST:
        sheet.faults.append(Fault("the style sheet is too large to be looked at", line))
        return sheet
    sheet.faults += _unclosed(text, line)
    # CSS nests without end; so does nobody who means well.
    if _deepest(text) > DEEP:
        sheet.faults.append(Fault(f"blocks are nested more than {DEEP} deep", line))
        return sheet
    options = {"skip_comments": True, "skip_whitespace": True}
    if attribute:
        nodes = tinycss2.parse_blocks_contents(text, **options)
        _block(sheet, nodes, [], (), line - 1)
    else:
        parsed = tinycss2.parse_stylesheet(text, **options)
        sheet.faults += _late(parsed, line - 1)
        _rules(sheet, parsed, (), line - 1)
    sheet.faults.sort(key=lambda fault: fault.line)
    return sheet


def _rules(sheet: Sheet, nodes: list[Any], around: tuple[str, ...], before: int) -> None:
    for node in nodes:
        line = node.source_line + before
        if node.type == "error":
            sheet.faults.append(Fault(_told(node.message), line))
        elif node.type == "qualified-rule":
            _qualified(sheet, node, around, before)
        elif node.type == "at-rule":
            _at_rule(sheet, node, around, before)


def _qualified(sheet: Sheet, node: Any, around: tuple[str, ...], before: int) -> None:
    line = node.source_line + before
    if not any(t.type not in ("whitespace", "comment") for t in node.prelude):
        sheet.faults.append(Fault("a rule has no selector", line))
    sheet.faults += [
        Fault(_told(t.message), t.source_line + before) for t in node.prelude if t.type == "error"
    ]
    sheet.faults += [Fault(message, line) for message in selectors.wrong(node.prelude)]
    sheet.selectors.append((node.prelude, line))
    nodes = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    _block(sheet, nodes, node.prelude, around, before)


def _at_rule(sheet: Sheet, node: Any, around: tuple[str, ...], before: int) -> None:
    name, line = node.lower_at_keyword, node.source_line + before
    sheet.at_rules.append((name, line))
    if name == "import":
        found = _addresses(node.prelude, strings=True)
        sheet.links += [Link(v, "style", n + before) for v, n in found]
    elif name == "media":
        sheet.faults += [Fault(message, line) for message in selectors.wrong_query(node.prelude)]
    if node.content is None:
        return
    options = {"skip_comments": True, "skip_whitespace": True}
    inner = (*around, name)
    if name in _NESTING:
        _rules(sheet, tinycss2.parse_rule_list(node.content, **options), inner, before)
    elif not name.endswith("keyframes"):
        nodes = tinycss2.parse_blocks_contents(node.content, **options)
        _block(sheet, nodes, [], inner, before)


def _block(
    sheet: Sheet, nodes: list[Any], selector: list[Any], around: tuple[str, ...], before: int
) -> None:
    for node in nodes:
        line = node.source_line + before
        if node.type == "declaration":
            sheet.declarations.append(
                Declaration(node.lower_name, node.value, selector, around, line)
            )
            kind = "font" if around[-1:] == ("font-face",) else "picture"
            sheet.links += [
                # url(#shade) is a part of the drawing that the style stands in.
                Link(v, "other" if v.startswith("#") else kind, n + before)
                for v, n in _addresses(node.value)
            ]
            sheet.faults += _value(node, before)
        elif node.type == "error":
            sheet.faults.append(Fault(_told(node.message), line))
        elif node.type == "qualified-rule":
            _qualified(sheet, node, around, before)
        elif node.type == "at-rule":
            _at_rule(sheet, node, around, before)


def _value(node: Any, before: int) -> Iterator[Fault]:
    """A value that CSS would drop: none at all, broken text, or the next declaration in it."""
    line = node.source_line + before
    if node.name.startswith("--"):
        return
    if not any(t.type not in ("whitespace", "comment") for t in node.value):
        yield Fault(f"{node.name} has no value", line)
    for token in node.value:
        if token.type == "error":
            yield Fault(_told(token.message), token.source_line + before)
        elif token.type == "literal" and token.value == ":":
            yield Fault(f"after {node.name} a semicolon is missing", line)
        elif token.type == "{} block":
            yield Fault(f"after {node.name} a semicolon or a brace is missing", line)


def tokens(nodes: list[Any]) -> Iterator[Any]:
    """Every token, those within functions and brackets included."""
    waiting = list(reversed(nodes or []))
    while waiting:
        token = waiting.pop()
        yield token
        inner = getattr(token, "arguments", None) or getattr(token, "content", None)
        if isinstance(inner, list):
            waiting.extend(reversed(inner))


def _addresses(nodes: list[Any], strings: bool = False) -> Iterator[tuple[str, int]]:
    """Addresses with their lines; of an @import a plain string is one too."""
    for token in tokens(nodes):
        if token.type == "url":
            yield token.value, token.source_line
        elif token.type == "function" and token.lower_name == "url":
            text = [t for t in token.arguments if t.type == "string"]
            yield from ((t.value, t.source_line) for t in text[:1])
        elif strings and token.type == "string":
            yield token.value, token.source_line
            return


_NOISE = re.compile(r"/\*.*?\*/|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\\.", re.DOTALL)


def _late(nodes: list[Any], before: int) -> Iterator[Fault]:
    """Rules that count at the head of a sheet only (CSS Cascade 4, 2; CSS Syntax 3, 3.2)."""
    begun = False
    for place, node in enumerate(nodes):
        name = node.lower_at_keyword if node.type == "at-rule" else ""
        if name == "charset" and place:
            yield Fault("@charset counts at the very beginning only", node.source_line + before)
        elif name == "import" and begun:
            yield Fault("@import behind a rule counts for nothing", node.source_line + before)
        layers = name == "layer" and node.content is None
        begun = begun or not (name in ("charset", "import") or layers)


def _unclosed(text: str, line: int) -> Iterator[Fault]:
    """What the parser forgives at the end of a file, and what then swallowed the rest of it."""
    bare = _NOISE.sub("", text)
    last = line + text.count("\n")
    if "\ufeff" in text:
        at = line + text.count("\n", 0, text.find("\ufeff"))
        yield Fault("U+FEFF, which nobody sees, stands in the style sheet", at)
    for noise in _NOISE.finditer(text):
        inner = noise.group()[2:] if noise.group().startswith("/*") else ""
        if re.search(r"\n[ \t]*/\*", inner) or ("/*" in inner and "{" in inner):
            at = line + text.count("\n", 0, noise.start())
            yield Fault("a comment holds the beginning of another: is it closed?", at)
    if "/*" in bare:
        at = line + text.count("\n", 0, text.rfind("/*"))
        yield Fault("a comment is not closed", at)
    elif bare.count("{") > bare.count("}"):
        yield Fault("a brace { is not closed", last)
    elif bare.count("(") > bare.count(")"):
        yield Fault("a bracket ( is not closed", last)


def _deepest(text: str) -> int:
    depth = most = 0
    for match in re.finditer(r"[({\[]|[)}\]]", text):
        depth += 1 if match.group() in "({[" else -1 if depth else 0
        most = max(most, depth)
    return most


def _told(message: str) -> str:
    return f"it is not CSS here: {message.rstrip('.')}"
