"""Who did what to whom, and of what country somebody is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from presskit.model import Fact, Person
from presskit.proofread.english import DENIAL
from presskit.proofread.finding import Finding, behind, names
from presskit.proofread.kinds import Member, members
from presskit.proofread.registry import Mention, Registry, mentions
from presskit.proofread.scan import Sentence, subject
from presskit.proofread.text import tokens

_PAST = {"teach": "taught", "mentor": "mentored", "coach": "coached", "introduce": "introduced",
         "hire": "hired"}  # fmt: skip
"""What one does to another, and not the other to the one."""
_VERB = re.compile(
    r"\b(?P<verb>taught|teach(?:es|ing)?|mentored|mentors?|coached|coaches|introduced|introduces"
    r"|hired|hires)\b"
)
_LEARNED = re.compile(
    r"\b(?:learn(?:ed|t|s|ing)?|lessons?|pupil|student)\b[^.;,]{0,40}?\b(?:from|under|of|by)\s\Z"
    r"|\b(?:teacher|instructor|mentor|coach)(?: in the desert| off the road)?,? (?:was|is|:)?\s?\Z"
)
"""The same from the other side, before the name of the one who taught."""


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """Deeds told with their parts exchanged, and countries that somebody is not of."""
    deeds = tuple(_deeds(known))
    home = _home(known)
    for sentence in sentences:
        for match in _VERB.finditer(sentence.block.text, sentence.start, sentence.end):
            for deed in deeds:
                if deed.verb == _base(match["verb"]):
                    yield from _exchanged(sentence, match, deed, known)
        for deed in deeds:
            if deed.verb == "teach":
                yield from _learned(sentence, deed, known)
        yield from _nations(sentence, known, home)
        yield from _sports(sentence, known)


# ------------------------------------------------------------ who did it


@dataclass(frozen=True, slots=True)
class _Deed:
    """What one person of the registry did to another."""

    fact: Fact
    verb: str
    agent: Person
    patient: Person


def _base(word: str) -> str:
    return next((verb for verb, past in _PAST.items() if word == past), "") or next(
        (verb for verb in _PAST if word.startswith(verb)), word
    )


def _deeds(known: Registry) -> Iterator[_Deed]:
    """Facts that are about one person’s doing something to another: What Hall taught Lerner."""
    for fact in known.film.facts:
        words = fact.about
        inside = mentions(words, tokens(words, 0, len(words)), known)
        people = [m for m in inside if m.entity.kind == "person"]
        match = _VERB.search(words)
        if len(people) == 2 and match and people[0].end <= match.start() < people[1].start:
            one, two = (known.film.person(m.entity.id) for m in people)
            if one and two:
                yield _Deed(fact, _base(match["verb"]), one, two)


def _learned(sentence: Sentence, deed: _Deed, known: Registry) -> Iterator[Finding]:
    """“She learned it from Larry Minor”: of the one who was taught, with another teacher."""
    text = sentence.block.text
    for mention in sentence.people:
        lead = _LEARNED.search(text[sentence.start : mention.start])
        at = sentence.start + lead.start() if lead else 0
        if not lead or mention.entity.id in (deed.agent.id, ""):
            continue
        if subject(sentence, at, known.film) == deed.patient.id != mention.entity.id:
            yield _say(sentence, at, mention.end, deed, known)


def _say(sentence: Sentence, start: int, end: int, deed: _Deed, known: Registry) -> Finding:
    fact, film = deed.fact, known.film
    message = (
        f"by the registry {deed.agent.name} {_PAST[deed.verb]} {deed.patient.name}"
        f" ({fact.value}; {behind(fact, film)})"
    )
    hint = f"Write who it was: {deed.agent.name}."
    return sentence.finding("PK809", start, end, message, hint, 0.75, names(fact.sources, film))


_BY = re.compile(r"\A[^.;]{0,45}?\bby\s(?:the \w+ )?\Z")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|got)\s(?:first |later )?\Z")
_OBJECT = re.compile(r"\A\s(?:the (?:\w+ ){1,3}?)?\Z")
_HIM = re.compile(r"\A\s(?P<who>him|her|me|us|them|you)\b")


def _exchanged(
    sentence: Sentence, match: re.Match[str], deed: _Deed, known: Registry
) -> Iterator[Finding]:
    agent, patient = _parts(sentence, match)
    right = (_is(agent, deed.agent), _is(patient, deed.patient))
    turned = (_is(agent, deed.patient), _is(patient, deed.agent))
    named = agent is not None and not isinstance(agent, str)
    other = right == (False, True) and named and not isinstance(patient, str)
    if turned != (True, True) and not other:
        return
    if DENIAL.search(sentence.text):
        return
    start, end = match.span()
    for part in (agent, patient):
        if isinstance(part, Mention):
            start, end = min(start, part.start), max(end, part.end)
    yield _say(sentence, start, end, deed, known)


def _parts(
    sentence: Sentence, match: re.Match[str]
) -> tuple[Mention | str | None, Mention | str | None]:
    """Who did it and to whom: a mention, “he” or “she”, or None when it is not said."""
    text = sentence.block.text
    before = [m for m in sentence.people if m.end <= match.start()]
    after = [m for m in sentence.people if m.start >= match.end()]
    lead = text[sentence.start : match.start()]
    by = next((m for m in after if _BY.match(text[match.end() : m.start])), None)
    if _PASSIVE.search(lead) or by:
        return by, _doer(text, before, match, sentence)
    him = _HIM.match(text[match.end() : match.end() + 6])
    patient: Mention | str | None = None
    if him:
        patient = {"him": "he", "her": "she"}.get(him["who"], "other")
    elif after and _OBJECT.match(text[match.end() : after[0].start]):
        patient = after[0]
    return _doer(text, before, match, sentence), patient


def _doer(
    text: str, before: list[Mention], match: re.Match[str], sentence: Sentence
) -> Mention | str | None:
    """The subject of a verb: the pronoun or the name that stands last before it."""
    start = before[-1].end if before else sentence.start
    pronouns = re.findall(
        r"\b(?:he|she|they|we|it|I)\b", text[start : match.start()], re.IGNORECASE
    )
    if pronouns:
        return str(pronouns[-1]).casefold()
    return before[-1] if before else None


def _is(part: Mention | str | None, person: Person) -> bool:
    if isinstance(part, Mention):
        return part.entity.id == person.id
    return part is not None and part == person.pronoun


# ------------------------------------------------------------ of what country


_ROLE = (
    r"(?:[\w-]+ )??(?:(?:co-)?(?:director|producer|filmmaker|film-maker|racer|driver|documentarian"
    r"|cinematographer|cameraman|legend|colleague|partner|rider|champion|star|ace|veteran|hero"
    r"|pilot|great|icon|pioneer)s? )?"
)
_AFTER = re.compile(r"(?:,|,? (?:who )?(?:is|was)| \()\s?(?:himself |herself )?(?:an? |the )?\Z")


def _home(known: Registry) -> frozenset[str]:
    """The countries that notes of facts take for granted: of these it is no news."""
    words = (f.note or "" for f in known.film.facts)
    return frozenset(m.name for w in words for m in members(w) if m.kind == "country")


def _nations(sentence: Sentence, known: Registry, home: frozenset[str]) -> Iterator[Finding]:
    text = sentence.block.text
    for member in members(text, sentence.start, sentence.end):
        if member.kind != "nation":
            continue
        mention = _said_of(sentence, member)
        person = known.film.person(mention.entity.id) if mention else None
        if not mention or not person or DENIAL.search(sentence.text):
            continue
        fact, right = _nation(person, known)
        if member.name == right or (right is None and member.name in home):
            continue
        start, end = min(member.start, mention.start), max(member.end, mention.end)
        if fact and right:
            message = f"the registry has {fact.value} ({fact.about}; {behind(fact, known.film)})"
            sources = names(fact.sources, known.film)
            hint = f"Write {fact.value}."
            yield sentence.finding("PK809", start, end, message, hint, 0.85, sources)
        elif person.group in ("filmmaker", "subject", "family"):
            message = f"the registry has no nationality of {person.name}"
            hint = "Leave it out, or find a source."
            yield sentence.finding("PK809", start, end, message, hint, 0.55)


def _sports(sentence: Sentence, known: Registry) -> Iterator[Finding]:
    """A sport that is not somebody’s: the NASCAR driver Rod Hall."""
    for member in members(sentence.block.text, sentence.start, sentence.end):
        mention = _said_of(sentence, member) if member.kind == "sport" else None
        if not mention or DENIAL.search(sentence.text):
            continue
        for fact in known.film.facts:
            words = fact.printed
            inside = mentions(words, tokens(words, 0, len(words)), known)
            of = any(m.entity.id == mention.entity.id for m in inside)
            right = [m for m in members(words) if m.kind == "sport"]
            if of and right and all(m.name != member.name for m in right):
                message = f"the registry has {words} ({fact.about}; {behind(fact, known.film)})"
                start, end = min(member.start, mention.start), max(member.end, mention.end)
                sources = names(fact.sources, known.film)
                hint = f"Write {right[0].name}."
                yield sentence.finding("PK809", start, end, message, hint, 0.75, sources)


_ENDS = re.compile(
    r"\s?(?:[,.);!]|by birth|born|-born|\Z|and\b|who\b|[a-z-]*(?:director|film|rider|champion|star"
    r"|legend|racer|driver|producer|cinema|camera|documentar))"
)


def _said_of(sentence: Sentence, member: Member) -> Mention | None:
    """The person that a word like British is said of."""
    text = sentence.block.text
    for mention in sentence.people:
        if 0 < mention.start - member.end < 40 and re.fullmatch(
            rf"[ -](?:born )?{_ROLE}", text[member.end : mention.start]
        ):
            return mention
        if 0 < member.start - mention.end < 30 and _AFTER.fullmatch(
            text[mention.end : member.start]
        ):
            after = text[member.end : member.end + 12]
            if _ENDS.match(after):
                return mention
    return None


def _nation(person: Person, known: Registry) -> tuple[Fact | None, str | None]:
    """The fact that has somebody’s country, and the country."""
    for fact in known.film.facts:
        inside = mentions(fact.about, tokens(fact.about, 0, len(fact.about)), known)
        if [m.entity.id for m in inside if m.entity.kind == "person"] != [person.id]:
            continue
        taken = mentions(fact.value, tokens(fact.value, 0, len(fact.value)), known)
        for member in members(fact.value):
            free = not any(m.start <= member.start < m.end for m in taken)
            if member.kind == "nation" and free:
                return fact, member.name
    return None, None
