"""What a film's content knows, in the form in which texts are held against it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from presskit.model import Fact, Film, Person
from presskit.proofread.dates import Date, dates
from presskit.proofread.english import FUNCTION, concept, listed
from presskit.proofread.idioms import idioms
from presskit.proofread.numbers import Figure, figures
from presskit.proofread.text import Token, tokens

EntityKind = Literal["person", "title", "festival", "name", "unlike"]
"""`unlike`: something else, whose name is mistaken for the one of that id."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that the registry names."""

    kind: EntityKind
    id: str
    name: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity as it is named at [start, end); `full` unless by a part of a person's name."""

    start: int
    end: int
    entity: Entity
    full: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """A word, a name or a figure of a sentence, as what it means."""

    start: int
    end: int
    concept: str
    gap: int
    capital: bool = False
    plural: bool = False
    figure: Figure | None = None
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A fact's figure, or that of one of its forms, with the words that tie one to it."""

    fact: Fact
    form: str
    phrases: tuple[tuple[str, ...], ...]
    apart: frozenset[str]
    figures: tuple[Figure, ...]
    dates: tuple[Date, ...]
    derived: bool = False
    ranked: bool = False
    """Whether the figure is a place, fourth, and nothing that is counted."""
    label: str = ""
    """A word that stands before the figure and belongs to it: Stage 9."""

    @property
    def value(self) -> str:
        return self.fact.forms[self.form] if self.form else self.fact.value


Forms = Mapping[tuple[str, ...], tuple[Entity, bool]]


@dataclass(frozen=True)
class Registry:
    """A film's names, facts and people, ready to be compared with."""

    film: Film
    forms: Forms
    longest: int
    ties: tuple[Tie, ...]

    @cached_property
    def event(self) -> str:
        """The name that most facts are about: a figure belongs to it when no other is named."""
        named = (
            idea
            for tie in self.ties
            for idea in sorted({i for p in tie.phrases for i in p if i.startswith("@")})
        )
        return next((idea for idea, _ in Counter(named).most_common(1)), "")


@cache
def fold(word: str) -> str:
    """A word without capitals, accents and possessive, as names are compared."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return plain.removesuffix("'s").removesuffix("'")


@cache
def words_of(name: str) -> tuple[str, ...]:
    return tuple(fold(t.word) for t in tokens(name, 0, len(name)))


def name_of(name: str) -> tuple[str, ...]:
    """The words of a name; one that has none, because it is a sign (“!!!”), is a word itself."""
    return words_of(name) or (name,)


def registry(film: Film) -> Registry:
    """Everything that texts are held against."""
    forms = _forms(film)
    longest = max((len(words) for words in forms), default=1)
    bare = Registry(film, forms, longest, ())
    return Registry(film, forms, longest, tuple(_ties(film, bare)))


# ------------------------------------------------------------ names


def _forms(film: Film) -> dict[tuple[str, ...], tuple[Entity, bool]]:
    found: dict[tuple[str, ...], tuple[Entity, bool]] = {}
    title = Entity("title", "title", film.about.title)
    for form in (film.about.title, *film.about.title_also):
        found[words_of(form)] = (title, True)
    for n, entry in enumerate(film.festivals.entries):
        entity = Entity("festival", f"festival-{n}", entry.festival, entry.sources)
        for form in (entry.festival, *entry.also):
            found.setdefault(words_of(form), (entity, True))
    for n, name in enumerate(film.names):
        known = found.get(words_of(name.name))
        entity = known[0] if known else Entity("name", f"name-{n}", name.name)
        for form in (name.name, *name.also, *name.unlike):
            other = Entity("unlike", entity.id, name.name)
            found.setdefault(words_of(form), (other if form in name.unlike else entity, True))
    for person in film.people:
        entity = Entity("person", person.id, person.name)
        for form in (person.name, person.full_name, *person.also):
            if form:
                found.setdefault(words_of(form), (entity, " " in form))
    for words, person in _short(film):
        found.setdefault(words, (Entity("person", person.id, person.name), False))
    return found


def _short(film: Film) -> Iterator[tuple[tuple[str, ...], Person]]:
    """First names and surnames that are one person's; a shared surname is the subject's."""
    for at in (0, -1):
        owners: dict[str, list[Person]] = {}
        for person in film.people:
            parts = words_of(person.name)
            if len(parts) > 1:
                owners.setdefault(parts[at], []).append(person)
        for word, people in owners.items():
            subject = [p for p in people if p.id == film.about.subject]
            if len(people) == 1 or subject:
                yield (word,), (subject or people)[0]


def mentions(text: str, words: tuple[Token, ...], known: Registry) -> tuple[Mention, ...]:
    """The names of the registry in a stretch of text, the longest first where they overlap."""
    found: list[Mention] = []
    at = 0
    folded = [fold(t.word) for t in words]
    while at < len(words):
        mention = None
        if words[at].word[0].isupper() or words[at].word[0].isdigit():
            mention = _longest(text, words, folded, at, known)
        if mention:
            found.append(mention[0])
            at = mention[1]
        else:
            at += 1
    return tuple(found)


def _longest(
    text: str, words: tuple[Token, ...], folded: list[str], at: int, known: Registry
) -> tuple[Mention, int] | None:
    for length in range(min(known.longest, len(words) - at), 0, -1):
        last = at + length - 1
        if any(t.gap for t in words[at + 1 : last + 1]):
            continue
        key = tuple(folded[at : last + 1])
        hit = known.forms.get(key) or known.forms.get((*key[:-1], key[-1].removesuffix("s")))
        plural = hit and key not in known.forms
        if hit and plural and (hit[0].kind == "title" or (hit[0].kind == "person" and length > 1)):
            continue  # a title has no plural, nor has a whole name
        if not hit or not _as_name(words[at : last + 1], hit[0]):
            continue
        entity, full = hit
        if not full and _part_of_another(words, at, last, text):
            continue
        return Mention(words[at].start, words[last].end, entity, full), last + 1
    return None


def _as_name(words: tuple[Token, ...], entity: Entity) -> bool:
    """Whether it is written as a name: “one more win” in small letters is not the title."""
    capitals = [t for t in words if t.word[0].isupper() or t.word[0].isdigit()]
    if entity.kind == "title":
        return len(capitals) == len(words)
    return len(capitals) * 2 >= len(words)


def _part_of_another(words: tuple[Token, ...], first: int, last: int, text: str) -> bool:
    """Whether a lone first name or surname belongs to somebody else's name: Chad Miller."""
    if last + 1 < len(words):
        after = words[last + 1]
        joint = text[words[last].end : after.start]
        if after.word[0].isupper() and joint in (" ", "-") and fold(after.word) not in FUNCTION:
            return not words[last].word.endswith(("s", "’s", "'s")) or joint == "-"
    if first and not words[first].gap:
        before = words[first - 1]
        joint = text[before.end : words[first].start]
        initial = first == 1 or text[: before.start].rstrip()[-1:] in '.!?:“"‘'
        name = before.word[0].isupper() and joint in (" ", "-")
        return name and not initial and fold(before.word) not in FUNCTION
    return False


# ------------------------------------------------------------ facts


def items(text: str, start: int, end: int, known: Registry) -> tuple[Item, ...]:
    """A stretch of text as words, names and figures; dates are words of their own."""
    words = tokens(text, start, end)
    named = mentions(text, words, known)
    spans = [(m.start, m.end) for m in named]
    stretch = text[start:end]
    counted = [
        Figure(f.start + start, f.end + start, f.value, f.kind, f.qualifier, f.words, f.fixed)
        for f in figures(stretch)
    ]
    dated = [(d.start + start, d.end + start) for d in dates(stretch)]
    free = [f for f in counted if not _within(f.start, f.end, (*spans, *dated))]
    said = list(idioms(text, start, end))
    found: list[Item] = []
    for token in words:
        mention = next((m for m in named if m.start <= token.start < m.end), None)
        figure = next((f for f in free if f.start <= token.start < f.end), None)
        idiom = next((i for i in said if i[0] <= token.start < i[1]), None)
        if idiom and not mention and not figure:
            if token.start == idiom[0]:
                found.append(Item(*idiom, token.gap))
        elif mention or figure:
            whole = mention or figure
            assert whole
            if found and found[-1].start == whole.start:
                continue
            idea = f"@{mention.entity.id}" if mention else f"#{figure.value:g}" if figure else ""
            found.append(
                Item(whole.start, whole.end, idea, token.gap, True, False, figure, mention)
            )
        else:
            capital, low = token.word[0].isupper(), token.word.casefold()
            plural = low.endswith("s") and not low.endswith(("ss", "'s", "’s", "us", "is"))
            short = low in ("b", "d") and text[token.end : token.end + 1] != "."  # (d) is no death
            idea = low if short else concept(low)
            found.append(Item(token.start, token.end, idea, token.gap, capital, plural))
    return tuple(found)


_SMALL = frozenset(listed("a an the of in at to from by for on his her its and with"))


def _within(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in spans)


def phrase_of(text: str, known: Registry) -> tuple[str, ...]:
    ideas = tuple(i.concept for i in items(text, 0, len(text), known))
    return tuple(dict.fromkeys(i for i in ideas if i not in _SMALL)) or ideas


def _ties(film: Film, known: Registry) -> Iterator[Tie]:
    for fact in film.facts:
        apart = frozenset(c for words in fact.apart for c in phrase_of(words, known))
        near = tuple(phrase_of(words, known) for words in fact.near)
        yield from _tie(fact, "", fact.value, near or _derived(fact, known), apart, not near)
        for form, words in fact.forms_near.items():
            phrases = tuple(phrase_of(w, known) for w in words)
            yield from _tie(fact, form, fact.forms[form], phrases, apart, False)


def _tie(
    fact: Fact, form: str, value: str, near: tuple[tuple[str, ...], ...], apart: frozenset[str],
    derived: bool,
) -> Iterator[Tie]:  # fmt: skip
    dated = _dates(value)
    # A value is a figure with a word before it at most: about 5, Stage 9, top ten.
    counted = () if dated else tuple(f for f in figures(value) if f.start <= _LEAD)
    label = concept(value[: counted[0].start].strip()) if counted and value[0].isupper() else ""
    if near and (dated or counted):
        ranks = figures(fact.wording) if counted and not form else ()
        ranked = any(f.kind == "ordinal" and f.value == counted[0].value for f in ranks)
        ranked = ranked or bool(counted and counted[0].kind == "ordinal")
        yield Tie(fact, form, near, apart, counted, dated, derived, ranked, label)


_LEAD = len("nearly ")


def _dates(value: str) -> tuple[Date, ...]:
    """The dates of a value: 1969, 2022-01, 2019-06-14, 12 to 18 November 2017."""
    if match := re.fullmatch(r"(\d{4})(?:-(\d\d))?", value.strip()):
        return (Date(0, len(value), int(match[1]), int(match[2] or 0), words=value),)
    return dates(value)


def _derived(fact: Fact, known: Registry) -> tuple[tuple[str, ...], ...]:
    """For a fact that names no words: its unit, or the noun its figure counts, and its subject."""
    wording = fact.wording or fact.value
    counted = figures(wording)
    heads = [c for c in phrase_of(fact.unit, known) if c] if fact.unit else []
    if counted and not heads:
        after = wording[counted[0].end :]
        heads = [i.concept for i in items(after, 0, len(after), known) if not i.figure][:1]
    if not heads or heads[0] in FUNCTION:
        return ()
    about = [c for c in phrase_of(fact.about, known) if c not in ("how", "long", heads[0])]
    return tuple((heads[0], word) for word in about)
