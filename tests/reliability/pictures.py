"""Photographs made bad, from a seed: cut, spliced, lying headers, bombs, metadata gone mad."""

import io
import random
import struct
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

from PIL import Image

from tests.reliability.mutations import ANY, Mutation

SIZE = (360, 240)
SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "TIFF": ".tif"}


@cache
def good(kind: str) -> bytes:
    """A photograph of a kind, with noise in it so that no part of its data can be spared."""
    noise = Image.frombytes("RGB", SIZE, random.Random(7).randbytes(SIZE[0] * SIZE[1] * 3))
    soft = Image.linear_gradient("L").resize(SIZE).convert("RGB")
    given: dict[str, Any] = {"TIFF": {"compression": "tiff_lzw"}}.get(kind, {})
    out = io.BytesIO()
    Image.blend(noise, soft, 0.7).save(out, kind, **given)
    return out.getvalue()


def shortened(data: bytes, chance: random.Random) -> Mutation:
    kept = int(len(data) * chance.uniform(0, 0.85))
    return Mutation(f"cut off after {kept} bytes", data[:kept], damaging=True)


def headless(data: bytes, chance: random.Random) -> Mutation:
    size = chance.choice((4, 16, 64))
    return Mutation("its head zeros", bytes(size) + data[size:], damaging=True)


def hollow(data: bytes, chance: random.Random) -> Mutation:
    """The second half zeros, as after a copy that was interrupted on a disk."""
    start = int(len(data) * chance.uniform(0.3, 0.8))
    # No decoder of WebP complains, and whole pictures of that kind may end in zeros.
    seen = not data.startswith(b"RIFF")
    return Mutation("zeros within", data[:start] + bytes(len(data) - start), seen)


def lying(data: bytes, chance: random.Random) -> Mutation:
    """Segments and chunks whose length is not theirs, by kind."""
    changed = bytearray(data)
    at = chance.randrange(2, min(len(changed), 400))
    changed[at : at + 2] = struct.pack(">H", chance.choice((0, 1, 0x7FFF, 0xFFFF)))
    return Mutation("a length that lies", bytes(changed))


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _png(width: int, height: int, depth: int, colours: int, body: bytes, *more: bytes) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0))
    parts = [b"\x89PNG\r\n\x1a\n", head, *more, _chunk(b"IDAT", body), _chunk(b"IEND", b"")]
    return b"".join(parts)


def bomb(_data: bytes, chance: random.Random) -> Mutation:
    """A small file of very many pixels, or that says so."""
    width, height = chance.choice(((60_000, 60_000), (2**31 - 1, 1), (1, 2**31 - 1), (12_000,) * 2))
    rows = zlib.compress(bytes((width + 7) // 8 + 1) * 100) if width < 10**6 else b""
    return Mutation(f"{width} × {height}", _png(width, height, 1, 0, rows), damaging=True)


def text_bomb(_data: bytes, _chance: random.Random) -> Mutation:
    """A PNG with a text that unpacks to 200 megabytes."""
    packed = zlib.compress(bytes(200_000_000), 9)
    text = _chunk(b"zTXt", b"Comment\0\0" + packed)
    rows = zlib.compress((b"\0" + bytes(SIZE[0] * 3)) * SIZE[1])
    return Mutation("a text bomb", _png(*SIZE, 8, 2, rows, text))


def polyglot(data: bytes, chance: random.Random) -> Mutation:
    """A file that is something else as well."""
    more = chance.choice(
        (b"PK\x03\x04" + bytes(60), b"<html><script>alert(1)</script>", b"%PDF-1.7")
    )
    return Mutation("a polyglot", data + more)


def other(_data: bytes, chance: random.Random) -> Mutation:
    """Something else under a picture's name."""
    what = chance.choice(
        (b"", b"\0" * 5000, b"<!doctype html><title>Sign in</title>", b"<svg xmlns='x'/>",
         b"GIF89a" + bytes(90), b"BM" + bytes(90), b"8BPS" + bytes(90), b"%PDF-1.7\n", b"%!PS\n",
         b"PK\x03\x04" + bytes(90), b"hello", b"\0\0\0\x18ftypheic" + bytes(90),
         b"version https://git-lfs.github.com/spec/v1\n", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP",
         b"II*\0", b"MM\0*\0\0\0\x08\xff\xff", b"\x89PNG\r\n\x1a\n")
    )  # fmt: skip
    return Mutation(f"another file {what[:8]!r}", what, damaging=True)


def mad_exif(_data: bytes, chance: random.Random) -> Mutation:
    """Metadata of every type that Pillow writes, with values nobody expects."""
    exif = Image.Exif()
    for tag in (0x010E, 0x0112, 0x011A, 0x0132, 0x013B, 0x8298, 0x9286, 0xA005):
        exif[tag] = chance.choice(("x" * 60_000, 99, "\0", "\ud7ff", -1 & 0xFF, "31,52N"))
    out = io.BytesIO()
    xmp = chance.choice((b"<x", b"\xff" * 900, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b""))
    image = Image.new("RGB", SIZE, "#804020")
    image.save(out, "JPEG", exif=_raw(exif, chance), xmp=xmp, icc_profile=chance.randbytes(400))
    return Mutation("metadata gone mad", out.getvalue(), damaging=True)


def _raw(exif: Image.Exif, chance: random.Random) -> bytes:
    try:
        data = bytearray(exif.tobytes())
    except Exception:  # noqa: BLE001  # Pillow does not write what it would read
        data = bytearray(b"Exif\0\0MM\0*\0\0\0\x08" + chance.randbytes(300))
    for _ in range(chance.choice((0, 1, 20))):
        data[chance.randrange(6, len(data))] = chance.randrange(256)
    return bytes(data)


def swapped(data: bytes, chance: random.Random) -> Mutation:
    """The head of one kind, the rest of another."""
    kind = chance.choice(list(SUFFIXES))
    at = chance.randrange(8, 200)
    return Mutation(f"the head of a {kind}", good(kind)[:at] + data[at:])


PICTURES: tuple[Callable[[bytes, random.Random], Mutation], ...] = (
    *ANY, *ANY, shortened, shortened, headless, hollow, lying, lying, bomb, text_bomb, polyglot,
    other, other, mad_exif, swapped,
)  # fmt: skip


def mutated(chance: random.Random) -> tuple[str, Mutation]:
    """A suffix and a bad picture for it; sometimes the suffix is of another kind."""
    kind = chance.choice(list(SUFFIXES))
    mutation = chance.choice(PICTURES)(good(kind), chance)
    if chance.random() < 0.1:
        return chance.choice(list(SUFFIXES.values())), mutation
    return SUFFIXES[kind], mutation
