"""A kit that was built: whether it is whole, and what of its folder is ours."""

import hashlib
from pathlib import Path

from presskit.diagnostics import Diagnostic, Location, PresskitError
from presskit.document import Artifact
from presskit.inspect.leaks import Watch, search
from presskit.report import MANIFEST, artifacts_in, read_manifest

AGAIN = "Build the kit again, or copy the whole folder again."


def is_kit(folder: Path) -> bool:
    """Whether a kit was built into the folder."""
    return (folder / MANIFEST).is_file()


def kits_in(folder: Path) -> list[str]:
    """Names of the kits that were built into the folder."""
    if not folder.is_dir():
        return []
    # What an interrupted run left beside a kit begins with a point.
    return sorted(p.name for p in folder.iterdir() if p.name[0] != "." and is_kit(p))


def listed(folder: Path, shown: str) -> tuple[Artifact, ...]:
    """What the manifest lists; `shown` is how messages call the folder.

    Raises PresskitError (PK510) when the manifest cannot be read as one of ours.
    """
    artifacts = artifacts_in(read_manifest(folder))
    if not artifacts:
        place = Location(f"{shown}/{MANIFEST}")
        raise PresskitError(Diagnostic("PK510", "this is not a kit's manifest", place, AGAIN))
    return artifacts


def verify(folder: Path, shown: str) -> list[Diagnostic]:
    """Whether every file of the manifest is there, with the SHA-256 it was built with."""
    found = []
    for artifact in listed(folder, shown):
        place = Location(f"{shown}/{artifact.name}")
        try:
            data = (folder / artifact.name).read_bytes()
        except FileNotFoundError:
            found.append(Diagnostic("PK510", "the file is missing", place, AGAIN))
            continue
        except OSError as error:
            found.append(Diagnostic("PK112", f"it cannot be read: {error.strerror}", place, AGAIN))
            continue
        if hashlib.sha256(data).hexdigest() != artifact.sha256:
            message = "the file is not the one that was built: its SHA-256 differs"
            found.append(Diagnostic("PK510", message, place, AGAIN))
    return found


def is_final(folder: Path) -> bool:
    """Whether the kit says that it is final."""
    return read_manifest(folder).get("status") == "final"


def leaks(folder: Path, shown: str, watch: Watch) -> tuple[int, list[Diagnostic]]:
    """How many files the kit's folder has, and what is in them that should not be there.

    Every file is read, listed or not: who is sent the folder gets them all.
    """
    files = sorted(file for file in folder.iterdir() if file.is_file())
    found: list[Diagnostic] = []
    for file in files:
        try:
            found += search(file.read_bytes(), f"{shown}/{file.name}", watch)
        except OSError as error:
            place = Location(f"{shown}/{file.name}")
            found.append(Diagnostic("PK112", f"it cannot be read: {error.strerror}", place, AGAIN))
    return len(files), found
