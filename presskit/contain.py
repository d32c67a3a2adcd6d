"""`produce` in a process of its own, which may read little, write less, and not go on for ever.

This is the side that asks; `fenced` is the other, `wire` what goes between.
"""

import contextlib
import json
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from presskit import keeping, resources, wire
from presskit.diagnostics import Diagnostic, PresskitError
from presskit.project import Project
from presskit.remembered import Earlier
from presskit.request import USUAL, Limits, Notify, Request
from presskit.wire import Made


class BrokenError(RuntimeError):
    """The process that makes kits had a bug of ours; its traceback is the message."""


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
    with Workshop(limits, environ) as shop:
        return shop.make(project, folder, request, earlier, notify)


class Workshop:
    """A process that makes kits of one film, one after the other: what it has loaded stays loaded.

    It is started when it is first needed, and again after it ended in the middle.
    """

    def __init__(self, limits: Limits, environ: Mapping[str, str]) -> None:
        self.limits, self.environ = limits, environ
        self._running: _Running | None = None
        self._made = 0

    def __enter__(self) -> "Workshop":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def make(
        self,
        project: Project,
        folder: Path,
        request: Request,
        earlier: Earlier,
        notify: Notify,
    ) -> Made:
        """As `produce`; raises PresskitError and BrokenError as that does.

        One that fails after others may fail because of what they left in memory: it is tried again
        from the start.
        """
        with contextlib.suppress(OSError):
            if kept := keeping.pictures(project.root):
                kept.mkdir(parents=True, exist_ok=True)
        order = wire.order(wire.Order(project, folder, request, earlier, self.limits))
        worn = self._made > 0
        try:
            return self._make(order, notify)
        except PresskitError as error:
            if not worn or not any(one.code in _OF_MEMORY for one in error.found):
                raise
        self.close()
        return self._make(order, notify)

    def _make(self, order: bytes, notify: Notify) -> Made:
        running = self._running = self._running or _Running(self.environ)
        whole = False
        try:
            made = running.make(order, notify, self.limits)
            whole = True
            self._made += 1
            return made
        except _RefusedError as refused:
            whole = True
            raise PresskitError(*refused.found) from None
        finally:
            if not whole:
                self.close()

    def close(self) -> None:
        """End the process, whatever it does."""
        if self._running:
            self._running.close()
            self._running, self._made = None, 0


_OF_MEMORY = ("PK532", "PK533")
"""More memory than is allowed, and an end in the middle."""


class _RefusedError(Exception):
    """The process refuses an order, and waits for the next."""

    def __init__(self, found: tuple[Diagnostic, ...]) -> None:
        super().__init__()
        self.found = found


class _Running:
    """The process, its own folder, and how far was read of what its libraries said."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.private = tempfile.TemporaryDirectory(prefix="presskit-")
        self.child = _started(Path(self.private.name), environ)
        assert self.child.stdout
        self.frames = wire.frames(self.child.stdout)
        self.read = 0

    def make(self, order: bytes, notify: Notify, limits: Limits) -> Made:
        late = threading.Event()
        timer = threading.Timer(limits.seconds, _stop, (self.child, late))
        timer.start()
        try:
            made = self._heard(order, _telling(notify), limits, late)
        finally:
            timer.cancel()
        said = Path(self.private.name, "said").read_text("utf-8", "replace")
        new, self.read = said[self.read :], len(said)
        return replace(made, found=(*made.found, *_chatter(new)))

    def _heard(
        self, order: bytes, tell: Callable[[list[Any]], str], limits: Limits, late: threading.Event
    ) -> Made:
        """What the process answers; raises PresskitError when it ends without an answer."""
        assert self.child.stdin
        with contextlib.suppress(BrokenPipeError):
            wire.send(self.child.stdin, wire.ORDER, order)
        doing = ""
        for kind, body in self.frames:
            if kind == wire.PROGRESS:
                doing = tell(json.loads(body))
            elif kind == wire.REFUSED:
                raise _RefusedError(wire.why_refused(body))
            elif kind == wire.TRACE:
                raise BrokenError(body.decode())
            elif kind == wire.ANSWER and (made := wire.answered(body, self.frames)):
                return made
        raise PresskitError(_ended(self.child.wait(), late.is_set(), doing, limits))

    def close(self) -> None:
        self.child.kill()
        self.child.wait()
        for stream in (self.child.stdin, self.child.stdout):
            with contextlib.suppress(OSError):
                stream.close()  # type: ignore[union-attr]
        self.private.cleanup()


ENTRY = "from presskit.fenced import child; child()"
"""What the process runs."""


def _started(private: Path, environ: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """A fresh interpreter with an environment of its own: nothing of the user's is in it."""
    package = Path(__file__).resolve().parents[1]
    fonts = resources.data_root() / "assets" / "fonts" / "fonts.conf"
    given = {name: value for name, value in environ.items() if name in _HANDED_ON}
    given |= {
        "PYTHONPATH": str(package),
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


def _chatter(said: str) -> Iterator[Diagnostic]:
    """What libraries in C said on the process's terminal: no log of Python's has it."""
    for match in dict.fromkeys(filter(None, map(_COMPLAINT.search, said.splitlines()))):
        code = "PK504" if match[1] == "WARNING" else "PK501"
        hint = "Mend the template, the font or the picture that it is about."
        yield Diagnostic(code, match[2] or match[0], None, hint)
