"""The whole new set or the whole old one, whatever happens, and nobody else's file ever lost."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from presskit import outputs
from presskit.diagnostics import PresskitError
from tests.reliability.injection import SYSTEMS, Injection

OLD = {"a.pdf": b"old a", "b.epub": b"old b", "manifest.json": b"old"}
NEW = {"a.pdf": b"new a", "c.zip": b"new c", "manifest.json": b"new"}


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A published set, with a note of somebody else and a folder of theirs beside it."""
    target = tmp_path / "dist" / "film"
    target.parent.mkdir()
    outputs.publish(target, OLD, ())
    (target / "notes.txt").write_text("mine", "utf-8")
    (target / "scans").mkdir()
    (target / "scans" / "one.txt").write_text("mine too", "utf-8")
    return target


@pytest.fixture(params=["exchange", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of putting a set in place, the second where the system cannot exchange."""
    if request.param == "two renames":
        monkeypatch.setattr(outputs, "_exchange", lambda *_: False)
    return str(request.param)


def named(folder: Path) -> set[str]:
    """What the manifest in a folder lists."""
    manifest = folder / "manifest.json"
    sets = {files["manifest.json"]: set(files) for files in (OLD, NEW)}
    return sets.get(manifest.read_bytes(), set()) if manifest.is_file() else set()


def ours(target: Path) -> dict[str, bytes]:
    return {
        p.name: p.read_bytes() for p in target.iterdir() if p.name not in ("notes.txt", "scans")
    }


def strangers_are_there(target: Path) -> bool:
    texts = [(target / name).read_text("utf-8") for name in ("notes.txt", "scans/one.txt")]
    return texts == ["mine", "mine too"]


def beside(target: Path) -> list[str]:
    return sorted(p.name for p in target.parent.iterdir() if p != target)


@pytest.mark.usefixtures("way")
def test_a_set_replaces_the_one_before(kit: Path) -> None:
    outputs.publish(kit, NEW, OLD)
    assert ours(kit) == NEW, "b.epub was ours and is not wanted any more"
    assert strangers_are_there(kit)
    assert beside(kit) == []


def test_a_file_in_the_way_stops_everything(kit: Path) -> None:
    (kit / "c.zip").write_bytes(b"mine")
    with pytest.raises(PresskitError) as raised:
        outputs.publish(kit, NEW, OLD)
    assert [d.code for d in raised.value.found] == ["PK505"]
    assert ours(kit) == {**OLD, "c.zip": b"mine"}
    assert beside(kit) == []


def test_a_file_in_place_of_the_folder_stops_everything(tmp_path: Path) -> None:
    target = tmp_path / "film"
    target.write_text("mine", "utf-8")
    with pytest.raises(PresskitError) as raised:
        outputs.publish(target, NEW, ())
    assert [d.code for d in raised.value.found] == ["PK505"]
    assert target.read_text("utf-8") == "mine"


@pytest.mark.usefixtures("way")
def test_a_file_saved_meanwhile_is_kept(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves a file into the folder after it was looked through."""
    write = outputs._write

    def write_late(file: Path, data: bytes) -> None:
        write(file, data)
        (kit / "late.txt").write_text("just saved", "utf-8")

    monkeypatch.setattr(outputs, "_write", write_late)
    outputs.publish(kit, NEW, OLD)
    assert (kit / "late.txt").read_text("utf-8") == "just saved"
    assert ours(kit) == {**NEW, "late.txt": b"just saved"}


# ------------------------------------------------------------ whatever fails

FAILING = [
    (os, "fsync"),
    (os, "link"),
    (Path, "rename"),
    (Path, "mkdir"),
    (Path, "open"),
    (shutil, "rmtree"),
    (shutil, "copystat"),
]


class Nth:
    """Fails at its nth call, and works otherwise."""

    def __init__(self, real: Callable[..., Any], nth: int) -> None:
        self.real, self.left = real, nth

    def __call__(self, *args: Any, **named: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            raise OSError(28, "No space left on device")
        return self.real(*args, **named)

    def __get__(self, instance: object, owner: type) -> Callable[..., Any]:
        return lambda *args, **named: self(instance, *args, **named)


def every_failure(owner: Any, name: str) -> Iterator[Nth]:
    """The call failing at its first use, its second, ... until a run uses it no further."""
    for nth in range(1, 50):
        failing = Nth(getattr(owner, name), nth)
        yield failing
        if failing.left > 0:
            return
    raise AssertionError(f"{name} never stops being used")


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(("owner", "name"), FAILING, ids=lambda value: str(value))
def test_a_disk_that_refuses_leaves_a_whole_set(
    owner: Any, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for failing in every_failure(owner, name):
        target = tmp_path / f"{failing.left}" / "film"
        target.parent.mkdir()
        outputs.publish(target, OLD, ())
        (target / "notes.txt").write_text("mine", "utf-8")
        (target / "scans").mkdir()
        (target / "scans" / "one.txt").write_text("mine too", "utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, failing)
            try:
                outputs.publish(target, NEW, OLD)
                expected = NEW
            except OSError:
                expected = OLD
        assert ours(target) == expected, "what fails has changed nothing"
        assert strangers_are_there(target)
        outputs.recover(target, named)
        assert beside(target) == []
        outputs.publish(target, NEW, {**OLD, **NEW})
        assert ours(target) == NEW
        assert strangers_are_there(target)


# ------------------------------------------------------------ wherever it is cut off


def stage(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)


def test_recovery_has_nothing_to_say_of_a_whole_set(kit: Path) -> None:
    assert outputs.recover(kit, named) == []


def test_cut_off_while_staging(kit: Path) -> None:
    stage(kit.parent / ".film.part", {"a.pdf": b"half"})
    assert [d.code for d in outputs.recover(kit, named)] == ["PK509"]
    assert (ours(kit), beside(kit)) == (OLD, [])


def test_cut_off_while_staging_the_first_set(tmp_path: Path) -> None:
    target = tmp_path / "film"
    stage(tmp_path / ".film.part", {"a.pdf": b"half"})
    assert "no kit before" in outputs.recover(target, named)[0].message
    assert not target.exists()
    assert beside(target) == []


def test_cut_off_between_the_two_renames(kit: Path) -> None:
    kit.rename(kit.parent / ".film.old")
    stage(kit.parent / ".film.new", NEW)
    assert "whole kit" in outputs.recover(kit, named)[0].message
    assert (ours(kit), beside(kit)) == (NEW, [])


def test_cut_off_after_the_exchange(kit: Path) -> None:
    stage(kit.parent / ".film.new", NEW)
    outputs.recover(kit, named)
    assert (ours(kit), beside(kit)) == (OLD, [])


def test_cut_off_before_the_old_set_is_deleted(kit: Path) -> None:
    stage(kit.parent / ".film.old", NEW)
    outputs.recover(kit, named)
    assert (ours(kit), beside(kit)) == (OLD, [])


@pytest.mark.usefixtures("way")
def test_what_is_half_deleted_is_never_put_back(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old set was being deleted when the machine stopped; then somebody removed the kit."""

    def half(folder: Path) -> None:
        next(file for file in folder.iterdir() if file.is_file()).unlink()
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", half)
        outputs.publish(kit, NEW, OLD)
    assert beside(kit) == [".film.part"]
    shutil.rmtree(kit)
    assert "no kit before" in outputs.recover(kit, named)[0].message
    assert (kit.exists(), beside(kit)) == (False, [])


def test_the_disk_has_all_of_a_set_before_it_takes_its_place(kit: Path) -> None:
    """Or a power cut could leave names with nothing in them."""
    for system in SYSTEMS:
        with Injection(kit.parent, None, system) as injection:
            outputs.publish(kit, NEW, {**OLD, **NEW})
        trace = [(call, Path(path).name) for call, path in injection.trace]
        swap = trace.index(("rename", ".film.part"))
        synced = {name for call, name in trace[:swap] if call == "fsync"}
        written = {name for call, name in trace[:swap] if call in ("open", "mkdir")}
        assert synced == written
        rest = trace[swap:]
        assert rest.index(("fsync", "dist")) < [call for call, _ in rest].index("unlink")


KILLED = """
import os, sys
from pathlib import Path
from presskit import outputs
target, name, nth = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
if sys.argv[4] == "two renames":
    outputs._exchange = lambda *_: False
owner = os if hasattr(os, name) and name == "fsync" else Path
real, left = getattr(owner, name), nth
def dying(*args):
    global left
    left -= 1
    if left == 0:
        os._exit(9)
    return real(*args)
setattr(owner, name, dying)
with outputs.locked(target):
    new = {"a.pdf": b"new a", "manifest.json": b"new"}
    outputs.publish(target, new, ("a.pdf", "b.epub", "manifest.json"))
"""


@pytest.mark.parametrize("how", ["exchange", "two renames"])
@pytest.mark.parametrize(
    ("name", "nth"), [("fsync", 1), ("fsync", 3), ("rename", 1), ("rename", 2)]
)
def test_a_kill_leaves_a_whole_set_and_no_lock(kit: Path, name: str, nth: int, how: str) -> None:
    command = [sys.executable, "-c", KILLED, str(kit), name, str(nth), how]
    root = Path(outputs.__file__).parents[1]
    subprocess.run(command, check=False, cwd=root)
    with outputs.locked(kit):
        outputs.recover(kit, named)
    assert ours(kit) in (OLD, {"a.pdf": b"new a", "manifest.json": b"new"})
    assert strangers_are_there(kit)
    assert beside(kit) == [".film.lock"]


# ------------------------------------------------------------ one at a time, and cleaning up


def test_one_build_at_a_time(kit: Path) -> None:
    with outputs.locked(kit), pytest.raises(PresskitError) as raised, outputs.locked(kit):
        pass
    assert [d.code for d in raised.value.found] == ["PK506"]
    assert str(os.getpid()) in raised.value.found[0].message
    with outputs.locked(kit):
        pass


def test_a_lock_that_was_deleted_holds_off_nobody(kit: Path) -> None:
    with outputs.locked(kit):
        outputs.remove(kit, [*OLD])
        with outputs.locked(kit):
            pass


def test_cleaning_removes_ours_alone(kit: Path) -> None:
    assert outputs.remove(kit, [*OLD, "../film/notes.txt", "scans", "absent"]) == sorted(OLD)
    assert strangers_are_there(kit)
    assert ours(kit) == {}


def test_cleaning_removes_the_folder_when_it_is_empty(tmp_path: Path) -> None:
    target = tmp_path / "film"
    outputs.publish(target, OLD, ())
    outputs.remove(target, [*OLD])
    assert list(tmp_path.iterdir()) == []


def test_cleaning_needs_no_room_on_the_disk(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who removes a kit may do it because the disk is full."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for call in ("mkdir", "link"):
        monkeypatch.setattr(os, call, full)
    with outputs.locked(kit):
        assert outputs.remove(kit, [*OLD]) == sorted(OLD)
    assert strangers_are_there(kit)
    assert ours(kit) == {}


def test_one_by_one_the_manifest_goes_last(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or what is not removed yet would be taken for files of somebody else."""
    gone: list[str] = []

    def gone_until_the_manifest(path: Path, missing_ok: bool = False) -> None:  # noqa: ARG001
        if path.name in OLD:
            gone.append(path.name)

    with monkeypatch.context() as patch:
        patch.setattr(os, "mkdir", Nth(os.mkdir, 1))
        patch.setattr(Path, "unlink", gone_until_the_manifest)
        outputs.remove(kit, ["b.epub", "a.pdf", "manifest.json"])
    assert gone == ["b.epub", "a.pdf", "manifest.json"]


def test_a_full_disk_holds_up_no_lock(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "getpid", full)
    with outputs.locked(kit), pytest.raises(PresskitError) as raised, outputs.locked(kit):
        pass
    assert "unknown" in raised.value.found[0].message


def test_a_disk_without_locks_is_not_another_build(
    kit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    with pytest.raises(OSError, match="No locks available"), outputs.locked(kit):
        pass


@pytest.mark.usefixtures("way")
def test_a_link_to_a_folder_is_carried_over_as_a_link(kit: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (kit / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    outputs.publish(kit, NEW, OLD)
    assert (kit / "link").is_symlink()
    assert (kit / "link").resolve() == tmp_path / "elsewhere"
