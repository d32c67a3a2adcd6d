"""From a file's bytes to a Book: container, package, pages. What cannot be read is found here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from presskit.diagnostics import Diagnostic, Location
from presskit.inspect.epub import container, trees
from presskit.inspect.epub.book import PARSED, Book
from presskit.inspect.epub.package import Package
from presskit.inspect.epub.trees import Tree, line_of, local, space
from presskit.inspect.epub.vocabulary import FONTS, OCF, OPF, PAGE

PACKAGE = "application/oebps-package+xml"


@dataclass
class _Opening:
    """What is read of a container so far, and what was wrong."""

    shown: str
    files: Mapping[str, bytes]
    found: list[Diagnostic]
    read: dict[str, Tree] = field(default_factory=dict)

    def parse(self, name: str, page: bool = False) -> Tree | None:
        """The tree of a file; None when it is not there or not to be read."""
        if name not in self.files:
            return None
        tree, faults = trees.parse(name, self.files[name], page)
        for fault in faults:
            place = Location(f"{self.shown}/{name}", fault.line, fault.column)
            self.found.append(Diagnostic("PK702", fault.message, place, fault.hint))
        if tree:
            self.read[name] = tree
        return tree

    def say(self, code: str, name: str, line: int, message: str, hint: str) -> None:
        self.found.append(Diagnostic(code, message, Location(f"{self.shown}/{name}", line), hint))

    def pages(self, package: Package, name: str, secret: Collection[str]) -> dict[str, Tree]:
        """Every file of the manifest that is XML, but the package itself and what is encrypted."""
        pages: dict[str, Tree] = {}
        for item in package.by_name.values():
            known = item.name in (name, *pages) or item.name in secret
            if item.media_type in PARSED and not known:
                page = self.parse(item.name, item.media_type == PAGE)
                pages |= {item.name: page} if page else {}
        return pages


def open_book(data: bytes, shown: str) -> tuple[Book | None, list[Diagnostic]]:
    """The book of a file's bytes, and what is wrong with its container and its XML."""
    box = container.unpack(data, shown)
    opening = _Opening(shown, box.files, list(box.found))
    say, found = opening.say, opening.found
    for name in sorted(box.files):
        if name.startswith("META-INF/") and name.endswith(".xml"):
            opening.parse(name)
    meta = opening.read.get(container.CONTAINER)
    name, line, wrong = _rootfile(meta) if meta else ("", 0, "")
    if wrong:
        hint = "It names the package document, and its type."
        say("PK701", container.CONTAINER, line, wrong, hint)
    secret = _secret(opening.read.get(container.ENCRYPTION))
    if not name:
        return None, found
    if name not in box.names:
        hint = "Put it there, or name the one that is."
        say("PK701", container.CONTAINER, line, f"the package {name} is not in the book", hint)
    tree = opening.parse(name)
    if tree is None:
        return None, found
    if (local(tree.root), space(tree.root)) != ("package", OPF):
        say("PK704", name, 1, "it is not a package document", f"Its root is package in {OPF}.")
        return None, found
    package = Package(tree)
    pages = opening.pages(package, name, secret)
    fonts = {i.name for i in package.items if i.media_type in FONTS}
    hint = "A reading system without the key cannot open it."
    for locked in sorted(secret - fonts):
        say("PK701", locked, 0, "it is encrypted: its content cannot be looked at", hint)
    names = frozenset(box.names)
    return Book(shown, box.files, names, package, pages, frozenset(secret)), found


def _rootfile(tree: Tree) -> tuple[str, int, str]:
    """The package that the container names, the line, and what is wrong (EPUB 3.3, 4.2.6.3.1)."""
    root = tree.root
    if local(root) != "container" or space(root) != OCF:
        return "", 1, "its root is not container, in the namespace of containers"
    files = [e for e in root.iter("*") if local(e) == "rootfile"]
    if not files:
        return "", 1, "it names no rootfile"
    named = next((e for e in files if e.get("media-type") == PACKAGE), files[0])
    path, line = named.get("full-path") or "", line_of(named)
    if not path:
        return "", line, "the rootfile has no full-path"
    for one in files:
        if one.get("media-type") != PACKAGE:
            return path, line_of(one), f"the media type of a rootfile is not {PACKAGE}"
    version = root.get("version")
    return path, line, "" if version == "1.0" else f"its version is {version!r}, not '1.0'"


def _secret(tree: Tree | None) -> set[str]:
    """Files that the container says are encrypted (EPUB 3.3, 4.2.6.3.2)."""
    if tree is None:
        return set()
    uris = (e.get("URI") or "" for e in tree.root.iter("*") if local(e) == "CipherReference")
    return {uri for uri in uris if uri}
