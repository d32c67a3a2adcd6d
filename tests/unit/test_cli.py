"""The commands as they are typed: what goes where, and how they end."""

import datetime as dt
import importlib.abc
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import presskit
from presskit import console, outputs
from presskit.cli import group, main
from presskit.produce import produce
from presskit.scaffold import ejectable
from presskit.schema import SCHEMAS

ROOT = Path(__file__).parents[2]
COMMANDS = [
    "init", "check", "build", "proofread", "facts", "gaps", "lengths", "clean", "eject",
    "schema", "doctor", "stills", "watch",
]  # fmt: skip
BOOKLET = ["build", "--edition", "booklet"]


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# ------------------------------------------------------------ help


@pytest.mark.parametrize(
    "command", [[], *([name] for name in COMMANDS), ["stills", "add"]], ids=str
)
def test_every_help_has_an_example(command: list[str]) -> None:
    done = run(*command, "--help")
    assert done.exit_code == 0
    assert re.search(r"Examples?:\n +presskit ", done.stdout)


def test_every_command_is_known_here() -> None:
    assert sorted(main.commands) == sorted(COMMANDS)


def test_help_imports_nothing_heavy() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "presskit", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    imported = set(re.findall(r"\| +([\w.]+)$", done.stderr, re.MULTILINE))
    assert "click" in imported
    assert "Completion" in done.stdout
    heavy = {"weasyprint", "fontTools", "lxml", "PIL", "ebooklib", "pydantic", "jinja2", "yaml"}
    assert not imported & heavy


def test_version() -> None:
    assert run("--version").stdout == f"presskit {presskit.__version__}\n"


def test_films_complete(minimal: Path) -> None:
    context = click.Context(main)
    assert minimal == Path.cwd()
    assert group.complete_film(context, main.params[0], "min") == ["minimal"]
    assert group.complete_film(context, main.params[0], "x") == []


# ------------------------------------------------------------ how commands end


@pytest.mark.parametrize(
    "words",
    [
        ["build", "--editoin", "booklet"],
        ["buidl"],
        ["build", "--waive", "film.texts.short=later"],
        ["build", "--final", "--waive", "film.texts.short"],
        ["build", "--final", "--waive", "film.texts.short= "],
        ["build", "--stale-after", "30"],
        ["init"],
        ["init", "one", "--film", "two"],
        ["init", "My Film"],
        ["schema", "flim"],
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("minimal")
def test_a_wrong_word_ends_with_two(words: list[str]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


@pytest.mark.parametrize("value", ["yesterday", "1e9", "9" * 30])
def test_a_wrong_source_date_ends_with_two(
    minimal: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert run("build").exit_code == 2
    assert not (minimal / "dist").exists()


def test_a_bug_of_ours_shows_itself_whole(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the gears")

    monkeypatch.setattr("presskit.produce.examine", broken)
    done = run("check", str(minimal / "content" / "minimal"))
    assert done.exit_code == 70
    assert "Traceback" in done.stderr
    assert "RuntimeError: the gears" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("This is a mistake in presskit")


@pytest.mark.usefixtures("minimal")
def test_stopping_it_is_no_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("presskit.produce.examine", stopped)
    done = run("check")
    assert done.exit_code == 130
    assert "Traceback" not in done.stderr


def test_disk_that_refuses(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PK507: the disk is full while the outputs are written; the kit before stays."""
    assert run(*BOOKLET).exit_code == 0
    before = (minimal / "dist/minimal/minimal-booklet.epub").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outputs, "_write", full)
    done = run(*BOOKLET, "--force")
    assert done.exit_code == 3
    assert "PK507" in done.stderr
    assert "No space left on device" in done.stderr
    assert (minimal / "dist/minimal/minimal-booklet.epub").read_bytes() == before


def test_a_folder_that_cannot_be_made(minimal: Path) -> None:
    (minimal / "dist").write_text("a file, not a folder", "utf-8")
    done = run(*BOOKLET)
    assert done.exit_code == 3
    assert "PK507" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_build_runs(minimal: Path) -> None:
    with outputs.locked(minimal / "dist" / "minimal"):
        done = run(*BOOKLET)
    assert done.exit_code == 3
    assert "PK506" in done.stderr


class NoPango(importlib.abc.MetaPathFinder):
    """A machine on which WeasyPrint does not find its library."""

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: object = None) -> None:
        if name.partition(".")[0] == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0': not found")


def test_machine_without_pango(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PK508: PDF cannot be made, the booklet can, and the doctor says so."""
    for name in [n for n in sys.modules if n.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    monkeypatch.setattr("presskit.contain.contained", lambda *given: produce(*given[:5]))
    done = run("build")
    assert done.exit_code == 3
    assert "PK508" in done.stderr
    assert "presskit doctor" in done.stderr
    assert not (minimal / "dist" / "minimal").exists()

    done = run("doctor")
    assert done.exit_code == 3
    for system in ("Debian", "Fedora", "macOS", "Windows"):
        assert len(re.findall(rf"^ +{system}.*: ", done.stdout, re.MULTILINE)) == 1
    assert done.stdout.splitlines()[-1].startswith("PDF editions cannot be built; the booklet can")

    assert run(*BOOKLET).exit_code == 0


def test_a_healthy_machine() -> None:
    done = run("doctor")
    assert done.exit_code == 0, done.output
    assert "For checking, not needed to build:" in done.stdout
    assert done.stdout.splitlines()[-1] == "Every edition can be built."


# ------------------------------------------------------------ build


def test_paths_go_to_stdout_and_words_to_stderr(minimal: Path) -> None:
    done = run(*BOOKLET)
    assert done.stdout == "dist/minimal/minimal-booklet.epub\n"
    assert done.stderr == "minimal: 1 file in dist/minimal, no errors\n"
    assert done.exit_code == 0
    assert names(minimal / "dist/minimal") == ["manifest.json", "minimal-booklet.epub"]
    assert Path(os.environ["FONTCONFIG_FILE"]) == ROOT / "assets" / "fonts" / "fonts.conf"


def test_the_whole_kit_builds_anew_to_the_same_bytes(minimal: Path) -> None:
    assert run("build").exit_code == 0
    first = {name: (minimal / "dist/minimal" / name).read_bytes() for name in KIT}
    assert run("build", "--out", "elsewhere", "content/minimal").exit_code == 0
    assert {name: (minimal / "elsewhere/minimal" / name).read_bytes() for name in KIT} == first
    assert names(minimal / "dist/minimal") == sorted(KIT)


KIT = ["manifest.json", "minimal-booklet.epub", "minimal-press-kit.pdf"]


@pytest.mark.usefixtures("minimal")
def test_json_is_one_object_a_line() -> None:
    facts = Path("content/minimal/facts.yaml")
    more = "  - {id: crew, about: How many, value: '1', sources: [log], state: confirmed}\n"
    facts.write_text(facts.read_text("utf-8") + more, "utf-8")
    done = run(*BOOKLET, "--json")
    warning, artifact = map(json.loads, done.stdout.splitlines())
    assert (warning["code"], warning["severity"], warning["line"]) == ("PK311", "warning", 7)
    assert artifact["artifact"] == "dist/minimal/minimal-booklet.epub"
    assert "PK311" not in done.stderr

    done = run("build", "nosuch", "--json")
    assert json.loads(done.stdout)["code"] == "PK111"
    assert done.exit_code == 1


def test_a_failed_build_leaves_the_kit_before(minimal: Path) -> None:
    assert run(*BOOKLET).exit_code == 0
    before = (minimal / "dist/minimal/minimal-booklet.epub").read_bytes()
    film = minimal / "content/minimal/film.yaml"
    film.write_text(film.read_text("utf-8").replace("title:", "titel:"), "utf-8")
    done = run(*BOOKLET)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == "minimal: nothing written, 2 errors"
    assert (minimal / "dist/minimal/minimal-booklet.epub").read_bytes() == before


def test_every_film_is_built_and_the_worst_decides(minimal: Path) -> None:
    assert run("init", "--film", "second").exit_code == 0
    (minimal / "content/minimal/film.yaml").unlink()
    done = run(*BOOKLET)
    assert done.exit_code == 1
    assert done.stdout == "dist/second/second-booklet.epub\n"


def test_a_final_lists_what_is_open_and_leaves_out_what_is_waived(minimal: Path) -> None:
    done = run(*BOOKLET, "--final")
    assert done.exit_code == 1
    waivers = re.findall(r"--waive '(.+)'", done.stderr)
    assert waivers == ["film.texts.short=REASON", "stills.the-one-still.file=REASON"]
    done = run(*BOOKLET, "--final", *(word for name in waivers for word in ("--waive", name)))
    assert done.exit_code == 0, done.stderr
    manifest = json.loads((minimal / "dist/minimal/manifest.json").read_text("utf-8"))
    assert manifest["status"] == "final"


def test_the_packagers_date_wins(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert run(*BOOKLET).exit_code == 0
    with zipfile.ZipFile(minimal / "dist/minimal/minimal-booklet.epub") as book:
        package = next(n for n in book.namelist() if n.endswith(".opf"))
        assert "2001-09-09T01:46:40Z" in book.read(package).decode()


def test_a_film_is_found_by_name_by_path_and_from_within(
    minimal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, name in [
        (minimal, "minimal"),
        (minimal, "content/minimal"),
        (minimal / "content", "minimal"),
        (minimal / "content/minimal", "."),
        (minimal / "content/minimal/text", ".."),
        (minimal.parent, "project/content/minimal"),
        (minimal.parent, str(minimal / "content/minimal")),
    ]:
        monkeypatch.chdir(folder)
        done = run("check", name)
        assert done.exit_code == 0, (folder, name, done.stderr)
        assert done.stderr.endswith("minimal: no errors\n")


def test_outside_of_any_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (["build"], ["check"], ["build", "film"], ["check", "film"]):
        done = run(*words)
        assert done.exit_code == 1
        assert "PK111" in done.stderr
    assert names(tmp_path) == []


# ------------------------------------------------------------ check


def test_check_says_what_it_looks_at(minimal: Path) -> None:
    assert run("check").stderr.splitlines()[0] == "checking the film content/minimal"
    assert run("check", str(minimal)).stderr.splitlines()[0] == "checking the film content/minimal"
    assert run(*BOOKLET).exit_code == 0
    done = run("check", "dist/minimal", "content/minimal")
    assert done.stderr.splitlines() == [
        "checking the kit dist/minimal",
        "minimal: 2 files read, nothing in them that should not be there, no errors",
        "checking the film content/minimal",
        "minimal: no errors",
    ]
    (minimal / "dist/minimal/minimal-booklet.epub").write_bytes(b"changed")
    done = run("check", "dist/minimal")
    assert done.exit_code == 1
    assert "PK510" in done.stderr


@pytest.mark.usefixtures("minimal")
def test_check_that_takes_too_much_memory_is_no_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(*_: object) -> int:
        raise MemoryError

    monkeypatch.setattr("presskit.desk.check_film", greedy)
    done = run("check")
    assert done.exit_code == 1
    assert "error PK532 it takes more than" in done.stderr
    assert "Traceback" not in done.stderr


# ------------------------------------------------------------ clean


def test_clean_removes_what_the_manifest_names(minimal: Path) -> None:
    assert run(*BOOKLET).exit_code == 0
    (minimal / "dist/minimal/notes.txt").write_text("mine", "utf-8")
    done = run("clean", "minimal")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "minimal: 2 files removed from dist/minimal\n"
    assert names(minimal / "dist") == ["minimal"]
    assert names(minimal / "dist/minimal") == ["notes.txt"]
    assert run("clean", "minimal").stderr == "minimal: nothing to remove\n"


def test_clean_takes_what_an_interrupted_build_left(minimal: Path) -> None:
    """Between the two renames of a system that cannot exchange folders."""
    assert run(*BOOKLET).exit_code == 0
    (minimal / "dist/minimal").rename(minimal / "dist/.minimal.old")
    done = run("clean", "minimal")
    assert done.exit_code == 0
    assert "PK509" in done.stderr
    assert done.stderr.endswith("minimal: 2 files removed from dist/minimal\n")
    assert names(minimal / "dist") == []


def test_clean_takes_nothing_left_beside_a_kit_for_a_kit(minimal: Path) -> None:
    assert run(*BOOKLET).exit_code == 0
    shutil.copytree(minimal / "dist/minimal", minimal / "dist/.minimal.old")
    assert run("clean").exit_code == 0
    assert names(minimal / "dist") == []


@pytest.mark.usefixtures("minimal")
def test_a_manifest_that_cannot_be_read_makes_nobody_elses_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert run(*BOOKLET).exit_code == 0
    read = Path.read_text

    def broken(path: Path, *args: str, **named: str) -> str:
        if path.name == "manifest.json":
            raise OSError(5, "Input/output error", str(path))
        return read(path, *args, **named)

    monkeypatch.setattr(Path, "read_text", broken)
    done = run(*BOOKLET)
    assert done.exit_code == 3
    assert "PK507 Input/output error" in done.stderr
    assert "PK505" not in done.stderr


def test_a_disk_that_refuses_the_first_kit_says_so(
    minimal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outputs, "_write", full)
    assert "There was no kit before it" in run(*BOOKLET).stderr
    assert not (minimal / "dist/minimal").exists()


def test_clean_without_a_name_takes_every_kit(minimal: Path) -> None:
    assert run(*BOOKLET, "--out", "kits").exit_code == 0
    (minimal / "kits/other").mkdir()
    assert run("clean", "--out", "kits").exit_code == 0
    assert names(minimal / "kits") == ["other"]


# ------------------------------------------------------------ init, eject, schema


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that init has just made, which is also the working directory."""
    monkeypatch.chdir(tmp_path)
    done = run("init", "my-film")
    assert done.exit_code == 0, done.output
    assert sorted(done.stdout.splitlines()) == sorted(
        p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()
    )
    monkeypatch.chdir(tmp_path / "my-film")
    return tmp_path / "my-film"


def test_a_new_project_is_right_as_it_is(started: Path) -> None:
    done = run("check")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (0, "my-film: no errors")
    film = (started / "content/my-film/film.yaml").read_text("utf-8")
    assert "title: My Film\n" in film
    today = dt.datetime.now(dt.UTC).date()
    dates = {(today + dt.timedelta(days=n)).isoformat() for n in (-1, 0, 1)}
    assert set(re.findall(r"^date: (.+)$", film, re.MULTILINE)) <= dates
    for file in started.rglob("*"):
        if file.is_file() and file.suffix != ".json":
            assert not re.search(r"@[A-Z]+@", file.read_text("utf-8")), file


def test_a_new_project_builds(started: Path) -> None:
    done = run("build")
    assert done.exit_code == 0, done.stderr
    made = {
        f"my-film-{name}" for name in ("press-kit-a4.pdf", "press-kit-letter.pdf", "booklet.epub")
    }
    assert {"manifest.json", *made} <= set(names(started / "dist/my-film"))
    done = run("build", "--final")
    assert done.exit_code == 1, "nothing is known yet"


def test_editors_are_told_of_the_schemas(started: Path) -> None:
    files = list(started.rglob("*.yaml"))
    assert len(files) == 7
    for file in files:
        first = file.read_text("utf-8").splitlines()[0]
        path = first.removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / path).resolve() == started / "schemas" / f"{file.stem}.json"
        json.loads((file.parent / path).read_text("utf-8"))


def test_commented_examples_of_the_starter_are_right(started: Path) -> None:
    """Whoever takes the hyphens of comment away must get something that works."""
    folder = started / "content/my-film"
    for name in ("facts", "sources", "people", "festivals"):
        file = folder / f"{name}.yaml"
        head, _, example = file.read_text("utf-8").rpartition("[]\n")
        example = example.replace("\n# ", "\n").replace("[festival-site]", "[production-log]")
        file.write_text(head.rpartition("\n")[0] + "\n" + example, "utf-8")
    text = folder / "text/production-notes.md"
    text.write_text(text.read_text("utf-8") + "\nIt took {fact}`shooting-days`.\n", "utf-8")
    done = run("check")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (0, "my-film: no errors"), done.stderr


def test_init_overwrites_nothing(started: Path) -> None:
    film = started / "content/my-film/film.yaml"
    film.write_text("mine", "utf-8")
    for words in (["init", "--film", "my-film"], ["init", "../my-film"]):
        done = run(*words)
        assert done.exit_code == 1
        assert "PK505" in done.stderr
    assert film.read_text("utf-8") == "mine"
    assert run("init", "--film", "another").exit_code == 0
    assert names(started / "content") == ["another", "my-film"]


def test_init_in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert run("init", ".").exit_code == 0
    assert (tmp_path / "here/content/here/film.yaml").is_file()


def test_init_suggests_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("init", "My Film, Part 2")
    assert done.exit_code == 2
    assert "for example my-film-part-2." in done.stderr
    assert names(tmp_path) == []


def test_eject_lists_and_copies(minimal: Path) -> None:
    listed = run("eject").stdout.splitlines()
    assert listed == ejectable()
    assert "default/theme.yaml" in listed
    done = run("eject", "default/theme.yaml")
    assert done.stdout == "templates/default/theme.yaml\n"
    copied = (minimal / "templates/default/theme.yaml").read_bytes()
    assert copied == (ROOT / "templates/default/theme.yaml").read_bytes()
    assert run("check").exit_code == 0
    several = run("eject", "theme.yaml")
    assert several.exit_code == 1
    assert "default/theme.yaml or one-more-win/theme.yaml" in several.stderr


def test_schemas_are_listed_printed_and_written(minimal: Path) -> None:
    assert run("schema").stdout.split() == list(SCHEMAS)
    printed = run("schema", "film").stdout
    assert json.loads(printed)["title"] == "film.yaml"
    assert run("schema", "--out", "schemas").exit_code == 0
    assert (minimal / "schemas/film.json").read_text("utf-8") == printed
    assert names(minimal / "schemas") == sorted(f"{name}.json" for name in SCHEMAS)


# ------------------------------------------------------------ progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_that_vanishes(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with console.progress("film", "xterm") as notify:
        notify("booklet", 1, 3)
    said = terminal.getvalue()
    assert "film: booklet (1 of 3)" in said
    assert "\n" not in said
    assert said.endswith("\r\x1b[2K")


@pytest.mark.parametrize(("stream", "kind"), [(io.StringIO(), "xterm"), (Terminal(), "dumb")])
def test_progress_is_quiet_in_a_pipe(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, kind: str
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    with console.progress("film", kind) as notify:
        notify("booklet", 1, 3)
    assert stream.getvalue() == ""
