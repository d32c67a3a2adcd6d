"""Pages of print found in other trees: which words are the same, where a marker may stand."""

from typing import Any

import pytest
from lxml import etree

from presskit.document import Block, Layout, Printed, Start
from presskit.pagination import Mark, NotSharedError, fold, mark, pieces

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
MARK = '<span epub:type="pagebreak" role="doc-pagebreak" id="page-{0}" aria-label="{0}"></span>'


def tree(body: str) -> Any:
    return etree.fromstring(f'<body xmlns="{XHTML}" xmlns:epub="{EPUB}">{body}</body>')


def shown(root: Any) -> str:
    text = etree.tostring(root, encoding="unicode")
    return text[text.index(">") + 1 : text.rindex("<")]


def block(words: str, section: str = "one", picture: bool = False) -> Block:
    return Block((section,), "".join(c for c, _ in fold(words)), picture)


def printed(blocks: list[Block], *starts: list[tuple[int, int]], stray: str = "") -> Printed:
    pages = tuple(tuple(Start(*start) for start in page) for page in starts)
    folios = tuple(str(n) for n in range(1, len(pages) + 1))
    return Printed("kit", "kit.pdf", Layout(folios, {}, tuple(blocks), pages, stray))


def marked(body: str, blocks: list[Block], *starts: list[tuple[int, int]]) -> str:
    root = tree(body)
    mark([("one", root)], printed(blocks, *starts))
    return shown(root)


def test_capitals_blanks_and_what_has_no_shape_make_no_difference() -> None:
    assert "".join(c for c, _ in fold("A\u00adb\u00a0C\n\u2060ẞ-\u2011")) == "abcss-\u2011"
    assert fold("ß x") == [("s", 0), ("s", 0), ("x", 2)]


@pytest.mark.parametrize(
    ("done", "wanted"),
    [
        (0, "<p>{m}One two <em>three four</em> five.</p>"),
        (3, "<p>One {m}two <em>three four</em> five.</p>"),
        (4, "<p>One {m}two <em>three four</em> five.</p>"),
        (6, "<p>One two <em>{m}three four</em> five.</p>"),
        (11, "<p>One two <em>three {m}four</em> five.</p>"),
        (15, "<p>One two <em>three four</em> {m}five.</p>"),
    ],
)
def test_a_marker_stands_before_the_word_that_a_page_begins_in(done: int, wanted: str) -> None:
    body = "<p>One two <em>three four</em> five.</p>"
    assert marked(body, [block("One two three four five.")], [(0, done)]) == wanted.format(
        m=MARK.format(1)
    )


def test_where_words_have_no_blanks_between_the_marker_stands_at_the_letter() -> None:
    made = marked("<p>一部关于赛车手的电影</p>", [block("一部关于赛车手的电影")], [(0, 4)])
    assert made == f"<p>一部关于{MARK.format(1)}赛车手的电影</p>"


def test_pages_that_begin_in_one_paragraph_are_marked_in_it() -> None:
    made = marked("<p>one two three</p>", [block("one two three")], [(0, 0)], [(0, 3)], [(0, 6)])
    one, two, three = (MARK.format(n) for n in (1, 2, 3))
    assert made == f"<p>{one}one {two}two {three}three</p>"


@pytest.mark.parametrize(
    ("body", "words", "wanted"),
    [
        ("<div><h2>Head</h2></div>", "head", "<div>{m}<h2>Head</h2></div>"),
        ("<nav><h1>In it</h1></nav>", "in it", "{m}<nav><h1>In it</h1></nav>"),
        ("<ul><li>Item</li></ul>", "item", "<ul><li>{m}Item</li></ul>"),
        (
            "<table><caption>Wins</caption><tr><td>1</td></tr></table>",
            "wins",
            "{m}<table><caption>Wins</caption><tr><td>1</td></tr></table>",
        ),
        (
            '<h3><span class="spoken">Question: </span>Why?</h3>',
            "why?",
            '{m}<h3><span class="spoken">Question: </span>Why?</h3>',
        ),
    ],
)
def test_a_marker_stands_where_markup_allows_it(body: str, words: str, wanted: str) -> None:
    assert marked(body, [block(words)], [(0, 0)]) == wanted.format(m=MARK.format(1))


def test_a_page_that_begins_with_a_picture_is_marked_before_it() -> None:
    made = marked('<p><img alt="A road."/></p>', [block("A road.", picture=True)], [(0, 0)])
    assert made == f'<p>{MARK.format(1)}<img alt="A road."/></p>'


def test_a_section_that_is_a_picture_here_is_marked_before_it() -> None:
    blocks = [block("A film"), block("Press kit")]
    made = marked('<section><img alt="Cover"/></section>', blocks, [(0, 0), (1, 0)])
    assert made == f'<section>{MARK.format(1)}<img alt="Cover"/></section>'


def test_words_that_one_side_has_more_often_are_passed_over() -> None:
    body = "<p>open</p><p>open</p><p>closed</p>"
    blocks = [block("open"), block("closed")]
    assert marked(body, blocks, [(0, 0), (1, 0)]).startswith("<p>open</p><p>open</p><p><span")
    twice = [block("open"), block("open"), block("closed")]
    assert marked(body, twice, [(1, 0), (2, 0)]).startswith("<p>open</p><p><span")


def test_the_same_words_in_another_section_are_not_the_same_block() -> None:
    root, other = tree("<p>Same</p>"), tree("<p>Same</p>")
    pages = [("one", root), ("two", other)]
    assert mark(pages, printed([block("Same", "two")], [(0, 0)])) == (Mark("1", "two", "page-1"),)
    assert "span" not in shown(root)


def test_a_page_without_words_of_both_has_no_marker() -> None:
    root = tree("<p>Here</p><p>There</p>")
    blocks = [block("Here"), block("Drawn"), block("There")]
    found = mark([("one", root)], printed(blocks, [(0, 0)], [(1, 0)], [(2, 0)]))
    assert [m.label for m in found] == ["1", "3"]


def test_hidden_words_are_not_of_the_text() -> None:
    root = tree('<h1>Contents</h1><nav hidden="hidden"><a>Contents</a></nav>')
    assert [p.block.words for p in pieces(root)] == ["", "contents"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (Printed("kit", "", None), "kit was not built with it"),
        (printed([], stray="page 3, at “x”"), "kit parts from its text on page 3, at “x”"),
        (
            printed([block("b"), block("a")], [(0, 0)], [(1, 0)]),
            "pages 1 and 2 of kit are in another order here",
        ),
    ],
)
def test_rather_no_list_than_a_wrong_one(given: Printed, reason: str) -> None:
    root = tree("<p>a</p><p>b</p>")
    with pytest.raises(NotSharedError) as caught:
        mark([("one", root)], given)
    assert str(caught.value) == reason
    assert caught.value.remedy.endswith(".")
    assert shown(root) == shown(tree("<p>a</p><p>b</p>"))
