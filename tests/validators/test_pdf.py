"""The kit's PDFs before the validators, and the validators before files with known faults."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.validators import run, samples

pytestmark = pytest.mark.validator

Check = Callable[[Path, str], list[str]]
PAPERS = ["a4", "letter"]


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


@pytest.fixture(params=PAPERS)
def kit(request: pytest.FixtureRequest, kit_dir: Path) -> Path:
    return kit_dir / f"one-more-win-press-kit-{request.param}.pdf"


def test_verapdf_finds_no_broken_rule_of_pdf_ua_in_the_kit(kit: Path) -> None:
    assert run.verapdf(kit, "ua1") == []


def test_page_validation_finds_no_broken_rule_of_pdf_ua_in_the_kit(kit: Path) -> None:
    assert run.page_validation(kit, "ua1") == []


def test_qpdf_finds_the_kit_sound(kit: Path) -> None:
    assert run.qpdf_check(kit) == []


def test_poppler_draws_the_kit_without_complaint(kit: Path) -> None:
    assert run.poppler(kit) == []


def test_a_good_pdf_passes_them_all(good: Path) -> None:
    assert run.verapdf(good, "ua1") == []
    assert run.page_validation(good, "ua1") == []
    assert run.qpdf_check(good) == []
    assert run.poppler(good) == []


def test_verapdf_sees_that_tags_are_missing(untagged: Path) -> None:
    assert any("StructTreeRoot" in rule for rule in run.verapdf(untagged, "ua1"))


def test_page_validation_sees_that_tags_are_missing(untagged: Path) -> None:
    assert any("STRUCT-TREE-ROOT" in rule for rule in run.page_validation(untagged, "ua1"))


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
