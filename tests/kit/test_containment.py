"""What makes a kit reads what a kit is made of, and nothing else; it writes nothing but its own."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from presskit.build import build
from presskit.contain import contained
from presskit.diagnostics import PresskitError, errors
from presskit.fenced import readable, writable
from presskit.project import Project, Settings
from presskit.remembered import Earlier
from presskit.request import Limits, Notify, Request
from presskit.wire import Made
from tests.conftest import MINIMAL, ROOT
from tests.validators.run import absent, program

CANARY = "canary-of-another"
CALLS = "open,openat,openat2,socket,connect,execve,landlock_restrict_self"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "project"
    shutil.copytree(MINIMAL, root)
    return Project(root, Settings())


def inside(code: str, folder: Path) -> str:
    """What a confined process prints that may read `folder` alone, and Python's own."""
    program = f"""
import ctypes, os, socket, subprocess, sys
from pathlib import Path
from presskit import confine, fenced
root = Path({str(folder)!r})
told = []
read = [p for p in fenced.readable(root, root) if str(p) != {str(ROOT)!r}]
held = confine.fence([*read, Path({str(ROOT / "presskit")!r})], [root / "own"])
confine.refuse([*read, Path({str(ROOT / "presskit")!r})], [root / "own"], told.append)
{code}
"""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_python_is_refused_what_lies_outside_and_it_is_noted(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "own").mkdir()
    (tmp_path / "in" / "a").write_text("A")
    (tmp_path / "out").write_text("secret")
    said = inside(
        f"""
def tried(what, *given):
    try:
        what(*given)
    except PermissionError:
        return "refused"
    return "done"
print(tried(open, root / "a"), tried((root / "own" / "b").write_text, "B"))
print(tried(open, {str(tmp_path / "out")!r}), tried(open, root / "own" / ".." / ".." / "out"))
print(tried((root / "new").write_text, "B"), tried(os.mkdir, root / "new"))
print(tried(os.remove, {str(tmp_path / "out")!r}), tried(os.listdir, root / ".."))
print(tried(socket.socket), tried(subprocess.run, ["true"]), tried(os.system, "true"))
print(len(told))
""",
        tmp_path / "in",
    )
    expected = (
        "done done\nrefused refused\nrefused refused\nrefused refused\nrefused refused refused\n9"
    )
    assert said == expected
    assert (tmp_path / "out").exists()


def test_libraries_in_c_are_refused_it_too(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_text("A")
    (tmp_path / "out").write_text("secret")
    said = inside(
        f"""
system = ctypes.CDLL(None)
def opened(path):
    return system.open(os.fsencode(path), os.O_RDONLY) >= 0
print(held, opened(root / "a"), opened({str(tmp_path / "out")!r}), opened("/etc/passwd"))
""",
        tmp_path / "in",
    )
    if said.startswith("False"):
        absent("Landlock (Linux 5.13)")
    assert said == "True True False False"


def test_a_text_that_is_a_link_out_of_the_project_is_not_read(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / "of-another.md").write_text(f"---\ntitle: Theirs\n---\n\n{CANARY}\n")
    folder = project.root / "content" / "minimal"
    (folder / "text" / "link.md").symlink_to(tmp_path / "of-another.md")
    request = Request(("booklet",))
    (found,) = build(project, folder, request, lambda *_: None, limited(Limits())).found  # type: ignore[arg-type]
    reason = "it is a link to a file outside of the project"
    assert (found.code, found.message) == ("PK112", reason)


def test_every_file_that_a_build_opens_is_on_the_list(project: Project, tmp_path: Path) -> None:
    strace = program("strace")
    homes = {name: tmp_path / name for name in ("home", "sibling", "scratch")}
    for folder in homes.values():
        folder.mkdir()
        (folder / CANARY).write_text(CANARY)
        (folder / ".config").mkdir()
    (project.root / "content/minimal/stills").mkdir()
    Image.new("RGB", (900, 600), "#804020").save(project.root / "content/minimal/stills/one.jpg")
    ledger = project.root / "content/minimal/stills.yaml"
    ledger.write_text(ledger.read_text("utf-8").replace("{tbc: Ann Archer}", "one.jpg"), "utf-8")
    trace = tmp_path / "trace"
    environ = {**os.environ, "HOME": str(homes["home"]), "TMPDIR": str(homes["scratch"])}
    command = [
        strace, "-f", "-qq", "-s", "300", "-e", f"trace={CALLS}", "-o", str(trace),
        "--", sys.executable, "-m", "presskit", "build",
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=project.root, env=environ, capture_output=True, text=True, check=False
    )
    if "Operation not permitted" in done.stderr and not trace.stat().st_size:
        absent("strace (the system forbids it)")
    assert done.returncode == 0, done.stderr
    child = _lines_of_the_child(trace.read_text("utf-8", "replace"))
    allowed = [*readable(project.root, project.root), *writable(project.root), ROOT]
    fences = tuple({os.path.realpath(path) for path in allowed} | {str(homes["scratch"])})
    strangers = {
        path
        for path in _opened(child)
        if not os.path.realpath(path).startswith(fences) and not Path(path).is_dir()
    }
    assert strangers == set()
    assert CANARY not in "\n".join(child)
    fenced = [i for i, call in enumerate(child) if call.startswith("landlock_restrict_self")]
    if not fenced:
        absent("Landlock (Linux 5.13)")
    after = "\n".join(child[fenced[0] :])
    assert "open" in after
    assert not re.search(r"\b(socket|connect|execve)\(", after)


def _lines_of_the_child(trace: str) -> list[str]:
    """What the process that makes the kit does after its start, and all of its threads."""
    calls = [line.split(None, 1) for line in trace.splitlines() if " " in line]
    started = [i for i, (_, call) in enumerate(calls) if "presskit.fenced import child" in call]
    assert started, "no process of its own"
    who = calls[started[0]][0]
    parent = calls[0][0]
    return [call for one, call in calls[started[0] + 1 :] if one == who or one != parent]


def _opened(lines: list[str]) -> list[str]:
    """Paths that were opened with success."""
    found = (re.match(r'open(?:at2?)?\((?:[^"]*, )?"([^"]+)".* = \d+', line) for line in lines)
    return [match[1] for match in found if match and match[1].startswith("/")]


def limited(limits: Limits) -> object:
    def make(project: Project, folder: Path, request: Request, earlier: Earlier, n: Notify) -> Made:
        return contained(project, folder, request, earlier, n, limits, os.environ)

    return make


def tried(project: Project, limits: Limits) -> str:
    folder = project.root / "content" / "minimal"
    whole = Image.new("L", (10000, 10000))
    (folder / "stills").mkdir(exist_ok=True)
    whole.convert("RGB").save(folder / "stills" / "one.png", compress_level=1)
    ledger = folder / "stills.yaml"
    ledger.write_text(ledger.read_text("utf-8").replace("{tbc: Ann Archer}", "one.png"), "utf-8")
    with pytest.raises(PresskitError) as refused:
        build(project, folder, Request(), lambda *_: None, limited(limits))  # type: ignore[arg-type]
    (only,) = refused.value.found
    return only.code


def test_what_takes_too_long_or_too_much_leaves_the_old_kit(project: Project) -> None:
    folder = project.root / "content" / "minimal"
    editions = Request(("booklet",))
    build(project, folder, editions, lambda *_: None, limited(Limits()))  # type: ignore[arg-type]
    kit = project.root / "dist" / "minimal"
    before = {file.name: file.read_bytes() for file in kit.iterdir()}
    assert tried(project, Limits(seconds=1)) == "PK531"
    if sys.platform == "linux":
        assert tried(project, Limits(memory=512)) == "PK532"
    assert {file.name: file.read_bytes() for file in kit.iterdir()} == before


def test_the_process_of_its_own_makes_the_same_bytes(project: Project) -> None:
    folder = project.root / "content" / "minimal"
    request = Request(("booklet", "one-sheet-a4"))
    here = build(project, folder, request, lambda *_: None)
    there = build(project, folder, request, lambda *_: None, limited(Limits()), force=True)  # type: ignore[arg-type]
    assert [a.sha256 for a in here.artifacts] == [a.sha256 for a in there.artifacts]
    assert len(here.artifacts) == 2


def test_a_process_that_dies_leaves_the_old_kit(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A library that crashes: the process kills itself as soon as it reads its order.
    dying = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
    monkeypatch.setattr("presskit.contain.ENTRY", dying)
    folder = project.root / "content" / "minimal"
    with pytest.raises(PresskitError) as refused:
        build(project, folder, Request(), lambda *_: None, limited(Limits()))  # type: ignore[arg-type]
    (only,) = refused.value.found
    assert only.code == "PK533"
    assert "SIGSEGV" in only.message


def test_what_a_template_reaches_for_is_refused_and_said(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Even code of ours that is led astray, and swallows the refusal, makes no kit."""
    (tmp_path / CANARY).write_text(CANARY)
    astray = f"""
import contextlib
from presskit import fenced, produce
made = produce._edition
def reaching(*given):
    with contextlib.suppress(OSError):
        open({str(tmp_path / CANARY)!r}).read()
    return made(*given)
produce._edition = reaching
fenced.child()
"""
    monkeypatch.setattr("presskit.contain.ENTRY", astray)
    folder = project.root / "content" / "minimal"
    request = Request(("fact-sheet",))
    report = build(project, folder, request, lambda *_: None, limited(Limits()))  # type: ignore[arg-type]
    assert [d.code for d in errors(report.found)] == ["PK534"]
    assert not (project.root / "dist" / "minimal" / "manifest.json").exists()


def test_a_full_disk_for_temporary_files_is_the_machine_s_fault(project: Project) -> None:
    import resource

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    command = [sys.executable, "-m", "presskit", "build"]
    done = subprocess.run(
        command,
        cwd=project.root,
        capture_output=True,
        text=True,
        preexec_fn=small_files,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert "error PK507" in done.stderr
    assert not (project.root / "dist" / "minimal").exists()


CALLED = """
import sys
from presskit.cli import main, run
sys.argv = ["presskit", *{words!r}]
{run}
"""

ASTRAY = """
import contextlib, ctypes, os, sys
from presskit import load
from presskit.intake import adding
def reaching(made):
    def reached(*given, **named):
        with contextlib.suppress(OSError):
            print(open({secret!r}).read(), file=sys.stderr)
        if ctypes.CDLL(None).open(os.fsencode({secret!r}), os.O_RDONLY) >= 0:
            print("opened by C", file=sys.stderr)
        with contextlib.suppress(OSError):
            open({planted!r}, "w").write("planted")
        return made(*given, **named)
    return reached
load.load = reaching(load.load)
adding.read_picture = reaching(adding.read_picture)
"""

READING = (
    ["check"], ["check", "content/minimal"], ["check", "dist/minimal"], ["gaps"], ["facts"],
    ["lengths"], ["proofread", "../mailed/review.txt"], ["stills", "add", "../mailed/one.png"],
)  # fmt: skip


def called(project: Project, words: list[str], run: str, first: str = "") -> tuple[int, str, str]:
    """How a command ends that is given a text and a photograph from outside, and what it says."""
    mailed = project.root.parent / "mailed"
    mailed.mkdir(exist_ok=True)
    (mailed / "review.txt").write_text("A film by Ann Archer.")
    Image.new("RGB", (900, 600), "#804020").save(mailed / "one.png")
    if "dist/minimal" in words and not (project.root / "dist").exists():
        build(project, project.root / "content" / "minimal", Request(), lambda *_: None)
    done = subprocess.run(
        [sys.executable, "-c", first + CALLED.format(words=words, run=run)],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def led_astray(folder: Path) -> str:
    """Code that reaches for a secret beside the project, and plants a file there."""
    (folder / "secret").write_text(CANARY)
    return ASTRAY.format(secret=str(folder / "secret"), planted=str(folder / "planted"))


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_commands_that_read_open_nothing_else(
    project: Project, tmp_path: Path, words: list[str]
) -> None:
    code, out, said = called(project, words, "run()", led_astray(tmp_path))
    assert CANARY not in out + said
    assert not (tmp_path / "planted").exists()
    assert code == 1, said
    assert said.count("PK534") == 2, said  # the secret, and the file to be planted
    if "opened by C" in said:
        absent("Landlock (Linux 5.13)")


def test_commands_that_another_program_calls_do_not_fence_it_in(
    project: Project, tmp_path: Path
) -> None:
    code, _, said = called(project, ["check"], "main()", led_astray(tmp_path))
    assert (code, CANARY in said, "opened by C" in said) == (0, True, True)
    assert (tmp_path / "planted").exists()


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_commands_that_read_find_all_that_they_need(project: Project, words: list[str]) -> None:
    fenced = called(project, words, "run()")
    added = project.root / "content" / "minimal" / "stills"
    assert added.exists() == ("add" in words)
    if added.exists():
        shutil.rmtree(added)
        shutil.copyfile(MINIMAL / "content/minimal/stills.yaml", added.parent / "stills.yaml")
    assert fenced == called(project, words, "main()")
    assert fenced[0] == 0, fenced
