"""Rules of a style sheet that crash WeasyPrint 70 or spoil its pages, found before layout.

Each was seen with version 70.0, and a test lets the engine show it again: when a new version of
the engine takes a rule, its test fails and the rule goes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import tinycss2

from presskit.diagnostics import Diagnostic, Location
from presskit.document import Resource
from presskit.svgrules import leads_away

_FIRST_LETTER = re.compile(r"::?first-letter\b", re.IGNORECASE)
_EVERYTHING = re.compile(r"(?:^|,)\s*(?::root|html|body|main|\*)\s*(?=,|$)", re.IGNORECASE)
_CARVED = {"inset", "outset", "ridge", "groove"}
_EDGED = re.compile(r"(border|outline|column-rule)(-|$)")
_CLAMPS = {"line-clamp", "max-lines"}
_ALIGN = {"text-align", "text-align-all"}
_SMOOTH = {"auto", "smooth", "high-quality", "initial", "unset"}
_NOTHING = {"none", "0", "auto", "initial", "unset", "revert"}


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration: its name, its value's tokens, and where it stands in its sheet."""

    name: str
    value: tuple[Any, ...]
    line: int

    @property
    def words(self) -> set[str]:
        """The identifiers and numbers of the value, in small letters."""
        return {str(t.lower_value) for t in self.value if t.type == "ident"} | {
            t.representation for t in self.value if t.type == "number"
        }


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its declarations; `selector` is what stands before its brace."""

    sheet: Resource
    selector: str
    declarations: tuple[Declared, ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """All rules of a document, and what must be known of the whole of them."""

    rules: tuple[Rule, ...]
    inks: frozenset[str] = field(default_factory=frozenset)
    inked: bool = False
    justified: bool = False

    def in_ink(self, tokens: Sequence[Any]) -> bool:
        """Whether a value has a device-cmyk colour in it, by itself or through a var()."""
        for token in tokens:
            if token.type == "function":
                if token.lower_name == "device-cmyk" or self.in_ink(token.arguments):
                    return True
                if token.lower_name == "var" and self.inks & {
                    t.value for t in token.arguments if t.type == "ident"
                }:
                    return True
        return False


def lint(styles: Sequence[Resource]) -> list[Diagnostic]:
    """An error for each rule that the engine does not take, at its line of the template."""
    sheets = _read(styles)
    found = [
        _say(rule.sheet, declared, message, hint)
        for rule in sheets.rules
        for declared in rule.declarations
        for message, hint in _faults(rule, declared, sheets)
    ]
    return [*found, *_renderings(sheets)]


def _read(styles: Sequence[Resource]) -> Sheets:
    parse = {"skip_comments": True, "skip_whitespace": True}
    rules = tuple(
        rule
        for sheet in styles
        for rule in _rules(sheet, tinycss2.parse_stylesheet(sheet.data.decode(), **parse), "")
    )
    declared = [d for rule in rules for d in rule.declarations]
    inks: frozenset[str] = frozenset()
    while True:  # a variable may take its value from another one
        known = Sheets(rules, inks)
        more = {d.name for d in declared if d.name.startswith("--") and known.in_ink(d.value)}
        if more <= inks:
            break
        inks = inks | more
    inked = any(d.name == "color" and known.in_ink(d.value) for d in declared)
    justified = any(
        d.name in _ALIGN and "justify" in d.words and _EVERYTHING.search(rule.selector)
        for rule in rules
        for d in rule.declarations
    )
    return Sheets(rules, inks, inked, justified)


def _rules(sheet: Resource, nodes: Sequence[Any], outer: str) -> Iterator[Rule]:
    """Rules with their declarations, nested ones too; `outer` is what they are nested in."""
    declarations = tuple(
        Declared(n.name if n.name.startswith("--") else n.lower_name, tuple(n.value), n.source_line)
        for n in nodes
        if n.type == "declaration"
    )
    if declarations:
        yield Rule(sheet, outer, declarations)
    for node in nodes:
        if node.type in ("qualified-rule", "at-rule") and node.content is not None:
            inner = tinycss2.parse_blocks_contents(
                node.content, skip_comments=True, skip_whitespace=True
            )
            selector = tinycss2.serialize(node.prelude).strip()
            if node.type == "at-rule":
                selector = f"@{node.at_keyword} {selector}".strip()
            yield from _rules(sheet, inner, selector)


def _faults(rule: Rule, declared: Declared, sheets: Sheets) -> Iterator[tuple[str, str]]:
    """What is wrong with a declaration, and what to do."""
    name, words = declared.name, declared.words
    if name == "float" and _FIRST_LETTER.search(rule.selector) and not words & _NOTHING:
        yield (
            "a first letter floats; the layout engine sets the first line over it, or crashes",
            "Put the letter into an element of its own in the template, and float that.",
        )
    if name in _CLAMPS and not words & _NOTHING and _is_justified(rule, sheets):
        yield (
            f"{name} on lines that are justified crashes the layout engine",
            "Add text-align: left to this rule.",
        )
    if name != "color" and _has_gradient(declared.value, sheets):
        yield (
            "a gradient of device-cmyk colours crashes the layout engine",
            "Use one flat colour, or a drawing in its place.",
        )
    if _EDGED.match(name) and words & _CARVED and _inked_edge(rule, sheets):
        style = min(words & _CARVED)
        yield (
            f"{style} in a device-cmyk colour crashes the layout engine",
            "Make it solid, double, dashed or dotted.",
        )
    for address in _addresses(declared.value):
        if leads_away(address):
            yield (
                f"{name} asks for {address}, which is not in the kit",
                "Give a drawing to art(), and use the address that it returns.",
            )
    if name == "box-shadow" and _blurred_ink(declared.value, sheets):
        yield (
            "a blurred shadow in a device-cmyk colour crashes the layout engine",
            "Leave the blur out (the third length), or the shadow.",
        )


def _addresses(tokens: Sequence[Any]) -> Iterator[str]:
    """Every url() in a value."""
    for token in tokens:
        if token.type == "url":
            yield token.value
        elif token.type == "function":
            strings = (t.value for t in token.arguments if t.type == "string")
            yield from strings if token.lower_name == "url" else _addresses(token.arguments)


def _is_justified(rule: Rule, sheets: Sheets) -> bool:
    """Whether a rule's lines are justified: by itself, or as all text is."""
    own = [d.words for d in rule.declarations if d.name in _ALIGN]
    return "justify" in own[-1] if own else sheets.justified


def _has_gradient(tokens: Sequence[Any], sheets: Sheets) -> bool:
    functions = [t for t in tokens if t.type == "function"]
    return any(
        sheets.in_ink(f.arguments) if f.lower_name.endswith("gradient") else
        _has_gradient(f.arguments, sheets)
        for f in functions
    )  # fmt: skip


def _inked_edge(rule: Rule, sheets: Sheets) -> bool:
    """Whether a border is in ink: by a colour of its own rule, or as text may be."""
    return sheets.inked or any(
        sheets.in_ink(d.value)
        for d in rule.declarations
        if d.name == "color" or _EDGED.match(d.name)
    )


def _blurred_ink(tokens: Sequence[Any], sheets: Sheets) -> bool:
    """Whether one of a value's shadows has a blur and a colour of ink."""
    shadow: list[Any] = []
    for token in (*tokens, None):
        if token is not None and token != ",":
            shadow.append(token)
            continue
        lengths = [t.value for t in shadow if t.type in ("dimension", "number")]
        own = any(t.type in ("hash", "function") for t in shadow) or any(
            t.type == "ident" and t.lower_value not in ("inset", "currentcolor") for t in shadow
        )
        if lengths[2:3] not in ([], [0]) and (sheets.in_ink(shadow) or (sheets.inked and not own)):
            return True
        shadow = []
    return False


def _renderings(sheets: Sheets) -> Iterator[Diagnostic]:
    """image-rendering: one value for all pictures, and none that smoothes them."""
    first: tuple[str, Resource, Declared] | None = None
    hint = "Set image-rendering once, on html, to crisp-edges."
    for rule in sheets.rules:
        for declared in rule.declarations:
            if declared.name != "image-rendering" or not declared.words:
                continue
            value = min(declared.words)
            if value in _SMOOTH:
                message = f"image-rendering: {value} asks for smoothing, which PDF/A forbids"
                yield _say(rule.sheet, declared, message, hint)
            elif first and value != first[0]:
                where = _place(first[1], first[2].line)
                message = f"image-rendering is {value} here and {first[0]} at {where}"
                yield _say(rule.sheet, declared, f"{message}: pictures are put in twice", hint)
            first = first or (value, rule.sheet, declared)


def _say(sheet: Resource, declared: Declared, message: str, hint: str) -> Diagnostic:
    return Diagnostic("PK518", message, _place(sheet, declared.line), hint)


def _place(sheet: Resource, line: int) -> Location:
    """Where a line of a sheet stands in its template; the template as a whole if it is not told."""
    if sheet.template is None:
        return Location(sheet.name, line)
    lines = sheet.data.decode().split("\n")
    return Location(sheet.template.path, _line_of(lines[line - 1], sheet.template.text))


def _line_of(made: str, template: str) -> int:
    """The line of a template that made a line: the one whose own characters it has most of."""
    best, most = 0, 0
    for number, line in enumerate(template.split("\n"), 1):
        parts = re.split(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", line.strip())
        length = sum(len(part.strip()) for part in parts)
        if length > most and _fits(made.strip(), parts):
            best, most = number, length
    return best


def _fits(made: str, parts: Sequence[str]) -> bool:
    """Whether a line has the parts in their order, from its start to its end."""
    if len(parts) == 1:
        return made == parts[0]
    if not (made.startswith(parts[0].strip()) and made.endswith(parts[-1].strip())):
        return False
    at = 0
    for part in parts:
        at = made.find(part.strip(), at)
        if at < 0:
            return False
        at += len(part.strip())
    return True
