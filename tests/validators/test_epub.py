"""The booklet before the validators, and the validators before books with known faults."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.validators import run, samples

pytestmark = pytest.mark.validator

Check = Callable[[Path], list[str]]
CHECKS = [run.epubcheck, run.ace]


@pytest.fixture
def booklet(kit_dir: Path) -> Path:
    return kit_dir / "one-more-win-booklet.epub"


@pytest.mark.parametrize("check", CHECKS)
def test_nothing_is_found_in_the_booklet(check: Check, booklet: Path) -> None:
    assert check(booklet) == []


@pytest.mark.parametrize("check", CHECKS)
def test_nothing_is_found_in_a_good_book(check: Check, tmp_path: Path) -> None:
    assert check(samples.write_epub(tmp_path / "good.epub", samples.GOOD)) == []


def test_epubcheck_sees_that_a_file_of_the_manifest_is_missing(tmp_path: Path) -> None:
    files = {name: text for name, text in samples.GOOD.items() if name != "dot.svg"}
    found = run.epubcheck(samples.write_epub(tmp_path / "missing.epub", files))
    assert any("dot.svg" in message for message in found)


def test_ace_sees_that_a_picture_has_no_alternative_text(tmp_path: Path) -> None:
    page = samples.GOOD["page.xhtml"].replace(' alt="A dot"', "")
    files = samples.GOOD | {"page.xhtml": page}
    found = run.ace(samples.write_epub(tmp_path / "no-alt.epub", files))
    assert any(violation.startswith("image-alt") for violation in found)


@pytest.mark.parametrize("check", CHECKS)
def test_a_file_that_cannot_be_read_does_not_pass(check: Check, tmp_path: Path) -> None:
    broken = tmp_path / "broken.epub"
    broken.write_bytes(b"not a book")
    for path in (broken, tmp_path / "nowhere.epub"):
        with pytest.raises(run.ValidatorError):
            check(path)
