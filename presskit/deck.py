"""The fact sheet and the credits as plain data: what people paste and programs read.

Every value is {"value": text} when it is known, {"to_be_confirmed": whom to ask} when it is not.
"""

from typing import Any

from presskit import markdown
from presskit.model import Film, Tbc


def _said(value: object, film: Film) -> dict[str, Any]:
    if isinstance(value, Tbc):
        open_point = {"to_be_confirmed": value.tbc, "what": value.what, "note": value.note}
        return {key: text for key, text in open_point.items() if text}
    if isinstance(value, str):
        return {"value": " ".join(markdown.to_text(value, film.cite).split())}
    return {}


def _head(film: Film, draft: bool) -> dict[str, Any]:
    about = film.about
    head = {
        "title": about.title,
        "version": about.version,
        "date": about.date.isoformat(),
        "status": "draft" if draft else "final",
        "issued": about.issuer_line,
        "rights": about.rights,
        "terms": markdown.to_text(about.terms, film.cite),
    }
    return {key: value for key, value in head.items() if value}


def fact_sheet(film: Film, draft: bool) -> dict[str, Any]:
    """The rows of the fact sheet in the order of print, with their notes."""
    rows: list[dict[str, Any]] = []
    for row in film.about.facts:
        if row.value is None:  # a final that waives it
            continue
        entry = {"label": row.label, **_said(row.value, film)}
        if row.note:
            entry["note"] = _said(row.note, film)["value"]
        if row.open:
            entry["open"] = _said(row.open, film)
        rows.append(entry)
    rows += [{"label": label, **_said(value, film)} for _, label, value in film.about.specs.rows()]
    return {**_head(film, draft), "facts": rows}


def credits(film: Film, draft: bool) -> dict[str, Any]:  # noqa: A001  # the trade's word
    """The credits in order; names as they are printed."""
    rows: list[dict[str, Any]] = []
    for credit in film.about.credits:
        if credit.names is None:
            continue
        entry: dict[str, Any] = {"role": credit.role}
        if credit.department:
            entry["department"] = credit.department
        if isinstance(credit.names, tuple):
            people = (film.person(name) for name in credit.names)
            entry["names"] = [p.name if p else n for p, n in zip(people, credit.names, strict=True)]
        else:
            entry |= _said(credit.names, film)
        if credit.note:
            entry["note"] = _said(credit.note, film)["value"]
        if credit.open:
            entry["open"] = _said(credit.open, film)
        rows.append(entry)
    billing = film.about.billing
    extra = {} if billing is None else {"billing_block": _said(billing, film)}
    return {**_head(film, draft), "credits": rows, **extra}


def sheets(film: Film, *, draft: bool) -> dict[str, dict[str, Any]]:
    """Both, by the names that templates call them."""
    return {"fact_sheet": fact_sheet(film, draft), "credits": credits(film, draft)}
