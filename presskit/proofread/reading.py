"""Files of any kind that a text about a film comes in, as blocks with their places."""

from presskit.diagnostics import Location
from presskit.proofread.text import Block, Text


def plain(source: str, name: str) -> Text:
    """A plain text: paragraphs are parted by empty lines, and a short line is its own."""
    blocks: list[Block] = []
    lines: list[tuple[int, str]] = []
    for number, line in enumerate([*source.split("\n"), ""], 1):
        if line.strip() and not (lines and _apart(lines[-1][1], line)):
            lines.append((number, line))
            continue
        if lines:
            blocks.append(_block(lines, name))
        lines = [(number, line)] if line.strip() else []
    return tuple(blocks)


def _apart(last: str, line: str) -> bool:
    """Whether a line begins a paragraph though none is left empty: lists, headings, listings."""
    marked = (
        line.lstrip()[:2] in ("- ", "* ", "> ", "# ", "##")
        or line.lstrip()[:3].rstrip(" .)").isdigit()
    )
    ended = last.rstrip()[-1:] not in ",-–—" and len(last.rstrip()) < 60  # noqa: RUF001
    return marked or ended or len(last) > 160


def _block(lines: list[tuple[int, str]], name: str) -> Block:
    text, marks = "", []
    for number, line in lines:
        text += " " if text else ""
        marks.append((len(text), Location(name, number, 1)))
        text += line.rstrip()
    return Block(text, tuple(marks))
