"""Builds of the same content in other surroundings, compared byte by byte."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATE = "1700000000"

SURROUNDINGS: dict[str, dict[str, str]] = {
    "as it is": {},
    "zone": {"TZ": "Pacific/Kiritimati"},
    "other zone": {"TZ": "Etc/GMT+12"},
    "locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "plain locale": {"LC_ALL": "C", "LANG": "C"},
    "hash seed": {"PYTHONHASHSEED": "1"},
    "other hash seed": {"PYTHONHASHSEED": "4242"},
    "umask": {"umask": "0077"},
    "open umask": {"umask": "0000"},
    "folder": {"folder": "another place, à côté"},
    "home and user": {"HOME": "home", "USER": "somebody", "LOGNAME": "somebody"},
    "later": {},
    "all at once": {
        "TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "7", "umask": "0027",
        "folder": "x" * 60, "HOME": "home", "USER": "else",
    },
}  # fmt: skip
"""What differs, by name. Builds differ in time by themselves, one being later than the other."""


def kit(folder: Path, given: dict[str, str], date: str = "") -> dict[str, str]:
    """Digests of the files of a kit that was made in these surroundings."""
    project = folder / given.get("folder", "project")
    shutil.copytree(ROOT / "tests/data/minimal", project)
    environ = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    environ |= {k: v for k, v in given.items() if k.isupper()}
    environ |= {"PYTHONPATH": str(ROOT)} | ({"SOURCE_DATE_EPOCH": date} if date else {})
    if environ.get("HOME") == "home":
        (folder / "home").mkdir()
        environ["HOME"] = str(folder / "home")
    command = [sys.executable, "-m", "presskit", "build", "minimal"]
    mask = int(given.get("umask", "0022"), 8)
    subprocess.run(command, cwd=project, env=environ, umask=mask, check=True, capture_output=True)
    made = sorted((project / "dist/minimal").iterdir())
    found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in made}
    if len(found) < 3:
        raise AssertionError(f"no kit: {sorted(found)}")
    return found


def differing(folder: Path, chosen: dict[str, dict[str, str]]) -> dict[str, list[str]]:
    """The files that are not the same as in the first of the surroundings, by their name."""
    found: dict[str, list[str]] = {}
    first: dict[str, str] = {}
    for name, given in chosen.items():
        with tempfile.TemporaryDirectory(dir=folder) as place:
            made = kit(Path(place), given)
        first = first or made
        found[name] = sorted(f for f in first | made if first.get(f) != made.get(f))
    return found


def measure_sameness(folder: Path) -> dict[str, int]:
    """How many builds were made, and how many were equal to the byte in every file."""
    found = differing(folder, SURROUNDINGS)
    return {"builds": len(found), "identical": sum(not files for files in found.values())}


# ------------------------------------------------------------ the stock way

_STOCK = """\
import locale
locale.setlocale(locale.LC_ALL, "")
from ebooklib import epub
from weasyprint import HTML
page = "<title>Minimal</title><p>Words.</p><img src=one.png>"
HTML(string=page, base_url=".").write_pdf("kit.pdf")
book = epub.EpubBook()
book.set_identifier("stock"); book.set_title("Minimal"); book.set_language("en")
one = epub.EpubHtml(title="One", file_name="one.xhtml")
one.content = "<p>Words.</p>"
book.add_item(one)
book.toc, book.spine = [one], ["nav", one]
book.add_item(epub.EpubNcx()); book.add_item(epub.EpubNav())
epub.write_epub("kit.epub", book)
"""


def measure_stock(folder: Path) -> dict[str, int]:
    """The same surroundings for a page by WeasyPrint and a book by EbookLib."""
    from PIL import Image

    seen: list[tuple[bytes, bytes]] = []
    for given in SURROUNDINGS.values():
        with tempfile.TemporaryDirectory(dir=folder) as name:
            place = Path(name) / given.get("folder", "project")
            place.mkdir()
            Image.new("RGB", (9, 9), "red").save(place / "one.png")
            environ = os.environ | {k: v for k, v in given.items() if k.isupper() and k != "LC_ALL"}
            environ |= {"LC_ALL": "C"}
            subprocess.run([sys.executable, "-c", _STOCK], cwd=place, env=environ, check=True,
                           stderr=subprocess.DEVNULL)  # fmt: skip
            seen.append(((place / "kit.pdf").read_bytes(), (place / "kit.epub").read_bytes()))
    return {"builds": len(seen), "identical": sum(one == seen[0] for one in seen)}
