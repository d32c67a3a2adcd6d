"""The template engine, sandboxed. What fails in a project's own is a diagnostic; in ours, a bug."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from presskit.diagnostics import Diagnostic, Location, PresskitError
from presskit.document import Edition, Resource, Template
from presskit.model import Film, is_tbc
from presskit.source import read_text
from presskit.stylesheets import with_stand_ins
from presskit.svgrules import DrawingError, Fault, faults, page_faults
from presskit.theme import Theme

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def long_date(date: dt.date | str) -> str:
    """22 November 1937, November 2017 or 1967: as exact as the date is."""
    parts = str(date).split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


def standing(film: Film, edition: Edition, word: str) -> str:
    """What a page says of its worth: Draft 0.1, 22 November 2026; and for whom alone it is."""
    about = film.about
    line = f"{word} {about.version}, {long_date(about.date)}"
    return f"For {edition.audience} only. {line}" if edition.audience else line


def join_names(names: list[str] | tuple[str, ...]) -> str:
    """Ann, Ben and Cy."""
    names = list(names)
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def css_string(text: str) -> str:
    """A text as a CSS string, quotes included."""
    escaped = "".join(f"\\{ord(c):x} " if c in '"\\\n\r<>&' else c for c in text)
    return f'"{escaped}"'


def shortened(text: str, most: int = 72) -> str:
    """A text for the head or the foot of a page, where one that is longer has no room."""
    if len(text) <= most:
        return text
    start = text[:most].rpartition(" ")[0] or text[:most]
    return f"{start} …"


PLAIN = (".css.j2", ".json.j2", ".txt.j2", ".csv.j2")
"""Templates whose result is not markup, and is not escaped as such."""


def as_json(value: object) -> str:
    """A value as JSON in which people can read their own letters."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def as_csv(rows: Iterable[Iterable[str]]) -> str:
    """Rows as RFC 4180 has them, with the mark by which spreadsheets know UTF-8."""
    out = io.StringIO()
    csv.writer(out).writerows([_harmless(cell) for cell in row] for row in rows)
    return f"\ufeff{out.getvalue()}"


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula, as text (OWASP, CSV injection)."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


class _Compiled(jinja2.BytecodeCache):
    """Templates as they were compiled in this process, by their text: editions share them.

    None of it is kept on a disk: who could write there could have it run.
    """

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self.known.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if len(self.known) >= _MANY:
            self.known.clear()
        self.known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_MANY = 500
_COMPILED = _Compiled()


def environment(theme: Theme, given: Mapping[str, object]) -> jinja2.Environment:
    """A sandboxed engine: strict, escaping all but style sheets, templates of the chain only."""

    def source(name: str) -> tuple[str, str, None] | None:
        file = theme.find("templates", name)
        if file is None:
            return None
        text, found = read_text(file, theme.project.relative(file))
        if found:
            raise PresskitError(*found)
        return text, str(file), None

    engine = ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(source),
        bytecode_cache=_COMPILED,
        optimized=False,  # else a filter of one edition is run when a template is compiled for all
        autoescape=lambda name: not (name or "").endswith(PLAIN),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    engine.tests["tbc"] = is_tbc
    engine.filters.update(
        date=long_date,
        names=join_names,
        css=css_string,
        shortened=shortened,
        json=as_json,
        csv=as_csv,
        first_upper=lambda text: text[:1].upper() + text[1:],
    )
    engine.globals.update(given)
    return engine


_COMPARE = "Compare it with the built-in template: presskit eject shows where that is."

_PLAIN = "Take it out; save a drawing as plain SVG: shapes and words, and pictures embedded."
"""The remedy for what a drawing or a page may not hold."""

_CALLS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a drawing or a filter raises when a template gives it the wrong thing."""


def misspelled(theme: Theme) -> Iterator[Diagnostic]:
    """What is no template among a project's own; they are read, and not run."""
    engine, project = environment(theme, {}), theme.project
    folders = (project.root / "templates" / name for name in theme.chain)
    for file in sorted(file for folder in folders for file in folder.rglob("*.j2")):
        text, found = read_text(file, project.relative(file), (project.root,))
        yield from found
        try:
            engine.parse(text)
        except jinja2.TemplateSyntaxError as error:
            place = Location(project.relative(file), error.lineno)
            yield Diagnostic("PK403", error.message or str(error), place, _COMPARE)
        except RecursionError:
            place = Location(project.relative(file))
            yield Diagnostic("PK403", "it is nested too deep", place, _COMPARE)


class Templates:
    """Runs templates, and turns what fails in a project's own into diagnostics."""

    def __init__(self, engine: jinja2.Environment, theme: Theme) -> None:
        self.engine, self.theme = engine, theme

    def __call__(self, name: str, /, **given: Any) -> str:
        try:
            text = self.engine.get_template(name).render(given)
        except jinja2.TemplateNotFound as error:
            message = f"no theme of {' → '.join(self.theme.chain)} has “{error.name}”"
            hint = "Check the shell or section named, or the include."
            file, line = _where(error)
            place = Location(self.theme.project.relative(file), line) if file else None
            raise PresskitError(Diagnostic("PK402", message, place, hint)) from None
        except DrawingError as error:
            raise self._explain(error, "PK408") from None
        except (jinja2.TemplateError, *_CALLS) as error:
            raise self._explain(error) from None
        if not name.endswith(PLAIN):
            self._well_formed(name, text)
        return text

    def style(self, name: str) -> Resource:
        """A style sheet, which knows its template, so that a fault in it can be traced there."""
        made = with_stand_ins(
            self(name), self.theme.tokens.face.values(), self.theme.stand_ins
        ).encode()
        file = self.theme.find("templates", name)
        text = file.read_text("utf-8") if file else ""
        template = Template(self.theme.project.relative(file) if file else name, text)
        shown = name.rpartition("/")[2].removesuffix(".j2")
        return Resource(f"styles/{shown}", "text/css", made, template=template)

    def _explain(self, error: Exception, code: str = "PK403") -> Exception:
        """Of a template of the project: a diagnostic. Of a built-in one: the error, ours."""
        file, line = _where(error)
        if file is None or not file.is_relative_to(self.theme.project.root):
            return error
        place = Location(self.theme.project.relative(file), line)
        hint = _PLAIN if code == "PK408" else _COMPARE
        return PresskitError(Diagnostic(code, str(error), place, hint))

    def blame(self, name: str, error: Exception) -> Exception:
        """What to raise when the result of a template is of no use: its fault, or ours."""
        file = self.theme.find("templates", name)
        if file is None or not file.is_relative_to(self.theme.project.root):
            return error
        place = Location(self.theme.project.relative(file))
        return PresskitError(Diagnostic("PK404", str(error), place, _COMPARE))

    def _well_formed(self, name: str, text: str) -> None:
        whole = text if text.startswith("<?xml") else f"<div>{_body(text)}</div>"
        try:
            tree = etree.fromstring(whole.encode(), _PARSER)
        except etree.XMLSyntaxError as error:
            file = self.theme.find("templates", name)
            place = self._line(file, whole, error.position[0]) if file else None
            hint = "Close every element, quote every attribute."
            raise PresskitError(Diagnostic("PK404", str(error.msg), place, hint)) from None
        held = (*faults(tree), *page_faults(tree))
        if wrong := tuple(self._drawing(name, fault) for fault in held):
            raise PresskitError(*dict.fromkeys(wrong))

    def _line(self, file: Path, made: str, number: int) -> Location:
        """A line of what a template made, in the template: the first that reads the same."""
        row = made.split("\n")[number - 1 : number]
        lines = [line.strip() for line in file.read_text("utf-8").split("\n")]
        wanted = row[0].removeprefix("<div>").strip() if row else ""
        line = lines.index(wanted) + 1 if wanted and wanted in lines else 0
        return Location(self.theme.project.relative(file), line)

    def _drawing(self, name: str, fault: Fault) -> Diagnostic:
        """What a drawing or a page may not hold, at the first line that has it."""
        file = self.theme.find("templates", name)
        lines = file.read_text("utf-8").split("\n") if file else []
        signed = (n for n, line in enumerate(lines, 1) if fault.sign and fault.sign in line)
        place = Location(self.theme.project.relative(file), next(signed, 0)) if file else None
        return Diagnostic("PK408", fault.message, place, _PLAIN)


def _body(text: str) -> str:
    return text.removeprefix("<!DOCTYPE html>")


def _where(error: Exception) -> tuple[Path | None, int]:
    """The innermost template frame of an error."""
    if isinstance(error, jinja2.TemplateSyntaxError) and (file := error.filename or error.name):
        return Path(file), error.lineno  # the lexer gives the file as the name
    found: tuple[Path | None, int] = (None, 0)
    trace = error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            found = (Path(name), trace.tb_lineno)
        trace = trace.tb_next
    return found
