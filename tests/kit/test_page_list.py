"""Pages shared with print: what follows each marker of a booklet is what that PDF page begins with.

The PDF is read as assistive technology reads it: by its tags, with pdfium. Nothing here knows how
the markers were set.
"""

import copy
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from PIL import Image

from presskit.build import build
from presskit.project import open_project
from presskit.request import Request
from tests.conftest import MINIMAL, ROOT
from tests.kit.conftest import CONTENT, Once
from tests.kit.pdftext import tagged
from tests.kit.reading import OPF, XHTML, Booklet, words

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"

FIGURE = "50"
"""What page 7 of One More Win has on paper alone before its first words."""

HEAD = "whenwhat"
"""The head of a table, which stands again on every page that the table runs over to."""

HERE = "\ue000"


def letters(text: str) -> str:
    """A text without blanks, hyphens and capitals: no line end makes a difference."""
    return re.sub(r"[\s\u00ad\u2010\u2011\u2060\x02\ufffe-]", "", text).casefold()


# ------------------------------------------------------------ the pages of a PDF


def printed_words(file: Path) -> dict[str, str]:
    """The letters of each page in the order of its tags, by the page's label; no figures."""
    pdf = pypdfium2.PdfDocument(file)
    return {pdf.get_page_label(n): letters("".join(tagged(page))) for n, page in enumerate(pdf)}


# ------------------------------------------------------------ the markers of a booklet


def marked(booklet: Booklet) -> dict[str, tuple[str, str]]:
    """Each page's label: the address of its marker, and the words that follow it in its block."""
    found = {}
    for name, shared in booklet.trees.items():
        tree = copy.deepcopy(shared)
        for spoken in tree.iterfind(f".//{XHTML}*[@class='spoken']"):
            spoken.text = ""  # for listeners, who have no page before them
        for marker in tree.iter(f"{XHTML}span"):
            if marker.get("role") == "doc-pagebreak":
                marker.text = HERE
                text = words(tree[-1])
                marker.text = ""
                after = text.partition(HERE)[2].lstrip().partition("\n")[0]
                label = marker.get("aria-label") or ""
                found[label] = (f"{name}#{marker.get('id')}", after)
    return found


def listed(booklet: Booklet) -> list[tuple[str, str]]:
    """(label, address) of each entry of the page list."""
    (nav,) = booklet.trees["nav.xhtml"].iterfind(f".//{XHTML}nav[@role='doc-pagelist']")
    assert nav.get(EPUB_TYPE) == "page-list"
    assert nav.get("hidden") is not None
    return [("".join(map(str, a.itertext())), a.get("href") or "") for a in nav.iter(f"{XHTML}a")]


def begins(page: str, after: str, last: str) -> bool:
    """Whether a page begins with these words, or with the rest of the first of them."""
    wanted, first = letters(after)[:60], letters(after.partition(" ")[0])
    return page.startswith(wanted) or any(
        page.startswith(wanted[n:]) and last.endswith(wanted[:n]) for n in range(1, len(first))
    )


def compared(booklet: Booklet, pdf: Path, on_paper_alone: str = "") -> None:
    """Hold every page of the PDF against the marker of its label."""
    pages, marks = printed_words(pdf), marked(booklet)
    assert set(marks) == set(pages)
    wrong, last = {}, ""
    for label, found in pages.items():
        after = marks[label][1]
        if not begins(found, after, last) and not begins(
            found.removeprefix(on_paper_alone), after, last
        ):
            wrong[label] = (found[:60], after)
        last = found
    assert wrong == {}


# ------------------------------------------------------------ One More Win


@pytest.fixture(scope="module")
def a4(kit: Path) -> Path:
    return kit / "one-more-win-press-kit-a4.pdf"


def test_each_marker_stands_before_the_first_words_of_its_page(booklet: Booklet, a4: Path) -> None:
    compared(booklet, a4, FIGURE)


def test_what_follows_a_marker_is_words_of_the_text_but_on_the_cover(booklet: Booklet) -> None:
    silent = [label for label, (_, after) in marked(booklet).items() if not after]
    assert silent == ["1"]
    cover = booklet.trees["text/cover.xhtml"]
    (marker,) = cover.iterfind(f".//{XHTML}span")
    following = marker.getnext()
    assert following is not None
    assert following.get("role") == "doc-cover"


def test_the_list_names_every_page_of_the_pdf_in_its_order(booklet: Booklet, a4: Path) -> None:
    pages = listed(booklet)
    assert [label for label, _ in pages] == list(printed_words(a4))
    assert dict(pages) == {label: address for label, (address, _) in marked(booklet).items()}


def test_old_readers_find_the_same_pages(booklet: Booklet) -> None:
    tree = etree.fromstring(booklet.files["EPUB/toc.ncx"])
    targets = list(tree.iter(f"{NCX}pageTarget"))
    found = [(t.get("value"), c.get("src")) for t in targets for c in t.iter(f"{NCX}content")]
    assert found == listed(booklet)
    orders = [int(e.get("playOrder") or 0) for e in tree.iter() if e.get("playOrder")]
    assert orders == list(range(1, len(orders) + 1))
    counted = {m.get("name"): m.get("content") for m in tree.iter(f"{NCX}meta")}
    assert counted["dtb:totalPageCount"] == counted["dtb:maxPageNumber"] == str(len(found))


def test_the_package_names_the_pages_and_whose_they_are(booklet: Booklet, a4: Path) -> None:
    said = [(m.get("property"), m.text) for m in booklet.package.iter(f"{OPF}meta")]
    assert ("schema:accessibilityFeature", "pageBreakMarkers") in said
    assert ("schema:accessibilityFeature", "pageNavigation") in said
    (source,) = [text or "" for name, text in said if name == "pageBreakSource"]
    assert a4.name in source
    assert "One More Win" in source


# ------------------------------------------------------------ other pages

Made = Callable[[str, Callable[[Path], None], str, str], tuple[Booklet, Path]]


@pytest.fixture(scope="module")
def made(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Builds a project with a booklet and the kit whose pages it shares; both of them."""

    def make(
        name: str, write: Callable[[Path], None], film: str, paper: str
    ) -> tuple[Booklet, Path]:
        def build_it(target: Path) -> None:
            root = tmp_path_factory.mktemp(name)
            write(root)
            options = f"{{format: pdf, shell: kit, options: {{paper: {paper}}}}}"
            (root / "presskit.yaml").write_text(
                "theme: default\neditions:\n  paper: " + options + "\n"
                "  booklet: {format: epub, pages_from: paper}\n"
            )
            project = open_project(root)
            folder = root / "content" / film
            report = build(project, folder, Request(target=target), lambda *_: None)
            said = {d.code for d in report.found if d.severity == "error"}
            assert report.artifacts, [str(d) for d in report.found]
            assert not said
            assert "PK530" not in {d.code for d in report.found}

        folder = once(name, build_it)
        return Booklet(folder / f"{film}-booklet.epub"), folder / f"{film}-paper.pdf"

    return make


def test_another_theme_and_paper_share_their_pages_as_exactly(made: Made) -> None:
    def write(root: Path) -> None:
        shutil.copytree(CONTENT, root / "content" / "one-more-win")

    booklet, pdf = made("plain-theme", write, "one-more-win", "letter")
    compared(booklet, pdf, HEAD)
    assert len(marked(booklet)) > 20


SAID = """{who} kept the {n} thousandth kilometre for the characteristically *uninterrupted
stretch* between Ensenada and La Paz, where **administrative** straightforwardness goes unnoticed;
counterintuitively, {n} schoolteachers with binoculars had photographed them incomprehensibly
before, and the well-known half-forgotten record-keeper wrote “{n}” beside Straße and œuvre."""


def long_film(root: Path) -> None:
    """A film whose texts, table and interview run over many pages, and one with pictures."""
    shutil.copytree(MINIMAL, root, dirs_exist_ok=True)
    folder = root / "content" / "minimal"
    some = [[SAID.format(who=who, n=n) for who in ("Nobody", "Some", "We")] for n in range(48)]
    parts = ["\n".join(said[: 1 + n % 3]) for n, said in enumerate(some)]
    parts[7] = "# A heading {fact}`minutes` within"
    parts[20] = "- one of\n- a list\n- of things"
    parts[33] = "> " + parts[33].replace("\n", "\n> ")
    (folder / "text/notes.md").write_text("---\ntitle: Notes\n---\n\n" + "\n\n".join(parts))
    talk = "".join(f"\n## Why {n}?\n\n{SAID.format(who='They', n=n)}\n" for n in range(20))
    head = (folder / "interviews/archer.md").read_text().partition("\n## ")[0]
    (folder / "interviews/archer.md").write_text(head + "\n" + talk)
    entries = "".join(
        f"      - {{kind: win, date: {1920 + n}, event: Race {n}, result: Win,"
        f" note: {SAID.format(who='All', n=n).partition(';')[0]!r}, sources: [log]}}\n".replace(
            "\\n", " "
        )
        for n in range(40)
    )
    (folder / "accolades.yaml").write_text(f"groups:\n  - title: Wins\n    entries:\n{entries}")
    stills = []
    (folder / "stills").mkdir()
    for n in range(5):
        Image.new("RGB", (2400, 1500), (40 * n, 90, 120)).save(folder / f"stills/s{n}.jpg")
        stills.append(
            f"  - {{id: s{n}, title: Still {n}, file: s{n}.jpg, caption: Seen {n}., alt: Road {n}.,"
            ' photographer: Ann Archer, credit: "Photo: Ann Archer", copyright: © A,'
            " terms: for the press}\n"
        )
    (folder / "stills.yaml").write_text("stills:\n" + "".join(stills))


def test_a_page_that_begins_within_a_paragraph_is_marked_at_its_word(made: Made) -> None:
    """Within words too: there the marker stands before the whole word."""
    booklet, pdf = made("long-film", long_film, "minimal", "a4")
    marks = marked(booklet)
    compared(booklet, pdf, HEAD)
    assert len(marks) > 25
    within, pictures = 0, 0
    for tree in booklet.trees.values():
        for marker in tree.iter(f"{XHTML}span"):
            if marker.get("role") == "doc-pagebreak":
                text = str(marker.xpath("string(preceding-sibling::node()[1][self::text()])"))
                following = marker.getnext()
                pictures += following is not None and following.tag == f"{XHTML}img"
                within += bool(text.strip())
                assert not text[-1:].isalnum(), "a marker stands within a word"
    assert within > 4, "the film is not long enough to try anything"
    assert pictures > 1, "no page but the cover begins with a picture"


def test_a_booklet_alone_says_that_it_names_no_pages(tmp_path: Path) -> None:
    request = Request(("booklet",), target=tmp_path / "kit")
    report = build(open_project(ROOT), CONTENT, request, lambda *_: None)
    assert [(d.code, d.severity) for d in report.found if d.code == "PK530"] == [("PK530", "note")]
    booklet = Booklet(tmp_path / "kit" / "one-more-win-booklet.epub")
    assert marked(booklet) == {}
    everything = b"".join(booklet.files.values())
    assert b"page-list" not in booklet.files["EPUB/nav.xhtml"]
    assert b"pageList" not in booklet.files["EPUB/toc.ncx"]
    assert b"pageBreak" not in everything
    assert b"pageNavigation" not in everything
