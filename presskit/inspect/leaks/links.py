"""Targets of links: what a receiver can open, and what only the sender could."""

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from presskit.diagnostics import Diagnostic
from presskit.inspect.leaks.pieces import Link, short

HINT = "Link to https, http, mailto or tel, or to a place in the document."
_OPEN = frozenset(("http", "https", "mailto", "tel"))
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_LOCAL = (".local", ".localhost", ".lan", ".internal", ".home", ".corp", ".invalid", ".test")


def check(link: Link) -> Iterator[Diagnostic]:
    """What is wrong with a link's target."""
    target = link.target.strip()
    if not target or target.startswith("#"):
        return
    reason = _reason(target, link.beside)
    if reason:
        message = f"the link “{short(target)}” {reason}"
        yield link.spot.say("PK726", message, HINT, link.line)


def _reason(target: str, beside: bool) -> str:
    if match := _SCHEME.match(target):
        scheme = match[0][:-1].lower()
        if scheme not in _OPEN:
            return "leads to something that receivers cannot open"
        if scheme in ("http", "https") and _at_home(target):
            return "leads to a machine that only its own network knows"
        return ""
    if target.startswith("//"):
        return "leads to no address of its own"
    if target.startswith(("/", "\\")):
        return "leads to a file of a disk"
    return "" if beside else "leads to a file that receivers do not have"


def _at_home(target: str) -> bool:
    """Whether an address is one of a private network, or of the machine itself."""
    try:
        host = (urlsplit(target).hostname or "").rstrip(".")
    except ValueError:
        return True
    if host == "localhost" or host.endswith(_LOCAL):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False
