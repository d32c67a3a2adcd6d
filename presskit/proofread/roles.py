"""Who did what on the film: claims of a text held against the registry."""

import re
from collections.abc import Iterator

from presskit.model import Film
from presskit.proofread.english import ASKING, DENIAL
from presskit.proofread.finding import Finding
from presskit.proofread.registry import Mention, Registry
from presskit.proofread.scan import Sentence

ROLES = {
    "direct": "director directors directed co-director co-directors co-directed directing dir dirs"
    " filmmaker filmmakers film-maker film-makers helmed helmer makers documentarian",
    "produce": "producer producers produced co-producer producing",
    "photograph": "camera-work cinematographer cinematography photography photographed cameraman"
    " lensed dp camerawork director-of-photography",
    "edit": "editor edited editing",
    "compose": "composer composed score music",
    "narrate": "narrator narrated narrates",
    "write": "writer screenwriter scripted screenplay",
    "co-drive": "co-driver co-drivers codriver co-pilot navigator",
}
_WORD = {word: role for role, words in ROLES.items() for word in words.split()}
_LONGEST = sorted(_WORD, key=len, reverse=True)
_ANY = "|".join(re.escape(word).replace(r"\-", "[- ]") for word in _LONGEST)
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
    r"\A,? ?(?:who |also |has |had |been |was |is |both |co-?|then |herself |himself |the "
    r"|film[’']s "
    r"|its |a |first-time |british |american |one of (?:the|its) (?:two )?|as (?:a )?)*\Z",
    re.IGNORECASE,
)


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """People in roles that the registry does not give them."""
    held = holders(known.film)
    for sentence in sentences:
        yield from _roles(sentence, known, held)


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
    found["co-drive"] = set(_beside(film))
    return {role: frozenset(ids) for role, ids in found.items() if ids}


def _beside(film: Film) -> Iterator[str]:
    """Who sat beside the subject: those with whom something of the career was done."""
    entries = [e for g in film.accolades.groups for e in g.entries]
    shared = " ".join(e.with_ for e in entries) + " ".join(
        f.about for f in film.facts if "partner" in f.value
    )
    yield from (p.id for p in film.people if shared.strip() and p.name in shared)


def _key(word: str) -> str:
    """A role word as it is listed: camera work as camera-work."""
    low = word.casefold()
    return low if low in _WORD else low.replace(" ", "-")


def _in(words: str) -> Iterator[str]:
    if re.search(r"director of photography", words, re.IGNORECASE):
        yield "photograph"
        return
    for match in _ROLE.finditer(words):
        yield _WORD[_key(match["word"])]


def _roles(
    sentence: Sentence, known: Registry, held: dict[str, frozenset[str]]
) -> Iterator[Finding]:
    text = sentence.block.text
    told: set[str] = set()
    yield from _film_by(sentence, known, held)
    yield from _interviewed(sentence, known)
    yield from _partners(sentence, known)
    for match in _ROLE.finditer(text, sentence.start, sentence.end):
        role = _WORD[_key(match["word"])]
        if role not in held:
            yield from _unknown(sentence, match, role, known)
            continue
        yield from _alone(sentence, match, held[role], known)
        if _OTHER.search(text[sentence.start : match.start()]):
            continue
        for mention, sure in _claimed(sentence, match):
            if mention.entity.id in held[role] or f"{mention.start}" in told:
                continue
            if not mention.entity.id:
                sure = min(sure, 0.6 if _this_film(sentence, known) else 0.3)
            if DENIAL.search(sentence.text) or ASKING.search(sentence.text):
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


_ALONE = re.compile(
    r"[^.;,]{0,25}?\b(?:alone|single-?handed(?:ly)?|solo|(?:all )?(?:by|on) (?:her|him)self"
    r"|on (?:her|his) own)\b",
    re.IGNORECASE,
)


def _alone(
    sentence: Sentence, match: re.Match[str], held: frozenset[str], known: Registry
) -> Iterator[Finding]:
    """One of several told of as having done it alone."""
    text = sentence.block.text
    sole = re.search(r"\bsole\s\Z", text[sentence.start : match.start()], re.IGNORECASE)
    for mention, _ in _claimed(sentence, match):
        by = _ALONE.match(text, max(mention.end, match.end()), sentence.end)
        if len(held) > 1 and mention.entity.id in held and (by or sole):
            message = f"the registry has {_names(held, known.film)}"
            start, end = min(match.start(), mention.start), max(match.end(), mention.end)
            yield sentence.finding("PK809", start, end, message, "Name them all.", 0.7)
            return
    film = _this_film(sentence, known) or re.search(r"\b(?:film|documentary)\b", text)
    if sole and len(held) > 1 and film:
        message = f"the registry has {_names(held, known.film)}"
        start = sentence.start + sole.start()
        yield sentence.finding("PK809", start, match.end(), message, "Name them all.", 0.65)


def _unknown(
    sentence: Sentence, match: re.Match[str], role: str, known: Registry
) -> Iterator[Finding]:
    """Somebody of the registry in a role that it gives to nobody yet."""
    before = sentence.block.text[sentence.start : match.start()]
    if _OTHER.search(before) or not _this_film(sentence, known) or DENIAL.search(sentence.text):
        return
    word = _key(match["word"])
    # Only who is named after it: in a list of credits a name before belongs to another role.
    for mention, _ in _after(sentence, match, word.endswith("ed") or word in _DONE):
        if known.film.person(mention.entity.id):
            message = f"the registry has no {_noun(role)} of the film yet"
            start, end = min(match.start(), mention.start), max(match.end(), mention.end)
            hint = "Leave it out, or find a source."
            yield sentence.finding("PK809", start, end, message, hint, 0.55)


_PARTNER = re.compile(
    r"(?P<before>,? (?:who )?(?:was|is|had been|his|Hall[’']s|the)[^.;,]{0,25})?"
    r"\b(?:racing |driving )?partner (?:for|of) (?:many )?(?:decades|years)"
    r"|\bfor (?:decades|many years),? (?:was |his |Hall[’']s |the )*(?:racing |driving )?partner"
    r"|\b(?:long-?time|lifelong) (?:racing |driving )?partner",
    re.IGNORECASE,
)


def _partners(sentence: Sentence, known: Registry) -> Iterator[Finding]:
    """Somebody else told of as the partner of decades."""
    text = sentence.block.text
    fact = next((f for f in known.film.facts if f.value == "racing partner"), None)
    match = _PARTNER.search(text, sentence.start, sentence.end)
    if not fact or not match:
        return
    near = [m for m in sentence.people
            if 0 <= match.start() - m.end <= 6 or 0 <= m.start - match.end() <= 7]  # fmt: skip
    for mention in near:
        person = known.film.person(mention.entity.id)
        right = mention.entity.id == "" or (person and person.name in fact.about)
        if not right and person and person.group in ("other", "family", "interviewed"):
            message = f"the registry has it of others ({fact.about}: {fact.value})"
            start, end = min(match.start(), mention.start), max(match.end(), mention.end)
            yield sentence.finding("PK809", start, end, message, "Correct the name.", 0.65)


def _noun(role: str) -> str:
    return {"direct": "director", "produce": "producer", "photograph": "photographer of the film",
            "edit": "editor", "compose": "composer", "write": "writer",
            "co-drive": "co-driver", "narrate": "narrator"}[role]  # fmt: skip


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


_WHOSE = re.compile(r"(?:\w\w)?[’']s (?:old |long-time |former |regular )?")


def _claimed(sentence: Sentence, match: re.Match[str]) -> Iterator[tuple[Mention, float]]:
    """The people that a role word is said of: director X; directed by X and Y; X, who produced."""
    word = _key(match["word"])
    participle = word.endswith("ed") or word in _DONE
    found = tuple(_after(sentence, match, participle))
    yield from found or _before(sentence, match, participle)


_DONE = frozenset(
    ("photography", "cinematography", "camera-work", "camerawork", "music", "score",
     "screenplay", "editing", "directing",
     "producing")
)  # fmt: skip
_NAMES_BY = re.compile(r"\A[^.;,]{0,30}?\b(?:by|to)\s(?:(?:his|her|the|their) (?:[\w-]+ ){1,2})?\Z")


def _after(
    sentence: Sentence, match: re.Match[str], participle: bool
) -> Iterator[tuple[Mention, float]]:
    """The people named after a role word, up to the end of their row."""
    text = sentence.block.text
    after = [m for m in sentence.people if m.start >= match.end()]
    if not after:
        return
    between = text[match.end() : after[0].start]
    joint = (
        r"\A(?:: | is | was )\Z" if participle else r"\A(?::\s|\s|,\s|\s\w+:\s|\sis\s|\swas\s)\Z"
    )
    if not (re.match(joint, between) or (participle and _NAMES_BY.match(between))):
        return
    yield after[0], 0.85
    last = after[0]
    for mention in after[1:]:
        between = text[last.end : mention.start]
        if not _JOINT.match(between) or "with" in between:
            break
        yield mention, 0.8
        last = mention


def _before(
    sentence: Sentence, match: re.Match[str], participle: bool
) -> Iterator[tuple[Mention, float]]:
    """Whom the words before a role word are about: X, who produced."""
    text = sentence.block.text
    before = [m for m in sentence.people if m.end <= match.start()]
    if before and _WHOSE.fullmatch(text[before[-1].end - 2 : match.start()]):
        before = before[:-1]  # Heeley, who had been Hall’s co-driver
        if before and _DID.match(text[before[-1].end : sentence.people[len(before)].start]):
            yield before[-1], 0.8
        return
    if not before:
        return
    last = before[-1]
    between = text[last.end : match.start()]
    told = _DID.match(between) or between == " ("
    if not told or re.match(r"\s(?:by|with)\b", text[match.end() : match.end() + 6]):
        return
    possessed = re.match(r"[’']s", text[last.end :]) or text[last.end - 2 : last.end] in (
        "’s",
        "'s",
    )
    beside = participle and not re.search(r"\w", between)
    if not possessed and not (beside and not match["word"].casefold().endswith("ed")):
        yield last, 0.8
