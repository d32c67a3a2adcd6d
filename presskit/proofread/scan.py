"""A text as sentences of words, names, figures and dates: what every rule looks at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from presskit.model import Film
from presskit.proofread.dates import Date, dates
from presskit.proofread.english import FUNCTION, listed
from presskit.proofread.finding import Finding
from presskit.proofread.numbers import Figure
from presskit.proofread.registry import (
    Entity,
    Item,
    Mention,
    Registry,
    fold,
    items,
    name_of,
    words_of,
)
from presskit.proofread.text import Block, Text, sentences

_STRANGER = Entity("person", "", "somebody the registry does not know")
NOT_PEOPLE = frozenset(
    listed(
        "january february march april may june july august september october november december"
        " monday"
        " tuesday wednesday thursday friday saturday sunday film festival club race rally museum"
        " park"
        " street road center centre theatre theater cinema award awards best north south east"
        " west new"
        " san los las saint hall fame magazine news group motorsports racing desert southern"
        " northern"
        " california mexico international documentary director directors movie night day three part"
        " streaming also screen amazon prime apple tv google play xbox microsoft box office press"
        " honorable honourable mention audience favorite favourite prize jury old class saudi"
        " arabia"
        " general information everything what who when where how the this it he she"
    )
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of block number `number`, with what was recognised in it."""

    number: int
    block: Block
    start: int
    end: int
    items: tuple[Item, ...]
    dates: tuple[Date, ...]
    people: tuple[Mention, ...]
    before: "Sentence | None" = None

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end]

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(i.figure for i in self.items if i.figure)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(i.mention for i in self.items if i.mention)

    def finding(
        self, code: str, start: int, end: int, message: str, hint: str, confidence: float,
        sources: tuple[str, ...] = (),
    ) -> Finding:  # fmt: skip
        words = self.block.text[start:end]
        shown = " ".join(words.split())
        return Finding(
            code, self.number, start, end, words, f"“{shown}”: {message}", hint,
            max(0.0, min(1.0, confidence)), self.block.place(start), sources,
        )  # fmt: skip


def scan(text: Text, known: Registry) -> tuple[Sentence, ...]:
    """Every sentence of a text, in order."""
    found: list[Sentence] = []
    last: Sentence | None = None
    for number, block in enumerate(text):
        if last and not last.text.rstrip().endswith("?"):
            last = None  # an answer goes on from its question, a paragraph from nothing
        for start, end in sentences(block.text):
            parts = items(block.text, start, end, known)
            shift = (replace(d, start=d.start + start, end=d.end + start)
                     for d in dates(block.text[start:end]))  # fmt: skip
            inside = [i.mention for i in parts if i.mention]
            dated = tuple(
                d for d in shift if not any(m.start < d.end and d.start < m.end for m in inside)
            )
            people = tuple(sorted(_people(block.text, parts, known), key=lambda m: m.start))
            last = Sentence(number, block, start, end, parts, dated, people, last)
            found.append(last)
    return tuple(found)


def _people(text: str, parts: tuple[Item, ...], known: Registry) -> Iterator[Mention]:
    """People of the registry, and names of two words that are somebody's it does not know."""
    for one in parts:
        if one.mention and one.mention.entity.kind == "person":
            yield one.mention
    run: list[Item] = []
    every: tuple[Item | None, ...] = (*parts, None)  # the last one ends a run
    for item in every:
        plain = item and item.capital and not item.mention and not item.figure
        joined = plain and run and item and text[run[-1].end : item.start] in (" ", ". ")
        if item and plain and (joined or not run):
            run.append(item)
            continue
        yield from _stranger(text, run, known)
        run = [item] if item and plain else []


def _stranger(text: str, run: list[Item], known: Registry) -> Iterator[Mention]:
    if run and text[max(0, run[0].start - 1) : run[0].start] in ("“", '"', "‘", "*", "_"):
        return  # a title
    words = [text[i.start : i.end] for i in run]
    while words and words[0].casefold() in FUNCTION:
        words, run = words[1:], run[1:]
    plain = all(w[1:].islower() or len(w) == 1 for w in words)
    if run and words[0].endswith(("ed", "ing")) and not text[: run[0].start].strip()[-1:].isalpha():
        return  # a verb at the start of a sentence
    if len(words) == 1 and plain and _APPOSED.match(text, run[0].end) and _unknown(words[0], known):
        yield Mention(run[0].start, run[-1].end, _STRANGER)
    if 2 <= len(words) <= 3 and plain and not any(w.casefold() in NOT_PEOPLE for w in words):
        yield Mention(run[0].start, run[-1].end, _nearly(words, known) or _STRANGER)


_APPOSED = re.compile(
    r", (?:an?|the|himself a|now|then) (?:[\w-]+ )?(?!winter|summer|river|number|order)"
    r"[a-z]+(?:er|or|ist|ian|man|champion|legend|veteran)\b|, (?:now |then )?\d\d,"
)
"""What follows a surname that stands alone: Peterhansel, a winner 14 times."""


def _unknown(word: str, known: Registry) -> bool:
    return word.casefold() not in NOT_PEOPLE | FUNCTION and (fold(word),) not in known.forms


def _nearly(words: list[str], known: Registry) -> Entity | None:
    """Whose name it is with a slip of the pen: what is said there is said of them."""
    first, last = fold(words[0]), fold(words[-1])
    for person in known.film.people:
        name = name_of(person.name)
        if any(words_of(form) in ((first, last), (last,)) for form in person.refuse):
            return Entity("person", person.id, person.name)
        if len(first) == 1 and name[0][0] == first and name[-1] == last:
            return Entity("person", person.id, person.name)  # L. Minor
        one, two = OSA.distance(first, name[0]), OSA.distance(last, name[-1])
        if (one == 0 and two <= 2 and last[0] == name[-1][0]) or (two == 0 and one <= 1):
            return Entity("person", person.id, person.name)
    return None


_DAY = (
    r"[^()\d]{0,12}(?:\d{1,2}[^()\d]{1,14})?(?:\d{1,2}, |\d{1,2}[/.]\d{1,2}[/.])?(?:18|19|20)\d\d"
)
LIFE = re.compile(
    rf"\(\s*(?P<born>{_DAY})\s?[-–—]\s?(?P<died>{_DAY})\s*\)"
    rf"|,\s(?P<b>\d{{4}})\s?[-–]\s?(?P<d>\d{{4}})\b"
)
"""A life span after a name: (1937–2019)."""

_PRONOUN = re.compile(r"\b(?:he|his|him|she|her|hers)\b", re.IGNORECASE)
_BESIDE = r"\b(?:with|alongside|beside|besides)\s(?:his (?:\w+ )?)?\Z"
"""Somebody named after these goes along, and is not whom the clause is about."""
_OWN = re.compile(
    r"\b(?:my|our|your) (?:own |old |late )?(?:father|mother|dad|mum|mom|wife|husband|son|daughter"
    r"|brother|sister|uncle|aunt|cousin|friend|neighbou?r|boss|old man|grand\w+"
    r"|(?:\w+ )?[a-z]+(?:er|or|ist|ian|man|woman|ant)(?=,? (?:who|is|was|has|had)\b))\b",
    re.IGNORECASE,
)
"""The writer’s own people, of whom the registry knows nothing."""
_PAIRED = re.compile(r"\b(?:he|she) (?:and|with) (?:his |her )?(?:\w+ )?\Z", re.IGNORECASE)
"""“He and Larry Minor won”: the clause is about him."""
_KIND = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she", "hers": "she"}


def subject(sentence: Sentence, at: int, film: Film) -> str | None:
    """Whom the words at an offset are about: an id of people.yaml, "" for somebody else.

    None when nothing tells: then it is whom the film is about, as a rule.
    """
    text = sentence.block.text
    before = [m for m in sentence.people if m.end <= at]
    clause = max((text.rfind(c, sentence.start, at) for c in ";:"), default=-1)
    near = [m for m in before if m.start > clause]
    if _aside(text, max(clause, sentence.start), at, near):
        return ""
    if (own := _OWN.search(text, max(clause, sentence.start), at)) and not (
        near and near[-1].start > own.start()
    ):
        return ""
    lead = text[sentence.start : near[-1].start] if near else ""
    paired = near and (_PAIRED.search(lead) or (len(near) == 1 and re.search(_BESIDE, lead)))
    if near and not paired:
        return _owner(sentence, near)
    if before and not paired:
        return before[-1].entity.id
    pronoun = _PRONOUN.search(text[sentence.start : at])
    earlier = _earlier(sentence, _KIND[pronoun.group().casefold()] if pronoun else "", film)
    return earlier.entity.id if earlier else None


def _aside(text: str, start: int, at: int, near: list[Mention]) -> bool:
    """Whether who is named is named in passing: my neighbour, who knew Rod Hall, has seen nine."""
    own = _OWN.search(text, start, at)
    who = own and re.match(r",? who\b", text[own.end() : at])
    return bool(own and who and near and "," in text[near[-1].end : at])


def _owner(sentence: Sentence, near: list[Mention]) -> str:
    """The first of several people that stand in a row: “Hall and Larry Minor won …”."""
    last = near[-1]
    beside = re.search(_BESIDE, sentence.block.text[sentence.start : last.start])
    if beside and len(near) > 1:
        return near[-2].entity.id
    for earlier in reversed(near[:-1]):
        between = sentence.block.text[earlier.end : last.start]
        if re.fullmatch(r",?\s(?:and|with|& )\s?(?:his \w+ )?|, ", between):
            last = earlier
        else:
            break
    return last.entity.id


def _earlier(sentence: Sentence, pronoun: str, film: Film) -> Mention | None:
    """Who the sentences before are about; one that begins with “he” goes on about the same."""
    previous = sentence.before
    while previous:
        people = [m for m in previous.people if _fits(m, pronoun, film)]
        text = previous.block.text
        people = [m for m in people if not re.search(_BESIDE, text[previous.start : m.start])]
        if people and not _PRONOUN.search(text[previous.start : people[0].start]):
            return people[0]
        previous = previous.before
    return None


def _fits(mention: Mention, pronoun: str, film: Film) -> bool:
    """Whether a pronoun can be somebody's: people.yaml says by which they are told of."""
    person = film.person(mention.entity.id)
    own = person.pronoun if person else ""
    return not pronoun or not own or own == pronoun
