"""False alarms of what is withheld: each entry of a film in turn, and what is said counted.

    python -m benchmarks.withheld content/one-more-win
    python -m benchmarks.withheld content/one-more-win --shown 40

No entry of that film is a secret: what is said of one names words that public texts have in common
with it. The words that would be looked for in outputs are held against texts that are not the
film's: templates and assets.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from presskit import embargo, resources
from presskit.inspect.leaks import search
from presskit.load import load
from presskit.model import Content, Film, Item, Moment, walk
from presskit.project import Project, find_root, open_project
from presskit.watching import watch

LATER = Moment("2090-01-01")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("film", type=Path)
    parser.add_argument("--shown", type=int, default=10, help="findings to print of each kind")
    given = parser.parse_args()
    folder = given.film.resolve()
    project = open_project(find_root(folder) or folder)
    loaded = load(folder, project)
    assert loaded.film, loaded.found
    said: list[str] = []
    alarms: list[str] = []
    strange = _strange()
    tried = 0
    for item in _items(loaded.film):
        tried += 1
        with patch("presskit.embargo.check", return_value=[]):  # references are no question here
            shown = embargo.shown(_without(loaded.film, item), loaded.sources)
        said += [f"{type(item).__name__} {one}" for one in shown.found if one.code == "PK641"]
        alarms += _alarms(shown, folder, project, strange)
    print(f"{tried} entries withheld in turn: {len(said)} times words stand elsewhere")
    print(dict(Counter(one.partition(" ")[0] for one in said)))
    for one in said[: given.shown]:
        print(one)
    print(f"{len(alarms)} of {tried} looked for in vain: words of templates and assets")
    for one in alarms[: given.shown]:
        print(one)


def _items(film: Film) -> Iterator[Item]:
    yield from (one for _, one in walk(film) if isinstance(one, Item))


def _without(value: Any, item: Item) -> Any:
    """The same content, where the entry is under embargo."""
    if value is item:
        return item.model_copy(update={"embargo": LATER})
    if isinstance(value, tuple):
        entries = tuple(_without(one, item) for one in value)
        return entries if any(a is not b for a, b in zip(entries, value, strict=True)) else value
    if isinstance(value, Content):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        new = {name: _without(one, item) for name, one in fields.items()}
        changed = {name: one for name, one in new.items() if one is not fields[name]}
        return value.model_copy(update=changed) if changed else value
    return value


def _strange() -> str:
    """Texts that every kit may have."""
    root = resources.data_root()
    files = [*root.rglob("templates/default/**/*.j2"), *root.glob("assets/**/*.yaml")]
    return "\n".join(file.read_text("utf-8") for file in sorted(files))


def _alarms(shown: embargo.Shown, folder: Path, project: Project, text: str) -> Iterator[str]:
    asked = watch(shown, folder, project, (), final=False)
    for found in search(text.encode(), "strange.txt", asked):
        if found.code == "PK720":
            words = [held.called for held in shown.withheld]
            yield f"{found} {words}"


if __name__ == "__main__":
    main()
