"""What a booklet says of its accessibility is what its pages show, and no more."""

import dataclasses
import datetime as dt
import re
from pathlib import Path

import pytest
from lxml import etree

from presskit.build import build
from presskit.document import Conformance, Page, Resource, Series
from presskit.project import open_project
from presskit.request import Request
from presskit.writers import epub
from presskit.writers.epub import access, navigation
from presskit.writers.epub.xhtml import read
from tests.kit.reading import OPF, Booklet
from tests.unit.test_epub_writer import SAID, document, page, unpacked

Pairs = list[tuple[str, str]]


def claimed(
    *pages: Page, css: str = "", resources: tuple[Resource, ...] = (), printed: int = 0
) -> dict[str, list[str]]:
    chapters = [read(p) for p in pages]
    sheets = [Resource("styles/base.css", "text/css", css.encode())]
    contents = navigation.contents(chapters)
    found: dict[str, list[str]] = {}
    for name, value in access.claims(access.Shown(chapters, sheets, resources, contents, printed)):
        found.setdefault(name.removeprefix("schema:"), []).append(value)
    return found


GOOD = page("one", '<h1>One</h1><h2>Part</h2><img src="a.png" alt="A road"/>')


def test_a_sound_book_claims_all_that_was_found() -> None:
    found = claimed(GOOD, css="p { font-size: 1em }", printed=3)
    assert found["accessMode"] == ["textual", "visual"]
    assert found["accessModeSufficient"] == ["textual"]
    assert found["accessibilityHazard"] == ["none"]
    assert found["accessibilityFeature"] == [
        "alternativeText",
        "displayTransformability",
        "pageBreakMarkers",
        "pageNavigation",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
    ]


@pytest.mark.parametrize(
    ("feature", "body", "css"),
    [
        ("alternativeText", '<h1>One</h1><img src="a.png" alt=" "/>', ""),
        ("alternativeText", '<h1>One</h1><img src="a.png"/>', ""),
        ("alternativeText", "<h1>One</h1>", ""),
        ("structuralNavigation", "<h1>One</h1><h3>Part</h3>", ""),
        ("structuralNavigation", "<h2>One</h2>", ""),
        ("structuralNavigation", "<p>One</p>", ""),
        ("tableOfContents", "<p>One</p>", ""),
        ("displayTransformability", "<h1>One</h1>", "p { font-size: 12px }"),
        ("displayTransformability", "<h1>One</h1>", "p { font: 9pt serif }"),
        ("readingOrder", "<h1>One</h1>", "p { order: 2 }"),
        ("readingOrder", "<h1>One</h1>", "p { flex-direction: row-reverse }"),
        ("pageNavigation", "<h1>One</h1>", ""),
        ("ARIA", "<h1>One</h1>", ""),
        ("longDescription", '<h1>One</h1><img src="a.png" alt="A" aria-details="x"/>', ""),
    ],
)
def test_what_is_not_found_is_not_claimed(feature: str, body: str, css: str) -> None:
    assert feature not in claimed(page("one", body), css=css)["accessibilityFeature"]


def test_roles_and_long_descriptions_are_claimed_where_they_are() -> None:
    body = '<section role="doc-chapter"><h1>One</h1><p id="x">All</p></section>'
    found = claimed(page("one", f'{body}<img src="a.png" alt="A" aria-details="x"/>'))
    assert {"ARIA", "longDescription"} <= set(found["accessibilityFeature"])


def test_a_picture_for_decoration_is_no_way_of_reading() -> None:
    found = claimed(page("one", '<h1>One</h1><img src="a.png" alt="" role="presentation"/>'))
    assert found["accessMode"] == ["textual"]
    assert found["accessModeSufficient"] == ["textual"]


def test_pictures_without_words_are_needed_and_said_to_be_missed() -> None:
    found = claimed(page("one", '<h1>One</h1><img src="a.png" alt=""/>'))
    assert found["accessModeSufficient"] == ["textual,visual"]
    assert "Not every picture has a text alternative." in found["accessibilitySummary"][0]


SVG = '<svg xmlns="http://www.w3.org/2000/svg"><{}/></svg>'


@pytest.mark.parametrize(
    ("body", "css", "resource"),
    [
        ("<h1>One</h1><video/>", "", None),
        (f"<h1>One</h1>{SVG.format('animate')}", "", None),
        ("<h1>One</h1>", "p { animation: x 1s }", None),
        ("<h1>One</h1>", "", ("image/gif", b"")),
        ("<h1>One</h1>", "", ("audio/mpeg", b"")),
        ("<h1>One</h1>", "", ("image/svg+xml", SVG.format("animate").encode())),
    ],
)
def test_no_hazard_is_ruled_out_where_something_may_move(
    body: str, css: str, resource: tuple[str, bytes] | None
) -> None:
    files = (Resource("x", *resource),) if resource else ()
    assert claimed(page("one", body), css=css, resources=files)["accessibilityHazard"] == [
        "unknown"
    ]
    still = (Resource("x", "image/svg+xml", SVG.format("path").encode()),)
    assert claimed(page("one", "<h1>One</h1>"), resources=still)["accessibilityHazard"] == ["none"]


def properties(package: bytes) -> Pairs:
    metas = etree.fromstring(package).iter(f"{OPF}meta")
    return [
        (m.get("property") or m.get("name") or "", m.text or m.get("content") or "") for m in metas
    ]


def test_conformance_is_claimed_only_in_a_persons_name() -> None:
    plain = unpacked(document(GOOD))["EPUB/content.opf"]
    assert not re.search(rb"conformsTo|certif", plain)
    word = Conformance("EPUB Accessibility 1.1 - WCAG 2.2 Level AA", "Ann", dt.date(2026, 11, 23))
    signed = dataclasses.replace(
        document(GOOD), metadata=dataclasses.replace(SAID, conformance=word)
    )
    package = unpacked(signed)["EPUB/content.opf"]
    said = properties(package)
    assert ("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA") in said
    assert ("a11y:certifiedBy", "Ann") in said
    assert b'<meta property="dcterms:date" refines="#certifier">2026-11-23<' in package


@pytest.mark.parametrize(("number", "place"), [(0, []), (3, ["3"])])
def test_a_series_is_named_as_new_and_as_old_readers_ask(number: int, place: list[str]) -> None:
    given = dataclasses.replace(SAID, series=Series("Kits & more", number))
    made = dataclasses.replace(document(GOOD), metadata=given)
    said = properties(unpacked(made)["EPUB/content.opf"])
    assert ("belongs-to-collection", "Kits & more") in said
    assert ("collection-type", "series") in said
    assert ("calibre:series", "Kits & more") in said
    assert [v for k, v in said if k == "group-position"] == place
    assert [v for k, v in said if k == "calibre:series_index"] == place


def test_the_content_can_sign_and_name_a_series(minimal: Path) -> None:
    film = minimal / "content" / "minimal" / "film.yaml"
    film.write_text(
        film.read_text("utf-8") + "accessibility: {conforms_to: EPUB Accessibility 1.1 -"
        " WCAG 2.2 Level AA, certified_by: Ann Archer, date: 2026-11-22}\n"
        "series: {title: Kits, number: 2}\n",
        "utf-8",
    )
    request = Request(("booklet",), target=minimal / "kit")
    build(open_project(minimal), film.parent, request, lambda *_: None)
    package = Booklet(minimal / "kit" / "minimal-booklet.epub").files["EPUB/content.opf"]
    said = properties(package)
    assert ("a11y:certifiedBy", "Ann Archer") in said
    assert ("group-position", "2") in said


def test_the_writer_names_pages_only_if_it_was_asked_to() -> None:
    assert epub.write(document(GOOD)).found == ()
