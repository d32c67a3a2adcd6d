"""Good content made bad, from a seed: YAML, Markdown, templates, style sheets and any bytes.

A mutation that is `damaging` takes away or adds what nobody could want: a run that ends well and
says nothing has lost it in silence. Of the others either may be right.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

NASTY = (
    "", "''", "~", "null", "no", "NaN", ".inf", "-1", "0", "1e999", "9" * 400, "0x1F", "02134",
    "16:9", "0000-00-00", "2026-02-30", "99999-12-31", "2026-11-22T25:61:61Z", "1.5.2", "%",
    "'{{ 7 * 7 }}'", "'{% for x in y %}'", "'<script>alert(1)</script>'", "'<b'", "'&lt;&#0;'",
    "'../../../../etc/passwd'", "'/etc/passwd'", "'file:///etc/passwd'", "'C:\\con'",
    "'javascript:alert(1)'", "'http://[::1'", "'http://a b'", "'mailto:'", "'\u0301\u0301'",
    "'\u0645\u0631\u062d\u0628\u0627'", "'\u6f22\u5b57'", "'\U0001f600'", "'" + "a" * 5000 + "'",
    "'{fact}`nothing`'", "'{fact}``'", "'{fact}`minutes:x:y`'", "'{lang-zz-zz-zz}`a`'",
    "'**a'", "'`'", "'[a](b'", "'](' ", "'\\x41'", '"\\x41"', '"\\U0010FFFF"', "[]", "[a]", "{}",
    "{tbc: }", "{tbc: a}", "{tbc: [a]}", "{tbc: a, b: c}", "|\n", ">-", "- a", "? a", "'%s%n%d'",
    "'=cmd()'", "'-'", "' '", "'\u00a0'", "'\u2028'", "'a\tb'", "'\u200b'", "1_000", "1,000",
)  # fmt: skip
"""Values that have brought down one program or another."""

_TAGS = ("!!python/object:os.system x", "!x y", "!!binary aGk=", "!!int 3", "&a b", "*a", "&a *a")


@dataclass(frozen=True, slots=True)
class Mutation:
    """The bytes of a file after it, and whether losing it in silence would be a fault."""

    name: str
    data: bytes
    damaging: bool = False


Mutate = Callable[[bytes, random.Random], Mutation]

# ------------------------------------------------------------ any bytes


def flipped(data: bytes, chance: random.Random) -> Mutation:
    changed = bytearray(data or b"\0")
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return Mutation("bits flipped", bytes(changed))


def cut(data: bytes, chance: random.Random) -> Mutation:
    return Mutation("cut off", data[: chance.randrange(len(data) or 1)])


def spliced(data: bytes, chance: random.Random) -> Mutation:
    places = sorted(chance.randrange(len(data) or 1) for _ in range(3))
    a, b, c = places
    return Mutation("spliced", data[:a] + data[b:c] + data[a:b] + data[c:])


def doubled(data: bytes, chance: random.Random) -> Mutation:
    lines = data.splitlines(keepends=True) or [b""]
    at = chance.randrange(len(lines))
    many = chance.choice((1, 1, 3, 200))
    return Mutation("a line doubled", b"".join([*lines[:at], *[lines[at]] * many, *lines[at:]]))


def sprinkled(data: bytes, chance: random.Random) -> Mutation:
    """A byte or a character put in that some programs stumble over."""
    what = chance.choice(
        (b"\0", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\x1b[2J", b"\x85", b"\xf5\x80\x80\x80")
    )
    at = chance.randrange(len(data) + 1)
    return Mutation("a bad byte", data[:at] + what + data[at:], damaging=True)


def hidden(data: bytes, chance: random.Random) -> Mutation:
    """A character nobody sees, or a tab, at a place where a character can stand."""
    text = data.decode()
    mark = chance.choice("\t\u202e\u2066\u2028\ufeff\u0085\u200b\u00a0\r")
    at = chance.randrange(1, len(text) + 1)
    seen = mark in "\t\r\u200b\u00a0"
    return Mutation("a hidden character", f"{text[:at]}{mark}{text[at:]}".encode(), not seen)


def encoded(data: bytes, chance: random.Random) -> Mutation:
    name = chance.choice(("utf-16", "utf-16-le", "utf-32", "utf-7", "cp037"))
    return Mutation(f"as {name}", data.decode().encode(name), name != "utf-7")


def marked(data: bytes, _chance: random.Random) -> Mutation:
    return Mutation("a mark twice", b"\xef\xbb\xbf" * 2 + data)


ANY: tuple[Mutate, ...] = (flipped, cut, spliced, doubled)
TEXT: tuple[Mutate, ...] = (*ANY, sprinkled, hidden, encoded, marked)

# ------------------------------------------------------------ YAML


@dataclass(frozen=True, slots=True)
class _Pair:
    """A key and its value that is no list and no mapping: where each begins and ends."""

    key: tuple[int, int]
    value: tuple[int, int]
    column: int
    block: bool


def _pairs(text: str) -> list[_Pair]:
    found = []
    nodes = [yaml.compose(text, Loader=yaml.SafeLoader)]
    while nodes:
        node = nodes.pop()
        if isinstance(node, yaml.SequenceNode):
            nodes += node.value
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                nodes.append(value)
                if isinstance(value, yaml.ScalarNode) and not node.flow_style:
                    marks = [key.start_mark, key.end_mark, value.start_mark, value.end_mark]
                    a, b, c, d = (mark.index for mark in marks)
                    found.append(_Pair((a, b), (c, d), key.start_mark.column, value.style in "|>"
                                       if value.style else False))  # fmt: skip
    return found


def _pair(data: bytes, chance: random.Random) -> tuple[str, _Pair]:
    text = data.decode()
    if not _pairs(text):  # a file of comments alone, or of maps in braces
        text = f"{text.rstrip()}\nqq: 1\n"
    return text, chance.choice(_pairs(text))


def _with_value(name: str, data: bytes, chance: random.Random, new: str, bad: bool) -> Mutation:
    text, pair = _pair(data, chance)
    end = "\n" if pair.block else ""
    changed = f"{text[: pair.value[0]]}{new}{end}{text[pair.value[1] :]}"
    return Mutation(name, changed.encode(), bad)


def nasty_value(data: bytes, chance: random.Random) -> Mutation:
    new = chance.choice(NASTY)
    return _with_value(f"value {new[:20]!r}", data, chance, new, bad=False)


def other_type(data: bytes, chance: random.Random) -> Mutation:
    new = chance.choice(("{zzz: 1}", "[[a], {b: c}]", "[{zzz: [1]}]"))
    return _with_value(f"type {new}", data, chance, new, bad=True)


def tagged(data: bytes, chance: random.Random) -> Mutation:
    new = chance.choice(_TAGS)
    return _with_value(f"value {new}", data, chance, new, bad=True)


def nested(data: bytes, chance: random.Random) -> Mutation:
    depth = chance.choice((31, 100, 1000, 100_000))
    new = chance.choice(("[" * depth + "]" * depth, "{a: " * depth + "}" * depth, "[" * depth))
    return _with_value(f"{depth} deep", data, chance, new, bad=True)


def bomb(data: bytes, _chance: random.Random) -> Mutation:
    """A billion laughs of aliases, and one of merge keys."""
    lines = ["zz0: &z0 [lol, lol]"]
    lines += [f"zz{i}: &z{i} [{', '.join([f'*z{i - 1}'] * 9)}]" for i in range(1, 12)]
    lines += ["mm0: &m0 {a: 1}"]
    lines += [f"mm{i}: &m{i} {{<<: [{', '.join([f'*m{i - 1}'] * 9)}]}}" for i in range(1, 12)]
    return Mutation("a bomb of aliases", data.rstrip() + b"\n" + "\n".join(lines).encode(), True)


def unknown_key(data: bytes, chance: random.Random) -> Mutation:
    text, pair = _pair(data, chance)
    end = pair.key[1]
    return Mutation("a key renamed", f"{text[:end]}_qq{text[end:]}".encode(), True)


def unknown_line(data: bytes, chance: random.Random) -> Mutation:
    text, pair = _pair(data, chance)
    start = pair.key[0]
    changed = f"{text[:start]}qq_key: 1\n{' ' * pair.column}{text[start:]}"
    return Mutation("a key added", changed.encode(), True)


def key_twice(data: bytes, chance: random.Random) -> Mutation:
    text, pair = _pair(data, chance)
    start, end = pair.key[0], pair.value[1]
    whole = text[start:end].rstrip("\n")
    changed = f"{text[:start]}{whole}\n{' ' * pair.column}{text[start:]}"
    return Mutation("a key twice", changed.encode(), True)


def key_removed(data: bytes, chance: random.Random) -> Mutation:
    text, pair = _pair(data, chance)
    changed = text[: pair.key[0]] + text[pair.value[1] :]
    return Mutation("a key removed", changed.encode())


def odd_key(data: bytes, chance: random.Random) -> Mutation:
    text, pair = _pair(data, chance)
    new = chance.choice(("? [a, b]\n:", "~", "<<", "1", "''", "'\u202e'", "a" * 2000, "{a: b}"))
    changed = text[: pair.key[0]] + new + text[pair.key[1] :]
    return Mutation(f"key {new[:9]!r}", changed.encode(), new not in ("~", "''"))


def other_indent(data: bytes, chance: random.Random) -> Mutation:
    lines = data.decode().split("\n")
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((" ", "  ", "\t", "- ")) + lines[at]
    return Mutation("other indentation", "\n".join(lines).encode())


def second_document(data: bytes, _chance: random.Random) -> Mutation:
    return Mutation("a second document", data.rstrip() + b"\n---\nqq: 1\n", True)


YAML: tuple[Mutate, ...] = (
    nasty_value, nasty_value, nasty_value, nasty_value, other_type, tagged, nested, bomb,
    unknown_key, unknown_line, key_twice, key_removed, key_removed, odd_key, other_indent,
    second_document,
)  # fmt: skip

# ------------------------------------------------------------ Markdown

REFUSED = (
    "<script src='x.js'></script>", "<img src=x onerror=alert(1)>", "<!-- later -->",
    "![a picture](file:///etc/passwd)", "![a](../../../secret.jpg)", "[a](notes.md)",
    "[a](javascript:alert)", "[a](file:///etc/passwd)", "[a](//host/x)", "{fact}`nothing-of-it`",
    "{wrong}`role`", "| a | b |\n|---|---|\n| 1 | 2 |", "```\ncode\n```",
    ":::{waypoint}\nno figure\n:::", ":::{nonsense} 3\nwords\n:::", "a&#0;b&#12;c", "`code`",
)  # fmt: skip
"""What a text may not hold, each a block of its own."""

HEAVY = (
    "> " * 400 + "deep", "- " * 400 + "deep", "*" * 4000, "[" * 4000, "*a **b " * 1500,
    "![" * 2000 + "](", "<" * 4000, "`" * 3999, "\\" * 4001, "a" * 100_000, "&" * 4000,
    "[a](" * 2000, "# " * 500, "1. " * 300 + "a", "*_" * 2000 + "a", "**unbalanced *marks_",
    "## ", "***", "\u0301" * 500, "\u200d" * 500, "[x]: y",
    "    indented code", "{fact}`", "{fact}", ":::", "---",
)  # fmt: skip
"""What slow parsers are slow on, and marks that do not end."""


def _block(name: str, data: bytes, chance: random.Random, block: str, bad: bool) -> Mutation:
    head, mark, body = data.decode().rpartition("\n---\n")
    blocks = body.strip().split("\n\n")
    # Not before a question: what stands there is no part of an interview's answers.
    blocks.insert(chance.randrange(1, len(blocks) + 1), block)
    text = "\n\n".join(blocks)
    return Mutation(name, f"{head}{mark}\n{text}\n".encode(), bad)


def refused_markdown(data: bytes, chance: random.Random) -> Mutation:
    block = chance.choice(REFUSED)
    return _block(f"Markdown {block[:25]!r}", data, chance, block, bad=True)


def heavy_markdown(data: bytes, chance: random.Random) -> Mutation:
    block = chance.choice(HEAVY)
    return _block(f"Markdown {block[:12]!r}…", data, chance, block, bad=False)


def front_matter(data: bytes, chance: random.Random) -> Mutation:
    head, mark, body = data.decode().rpartition("\n---\n")
    changed = chance.choice(YAML)(head.removeprefix("---\n").encode(), chance)
    whole = b"---\n" + changed.data.rstrip() + mark.encode() + body.encode()
    # A second document, or three hyphens in a value, ends the front matter: the rest is text.
    bad = changed.damaging and changed.name != "a second document"
    return Mutation(f"front matter: {changed.name}", whole, bad)


MARKDOWN: tuple[Mutate, ...] = (
    refused_markdown, refused_markdown, heavy_markdown, heavy_markdown, front_matter, front_matter,
)  # fmt: skip

# ------------------------------------------------------------ templates and style sheets

BROKEN = (
    "{{", "{% if %}", "{% endfor %}", "{{ nothing_of_that_name }}", "{{ film.nothing.at_all }}",
    "{{ ''.__class__.__mro__ }}", "{{ film.__init__.__globals__ }}", "{% include 'nothing.j2' %}",
    "{% include '../../../presskit.yaml' %}", "{% extends '/etc/passwd' %}", "{{ 1 / 0 }}",
    "{% for i in range(10000000) %}{% endfor %}", "{{ draw.nothing(1) }}", "{{ film | nothing }}",
    "{% import 'pdf/../../../x' as x %}", "{{ art(1, 2, 3) }}", "{{ about.title.x }}",
    "{{ photograph('nothing') }}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
)  # fmt: skip
"""What no template may hold; a template that is not run says nothing of it."""

UNCLOSED = ("<p>", "</div>", "<p class=a></p>", "<a><b></a></b>", "&nope;", "<p a='1' a='2'/>", "<")

RULES = (
    "}", "{", "a { b", "@media {", "p { color: }", "p { colr: red }", "p { width: 1zz }",
    "@font-face { }", "@import 'x.css';", "p { background: url(x.png) }", "@page { size: 0 0 }",
    "p { font-size: 1e30pt }", "* { float: left; display: flex; position: absolute }", "\\",
    "p::first-letter { float: left }", "@charset 'x';", "p { content: url(//x/y) }", "/*", "p{--a:",
    "p { margin: -1e9pt }", "@page { margin: 1e9pt }", "p { break-before: always; orphans: 1e9 }",
)  # fmt: skip


def _line(name: str, data: bytes, chance: random.Random, line: str, bad: bool = False) -> Mutation:
    lines = data.decode().split("\n")
    lines.insert(chance.randrange(len(lines)), line)
    return Mutation(f"{name} {line[:30]!r}", "\n".join(lines).encode(), bad)


def broken_template(data: bytes, chance: random.Random) -> Mutation:
    return _line("template", data, chance, chance.choice(BROKEN))


def unclosed(data: bytes, chance: random.Random) -> Mutation:
    return _line("markup", data, chance, chance.choice(UNCLOSED))


def odd_rule(data: bytes, chance: random.Random) -> Mutation:
    return _line("rule", data, chance, chance.choice(RULES))


def by_name(name: str) -> tuple[Mutate, ...]:
    """The mutations of a file, by the end of its name."""
    kinds = (
        (r"\.yaml$", (*YAML, *YAML, *TEXT)),
        (r"\.md$", (*MARKDOWN, *MARKDOWN, *TEXT)),
        (r"\.css\.j2$", (odd_rule, odd_rule, broken_template, flipped, cut, sprinkled)),
        (r"\.j2$", (broken_template, broken_template, unclosed, flipped, cut, sprinkled)),
    )
    return next(mutations for end, mutations in kinds if re.search(end, name))
