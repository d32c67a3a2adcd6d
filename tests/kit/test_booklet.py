"""The booklet as a reading system finds it: container, package, contents, fonts, links."""

import io
import posixpath
import re
import zipfile

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image

from presskit.model import Film
from tests.kit.reading import OPF, XHTML, Booklet, words

DC = "{http://purl.org/dc/elements/1.1/}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


def headings(tree: etree._Element) -> list[tuple[str, str, str]]:
    """(level, id, words) of each heading of the first two levels, without its small print."""
    found = []
    for heading in tree.iter(f"{XHTML}h1", f"{XHTML}h2"):
        small = [words(s) for s in heading.iter(f"{XHTML}small")]
        label = " ".join(words(heading).split())
        for part in small:
            label = label.removesuffix(part).strip()
        found.append((str(heading.tag)[-1], heading.get("id") or "", label))
    return found


def entries(booklet: Booklet, kind: str) -> list[tuple[str, str]]:
    """(address, label) of each entry of a list of the navigation document."""
    (listed,) = [
        n for n in booklet.trees["nav.xhtml"].iter(f"{XHTML}nav") if n.get(EPUB_TYPE) == kind
    ]
    return [
        (a.get("href") or "", "".join(map(str, a.itertext()))) for a in listed.iter(f"{XHTML}a")
    ]


def test_the_container_opens_with_its_kind_stored_as_it_is(booklet: Booklet) -> None:
    with zipfile.ZipFile(booklet.path) as book:
        first, *others = book.infolist()
    assert (first.filename, first.compress_type, first.extra) == (
        "mimetype",
        zipfile.ZIP_STORED,
        b"",
    )
    assert booklet.files["mimetype"] == b"application/epub+zip"
    assert {entry.date_time for entry in others} == {(1980, 1, 1, 0, 0, 0)}


def test_the_contents_name_every_chapter_and_part_by_its_heading(booklet: Booklet) -> None:
    wanted = []
    for name, tree in booklet.trees.items():
        if name in ("text/cover.xhtml", "nav.xhtml"):
            continue
        (level, _, first), *rest = headings(tree)
        assert level == "1", f"{name} opens with a heading of another level"
        wanted.append((name, first))
        if not re.search("colophon|sources|disputes", name):
            wanted += [(f"{name}#{anchor}", label) for _, anchor, label in rest]
    assert entries(booklet, "toc") == wanted


def test_old_readers_find_the_same_contents(booklet: Booklet) -> None:
    tree = etree.fromstring(booklet.files["EPUB/toc.ncx"])
    points = [
        (p.find(f"{NCX}content"), p.find(f"{NCX}navLabel/{NCX}text"))
        for p in tree.iter(f"{NCX}navPoint")
    ]
    found = [(c.get("src"), t.text) for c, t in points if c is not None and t is not None]
    assert found == entries(booklet, "toc")


def test_landmarks_lead_to_cover_title_page_contents_text_and_back(booklet: Booklet) -> None:
    assert [href for href, _ in entries(booklet, "landmarks")] == [
        "text/cover.xhtml",
        "text/titlepage.xhtml",
        "nav.xhtml#toc",
        "text/synopses.xhtml",
        "text/disputes.xhtml",
    ]


def test_the_compiler_is_the_author_and_the_makers_are_contributors(
    booklet: Booklet, film: Film
) -> None:
    metadata = booklet.package[0]
    roles: dict[str, list[str]] = {}
    for meta in metadata.iter(f"{OPF}meta"):
        if meta.get("property") == "role":
            roles.setdefault(str(meta.get("refines"))[1:], []).append(str(meta.text))

    def agents(kind: str) -> dict[str, list[str]]:
        return {str(a.text): roles[str(a.get("id"))] for a in metadata.iter(f"{DC}{kind}")}

    assert agents("creator") == {film.about.compiled_by.name: ["aut"]}
    assert set(agents("contributor")) == {"Amy Lerner", "Richard Heeley"}
    assert "drt" in agents("contributor")["Richard Heeley"]
    assert "Hall, Rod" in [s.text for s in metadata.iter(f"{DC}subject")]
    assert [d.text for d in metadata.iter(f"{DC}date")] == [film.about.date.isoformat()]


def test_the_cover_is_a_picture_of_the_size_that_shops_ask_for(booklet: Booklet) -> None:
    (item,) = [
        i for i in booklet.package.iter(f"{OPF}item") if i.get("properties") == "cover-image"
    ]
    with Image.open(io.BytesIO(booklet.files[f"EPUB/{item.get('href')}"])) as cover:
        assert (cover.format, cover.size) == ("JPEG", (1600, 2560))


def test_fonts_are_cut_down_and_keep_their_notice_and_licence(booklet: Booklet) -> None:
    text = "".join("".join(map(str, tree.itertext())) for tree in booklet.trees.values())
    fonts = {name: data for name, data in booklet.files.items() if name.endswith(".ttf")}
    assert len(fonts) >= 4
    for name, data in fonts.items():
        font = TTFont(io.BytesIO(data))
        kept = {record.nameID for record in font["name"].names}
        assert {0, 13, 14} <= kept, f"{name}: copyright, licence and its address"
        extra = set(font.getBestCmap()) - {ord(c) for c in text} - set(range(0x20, 0x7F))
        assert len(extra) < 20, f"{name} holds characters that the booklet does not set"


def test_every_character_is_in_a_font_of_the_booklet(booklet: Booklet) -> None:
    fonts = [TTFont(io.BytesIO(d)) for n, d in booklet.files.items() if n.endswith(".ttf")]
    known = {c for font in fonts for c in font.getBestCmap()}
    for name, tree in booklet.trees.items():
        lost = {c for c in "".join(map(str, tree[-1].itertext())) if ord(c) not in known}
        assert lost <= {"\n"}, name


def test_the_first_style_sheet_leaves_colour_and_ground_to_the_reader(booklet: Booklet) -> None:
    sheet = booklet.files["EPUB/styles/base.css"].decode()
    page = re.findall(r"(?<![-.\w])(?:html|body)[\w.]* *{([^}]*)}", sheet)
    assert page
    assert not [rule for rule in page if re.search("color|background|font-family", rule)]
    assert set(re.findall(r"(?<![-\w])color: *([^;} ]+)", sheet)) <= {"inherit"}
    assert "background" not in sheet


def test_every_picture_has_a_description(booklet: Booklet) -> None:
    pictures = [p for tree in booklet.trees.values() for p in tree.iter(f"{XHTML}img")]
    assert len(pictures) >= 3
    assert [p.get("src") for p in pictures if len(p.get("alt") or "") < 10] == []


def test_every_address_leads_to_something_in_the_booklet_or_is_public(booklet: Booklet) -> None:
    anchors = {
        name: {e.get("id") for e in tree.iter() if e.get("id")}
        for name, tree in booklet.trees.items()
    }
    seen = 0
    for name, tree in booklet.trees.items():
        for element in tree.iter():
            address = element.get("href") or element.get("src")
            if not address or re.match("https://|mailto:", address):
                continue
            seen += 1
            file, _, anchor = address.partition("#")
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), file)) if file else name
            )
            assert f"EPUB/{target}" in booklet.files, f"{name}: {address}"
            assert not anchor or anchor in anchors[target], f"{name}: {address}"
    assert seen > 50


@pytest.mark.parametrize("trace", [b"/work/", b"/tmp/", b"/home/", b"file:", b"kit.invalid"])
def test_no_path_of_the_machine_that_built_it_is_in_the_booklet(
    booklet: Booklet, trace: bytes
) -> None:
    assert [name for name, data in booklet.files.items() if trace in data] == []
