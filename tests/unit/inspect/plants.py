"""Small outputs with one thing planted in each: PDF, book, archive, picture, text."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from tests.unit.inspect.books import PAGE

EPOCH = (1980, 1, 1, 0, 0, 0)


def pdf(
    change: Callable[[pikepdf.Pdf], Any] = lambda _: None,
    draw: bytes = b"BT /F 12 Tf 50 150 Td (A page of the kit.) Tj ET",
    **saved: Any,
) -> bytes:
    """A PDF of one page, 200 points square, changed before it is saved."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(200, 200))
    page.Resources = Dictionary(
        Font=Dictionary(
            F=made.make_indirect(
                Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            )
        )
    )
    page.Contents = made.make_stream(draw)
    change(made)
    out = io.BytesIO()
    made.save(out, **saved)
    return out.getvalue()


def annotated(**keys: Any) -> Callable[[pikepdf.Pdf], None]:
    """Gives the page an annotation."""

    def change(made: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Rect=Array([10, 10, 50, 50]), **keys)
        made.pages[0].Annots = Array([made.make_indirect(note)])

    return change


def linked(target: str) -> bytes:
    """A PDF with a link."""
    action = Dictionary(S=Name.URI, URI=String(target))
    return pdf(annotated(Subtype=Name.Link, A=action))


def attached(name: str, data: bytes) -> bytes:
    """A PDF that carries a file."""

    def change(made: pikepdf.Pdf) -> None:
        made.attachments[name] = pikepdf.AttachedFileSpec(
            made,
            data,
            description="",
            filename=name,
            mime_type="",
            creation_date="",
            mod_date="",
        )

    return pdf(change)


def informed(**info: str) -> bytes:
    """A PDF with these words in its info dictionary."""

    def change(made: pikepdf.Pdf) -> None:
        for key, text in info.items():
            made.docinfo[f"/{key}"] = String(text)

    return pdf(change)


def pictured(picture: bytes) -> bytes:
    """A PDF with a JPEG on its page."""

    def change(made: pikepdf.Pdf) -> None:
        image = Stream(made, picture)
        image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, Name.DCTDecode
        image.Width, image.Height, image.BitsPerComponent = 16, 16, 8
        image.ColorSpace = Name.DeviceRGB
        made.pages[0].Resources.XObject = Dictionary(I=image)

    return pdf(change, draw=b"q 50 0 0 50 10 10 cm /I Do Q")


def formed(made: pikepdf.Pdf, words: bytes) -> None:
    """Gives the page a form, X, that draws these words."""
    form = Stream(made, words)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
    form.Resources = made.pages[0].Resources
    made.pages[0].Resources = Dictionary(XObject=Dictionary(X=made.make_indirect(form)))


def layered(made: pikepdf.Pdf) -> None:
    """Gives a PDF a layer that is not shown."""
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
    off = Dictionary(Order=Array([layer]), OFF=Array([layer]))
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=off)


def jpeg(**saved: Any) -> bytes:
    """A small photograph."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((16, 16)).convert("RGB").save(out, "JPEG", **saved)
    return out.getvalue()


def located() -> Image.Exif:
    """Exif that says where a photograph was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 52.0, 12.0), 3: "W", 4: (116.0, 36.0, 0.0)})
    return exif


def numbered() -> Image.Exif:
    """Exif that says with which camera."""
    exif = Image.Exif()
    exif.get_ifd(0x8769).update({0xA431: "4711"})
    return exif


def packed(files: Mapping[str, bytes], **changed: Any) -> bytes:
    """A zip with one time for all its files; `changed` are attributes of its entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = changed.pop("archive_comment", b"")
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            for key, value in changed.items():
                setattr(entry, key, value)
            archive.writestr(entry, data)
    return out.getvalue()


def page(body: str, head: str = "") -> bytes:
    """A page of a book."""
    made = PAGE.format(title="A page", body=body)
    return made.replace("</head>", f"{head}</head>").encode()


def book(body: str = "<p>Words.</p>", sheet: str = "p { margin: 0 }", **files: bytes) -> bytes:
    """A book of one page and its style sheet, as far as a search for leaks looks at it."""
    return packed({"E/page.xhtml": page(body), "E/base.css": sheet.encode()} | files)
