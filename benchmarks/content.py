"""What is set: a film that nobody made, from a seed, as long as is asked for.

The same words, tables and photographs become a project of presskit (`project`) and a text in
Markdown for the others (`manuscript`).
"""

from dataclasses import dataclass

from benchmarks.words import GIVEN, KNOWN, Writer

SEED = 1


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of everything there is, and how large the photographs are, in pixels."""

    chapters: int
    paragraphs: int
    tables: int
    entries: int
    people: int
    credits: int
    stills: int
    size: tuple[int, int] = (3000, 2000)


AMOUNTS = {
    "tiny": Amount(1, 2, 1, 3, 1, 3, 1, (900, 600)),
    "20": Amount(2, 6, 1, 8, 3, 24, 12),
    "320": Amount(36, 30, 6, 10, 24, 200, 12),
    "large": Amount(15, 30, 6, 10, 24, 2000, 400, (1200, 800)),
}
"""By trial: about as many pages as the name says, `large` about 320."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a table: when, what, how it ended, and a sentence on it."""

    year: int
    event: str
    result: str
    note: str


@dataclass(frozen=True, slots=True)
class Shot:
    """A photograph: its file's name, and what is said of it."""

    name: str
    title: str
    caption: str
    by: str
    alt: str


@dataclass(frozen=True, slots=True)
class Story:
    """All that a kit says. `chapters`, `tables` and `credits` are pairs of a heading and its body;
    `people` have name, role and biography."""

    title: str
    logline: str
    short: str
    medium: str
    statement: str
    chapters: tuple[tuple[str, tuple[str, ...]], ...]
    tables: tuple[tuple[str, tuple[Entry, ...]], ...]
    people: tuple[tuple[str, str, str], ...]
    credits: tuple[tuple[str, str], ...]
    shots: tuple[Shot, ...]
    size: tuple[int, int]
    seed: int


_RESULTS = ("Overall win", "Class win", "Second place", "Honourable mention", "Inducted", "Retired")
_JOBS = ("assistant", "coordinator", "operator", "supervisor", "technician", "editor")
_CRAFTS = ("Camera", "Sound", "Lighting", "Costume", "Archive", "Transport", "Music", "Colour")


def story(amount: Amount, seed: int = SEED) -> Story:
    """The story of this length for this seed."""
    write = Writer(f"presskit {seed} {amount}")
    chapters = tuple(
        (write.heading(), tuple(write.words(80) for _ in range(amount.paragraphs)))
        for _ in range(amount.chapters)
    )
    tables = tuple(
        (write.heading(), tuple(_entry(write, n) for n in range(amount.entries)))
        for _ in range(amount.tables)
    )
    people = tuple(
        (f"{write.one(GIVEN)} {KNOWN[n]}", "director", write.words(60))
        for n in range(amount.people)
    )
    return Story(
        title="The Long Way to the Harbour",
        logline=write.sentence(),
        short=write.words(55),
        medium=write.words(180),
        statement=write.words(110),
        chapters=chapters,
        tables=tables,
        people=people,
        credits=tuple(
            (f"{write.one(_CRAFTS)} {write.one(_JOBS)}", write.name())
            for _ in range(amount.credits)
        ),
        shots=tuple(_shot(write, n) for n in range(amount.stills)),
        size=amount.size,
        seed=seed,
    )


def _entry(write: Writer, number: int) -> Entry:
    return Entry(1950 + number, write.heading(), write.one(_RESULTS), write.words(14))


def _shot(write: Writer, number: int) -> Shot:
    title, by = write.heading(), write.name()
    return Shot(f"still-{number + 1:03}", title, write.words(12), by, write.sentence())
