"""What should not be in an output, planted in it and found; and what looks like it, and is not."""

import base64
import html
import io
import zipfile
from collections.abc import Callable
from functools import partial
from urllib.parse import quote

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, String

from presskit.inspect.epub.vocabulary import EPUB
from presskit.inspect.leaks import (
    NOTHING,
    Watch,
    Withheld,
    digests,
    screened,
    search,
    squeezed,
    unsaid,
)
from tests.unit.inspect import plants

TITLE = "The last night in Ensenada"
CAPTION = "Ann Archer burns the only negative, which nobody is to know before the première."
SECRET = plants.jpeg(quality=33)
WATCH = Watch(
    withheld=(Withheld("the-last-night", unsaid((TITLE, CAPTION), ""), digests(SECRET)),),
    names=("annarcher", "studio-box-7"),
    folders=("/srv/films/one",),
)


def codes(data: bytes, name: str = "kit.txt", watch: Watch = WATCH) -> list[str]:
    return sorted({d.code for d in search(data, name, watch)})


def test_what_is_right_is_clean() -> None:
    """No plant, no finding: else the tests below would show nothing."""
    assert codes(plants.pdf(), "kit.pdf") == []
    assert codes(plants.book(), "kit.epub") == []
    assert codes(plants.packed({"a.txt": b"Words.", "b.jpg": plants.jpeg()}), "kit.zip") == []
    assert codes(plants.jpeg(), "a.jpg") == []
    assert codes(plants.pictured(plants.jpeg()), "kit.pdf") == []
    assert codes(plants.attached("facts.json", b'{"title": "One"}'), "kit.pdf") == []
    assert codes(plants.linked("https://example.org/home/ann/film"), "kit.pdf") == []


def test_an_archive_that_begins_with_a_pdf_is_no_pdf() -> None:
    files = {"sheet.pdf": plants.pictured(plants.jpeg()), "notes.txt": b"TODO: ask Ann"}
    found = search(plants.packed(files), "stills.zip", WATCH)
    assert [str(d.location) for d in found] == ["stills.zip/notes.txt:1"]


# ------------------------------------------------------------ PK720: what is withheld


IN_TEXTS = {
    "as it stands": f"Then: {TITLE}.",
    "over the end of a line": TITLE.replace(" night ", "\nnight\n  "),
    "divided": "the last night in Ense-\nnada",
    "with soft hyphens": "the last night in En\u00adse\u00adna\u00adda",
    "in capitals, with hard blanks": TITLE.upper().replace(" ", "\u00a0"),
    "as a name of a file": "the-last-night-in-ensenada",
    "in an address": f"https://example.org/{quote(TITLE)}",
    "in an address, all of it": "".join(f"%{byte:02X}" for byte in TITLE.encode()),
    "in HTML's numbers": "".join(f"&#x{ord(c):X};" for c in TITLE),
    "in JSON's escapes": "".join(f"\\u{ord(c):04x}" for c in TITLE),
    "in a PDF's escapes": "".join(f"\\{ord(c):03o}" for c in TITLE),
    "in a PDF's hexadecimal string": f"<{TITLE.encode().hex()}>",
    "the same in UTF-16": f"<FEFF{TITLE.encode('utf-16-be').hex()}>",
}


@pytest.mark.parametrize("text", IN_TEXTS.values(), ids=IN_TEXTS)
def test_withheld_words_are_found(text: str) -> None:
    assert codes(text.encode()) == ["PK720"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_withheld_words_are_found_in_every_encoding(encoding: str) -> None:
    assert codes(CAPTION.encode(encoding)) == ["PK720"]
    assert codes(b"\x93\x00" + CAPTION.encode(encoding) + b"\xff\xfe\x00", "a.bin") == ["PK720"]


IN_OUTPUTS = {
    "a page of a PDF": ("kit.pdf", plants.pdf(draw=f"BT /F 9 Tf 9 99 Td ({TITLE}) Tj ET".encode())),
    "its info": ("kit.pdf", plants.informed(Subject=TITLE)),
    "its info, in UTF-16": ("kit.pdf", plants.informed(Subject=CAPTION)),
    "a bookmark": (
        "kit.pdf",
        plants.pdf(
            lambda p: p.Root.__setattr__(
                "Outlines",
                p.make_indirect(
                    Dictionary(Type=Name.Outlines, First=Dictionary(Title=String(TITLE)))
                ),
            )
        ),
    ),
    "a destination": (
        "kit.pdf",
        plants.pdf(
            lambda p: p.Root.__setattr__(
                "Dests", Dictionary({"/the-last-night-in-ensenada": [p.pages[0].obj, Name.Fit]})
            )
        ),
    ),
    "a link": ("kit.pdf", plants.linked(f"https://example.org/?q={quote(TITLE)}")),
    "an object in a stream": (
        "kit.pdf",
        plants.pdf(
            lambda p: p.Root.__setattr__("Lost", p.make_indirect(Dictionary(A=String(TITLE)))),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        ),
    ),
    "an attached text": ("kit.pdf", plants.attached("facts.txt", TITLE.encode())),
    "an attached PDF": ("kit.pdf", plants.attached("b.pdf", plants.informed(Title=TITLE))),
    "an attachment's name": ("kit.pdf", plants.attached(f"{TITLE}.txt", b"Words.")),
    "a picture's metadata": (
        "kit.pdf",
        plants.pictured(plants.jpeg(xmp=f"<x><title>{TITLE}</title></x>".encode())),
    ),
    "a book's page, over tags": (
        "kit.epub",
        plants.book("<p>The <i>last</i> night in <b>Ens</b>enada</p>"),
    ),
    "its heading, broken into lines": (
        "kit.epub",
        plants.book("<h1>The last<br/>night</h1><p>in Ensenada</p>"),
    ),
    "some words of a long text": (
        "kit.txt",
        b"Then Ann Archer burns the only negative, which nobody is ever to know.",
    ),
    "its alternative text": ("kit.epub", plants.book(f'<img src="a.png" alt="{TITLE}"/>')),
    "its style sheet": ("kit.epub", plants.book(sheet=f'p::before {{ content: "{TITLE}" }}')),
    "an archive within an archive": (
        "kit.zip",
        plants.packed({"in.zip": plants.packed({"a.txt": TITLE.encode()})}),
    ),
    "a name in an archive": ("kit.zip", plants.packed({f"print/{TITLE}.txt": b"Words."})),
    "JSON": ("kit.json", f'{{"stills": [{{"title": "{TITLE}"}}]}}'.encode()),
}


@pytest.mark.parametrize(("name", "data"), IN_OUTPUTS.values(), ids=IN_OUTPUTS)
def test_withheld_words_are_found_wherever_they_are(name: str, data: bytes) -> None:
    found = search(data, name, WATCH)
    assert {d.code for d in found} == {"PK720"}
    assert all("“the-last-night”" in d.message for d in found)


@pytest.mark.parametrize(("name", "data"), IN_OUTPUTS.values(), ids=IN_OUTPUTS)
def test_a_message_does_not_tell_what_is_withheld(name: str, data: bytes) -> None:
    said = "\n".join(map(str, search(data, name, WATCH))).lower()
    assert "ensenada" not in said
    assert "negative" not in said


def test_a_finding_of_another_kind_does_not_tell_it_either() -> None:
    path = f"/home/ann/{TITLE.replace(' ', '-')}/a.jpg"
    found = search(path.encode(), "kit.txt", WATCH)
    assert {d.code for d in found} == {"PK720", "PK721"}
    assert "night-in" not in "\n".join(map(str, found))


HOLDERS: dict[str, Callable[[bytes], bytes]] = {
    "a PDF's page": plants.pictured,
    "an attachment": lambda picture: plants.attached("a.jpg", picture),
    "an archive": lambda picture: plants.packed({"print/a.jpg": picture}),
}


@pytest.mark.parametrize("holder", HOLDERS)
def test_a_withheld_picture_is_found(holder: str) -> None:
    assert codes(HOLDERS[holder](SECRET), "kit") == ["PK720"]
    relabelled = SECRET[:2] + b"\xff\xfe\x00\x07Words" + SECRET[2:]
    assert "PK720" in codes(HOLDERS[holder](relabelled), "kit"), "its pixels are the same"
    assert codes(HOLDERS[holder](plants.jpeg(quality=34)), "kit") == []


WORDS = st.lists(
    st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzäéøßñ"), min_size=3, max_size=9),
    min_size=3,
    max_size=7,
).map(" ".join)
ESCAPES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "quoted": quote,
    "wholly quoted": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "HTML": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "named": lambda text: html.escape(text).encode("ascii", "xmlcharrefreplace").decode(),
    "JSON": lambda text: "".join(f"\\u{ord(c):04X}" for c in text),
    "octal": lambda text: "".join(f"\\{byte:03o}" for byte in text.encode("latin-1")),
    "hexadecimal": lambda text: f"<feff{text.encode('utf-16-be').hex()}>",
    "divided": lambda text: text[: len(text) // 2] + "-\n" + text[len(text) // 2 :],
    "spaced": lambda text: text.replace(" ", " \u2009\n"),
    "capitals": str.upper,
}
PLACES: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "text": lambda text: ("kit.txt", text.encode()),
    "UTF-16": lambda text: ("kit.bin", b"\0" + text.encode("utf-16-le")),
    "info": lambda text: ("kit.pdf", plants.informed(Keywords=text)),
    "link": lambda text: ("kit.pdf", plants.linked(f"https://example.org/{text}")),
    "attached": lambda text: ("kit.pdf", plants.attached("a.txt", text.encode())),
    "page": lambda text: ("kit.epub", plants.book(f"<p>{html.escape(text)}</p>")),
    "entry": lambda text: ("kit.zip", plants.packed({"a/b.txt": text.encode()})),
    "comment": lambda text: ("kit.jpg", plants.jpeg(comment=text.encode())),
}


@settings(deadline=None, max_examples=150)
@given(WORDS, st.sampled_from(sorted(ESCAPES)), st.sampled_from(sorted(PLACES)), WORDS, WORDS)
def test_a_canary_is_found_at_any_place_in_any_form(
    canary: str, escape: str, place: str, before: str, after: str
) -> None:
    watch = Watch((Withheld("canary", (canary,)),))
    name, data = PLACES[place](f"{before} {ESCAPES[escape](canary)} {after}")
    assert "PK720" in codes(data, name, watch)


def test_words_that_go_on_over_pages_are_found_once() -> None:
    def two(made: pikepdf.Pdf) -> None:
        made.pages.append(made.pages[0])
        ends = (b"The last night", b"in Ensenada")
        for page, words in zip(made.pages, ends, strict=True):
            page.Contents = made.make_stream(b"BT /F 9 Tf 9 99 Td (%s) Tj ET" % words)

    (found,) = search(plants.pdf(two), "kit.pdf", WATCH)
    assert (found.code, found.location and found.location.within) == (
        "PK720",
        "words that go on over pages",
    )


def test_a_line_of_a_page_is_named() -> None:
    body = f"<p>Words.</p>\n\n<p>More\nof them.</p>\n<p>{TITLE}</p>"
    (found,) = search(plants.page(body), "a.xhtml", WATCH)
    text = plants.page(body).decode()
    assert found.location is not None
    assert found.location.line == text[: text.index(TITLE)].count("\n") + 1


def test_words_that_may_be_shown_are_not_looked_for() -> None:
    """What the film says besides, and single short words, would alarm for nothing."""
    said = "He drove. The last night in Ensenada was long."
    assert unsaid((TITLE, "Desert", "At the finish"), said) == ("At the finish",)
    other = Watch((Withheld("other", ("At the finish",)),))
    assert codes(b"What a tale: that the finisher won.", watch=other) == []


# ------------------------------------------------------------ PK721: traces of a machine

TRACES = {
    "a home": "see /home/ann/films/one.jpg",
    "root": "src=/root/film",
    "a Mac": "/Users/ann/Desktop/still.jpg",
    "a temporary file": "(/tmp/weasy-3f2a/page.html)",
    "Windows": r"C:\Users\Ann\one.docx",
    "Windows, with slashes": "C:/Users/Ann/one.docx",
    "a link to a file": "file:///srv/one.pdf",
    "a share": r"\\nas-4\press\one.pdf",
    "the project's folder": "in /srv/films/one/content",
    "escaped": "file%3A%2F%2F%2Fhome%2Fann%2Fone.pdf",
    "the user": "by AnnArcher, today",
    "the machine": "host=studio-box-7;",
}


@pytest.mark.parametrize("text", TRACES.values(), ids=TRACES)
def test_traces_of_a_machine_are_found(text: str) -> None:
    assert codes(text.encode()) == ["PK721"]
    assert codes(plants.informed(Producer=text), "kit.pdf") == ["PK721"]


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/home/ann/films",
        "https://example.org:8080/Users/ann",
        "and/or, home/away, 9/10",
        "the studio-box-70",
        "At 10:/ no path",
        "annarchers",
    ],
)
def test_what_looks_like_a_trace_is_none(text: str) -> None:
    assert codes(text.encode()) == []


def test_names_that_say_nothing_are_not_looked_for() -> None:
    said = "Rod Hall drove. Hummer."
    assert screened(["rod", "hall", "root", "bob", "build-server", "hummer"], said) == ()
    assert screened(["idasolberg", "studio-box-7"], said) == ("idasolberg", "studio-box-7")


def test_clocks_and_users_of_an_archive_are_found() -> None:
    field = b"UT\x05\x00\x03\x00\x00\x00\x60"
    assert codes(plants.packed({"a.txt": b"Words."}, extra=field), "kit.zip") == ["PK721"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt", (2026, 1, 2, 3, 4, 6)), "Words.")
        archive.writestr(zipfile.ZipInfo("b.txt", (2026, 1, 2, 3, 4, 8)), "Words.")
    assert codes(out.getvalue(), "kit.zip") == ["PK721"]


# ------------------------------------------------------------ PK722: private picture data

PRIVATE = {
    "a position": plants.jpeg(exif=plants.located()),
    "serial numbers": plants.jpeg(exif=plants.numbered()),
    "a comment": plants.jpeg(comment=b"Taken by me."),
    "a history": plants.jpeg(
        xmp=b'<x xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"><xmpMM:History/></x>'
    ),
    "something behind it": plants.jpeg() + plants.jpeg(),
}


@pytest.mark.parametrize("picture", PRIVATE.values(), ids=PRIVATE)
def test_private_data_of_a_picture_are_found(picture: bytes) -> None:
    assert codes(picture, "a.jpg") == ["PK722"]
    assert codes(plants.pictured(picture), "kit.pdf") == ["PK722"]
    assert codes(plants.packed({"a.jpg": picture}), "kit.zip") == ["PK722"]


def test_a_picture_within_a_page_is_looked_into() -> None:
    letters = base64.b64encode(PRIVATE["a position"]).decode()
    page = f'<img alt="" src="data:image/jpeg;base64,{letters}"/>'
    assert codes(plants.book(page), "kit.epub") == ["PK722"]


def test_words_for_the_press_are_not_private() -> None:
    """IPTC's older form, as archives of stills have it."""
    record = b"\x1c\x02\x74\x00\x0bAnn Archer."
    body = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(record).to_bytes(4) + record
    segment = b"\xff\xed" + (len(body) + 2).to_bytes(2) + body
    picture = plants.jpeg()
    assert codes(picture[:2] + segment + picture[2:], "a.jpg") == []


# ------------------------------------------------------------ PK723: notes left in

NOTES = ["TODO: ask Ann", "[TODO]", "he was born in TODO", "FIXME", "Lorem ipsum dolor", "XXXX",
         "[XXX]", "TODO check this"]  # fmt: skip


@pytest.mark.parametrize("text", NOTES)
def test_notes_that_were_left_in_are_found(text: str) -> None:
    assert codes(text.encode()) == ["PK723"]
    assert codes(plants.book(f"<p>{text}</p>"), "kit.epub") == ["PK723"]


@pytest.mark.parametrize(
    "text", ["TODO SOBRE MI MADRE", "todo el mundo", "Super Bowl XXX", "xXx", "the XXX. Olympiad"]
)
def test_words_of_other_tongues_are_no_notes(text: str) -> None:
    assert codes(text.encode()) == []


def test_what_is_to_be_confirmed_is_found_in_a_final_only() -> None:
    text = b"Runtime: to be confirmed"
    assert codes(text) == []
    assert codes(text, watch=Watch(final=True)) == ["PK723"]
    said = "what is still to be confirmed says so"
    own = Watch(final=True, said=squeezed(said))
    assert codes(said.encode(), watch=own) == [], "a sentence of the content"
    assert codes(text, watch=own) == ["PK723"]


# ------------------------------------------------------------ PK724: hidden text

HIDDEN_IN_PDF = {
    "invisible": b"BT 3 Tr /F 12 Tf 50 150 Td (Hidden words.) Tj ET",
    "outside": b"BT /F 12 Tf 50 450 Td (Hidden words.) Tj ET",
    "white on white": b"1 1 1 rg BT /F 12 Tf 50 150 Td (Hidden words.) Tj ET",
    "black on black": b"0 0 200 200 re f BT /F 12 Tf 50 150 Td (Hidden words.) Tj ET",
    "covered": b"BT /F 12 Tf 50 150 Td (Hidden words.) Tj ET 0 .5 0 rg 0 100 200 90 re f",
    "cut off": b"q 0 0 9 9 re W n BT /F 12 Tf 50 150 Td (Hidden words.) Tj ET Q",
    "tiny": b".01 0 0 .01 50 150 cm BT /F 12 Tf (Hidden words.) Tj ET",
}


@pytest.mark.parametrize("draw", HIDDEN_IN_PDF.values(), ids=HIDDEN_IN_PDF)
def test_text_of_a_page_that_nobody_sees_is_found(draw: bytes) -> None:
    assert codes(plants.pdf(draw=draw), "kit.pdf") == ["PK724"]


def test_hidden_text_within_a_form_is_found_where_the_form_is() -> None:
    words = b"BT /F 12 Tf 0 0 Td (Hidden words.) Tj ET"
    draw = b"q 1 0 0 1 50 %d cm /X Do Q"
    for at, wanted in ((150, []), (450, ["PK724"])):
        change = partial(plants.formed, words=words)
        assert codes(plants.pdf(change, draw=draw % at), "kit.pdf") == wanted


def test_white_words_on_a_dark_ground_are_seen() -> None:
    draw = b"0 0 0 rg 0 0 200 200 re f 1 1 1 rg BT /F 12 Tf 50 150 Td (Words.) Tj ET"
    assert codes(plants.pdf(draw=draw), "kit.pdf") == []


def test_layers_and_annotations_that_are_not_shown_are_found() -> None:
    assert codes(plants.pdf(plants.layered), "kit.pdf") == ["PK724"]
    stamp = plants.annotated(Subtype=Name.Widget, F=2)
    assert codes(plants.pdf(stamp), "kit.pdf") == ["PK724"]


@pytest.mark.parametrize(
    ("body", "sheet"),
    [
        ('<p hidden="hidden">Words.</p>', ""),
        ('<p style="display: none">Words.</p>', ""),
        ('<p style="visibility:hidden">Words.</p>', ""),
        ('<p style="font-size: 0">Words.</p>', ""),
        ('<p style="color: #fff; background: #fff">Words.</p>', ""),
        ('<p class="off">Words.</p>', ".off { display: none }"),
        ('<div class="off"><p>Words.</p></div>', ".off { opacity: 0 }"),
        ('<p class="off">Words.</p>', "@media screen { p.off { color: transparent } }"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><text display="none">Words.</text></svg>', ""),
    ],
)
def test_text_of_a_book_that_nobody_sees_is_found(body: str, sheet: str) -> None:
    assert codes(plants.book(body, sheet), "kit.epub") == ["PK724"]


@pytest.mark.parametrize(
    ("body", "sheet"),
    [
        (
            f'<nav xmlns:e="{EPUB}" e:type="page-list" hidden="hidden"><p>1</p></nav>',
            "",
        ),
        ('<p class="off"></p>', ".off { display: none }"),
        ("<p>Words.</p>", ".off { display: none }"),
        (
            '<p class="off">Words.</p>',
            ".off { display: none } @media all { .off { display: flex } }",
        ),
        ("<p>Words.</p>", "p { color: white } body { background: black }"),
    ],
)
def test_what_some_style_shows_is_not_hidden(body: str, sheet: str) -> None:
    assert codes(plants.book(body, sheet), "kit.epub") == []


def test_tracked_changes_are_found() -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    words = f'<w:p xmlns:w="{space}"><w:del><w:r><w:delText>Old.</w:delText></w:r></w:del></w:p>'
    data = plants.packed({"word/document.xml": words.encode()})
    assert codes(data, "deck.docx") == ["PK724"]


# ------------------------------------------------------------ PK725: comments

COMMENTS = {
    "a page": ("kit.epub", plants.book("<p>Words.</p><!-- ask Ann -->")),
    "a style sheet": ("kit.epub", plants.book(sheet="p { margin: 0 } /* for Ann */")),
    "a drawing": ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><!-- made by hand --></svg>'),
    "before a drawing": ("a.svg", b'<!-- a program --><svg xmlns="http://www.w3.org/2000/svg"/>'),
    "markup that is no XML": ("a.html", b"<p>Words.<br><!-- ask Ann --></p>"),
    "an archive": ("kit.zip", plants.packed({"a.txt": b"Words."}, archive_comment=b"for Ann")),
    "an entry": ("kit.zip", plants.packed({"a.txt": b"Words."}, comment=b"for Ann")),
    "a note on a PDF": (
        "kit.pdf",
        plants.pdf(plants.annotated(Subtype=Name.Text, Contents=String("ask Ann"))),
    ),
}


@pytest.mark.parametrize(("name", "data"), COMMENTS.values(), ids=COMMENTS)
def test_comments_are_found(name: str, data: bytes) -> None:
    assert codes(data, name) == ["PK725"]


# ------------------------------------------------------------ PK726: links

ASTRAY = ["notes.md", "javascript:alert(1)", "ftp://example.org/a", "http://localhost:8000/kit",
          "http://192.168.1.7/", "https://nas.local/press", "//example.org/a",
          "smb://nas/press"]  # fmt: skip


@pytest.mark.parametrize("target", ASTRAY)
def test_links_that_only_we_can_open_are_found(target: str) -> None:
    assert codes(plants.linked(target), "kit.pdf") == ["PK726"]


def test_links_of_a_book_may_lead_to_its_files() -> None:
    assert codes(plants.book('<a href="other.xhtml#a">Words.</a>'), "kit.epub") == []
    assert codes(plants.book('<a href="/other.xhtml">Words.</a>'), "kit.epub") == ["PK726"]
    assert codes(plants.linked("mailto:press@example.org"), "kit.pdf") == []
    assert codes(plants.linked("tel:+15551234"), "kit.pdf") == []


# ------------------------------------------------------------ PK727: more than a document


def test_what_runs_in_a_pdf_is_found() -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    assert codes(plants.pdf(lambda p: p.Root.__setattr__("OpenAction", script)), "a") == ["PK727"]
    launch = Dictionary(S=Name.Launch, F=String("a.exe"))
    found = codes(plants.pdf(plants.annotated(Subtype=Name.Link, A=launch)), "a")
    assert "PK727" in found
    own = Dictionary(Illustrator=Dictionary(Private=Dictionary()))
    assert codes(plants.pdf(lambda p: p.pages[0].obj.__setattr__("PieceInfo", own)), "a") == [
        "PK727"
    ]


def test_an_earlier_version_of_a_pdf_is_found_and_read() -> None:
    first = plants.informed(Title=TITLE)
    number = first[: first.index(b"/Title")].rsplit(b" 0 obj", 1)[0].rsplit(b"\n", 1)[1]
    again = first + b"\n" + number + b" 0 obj\n<< /Title (Public) >>\nendobj\n%%EOF\n"
    assert codes(again, "kit.pdf") == ["PK720", "PK727"]


def test_what_programs_leave_in_archives_is_found() -> None:
    for name in ("__MACOSX/._a.txt", ".DS_Store", "Thumbs.db", "a.txt.bak", "~$deck.txt"):
        assert codes(plants.packed({name: b"Words."}), "kit.zip") == ["PK727"], name
    hidden = b"Something in front" + plants.packed({"a.txt": b"Words."})
    assert codes(hidden, "kit.zip") == ["PK727"]


# ------------------------------------------------------------ PK728: not looked into


def test_what_cannot_be_read_never_counts_as_clean() -> None:
    locked = plants.pdf(encryption=pikepdf.Encryption(owner="a", user="b"))
    assert codes(locked, "kit.pdf") == ["PK728"]
    assert codes(b"%PDF-1.7\nnothing", "kit.pdf") == ["PK728"]
    assert codes(b"PK\3\4 and no more", "kit.zip") == ["PK728"]
    assert "PK728" in codes(b"\xff\xd8\xff\xe0 and no more", "a.jpg")
    strange = plants.pdf(
        lambda p: p.Root.__setattr__("Odd", pikepdf.Stream(p, b"?", Filter=Name.OddDecode)),
    )
    assert codes(strange, "kit.pdf") == ["PK728"]


def test_files_are_looked_for_within_files_only_so_deep() -> None:
    data = b"Words."
    for _ in range(9):
        data = plants.packed({"a.zip" if data[:2] == b"PK" else "a.txt": data})
    assert codes(data, "kit.zip") == ["PK728"]


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(["pdf", "epub", "zip", "jpg"]), st.data())
def test_damage_is_never_a_crash(kind: str, data: st.DataObject) -> None:
    made = {
        "pdf": plants.attached("a.txt", b"Words."),
        "epub": plants.book(),
        "zip": plants.packed({"a.jpg": plants.jpeg()}),
        "jpg": plants.jpeg(exif=plants.located()),
    }[kind]
    damaged = bytearray(made)
    for _ in range(data.draw(st.integers(1, 20))):
        damaged[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(made)))
    search(bytes(damaged[:end]), f"kit.{kind}", WATCH)


def test_nothing_is_looked_for_where_nobody_asks() -> None:
    assert codes(TITLE.encode(), watch=NOTHING) == []
