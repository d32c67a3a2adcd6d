"""A document as a ZIP archive for a picture desk: photographs, and what is said of them.

Its bytes are the same for the same files: in order, with one date, and photographs not packed
again.
"""

import io
import zipfile

from presskit.document import Document, Written

_DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every file within: a zip has no earlier one."""

_READABLE = 0o644 << 16


def write(document: Document) -> Written:
    """The page of text as terms.txt, attachments without the film's name before theirs, and the
    photographs under their own names."""
    files = {"terms.txt": document.pages[0].xhtml.encode()}
    files |= {_short(a.name): a.data for a in document.attachments}
    for photograph in document.photographs:
        assert photograph.name not in files, photograph.name
        files[photograph.name] = photograph.made(max(photograph.width, photograph.height), None)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.external_attr = _READABLE
            entry.compress_type = zipfile.ZIP_STORED if _packed(name) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return Written(out.getvalue(), None, ())


def _short(name: str) -> str:
    """contact-sheet.pdf of my-film-contact-sheet.pdf."""
    return next((short for short in _KNOWN if name.endswith(f"-{short}")), name)


_KNOWN = ("contact-sheet.pdf", "captions.csv", "captions.txt")


def _packed(name: str) -> bool:
    return name.endswith((".jpg", ".pdf"))
