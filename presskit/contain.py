"""`produce` in a process of its own, which may read little, write less, and not go on for ever.

The request goes in as JSON; what comes out are frames: progress, findings and the manifest as JSON,
and the bytes of files. Nothing that comes out is run.
"""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import sysconfig
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from pydantic import TypeAdapter

from presskit import confine, resources
from presskit.diagnostics import Diagnostic, PresskitError, errors, refusal
from presskit.document import Artifact
from presskit.formats import FORMATS
from presskit.produce import Made, produce
from presskit.project import Project
from presskit.remembered import Earlier, Remembered
from presskit.request import USUAL, Limits, Notify, Request


class BrokenError(RuntimeError):
    """The process that makes kits had a bug of ours; its traceback is the message."""


@dataclass(frozen=True, slots=True)
class _Order:
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


_ORDER = TypeAdapter(_Order)
_ANSWER = TypeAdapter(_Answer)
_FOUND = TypeAdapter(tuple[Diagnostic, ...])

# ------------------------------------------------------------ the process that asks


def contained(
    project: Project,
    folder: Path,
    request: Request,
    earlier: Earlier,
    notify: Notify,
    limits: Limits = USUAL,
    environ: Mapping[str, str] = MappingProxyType({}),
) -> Made:
    """As `produce`, in a process of its own; raises PresskitError and BrokenError as that does.

    Of `environ` the process gets what tells where programs and libraries are.
    """
    # What was not typed is left to its default: not every default is something one could type.
    asked = _Order(project, folder, request, earlier, limits)
    order = _ORDER.dump_json(asked, exclude_unset=True)
    with contextlib.suppress(OSError):
        for kept in _kept(project.root):
            kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="presskit-") as private:
        child = _started(Path(private), environ)
        late = threading.Event()
        timer = threading.Timer(limits.seconds, _stop, (child, late))
        timer.start()
        try:
            made = _heard(child, order, _telling(notify), limits, late)
            return replace(made, found=(*made.found, *_chatter(Path(private) / "said")))
        finally:
            timer.cancel()
            child.kill()
            child.wait()
            for stream in (child.stdin, child.stdout):
                with contextlib.suppress(OSError):
                    stream.close()  # type: ignore[union-attr]


ENTRY = "from presskit.contain import child; child()"
"""What the process runs."""


def _started(private: Path, environ: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """A fresh interpreter with an environment of its own: nothing of the user's is in it."""
    package = Path(__file__).resolve().parents[1]
    fonts = resources.data_root() / "assets" / "fonts" / "fonts.conf"
    given = {name: value for name, value in environ.items() if name in _HANDED_ON}
    given |= {
        "PYTHONPATH": str(package),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(private),
        "TMPDIR": str(private),
        "XDG_CACHE_HOME": str(private),
        "FONTCONFIG_FILE": str(fonts),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "OPENBLAS_NUM_THREADS": "1",  # each thread takes address space, which is limited
    }
    command = [sys.executable, "-P", "-s", "-c", ENTRY]
    with (private / "said").open("wb") as said:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            env=given,
            cwd=private,
        )


_HANDED_ON = {"PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH",
              "WEASYPRINT_DLL_DIRECTORIES"}  # fmt: skip
"""Variables that tell where programs and libraries are."""


def _stop(child: "subprocess.Popen[bytes]", late: threading.Event) -> None:
    late.set()
    child.kill()


def _telling(notify: Notify) -> Callable[[list[Any]], str]:
    """Hands progress on, and keeps what was told of last."""

    def tell(said: list[Any]) -> str:
        notify(str(said[0]), int(said[1]), int(said[2]))
        return str(said[0])

    return tell


def _heard(
    child: "subprocess.Popen[bytes]",
    order: bytes,
    tell: Callable[[list[Any]], str],
    limits: Limits,
    late: threading.Event,
) -> Made:
    """What the process answers; raises PresskitError when it ends without an answer."""
    assert child.stdin
    assert child.stdout
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(order)
        child.stdin.close()
    doing = ""
    answer: _Answer | None = None
    files: list[bytes] = []
    for kind, body in _frames(child.stdout):
        if kind == b"P":
            doing = tell(json.loads(body))
        elif kind == b"E":
            raise PresskitError(*_FOUND.validate_json(body))
        elif kind == b"T":
            raise BrokenError(body.decode())
        elif kind == b"A":
            answer = _ANSWER.validate_json(body)
        elif kind == b"F":
            files.append(body)
    if answer is None or len(files) != len(answer.artifacts):
        raise PresskitError(_ended(child.wait(), late.is_set(), doing, limits))
    names = [artifact.name for artifact in answer.artifacts]
    named = dict(zip(names, files, strict=True))
    return Made(
        answer.head,
        answer.artifacts,
        named,
        answer.found,
        answer.withheld,
        answer.remembered,
        answer.again,
    )


def _ended(code: int, late: bool, doing: str, limits: Limits) -> Diagnostic:
    """Why there was no answer."""
    where = f"making {doing}" if doing else "reading the content"
    kept = "The previous kit is unchanged."
    if late or _name(code) == "SIGXCPU":
        hint = f"{kept} Take out what is largest, or allow more: --max-seconds."
        took = f"{where} took more than {limits.seconds} seconds"
        return Diagnostic("PK531", took, None, hint)
    hint = f"{kept} Build again; if it stays so, take out what was added last, and report it."
    return Diagnostic("PK533", f"{where} ended in the middle ({_name(code)})", None, hint)


def _name(code: int) -> str:
    with contextlib.suppress(ValueError):
        return signal.Signals(-code).name
    return f"exit code {code}"


_COMPLAINT = re.compile(r"\b[A-Za-z]+-(WARNING|CRITICAL|ERROR) \*\*:? *(.*)")
"""How the libraries that set type complain on a terminal (GLib)."""


def _chatter(said: Path) -> Iterator[Diagnostic]:
    """What libraries in C said on the process's terminal: no log of Python's has it."""
    lines = said.read_text("utf-8", "replace").splitlines()
    for match in dict.fromkeys(filter(None, map(_COMPLAINT.search, lines))):
        code = "PK504" if match[1] == "WARNING" else "PK501"
        hint = "Mend the template, the font or the picture that it is about."
        yield Diagnostic(code, match[2] or match[0], None, hint)


_HEAD = 9
"""Bytes before a frame: its kind, and its length."""


def _frames(stream: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    while len(head := stream.read(_HEAD)) == _HEAD:
        size = int.from_bytes(head[1:])
        body = stream.read(size)
        if len(body) < size:
            return
        yield head[:1], body


# ------------------------------------------------------------ the process that makes


def child() -> None:
    """Read an order from stdin, confine this process, and answer on stdout."""
    confine.die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked is stopped, and stops this one
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    send = partial(_send, out)
    order = _ORDER.validate_json(sys.stdin.buffer.read())
    confine.limit(order.limits.seconds, order.limits.memory)
    refused: list[str] = []
    try:
        _confined(order, refused.append)
        made = _made(order, lambda *said: send(b"P", json.dumps(said).encode()))
    except PresskitError as error:
        send(b"E", _FOUND.dump_json(tuple(error.found)))
    except MemoryError:
        hint = "Take out what is largest, or allow more: --max-memory."
        message = f"the kit takes more than {order.limits.memory} megabytes of memory"
        send(b"E", _FOUND.dump_json((Diagnostic("PK532", message, None, hint),)))
    except OSError as error:
        if error.errno is None:  # a library that cannot be loaded, a bug of ours
            send(b"T", traceback.format_exc().encode())
        else:
            send(b"E", _FOUND.dump_json((refusal(error),)))
    except Exception:  # noqa: BLE001  # the process that asked shows it
        send(b"T", traceback.format_exc().encode())
    else:
        _answer(send, _denied(made, refused))


def _made(order: _Order, notify: Notify) -> Made:
    return produce(order.project, order.folder, order.request, order.earlier, notify)


def _answer(send: Callable[[bytes, bytes], None], made: Made) -> None:
    answer = _Answer(
        made.head, made.artifacts, made.found, made.withheld, made.remembered, made.again
    )
    send(b"A", _ANSWER.dump_json(answer))
    for artifact in made.artifacts:
        send(b"F", made.files[artifact.name])


def _send(out: IO[bytes], kind: bytes, body: bytes) -> None:
    out.write(kind + len(body).to_bytes(_HEAD - 1) + body)
    out.flush()


def _denied(made: Made, refused: list[str]) -> Made:
    """Nothing, when something was asked for that nothing of ours asks for."""
    if not refused or errors(made.found):
        return made
    hint = "Look at what was added last: a template, a drawing, a font or a picture asks for it."
    found = tuple(
        Diagnostic("PK534", f"{one} was asked for while the kit was made, and refused", None, hint)
        for one in dict.fromkeys(refused)
    )
    return replace(made, head={}, artifacts=(), files={}, found=(*made.found, *found))


def _confined(order: _Order, told: Callable[[str], None]) -> None:
    """Nothing but what a kit is made of can be opened from here on."""
    root = order.project.root
    read, write = readable(root, order.folder), writable(root)
    read += [order.earlier.folder] if order.earlier.folder else []
    _load_what_sets_type(order)
    confine.fence(read, write)
    confine.refuse(read, write, told)


def _load_what_sets_type(order: _Order) -> None:
    """Look for Pango and its like while a search may still start programs of the system."""
    known = order.project.editions
    kinds = {known[name].format for name in order.request.editions or known if name in known}
    if any(kind in FORMATS and FORMATS[kind].paged for kind in kinds):
        with contextlib.suppress(OSError):  # produce says what is missing
            import weasyprint  # noqa: F401


def readable(root: Path, folder: Path) -> list[Path]:
    """What may be read: the project, presskit, Python and its packages, the system's libraries."""
    places = {root, folder, resources.data_root(), Path(__file__).resolve().parent}
    places |= {Path(sys.prefix), Path(sys.base_prefix), Path(sys.exec_prefix)}
    places |= {Path(one) for one in sys.path if one}
    places |= {Path(one) for one in sysconfig.get_paths().values()}
    return [*sorted(places), *(Path(one) for one in _SYSTEM)]


_SYSTEM = (
    "/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/opt/homebrew",
    "/System/Library", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d",
    "/usr/share/fontconfig", "/usr/share/xml/fontconfig", "/usr/share/mime", "/etc/mime.types",
    "/usr/share/locale", "/etc/locale.alias", "/usr/share/zoneinfo", "/etc/localtime",
    "/etc/ld.so.preload", "/etc/ssl/openssl.cnf",
    "/dev/null", "/dev/urandom", "/dev/random", "/proc/self", "/proc/meminfo", "/proc/cpuinfo",
    "/proc/filesystems", "/sys/devices/system/cpu", "/sys/fs/cgroup",
)  # fmt: skip
"""Libraries, what they are found by, and what they ask of the machine."""


def writable(root: Path) -> list[Path]:
    """What may be written: a folder of this process's own, and pictures that are kept."""
    return [Path(tempfile.gettempdir()), *_kept(root), Path(os.devnull)]


def _kept(root: Path) -> list[Path]:
    from presskit.stills import kept

    return [folder for folder in (kept(root),) if folder]
