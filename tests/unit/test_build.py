"""What a build leaves in dist/: one kind of kit, and nothing that is no longer made."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from presskit.build import Report, build
from presskit.cli import main
from presskit.diagnostics import errors
from presskit.keeping import pictures
from presskit.model import Moment
from presskit.project import open_project
from presskit.request import Request

TEXTS = """\
editions:
  fact-sheet: {format: json}
  credits: {format: json}
"""


def make(project: Path, *editions: str, **asked: Any) -> Report:
    folder = project / "content" / "minimal"
    request = Request(editions=editions, **asked)
    return build(open_project(project), folder, request, lambda *_: None)


def listed(project: Path) -> dict[str, str]:
    content = json.loads((project / "dist" / "minimal" / "manifest.json").read_text("utf-8"))
    return {file["edition"]: file["status"] for file in content["files"]}


def test_an_edition_that_was_asked_for_leaves_the_others(minimal: Path) -> None:
    (minimal / "presskit.yaml").write_text(TEXTS, "utf-8")
    make(minimal)
    make(minimal, "credits")
    assert listed(minimal) == {"fact-sheet": "draft", "credits": "draft"}


def test_a_full_build_drops_what_it_no_longer_makes(minimal: Path) -> None:
    (minimal / "presskit.yaml").write_text(TEXTS, "utf-8")
    make(minimal)
    (minimal / "presskit.yaml").write_text(
        TEXTS.replace("  credits: {format: json}\n", ""), "utf-8"
    )
    make(minimal)
    assert listed(minimal) == {"fact-sheet": "draft"}
    assert not (minimal / "dist" / "minimal" / "minimal-credits.json").exists()


def test_drafts_and_finals_never_stand_in_one_kit(minimal: Path) -> None:
    (minimal / "presskit.yaml").write_text(TEXTS, "utf-8")
    make(minimal, "fact-sheet")
    refused = make(minimal, final=True)
    waived = tuple((d.message.split(":")[0], "a test") for d in errors(refused.found))
    report = make(minimal, "credits", final=True, waived=waived)
    assert listed(minimal) == {"credits": "final"}
    assert [d.code for d in report.found if d.code == "PK521"], "and it says what went"


def test_a_fact_to_be_confirmed_keeps_a_final_back(minimal: Path) -> None:
    facts = minimal / "content" / "minimal" / "facts.yaml"
    text = facts.read_text("utf-8")
    facts.write_text(text.replace("state: confirmed", "state: to be confirmed"), "utf-8")
    said = [d.message for d in make(minimal, final=True).found if d.code == "PK309"]
    assert [message for message in said if message.startswith("facts.")]


def test_what_the_request_alone_decides_is_part_of_the_inputs(minimal: Path) -> None:
    (minimal / "presskit.yaml").write_text(TEXTS, "utf-8")
    plain = make(minimal).artifacts[0].inputs
    assert plain == make(minimal).artifacts[0].inputs
    stamp = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    assert plain != make(minimal, stamp=stamp).artifacts[0].inputs


def test_a_file_that_was_put_in_place_of_one_of_ours_is_not_kept(minimal: Path) -> None:
    """A link would bring any file of the machine into the kit, unsearched."""
    (minimal / "presskit.yaml").write_text(TEXTS, "utf-8")
    make(minimal)
    kit = minimal / "dist" / "minimal"
    (minimal / "secret.txt").write_text("not of the kit", "utf-8")
    (kit / "minimal-fact-sheet.json").unlink()
    (kit / "minimal-fact-sheet.json").symlink_to(minimal / "secret.txt")
    report = make(minimal, "credits")
    assert [d.code for d in report.found if "changed after it was made" in d.message] == ["PK521"]
    assert listed(minimal) == {"credits": "draft"}
    assert b"not of the kit" not in b"".join(f.read_bytes() for f in kit.iterdir() if f.is_file())


def test_pictures_are_kept_within_the_project_only(minimal: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert pictures(minimal) == minimal / "build" / "pictures"
    (minimal / "build").mkdir(exist_ok=True)
    (minimal / "build" / "pictures").symlink_to(elsewhere)
    assert pictures(minimal) is None


def test_a_kit_of_another_moment_is_checked_by_that_moment(minimal: Path) -> None:
    (minimal / "presskit.yaml").write_text(TEXTS, "utf-8")
    festivals = minimal / "content" / "minimal" / "festivals.yaml"
    festivals.write_text(
        "entries:\n  - {festival: Festival of the Long Road, award: Prize of the Long Road,"
        " outcome: winner, sources: [log], embargo: 2026-12-01}\n",
        "utf-8",
    )
    make(minimal, as_of=Moment("2026-12-02"))
    done = CliRunner().invoke(main, ["check", str(minimal / "dist" / "minimal")])
    assert done.exit_code == 0, done.stderr
    make(minimal)
    manifest = minimal / "dist" / "minimal" / "manifest.json"
    assert "as_of" not in json.loads(manifest.read_text("utf-8"))
