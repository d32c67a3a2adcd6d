"""Bad input, a folder a case: what is put over the minimal project, and what presskit says then.

`in/` lies over tests/data/minimal; `remove` lists what is taken away; `command` is the command
line where it is not `check`. To accept what is said now: PRESSKIT_ACCEPT=1 pytest tests/diagnostics
"""

import os
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from presskit.cli import main
from presskit.diagnostics import CODES

HERE = Path(__file__).parent
CASES = sorted(p.parent for p in HERE.glob("*/expected.txt"))

ELSEWHERE = {
    "PK506": "tests/unit/test_outputs.py::test_one_build_at_a_time",
    "PK507": "tests/unit/test_cli.py::test_disk_that_refuses",
    "PK508": "tests/unit/test_cli.py::test_machine_without_pango",
}
"""Codes that no file can bring about, and the test that does."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_says_what_is_wrong(case: Path, minimal: Path) -> None:
    _lay_over(case, minimal)
    command = case / "command"
    words = shlex.split(command.read_text("utf-8")) if command.exists() else ["check"]
    done = CliRunner().invoke(main, words)
    said = f"{done.stderr}exit {done.exit_code}\n"
    assert "Traceback" not in said, said
    expected = case / "expected.txt"
    if os.environ.get("PRESSKIT_ACCEPT"):
        expected.write_text(said, "utf-8", newline="\n")
    assert said == expected.read_text("utf-8")


def _lay_over(case: Path, project: Path) -> None:
    removed = case / "remove"
    for name in removed.read_text("utf-8").split() if removed.exists() else ():
        (project / name).unlink()
    for file in sorted((case / "in").rglob("*")):
        target = project / file.relative_to(case / "in")
        if file.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


@pytest.mark.parametrize("code", [code for code in CODES if code not in ELSEWHERE])
def test_every_code_has_a_case(code: str) -> None:
    cases = [case for case in CASES if case.name.partition("-")[0] == code]
    assert cases, f"add tests/diagnostics/{code}/ with in/ and expected.txt"
    assert all(f" {code} " in (case / "expected.txt").read_text("utf-8") for case in cases)


@pytest.mark.parametrize("code", ELSEWHERE)
def test_the_others_are_tested_elsewhere(code: str) -> None:
    file, _, name = ELSEWHERE[code].partition("::")
    text = (HERE.parents[1] / file).read_text("utf-8")
    assert f"def {name}(" in text
    assert code in text
