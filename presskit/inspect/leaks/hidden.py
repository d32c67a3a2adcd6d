"""Words of a page that nobody sees: hidden by an attribute, by style, or by tracked changes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2

from presskit.diagnostics import Diagnostic
from presskit.inspect.leaks.pieces import Spot

HINT = "Who opens the file reads it all the same: take it out, or show it."
_XHTML = "{http://www.w3.org/1999/xhtml}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WATCHED = ("display", "visibility", "opacity", "font-size", "color", "fill-opacity")
_QUIET = frozenset(
    f"{_XHTML}{name}"
    for name in ("head", "title", "style", "script", "template", "meta", "link", "rp")
)
_COULD = re.compile(
    r"none|hidden|collapse|transparent|opacity|font-size|color|ground", re.IGNORECASE
)
"""What a style must hold to hide words."""
_NESTING = ("media", "supports", "layer", "container")


@dataclass(frozen=True, slots=True)
class Rule:
    """A declaration of a style sheet that decides whether words are seen."""

    selectors: tuple[Any, ...]
    name: str
    hides: bool


def find(root: Any, spot: Spot, files: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Elements of a tree whose words are hidden; `files` are its style sheets."""
    yield from _changes(root, spot)
    sheets = [*files.values(), *(e.text or "" for e in root.iter("{*}style"))]
    rules = [rule for sheet in sheets for rule in _rules(sheet)]
    hiding = {rule.name for rule in rules if rule.hides}
    rules = [rule for rule in rules if rule.name in hiding]
    told: set[Any] = set()
    for element in _elements(root):
        if _navigates(element) or not "".join(map(str, element.itertext())).strip():
            continue
        how = _own(element)
        if how and not any(above in told for above in element.iterancestors()):
            told.add(element)
            yield _say(element, how, spot)
    yield from _styled(root, rules, spot, told)


def _say(element: Any, how: str, spot: Spot) -> Diagnostic:
    words = len("".join(map(str, element.itertext())).split())
    name = str(element.tag).rpartition("}")[2]
    message = f"an element {name} hides its words ({words}) by {how}"
    return spot.say("PK724", message, HINT, element.sourceline or 0)


def _elements(root: Any) -> Iterator[Any]:
    for element in root.iter("*"):
        if element.tag not in _QUIET:
            yield element


def _navigates(element: Any) -> bool:
    """Whether it is, or is in, a list that reading systems show by themselves (EPUB 3.3, 5.4)."""
    line = [element, *element.iterancestors()]
    return any(e.tag == f"{_XHTML}nav" and e.get(_EPUB_TYPE) for e in line)


def _own(element: Any) -> str:
    """How an element says of itself that it is hidden."""
    if element.get("hidden") is not None and str(element.tag).startswith(_XHTML):
        return "the attribute hidden"
    inline = _declared(element.get("style") or "")
    for key in ("display", "visibility", "opacity", "font-size", "fill-opacity"):
        if key in element.attrib and _hides(key, element.get(key)):
            return f"{key}: {element.get(key)}"
    return next((f"{name}" for name, hides in inline if hides), "")


def _declared(text: str) -> list[tuple[str, bool]]:
    """Declarations that decide on being seen, and whether they hide."""
    if not _COULD.search(text):
        return []
    nodes = tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True)
    given = {n.lower_name: _value(n) for n in nodes if n.type == "declaration"}
    return _judged(given)


def _judged(given: Mapping[str, str]) -> list[tuple[str, bool]]:
    found = [(name, _hides(name, value)) for name, value in given.items() if name in _WATCHED]
    ground = given.get("background-color") or given.get("background")
    colour = given.get("color")
    # The colour of its own ground; what ground others give it is not known here.
    if colour and ground == colour:
        found.append(("color, that of its ground", True))
    return found


def _value(node: Any) -> str:
    return " ".join(tinycss2.serialize(node.value).lower().split())


def _hides(name: str, value: str) -> bool:
    value = value.strip().lower()
    if name in ("opacity", "font-size", "fill-opacity"):
        number = value.rstrip("%abcdefghijklmnopqrstuvwxyz ")
        try:
            return float(number) < (0.5 if name == "font-size" and "px" in value else 0.05)
        except ValueError:
            return False
    return (name, value) in (
        ("display", "none"),
        ("visibility", "hidden"),
        ("visibility", "collapse"),
        ("color", "transparent"),
    )


@lru_cache(64)  # a book has one sheet for all its pages
def _rules(sheet: str) -> tuple[Rule, ...]:
    """The rules of a sheet that decide on being seen."""
    return tuple(_read(sheet))


def _read(sheet: str) -> Iterator[Rule]:
    """Rules that decide on being seen, of any medium: what one of them shows is not hidden."""
    parsed = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    waiting = list(parsed)
    while waiting:
        node = waiting.pop(0)
        if node.type == "at-rule" and node.lower_at_keyword in _NESTING and node.content:
            options = {"skip_comments": True, "skip_whitespace": True}
            waiting += tinycss2.parse_rule_list(node.content, **options)
        elif node.type == "qualified-rule":
            nodes = tinycss2.parse_blocks_contents(
                node.content, skip_comments=True, skip_whitespace=True
            )
            given = {n.lower_name: _value(n) for n in nodes if n.type == "declaration"}
            selectors = _selectors(node.prelude)
            for name, hides in _judged(given):
                yield Rule(tuple(selectors), name, hides)


def _styled(root: Any, rules: list[Rule], spot: Spot, told: set[Any]) -> Iterator[Diagnostic]:
    """Elements that some rule hides and none shows."""
    import cssselect2

    if not rules:
        return
    tree = list(cssselect2.ElementWrapper.from_xml_root(root).iter_subtree())
    shown: dict[str, set[Any]] = {}
    for rule in rules:
        if not rule.hides:
            shown.setdefault(rule.name, set()).update(_matching(tree, rule.selectors))
    for rule in (rule for rule in rules if rule.hides):
        for element in _matching(tree, rule.selectors) - shown.get(rule.name, set()):
            line = [element, *element.iterancestors()]
            if element.tag in _QUIET or _navigates(element) or any(e in told for e in line):
                continue
            if "".join(map(str, element.itertext())).strip():
                told.add(element)
                yield _say(element, rule.name, spot)


def _selectors(prelude: Any) -> list[Any]:
    """The selectors of a rule that are about elements; none when they cannot be read."""
    import cssselect2

    try:
        compiled = cssselect2.compile_selector_list(prelude)
    except cssselect2.SelectorError:
        return []
    return [one for one in compiled if one.pseudo_element is None]


def _matching(tree: list[Any], selectors: tuple[Any, ...]) -> set[Any]:
    """The elements that selectors are about."""
    return {one.etree_element for one in tree if any(s.test(one) for s in selectors)}


def _changes(root: Any, spot: Spot) -> Iterator[Diagnostic]:
    """What Word keeps: deleted and inserted text, notes of reviewers, hidden runs."""
    kinds = {
        "del": "text that was deleted with changes tracked",
        "ins": "text that was inserted with changes tracked",
        "moveFrom": "text that was moved with changes tracked",
        "vanish": "hidden text",
        "comment": "a reviewer's comment",
    }
    for name, what in kinds.items():
        for element in root.iter(f"{_WORD}{name}"):
            if name != "vanish" or element.get(f"{_WORD}val") not in ("0", "false"):
                yield spot.say("PK724", f"{what} is in it", HINT, element.sourceline or 0)
                break
