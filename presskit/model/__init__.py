"""What a film's content says: frozen types, one class per content file.

No reading, no rules across fields, nothing about formats. The descriptions of the fields are
what `docs/content.md` and the JSON Schemas print.
"""

from presskit.model.about import Accessibility, FilmFile
from presskit.model.career import Accolade, Accolades, Festival, Festivals
from presskit.model.film import Film, noting
from presskit.model.lengths import Limit, Profile, ProfilesFile
from presskit.model.media import (
    Exchange,
    Focus,
    Interview,
    InterviewHead,
    QuotesFile,
    Still,
    StillsFile,
    Text,
    TextHead,
    Vouched,
)
from presskit.model.moment import Moment
from presskit.model.registry import (
    Derived,
    Fact,
    FactsFile,
    Name,
    NamesFile,
    PeopleFile,
    Person,
    SourcesFile,
)
from presskit.model.values import (
    CITED,
    TAGS,
    Approval,
    Content,
    Item,
    PartialDate,
    Path,
    Prose,
    Tbc,
    is_tbc,
    slug,
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
    "profiles": ProfilesFile,
}
"""Content files by name (film.yaml, ...) and what each holds."""

__all__ = [
    "CITED",
    "FILES",
    "TAGS",
    "Accessibility",
    "Accolade",
    "Accolades",
    "Approval",
    "Content",
    "Derived",
    "Exchange",
    "Fact",
    "FactsFile",
    "Festival",
    "Festivals",
    "Film",
    "FilmFile",
    "Focus",
    "Interview",
    "InterviewHead",
    "Item",
    "Limit",
    "Moment",
    "Name",
    "NamesFile",
    "PartialDate",
    "Path",
    "PeopleFile",
    "Person",
    "Profile",
    "ProfilesFile",
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
    "slug",
    "walk",
    "watching",
    "without_tbc",
]
