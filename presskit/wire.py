"""What goes between the process that asks for a kit and the one that makes it.

Orders go one way; frames the other: progress, findings and the manifest as JSON, and the bytes of
files. Nothing that comes is run.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from pydantic import TypeAdapter

from presskit.diagnostics import Diagnostic
from presskit.document import Artifact
from presskit.project import Project
from presskit.remembered import Earlier, Remembered
from presskit.request import Limits, Request


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a film: files by name, each with its artifact, and what is to be said.

    `head` is the manifest without its files. Nothing is made when `found` holds an error.
    `remembered` is how each edition was made; `again` are those that were as they would be.
    """

    head: dict[str, Any] = field(default_factory=dict)
    artifacts: tuple[Artifact, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    found: tuple[Diagnostic, ...] = ()
    withheld: str = ""
    remembered: Mapping[str, Remembered] = field(default_factory=dict)
    again: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Order:
    """A film to be made, and how much that may take."""

    project: Project
    folder: Path
    request: Request
    earlier: Earlier
    limits: Limits


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was made, but for the bytes of the files, which follow in the order of the artifacts."""

    head: dict[str, Any]
    artifacts: tuple[Artifact, ...]
    found: tuple[Diagnostic, ...]
    withheld: str
    remembered: Mapping[str, Remembered]
    again: frozenset[str]


_ORDER = TypeAdapter(Order)
_ANSWER = TypeAdapter(_Answer)
_FOUND = TypeAdapter(tuple[Diagnostic, ...])

ORDER, PROGRESS, REFUSED, TRACE, ANSWER, FILE = b"O", b"P", b"E", b"T", b"A", b"F"
"""Kinds of frames."""

_HEAD = 9
"""Bytes before a frame: its kind, and its length."""


def send(out: IO[bytes], kind: bytes, body: bytes) -> None:
    out.write(kind + len(body).to_bytes(_HEAD - 1) + body)
    out.flush()


def frames(stream: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Frames as they come, until the stream ends."""
    while len(head := stream.read(_HEAD)) == _HEAD:
        size = int.from_bytes(head[1:])
        body = stream.read(size)
        if len(body) < size:
            return
        yield head[:1], body


def order(asked: Order) -> bytes:
    # What was not typed is left to its default: not every default is something one could type.
    return _ORDER.dump_json(asked, exclude_unset=True)


def ordered(body: bytes) -> Order:
    return _ORDER.validate_json(body)


def refused(found: tuple[Diagnostic, ...]) -> bytes:
    return _FOUND.dump_json(found)


def why_refused(body: bytes) -> tuple[Diagnostic, ...]:
    return _FOUND.validate_json(body)


def answer(out: IO[bytes], made: Made) -> None:
    """Send what was made."""
    told = _Answer(
        made.head, made.artifacts, made.found, made.withheld, made.remembered, made.again
    )
    send(out, ANSWER, _ANSWER.dump_json(told))
    for artifact in made.artifacts:
        send(out, FILE, made.files[artifact.name])


def answered(body: bytes, rest: Iterator[tuple[bytes, bytes]]) -> Made | None:
    """What was made; its files are the frames that follow. None when they end too soon."""
    told = _ANSWER.validate_json(body)
    files = {}
    for artifact in told.artifacts:
        kind, data = next(rest, (b"", b""))
        if kind != FILE:
            return None
        files[artifact.name] = data
    return Made(
        told.head, told.artifacts, files, told.found, told.withheld, told.remembered, told.again
    )
