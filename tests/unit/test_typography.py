"""Blanks that may not end a line: where editors set them, and that nothing else is touched."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from presskit import markdown
from presskit.typography import NARROW, NO_BREAK, hold, keep_last

SHOWN = str.maketrans({NO_BREAK: "~", NARROW: "^"})
FACTS = {"starts": "50", "record": "No. 17", "minutes": "92 minutes"}


def cite(key: str) -> str | None:
    return FACTS.get(key)


# As an editor sets them: ~ is a no-break space, ^ a narrow one.
ENGLISH = [
    "after 87~miles and 48~hours",
    "1,134.40~miles at 60~mph on 16~mm film, 24~fps",
    "50~per cent, 3½~years, 35~million",
    "50 starts, 35 wins, 25 in class",
    "at 5~a.m., 92~minutes",
    "3 milestones, 5 hoursglass",
    "on 22~November 1937, on 4~Sept. 2019",
    "on November~22, 2017, and in November 2017",
    "May~5th, but May 2017 and May 10:30",
    "J.~R.~Smith, J.R.~Smith, J.-P.~Smith, John F.~Kennedy, Ł.~Ó.~Nowak",
    "plan B. Then vitamin C. The end",
    "Dr~Hall, Dr.~Hall, Prof.~Hall, St~Louis, Capt.~Hall",
    "the doctor, Drive, Mr., Stand By",
    "No.~5, nos.~5 and 6, vol.~2, p.~7, pp.~7–9, §~3",
    "He said no. Fifty came",
    "a town~– a road~— and no end~…",
    "a range 5–10 and a well-known~– ",
    "Baja 1000, in 2017 Hall",
    "Oh ! and so : on",
]
FRENCH = [
    "«~Qui^?~» dit-il~: «~Moi^!~»~– et puis^; fin",
    "1^234^567~km, le 1er~mai, le 22~novembre 1937",
    "M.~Hall, Mme~Hall, n°~5, 50~ans, 92~minutes, 50~% ",
    "en 2017 250 personnes; sans blanc",
]


@pytest.mark.parametrize("shown", ENGLISH)
def test_english(shown: str) -> None:
    assert hold(shown.replace("~", " "), "en-GB").translate(SHOWN) == shown


@pytest.mark.parametrize("shown", FRENCH)
def test_french(shown: str) -> None:
    typed = shown.replace("~", " ").replace("^", " ")
    assert hold(typed, "fr").translate(SHOWN) == shown


def test_another_language_gets_what_all_share() -> None:
    typed = "J. S. Bach, 50 km – 22 November, No. 5 !"
    assert hold(typed, "de").translate(SHOWN) == "J.~S.~Bach, 50~km~– 22 November, No. 5 !"
    assert hold(typed) == hold(typed, "de")


def test_a_line_end_is_a_blank() -> None:
    assert hold("after 87\nmiles", "en").translate(SHOWN) == "after 87~miles"


WORDS = """5|50|½|1 000|km|hours|%|May|22|November|No.|Dr|M.|J.|R.|Smith|The|–|—|…|«|»|;|:|!|?|§|n°|
1er|p.|(|)|,|\n| |  |https://example.org/a?b=5"""
PIECES = st.lists(st.sampled_from(WORDS.replace("|\n", "|").split("|"))).map("".join)
SPACED = st.lists(st.sampled_from(WORDS.replace("|\n", "|").split("|"))).map(" ".join)
TEXT = st.one_of(st.text(), PIECES, SPACED)
LANGUAGE = st.sampled_from(["", "en", "en-GB", "fr", "fr-CA", "de"])


def plain(text: str) -> str:
    return re.sub("[ \n\u00a0\u202f]", " ", text)


@settings(max_examples=500, deadline=None)
@given(TEXT, LANGUAGE)
@example("« J. R. 5 ! 50 km – »", "fr")
def test_only_blanks_change_and_only_once(text: str, language: str) -> None:
    held = hold(text, language)
    assert plain(held) == plain(text)
    assert len(held) == len(text)
    assert hold(held, language) == held
    assert [a for a, b in zip(text, held, strict=True) if a != b and a not in " \n"] == []


@settings(max_examples=300, deadline=None)
@given(TEXT, LANGUAGE)
def test_no_tag_and_no_address_changes(text: str, language: str) -> None:
    """The words of the XHTML are those of the text; elements and attributes are as without."""
    text = text.replace("\r", "")
    marked = f'*{text}* [{text}](https://example.org/5%20km "5 km") {text}'
    with_rules = markdown.to_xhtml(marked, cite, language=language)
    without = markdown.to_xhtml(marked, cite)
    assert tags(with_rules) == tags(without)
    assert plain(with_rules) == plain(without)


def tags(xhtml: str) -> list[tuple[str, dict[str, str]]]:
    return [(e.tag, e.attrib) for e in ElementTree.fromstring(f"<div>{xhtml}</div>").iter()]


# ------------------------------------------------------------ in Markdown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("After 87 *miles* and 48\nhours", "After 87~<em>miles</em> and 48~hours"),
        ("{fact}`starts` hours", "50~hours"),
        ("the {fact}`record`, {fact}`minutes`", "the No.~17, 92~minutes"),
        ("**No.** {fact}`starts`", "<strong>No.</strong>~50"),
        ("87\\\nmiles", "87<br />\nmiles"),
        ("[87 miles](https://example.org/)", '<a href="https://example.org/">87~miles</a>'),
    ],
)
def test_across_emphasis_facts_and_lines(typed: str, shown: str) -> None:
    block = markdown.to_xhtml(typed, cite, language="en")
    assert block.translate(SHOWN) == f"<p>{shown}</p>\n"


def test_every_place_where_text_becomes_xhtml() -> None:
    assert markdown.to_inline("87 miles", cite, language="en").translate(SHOWN) == "87~miles"
    text = ":::{waypoint} 87 miles\nin 48 hours\n:::\n\n- 5 days\n\n> 5 days\n\n# 5 days"
    shown = markdown.to_xhtml(text, cite, language="en").translate(SHOWN)
    assert shown.count("~") == 5


def test_plain_text_keeps_its_blanks() -> None:
    assert markdown.to_text("87 miles – No. 5", cite) == "87 miles – No. 5"


def test_a_blank_that_was_typed_to_hold_holds() -> None:
    assert markdown.to_inline("a\u00a0b\n c", cite) == "a\u00a0b c"


# ------------------------------------------------------------ words in another language


def test_words_in_another_language_say_so() -> None:
    text = "He said {lang-fr}`Qui ?` – *{lang-pt-BR}`saudade`*."
    assert markdown.problems(text, cite) == []
    assert markdown.cited(text) == ()
    assert markdown.to_inline(text, cite, language="en").translate(SHOWN) == (
        'He said <span lang="fr" xml:lang="fr">Qui^?</span>~– '
        '<em><span lang="pt-BR" xml:lang="pt-BR">saudade</span></em>.'
    )
    assert markdown.to_text(text, cite) == "He said Qui ? – saudade."


def test_words_in_another_language_are_not_markup_and_not_a_fact() -> None:
    shown = markdown.to_inline("{lang-fr}`<b>&*a*` {lang-fr}`starts`", cite)
    assert shown == (
        '<span lang="fr" xml:lang="fr">&lt;b&gt;&amp;*a*</span> '
        '<span lang="fr" xml:lang="fr">starts</span>'
    )


@pytest.mark.parametrize("role", ["lang", "lang-", "lang-french", "lang-FR", "language-fr"])
def test_a_language_has_a_code(role: str) -> None:
    found = markdown.problems(f"{{{role}}}`mot`", cite)
    assert [p.code for p in found] == ["PK312"]
    assert "{lang-fr}" in found[0].hint


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("The team’s own count, which stood in May of 2008.", "of~2008."),
        ("It records how companies took the sport\nto a worldwide audience.", ""),  # fills a line
        ("In the car", ""),  # a label
        ("Words that a source prints, and whoever stands behind Kartographengesellschaft it.", ""),
    ],
)
def test_a_short_last_word_does_not_stand_alone(text: str, held: str) -> None:
    kept = keep_last(text)
    assert kept == (text.replace(held.replace("~", " "), held.replace("~", NO_BREAK)))
    assert keep_last(kept) == kept
