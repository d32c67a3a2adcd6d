"""Whole builds of a small film, in processes of their own, in which a call fails or is the last."""

import contextlib
import os
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from presskit import build as pipeline
from presskit import contain, produce
from presskit.cli import main
from tests.reliability.injection import CAPABLE, Fault, Injection, System
from tests.reliability.sets import STRANGERS, left_beside, tree, write

MINIMAL = Path(__file__).parents[1] / "data" / "minimal"

EDITIONS = """\
editions:
  fact-sheet: {format: json}
  stills: {format: zip, of_stills: true}
"""

BEFORE, NOW = "1600000000", "1700000000"
"""Dates of two kits: all that makes the new set another than the old one."""


@dataclass(frozen=True, slots=True)
class Film:
    """A project with a kit of an earlier date, and what may be in its folder from then on."""

    project: Path
    old: dict[str, bytes]
    new: dict[str, bytes]

    @property
    def target(self) -> Path:
        return self.project / "dist" / "minimal"

    def again(self, project: Path) -> "Film":
        """A copy of it all, for one trial."""
        shutil.copytree(self.project, project)
        return Film(project, self.old, self.new)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its exit code, or minus the signal; what it said; whether it failed
    where it was told to; the calls that it made."""

    code: int
    said: str
    happened: bool = True
    trace: tuple[str, ...] = ()


def film(folder: Path) -> Film:
    """A small film with a photograph, its kit, and files of somebody else in the kit's folder."""
    project = folder / "project"
    shutil.copytree(MINIMAL, project)
    (project / "presskit.yaml").write_text(EDITIONS, "utf-8")
    ledger = project / "content" / "minimal" / "stills.yaml"
    ledger.write_text(ledger.read_text("utf-8").replace("{tbc: Ann Archer}", "one.jpg"), "utf-8")
    stills = ledger.parent / "stills"
    stills.mkdir()
    Image.linear_gradient("L").resize((900, 600)).convert("RGB").save(stills / "one.jpg")
    target = project / "dist" / "minimal"
    _must(build(project, "--out", str(folder / "new"), date=NOW))
    _must(build(project, date=BEFORE))
    shutil.rmtree(project / "build")
    write(target, STRANGERS)
    return Film(project, tree(target), tree(folder / "new" / "minimal") | STRANGERS)


def _must(ended: Ended) -> None:
    if ended.code:
        raise AssertionError(ended.said)


def build(
    project: Path,
    *words: str,
    date: str = NOW,
    fault: Fault | None = None,
    system: System = CAPABLE,
    first: Callable[[], None] = lambda: None,
    meanwhile: Callable[[], None] | None = None,
) -> Ended:
    """presskit build in a process of its own, which does `first` before it; where `meanwhile` is
    given, that is done in place of the fault."""
    injection = Injection(project, fault, system, meanwhile)

    def work() -> int:
        # What makes the kit in a process of its own is out of reach of what is injected here.
        contain.contained = lambda *given, **_: produce.produce(*given[:5])
        first()
        os.chdir(project)
        os.environ["SOURCE_DATE_EPOCH"] = date
        code = 0
        with injection:
            try:
                main(["build", "minimal", *words], prog_name="presskit")
            except SystemExit as ended:
                code = int(ended.code or 0)
        sys.stdout.write(_TRACE + " ".join(call for call, _ in injection.trace))
        sys.stdout.write(_HAPPENED if injection.happened else "")
        return code

    status, said = in_a_process(work)
    said, _, more = said.partition(_TRACE)
    trace = tuple(more.removesuffix(_HAPPENED).split())
    return Ended(status, said, status < 0 or more.endswith(_HAPPENED), trace)


_TRACE, _HAPPENED = "\0calls ", "\0happened"


def in_a_process(work: Callable[[], int]) -> tuple[int, str]:
    """Its exit code, or minus the signal that ended it, and all that it said."""
    hear, speak = os.pipe()
    child = os.fork()
    if child == 0:
        # It leaves by _exit alone: it is a copy of the process of the tests.
        code = LOST
        out = os.fdopen(speak, "w", encoding="utf-8")
        with out, contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            try:
                code = work()
            except BaseException:  # noqa: BLE001  # told to the other process
                traceback.print_exc()
        os._exit(code)
    os.close(speak)
    with os.fdopen(hear, encoding="utf-8") as told:
        said = told.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


LOST = 99
"""The exit code of a process whose work raised what nothing caught."""


def judged(film: Film, ended: Ended) -> Iterator[str]:
    """What is wrong with the kit and with what was said, when a build has ended."""
    right = {0: [film.new], 3: [film.old]}.get(ended.code, [film.old, film.new])
    if (found := tree(film.target)) not in right:
        yield f"exit {ended.code}, and there is {sorted(found)}"
    if ended.code not in (0, 3) and ended.code >= 0:
        yield f"exit {ended.code}"
    if ended.code == 3 and "error PK507" not in ended.said:
        yield f"exit 3 without PK507: {ended.said}"
    if "Traceback" in ended.said:
        yield f"a traceback: {ended.said}"


def resumed(film: Film) -> Iterator[str]:
    """What is wrong with the next build: it says that something was left, and ends well."""
    left = left_beside(film.target)
    ended = build(film.project)
    if ended.code:
        yield f"the next build: exit {ended.code}, {ended.said}"
    if ("PK509" in ended.said) != bool(left):
        yield f"{left} was left, and said was {ended.said}"
    if (found := tree(film.target)) != film.new:
        yield f"after the next build there is {sorted(found)}"
    pictures = film.project / "build" / "pictures"
    more = left_beside(film.target) + [p.name for p in pictures.glob("*.part")]
    if more:
        yield f"after the next build {more} is left"


def trial(
    film: Film,
    folder: Path,
    fault: Fault | None,
    system: System = CAPABLE,
    first: Callable[[], None] = lambda: None,
) -> tuple[Ended, list[str]]:
    """A build of a copy of the film with a fault in it; how it ended, and what is wrong."""
    copy = film.again(folder / "project")
    ended = build(copy.project, fault=fault, system=system, first=first)
    wrong = [f"{fault}, {system}: {what}" for what in (*judged(copy, ended), *resumed(copy))]
    shutil.rmtree(folder)
    return ended, wrong


def calls(film: Film, folder: Path, system: System = CAPABLE) -> Counter[str]:
    """How many calls of each kind a build makes."""
    ended = build(film.again(folder / "project").project, system=system)
    shutil.rmtree(folder)
    return Counter(ended.trace)


PIPELINE = pipeline.build  # imported before any process is forked, with all that it imports
