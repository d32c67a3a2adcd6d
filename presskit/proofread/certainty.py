"""How sure it is that a figure is meant as the fact’s that its words tie it to."""

import re

from presskit.proofread.apart import COMMON
from presskit.proofread.dates import Date
from presskit.proofread.english import DENIAL, PARTIAL
from presskit.proofread.numbers import Figure
from presskit.proofread.registry import Registry
from presskit.proofread.ties import Tied

_STRONG = 0.72


def confidence(one: Tied, known: Registry) -> float:
    strong = _STRONG if isinstance(one.said, Figure) else 0.5
    sure = 0.5 + 0.5 * min(one.strength, 1.0) if one.strength >= strong else one.strength * 0.75
    alone = one.phrase[0] if len(one.phrase) == 1 and isinstance(one.said, Figure) else ""
    sure -= 0.15 * (alone in COMMON)
    bare = one.bare and not one.tie.ranked
    sure -= 0.4 * (bare and alone.startswith("@"))  # near a name, and counting nothing
    text, sentence = one.sentence.block.text, one.sentence
    around = text[max(sentence.start, one.said.start - 45) : one.said.start].casefold()
    after = text[one.said.end : one.said.end + 40].casefold()
    if isinstance(one.said, Figure):
        words = set(
            re.findall(r"[a-z]+", " ".join(around.split()[-4:]) + " " + " ".join(after.split()[:5]))
        )
        if words & PARTIAL or (
            one.tie.fact.of
            and re.search(
                r"\bby then\b|\balready\b|\bso far\b|\bat (?:that|this) point\b", sentence.text
            )
        ):
            sure -= 0.55
        if re.match(r"\W*(?:more|other|years ago|before)\b", after):
            sure -= 0.55
    if DENIAL.search(text[sentence.start : one.said.start][-60:] + " … " + after):
        sure -= 0.3
    if isinstance(one.said, Figure) and _ANOTHER_TIME.search(sentence.text):
        sure -= 0.55
    if one.tie.derived:
        sure -= 0.1
    if isinstance(one.said, Date) and _PUBLISHED.search(sentence.text):
        sure -= 0.55
    if not one.tie.fact.of and one.tie.fact.as_of and _another_event(one, known):
        sure -= 0.55
    if isinstance(one.said, Figure) and _in_a_name(one.said, known):
        sure -= 0.55
    if not (one.tie.fact.of or one.tie.fact.unit) and _of_another_size(one):
        sure -= 0.6
    if _one_short(one):
        sure -= 0.6
    if one.verdict == "rounded":
        sure -= 0.4
    return sure


_PUBLISHED = re.compile(
    r"\b(?:news|published|posted|announce[ds]?|announcement|reported|written|article|blog"
    r"|bulletin)\b",
    re.IGNORECASE,
)
"""A date in such a sentence may be that of the words and not of what they tell."""
_ANOTHER_TIME = re.compile(
    r"\b(?:(?:a|one|two|three|\d+) years? (?:later|earlier|before|after)|without him|today|(?:we"
    r"|I) (?:drove|rode|walked|ran|raced|did|have|had)"
    r"|the following year|the year before|the year after|other years|the previous year|this"
    r" year[’']s|last year[’']s|next year[’']s|is expected|are expected)\b",
    re.IGNORECASE,
)
"""Words of a sentence that say that it tells of another running than the fact."""


_EVENT = re.compile(
    r"\b(?:(?!The|This|That|Of|In|At|A|An|His|Her|Each|Every)[A-Z][\w-]+ )+(?:to [A-Z][\w-]+"
    r" )?(?:[Rr]ace|[Rr]ally|[Cc]up|Prix|[Mm]arathon"
    r"|Challenge"
    r"|Derby|Classic|10K)\b"
)


def _another_event(one: Tied, known: Registry) -> bool:
    """Whether the sentence names an event that is not the fact's, and not the fact's own."""
    own = {idea for phrase in one.tie.phrases for idea in phrase if idea[0] == "@"}
    named = [
        i for i in one.sentence.items if i.mention and i.mention.entity.kind in ("name", "unlike")
    ]
    if any(i.concept in own for i in named):
        return False
    spans = [(i.start, i.end) for i in named]
    text, start = one.sentence.text, one.sentence.start
    strange = any(
        not any(a < start + m.end() and start + m.start() < b for a, b in spans)
        for m in _EVENT.finditer(text)
    )
    other = any(_AN_EVENT.search(i.mention.entity.name) for i in named if i.mention)
    main = any(i.concept == known.event for i in named)
    return strange or (other and not main)


_AN_EVENT = re.compile(r"\d{3}|\b(?:Rally|Rallye|Classic|Cup|Prix|Derby|Marathon|Open|Tour)\b")
"""What the names of events hold, and those of places and clubs do not."""


def _in_a_name(said: Figure, known: Registry) -> bool:
    """Whether the figure is that of a name: the Baja 1000 is called a thousand-mile race."""
    film = known.film
    return any(f"{said.value:g}" in re.findall(r"\d{3,}", name.name) for name in film.names)


_SIZE = 10


def _of_another_size(one: Tied) -> bool:
    """Whether a figure is so far from the fact’s that it hardly is meant as it."""
    said, right = one.said, one.tie.figures
    if not isinstance(said, Figure) or not right or said.kind != "count":
        return False
    return said.value * _SIZE < right[0].value or said.value > right[0].value * _SIZE


def _one_short(one: Tied) -> bool:
    """Whether a count is that of before the last one, which the next words tell of."""
    counts = [f.value for f in one.tie.figures if f.kind == "count"]
    said = one.said
    if not isinstance(said, Figure) or said.kind != "count" or said.value + 1 not in counts:
        return False
    text = one.sentence.block.text[max(0, one.said.start - 200) : one.said.end + 300]
    return bool(
        re.search(
            r"\b(?:next|another|one more(?! [Ww]in)|before|previous|[Nn]umber [a-z0-9]+)\b", text
        )
    ) or any(f.kind != "year" and f.value - 1 == said.value for f in one.sentence.figures)
