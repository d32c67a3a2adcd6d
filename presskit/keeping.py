"""What was made before of the same, kept in a folder that can be deleted at any time."""

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path

Keep = Callable[[str, Callable[[], bytes]], bytes]
"""Gives what was made under a name before; else makes it, and keeps it."""


def within(root: Path, name: str) -> Path | None:
    """A folder of a project; none when it is a link to a place outside."""
    folder = root / name
    return folder if folder.resolve().is_relative_to(root.resolve()) else None


def pictures(root: Path) -> Path | None:
    """Where a project keeps what was made of its photographs, drawings and fonts."""
    return within(root, "build/pictures")


def not_kept(_key: str, make: Callable[[], bytes]) -> bytes:
    """A Keep that keeps nothing."""
    return make()


def keeper(folder: Path | None, suffix: str = "") -> Keep:
    """A Keep whose names are keys of a folder's files; without a folder nothing is kept."""
    if folder is None:
        return not_kept

    def keep(key: str, make: Callable[[], bytes]) -> bytes:
        file = folder / f"{key}{suffix}"
        data = read(file)
        if data is None:
            data = make()
            write(file, data)
        return data

    return keep


def key_of(*parts: str | bytes) -> str:
    """SHA-256 over texts and bytes, in hexadecimal; where one ends and the next begins counts."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8))
        total.update(data)
    return total.hexdigest()


_SEAL = 32
"""Bytes of SHA-256 at the end of what is kept: a file that was cut off is made again."""


def read(file: Path) -> bytes | None:
    """What a file keeps; None when there is none, or it is not as it was written."""
    try:
        sealed = file.read_bytes()
    except OSError:
        return None
    data, seal = sealed[:-_SEAL], sealed[-_SEAL:]
    return data if hashlib.sha256(data).digest() == seal else None


def write(file: Path, data: bytes) -> None:
    """Write whole or not at all; a disk that is full costs time later, not the kit."""
    part = file.with_name(f"{file.name}.part")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        # What a kill left. Taken from another build that is at it, it costs that one time later.
        for left in file.parent.glob("*.part"):
            left.unlink()
        part.write_bytes(data + hashlib.sha256(data).digest())
        part.replace(file)
    with contextlib.suppress(OSError):
        part.unlink(missing_ok=True)
