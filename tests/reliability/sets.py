"""Small sets put in place, removed and recovered while one call after the other fails.

A trial is `Intact` when what is in place is the whole old set or the whole new one, nothing of
anybody else is lost, and the next run says that something was left, clears it, and ends well.
"""

import hashlib
import itertools
import json
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from presskit import outputs, report
from presskit.diagnostics import PresskitError
from tests.reliability.injection import (
    CALLS,
    ERRORS,
    KILLED,
    KILLED_AFTER,
    SYSTEMS,
    Fault,
    Injection,
    System,
)

Files = Mapping[str, bytes]

STRANGERS = {
    "notes.txt": b"mine",
    "scans/one.txt": b"mine too",
    "scans/deep/two.txt": b"and mine",
}
"""What somebody else keeps in a kit's folder."""


def kit(**files: bytes) -> dict[str, bytes]:
    """A set with its manifest; underscores in names stand for points."""
    named = {name.replace("_", "."): data for name, data in files.items()}
    same = {"version": "1", "status": "draft", "media_type": "", "inputs": ""}
    listed = [
        same
        | {"name": name, "edition": name, "size": len(data)}
        | {"sha256": hashlib.sha256(data).hexdigest()}
        for name, data in named.items()
    ]
    return {**named, report.MANIFEST: json.dumps({"files": listed}).encode()}


OLD = kit(p_pdf=b"the old p", q_epub=b"old q")
NEW = kit(p_pdf=b"the new p", r_zip=b"new r")
NEWEST = kit(p_pdf=b"the newest")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, with its bytes; a link with where it leads."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"-> " + os.fsencode(path.readlink())
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


def write(folder: Path, files: Files) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def left_beside(target: Path) -> list[str]:
    """What stands beside a kit and its lock."""
    lock = f".{target.name}.lock"
    return sorted(p.name for p in target.parent.iterdir() if p.name not in (target.name, lock))


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing done to a kit's folder, on a system, with a fault in it."""

    action: str
    system: System
    fault: Fault
    old: Files = field(default_factory=lambda: OLD, repr=False)
    new: Files = field(default_factory=lambda: NEW, repr=False)
    strangers: Files = field(default_factory=lambda: STRANGERS, repr=False)
    left: int = 0
    """For a recovery: the call of a publication before it at which that died."""

    @property
    def gap(self) -> bool:
        """Whether the folder may be missing for a moment, until the next run."""
        stopped = self.fault.lasting or self.fault.error <= 0 or self.left > 0
        return not self.system.exchanges and stopped

    def before(self) -> dict[str, bytes]:
        return {**self.old, **self.strangers}

    def after(self) -> dict[str, bytes]:
        return {**({} if self.action == "remove" else self.new), **self.strangers}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the fault came about at all, and what was not as it must be."""

    happened: bool
    wrong: tuple[str, ...]


def prepared(trial: Trial, target: Path) -> Callable[[], object]:
    """The kit before the trial, and what is then done to it."""
    target.parent.mkdir(parents=True)
    if trial.old:
        outputs.publish(target, trial.old, ())
    write(target, trial.strangers)
    ours = tuple(trial.old)
    if trial.action == "remove":
        return lambda: outputs.remove(target, ours)
    publish = partial(outputs.publish, target, trial.new, ours)
    if trial.action == "publish":
        return publish
    killed(publish, target.parent, replace(trial, fault=Fault("", trial.left, KILLED)))
    return lambda: outputs.recover(target, report.names_in)


def run(trial: Trial, folder: Path) -> Outcome:
    """One trial, in a folder that is made for it and removed."""
    target = folder / "dist" / "film"
    act = prepared(trial, target)
    if trial.fault.error <= 0:
        ended, happened = killed(act, target.parent, trial)
    else:
        ended, happened = refused(act, target.parent, trial)
    wrong = list(judged(trial, target, ended))
    try:
        wrong += resumed(trial, target)
    except (OSError, PresskitError) as error:
        wrong.append(f"the next run fails: {error!r}")
    shutil.rmtree(folder)
    return Outcome(happened, tuple(f"{trial}: {what}" for what in wrong))


def refused(act: Callable[[], object], within: Path, trial: Trial) -> tuple[str, bool]:
    with Injection(within, trial.fault, trial.system) as injection:
        try:
            act()
            return "done", injection.happened
        except OSError:
            return "refused", injection.happened


def killed(act: Callable[[], object], within: Path, trial: Trial) -> tuple[str, bool]:
    child = os.fork()
    if child == 0:
        with Injection(within, trial.fault, trial.system):
            act()
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    return ("killed", True) if os.WIFSIGNALED(status) else ("done", False)


def judged(trial: Trial, target: Path, ended: str) -> Iterator[str]:
    """What is wrong with the folder as it stands when the trial has ended."""
    refused = ended == "refused" and trial.action == "publish" and not trial.fault.lasting
    if refused and (left := left_beside(target)):
        yield f"refused, and {left} takes room"
    if not target.exists() and trial.gap and trial.before():
        return
    found = tree(target)
    right = {"done": [trial.after()], "refused": [trial.before()]}
    if trial.action == "recover":
        right = {}
    if found not in right.get(ended, [trial.before(), trial.after()]):
        if trial.action == "remove" and ended != "done" and _removable(trial, found):
            return
        yield f"{ended}, and there is {sorted(found)}"


def _removable(trial: Trial, found: Files) -> bool:
    """Whether a part of the old set, and all that is not ours, is left with its manifest."""
    whole = trial.before().items()
    kept = found.items() >= trial.strangers.items()
    return kept and found.items() <= whole and report.MANIFEST in found


def resumed(trial: Trial, target: Path) -> Iterator[str]:
    """What is wrong with the next run: it says that something was left, and goes on."""
    left = left_beside(target)
    with outputs.locked(target):
        said = [d.code for d in outputs.recover(target, report.names_in)]
        if said != (["PK509"] if left else []):
            yield f"{left} was left, and {said} said"
        if trial.before() and not target.exists() and trial.action != "remove":
            yield "there is no kit when the next run has begun"
        more = tree(target) if target.exists() else trial.before()
        removable = trial.action == "remove" and _removable(trial, more)
        if more not in (trial.before(), trial.after()) and not removable:
            yield f"after recovery there is {sorted(more)}"
        outputs.publish(target, NEWEST, report.names_in(target))
    if tree(target) != {**NEWEST, **trial.strangers}:
        yield f"after the next build there is {sorted(tree(target))}"
    if left := left_beside(target):
        yield f"after the next build {left} is left"


# ------------------------------------------------------------ all of them


def faults(action: str, errors: Collection[int] = ERRORS) -> Iterator[Trial]:
    """Each kind of call failing once or for good, on each system; `nth` counts from 1."""
    for system, call, lasting in itertools.product(SYSTEMS, CALLS, (False, True)):
        for error in errors:
            yield Trial(action, system, Fault(call, 1, error, lasting))


def kills(action: str) -> Iterator[Trial]:
    """The process dying before a call or after it, on each system."""
    for system, when in itertools.product(SYSTEMS, (KILLED, KILLED_AFTER)):
        yield Trial(action, system, Fault("", 1, when))


def kinds(trial: Trial) -> Iterator[Trial]:
    """With a set there before or none, and files of somebody else or none."""
    for old, strangers in itertools.product((OLD, {}), (STRANGERS, {})):
        if old or trial.action != "remove":
            yield replace(trial, old=old, strangers=strangers)


def recoveries(folder: Path, errors: Collection[int] = ERRORS) -> Iterator[Trial]:
    """Each way in which a publication can be cut off, then each fault while that is mended."""
    for system in SYSTEMS:
        seen = set()
        for left in itertools.count(1):
            trial = Trial("recover", system, Fault("", 10**6), left=left)
            target = folder / "look" / "dist" / "film"
            prepared(trial, target)
            beside = left_beside(target)
            done = not beside and tree(target) == trial.after()
            found = tuple(sorted(p.as_posix() for p in target.parent.rglob("*")))
            shutil.rmtree(folder / "look")
            if done:
                break
            if beside and found not in seen:
                seen.add(found)
                for one in (*faults("recover", errors), *kills("recover")):
                    if one.system == system:
                        yield replace(one, left=left)


def every(trial: Trial, folder: Path) -> Iterator[Outcome]:
    """The trial with its fault at the first call, the second, ... until none is left to fail."""
    for nth in itertools.count(1):
        fault = Fault(trial.fault.call, nth, trial.fault.error, trial.fault.lasting)
        outcome = run(replace(trial, fault=fault), folder / "trial")
        if not outcome.happened:
            return
        yield outcome
