"""Ways in which content or a theme could ask for a file of somebody else's, or for the network.

Each is tried through the real command, in the process that makes kits. A server on this machine and
canary files tell what was served: a request that came, or the canary's words in an output. What was
refused must be said, and the kit may not be made as if nothing had been asked.
"""

import contextlib
import http.server
import io
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tests.reliability.vectors import CANARY, MARKUP, ROOT, SHEETS, Places, Vector, filled, vectors

WORD = CANARY.encode()
# ------------------------------------------------------------ what was served


class _Asked(http.server.BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:  # the library's name
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(_picture())

    def log_message(self, *_: object) -> None:
        pass


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (37, 41), "#12f0a7").save(out, "PNG")
    return out.getvalue()


@contextlib.contextmanager
def aims(folder: Path) -> Iterator[tuple[Places, list[str]]]:
    """A server, and canaries in a folder beside the project; what the server was asked for."""
    asked: list[str] = []
    handler = type("Handler", (_Asked,), {"asked": asked})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    there = folder / "sibling"
    there.mkdir()
    names = ("canary.txt", "canary.png", "canary.css", "canary.ttf")
    text, picture, sheet, font = (there / name for name in names)
    text.write_text(f"---\ntitle: {CANARY}\n---\n{CANARY}\n")
    picture.write_bytes(_picture())
    sheet.write_text(f"p::before {{ content: '{CANARY}' }}")
    shutil.copyfile(next((ROOT / "assets/fonts").rglob("*.ttf")), font)
    try:
        address = f"http://127.0.0.1:{server.server_address[1]}"
        yield Places(address, text, picture, sheet, font, "sibling"), asked
    finally:
        server.shutdown()
        server.server_close()


MARKS = ((b"/Width 37", b"/Height 41"), (bytes.fromhex("0000002500000029"),), (WORD,))
"""What tells a canary: the picture's size in a PDF and in a PNG, and the word of the others."""


def leaked(folder: Path) -> list[str]:
    """Outputs that have a canary in them."""
    return [p.name for p in sorted(folder.rglob("*")) if p.is_file() and _holds(p.read_bytes())]


def _holds(data: bytes) -> bool:
    parts = (data, *_streams(data))
    if any(all(sign in part for sign in mark) for part in parts for mark in MARKS):
        return True
    if data[:2] != b"PK":
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(_holds(archive.read(name)) for name in archive.namelist())


def _streams(data: bytes) -> Iterator[bytes]:
    """What is packed in a PDF."""
    start = 0
    while (start := data.find(b"stream", start)) >= 0:
        start += len(b"stream")
        body = data[start : data.find(b"endstream", start)].lstrip(b"\r\n")
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(body)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one vector."""

    name: str
    served: tuple[str, ...]
    code: int
    said: str

    @property
    def silent(self) -> bool:
        """Whether it was refused without an error."""
        return self.code == 0 and not self.served


def tried(vector: Vector, folder: Path, places: Places, asked: list[str]) -> Answer:
    """One vector through presskit build."""
    project = folder / "project"
    shutil.copytree(ROOT / "tests/data/minimal", project)
    edition = vector.plant(project, places)
    command = [sys.executable, "-m", "presskit", "build", "minimal"]
    command += ["--edition", edition] if edition else []
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(places.text.parent)}
    before = len(asked)
    done = subprocess.run(
        command, cwd=project, env=environ, capture_output=True, text=True, check=False
    )
    served = (*asked[before:], *leaked(project / "dist"))
    shutil.rmtree(project)
    return Answer(vector.name, tuple(served), done.returncode, done.stderr)


def answers(folder: Path, chosen: list[Vector]) -> list[Answer]:
    with tempfile.TemporaryDirectory(dir=folder) as name, aims(Path(name)) as (places, asked):
        return [tried(vector, Path(name), places, asked) for vector in chosen]


def measure_fetches(folder: Path) -> dict[str, int]:
    """How many ways were tried, how often something was served, and how often nothing was said."""
    found = answers(folder, vectors())
    counted = {"tried": len(found), "served": sum(bool(a.served) for a in found)}
    return counted | {"silent": sum(a.silent for a in found)}


# ------------------------------------------------------------ the stock way

_STOCK = """\
import sys, pathlib
from weasyprint import HTML
HTML(string=pathlib.Path("page.html").read_text(), base_url=".").write_pdf("out.pdf")
"""


def measure_stock(folder: Path) -> dict[str, int]:
    """The same markup and rules through WeasyPrint with its defaults."""
    pages = {n: f"<body><section><p>Words.</p>{m}</section>" for n, m in MARKUP.items()}
    pages |= {n: f"<style>{r}</style><section><p>Words.</p></section>" for n, r in SHEETS.items()}
    served = 0
    with tempfile.TemporaryDirectory(dir=folder) as name, aims(Path(name)) as (places, asked):
        for page in pages.values():
            there = Path(name) / "a/b/c"
            there.mkdir(parents=True)
            (there / "page.html").write_text(filled(page, places))
            before = len(asked)
            subprocess.run(
                [sys.executable, "-c", _STOCK], cwd=there, stderr=subprocess.DEVNULL, check=False
            )
            out = there / "out.pdf"
            hit = len(asked) > before or (out.exists() and _reaches(out.read_bytes()))
            served += hit
            shutil.rmtree(Path(name) / "a")
    return {"tried": len(pages), "served": served}


def _reaches(data: bytes) -> bool:
    """Whether a canary is in a PDF, or a link to a file of this machine."""
    return _holds(data) or b"file:///" in data
