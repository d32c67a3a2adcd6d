"""New projects and films from the starter, and templates of one's own from the built-in ones.

Nothing here overwrites a file. What was made is returned as paths, in order.
"""

import datetime as dt
import difflib
import re
from pathlib import Path

from presskit import resources
from presskit.diagnostics import Diagnostic, Location, PresskitError
from presskit.schema import SCHEMAS, schema

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
"""Names of films: they become folders, file names and addresses."""


def name_like(words: str) -> str:
    """A name that is allowed, as near as can be to what was typed."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "my-film"


def title_of(name: str) -> str:
    """The title that a folder's name suggests: my-film, My Film."""
    return " ".join(word[:1].upper() + word[1:] for word in name.split("-"))


def new_project(root: Path, today: dt.date) -> list[Path]:
    """A project with one film, both named as the folder `root`.

    Raises PresskitError (PK505) when the folder is there and not empty.
    """
    _need_empty(root)
    made = _copy(_starter() / "project", root, {})
    return [*made, *new_film(root, root.name, today)]


def new_film(root: Path, name: str, today: dt.date) -> list[Path]:
    """A film in the project at `root`; raises PresskitError (PK505) when it is there already."""
    folder = root / "content" / name
    _need_empty(folder)
    words = {"@TITLE@": title_of(name), "@FILM@": name, "@DATE@": today.isoformat()}
    return [*_copy(_starter() / "film", folder, words), *write_schemas(root / "schemas")]


def write_schemas(folder: Path) -> list[Path]:
    """The JSON Schema of every file that has one; those that are there already stay."""
    made = []
    for name in SCHEMAS:
        file = folder / f"{name}.json"
        if not file.exists():
            _write(file, schema(name))
            made.append(file)
    return made


def _starter() -> Path:
    return resources.data_root() / "assets" / "starter"


def _need_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists():
        what = "is not empty" if folder.is_dir() else "is a file"
        message = f"{folder.name} is there and {what}"
        hint = "Choose another name, or empty the folder first."
        raise PresskitError(Diagnostic("PK505", message, Location(folder.name), hint))


def _copy(source: Path, target: Path, words: dict[str, str]) -> list[Path]:
    made = []
    for file in sorted(p for p in source.rglob("*") if p.is_file()):
        text = file.read_text("utf-8")
        for word, meaning in words.items():
            text = text.replace(word, meaning)
        # Under its real name it would speak to git in the starter's own folder.
        name = ".gitignore" if file.name == "gitignore" else file.name
        to = target / file.relative_to(source).with_name(name)
        _write(to, text)
        made.append(to)
    return made


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as handle:
        handle.write(text)


def ejectable() -> list[str]:
    """What `eject` can copy: theme/file of every built-in theme."""
    root = resources.data_root() / "templates"
    files = (p for p in root.glob("*/**/*") if p.is_file() and not p.name.startswith("."))
    return sorted(p.relative_to(root).as_posix() for p in files)


def eject(root: Path, wanted: str) -> Path:
    """Copy a built-in template (theme/file, or file where one theme has it) into the project.

    Raises PresskitError: PK402 when there is none or several, PK505 when the project has it.
    """
    known = ejectable()
    fitting = [n for n in known if n == wanted] or [n for n in known if n.endswith(f"/{wanted}")]
    if len(fitting) != 1:
        raise PresskitError(_which(wanted, known, fitting))
    name = fitting[0]
    target = root / "templates" / name
    if target.exists():
        place = Location(f"templates/{name}")
        hint = "It is yours already: edit it, or move it away to eject it again."
        raise PresskitError(Diagnostic("PK505", "the file is there", place, hint))
    _write(target, (resources.data_root() / "templates" / name).read_text("utf-8"))
    return target


def _which(wanted: str, known: list[str], fitting: list[str]) -> Diagnostic:
    if fitting:
        message = f"several themes have “{wanted}”"
        return Diagnostic("PK402", message, None, f"Say which: {' or '.join(fitting)}.")
    close = difflib.get_close_matches(wanted, [*known, *(n.partition("/")[2] for n in known)], n=1)
    hint = f"Did you mean {close[0]}?" if close else "presskit eject lists them all."
    return Diagnostic("PK402", f"there is no built-in template “{wanted}”", None, hint)
