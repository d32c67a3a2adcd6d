"""What our writer hands to WeasyPrint for an edition, as files that WeasyPrint alone can set."""

import json
from pathlib import Path
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

from presskit.diagnostics import errors
from presskit.document import Document, Resource
from presskit.produce import produce
from presskit.project import open_project
from presskit.request import Request
from presskit.writers.pdf import engine

SVG = "http://www.w3.org/2000/svg"


def hand_over(root: Path, film: str, edition: str, folder: Path) -> None:
    """Make the edition once, and keep in `folder` the page, the style sheets in their order, the
    options, and all resources; photographs in the sizes that they were made in."""
    last: dict[str, Any] = {}
    lay_out = engine.lay_out

    def listening(
        document: Document, prepare: Any = lambda _: None, added: tuple[Resource, ...] = ()
    ) -> tuple[Any, engine.DeclaredOnly]:
        def prepared(page: Any) -> None:
            prepare(page)
            last.update(document=document, page=page, added=added)

        laid_out, last["fetcher"] = lay_out(document, prepared, added)
        return laid_out, last["fetcher"]

    with patch.object(engine, "lay_out", listening):
        made = produce(open_project(root), root / "content" / film, Request((edition,)))
    assert not errors(made.found), made.found
    _write(folder, last["document"], last["page"], last["fetcher"])


def _write(folder: Path, document: Document, page: Any, fetcher: engine.DeclaredOnly) -> None:
    (folder / "sheets").mkdir(parents=True)
    ElementTree.register_namespace("", SVG)  # drawings as HTML has them, without a prefix
    html = ElementTree.tostring(page, encoding="unicode", method="html")
    (folder / "kit.html").write_text(f"<!DOCTYPE html>\n{html}", "utf-8")
    faces = Resource("fonts.css", "text/css", engine._font_faces(document))
    for number, style in enumerate((faces, *document.styles)):
        css = style.data.decode().replace(engine.BASE, "")
        (folder / "sheets" / f"{number:02}.css").write_text(css, "utf-8")
    for address, resource in fetcher.table.items():
        file = folder / address.removeprefix(engine.BASE)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(resource.data)
    (folder / "options.json").write_text(json.dumps(engine.options(document)), "utf-8")
