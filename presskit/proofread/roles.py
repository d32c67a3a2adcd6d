"""Who did what on the film, and who is whose: claims of a text held against the registry."""

import re
from collections.abc import Iterator

from presskit.model import Film, Person, Tbc
from presskit.proofread.english import DENIAL, INVERSE, KIN_CLASS, KIN_FITS
from presskit.proofread.finding import Finding
from presskit.proofread.registry import Mention, Registry, fold
from presskit.proofread.scan import Sentence, subject

ROLES = {
    "direct": "director directors directed co-director co-directors co-directed directing dir dirs"
    " filmmaker filmmakers film-maker film-makers helmed helmer makers documentarian",
    "produce": "producer producers produced co-producer producing",
    "photograph": "cinematographer cinematography photography photographed cameraman lensed dp"
    " camerawork director-of-photography",
    "edit": "editor edited editing",
    "compose": "composer composed score music",
    "write": "writer screenwriter scripted screenplay",
}
_WORD = {word: role for role, words in ROLES.items() for word in words.split()}
_ANY = "|".join(re.escape(word) for word in sorted(_WORD, key=len, reverse=True))
_ROLE = re.compile(rf"(?<![\w-])(?P<word>{_ANY})(?![\w-])", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:executive|associate|line|festival|race|program(?:me)?|artistic|marketing|managing"
    r"|creative"
    r"|art|sales|company|museum|news|magazine|assistant|music|team|club|podcast|show|technical"
    r"|second"
    r"|radio|theat(?:er|re)|photo|text|sound|re-?recording|story|copy|supervising|former)[ -]\Z",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\A\s*(?:,?\s?(?:shot|written|edited|directed|and|produced|jointly|together)\s)*(?:by|:|is"
    r" credited to|are credited to|credited to|was by|is by|are|is|was|were)?:?\s*\Z",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\A(?:,? (?:and|&) (?:the )?(?:[\w-]+ )?|, )\Z")
_DID = re.compile(
    r"\A,? ?(?:who |also |has |had |was |is |both |co-?|then |herself |himself |the |film[’']s "
    r"|its |a |first-time |british |american |one of (?:the|its) (?:two )?|as (?:a )?)*\Z",
    re.IGNORECASE,
)


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """People in roles that the registry does not give them, and relations that it does not have."""
    held = holders(known.film)
    for sentence in sentences:
        yield from _roles(sentence, known, held)
        yield from _relations(sentence, known)


# ------------------------------------------------------------ roles


def holders(film: Film) -> dict[str, frozenset[str]]:
    """Role, and the ids of those who have it; a role that nobody is known to have is not there."""
    found: dict[str, set[str]] = {}
    for role, ids in (("direct", film.about.directed_by), ("produce", film.about.produced_by)):
        found.setdefault(role, set()).update(ids)
    for credit in film.about.credits:
        for role in _in(credit.role):
            if isinstance(credit.names, tuple):
                found.setdefault(role, set()).update(credit.names)
    for person in film.people:
        for role in _in(person.role):
            found.setdefault(role, set()).add(person.id)
    return {role: frozenset(ids) for role, ids in found.items() if ids}


def _in(words: str) -> Iterator[str]:
    if re.search(r"director of photography", words, re.IGNORECASE):
        yield "photograph"
        return
    for match in _ROLE.finditer(words):
        yield _WORD[match["word"].casefold()]


def _roles(
    sentence: Sentence, known: Registry, held: dict[str, frozenset[str]]
) -> Iterator[Finding]:
    text = sentence.block.text
    told: set[str] = set()
    yield from _film_by(sentence, known, held)
    yield from _interviewed(sentence, known)
    for match in _ROLE.finditer(text, sentence.start, sentence.end):
        role = _WORD[match["word"].casefold()]
        if role not in held or _OTHER.search(text[sentence.start : match.start()]):
            continue
        for mention, sure in _claimed(sentence, match):
            if mention.entity.id in held[role] or f"{mention.start}" in told:
                continue
            if not mention.entity.id:
                sure = min(sure, 0.6 if _this_film(sentence, known) else 0.3)
            if DENIAL.search(sentence.text):
                sure -= 0.4
            told.add(f"{mention.start}")
            right = _names(held[role], known.film)
            message = f"the registry does not have them as {_noun(role)}; that is {right}"
            start, end = min(match.start(), mention.start), max(match.end(), mention.end)
            hint = f"Write {right}, or give {mention.entity.name} another role."
            yield sentence.finding("PK809", start, end, message, hint, sure)


_FILM_BY = re.compile(
    r"\b(?:film|documentary|movie|feature|portrait|directorial debut"
    r"|doc)\b(?P<between>[^.;()]{0,45}?),? by\s\Z"
    r"|\b(?:film|documentary|movie) (?:was |is )?made by\s\Z",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r"\w+ed\b|\b(?:shot|run|written|score|music|seen|drawn|book|article)\b")


def _film_by(
    sentence: Sentence, known: Registry, held: dict[str, frozenset[str]]
) -> Iterator[Finding]:
    """A film by somebody of the registry who did not direct it."""
    if "direct" not in held:
        return
    text = sentence.block.text
    last: Mention | None = None
    for mention in sentence.people:
        first = _FILM_BY.search(text[sentence.start : mention.start])
        if first and _OTHERWISE.search(first["between"] or ""):
            first = None
        joined = last and _JOINT.match(text[last.end : mention.start])
        last = mention if first or joined else None
        known_one = mention.entity.id and mention.entity.id not in held["direct"]
        if last and known_one:
            right = _names(held["direct"], known.film)
            message = f"the registry has it directed by {right}"
            yield sentence.finding(
                "PK809", mention.start, mention.end, message, f"Write {right}.", 0.75
            )


_ON_CAMERA = re.compile(
    r"\b(?:interviewed|interviewees?|interviews with|talking heads?|on camera|appears? in the"
    r" film)\b",
    re.IGNORECASE,
)


def _interviewed(sentence: Sentence, known: Registry) -> Iterator[Finding]:
    """Somebody told of as interviewed of whom the registry does not say so."""
    listed = any(p.group == "interviewed" for p in known.film.people)
    if not listed or not _ON_CAMERA.search(sentence.text):
        return
    for mention in sentence.people:
        person = known.film.person(mention.entity.id)
        if person and mention.full and person.group == "other":
            message = "the registry does not have them among those interviewed"
            hint = f"Leave {person.name} out, or find a source."
            yield sentence.finding("PK809", mention.start, mention.end, message, hint, 0.6)


def _noun(role: str) -> str:
    return {"direct": "director", "produce": "producer", "photograph": "photographer of the film",
            "edit": "editor", "compose": "composer", "write": "writer"}[role]  # fmt: skip


def _names(ids: frozenset[str], film: Film) -> str:
    people = [film.person(one) for one in sorted(ids)]
    return " and ".join(p.name if p else one for p, one in zip(people, sorted(ids), strict=True))


def _this_film(sentence: Sentence, known: Registry) -> bool:
    """Whether the sentence, or the paragraph before it, is about this film."""
    one: Sentence | None = sentence
    while one:
        if any(m.entity.kind == "title" for m in one.mentions):
            return True
        if any(m.entity.id in known.film.about.directed_by for m in one.people):
            return True
        one = one.before
    return False


def _claimed(sentence: Sentence, match: re.Match[str]) -> Iterator[tuple[Mention, float]]:
    """The people that a role word is said of: director X; directed by X and Y; X, who produced."""
    text = sentence.block.text
    after = [m for m in sentence.people if m.start >= match.end()]
    word = match["word"].casefold()
    participle = word.endswith("ed") or word in (
        "photography",
        "cinematography",
        "music",
        "score",
        "screenplay",
        "editing",
        "directing",
        "producing",
    )
    if after:
        between = text[match.end() : after[0].start]
        by = participle and re.match(
            r"\A[^.;,]{0,30}?\b(?:by|to)\s(?:(?:his|her|the|their) (?:[\w-]+ ){1,2})?\Z", between
        )
        if (
            by
            or (not participle and re.match(r"\A(?::\s|\s|,\s|\s\w+:\s)\Z", between))
            or (participle and re.match(r"\A(?:: | is | was )\Z", between))
        ):
            yield after[0], 0.85
            last = after[0]
            for mention in after[1:]:
                if (
                    not _JOINT.match(text[last.end : mention.start])
                    or "with" in text[last.end : mention.start]
                ):
                    break
                yield mention, 0.8
                last = mention
            return
    before = [m for m in sentence.people if m.end <= match.start()]
    if before:
        between = text[before[-1].end : match.start()]
        if (_DID.match(between) or between == " (") and not re.match(
            r"\s(?:by|with)\b", text[match.end() : match.end() + 6]
        ):
            possessed = re.match(r"[’']s", text[before[-1].end :]) or text[
                before[-1].end - 2 : before[-1].end
            ] in ("’s", "'s")
            if not possessed and not (
                participle and not re.search(r"\w", between) and not word.endswith("ed")
            ):
                yield before[-1], 0.8


# ------------------------------------------------------------ relations

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
                r"(?:,|,? who (?:is|was)| is| was| \(|[^\w]+)?\s?(?:his|her|the|a|one of|of the"
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
    if DENIAL.search(sentence.text):
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
