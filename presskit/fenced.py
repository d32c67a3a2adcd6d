"""The process that makes kits: it fences itself in, then makes what it is ordered to.

`contain` is the side that asks.
"""

import contextlib
import json
import math
import os
import signal
import sys
import sysconfig
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO

from presskit import confine, keeping, resources, wire
from presskit.diagnostics import Diagnostic, PresskitError, errors, refusal
from presskit.formats import FORMATS
from presskit.produce import produce
from presskit.request import Notify
from presskit.wire import Made, Order


def child() -> None:
    """Read orders from stdin, confine this process to what the first is about, answer on stdout."""
    confine.die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked is stopped, and stops this one
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    refused: list[str] = []
    confined = False
    for _, body in wire.frames(sys.stdin.buffer):
        order = wire.ordered(body)
        # The system counts from the start of the process.
        spent = math.ceil(time.process_time())
        confine.limit(spent + order.limits.seconds, order.limits.memory)
        refused.clear()
        try:
            if not confined:
                _confined(order, refused.append)
                confined = True
            made = _made(order, partial(_tell, out))
        except PresskitError as error:
            wire.send(out, wire.REFUSED, wire.refused(tuple(error.found)))
        except MemoryError:
            hint = "Take out what is largest, or allow more: --max-memory."
            message = f"the kit takes more than {order.limits.memory} megabytes of memory"
            too_much = Diagnostic("PK532", message, None, hint)
            wire.send(out, wire.REFUSED, wire.refused((too_much,)))
        except OSError as error:
            if error.errno is None:  # a library that cannot be loaded, a bug of ours
                wire.send(out, wire.TRACE, traceback.format_exc().encode())
            else:
                wire.send(out, wire.REFUSED, wire.refused((refusal(error),)))
        except Exception:  # noqa: BLE001  # the process that asked shows it
            wire.send(out, wire.TRACE, traceback.format_exc().encode())
        else:
            wire.answer(out, _denied(made, refused))


def _tell(out: IO[bytes], what: str, number: int, total: int) -> None:
    wire.send(out, wire.PROGRESS, json.dumps([what, number, total]).encode())


def _made(order: Order, notify: Notify) -> Made:
    return produce(order.project, order.folder, order.request, order.earlier, notify)


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


def _confined(order: Order, told: Callable[[str], None]) -> None:
    """Nothing but what a kit is made of can be opened from here on."""
    root = order.project.root
    read, write = readable(root, order.folder), writable(root)
    read += [order.earlier.folder] if order.earlier.folder else []
    _load_what_sets_type(order)
    sys.dont_write_bytecode = True  # what is loaded from here on cannot be kept beside its source
    confine.fence(read, write)
    confine.refuse(read, write, told)


def _load_what_sets_type(order: Order) -> None:
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
    return [folder for folder in (keeping.pictures(root),) if folder]
