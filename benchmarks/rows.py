"""What is measured, in turn: the contestants on one amount of content, and the rows that hold two
of them against each other."""

import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2

from benchmarks import kits, peers
from benchmarks.content import AMOUNTS, story
from benchmarks.handed import hand_over
from benchmarks.kits import A4, Contestant
from benchmarks.manuscript import write_manuscript
from benchmarks.measure import Ratio, Taken, ratio, run
from benchmarks.project import FILM, write_project

Results = Mapping[str, Sequence[Taken]]


@dataclass(frozen=True, slots=True)
class Row:
    """Ours beside theirs: what the ratio is at most, where something is to be reached."""

    what: str
    ours: str
    theirs: str
    limit: float | None = None
    per_page: bool = False

    def ratio(self, results: Results, computing: bool = False) -> Ratio | None:
        """On the clock, or of computing; None where one of the two was not measured."""

        def figure(taken: Taken) -> float:
            seconds = taken.computing if computing else taken.seconds
            return seconds / taken.pages if self.per_page else seconds

        ours, theirs = ([figure(t) for t in results.get(n, ())] for n in (self.ours, self.theirs))
        return ratio(ours, theirs) if ours and theirs and all((*ours, *theirs)) else None


ROWS = (
    Row("A4 PDF and EPUB, nothing cached, beside pandoc + WeasyPrint’s PDF alone",
        "cold", "weasyprint", 1.0),
    Row("A4 PDF and EPUB, pictures cached, beside pandoc + WeasyPrint’s PDF alone",
        "cached", "weasyprint", 0.7),
    Row("A4 PDF and EPUB, pictures cached, beside Vivliostyle CLI’s PDF alone",
        "cached", "vivliostyle", 0.6),
    Row("all PDFs and the EPUB beside the A4 PDF and the EPUB, pictures cached, a page",
        "all", "cached", 0.85, per_page=True),
    Row("nothing to do beside the build with nothing cached", "again", "cold", 0.05),
    Row("one word changed under presskit watch beside the build with nothing cached",
        "watch", "cold", 0.35),
    Row("A4 PDF, pictures cached, beside bare WeasyPrint with the same pages and pictures",
        "kit", "bare", 1.15),
    Row("A4 PDF and EPUB, pictures cached, beside pandoc + Typst’s PDF alone", "cached", "typst"),
    Row("A4 PDF and EPUB, nothing cached, beside pandoc + WeasyPrint’s PDF/UA alone",
        "cold", "tagged"),
    Row("booklet, pictures cached, beside pandoc’s EPUB", "booklet", "epub"),
)  # fmt: skip

GROWTH = Row("320 pages beside 20, with 400 stills and 2,000 credits, a page, pictures cached",
             "large", "small", 1.25, per_page=True)  # fmt: skip

MEMORY = 600.0
"""Megabytes that a kit may take at its peak."""

LABELS = {
    "cold": "presskit, A4 PDF and EPUB, nothing cached",
    "cached": "presskit, A4 PDF and EPUB, pictures cached",
    "all": "presskit, all PDFs and the EPUB, pictures cached",
    "again": "presskit, nothing to do",
    "watch": "presskit watch, one word changed",
    "kit": "presskit, A4 PDF alone, pictures cached",
    "bare": "WeasyPrint alone, the same pages",
    "booklet": "presskit, EPUB alone, pictures cached",
    "small": "presskit, 20 pages, pictures cached",
    "large": "presskit, 320 pages with 400 stills, pictures cached",
    "large-cold": "presskit, the same, nothing cached, once",
    "weasyprint": "pandoc + WeasyPrint",
    "tagged": "pandoc + WeasyPrint, PDF/UA",
    "vivliostyle": "Vivliostyle CLI",
    "typst": "pandoc + Typst",
    "epub": "pandoc’s EPUB",
}
"""What each contestant is called in a table."""

LONG = (
    "cold", "weasyprint", "cached", "vivliostyle", "typst", "again", "watch", "kit", "bare",
)  # fmt: skip
"""What is measured on 320 pages."""

PDFS = (
    A4, "press-kit-letter", "one-sheet-a4", "one-sheet-letter", "press-kit-press", "contact-sheet",
    "fact-check",
)  # fmt: skip

PLAIN = f"theme: default\neditions:\n  {A4}: {{format: pdf, shell: kit, options: {{paper: a4}}}}\n"
"""A kit on A4 that carries no other file."""

BOOKLET = "theme: default\neditions:\n  booklet: {format: epub, shell: booklet}\n"
"""A booklet that needs no other edition before it."""


def contestants(place: Path, amount: str, names: Sequence[str] = ()) -> list[Contestant]:
    """Everything that is measured on this amount of content, or what is named, in its order."""
    told = story(AMOUNTS[amount])
    first = place / "cold"
    folder = write_project(told, first)
    write_manuscript(told, place / "peers", peers.ROOT / "assets", folder / "stills")
    made = [
        kits.cold("cold", first),
        *_peer(place / "peers", "weasyprint", "tagged"),
        kits.cached("cached", _copy(first, place / "cached")),
        *_peer(place / "peers", "vivliostyle", "typst"),
        kits.again("again", _copy(first, place / "again")),
        kits.watched("watch", _copy(first, place / "watch")),
        kits.cached("kit", _copy(first, place / "kit", PLAIN), (A4,)),
        _bare(place),
        kits.cached("booklet", _copy(first, place / "booklet", BOOKLET), ("booklet",)),
        *_peer(place / "peers", "epub"),
        kits.cached("all", _copy(first, place / "all"), (*PDFS, "booklet")),
    ]
    return [one for one in made if not names or one.name in names]


def growth(place: Path) -> list[Contestant]:
    """A small kit and a large one."""
    small, large = place / "small", place / "large"
    write_project(story(AMOUNTS["20"]), small)
    write_project(story(AMOUNTS["large"]), large)
    return [kits.cached("small", small), kits.cached("large", large)]


def _copy(root: Path, to: Path, settings: str = "") -> Path:
    """The project once more, with editions of its own if they are given."""
    shutil.copytree(root / "content", to / "content")
    (to / "presskit.yaml").write_text(settings or "theme: default\n", "utf-8")
    return to


def _peer(folder: Path, *names: str) -> list[Contestant]:
    known = peers.peers()
    return [_contestant(folder, name, known[name]) for name in names if name in known]


def _contestant(folder: Path, name: str, peer: peers.Peer) -> Contestant:
    file = folder / peer.makes

    def prepare() -> None:
        file.unlink(missing_ok=True)
        run(peer.before, folder, peers.environment())

    def measured() -> Taken:
        taken = run(peer.commands, folder, peers.environment())
        if name == "vivliostyle":  # Chromium’s processes are waited for by nobody, nor counted
            taken = replace(taken, computing=0.0)
        return replace(taken, size=file.stat().st_size, pages=_pages(file))

    return Contestant(name, prepare, measured)


def _bare(place: Path) -> Contestant:
    """WeasyPrint alone; what it is given is made when it is first prepared."""
    folder, pdf = place / "bare", place / "bare.pdf"
    program = peers.ROOT / "benchmarks" / "bare.py"
    fonts = peers.ROOT / "assets" / "fonts" / "fonts.conf"
    env = {**kits.environment(), "FONTCONFIG_FILE": str(fonts)}

    def prepare() -> None:
        if not folder.exists():
            hand_over(place / "kit", FILM, A4, folder)

    def measured() -> Taken:
        taken = run([[sys.executable, program, folder, pdf]], place, env)
        return replace(taken, size=pdf.stat().st_size, pages=_pages(pdf))

    return Contestant("bare", prepare, measured)


def _pages(file: Path) -> int:
    if file.suffix != ".pdf":
        return 0
    with pypdfium2.PdfDocument(file) as document:
        return len(document)
