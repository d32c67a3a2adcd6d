"""Running templates: what fails in a project's own is a diagnostic, what fails in ours is a bug."""

from pathlib import Path
from typing import Any

import jinja2
from lxml import etree

from presskit.diagnostics import Diagnostic, Location, PresskitError
from presskit.theme import PLAIN, Theme

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


_CALLS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a drawing or a filter raises when a template gives it the wrong thing."""


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
            raise PresskitError(Diagnostic("PK402", message, None, hint)) from None
        except (jinja2.TemplateError, *_CALLS) as error:
            raise self._explain(error) from None
        if not name.endswith(PLAIN):
            self._well_formed(name, text)
        return text

    def _explain(self, error: Exception) -> Exception:
        """Of a template of the project: a diagnostic. Of a built-in one: the error, ours."""
        file, line = _where(error)
        if file is None or not file.is_relative_to(self.theme.project.root):
            return error
        place = Location(self.theme.project.relative(file), line)
        hint = "Compare it with the built-in template: presskit eject shows where that is."
        return PresskitError(Diagnostic("PK403", str(error), place, hint))

    def _well_formed(self, name: str, text: str) -> None:
        whole = text if text.startswith("<?xml") else f"<div>{_body(text)}</div>"
        try:
            etree.fromstring(whole.encode(), _PARSER)
        except etree.XMLSyntaxError as error:
            file = self.theme.find("templates", name)
            place = Location(self.theme.project.relative(file)) if file else None
            hint = "Close every element, quote every attribute."
            raise PresskitError(Diagnostic("PK404", str(error.msg), place, hint)) from None


def _body(text: str) -> str:
    return text.removeprefix("<!DOCTYPE html>")


def _where(error: Exception) -> tuple[Path | None, int]:
    """The innermost template frame of an error."""
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        return Path(error.filename), error.lineno
    found: tuple[Path | None, int] = (None, 0)
    trace = error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            found = (Path(name), trace.tb_lineno)
        trace = trace.tb_next
    return found
