"""The stock way, for comparison: WeasyPrint and EbookLib write straight over good old files."""

import os
import random
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pikepdf
from PIL import Image

from tests.reliability.builds import in_a_process
from tests.reliability.kills import at_a_moment, duration, when_it_writes
from tests.reliability.real import limit_files

SCRIPT = """\
import sys
from ebooklib import epub
from weasyprint import HTML

title, picture = sys.argv[1], open("one.jpg", "rb").read()
chapters = [
    f"<h1>{title} {n}</h1>" + "<p>Nothing happens, and it happens slowly.</p>" * 40
    for n in range(12)
]
page = f"<title>{title}</title><img src=one.jpg style='width: 100%'>" + "".join(chapters)
HTML(string=page, base_url="./").write_pdf("kit.pdf")

book = epub.EpubBook()
book.set_identifier("stock")
book.set_title(title)
book.set_language("en")
book.add_item(epub.EpubImage(file_name="one.jpg", media_type="image/jpeg", content=picture))
made = [epub.EpubHtml(title=f"{n}", file_name=f"{n}.xhtml") for n in range(12)]
for chapter, text in zip(made, chapters):
    chapter.content = text
    book.add_item(chapter)
book.toc, book.spine = made, ["nav", *made]
book.add_item(epub.EpubNcx())
book.add_item(epub.EpubNav())
epub.write_epub("kit.epub", book)
"""
"""Run in a folder with one.jpg; the title is its argument."""

OLD, NEW = "Old", "New"


def command(title: str) -> list[str]:
    return [sys.executable, "-c", SCRIPT, title]


def kit(folder: Path) -> Path:
    """A folder with good old files and the picture that they are made of."""
    folder.mkdir()
    Image.linear_gradient("L").resize((1800, 1200)).convert("RGB").save(folder / "one.jpg")
    duration(command(OLD), folder)
    if states(folder) != [OLD, OLD]:
        raise AssertionError("the stock way makes no kit here")
    return folder


_PARTS = 18
"""Files in the book: twelve chapters, the picture, and what every book has."""


def title_of_pdf(file: Path) -> str:
    with pikepdf.open(file) as pdf:
        return str(pdf.docinfo["/Title"])


def title_of_epub(file: Path) -> str:
    """Raises when the archive is not whole."""
    with zipfile.ZipFile(file) as archive:
        if archive.testzip() or len(archive.namelist()) != _PARTS:
            raise ValueError("a part is missing or damaged")
        package = archive.read("EPUB/content.opf").decode()
    return OLD if f"<dc:title>{OLD}<" in package else NEW


def state(file: Path, title: Callable[[Path], str]) -> str:
    """Old, New, or broken."""
    try:
        return title(file)
    except Exception:  # noqa: BLE001  # in whatever way it is broken
        return "broken"


def states(folder: Path) -> list[str]:
    """Of both files."""
    return [
        state(folder / "kit.pdf", title_of_pdf),
        state(folder / "kit.epub", title_of_epub),
    ]


def counted(found: Sequence[list[str]], what: str) -> dict[str, int]:
    """How many were tried, how many kits are whole and of one age, and how many files are
    neither the old nor the new one."""
    whole = sum(one in ([OLD, OLD], [NEW, NEW]) for one in found)
    return {what: len(found), "intact": whole, "broken": sum(one.count("broken") for one in found)}


def killed(good: Path, folder: Path, seed: int) -> Iterator[list[str]]:
    """Kills without end, in turn at any moment and while it writes: the states of both files."""
    chance = random.Random(seed)
    shutil.copytree(good, folder)
    whole = duration(command(NEW), folder)
    while True:
        for writing in (False, True):
            shutil.rmtree(folder)
            shutil.copytree(good, folder)
            if writing:
                moment = chance.random() * 0.01
                hit = when_it_writes(command(NEW), folder, folder, moment)
            else:
                moment = whole * (1 - chance.random() ** 2)
                hit = at_a_moment(command(NEW), folder, moment)
            if hit:
                yield states(folder)


def measure_kills(folder: Path, seed: int, n: int) -> dict[str, int]:
    """How often the stock way was killed, and after how many kills both files were of one kit."""
    good, found = kit(folder / "good"), killed(folder / "good", folder / "trial", seed)
    after = [next(found) for _ in range(n)]
    for used in (good, folder / "trial"):
        shutil.rmtree(used)
    return counted(after, "kills")


def measure_limits(folder: Path) -> dict[str, int]:
    """A limit on the size of files below that of each output, and below half of it."""
    good = kit(folder / "good")
    sizes = [(good / name).stat().st_size for name in ("kit.pdf", "kit.epub")]
    limits = [size - 1 for size in sizes] + [size // 2 for size in sizes]
    after = []
    for limit in limits:
        shutil.copytree(good, folder / "trial")
        _limited(folder / "trial", limit)
        after.append(states(folder / "trial"))
        shutil.rmtree(folder / "trial")
    shutil.rmtree(good)
    return counted(after, "limits")


def _limited(folder: Path, limit: int) -> None:
    def work() -> int:
        os.chdir(folder)
        limit_files(limit)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.execv(sys.executable, command(NEW))

    in_a_process(work)
