"""The fact sheet, the credits and the copy deck as plain data: what people paste and programs read.

In the first two every value is {"value": text} when it is known, {"to_be_confirmed": whom to ask}
when it is not. A copy deck is parts with texts and rows, in words alone.
"""

from collections.abc import Iterator
from typing import Any

from presskit import markdown
from presskit.model import Festival, Film, Prose, is_tbc


def _said(value: object, film: Film) -> dict[str, Any]:
    if is_tbc(value):
        open_point = {"to_be_confirmed": value.tbc, "what": value.what, "note": value.note}
        return {key: text for key, text in open_point.items() if text}
    if isinstance(value, str):
        return {"value": " ".join(markdown.to_text(value, film.cite).split())}
    return {}


def head(film: Film, draft: bool) -> dict[str, Any]:
    """What every sheet says of the kit that it belongs to."""
    about = film.about
    said = {
        "title": about.title,
        "version": about.version,
        "date": about.date.isoformat(),
        "status": "draft" if draft else "final",
        "issued": about.issuer_line,
        "rights": about.rights,
        "terms": markdown.to_text(about.terms, film.cite),
    }
    return {key: value for key, value in said.items() if value}


def fact_sheet(film: Film, draft: bool) -> dict[str, Any]:
    """The rows of the fact sheet in the order of print, with their notes."""
    rows: list[dict[str, Any]] = []
    if film.about.title_say:
        rows.append({"label": "Title is said", "value": film.about.title_say})
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
    return {**head(film, draft), "facts": rows}


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
    return {**head(film, draft), "credits": rows, **extra}


def copy_deck(film: Film, draft: bool) -> dict[str, Any]:
    """Everything that is pasted: parts with texts (and their counts) and rows of two cells."""
    parts = [
        _part("Texts", texts=_main_texts(film)),
        _part("Fact sheet", rows=_sheet_rows(fact_sheet(film, draft)["facts"], "label")),
        _part("Biographies", texts=_biographies(film)),
        _part("Interviews", texts=_interviews(film)),
        _part("Festivals and awards", rows=_festivals(film)),
        _part("Where to watch", rows=_watch(film)),
        _part("Press quotations", rows=[(q.publication, q.text) for q in film.quotes]),
        _part("Credits", rows=_sheet_rows(credits(film, draft)["credits"], "role")),
        _part("Billing block", texts=_text("Billing block", film.about.billing, film)),
        _part("Captions", rows=_captions(film)),
        _part("Contacts", rows=_contacts(film)),
    ]
    return {**head(film, draft), "parts": [p for p in parts if p["texts"] or p["rows"]]}


_Rows = list[tuple[str, str]]
_Texts = list[dict[str, Any]]


def _part(title: str, *, texts: _Texts | None = None, rows: _Rows | None = None) -> dict[str, Any]:
    return {"title": title, "texts": texts or [], "rows": rows or []}


def _text(label: str, text: object, film: Film) -> _Texts:
    """One text under its label with its counts; none for what a final leaves out."""
    if is_tbc(text):
        return [{"label": label, "paragraphs": [_words(text, film)]}]
    if not isinstance(text, str) or not text:
        return []
    paragraphs = markdown.paragraphs(text, film.cite)
    words = markdown.count_words(text, film.cite)
    characters = markdown.count_characters(text, film.cite)
    return [{"label": label, "paragraphs": paragraphs, "words": words, "characters": characters}]


def _main_texts(film: Film) -> _Texts:
    about = film.about
    named = {
        "Logline": about.texts.logline,
        "Short synopsis": about.texts.short,
        "Medium synopsis": about.texts.medium,
        "Long synopsis": about.texts.long,
        **{text.name: text.text for text in about.texts.fitted},
        "Director’s statement": about.statement,
    }
    named |= {text.title: text.body for text in film.texts}
    return [one for label, text in named.items() for one in _text(label, text, film)]


def _biographies(film: Film) -> _Texts:
    found: _Texts = []
    for person in film.people:
        life = person.biography
        if is_tbc(life):
            found += _text(person.name, life, film)
        elif life:
            found += _text(f"{person.name}, short", life.short, film)
            found += _text(f"{person.name}, long", life.long, film)
    return found


def _interviews(film: Film) -> _Texts:
    found: _Texts = []
    for talk in film.interviews:
        who = film.person(talk.who)
        name = who.name if who else talk.who
        found += _text(f"{name}: how the interview came about", talk.notice, film)
        for exchange in talk.exchanges:
            question = _plain(exchange.question, film) or "an answer without a question"
            found += _text(f"{name}: {question}", exchange.answer, film)
    return found


def _festivals(film: Film) -> _Rows:
    return [(row.festival, _joined(_result(row, film))) for row in film.festivals.entries]


def _result(row: Festival, film: Film) -> Iterator[str]:
    yield _words(row.award, film)
    if row.outcome != "winner" or not row.award:  # an award that is named was won
        yield _words(row.outcome, film)
    yield row.section
    yield f"year {_words(row.year, film)}" if is_tbc(row.year) else row.year or ""
    yield _words(row.open, film)


def _watch(film: Film) -> _Rows:
    watch = film.about.watch
    return [(place, "") for place in watch.platforms] if watch else []


def _captions(film: Film) -> _Rows:
    return [
        (s.title, _joined(_words(v, film) for v in (s.caption, s.credit, s.terms)))
        for s in film.stills.stills
    ]


def _contacts(film: Film) -> _Rows:
    return [
        (c.purpose, _joined(_words(v, film) for v in (c.name, c.company, c.email, c.phone)))
        for c in film.about.contacts
        if c.known
    ]


def _sheet_rows(rows: list[dict[str, Any]], label: str) -> _Rows:
    """Rows of the fact sheet or the credits as two cells."""
    return [(row[label], _joined(_cell(row))) for row in rows]


def _cell(row: dict[str, Any]) -> Iterator[str]:
    yield row.get("value") or ", ".join(row.get("names", ()))
    yield row.get("note", "") if "to_be_confirmed" not in row else ""
    for part in (row, row.get("open", {})):
        if "to_be_confirmed" in part:
            what = f"{part['what']}: " if "what" in part else ""
            yield f"{what}to be confirmed (ask {part['to_be_confirmed']})"


def _words(value: object, film: Film) -> str:
    if is_tbc(value):
        return f"{value.what + ': ' if value.what else ''}to be confirmed (ask {value.tbc})"
    return _plain(value, film)


def _plain(value: object, film: Film) -> str:
    if isinstance(value, Prose):
        return " ".join(markdown.to_text(value, film.cite).split())
    return value if isinstance(value, str) else ""


def _joined(parts: Iterator[str]) -> str:
    """The parts that are there, beside each other; what is said twice, once."""
    said = "; ".join(dict.fromkeys(part for part in parts if part))
    return said.replace(".; ", ". ")
