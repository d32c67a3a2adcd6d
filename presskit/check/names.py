"""Rules for names and quotations in the film's own texts: one form each, every word vouched for."""

from collections.abc import Iterator

from presskit.diagnostics import Diagnostic
from presskit.load import Sources, place, values
from presskit.model import CITED, Film
from presskit.proofread import Text, Words, registry
from presskit.proofread.reading import plain
from presskit.source import KeyPath

_LISTS = {
    "id", "slug", "file", "sort", "address", "for",
    "refuse", "also", "unlike", "near", "forms_near", "apart", "title_also", "title_refuse",
    "sources", "source", "attribution", "fact", "total", "part", "derived", "portrait",
    "who", "names", "people", "directed_by", "produced_by", "subject", "told_by", "of",
}  # fmt: skip
"""Fields that list forms, words or ids, and say nothing to a reader."""


_ELSEWHERE = ("names", "sources", "quotes")
"""Files whose words are forms of names, or somebody else's."""


def _own_texts(film: Film, sources: Sources) -> Iterator[tuple[str, KeyPath, Text]]:
    """Every text of the film's own with its lines; a fact is read where it stands, not cited."""
    for name, path, value in values(film):
        fields = {part for part in path if isinstance(part, str)}
        if isinstance(value, str) and name not in _ELSEWHERE and not fields & _LISTS:
            start = place(sources, name, path)
            words = CITED.sub("…", value)
            yield name, path, plain(words, start.path, start.line)


def own_words_agree(film: Film, sources: Sources) -> Iterator[Diagnostic]:
    """The film's own texts spell names and the title as the registry has them, and quotation marks
    stand round words of the ledger, names and titles, and nothing else.

    A title may be spelled as it likes; an interview that is printed verbatim or condensed is the
    speaker's words as a whole.
    """
    known = registry(film)
    speakers = {f"interviews/{i.slug}": i.who for i in film.interviews if i.manner == "reported"}
    own = {f"interviews/{i.slug}" for i in film.interviews} - speakers.keys()
    for name, path, text in _own_texts(film, sources):
        words = Words(text, known)
        if path[-1:] != ("title",):
            yield from (f.diagnostic() for f in words.spelling() if f.level != "low")
        if name not in own:
            yield from (f.diagnostic() for f in words.quoted(speakers.get(name)))
