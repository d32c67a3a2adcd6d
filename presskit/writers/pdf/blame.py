"""When the engine stops in the middle of a page: which section, and which block of it, it was.

WeasyPrint's own errors carry no place. The document is laid out again without parts of it, until
the smallest part that stops the engine is left.
"""

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import HTML

from presskit.diagnostics import Diagnostic, Location, PresskitError
from presskit.document import Document
from presskit.writers.pdf import engine

LayOut = Callable[[Callable[[Any], None]], tuple[Any, Any]]
"""Lays a document out after a function has changed its elements."""

_OURS = Path(__file__).parents[2]
_CALLERS = {Path(__file__).with_name("__init__.py"), Path(__file__).with_name("engine.py")}
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")


@contextmanager
def crashes(document: Document, lay_out: LayOut) -> Iterator[None]:
    """Turn an error of the engine into a PresskitError (PK519) that names its cause.

    `lay_out` lays the document out, changed by a function of its root element. Errors of
    presskit's own code stay what they are.
    """
    try:
        yield
    except (PresskitError, MemoryError):
        raise
    except Exception as error:
        # What the system refuses, a full disk say, is nobody's rule of style.
        if not _of_engine(error) or getattr(error, "errno", None):
            raise
        raise PresskitError(_explain(error, document, lay_out)) from error


def _of_engine(error: Exception) -> bool:
    """Whether the engine failed by itself, not in code of ours that it called or that reads it."""
    files = [Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__)]
    last = max(n for n, file in enumerate(files) if file.is_relative_to(_OURS))
    return files[last] in _CALLERS and any("weasyprint" in f.parts for f in files[last + 1 :][:1])


def _explain(error: Exception, document: Document, lay_out: LayOut) -> Diagnostic:
    fetcher = engine.DeclaredOnly(())
    root = HTML(string=document.pages[0].xhtml, base_url=engine.BASE, url_fetcher=fetcher)
    lineage = [_body(root.etree_element)]
    for index in _culprit(lineage[0], partial(_fails, document, lay_out)):
        lineage.append(lineage[-1][index])
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
    message = f"the layout engine stopped ({where}) {_named(lineage)}"
    hint = (
        "It is the engine's fault, and mostly a rule of the style sheet brings it about: take out"
        f" the last rule that was added for {_selector(lineage[-1])}."
    )
    return Diagnostic("PK519", message, _origin(lineage, document.origins), hint)


def _named(lineage: list[Element]) -> str:
    """In which section; the whole document when no part of it fails by itself."""
    for element in lineage[1:]:
        if name := element.get("id"):
            title = next((e for e in element.iter() if e.tag in _TITLES), None)
            words = " ".join("".join(title.itertext()).split()) if title is not None else name
            return f"in the section “{words}” (#{name})"
    return "and no section does it alone"


def _selector(element: Element) -> str:
    """An element as a style sheet would name it."""
    names = "".join(f".{name}" for name in (element.get("class") or "").split())
    return f"{str(element.tag).rpartition('}')[2]}{names}"


def _origin(lineage: list[Element], origins: tuple[Location, ...]) -> Location | None:
    """The place in the content of the nearest block: the part itself, one around it, one in it."""
    near = (*reversed(lineage), *lineage[-1].iter())
    mark = next((m for e in near if (m := e.get("data-from"))), None)
    if mark is None:
        return None
    n, _, line = mark.partition(":")
    return Location(origins[int(n)].path, origins[int(n)].line + int(line or 0))


# ------------------------------------------------------------ the search


_Fails = Callable[[tuple[int, ...], int, int], bool]
"""Whether the engine fails on a document of which only some children of one element are left."""


def _culprit(body: Element, fails: _Fails) -> tuple[int, ...]:
    """The place of the smallest part that fails by itself: numbers of children from body on."""
    path: tuple[int, ...] = ()
    element = body
    while len(element) and not element.get("data-from"):
        low, high = 0, len(element)
        if high == 1 and not fails(path, low, high):  # it is the text round the child, or its box
            break
        while high - low > 1:
            middle = (low + high) // 2
            if fails(path, low, middle):
                high = middle
            elif fails(path, middle, high):
                low = middle
            else:
                return path
        path, element = (*path, low), element[low]
    return path


def _fails(document: Document, lay_out: LayOut, path: tuple[int, ...], low: int, high: int) -> bool:
    """Lay out and draw what is left; only the fact of an error counts here."""

    def prune(root: Element) -> None:
        element = _body(root)
        for index in path:
            child = element[index]
            _leave(element, [child])
            element = child
        _leave(element, list(element)[low:high])

    try:
        laid_out, _ = lay_out(prune)
        laid_out.write_pdf(**engine.options(document))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001
        return True
    return False


def _leave(element: Element, children: list[Element]) -> None:
    """Take away all of an element but some of its children."""
    element.text = None
    for child in list(element):
        child.tail = None
        if child not in children:
            element.remove(child)


def _body(root: Any) -> Element:
    body: Element = root.find("body")
    return body
