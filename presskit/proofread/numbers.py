"""Figures in a text: digits, ordinals and English number words, with their qualifiers.

A small grammar of our own: the libraries for this rewrite the text, and a finding needs the
place of the words as they stand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from presskit.proofread.english import listed

Kind = Literal["count", "ordinal", "year"]

_UNITS = listed(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
UNITS = {word: n for n, word in enumerate(_UNITS, 1)}
TENS = {
    w: 10 * n
    for n, w in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
TENS["fourty"] = 40
_IRREGULAR = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
}
ORDINALS = (
    {f"{word}th": n for word, n in UNITS.items() if n > 3}
    | {f"{word[:-1]}ieth": n for word, n in TENS.items()}
    | {"hundredth": 100, "thousandth": 1000}
    | _IRREGULAR
)
SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1000, "million": 1_000_000}

_COUNT = "|".join(sorted({*UNITS, *TENS, *SCALES}, key=len, reverse=True))
_RANK = "|".join(sorted(ORDINALS, key=len, reverse=True))
_JOIN = r"(?:[-‐‑ ]|(?<=hundred) and |(?<=thousand) and |(?<=thousand), | and (?=a half|half))"  # noqa: RUF001
_WORDS = re.compile(
    rf"\b(?:(?:half an?|an?|several|a few) )?(?:(?:{_COUNT})(?:{_JOIN}(?:a half|half|{_COUNT})\b)*"
    rf"(?:{_JOIN}(?:{_RANK})\b)?(?:s)?|(?:{_RANK}))\b(?!-(?:wheel|part|man|woman|way|star|door))",
    re.IGNORECASE,
)
_FIXED = {
    "half a century": 50, "half-century": 50, "quarter of a century": 25, "quarter-century": 25,
    "a quarter of a hundred": 25, "half-hundred": 50,
    "quarter century": 25, "three quarters of a century": 75, "a century": 100, "a decade": 10,
    "half a decade": 5,
    "a decade and a half": 15,
    "two decades": 20, "three decades": 30, "four decades": 40, "five decades": 50,
    "a couple": 2, "twice": 2, "thrice": 3,
}  # fmt: skip
_PHRASE = re.compile(rf"\b(?:{'|'.join(sorted(_FIXED, key=len, reverse=True))})\b", re.IGNORECASE)

_DIGITS = re.compile(
    r"(?<![\w.,:/–-])(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+(?!\d)|\d+)(?P<part>\.\d+)?"
    r"(?P<suffix>st|nd|rd|th|ième|\+|[ \u00a0]?%|[ \u00a0]?percent|[ \u00a0]?per cent"
    r"|[ \u00a0]?(?:[ap]\.?m\b)|k\b|x\b)?(?![\d:/]|,\d|\.\d|-\d|-(?:wheel|part|man|way|star|door))",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$£€¥#№]\s?\Z|\b(?:no|nos|p|pp|vol|page|pages|us)\.?\s\Z", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?P<over>more than|over|upwards of|at least|in excess of|north of|no fewer than|no less"
    r" than|well over|exceeding)"
    r"|(?P<under>nearly|almost|close to|approaching|just under|just short of|not quite|under"
    r"|fewer than|less than|at most|up to|no more than|shy of|short of|about to turn|nearing"
    r"|pushing|going on)"
    r"|(?P<about>about|around|roughly|approximately|some|perhaps|maybe|circa|c\.|or so|an"
    r" estimated)",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(
    rf"(?:{_BEFORE.pattern})(?: (?:the|his|her|a|an|turning))?[ \u00a0]\Z", re.IGNORECASE
)


_TIME = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_COUNTED = re.compile(r"[- \u00a0]?(?!hours?\b|hrs?\b|[ap]\.?m)[a-z]{1,}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it stands at [start, end): `value`, whether counted, ranked or a year."""

    start: int
    end: int
    value: float
    kind: Kind
    qualifier: str = ""  # over, under, about
    words: str = ""
    fixed: bool = False
    """A span of time that names its own unit: half a century."""


def figures(text: str) -> tuple[Figure, ...]:
    """Every figure of `text` that counts or ranks; money, times, shares are passed over."""
    found = sorted(
        [*_fixed(text), *_digits(text), *_spelled(text), *_short_years(text)],
        key=lambda f: (f.start, -f.end),
    )
    kept: list[Figure] = []
    for figure in found:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return tuple(kept)


def _fixed(text: str) -> Iterator[Figure]:
    for m in _PHRASE.finditer(text):
        value = _FIXED[m.group().casefold()]
        years = m.group().casefold().endswith(("century", "decade", "decades", "and a half"))
        yield Figure(m.start(), m.end(), value, "count", _before(text, m.start()), m.group(), years)


_SHORT_YEAR = re.compile(r"(?<![\w’'])[’'‘](?P<year>\d\d)(?![\w’'.,]\d|s\b|\w)")


def _short_years(text: str) -> Iterator[Figure]:
    """Years without their century: from ’67 to ’17."""
    for m in _SHORT_YEAR.finditer(text):
        year = int(m["year"])
        value = 1900 + year if year >= 30 else 2000 + year
        yield Figure(m.start(), m.end(), value, "year", "", m.group())


def _before(text: str, start: int) -> str:
    match = _QUALIFIER.search(text[max(0, start - 40) : start])
    return match.lastgroup or "" if match else ""


def _digits(text: str) -> Iterator[Figure]:
    for m in _DIGITS.finditer(text):
        suffix = (m["suffix"] or "").casefold().strip()
        if _MONEY.search(text[: m.start()][-8:]) or suffix.startswith(
            ("%", "per", "a", "p", "k", "x")
        ):
            continue
        if (
            text[m.end() : m.end() + 2] in ("s ", "s.", "s,")
            or text[m.end() : m.end() + 3] == "’s "
        ):
            continue  # the 1980s
        if _TIME.fullmatch(m.group()) and not _COUNTED.match(text, m.end()):
            continue  # 20.15, as clocks are printed where a point parts the hours
        whole = m["whole"]
        value = float(re.sub("[.,]", "", whole) + (m["part"] or ""))
        ordinal = suffix in ("st", "nd", "rd", "th", "ième")
        plain = whole.isdecimal() and len(whole) == 4 and not m["part"] and not suffix
        qualifier = "over" if suffix == "+" else _before(text, m.start())
        kind: Kind = "ordinal" if ordinal else "count"
        if plain and 1800 <= value < 2100 and qualifier != "over":
            kind = "year"
        yield Figure(m.start(), m.end(), value, kind, qualifier, m.group())


_NO_FIGURE = frozenset(
    listed("one ones seconds score scores dozens hundreds thousands millions firsts")
)
_PLACE = re.compile(r"\W+(?:at the|in (?:the )?[A-Z]\w*|overall|place|behind|to)\b")


def _spelled(text: str) -> Iterator[Figure]:
    for m in _WORDS.finditer(text):
        words = m.group().casefold()
        alone = re.sub(r"\Aan? ", "", words)
        if alone in _NO_FIGURE or (
            alone in ("first", "second") and not _PLACE.match(text[m.end() :])
        ):
            continue
        if words.endswith("ties") and words[:-3] + "y" in TENS:
            continue  # the eighties
        value, kind = _value(words)
        both = _FIRST_OF.match(text, m.start())
        if both:  # the fifty first races: as many, and the first ones
            value, kind = _value(both["count"].casefold())
            yield Figure(m.start(), both.end("count"), value or 0, kind, "", both["count"])
        elif value is not None:
            yield Figure(m.start(), m.end(), value, kind, _before(text, m.start()), m.group())


_FIRST_OF = re.compile(
    rf"(?P<count>{'|'.join(TENS)}) first (?!place|class)[a-z]+s\b(?! place)", re.IGNORECASE
)


def _value(words: str) -> tuple[float | None, Kind]:
    """What number words say: twenty-five, nineteen sixty-seven, two and a half, half a hundred."""
    half = 0.5 if re.match("half an? ", words) else 1.0
    words = re.sub(r"^(?:half )?an? |^several |^a few ", "", words)
    parts = [p for p in re.split(r"[-‐‑ ,]+", words) if p not in ("and", "a")]  # noqa: RUF001
    year = _year(parts)
    if year:
        return year, "year"
    total, current, kind = 0.0, 0.0, "count"
    for part in parts:
        single = part if part in SCALES or part in ORDINALS else part.removesuffix("s")
        if part == "half":
            current += 0.5
        elif single in SCALES:
            scale = SCALES[single]
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
        elif part in ORDINALS:
            current = (
                max(current, 1) * ORDINALS[part]
                if ORDINALS[part] >= 100
                else current + ORDINALS[part]
            )
            kind = "ordinal"
        elif single in UNITS or single in TENS:
            current += UNITS.get(single) or TENS[single]
        else:
            return None, "count"
    value = (total + current) * half
    return (value or None), ("ordinal" if kind == "ordinal" else "count")


def _year(parts: list[str]) -> float:
    """Nineteen sixty-seven, twenty seventeen; 0 when the words are no year."""
    if len(parts) not in (2, 3) or parts[0] not in ("eighteen", "nineteen", "twenty"):
        return 0
    century = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[parts[0]]
    if parts[1] == "hundred":
        return 0
    if len(parts) == 2 and (parts[1] in TENS or UNITS.get(parts[1], 0) >= 10):
        return century + (TENS.get(parts[1]) or UNITS[parts[1]])
    if len(parts) == 3 and parts[1] in TENS and parts[2] in UNITS:
        return century + TENS[parts[1]] + UNITS[parts[2]]
    return 0
