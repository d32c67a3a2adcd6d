"""stills.yaml as text: what is added is read again as it was meant, what was there stays."""

from typing import Any, get_args

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from presskit import markdown
from presskit.intake import ledger
from presskit.intake.ledger import Entry, Value, append, complete, escaped
from presskit.intake.picturedata import plain
from presskit.model import Prose, Still, StillsFile, Tbc
from presskit.source import read_yaml

ENTRY: Entry = {
    "id": "new",
    "title": "New: one",
    "file": "new.jpg",
    "caption": "Words.",
    "people": ("ann-archer",),
    "photographer": "Bo Berg",
    "credit": "Photo: Bo Berg",
    "copyright": "© 2026 Bo Berg",
    "terms": Tbc(tbc="Bo Berg"),
    "alt": Tbc(tbc="the photographer, or Bo"),
}
NEW = """\
- id: new
  title: "New: one"
  file: new.jpg
  caption: Words.
  people: [ann-archer]
  photographer: Bo Berg
  credit: "Photo: Bo Berg"
  copyright: © 2026 Bo Berg
  terms: {tbc: Bo Berg}
  alt: {tbc: "the photographer, or Bo"}
"""
FIELDS = """\
title: One
file: {tbc: Ann}
caption: Nothing.
photographer: {tbc: Ann, what: who, note: Bo}   # ask twice
credit:
  tbc: Ann
copyright:  # see the mail
  tbc: >-
    Ann Archer
terms: for the press
alt: {tbc: Ann}"""


def indented(text: str, by: int) -> str:
    return "".join(" " * by + line if line.strip() else line for line in text.splitlines(True))


def item(dash: int = 2, offset: int = 2, name: str = "one", fields: str = FIELDS) -> str:
    body = indented(f"id: {name}\n{fields}\n", dash + offset)
    return " " * dash + "-" + body[dash + 1 :]


def data(text: str) -> Any:
    source, found = read_yaml(text.replace("\r\n", "\n"), "stills.yaml")
    assert not found, (found, text)
    return source.data or {}


def stills(text: str) -> StillsFile:
    return StillsFile.model_validate(data(text))


def as_data(value: Value) -> object:
    return {"tbc": value.tbc} if isinstance(value, Tbc) else value


# ------------------------------------------------------------ one more

ALONE = indented(f"id: one\n{FIELDS}\n", 6)
IN_LINES = FIELDS.replace("alt: {tbc: Ann}", "alt: |\n  a\n\n  b")
FAR = NEW.replace("- ", "-   ").replace("\n  ", "\n    ")
CASES = {
    "nothing": ("", "stills:\n", indented(NEW, 2), ""),
    "comments": ("# one\n# two", "\nstills:\n", indented(NEW, 2), ""),
    "list": (f"stills:\n{item()}", "", indented(NEW, 2), ""),
    "no line end": (f"stills:\n{item()}"[:-1], "\n", indented(NEW, 2), ""),
    "two": (f"stills:\n{item()}{item(name='two')}", "", indented(NEW, 2), "\n\n"),
    "key below": (f"stills:\n{item()}", "", indented(NEW, 2), "\n# of all\nnote: all\n"),
    "hyphens at the left": (f"stills:\n{item(0)}", "", NEW, "note: all\n"),
    "far in": (f"stills:\n{item(6, 4)}", "", indented(FAR, 6), ""),
    "hyphen alone": (f"stills:\n  -\n{ALONE}", "", indented(NEW, 2), ""),
    "comments of the entry": (
        f"stills:\n{item()}    # ask again\n    # and again\n",
        "",
        indented(NEW, 2),
        "  # - id: three\n",
    ),
    "blank lines": (
        f"stills:\n{item()}\n{item(name='two')}",
        "\n",
        indented(NEW, 2),
        "\n#\n",
    ),
    "only a note": ("note: all\n", "stills:\n", indented(NEW, 2), "# end\n"),
    "note in lines": ("note: >-\n  all\n\n  of it\n", "stills:\n", indented(NEW, 2), "\n\n"),
    "note that keeps its end": ("note: |+\n  all\n\n\n", "stills:\n", indented(NEW, 2), ""),
    "last in lines": (f"stills:\n{item(fields=IN_LINES)}", "", indented(NEW, 2), "\n\nnote: x\n"),
    "byte order mark": (f"\ufeffstills:\n{item()}", "", indented(NEW, 2), ""),
    "shifted": ("  note: all\n", "  stills:\n", indented(NEW, 4), ""),
}
"""What is there, what comes to it, and what follows: before, glue, new, after."""


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("name", CASES)
def test_an_entry_more(name: str, ending: str) -> None:
    before, glue, new, after = CASES[name]
    ending = ending if "\n" in before + after else "\n"
    text, wanted = (t.replace("\n", ending) for t in (before + after, before + glue + new + after))
    made = append(text, ENTRY)
    assert made == wanted
    old, now = stills(text), stills(made)
    assert now.note == old.note
    assert now.stills[:-1] == old.stills
    assert data(made)["stills"][-1] == {
        k: list(v) if isinstance(v, tuple) else as_data(v) for k, v in ENTRY.items()
    }


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("stills: []\n", "stills:\n  - id: new\n"),
        ("stills: []", "stills:\n  - id: new\n"),
        ("stills: []   # none\n\n# end\n", "stills:   # none\n  - id: new\n"),
        ("note: all\nstills:   [ ]\n# stills:\n", "note: all\nstills:\n  - id: new\n"),
        ("stills:\n  []\n", "stills:\n\n  - id: new\n"),
        ("stills: [  # none\n  ]\n", 'stills: [{id: new, title: "New: one", file: '),
        ("{note: all}\n", "{note: all, stills: [{id: new, "),
        ("{}\n", "{stills: [{id: new, "),
        ("{stills: []}", "{stills: [{id: new, "),
    ],
)
def test_lists_in_brackets(text: str, start: str) -> None:
    made = append(text, ENTRY)
    assert made.startswith(start)
    assert stills(made).note == stills(text).note
    assert [s.id for s in stills(made).stills] == ["new"]
    assert all(line in made for line in text.splitlines() if line.startswith("#"))
    again = append(made, {**ENTRY, "id": "second"})
    assert [s.id for s in stills(again).stills] == ["new", "second"]


def test_long_words_are_folded() -> None:
    words = "Ann Archer, at the start - where else? - waits. " * 9
    made = append("stills: []\n", {**ENTRY, "caption": plain(words), "alt": plain(words)})
    assert "    caption: >-\n      Ann Archer, at" in made
    assert max(map(len, made.splitlines())) <= ledger.WIDTH + 4
    assert stills(made).stills[0].caption == stills(made).stills[0].alt == words.strip()


def test_fields_that_are_markdown_are_those_of_the_model() -> None:
    def is_prose(annotation: object) -> bool:
        return annotation is Prose or any(map(is_prose, get_args(annotation)))

    fields = Still.model_fields.items()
    assert {name for name, info in fields if is_prose(info.annotation)} == ledger.PROSE


# ------------------------------------------------------------ any words

TRICKY = [
    "*", "_", "`", "{fact}`starts`", "<b>bold</b>", "&amp;", "&", "[a](b)", "![a](b)", "\\", "# a",
    "- a", "+ a", "1. a", "2) a", "> a", ": ", " #", '"', "'", "%", "@", "!", "|", "~~~", ":::",
    "---", "{waypoint}", "<https://a.b>", "[", "]", "{", "}", ",", "?", "null", "yes", "1985", "=",
    "https://a.b/c_d", "{lang-fr}`mots`", "\n", "\r\n", "\u2028", "\u202e", "é", "日本", "🎬",
    "...",
]  # fmt: skip
WORDS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from([*TRICKY, "a", "b c", " "]), max_size=12).map("".join),
).filter(lambda text: bool(plain(text)))


def cite(_id: str) -> str:
    return "a fact"


@settings(deadline=None)
@given(words=WORDS, who=WORDS, long=st.booleans(), flow=st.booleans())
@example(words="- a", who="a: b", long=False, flow=True)
@example(words="a?b", who="a?b", long=False, flow=True)
@example(words="    a", who="#", long=False, flow=False)
def test_any_words_print_as_they_are(words: str, who: str, long: bool, flow: bool) -> None:
    words = plain(words * 20 if long else words)
    entry = {**ENTRY, "title": words, "caption": words, "alt": words, "terms": Tbc(tbc=plain(who))}
    before = "note: all\nstills: [{}]\nother: x\n" if flow else "stills:\n  - {}\n# end\n"
    made = append(before, entry)
    assert made.startswith(before[: -9 if flow else -6].rstrip("]\n"))
    now = data(made)["stills"]
    assert now[0] == {}
    assert (now[1]["title"], now[1]["alt"], now[1]["terms"]) == (words, words, {"tbc": plain(who)})
    assert markdown.to_text(now[1]["caption"], cite) == words
    assert not markdown.cited(now[1]["caption"])
    problems = {problem.code for problem in markdown.problems(now[1]["caption"], cite)}
    assert problems <= {"PK306"}  # what looks like HTML prints as it stands, and is named
    loaded = yaml.safe_load(made)["stills"][1]  # as other programs read it
    assert (loaded["title"], loaded["alt"]) == (words, words)


ALT = [
    "a", "'a: b'", '"a"', "{tbc: Ann}", "\n{}  tbc: Ann", "|\n{}  a\n\n{}  b", ">+\n{}  a\n\n",
    ">-\n{}  a\n{}   b\n", "a\n{}  b", "[a,\n{}  b]", "", "|+\n{}  a\n \n",
]  # fmt: skip
"""Values, with {} for the indentation of their key."""
COMMENTS = ["", "# x\n", "\n# x\n\n", "{}# mine\n", "{}# mine\n# x\n"]


@settings(deadline=None)
@given(
    dash=st.integers(0, 7),
    offset=st.integers(2, 5),
    values=st.lists(st.sampled_from(ALT), min_size=1, max_size=3),
    comments=st.lists(st.sampled_from(COMMENTS), min_size=4, max_size=4),
    head=st.sampled_from(["", "# all\n\n", "note: x\n", "note: |\n  a\n\n"]),
    tail=st.sampled_from(["", "more: x\n", "other: >+\n  x\n\n", "# end", "\n\n"]),
    ending=st.sampled_from(["\n", "\r\n"]),
    cut=st.booleans(),
)
def test_whatever_is_there_stays(
    dash: int, offset: int, values: list[str], comments: list[str], head: str, tail: str,
    ending: str, cut: bool,
) -> None:  # fmt: skip
    column = " " * (dash + offset)
    text = f"{head}stills:  # photographs\n"
    for number, (value, comment) in enumerate(zip(values, comments, strict=False)):
        first = f"{' ' * dash}-{' ' * (offset - 1)}id: n{number}\n"
        text += f"{first}{column}alt: {value}\n{comment}".replace("{}", column)
    text = (text + tail).replace("\n", ending)
    # a text in lines (| or >) at the very end gets a line end, which is then its own
    text = text.rstrip() if cut and not {"|", ">"} & {*value, *tail} else text
    made = append(text, ENTRY)
    start = next((i for i, (a, b) in enumerate(zip(text, made, strict=False)) if a != b), len(text))
    start = min(start, len(text))
    kept = [at for at in range(start + 1) if made.endswith(text[at:])]
    assert any(made.startswith(text[:at]) for at in kept), "one thing was put in, no more"
    old, now = data(text), data(made)
    assert now.pop("stills") == [*old.pop("stills"), data(append("", ENTRY))["stills"][0]]
    assert now == old
    filled = data(complete(made, "n0", {"alt": "Yes: b", "people": ("a",)}))["stills"]
    was = data(made)["stills"]
    assert filled[1:] == was[1:]
    is_open = isinstance(was[0]["alt"], dict)
    assert filled[0] == {**was[0], "people": ["a"], **({"alt": "Yes: b"} if is_open else {})}


@settings(deadline=None)
@given(words=WORDS)
def test_what_is_filled_in_prints_as_it_is(words: str) -> None:
    words = plain(words)
    for text in (f"stills:\n{item()}", "stills: [{id: one, credit: {tbc: Ann}, alt: {tbc: Ann}}]"):
        now = data(complete(text, "one", {"credit": words, "alt": words}))["stills"][0]
        assert markdown.to_text(now["credit"], cite) == now["alt"] == words


def test_an_escape_stands_only_where_it_is_needed() -> None:
    plain_words = "Ann & Bo (left), 5 > 4 - it’s #1! {yes} ~ a+b = 3. End."
    assert escaped(plain_words) == plain_words


# ------------------------------------------------------------ one completed


def test_only_what_is_open_is_filled_in() -> None:
    before = f"# mine\nstills:\n{item()}{item(name='two')}# end\n"
    made = complete(
        before,
        "one",
        {
            "title": "Not this",
            "file": "one.jpg",
            "caption": "Nor this",
            "people": ("ann-archer",),
            "photographer": "Bo",
            "credit": "Photo: Bo",
            "copyright": "© Bo",
            "terms": "Nor that",
            "alt": Tbc(tbc="Bo"),
        },
    )
    filled = """\
title: One
file: one.jpg
caption: Nothing.
photographer: Bo   # ask twice
credit: "Photo: Bo"
copyright:  # see the mail
  © Bo
terms: for the press
alt: {tbc: Ann}
people: [ann-archer]"""
    assert made == f"# mine\nstills:\n{item(fields=filled)}{item(name='two')}# end\n"
    assert stills(made).stills[1] == stills(before).stills[1]


def test_an_entry_in_braces_is_completed() -> None:
    before = "stills:\n  - {id: one, title: One, file: {tbc: Ann}}  # mine\n"
    made = complete(before, "one", {"file": "a.jpg", "people": ("ann", "bo"), "alt": "a, b"})
    wanted = '{id: one, title: One, file: a.jpg, people: [ann, bo], alt: "a, b"}'
    assert made == f"stills:\n  - {wanted}  # mine\n"


def test_windows_line_ends_stay() -> None:
    before = f"stills:\n{item()}".replace("\n", "\r\n")[:-2]
    made = complete(before, "one", {"credit": "Bo", "people": ()})
    assert "credit: Bo\r\n" in made
    assert made.endswith("    alt: {tbc: Ann}\r\n    people: []\r\n")
    assert made.count("\n") == made.count("\r\n")


def test_an_entry_that_is_not_there() -> None:
    with pytest.raises(LookupError):
        complete("stills: []\n", "one", {})
