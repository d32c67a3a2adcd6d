"""Claims of none, all and how many at all: “missed only one”, “one of three”, “most give up”.

Facts that say so have no figure to compare: their value is a word, nobody, never, fewer than half.
"""

import re
from collections.abc import Iterator

from presskit.model import Fact
from presskit.proofread.english import DENIAL
from presskit.proofread.finding import Finding, behind, names
from presskit.proofread.registry import Registry, mentions
from presskit.proofread.scan import Sentence, subject
from presskit.proofread.text import tokens

_SOME = (
    r"(?:one|two|three|four|five|six|seven|\d{1,2}|a few|a couple(?: of)?|a handful(?: of)?"
    r"|several|some|few)"
)
_MISSED = re.compile(
    rf"\b(?:miss(?:ed|ing)?|skipp(?:ed|ing)|sat out|sitting out)(?: out on)? (?:only |just |no more"
    rf" than )?(?:{_SOME}\b|once|twice|the (?:one (?:in|of) )?\d{{4}}|\d{{4}})"
    rf"|\b(?:every|all)\b[^.;,]{{0,30}}? (?:but|except|bar) (?:for )?{_SOME}\b"
    rf"|\ball but {_SOME}\b|\b(?:with|but for|bar) (?:only |just )?(?:one|a single|two)"
    r" (?:exceptions?|gaps?|breaks?)\b|\bexcept (?:for )?(?:one|two|the one|in \d{4}|the \d{4})",
    re.IGNORECASE,
)
_SHARED = re.compile(
    rf"\bone of (?:the |only |just )*{_SOME}(?: [\w-]+){{0,4}}? (?:who|to|that|with)\b"
    rf"|\bonly {_SOME} (?:[\w-]+ ){{0,2}}?(?:have|has|ever|managed|drivers|men|people|racers)\b"
    rf"|\b{_SOME} (?:other|more) [\w-]+ (?:have|had|has|did|also)\b"
    r"|\bshares? (?:the|that|this|his) (?:record|distinction|feat|honou?r) with\b"
    r"|\b(?:second|third|fourth) (?:man|driver|racer|person) (?:ever )?to\b",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:all|every|each|fifty|50|first fifty|first 50|whole)\b", re.IGNORECASE)
_STARTED = re.compile(
    r"\b(?:start\w*|race[ds]?|ran|run|enter\w*|contest\w*|record)\b", re.IGNORECASE
)

_FAILED = re.compile(
    r"\b(?:(?:did not|didn[’']t|failed to|could not|couldn[’']t|never)"
    r" (?:quite )?(?:finish|reach|make it|complete|get to|see)|DNF|dropped out|broke down (?:and"
    r"|before|short|for good)|retired (?:from the race|before|short|after \d|with)|gave up|withdrew"
    r"|ran out of time|crashed out|fell short)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:many|most|others|half|some|all|\d+|that|which|they|[a-z]{3,}s|car|truck|field|it)"
    r"(?: who| that)? \Z",
    re.IGNORECASE,
)
_LAST = re.compile(r"\b(?:2017|50th|fiftieth|final|last)\b", re.IGNORECASE)
_USUALLY = re.compile(
    r"\b(?:usually|normally|typically|as a rule|on average|in most years|most years|every year"
    r"|in any year|in a normal year|generally)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?P<bound>more than|over|fewer than|less than|under|almost|nearly|about|around|roughly"
    r"|barely|not even|just over|just under)?\s?(?P<share>half|(?:a|one)[- ]third|two[- ]thirds"
    r"|(?:a|one)[- ]quarter|three[- ]quarters|most|the majority|nine in ten|all)"
    r"(?: of)?(?: the| its| all| those)? (?:starters|field|entrants|entries|vehicles|cars|crews"
    r"|teams|who start|that start|drivers|racers)\b",
    re.IGNORECASE,
)
_PARTS = {"half": 0.5, "third": 0.34, "two thirds": 0.67, "quarter": 0.25, "three quarters": 0.75,
          "most": 0.75, "the majority": 0.6, "nine in ten": 0.9, "all": 1.0}  # fmt: skip
_SHORT = (
    "fewer than",
    "less than",
    "under",
    "barely",
    "not even",
    "just under",
    "almost",
    "nearly",
)
_ENDED = re.compile(
    r"\b(?:finish\w*|reach\w*|complet\w*|get there|make it|made it|goal|to the end)\b",
    re.IGNORECASE,
)
_OFF_ROAD = re.compile(
    r"\b(?:had|having) (?:already |often |long |previously |been )*(?:driven|raced|driving|racing)"
    r" off[- ](?:the )?road\b",
    re.IGNORECASE,
)
_OLD_HAND = re.compile(
    r"\b(?:seasoned|veteran|experienced|established|prolific|award-winning)"
    r" (?:documentary |film )?(?:director|producer|film-?maker|documentarian)\b",
    re.IGNORECASE,
)


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """What a text says of none and all, against facts whose value is such a word."""
    for fact in known.film.facts:
        value = fact.value.casefold()
        for sentence in sentences:
            if "none missed" in fact.about:
                yield from _missed(sentence, fact, known)
            elif value == "nobody":
                yield from _shared(sentence, fact, known)
            elif value.startswith("finish,"):
                yield from _failed(sentence, fact, known)
            elif value == "fewer than half":
                yield from _share(sentence, fact, known)
            elif value.startswith("never off-road"):
                yield from _claimed(sentence, fact, _OFF_ROAD, known)
            elif value.startswith("first film"):
                yield from _claimed(sentence, fact, _OLD_HAND, known)


def _say(sentence: Sentence, match: re.Match[str], fact: Fact, known: Registry) -> Finding:
    film = known.film
    has = f"{fact.value}; {fact.about}" if fact.value not in fact.about else fact.about
    message = f"the registry has {has} ({behind(fact, film)})"
    hint = f"Write {fact.printed}." if fact.wording else "Correct it."
    return sentence.finding(
        "PK803", sentence.start + match.start(), sentence.start + match.end(), message, hint, 0.7,
        names(fact.sources, film),
    )  # fmt: skip


def _of_main(sentence: Sentence, at: int, known: Registry) -> bool:
    who = subject(sentence, sentence.start + at, known.film)
    main = known.film.about.subject
    told = any(m.entity.id == main for m in sentence.people)
    he = re.search(r"\b(?:he|his)\b", sentence.text, re.IGNORECASE)
    return who == main or told or (who is None and he is not None)


def _races(sentence: Sentence, known: Registry) -> bool:
    ideas = {i.concept for i in sentence.items}
    return bool(ideas & {known.event, "race", "start", "enter"})


def _missed(sentence: Sentence, fact: Fact, known: Registry) -> Iterator[Finding]:
    match = _MISSED.search(sentence.text)
    if match and _races(sentence, known) and _of_main(sentence, match.start(), known):
        before = sentence.text[max(0, match.start() - 25) : match.start()]
        if not DENIAL.search(before) and not re.search(r"\bwithout\b", before):
            yield _say(sentence, match, fact, known)


def _shared(sentence: Sentence, fact: Fact, known: Registry) -> Iterator[Finding]:
    match = _SHARED.search(sentence.text)
    if not match or not _ALL.search(sentence.text) or not _STARTED.search(sentence.text):
        return
    told = any(i.concept == known.event for i in sentence.items) or sentence.people
    if told and _races(sentence, known) and not re.search(r"\bfinish\w*|\bw[io]n\b", match.group()):
        yield _say(sentence, match, fact, known)


def _failed(sentence: Sentence, fact: Fact, known: Registry) -> Iterator[Finding]:
    match = _FAILED.search(sentence.text)
    if match and _OTHERS.search(sentence.text[: match.start()]):
        return
    if match and _LAST.search(sentence.text) and _of_main(sentence, match.start(), known):
        years = {f.value for f in sentence.figures if f.kind == "year"}
        when = fact.as_of.year if fact.as_of else 0
        if not years or when in years:
            yield _say(sentence, match, fact, known)


def _share(sentence: Sentence, fact: Fact, known: Registry) -> Iterator[Finding]:
    """How many reach the finish as a rule; of one year the figures tell."""
    text = sentence.text
    match = _SHARE.search(text)
    if not match or not _ENDED.search(text) or not _USUALLY.search(text):
        return
    share = re.sub(r"\A(?:a|one)[- ]", "", match["share"].casefold()).replace("-", " ")
    bound = (match["bound"] or "").casefold()
    part = _PARTS[share]
    fewer = part < 0.5 or (share == "half" and bound in _SHORT)
    failing = re.search(r"\b(?:do not|don[’']t|never|fail to|does not)\b", text, re.IGNORECASE)
    if fewer == bool(failing) and not (share == "half" and not bound):
        yield _say(sentence, match, fact, known)


def _claimed(
    sentence: Sentence, fact: Fact, pattern: re.Pattern[str], known: Registry
) -> Iterator[Finding]:
    """The contrary of a fact about somebody, where they are told of."""
    match = pattern.search(sentence.text)
    if not match or DENIAL.search(sentence.text):
        return
    inside = mentions(fact.about, tokens(fact.about, 0, len(fact.about)), known)
    about = {m.entity.id for m in inside if m.entity.kind == "person"}
    at = sentence.start + match.start()
    near = {m.entity.id for m in sentence.people if abs(m.start - at) < 60}
    if subject(sentence, at, known.film) in about or near & about:
        yield _say(sentence, match, fact, known)
