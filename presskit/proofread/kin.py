"""Who is whose: relations in a text held against those of people.yaml."""

import re
from collections.abc import Iterator

from presskit.model import Person, Tbc
from presskit.proofread.english import ASKING, DENIAL, INVERSE, KIN_CLASS, KIN_FITS
from presskit.proofread.finding import Finding
from presskit.proofread.registry import Mention, Registry, fold
from presskit.proofread.scan import Sentence, subject


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """Relations that the registry does not have."""
    for sentence in sentences:
        yield from _relations(sentence, known)


_KIN = re.compile(rf"\b(?:{'|'.join(sorted(KIN_CLASS, key=len, reverse=True))})\b", re.IGNORECASE)


def relation(person: Person) -> tuple[str, str]:
    """(kin, to whom) of “son of Rod Hall”; empty when nothing is known."""
    if not isinstance(person.relation, str):
        return "", ""
    match = _KIN.search(person.relation)
    kin = KIN_CLASS[match.group().casefold()] if match else ""
    to = re.search(r"\bof (.+)\Z", person.relation)
    return kin, to.group(1) if to else ""


def _relations(sentence: Sentence, known: Registry) -> Iterator[Finding]:
    """A kin word beside somebody of the family."""
    text = sentence.block.text
    for match in _KIN.finditer(text, sentence.start, sentence.end):
        kin = KIN_CLASS[match.group().casefold()]
        around = text[max(0, match.start() - 6) : match.end() + 7].casefold()
        if "-in-law" in around or re.search(r"(?:great-|god|step-?)\Z", text[: match.start()]):
            kin = f"{kin} of another kind"
        for mention, sure in _related(sentence, match):
            person = known.film.person(mention.entity.id)
            owner = _possessor(sentence, match, known)
            if not person or person.id == known.film.about.subject or person.relation is None:
                yield from _no_kin(sentence, match, mention, owner, known)
                continue
            if owner not in (None, known.film.about.subject):
                yield from _no_kin(sentence, match, mention, owner, known)
                continue
            yield from _judge(sentence, match, mention, person, kin, sure)
            break
        else:
            yield from _inverse(sentence, match, kin, known)


def _related(sentence: Sentence, match: re.Match[str]) -> Iterator[tuple[Mention, float]]:
    """The person that a kin word is said of: his son Chad; Chad Hall, Hall's grandson."""
    text = sentence.block.text
    for mention in sentence.people:
        if mention.start >= match.end() and re.fullmatch(
            r"(?:-in-law)?,? (?:and \w+[- ]?\w*,? |who is called |named |called )?|:\s|\s\(|(?:"
            r" and|"
            r" \w+){0,2} ",
            text[match.end() : mention.start],
        ):
            yield mention, 0.85
            last = mention
            for other in sentence.people:
                if other.start > last.end and text[last.end : other.start] in (
                    " and ",
                    ", ",
                    ", and ",
                ):
                    if match.group().casefold().endswith("s"):
                        yield other, 0.75
                    last = other
            return
    for mention in reversed(sentence.people):
        between = text[mention.end : match.start()]
        if (
            mention.end <= match.start()
            and re.fullmatch(
                r"(?:,|,? who (?:is|was)| is| was| \(|[^\w;]+)?\s?(?:his|her|the|a|one of|of the"
                r"|[A-Z]\w+ [A-Z]\w+[’']s|[A-Z]\w+[’']s|(?:the )?\w+[’']s"
                r"|older|younger|elder|eldest| )*\s?",
                between,
            )
            and len(between) < 40
            and between.strip(" ") != ""
        ):
            if re.search(r"[’']s\s*\Z", text[mention.start : mention.end]) or between.startswith(
                ("’s", "'s")
            ):
                continue
            yield mention, 0.8
            return


def _possessor(sentence: Sentence, match: re.Match[str], known: Registry) -> str | None:
    """Whose kin is meant: an id, "" for a stranger, None when it is not said."""
    text = sentence.block.text
    before = text[sentence.start : match.start()]
    own = re.search(r"([A-Z][\w-]+)[’']s?\s(?:\w+\s)?\Z", before)
    if own:
        at = sentence.start + own.start(1)
        whole = [m for m in sentence.people if m.start <= at < m.end]
        if whole:
            return whole[0].entity.id
        hit = known.forms.get((fold(own.group(1)),))
        return hit[0].id if hit and hit[0].kind == "person" else ""
    if re.search(r"\bof\s\Z", text[match.end() : match.end() + 4]):
        later = [m for m in sentence.people if m.start >= match.end()]
        return later[0].entity.id if later else None
    if re.search(r"\b(?:my|your|our|their)\s(?:\w+\s)?\Z", before, re.IGNORECASE):
        return ""
    return None


def _no_kin(
    sentence: Sentence, match: re.Match[str], mention: Mention, owner: str | None, known: Registry
) -> Iterator[Finding]:
    """Kin of somebody who is none of the family: Amy Lerner's husband, Rod Hall."""
    one, two = known.film.person(owner or ""), known.film.person(mention.entity.id)
    if one and two and one.id != two.id and one.group != "family":
        message = f"the registry does not have {two.name} as kin of {one.name}"
        start, end = match.start(), mention.end
        yield sentence.finding("PK809", start, end, message, "Leave it out, or find a source.", 0.6)


def _judge(
    sentence: Sentence,
    match: re.Match[str],
    mention: Mention,
    person: Person,
    kin: str,
    sure: float,
) -> Iterator[Finding]:
    right, to = relation(person)
    if kin == right or right in KIN_FITS.get(kin, ()):
        return
    if kin in INVERSE and right in INVERSE[kin]:
        return
    if DENIAL.search(sentence.text) or ASKING.search(sentence.text):
        sure -= 0.4
    start, end = min(match.start(), mention.start), max(match.end(), mention.end)
    if isinstance(person.relation, Tbc):
        message = f"{person.name}’s relation is to be confirmed in the registry"
        hint = f"Leave it out, or ask {person.relation.tbc}."
        yield sentence.finding("PK809", start, end, message, hint, min(sure, 0.6))
    elif right:
        message = f"the registry has {person.name} as {right} of {to or 'the subject'}"
        yield sentence.finding("PK809", start, end, message, f"Write {right}.", sure)


def _inverse(
    sentence: Sentence, match: re.Match[str], kin: str, known: Registry
) -> Iterator[Finding]:
    """“Her father Rod”, said of a granddaughter."""
    text = sentence.block.text
    if kin not in ("father", "grandfather", "mother", "grandmother"):
        return
    owner = _possessor(sentence, match, known)
    own = re.search(r"([A-Z][\w-]+)[’']s?\s\Z", text[sentence.start : match.start()])
    who = owner if own else subject(sentence, match.start(), known.film)
    person = known.film.person(who) if who else None
    after = [m for m in sentence.people if m.start >= match.end()]
    beside = after and re.fullmatch(r",? ", text[match.end() : after[0].start])
    if not person or not beside or after[0].entity.id != known.film.about.subject:
        return
    right, to = relation(person)
    if right and right not in INVERSE[kin]:
        message = f"the registry has {person.name} as {right} of {to or 'the subject'}"
        yield sentence.finding(
            "PK809", match.start(), after[0].end, message, f"Write it so: {right}.", 0.7
        )
