"""The words of an entry of stills.yaml: from a photograph, from somebody, and what is open."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from presskit.intake import ledger
from presskit.intake.picturedata import PictureData, plain
from presskit.model import CITED, Person, Still, Tbc, slug

Ask = Callable[[str, str], str]
"""Asks somebody for a field by its label, with what stands if nothing is typed."""

LABELS = {
    "title": "title",
    "file": "file",
    "caption": "caption",
    "people": "people",
    "photographer": "photographer",
    "credit": "credit",
    "copyright": "copyright",
    "terms": "terms",
    "alt": "text alternative",
}
"""What the fields of an entry are called, in their order."""

TEXTS = tuple(name for name in LABELS if name not in ("file", "people"))
_RIGHTS = ("photographer", "credit", "copyright", "terms")


@dataclass(slots=True)
class Words:
    """What goes into an entry, and where it is from."""

    stem: str
    said: PictureData
    texts: dict[str, str] = field(default_factory=dict)
    origin: dict[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    wanted: Collection[str] = ()

    def gather(self, wanted: Collection[str], ask: Ask | None) -> None:
        """The fields wanted: what the photograph says, else what somebody types, else a title."""
        self.wanted = wanted
        for name in wanted:
            self._set(name, getattr(self.said, name), "photo")
            if name == "title":
                self._set(name, self.said.headline, "photo")
            default, origin = self._default(name)
            if name not in self.texts and ask:
                typed = plain(ask(LABELS[name], default))
                self._set(name, typed if typed != default else "", "typed")
            self._set(name, default, origin)

    def _set(self, name: str, words: str, origin: str) -> None:
        if words and name not in self.texts:
            self.texts[name], self.origin[name] = words, origin

    def _default(self, name: str) -> tuple[str, str]:
        if name == "title":
            words = plain(re.sub(r"[-_\s]+", " ", self.stem)) or "Photograph"
            return words[:1].upper() + words[1:], "name"
        if name != "caption":
            return "", ""
        if self.said.headline and self.said.headline != self.texts["title"]:
            return self.said.headline, "photo"
        return self.texts["title"], "name" if self.origin["title"] == "name" else "title"

    def name(self, people: Iterable[Person]) -> None:
        """Who of the people in the picture is in people.yaml, and who is not."""
        forms = [
            (form, person.id) for person in people for form in (*person.also, person.full_name)
        ]
        forms += [(person.name, person.id) for person in people]  # it rules over another's `also`
        known = {plain(form).casefold(): person for form, person in forms}
        found = {name: known.get(name.casefold(), "") for name in self.said.persons}
        self.people = tuple(dict.fromkeys(filter(None, found.values())))
        self.strangers = tuple(name for name, person in found.items() if not person)

    def entry(self, file: str) -> dict[str, ledger.Value]:
        """The fields of a new entry; what nobody said is to be confirmed."""
        asked = Tbc(tbc=self.texts.get("photographer", "the photographer"))
        values: dict[str, ledger.Value] = {"file": file, "people": self.people}
        values |= {name: self.texts.get(name) or asked for name in TEXTS}
        return {name: values[name] for name in LABELS}

    def completing(self, file: str, entry: Still) -> dict[str, ledger.Value]:
        """What goes into the entry that is there."""
        values: dict[str, ledger.Value] = dict(self.texts)
        if isinstance(entry.file, Tbc):
            values["file"] = file
            self.origin["file"] = "photo"
        if "people" not in entry.model_fields_set and self.people:
            values["people"] = self.people
        else:
            self.people = self.strangers = ()
        for name in _RIGHTS:
            typed, said = getattr(entry, name), getattr(self.said, name)
            if name in self.wanted or not said or CITED.search(typed):
                continue
            if plain(typed) not in (said, ledger.escaped(said)):
                self.notes.append(f"{LABELS[name]} left as it was (the photo says “{said}”)")
        return values

    def id(self, taken: Collection[str]) -> str:
        """A new id, from the title that somebody gave, the first words of the caption, the file."""
        given = [
            self.texts[n] for n in ("title", "caption") if self.origin[n] in ("photo", "typed")
        ]
        slugs = [short(" ".join(words.split()[:6])) for words in given]
        named = next((name for name in slugs if re.search("[a-z]", name)), "")
        return unused(named or short(self.stem) or "photograph", taken)

    def told(self) -> str:
        """What was taken from where, and what is open."""
        of = {"people": "photo"} if self.people else {}
        origin = self.origin | of

        def fields(where: str) -> list[str]:
            return [label for name, label in LABELS.items() if origin.get(name) == where]

        photo, typed, named = fields("photo"), fields("typed"), fields("name")
        opened = [LABELS[name] for name in TEXTS if name in self.wanted and name not in self.texts]
        parts = [
            f"{_listing(photo)} from the photo" if photo else "nothing from the photo",
            f"{_listing(typed)} as typed" if typed else "",
            f"{_listing(named)} from the file name" if named else "",
            "the title as caption" if fields("title") else "",
            *self.notes,
            f"not in people.yaml: {', '.join(self.strangers)}" if self.strangers else "",
            f"to be confirmed: {', '.join(opened)}" if opened else "",
        ]
        return "; ".join(filter(None, parts))


def _listing(labels: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))


def short(words: str) -> str:
    """Words as an id of some 40 characters at most."""
    name = slug(words)
    return name if len(name) <= 40 else name[:41].rpartition("-")[0] or name[:40]


def unused(stem: str, taken: Collection[str], suffix: str = "") -> str:
    name, number = f"{stem}{suffix}", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}{suffix}"
    return name
