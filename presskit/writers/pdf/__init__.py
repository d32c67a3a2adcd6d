"""A document as a PDF, laid out by WeasyPrint.

For screens and office printers PDF/UA-1 and PDF/A-3a in one file; for a print shop PDF/X-4.
"""

import gc
from collections.abc import Callable
from functools import partial
from typing import Any

from presskit.diagnostics import Diagnostic, PresskitError
from presskit.document import Document, Layout, Resource, Written
from presskit.limits import PAGES
from presskit.scripts import of_language


def write(document: Document) -> Written:
    """Lay out and write; raises PresskitError (PK508) when Pango is not on the machine."""
    _need_pango()
    from presskit.writers.pdf import (
        blame,
        engine,
        finish,
        languages,
        links,
        lint,
        paging,
        photographs,
        preflight,
        press,
    )

    if faults := lint.lint(document.styles):  # before layout: it may not come back
        raise PresskitError(*faults)
    lay_out = partial(engine.lay_out, document, added=_added(document))
    with engine.listening() as heard, blame.crashes(document, lay_out):
        laid_out, fetcher = _laid_out(document, lay_out)
        if len(laid_out.pages) > PAGES:
            hint = "Take out what is longest, or make two films of it."
            message = f"the PDF has {len(laid_out.pages)} pages; at most {PAGES} are allowed"
            raise PresskitError(Diagnostic("PK535", message, None, hint))
        photographs.develop(laid_out, document, fetcher)
        layout = paging.followed(laid_out, _layout(laid_out))
        found = preflight.examine(laid_out, document)
        if document.press:
            found += press.unbled(laid_out, document.press)
            finisher = press.finisher(document, document.press, layout.folios)
            for page in laid_out.pages:
                page.links.clear()  # no annotations within the trimmed page (ISO 15930-7, 6.17)
        else:
            links.join(laid_out)
            finisher = finish.finisher(
                layout.folios, of_language(document.metadata.language) == "rtl"
            )
        with languages.carried():
            data = laid_out.write_pdf(
                finisher=finisher,
                attachments=engine.attachments(document),
                **engine.options(document),
            )
        found += preflight.foreign_fonts(laid_out, document)
    if len(layout.folios) > _MANY:
        del laid_out  # half a gigabyte for 300 pages, in circles that Python finds late by itself
        gc.collect()
    return Written(data, layout, (*heard.diagnostics(fetcher.refused), *found))


_MANY = 50
"""Pages of a document whose layout is cleared away at once."""


def _added(document: Document) -> tuple[Resource, ...]:
    """Pictures and style sheets of the writer's own."""
    from presskit.writers.pdf import photographs, press

    added = tuple(photographs.stand_in(p) for p in document.photographs)
    return (*added, press.STYLE) if document.press else added


def _laid_out(document: Document, lay_out: Callable[..., tuple[Any, Any]]) -> tuple[Any, Any]:
    """The pages, and what served their pictures; for a print shop in a multiple of four pages."""
    from presskit.writers.pdf import preflight, press

    def settled(blanks: int | None) -> tuple[Any, Any]:
        def keeping(kept: preflight.Kept) -> tuple[Any, Any]:
            def prepare(root: Any) -> None:
                if blanks is not None:
                    press.insert_blanks(root, blanks)
                preflight.keep(root, kept)

            return lay_out(prepare)

        return preflight.settled(keeping)

    made, blanks = settled(None), 0
    while document.press and (wanted := press.blanks_for(len(made[0].pages) - blanks)) != blanks:
        # The last section may need a page of its own now, so that the count is another.
        blanks = wanted
        del made  # two layouts at once take twice the memory
        made = settled(blanks)
    return made


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
