"""Colours on a screen, on white and in print."""

from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from presskit.colour import Ink, cmyk, contrast, grey, is_grey
from presskit.document import Options
from presskit.project import Project, Settings
from presskit.theme import Theme, load_theme

PRESS = Options(paper="a4", purpose="press")
WHITE = Options(paper="a4", ground="white")
BOTH = Options(paper="a4", purpose="press", ground="white")


def test_contrast_runs_from_one_to_twenty_one() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#808080", "#808080") == 1


@pytest.mark.parametrize(
    ("colour", "neutral", "black"),
    [
        ("#ffffff", True, 0),
        ("#000000", True, 100),
        ("#191816", True, 100),
        ("#5d5a54", True, 68),
        ("#bdb9b0", True, 30),
        ("#1d4a56", False, None),
        ("#F2EBDD", False, None),
    ],
)
def test_greys_are_tints_of_black(colour: str, neutral: bool, black: int | None) -> None:
    assert is_grey(colour) is neutral
    if black is not None:
        assert grey(colour)[:3] == (0, 0, 0)
        assert grey(colour)[3] == pytest.approx(black, abs=2)


def test_inks_are_written_as_style_sheets_have_them() -> None:
    assert cmyk((40, 30.5, 0, 100)) == "device-cmyk(40% 30.5% 0% 100%)"


@pytest.mark.parametrize("parts", [(0, 0, 0), (0, 0, 0, 101), (-1, 0, 0, 0), (0, 0, 0, 0, 0)])
def test_an_ink_is_four_percentages(parts: tuple[float, ...]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Ink).validate_python(parts)


def themed(root: Path, text: str) -> Theme:
    """A theme of a project that extends the default one."""
    folder = root / "templates" / "mine"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(f"extends: default\n{text}", "utf-8")
    return load_theme("mine", Project(root, Settings()))


def test_a_colour_is_printed_in_the_ink_of_its_theme(tmp_path: Path) -> None:
    theme = themed(tmp_path, "press: {accent: [10, 20, 30, 40]}\n")
    assert theme.colours(PRESS)["accent"] == "device-cmyk(10% 20% 30% 40%)"
    assert theme.colours(PRESS)["paper"] == "device-cmyk(0% 0% 0% 0%)"
    assert theme.colours(PRESS)["ink"] == "device-cmyk(0% 0% 0% 100%)"
    assert theme.colours(Options(paper="a4")) == theme.tokens.colour


def test_another_colour_does_not_get_the_ink_of_the_one_it_replaces(tmp_path: Path) -> None:
    theme = themed(tmp_path, 'colour: {accent: "#801020"}\n')
    assert theme.colours(PRESS)["accent"] == "#801020"


def test_white_goes_before_ink(tmp_path: Path) -> None:
    tinted = 'colour: {paper: "#f4e8d8"}\nwhite: {paper: "#ffffff"}\npress: {paper: [4, 8, 12, 0]}'
    theme = themed(tmp_path, tinted)
    assert theme.colours(WHITE)["paper"] == "#ffffff"
    assert theme.colours(PRESS)["paper"] == "device-cmyk(4% 8% 12% 0%)"
    assert theme.colours(BOTH)["paper"] == "device-cmyk(0% 0% 0% 0%)"


def test_margins_are_moved_by_the_fold_and_the_measure_stays(tmp_path: Path) -> None:
    theme = themed(tmp_path, "measure: {fold: 9}\n")
    screen, press = theme.geometry("a4"), theme.geometry("a4", PRESS)
    assert (screen.inner, screen.outer, screen.bleed) == (screen.side, screen.side, 0)
    assert press.inner - press.outer == pytest.approx(18)
    assert press.inner + press.outer + press.measure == pytest.approx(press.width, abs=0.01)
    assert press.bleed == pytest.approx(3 * 72 / 25.4, abs=0.001)
