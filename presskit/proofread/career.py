"""With whom and in what something of the career was done, told otherwise than it is listed."""

import re
from collections.abc import Iterator

from presskit.model import Accolade
from presskit.proofread.english import listed
from presskit.proofread.finding import Finding
from presskit.proofread.registry import Registry, words_of
from presskit.proofread.scan import Sentence


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """Entries of the career with another partner or vehicle."""
    for sentence in sentences:
        yield from _entries(sentence, known)


def _entries(sentence: Sentence, known: Registry) -> Iterator[Finding]:
    """An entry of the career told with another partner or vehicle than the registry has."""
    years = {int(f.value) for f in sentence.figures if f.kind == "year"} | {
        d.year for d in sentence.dates
    }
    career = known.film.accolades
    entries = [e for g in career.groups for e in g.entries if e.date and e.date.year in years]
    for entry in entries:
        if sum(1 for year in years if year) == 1 and _named(sentence, entry.event, entry):
            yield from _partner(sentence, entry, known)
            yield from _vehicle(sentence, entry)


def _named(sentence: Sentence, event: str, entry: Accolade) -> bool:
    text = sentence.text.casefold()
    words = [w for w in words_of(event) if len(w) > 3]
    told = [w.casefold() for w in (entry.vehicle, entry.with_) if w]
    told += ["overall", "outright"] * (entry.kind == "overall win")
    return any(w in text for w in words) or any(w in text for w in told)


def _partner(sentence: Sentence, entry: Accolade, known: Registry) -> Iterator[Finding]:
    text = sentence.block.text
    right = entry.with_
    apart = {"", known.film.about.subject, *known.film.about.directed_by}
    people = [m for m in sentence.people if m.entity.id not in apart]
    if not right or not people or any(m.entity.name == right for m in people):
        return
    for mention in people:
        before = text[sentence.start : mention.start]
        if re.search(
            r"\b(?:with|alongside|beside|he and|[A-Z]\w+ and)\s(?:his \w+ |friend |partner )*\Z",
            before,
        ):
            message = f"the registry has {right} with him ({entry.event}, {entry.date})"
            yield sentence.finding(
                "PK809", mention.start, mention.end, message, f"Write {right}.", 0.7
            )


_MAKES = re.compile(
    r"\b(?:in|drove|driving|with|of|piloting|piloted) (?:a|an|his|their|the|[A-Z]\w+[’']s|his own)"
    r"(?: own)? (?P<car>(?:\d{4} )?(?:[a-z]+ ){0,2}"
    r"[A-Z][\w-]+(?: [A-Z][\w-]*\d*)?)"
)
_CARS = frozenset(
    listed(
        "chevrolet chevy toyota dodge jeep ford hummer nissan porsche land rover range volkswagen"
        " baja bug"
                  " buggy gmc mitsubishi honda yamaha triumph international scout isuzu bronco"
                  " blazer"
    )
)  # fmt: skip


def _vehicle(sentence: Sentence, entry: Accolade) -> Iterator[Finding]:
    if not entry.vehicle:
        return
    right = set(words_of(entry.vehicle))
    if right & set(words_of(sentence.text)):
        return  # and the other one is that of another year
    for match in _MAKES.finditer(sentence.block.text, sentence.start, sentence.end):
        said = set(words_of(match["car"]))
        if any(m.start < match.end() < m.end for m in sentence.mentions):
            continue
        if re.search(
            r"\b(?:later|after|before|earlier|then)\b",
            sentence.block.text[sentence.start : match.start()],
        ):
            continue
        if said & _CARS and not said & right:
            message = f"the registry has {entry.vehicle} ({entry.event}, {entry.date})"
            yield sentence.finding(
                "PK801",
                match.start("car"),
                match.end("car"),
                message,
                f"Write {entry.vehicle}.",
                0.7,
            )
