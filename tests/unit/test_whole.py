"""Pictures whose bytes are not all there, told without decoding them."""

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from presskit.diagnostics import Diagnostic, Location
from presskit.images import read_picture
from presskit.images.whole import CUT_OFF, DAMAGED, NO_PIXELS, broken


def picture(kind: str, mode: str = "RGB", **saved: object) -> bytes:
    image = Image.linear_gradient("L").resize((61, 47)).convert(mode)
    out = io.BytesIO()
    image.save(out, kind, **saved)
    return out.getvalue()


GOOD = {
    "JPEG": picture("JPEG"),
    "JPEG progressive": picture("JPEG", progressive=True),
    "JPEG CMYK": picture("JPEG", "CMYK"),
    "PNG": picture("PNG"),
    "PNG of one bit": picture("PNG", "1"),
    "PNG palette": picture("PNG", "P"),
    "PNG grey with alpha": picture("PNG", "LA"),
    "PNG 16 bits": picture("PNG", "I;16"),
    "WEBP": picture("WEBP"),
    "TIFF": picture("TIFF"),
    "TIFF LZW": picture("TIFF", compression="tiff_lzw"),
}


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(header: bytes, rows: bytes) -> bytes:
    whole = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + whole


@pytest.mark.parametrize("name", GOOD)
def test_nothing_is_said_of_a_whole_picture(name: str) -> None:
    assert broken(GOOD[name], name.split()[0]) == ""


def test_rows_that_are_woven_are_counted_by_their_passes() -> None:
    header = struct.pack(">IIBBBBB", 5, 5, 8, 0, 0, 0, 1)
    # 5 × 5 grey: passes of 1×1, 1×1, 2×1, 1×2, 3×1, 2×3 and 5×2 pixels, a filter byte a row
    rows = bytes(2 + 2 + 3 + 2 * 2 + 4 + 3 * 3 + 2 * 6)
    with Image.open(io.BytesIO(png(header, rows))) as image:
        image.load()
    assert broken(png(header, rows), "PNG") == ""
    assert broken(png(header, rows[:-1]), "PNG") == CUT_OFF


def decodes(data: bytes, kind: str) -> bool:
    try:
        Image.open(io.BytesIO(data), formats=(kind,)).load()
    except (OSError, SyntaxError):
        return False
    return True


@given(st.sampled_from(sorted(GOOD)), st.floats(0.02, 0.98))
def test_a_picture_that_was_cut_off_never_passes(name: str, share: float) -> None:
    kind, data = name.split()[0], GOOD[name]
    short = data[: max(40, int(len(data) * share))]
    if broken(short, kind) == "":
        assert not decodes(short, kind)


@given(st.sampled_from([n for n in GOOD if n.startswith("PNG")]), st.data())
def test_a_byte_of_a_png_that_is_another_never_passes(name: str, data: st.DataObject) -> None:
    whole = bytearray(GOOD[name])
    start = whole.index(b"IDAT") + 4
    at = data.draw(st.integers(start, whole.index(b"IEND") - 5))
    whole[at] ^= data.draw(st.integers(1, 255))
    assert broken(bytes(whole), "PNG") in (CUT_OFF, DAMAGED)


def test_a_jpeg_without_pixels_and_one_of_endless_passes_are_told() -> None:
    data = GOOD["JPEG"]
    frame = data.index(b"\xff\xc0") + 5
    assert broken(data[:frame] + bytes(4) + data[frame + 4 :], "JPEG") == NO_PIXELS
    scan = data.index(b"\xff\xda")
    assert "passes" in broken(data[:scan] + data[scan:-2] * 201 + b"\xff\xd9", "JPEG")


HUGE = """
import sys
from pathlib import Path
from presskit.diagnostics import Location
from presskit.images import read_picture
print(read_picture(Path(sys.argv[1]), Location("x")).message)
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_large_picture_that_is_cut_off_is_refused_in_little_memory(tmp_path: Path) -> None:
    rows = zlib.compress(bytes(12000 * 3 + 1) * 9900)
    data = png(struct.pack(">IIBBBBB", 12000, 9900, 8, 2, 0, 0, 0), b"")
    at = data.index(b"IDAT") - 4
    (tmp_path / "cut.png").write_bytes(data[:at] + chunk(b"IDAT", rows[:-2000]) + data[-12:])
    command = [sys.executable, "-c", HUGE, str(tmp_path / "cut.png")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
    assert said[0] == "cut.png is cut off: its end is missing"
    assert int(said[1]) < 100_000, "kilobytes at most"


def test_what_a_tiff_lacks_is_told_quietly(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = picture("TIFF", compression="tiff_lzw")
    (tmp_path / "hole.tif").write_bytes(data.replace(data[8:40], bytes(32), 1))
    (tmp_path / "cut.tif").write_bytes(data[:60])
    found = [read_picture(tmp_path / n, Location("x")) for n in ("hole.tif", "cut.tif")]
    said = [one.message for one in found if isinstance(one, Diagnostic)]
    assert said[0] == "hole.tif is damaged or cut off"
    assert said[1] == "cut.tif is cut off: its end is missing"
    assert capfd.readouterr().err == ""
