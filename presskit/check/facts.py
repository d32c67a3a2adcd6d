"""Rules for the registry: states, dates, counts, and who stands behind the kit."""

from collections.abc import Iterator

from presskit import markdown
from presskit.diagnostics import Diagnostic
from presskit.load import Sources, place, values
from presskit.model import Fact, Film, PartialDate, Prose


def somebody_issues_the_kit(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """Until an approval is recorded, the kit says who issues it."""
    if not film.about.approval and not film.about.issued:
        hint = "Add issued: …, or approval: {name: …, date: …}."
        where = place(sources, "film", ())
        yield Diagnostic("PK308", "neither an approval nor who issues the kit", where, hint)


def facts_fit_their_state(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """A disputed fact names the other values; an account names its teller."""
    for i, fact in enumerate(film.facts):
        where = place(sources, "facts", ("facts", i, "state"))
        for message, hint in _state_problems(fact):
            yield Diagnostic("PK310", f"{fact.id}: {message}", where, hint)


def _state_problems(fact: Fact) -> Iterator[tuple[str, str]]:
    """What a state needs and the fact lacks, with the remedy."""
    if fact.state == "disputed":
        if not (fact.others and fact.attribution):
            message = "disputed, without the other values or the attribution"
            yield message, "Add others: and attribution:."
        if any(other.value == fact.value for other in fact.others):
            yield "disputed, by a source that has the same value", "Move it to sources:."
    if fact.state == "as told by" and not fact.told_by:
        yield "an account, without who told it", "Add told_by: with an id of people.yaml."
    if fact.state == "single source" and len(fact.sources) > 1:
        yield "a single source, and several are named", "Say confirmed, or name one."
    if fact.state == "to be confirmed":
        if not fact.ask:
            yield "to be confirmed, without who can confirm it", "Add ask: the production."
    elif not fact.sources:
        yield f"{fact.state}, and no source is named", "Add sources:, or say to be confirmed."


def facts_are_used(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """A fact that no text prints is forgotten, or not needed."""
    used = used_facts(film)
    for i, fact in enumerate(film.facts):
        if fact.id not in used:
            where = place(sources, "facts", ("facts", i, "id"))
            message = f"the fact “{fact.id}” is cited by no text"
            yield Diagnostic("PK311", message, where, "Cite it with {fact}`" + fact.id + "`.")


def used_facts(film: Film) -> frozenset[str]:
    """Ids of the facts that some text or entry prints; the registry's own notes do not count."""
    used: set[str] = set()
    for name, path, value in values(film):
        if isinstance(value, Prose) and name != "facts":
            used.update(key.partition(":")[0] for key in markdown.cited(value))
        elif isinstance(value, str) and path[-1:] in (("fact",), ("total",), ("part",)):
            used.add(value)
    return frozenset(used.union(*(film.carried.get(fact, ()) for fact in used)))


def dates_agree(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """Nobody dies before birth, no band ends before it starts, no claim is for an older version."""
    for i, person in enumerate(film.people):
        if person.born and person.died and _before(person.died, person.born):
            where = place(sources, "people", ("people", i, "died"))
            message = f"{person.name}: died {person.died}, before the birth in {person.born}"
            yield Diagnostic("PK315", message, where, "Correct one of the two.")
    band = film.accolades.band
    if band and _before(band.end, band.start):
        where = place(sources, "accolades", ("band", "end"))
        yield Diagnostic(
            "PK315", "the band ends before it starts", where, "Correct one of the two."
        )
    claim = film.about.accessibility
    if claim and claim.date < film.about.date:
        where = place(sources, "film", ("accessibility", "date"))
        message = f"accessibility was certified before this version of {film.about.date}"
        yield Diagnostic("PK315", message, where, "Examine this version, or drop the claim.")


def _before(one: PartialDate, other: PartialDate) -> bool:
    """Whether `one` lies before `other` for certain: 1937 may be any day of 1937."""
    shorter = min(len(one), len(other))
    return one[:shorter] < other[:shorter]


def counts_are_numbers(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """What is drawn as a count must be a whole number, and a part no more than its whole."""
    tally = film.accolades.tally
    if not tally:
        return
    total, part = film.fact(tally.total), film.fact(tally.part)
    for field, fact in (("total", total), ("part", part)):
        if fact and not fact.value.isdecimal():
            where = place(sources, "accolades", ("tally", field))
            message = f"the value of “{fact.id}” is “{fact.value}”, not a whole number"
            yield Diagnostic("PK203", message, where, "Name a fact that counts something.")
            return
    if total and part and int(part.value) > int(total.value):
        where = place(sources, "accolades", ("tally", "part"))
        message = f"{part.value} is more than {total.value}"
        yield Diagnostic("PK203", message, where, "Exchange total and part.")
