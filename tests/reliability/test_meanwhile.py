"""What others do while a kit is built, before, and after: they save, build, move, set clocks."""

import ast
import contextlib
import itertools
import os
import shutil
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from presskit import outputs, report
from presskit.diagnostics import PresskitError
from tests.reliability import builds, kills, real
from tests.reliability.builds import BEFORE, NOW, Film
from tests.reliability.injection import KILLED, SYSTEMS, Fault, Injection, System
from tests.reliability.sets import NEW, NEWEST, OLD, STRANGERS, left_beside, tree, write

# ------------------------------------------------------------ somebody saves a file


def save_beside(target: Path) -> dict[str, bytes]:
    write(target, {"late.txt": b"just saved"})
    return {"late.txt": b"just saved"}


def save_in_a_folder(target: Path) -> dict[str, bytes]:
    write(target, {"scans/deep/late.txt": b"just saved"})
    return {"scans/deep/late.txt": b"just saved"}


def save_over(target: Path) -> dict[str, bytes]:
    """As editors do: a new file takes the name."""
    new = target / "notes.new"
    new.write_bytes(b"mine, second version")
    os.utime(new, ns=(2**62, 2**62))
    new.rename(target / "notes.txt")
    return {"notes.txt": b"mine, second version"}


def save_under_a_name_of_ours(target: Path) -> dict[str, bytes]:
    """Of the new set; the next build would refuse it."""
    (target / "r.pdf").write_bytes(b"not by presskit")
    return {}


SAVED = [save_beside, save_in_a_folder, save_over, save_under_a_name_of_ours]


def published(target: Path, injection: Injection) -> int:
    with injection, contextlib.suppress(PresskitError):
        outputs.publish(target, NEW, [*OLD])
    return 0


def saved_at(
    nth: int, dies: int, target: Path, save: Callable[[Path], dict[str, bytes]], system: System
) -> dict[str, bytes]:
    """A set is put in place, somebody saves a file at its nth call, and `dies` calls later the
    process dies (if that is not 0). What was saved."""
    injection = Injection(target.parent, Fault("", nth), system)
    told = target.parent.parent / "told"

    def meanwhile() -> None:
        if target.exists():
            told.write_text(repr(save(target)), "utf-8")
        injection.meanwhile = None
        injection.fault = Fault("", nth + dies, KILLED) if dies else None

    injection.meanwhile = meanwhile
    code, said = builds.in_a_process(partial(published, target, injection))
    assert code in (0, -signal.SIGKILL), said
    return ast.literal_eval(told.read_text("utf-8")) if told.exists() else {}


@pytest.mark.parametrize("dies", [0, 3], ids=["to its end", "killed soon"])
@pytest.mark.parametrize("save", SAVED)
def test_what_is_saved_at_any_moment_is_kept(
    place: Path, save: Callable[[Path], dict[str, bytes]], dies: int
) -> None:
    # By the last calls what is left to do is to clear.
    for system, nth in itertools.product((SYSTEMS[0], SYSTEMS[-1]), range(1, 60)):
        target = place / "trial" / "dist" / "film"
        target.parent.mkdir(parents=True)
        outputs.publish(target, OLD, ())
        write(target, STRANGERS)
        late = saved_at(nth, dies, target, save, system)
        outputs.recover(target, report.names_in)
        found, kept = tree(target), STRANGERS | late
        if save == save_under_a_name_of_ours and (place / "trial" / "told").exists():
            assert b"not by presskit" in found.values(), f"at call {nth} of {system}"
            (target / "r.pdf").unlink()
        assert kept.items() <= found.items(), f"at call {nth} of {system}"
        outputs.publish(target, NEWEST, report.names_in(target))
        assert kept.items() <= tree(target).items(), f"after call {nth} of {system}"
        assert left_beside(target) == []
        shutil.rmtree(place / "trial")


# ------------------------------------------------------------ somebody builds


def test_of_builds_at_once_one_is_done_and_the_others_say_so(film: Film, place: Path) -> None:
    copy = film.again(place / "project")
    running = [kills.started(kills.PRESSKIT, copy.project) for _ in range(3)]
    codes = sorted(process.wait() for process in running)
    assert codes[0] == 0
    assert set(codes) <= {0, 3}
    assert list(builds.judged(copy, builds.Ended(0, ""))) == []
    assert list(builds.resumed(copy)) == []


def test_a_build_names_the_one_that_runs_and_changes_nothing(film: Film, place: Path) -> None:
    copy = film.again(place / "project")
    with outputs.locked(copy.target):
        ended = builds.build(copy.project)
    assert ended.code == 3
    assert f"error PK506 another build of minimal runs (process {os.getpid()})" in ended.said
    assert tree(copy.target) == copy.old
    assert builds.build(copy.project).code == 0


# ------------------------------------------------------------ somebody sets the clock


def test_a_clock_that_jumps_changes_dates_alone(film: Film, place: Path) -> None:
    copy = film.again(place / "project")
    for path in copy.project.rglob("*"):
        os.utime(path, (2**32, 2**32))  # files of the next century
    assert builds.build(copy.project, date=NOW).code == 0
    assert tree(copy.target) == copy.new
    assert builds.build(copy.project, date=BEFORE).code == 0
    assert tree(copy.target) == copy.old
    assert builds.build(copy.project, date="0").code == 0, "a machine without a clock"
    assert builds.build(copy.project, date=NOW).code == 0
    assert tree(copy.target) == copy.new
    assert left_beside(copy.target) == []


# ------------------------------------------------------------ somebody moves the folder


def test_a_project_that_is_moved_between_two_builds(film: Film, place: Path) -> None:
    copy = film.again(place / "project")
    builds.build(copy.project, fault=Fault("exchange", 1, KILLED))
    assert left_beside(copy.target) == [".minimal.new"]
    moved = Film(copy.project.rename(place / "moved"), copy.old, copy.new)
    assert list(builds.resumed(moved)) == []


@pytest.mark.parametrize("call", ["fsync", "link", "exchange"])
def test_a_project_that_is_moved_during_a_build(film: Film, place: Path, call: str) -> None:
    copy = film.again(place / "project")
    moved = Film(place / "moved", copy.old, copy.new)

    def move() -> None:
        copy.project.rename(moved.project)

    ended = builds.build(copy.project, fault=Fault(call, 1), meanwhile=move)
    assert ended.happened
    assert ended.code == 3
    assert list(builds.judged(moved, ended)) == []
    assert list(builds.resumed(moved)) == []


# ------------------------------------------------------------ folders that are not ours to change


@pytest.mark.parametrize("within", ["dist", "dist/minimal", "dist/minimal/scans"])
def test_a_folder_that_may_only_be_read(film: Film, place: Path, within: str) -> None:
    copy = film.again(place / "project")
    (copy.project / within).chmod(0o555)
    ended = builds.build(copy.project, first=real.bound_by_modes)
    # Somebody's own folder is carried over as it is.
    assert ended.code == (0 if within == "dist/minimal/scans" else 3), ended.said
    assert list(builds.judged(copy, ended)) == []
    assert left_beside(copy.target) == []
    again = builds.build(copy.project, first=real.bound_by_modes)
    assert again.code == ended.code
    assert "PK509" not in again.said
    (copy.project / within).chmod(0o755)


# ------------------------------------------------------------ what is told


def test_a_build_that_fails_says_what_was_left_before_it(film: Film, place: Path) -> None:
    copy = film.again(place / "project")
    builds.build(copy.project, fault=Fault("exchange", 1, KILLED))
    ended = builds.build(copy.project, fault=Fault("fsync", 1))
    assert ended.code == 3
    assert ended.said.index("note PK509") < ended.said.index("error PK507")


def test_what_was_kept_of_pictures_does_not_pile_up(film: Film, place: Path) -> None:
    copy = film.again(place / "project")
    pictures = copy.project / "build" / "pictures"
    for _ in range(2):
        shutil.rmtree(pictures, ignore_errors=True)
        builds.build(copy.project, fault=Fault("rename", 1, KILLED))
        assert len(list(pictures.glob("*.part"))) == 1
    picture = copy.project / "content" / "minimal" / "stills" / "one.jpg"
    picture.write_bytes(picture.read_bytes() + b" ")  # what was cut off is not made again
    assert builds.build(copy.project).code == 0
    assert list(pictures.glob("*.part")) == []
