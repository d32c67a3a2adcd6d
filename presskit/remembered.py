"""What is remembered of the last build of a kit, so that nothing is made twice.

A record is a file of the project's build/ folder: it can be deleted at any time. It is believed
only as far as the digests in it are those of what is there now.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from presskit import keeping
from presskit.diagnostics import Diagnostic
from presskit.document import Artifact, Layout, Part
from presskit.inputs import Inputs


@dataclass(frozen=True, slots=True)
class Remembered:
    """How an edition was made: of what, as which file, and what was said of it.

    `found` is what the writer found, and `leaks` what was found in the file when it was searched
    as `searched` says.
    """

    inputs: Inputs
    sha256: str
    layout: Layout | None
    found: tuple[Diagnostic, ...]
    parts: tuple[Part, ...]
    searched: str
    leaks: tuple[Diagnostic, ...]

    def of(self, now: Inputs) -> bool:
        """Whether the same would be made, and said of it, from `now`."""
        placed = any(one.location for one in self.found)
        same = self.inputs.made_of == now.made_of
        return same and (self.inputs.traced == now.traced or not placed)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The kit that stands in a folder, and what is remembered of it, by the name of editions."""

    folder: Path | None = None
    artifacts: tuple[Artifact, ...] = ()
    editions: Mapping[str, Remembered] = field(default_factory=dict)


NOTHING_EARLIER = Earlier()


@dataclass(frozen=True, slots=True)
class Record:
    """The last build of a kit: by which `maker`, from what (`stamp`), as which set of files
    (`manifest`, a digest), and what it said. `names` are the files that it made or left."""

    maker: str = ""
    stamp: str = ""
    manifest: str = ""
    names: tuple[str, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    editions: Mapping[str, Remembered] = field(default_factory=dict)


_RECORD = TypeAdapter(Record)


def file_of(root: Path, film: str, target: Path) -> Path | None:
    """Where the last build of a film into a folder is recorded; None when build/ leads out."""
    folder = keeping.within(root, "build/kits")
    return folder / f"{film}-{keeping.key_of(str(target))[:12]}" if folder else None


def recall(file: Path | None) -> Record:
    """The record in a file; an empty one when there is none that can be read."""
    data = keeping.read(file) if file else None
    try:
        return _RECORD.validate_json(data) if data else Record()
    except ValidationError:
        return Record()


def record(file: Path | None, what: Record, before: Record) -> None:
    """Write a record; of editions that were not made this time, what was known before stays."""
    if file:
        known = before.editions if before.maker == what.maker else {}
        whole = replace(what, editions={**known, **what.editions})
        keeping.write(file, _RECORD.dump_json(whole))


def as_made(folder: Path, artifact: Artifact) -> bytes | None:
    """A file of a kit, if it is the one that was made: no link, no byte another."""
    return with_digest(folder / artifact.name, artifact.sha256)


def with_digest(file: Path, sha256: str) -> bytes | None:
    """A file's bytes, if they have the digest and the file is no link."""
    if file.is_symlink() or not file.is_file():
        return None
    data = file.read_bytes()
    return data if hashlib.sha256(data).hexdigest() == sha256 else None
