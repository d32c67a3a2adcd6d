"""Somebody's text about a film, held against the registry."""

from collections.abc import Callable, Iterator

from presskit.model import Film
from presskit.proofread import (
    absolutes,
    ages,
    awards,
    career,
    claims,
    days,
    deeds,
    figures,
    kin,
    names,
    namesakes,
    quotations,
    roles,
    scope,
    sums,
    things,
    title,
)
from presskit.proofread.cased import cased
from presskit.proofread.finding import LEVELS, Finding
from presskit.proofread.registry import Registry, registry
from presskit.proofread.scan import Sentence, scan
from presskit.proofread.text import Block, Text

Rule = Callable[[tuple[Sentence, ...], Registry], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    title.check,
    names.check,
    figures.check,
    figures.running_times,
    ages.check,
    claims.check,
    career.check,
    things.check,
    absolutes.check,
    sums.check,
    namesakes.check,
    days.check,
    deeds.check,
    awards.check,
    roles.check,
    scope.check,
    kin.check,
    quotations.check,
)

__all__ = ["LEVELS", "Block", "Finding", "Text", "Words", "proofread", "registry"]


class Words:
    """One of a film's own texts, read once for all that is asked of it."""

    def __init__(self, text: Text, known: Registry) -> None:
        self.known = known
        self.sentences = scan(cased(text, known), known)

    def spelling(self) -> Iterator[Finding]:
        """Names and titles alone."""
        yield from names.check(self.sentences, self.known)
        yield from title.check(self.sentences, self.known)

    def quoted(self, speaker: str | None = None) -> Iterator[Finding]:
        """Quotations alone: all that the ledger does not have, of that speaker if one is given."""
        return quotations.strictly(self.sentences, self.known, speaker)


def proofread(film: Film, text: Text) -> tuple[Finding, ...]:
    """All that disagrees with the registry, in order of the text; doubtful matches too."""
    known = registry(film)
    sentences = scan(cased(text, known), known)
    found = {f for rule in RULES for f in rule(sentences, known)}
    return tuple(sorted(found, key=lambda f: (f.block, f.start, f.code, f.message)))
