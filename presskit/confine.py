"""A process that confines itself: memory, time, and which files it may open. No network.

Two fences stand one behind the other: Python's audit hook, on every system, which sees what Python
code asks for and can name it; and Landlock, where Linux has it, which holds for libraries in C too.
Neither can be taken off again by the process.
"""

import contextlib
import ctypes
import errno
import os
import struct
import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

MEGABYTE = 1 << 20


def limit(seconds: int, memory: int) -> None:
    """At most so many seconds of computing and megabytes of memory; no core file."""
    if sys.platform == "win32":
        return
    import resource

    _at_most(resource.RLIMIT_CPU, seconds)
    _at_most(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":  # elsewhere it is not kept, or counts what is only reserved
        _at_most(resource.RLIMIT_AS, memory * MEGABYTE)


def _at_most(kind: int, wanted: int) -> None:
    import resource

    with contextlib.suppress(OSError, ValueError):
        _, most = resource.getrlimit(kind)
        soft = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(kind, (soft, most))


def die_with_parent() -> None:
    """Have the system end this process when the one that started it ends, however it ends."""
    if sys.platform == "linux":
        death = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(death, 9, 0, 0, 0)


# ------------------------------------------------------------ the audit hook

_ALWAYS = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.spawn",
    "webbrowser.", "urllib.", "ftplib.", "smtplib.", "http.client", "_winapi.CreateProcess",
)  # fmt: skip
"""Events of what no rendering needs (Python's table of audit events)."""

_CHANGES = {"os.remove": 1, "os.rmdir": 1, "os.mkdir": 1, "os.truncate": 1, "os.chmod": 1,
            "os.rename": 2, "os.link": 2, "os.symlink": 2}  # fmt: skip
"""Events of what changes a disk, and how many paths each has."""

_LISTS = ("os.listdir", "os.scandir")

_HARMLESS = ("socket.gethostname",)


def refuse(read: Collection[Path], write: Collection[Path], told: Callable[[str], None]) -> None:
    """Let Python open files only below these folders; `told` hears of everything refused."""
    readable = tuple(_below(path) for path in (*read, *write))
    writable = tuple(_below(path) for path in write)

    def hook(event: str, given: tuple[object, ...]) -> None:
        if event == "open":
            path, _mode, flags = given
            if isinstance(path, str | bytes | os.PathLike):
                if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR):
                    _check(os.fsdecode(path), writable, told)
                elif _there(path):  # what is not there is for the program to find out
                    _check(os.fsdecode(path), readable, told)
        elif event in _LISTS and isinstance(given[0], str | bytes | os.PathLike):
            if _there(given[0]):
                _check(os.fsdecode(given[0]), readable, told)
        elif event in _CHANGES:
            for path in given[: _CHANGES[event]]:
                if isinstance(path, str | bytes | os.PathLike):
                    _check(os.fsdecode(path), writable, told)
        elif event.startswith(_ALWAYS) and event not in _HARMLESS:
            told(event)
            raise PermissionError(errno.EACCES, f"not allowed while a kit is made: {event}")

    sys.addaudithook(hook)


def _there(path: str | bytes | os.PathLike[str]) -> bool:
    return Path(os.fsdecode(path)).exists()


def _below(path: Path) -> str:
    return os.path.realpath(path)


def _check(path: str, allowed: tuple[str, ...], told: Callable[[str], None]) -> None:
    real = os.path.realpath(path)
    if any(real == one or real.startswith(one.rstrip(os.sep) + os.sep) for one in allowed):
        return
    told(path)
    raise PermissionError(errno.EACCES, "it leads out of what a kit may be made of", path)


# ------------------------------------------------------------ Landlock

_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""System calls, the same on every processor (Linux 5.13 and later)."""

_EXECUTE, _WRITE, _READ, _LIST = 1, 2, 4, 8
_FILES = _EXECUTE | _WRITE | _READ | 1 << 14
"""Rights that a file has; the others are those of folders."""

_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}
"""Every right to files, by the version of the interface; later ones add none that we give."""

_TCP = 3
_SCOPES = 3
_NO_NEW_PRIVILEGES = 38
_PATH = 1
_SINCE_TCP, _SINCE_SCOPES = 4, 6


def fence(read: Iterable[Path], write: Iterable[Path]) -> bool:
    """Let this process open nothing else, whoever asks; False where the system cannot.

    Raises OSError when it can and will not: then nothing may be rendered.
    """
    if sys.platform != "linux":
        return False
    system = ctypes.CDLL(None, use_errno=True)
    version = system.syscall(_CREATE, None, 0, 1)
    if version < 1:
        return False
    rights = _RIGHTS.get(version, _RIGHTS[3])
    asked = struct.pack(
        "QQQ",
        rights,
        _TCP if version >= _SINCE_TCP else 0,
        _SCOPES if version >= _SINCE_SCOPES else 0,
    )
    size = 24 if version >= _SINCE_SCOPES else 16 if version >= _SINCE_TCP else 8
    rules = _called(system.syscall(_CREATE, asked, size, 0))
    for paths, given in ((read, _EXECUTE | _READ | _LIST), (write, rights)):
        for path in paths:
            _allow(system, rules, path, given & rights)
    _called(system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    _called(system.syscall(_RESTRICT, rules, 0))
    os.close(rules)
    return True


def _allow(system: ctypes.CDLL, rules: int, path: Path, rights: int) -> None:
    try:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return  # what is not there needs no leave
    try:
        given = rights if path.is_dir() else rights & _FILES
        _called(system.syscall(_ADD, rules, _PATH, struct.pack("=Qi", given, folder), 0))
    finally:
        os.close(folder)


def _called(result: int) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
