"""Measuring words and breaking titles by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presskit.drawing.type import fit_lines, fit_size, measure
from tests.unit.drawing.pieces import FONT

WORDS = st.lists(st.text("ABCDEFG", min_size=1, max_size=9), max_size=9)


def test_width_grows_with_size_and_tracking() -> None:
    assert measure("", FONT, 100) == 0
    assert measure("WIN", FONT, 200) == pytest.approx(2 * measure("WIN", FONT, 100))
    assert measure("WIN", FONT, 100, -0.02) == pytest.approx(measure("WIN", FONT, 100) - 6)
    assert measure("iii", FONT, 100) < measure("WWW", FONT, 100)


def test_a_character_the_font_lacks_still_takes_room() -> None:
    assert measure("\u4e00", FONT, 100) > 0


@given(WORDS, st.floats(50, 900))
def test_lines_hold_every_word_and_fit(words: list[str], width: float) -> None:
    lines = fit_lines(words, FONT, 100, width)
    assert " ".join(lines).split() == words
    for line in lines:
        assert measure(line, FONT, 100) <= width or " " not in line


@given(WORDS, st.floats(50, 900))
def test_no_breaking_needs_fewer_lines(words: list[str], width: float) -> None:
    greedy: list[str] = []
    for word in words:
        longer = f"{greedy[-1]} {word}" if greedy else word
        if greedy and measure(longer, FONT, 100) <= width:
            greedy[-1] = longer
        else:
            greedy.append(word)
    assert len(fit_lines(words, FONT, 100, width)) == len(greedy)


def test_a_text_breaks_at_spaces_and_evenly() -> None:
    assert fit_lines("one two three four", FONT, 100, 400) == ["one two", "three four"]
    assert fit_lines("a\u00a0b", FONT, 100, 1) == ["a\u00a0b"]


def test_fit_size_never_grows() -> None:
    assert fit_size("WIN", FONT, 50, 10_000) == 50
    size = fit_size("A LONG NAME INDEED", FONT, 78, 300)
    assert measure("A LONG NAME INDEED", FONT, size) == pytest.approx(300)
