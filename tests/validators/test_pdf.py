"""The kit's PDFs before the validators, and the validators before files with known faults."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.validators import run, samples

pytestmark = pytest.mark.validator

Check = Callable[[Path, str], list[str]]
READ = ["press-kit-a4", "press-kit-letter", "one-sheet-a4", "one-sheet-letter", "fact-check"]
"""The editions that are read; the press edition has no tags (see tests/kit/test_press.py)."""
PROFILES = ["ua1", "3a"]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return samples.write_pdf(tmp_path_factory.mktemp("pdf") / "good.pdf", "pdf/ua-1")


@pytest.fixture(scope="module")
def untagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return samples.write_pdf(tmp_path_factory.mktemp("pdf") / "untagged.pdf", None)


@pytest.fixture(scope="module")
def truncated(good: Path) -> Path:
    path = good.with_name("truncated.pdf")
    path.write_bytes(good.read_bytes()[: good.stat().st_size // 2])
    return path


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", READ)
def test_no_rule_of_pdf_ua_and_of_pdf_a_is_broken(name: str, profile: str, kit_dir: Path) -> None:
    file = kit_dir / f"one-more-win-{name}.pdf"
    assert run.verapdf(file, profile) == []
    assert run.page_validation(file, profile) == []


@pytest.mark.parametrize("name", [*READ, "press-kit-press"])
def test_every_pdf_is_sound_and_can_be_drawn(name: str, kit_dir: Path) -> None:
    file = kit_dir / f"one-more-win-{name}.pdf"
    assert run.qpdf_check(file) == []
    assert run.poppler(file) == []


def test_a_good_pdf_passes_them_all(good: Path) -> None:
    assert run.verapdf(good, "ua1") == []
    assert run.page_validation(good, "ua1") == []
    assert run.qpdf_check(good) == []
    assert run.poppler(good) == []


def test_verapdf_sees_that_tags_are_missing(untagged: Path) -> None:
    assert any("StructTreeRoot" in rule for rule in run.verapdf(untagged, "ua1"))


def test_page_validation_sees_that_tags_are_missing(untagged: Path) -> None:
    assert any("STRUCT-TREE-ROOT" in rule for rule in run.page_validation(untagged, "ua1"))


def test_both_see_that_a_file_is_for_no_archive(good: Path) -> None:
    assert run.verapdf(good, "3a") != []
    assert run.page_validation(good, "3a") != []


def test_qpdf_sees_that_the_end_is_missing(truncated: Path) -> None:
    assert any("damaged" in line for line in run.qpdf_check(truncated))


def test_poppler_sees_that_the_end_is_missing(truncated: Path) -> None:
    assert any("trailer" in line for line in run.poppler(truncated))


@pytest.mark.parametrize("check", [run.verapdf, run.page_validation])
def test_a_file_that_cannot_be_read_does_not_pass(
    check: Check, truncated: Path, tmp_path: Path
) -> None:
    with pytest.raises(run.ValidatorError):
        check(truncated, "ua1")
    with pytest.raises(run.ValidatorError):
        check(tmp_path / "nowhere.pdf", "ua1")
