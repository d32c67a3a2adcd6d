"""The stills of a film as outputs have them: what each file says of itself, its name, its crop."""

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from presskit import images, keeping, markdown, rows
from presskit.diagnostics import Diagnostic
from presskit.document import Photograph
from presskit.images import Crop, Jpeg, Picture, Said, packet
from presskit.load import Sources, place
from presskit.model import Film, Focus, Prose, Still, slug
from presskit.rows import Area, Row, Shown
from presskit.theme import Theme

WEB_EDGE = 1920
"""Longest side, in pixels, of a still for the web."""

_PRINT = Jpeg(92, profile=True)
_WEB = Jpeg(90, profile=True)

FULL_PPI = 300
"""Pixels to the inch at which a photograph is printed in full quality."""


def said_of(still: Still, film: Film) -> Said:
    """What every file made of a still says: fields of the ledger that are known, in plain words."""

    def plain(value: object) -> str:
        if isinstance(value, Prose):
            return " ".join(markdown.to_text(value, film.cite).split())
        return value if isinstance(value, str) else ""

    limits = _limits(still)
    terms = plain(still.terms)
    people = (film.person(who) for who in still.people)
    return Said(
        title=still.title,
        caption=plain(still.caption),
        creator=plain(still.photographer),
        credit=plain(still.credit),
        copyright=plain(still.copyright),
        terms=". ".join(filter(None, [terms.rstrip("."), *limits])) if limits else terms,
        alt=plain(still.alt),
        persons=tuple(person.name for person in people if person),
    )


def _limits(still: Still) -> list[str]:
    territory = [f"Territory: {still.territory}"] if still.territory else []
    until = [f"Not after {still.until}"] if still.until else []
    return territory + until


_MIDDLE = Focus(x=50, y=50)
_HEADS_UP = Focus(x=50, y=35)
"""Where to look in an upright picture that has no focus: faces are above the middle."""


def in_place(
    picture: Picture, still: Still, coded: Jpeg, said: Said, edge: int, ratio: float | None
) -> bytes:
    """A still for its place on a page: cropped round its focus, if the place has another ratio."""
    crop = None
    if ratio is not None:
        at = still.focus or (_HEADS_UP if picture.height > picture.width else _MIDDLE)
        crop = Crop(round(ratio, 4), at.x / 100, at.y / 100)
    return images.derivative(picture, edge, coded, crop, said)


@dataclass(frozen=True, slots=True)
class Entry:
    """A still in the hands of a desk: its number, the name of its files, its words, its size.

    `number` is its place among the stills that are sent, from 1: the contact sheet and the captions
    share it. `width` and `height` are pixels of the file for print.
    """

    number: int
    still: Still
    name: str
    said: Said
    width: int
    height: int

    @property
    def centimetres(self) -> tuple[float, float]:
        """Width and height at which it prints in full quality (FULL_PPI)."""
        return tuple(round(n / FULL_PPI * 2.54, 1) for n in (self.width, self.height))  # type: ignore[return-value]

    @property
    def credit_names(self) -> bool:
        """Whether the credit line already names the photographer."""
        return bool(self.said.creator) and self.said.creator in self.said.credit

    @property
    def across(self) -> int:
        """Pixels to the inch when it is printed across a page of A4, or as high as one."""
        return round(max(self.width / 8.268, self.height / 11.693))


def entries(film: Film, pictures: Mapping[str, Picture]) -> tuple[Entry, ...]:
    """The stills that have a file, in the order of the ledger."""
    return tuple(_entries(film, pictures))


def _entries(film: Film, pictures: Mapping[str, Picture]) -> Iterator[Entry]:
    sent = (still for still in film.stills.stills if still.id in pictures)
    for number, still in enumerate(sent, 1):
        picture, said = pictures[still.id], said_of(still, film)
        name = _file_name(film.slug, still.id, slug(said.creator))
        yield Entry(number, still, name, said, picture.width, picture.height)


def sheet_rows(listed: Sequence[Entry]) -> Callable[..., tuple[Row, ...]]:
    """Lays out a contact sheet of these stills, in an area whose measures it is given."""
    shown = [Shown(entry.width / entry.height, _letters(entry)) for entry in listed]
    return lambda **area: rows.sheet(shown, Area(**area))


WANTED = 158.0
"""About as high as the box of a still without a file, in points, with the space below it."""


def plates(film: Film, listed: Sequence[Entry]) -> Callable[..., tuple[Row, ...]]:
    """Lays out the film's stills on a kit's pages; those without a file are boxes."""
    of = {entry.still.id: Shown(entry.width / entry.height, _letters(entry)) for entry in listed}
    shown = [of.get(still.id, Shown(0.0, height=WANTED)) for still in film.stills.stills]
    return lambda **area: rows.plates(shown, Area(**area))


def _letters(entry: Entry) -> tuple[int, ...]:
    """How long each paragraph is that stands below a still, its label included."""
    said = entry.said
    people = 12 + sum(len(name) + 2 for name in said.persons) if len(said.persons) > 1 else 0
    by = () if entry.credit_names else (len(said.creator) + 13,)
    return (
        len(entry.name) + 5,
        len(said.caption) + people,
        len(said.credit) + 7,
        *by,
        len(said.copyright),
        len(said.terms) + 6,
        _SIZES,
    )


_SIZES = 58
"""Letters of the line that says how large a still is."""


_LONGEST = 100
"""Letters of a file's name that every system can unpack, its suffix left out."""


def _file_name(film: str, still: str, by: str) -> str:
    """film_still_photographer.jpg: no id holds the mark between them, so that no two are alike."""
    name = "_".join(filter(None, [film, still, by]))
    if len(name) > _LONGEST:
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        name = f"{name[: _LONGEST - 9].rstrip('-_')}_{digest}"
    return f"{name}.jpg"


_HEADS = (
    "no.", "file", "title", "caption", "people, from left to right", "photographer", "credit",
    "copyright", "terms", "territory", "not after", "text alternative", "pixels wide",
    "pixels high", "cm wide at 300 ppi", "cm high at 300 ppi",
)  # fmt: skip


def table(listed: tuple[Entry, ...]) -> list[tuple[str, ...]]:
    """The captions as rows of cells, under their heads."""
    return [_HEADS, *(_row(entry) for entry in listed)]


def _row(entry: Entry) -> tuple[str, ...]:
    said, still = entry.said, entry.still
    words = (said.title, said.caption, ", ".join(said.persons), said.creator, said.credit)
    rights = (said.copyright, said.terms, still.territory, str(still.until or ""), said.alt)
    sizes = (entry.width, entry.height, *entry.centimetres)
    return (str(entry.number), entry.name, *words, *rights, *map(str, sizes))


def files(listed: tuple[Entry, ...], pictures: Mapping[str, Picture]) -> tuple[Photograph, ...]:
    """Each still twice, as a file of an archive: for print and for the web."""
    return tuple(
        Photograph(
            f"{folder}/{entry.name}",
            entry.width,
            entry.height,
            "image/jpeg",
            partial(_whole, picture, coded, entry.said, most),
            repr((picture.digest, coded, most, entry.said)),
        )
        for entry in listed
        for picture in (pictures[entry.still.id],)
        for folder, coded, most in (("print", _PRINT, None), ("web", _WEB, WEB_EDGE))
    )


def _whole(
    picture: Picture, coded: Jpeg, said: Said, most: int | None, edge: int, _ratio: float | None
) -> bytes:
    return images.derivative(picture, min(edge, most or edge), coded, said=said)


# ------------------------------------------------------------ photographs as they are given


def read(
    film: Film,
    sources: Sources,
    folder: Path,
    root: Path,
    notify: Callable[[str, int, int], None],
    withheld: frozenset[str] = frozenset(),
) -> tuple[dict[str, Picture], list[Diagnostic]]:
    """Decode every still that has a file: pictures by the still's id, and what is wrong.

    `notify` is told which one of how many it is; `withheld` are digests of files that no entry may
    show.
    """
    pictures: dict[str, Picture] = {}
    found: list[Diagnostic] = []
    files = [(i, s, s.file) for i, s in enumerate(film.stills.stills) if isinstance(s.file, str)]
    for number, (i, still, file) in enumerate(files, 1):
        notify("looking at photographs", number, len(files))
        where = place(sources, "stills", ("stills", i, "file"))
        picture = images.read_picture(
            folder / "stills" / Path(file).name, where, root, keeping.pictures(root)
        )
        if isinstance(picture, Diagnostic):
            found.append(picture)
            continue
        found += picture.found
        pictures[still.id] = picture
        if picture.digest in withheld:
            message = f"“{still.title}” shows a photograph that another entry withholds"
            hint = "Give both entries the same embargo: and until:."
            found.append(Diagnostic("PK612", message, where, hint))
        if len(packet(said_of(still, film))) > LONGEST_WORDS:
            message = f"the words of “{still.title}” do not fit into a picture file"
            hint = "Shorten the longest of caption, terms, alt and title."
            found.append(Diagnostic("PK613", message, where, hint))
    return pictures, found


LONGEST_WORDS = 60_000
"""Bytes of what a picture says of itself: a JPEG holds 65,502 of XMP in one segment."""


def bytes_of(withheld: Iterable[Still], folder: Path) -> frozenset[str]:
    """Digests of the files of stills that may not be shown, as far as they can be read."""
    found = set()
    for still in withheld:
        if isinstance(still.file, str):
            with contextlib.suppress(OSError, RuntimeError):
                data = (folder / "stills" / still.file).read_bytes()
                found.add(hashlib.sha256(data).hexdigest())
    return frozenset(found)


DULL = 0.1
"""The share of a picture from which somebody should know that it will print duller."""


def dull(
    film: Film, sources: Sources, theme: Theme, pictures: Mapping[str, Picture]
) -> Iterator[Diagnostic]:
    """Stills with colours far outside of the theme's printing condition."""
    intent = theme.tokens.intent
    profile = theme.find("assets", intent.file) if intent else None
    for i, still in enumerate(film.stills.stills):
        if intent and profile and still.id in pictures:
            share = images.unprintable(pictures[still.id], profile.read_bytes())
            if share >= DULL:
                where = place(sources, "stills", ("stills", i, "file"))
                message = f"{share:.0%} of {still.file} has colours that {intent.condition} lacks"
                hint = "Look at it in print, or ask for a file that was prepared for print."
                yield Diagnostic("PK609", message, where, hint)
