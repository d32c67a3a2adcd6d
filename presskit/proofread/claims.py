"""What a text says by setting things side by side: life spans, routes, who and what was where."""

import re
from collections.abc import Iterator

from presskit.model import Fact, PartialDate, Person
from presskit.proofread.compare import same_day
from presskit.proofread.dates import MONTHS, Date, dates
from presskit.proofread.finding import Finding, behind, names
from presskit.proofread.registry import Registry, items, words_of
from presskit.proofread.scan import LIFE, Sentence, subject
from presskit.proofread.ties import tied

_ROUTE = re.compile(
    r"(?P<from>\b(?:[Ff]rom|[Bb]etween) |\A|[,;:(]\s)(?P<one>(?:[A-Z][\w’'-]+)(?:"
    r" [A-Z][\w’'-]+){0,2})"
    r"(?: (?:to|and) | ?[–—] ?)"
    r"(?P<two>(?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+){0,2})"
)


def check(sentences: tuple[Sentence, ...], known: Registry) -> Iterator[Finding]:
    """Life spans, routes, mistaken names, and the partners and vehicles of what was won."""
    mistaken = any(m.entity.kind == "unlike" for s in sentences for m in s.mentions)
    linked = tied(sentences, known) if mistaken else ()
    for sentence in sentences:
        yield from _lives(sentence, known)
        yield from _signs(sentence, known)
        yield from _routes(sentence, known)
        yield from _won(sentence, known)
        yield from _top(sentence, known)
        yield from _places(sentence, known)
        yield from _spans(sentence, known)
        for mention in sentence.mentions:
            if mention.entity.kind == "unlike":
                about = [
                    t for t in linked if t.sentence is sentence and t.verdict in ("right", "other")
                ]
                idea = f"@{mention.entity.id}"
                if any(idea in phrase for t in about for phrase in t.tie.phrases):
                    said = about[0].said.words
                    message = (
                        f"“{said}” is true of the {mention.entity.name}, which is another thing"
                    )
                    hint = f"Write {mention.entity.name}, if it is meant."
                    yield sentence.finding("PK801", mention.start, mention.end, message, hint, 0.75)


# ------------------------------------------------------------ life spans


def _lives(sentence: Sentence, known: Registry) -> Iterator[Finding]:
    text = sentence.block.text
    for match in LIFE.finditer(text, sentence.start, sentence.end):
        before = [m for m in sentence.people if m.end <= match.start()]
        close = bool(before) and match.start() - before[-1].end <= 25
        person = known.film.person(before[-1].entity.id) if close else None
        main = known.film.person(known.film.about.subject or "")
        if person is None and main and _half_right(match, main):
            person = main
        if person:
            yield from _life(sentence, match, person, known)


_SYMBOL = re.compile(r"(?P<sign>[*†✝]|\bb\.|\bd\.)\s?(?=\d)")


def _signs(sentence: Sentence, known: Registry) -> Iterator[Finding]:
    """* and † before a date, as works of reference have them."""
    main = known.film.person(known.film.about.subject or "")
    for match in _SYMBOL.finditer(sentence.block.text, sentence.start, sentence.end):
        born = match["sign"] in ("*", "b.")
        who = subject(sentence, match.start(), known.film)
        person = known.film.person(who) if who else main
        right = person and (person.born if born else person.died)
        said = [d for d in sentence.dates if d.start == match.end()]
        if not person or not right or not said or same_day(said[0], _as_date(right)):
            continue
        message = f"the registry has {person.name} {'born' if born else 'died'} {right}"
        start, end = said[0].start, said[0].end
        yield sentence.finding("PK804", start, end, message, f"Write {right}.", 0.85)


def _half_right(match: re.Match[str], person: Person) -> bool:
    """Whether one of the two years is the person's: the name before it may be misspelled."""
    years = {str(d.year) for d in (person.born, person.died) if d}
    return bool(years & set(re.findall(r"\d{4}", match.group())))


def _life(
    sentence: Sentence, match: re.Match[str], person: Person, known: Registry
) -> Iterator[Finding]:
    for group, right, what in (("born", person.born, "born"), ("died", person.died, "died")):
        group = group if match["born"] else group[0]
        words = match[group].strip()
        said = dates(words) or _year(words)
        if not right or not said or same_day(said[0], _as_date(right)):
            continue
        facts = [f for f in known.film.facts if f.value == right]
        sources = names(facts[0].sources, known.film) if facts else ()
        message = f"the registry has {person.name} {what} {right}"
        yield sentence.finding(
            "PK804", match.start(group), match.end(group), message, f"Write {right}.", 0.9, sources
        )


def _year(words: str) -> tuple[Date, ...]:
    match = re.fullmatch(r"\D*((?:18|19|20)\d\d)", words)
    return (Date(0, len(words), int(match[1])),) if match else ()


def _as_date(value: PartialDate) -> Date:
    return Date(0, 0, value.year, value.month or 0, value.day or 0)


# ------------------------------------------------------------ routes


def _routes(sentence: Sentence, known: Registry) -> Iterator[Finding]:
    """From here to there, where the registry has a course that shares one end with it."""
    text = sentence.block.text
    courses = [(f, m) for f in known.film.facts if (m := _ROUTE.fullmatch(f.value))]
    for match in _ROUTE.finditer(text, sentence.start, sentence.end):
        if " and " in match.group() and "etween" not in match["from"]:
            continue
        one, two = words_of(match["one"]), words_of(match["two"])
        for fact, course in courses:
            ends = (words_of(course["one"]), words_of(course["two"]))
            half = one == ends[0] or two == ends[1]
            if (one, two) != ends and (half or (one, two) == ends[::-1]):
                yield _detour(sentence, match, fact, known)
    yield from _turned(sentence, courses, known)
    yield from _goal(sentence, courses, known)


_LEFT = re.compile(
    r"\b(?:left|leaves?|leaving|set (?:off|out) from|start(?:s|ed|ing)? (?:in|at|from)|departed"
    r"(?: from)?|out of|from)"
    r" (?P<one>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)\b(?P<between>[^.;]{0,60}?)"
    r"\b(?:for|to|until|in|at|reach(?:es|ed)?|towards?) (?P<two>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
)


def _turned(
    sentence: Sentence, courses: list[tuple[Fact, re.Match[str]]], known: Registry
) -> Iterator[Finding]:
    """The course the other way round: they left La Paz for Ensenada."""
    for match in _LEFT.finditer(sentence.block.text, sentence.start, sentence.end):
        for fact, course in courses:
            ends = (words_of(course["one"]), words_of(course["two"]))
            if (words_of(match["one"]), words_of(match["two"])) != ends[::-1]:
                continue
            if _ROUTE.search(match.group()) and " to " in match.group() and not match["between"]:
                continue  # said already
            yield _detour(sentence, match, fact, known)


def _detour(sentence: Sentence, match: re.Match[str], fact: Fact, known: Registry) -> Finding:
    message = f"the registry has {fact.value} ({fact.about}; {behind(fact, known.film)})"
    return sentence.finding(
        "PK803", match.start("one"), match.end(), message, f"Write {fact.value}.", 0.8,
        names(fact.sources, known.film),
    )  # fmt: skip


_GOAL = re.compile(
    r"\b(?:reach(?:ed|ing)?|finish(?:ed|es|ing)? (?:line )?in|finish (?:line )?(?:at|in)"
    r"|arriv(?:e|ed|es|ing) (?:in|at))"
    r" (?:the (?:finish|goal) (?:in|at) )?(?P<two>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
)


def _goal(
    sentence: Sentence, courses: list[tuple[Fact, re.Match[str]]], known: Registry
) -> Iterator[Finding]:
    """The finish named alone, where the sentence has another fact of the same race."""
    text = sentence.block.text
    for match in _GOAL.finditer(text, sentence.start, sentence.end):
        for fact, course in courses:
            said = words_of(match["two"])
            race = [
                f
                for f in known.film.facts
                if f.as_of == fact.as_of and f.unit in ("hours", "miles")
            ]
            units = {f.unit.removesuffix("s") for f in race} | {"day"}
            counted = any(i.concept in units for i in sentence.items)
            if said != words_of(course["two"]) and counted:
                message = (
                    f"the registry has {fact.value} ({fact.about}; {behind(fact, known.film)})"
                )
                at, end = match.span("two")
                sources = names(fact.sources, known.film)
                hint = f"Write {course['two']}."
                yield sentence.finding("PK803", at, end, message, hint, 0.6, sources)


_SPAN = re.compile(
    r"\b(?P<first>(?:18|19|20)\d\d)\s?(?:to|through|until|till|and|up to|[-–—])\s?"
    r"(?P<last>(?:18|19|20)\d\d)\b"
)


def _spans(sentence: Sentence, known: Registry) -> Iterator[Finding]:
    """A span of years of which one end is a fact's and the other is not."""
    ideas = {i.concept for i in sentence.items}
    closed = [m.span() for m in LIFE.finditer(sentence.block.text, sentence.start, sentence.end)]
    for match in _SPAN.finditer(sentence.block.text, sentence.start, sentence.end):
        if any(a <= match.start() < b for a, b in closed):
            continue
        for fact in known.film.facts:
            first, last = fact.forms.get("first", ""), fact.forms.get("last", "")
            ties = [t for t in known.ties if t.fact is fact]
            told = any(i in ideas for t in ties for p in t.phrases for i in p if i[0] == "@")
            ends = (match["first"] == first, match["last"] == last)
            if not (first and last and told) or sum(ends) != 1:
                continue
            name, right = ("last", last) if ends[0] else ("first", first)
            message = (
                f"the registry has {first} to {last} ({fact.about}; {behind(fact, known.film)})"
            )
            at, end = match.span(name)
            sources = names(fact.sources, known.film)
            yield sentence.finding("PK804", at, end, message, f"Write {right}.", 0.8, sources)


_NOUN = re.compile(
    r"\b(?:the|an?|my|our|your|this|that|its|their) (?:\w+ )?(?!man|racer|driver|star|legend|hero"
    r"|veteran|champion|off-roader|boy|kid|subject)[a-z]+ (?:was |is |had |who )*\Z",
    re.IGNORECASE,
)
"""Somebody else without a name: the poet."""


def _places(sentence: Sentence, known: Registry) -> Iterator[Finding]:
    """A name after the words of a fact that is a name: born in Southern California."""
    text, main = sentence.block.text, known.film.about.subject
    for fact, value, near in _named_places(known):
        words = "|".join(re.escape(lead) for lead in near)
        form = re.compile(rf"\b(?i:{words})\s(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)")
        for match in form.finditer(text, sentence.start, sentence.end):
            who = subject(sentence, match.start(), known.film)
            said, right = set(words_of(match["name"])), set(words_of(value))
            month = match["name"].split()[0].casefold() in MONTHS
            if _NOUN.search(text[sentence.start : match.start()]):
                continue
            if who not in (None, fact.of or main) or said <= right or right <= said or month:
                continue
            message = f"the registry has {value} ({fact.about}; {behind(fact, known.film)})"
            at, end = match.span("name")
            sources = names(fact.sources, known.film)
            yield sentence.finding("PK803", at, end, message, f"Write {value}.", 0.65, sources)


def _named_places(known: Registry) -> Iterator[tuple[Fact, str, tuple[str, ...]]]:
    """Facts, or forms of theirs, that are a name, with the words that lead to it."""
    for fact in known.film.facts:
        told = [(fact.value, fact.near)] if fact.of else []
        told += [(fact.forms[form], near) for form, near in fact.forms_near.items()]
        for value, near in told:
            leads = tuple(n for n in near if n.endswith((" in", " of", " from", " at")))
            if leads and value[:1].isupper() and not re.search(r"[\d,]", value):
                yield fact, value, leads


_SORT = frozenset(("stage", "class", "category", "leg", "overall", "place"))


_TOP = re.compile(r"\btop[- ](?P<n>\w+)", re.IGNORECASE)


def _top(sentence: Sentence, known: Registry) -> Iterator[Finding]:
    """“In the top five”, or a win, where the registry has the top ten of an event."""
    text = sentence.block.text
    for fact in known.film.facts:
        right = _TOP.fullmatch(fact.value)
        if not right or not fact.of:
            continue
        inside = items(fact.wording, 0, len(fact.wording), known)
        event = {i.concept for i in inside if i.mention}
        for mention in sentence.mentions:
            if f"@{mention.entity.id}" not in event:
                continue
            before = text[max(sentence.start, mention.start - 30) : mention.start]
            said = _TOP.search(before)
            won = re.search(r"\bw[io]n(?:ning|s)? (?:the )?\Z", before)
            wrong = won or (said and said["n"].casefold() not in (right["n"].casefold(), "10"))
            if wrong and subject(sentence, mention.start, known.film) == fact.of:
                message = f"the registry has {fact.printed} ({behind(fact, known.film)})"
                at = max(sentence.start, mention.start - 30) + (won or said or right).start()
                sources = names(fact.sources, known.film)
                hint = f"Write {fact.printed}."
                yield sentence.finding("PK803", at, mention.end, message, hint, 0.7, sources)


def _won(sentence: Sentence, known: Registry) -> Iterator[Finding]:
    """“She won the Rebelle Rally”, where the registry has a place."""
    items = sentence.items
    for at, item in enumerate(items):
        verb = next((i for i in items[max(0, at - 3) : at] if i.concept == "win"), None)
        if not item.mention or not verb or any(i.figure for i in items[max(0, at - 5) : at]):
            continue
        around = {i.concept for i in items[max(0, at - 5) : at + 5]}
        for tie in known.ties:
            own = tie.ranked and tie.phrases[0] == (item.concept,) and tie.figures[0].value > 1
            if (
                own
                and not around & _SORT
                and subject(sentence, verb.start, known.film) == tie.fact.of
            ):
                fact, film = tie.fact, known.film
                message = f"the registry has {fact.printed} ({fact.about}; {behind(fact, film)})"
                hint = f"Write {fact.printed}."
                sources = names(fact.sources, film)
                yield sentence.finding("PK803", verb.start, item.end, message, hint, 0.75, sources)
