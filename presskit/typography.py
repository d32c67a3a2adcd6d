"""Blanks that may not end a line, where editors set them.

A blank of the text becomes U+00A0 (no-break space) or U+202F (narrow no-break space). Nothing is
put in and nothing taken away: a text keeps its length and its words. English follows The Chicago
Manual of Style (chapter 7, word division), French the Lexique of the Imprimerie nationale. A
language without rules of its own gets those that all share.
"""

import re
from collections.abc import Iterator
from functools import cache

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_UNITS = {
    "": """mm cm m km m² km² ha mi ft yd mph kph km/h s ms min h Hz kHz MHz fps px ppi dpi bit
        kbit/s Mbit/s KB MB GB TB kB K lm kg g lb lbs oz ml cl cc hp bhp kW °C °F ° % ‰ dB
        € $ £ kr CHF EUR USD GBP""",
    "en": """inch inches foot feet yard yards mile miles metre metres meter meters kilometre
        kilometres kilometer kilometers acre acres hectare hectares knot knots second seconds
        minute minutes hour hours day days week weeks month months year years decade decades
        century centuries gram grams kilogram kilograms pound pounds ounce ounces ton tons tonne
        tonnes litre litres liter liters gallon gallons horsepower degree degrees per percent
        hundred thousand million billion dollars euros cents frames pixels megapixels
        a.m. p.m. am pm""",
    "fr": """mètre mètres kilomètre kilomètres pouce pouces mille milles hectare hectares nœuds
        seconde secondes minute minutes heure heures jour jours semaine semaines mois an ans année
        années siècle siècles gramme grammes kilo kilos kilogramme kilogrammes tonne tonnes litre
        litres chevaux degré degrés pour million millions milliard milliards euro euros dollars
        images pixels""",
}
"""What a number stands before: symbols that all languages share, and words of some."""

_MONTHS = {
    "en": """January February March April May June July August September October November December
        Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec""",
    "fr": """janvier février mars avril mai juin juillet août septembre octobre novembre
        décembre""",
}
_TITLES = {
    "en": "Dr Mr Mrs Ms Mx Prof Rev St Capt Col Gen Lt Maj Sgt Sen Gov Hon",
    "fr": "Dr Pr M. MM. Mme Mmes Mlle Mlles St Ste",
}
_NUMBERED = {
    "en": "No. Nos. no. nos. Vol. vol. vols. Ch. ch. chs. Fig. fig. figs. p. pp. art. sec. ca. c.",
    "fr": "n° nᵒ N° Nᵒ vol. chap. fig. p. pp. art. t.",
}
_FIRST_WORDS = """A After All An And As At But By For From He Her His How I If In It Its My No Nor
    Not Now Of On Or Our She So That The Their Then There These They This Those To We What When
    Where Which Who Why With Yet You Your"""
"""Words that begin a sentence: a capital with a point before them has ended the last one."""

_CAPITAL = "[A-ZÀ-ÖØ-ÞĆČĎĐĞİŁŃŇŘŚŠŞŤŹŻŽ]"


def hold(text: str, language: str = "") -> str:
    """The text with the blanks that must not break; `language` as in BCP 47 (fr, en-GB).

    Blanks are spaces and line ends. Doing it twice changes nothing more.
    """
    out = list(text)
    for pattern, blank in _rules(language.partition("-")[0].lower()):
        for match in pattern.finditer(text):
            if out[match.start(1)] in " \n":
                out[match.start(1)] = blank
    return "".join(out)


RUNT = 8
"""A last word of so many characters, its full stop included, does not fill a line."""
SOME_WORDS = 30
"""Characters before the last two words: fewer stand on one line, or are a label."""


def keep_last(text: str) -> str:
    """A paragraph whose last word, if it is short, cannot stand on a line of its own.

    Two words together stay short enough for a narrow column; a text of a few words stays as it is.
    """
    match = re.search(rf"(?<!\S)(\S{{1,{2 * RUNT}}})([ \n])(\S{{1,{RUNT}}})\Z", text)
    if not match or match.start() < SOME_WORDS:
        return text
    return f"{text[: match.start(2)]}{NO_BREAK}{text[match.end(2) :]}"


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns whose group is a blank, and what that becomes; the first that finds it counts."""
    rules = [*_punctuation(language), *_numbers(language), *_names(language)]
    # A group of one blank: two blanks in a row are nobody's unit or name.
    return tuple((re.compile(p.replace("( )", "([ \\n])")), blank) for p, blank in rules)


def _punctuation(language: str) -> Iterator[tuple[str, str]]:
    if language == "fr":
        yield r"(?<=\S)( )(?=[;!?])", NARROW
        yield r"(?<=\S)( )(?=[:»])", NO_BREAK
        yield r"«( )(?=\S)", NO_BREAK
    yield r"(?<=\S)( )(?=[–—](?:\s|\Z))", NO_BREAK
    yield r"(?<=\S)( )(?=…)", NO_BREAK


def _numbers(language: str) -> Iterator[tuple[str, str]]:
    if language == "fr":
        yield r"(?<!\d)\d{1,3}( )(?=\d{3}(?!\d))", NARROW
    units = _any(f"{_UNITS['']} {_UNITS.get(language, '')}")
    yield rf"(?<=[\d½¼¾⅓⅔⅛])( )(?=(?:{units})(?![\w/]))", NO_BREAK
    yield r"[§№¶#]( )(?=\d)", NO_BREAK
    if language in _NUMBERED:
        yield rf"(?<![\w.'’-])(?:{_any(_NUMBERED[language])})( )(?=\d)", NO_BREAK
    if language in _MONTHS:
        months = _any(_MONTHS[language])
        yield rf"(?<![\w.,:])(?:\d{{1,2}}|1er)( )(?=(?:{months})\b)", NO_BREAK
        if language == "en":
            day = r"\d{1,2}(?:st|nd|rd|th)?(?![\w:]|[.,]\d)"
            yield rf"\b(?:{months})\.?( )(?={day})", NO_BREAK


def _names(language: str) -> Iterator[tuple[str, str]]:
    """Initials with what follows them, titles with names."""
    yield rf"(?<![\w'’]){_CAPITAL}\.( )(?!(?:{_any(_FIRST_WORDS)})\b)(?={_CAPITAL})", NO_BREAK
    if language in _TITLES:
        yield rf"(?<![\w.'’-])(?:{_any(_TITLES[language])})\.?( )(?={_CAPITAL})", NO_BREAK


def _any(words: str) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words.split(), key=lambda w: (-len(w), w)))
