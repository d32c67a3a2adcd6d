"""A film's folder to a `Film`, with the place of every value, and everything that is wrong.

All files are read and validated before anything is reported, so that one run shows all.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from presskit import derive, model, resources
from presskit.diagnostics import Diagnostic, Location
from presskit.model import Content, Exchange, Film, Interview, InterviewHead, Text, TextHead
from presskit.project import Project
from presskit.shape import explain
from presskit.source import KeyPath, Source, read_text, read_yaml

Sources = Mapping[str, Source]
"""What was read, by name: film, facts, …, text/story, interviews/lerner."""

REQUIRED = ("film",)
FOLDERS = {"text": ".md", "interviews": ".md", "stills": ""}

_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_QUESTION = re.compile(r"^## +(.+?)[ \t]*$", re.MULTILINE)

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp")
_LITTER = ("thumbs.db", "desktop.ini", "icon\r")
"""What systems leave in folders, unasked; names that start with a dot are passed over too."""

RESERVED = {
    "cover", "titlepage", "contents", "nav", "kit",
    "synopses", "facts", "tally", "statement", "texts", "accolades", "timeline", "interviews",
    "people", "filmmakers", "festivals", "watch", "quotes", "stills", "credits", "contacts",
    "disputes", "sources", "colophon",
}  # fmt: skip
"""Addresses of a kit's own pages and sections: a text of that name would take their place."""

M = TypeVar("M", bound=Content)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A film as far as it could be read; `film` is None when its shape is not right."""

    film: Film | None
    sources: Sources
    found: tuple[Diagnostic, ...]


def load(folder: Path, project: Project) -> Loaded:
    """Read everything in a film's folder."""
    reader = _Reader(folder, project)
    reader.well_named(folder, folder.name)
    parts = {name: reader.yaml(name) for name in model.FILES}
    texts = tuple(reader.texts())
    interviews = tuple(reader.interviews())
    reader.stills(parts["stills"])
    reader.unlisted(parts["stills"])
    reader.unknown_files()
    about = parts["film"]
    if not isinstance(about, model.FilmFile) or any(d.severity == "error" for d in reader.found):
        return Loaded(None, reader.sources, tuple(reader.found))
    people = _part(parts["people"], "people")
    known = derive.registry(_part(parts["facts"], "facts"), people)
    for wrong in known.problems:
        where = place(reader.sources, "facts", wrong.path)
        reader.found.append(Diagnostic(wrong.code, wrong.message, where, wrong.hint))
    film = Film(
        slug=folder.name,
        about=about,
        facts=known.facts,
        carried=dict(known.carried),
        uncited=_part(parts["facts"], "uncited"),
        sources=_part(parts["sources"], "sources"),
        people=people,
        names=_part(parts["names"], "names"),
        accolades=parts["accolades"] or model.Accolades(),
        festivals=parts["festivals"] or model.Festivals(),
        stills=parts["stills"] or model.StillsFile(),
        quotes=_part(parts["quotes"], "quotes"),
        ledger=_part(parts["quotes"], "ledger"),
        texts=tuple(sorted(texts, key=lambda t: (t.order, t.slug))),
        interviews=tuple(sorted(interviews, key=lambda i: (i.order, i.slug))),
        profiles=_profiles(_part(parts["profiles"], "profiles")),
    )
    return Loaded(film, reader.sources, tuple(reader.found))


def _part(value: Content | None, field: str) -> tuple[Any, ...]:
    return getattr(value, field) if value else ()


def _profiles(own: tuple[model.Profile, ...]) -> tuple[model.Profile, ...]:
    """Those that come with presskit and the film's; of two with one id, the film's."""
    file = resources.data_root() / "assets" / "profiles.yaml"
    source, found = read_yaml(file.read_text("utf-8"), file.name)
    assert not found, found
    ours = model.ProfilesFile.model_validate(source.data).profiles
    return tuple({profile.id: profile for profile in (*ours, *own)}.values())


PARTS: dict[str, tuple[str, KeyPath]] = {
    "about": ("film", ()),
    "facts": ("facts", ("facts",)),
    "uncited": ("facts", ("uncited",)),
    "sources": ("sources", ("sources",)),
    "people": ("people", ("people",)),
    "names": ("names", ("names",)),
    "accolades": ("accolades", ()),
    "festivals": ("festivals", ()),
    "stills": ("stills", ()),
    "quotes": ("quotes", ("quotes",)),
    "ledger": ("quotes", ("ledger",)),
}
"""Fields of a film, each with the source it is from and its path there."""


def parts(film: Film) -> Iterator[tuple[str, KeyPath, object]]:
    """Each part of a film: the source it is from, its path in that source, and its value."""
    for field, (name, path) in PARTS.items():
        yield name, path, getattr(film, field)
    for text in film.texts:
        yield f"text/{text.slug}", (), text
    for interview in film.interviews:
        yield f"interviews/{interview.slug}", (), interview


def values(film: Film) -> Iterator[tuple[str, KeyPath, object]]:
    """Every value of a film with its source and its path there."""
    for name, path, value in parts(film):
        for inner, item in model.walk(value, path):
            yield name, inner, item


def place(sources: Sources, name: str, path: KeyPath) -> Location:
    """Where a value stands."""
    source = sources.get(name)
    return source.value(path) if source else Location(name)


class _Reader:
    """Reads the files of one folder; keeps what was read and what was wrong."""

    def __init__(self, folder: Path, project: Project) -> None:
        self.folder, self.project = folder, project
        self.within = (folder, project.root)
        self.sources: dict[str, Source] = {}
        self.found: list[Diagnostic] = []

    def name(self, file: Path) -> str:
        return self.project.relative(file)

    def yaml(self, name: str) -> Content | None:
        """One content file; None when it is absent or not right."""
        file = self.folder / f"{name}.yaml"
        if not self._exists(file, required=name in REQUIRED):
            return None
        text, found = read_text(file, self.name(file), self.within)
        self.found += found
        if found:
            return None
        source, found = read_yaml(text, self.name(file))
        self.sources[name] = source
        self.found += found
        return None if found else self._validate(model.FILES[name], source)

    def _validate(self, kind: type[M], source: Source) -> M | None:
        data = {} if source.data is None else source.data
        try:
            return kind.model_validate(data)
        except ValidationError as error:
            self.found += explain(error, kind, source)
            return None

    def stills(self, stills: Content | None) -> None:
        """Say which pictures are named in other capitals: some systems open them, some do not."""
        if not isinstance(stills, model.StillsFile) or not (self.folder / "stills").is_dir():
            return
        names = {entry.name for entry in (self.folder / "stills").iterdir()}
        for i, still in enumerate(stills.stills):
            wanted = str(still.file)
            twin = next((n for n in sorted(names) if n.casefold() == wanted.casefold()), "")
            if twin and wanted not in names:
                message = f"“{wanted}” is looked for and “{twin}” found"
                where = self.sources["stills"].value(("stills", i, "file"))
                self.found.append(Diagnostic("PK107", message, where, f"Write {twin}."))

    def unlisted(self, stills: Content | None) -> None:
        """Say which photographs stills.yaml does not list: no output would have them."""
        folder = self.folder / "stills"
        if not folder.is_dir() or (stills is None and "stills" in self.sources):
            return  # what stills.yaml lists is not known while it is wrong
        listed = stills.stills if isinstance(stills, model.StillsFile) else ()
        names = {Path(str(still.file)).name.casefold() for still in listed}
        for entry in sorted(folder.iterdir()):
            if entry.suffix.lower() not in _PICTURES or _litter(entry):
                continue
            if entry.name.casefold() not in names:
                message = f"the photograph “{entry.name}” is not listed, and is in no output"
                hint = "List it in stills.yaml, or take it away."
                self.found.append(Diagnostic("PK317", message, Location(self.name(entry)), hint))

    def _exists(self, file: Path, required: bool) -> bool:
        """Whether the file is there under exactly this name; says so when it is not."""
        names = [p.name for p in self.folder.iterdir()]
        if file.name in names:
            return True
        twin = next((n for n in names if n.casefold() == file.name.casefold()), "")
        if twin:
            message = f"“{file.name}” is looked for and “{twin}” found"
            place = Location(self.name(file.with_name(twin)))
            self.found.append(Diagnostic("PK107", message, place, f"Rename it to {file.name}."))
        elif required:
            place = Location(self.name(file))
            hint = "Write it, or start from an example: presskit init."
            self.found.append(Diagnostic("PK101", f"{file.name} is missing", place, hint))
        return False

    def well_named(self, file: Path, name: str) -> bool:
        """Whether a name can stand in addresses and file names of the outputs."""
        if file.suffix == ".md" and name in RESERVED:
            message = f"“{name}” is the name of a part of every kit"
            hint = f"Rename it, for example about-{name}.md."
            self.found.append(Diagnostic("PK113", message, Location(self.name(file)), hint))
            return False
        if _NAME.match(name):
            return True
        message = f"“{name}” is not a name that an output can carry"
        hint = "Rename it: lower-case letters a-z, digits and single hyphens."
        self.found.append(Diagnostic("PK113", message, Location(self.name(file)), hint))
        return False

    def unknown_files(self) -> None:
        """Say which files of the folder nobody reads: a misspelled name would drop content."""
        known = [f"{name}.yaml" for name in model.FILES]
        names = {entry.name for entry in self.folder.iterdir()}
        # In other capitals and alone, _exists has reported it.
        reported = {k.casefold() for k in known if k not in names}
        for entry in sorted(self.folder.iterdir()):
            if entry.name in known or _litter(entry) or entry.name.casefold() in reported:
                continue
            if entry.is_dir() and entry.name in FOLDERS:
                self._strangers(entry, FOLDERS[entry.name])
                continue
            choices = [*known, *FOLDERS]
            close = difflib.get_close_matches(entry.name, choices, n=1)
            hint = f"Did you mean {close[0]}?" if close else f"Read here: {', '.join(choices)}."
            message = f"“{entry.name}” is not read"
            self.found.append(Diagnostic("PK206", message, Location(self.name(entry)), hint))

    def _strangers(self, folder: Path, suffix: str) -> None:
        for entry in sorted(folder.iterdir()):
            if suffix and entry.suffix != suffix and not _litter(entry):
                hint = f"Only *{suffix} is read in {folder.name}/."
                message = f"“{entry.name}” is not read"
                self.found.append(Diagnostic("PK206", message, Location(self.name(entry)), hint))

    def _marked(self, folder: str, kind: type[M]) -> Iterator[tuple[str, M, str, int]]:
        """Each Markdown file of a folder: (file name, front matter, body, line of the body)."""
        files = (
            sorted((self.folder / folder).glob("*.md")) if (self.folder / folder).is_dir() else []
        )
        for file in files:
            text, found = read_text(file, self.name(file), self.within)
            self.found += found
            if found or not self.well_named(file, file.stem):
                continue
            match = _FRONT.match(text)
            if not match:
                opened = text.startswith("---")
                message = "the front matter has no end" if opened else "no front matter"
                hint = "Begin the file with ---, its fields, and --- again."
                place = Location(self.name(file), 1, 1)
                self.found.append(Diagnostic("PK110", message, place, hint))
                continue
            source, found = read_yaml(match.group(1), self.name(file), first_line=2)
            self.found += found
            self.sources[f"{folder}/{file.stem}"] = source
            head = None if found else self._validate(kind, source)
            if head:
                yield file.stem, head, text[match.end() :], text.count("\n", 0, match.end()) + 1

    def _mark(self, name: str, places: Mapping[KeyPath, Location]) -> None:
        source = self.sources[name]
        self.sources[name] = replace(source, values={**source.values, **places})

    def texts(self) -> Iterator[Text]:
        for slug, head, body, line in self._marked("text", TextHead):
            start = line + len(body) - len(body.lstrip("\n"))
            where = Location(self.sources[f"text/{slug}"].path, start, 1)
            self._mark(f"text/{slug}", {("body",): where})
            if not body.strip():
                self.found.append(Diagnostic("PK202", "the text is empty", where, "Write it."))
                continue
            yield Text(**_said(head), slug=slug, body=model.Prose(body.strip()))

    def interviews(self) -> Iterator[Interview]:
        for slug, head, body, line in self._marked("interviews", InterviewHead):
            name = f"interviews/{slug}"
            exchanges, places = _exchanges(slug, body, self.sources[name].path, line)
            self._mark(name, places)
            for i, exchange in enumerate(exchanges):
                if not exchange.answer:
                    where = places[("exchanges", i, "question")]
                    message = f"the question “{exchange.question}” has no answer"
                    self.found.append(Diagnostic("PK202", message, where, "Write it below."))
            if not any(exchange.question for exchange in exchanges):
                where = Location(self.sources[name].path, line)
                hint = "Write “## ” before each question, the answer below it."
                message = "no questions found" if exchanges else "no questions and answers"
                self.found.append(Diagnostic("PK202", message, where, hint))
            yield Interview(**_said(head), slug=slug, exchanges=exchanges)


def _said(head: Content) -> dict[str, Any]:
    """The fields of a front matter that were typed."""
    return {field: getattr(head, field) for field in head.model_fields_set}


def _litter(entry: Path) -> bool:
    return entry.name.startswith(".") or entry.name.casefold() in _LITTER


def _exchanges(
    slug: str, body: str, path: str, line: int
) -> tuple[tuple[Exchange, ...], dict[KeyPath, Location]]:
    """Split at the level-2 headings; what stands before the first is an answer alone."""
    marks = list(_QUESTION.finditer(body))
    starts: list[tuple[str | None, int, int, int]] = []
    if body[: marks[0].start() if marks else len(body)].strip():
        starts.append((None, 0, 0, marks[0].start() if marks else len(body)))
    ends = [*(mark.start() for mark in marks), len(body)][1:]
    for mark, end in zip(marks, ends, strict=True):
        starts.append((mark.group(1), mark.start(), mark.end(), end))
    exchanges: list[Exchange] = []
    places: dict[KeyPath, Location] = {}
    for i, (question, at, begin, end) in enumerate(starts):
        answer = body[begin:end]
        lead = begin + len(answer) - len(answer.lstrip())
        places[("exchanges", i, "question")] = Location(path, line + body.count("\n", 0, at), 1)
        places[("exchanges", i, "answer")] = Location(path, line + body.count("\n", 0, lead), 1)
        exchanges.append(
            Exchange.model_construct(
                id=f"{slug}-{i + 1}",
                question=model.Prose(question) if question else None,
                answer=model.Prose(answer.strip()),
            )
        )
    return tuple(exchanges), places
