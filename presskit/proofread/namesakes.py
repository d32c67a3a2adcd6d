"""Other things of the same kind under a like name, and lists of people with a stranger in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from presskit.model import Fact, Film
from presskit.proofread.english import CONTRAST, DENIAL, FUNCTION
from presskit.proofread.finding import Finding, behind, names
from presskit.proofread.registry import Mention, Registry, fold, mentions, name_of, words_of
from presskit.proofread.scan import Sentence, subject
from presskit.proofread.text import Token, tokens

_PRONOUN = re.compile(r"\b(?:he|his|him|she|her)\b", re.IGNORECASE)
_MODEL = re.compile(r"([a-z]+)(\d+)")
_HERE = re.compile(r"\b(?:an?|the|his|her|their|in|drove|own)\s\Z", re.IGNORECASE)
_GENERIC = frozenset(("film", "festival", "award", "prize"))


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """Names that share words with one of the registry, and lists of people."""
    lists = tuple(_lists(known))
    for sentence in sentences:
        words = tokens(sentence.block.text, sentence.start, sentence.end)
        if sentence.mentions:
            yield from _models(sentence, words, known)
            yield from _single(sentence, words, known)
        yield from _heads(sentence, words, known)
        yield from _tails(sentence, words, known)
        yield from _listed(sentence, lists, known)


def _say(sentence: Sentence, start: int, end: int, right: str, sure: float) -> Finding:
    around = sentence.block.text[max(sentence.start, start - 40) : start]
    if CONTRAST.search(around) or DENIAL.search(around):
        sure = 0.3
    message = f"the registry has {right}"
    return sentence.finding("PK801", start, end, message, f"Write {right}.", sure)


def _models(sentence: Sentence, words: tuple[Token, ...], known: Registry) -> Iterator[Finding]:
    """An H2 where the registry has an H1."""
    models = {
        form: name.name
        for name in known.film.names
        for form in (fold(f) for f in (name.name, *name.also))
        if _MODEL.fullmatch(form)
    }
    said = {fold(t.word) for t in words}
    for token in words:
        here = _MODEL.fullmatch(fold(token.word))
        if not here or token.word[0].islower() or fold(token.word) in models:
            continue
        for form, name in models.items():
            right = _MODEL.fullmatch(form)
            before = sentence.block.text[sentence.start : token.start]
            other = right and right[1] == here[1] and form not in said and _HERE.search(before)
            if other and not any(m.start <= token.start < m.end for m in sentence.mentions):
                yield _say(sentence, token.start, token.end, name, 0.65)


def _single(sentence: Sentence, words: tuple[Token, ...], known: Registry) -> Iterator[Finding]:
    """A place with a letter too many: Hemmet. Names with other forms are words of their own."""
    places = [n.name for n in known.film.names if " " not in n.name and not n.also]
    for at, token in enumerate(words):
        word = fold(token.word)
        article = at and fold(words[at - 1].word) in ("a", "an", "the")
        if not token.word[0].isupper() or (word,) in known.forms or article:
            continue
        for place in places:
            right = fold(place)
            refused = any(fold(r) == word for n in known.film.names for r in n.refuse)
            near = OSA.distance(word, right) == 1 and word != right + "s" and not refused
            if near and len(right) >= 5 and word[0] == right[0]:
                yield _say(sentence, token.start, token.end, place, 0.7)


def _heads(sentence: Sentence, words: tuple[Token, ...], known: Registry) -> Iterator[Finding]:
    """All of a long name but one word: the Afton Canyon Jeep Jubilee."""
    folded = [fold(t.word) for t in words]
    for name in known.film.names:
        right = name_of(name.name)
        common = len(right) < 4 and (len(right[0]) < 5 or right[0] in FUNCTION)
        if len(right) < 3 or right[-1] in _GENERIC or common:
            continue  # of three words two are soon found together: Off-Road Racer
        for at in range(len(words) - len(right) + 1):
            said = tuple(folded[at : at + len(right)])
            last = words[at + len(right) - 1]
            odd = [n for n, (a, b) in enumerate(zip(said, right, strict=True)) if a != b]
            whole = (
                len(odd) == 1
                and odd[0] > 0
                and not any(t.gap for t in words[at + 1 : at + len(right)])
            )
            if not whole or said in known.forms or not last.word[0].isupper():
                continue
            other, own = said[odd[0]], right[odd[0]]
            unlike = OSA.distance(other, own) > 2 and not other.startswith(own)
            if unlike and words[at + odd[0]].word[0].isupper():
                yield _say(sentence, words[at].start, last.end, name.name, 0.75)


def _tails(sentence: Sentence, words: tuple[Token, ...], known: Registry) -> Iterator[Finding]:
    """The last words of a long name after others than its own: the NASCAR Hall of Fame."""
    folded = [fold(t.word) for t in words]
    main = known.film.about.subject
    for name in known.film.names:
        forms = [name_of(f) for f in (name.name, *name.also)]
        right = forms[0]
        if len(right) < 3 or right[-1] in _GENERIC:
            continue
        tail = right[-3:] if right[-2] in FUNCTION else right[-2:]
        if len(tail) == len(right):
            continue
        own = {w for form in forms for w in form} | {"the"}
        for at in range(1, len(words) - len(tail) + 1):
            before = words[at - 1]
            if tuple(folded[at : at + len(tail)]) != tail or not before.word[0].isupper():
                continue
            end = words[at + len(tail) - 1].end
            further = re.match(r" of (?:the )?[A-Z]", sentence.block.text[end : end + 9])
            joined = not words[at].gap and (further or fold(before.word) not in own | FUNCTION)
            who = subject(sentence, before.start, known.film)
            told = any(m.entity.id == main for m in sentence.people) or _PRONOUN.search(
                sentence.text
            )
            if joined and who in (None, main) and told:
                yield _say(sentence, before.start, end, name.name, 0.65)


# ------------------------------------------------------------ lists of people


@dataclass(frozen=True, slots=True)
class _List:
    """A fact that names several people, and who they are."""

    fact: Fact
    people: frozenset[str]


def _lists(known: Registry) -> Iterator[_List]:
    for fact in known.film.facts:
        words = fact.printed
        inside = mentions(words, tokens(words, 0, len(words)), known)
        people = frozenset(m.entity.id for m in inside if m.entity.kind == "person")
        if len(people) >= 3:
            yield _List(fact, people)


_JOINT = re.compile(r"(?:,|,? and|,? &|;) (?:his (?:friend|pal) )?\Z|,? and |, ")
_AT_HOME = ("family", "subject", "filmmaker")


def _listed(sentence: Sentence, lists: tuple[_List, ...], known: Registry) -> Iterator[Finding]:
    """Several people of one list in a row, and among them somebody who is not in it."""
    text = sentence.block.text
    row: list[Mention] = []
    rows = [row]
    for mention in sentence.people:
        if row and not _JOINT.fullmatch(text[row[-1].end : mention.start]):
            row = []
            rows.append(row)
        row.append(mention)
    for one in rows:
        ids = {m.entity.id for m in one}
        if len(one) < 3 or any(ids <= each.people for each in lists):
            continue
        ranked = sorted(lists, key=lambda each: -len(ids & each.people))
        odd = [m for m in one if m.entity.id not in ranked[0].people] if ranked else []
        if not odd or len(odd) > 1 or len(ids & ranked[0].people) < 2:
            continue
        yield from _odd(sentence, odd[0], ranked[0], ids, known)


def _odd(
    sentence: Sentence, mention: Mention, each: _List, ids: set[str], known: Registry
) -> Iterator[Finding]:
    film = known.film
    person = film.person(mention.entity.id)
    if person and person.group in _AT_HOME:
        return
    said = words_of(sentence.block.text[mention.start : mention.end])
    meant = _meant(said, each.people - ids, film)
    fact = each.fact
    message = f"the registry has {fact.printed} ({fact.about}; {behind(fact, film)})"
    hint = f"Write {meant}." if meant else "Leave them out, or find a source."
    sure = 0.8 if meant else 0.6
    if not any(p and p.group == "interviewed" for p in map(film.person, each.people)) and not meant:
        sure = 0.55
    sources = names(fact.sources, film)
    yield sentence.finding("PK809", mention.start, mention.end, message, hint, sure, sources)


def _meant(said: tuple[str, ...], people: frozenset[str], film: Film) -> str:
    """Who of a list shares a first name or a surname with the one named."""
    for id_ in sorted(people):
        person = film.person(id_)
        if person and set(words_of(person.name)) & set(said):
            return person.name
    return ""
