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

ALONE = "tests/kit/test_containment.py"
PAGES = "tests/unit/test_preflight_more.py"
DAMAGE = "tests/kit/test_damage.py"
LEAKS = "tests/unit/inspect/test_leaks.py"
TOOLS = "tests/unit/inspect/test_tools.py"
ELSEWHERE = {
    "PK614": "tests/unit/test_images.py::test_bytes_too_many_are_told_where_they_matter",
    "PK531": f"{ALONE}::test_what_takes_too_long_or_too_much_leaves_the_old_kit",
    "PK532": f"{ALONE}::test_what_takes_too_long_or_too_much_leaves_the_old_kit",
    "PK533": f"{ALONE}::test_a_process_that_dies_leaves_the_old_kit",
    "PK534": f"{ALONE}::test_what_a_template_reaches_for_is_refused_and_said",
    "PK535": "tests/unit/test_limits.py::test_so_many_pages",
    "PK642": "tests/kit/test_embargo.py::test_a_failed_build_says_what_the_kit_in_place_shows",
    "PK605": "tests/unit/test_images.py::test_a_link_out_of_the_project_is_refused",
    "PK610": "tests/kit/test_stills.py::test_an_archive_that_is_too_large_names_its_largest",
    "PK506": "tests/unit/test_outputs.py::test_one_build_at_a_time",
    "PK507": "tests/unit/test_cli.py::test_disk_that_refuses",
    "PK508": "tests/unit/test_cli.py::test_machine_without_pango",
    # What a layout shows is planted in small pages: those of a kit change with its theme.
    "PK503": "tests/unit/test_preflight.py::test_text_over_an_edge_is_found_and_traced_to_its_line",
    "PK511": f"{PAGES}::test_the_original_is_judged_at_its_size_on_the_page",
    "PK512": f"{PAGES}::test_the_original_is_judged_at_its_size_on_the_page",
    "PK513": f"{PAGES}::test_a_heading_alone_at_a_foot_is_found",
    "PK514": f"{PAGES}::test_a_page_with_next_to_nothing_on_it_is_found",
    "PK515": f"{PAGES}::test_a_line_alone_is_found",
    "PK516": f"{PAGES}::test_a_ladder_that_cannot_be_mended_is_found",
    "PK517": f"{PAGES}::test_text_over_text_is_found",
    # What was made is damaged on purpose in copies of the booklet.
    **{f"PK7{n:02}": f"{DAMAGE}::test_damage_is_found" for n in range(1, 14)},
    # What should not be there is planted in small files of each kind.
    "PK720": f"{LEAKS}::test_withheld_words_are_found_wherever_they_are",
    "PK721": f"{LEAKS}::test_traces_of_a_machine_are_found",
    "PK722": f"{LEAKS}::test_private_data_of_a_picture_are_found",
    "PK723": f"{LEAKS}::test_notes_that_were_left_in_are_found",
    "PK724": f"{LEAKS}::test_text_of_a_page_that_nobody_sees_is_found",
    "PK725": f"{LEAKS}::test_comments_are_found",
    "PK726": f"{LEAKS}::test_links_that_only_we_can_open_are_found",
    "PK727": f"{LEAKS}::test_what_runs_in_a_pdf_is_found",
    "PK728": f"{LEAKS}::test_what_cannot_be_read_never_counts_as_clean",
    "PK714": f"{TOOLS}::test_a_checker_that_is_not_installed_never_counts_as_passed",
    "PK715": f"{TOOLS}::test_what_a_checker_finds_is_handed_on",
    "PK521": "tests/unit/test_build.py::test_drafts_and_finals_never_stand_in_one_kit",
    "PK519": "tests/unit/test_lint.py::test_a_crash_names_the_section_the_block_and_the_line",
}
"""Codes that no file can bring about, or none that stays right, and the test that does."""


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
