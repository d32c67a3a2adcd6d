"""Texts without capitals, chats and automatic captions: names get theirs back, all else stays.

Every rule tells a name by its capitals. No letter is moved, so places stay what they are.
"""

from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz.distance import OSA

from presskit.proofread.english import FUNCTION, listed
from presskit.proofread.kinds import table
from presskit.proofread.names import misheard, sound
from presskit.proofread.registry import Registry, fold, words_of
from presskit.proofread.text import Block, Text, Token, tokens

_ALSO_WORDS = frozenset(
    listed(
        "max prime apple google steam patrol ram scout ranger defender triumph turkey china jordan"
        " chile peacock plex discovery score minor sound us beetle trooper blazer raptor rubicon"
        " riverside showtime crackle hall steele bower rod josh chad curt mark jim larry"
    )
)
"""Names that are words as well, and say nothing when they stand alone."""
_WORLD = ("country", "platform", "make", "event")


def cased(text: Text, known: Registry) -> Text:
    """The text, with capitals for names in the paragraphs that have none at all."""
    return tuple(_block(b, known) if b.text.islower() else b for b in text)


def _block(block: Block, known: Registry) -> Block:
    words = tokens(block.text, 0, len(block.text))
    right = {w.casefold(): w for p in known.film.people for w in p.name.split()}
    text = block.text
    for token in _names(words, known):
        plain = fold(token.word)
        written = right.get(plain, plain.capitalize())  # LeDuc, and not Leduc
        if len(written) == len(plain) and token.word.startswith(plain):
            text = text[: token.start] + written + text[token.start + len(written) :]
        else:
            text = text[: token.start] + token.word.capitalize() + text[token.end :]
    return replace(block, text=text)


def _names(words: tuple[Token, ...], known: Registry) -> Iterator[Token]:
    folded = [fold(t.word) for t in words]
    world = [words_of(form) for kind in _WORLD for form in table(kind)]
    forms = {*known.forms, *world}
    longest = max(len(form) for form in forms)
    for at in range(len(words)):
        for size in range(1, longest + 1):
            key = tuple(folded[at : at + size])
            if key in forms and (size > 1 or key[0] not in _ALSO_WORDS):
                yield from words[at : at + size]
        follows = at + 1 < len(words) and not words[at + 1].gap
        if follows and _nearly(folded[at], folded[at + 1], known):
            yield from words[at : at + 2]


def _nearly(first: str, last: str, known: Registry) -> bool:
    """Whether two words are somebody’s name, one of them misheard."""
    names = [words_of(p.name) for p in known.film.people if p.name.count(" ") == 1]
    if {first, last} & FUNCTION:
        return False
    return any(len(name) == 2 and _misheard(first, last, *name) for name in names)


def _misheard(first: str, last: str, given: str, surname: str) -> bool:
    one, two = OSA.distance(first, given), OSA.distance(last, surname)
    if one == 0 and len(surname) > _LEAST:
        return last[0] == surname[0] and (two <= 2 or sound(last) == sound(surname))
    return two == 0 and len(given) >= _LEAST and (one <= 1 or misheard(first, given))


_LEAST = 3
