"""Facts that are no figure: an illness, a country, a car, told as another one of its kind.

A fact's value and wording say of which kinds it names something, and `near` by which words a
text tells of it. Where a text has those words beside another member of the kind, it is wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from presskit.model import Fact
from presskit.proofread.dates import dates
from presskit.proofread.english import CONTRAST, DENIAL, FUNCTION
from presskit.proofread.finding import Finding, behind, names
from presskit.proofread.kinds import Member, covers, members
from presskit.proofread.nearness import Spot, strength_of, weight
from presskit.proofread.registry import Registry, phrase_of, words_of
from presskit.proofread.scan import Sentence, subject

_LEAST = 0.5
_RIVAL = 0.45
"""How much nearer the words of the one fact must stand than those of another to be meant."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A fact that names members of kinds, with the words that a text tells it by."""

    fact: Fact
    right: frozenset[tuple[str, str]]
    """Kinds and the names of their members that the fact has."""
    phrases: tuple[tuple[str, ...], ...]
    apart: frozenset[str]
    every: bool
    """Whether the value is a list, of which each one told must be one."""

    def kinds(self) -> frozenset[str]:
        return frozenset(kind for kind, _ in self.right)

    def has(self, member: Member) -> bool:
        mine = [name for kind, name in self.right if kind == member.kind]
        return any(
            name == member.name or covers(name, member.name) or covers(member.name, name)
            for name in mine
        )


def tellings(known: Registry) -> tuple[Telling, ...]:
    """The facts that can be held against what a text names."""
    found = []
    for fact in known.film.facts:
        right = {(m.kind, m.name) for text in _words(fact) for m in members(text)}
        if fact.near and right:
            phrases = tuple(phrase_of(words, known) for words in fact.near)
            apart = frozenset(c for words in fact.apart for c in phrase_of(words, known))
            parts = [{m.kind for m in members(part)} for part in fact.value.split(", ")]
            every = len(parts) > 1 and bool(set.intersection(*parts))
            found.append(Telling(fact, frozenset(right), phrases, apart, every))
    return tuple(found)


def _words(fact: Fact) -> tuple[str, ...]:
    """Where a fact names things: one that is a figure does so in its forms alone."""
    forms = tuple(fact.forms.values())
    if re.match(r"\W*\d", fact.value):
        return forms
    others = tuple(other.value for other in fact.others)
    return (fact.value, fact.wording, *forms, *others, fact.note or "")


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """Members of a kind where the registry has another one."""
    facts = tellings(known)
    for sentence in sentences:
        yield from _places(sentence, known)
        named = members(sentence.block.text, sentence.start, sentence.end)
        for member in _longest(named):
            if _told(sentence, member) and not _denied(sentence, member):
                yield from _judge(sentence, member, named, facts, known)


_IN = re.compile(r"\s?(?:in|at|near|,)\s(?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)")


def _places(sentence: Sentence, known: Registry) -> Iterator[Finding]:
    """An event told of as in another place than a fact has: the Mexican 1000 in Loreto."""
    text = sentence.block.text
    for fact in known.film.facts:
        parts = fact.value.split(", ")
        if len(parts) != 2 or not all(p[:1].isupper() for p in parts):
            continue
        event = known.forms.get(words_of(parts[0]))
        told = {w for w in words_of(fact.wording) if w.endswith("ed")} & set(
            words_of(sentence.text)
        )
        if not event or not told:
            continue
        for mention in sentence.mentions:
            match = _IN.match(text, mention.end) if mention.entity == event[0] else None
            if not match or set(words_of(match["place"])) & set(words_of(parts[1])):
                continue
            if members(match["place"]) or dates(match["place"]) or DENIAL.search(sentence.text):
                continue
            message = f"the registry has {fact.value} ({fact.about}; {behind(fact, known.film)})"
            at, end = match.span("place")
            sources = names(fact.sources, known.film)
            yield sentence.finding("PK803", at, end, message, f"Write {parts[1]}.", 0.65, sources)


def _longest(named: tuple[Member, ...]) -> Iterator[Member]:
    """Without those that are a part of another's name: Ford in Ford Bronco."""
    for one in named:
        whole = (
            m
            for m in named
            if m.start <= one.start and one.end <= m.end and m.end - m.start > one.end - one.start
        )
        if not any(whole):
            yield one


_DRIVEN = re.compile(
    r"\b(?:an?|his|her|their|the|own|this|that|[\w-]+[’']s?|drove|driving|over|in|old|modified)\s(?:[a-z]+\s){0,2}\Z",
    re.IGNORECASE,
)


_WITH_HIS = re.compile(r"\b(?:with|alongside|beside|joined by) his\s\Z")


def _told(sentence: Sentence, member: Member) -> bool:
    """Whether it is the thing itself that is told of, and no word that describes another."""
    text = sentence.block.text
    if member.kind == "kin":
        alone = not re.match(r",? [A-Z]|[’']s", text[member.end : member.end + 3])
        return alone and bool(_WITH_HIS.search(text[sentence.start : member.start]))
    if member.kind in ("sport", "nation"):
        return False  # of whom these are said is told by the words right beside them
    if member.kind != "make":
        return True
    after = re.match(r"[- ](?:[A-Z][\w-]*\s?)*(?P<next>[a-z]+)?", text[member.end : sentence.end])
    following = (after["next"] or "") if after else ""
    described = following and following not in FUNCTION and not following.endswith("ed")
    return bool(_DRIVEN.search(text[sentence.start : member.start])) and not described


def _denied(sentence: Sentence, member: Member) -> bool:
    text = sentence.block.text
    before = text[max(sentence.start, member.start - 50) : member.start]
    return bool(DENIAL.search(before) or CONTRAST.search(before))


def _judge(
    sentence: Sentence,
    member: Member,
    named: tuple[Member, ...],
    facts: tuple[Telling, ...],
    known: Registry,
) -> Iterator[Finding]:
    ranked = sorted(
        (
            (strength, n, telling)
            for n, telling in enumerate(facts)
            if member.kind in telling.kinds()
            and (strength := _strength(sentence, member, telling, known)) > 0
        ),
        key=lambda one: (-one[0], one[1]),
    )
    if not ranked or ranked[0][0] < _LEAST:
        return
    best, _, telling = ranked[0]
    if any(t.has(member) and other > best - _RIVAL for other, _, t in ranked):
        return
    if not telling.every and any(m.kind == member.kind and telling.has(m) for m in named):
        return
    fact, film = telling.fact, known.film
    right = fact.printed if _names(fact.printed, member.kind) else _telling(fact, member.kind)
    message = f"the registry has {right} ({fact.about}; {behind(fact, film)})"
    sure = min(0.9, 0.45 + 0.4 * best)
    yield sentence.finding(
        "PK803", member.start, member.end, message, f"Write {right}.", sure,
        names(fact.sources, film),
    )  # fmt: skip


def _names(words: str, kind: str) -> bool:
    return any(m.kind == kind for m in members(words))


def _telling(fact: Fact, kind: str) -> str:
    """The words of a fact that name something of a kind."""
    words = (fact.value, *fact.forms.values())
    return next((w for w in words if _names(w, kind)), fact.value)


def _strength(sentence: Sentence, member: Member, telling: Telling, known: Registry) -> float:
    """How near the words of a fact stand to what is named; 0 when it is about somebody else."""
    who = subject(sentence, member.start, known.film)
    of = telling.fact.of
    if who == "":
        return 0.0
    if of and who not in (None, of) and f"@{of}" not in {i.concept for i in sentence.items}:
        return 0.0
    free = tuple(i for i in sentence.items if i.end <= member.start or i.start >= member.end)
    spot = Spot(sentence, member.start, member.end, (), free)
    named = {i.concept: i.mention.entity.name for i in sentence.items if i.mention}
    phrases = [
        phrase
        for phrase in telling.phrases
        # One race does not tie another: they stand side by side in every list of results.
        if not any(m.kind == member.kind for i in phrase for m in members(named.get(i, "")))
    ]
    best = max((strength_of(spot, phrase) for phrase in phrases), default=0.0)
    if best and any(i.concept in telling.apart and weight(spot, i) > 0.6 for i in free):
        best -= 0.4
    return best
