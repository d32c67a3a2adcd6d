"""Whether a figure that stands near a fact's words is said of something else all the same."""

import re

from presskit.proofread.dates import Date
from presskit.proofread.english import concept, listed
from presskit.proofread.kinds import members
from presskit.proofread.numbers import Figure
from presskit.proofread.registry import Registry
from presskit.proofread.scan import Sentence
from presskit.proofread.ties import Tied

COMMON = frozenset(("start", "win", "race", "finish", "hour", "row", "vehicle", "mile", "die",
                    "depart", "arrive"))  # fmt: skip
"""Words that alone say too little of what a figure counts."""
_OURS = re.compile(r"\b(?:(?i:we|our|my|us)|I)\b")
_FILM = re.compile(
    r"\A\W*(?:it|its|the (?:film|documentary|movie|picture|book|festival|programme|program))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|his|him|she|her)\b", re.IGNORECASE)
_IS_LONG = re.compile(
    r"\b(?P<noun>[a-z]+) (?:is|are|was|were|measures?|stretche[sd])"
    r"(?: [a-z]+){0,3} \Z"
)
_ONES_TIME = re.compile(
    r"\b(?:winn(?:er|ing)\w*|fastest|quickest|slowest|leaders?|average"
    r"|first (?:car|bike|truck|home))\b"
)
"""Whose time a number of hours is, and no limit for all."""
_LENGTHS = frozenset(("mile", "kilometre", "hour"))
_LABEL = re.compile(r"(?:\A|[.;•] ?)\W*(?P<label>[A-Z][\w -]{2,30}): \Z")
_MEASURED = frozenset(
    listed(
        "race races baja course route track distance limit it that which this run event edition"
        " trail long way figure number fact total drive ride mile"
        " kilometre start finish they he crew team"
    )
)


def told_of_another(one: Tied, known: Registry) -> bool:
    """Whether the clause of a figure is about another thing than the fact is."""
    sentence, said = one.sentence, one.said
    return (
        _unlike(one, known)
        or _our_way(one)
        or _in_a_row_of_ours(one)
        or _people(one)
        or _reckoned(one)
        or _day_of_month(one)
        or _other_month(one)
        or (isinstance(said, Figure) and _ours(sentence, said.start))
        or _of_the_film(one, known)
        or _other_measure(one)
        or _other_event(one, known)
    )


_OUR_WAY = re.compile(r"\b(?:(?i:we|us)|I)\b(?! all\b)[^.;,]{0,20}\Z")


def _our_way(one: Tied) -> bool:
    """Eighteen of us drove 700 miles to the race: that is our way, and not its course."""
    lengths = set(one.phrase) & _LENGTHS and not isinstance(one.said, Date)
    text = one.sentence.block.text[one.sentence.start : one.said.start]
    return bool(lengths and _OUR_WAY.search(text))


_OUR_ROW = re.compile(
    r"\A(?:\s[a-z]+){1,2} (?:of|in|on) (?:(?:our|my|your|their|this|tonight[’']s) [a-z]+|(?:the|a)"
    r" (?:weekend|season|program(?:me)?|festival|evening|night|series|year|day|list|cycle|bill))\b"
)


def _in_a_row_of_ours(one: Tied) -> bool:
    """The sixth film of our weekend is nobody’s sixth film."""
    ordinal = isinstance(one.said, Figure) and one.said.kind == "ordinal"
    return ordinal and bool(_OUR_ROW.match(one.sentence.block.text[one.said.end :]))


def clause(sentence: Sentence, at: int) -> tuple[int, int]:
    """The part of a sentence between semicolons that an offset stands in."""
    text = sentence.block.text
    start = max(text.rfind(";", sentence.start, at) + 1, sentence.start)
    end = text.find(";", at, sentence.end)
    return start, end if end >= 0 else sentence.end


def _unlike(one: Tied, known: Registry) -> bool:
    """A clause about the Baja 500 tells nothing of the Baja 1000."""
    start, end = clause(one.sentence, one.said.start)
    named = [m for m in one.sentence.mentions if start <= m.start < end]
    other = any(m.entity.kind == "unlike" for m in named)
    return other and not any(
        f"@{m.entity.id}" == known.event and m.entity.kind == "name" for m in named
    )


def _people(one: Tied) -> bool:
    """“The two won”: who they are, and nothing that is counted."""
    text, said = one.sentence.block.text, one.said
    if isinstance(said, Date):
        return False
    if re.match(r"\s(?:will|would|say|said|think|thought|tell|told|agreed?)\b", text[said.end :]):
        return True  # five will say 35
    if said.value > 10:
        return False
    before = re.search(
        r"\b(?:the|these|those|all|both)\s\Z", text[: said.start][-6:], re.IGNORECASE
    )
    return bool(before and re.match(r"\s(?:won|drove|took|met|went|\w+ed)\b", text[said.end :]))


def _day_of_month(one: Tied) -> bool:
    """“From the 16th”: a day, and no start."""
    text, said = one.sentence.block.text, one.said
    if isinstance(said, Date) or said.kind != "ordinal" or said.value > 31:
        return False
    if re.match(r"\s(?:week|day|month|quarter|time of|floor|row)\b", text[said.end :]):
        return True  # the third week of October
    on = re.search(r"\b(?:on|from|by|until|till|since) the\s\Z", text[: said.start][-12:])
    return bool(on and re.match(r"\s*(?:[.,;:)!?]|of\b|and\b|\Z)", text[said.end :]))


def _other_month(one: Tied) -> bool:
    """What came on 8 February did not come in the race of November."""
    when = one.tie.fact.as_of
    if isinstance(one.said, Date) or one.tie.fact.of or not when or not when.month:
        return False
    near = [d for d in one.sentence.dates if min(abs(d.start - one.said.end),
                                                 abs(one.said.start - d.end)) < _NEAR]  # fmt: skip
    return bool(near) and all(d.month not in (0, when.month) for d in near)


_NEAR = 40


def _reckoned(one: Tied) -> bool:
    """“Two obituaries made it eighty-two”: reckoned so, and nobody made it there."""
    if "arrive" not in one.phrase:
        return False
    text, start = one.sentence.block.text, one.sentence.start
    made = [m.end() for m in _MADE_IT.finditer(text, start, one.sentence.end)]
    return any(f.start in made for f in one.sentence.figures)


_MADE_IT = re.compile(r"\bma(?:de|ke|kes|king) it (?:to (?=\d))?", re.IGNORECASE)


def _ours(sentence: Sentence, at: int) -> bool:
    """The writer's own: the longest trip that we offer."""
    start, _ = clause(sentence, at)
    start = max(start, sentence.block.text.rfind(":", start, at) + 1)
    return not sentence.mentions and bool(_OURS.search(sentence.block.text[start:at]))


def _of_the_film(one: Tied, known: Registry) -> bool:
    """One common word of somebody's count, in a sentence that goes on about the film."""
    fact, sentence = one.tie.fact, one.sentence
    if not fact.of or len(one.phrase) != 1 or one.phrase[0] not in COMMON:
        return False
    named = any(m.entity.id == fact.of for m in sentence.people)
    event = any(i.concept == known.event for i in sentence.items)
    told = named or event or _PRONOUN.search(sentence.text)
    return not told and bool(_FILM.search(sentence.text))


def _other_measure(one: Tied) -> bool:
    """A length or a time of another thing: the peninsula is 760 miles long."""
    if isinstance(one.said, Date) or not set(one.phrase) & _LENGTHS:
        return False
    start, _ = clause(one.sentence, one.said.start)
    before = one.sentence.block.text[start : one.said.start]
    if "hour" in one.phrase and _ONES_TIME.search(before):
        return True
    noun, label = _IS_LONG.search(before), _LABEL.search(before)
    if label:
        words = {concept(word) for word in label["label"].split()}
        return not words & (_MEASURED | set(one.phrase) | one.tie.apart)
    return noun is not None and concept(noun["noun"]) not in _MEASURED


def _other_event(one: Tied, known: Registry) -> bool:
    """A clause that names an event of the world at large, and none of the fact's."""
    if one.tie.fact.of or not one.tie.fact.as_of:
        return False
    start, end = clause(one.sentence, one.said.start)
    text = one.sentence.block.text
    named = [m for m in members(text, start, end) if m.kind == "event"]
    own = {i.concept for i in one.sentence.items if start <= i.start < end and i.mention}
    right = {i for p in one.tie.phrases for i in p} | {known.event}
    return bool(named) and not own & right
