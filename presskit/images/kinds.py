"""What a file is by its first bytes, whatever its name says; and what to do with what is no photo.

No decoder is started for a kind that is refused here.
"""

import re
from pathlib import PurePath

SUFFIXES = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "TIFF": (".tif", ".tiff"),
}

EXPORT = "Export it as JPEG, PNG, TIFF or WebP."

_RAW = (
    ".3fr", ".arw", ".cr2", ".cr3", ".dng", ".iiq", ".nef", ".orf", ".pef", ".raf", ".rw2", ".srw",
)  # fmt: skip
"""Raw files of cameras; most are TIFF within, so that their names must tell."""

HEAD = 4096
"""Bytes that are looked at."""

_PNG = b"\x89PNG\r\n\x1a\n"

_BRANDS = {
    b"heic": "HEIC", b"heix": "HEIC", b"hevc": "HEIC", b"heim": "HEIC", b"heis": "HEIC",
    b"mif1": "HEIF", b"msf1": "HEIF", b"avif": "AVIF", b"avis": "AVIF", b"crx ": "raw",
}  # fmt: skip
"""Kinds by the brand of an ISO base media file (ISO/IEC 14496-12, ftyp)."""

_STARTS = (
    (b"8BPS", "a Photoshop file"),
    (b"%!PS", "an EPS file"),
    (b"\xc5\xd0\xd3\xc6", "an EPS file"),
    (b"%PDF", "a PDF"),
    (b"GIF8", "a GIF, which has 256 colours at most"),
    (b"BM", "a BMP"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000 picture"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\x00\x00\x00\x0cJXL ", "a JPEG XL picture"),
    (b"FUJIFILMCCD-RAW", "a raw file of a camera"),
    (b"IIRO", "a raw file of a camera"),
    (b"IIU\x00", "a raw file of a camera"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x00\x00\x01\x00", "an icon"),
)
"""What other kinds begin with."""


def kind(data: bytes) -> str:
    """JPEG, PNG, WEBP or TIFF by the first bytes; empty for everything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(_PNG):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return "TIFF" if data[:4] in (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+") else ""


def refusal(data: bytes, name: str) -> tuple[str, str]:
    """Why a file is no photograph, and what to do; two empty texts when it may be one."""
    head = data[:HEAD]
    if not head:
        return f"{name} is empty", "Copy it again, or ask for the file again."
    if head.startswith(b"version https://git-lfs."):
        message = f"{name} is a pointer of Git LFS, not the picture itself"
        return message, "Fetch the pictures: git lfs pull."
    if PurePath(name).suffix.lower() in _RAW or (head[:4] == b"II*\x00" and head[8:10] == b"CR"):
        return f"{name} is a raw file of a camera", EXPORT
    if head.startswith(_PNG) and bytes(4) in (head[16:20], head[20:24]):
        return f"{name} has no pixels", "Ask for the file again."
    if not any(head):
        return f"{name} holds nothing but zeros", "Copy it again, or ask for the file again."
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head")):
        hint = "Save the picture itself: open it alone in the browser, and save that."
        return f"{name} is a web page that was saved under a picture's name", hint
    if text.startswith((b"<svg", b"<?xml", b"<!doctype svg")):
        return f"{name} is a drawing (SVG or XML), not a photograph", EXPORT
    other = _other(head)
    if other or kind(data):
        return (f"{name} is {other}", EXPORT) if other else ("", "")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not re.search(rb"[\x00-\x08\x0e-\x1a]", head):
        hint = "Save the picture itself: open it alone in the browser, and save that."
        return f"{name} is a text or a web page under a picture's name", hint
    return "", ""


def _other(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        brand = _BRANDS.get(head[8:12], "")
        if brand == "raw":
            return "a raw file of a camera"
        return f"{_article(brand)} picture" if brand else "a film or a file of its kind"
    return next((called for start, called in _STARTS if head.startswith(start)), "")


def _article(brand: str) -> str:
    said = f"{'an' if brand[0] == 'A' else 'a'} {brand}"
    return f"{said} (iPhone)" if brand in ("HEIC", "HEIF") else said
