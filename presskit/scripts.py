"""Scripts: what they are called, and in which direction a language or a text is read."""

import unicodedata
from typing import Literal

Direction = Literal["ltr", "rtl"]

_LEFTWARDS = {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug"}
_LEFTWARDS |= {"ur", "yi"}
_LEFTWARD_SCRIPTS = {"adlm", "arab", "aran", "hebr", "nkoo", "rohg", "syrc", "thaa"}

_CALLED = {
    "CJK": "Chinese, Japanese or Korean (Han)",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
}
"""Scripts whose name in Unicode is not what people call them."""

FONTS = {
    "Arabic": "Noto Naskh Arabic",
    "Armenian": "Noto Serif Armenian",
    "Bengali": "Noto Serif Bengali",
    "Chinese, Japanese or Korean (Han)": "Noto Serif SC",
    "Cyrillic": "Noto Serif",
    "Devanagari": "Noto Serif Devanagari",
    "Ethiopic": "Noto Serif Ethiopic",
    "Georgian": "Noto Serif Georgian",
    "Greek": "Noto Serif",
    "Hebrew": "Noto Serif Hebrew",
    "Japanese": "Noto Serif JP",
    "Khmer": "Noto Serif Khmer",
    "Korean": "Noto Serif KR",
    "Tamil": "Noto Serif Tamil",
    "Thai": "Noto Serif Thai",
}
"""A family with an open licence for each script, to begin with."""


def script(character: str) -> str:
    """What people call the script of a character; empty for signs that all scripts share."""
    if unicodedata.category(character)[0] not in "LM":
        return ""
    name = unicodedata.name(character, "").partition(" ")[0].partition("-")[0]
    if name in ("", "COMBINING", "MODIFIER", "VARIATION"):
        return ""
    return _CALLED.get(name, name.capitalize())


def of_language(tag: str) -> Direction:
    """How a language is read; `tag` as in BCP 47 (ar, he-IL, az-Arab)."""
    first, *rest = tag.lower().split("-")
    scripts = {part for part in rest if len(part) == 4 and part.isalpha()}
    if scripts:
        return "rtl" if scripts & _LEFTWARD_SCRIPTS else "ltr"
    return "rtl" if first in _LEFTWARDS else "ltr"


def of_text(text: str) -> Direction | None:
    """The direction of the first letter that has one (Unicode, annex 9, P2); None without any."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return None


def leftwards(text: str) -> bool:
    """Whether a text has a letter that is read from right to left."""
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
