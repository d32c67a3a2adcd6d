"""Malformed projects through the real commands; the figures of the report card.

A case fails when there is a traceback, when it does not end, when there is a part of a kit that no
manifest lists, or when it ends well without a word though something was lost.
"""

import contextlib
import hashlib
import json
import os
import pickle
import random
import re
import resource
import select
import shutil
import signal
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from presskit import console, contain, produce, scaffold
from presskit.cli import main
from presskit.diagnostics import Diagnostic
from tests.reliability import mutations, pictures

ROOT = Path(__file__).parents[2]
SECONDS, MEGABYTES = 30, 4096
"""What one case may take."""

EDITIONS = "editions:\n  fact-sheet: {format: json}\n  booklet: {format: epub, shell: booklet}\n"
THEME = (
    "extends: default\ncolour:\n  accent: '#8a3c00'\nmeasure:\n  top: 72\ntitles:\n  facts: Facts\n"
)
TEMPLATES = (
    "sections/text.html.j2", "sections/synopses.html.j2", "epub/titlepage.html.j2",
    "epub/base.css.j2", "epub/cover.svg.j2", "epub/booklet.html.j2", "data/fact-sheet.json.j2",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One project with one thing wrong in it, and the command that is run on it."""

    name: str
    project: Path
    file: str
    data: bytes
    command: tuple[str, ...]
    damaging: bool
    number: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """How a command ended: its exit code (minus a signal), its findings, what it took."""

    code: int
    said: str = ""
    found: tuple[Diagnostic, ...] = ()
    seconds: float = 0.0
    megabytes: int = 0


@dataclass(slots=True)
class Tally:
    """What came of many cases."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0
    megabytes: int = 0


# ------------------------------------------------------------ good projects


def projects(folder: Path) -> dict[str, Path]:
    """Good projects to be made bad: the minimal one with a photograph and a theme of its own, the
    one that `init` makes, and the film that comes with presskit."""
    minimal, starter, film = folder / "minimal", folder / "starter", folder / "film"
    shutil.copytree(ROOT / "tests/data/minimal", minimal)
    (minimal / "presskit.yaml").write_text(f"theme: mine\n{EDITIONS}", "utf-8")
    stills = minimal / "content/minimal/stills"
    stills.mkdir()
    (stills / "one.jpg").write_bytes(pictures.good("JPEG"))
    ledger = stills.parent / "stills.yaml"
    ledger.write_text(ledger.read_text("utf-8").replace("{tbc: Ann Archer}", "one.jpg"), "utf-8")
    mine = minimal / "templates/mine"
    for name in TEMPLATES:
        (mine / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "templates/default" / name, mine / name)
    (mine / "theme.yaml").write_text(THEME, "utf-8")
    from datetime import date

    scaffold.new_project(starter, date(2026, 11, 22))
    shutil.copytree(ROOT / "content/one-more-win", film / "content/one-more-win")
    return {"minimal": minimal, "starter": starter, "film": film}


# ------------------------------------------------------------ cases


def cases(good: dict[str, Path], seed: int) -> Iterator[Case]:
    """Cases without end, the same for a seed."""
    chance = random.Random(seed)
    number = 0
    while True:
        number += 1
        kind = chance.choices(("text", "picture", "theme"), (70, 18, 12))[0]
        if kind == "picture":
            yield _picture(good["minimal"], chance, number)
        elif kind == "theme":
            yield _theme(good["minimal"], chance, number)
        else:
            which = chance.choices(("minimal", "starter", "film"), (60, 25, 15))[0]
            yield _text(good[which], chance, number)


def _text(project: Path, chance: random.Random, number: int) -> Case:
    files = [p for p in sorted((project / "content").rglob("*")) if p.suffix in (".yaml", ".md")]
    if (project / "presskit.yaml").exists():
        files.append(project / "presskit.yaml")
    file = chance.choice(files)
    name = file.relative_to(project).as_posix()
    changed = chance.choice(mutations.by_name(name))(file.read_bytes(), chance)
    film = next((project / "content").iterdir()).name
    command = ("check",) if chance.random() < 0.8 else ("build", film, "--edition", "fact-sheet")
    return Case(changed.name, project, name, changed.data, command, changed.damaging, number)


def _theme(project: Path, chance: random.Random, number: int) -> Case:
    name = f"templates/mine/{chance.choice(('theme.yaml', 'theme.yaml', *TEMPLATES))}"
    changed = chance.choice(mutations.by_name(name))((project / name).read_bytes(), chance)
    edition = "fact-sheet" if "/data/" in name else "booklet"
    command = ("build", "--edition", edition)
    # A name that is new among a theme's colours or words is one that is used nowhere.
    bad = changed.damaging and changed.name not in ("a key renamed", "a key added")
    return Case(changed.name, project, name, changed.data, command, bad, number)


def _picture(project: Path, chance: random.Random, number: int) -> Case:
    suffix, changed = pictures.mutated(chance)
    command = ("check",) if chance.random() < 0.85 else ("build", "--edition", "booklet")
    name = f"content/minimal/stills/one{suffix}"
    return Case(changed.name, project, name, changed.data, command, changed.damaging, number)


def prepared(case: Case, folder: Path) -> Path:
    """The case as a project in a folder."""
    project = folder / "project"
    shutil.copytree(case.project, project)
    file = project / case.file
    if file.parent.name == "stills":
        (file.parent / "one.jpg").unlink()
        ledger = file.parents[1] / "stills.yaml"
        ledger.write_text(ledger.read_text("utf-8").replace("one.jpg", file.name), "utf-8")
    file.write_bytes(case.data)
    return project


# ------------------------------------------------------------ runs


def run(project: Path, command: Iterable[str]) -> Run:
    """A command in a process of its own, limited in time and memory."""
    begin = time.monotonic()
    hear, speak = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        with contextlib.suppress(BaseException), os.fdopen(speak, "wb") as out:
            pickle.dump(_done(project, command), out)
        os._exit(0)
    os.close(speak)
    said = _heard(hear, child)
    _, _, used = os.wait4(child, 0)
    seconds, megabytes = time.monotonic() - begin, used.ru_maxrss // 1024
    if not said:
        return Run(-9, "it did not end, or died", (), seconds, megabytes)
    code, text, found = pickle.loads(said)
    return Run(code, text, found, seconds, megabytes)


def _heard(hear: int, child: int) -> bytes:
    """What the process says within its time; it is ended when that is over."""
    said, end = b"", time.monotonic() + SECONDS
    with os.fdopen(hear, "rb", 0) as told:
        while time.monotonic() < end:
            if not select.select([told], [], [], 1)[0]:
                continue
            part = told.read(1 << 20)
            if not part:
                return said
            said += part
    os.kill(child, signal.SIGKILL)
    return b""


def _done(project: Path, command: Iterable[str]) -> tuple[int, str, tuple[Diagnostic, ...]]:
    """In the process: run it; exit code, words and findings."""
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    found: list[Diagnostic] = []
    say = console.say

    def heard(some: Iterable[Diagnostic], *given: Any, **named: Any) -> None:
        listed = list(some)
        found.extend(listed)
        say(listed, *given, **named)

    console.say = heard  # type: ignore[assignment]
    # What starts in a process of its own is measured in tests/kit/test_containment.py.
    contain.contained = lambda *given, **_: produce.produce(*given[:5])
    os.chdir(project)
    try:
        ended = CliRunner().invoke(main, list(command))
        said = ended.output
        if ended.exception and not isinstance(ended.exception, SystemExit):
            said += "".join(traceback.format_exception(ended.exception))
            return 70, said, tuple(found)
        return ended.exit_code, said, tuple(found)
    except BaseException:  # noqa: BLE001  # the case's name is told with it
        return 70, traceback.format_exc(), tuple(found)


# ------------------------------------------------------------ judgement


def partial_output(project: Path) -> str:
    """What of dist/ is no whole kit; empty when all is."""
    for kit in (p for p in (project / "dist").glob("*") if p.is_dir()):
        try:
            listed = json.loads((kit / "manifest.json").read_bytes())["files"]
        except (OSError, ValueError, KeyError) as error:
            return f"{kit.name} without its manifest: {error!r}"
        names = {one["name"] for one in listed} | {"manifest.json"}
        if names != (there := {p.name for p in kit.iterdir()}):
            return f"listed {sorted(names)}, there {sorted(there)}"
        for one in listed:
            if hashlib.sha256((kit / one["name"]).read_bytes()).hexdigest() != one["sha256"]:
                return f"{one['name']} is not what the manifest says"
    left = [p.name for p in (project / "dist").glob("*") if not p.is_dir()]
    return f"left: {left}" if any(not name.endswith(".lock") for name in left) else ""


def judged(case: Case, ended: Run, project: Path, before: frozenset[str]) -> Iterator[str]:
    """The kinds of fault that a case shows."""
    if ended.code == 3:  # nothing is wrong with the machine
        yield "blamed"
    if ended.code == -9:
        yield "unended"
    elif ended.code not in (0, 1, 2, 3) or "Traceback" in ended.said:
        yield "tracebacks"
    if partial_output(project):
        yield "partial"
    new = [d for d in ended.found if str(d) not in before]
    if case.damaging and ended.code == 0 and not new:
        yield "silent"


_TEXT = re.compile(r"\.(yaml|md|j2)$")
_FIELD = re.compile(r"[^\s:]+: ")
_WORD = re.compile(r"[^\W_]{2,}")
_WHOLE = ("PK101", "PK107", "PK108", "PK111", "PK112", "PK113", "PK206")
"""Codes about a file as a whole."""


def told(project: Path, found: Iterable[Diagnostic]) -> Counter[str]:
    """How many errors there are, and how many name file, line, what stands there, and a remedy."""
    counts: Counter[str] = Counter()
    for one in found:
        if one.severity != "error":
            continue
        place = one.location
        counts["errors"] += 1
        counts["with file"] += place is not None
        counts["with remedy"] += bool(one.hint)
        if place is None or not _TEXT.search(place.path) or one.code in _WHOLE:
            continue
        counts["of text"] += 1
        counts["with line"] += place.line > 0
        with contextlib.suppress(OSError, UnicodeDecodeError, IndexError):
            lines = (project / place.path).read_text("utf-8-sig").split("\n")
            words = set(_WORD.findall(lines[max(0, place.line - 1)]))
            counts["of a value"] += one.code.startswith("PK2")
            named = words & set(_WORD.findall(one.message)) or _FIELD.match(one.message)
            counts["with field"] += one.code.startswith("PK2") and bool(named)
    return counts


def tried(folder: Path, seed: int, n: int, only: int = 0) -> Tally:
    """Run `n` cases; `only` one of them where its number is given."""
    tally = Tally()
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name)
        good = projects(place / "good")
        known: dict[tuple[Path, tuple[str, ...]], frozenset[str]] = {}
        chosen = cases(good, seed)
        for case in (next(chosen) for _ in range(n)):
            if only and case.number != only:
                continue
            key = (case.project, case.command)
            if key not in known:
                shutil.copytree(case.project, place / "whole")
                whole = run(place / "whole", case.command)
                if whole.code:
                    raise AssertionError(f"not good: {case.project.name}: {whole.said}")
                known[key] = frozenset(map(str, whole.found))
                shutil.rmtree(place / "whole")
            _tried(tally, case, place, known[key])
    return tally


def _tried(tally: Tally, case: Case, place: Path, before: frozenset[str]) -> None:
    project = prepared(case, place)
    ended = run(project, case.command)
    tally.counts["tried"] += 1
    tally.counts["refused"] += ended.code != 0
    tally.counts.update(told(project, ended.found))
    for fault in judged(case, ended, project, before):
        tally.counts[fault] += 1
        last = ended.said.strip().splitlines()[-12:] if fault == "tracebacks" else []
        words = f"{fault}: {case.number} {case.project.name}/{case.file}: {case.name}"
        tally.failures.append("\n    ".join([f"{words} {' '.join(case.command)}", *last]))
    tally.seconds = max(tally.seconds, ended.seconds)
    tally.megabytes = max(tally.megabytes, ended.megabytes)
    shutil.rmtree(project)


def measure_malformed(folder: Path, seed: int, n: int) -> dict[str, int]:
    """How many were tried, and how many failed in which way; the worst time and memory."""
    tally = tried(folder, seed, n)
    kinds = ("tried", "refused", "tracebacks", "partial", "silent", "unended", "blamed", "errors",
             "with file", "of text", "with line", "of a value", "with field",
             "with remedy")  # fmt: skip
    counted = {kind: tally.counts[kind] for kind in kinds}
    return counted | {"ms": round(tally.seconds * 1000), "MB": tally.megabytes}
