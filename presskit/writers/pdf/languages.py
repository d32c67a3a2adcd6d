"""Languages of parts: what an element's lang says, said by its structure element too.

WeasyPrint 70 writes the document's language and leaves out that of words within it, which a
screen reader then pronounces wrongly (ISO 14289-1, 7.2; WCAG 2.2, 3.1.2).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.pdf import tags


@contextmanager
def carried() -> Iterator[None]:
    """While this lasts, WeasyPrint writes the language of every element that names one."""
    build = tags._build_box_tree

    def build_with_languages(box: Any, *rest: Any) -> Iterator[Any]:
        inner = getattr(box, "_box", box)  # a placed box is behind a placeholder
        named = inner.element is not None and inner.element_tag not in ("html", "body")
        code = inner.element.get("lang") if named else None
        for element in build(box, *rest):
            if code:
                element["Lang"] = pydyf.String(code)
            yield element

    # WeasyPrint has no way in; the function calls itself by this name.
    tags._build_box_tree = build_with_languages
    try:
        yield
    finally:
        tags._build_box_tree = build
