"""Themes: what a font list inherits, which face is measured, and how large a long word is set."""

import os
from pathlib import Path

import pytest

from presskit.diagnostics import PresskitError
from presskit.drawing import type as text_width
from presskit.project import Project, Settings
from presskit.setting import font_path, tools
from presskit.theme import Theme, load_theme

ROOT = Path(__file__).parents[2]
WORD = "Donaudampfschifffahrtsgesellschaftskapitänspatent"


def themed(root: Path, text: str) -> Theme:
    folder = root / "templates" / "mine"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(f"extends: default\n{text}", "utf-8")
    return load_theme("mine", Project(root, Settings()))


def families(theme: Theme) -> list[str]:
    return list(dict.fromkeys(font.family for font in theme.tokens.fonts))


def test_fonts_of_a_theme_stand_before_those_it_extends(tmp_path: Path) -> None:
    barlow = "fonts/barlow-condensed/BarlowCondensed"
    theme = themed(
        tmp_path,
        f"fonts:\n  - {{family: Barlow Condensed, file: {barlow}-500.ttf}}\n"
        f"  - {{family: Archivo, weight: 400, file: {barlow}-600.ttf}}\n",
    )
    assert families(theme)[:3] == ["Barlow Condensed", "Archivo", "Literata Text"]
    plain = [f for f in theme.tokens.fonts if (f.family, f.weight) == ("Archivo", 400)]
    assert [(f.style, f.file[-7:]) for f in plain] == [("normal", "600.ttf"), ("italic", "lic.ttf")]


def test_fonts_that_a_theme_has_put_its_own_for_are_not_carried_along() -> None:
    theme = load_theme("one-more-win", Project(ROOT, Settings()))
    assert families(theme) == ["Barlow Condensed", "Roadbook Serif"]


def test_a_weight_that_is_not_there_is_measured_in_the_nearest(tmp_path: Path) -> None:
    theme = themed(tmp_path, "face: {display: Archivo}\n")
    assert font_path(theme, "Archivo", 300).split(os.pathsep)[0].endswith("Archivo-400.ttf")


@pytest.mark.parametrize("width", [1400.0, 300.0])
def test_a_word_too_wide_for_every_size_is_set_smaller(tmp_path: Path, width: float) -> None:
    theme = themed(tmp_path, "")
    fitted = tools(theme)["fitted"]
    assert callable(fitted)
    big = fitted(WORD, "Literata Display", 300, [533, 300], width, 4, -0.02, upper=True)
    path = font_path(theme, "Literata Display", 300)
    assert text_width.measure(WORD.upper(), path, big["size"], -0.02) == pytest.approx(width)


def test_a_link_out_of_a_theme_is_refused_and_said(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.j2").write_text("secret")
    theme = themed(tmp_path, "")
    link = tmp_path / "templates/mine/notes.html.j2"
    link.symlink_to(tmp_path / "elsewhere.j2")
    with pytest.raises(PresskitError, match="PK112"):
        theme.find("templates", "notes.html.j2")
    assert theme.find("templates", "../../elsewhere.j2") is None
