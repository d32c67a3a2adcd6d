"""The ages that a sentence states, in whatever words."""

import re
from dataclasses import dataclass

from presskit.proofread.numbers import Figure
from presskit.proofread.scan import Sentence

_DECADES = {"septuagenarian": 70, "octogenarian": 80, "nonagenarian": 90, "sexagenarian": 60,
            "centenarian": 100}  # fmt: skip
_TENS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
         "seventies": 70, "eighties": 80, "nineties": 90}  # fmt: skip
_DECADE = re.compile(
    rf"\b(?:(?P<noun>{'|'.join(_DECADES)})|in (?:his|her|their) (?:early |mid-?|late |mid )?"
    rf"(?P<tens>{'|'.join(_TENS)}|[2-9]0s))\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\baged?(?: of)?|\bat|\bturn(?:ed|s|ing)|\bis|\bwas|\bhe[’']s|\bbecame|\bjust|\bnow|\bonly"
    r"|\bthen|\bbe"
    r"|\bwere|\bdied at)"
    r"(?: (?:the|an?|age|ripe|old|of|only|just|nearly|almost|about|around|already|to turn"
    r"|over))*\s\Z",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"(?:\baged|\bage of|\bages? |\bturn(?:ed|s|ing)|\bage|\bat the ripe)\W*(?:\w+ ){0,2}\Z",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"\A[- \u00a0]?(?:years?[- \u00a0]old|years? of age|years? young|yrs? old|-?year-old|th"
    r" birthday|"
    r" ?birthday)",
    re.IGNORECASE,
)
_PASSED = re.compile(
    r"\b(?:past|over|beyond|into his|into her|north of|turned|reach(?:ed|es|ing)|lived to(?:"
    r" see| be)?"
    r"|see|saw|seen|all of|a mere|ripe(?: old)?|hit|celebrated|(?:not|far) yet|(?:when|where)"
    r" (?:he|she)"
    r"(?: was|[’']s)|birthdays,)\s(?:just |only |nearly |almost |well )?\Z",
    re.IGNORECASE,
)
"""What leads to an age in many ways; the figure counts nothing else."""
_MORE = re.compile(r"\b(?:past|over|beyond|north of)\s\Z", re.IGNORECASE)
_LESS = re.compile(
    r"\b(?:not yet|nearing|approaching|pushing|not quite|almost|nearly)\s\Z", re.IGNORECASE
)
_SHORT_OF = re.compile(
    r"(?:short of|shy of|within|days of|weeks of|months of|brink of|verge of|cusp of|shortly"
    r" before|ahead of|before|from turning|days from|months from|to go until|eve of|away"
    r" from)[\w ]*\Z"
)


_COUNTED = re.compile(
    r"\b(?:stands?|stood|puts?|set|pegged|remains?|wins|victories|streak|tally|total|record|count"
    r"|number|it|them|run|limit|distance|field)\sat\s(?:\w+\s){0,2}\Z",
    re.IGNORECASE,
)
"""What is put at a figure is counted, and no age."""
PRONOUN = re.compile(r"\b(?:he|his|him|she|her)\b", re.IGNORECASE)
SHORT = 4
"""Words of a sentence that says an age and nothing of when."""


@dataclass(frozen=True, slots=True)
class Age:
    """An age as it stands at [start, end): `low` to `high` years, or not there yet (`nearly`)."""

    start: int
    end: int
    low: float
    high: float
    nearly: bool = False
    value: str = ""


_PERSON = re.compile(
    r"\b(?:an?|this|that|the) (?:[\w-]+ ){0,2}?(?!number|order|quarter|winner|starter|corner)"
    r"\w*(?:er|or|man|ist|ian|boy|girl|hero|legend|veteran|captain) of \Z",
    re.IGNORECASE,
)


def ages(sentence: Sentence) -> tuple[Age, ...]:
    """The ages that a sentence states."""
    found = [age for figure in sentence.figures if (age := _age(sentence, figure))]
    text = sentence.block.text
    for m in _DECADE.finditer(text, sentence.start, sentence.end):
        word = (m["noun"] or m["tens"]).casefold()
        low = _DECADES.get(word) or _TENS.get(word) or int(word[:2])
        found.append(Age(m.start(), m.end(), low, low + 9, value=m.group()))
    return tuple(found)


def _age(sentence: Sentence, figure: Figure) -> Age | None:
    if not 3 <= figure.value <= 115 or figure.value != int(figure.value) or figure.kind == "year":
        return None
    text = sentence.block.text
    before = text[max(sentence.start, figure.start - 45) : figure.start]
    after = text[figure.end : min(sentence.end, figure.end + 25)]
    value = figure.value
    birthday = re.match(r"\W?birthday", after, re.IGNORECASE)
    if figure.kind == "ordinal" and not birthday:
        return None
    if _asked(sentence):
        return Age(figure.start, figure.end, value, value, False, figure.words)
    if _COUNTED.search(before) or _of_a_thing(sentence, figure):
        return None
    nearly = figure.qualifier == "under" or bool(_SHORT_OF.search(before) or _LESS.search(before))
    old = _OLD.match(after)
    empty = re.match(
        r"\s*(?:[,.;:!?)”\"—–]|\Z|-year"
        r"|\s(?:and|when|in|years old|at|as|by|while|he|on|with|who|for the)\b)",
        after,
    )
    named = _named_just_before(sentence, figure, before) and bool(re.match(r"\s*[,)]", after))
    named |= bool(re.search(r"\bat\s\Z", before, re.IGNORECASE) and _named_next(sentence, figure))
    moves = re.match(r"\s(?:left|went|took|drove|set|began|is|was|has|had|\w+ed)\b", after)
    if _PERSON.search(before) and (empty or moves) and value >= 15:
        return Age(figure.start, figure.end, value, value, nearly, figure.words)
    other = re.search(r"\b(?:when|since|until|after) (?:he|she|I|they) (?:was|were) \Z", before)
    dated = other and re.search(r"\d\w*,\s\Z", before[: other.start()])  # … 2019, when he was
    if other and not dated:
        return Age(figure.start, figure.end, 0, 115, nearly, figure.words)  # of another time
    bare = empty or re.match(r"\s(?:to be exact|all told|in all)\b", after)
    if (
        _PASSED.search(before)
        and (bare or moves)
        and value >= 15
        and _of_somebody(sentence, before)
    ):
        if figure.qualifier == "over" or _MORE.search(before):
            return Age(figure.start, figure.end, value, value + 9 - value % 10, value=figure.words)
    elif old or (_AGED.search(before) and (empty or birthday)) or (named and empty):
        pass
    elif empty and value >= 15 and _is_at(before):
        if re.search(r"\b(?:at|by)\s\Z", before) and re.match(r"\s*(?:p\.?m|a\.?m|o.clock)", after):
            return None
    elif named and value >= 15 and _named_next(sentence, figure):
        pass
    elif not (nearly and empty and value >= 50 and _is_person(before)):
        return None
    return Age(figure.start, figure.end, value, value, nearly, figure.words)


def _of_a_thing(sentence: Sentence, figure: Figure) -> bool:
    """The age of an event or a place: the week Baja turned 50."""
    for mention in sentence.mentions:
        between = sentence.block.text[mention.end : figure.start]
        if mention.entity.kind != "person" and re.fullmatch(
            r"\s(?:has |had )?(?:turn(?:ed|s|ing)|is|was|became)\s(?:just |only )?",
            between,
            re.IGNORECASE,
        ):
            return True
    return False


def _asked(sentence: Sentence) -> bool:
    """Whether the sentence answers how old somebody is."""
    asked = sentence.before and re.search(r"\bhow old\b", sentence.before.text, re.IGNORECASE)
    return bool(asked) and len(sentence.items) <= SHORT


def _is_at(before: str) -> bool:
    """Whether somebody is said to be of, or to do something at, what follows."""
    said = r"\b(?:at|was|is|be|turn|were|he[’']s|then|now|only|just)\b"
    return bool(_BEFORE.search(before) and re.search(said, before, re.IGNORECASE))


def _is_person(before: str) -> bool:
    return bool(re.search(r"\b(?:he|she|who|was|is|be|man|woman|him)\b[^.;]*\Z", before.casefold()))


def _named_just_before(sentence: Sentence, figure: Figure, before: str) -> bool:
    lead = re.search(
        r"[,(]\s?(?:(?:nearly|almost|just|now|then|already|only|about|well|not|yet|quite|past"
        r"|over|all|of"
        r"|still|barely|approaching|nearing|pushing)\s)*\Z",
        before,
    )
    start = figure.start - len(before) + lead.start() if lead else 0
    return lead is not None and any(0 <= start - m.end <= 1 for m in sentence.people)


def _named_next(sentence: Sentence, figure: Figure) -> bool:
    """Whether a name follows at once: at 81 Hall took the start."""
    return any(m.start == figure.end + 1 for m in sentence.people)


def _of_somebody(sentence: Sentence, before: str) -> bool:
    """Whether the words before an age are about somebody: a person’s name, or he and she."""
    text = sentence.block.text[sentence.start : sentence.end]
    return bool(sentence.people) or _is_person(before) or bool(PRONOUN.search(text))
