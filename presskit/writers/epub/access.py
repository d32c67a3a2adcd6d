"""Accessibility metadata that follows from the pages (EPUB Accessibility 1.1, schema.org)."""

from collections.abc import Sequence

from presskit.writers.epub.xhtml import XHTML, Chapter


def claims(chapters: Sequence[Chapter]) -> tuple[tuple[str, str], ...]:
    """(property, value) pairs. Only what the pages show is claimed; no conformance is."""
    images = [i for c in chapters for i in c.root.iter(f"{{{XHTML}}}img")]
    described = all((i.get("alt") or "").strip() for i in images)
    features = [
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
    ]
    if images and described:
        features.insert(0, "alternativeText")
    modes = ["textual", "visual"] if images else ["textual"]
    sufficient = ["textual"] if described else ["textual,visual"]
    summary = "The text reflows and can be restyled; headings and contents lead through it. "
    summary += "Every picture has a text alternative." if described else ""
    return (
        *(("schema:accessMode", mode) for mode in modes),
        *(("schema:accessModeSufficient", mode) for mode in sufficient),
        *(("schema:accessibilityFeature", feature) for feature in features),
        # The pages hold text and still pictures only: nothing moves, flashes or sounds.
        ("schema:accessibilityHazard", "none"),
        ("schema:accessibilitySummary", summary.strip()),
    )
