"""YAML without surprises: what was typed stays, every value has its place, nothing crashes."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from presskit.diagnostics import Location
from presskit.limits import CONTENT_BYTES
from presskit.source import read_text, read_yaml
from tests.conftest import ROOT

TYPED = ["NO", "no", "off", "null", "~x", "16:9", "1:32:00", "02134", "1e3", "0x1F", "2026-11-22"]


@pytest.mark.parametrize("value", TYPED)
def test_what_was_typed_stays(value: str) -> None:
    source, found = read_yaml(f"key: {value}\nlist: [{value}]\n", "a.yaml")
    assert not found
    assert source.data == {"key": value, "list": [value]}


def test_an_empty_value_is_none_and_an_empty_text_is_not() -> None:
    source, found = read_yaml("a:\nb: ''\n", "a.yaml")
    assert not found
    assert source.data == {"a": None, "b": ""}


def test_every_key_and_value_has_its_place() -> None:
    source, _ = read_yaml("one:\n  - two: x\n    three: |\n      y\n", "a.yaml", first_line=10)
    assert source.key(("one", 0, "three")) == Location("a.yaml", 12, 5)
    assert source.value(("one", 0, "two")) == Location("a.yaml", 11, 10)
    assert source.value(("one", 0, "three")).line == 13, "the first line of the text itself"
    assert source.value(("one", 0, "absent", 4)) == Location("a.yaml", 11, 5), (
        "the nearest there is"
    )


def test_all_findings_of_a_file_come_at_once() -> None:
    _, found = read_yaml("a: 1\na: 2\nb: {c: 3, c: 4}\n", "a.yaml")
    assert [(d.code, d.location) for d in found] == [
        ("PK104", Location("a.yaml", 2, 1)),
        ("PK104", Location("a.yaml", 3, 11)),
    ]


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(b"#" * (CONTENT_BYTES + 1))
    text, found = read_text(file, "large.yaml")
    assert not text
    assert [d.code for d in found] == ["PK108"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes in folders")
def test_a_pipe_or_a_device_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "facts.yaml")
    (tmp_path / "notes.md").symlink_to("/dev/zero")
    for name in ("facts.yaml", "notes.md"):
        _, (found,) = read_text(tmp_path / name, name)
        assert found.code == "PK112"
        assert "a pipe or a device" in found.message


def test_text_comes_composed_and_with_plain_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes("\ufeffe\u0301te\u0301\r\nx\ry\n".encode())
    assert read_text(file, "a.md") == ("\u00e9t\u00e9\nx\ny\n", [])


def test_the_place_of_a_bad_byte_and_of_a_bad_character(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"one: 1\ntwo: \xff\n")
    assert [d.location for d in read_text(file, "a.yaml")[1]] == [Location("a.yaml", 2, 6)]
    file.write_text("one: 1\ntwo: a\u2029b\u0085\n", "utf-8")
    places = [d.location for d in read_text(file, "a.yaml")[1]]
    assert places == [Location("a.yaml", 2, 7), Location("a.yaml", 2, 9)]


# Characters that mean something to YAML, and a few that break things.
YAMLISH = st.text(st.sampled_from("ab:-? \n\t#&*!|>'\"%@`{}[],\\xuU0\u00e9\u2028\u0085\x07\ufeff"))
LINES = """\
a: b
- c
  d: e
a:
  - [f, {g: h}]
? i
: j
k: |
m: >-
    l
---
...
%YAML 1.2
n: &o p
q: *o
!!r s
\tt: u
v: 'w
x: "\\y"
# z
"""
DOCUMENTS = st.lists(st.sampled_from(LINES.splitlines())).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(YAMLISH, DOCUMENTS, st.text()), st.integers(1, 9))
@example('"\\U7fffffff"', 1)
@example('a: "\\ud800"', 1)
@example('"\\x00": 1', 1)
@example("[" * 100_000, 1)
@example("a: " * 50 + "\n", 2)
@example("{{}: 1}", 1)
@example("%TAG ! x\n--- !y z", 1)
def test_any_text_gives_plain_data_or_errors_with_a_line(text: str, first: int) -> None:
    source, found = read_yaml(text, "a.yaml", first)
    last = first + sum(text.count(end) for end in "\n\r\u0085\u2028\u2029") + 1
    for item in found:
        assert item.severity == "error"
        assert item.location is not None
        assert first <= item.location.line <= last
        assert item.location.column >= 1
    assert plain(source.data)


def plain(data: object) -> bool:
    if isinstance(data, dict):
        return all(isinstance(k, str) and plain(v) for k, v in data.items())
    if isinstance(data, list):
        return all(map(plain, data))
    return data is None or isinstance(data, str)


@settings(max_examples=100, deadline=None)
@given(st.binary())
def test_any_bytes_give_a_text_or_errors(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    file = tmp_path_factory.mktemp("bytes") / "a.yaml"
    file.write_bytes(raw)
    text, found = read_text(file, "a.yaml")
    text.encode()
    assert all(d.location is not None and d.severity == "error" for d in found)


# Data as an accepted file gives them, written out by PyYAML with every text in quotes.
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Cf")), max_size=12)
PLAIN = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(WORDS.filter(bool), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(PLAIN)
def test_what_is_accepted_is_what_was_written(data: object) -> None:
    text = yaml.safe_dump(data, default_style='"', allow_unicode=True)
    source, found = read_yaml(text, "a.yaml")
    assert not found
    assert source.data == data


MARKS = (
    ":", " ", "\n", "- ", "\t", "#", "'", '"', "|", ">", "{", "}", "[", "]", "&a", "*a", "!t", "?",
    "%", "@", "`", ",", "\\", "\u0085", "\u2028", "\ufeff", "é", "𝒜", "<<: ", "---\n", "\r", "~",
    "|#", ": ,",
)  # fmt: skip
"""What has a meaning in YAML, or might have one to somebody."""


def mutations(seed: int) -> Iterator[str]:
    """Parts of good content, with marks put where they do not belong."""
    chance = random.Random(seed)
    texts = [file.read_text("utf-8") for file in sorted(ROOT.glob("content/*/*.yaml"))]
    for _ in range(1500):
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        text = text[start : start + chance.randrange(20, 300)].partition("\n")[2]
        for _ in range(chance.randrange(4)):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(MARKS) + text[at + chance.choice((0, 0, 1, 3)) :]
        yield text


def test_the_fast_parser_reads_what_the_other_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = list(mutations(8))
    fast = [read_yaml(text, "x.yaml") for text in texts]
    monkeypatch.delattr(yaml, "CSafeLoader")
    slow = [read_yaml(text, "x.yaml") for text in texts]
    assert [t for t, one, other in zip(texts, fast, slow, strict=True) if one != other] == []
    assert sum(not found for _, found in slow) > 300, "many of them are read"
