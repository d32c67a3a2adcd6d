"""What a film's content says: frozen types, one class per content file.

No reading, no rules across fields, nothing about formats. The descriptions of the fields are
what `docs/content.md` and the JSON Schemas print.
"""

from presskit.model.about import Accessibility, FilmFile
from presskit.model.career import Accolade, Accolades, Festival, Festivals
from presskit.model.film import Film, noting
from presskit.model.media import (
    Exchange,
    Interview,
    InterviewHead,
    QuotesFile,
    Still,
    StillsFile,
    Text,
    TextHead,
    Vouched,
)
from presskit.model.registry import (
    Fact,
    FactsFile,
    Name,
    NamesFile,
    PeopleFile,
    Person,
    SourcesFile,
)
from presskit.model.values import (
    TAGS,
    Content,
    PartialDate,
    Path,
    Prose,
    Tbc,
    is_tbc,
    walk,
    watching,
    without_tbc,
)

FILES: dict[str, type[Content]] = {
    "film": FilmFile,
    "facts": FactsFile,
    "sources": SourcesFile,
    "people": PeopleFile,
    "names": NamesFile,
    "accolades": Accolades,
    "festivals": Festivals,
    "stills": StillsFile,
    "quotes": QuotesFile,
}
"""Content files by name (film.yaml, ...) and what each holds."""

__all__ = [
    "FILES",
    "TAGS",
    "Accessibility",
    "Accolade",
    "Accolades",
    "Content",
    "Exchange",
    "Fact",
    "FactsFile",
    "Festival",
    "Festivals",
    "Film",
    "FilmFile",
    "Interview",
    "InterviewHead",
    "Name",
    "NamesFile",
    "PartialDate",
    "Path",
    "PeopleFile",
    "Person",
    "Prose",
    "QuotesFile",
    "SourcesFile",
    "Still",
    "StillsFile",
    "Tbc",
    "Text",
    "TextHead",
    "Vouched",
    "is_tbc",
    "noting",
    "walk",
    "watching",
    "without_tbc",
]
