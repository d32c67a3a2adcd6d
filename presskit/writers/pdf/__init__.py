"""A document as a tagged PDF, laid out by WeasyPrint: PDF/UA-1 and PDF/A-3a in one file."""

from typing import Any

from presskit.diagnostics import Diagnostic, PresskitError
from presskit.document import Document, Layout, Written

VARIANT = "pdf/a-3a"
"""What WeasyPrint is asked for; the finisher adds the declaration of PDF/UA-1."""


def write(document: Document) -> Written:
    """Lay out and write; raises PresskitError (PK508) when Pango is not on the machine."""
    _need_pango()
    from presskit.writers.pdf import engine, finish, preflight

    with engine.listening() as heard:
        laid_out, fetcher = engine.lay_out(document, VARIANT)
        layout = _layout(laid_out)
        found = preflight.edges(laid_out, document.origins)
        data = laid_out.write_pdf(
            finisher=finish.finisher(layout.folios),
            attachments=engine.attachments(document),
            **engine.options(VARIANT),
        )
        found += preflight.foreign_fonts(laid_out, document)
    return Written(data, layout, (*heard.diagnostics(fetcher.refused), *found))


def _need_pango() -> None:
    """Import WeasyPrint, or say in the user's words what is missing."""
    try:
        import weasyprint  # noqa: F401
    except OSError as error:
        library = str(error).split(":")[0].removeprefix("cannot load library ").strip("'")
        message = f"the library {library or 'Pango'} cannot be loaded"
        hint = "Run presskit doctor: it tells what to install, and what still works."
        raise PresskitError(Diagnostic("PK508", message, None, hint)) from None


def _layout(laid_out: Any) -> Layout:
    anchors: dict[str, int] = {}
    for number, page in enumerate(laid_out.pages):
        for name in page.anchors:
            anchors.setdefault(name, number)
    return Layout(tuple(str(n) for n in range(1, len(laid_out.pages) + 1)), anchors)
