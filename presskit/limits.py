"""How large things may be. What is larger is refused with a diagnostic, never cut off."""

from dataclasses import dataclass

CONTENT_BYTES = 5_000_000
CONTENT_DEPTH = 30
ENTRIES = 10_000
TEXT_DEPTH = 16
PICTURE_BYTES = 500_000_000
PIXELS = 120_000_000
SIDE = 65_500
"""Pixels of a side that a JPEG can have."""

PAGES = 2_000
SECONDS = 1_800
MEMORY = 4_096


@dataclass(frozen=True, slots=True)
class Limit:
    """What is limited, to how much of what, by which diagnostic, and how to set it otherwise."""

    what: str
    most: int
    unit: str
    code: str
    setting: str = ""


LIMITS = (
    Limit("a content file: YAML or Markdown", CONTENT_BYTES, "bytes", "PK108"),
    Limit("lists and maps within each other in a YAML file", CONTENT_DEPTH, "levels", "PK108"),
    Limit("one list of a YAML file: credits, stills, facts", ENTRIES, "entries", "PK108"),
    Limit("quotes and lists within each other in a text", TEXT_DEPTH, "levels", "PK108"),
    Limit("a photograph’s file", PICTURE_BYTES, "bytes", "PK602"),
    Limit("a photograph", PIXELS, "pixels", "PK602"),
    Limit("a side of a photograph", SIDE, "pixels", "PK602"),
    Limit("a PDF", PAGES, "pages", "PK535"),
    Limit("making one kit, on the clock", SECONDS, "seconds", "PK531", "--max-seconds"),
    Limit("making one kit", MEMORY, "megabytes of memory", "PK532", "--max-memory"),
    Limit("stills.zip", 0, "megabytes, if asked for", "PK610", "--max-mb"),
)
"""Every limit there is; docs/limits.md is made from it."""
