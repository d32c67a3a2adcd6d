"""Set up this machine, one step a call; a step that has nothing to do is quick.

setup packages [test]   the virtual environment, and the Python packages for kits (or for tests)
setup system            the libraries that WeasyPrint loads: Pango, HarfBuzz, Fontconfig
setup validators        the checkers that `make test` runs: qpdf, Poppler, Ghostscript,
                        EPUBCheck, veraPDF, Ace, and the reader foliate-js

Only the standard library is at hand here. Debian packages are installed where that needs no
question asked: as root, with apt-get. Elsewhere one line says what to type, and the exit code is 3.
"""

import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from functools import cache
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv/bin/python"
TOOLS = ROOT / ".tools"
VERAPDF = "1.30.2"

PANGO = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b", "libharfbuzz-subset0"]
# Asks WeasyPrint itself: only its own look-up knows under which names a system has the libraries.
PHOTOGRAPHS = ("lomiri-wallpapers-16.04", "lomiri-wallpapers-20.04")
SCRIPTS = ("fonts-hosny-amiri", "culmus", "fonts-lohit-deva", "fonts-vlgothic")
LOAD_PANGO = "from weasyprint.text import ffi; assert ffi.pangoft2 and ffi.harfbuzz_subset"
PANGO_ADVICE = (
    "WeasyPrint cannot load Pango. Debian, Ubuntu: sudo apt-get install fontconfig "
    + " ".join(PANGO)
    + " | Fedora: sudo dnf install fontconfig pango harfbuzz"
    " | macOS: brew install pango && export DYLD_FALLBACK_LIBRARY_PATH=$(brew --prefix)/lib"
    " | Windows: pacman -S mingw-w64-ucrt-x86_64-pango in MSYS2"
)


def fail(message: str) -> NoReturn:
    print(f"setup: {message}", file=sys.stderr)
    sys.exit(3)


def run(*command: str | Path, cwd: Path = ROOT, quiet: bool = False) -> bool:
    """Whether the command succeeds; what it said last is shown if it does not."""
    if shutil.which(command[0]) is None:
        return False
    # No questions: nobody is there to answer them.
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    if done.returncode and not quiet:
        sys.stderr.write((done.stdout + done.stderr)[-2000:])
    return done.returncode == 0


def works(*command: str | Path) -> bool:
    """Whether the command is there and runs: a name on the PATH may be an empty shell."""
    return run(*command, quiet=True)


def download(what: str, *command: str | Path, cwd: Path = ROOT) -> bool:
    """Run a command that needs the network; once more if it fails, for networks hiccup."""
    print(f"setup: getting {what}", flush=True)
    return run(*command, cwd=cwd, quiet=True) or run(*command, cwd=cwd)


@cache
def apt_ready() -> bool:
    """Whether Debian packages may be installed without asking; the list is refreshed once."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    # A stale list of some other repository makes this fail while ours is fine: go on regardless.
    run("apt-get", "update", "-qq")
    return True


def apt_install(*packages: str) -> bool:
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    return bool(packages) and apt_ready() and download(" ".join(packages), *command)


def packages(extra: str = "") -> None:
    if not works(PYTHON, "-m", "pip", "--version"):
        create = (sys.executable, "-m", "venv", "--clear", PYTHON.parent.parent)
        # Debian's python3 comes without the venv module.
        debian = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not works(*create) and not (apt_install(debian) and works(*create)):
            fail(f"no virtual environment could be made. Debian: sudo apt-get install {debian}")
    project = f".[{extra}]" if extra else "."
    pip = (PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check")
    what = f"the Python packages for {extra or 'kit'}s"
    if not download(what, *pip, "-c", "constraints.txt", "-e", project):
        fail(f"pip could not install {what}: see its words above; try again when the network is up")
    # The process that makes kits may write nothing beside its sources: compile them here, once.
    works(PYTHON, "-m", "compileall", "-q", "presskit")


def system() -> None:
    load = (PYTHON, "-c", LOAD_PANGO)
    if not works(*load) and not (apt_install("fontconfig", *PANGO) and works(*load)):
        fail(PANGO_ADVICE)


def chromium() -> bool:
    names = ("chromium", "chromium-browser", "google-chrome")
    named = os.environ.get("PUPPETEER_EXECUTABLE_PATH")  # Ace's own way to name a browser
    return any(works(name, "--version") for name in ([named] if named else names))


def verapdf() -> bool:
    jar = TOOLS / f"verapdf/cli-{VERAPDF}.jar"
    if jar.exists():
        return True
    shutil.rmtree(jar.parent, ignore_errors=True)  # an older one
    artifact = f"-Dartifact=org.verapdf.apps:cli:{VERAPDF}"
    command = ["mvn", "-q", "-B", "dependency:copy", artifact, f"-DoutputDirectory={jar.parent}"]
    return download("veraPDF", *command)


def from_npm() -> bool:
    """Whether Ace, foliate-js and blns are there, in the versions of package.json."""
    folder, wanted = TOOLS / "node", (ROOT / "package.json").read_text("utf-8")
    done = folder / "installed.json"
    if done.exists() and done.read_text("utf-8") == wanted:
        return True
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(wanted, "utf-8")
    # No install scripts: they would fetch a browser of their own, and Ace takes the system's.
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"]
    # We try again ourselves; npm on its own would wait for minutes where there is no network.
    patience = ["--prefer-offline", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"]
    if not download("Ace, foliate-js and blns", "npm", "install", *options, *patience, cwd=folder):
        return False
    done.write_text(wanted, "utf-8")
    return True


def validators() -> None:
    programs = {  # Debian's package: whether what we need of it is there
        "qpdf": works("qpdf", "--version"),
        "poppler-utils": works("pdftoppm", "-v"),
        "ghostscript": works("gs", "--version"),
        "default-jre-headless": works("java", "-version"),
        "maven": works("mvn", "--version") or (TOOLS / f"verapdf/cli-{VERAPDF}.jar").exists(),
        "chromium": chromium(),
        # Playwright brings a node of its own, which does not start without it.
        "libatomic1": find_library("atomic") is not None,
        "libimage-exiftool-perl": works("exiftool", "-ver"),
        "strace": works("strace", "-V"),
        # Photographs with named authors and open licences, to make a kit of.
        **{package: Path(f"/usr/share/doc/{package}").exists() for package in PHOTOGRAPHS},
        # Scripts that the built-in fonts do not have.
        **{package: Path(f"/usr/share/doc/{package}").exists() for package in SCRIPTS},
        "nodejs": works("node", "--version"),
        "npm": works("npm", "--version"),
    }
    absent = [name for name, there in programs.items() if not there]
    if apt_install(*absent):
        absent = []
    wrong = [f"type: sudo apt-get install {' '.join(absent)} (Debian's names)"] if absent else []
    if "maven" not in absent and not verapdf():
        wrong.append("veraPDF could not be downloaded")
    if "npm" not in absent and not from_npm():
        wrong.append("Ace, foliate-js and blns could not be downloaded")
    if not wrong:
        return
    message = f"validators are missing; {'; '.join(wrong)}"
    if os.environ.get("PRESSKIT_REQUIRE_VALIDATORS") == "1":
        fail(message)
    print(f"setup: {message}. Until then the tests that need them are SKIPPED.", file=sys.stderr)


if __name__ == "__main__":
    steps = {"packages": packages, "system": system, "validators": validators}
    if sys.argv[1:2] and sys.argv[1] in steps:
        steps[sys.argv[1]](*sys.argv[2:])
    else:
        sys.exit(__doc__)
