"""Figures on which the sources differ: given as certain, as another’s, or two of them."""

import re
from collections.abc import Iterator

from presskit.model import Fact
from presskit.model.registry import Source
from presskit.proofread.certainty import confidence
from presskit.proofread.compare import agrees
from presskit.proofread.english import HEDGE
from presskit.proofread.finding import Finding, names
from presskit.proofread.numbers import Figure, figures
from presskit.proofread.registry import Registry, words_of
from presskit.proofread.scan import Sentence
from presskit.proofread.ties import Tied

_NEAR = 150
_SHORT = 9
"""Words of a sentence that is about the one before it."""

_AGREED = re.compile(
    r"\b(?:undisputed(?:ly)?|undeniabl[ey]|indisputabl[ey]|unquestionabl[ey]|beyond (?:all |any )?"
    r"(?:dispute|doubt|question)|no (?:argument|question|doubt|dispute|debate)s?(?: about)?"
    r"|without (?:a |any )?(?:question|doubt|dispute)|(?:nobody|no one|no source|none) (?:disputes|"
    r"argues|doubts|questions|disagrees|differs)"
    r"|(?:all|every)(?: the)? (?:sources?|accounts?|counts?|records?|books?|obituar\w+|reports?)"
    r" (?:agrees?|has|have|says?|gives?)|everyone agrees"
    r"|everybody agrees|(?:is|are) agreed|no source (?:says|has|gives) otherwise|period|full stop"
    r"|end of story|not one (?:more|less|fewer)|no more,? (?:and )?no (?:less|fewer)"
    r"|for certain)\b",
    re.IGNORECASE,
)
"""Words that say that nobody differs."""
_EXACT = re.compile(
    r"\b(?:exactly|precisely|officially|certainly|definitely|on the dot)\b", re.IGNORECASE
)


def check(
    sentences: tuple[Sentence, ...], found: tuple[Tied, ...], known: Registry
) -> Iterator[Finding]:
    """Disputed figures without a source, said to be agreed on, or given as the wrong source’s."""
    disputed = [t for t in found if t.tie.fact.state == "disputed" and isinstance(t.said, Figure)]
    hedged = [(t.tie.fact.id, t.sentence.number) for t in disputed if _attributed(t, known)]
    shown: dict[str, Tied] = {}
    for one in disputed:
        if one.verdict not in ("right", "other"):
            continue
        fact, number = one.tie.fact, one.sentence.number
        quiet = any(id_ == fact.id and abs(n - number) <= 1 for id_, n in hedged)
        told = False
        for finding in _agreed(one, sentences, quiet, known):
            told = True
            yield finding
        other = tuple(_misgiven(one, known)) if not told else ()
        yield from other
        if not told and not quiet and not other:
            yield _given_as_certain(
                one, one.said.start, one.said.end, confidence(one, known), known
            )
        yield from _contradicts(one, shown.get(fact.id), quiet, known)
        shown.setdefault(fact.id, one)
    yield from _inherited(sentences, disputed, known)


def _attributed(one: Tied, known: Registry) -> bool:
    """Whether the sentence says whose figure it is, or sets another beside it."""
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


# ------------------------------------------------------------ given as certain


def _agreed(
    one: Tied, sentences: tuple[Sentence, ...], quiet: bool, known: Registry
) -> Iterator[Finding]:
    """“Exactly 25, and nobody disputes it”: said to be agreed on, whoever is named."""
    text, start = one.sentence.block.text, one.said.start
    if match := _AGREED.search(text, one.sentence.start, one.sentence.end):
        at, end = min(start, match.start()), max(one.said.end, match.end())
        if not any(c in text[at:end] for c in ";:"):
            yield _given_as_certain(one, at, end, 0.85, known)
            return
    exact = _EXACT.search(text[max(one.sentence.start, start - 25) : one.said.end + 12])
    if exact and not quiet:
        yield _given_as_certain(one, start, one.said.end, 0.85, known)
        return
    after = next((s for s in sentences if s.before is one.sentence), None)
    if after and len(after.items) <= _SHORT and (match := _AGREED.search(after.text)):
        at, end = after.start + match.start(), after.start + match.end()
        message, hint = _differ(one.tie.fact, known)
        yield after.finding("PK806", at, end, message, hint, 0.75)


def _given_as_certain(one: Tied, at: int, end: int, sure: float, known: Registry) -> Finding:
    message, hint = _differ(one.tie.fact, known)
    sources = names(one.tie.fact.sources, known.film)
    return one.sentence.finding("PK806", at, end, message, hint, sure, sources)


def _differ(fact: Fact, known: Registry) -> tuple[str, str]:
    film = known.film
    values = [f"{fact.value} ({', '.join(names(fact.sources, film))})"]
    values += [f"{o.value} ({', '.join(names(o.sources, film))})" for o in fact.others]
    message = f"given as certain, and sources differ: {'; '.join(values)} ({fact.about}; disputed)"
    return message, "Say whose figure it is, or name the others."


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
    yield one.sentence.finding("PK807", at, end, message, hint, confidence(one, known))


# ------------------------------------------------------------ given as somebody’s


def _misgiven(one: Tied, known: Registry) -> Iterator[Finding]:
    """A figure given as that of a source that has another."""
    assert isinstance(one.said, Figure)
    source = _source(one.sentence, one.said, known)
    if source:
        yield from _compared(one.sentence, one.said, one.tie.fact, source, known)


_GIVES = re.compile(
    r"\b(?:puts?|says?|has|have|had|gives?|gave|counts?|counted|makes?|reckons?|claims?|credits?"
    r"|lists?|prints?|according to|by|count|tally|account|figure)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"[;.]|,? (?:and|but|while|whereas|or|others?|elsewhere|another|against)\b|,")


def _source(sentence: Sentence, said: Figure, known: Registry) -> Source | None:
    """The source whose figure it is said to be, when the clause names exactly one."""
    text = sentence.block.text
    start = max((m.end() for m in _JOINT.finditer(text, sentence.start, said.start)), default=0)
    start = max(start, sentence.start)
    stop = _JOINT.search(text, said.end, sentence.end)
    end = stop.start() if stop else sentence.end
    part = text[start:end]
    named = [s for s in known.film.sources if s.name and s.name in part]
    figures_there = [f for f in sentence.figures if start <= f.start < end]
    if len(named) != 1 or len(figures_there) != 1 or not _GIVES.search(part):
        return None
    return named[0]


def _own(fact: Fact, source: Source) -> tuple[str, ...]:
    """What a source has for a fact; nothing where the registry does not say."""
    found = [fact.value] if source.id in fact.sources else []
    return (*found, *(o.value for o in fact.others if source.id in o.sources))


def _compared(
    sentence: Sentence, said: Figure, fact: Fact, source: Source, known: Registry
) -> Iterator[Finding]:
    own = _own(fact, source)
    counted = [f for value in own for f in figures(value)]
    if not counted or any(agrees(said, f, "", "") for f in counted):
        return
    total = sum(f.value for f in figures(own[-1]))  # 24 + 1
    if said.value == total:
        return
    message = f"the registry has {' or '.join(own)} of {source.name} ({fact.about}; {fact.state})"
    hint = f"Write {own[0]}, or name the source whose figure it is."
    sources = names((source.id,), known.film)
    yield sentence.finding("PK803", said.start, said.end, message, hint, 0.75, sources)


def _inherited(
    sentences: tuple[Sentence, ...], disputed: list[Tied], known: Registry
) -> Iterator[Finding]:
    """“Wikipedia puts it at 180”: of what the words before were about."""
    done = {(t.sentence.number, t.said.start) for t in disputed}
    for sentence in sentences:
        for said in sentence.figures:
            if said.kind != "count" or (sentence.number, said.start) in done:
                continue
            before = [
                t
                for t in disputed
                if t.sentence.number == sentence.number and t.said.end <= said.start
            ]
            source = _source(sentence, said, known) if before else None
            after = words_of(sentence.block.text[said.end : said.end + 30])
            if source and not after:
                yield from _compared(sentence, said, before[-1].tie.fact, source, known)
