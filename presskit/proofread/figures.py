"""Figures and dates held against the facts whose words they stand near.

A figure belongs to a fact by the words about it and never by its value: by the noun it counts,
the words of its clause, and whose figure it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from presskit.model import Fact
from presskit.proofread.ages import ages
from presskit.proofread.compare import agrees, same_day
from presskit.proofread.dates import Date
from presskit.proofread.english import DENIAL, FUNCTION, HEDGE, PARTIAL
from presskit.proofread.finding import Finding, behind, names
from presskit.proofread.numbers import Figure, figures
from presskit.proofread.registry import Item, Registry, Tie
from presskit.proofread.scan import Sentence, subject

_UNIT_WORDS = ("mile", "kilometre", "hour", "day", "minute", "year", "week", "month")
_STRONG, _WEAK, _NEARLY = 0.72, 0.45, 0.12


@dataclass(frozen=True, slots=True)
class Tied:
    """A figure or date of a sentence and the fact that its words tie it to."""

    sentence: Sentence
    said: Figure | Date
    tie: Tie
    strength: float
    verdict: str
    """right, rounded, other (another source's) or wrong."""


def tied(sentences: tuple[Sentence, ...], known: Registry) -> tuple[Tied, ...]:
    """Every figure and date that is tied to a fact."""
    found: list[Tied] = []
    for sentence in sentences:
        old = [(a.start, a.end) for a in ages(sentence)]
        for at, item in enumerate(sentence.items):
            if any(a < item.end and item.start < b for a, b in old):
                continue
            if item.figure and (best := _figure(sentence, at, known)):
                found.append(best)
        found += [best for date in sentence.dates if (best := _date(sentence, date, known))]
    return tuple(found)


# ------------------------------------------------------------ how strongly


def _counted(sentence: Sentence, at: int) -> tuple[Item, ...]:
    """The nouns that a figure counts: those after it up to a word that ends their group."""
    text, items = sentence.block.text, sentence.items
    after: list[Item] = []
    rest = list(items[at + 1 : at + 8])
    if (
        len(rest) > 1
        and rest[0].concept == "of"
        and rest[1].concept in ("the", "these", "those", "his")
    ):
        rest = rest[2:]
    for item in rest:
        word = text[item.start : item.end].casefold()
        if item.gap or word in FUNCTION or item.figure or len(after) == 5:
            break
        if item.mention and item.mention.entity.kind == "person":
            break
        after.append(item)
    if after or at == 0:
        return tuple(after)
    before = items[at - 1]
    label = before.capital and not before.mention and not items[at].gap and at > 1
    word = text[before.start : before.end]
    return (
        (before,)
        if label and word.casefold() not in FUNCTION and word.isalpha() and not word.isupper()
        else ()
    )


def _strength(sentence: Sentence, place: int, end: int, phrase: tuple[str, ...]) -> float:
    """How near the words of a phrase stand to [place, end), from 0 to 1 and a little more."""
    total = 0.0
    for idea in phrase:
        near = max((_weight(sentence, place, end, i) for i in sentence.items
                    if i.concept == idea and not (i.start < end and place < i.end)), default=0.0)  # fmt: skip
        if not near:
            return 0.0
        total += near
    return total / len(phrase) * (1 + 0.22 * (len(phrase) - 1))


def _weight(sentence: Sentence, place: int, end: int, item: Item) -> float:
    lower, upper = (item.end, place) if item.end <= place else (end, item.start)
    between = [i for i in sentence.items if lower <= i.start < upper]
    gaps = sum(i.gap for i in between) + (item.gap if item.start >= end else 0)
    if item.end <= place:
        gaps += next((i.gap for i in sentence.items if i.start == place), 0)
    cost = len(between) + 2 * gaps + sum(2 for i in between if i.figure)
    stop = sentence.block.text[lower:upper]
    cost += 5 * (";" in stop)
    return max(0.0, 1 - 0.06 * cost)


def _best(sentence: Sentence, place: int, end: int, tie: Tie, counted: tuple[Item, ...]) -> float:
    nouns = {i.concept for i in counted}
    best = 0.0
    for phrase in tie.phrases:
        if nouns and not _heads(counted, phrase):
            continue
        best = max(best, _strength(sentence, place, end, phrase))
    if not best:
        return 0.0
    near = [
        i
        for i in sentence.items
        if i.concept in tie.apart and _weight(sentence, place, end, i) > 0.6
    ]
    return best - 0.4 * bool(near)


def _heads(counted: tuple[Item, ...], phrase: tuple[str, ...]) -> bool:
    """Whether the phrase has the noun that is counted, and not a word that only describes it."""
    hits = [n for n, item in enumerate(counted) if item.concept in phrase]
    if not hits or any(b - a > 1 for a, b in zip(hits, hits[1:], strict=False)):
        return False
    rest = counted[hits[-1] + 1 :]
    return not rest or not rest[0].plural


def _figure(sentence: Sentence, at: int, known: Registry) -> Tied | None:
    item = sentence.items[at]
    said = item.figure
    assert said
    counted = _counted(sentence, at)
    if said.value == 1 or _span_of_time(sentence, said, counted):
        return None
    ranked: list[tuple[float, Tie]] = []
    for tie in known.ties:
        if bool(tie.dates) != (said.kind == "year"):
            continue
        if said.kind == "year" and counted and counted[0].concept in _UNIT_WORDS:
            continue
        if tie.label and tie.label not in {i.concept for i in counted}:
            continue
        nouns = () if said.kind == "year" else counted
        strength = _best(sentence, said.start, said.end, tie, nouns)
        if not tie.dates and strength > 0:
            strength -= _other_year(sentence, said, tie.fact)
        if strength > 0:
            ranked.append((strength - _subject_cost(sentence, said.start, tie.fact), tie))
    as_date = Date(said.start, said.end, int(said.value), words=said.words)
    return _choose(sentence, as_date if said.kind == "year" else said, ranked, counted)


_OFFSET = re.compile(
    r"\A\W*(?:\w+ )?(?:ago|later|on|after|before|earlier|from now|since|old|hence)\b", re.I
)


def _span_of_time(sentence: Sentence, said: Figure, counted: tuple[Item, ...]) -> bool:
    """Two years later: how far apart two things are, and no fact's figure."""
    last = next((i for i in counted if i.concept in _UNIT_WORDS), None)
    after = sentence.block.text[(last.end if last else said.end) : sentence.end]
    return bool((last or said.fixed) and _OFFSET.match(after))


def _date(sentence: Sentence, date: Date, known: Registry) -> Tied | None:
    ranked = [
        (strength - _subject_cost(sentence, date.start, tie.fact), tie)
        for tie in known.ties
        if tie.dates and (strength := _best(sentence, date.start, date.end, tie, ())) > 0
    ]
    return _choose(sentence, date, ranked, ())


def _other_year(sentence: Sentence, said: Figure, fact: Fact) -> float:
    """What it takes from a tie that the clause names another year than that of the fact."""
    if not fact.as_of:
        return 0.0
    text = sentence.block.text
    years = [(int(f.value), f.start, f.end) for f in sentence.figures if f.kind == "year"]
    years += [(d.year, d.start, d.end) for d in sentence.dates if d.year]
    near = [
        year for year, start, end in years
        if min(abs(start - said.end), abs(said.start - end)) < 40
        and not re.search(r"\b(?:since|from|first)\W+(?:\w+\W+)?\Z", text[sentence.start : start])
    ]  # fmt: skip
    return 0.3 if near and fact.as_of.year not in near else 0.0


def _subject_cost(sentence: Sentence, at: int, fact: Fact) -> float:
    """What it takes from a tie that the clause is about somebody else."""
    who = subject(sentence, at)
    if who is None:
        return 0.0
    if not fact.of:
        return 0.4 if who == "" else 0.0
    if who == fact.of:
        return -0.05
    named = any(m.entity.id == fact.of for m in sentence.people)
    return 0.25 if named else 0.4


def _choose(
    sentence: Sentence, said: Figure | Date, ranked: list[tuple[float, Tie]],
    counted: tuple[Item, ...],
) -> Tied | None:  # fmt: skip
    """The fact with the strongest tie; where several are near, the one that agrees."""
    ranked = sorted((r for r in ranked if r[0] >= _WEAK * 0.6), key=lambda r: -r[0])
    if not ranked:
        return None
    strength, tie = ranked[0]
    verdict = _verdict(said, tie, counted)
    if verdict == "wrong":
        for other, rival in ranked[1:]:
            fits = _verdict(said, rival, counted)
            if fits in ("right", "rounded") and other > strength - 0.3:
                return Tied(sentence, said, rival, other, "right")
            if fits == "other" and other > strength - 0.3:
                return Tied(sentence, said, rival, other, fits)
        close = [r for o, r in ranked[1:] if o > strength - _NEARLY and r.fact.id != tie.fact.id]
        strength -= 0.1 * bool(close)
    return Tied(sentence, said, tie, strength, verdict)


def _verdict(said: Figure | Date, tie: Tie, counted: tuple[Item, ...]) -> str:
    if isinstance(said, Date):
        return "right" if any(same_day(said, d) for d in tie.dates) else "wrong"
    unit = next((i.concept for i in counted if i.concept in _UNIT_WORDS), "")
    own = tie.fact.unit.removesuffix("s") if tie.fact.unit else ""
    fits = max((agrees(said, f, own, unit) for f in tie.figures), default=0.0)
    if fits == 1:
        return "right"
    for other in tie.fact.others:
        if any(agrees(said, f, own, unit) == 1 for f in figures(other.value)):
            return "other"
    return "rounded" if fits else "wrong"


# ------------------------------------------------------------ what is reported


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """Figures and dates that differ, disputed ones given as certain, and contradictions."""
    found = tied(sentences, known)
    hedged = {t.tie.fact.id for t in found if _attributed(t, known)}
    shown: dict[str, Tied] = {}
    for one in found:
        fact = one.tie.fact
        if one.verdict in ("wrong", "rounded"):
            yield from _differs(one, known)
        elif fact.state == "disputed" and isinstance(one.said, Figure):
            yield from _disputed(one, known, fact.id in hedged)
            yield from _contradicts(one, shown.get(fact.id), fact.id in hedged)
            shown.setdefault(fact.id, one)


def _confidence(one: Tied) -> float:
    sure = 0.5 + 0.5 * min(one.strength, 1.0) if one.strength >= _STRONG else one.strength * 0.85
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
            sure -= 0.35
        if re.match(r"\W*(?:more|other|years ago|before|of the)\b", after):
            sure -= 0.3
    if DENIAL.search(text[sentence.start : one.said.start][-60:] + " … " + after):
        sure -= 0.3
    if one.tie.derived:
        sure -= 0.1
    if one.verdict == "rounded":
        sure -= 0.4
    return sure


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
        _confidence(one),
        names(fact.sources, film),
    )


def _attributed(one: Tied, known: Registry) -> bool:
    """Whether the sentence says whose figure it is, or sets another beside it."""
    if one.tie.fact.state != "disputed":
        return False
    around = _context(one.sentence)
    if HEDGE.search(around):
        return True
    sources = {one.tie.fact.attribution, *(s.name for s in known.film.sources)}
    return any(s and s.casefold() in around.casefold() for s in sources)


def _context(sentence: Sentence) -> str:
    """A sentence with the one before and the one after, within its paragraph."""
    text = sentence.block.text
    start = sentence.before.start if sentence.before else sentence.start
    after = re.match(r".{0,200}?[.!?](?=\s|\Z)", text[sentence.end :], re.DOTALL)
    return text[start : sentence.end + (after.end() if after else 0)]


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
        _confidence(one),
        names(fact.sources, film),
    )


def _contradicts(one: Tied, first: Tied | None, hedged: bool) -> Iterator[Finding]:
    if first is None or hedged or first.said.words == one.said.words:
        return
    assert isinstance(one.said, Figure)
    assert isinstance(first.said, Figure)
    if first.said.value == one.said.value:
        return
    where = first.sentence.block.place(first.said.start)
    message = f"this text has “{first.said.words}” for the same thing ({where})"
    yield one.sentence.finding(
        "PK807", one.said.start, one.said.end, message, "Decide which is meant, or name both sources.",
        _confidence(one),
    )  # fmt: skip
