"""Awards and festivals: what was won where, and what was not won at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from presskit.model import Film, Tbc
from presskit.model.career import Festival
from presskit.proofread.english import DENIAL
from presskit.proofread.finding import Finding, names
from presskit.proofread.registry import Registry
from presskit.proofread.scan import Sentence

_KINDS = {
    "best-documentary": r"best (?:feature )?(?:documentary|doc)(?: feature| film| award| prize)?",
    "audience": r"audience(?:[’']s)? (?:favou?rite|award|prize|choice|pick)(?: award| prize)?"
    r"|(?:favou?rite|pick|choice) of (?:the |its )?audience|people[’']s choice",
    "honorable-mention": r"(?:international )?honou?rable mention|special mention",
    "finalist": r"finalists?",
    "jury": r"(?:grand )?jury (?:prize|award)|special jury \w+",
    "best": r"best (?:(?!and\b|or\b|of\b|in\b|at\b)[a-z]+ ){0,2}?(?:film|feature|director"
    r"|picture|cinematography"
    r"|editing|short|score|documentary|screenplay|music|debut)",
    "grand": r"grand prix|grand prize|golden \w+",
    "winner": r"(?:named )?(?:a |the |overall )?winner|won|win(?:s|ning)?"
    r"|took (?:the )?(?:top|first) (?:prize|honou?rs?)",
}  # fmt: skip
_AWARD = re.compile(
    "|".join(f"(?P<{k.replace('-', '_')}>\\b(?:{p})\\b)" for k, p in _KINDS.items()), re.IGNORECASE
)
_LIKED = re.compile(
    r"\baudience\b[^.;]{0,60}?\b(?:favou?rite|liked it best|loved it most)\b", re.IGNORECASE
)
_FESTIVAL = re.compile(
    r"\b(?:at|in|by|from"
    r"|of)\s(?:the\s)?(?P<name>(?:[A-Z][\w’'-]+\s){0,4}(?:[Ff]ilm\s)?[Ff]estival(?:\s(?:of"
    r"|in)\s[A-Z]\w+)?"
    r"|Sundance|Tribeca|Cannes|Toronto|Berlinale|SXSW|Slamdance|Hot Docs|IDFA|Telluride|Venice"
    r"|TIFF)"
)


@dataclass(frozen=True, slots=True)
class Said:
    """An award or a festival as it is named at [start, end)."""

    start: int
    end: int
    kind: str = ""
    festivals: tuple[Festival, ...] = ()
    name: str = ""


def kinds(entry: Festival) -> frozenset[str]:
    """Under what kinds of award an entry can be told; empty when that is to be confirmed."""
    found = (
        {k.replace("_", "-") for k in _kinds_in(entry.award)}
        if isinstance(entry.award, str)
        else set()
    )
    if entry.outcome == "finalist":
        found |= {"finalist"}
    if entry.outcome == "winner" and not isinstance(entry.outcome, Tbc):
        found |= {"winner"}
    if entry.outcome == "mention":
        found |= {"honorable-mention", "winner"}
    return frozenset(found)


def _kinds_in(words: str) -> Iterator[str]:
    for match in _AWARD.finditer(words):
        yield match.lastgroup or ""


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """Awards that stand beside a festival that did not give them, and their years."""
    entries = known.film.festivals.entries
    if not entries:
        return
    for sentence in sentences:
        festivals = _festivals(sentence, known)
        awards = _awards(sentence)
        for award, festival in _pairs(sentence, awards, festivals):
            yield from _judge(sentence, award, festival, known.film)
        if awards:
            yield from _years(sentence, festivals)


def _festivals(sentence: Sentence, known: Registry) -> list[Said]:
    entries = known.film.festivals.entries
    found = []
    for mention in sentence.mentions:
        if mention.entity.kind == "festival":
            same = tuple(e for e in entries if e.festival == mention.entity.name)
            found.append(Said(mention.start, mention.end, festivals=same, name=mention.entity.name))
    text = sentence.block.text
    for match in _FESTIVAL.finditer(text, sentence.start, sentence.end):
        name, start, end = match["name"], match.start("name"), match.end("name")
        known_already = any(f.start < end and start < f.end for f in found)
        nameless = not name[0].isupper() or name.casefold().startswith(("film fest", "festival"))
        if not known_already and not nameless:
            found.append(Said(start, end, name=name))
    return sorted(found, key=lambda f: f.start)


def _awards(sentence: Sentence) -> list[Said]:
    text = sentence.block.text
    found = []
    for match in _AWARD.finditer(text, sentence.start, sentence.end):
        kind = (match.lastgroup or "").replace("_", "-")
        found.append(Said(match.start(), match.end(), kind))
    for match in _LIKED.finditer(text, sentence.start, sentence.end):
        if not any(f.start < match.end() and match.start() < f.end for f in found):
            found.append(Said(match.start(), match.end(), "audience"))
    named = [
        f
        for f in found
        if f.kind != "winner" or re.match(r" \(|, [A-Z]| at [A-Z]", text[f.end : f.end + 5])
    ]
    return sorted(named or found, key=lambda f: f.start)


def _pairs(
    sentence: Sentence, awards: list[Said], festivals: list[Said]
) -> Iterator[tuple[Said, Said]]:
    """Each award with the festival its words tie it to, each festival used once if they suffice."""
    text = sentence.block.text
    row = sorted([*awards, *festivals], key=lambda s: s.start)
    turns = [bool(s.kind) for s in row]
    if len(festivals) > 1 < len(awards) and (
        _in_turn(awards, festivals) or _in_turn(awards, festivals, -1)
    ):
        return
    if len(row) > 2 and len(awards) == len(festivals) and all(a != b for a, b in pairwise(turns)):
        yield from zip(awards, festivals, strict=True)
        return
    ranked = sorted(
        ((_cost(text, a, f), a, f) for a in awards for f in festivals), key=lambda one: one[0]
    )
    used: set[Said] = set()
    for cost, award, festival in ranked:
        if award in used or cost > 75 or (festival in used and len(festivals) >= len(awards)):
            continue
        if festival in used and award.kind not in ("jury", "best", "audience", "best-documentary"):
            continue
        used |= {award, festival}
        yield award, festival


def _in_turn(awards: list[Said], festivals: list[Said], step: int = 1) -> bool:
    """Whether every award goes with the festival after it (or before it): lists and tables."""
    for award in awards:
        after = [f for f in festivals if (f.start - award.start) * step > 0]
        near = min(after, key=lambda f: abs(f.start - award.start), default=None)
        if not near or not any(award.kind in kinds(e) for e in near.festivals):
            return False
    return bool(awards)


def _cost(text: str, award: Said, festival: Said) -> float:
    if award.start < festival.end and festival.start < award.end:
        return 0
    first, last = (award, festival) if award.start < festival.start else (festival, award)
    between = text[first.end : last.start]
    cost = float(len(between))
    cost += 80 * len(re.findall(r";", between)) + 18 * len(re.findall(r",|\band\b", between))
    if first is award and re.match(
        r"\W*(?:\w+ ){0,3}?(?:at|from|by|in)\s(?:the\s)?(?:\w+\s)?\Z", between
    ):
        cost -= 25
    if first is festival and re.search(
        r"\b(?:gave|named|voted|awarded|chose|honou?red|its|it)\b|:|’s\s\Z|'s\s\Z|,\s\Z|\A\s*\Z",
        between,
    ):
        cost -= 10
    if first is award and re.match(r"\A,\s(?:the\s)?\Z|\A\s\(", between):
        cost -= 25
    return cost


_TO_ANOTHER = re.compile(
    r"\b(?:another|(?:an|the) ?other|a different|some other) (?:\w+ )?(?:film|documentary|picture"
    r"|movie|one)\b",
    re.IGNORECASE,
)


def _judge(sentence: Sentence, award: Said, festival: Said, film: Film) -> Iterator[Finding]:
    start, end = min(award.start, festival.start), max(award.end, festival.end)
    words = sentence.block.text[award.start : award.end]
    elsewhere = DENIAL.search(sentence.text) or _TO_ANOTHER.search(sentence.text)
    sure = 0.4 if elsewhere else 0.85
    given = [e for e in film.festivals.entries if award.kind in kinds(e)]
    where = "; ".join(_told(e) for e in given)
    if not festival.festivals:
        if award.kind == "winner" or not _about_film(sentence):
            return
        message = f"the registry has no award at {festival.name}" + (
            f"; it has {where}" if where else ""
        )
        yield sentence.finding(
            "PK808", start, end, message, "Correct the festival or the award.", sure - 0.2
        )
        return
    if any(award.kind in kinds(e) for e in festival.festivals):
        return
    entry = festival.festivals[0]
    if award.kind == "winner" and isinstance(entry.outcome, Tbc):
        sure -= 0.3
    has = "; ".join(_told(e) for e in festival.festivals)
    message = f"the registry has {has}" + (
        f", and {where}" if where and award.kind != "winner" else ""
    )
    hint = f"“{words}” is not what {festival.name} gave: correct one of the two."
    yield sentence.finding("PK808", start, end, message, hint, sure, names(entry.sources, film))


def _about_film(sentence: Sentence) -> bool:
    """Whether a prize is said to be this film's: it is named, or nothing else is."""
    if any(m.entity.kind in ("title", "person") for m in sentence.mentions):
        return True
    return bool(re.search(r"\b(?:it|film|documentary|movie)\b", sentence.text, re.IGNORECASE))


def _told(entry: Festival) -> str:
    if isinstance(entry.award, str):
        return f"{entry.award} at {entry.festival}"
    outcome = "to be confirmed" if isinstance(entry.outcome, Tbc) else entry.outcome
    return f"{entry.festival}: {outcome}"


def _years(sentence: Sentence, festivals: list[Said]) -> Iterator[Finding]:
    """The year beside a festival that the registry has in another."""
    years = [(int(f.value), f.start, f.end) for f in sentence.figures if f.kind == "year"]
    years += [(d.year, d.start, d.end) for d in sentence.dates if d.year]
    for festival in festivals:
        known = [e.year for e in festival.festivals if e.year and not isinstance(e.year, Tbc)]
        near = [y for y in years if min(abs(y[1] - festival.end), abs(festival.start - y[2])) < 25]
        if not known or not near or any(y[0] == k.year for y in near for k in known):
            continue
        _, start, end = near[0]
        message = f"the registry has {festival.name} in {known[0]}"
        yield sentence.finding("PK804", start, end, message, f"Write {known[0]}.", 0.8)
