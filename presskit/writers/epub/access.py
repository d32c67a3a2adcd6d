"""Accessibility metadata that follows from the pages (EPUB Accessibility 1.1, schema.org).

Each claim has the check that it rests on. What is not found is not claimed; conformance to a
standard is a person's word, and is claimed only where the content records it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from presskit.document import Resource
from presskit.writers.epub.navigation import Entry
from presskit.writers.epub.xhtml import XHTML, Chapter, tags

SVG = "http://www.w3.org/2000/svg"

_MOVING = {
    "animate", "animateMotion", "animateTransform", "audio", "canvas", "embed", "iframe",
    "object", "script", "set", "video",
}  # fmt: skip
"""Elements that can move, flash or sound."""

_STILL = frozenset({"image/jpeg", "image/png", "image/svg+xml"})
"""Kinds of picture that hold still (an SVG that does not, holds one of the elements above)."""

_MOTION = re.compile(r"@keyframes|\b(animation|transition)\b")
_REORDERED = re.compile(r"(?<![-\w])order\s*:|\b(row|column|wrap)-reverse\b|\bgrid-area\b")
_FIXED = re.compile(r"(?<![-\w])(font-size|font|line-height)\s*:[^;}]*?\d(px|pt|pc|mm|cm|in)\b")
_DECORATIVE = ("presentation", "none")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is in a booklet: its pages, files, contents, and how many printed pages it names."""

    chapters: Sequence[Chapter]
    styles: Sequence[Resource]
    resources: Sequence[Resource]
    contents: Sequence[Entry]
    printed_pages: int = 0

    def elements(self, *names: str) -> list[etree._Element]:
        """Every element of XHTML of that name, or those names."""
        wanted = tags(*names)
        return [e for c in self.chapters for e in c.root.iter(*wanted)]

    def styled(self, rule: re.Pattern[str]) -> bool:
        return any(rule.search(sheet.data.decode()) for sheet in self.styles)


def claims(shown: Shown) -> tuple[tuple[str, str], ...]:
    """(property, value) pairs of schema.org: modes, features, hazards and a summary."""
    pictures = [
        p for p in (*shown.elements("img"), *_drawings(shown)) if p.get("role") not in _DECORATIVE
    ]
    described = all(_has_words(p) for p in pictures)
    modes = ["textual", "visual"] if pictures else ["textual"]
    features = list(_features(shown, bool(pictures) and described))
    return (
        *(("schema:accessMode", mode) for mode in modes),
        ("schema:accessModeSufficient", "textual" if described else "textual,visual"),
        *(("schema:accessibilityFeature", feature) for feature in features or ["unknown"]),
        ("schema:accessibilityHazard", "none" if _holds_still(shown) else "unknown"),
        ("schema:accessibilitySummary", _summary(features, bool(pictures))),
    )


def _drawings(shown: Shown) -> Iterator[etree._Element]:
    return (e for c in shown.chapters for e in c.root.iter(f"{{{SVG}}}svg"))


def _has_words(picture: etree._Element) -> bool:
    title = picture.find(f"{{{SVG}}}title")
    words = picture.get("alt") if title is None else title.text
    return bool((words or picture.get("aria-label") or "").strip())


def _features(shown: Shown, described: bool) -> Iterator[str]:
    if described:
        yield "alternativeText"
    if any((e.get("role") or "").startswith("doc-") for e in shown.elements("*")):
        yield "ARIA"
    if not shown.styled(_FIXED):
        yield "displayTransformability"
    if any(_details(c.root) for c in shown.chapters):
        yield "longDescription"
    if shown.printed_pages:
        yield "pageBreakMarkers"
        yield "pageNavigation"
    if not shown.styled(_REORDERED):
        yield "readingOrder"
    if _well_headed(shown.chapters):
        yield "structuralNavigation"
    if shown.contents:
        yield "tableOfContents"


def _details(root: etree._Element) -> bool:
    """Whether a picture of the page names a longer description that is on the page."""
    ids = {e.get("id") for e in root.iter() if e.get("id")}
    return any(e.get("aria-details") in ids for e in root.iter(f"{{{XHTML}}}img"))


def _well_headed(chapters: Sequence[Chapter]) -> bool:
    """Whether every chapter opens with a heading of level 1, and no level below is left out."""
    for chapter in chapters:
        found = chapter.root.iter(*tags("h1", "h2", "h3", "h4", "h5", "h6"))
        levels = [int(etree.QName(h).localname[1]) for h in found]
        if levels[:1] != [1] and chapter.kind != "cover":
            return False
        if any(below > above + 1 for above, below in pairwise(levels)):
            return False
    return True


def _holds_still(shown: Shown) -> bool:
    """Whether nothing in the booklet can move, flash or sound."""
    if any(_moves(c.root) for c in shown.chapters):
        return False
    for resource in shown.resources:
        kind = resource.media_type
        if kind.partition("/")[0] not in ("image", "font") or (
            kind.startswith("image/") and kind not in _STILL
        ):
            return False
        if kind == "image/svg+xml" and _moves(etree.fromstring(resource.data)):
            return False
    return not shown.styled(_MOTION)


def _moves(root: etree._Element) -> bool:
    names = (etree.QName(e).localname for e in root.iter() if isinstance(e.tag, str))
    return any(name in _MOVING for name in names)


_SAID = {
    "displayTransformability": "The text reflows and can be restyled.",
    "structuralNavigation": "Headings lead through it.",
    "alternativeText": "Every picture has a text alternative.",
    "pageNavigation": "The pages of the printed kit are marked, and can be gone to.",
}


def _summary(features: Sequence[str], pictured: bool) -> str:
    """What is claimed, in sentences; what a reader would miss, too."""
    said = [words for feature, words in _SAID.items() if feature in features]
    if pictured and "alternativeText" not in features:
        said.append("Not every picture has a text alternative.")
    return " ".join(said) or "Nothing was found that could be claimed."
