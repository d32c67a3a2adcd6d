"""dist/<film>/ changes as a set: the whole new kit or the whole old one, whatever happens.

Everything is staged in a folder beside it, synced, and exchanged with it in one step where the
system can, else in two renames that the next run completes. Files that presskit did not make are
carried over; nothing that the previous manifest does not name is ever deleted.
"""

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from presskit.diagnostics import Diagnostic, Location, PresskitError

_AT_FDCWD = -100
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


def _beside(target: Path, suffix: str) -> Path:
    return target.parent / f".{target.name}.{suffix}"


@contextlib.contextmanager
def locked(target: Path) -> Iterator[None]:
    """One build per film at a time; raises PresskitError (PK506). Freed by the system on a kill."""
    target.parent.mkdir(parents=True, exist_ok=True)
    file = _beside(target, "lock")
    with file.open("a+", encoding="utf-8") as handle:
        # `remove` may have deleted the file since it was opened: such a lock would hold off nobody.
        if not _try_lock(handle.fileno()) or not _same(handle.fileno(), file):
            handle.seek(0)
            holder = handle.read().strip() or "unknown"
            message = f"another build of {target.name} runs (process {holder})"
            raise PresskitError(Diagnostic("PK506", message, None, "Wait for it to end."))
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _same(descriptor: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False


def recover(target: Path) -> list[Diagnostic]:
    """Finish or clear what an interrupted build left; call it with the lock held."""
    new, old = _beside(target, "new"), _beside(target, "old")
    if not new.exists() and not old.exists():
        return []
    if not target.exists() and old.exists():
        # The second rename was missing. `new` was complete before the first one began.
        (new if new.exists() else old).rename(target)
    for left in (new, old):
        if left.exists():
            shutil.rmtree(left)
    state = "a whole kit is in place" if target.exists() else "there was no kit before it"
    message = f"the last build was interrupted; {state}"
    return [Diagnostic("PK509", message, Location(f"{target.parent.name}/{target.name}"))]


def publish(target: Path, files: Mapping[str, bytes], ours: Collection[str]) -> None:
    """Put `files` (name → bytes) in place as the new set.

    `ours` are the names that the previous manifest lists and that may be dropped. Raises
    PresskitError (PK505) when a file of somebody else has the name of an output, and OSError
    when the disk refuses; the old set is untouched then.
    """
    if target.exists() and not target.is_dir():
        message = f"{target.name} is there and is not a folder"
        place = Location(f"{target.parent.name}/{target.name}")
        raise PresskitError(Diagnostic("PK505", message, place, "Move it elsewhere."))
    strangers = [p for p in target.iterdir() if p.name not in ours] if target.is_dir() else []
    clash = sorted(p.name for p in strangers if p.name in files)
    if clash:
        message = f"{clash[0]} is there and was not made by presskit"
        place = Location(f"{target.parent.name}/{target.name}/{clash[0]}")
        raise PresskitError(
            Diagnostic("PK505", message, place, "Move it elsewhere and build again.")
        )
    new = _beside(target, "new")
    try:
        new.mkdir()
        for name, data in files.items():
            _write(new / name, data)
        for stranger in strangers:
            _carry(stranger, new / stranger.name)
        _sync_folder(new)
        _swap(new, target, ours)
    except BaseException:
        # If the old set could not be put back either, the new one is whole: `recover` takes it.
        if target.exists() or not _beside(target, "old").exists():
            shutil.rmtree(new, ignore_errors=True)
        raise


def _write(file: Path, data: bytes) -> None:
    with file.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def _carry(path: Path, to: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.copytree(path, to, copy_function=_link, symlinks=True)
    else:
        _link(str(path), str(to))


def _link(source: str, to: str) -> None:
    try:
        os.link(source, to, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, to, follow_symlinks=False)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _swap(new: Path, target: Path, ours: Collection[str]) -> None:
    if not target.exists():
        new.rename(target)
        with contextlib.suppress(OSError):
            _sync_folder(target.parent)
        return
    old = _beside(target, "old")
    exchanged = _exchange(new, target)
    if not exchanged:
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise
    # The new set is in place: nothing below may call that a failure, the next run can finish it.
    with contextlib.suppress(OSError):
        _sync_folder(target.parent)
        if exchanged:
            new.rename(old)
        for late in old.iterdir():
            # Saved here by somebody while the new set was being staged.
            if late.name not in ours and not (target / late.name).exists():
                late.rename(target / late.name)
        shutil.rmtree(old)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system or the file system cannot."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            call = ctypes.CDLL(None, use_errno=True).renameat2
            return bool(call(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE) == 0)
        if sys.platform == "darwin":
            call = ctypes.CDLL(None, use_errno=True).renamex_np
            return bool(call(*names, _EXCHANGE) == 0)
    except (OSError, AttributeError):
        pass
    return False


def remove(target: Path, ours: Collection[str]) -> list[str]:
    """Delete the files of `ours` that are there, and the folder if nothing else is in it."""
    gone = []
    for name in sorted(ours):
        file = target / name
        if Path(name).name == name and file.is_file():
            file.unlink()
            gone.append(name)
    for left in (_beside(target, "new"), _beside(target, "old")):
        if left.exists():
            shutil.rmtree(left)
    with contextlib.suppress(OSError):  # Windows keeps a file that is open
        _beside(target, "lock").unlink()
    if target.is_dir() and not any(target.iterdir()):
        target.rmdir()
    return gone
