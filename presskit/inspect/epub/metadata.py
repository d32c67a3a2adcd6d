"""Metadata of the package: there, of the right form, and true to themselves (EPUB 3.3, 5.5)."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

from presskit.diagnostics import Diagnostic
from presskit.inspect.epub.book import Book
from presskit.inspect.epub.languages import is_tag
from presskit.inspect.epub.trees import Element, local, space, strange, words
from presskit.inspect.epub.vocabulary import (
    DC,
    ELEMENTS_OF_DC,
    OPF,
    PREFIXES,
    PROPERTIES,
    RELATORS,
)

MODIFIED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
# W3C note on date and time formats, which Dublin Core recommends.
DATE = re.compile(r"(\d{4})(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")
NAME = re.compile(r"[^\W\d][\w.\-·]*")
# EPUB 3.3, D.1.3.
PREFIX = re.compile(r"[A-Za-z_][\w.-]*:\s+\S+(\s+[A-Za-z_][\w.-]*:\s+\S+)*")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)

NOBODY = re.compile(
    r"unknown|unbekannt|anonymous author|author|admin(istrator)?|user|owner|untitled( document)?|"
    r"title|document\d*|todo|tbd|\S+\.(docx?|odt|epub|pdf|indd|x?html?)",
    re.IGNORECASE,
)
"""What tools write where nobody said anything."""
MARKUP = re.compile(
    r"</?[a-z][a-z0-9]*( [^<>]*)?/?>|&(amp|nbsp|lt|gt|quot|#\d+);|lorem ipsum|\{\{.*\}\}",
    re.IGNORECASE,
)

TITLES = ("main", "subtitle", "short", "collection", "edition", "expanded")
REFINED = {
    "role": ("creator", "contributor", "publisher"),
    "title-type": ("title",),
    "identifier-type": ("identifier", "source"),
    "source-of": ("source",),
    "authority": ("subject",),
    "term": ("subject",),
    "collection-type": ("meta",),
    "group-position": ("meta",),
}
"""What each property says more of (EPUB 3.3, D.3)."""
ONCE = ("file-as", "title-type", "display-seq", "group-position", "collection-type")


def check(book: Book) -> Iterator[Diagnostic]:
    """Everything that the metadata say of the book and of its makers."""
    for rule in (_package, _needed, _dates, _languages, _identifiers, _ids, _elements):
        for element, message, hint in rule(book):
            yield book.say("PK704", book.package.name, element, message, hint)
    for element in book.package.metadata:
        for message, hint in _property(book, element) if element.get("property") else ():
            yield book.say("PK704", book.package.name, element, message, hint)
    for element, message, hint in _wished(book):
        yield book.say("PK713", book.package.name, element, message, hint)


Found = Iterator[tuple[Element, str, str]]


def _package(book: Book) -> Found:
    """EPUB 3.3, 5.4."""
    root = book.package.root
    version = (root.get("version") or "").strip()
    if version != "3.0":
        said = f"its version is {version!r}" if version else "it has no version"
        yield root, f"{said}; EPUB 3 is 3.0", "Shops ask for EPUB 3: convert the book."
    for name in ("metadata", "manifest", "spine"):
        parts = [e for e in root if local(e) == name]
        if len(parts) != 1:
            count = "no" if not parts else str(len(parts))
            yield root, f"it has {count} {name}", "A package has one metadata, manifest and spine."
        elif space(parts[0]) != OPF:
            yield parts[0], f"{name} is not in the namespace of packages", f"That is {OPF}."
    prefixes = root.get("prefix")
    if prefixes is not None and not PREFIX.fullmatch(prefixes):
        hint = "Write name, colon, blank, address; then the next."
        yield root, f"prefix {prefixes[:60]!r} is not a list of prefixes", hint
    if root.get("dir") not in (None, "ltr", "rtl", "auto"):
        yield root, f"dir is {root.get('dir')!r}", "It is ltr, rtl or auto."


def _needed(book: Book) -> Found:
    """EPUB 3.3, 5.5.3: identifier, title and language; nothing may be empty."""
    package = book.package
    top = package.part("metadata")
    top = package.root if top is None else top
    for name in ("identifier", "title", "language"):
        if not any(words(e) for e in package.dublin(name)):
            yield top, f"dc:{name} is missing", "Every book has one."
    wanted = (package.root.get("unique-identifier") or "").strip()
    if not any((e.get("id") or "").strip() == wanted for e in package.dublin("identifier")):
        hint = "unique-identifier names the dc:identifier that tells the book from all others."
        yield package.root, f"unique-identifier {wanted!r} names no dc:identifier", hint
    for element in package.metadata:
        given = element.get("content") or element.get("href") or words(element)
        if not given.strip() and local(element) not in ("dc-metadata", "x-metadata"):
            yield element, f"{_shown(element)} is empty", "Fill it or take it out."


def _shown(element: Element) -> str:
    name = element.get("property") or element.get("name")
    prefix = "dc:" if space(element) == DC else ""
    return f"{local(element)} {name}" if name else f"{prefix}{local(element)}"


def _dates(book: Book) -> Found:
    """EPUB 3.3, 5.5.4 and 5.5.3.2.3."""
    package = book.package
    modified = [e for e in package.meta("dcterms:modified") if not e.get("refines")]
    if package.modern and len(modified) != 1:
        hint = "A book says once when it was last changed."
        where = modified[1] if modified else package.root
        yield where, f"dcterms:modified is there {len(modified)} times", hint
    for element in modified:
        if not MODIFIED.fullmatch(words(element)) or not _real(words(element)):
            hint = "Write it in UTC: 2026-11-22T00:00:00Z."
            yield element, f"dcterms:modified {words(element)!r} is not such a time", hint
    dates = package.dublin("date")
    if package.modern and len(dates) > 1:
        yield dates[1], "there is more than one dc:date", "It is the day of publication, once."
    for element in dates:
        if words(element) and not (DATE.fullmatch(words(element)) and _real(words(element))):
            hint = "Write 2026, 2026-11 or 2026-11-22."
            yield element, f"dc:date {words(element)!r} is not a date", hint


def _real(text: str) -> bool:
    """Whether a date in the right form is in the calendar."""
    day, _, time = text.partition("T")
    try:
        dt.date.fromisoformat((day + "-01-01")[:10])
        if time:
            dt.time.fromisoformat(time.replace("Z", "+00:00"))
    except ValueError:
        return False
    return True


def _languages(book: Book) -> Found:
    for element in book.package.dublin("language"):
        if words(element) and not is_tag(words(element)):
            hint = "Write a tag of BCP 47: en, en-GB, pt-BR."
            yield element, f"dc:language {words(element)!r} is not a language tag", hint


def _identifiers(book: Book) -> Found:
    for element in book.package.dublin("identifier"):
        text = words(element).lower()
        if text.startswith("urn:uuid:") and not UUID.fullmatch(text[9:]):
            yield element, f"{words(element)!r} is not a UUID", "It has 32 hexadecimal digits."
        number = re.sub(r"[\s-]", "", text.removeprefix("urn:isbn:").removeprefix("isbn"))
        if text.startswith(("urn:isbn:", "isbn")) and not _isbn(number):
            yield element, f"{words(element)!r} is not an ISBN", "Its check digit is wrong."
    for element in book.package.metadata:
        if strange("".join(map(str, element.itertext())) + (element.get("content") or "")):
            bad = strange(words(element) + (element.get("content") or ""))
            yield element, f"{_shown(element)} has {bad}", "Type the text again."


def _isbn(number: str) -> bool:
    if re.fullmatch(r"\d{13}", number):
        return sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(number)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dx]", number):
        digits = [10 if d == "x" else int(d) for d in number]
        return sum(d * (10 - n) for n, d in enumerate(digits)) % 11 == 0
    return False


def _ids(book: Book) -> Found:
    seen: Counter[str] = Counter()
    for element in book.package.tree.elements:
        name = element.get("id")
        if name is None:
            continue
        seen[name.strip()] += 1
        if seen[name.strip()] == 2:
            yield element, f"the id {name!r} is used twice", "Every id is used once in a file."
        if not NAME.fullmatch(name.strip()):
            yield (
                element,
                f"the id {name!r} is not a name",
                "It begins with a letter, has no blank.",
            )


def _elements(book: Book) -> Found:
    """Elements and refinements that nobody knows, and those that lead nowhere."""
    package = book.package
    for element in package.metadata:
        name, where = local(element), space(element)
        if where == DC and name not in ELEMENTS_OF_DC:
            yield element, f"dc:{name} is not in Dublin Core", "Look the name up."
        elif where == OPF and name not in ("meta", "link", "dc-metadata", "x-metadata"):
            yield element, f"{name} is not an element of metadata", "Use meta."
        if where not in (OPF, DC):
            yield (
                element,
                f"{name} is in the namespace {where!r}",
                f"Metadata are in {DC}, or meta.",
            )
        if name == "link" and where == OPF and not (element.get("rel") or "").strip():
            yield element, "a link has no rel", "Say what it leads to: record, xmp ..."
        if where == DC and package.modern and element.get(f"{{{OPF}}}role"):
            hint = "Write meta property=role refines=#id."
            yield element, f"dc:{name} has opf:role, which is of EPUB 2", hint
        if name == "meta" and where == OPF and not (element.get("property") or element.get("name")):
            yield element, "a meta has no property", "Name what it says."
        target = element.get("refines")
        if target is None:
            continue
        if not target.strip().startswith("#") or target.strip()[1:] not in package.ids:
            yield element, f"refines {target!r} leads nowhere", "It is # and the id of an element."
        elif package.ids[target.strip()[1:]] is element:
            yield element, f"refines {target!r} is itself", "It names another element."
    for key in ONCE:
        count = Counter((e.get("refines") or "").strip() for e in package.meta(key))
        for target, times in count.items():
            if times > 1 and target:
                second = [
                    e for e in package.meta(key) if (e.get("refines") or "").strip() == target
                ]
                yield second[1], f"{key} is said {times} times of {target}", "Say it once."


def _property(book: Book, element: Element) -> Iterator[tuple[str, str]]:
    """One meta with a property: known, of the right thing, with a value that it can have."""
    name, value = (element.get("property") or "").strip(), words(element)
    prefix, colon, _ = name.partition(":")
    declared = re.findall(r"([\w.-]+):\s", f"{book.package.root.get('prefix') or ''} ")
    if not colon and name not in PROPERTIES:
        yield f"the property {name!r} is not one of EPUB’s", "Look the name up, or give its prefix."
    elif colon and prefix not in PREFIXES and prefix not in declared:
        yield f"the prefix of {name!r} is not declared", "Declare it in the attribute prefix."
    target = (element.get("refines") or "").strip().removeprefix("#")
    refined = book.package.ids.get(target)
    allowed = REFINED.get(name)
    if allowed and (refined is None or local(refined) not in allowed):
        yield f"{name} refines no {' or '.join(allowed)}", "refines names the element it is about."
    scheme = (element.get("scheme") or "").strip()
    if scheme and scheme.partition(":")[0] not in (*PREFIXES, *declared):
        yield f"the scheme {scheme!r} is not one of a declared prefix", "For roles: marc:relators."
    if name == "role" and (scheme == "marc:relators" or not scheme) and value not in RELATORS:
        hint = "The codes are at loc.gov/marc/relators: aut, drt, pro."
        yield f"the role {value!r} is not in the MARC list of relators", hint
    if name == "title-type" and value not in TITLES:
        yield f"title-type {value!r} is none", f"It is one of {', '.join(TITLES)}."
    if name == "collection-type" and not scheme and value not in ("series", "set"):
        yield f"collection-type {value!r} is none", "It is series or set."
    if name == "group-position" and not re.fullmatch(r"\d+(\.\d+)*", value):
        yield f"group-position {value!r} is not a number", "Write 1, or 2.1."
    if name == "display-seq" and not re.fullmatch(r"\d+", value):
        yield f"display-seq {value!r} is not a number", "Write 1, 2, 3."
    if name == "source-of" and value != "pagination":
        yield f"source-of {value!r} is none", "It is pagination."


def _wished(book: Book) -> Found:
    """What no rule asks for, and shops and libraries do."""
    package = book.package
    if not package.dublin("creator"):
        hint = "Name whoever compiled the texts, with the role aut."
        yield package.root, "nobody is named as its author: shelves will show “Unknown”", hint
    filed = {(e.get("refines") or "").strip() for e in package.meta("file-as")}
    for element in package.dublin("creator"):
        if f"#{element.get('id')}" not in filed and not element.get(f"{{{OPF}}}file-as"):
            hint = "Add file-as: “Archer, Ann”."
            yield element, f"{words(element)} has no sorted name", hint
    roles = {(e.get("refines") or "").strip() for e in package.meta("role")}
    for element in (*package.dublin("creator"), *package.dublin("contributor")):
        if roles and f"#{element.get('id')}" not in roles:
            yield element, f"{words(element)} has no role, and others have", "Add one: aut, drt."
    seen: set[tuple[str, str]] = set()
    for element in package.metadata:
        key = (local(element), words(element))
        if space(element) == DC and key in seen:
            yield element, f"dc:{key[0]} {key[1]!r} is said twice", "Say it once."
        seen.add(key)
    for element in (*package.dublin("creator"), *package.dublin("title")):
        if NOBODY.fullmatch(words(element)):
            hint = "Write the name by which readers find it."
            yield element, f"{_shown(element)} is {words(element)!r}", hint
    for element in package.metadata:
        if found := MARKUP.search(words(element)):
            hint = "Write plain text: it is shown as it stands."
            yield element, f"{_shown(element)} has {found.group()[:40]!r}", hint
    if len(package.dublin("title")) > 1 and "main" not in map(words, package.meta("title-type")):
        yield (
            package.dublin("title")[1],
            "of several titles none is the main one",
            "Add title-type.",
        )
