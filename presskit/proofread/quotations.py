"""Words in quotation marks held against the ledger: vouched for, changed, or not there at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from presskit.model import Film
from presskit.model.media import Vouched
from presskit.proofread.finding import Finding, names
from presskit.proofread.registry import Mention, Registry, words_of
from presskit.proofread.scan import Sentence
from presskit.proofread.text import Block

_MARKS = re.compile(
    r"“(?P<curly>[^“”]{1,900})[”“]|„(?P<low>[^„“”]{1,900})[“”]|«(?P<guil>[^«»]{1,900})»"
    r"|(?<![\w\"])\"(?P<straight>[^\"]{1,900})\"(?!\w)"
    r"|(?<![\w’'])‘(?P<single>[^‘]{2,400}?)’(?!\w)"
    r"|(?<![\w’'])'(?P<typed>[A-Za-z][^'\n]{6,300}[.,!?\w])'(?!\w)"
)
_SAID = re.compile(
    r"\b(?:says?|said|adds?|added|told|tells|recalls?|recalled|remembers?|remembered|explains?"
    r"|explained|calls?"
    r"|called|asks?|asked|writes?|wrote|notes|noted|laughs|admits|admitted|insists|insisted"
    r"|quotes?|quoted|words"
    r"|according to|speaks?|spoke|puts it|put it|describes?|described|declares?|declared|argues"
    r"|argued|quips?"
    r"|states?|stated|comments?|commented|thinks|phrase|term|wording|description|expression"
    r"|concludes?|concluded|cites?|cited)\b",
    re.IGNORECASE,
)
_MANY, _ALIKE = 4, 72


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks at [start, end), the marks left out."""

    start: int
    end: int
    words: str


def quotations(text: str) -> tuple[Quotation, ...]:
    """Every run of words in quotation marks; what is in marks for measures (75") is not one."""
    found = []
    for match in _MARKS.finditer(text):
        group = match.lastgroup or "curly"
        words = match[group]
        if any(c.isalpha() for c in words):
            found.append(Quotation(match.start(group), match.end(group), words))
    return tuple(found)


def _plain(words: str) -> tuple[str, ...]:
    return words_of(re.sub(r"\[[^\]]*\]|…|\.\.\.", " ", words))


def vouched(words: str, film: Film) -> Vouched | None:
    """The entry of the ledger that these words stand in, whole or in part."""
    said = _plain(words)
    for entry in film.ledger:
        whole = _plain(entry.text)
        small = (
            said[1:] if said[:1] in (("a",), ("an",), ("the",)) and whole[:1] != said[:1] else said
        )
        if small and any(
            whole[i : i + len(small)] == small for i in range(len(whole) - len(small) + 1)
        ):
            return entry
    return None


def nearest(words: str, film: Film) -> Vouched | None:
    """The entry that these words are a changed form of."""
    said = " ".join(_plain(words))
    ranked = sorted(
        ((fuzz.ratio(said, " ".join(_plain(e.text))), e) for e in film.ledger), key=lambda r: -r[0]
    )
    return ranked[0][1] if ranked and ranked[0][0] >= _ALIKE else None


def named(words: str, known: Registry) -> bool:
    """Whether the words are a name: of the registry, or some work's title in capitals."""
    key = words_of(words)
    if key in known.forms or (
        len(key) > 0 and (*key[:-1], key[-1].removesuffix("s")) in known.forms
    ):
        return True
    press = [q.text for q in known.film.quotes]
    if any(key == words_of(q) or " ".join(key) in " ".join(words_of(q)) for q in press):
        return True
    parts = re.findall(r"[^\W\d_]+", words)
    small = {
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "and",
        "or",
        "for",
        "from",
        "with",
        "by",
        "is",
    }
    titled = [p for p in parts if p[0].isupper()]
    return (
        bool(parts)
        and all(p[0].isupper() or p.casefold() in small for p in parts)
        and (len(titled) > 1 or len(parts) == 1)
    )


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """Quotations of every paragraph that the ledger does not have as they stand."""
    blocks: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        blocks.setdefault(sentence.number, []).append(sentence)
    for inside in blocks.values():
        text = inside[0].block.text
        for quotation in quotations(text):
            here = next((s for s in inside if s.end > quotation.start), inside[-1])
            if not named(quotation.words, known):
                yield from _judge(here, quotation, inside, known)


def strictly(
    sentences: tuple[Sentence, ...], known: Registry, speaker: str | None
) -> Iterator[Finding]:
    """Every quotation that the ledger does not vouch for, as a film's own texts are judged."""
    for number in dict.fromkeys(s.number for s in sentences):
        inside = [s for s in sentences if s.number == number]
        for quotation in quotations(inside[0].block.text):
            entry = vouched(quotation.words, known.film)
            if named(quotation.words, known) or (entry and speaker in (None, entry.who)):
                continue
            here = next((s for s in inside if s.end > quotation.start), inside[-1])
            near = entry or nearest(quotation.words, known.film)
            yield _unvouched(here, quotation, near, known, 1.0)


def _unvouched(
    sentence: Sentence, quotation: Quotation, entry: Vouched | None, known: Registry, sure: float
) -> Finding:
    """Words that the ledger has otherwise, or not at all."""
    start, end = quotation.start, quotation.end
    if entry:
        who = known.film.person(entry.who)
        message = f"the ledger has “{entry.text}” ({who.name if who else entry.who})"
        hint = "Quote it word for word and of whom it is, or take the quotation marks away."
        sources = names((entry.source,), known.film)
        return sentence.finding("PK811", start, end, message, hint, sure, sources)
    message = "no entry of the ledger vouches for these words"
    hint = "Add them to the ledger in quotes.yaml with their source, or leave the marks away."
    return sentence.finding("PK810", start, end, message, hint, sure)


def _judge(
    sentence: Sentence, quotation: Quotation, inside: list[Sentence], known: Registry
) -> Iterator[Finding]:
    film = known.film
    speaker, sure = _speaker(sentence.block, quotation, inside, film)
    entry = vouched(quotation.words, film)
    if entry:
        if speaker and speaker != entry.who and film.person(speaker):
            who = film.person(entry.who)
            message = f"the ledger has this of {who.name if who else entry.who}"
            hint = "Correct who is named as having said it."
            yield sentence.finding(
                "PK811",
                quotation.start,
                quotation.end,
                message,
                hint,
                0.6,
                names((entry.source,), film),
            )
        return
    near = nearest(quotation.words, film)
    if near and speaker != "":
        sure = 0.85
    yield _unvouched(sentence, quotation, near, known, sure)


_VERB = r"(?:said|says|adds|added|recalls|recalled|told me|tells me|asked|asks|remembers|laughed)"
_AFTER = re.compile(rf"\W{{1,4}}{_VERB} (?:the \w+,? )?(?P<name>[A-Z][\w’'-]+|the \w+)")
_BEFORE = re.compile(rf"(?P<name>[A-Z][\w’'-]+|[Tt]he \w+),? {_VERB}\W{{1,4}}\Z")


def _another(block: Block, quotation: Quotation, people: list[Mention]) -> bool:
    """Whether somebody is named as speaking whom the registry does not have: said Luis."""
    after = _AFTER.match(block.text, quotation.end)
    before = _BEFORE.search(block.text, max(0, quotation.start - 60), quotation.start)
    match = after or before
    if not match:
        return False
    start, end = match.span("name")
    return not any(m.start < end and start < m.end and m.entity.id for m in people)


def _tells(between: str) -> bool:
    """Whether the words between a name and a quotation say that it is that person’s."""
    return bool(_SAID.search(between)) and not re.search(r"[.;:!?]\s|[“”\"]", between)


_SHE_LAST = re.compile(r"\b(?P<who>he|she)\b[^.;!?“”\"]{0,35}[“\"‘'„«]?\Z", re.IGNORECASE)
_SHE_NEXT = re.compile(r"[”\"’',.!?»\s]{1,5}(?P<who>he|she)\b", re.IGNORECASE)


def _can_be(mention: Mention, pronoun: str, film: Film) -> bool:
    """Whether “she” can be somebody: people.yaml says by which word they are told of."""
    person = film.person(mention.entity.id)
    return person is None or person.pronoun in ("", pronoun.casefold())


def _speaker(
    block: Block, quotation: Quotation, inside: list[Sentence], film: Film
) -> tuple[str | None, float]:
    """Whose words they are said to be (an id), and how surely that makes them a quotation."""
    text = block.text
    around = (
        text[max(0, quotation.start - 90) : quotation.start],
        text[quotation.end : quotation.end + 90],
    )
    long = len(quotation.words.split()) >= _MANY
    said = bool(_SAID.search(around[0][-70:]) or _SAID.search(around[1][:60]))
    people = [m for s in inside for m in s.people if not quotation.start <= m.start < quotation.end]
    near = [
        m
        for m in people
        if -75 < m.start - quotation.start < 0 or 0 <= m.start - quotation.end < 70
    ]
    near = [
        m
        for m in near
        if not re.search(
            r"[.!?;]\W*\s", text[min(m.end, quotation.end) + 2 : max(m.start, quotation.start) - 1]
        )
    ]
    if re.search(r"\b(?:he|she)\W+(?:\w+\W+)?\Z", around[0], re.IGNORECASE) or re.match(
        r"\W+(?:he|she)\b", around[1]
    ):
        near = [m for m in near if m.end <= quotation.start]
    near.sort(key=lambda m: min(abs(m.start - quotation.end), abs(quotation.start - m.end)))
    before = [m for m in people if m.end <= quotation.start]
    pronoun = _SHE_LAST.search(around[0][-40:]) or _SHE_NEXT.match(around[1][:25])
    if pronoun and said:
        near = [m for m in before if _can_be(m, pronoun["who"], film)][-1:]
    told = [
        m for m in near if m.end <= quotation.start and _tells(text[m.end : quotation.start - 1])
    ]
    near = told[-1:] + near  # Heeley called it “…”, and only then somebody else
    who = near[0].entity.id if near and said else None
    if _another(block, quotation, people):
        return "", 0.35
    if who:
        return who, 0.85 if long or len(quotation.words.split()) > 1 else 0.45
    if who == "" or (said and near):
        return "", 0.35
    if said and long:
        return None, 0.4
    return None, 0.55 if long and quotation.words[0].isupper() and near else 0.3
