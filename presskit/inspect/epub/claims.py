"""Accessibility metadata: there, of the vocabulary, and true (EPUB Accessibility 1.1, 2 and 4)."""

from collections import Counter
from collections.abc import Iterator

from presskit.diagnostics import Diagnostic
from presskit.inspect.epub.book import Book
from presskit.inspect.epub.pagelist import markers
from presskit.inspect.epub.trees import Element, local, types, words
from presskit.inspect.epub.vocabulary import CLAIMED, CLAIMS, CONFORMS, MATHML

MUST = ("schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard")
SHOULD = ("schema:accessModeSufficient", "schema:accessibilitySummary")
DISCOURAGED = frozenset(["schema:accessibilityAPI", "schema:accessibilityControl"])
FEATURE, HAZARD = "schema:accessibilityFeature", "schema:accessibilityHazard"
_HAZARDS = ("flashing", "motionSimulation", "sound")
Found = Iterator[tuple[int | Element, str, str]]


_SSML = "http://www.w3.org/2001/10/synthesis"
_RECORDED = (
    "audioDescription", "captions", "closedCaptions", "openCaptions", "highContrastAudio",
    "signLanguage", "synchronizedAudioText", "sound", "transcript",
)  # fmt: skip
"""Features that are of sound and film."""


def check(book: Book) -> Iterator[Diagnostic]:
    """What a book claims of itself, for the reader who has to choose one."""
    if not book.package.modern:
        return
    name = book.package.name
    for rule in (_there, _values, _contradictions, _conformance, _untrue, _heard):
        for where, message, hint in rule(book):
            yield book.say("PK708", name, where, message, hint)
    for where, message, hint in _wished(book):
        yield book.say("PK713", name, where, message, hint)


def _there(book: Book) -> Found:
    for name in MUST:
        if not any(book.package.values(name)):
            yield 0, f"{name} is missing", "Shops show readers what a book says of its access."


def _values(book: Book) -> Found:
    for element in book.package.metadata:
        name = (element.get("property") or "").strip()
        if name.lower().startswith("schema:access") and name not in CLAIMED | DISCOURAGED:
            hint = f"Known are {', '.join(sorted(CLAIMED))}."
            yield element, f"{name} is not a property of accessibility", hint
        if name not in CLAIMS or not words(element):
            continue
        parts = [words(element)]
        if name == "schema:accessModeSufficient":
            parts = [part.strip() for part in words(element).split(",")]
        for part in parts:
            if part not in CLAIMS[name]:
                hint = "Values are taken from the W3C’s vocabulary, letter by letter."
                yield element, f"{name}: {part!r} is not one of its values", hint


def _contradictions(book: Book) -> Found:
    for name in (FEATURE, HAZARD):
        values = book.package.values(name)
        for alone in ("none", "unknown"):
            if alone in values and len(set(values)) > 1:
                yield 0, f"{name} is {alone} and something else", f"{alone} stands alone."
    values = book.package.values(HAZARD)
    for hazard in _HAZARDS:
        kind = hazard[0].upper() + hazard[1:]
        said = {hazard, f"no{kind}Hazard", f"unknown{kind}Hazard"} & set(values)
        if len(said) > 1:
            yield 0, f"{HAZARD} says {' and '.join(sorted(said))}", "Say one of them."


def _conformance(book: Book) -> Found:
    """EPUB Accessibility 1.1, 4.2 and 4.3."""
    package = book.package
    claimed = [*package.meta("dcterms:conformsTo")]
    for element in claimed:
        text = words(element)
        ours = text.startswith(("EPUB Accessibility", "http://www.idpf.org/epub/a11y"))
        if ours and text not in CONFORMS:
            yield element, f"{text!r} is not the wording of a claim", "The standard has the words."
        if ours and not package.meta("a11y:certifiedBy"):
            hint = "a11y:certifiedBy names who looked at the book."
            yield element, "it claims to conform, and names nobody who found so", hint


def _pictures(book: Book) -> list[Element]:
    return [image for tree in book.pages.values() for image in tree.named("img")]


def _untrue(book: Book) -> Found:
    """Claims that the pages do not bear out."""
    features = book.package.values(FEATURE)
    pictures = _pictures(book)
    hint = "Strike the claim, or make it true."
    if any(image.get("alt") is None for image in pictures):
        for name in {"alternativeText"} & set(features):
            yield 0, f"it claims {name}, and pictures have none", hint
        if "textual" in book.package.values("schema:accessModeSufficient"):
            yield 0, "it claims that text alone suffices, and pictures have none", hint
    navs = {kind for item in book.package.navigation for kind in _navs(book, item.name)}
    marks = any(markers(tree) for tree in book.pages.values())
    math = any(e.tag == f"{{{MATHML}}}math" for t in book.pages.values() for e in t.elements)
    details = any(e.get("aria-details") or e.get("longdesc") for e in _all(book))
    borne = {
        "pageNavigation": "page-list" in navs,
        "pageBreakMarkers": marks,
        "printPageNumbers": marks or "page-list" in navs,
        "tableOfContents": "toc" in navs,
        "MathML": math,
        "describedMath": math or any(e.get("role") == "math" for e in _all(book)),
        "ttsMarkup": any(_SSML in str(key) for e in _all(book) for key in e.attrib)
        or any(i.media_type == "application/pls+xml" for i in book.package.items)
        or any(d.name.startswith("-epub-speak") for s in book.sheets for d in s.declarations),
        "rubyAnnotations": any(local(e) == "ruby" for e in _all(book)),
        "fullRubyAnnotations": any(local(e) == "ruby" for e in _all(book)),
        "longDescription": details or any(e.get("aria-describedby") for e in pictures),
        "index": any("index" in types(e) for e in _all(book)),
        "structuralNavigation": any(
            any(True for _ in t.named("h1", "h2")) for t in book.pages.values()
        ),
    }
    for name in features:
        if name in _RECORDED and not any(local(e) in ("audio", "video") for e in _all(book)):
            smil = any(i.media_type == "application/smil+xml" for i in book.package.items)
            if not smil:
                yield 0, f"it claims {name}, and has neither sound nor film", hint
        if not borne.get(name, True):
            yield 0, f"it claims {name}, and there is none", hint
    sounding = any(local(e) in ("audio", "video") for e in _all(book))
    if sounding and "none" in book.package.values(HAZARD):
        yield 0, "it claims that nothing sounds or moves, and it has sound or film", hint
    modes = set(book.package.values("schema:accessMode"))
    if modes and pictures and any(i.get("alt") for i in pictures) and "visual" not in modes:
        yield 0, "it has pictures, and accessMode does not say visual", "Add visual."
    if modes and "textual" not in modes and any(words(t.root) for t in book.pages.values()):
        yield 0, "it has text, and accessMode does not say textual", "Add textual."


def _heard(book: Book) -> Found:
    """That hearing suffices, of a book that makes no sound."""
    heard = any(local(e) in ("audio", "video", "embed", "object") for e in _all(book))
    heard = heard or any(i.media_type.startswith("audio/") for i in book.package.items)
    for element in book.package.meta("schema:accessModeSufficient"):
        if "auditory" in words(element) and not heard:
            yield (
                element,
                "it claims that hearing suffices, and nothing sounds",
                "Strike the claim.",
            )


def _navs(book: Book, name: str) -> set[str]:
    tree = book.pages.get(name)
    return {kind for nav in tree.named("nav") for kind in types(nav)} if tree else set()


def _all(book: Book) -> Iterator[Element]:
    for tree in book.pages.values():
        yield from tree.elements


def _wished(book: Book) -> Found:
    package = book.package
    if not any(package.values(name) for name in MUST):
        return
    for name in SHOULD:
        if not any(package.values(name)):
            yield 0, f"{name} is missing", "Add it: it is what readers are shown first."
    features = package.values(FEATURE)
    pictures = _pictures(book)
    described = bool(pictures) and all((i.get("alt") or "").strip() for i in pictures)
    if described and "alternativeText" not in features:
        yield 0, "every picture is described, and alternativeText is not claimed", "Claim it."
    navs = {kind for item in package.navigation for kind in _navs(book, item.name)}
    if "page-list" in navs and not {"pageNavigation", "printPageNumbers"} & set(features):
        yield 0, "it has a page list, and pageNavigation is not claimed", "Claim it."
    for name, values in ((n, package.values(n)) for n in CLAIMS):
        for value, count in Counter(values).items():
            if count > 1:
                yield 0, f"{name} says {value!r} {count} times", "Say it once."
