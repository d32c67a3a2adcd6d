"""Every kind of file gives the same words, with places."""

from pathlib import Path

import docx
import pytest
from ebooklib import epub

from presskit.diagnostics import PresskitError
from presskit.proofread.reading import plain, read, words

WORDS = (
    "One More Win is a film.\n\nRod Hall raced in Baja for a very long time, and then once more."
)


def said(file: Path) -> list[str]:
    return [block.text for block in read(file, file.name)]


@pytest.fixture
def paragraphs() -> list[str]:
    return WORDS.split("\n\n")


def test_plain_text(tmp_path: Path, paragraphs: list[str]) -> None:
    file = tmp_path / "a.txt"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        file.write_bytes(WORDS.encode(encoding))
        assert said(file) == paragraphs
    file.write_bytes("Aïcha".encode("cp1252"))
    assert said(file) == ["Aïcha"]


def test_a_place_is_the_line_and_the_column() -> None:
    (block,) = plain("A first line that is long enough to be wrapped here,\nand a second", "a.txt")
    assert str(block.place(block.text.index("second"))) == "a.txt:2:7"


def test_markdown_without_its_marks(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\ntitle: x\n---\n# A **head**\n\nSee [the film](https://a.example/1969).\n")
    assert said(file) == ["A head", "See the film."]
    assert str(read(file, "a.md")[1].place(5)) == "a.md:6"


def test_html_as_it_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    page = "<html><head><style>p {}</style></head><body><p>One\n<b>Mo\u00adre</b>\u00a0Win</p>"
    file.write_text(page + "<script>49</script><ul><li>a<li>b</ul></body></html>", "utf-8")
    assert said(file) == ["One More Win", "a", "b"]


def test_word(tmp_path: Path, paragraphs: list[str]) -> None:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.add_table(1, 1).cell(0, 0).text = "405 starters"
    document.save(str(tmp_path / "a.docx"))
    assert said(tmp_path / "a.docx") == [*paragraphs, "405 starters"]
    block = read(tmp_path / "a.docx", "a.docx")[1]
    assert str(block.place(3)) == "a.docx, paragraph 2"


def test_epub(tmp_path: Path, paragraphs: list[str]) -> None:
    book = epub.EpubBook()
    book.set_identifier("x")
    book.set_title("x")
    page = epub.EpubHtml(title="x", file_name="one.xhtml")
    page.content = "".join(f"<p>{p}</p>" for p in paragraphs)
    book.add_item(page)
    for item in (epub.EpubNcx(), epub.EpubNav()):
        book.add_item(item)
    book.spine = [page]
    epub.write_epub(str(tmp_path / "a.epub"), book)
    assert said(tmp_path / "a.epub") == paragraphs
    assert str(read(tmp_path / "a.epub", "a.epub")[0].place(3)) == "a.epub, one.xhtml"


@pytest.mark.parametrize("name", ["a.pages", "a.pdf", "a.docx", "a.epub", "none.txt"])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    if name.startswith("a"):
        (tmp_path / name).write_bytes(b"nothing of the kind")
    with pytest.raises(PresskitError) as raised:
        read(tmp_path / name, name)
    assert raised.value.found[0].code == "PK812"


def test_words_are_counted_as_an_editor_does() -> None:
    assert words(plain("Half a – hundred.\n\n50", "a")) == 4
