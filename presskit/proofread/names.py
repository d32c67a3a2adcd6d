"""Names and the title: spelled otherwise than the registry has them, or nearly."""

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from presskit.model import Film, Person
from presskit.proofread.english import FUNCTION, KIN_CLASS, listed
from presskit.proofread.finding import Finding
from presskit.proofread.registry import Registry, fold, name_of, words_of
from presskit.proofread.scan import NOT_PEOPLE, Sentence
from presskit.proofread.text import Token, tokens

Entry = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A name with its right forms and those to refuse."""


def entries(film: Film) -> tuple[Entry, ...]:
    """Every name of the registry that is not the title."""
    people = [
        (p.name, tuple(f for f in (p.name, p.full_name, *p.also) if f), p.refuse)
        for p in film.people
    ]
    festivals = [(f.festival, (f.festival, *f.also), ()) for f in film.festivals.entries]
    things = [(n.name, (n.name, *n.also, *n.unlike), n.refuse) for n in film.names]
    return (*people, *festivals, *things)


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """Refused forms, near misses, wrong capitals, and names split or joined."""
    film = known.film
    listed = entries(film)
    for sentence in sentences:
        words = tokens(sentence.block.text, sentence.start, sentence.end)
        taken: list[tuple[int, int]] = []
        apart = not _in_company(sentence)
        for start, end, right, sure, refused in _refused(words, listed):
            taken.append((start, end))
            yield _say(
                sentence,
                start,
                end,
                right,
                sure,
                "a form that the registry refuses" if refused else "",
                film,
            )
        for start, end, right, sure in (
            *_cased(sentence, film),
            *_near(sentence, words, known, listed),
        ):
            if not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                sure = min(sure, 0.35) if apart and sure <= 0.65 else sure
                yield _say(sentence, start, end, right, sure, "", film)


def _in_company(sentence: Sentence) -> bool:
    """Whether the sentence, or one before it in the paragraph, names anything of the registry."""
    one: Sentence | None = sentence
    while one:
        if one.mentions:
            return True
        one = one.before
    return False


_SPELLING = re.compile(
    r"\b(?:mis)?spell(?:s|ed|ing|ings)?\b|\b(?:mis)?spelt\b|\balso written\b", re.IGNORECASE
)


def _say(
    sentence: Sentence, start: int, end: int, right: str, sure: float, why: str, film: Film
) -> Finding:
    noted = {w for f in film.facts for w in words_of(f.note or "")}
    both = any(m.entity.name == right for m in sentence.mentions)
    if both and set(words_of(sentence.block.text[start:end])) & (noted - set(words_of(right))):
        sure = min(sure, 0.4)  # the other spelling, which a note has, beside this one
    if _SPELLING.search(sentence.text):
        sure = min(sure, 0.3)  # it speaks of the spelling
    message = f"the registry has {right}" + (f"; this is {why}" if why else "")
    return sentence.finding("PK801", start, end, message, f"Write {right}.", sure)


def _refused(
    words: tuple[Token, ...], listed: tuple[Entry, ...]
) -> Iterator[tuple[int, int, str, float, bool]]:
    folded = [fold(t.word) for t in words]
    for right, forms, refuse in listed:
        surnames = {name_of(f)[-1] for f in forms}
        for form in refuse:
            key = name_of(form)
            for start, end in _places(words, folded, key, form):
                whole = sum(t.word[0].isupper() for t in words if start <= t.start < end)
                named = whole == sum(w[0].isupper() for w in form.split()) or whole == len(key)
                yield start, end, right, 0.95 if named else 0.4, True
            last = key[-1]
            if len(key) > 1 and last not in surnames and len(last) > 4:
                yield from ((a, b, right, 0.7, False) for a, b in _alone(words, folded, last))


def _places(
    words: tuple[Token, ...], folded: list[str], key: tuple[str, ...], form: str
) -> Iterator[tuple[int, int]]:
    for at in range(len(words) - len(key) + 1):
        if (
            tuple(folded[at : at + len(key)]) == key
            and words[at].word[0].isupper() == form[0].isupper()
        ):
            yield words[at].start, words[at + len(key) - 1].end


def _alone(words: tuple[Token, ...], folded: list[str], last: str) -> Iterator[tuple[int, int]]:
    for at, token in enumerate(words):
        lone = folded[at] == last and token.word[0].isupper() and at
        if (
            lone
            and (not words[at - 1].word[0].isupper())
            and fold(words[at - 1].word) not in ("the", "a", "an")
        ):
            yield token.start, token.end


def _cased(sentence: Sentence, film: Film) -> Iterator[tuple[int, int, str, float]]:
    """LeDuc written Leduc: the letters are right and the capitals are not."""
    for mention in sentence.mentions:
        if mention.entity.kind != "person":
            continue
        said = re.sub(r"[’']s?\Z", "", sentence.block.text[mention.start : mention.end])
        person = film.person(mention.entity.id)
        if not person or said.isupper() or said.islower():
            continue
        right = {w for form in (person.name, person.full_name, *person.also) for w in form.split()}
        for word in said.split():
            twin = next((r for r in right if r.casefold() == word.casefold()), word)
            if word not in right and twin != word and not word.isupper():
                yield mention.start, mention.end, person.name, 0.9


def _allowed(length: int) -> int:
    """How many letters may differ in a near miss of a name of that length."""
    return 0 if length < 3 else 1 if length < 6 else 2


def _near(
    sentence: Sentence, words: tuple[Token, ...], known: Registry, listed: tuple[Entry, ...]
) -> Iterator[tuple[int, int, str, float]]:
    free = [t for t in words if t.word[0].isupper() or t.word[0].isdigit()]
    inside = [(m.start, m.end) for m in sentence.mentions if m.full]
    for at, token in enumerate(words):
        if token not in free:
            continue
        covered = any(a <= token.start < b for a, b in inside)
        for person in known.film.people if not covered else ():
            yield from _near_person(words, at, person, known)
        for right, forms, _ in listed[len(known.film.people) :]:
            for form in forms:
                for near in _near_thing(words, at, right, words_of(form), known):
                    if not any(a <= near[0] and near[1] <= b for a, b in inside):
                        yield near


def _near_person(
    words: tuple[Token, ...], at: int, person: Person, known: Registry
) -> Iterator[tuple[int, int, str, float]]:
    name = name_of(person.name)
    if len(name) != 2 or _hyphened(words, at):
        return
    first = fold(words[at].word)
    if (
        at + 2 < len(words)
        and f"{fold(words[at + 1].word)}{fold(words[at + 2].word)}" == name[1]
        and first == name[0]
    ):
        yield words[at].start, words[at + 2].end, person.name, 0.9
        return
    follows = at + 1 < len(words) and not words[at + 1].gap and words[at + 1].word[0].isupper()
    if follows:
        last = fold(words[at + 1].word)
        if (sure := _pair(first, last, name, known)) and words[at + 1].start - words[at].end == 1:
            yield words[at].start, words[at + 1].end, person.name, sure
        return
    surname = name[1]
    lone = (
        at
        and not words[at - 1].word[0].isupper()
        and fold(words[at - 1].word) not in ("the", "a", "an")
    )
    off = OSA.distance(first.removesuffix("s") if not surname.endswith("s") else first, surname)
    if (
        lone
        and len(surname) >= 6
        and off == 1
        and first[0] == surname[0]
        and first != surname + "s"
    ):
        yield words[at].start, words[at].end, person.name, 0.7
    given = name[0]
    kin = at and fold(words[at - 1].word) in KIN_CLASS
    kin = kin and not any(fold(t.word) in ("my", "our", "your") for t in words[max(0, at - 3) : at])
    if kin and len(given) >= 5 and 0 < OSA.distance(first, given) <= 2 and first[0] == given[0]:
        yield words[at].start, words[at].end, person.name, 0.7


def _hyphened(words: tuple[Token, ...], at: int) -> bool:
    """Whether a word is the end of a compound: the Off-Road Hall of Fame is nobody's name."""
    before = words[at - 1] if at else None
    return bool(before and before.word[0].isupper() and words[at].start - before.end == 1
                and fold(before.word) in ("off", "all", "non", "ex"))  # fmt: skip


def _pair(first: str, last: str, name: tuple[str, ...], known: Registry) -> float:
    """How surely two words are a misspelling of somebody's name; 0 when they are not."""
    one, two = OSA.distance(first, name[0]), OSA.distance(last, name[1])
    if (first, last) in known.forms or (one, two) == (0, 0) or (one == 0 and last == name[1] + "s"):
        return 0.0 if last != name[1] + "s" else 0.6
    if one == 0 and two <= _allowed(len(name[1])) and (last[0] == name[1][0] or two == 1):
        return 0.9
    if one == 0 and two == 2 and len(name[1]) > 4 and last[:3] == name[1][:3]:
        return 0.8
    if two == 0 and one <= _allowed(len(name[0])) and (first[0] == name[0][0] or len(name[0]) > 4):
        return 0.75 if len(name[0]) < 4 else 0.85
    if two == 0 and one == 1 and len(name[1]) >= 5 and _alone_of(name, known):
        return 0.65  # Tim Loomis, where the registry has one Loomis, called Jim
    if two == 0 and misheard(first, name[0]) and _alone_of(name, known):
        return 0.65  # Kirk LeDuc, where the registry has Curt
    if one == 1 == two and len(name[0]) > 3 and len(name[1]) > 3:
        return 0.75
    if two == 0:
        return _other_first_name(first, name, known)
    return 0.0


def sound(word: str) -> str:
    """What is heard of a word: its consonants, those that sound alike as one."""
    plain = re.sub(r"ph", "f", word.casefold()).translate(str.maketrans("cqzy", "kksi"))
    heard = plain[:1] + re.sub(r"[aeiouhw]", "", plain[1:])
    return re.sub(r"(.)\1+", r"\1", heard)


def misheard(said: str, name: str) -> bool:
    """Whether a name can be heard as another: Kirk for Curt."""
    one, two = sound(said), sound(name)
    return min(len(said), len(name)) > 3 and one[0] == two[0] and OSA.distance(one, two) <= 1


def _alone_of(name: tuple[str, ...], known: Registry) -> bool:
    return sum(name_of(p.name)[-1] == name[1] for p in known.film.people) == 1


def _other_first_name(first: str, name: tuple[str, ...], known: Registry) -> float:
    namesakes = [p for p in known.film.people if name_of(p.name)[-1] == name[1]]
    if len(namesakes) > 1 or first in FUNCTION or first in NOT_PEOPLE or len(first) < 3:
        return 0.0
    if any(name_of(p.name)[0] == first for p in known.film.people):
        return 0.65  # the first name of one person with the surname of another
    if first.startswith(name[0]) or name[0].startswith(first):
        return 0.65
    maker = namesakes[0].group in ("filmmaker", "subject")
    return 0.6 if maker and first not in _ROLE_WORDS else 0.0


_ROLE_WORDS = frozenset(
    listed(
        "director producer filmmaker racer driver actor editor co mr mrs ms dr legend documentarian"
        " cinematographer interview ask meet see with by"
    )
)


def _near_thing(
    words: tuple[Token, ...], at: int, right: str, form: tuple[str, ...], known: Registry
) -> Iterator[tuple[int, int, str, float]]:
    stretch = words[at : at + len(form)]
    if len(form) < 2 or len(stretch) < len(form) or any(t.gap for t in stretch[1:]):
        return
    said = tuple(fold(t.word) for t in stretch)
    if said in known.forms or (*said[:-1], said[-1].removesuffix("s")) in known.forms:
        return
    wrong = [(s, f) for s, f in zip(said, form, strict=True) if s != f]
    if len(wrong) != 1 or not any(t.word[0].isupper() for t in stretch):
        return
    (said_word, word), start, end = wrong[0], stretch[0].start, stretch[-1].end
    digits, others = re.compile(r"\d+"), [w for w in form if w != word]
    if digits.search(word) and digits.search(said_word):
        alike = digits.sub("", word) == digits.sub("", said_word)
        yield from [(start, end, right, 0.8 if len(word) < 3 else 0.55)] if alike else []
    elif said_word == word + "s" and word != form[-1] and len(word) > 3 and len(form) > 2:
        yield start, end, right, 0.7  # the Hemet Jeeps Club
    elif (
        len(word) > 4
        and OSA.distance(said_word, word) <= _allowed(len(word))
        and any(len(w) > 3 for w in others)
        and (word != form[-1] or said_word.removesuffix("s") != word.removesuffix("s"))
    ):
        yield start, end, right, 0.75
