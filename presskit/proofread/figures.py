"""Figures and dates that differ from the facts they are tied to, disputed ones, contradictions."""

import re
from collections.abc import Iterator

from presskit.proofread.counting import UNITS
from presskit.proofread.dates import Date
from presskit.proofread.english import DENIAL, HEDGE, PARTIAL
from presskit.proofread.finding import Finding, behind, names
from presskit.proofread.numbers import Figure, figures
from presskit.proofread.registry import Registry
from presskit.proofread.scan import Sentence
from presskit.proofread.ties import Tied, tied

_STRONG = 0.72
_NEAR = 150
_LINE = 70
_COMMON = frozenset(("start", "win", "race", "finish", "hour", "row", "vehicle", "mile", "die"))
"""Words that alone say too little of what a figure counts."""


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """Figures and dates that differ, disputed ones given as certain, and contradictions."""
    found = tuple(t for t in tied(sentences, known) if _supported(t, sentences, known))
    hedged = {t.tie.fact.id for t in found if _attributed(t, known)}
    shown: dict[str, Tied] = {}
    for one in found:
        fact = one.tie.fact
        if _something_else(one, known):
            continue
        if one.verdict in ("wrong", "rounded"):
            yield from _differs(one, known)
        elif fact.state == "disputed" and isinstance(one.said, Figure):
            yield from _disputed(one, known, fact.id in hedged)
            yield from _contradicts(one, shown.get(fact.id), fact.id in hedged, known)
            shown.setdefault(fact.id, one)


def _supported(one: Tied, sentences: tuple[Sentence, ...], known: Registry) -> bool:
    """Whether one common word is enough: for an event's figure, when its names are near, too."""
    fact = one.tie.fact
    common = len(one.phrase) == 1 and one.phrase[0] in _COMMON | UNITS | {"starter"}
    if not common or fact.of or not fact.as_of:
        return True
    ties = (t for t in known.ties if t.fact.as_of and t.fact.as_of[:4] == str(fact.as_of)[:4])
    names = {idea for t in ties for p in t.phrases for idea in p if idea[0] in "@#"}
    reach = 1 if len(one.sentence.block.text) < _LINE else 0
    near = [s for s in sentences if abs(s.number - one.sentence.number) <= reach]
    ideas = {i.concept for s in near for i in s.items}
    told = {"starter", "race", "finish", f"#{fact.as_of.year}"} - set(one.phrase)
    return bool(ideas & (names | told))


def _something_else(one: Tied, known: Registry) -> bool:
    """Whether the words right beside a figure say that it is no count of the fact's."""
    text, said = one.sentence.block.text, one.said
    before = text[max(one.sentence.start, said.start - 12) : said.start].casefold()
    if isinstance(said, Date):  # between 1967 and 2017: the fact has both ends
        return not said.month and str(said.year) in one.tie.fact.forms.values()
    if re.search(r"\b(?:every|per|each)\s\Z", before):  # 21 litres every 100 km
        return True
    if re.match(r"\s+of (?:them|those|these|us)\b", text[said.end :]):  # of a number said before
        return any(f.value == said.value for t in known.ties for f in t.figures)
    if 50 <= said.value <= 110 and re.search(r"\b(?:nearly|almost)\s\Z", before):  # an age
        return not re.match(r"\W+\w+s\b", text[said.end :])
    follows = (i for i in one.sentence.items if 0 <= i.start - said.end <= 1)
    return any(i.mention and i.mention.entity.kind == "unlike" for i in follows)


def _confidence(one: Tied, known: Registry) -> float:
    strong = _STRONG if isinstance(one.said, Figure) else 0.5
    sure = 0.5 + 0.5 * min(one.strength, 1.0) if one.strength >= strong else one.strength * 0.75
    alone = one.phrase[0] if len(one.phrase) == 1 and isinstance(one.said, Figure) else ""
    sure -= 0.15 * (alone in _COMMON)
    bare = one.bare and not one.tie.ranked
    sure -= 0.4 * (bare and alone.startswith("@"))  # near a name, and counting nothing
    text, sentence = one.sentence.block.text, one.sentence
    around = text[max(sentence.start, one.said.start - 45) : one.said.start].casefold()
    after = text[one.said.end : one.said.end + 40].casefold()
    if isinstance(one.said, Figure):
        words = set(
            re.findall(r"[a-z]+", " ".join(around.split()[-4:]) + " " + " ".join(after.split()[:5]))
        )
        if words & PARTIAL or re.search(
            r"\bby then\b|\balready\b|\bso far\b|\bat (?:that|this) point\b", sentence.text
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
    if not one.tie.fact.of and _another_event(one, known):
        sure -= 0.55
    if isinstance(one.said, Figure) and _in_a_name(one.said, known):
        sure -= 0.55
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
    ) or any(f.kind == "ordinal" and f.value - 1 == said.value for f in one.sentence.figures)


_RUNS = re.compile(
    r"\b(?P<one>\d{2,3})[- ]minute (?:film|documentary|feature|movie|doc)\b"
    r"|\b(?:runs?(?: for| at)?|running time(?: is| of|:)?|runtime(?: is| of|:)?) (?P<two>\d{2,3})\b"
    r"|\b(?P<three>\d{2,3}) (?:minutes|min\.?)(?: long)?\s?(?:\)|,|\.|;)",
    re.IGNORECASE,
)


_THIS = re.compile(r"\b(?:the|this) (?:film|documentary|movie)\b", re.IGNORECASE)


def running_times(sentences: tuple[Sentence, ...], _known: Registry) -> Iterator[Finding]:
    """Two running times for the film in one text, whatever the registry knows of it."""
    first: tuple[str, Sentence, int] | None = None
    for sentence in sentences:
        about = any(m.entity.kind == "title" for m in sentence.mentions)
        about = about or bool(_THIS.search(sentence.text))
        for match in _RUNS.finditer(sentence.block.text, sentence.start, sentence.end):
            group = next(g for g in ("one", "two", "three") if match[g])
            before = sentence.block.text[max(sentence.start, match.start() - 6) : match.start()]
            this = group == "one" and re.search(r"\b(?:this|the|our)\s\Z", before, re.IGNORECASE)
            if not about and not this:
                continue
            if first is None:
                first = (match[group], sentence, match.start(group))
            elif match[group] != first[0]:
                where = first[1].block.place(first[2])
                message = f"this text has {first[0]} minutes for the same film ({where})"
                at, end = match.span(group)
                hint = "Decide which is meant."
                yield sentence.finding("PK807", at, end, message, hint, 0.6)


def _differs(one: Tied, known: Registry) -> Iterator[Finding]:
    tie, fact, film = one.tie, one.tie.fact, known.film
    code = "PK804" if isinstance(one.said, Date) else "PK803"
    unit = f" {fact.unit}" if fact.unit and not tie.form and fact.unit not in tie.value else ""
    others = f"; others: {', '.join(o.value for o in fact.others)}" if fact.others else ""
    message = f"the registry has {tie.value}{unit} ({fact.about}; {behind(fact, film)}{others})"
    hint = f"Write {tie.value}{unit}, or say what else the figure counts."
    yield one.sentence.finding(
        code,
        one.said.start,
        one.said.end,
        message,
        hint,
        _confidence(one, known),
        names(fact.sources, film),
    )


def _attributed(one: Tied, known: Registry) -> bool:
    """Whether the sentence says whose figure it is, or sets another beside it."""
    if one.tie.fact.state != "disputed":
        return False
    around = _context(one.sentence)
    if HEDGE.search(around):
        return True
    others = {f.value for o in one.tie.fact.others for f in figures(o.value)}
    others |= {f.value for f in one.tie.figures}
    if len({f.value for f in one.sentence.figures} & others) > 1:  # 35 by one count, 37 by another
        return True
    sources = {one.tie.fact.attribution, *(s.name for s in known.film.sources)}
    return any(s and s.casefold() in around.casefold() for s in sources)


def _context(sentence: Sentence) -> str:
    """A sentence with what stands shortly before and after it in its paragraph."""
    return sentence.block.text[max(0, sentence.start - _NEAR) : sentence.end + _NEAR]


def _disputed(one: Tied, known: Registry, hedged: bool) -> Iterator[Finding]:
    fact, film = one.tie.fact, known.film
    if hedged:
        return
    values = [f"{fact.value} ({', '.join(names(fact.sources, film))})"]
    values += [f"{o.value} ({', '.join(names(o.sources, film))})" for o in fact.others]
    message = f"given as certain, and sources differ: {'; '.join(values)} ({fact.about}; disputed)"
    hint = "Say whose figure it is, or name the others."
    yield one.sentence.finding(
        "PK806",
        one.said.start,
        one.said.end,
        message,
        hint,
        _confidence(one, known),
        names(fact.sources, film),
    )


def _contradicts(one: Tied, first: Tied | None, hedged: bool, known: Registry) -> Iterator[Finding]:
    if first is None or hedged or first.said.words == one.said.words:
        return
    assert isinstance(one.said, Figure)
    assert isinstance(first.said, Figure)
    if first.said.value == one.said.value:
        return
    where = first.sentence.block.place(first.said.start)
    message = f"this text has “{first.said.words}” for the same thing ({where})"
    hint = "Decide which is meant, or name both sources."
    at, end = one.said.start, one.said.end
    yield one.sentence.finding("PK807", at, end, message, hint, _confidence(one, known))
