"""The fact-check sheet as plain data: every claim, what stands behind it, and where it is shown.

Beside the registry: the words in quotation marks with who vouches for them, and who approved what.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from presskit import markdown
from presskit.model import Approval, Fact, Film, Prose, is_tbc

COLUMNS = {
    "id": "id",
    "ref": "ref",
    "claim": "claim",
    "value": "value",
    "unit": "unit",
    "wording": "wording",
    "state": "state",
    "sources": "sources",
    "as_of": "as of",
    "told_by": "told by",
    "others": "other values",
    "approved": "approved",
    "note": "note",
    "shown": "shown in",
}
"""Fields of a claim, and their heads in a table."""


def claims(film: Film, draft: bool, places: Mapping[str, str]) -> list[dict[str, str]]:
    """Every fact of the registry by the fields of COLUMNS; `places`: where each is shown."""
    return [_claim(fact, film, draft, places.get(fact.id, "")) for fact in film.facts]


def _claim(fact: Fact, film: Film, draft: bool, shown: str) -> dict[str, str]:
    others = (f"{other.value} ({_named(other.sources, film)})" for other in fact.others)
    return {
        "id": fact.id,
        "ref": fact.ref,
        "claim": fact.about,
        "value": fact.value,
        "unit": fact.unit,
        "wording": fact.printed,
        "state": fact.state,
        "sources": _named(fact.sources, film),
        "as_of": fact.as_of or "",
        "told_by": _person(fact.told_by, film),
        "others": "; ".join(others),
        "approved": _approved(fact.approved),
        # notes tell what is open, and how it stands
        "note": _plain(fact.note, film) if draft else "",
        "shown": shown,
    }


def _named(ids: Iterable[str], film: Film) -> str:
    return "; ".join(s.name if (s := film.source(one)) else one for one in ids)


def _person(wanted: str | None, film: Film) -> str:
    person = film.person(wanted) if wanted else None
    return person.name if person else wanted or ""


def _approved(approval: Approval | None) -> str:
    return f"{approval.name}, {approval.date}" if approval else ""


def _plain(text: object, film: Film) -> str:
    if isinstance(text, Prose):
        return " ".join(markdown.to_text(text, film.cite).split())
    return text if isinstance(text, str) else ""


def quotations(film: Film) -> list[dict[str, str]]:
    """Words that stand in quotation marks: the words, whose, where they are printed."""
    ledger = [
        {
            "words": entry.text,
            "who": _person(entry.who, film),
            "source": _named([entry.source], film),
            "approved": _approved(entry.approved),
        }
        for entry in film.ledger
    ]
    press = [
        {
            "words": quote.text,
            "who": quote.author or quote.publication,
            "source": f"{quote.publication}, {quote.date}",
            "approved": _approved(quote.approved),
        }
        for quote in film.quotes
    ]
    return ledger + press


def approvals(film: Film) -> list[dict[str, str]]:
    """What else can be approved, in the order of print: what it is, and who approved it when."""
    return [{"what": what, "approved": _approved(approval)} for what, approval in _approvals(film)]


def _approvals(film: Film) -> Iterator[tuple[str, Approval | None]]:
    about = film.about
    yield "The kit as a whole", about.approval
    said = about.approvals
    for name in ("logline", "short", "medium", "long"):
        if isinstance(getattr(about.texts, name), str):
            called = "Logline" if name == "logline" else f"{name.capitalize()} synopsis"
            yield called, said.get(name)
    for text in about.texts.fitted:
        yield text.name, text.approved
    if isinstance(about.statement, str):
        yield "Director’s statement", said.get("statement")
    for entry in film.texts:
        yield f"Text: {entry.title}", entry.approved
    for person in film.people:
        if person.biography and not is_tbc(person.biography):
            yield f"Biography: {person.name}", person.biography.approved
    for talk in film.interviews:
        yield f"Interview: {_person(talk.who, film)}", talk.approved
    yield "Credits", said.get("credits")
    if isinstance(about.billing, str):
        yield "Billing block", said.get("billing")
    for still in film.stills.stills:
        yield f"Still: {still.title}", still.approved


def sheet(film: Film, draft: bool, places: Mapping[str, str]) -> dict[str, Any]:
    """The whole of it: claims, quotations, approvals, and how many claims are in which state."""
    rows = claims(film, draft, places)
    states: dict[str, int] = {}
    for row in rows:
        states[row["state"]] = states.get(row["state"], 0) + 1
    return {
        "claims": rows,
        "states": states,
        "quotations": quotations(film),
        "approvals": approvals(film),
    }


def table(film: Film, draft: bool, places: Mapping[str, str], head: Mapping[str, Any]) -> list[Any]:
    """The claims as rows of cells under their heads; the first row is of the kit itself, of which
    `head` tells."""
    said = " ".join(str(head[k]) for k in ("issued", "terms", "rights") if k in head)
    kit = {
        "claim": head["title"],
        "value": f"{head['status']} {head['version']}, {head['date']}",
        "note": said,
    }
    rows: list[Mapping[str, Any]] = [kit, *claims(film, draft, places)]
    return [tuple(COLUMNS.values()), *(tuple(row.get(k, "") for k in COLUMNS) for row in rows)]
