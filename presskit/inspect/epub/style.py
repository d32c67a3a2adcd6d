"""Style sheets: CSS throughout, safe for old engines, and with room for the reader’s own choices.

Engines of old e-readers (Adobe's, in Kobo and Digital Editions) drop a whole sheet for an at-rule
they do not know, and call a book damaged for a function; Kindle's conversion has refused books for
max-width. So the sheets that every engine loads must do without.
"""

import re
from collections.abc import Iterator
from typing import Any

import tinycss2.color3

from presskit.colour import contrast
from presskit.diagnostics import Diagnostic
from presskit.inspect.epub import keywords, values
from presskit.inspect.epub.address import resolve
from presskit.inspect.epub.book import Book
from presskit.inspect.epub.properties import PROPERTIES
from presskit.inspect.epub.sheets import Declaration, Sheet, tokens

_OLD_AT_RULES = ("font-face", "charset", "import", "namespace", "page")
_NEW_FUNCTIONS = frozenset(["min", "max", "clamp", "calc", "var", "env"])
_NEW_DISPLAYS = frozenset(
    ["grid", "inline-grid", "flex", "inline-flex", "contents", "flow-root", "subgrid"]
)
_NEW_SELECTORS = frozenset(
    ["is", "where", "not", "has", "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"]
)
_NEW_PROPERTIES = frozenset(["max-width", "max-height"])
_FORBIDDEN = frozenset(["direction", "unicode-bidi"])
"""EPUB 3.3, 6.3.2: what the markup says, a style sheet may not."""

_READERS = frozenset(["color", "background", "background-color"])
_LEFT = frozenset(["inherit", "initial", "unset", "revert", "transparent", "currentcolor", "none"])
_TEXT = frozenset(
    [
        "html",
        "body",
        "p",
        "div",
        "section",
        "article",
        "span",
        "li",
        "td",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "*",
    ]
)
_PIXELS = {"px": 1.0, "pt": 96 / 72, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "pc": 16.0}
_NARROW = 320
_ASIDE = 100
READABLE = 4.5

Found = Iterator[tuple[int, str, str]]


def check(book: Book) -> Iterator[Diagnostic]:
    """Every sheet for its grammar; those that old engines load for what they cannot read."""
    old = _loaded_by_all(book)
    for sheet in book.sheets:
        hint = "Mend it: engines drop the rule, and old ones the sheet."
        for fault in sheet.faults[:20]:
            yield book.say("PK709", sheet.name, fault.line, fault.message, hint)
        for line, message, hint in (
            *_rules(book, sheet),
            *_faces(book, sheet),
            *values.lengths(sheet),
            *keywords.check(sheet),
        ):
            yield book.say("PK709", sheet.name, line, message, hint)
        if sheet.name in old or sheet.name in book.pages:
            for line, message, hint in (*_modern(sheet), *values.new_units(sheet)):
                yield book.say("PK712", sheet.name, line, message, hint)
        for line, message, hint in (*_choices(sheet), *_contrast(sheet)):
            yield book.say("PK712", sheet.name, line, message, hint)
        named = [(d, f) for d in _worded(sheet) for f in _families(d)]
        for line, message, hint in values.misspelt(named, _declared(book)):
            yield book.say("PK713", sheet.name, line, message, hint)
    for name, tree in book.pages.items():
        own = [e for e in tree.elements if e.get("style") is not None]
        if own:
            message = f"{len(own)} elements have a style of their own, the first here"
            yield book.say("PK713", name, own[0], message, "Give it a class.")
    for name, data in book.files.items():
        item = book.item(name)
        if item and item.media_type == "text/css":
            for message, hint in _encoding(data):
                yield book.say("PK709", name, 1, message, hint)


def _loaded_by_all(book: Book) -> set[str]:
    """Sheets that pages link without a media query, and those that these import."""
    found = set()
    for tree in book.pages.values():
        for link in tree.named("link"):
            rel = (link.get("rel") or "").lower().split()
            media = (link.get("media") or "all").strip().lower()
            if "stylesheet" in rel and media in ("all", "screen", "handheld", ""):
                found.add(resolve(tree.name, link.get("href") or "").name)
    for _ in range(8):
        found |= {
            resolve(sheet.name, link.value).name
            for sheet in book.sheets
            for link in sheet.links
            if link.kind == "style" and sheet.name in found
        }
    return found


def _encoding(data: bytes) -> Iterator[tuple[str, str]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield "the style sheet is UTF-16", "Save it as UTF-8."
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        yield "the style sheet is not UTF-8", "Save it as UTF-8."
    given = re.match(rb"\s*@charset\s+[\"']([^\"']*)", data)
    if given and given.group(1).lower() != b"utf-8":
        name = given.group(1).decode("ascii", "replace")[:40]
        yield f"the style sheet says that it is {name}", "Save it as UTF-8, and say so."


def _rules(book: Book, sheet: Sheet) -> Found:
    for declaration in sheet.declarations:
        name = declaration.name
        if name in _FORBIDDEN:
            hint = "Say it in the markup, with dir or bdo."
            yield declaration.line, f"{name} is not allowed in a book’s style sheet", hint
        if name == "position" and _idents(declaration) & {"fixed", "sticky"}:
            yield declaration.line, "a fixed position has no meaning on pages", "Leave it out."
        plain = not name.startswith(("-", "*", "_"))
        if plain and name not in PROPERTIES:
            yield declaration.line, f"{name} is not a property of CSS", "Look the name up."
    known = {"media", "supports", "font-face", "page", "namespace", "charset", "import", "layer"}
    known |= {"container", "keyframes", "counter-style", "property", "scope", "starting-style"}
    known |= {"font-feature-values", "font-palette-values", "view-transition", "footnote"}
    for name, line in sheet.at_rules:
        if name not in known and not name.startswith("-"):
            yield line, f"@{name} is not a rule of CSS", "Look the name up."
    if not sheet.text.strip() and sheet.name not in book.trees:
        yield 0, "the style sheet is empty", "Fill it or leave it out."


def _faces(book: Book, sheet: Sheet) -> Found:
    """A font has a family and a file; a file declared and never used is dead weight."""
    faces = [d for d in sheet.declarations if d.around[-1:] == ("font-face",)]
    count = sum(name == "font-face" for name, _ in sheet.at_rules)
    for need in ("font-family", "src"):
        if sum(d.name == need for d in faces) < count:
            line = next(n for name, n in sheet.at_rules if name == "font-face")
            yield line, f"an @font-face has no {need}", "It needs a family and a file."
    used = {f for other in book.sheets for d in _worded(other) for f in _families(d)}
    for declaration in faces:
        if declaration.name == "font-family":
            for family in _families(declaration)[:1]:
                if family not in used:
                    message = f"no rule sets anything in the font {family!r}"
                    yield declaration.line, message, "Use it or leave it out."


def _worded(sheet: Sheet) -> list[Declaration]:
    """Declarations that set text in a font."""
    own = [d for d in sheet.declarations if d.around[-1:] != ("font-face",)]
    return [d for d in own if d.name in ("font-family", "font")]


def _declared(book: Book) -> set[str]:
    """Families of the book's own fonts."""
    return {
        family
        for sheet in book.sheets
        for d in sheet.declarations
        if d.name == "font-family" and d.around[-1:] == ("font-face",)
        for family in _families(d)
    }


def _families(declaration: Declaration) -> list[str]:
    """Names of families in a value: strings, and words that stand together."""
    found, open_words = [], list[str]()
    for token in [*declaration.value, None]:
        if token is not None and token.type == "ident":
            open_words.append(token.value)
        elif token is None or token.type in ("literal", "string"):
            found += [" ".join(open_words).casefold()] if open_words else []
            open_words = []
        if token is not None and token.type == "string":
            found.append(token.value.casefold())
    return found


def _idents(declaration: Declaration) -> set[str]:
    return {t.lower_value for t in declaration.value if t.type == "ident"}


def _modern(sheet: Sheet) -> Found:
    """What old engines cannot read."""
    hint = 'Put it into a second sheet, linked with media="(min-width: 0px)".'
    for name, line in sheet.at_rules:
        if name not in _OLD_AT_RULES:
            yield line, f"@{name}: old engines drop the whole style sheet", hint
    for declaration in sheet.declarations:
        line = declaration.line
        for token in tokens(declaration.value):
            if token.type == "function" and token.lower_name in _NEW_FUNCTIONS:
                yield line, f"{token.lower_name}(): old engines call the book damaged", hint
                break
        if declaration.name.startswith("--"):
            yield line, f"{declaration.name}: old engines know no variables", hint
        if declaration.name in _NEW_PROPERTIES:
            yield line, f"{declaration.name}: Kindle’s conversion has refused books for it", hint
        if declaration.name == "display" and (new := _idents(declaration) & _NEW_DISPLAYS):
            yield line, f"display: {new.pop()}: old engines show a column of blocks", hint
    for prelude, line in sheet.selectors:
        for token in tokens(prelude):
            if token.type == "function" and token.lower_name in _NEW_SELECTORS:
                yield line, f":{token.lower_name}(): old engines drop the rule", hint
                break


def _choices(sheet: Sheet) -> Found:
    """What is the reader’s: colours on a dark page, the size of type, a narrow screen."""
    for declaration in sheet.declarations:
        name, line = declaration.name, declaration.line
        ends = _ends(declaration.selector)
        inside = {"font-face", "page"} & set(declaration.around)
        if name in _READERS and ends & _TEXT and _coloured(declaration) and not inside:
            where = min(ends & _TEXT)
            hint = "Leave it to the reader: a dark page takes it otherwise."
            yield line, f"{name} is set on {where}", hint
        first = next((t for t in declaration.value if t.type == "dimension"), None)
        unit = first.lower_unit if first else ""
        if name in ("font-size", "font") and unit in _PIXELS and ends & _TEXT and not inside:
            hint = "Write em or %: type is as large as the reader wants."
            yield line, f"font-size is set in {unit} on {min(ends & _TEXT)}", hint
        if name == "line-height" and unit in _PIXELS and ends & _TEXT:
            hint = "Write a number: lines are as far apart as the type is large."
            yield line, f"line-height is set in {unit} on {min(ends & _TEXT)}", hint
        wide = first.value * _PIXELS[unit] if first and unit in _PIXELS else 0
        if name in ("width", "min-width") and wide > _NARROW and not inside:
            hint = "Write % or em."
            yield line, f"{name} is wider than a narrow screen ({_NARROW} pixels)", hint
        if name.startswith("animation") or "blink" in _idents(declaration):
            yield line, f"{name}: it moves or blinks", "Let it stand still: readers ask for it."
        if ends & _TEXT and not declaration.around and _vanishing(declaration):
            yield line, f"{name} hides {min(ends & _TEXT)}", "Leave it out, or name a class."
        if ends & {"html", "body"} and not declaration.around:
            hides = _idents(declaration) & {"none", "hidden"}
            if hides and name in ("display", "visibility", "overflow"):
                yield line, f"{name}: {hides.pop()} hides the page", "Leave it out."
        elif (plain := _whole(declaration.selector) & _TEXT) and not declaration.around:
            hides = _idents(declaration) & {"none", "hidden"}
            if hides and name in ("display", "visibility"):
                hint = "Leave it out, or name a class."
                yield line, f"{name}: {hides.pop()} hides every {min(plain)}", hint


def _vanishing(declaration: Declaration) -> bool:
    """Whether a value takes text out of sight: type of no size, ink of no strength, far aside."""
    numbers = [t for t in declaration.value if t.type in ("number", "dimension", "percentage")]
    value = numbers[0].value if len(numbers) == 1 else 1
    if declaration.name in ("font-size", "opacity"):
        return bool(value == 0)
    return declaration.name == "text-indent" and bool(value < -_ASIDE)


def _contrast(sheet: Sheet) -> Found:
    """WCAG 2.2, 1.4.3, as far as one rule shows it: on its own ground, or on a white page."""
    rules: dict[int, list[Declaration]] = {}
    for declaration in sheet.declarations:
        rules.setdefault(id(declaration.selector), []).append(declaration)
    for declarations in rules.values():
        said = {d.name: _colour(d) for d in declarations if d.selector and not d.around}
        ink = said.get("color")
        ground = said.get("background-color") or said.get("background") or "#ffffff"
        if ink and contrast(ink, ground) < READABLE:
            line = next(d.line for d in declarations if d.name == "color")
            shown = f"{ink} on {ground} has a contrast of {contrast(ink, ground):.1f} to 1"
            yield line, shown, f"Text needs {READABLE}."


def _colour(declaration: Declaration) -> str:
    """The colour that a value names, as six digits; nothing for none, or one seen through."""
    for token in declaration.value:
        colour = tinycss2.color3.parse_color(token)
        if colour and colour != "currentColor" and colour.alpha == 1:
            parts = (round(max(0, min(1, c)) * 255) for c in colour[:3])
            return "#" + "".join(f"{part:02x}" for part in parts)
    return ""


def _ends(prelude: list[Any]) -> set[str]:
    """The elements that a selector sets without a class, an id or a state: “p” of “div p, .x”."""
    found: set[str] = set()
    part: list[Any] = []
    for token in [*prelude, None]:
        comma = token is None or (token.type == "literal" and token.value == ",")
        if not comma:
            part.append(token)
            continue
        last = [t for t in part if t.type not in ("whitespace", "comment")][-1:]
        before = part[: part.index(last[0])] if last else []
        plain = not before or before[-1].type == "whitespace" or _combines(before[-1])
        if last and plain and last[0].type == "ident":
            found.add(last[0].lower_value)
        elif last and plain and last[0].type == "literal" and last[0].value == "*":
            found.add("*")
        elif [getattr(t, "value", "") for t in part if t.type != "whitespace"] == [":", "root"]:
            found.add("html")
        part = []
    return found


def _whole(prelude: list[Any]) -> set[str]:
    """The selectors of a list that are the name of an element and nothing else."""
    found, part = set(), list[Any]()
    for token in [*prelude, None]:
        if token is None or (token.type == "literal" and token.value == ","):
            plain = [t for t in part if t.type not in ("whitespace", "comment")]
            if [t.type for t in plain] == ["ident"]:
                found.add(plain[0].lower_value)
            part = []
        else:
            part.append(token)
    return found


def _combines(token: Any) -> bool:
    return token.type == "literal" and token.value in (">", "+", "~")


def _coloured(declaration: Declaration) -> bool:
    """Whether a value names a colour: anything but what leaves it to the reader."""
    return any(
        (t.type == "ident" and t.lower_value not in _LEFT) or t.type in ("hash", "function", "url")
        for t in declaration.value
    )
