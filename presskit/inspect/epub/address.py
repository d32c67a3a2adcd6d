"""Addresses within a book: where a link of one file leads (EPUB 3.3, 4.2.5 and 3.6)."""

import posixpath
import re
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import unquote, urlsplit

Kind = Literal["book", "web", "other", "broken"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_WEB = ("http", "https", "ftp")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link leads: to a file of the book, to the web, elsewhere (mail), or nowhere.

    `fault` says what is wrong with the way it is written, also when the file can be told.
    """

    kind: Kind
    name: str = ""
    fragment: str = ""
    scheme: str = ""
    fault: str = ""


def resolve(base: str, link: str) -> Address:
    """The address `link` of the file `base`; both are paths within the container."""
    bare = link.strip()
    text = re.sub(r"[\t\n\r]", "", bare)  # as browsers do
    if text != bare and not text.lower().startswith("data:"):
        fault = f"{text[:80]!r} has a line break within"
        return replace(_resolve(base, text), fault=fault)
    return _resolve(base, text)


def _resolve(base: str, text: str) -> Address:
    if not text:
        return Address("broken", fault="the address is empty")
    if _SCHEME.match(text) or text.startswith("//"):
        return _outside(text)
    try:
        path, query, fragment = urlsplit(text)[2:]
    except ValueError:
        return Address("broken", fault=f"{text[:80]!r} is not an address")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(path)))
    if not path:
        name = base
    if path.startswith("/"):
        return Address("broken", fault=f"{text[:80]!r} begins with a slash: there is no such root")
    if name == ".." or name.startswith("../"):
        return Address("broken", fault=f"{text[:80]!r} leads out of the book")
    return Address("book", name, unquote(fragment), fault=_written(text, query))


def _outside(text: str) -> Address:
    try:
        scheme = "https" if text.startswith("//") else urlsplit(text).scheme.lower()
        host = urlsplit(text).netloc
    except ValueError:
        return Address("broken", fault=f"{text[:80]!r} is not an address")
    if scheme not in _WEB:
        return Address("other", text, scheme=scheme)
    if host.lower().rstrip(":") in _WEB:
        return Address("web", text, scheme=scheme, fault=f"{text[:80]!r} begins twice")
    fault = "" if host and not re.search(r"\s", text) else f"{text[:80]!r} is not an address"
    return Address("web" if host else "broken", text, scheme=scheme, fault=fault)


def _written(text: str, query: str) -> str:
    """What is wrong with the writing of an address whose file can be told."""
    if "\\" in text:
        return f"{text[:80]!r} has a backslash: folders are parted by /"
    if re.search(r"\s", text):
        return f"{text[:80]!r} has a blank: write %20"
    if re.search(r'[<>"^`{|}]|%(?![0-9A-Fa-f]{2})', text):
        return f"{text[:80]!r} has a character that must be written as %XX"
    return f"{text[:80]!r} has a query, which a file cannot answer" if query else ""
