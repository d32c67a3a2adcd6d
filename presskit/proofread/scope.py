"""Wins in class and wins overall: one told as the other, or as certain where sources differ."""

import re
from collections.abc import Iterator

from presskit.model import Fact
from presskit.proofread.english import DENIAL, HEDGE
from presskit.proofread.finding import Finding, behind, names
from presskit.proofread.kinds import members
from presskit.proofread.registry import Registry
from presskit.proofread.scan import Sentence, subject

_OVERALL = re.compile(
    r"\b(?:overall|outright|the (?:whole|entire|full) (?:race|thing|event|field)|everyone"
    r"|everybody|all comers)\b",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"\b(?:in|his|their|the|its|her)(?: own)? (?:[\w-]+ )?(?:class|category)\b"
    r"|\bclass (?:win|victor\w+|honou?rs|title)s?\b",
    re.IGNORECASE,
)
_WON = re.compile(
    r"\b(?:w[io]n(?:s|ning|ners?)?|victor\w*|triumph\w*|first place|conquered)\b",
    re.IGNORECASE,
)
_THE_RACE = re.compile(
    r"\bw[io]n(?:s|ning)? (?:both )?(?:the |that |its )?(?:very )?(?:first|inaugural|1967"
    r"|opening)?,?\s?(?:ever )?"
    r"(?:race|event|edition|running|[A-Z]\w+(?: [A-Z]\w+)* (?:1000|1,000|500|400))\b",
)
_PARTS = re.compile(
    r";|,? (?:and|but|while|then|before) (?=[^.;]{0,40}"
    r"\b(?:(?:19|20)\d\d|years? (?:later|after)))|[.!?]\s"
)


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """Wins of a known year told in another scope than the registry has."""
    facts = tuple(_facts(known))
    for sentence in sentences:
        for start, end in _parts(sentence):
            for fact, scope in facts:
                yield from _judge(sentence, start, end, fact, scope, known)


def _facts(known: Registry) -> Iterator[tuple[Fact, str]]:
    """Facts on one win, with its scope: class or overall."""
    for fact in known.film.facts:
        if not fact.as_of or fact.unit:
            continue
        words = f"{fact.value} {fact.wording}".casefold()
        if "overall" in words and "win" in fact.about:
            yield fact, "overall"
        elif "class" in words and "win" in fact.about:
            yield fact, "class"


def _parts(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The parts of a sentence that have a year of their own."""
    text, start = sentence.block.text, sentence.start
    for match in _PARTS.finditer(text, sentence.start, sentence.end):
        yield start, match.start()
        start = match.end()
    yield start, sentence.end


def _judge(
    sentence: Sentence, start: int, end: int, fact: Fact, scope: str, known: Registry
) -> Iterator[Finding]:
    text = sentence.block.text[start:end]
    won = _WON.search(text)
    who = subject(sentence, start + won.start(), known.film) if won else ""
    if not won or not _meant(text, fact, known) or who == "":
        return
    if who not in (None, fact.of) and not any(m.entity.id == fact.of for m in sentence.people):
        return
    classed, overall = _CLASS.search(text), _OVERALL.search(text)
    film = known.film
    if scope == "overall" and classed and not overall and not DENIAL.search(text):
        message = f"the registry has an overall win ({fact.printed}; {behind(fact, film)})"
        at, stop = min(won.start(), classed.start()), max(won.end(), classed.end())
        yield sentence.finding(
            "PK803", start + at, start + stop, message, "Write overall.", 0.7,
            names(fact.sources, film),
        )  # fmt: skip
    whole = overall or _THE_RACE.search(text)
    if scope == "class" and whole and not classed and not HEDGE.search(sentence.text):
        if any(s.name in sentence.text for s in film.sources):
            return
        values = [f"{fact.value} ({', '.join(names(fact.sources, film))})"]
        values += [f"{o.value} ({', '.join(names(o.sources, film))})" for o in fact.others]
        message = f"given as certain, and sources differ: {'; '.join(values)} ({fact.about})"
        year = re.search(rf"\b{str(fact.as_of)[:4]}\b", text) or whole
        at = min(won.start(), whole.start(), year.start())
        stop = max(won.end(), whole.end(), year.end())
        hint = "Say whose account it is, or name the others."
        yield sentence.finding(
            "PK806", start + at, start + stop, message, hint, 0.7, names(fact.sources, film)
        )


def _meant(text: str, fact: Fact, known: Registry) -> bool:
    """Whether the words are about the win of that fact: by its year, or by the car."""
    years = set(re.findall(r"\b(?:18|19|20)\d\d\b", text))
    year = str(fact.as_of)[:4]
    if years:
        return year in years and len(years) == 1
    entries = [e for g in known.film.accolades.groups for e in g.entries]
    cars = {e.vehicle: str(e.date)[:4] for e in entries if e.vehicle and e.date}
    mine = {m.name for car, when in cars.items() if when == year for m in members(car)}
    others = {m.name for car, when in cars.items() if when != year for m in members(car)}
    said = {m.name for m in members(text) if m.kind == "make"}
    race = _THE_RACE.search(text)
    first = race and re.search(r"\b(?:first|inaugural)\b", race.group())
    if fact.forms_near:
        return bool(first) and not re.search(r"\blater\b", text)
    return bool(said & mine and not said & others)
