"""A photograph into a film's stills/, and what it says of itself into stills.yaml."""

import contextlib
import difflib
import os
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from presskit.diagnostics import Diagnostic, Location, PresskitError
from presskit.images import read_picture
from presskit.intake import ledger, picturedata
from presskit.intake.picturedata import PictureData
from presskit.intake.words import TEXTS, Ask, Words, short, unused
from presskit.model import Content, PeopleFile, Person, Still, StillsFile, Tbc
from presskit.project import Project
from presskit.shape import explain
from presskit.source import read_text, read_yaml

_LEDGER = "stills.yaml"

M = TypeVar("M", bound=Content)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one photograph: a line that tells it, where it is now, what is wrong."""

    line: str = ""
    file: Path | None = None
    found: tuple[Diagnostic, ...] = ()


def add(
    project: Project, folder: Path, file: Path, shown: str, still: str = "", ask: Ask | None = None
) -> Taken:
    """Copy a photograph into a film and list it; or give it to the entry `still` that is there.

    `shown` is how messages call the file. Nothing that was typed is changed. Raises PresskitError
    when stills.yaml or people.yaml is not right, or has no such entry.
    """
    film = _opened(project, folder)
    entry = film.entry(still) if still else None
    where = Location(shown)
    if not file.is_file():
        return Taken(found=(_no_file(file, where),))
    picture = read_picture(file, where)
    if isinstance(picture, Diagnostic):
        return Taken(found=(picture,))
    photo = _Photo(file, shown, file.read_bytes(), picturedata.read(file))
    if listed := film.listed(photo, still):
        return listed
    words = Words(photo.file.stem, photo.said)
    words.gather(TEXTS if entry is None else film.open(entry), ask)
    words.name(film.people)
    if ask:
        film = _opened(project, folder)  # somebody may have saved it meanwhile
        if listed := film.listed(photo, still):
            return listed
    name = film.place(photo, film.entry(still) if still else None)
    if still:
        text = ledger.complete(film.text, still, words.completing(name, film.entry(still)))
    else:
        still = words.id({other.id for other in film.stills.stills})
        text = ledger.append(film.text, {"id": still, **words.entry(name)})
    film.must_agree(text, still)
    _put(folder / "stills" / name, photo.data)
    if text != film.text:
        _replace(folder / _LEDGER, text.encode())
    # PK606, the wrong suffix, was put right by the copy.
    found = tuple(d for d in picture.found if d.code != "PK606" or name == file.name)
    return Taken(f"{still}: {words.told()}", folder / "stills" / name, found)


def _no_file(file: Path, where: Location) -> Diagnostic:
    if file.is_dir():
        return Diagnostic("PK601", "this is a folder", where, "Name the photographs in it.")
    return Diagnostic("PK601", "there is no such file", where, "Check how its name is typed.")


@dataclass(frozen=True, slots=True)
class _Photo:
    file: Path
    shown: str
    data: bytes
    said: PictureData

    def is_at(self, file: Path) -> bool:
        """Whether these very bytes are there."""
        size = len(self.data)
        return file.is_file() and file.stat().st_size == size and file.read_bytes() == self.data

    def fits(self, name: str) -> bool:
        """Whether a file of its kind is called so."""
        suffix = Path(name).suffix.lower().replace("jpeg", "jpg").replace("tiff", "tif")
        return Path(name).name == name and suffix == self.said.suffix


# ------------------------------------------------------------ what the film has


@dataclass(frozen=True, slots=True)
class _Film:
    """stills.yaml as it stands, with the folder of the photographs and who there is."""

    folder: Path
    text: str
    stills: StillsFile
    people: tuple[Person, ...]

    def entry(self, still: str) -> Still:
        """The entry of that id; raises PresskitError (PK316) when there is none."""
        for one in self.stills.stills:
            if one.id == still:
                return one
        known = [one.id for one in self.stills.stills]
        close = difflib.get_close_matches(still, known, n=1)
        hint = f"Did you mean {close[0]}?" if close else "Without --as, a new entry is made."
        raise PresskitError(Diagnostic("PK316", f"there is no still “{still}”", None, hint))

    def open(self, entry: Still) -> tuple[str, ...]:
        return tuple(name for name in TEXTS if isinstance(getattr(entry, name), Tbc))

    def listed(self, photo: _Photo, still: str) -> Taken | None:
        """What is to be said when the photograph, or one of its name, is listed already."""
        for one in self.stills.stills:
            if isinstance(one.file, Tbc):
                continue
            there = self.folder / "stills" / one.file
            if one.id == still:
                if photo.is_at(there) or (not there.exists() and photo.fits(one.file)):
                    continue
                message = f"“{still}” names another photograph, {one.file}"
                hint = "Write file: {tbc: whom to ask} there, and it takes this one."
            elif photo.is_at(there):
                line = f"{one.id}: {photo.file.name} is listed there already; nothing changed"
                return Taken(line, there)
            elif one.file != photo.file.name:
                continue
            elif there.exists():
                message = f"stills.yaml lists another photograph of this name, as “{one.id}”"
                hint = "Give this one another name, and add it again."
            else:
                message = f"stills.yaml lists a photograph of this name, as “{one.id}”"
                hint = f"If it is this one: presskit stills add {photo.shown} --as {one.id}"
            where = Location(photo.shown)
            return Taken(found=(Diagnostic("PK620", message, where, hint),))
        return None

    def place(self, photo: _Photo, entry: Still | None) -> str:
        """The name of the photograph in stills/: its own when it is there, else a clean one."""
        if entry is not None and isinstance(entry.file, str):
            return entry.file
        folder = self.folder / "stills"
        if photo.file.parent.resolve() == folder.resolve():
            return photo.file.name
        there = sorted(folder.iterdir()) if folder.is_dir() else []
        for file in there:
            if photo.is_at(file):
                return file.name
        listed = (str(one.file) for one in self.stills.stills)
        taken = {name.casefold() for name in (*(file.name for file in there), *listed)}
        suffix = photo.said.suffix or photo.file.suffix.lower()
        stem = short(photo.file.stem) or "photograph"
        return unused(stem, taken, suffix)

    def must_agree(self, text: str, still: str) -> None:
        """The new text reads, and says of `still` something more and of all else the same."""
        source, found = read_yaml(_normal(text), _LEDGER)
        now = StillsFile.model_validate(source.data)
        before = {one.id: _settled(one) for one in self.stills.stills}
        after = {one.id: one for one in now.stills}
        kept = all(
            getattr(after[one], name) == value
            for one, values in before.items()
            for name, value in (values if one == still else dict(self.entry(one))).items()
        )
        if found or now.note != self.stills.note or set(after) != {*before, still} or not kept:
            raise RuntimeError(f"{still} does not fit into {_LEDGER}")


def _settled(entry: Still) -> dict[str, object]:
    """The fields of an entry that somebody has filled in."""
    fields = {name: getattr(entry, name) for name in entry.model_fields_set}
    return {name: value for name, value in fields.items() if not isinstance(value, Tbc)}


def _opened(project: Project, folder: Path) -> _Film:
    for entry in folder.iterdir():
        if entry.name.casefold() == _LEDGER and entry.name != _LEDGER:
            message = f"“{_LEDGER}” is looked for and “{entry.name}” found"
            where = Location(project.relative(entry))
            raise PresskitError(Diagnostic("PK107", message, where, f"Rename it to {_LEDGER}."))
    file = folder / _LEDGER
    stills = _read(project, file, StillsFile) or StillsFile()
    people = _read(project, folder / "people.yaml", PeopleFile)
    text = file.read_bytes().decode("utf-8") if file.exists() else ""
    return _Film(folder, text, stills, people.people if people else ())


def _read(project: Project, file: Path, kind: type[M]) -> M | None:
    """A content file; None when there is none; raises PresskitError when it is not right."""
    if not file.exists():
        return None
    text, found = read_text(file, project.relative(file))
    source, more = read_yaml(text, project.relative(file))
    if found or more:
        raise PresskitError(*(found or more))
    try:
        return kind.model_validate({} if source.data is None else source.data)
    except ValidationError as error:
        raise PresskitError(*explain(error, kind, source)) from None


def _normal(text: str) -> str:
    """A text as it is when it is read from a file."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


# ------------------------------------------------------------ writing


def _put(file: Path, data: bytes) -> None:
    """The photograph, unless it is there; never over a file."""
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as handle:
        try:
            handle.write(data)
            handle.flush()
        except BaseException:
            handle.close()
            file.unlink()
            raise


def _replace(file: Path, data: bytes) -> None:
    """The whole new file or the whole old one, whatever happens."""
    file = file.resolve()
    new = file.with_name(f".{file.name}.new")
    try:
        with new.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        if file.exists():
            shutil.copymode(file, new)
        new.replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
