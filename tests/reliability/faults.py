"""How often a kit is intact after a fault or a kill; the figures of the report card.

Intact: what is in place is the whole old set or the whole new one, nothing of anybody else is
lost, what is wrong is said without a traceback, and the next build says that something was left,
clears it, and ends well.
"""

import itertools
import random
import tempfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from tests.reliability import builds, real, sets
from tests.reliability.builds import Film
from tests.reliability.injection import ERRORS, NEEDS_ROOM, SYSTEMS, Fault, System
from tests.reliability.kills import Kill, kills
from tests.reliability.sets import Outcome, Trial


def refused(errors: tuple[int, ...], folder: Path) -> Iterator[Outcome]:
    """Small sets put in place and removed, with a fault at each call in turn."""
    for action in ("publish", "remove"):
        for trial in sets.faults(action, errors):
            for kind in sets.kinds(trial):
                yield from sets.every(kind, folder)


def cut_off(folder: Path, systems: Collection[System] = SYSTEMS) -> Iterator[Outcome]:
    """Small sets put in place and removed by a process that dies, at each call in turn."""
    for action in ("publish", "remove"):
        for trial in sets.kills(action):
            if trial.system in systems:
                yield from sets.every(trial, folder)


def recoveries(errors: tuple[int, ...], folder: Path, share: float, seed: int) -> Iterator[Outcome]:
    """A share of the ways in which mending what was cut off is cut off itself."""
    chance = random.Random(seed)
    for trial in sets.recoveries(folder, errors):
        if chance.random() < share:
            yield from sets.every(trial, folder)


def full_disks(folder: Path) -> Iterator[Outcome]:
    """A disk with no page to spare, with one, ... until the set fits; nothing where there is none
    to be had."""
    with real.small_disk(folder / "disk", 200) as there:
        if there:
            for action, system in itertools.product(("publish", "remove"), SYSTEMS):
                trial = Trial(action, system, Fault("", 1, lasting=True))
                for kind in sets.kinds(trial):
                    yield from real.full(kind, folder / "disk")
    (folder / "disk").rmdir()


def build_faults(film: Film, folder: Path) -> list[tuple[System, Fault]]:
    """Each call of a build that changes something, failing once, and each from which on the disk
    is full or changes no more."""
    found = []
    for system in (System(), System(exchanges=False, links=False)):
        made = builds.calls(film, folder / "counted", system)
        for call in sorted(set(made) - {"look"}):
            for nth in range(1, made[call] + 1):
                error = ERRORS[nth % len(ERRORS)]
                found.append((system, Fault(call, nth, error)))
                if call in NEEDS_ROOM:
                    found.append((system, Fault(call, nth, lasting=True)))
    return found


def built(film: Film, folder: Path, chosen: Iterable[tuple[System, Fault]]) -> Iterator[Outcome]:
    """Whole builds, each with its fault."""
    for system, fault in chosen:
        ended, wrong = builds.trial(film, folder / "trial", fault, system)
        yield Outcome(ended.happened, tuple(wrong))


def limited(film: Film, folder: Path, sizes: Iterable[int]) -> Iterator[Outcome]:
    """Whole builds, in processes that can write no file of more bytes."""
    for size in sizes:

        def limit(size: int = size) -> None:
            real.limit_files(size)

        ended, wrong = builds.trial(film, folder / "trial", None, first=limit)
        yield Outcome(ended.code != 0, tuple(wrong))


def sizes(film: Film) -> list[int]:
    """Limits below the size of each file of the kit, and one below that of a lock."""
    lengths = sorted(len(data) for name, data in film.new.items() if "/" not in name)
    return [0, 1, *(length - 1 for length in lengths), *(length // 2 for length in lengths)]


def measure_faults(folder: Path) -> dict[str, int]:
    """Every fault there is: how many were injected, and after how many all was intact."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name)
        film = builds.film(place / "film")
        outcomes = itertools.chain(
            refused(ERRORS, place),
            cut_off(place),
            recoveries(ERRORS[:2], place, 1, 0),
            full_disks(place),
            built(film, place, build_faults(film, place)),
            limited(film, place, sizes(film)),
        )
        happened = [outcome for outcome in outcomes if outcome.happened]
    intact = sum(not outcome.wrong for outcome in happened)
    return {"injected": len(happened), "intact": intact}


def killed(film: Film, folder: Path, seed: int, n: int) -> list[Kill]:
    """`n` kills; a build that was faster than its kill counts for none."""
    hit = (kill for kill in kills(film, folder, seed) if kill.killed or kill.wrong)
    return list(itertools.islice(hit, n))


def measure_kills(folder: Path, seed: int, n: int) -> dict[str, int]:
    """How often a build was killed, and after how many kills all was intact."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        found = killed(builds.film(Path(name) / "film"), Path(name), seed, n)
    return {"kills": len(found), "intact": sum(not kill.wrong for kill in found)}
