"""The film's title: nearly right, refused, or another one in its place."""

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from presskit.proofread.billing import billed, headed
from presskit.proofread.english import FUNCTION, listed
from presskit.proofread.finding import Finding
from presskit.proofread.registry import Registry, fold, name_of
from presskit.proofread.scan import Sentence
from presskit.proofread.text import Token, tokens

QUOTED = re.compile(r"[“\"„«‘*_]{1,2}(?P<words>[^“”\"„«»’*_\n]{2,60}?)[,.!?]?[”\"“»’*_]{1,2}")
_FILM = r"(?:film|documentary|movie|doc|picture|feature)"
_CALLED = re.compile(
    rf"\b{_FILM}(?:,| (?:called|titled|entitled|named))?\s(?=[“\"„«‘*_])", re.IGNORECASE
)
_ANOTHER = re.compile(
    r"\b(?:like|unlike|also|another|other|previous|earlier|next|besides|such as|recalls?|echoes"
    r"|after)\b",
    re.IGNORECASE,
)


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """What looks like the title and is not."""
    about = known.film.about
    title = name_of(about.title)
    right = {name_of(form) for form in (about.title, *about.title_also)}
    refuse = [name_of(form) for form in about.title_refuse]
    headings = tuple(headed(sentences, right, known))
    for sentence in sentences:
        words = tokens(sentence.block.text, sentence.start, sentence.end)
        taken: list[tuple[int, int]] = []
        for start, end, sure in (
            *_refused(words, refuse),
            *_near(words, title, right),
            *_longer(words, title, right),
            *_other(sentence, title, right),
            *_told(sentence, right, about.subject or ""),
            *billed(sentence, right, known),
            *(place for s, place in headings if s is sentence),
        ):
            if any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            message = f"the film is called {about.title}"
            yield sentence.finding("PK802", start, end, message, f"Write {about.title}.", sure)


def _refused(
    words: tuple[Token, ...], refuse: list[tuple[str, ...]]
) -> Iterator[tuple[int, int, float]]:
    folded = [fold(t.word) for t in words]
    for key in refuse:
        for at in range(len(words) - len(key) + 1):
            stretch = words[at : at + len(key)]
            if tuple(folded[at : at + len(key)]) == key and _capitals(stretch):
                yield stretch[0].start, stretch[-1].end, 0.95


def _capitals(stretch: tuple[Token, ...]) -> bool:
    return all(
        t.word[0].isupper() or t.word[0].isdigit() for t in stretch if fold(t.word) not in _SMALL
    )


_SMALL = frozenset(listed("a an the of in on at to and or for from with by"))


def _near(
    words: tuple[Token, ...],
    title: tuple[str, ...],
    right: set[tuple[str, ...]],
) -> Iterator[tuple[int, int, float]]:
    """As many words as the title has, one of them another; or run together, or one too many."""
    if len(title) < 2:
        return
    for at in range(len(words) - len(title) + 1):
        stretch = words[at : at + len(title)]
        said = tuple(fold(t.word) for t in stretch)
        if said in right or not _capitals(stretch) or any(t.gap for t in stretch[1:]):
            continue
        if len(title) > 2 and sorted(said) == sorted(title):
            yield stretch[0].start, stretch[-1].end, 0.85  # the words in another order
            continue
        wrong = [(s, t) for s, t in zip(said, title, strict=True) if s != t]
        if len(wrong) != 1 or not stretch[0].word[0].isupper():
            continue
        said_word, word = wrong[0]
        alike = OSA.distance(said_word, word) <= 1 or (
            OSA.distance(said_word, word) == 2 and len(word) > 4
        )
        if len(title) == 2 and not alike:
            continue
        initial = at == 0 and len(title) < 4 and not stretch[1].word[0].isupper()
        if not initial and said_word not in FUNCTION | {"time"}:
            yield stretch[0].start, stretch[-1].end, 0.85 if alike else 0.75


def _longer(
    words: tuple[Token, ...], title: tuple[str, ...], right: set[tuple[str, ...]]
) -> Iterator[tuple[int, int, float]]:
    """The title's words with another among them: Once More to Win."""
    size = len(title) + 1
    for at in range(len(words) - size + 1) if len(title) > 2 else ():
        stretch = words[at : at + size]
        if not (stretch[0].word[0].isupper() and stretch[-1].word[0].isupper()):
            continue
        said = tuple(fold(t.word) for t in stretch)
        whole = any(said[i : i + len(r)] == r for r in right for i in range(size))
        kept = [w for w in said if w in title]
        in_order = kept == [w for w in title if w in kept]
        parted = any(t.gap for t in stretch[1:]) or _beside(words, at, size, right)
        enough = len(kept) >= len(title) - 1 and said[-1] in title and _capitals(stretch)
        if in_order and enough and not (whole or parted):
            yield stretch[0].start, stretch[-1].end, 0.65


def _beside(words: tuple[Token, ...], at: int, size: int, right: set[tuple[str, ...]]) -> bool:
    """Whether the title itself begins within the stretch."""
    folded = tuple(fold(t.word) for t in words)
    return any(folded[n : n + len(r)] == r for r in right for n in range(at, at + size))


def _other(
    sentence: Sentence, title: tuple[str, ...], right: set[tuple[str, ...]]
) -> Iterator[tuple[int, int, float]]:
    """Another title in quotation marks or italics where this film is meant."""
    text = sentence.block.text
    telling = {w for w in title if w not in FUNCTION and len(w) > 2}
    for match in QUOTED.finditer(text, sentence.start, sentence.end):
        words = tokens(text, match.start("words"), match.end("words"))
        said = tuple(fold(t.word) for t in words)
        if (
            not 1 < len(words) <= 6
            or not _capitals(words)
            or said in right
            or not words[0].word[0].isupper()
        ):
            continue
        if _within(said, title) or (_within(title, said) and len(said) > len(title) + 2):
            continue
        before = text[sentence.start : match.start()]
        if telling & set(said) and len(telling & set(said)) >= len(telling) / 2:
            yield match.start("words"), match.end("words"), 0.65
        elif (
            _CALLED.search(text[max(sentence.start, match.start() - 22) : match.start() + 1])
            and sentence.people
        ):
            yield match.start("words"), match.end("words"), 0.3 if _ANOTHER.search(before) else 0.6


_ABOUT = re.compile(
    rf"[”\"“»’*_]{{0,2}},? (?:is )?(?:the|a|an) (?:new )?(?:\w+ )?{_FILM} (?:about|on|of)\b"
)
_NAMED = re.compile(
    rf"\b{_FILM},?(?: is| was)? (?:called|titled|entitled|named)\s(?P<words>(?:[A-Z][\w’'-]+\s?)+)"
)


_AN_AWARD = re.compile(
    r"(?:Best|Audience|Official|Grand|Jury|Special|Honou?rable|Finalist|Winner)\b"
)
"""What a film can be named besides its title."""

_BETWEEN = len(" the late off-road racer ")


def _told(
    sentence: Sentence, right: set[tuple[str, ...]], main: str
) -> Iterator[tuple[int, int, float]]:
    """What is told of as the film about its subject, and has another name."""
    text = sentence.block.text
    about = [m.start for m in sentence.people if m.entity.id == main]
    for match in QUOTED.finditer(text, sentence.start, sentence.end):
        words = tokens(text, match.start("words"), match.end("words"))
        said = tuple(fold(t.word) for t in words)
        after = _ABOUT.match(text, match.end("words") + text[match.end("words")].count(","))
        after = after or _ABOUT.match(text, match.end())
        near = after and any(0 <= start - after.end() <= _BETWEEN for start in about)
        if near and words and _capitals(words) and said not in right:
            yield match.start("words"), match.end("words"), 0.7
    for match in _NAMED.finditer(text, sentence.start, sentence.end):
        words = tokens(text, match.start("words"), match.end("words"))
        said = tuple(fold(t.word) for t in words)
        other = _ANOTHER.search(text[sentence.start : match.start()])
        other = other or _AN_AWARD.match(match["words"])
        if (
            len(said) > 1
            and said not in right
            and not other
            and not any(said[: len(r)] == r for r in right)
        ):
            yield match.start("words"), words[-1].end, 0.6


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1))
