"""What makes a kit, beside its content: presskit itself, Python, libraries, the system's own."""

import ctypes
import hashlib
import os
import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from presskit import resources


def stamp() -> str:
    """SHA-256 over every file of presskit, the packages beside it and the libraries below."""
    total = hashlib.sha256()
    for line in (*_system(), *_packages()):
        total.update(f"{line}\n".encode())
    root = resources.data_root()
    for folder in (Path(__file__).parent, root / "templates", root / "assets"):
        of_tree(folder, total.update)
    return total.hexdigest()


def of_tree(folder: Path, add: Callable[[bytes], object]) -> None:
    """Hand on what is below a folder: names, links, and the bytes of files, in one order.

    What cannot be read, and what is no file, is handed on as such.
    """
    for path in _below(folder):
        add(f"{path.relative_to(folder).as_posix()}\0".encode("utf-8", "surrogateescape"))
        if path.is_symlink():
            add(os.fsencode(path.readlink()) + b"\0link\0")
        try:
            if path.is_file():
                with path.open("rb") as file:
                    add(hashlib.file_digest(file, "sha256").digest())
        except OSError as error:
            add(f"unread {error.errno}".encode())


_PASSED_OVER = ("__pycache__",)


def _below(folder: Path, above: tuple[str, ...] = ()) -> Iterator[Path]:
    """Every name below a folder, over links as well, but for those that lead back to it."""
    here = os.path.realpath(folder)
    try:
        paths = sorted(folder.iterdir()) if here not in above else []
    except OSError:
        return
    for path in paths:
        if path.name not in _PASSED_OVER:
            yield path
            if path.is_dir():
                yield from _below(path, (*above, here))


def _packages() -> Iterator[str]:
    """Every package that is installed, with its version: pip names its folder so."""
    for place in dict.fromkeys(sys.path):
        try:
            found = sorted(path.name for path in Path(place or ".").glob("*.*-info"))
        except OSError:
            continue
        yield from found


def _system() -> Iterator[str]:
    yield sys.version
    yield platform.machine()
    for names, function in _LIBRARIES:
        yield _version(names, function)


_LIBRARIES = (
    (("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"), "pango_version_string"),
    (("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"), "hb_version_string"),
    (("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"), "FcGetVersion"),
)
"""What WeasyPrint sets type with, and how each tells its version."""


def _version(names: tuple[str, ...], function: str) -> str:
    for name in names:
        try:
            told = getattr(ctypes.CDLL(name), function)
        except (OSError, AttributeError):
            continue
        if function == "FcGetVersion":
            return f"{name} {told()}"
        told.restype = ctypes.c_char_p
        return f"{name} {told().decode()}"
    return f"{names[0]} is not there"
