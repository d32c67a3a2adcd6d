"""Blanks that may not break a line, set where editors set them.

A blank of the text becomes U+00A0 (no-break space) or U+202F (narrow no-break space); nothing is
put in and nothing taken away, so that a text keeps its length and its words. Rules for English
after The Chicago Manual of Style (6.119 to 6.121, 7.36) and New Hart's Rules (2.5); for French
after the Lexique of the Imprimerie nationale (“Ponctuation”, “Coupures”). A language without
rules of its own gets those that all share.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_EVERY_UNIT = """
    mm cm m km km² m² ha mi ft yd mph kph km/h kt s ms min h Hz kHz MHz fps px ppi dpi bit kbit/s
    Mbit/s KB MB GB TB kB K lm g kg mg lb lbs oz l ml cl cc hp bhp kW W kWh V A mA °C °F ° % ‰ dB
    € $ £ kr CHF EUR USD GBP
"""
_UNITS = {
    "en": """
        inch inches foot feet yard yards mile miles metre metres meter meters kilometre kilometres
        kilometer kilometers acre acres hectare hectares knot knots second seconds minute minutes
        hour hours day days week weeks month months year years decade decades century centuries
        gram grams kilogram kilograms pound pounds ounce ounces ton tons tonne tonnes litre litres
        liter liters gallon gallons horsepower degrees percent per\\ cent hundred thousand million
        billion dollars euros cents frames pixels megapixels a.m. p.m. am pm AM PM BC AD BCE CE
    """,
    "fr": """
        mètre mètres kilomètre kilomètres pouce pouces mille milles hectare hectares nœud nœuds
        seconde secondes minute minutes heure heures jour jours semaine semaines mois an ans année
        années siècle siècles gramme grammes kilo kilos kilogramme kilogrammes tonne tonnes litre
        litres chevaux degrés pour\\ cent million millions milliard milliards euros dollars images
        pixels
    """,
}
_MONTHS = {
    "en": """
        January February March April May June July August September October November December
        Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
    """,
    "fr": """
        janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    """,
}
_BEFORE_NAMES = {
    "en": "Dr Mr Mrs Ms Mx Prof Rev St Capt Col Gen Lt Maj Sgt Sen Gov Hon",
    "fr": "M MM Mme Mmes Mlle Mlles Dr Pr Me St Ste",
}
_BEFORE_FIGURES = {
    "en": "No Nos no nos p pp vol vols Vol ch chs Ch fig figs Fig Figs eq art Art sec Sec ca c",
    "fr": "p pp vol chap fig art t n° nᵒ N° Nᵒ nos",
}
_FIRST_WORDS = """
    A An And As At But By For From He Her His How I If In It Its My No Nor Not Now Of On Or Our
    She So That The Their Then There These They This Those To We What When Where Which Who Why
    With Yet You Your
"""
"""Words that start a sentence: before them a capital with a point was the end of the last one."""


def _any(words: str) -> str:
    """A pattern for the words, the longest first; `\\ ` is a blank within one."""
    parts = re.split(r"(?<!\\)\s+", words.strip())
    shown = (re.escape(part.replace("\\ ", "\0")).replace("\0", r"\s") for part in parts)
    return "|".join(sorted(shown, key=lambda s: (-len(s), s)))


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns whose group is a blank, and what it becomes; the first that finds it counts."""
    own = language.partition("-")[0].lower()
    units = _EVERY_UNIT + _UNITS.get(own, "")
    rules = list(_french()) if own == "fr" else []
    rules += [
        (rf"(?<=[\d½¼¾⅓⅔⅛])( )(?=(?:{_any(units)})(?![\w/]))", NO_BREAK),
        (r"[§№¶#]( )(?=\d)", NO_BREAK),
        (r"(?<=\S)( )(?=[–—](?:\s|\Z))", NO_BREAK),
        (r"(?<=\S)( )(?=…)", NO_BREAK),
        (rf"(?<![\w.'’-])[^\W\d_a-zß-öø-ÿ]\.( )(?!(?:{_any(_FIRST_WORDS)})\b)(?=[^\W\d_])", NO_BREAK),
    ]
    if own in _MONTHS:
        months = _any(_MONTHS[own])
        rules.append((rf"(?<![\w.,:])(?:\d{{1,2}}|1er)( )(?=(?:{months})\b)", NO_BREAK))
    if own == "en":
        rules.append((rf"\b(?:{_any(_MONTHS[own])})\.?( )(?=\d{{1,2}}(?![\w:]|[.,]\d))", NO_BREAK))
    if own in _BEFORE_NAMES:
        rules.append((rf"(?<![\w.'’-])(?:{_any(_BEFORE_NAMES[own])})\.?( )(?=[^\W\d_])", NO_BREAK))
        rules.append((rf"(?<![\w.'’-])(?:{_any(_BEFORE_FIGURES[own])})\.?( )(?=\d)", NO_BREAK))
    return tuple((re.compile(pattern), blank) for pattern, blank in rules)


def _french() -> Iterator[tuple[str, str]]:
    """High punctuation stands apart from its word, and never begins a line."""
    yield r"(?<=\S)( )(?=[;!?])", NARROW
    yield r"(?<=\S)( )(?=[:»])", NO_BREAK
    yield r"«( )", NO_BREAK
    yield r"(?<![\d\s])( )(?=\d{3}(?:\s\d{3})*(?!\d))(?!)", NARROW
