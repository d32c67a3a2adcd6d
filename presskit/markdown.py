"""Markdown to well-formed XHTML fragments.

CommonMark without raw HTML and pictures, plus three things of MyST's syntax: the role
{fact}`id` (or {fact}`id:form`), which prints a fact of the registry, the role {lang-fr}`mots`,
which says what language words are in (BCP 47), and the directive :::{waypoint} FIGURE … :::, a
figure set beside the paragraph that follows it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from presskit.invisible import FORBIDDEN, unseen
from presskit.limits import TEXT_DEPTH
from presskit.marks import mark
from presskit.scripts import of_language
from presskit.typography import hold, keep_last

Cite = Callable[[str], str | None]
"""Gives the wording of a fact for `id` or `id:form`, or None when there is none."""

_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--|<\?|<!\[CDATA\[")
_LINK = re.compile(r"(?:https?://[^\s]+|mailto:[^\s@]+@[^\s@]+|#[\w.-]+)\Z", re.IGNORECASE)
_LANGUAGE = re.compile(r"lang-([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\Z")
_WAYPOINT = re.compile(r"\{waypoint\}\s+(.+)\Z")
_UNSUPPORTED = {
    "image": "a picture",
    "code_block": "a block of code (an indented paragraph)",
    "fence": "a block of code",
    "code_inline": "code",
    "table_open": "a table",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a text may not hold; `line` counts from 0 at the start of the text."""

    code: str
    message: str
    line: int
    hint: str


def _any_link(_url: str) -> bool:
    return True


@cache
def _parser() -> MarkdownIt:
    # What is nested deeper than the parser goes would be lost; problems() tells of it long before.
    nested = {"html": False, "xhtmlOut": True, "maxNesting": 20 * TEXT_DEPTH}
    parser = MarkdownIt("commonmark", nested).enable("table")
    parser.disable("reference")  # “[Laughter]: Yes.” is words, not the definition of a link
    # A link that is not allowed is reported by `problems`, not left standing as brackets.
    parser.validateLink = _any_link  # type: ignore[assignment]
    myst_role_plugin(parser)
    colon_fence_plugin(parser)
    parser.add_render_rule("myst_role", _render_role)
    parser.add_render_rule("link_open", _render_link)
    parser.add_render_rule("link_close", _render_link)
    parser.add_render_rule("image", _render_image)
    parser.add_render_rule("colon_fence", _render_directive)
    return parser


def _parse(text: str) -> list[Token]:
    # The colon fence looks one character past a text that ends within a quotation.
    return _parser().parse(text + "\n")


def _all(tokens: Sequence[Token], base: int = 0) -> Iterator[tuple[Token, int]]:
    """Every token, nested ones too, with the line its block starts on."""
    line = base
    for token in tokens:
        line = base + token.map[0] if token.map else line
        yield token, line
        if token.type == "colon_fence":
            figure = _WAYPOINT.match(token.info.strip())
            yield from _all(_parser().parseInline(figure.group(1) if figure else ""), line)
            yield from _all(_parse(token.content), line + 1)
        for child in token.children or ():
            yield child, line


def problems(text: str, cite: Cite) -> list[Problem]:
    """All that `text` may not hold: HTML, links elsewhere, unknown facts, unsupported Markdown."""
    found: list[Problem] = []
    lines = text.split("\n")
    deep = next((line for token, line in _all(_parse(text)) if token.level > TEXT_DEPTH), None)
    if deep is not None:
        message = f"quotes, lists or emphasis are nested more than {TEXT_DEPTH} deep"
        found.append(Problem("PK108", message, deep, "Flatten the text."))
    # What is nested too deep is read as if nothing were in it.
    for line in _empty(text) if deep is None else ():
        message = "a list, a quotation or a heading has nothing in it"
        found.append(Problem("PK312", message, line, "Fill it, or take its mark out."))
    for token, line in _all(_parse(text)):
        if hidden := _hidden(token):
            message = f"an entity stands for character U+{ord(hidden):04X}"
            hint = "Remove the entity: the character is not allowed."
            found.append(Problem("PK109", message, line, hint))
        if token.type == "text" and (match := _HTML.search(token.content)):
            message = f"HTML is not read here; {match.group()} would be printed as it stands"
            found.append(Problem("PK306", message, line, "Use Markdown, or write “less than”."))
        elif token.type == "link_open" and not _allowed(token):
            message = f"the link {token.attrs.get('href')!r} goes nowhere a reader can follow"
            hint = "Link to https://, http://, mailto: or #name."
            found.append(Problem("PK307", message, line, hint))
        elif token.type in _UNSUPPORTED:
            message = f"{_UNSUPPORTED[token.type]} is not supported in a text"
            found.append(Problem("PK312", message, line, "Write it as a paragraph or a list."))
        elif token.type == "myst_role":
            found += _role_problem(token, line, cite)
        elif token.type == "colon_fence" and not _WAYPOINT.match(token.info.strip()):
            message = f":::{token.info.strip()} is not a directive"
            found.append(Problem("PK312", message, line, "The one there is: :::{waypoint} FIGURE"))
        elif token.type == "colon_fence" and not _closed(token, lines, line):
            message = "this waypoint has no end, and takes in all that follows"
            found.append(Problem("PK312", message, line, "End it with a line of three colons."))
    return found


def _empty(text: str) -> Iterator[int]:
    """Lines, from 0, of marks of a block that holds nothing."""
    tokens = [(token, line) for token, line in _all(_parse(text)) if token.block]
    for (token, line), (following, _) in pairwise(tokens):
        if token.type in ("list_item_open", "blockquote_open") and following.nesting == -1:
            yield line
        if token.type == "heading_open" and not following.content:
            yield line


def _hidden(token: Token) -> str | None:
    """A character that no text may hold, and that an entity like &#12; has brought in."""
    addresses = (FORBIDDEN.search(str(value)) for value in token.attrs.values())
    words = "".join("\n" if t.type == "softbreak" else t.content for t in token.children or ())
    found = (one.character for one in unseen(words))
    return next((match.group() for match in addresses if match), None) or next(found, None)


def _closed(token: Token, lines: Sequence[str], line: int) -> bool:
    """Whether a directive that starts on `line` ends with a line of colons."""
    start, end = token.map or (0, 0)
    last = line + end - start - 1
    return last > line and last < len(lines) and token.markup in lines[last]


def _role_problem(token: Token, line: int, cite: Cite) -> list[Problem]:
    if _language(token):
        return []
    if token.meta["name"] != "fact":
        message = f"{{{token.meta['name']}}} is not a role"
        hint = "There are two: {fact}`id`, and {lang-fr}`mots` for words in another language."
        return [Problem("PK312", message, line, hint)]
    if cite(token.content) is None:
        message = f"the registry has no fact “{token.content}”"
        return [Problem("PK301", message, line, "Add it to facts.yaml, or correct the id.")]
    return []


def headings(text: str) -> tuple[int, ...]:
    """The lines of a text's headings, from 0."""
    return tuple(line for token, line in _all(_parse(text)) if token.type == "heading_open")


def links(text: str) -> tuple[tuple[int, str], ...]:
    """Where the links of a text lead, each with its line, from 0."""
    found = ((line, token) for token, line in _all(_parse(text)) if token.type == "link_open")
    return tuple((line, str(link.attrs.get("href", ""))) for line, link in found)


def cited(text: str) -> tuple[str, ...]:
    """The ids (or id:form) of the facts that `text` cites, in order."""
    roles = (token for token, _ in _all(_parse(text)) if token.type == "myst_role")
    return tuple(role.content for role in roles if role.meta["name"] == "fact")


def _language(token: Token) -> str:
    """The language that a role says its words are in; empty for other roles."""
    match = _LANGUAGE.match(token.meta["name"])
    return match.group(1) if match else ""


def _said(token: Token, cite: Cite) -> str:
    """The words that a role stands for."""
    if token.meta["name"] != "fact":
        return token.content
    wording = cite(token.content)
    return wording if wording is not None else token.content


def _render_role(
    _renderer: RendererHTML, tokens: Sequence[Token], i: int, _options: OptionsDict, env: EnvType
) -> str:
    words = tokens[i].meta.get("held") or _said(tokens[i], env["cite"])
    shown = escape(words, quote=False)
    code = _language(tokens[i])
    if code:
        turned = ' dir="rtl"' if of_language(code) == "rtl" else ""
        return f'<span lang="{code}" xml:lang="{code}"{turned}>{shown}</span>'
    return mark(tokens[i].content.partition(":")[0], words) if env.get("marked") else shown


def _allowed(link: Token) -> bool:
    return bool(_LINK.match(str(link.attrs.get("href", ""))))


def _render_link(
    renderer: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType
) -> str:
    """A link that is not allowed is its words alone, whoever forgot to ask `problems`."""
    start = next(t for t in reversed(tokens[: i + 1]) if t.type == "link_open")  # links do not nest
    return renderer.renderToken(tokens, i, options, env) if _allowed(start) else ""


def _render_image(
    _renderer: RendererHTML, tokens: Sequence[Token], i: int, _options: OptionsDict, _env: EnvType
) -> str:
    """A picture is its description."""
    return escape(tokens[i].content, quote=False)


def _render_directive(
    _renderer: RendererHTML, tokens: Sequence[Token], i: int, _options: OptionsDict, env: EnvType
) -> str:
    match = _WAYPOINT.match(tokens[i].info.strip())
    figure = _inline(match.group(1) if match else "", env)
    words = _inline(tokens[i].content.strip(), env)
    return (
        f'<div class="waypoint"><p class="figure">{figure}</p><p class="gloss">{words}</p></div>\n'
    )


def _inline(text: str, env: EnvType) -> str:
    tokens = _parser().parseInline(text, env)
    for token in tokens:
        _hold(token, env)
    return str(_parser().renderer.render(tokens, _parser().options, env))


def _hold(block: Token, env: EnvType) -> None:
    """Set the blanks that may not break in a block's words, across emphasis, roles and lines."""
    parts: list[tuple[Token, str, str]] = []
    for token in block.children or ():
        if token.type == "myst_role":
            parts.append((token, _said(token, env["cite"]), _language(token) or env["language"]))
        elif token.type == "hardbreak":
            parts.append((token, "\u2028", ""))
        else:
            text = "\n" if token.type == "softbreak" else token.content
            parts.append((token, text, env["language"]))
    whole = "".join(text for _, text, _ in parts)
    held = {language: keep_last(hold(whole, language)) for _, _, language in parts}
    start = 0
    for token, text, language in parts:
        new = held[language][start : start + len(text)]
        start += len(text)
        if token.type == "myst_role":
            token.meta["held"] = new
        elif token.type == "text" or new != text:  # a line end that does not break is a blank
            token.type, token.content = "text", new


def to_xhtml(
    text: str,
    cite: Cite,
    *,
    level: int = 3,
    lead: bool = False,
    origin: str = "",
    language: str = "",
    marked: bool = False,
) -> str:
    """Block XHTML. A top heading of the text becomes h`level`; `lead` marks the first paragraph.
    `marked` puts marks round cited facts (see marks).

    With `origin`, each block carries data-from="origin:line", so that a finding in a
    layout can be traced to the text it came from. `language` (BCP 47) rules what blanks may break.
    """
    tokens = _parse(text)
    env: dict[str, Any] = {"cite": cite, "language": language, "marked": marked}
    first = True
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + level - 1)}"
        if token.type == "paragraph_open" and lead and first:
            token.attrSet("class", "lead")
            first = False
        if origin and token.map and token.nesting == 1:
            token.attrSet("data-from", f"{origin}:{token.map[0]}")
        _hold(token, env)
    parser = _parser()
    # What an entity stands for may have no place in XML; `problems` has said so.
    return FORBIDDEN.sub("", parser.renderer.render(tokens, parser.options, env))


def to_inline(text: str, cite: Cite, *, language: str = "", marked: bool = False) -> str:
    """Inline XHTML: no paragraph around it; line ends become spaces."""
    line = re.sub("[ \t\r\n]+", " ", text).strip(" ")  # blanks that were typed to hold, hold
    return FORBIDDEN.sub("", _inline(line, {"cite": cite, "language": language, "marked": marked}))


def to_text(text: str, cite: Cite) -> str:
    """The words alone, as a reader sees them; blocks are parted by a blank line."""
    tokens = _parse(text)
    return "\n\n".join(_words(t.children or [], cite) for t in tokens if t.type == "inline")


def _words(tokens: Sequence[Token], cite: Cite) -> str:
    parts = []
    for token in tokens:
        if token.type == "myst_role":
            parts.append(_said(token, cite))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        else:
            parts.append(token.content)
    return "".join(parts)


def paragraphs(text: str, cite: Cite) -> list[str]:
    """The words to paste: a line a block, with one blank between words."""
    return [" ".join(block.split()) for block in to_text(text, cite).split("\n\n")]


def count_words(text: str, cite: Cite) -> int:
    """Words as forms and word processors count them: runs of characters between blanks."""
    return len(to_text(text, cite).split())


def count_characters(text: str, cite: Cite) -> int:
    """Characters as a form field counts them: UTF-16 code units of the text to paste, blanks and
    line ends among them, a blank line between blocks (HTML, maxlength: length of the API value).
    """
    return len("\n\n".join(paragraphs(text, cite)).encode("utf-16-le")) // 2
