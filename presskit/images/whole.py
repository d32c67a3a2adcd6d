"""Whether all of a picture's bytes are there, told without decoding it and in little memory."""

import struct
import zlib
from collections.abc import Iterator
from typing import Any

CUT_OFF = "is cut off: its end is missing"
DAMAGED = "is damaged within"
NO_PIXELS = "has no pixels"


def broken(data: bytes, kind: str) -> str:
    """What is wrong with the bytes of a picture, in words; empty when nothing is seen so far."""
    try:
        return {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp, "TIFF": _tiff}[kind](data)
    except (struct.error, IndexError):
        return CUT_OFF


def _tiff(data: bytes) -> str:
    """The first directory is within the file; that of large files (BigTIFF) is wider."""
    order = "<" if data[:1] == b"I" else ">"
    (version,) = struct.unpack_from(f"{order}H", data, 2)
    at, wide = (4, "I") if version == 42 else (8, "Q")  # TIFF 6.0, section 2
    (directory,) = struct.unpack_from(f"{order}{wide}", data, at)
    return CUT_OFF if directory + 2 > len(data) else ""


def _webp(data: bytes) -> str:
    (size,) = struct.unpack_from("<I", data, 4)
    return CUT_OFF if size + 8 > len(data) else ""


MOST_SCANS = 200
"""Passes over a progressive JPEG; cameras and editors write ten."""


def _jpeg(data: bytes) -> str:
    """An end after the last scan, not more scans than a picture needs, and a size (ITU T.81, B)."""
    if data.rfind(b"\xff\xd9") < data.rfind(b"\xff\xda"):
        return CUT_OFF
    if data.count(b"\xff\xda") > MOST_SCANS:
        return f"is coded in more than {MOST_SCANS} passes, which no picture needs"
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return "" if all(struct.unpack_from(">HH", data, at + 5)) else NO_PIXELS
        elif marker in (0xD9, 0xDA):
            return DAMAGED
        else:
            at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    return ""


_PASSES = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
    (0, 1, 1, 2),
)  # fmt: skip
"""Adam7: where each pass begins, across and down, and its steps (PNG, 8.2)."""

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Channels by colour type (PNG, 11.2.1)."""

_PIECE = 1 << 20


def _png(data: bytes) -> str:
    """Chunks that match their check sums, and as many pixels as the header says."""
    pixels = zlib.decompressobj()
    wanted, got, ended, palette = 0, 0, False, True
    for name, body, right in _chunks(data):
        if not right and name in (b"IHDR", b"PLTE", b"IDAT"):
            return DAMAGED
        if name == b"IHDR":
            wanted = _inflated(body)
            palette = body[9] != 3  # the colour type of pictures with a palette
        palette |= name == b"PLTE"
        ended |= name == b"IEND"
        try:
            got += _inflating(pixels, body, wanted - got) if name == b"IDAT" else 0
        except zlib.error:
            return DAMAGED
    if not ended or got < wanted:
        return CUT_OFF
    return "" if wanted and palette else DAMAGED


def _chunks(data: bytes) -> Iterator[tuple[bytes, memoryview, bool]]:
    """Name and body of each chunk, and whether its check sum is right."""
    at, view = 8, memoryview(data)
    while at + 12 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        body = view[at + 8 : at + 8 + size]
        if len(body) < size:
            return
        (told,) = struct.unpack_from(">I", data, at + 8 + size)
        yield name, body, told == zlib.crc32(body, zlib.crc32(name))
        at += 12 + size


def _inflated(header: memoryview) -> int:
    """Bytes of a picture's rows, each with the byte that names its filter."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    bits = depth * _CHANNELS.get(colour, 4)
    passes = _PASSES if interlaced else ((0, 0, 1, 1),)
    sizes = ((-(-(width - x) // dx), -(-(height - y) // dy)) for x, y, dx, dy in passes)
    return sum(max(0, h) * (1 + (w * bits + 7) // 8) for w, h in sizes if w > 0)


def _inflating(pixels: Any, body: memoryview, left: int) -> int:
    """How many bytes a chunk holds, unpacked piece by piece; at most those that are left."""
    count, rest = 0, bytes(body) if len(body) < _PIECE else body
    while rest and count < left and not pixels.eof:
        count += len(pixels.decompress(rest, min(_PIECE, left - count)))
        rest = pixels.unconsumed_tail
    return count
