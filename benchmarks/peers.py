"""The tools that a kit could be made with instead: how to get them, their versions, how to run
them on a manuscript."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / ".tools" / "benchmarks"
PYTHON = TOOLS / "python" / "bin" / "python"
NODE = TOOLS / "node"
PACKAGES = ("pypandoc_binary==1.17", f"weasyprint=={version('weasyprint')}", "typst==0.15.2")
"""pypandoc_binary carries pandoc itself; WeasyPrint is of the version that presskit has."""

Commands = list[list[str | Path]]


@dataclass(frozen=True, slots=True)
class Peer:
    """A way to make a kit of kit.md in the current folder: its commands, and the file they make.

    `before` are commands that are not measured.
    """

    makes: str
    commands: Commands
    before: Commands
    versions: tuple[str, ...]


def install() -> list[str]:
    """Get what is missing; a line for each tool that cannot be had, and why."""
    wrong = []
    if not _python():
        wrong.append("pandoc and Typst are left out: pip could not install them")
    if not _vivliostyle():
        wrong.append("Vivliostyle is left out: npm could not install it, or node is missing")
    elif browser() is None:
        wrong.append("Vivliostyle is left out: there is no Chromium (Debian’s package: chromium)")
    return wrong


def _done(*command: str | Path, cwd: Path = ROOT) -> bool:
    if shutil.which(command[0]) is None:
        return False
    ended = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    if ended.returncode:
        sys.stderr.write((ended.stdout + ended.stderr)[-2000:])
    return ended.returncode == 0


def _python() -> bool:
    mark = TOOLS / "python" / "installed.txt"
    wanted = "\n".join(PACKAGES)
    if mark.exists() and mark.read_text("utf-8") == wanted:
        return True
    if not _done(sys.executable, "-m", "venv", "--clear", TOOLS / "python"):
        return False
    if not _done(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", *PACKAGES):
        return False
    mark.write_text(wanted, "utf-8")
    return True


def _vivliostyle() -> bool:
    wanted = (Path(__file__).parent / "package.json").read_text("utf-8")
    mark = NODE / "installed.json"
    if mark.exists() and mark.read_text("utf-8") == wanted:
        return True
    NODE.mkdir(parents=True, exist_ok=True)
    (NODE / "package.json").write_text(wanted, "utf-8")
    # No install scripts: they would fetch a browser of their own.
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"]
    if not _done("npm", "install", *options, "--prefer-offline", cwd=NODE):
        return False
    mark.write_text(wanted, "utf-8")
    return True


def browser() -> str | None:
    """Chromium, which is installed where that asks no question: as root, with apt-get."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None and shutil.which("apt-get") and os.geteuid() == 0:
        _done("apt-get", "update", "-qq")
        _done("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
        found = shutil.which("chromium")
    return found


# ------------------------------------------------------------ what each is run with

_COMPILE = "import typst; typst.compile('kit.typ', output='typst.pdf', font_paths=['fonts'])"
_WHERE = "import pypandoc; print(pypandoc.get_pandoc_path(), pypandoc.get_pandoc_version())"


@cache
def peers() -> dict[str, Peer]:
    """Those that are installed, by a short name."""
    found: dict[str, Peer] = {}
    for make in (_of_pandoc, _of_chromium):
        found |= make()
    return found


def environment() -> dict[str, str]:
    """What the peers are run with: pandoc looks for WeasyPrint on the path."""
    return {**os.environ, "PATH": f"{PYTHON.parent}:{os.environ['PATH']}"}


def pandoc() -> tuple[str, str]:
    """Where pandoc is, and its version."""
    said = subprocess.run([PYTHON, "-c", _WHERE], capture_output=True, text=True, check=True)
    where, number = said.stdout.split()
    return where, number


def _of_pandoc() -> dict[str, Peer]:
    if not (TOOLS / "python" / "installed.txt").exists():
        return {}
    where, number = pandoc()
    own, styled = f"pandoc {number}", ["--toc", "--css", "style.css"]
    weasy = f"WeasyPrint {_of('weasyprint')}"
    plain: list[str | Path] = [where, "kit.md", *styled, "--pdf-engine=weasyprint"]
    tags = ["--pdf-engine-opt=--pdf-tags", "--pdf-engine-opt=--pdf-variant=pdf/ua-1"]
    typst: Commands = [
        [where, "kit.md", "-s", "--toc", "--metadata-file=typst.yaml", "-o", "kit.typ"],
        [PYTHON, "-c", _COMPILE],
    ]
    return {
        "weasyprint": Peer("kit.pdf", [[*plain, "-o", "kit.pdf"]], [],
                           (own, weasy)),
        "tagged": Peer("tagged.pdf",
                       [[*plain, *tags, "-o", "tagged.pdf"]], [], (own, weasy)),
        "typst": Peer("typst.pdf", typst, [], (own, f"Typst {_of('typst')}")),
        "epub": Peer("kit.epub", [[where, "kit.md", *styled, "-o", "kit.epub"]],
                     [], (own,)),
    }  # fmt: skip


def _of(package: str) -> str:
    ask = f"from importlib.metadata import version; print(version('{package}'))"
    return subprocess.run(
        [PYTHON, "-c", ask], capture_output=True, text=True, check=True
    ).stdout.strip()


def _of_chromium() -> dict[str, Peer]:
    program = NODE / "node_modules" / ".bin" / "vivliostyle"
    chromium = browser()
    # Pandoc makes its HTML, which takes nothing off Vivliostyle's own time.
    if not (program.exists() and chromium and (TOOLS / "python" / "installed.txt").exists()):
        return {}
    html: Commands = [
        [pandoc()[0], "kit.md", "-s", "--toc", "--css", "style.css", "-o", "kit.html"]
    ]
    command: list[str | Path] = [program, "build", "kit.html", "-o", "vivliostyle.pdf"]
    package = json.loads((NODE / "node_modules/@vivliostyle/cli/package.json").read_text("utf-8"))
    shown = subprocess.run([chromium, "--version"], capture_output=True, text=True, check=False)
    of_chromium = " ".join(shown.stdout.split()[:2]) or "Chromium"
    versions = (f"Vivliostyle CLI {package['version']}", of_chromium)
    command += ["--executable-browser", chromium]
    peer = Peer("vivliostyle.pdf", [command], html, versions)
    return {"vivliostyle": peer}
