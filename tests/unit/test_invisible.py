"""What nobody sees and no text may hold, by kind; and what scripts need, which stays."""

import pytest

from presskit.invisible import unseen

REFUSED = {
    "a control character": ("one\x07two", 3, "is a control character"),
    "an override": ("name\u202egnp.exe", 4, "changes the order in which letters are read"),
    "an embedding": ("\u202babc\u202c", 0, "changes the order in which letters are read"),
    "a tag": ("a\U000e0041b", 1, "is a tag character, which spells words that nobody sees"),
    "a byte order mark": ("a\ufeffb", 1, "is a byte order mark within the text"),
    "an annotation": ("a\ufff9b", 1, "marks an annotation that would be printed among the words"),
    "an unseen operator": ("a\u2062b", 1, "is a character of format that no script needs"),
    "a filler": ("a\u3164b", 1, "is a letter that nobody sees"),
    "half a character": ("a\ud800b", 1, "is half of a character"),
    "no character": ("a\ufdd0b", 1, "is not a character"),
    "a line end of programs": ("a\u2028b", 1, "is a line end of layout programs"),
    "a blank without width": ("pass\u200bword", 4, "hides between these letters"),
    "a joiner in Latin": ("pass\u200dword", 4, "hides between these letters"),
    "a non-joiner at an end": ("word\u200c", 4, "hides between these letters"),
    "a joiner behind another": ("م\u200d\u200dم", 2, "hides between these letters"),
    "an isolate without an end": ("a \u2068b", 2, "begins an isolate that has no end"),
    "an end without an isolate": ("a \u2069b", 2, "ends an isolate never begun"),
    "an isolate over two lines": ("\u2067שלום\n\u2069", 0, "begins an isolate that has no end"),
    "an isolate that only turns": (
        "\u2067abc\u2069",
        0,
        "turns round words that are read from left to right",
    ),
}
TAKEN = {
    "Arabic in English": "the film \u2067الريح\u2069 of 2019",
    "English in Arabic": "فيلم \u2066ARRI (Alexa)\u2069 طويل",
    "a first strong isolate": "by \u2068ليلى\u2069.",
    "marks of direction": "a\u200e \u200fb",
    "a Persian non-joiner": "می\u200cخواهم",
    "a ligature kept apart": "Auf\u200clage",
    "a conjunct of Devanagari": "क्\u200dष",
    "an emoji of a family": "👨\u200d👩\u200d👧",
    "a break in Thai": "ภาพ\u200bยนตร์",
    "a soft hyphen": "Donau\u00addampf",
    "a word joiner": "a\u2060b",
    "tab and line end": "a\tb\nc",
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_nobody_sees_is_refused_by_kind(case: str) -> None:
    text, index, kind = REFUSED[case]
    first = min(unseen(text), key=lambda one: one.index)
    assert (first.index, first.kind) == (index, kind)
    assert first.hint


@pytest.mark.parametrize("case", TAKEN)
def test_what_scripts_need_stays(case: str) -> None:
    assert list(unseen(TAKEN[case])) == []


def test_a_hidden_message_is_told_once_for_each_run() -> None:
    assert len(list(unseen("a" + "\U000e0041" * 50 + "b"))) == 1
