"""Another title where this film’s stands: after its kind, before its makers, alone as a heading."""

import re
from collections.abc import Iterator

from presskit.proofread.english import CONTRAST, concept, listed
from presskit.proofread.registry import Registry, fold, words_of
from presskit.proofread.scan import Sentence
from presskit.proofread.text import tokens

_FILM = r"(?:film|documentary|movie|doc|picture|feature)"
_SMALL = r"(?:a|an|the|of|in|on|at|to|and|or|for|from|with|by)"
_WORDS = rf"(?P<words>[A-Z][\w’'-]*(?: (?:{_SMALL} )*[A-Z][\w’'-]*){{1,4}})"
_AFTER = re.compile(rf"\b{_FILM},? {_WORDS}(?=[,.;:!?)]|\s[a-z(]|\Z)")
_BEFORE = re.compile(rf"{_WORDS}(?:,| is| \() ?(?:a|the|an) (?:[\w-]+ ){{0,3}}?{_FILM}\b")
_MAKERS = re.compile(r"\b(?:by|of|from|directors?)\b")
_ANOTHER = re.compile(
    r"\b(?:another|other|earlier|previous|next|also|before|besides|after)\b", re.IGNORECASE
)
_FILLS = frozenset(listed("a an the of in on at to and or for from with by more"))


def billed(
    sentence: Sentence, right: set[tuple[str, ...]], known: Registry
) -> Iterator[tuple[int, int, float]]:
    """Names of this film’s shape that stand where its own would."""
    text = sentence.block.text
    for form in (_AFTER, _BEFORE):
        for match in form.finditer(text, sentence.start, sentence.end):
            start, end = match.span("words")
            if _ANOTHER.search(text[sentence.start : start]) or CONTRAST.search(
                text[sentence.start : start]
            ):
                continue
            if _like(match["words"], right, known) and _ours(sentence, known):
                yield start, end, 0.65


def headed(
    sentences: tuple[Sentence, ...], right: set[tuple[str, ...]], known: Registry
) -> Iterator[tuple[Sentence, tuple[int, int, float]]]:
    """A heading of the title’s length and most of its words, in a text that never has the title."""
    if any(m.entity.kind == "title" for s in sentences for m in s.mentions):
        return
    if not any(_ours(s, known) for s in sentences):
        return
    size = len(words_of(known.film.about.title))
    for sentence in sentences:
        words = tokens(sentence.block.text, sentence.start, sentence.end)
        alone = sentence.text.strip(' .!“”"*_') == sentence.block.text.strip(' .!“”"*_')
        capitals = all(t.word[0].isupper() for t in words)
        if not alone or not capitals or len(words) != size:
            continue
        shared = _shared(" ".join(t.word for t in words), known)
        if len(shared) >= size - 1 > 1 and words_of(sentence.text) not in right:
            yield sentence, (words[0].start, words[-1].end, 0.65)


def _ours(sentence: Sentence, known: Registry) -> bool:
    """Whether the sentence names a maker of the film, or whom it is about."""
    about = known.film.about
    own = {about.subject, *about.directed_by, *about.produced_by}
    return any(m.entity.id in own for m in sentence.people)


def _shared(words: str, known: Registry) -> set[str]:
    said = {concept(fold(w)) for w in words.split()}
    return said & {concept(w) for w in words_of(known.film.about.title)}


def _like(words: str, right: set[tuple[str, ...]], known: Registry) -> bool:
    """Whether a name has a telling word of the title, and is no name of the registry."""
    key = words_of(words)
    if key in right or key in known.forms or any(key[: len(r)] == r for r in right):
        return False
    return bool(_shared(words, known) - _FILLS)
