"""Markdown: always well-formed, no HTML through, facts in their wording, problems on their line."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from presskit import markdown

FACTS = {"starts": "50", "starts:in-words": "fifty", "odd": '<&"> *not emphasis*'}


def cite(key: str) -> str | None:
    return FACTS.get(key)


def test_a_cited_fact_prints_its_wording() -> None:
    text = "He made {fact}`starts` starts, *{fact}`starts:in-words`*."
    assert markdown.to_inline(text, cite) == "He made 50 starts, <em>fifty</em>."
    assert markdown.to_text(text, cite) == "He made 50 starts, fifty."
    assert markdown.cited(text) == ("starts", "starts:in-words")
    assert not markdown.problems(text, cite)


def test_a_wording_is_not_markup() -> None:
    assert markdown.to_inline("{fact}`odd`", cite) == '&lt;&amp;"&gt; *not emphasis*'


def test_html_is_printed_as_it_stands() -> None:
    assert markdown.to_inline("a <b>c</b>", cite) == "a &lt;b&gt;c&lt;/b&gt;"


def test_headings_start_at_the_level_asked_for() -> None:
    assert "<h3>One</h3>" in markdown.to_xhtml("# One", cite)
    assert "<h6>Deep</h6>" in markdown.to_xhtml("###### Deep", cite, level=4)


def test_blocks_say_where_they_are_from() -> None:
    text = markdown.to_xhtml("One.\n\nTwo.", cite, lead=True, origin="7")
    assert text == '<p class="lead" data-from="7:0">One.</p>\n<p data-from="7:2">Two.</p>\n'


def test_a_waypoint_is_a_figure_with_its_gloss() -> None:
    text = ":::{waypoint} {fact}`starts`\nof them\n:::\n\nThe paragraph."
    assert not markdown.problems(text, cite)
    shown = markdown.to_xhtml(text, cite)
    assert '<p class="figure">50</p><p class="gloss">of them</p>' in shown
    assert markdown.cited(text) == ("starts",)


LINES = {
    "a <b>": "PK306",
    "<!-- a -->": "PK306",
    "<br/>": "PK306",
    "[a](javascript:alert(1))": "PK307",
    "[a](file:///etc/passwd)": "PK307",
    "[a](//example.org)": "PK307",
    "[a](page.html)": "PK307",
    "[a](data:text/html,x)": "PK307",
    "<javascript:x>": "PK307",
    "{fact}`nosuch`": "PK301",
    "![a](b.jpg)": "PK312",
    "`code`": "PK312",
    "```\ncode\n```": "PK312",
    "| a |\n|---|\n| b |": "PK312",
    "{sup}`a`": "PK312",
    "a&#12;b": "PK109",
    "a&#x202e;b": "PK109",
    '[a](https://example.org "b&#12;")': "PK109",
    ":::{note}\na\n:::": "PK312",
    ":::{waypoint} 5\nwithout an end\n\nMore.": "PK312",
}


@pytest.mark.parametrize(("text", "code"), LINES.items())
def test_what_a_text_may_not_hold_is_found_on_its_line(text: str, code: str) -> None:
    found = markdown.problems(f"First.\n\n{text}", cite)
    assert [(p.code, p.line) for p in found] == [(code, 2)]


@pytest.mark.parametrize(
    "text",
    ["[a](https://example.org/b?c=d&e)", "[a](mailto:a@example.org)", "[a](#sources)", "1 < 2"],
)
def test_what_a_text_may_hold(text: str) -> None:
    assert not markdown.problems(text, cite)


def test_words_are_counted_as_a_form_does() -> None:
    assert markdown.count_words("One, two – **three**\nfour: {fact}`starts`.", cite) == 6


# As `source.read_text` lets it through: no controls, no halves of pairs.
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n"))
MARKS = "*_`[]()!<>&\\\"'#:|-\n a"
WORDS = """# |> |- |1. |    |{fact}`starts`|{fact}`|{x}`y`|:::|:::{waypoint} 5|&amp;|&#0;|&#12;
```|---|<b>|<!--|]]>|<?a?>|https://example.org|javascript:a|[a]: b|](c)|![|**"""
PIECES = st.lists(st.sampled_from([*MARKS, *WORDS.replace("\n", "|").split("|")])).map("".join)

_ALLOWED = """
div p h1 h2 h3 h4 h5 h6 em strong a ul ol li blockquote hr br span code pre table thead
tbody tr th td
"""
ALLOWED = set(_ALLOWED.split())
ATTRIBUTES = {"class", "href", "title", "lang", "{http://www.w3.org/XML/1998/namespace}lang"}
ATTRIBUTES |= {"data-from", "start", "style"}


@settings(max_examples=300, deadline=None)
@given(st.one_of(TEXT, PIECES))
@example('[a](https://example.org "<\\"&")')
@example(":::{waypoint} <b>&\n<i>\n:::")
@example("::::{waypoint} a\n:::{waypoint} b\nc\n:::\n::::")
@example("- a\n\n  > # b\n  > 1. c")
@example("&#8238;")
@example(">:::\n>")
@example("&#12;")
def test_any_text_gives_well_formed_xhtml(text: str) -> None:
    for shown in (
        markdown.to_xhtml(text, cite, lead=True, origin="1"),
        markdown.to_inline(text, cite),
    ):
        root = ElementTree.fromstring(f"<div>{shown}</div>")
        names = {element.tag for element in root.iter()}
        assert names <= ALLOWED
        assert {key for element in root.iter() for key in element.attrib} <= ATTRIBUTES
        for link in root.iter("a"):
            assert re.match("https?://|mailto:|#", link.get("href", ""), re.IGNORECASE)
    markdown.problems(text, cite)
    markdown.cited(text)
    assert markdown.count_words(text, cite) >= 0


def test_a_bracket_with_a_colon_is_words() -> None:
    text = "[Laughter]: Yes."
    assert markdown.to_xhtml(text, cite) == "<p>[Laughter]: Yes.</p>\n"
    assert markdown.to_text(text, cite) == text


def test_a_link_that_is_not_allowed_and_a_picture_are_their_words() -> None:
    shown = markdown.to_inline("[*Go*](javascript:x) ![a <b>](x.png) [on](#on)", cite)
    assert shown == '<em>Go</em> a &lt;b&gt; <a href="#on">on</a>'


@pytest.mark.parametrize("text", ["-", "One.\n\n*", "1. One\n2.", ">", "#", "One.\n\n##"])
def test_a_mark_of_a_block_that_holds_nothing_is_told(text: str) -> None:
    (found,) = markdown.problems(text, lambda _: None)
    assert (found.code, found.line) == ("PK312", text.count("\n"))
