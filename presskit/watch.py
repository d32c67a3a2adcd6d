"""Builds a kit again whenever something that it is made of is saved, in one warm process."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from presskit.build import Report, build, kit_folder
from presskit.contain import Workshop
from presskit.diagnostics import Diagnostic, PresskitError
from presskit.project import open_project
from presskit.request import Notify, Request


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of one build: a report, or what stood in its way; and the seconds that it took."""

    report: Report | None
    found: tuple[Diagnostic, ...]
    seconds: float

    @property
    def made(self) -> tuple[str, ...]:
        """Editions that were made, and not left as they stood."""
        artifacts = self.report.artifacts if self.report else ()
        again = self.report.again if self.report else frozenset()
        return tuple(a.edition for a in artifacts if a.name not in again)


def rebuild(
    shop: Workshop, root: Path, folder: Path, request: Request, kits: Path, notify: Notify
) -> Rebuilt:
    """Build a film's kit into a folder of `kits`, in a shop that stays warm.

    The settings are read each time. What stands in the way is told, never raised: the kit before
    stays as it was.
    """
    begin = time.monotonic()
    target = kit_folder(kits, folder.name, request.audience).resolve()
    try:
        project = open_project(root)
        report = build(project, folder, replace(request, target=target), notify, shop.make)
    except PresskitError as error:
        return Rebuilt(None, tuple(error.found), time.monotonic() - begin)
    found = report.found
    return Rebuilt(report if report.artifacts else None, found, time.monotonic() - begin)


def saves(root: Path, folder: Path, stopped: Callable[[], bool]) -> Iterator[None]:
    """Yields when all is watched, and after each save of what a kit of the film is made of.

    Files that are saved within a moment of each other are one save. Ends when `stopped` says so.
    """
    settings, before = root / "presskit.yaml", None
    while not stopped():
        places = _places(root, folder)
        fresh = True  # what was saved while nothing was watched
        for changes in _changes(places):
            now = _seen(settings)
            if stopped():
                return
            if changes or fresh or now != before:
                before, fresh = now, False
                yield
            if _places(root, folder) != places:
                break


def _places(root: Path, folder: Path) -> list[Path]:
    """Folders that are watched: one that is made later is watched from then on."""
    return [place for place in (folder, root / "templates", root / "assets") if place.is_dir()]


_TICK = 100
"""Milliseconds after which it is looked whether the settings were saved or a folder was made."""

_QUIET = 60
"""Milliseconds without a change after which a save is over."""


def _changes(places: list[Path]) -> Iterator[set[object]]:
    from watchfiles import watch

    yield from watch(  # type: ignore[misc]
        *places,
        step=_QUIET,
        debounce=2000,
        rust_timeout=_TICK,
        yield_on_timeout=True,
        raise_interrupt=True,
    )


def _seen(file: Path) -> tuple[int, int, int] | None:
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino
