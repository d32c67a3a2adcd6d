"""What is wrong with a film's content: a list of small rules, each film → diagnostics."""

from collections.abc import Callable, Iterator

from presskit.check.facts import (
    counts_are_numbers,
    dates_agree,
    facts_are_used,
    facts_fit_their_state,
    somebody_issues_the_kit,
    used_facts,
)
from presskit.check.names import own_words_agree
from presskit.check.references import ids_are_unique, references_resolve
from presskit.check.texts import (
    answers_have_no_headings,
    figures_are_cited,
    interviews_say_their_manner,
    measures_are_known,
    texts_are_plain_markdown,
    texts_keep_their_length,
    titles_are_titles,
    unknown_is_a_state,
)
from presskit.diagnostics import Diagnostic
from presskit.load import Sources
from presskit.model import Film

__all__ = ["check", "used_facts"]

Rule = Callable[[Film, Sources], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    texts_are_plain_markdown,
    answers_have_no_headings,
    unknown_is_a_state,
    texts_keep_their_length,
    titles_are_titles,
    measures_are_known,
    interviews_say_their_manner,
    ids_are_unique,
    references_resolve,
    somebody_issues_the_kit,
    facts_fit_their_state,
    facts_are_used,
    dates_agree,
    counts_are_numbers,
    own_words_agree,
    figures_are_cited,
)


def check(film: Film, sources: Sources) -> list[Diagnostic]:
    """Every rule over the film."""
    return [found for rule in RULES for found in rule(film, sources)]
