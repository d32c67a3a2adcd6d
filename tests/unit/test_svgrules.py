"""A drawing is shapes and words; what reaches out, runs or never ends is refused."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from presskit import svgrules
from presskit.svgrules import DrawingError, checked, leads_away, page_faults

RASTER = "data:image/png;base64,iVBORw0KGgo="
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'

ALLOWED = [
    '<rect width="4" height="4" fill="#804020" stroke="none"/>',
    '<g id="a"><path d="M0 0L4 4z"/></g><use href="#a" x="3"/>',
    f'<use {XLINK} xlink:href="#a"/>',
    '<mask id="b"><rect fill="red"/></mask><rect mask="url(#b)"/>',
    "<rect style=\"fill: url('#b'); stroke: red\"/>",
    f'<image href="{RASTER}" width="1" height="1"/>',
    "<style>.a { fill: red; clip-path: url(#c) }</style>",
    '<text x="1" font-family="Literata" aria-hidden="true" xml:lang="fr">Mots</text>',
    "<!-- drawn by hand -->",
]

REFUSED = [
    "<script>go()</script>",
    '<rect onclick="go()"/>',
    "<foreignObject><p/></foreignObject>",
    '<image href="https://example.com/a.png"/>',
    '<image href="a.png"/>',
    f'<image {XLINK} xlink:href="file:///etc/passwd"/>',
    '<image href="data:image/svg+xml;base64,AAAA"/>',
    '<use href="other.svg#a"/>',
    f'<use href="{RASTER}"/>',
    '<feImage href="a.png"/>',
    '<a href="#b"><rect/></a>',
    '<rect fill="url(https://example.com/a#b)"/>',
    '<rect fill="url(//example.com/a"/>',
    '<rect style="fill: u\\72l(a)"/>',
    "<style>@import 'a.css';</style>",
    "<style>.a { fill: url(a.svg#b) }</style>",
    '<style>.a { background: image-set("a.png" 1x) }</style>',
    '<animate attributeName="x"/>',
    '<set attributeName="href" to="a"/>',
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
    '<rect xml:base="https://example.com/"/>',
    "<?php go() ?>",
    '<iframe src="a"/>',
    "<SCRIPT/>",
]


def drawn(inner: str, before: str = "") -> str:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inner}</svg>'


@pytest.mark.parametrize("inner", ALLOWED)
def test_shapes_and_words_stay_as_they_are(inner: str) -> None:
    assert checked(drawn(inner)) == drawn(inner)


@pytest.mark.parametrize("inner", REFUSED)
def test_what_reaches_out_or_runs_is_refused(inner: str) -> None:
    with pytest.raises(DrawingError):
        checked(drawn(inner))


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>',
        '<?xml-stylesheet href="https://example.com/a.css"?>',
    ],
)
def test_nothing_is_declared_before_it(before: str) -> None:
    with pytest.raises(DrawingError):
        checked(drawn("<rect/>", before))


def test_references_that_lead_back_are_refused() -> None:
    for inner in (
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g><use href="#a"/>',
        '<pattern id="p"><rect fill="url(#p)"/></pattern><rect fill="url(#p)"/>',
    ):
        with pytest.raises(DrawingError, match="back to themselves"):
            checked(drawn(inner))


def test_a_small_drawing_may_not_stand_for_a_large_one() -> None:
    parts = ['<g id="u0"><rect/></g>']
    for i in range(1, 9):
        uses = f'<use href="#u{i - 1}"/>' * 10
        parts.append(f'<g id="u{i}">{uses}</g>')
    with pytest.raises(DrawingError, match=r"make .* elements"):
        checked(drawn("".join(parts)))


def test_a_drawing_may_not_be_too_large() -> None:
    with pytest.raises(DrawingError, match="elements"):
        checked(drawn("<rect/>" * svgrules.MAX_ELEMENTS))


@pytest.mark.parametrize(
    "markup",
    [
        "<script>go()</script>",
        "<iframe src='a'/>",
        "<p onclick='go()'>a</p>",
        "<base href='https://example.com/'/>",
        "<p style='content: url(https://example.com/a)'>a</p>",
        "<style>p { cursor: url(file:///a) }</style>",
        "<AUDIO src='a'/>",
    ],
)
def test_a_page_may_not_hold_what_engines_pass_over(markup: str) -> None:
    assert list(page_faults(etree.fromstring(f"<div>{markup}</div>")))


def test_a_page_may_name_what_is_in_the_kit() -> None:
    page = "<div style='background: url(art/cover.svg)'><img src='images/a.jpg' alt=''/></div>"
    assert list(page_faults(etree.fromstring(page))) == []


def test_addresses_of_a_disk_or_of_the_network_lead_away() -> None:
    away = ("https://a", "//a", "/etc", "file:///a", " HTTP://a", "data:text/html,a", "c:a")
    assert all(map(leads_away, away))
    assert not any(map(leads_away, ("art/a.svg", "#a", RASTER, "../images/a.png", "a")))


NAMES = st.sampled_from([*sorted(svgrules.ELEMENTS), "script", "foreignObject", "a", "feImage"])
KEYS = st.sampled_from(["href", "fill", "style", "id", "onload", "d", "src", "clip-path"])
VALUES = st.sampled_from(["#a", "url(#a)", "url(a)", "URL( 'http://x' )", "http://x", "a", RASTER])
ONES = st.tuples(NAMES, st.dictionaries(KEYS, VALUES, max_size=3))


@settings(deadline=None, max_examples=200)
@given(st.lists(ONES, max_size=6))
def test_what_is_accepted_refers_to_itself_alone(ones: list[tuple[str, dict[str, str]]]) -> None:
    pairs = ((name, "".join(f' {k}="{v}"' for k, v in given.items())) for name, given in ones)
    svg = drawn("".join(f"<{name}{attributes}/>" for name, attributes in pairs))
    try:
        root = etree.fromstring(checked(svg))
    except DrawingError:
        return
    for element in root.iter(etree.Element):
        assert etree.QName(element).localname in svgrules.ELEMENTS
        for key, value in element.attrib.items():
            assert not str(key).startswith("on")
            if str(key) == "href":
                assert str(value) in ("#a", RASTER)
            assert "url(a)" not in str(value)
            assert "URL(" not in str(value)


@settings(deadline=None, max_examples=200)
@given(st.text("<>/svg=\"'&#;![]-? xmlnhtpuse:a", max_size=60))
def test_any_text_is_a_drawing_or_is_refused(text: str) -> None:
    for svg in (text, drawn(text)):
        with contextlib.suppress(DrawingError):
            assert checked(svg) == svg
