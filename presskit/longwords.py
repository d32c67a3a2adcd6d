"""Words that are longer than any line, given places to break.

The layout engine breaks such a word by itself, and lays all the rest of it out anew for each line:
one of five thousand letters takes minutes in a narrow column.
"""

import re
import unicodedata

LONG = 100
"""Letters of a word that no language has, but addresses and mistakes do."""

_EVERY = 20
_BREAK = "\u200b"
# Scripts that set no blanks between words, Thai and all behind it, are broken by their own rules.
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
_WORD = re.compile(rf"[!-%'-:=?-~\u00a1-\u0dff]{{{LONG},}}")


def breakable(xhtml: str) -> str:
    """The page, in whose long words a line may end after every twenty letters."""
    if not _WORD.search(xhtml):
        return xhtml
    return _TEXT.sub(lambda text: _WORD.sub(_broken, text.group()), xhtml)


def _broken(word: re.Match[str]) -> str:
    parts, start = [], 0
    letters = word.group()
    for end in range(1, len(letters)):
        if end - start >= _EVERY and not unicodedata.category(letters[end]).startswith("M"):
            parts.append(letters[start:end])
            start = end
    return _BREAK.join([*parts, letters[start:]])
