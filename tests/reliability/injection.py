"""The calls by which a program changes a disk, each of which can be made to fail or to be the last.

`Injection` counts those on paths within a folder; at the one that is asked for, the call fails
with an error of the system, the process dies, or somebody else does something.
"""

import builtins
import contextlib
import errno
import io
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from presskit import outputs

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)

CALLS = (
    "open",  # to write
    "write",
    "fsync",
    "mkdir",
    "rename",
    "exchange",
    "unlink",
    "rmdir",
    "link",
    "mode",
    "look",  # into a folder
)

NEEDS_ROOM = ("open", "write", "mkdir", "link")

KILLED = 0
"""In place of an error: the process dies before the call, or in the middle of what it writes."""

KILLED_AFTER = -1
"""The process dies when the call is done."""


@dataclass(frozen=True, slots=True)
class Fault:
    """At the `nth` call of a kind (of all kinds if `call` is empty), an error of the system.

    `lasting`: the disk stays as it is then. A full one has no room for more but lets go of what it
    has; one that is broken or read-only changes no more.
    """

    call: str
    nth: int
    error: int = errno.ENOSPC
    lasting: bool = False

    def breaks(self, call: str) -> bool:
        """Whether a call of this kind fails after the first failure."""
        if not self.lasting:
            return False
        return call in NEEDS_ROOM if self.error == errno.ENOSPC else True


@dataclass(frozen=True, slots=True)
class System:
    """What the file system can do: exchange two names in one step, give a file a second name."""

    exchanges: bool = True
    links: bool = True


CAPABLE = System()

SYSTEMS = tuple(System(exchanges, links) for exchanges in (True, False) for links in (True, False))


class Injection(contextlib.AbstractContextManager["Injection"]):
    """Patches the calls while it is entered, and keeps a `trace` of them: kind and path."""

    def __init__(
        self,
        within: Path,
        fault: Fault | None = None,
        system: System = CAPABLE,
        meanwhile: Callable[[], None] | None = None,
    ) -> None:
        self.within, self.fault, self.system = str(within.resolve()), fault, system
        self.meanwhile = meanwhile
        self.trace: list[tuple[str, str]] = []
        self.counts: Counter[str] = Counter()
        self.happened = False
        self._patches = contextlib.ExitStack()
        self._busy = False

    def __enter__(self) -> "Injection":
        for owner, name, call in self._calls():
            real = getattr(owner, name)
            self._patches.enter_context(mock.patch.object(owner, name, self._watched(real, call)))
        opens = self._opening(io.open)
        for owner in (io, builtins):
            self._patches.enter_context(mock.patch.object(owner, "open", opens))
        exchanged = self._exchanging(outputs._exchange)
        self._patches.enter_context(mock.patch.object(outputs, "_exchange", exchanged))
        return self

    def __exit__(self, *_: object) -> None:
        self._patches.close()

    def _calls(self) -> Iterator[tuple[Any, str, str]]:
        yield from ((os, name, name) for name in ("mkdir", "rename", "link", "rmdir", "fsync"))
        yield from ((os, name, "look") for name in ("listdir", "scandir"))
        yield from ((os, name, "mode") for name in ("chmod", "utime"))
        yield from ((os, "replace", "rename"), (os, "unlink", "unlink"), (os, "remove", "unlink"))
        yield from ((os, "open", "open"), (os, "sendfile", "write"))

    # -------------------------------------------------------- one call

    def _watched(self, real: Callable[..., Any], call: str) -> Callable[..., Any]:
        def watched(*args: Any, **named: Any) -> Any:
            flags = args[1] if real is REAL_OPEN and len(args) > 1 else 0
            kind = "look" if call == "open" and not flags & _WRITING else call
            if self._busy or not self._concerns(call, args, named):
                return real(*args, **named)
            if kind == "link" and not self.system.links:
                raise OSError(errno.EPERM, os.strerror(errno.EPERM))
            path = str(args[0]) if args else ""
            if kind == "fsync" and sys.platform == "linux":
                path = str(Path(f"/proc/self/fd/{path}").readlink())
            return self.meet(kind, path, lambda: real(*args, **named))

        return watched

    def _concerns(self, call: str, args: tuple[Any, ...], named: dict[str, Any]) -> bool:
        if call in ("fsync", "write") or named.get("dir_fd") is not None:
            return True
        return bool(args) and self._inside(args[0])

    def _inside(self, path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return True  # an open folder
        return os.path.abspath(os.fsdecode(path)).startswith(self.within)  # noqa: PTH100

    def meet(
        self, call: str, path: str, do: Callable[[], Any], half: Callable[[], Any] | None = None
    ) -> Any:
        """Do what is called for, unless this is the call that fails; `half` is done before it."""
        self.trace.append((call, path))
        self.counts[call] += 1
        fault = self.fault
        if fault is None:
            return do()
        count = self.counts[call] if fault.call else self.counts.total()
        if count == fault.nth and fault.call in ("", call):
            self.happened = True
            return self._happens(fault, path, do, half)
        if self.happened and fault.breaks(call):
            raise OSError(fault.error, os.strerror(fault.error), path)
        return do()

    def _happens(
        self, fault: Fault, path: str, do: Callable[[], Any], half: Callable[[], Any] | None
    ) -> Any:
        if self.meanwhile:
            self._busy = True
            self.meanwhile()
            self._busy = False
            return do()
        if fault.error == KILLED_AFTER:
            do()
        elif half:
            half()
        if fault.error <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(fault.error, os.strerror(fault.error), path)

    # -------------------------------------------------------- files and exchanges

    def _opening(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def opening(file: Any, mode: str = "r", *args: Any, **named: Any) -> Any:
            writes = any(letter in mode for letter in "wax+")
            if self._busy or not writes or isinstance(file, int) or not self._inside(file):
                return real(file, mode, *args, **named)
            path = str(file)
            opened = self.meet("open", path, lambda: real(file, mode, *args, **named))
            return _Watched(opened, path, self)

        return opening

    def _exchanging(self, real: Callable[[Path, Path], bool]) -> Callable[[Path, Path], bool]:
        def exchanging(one: Path, other: Path) -> bool:
            if not self.system.exchanges:
                return False
            try:
                return bool(self.meet("exchange", str(one), lambda: real(one, other)))
            except OSError:  # the system's call says no
                return False

        return exchanging


REAL_OPEN = os.open
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class _Watched:
    """A file open to write, whose writes are met; one that fails has written half."""

    def __init__(self, file: Any, path: str, injection: Injection) -> None:
        self._file, self._path, self._injection = file, path, injection

    def write(self, data: Any) -> Any:
        def half() -> None:
            self._file.write(data[: len(data) // 2])
            self._file.flush()

        return self._injection.meet("write", self._path, lambda: self._file.write(data), half)

    def __enter__(self) -> "_Watched":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
