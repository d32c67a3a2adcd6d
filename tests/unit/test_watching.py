"""What is looked for in a film's outputs: what it withholds, and nothing that it says itself."""

from pathlib import Path

import pytest

from presskit.inspect.leaks import Watch, search
from presskit.project import open_project
from presskit.watching import watch_for

STILLS = """\
stills:
  - id: one
    title: At the gate of the quarry
    file: {{tbc: Ann Archer}}
    caption: {shown}
    photographer: Ann Archer
    credit: "Photo: Ann Archer"
    copyright: © Ann Archer
    terms: for the press
    alt: An empty road.
  - id: secret-ending
    title: The end of the road
    file: ending.jpg
    caption: {withheld}
    photographer: Ann Archer
    credit: "Photo: Ann Archer"
    copyright: © Ann Archer
    terms: for the press
    alt: A road that ends in the sea.
    embargo: 2027-01-01
"""


def watch(project: Path, shown: str = "Nothing.", withheld: str = "Nobody comes back.") -> Watch:
    """What is looked for in the outputs of the minimal film with one still withheld."""
    folder = project / "content" / "minimal"
    (folder / "stills.yaml").write_text(STILLS.format(shown=shown, withheld=withheld), "utf-8")
    (folder / "stills").mkdir(exist_ok=True)
    (folder / "stills" / "ending.jpg").write_bytes(b"\xff\xd8 a photograph \xff\xd9")
    made = watch_for(folder, open_project(project), ["idasolberg", "archer"], final=False)
    assert made
    return made


def found(text: str | bytes, asked: Watch) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    return [d.code for d in search(data, "kit.bin", asked)]


def test_words_and_bytes_of_a_withheld_still_are_looked_for(minimal: Path) -> None:
    asked = watch(minimal)
    for text in ("The end of the road", "secret-ending", "a road that ends in the sea"):
        assert found(text, asked) == ["PK720"], text
    assert found(b"\xff\xd8 a photograph \xff\xd9", asked)[0] == "PK720"
    assert found("At the gate of the quarry", asked) == []


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Bo Ekman", ["Bo Ekman"]),  # eight letters in two words
        ("Zabriskie", ["Zabriskie"]),
        ("Trailer", []),  # a word of any kit
        ("Where sources differ", []),  # a section of any kit
        ("Quarry", []),  # the film says it elsewhere
        ("Alta", []),
    ],
)
def test_short_names_of_what_is_withheld_are_looked_for(
    minimal: Path, title: str, kept: list[str]
) -> None:
    (minimal / "content/minimal/text/secret.md").write_text(
        f"---\ntitle: {title}\nembargo: 2027-01-01\n---\n\nNobody knows.\n", "utf-8"
    )
    asked = watch(minimal)
    for text in (f"A kit of {title}.", f"a-kit-of-{title.lower()}.txt"):
        assert found(text, asked) == ["PK720"] * len(kept), text
    assert found(f"{title}ville", asked) == []


def test_what_another_still_says_is_no_secret(minimal: Path) -> None:
    """With its facts as they are printed: that is how outputs have it."""
    cited = "Ann Archer waits for {fact}`minutes` minutes at the [gate](https://example.org)."
    printed = "Ann Archer waits for 92 minutes at the gate."
    asked = watch(minimal, shown=cited, withheld=cited)
    assert found(printed, asked) == []
    assert found(printed, watch(minimal, withheld=cited)) == ["PK720"]


def test_names_of_the_machine_are_looked_for_unless_the_film_has_them(minimal: Path) -> None:
    asked = watch(minimal)
    assert asked.names == ("idasolberg",)
    assert found(f"{minimal}/content", asked) == ["PK721"]


def test_a_film_may_tell_of_paths_and_notes_in_its_own_words(minimal: Path) -> None:
    story = "He kept it all in /home/alan/games, and the song was called TODO: it was a hit."
    asked = watch(minimal, shown=f'"{story}"')

    def told(text: str) -> list[str]:
        return [d.code for d in search(text.encode(), "kit.txt", asked)]

    assert told(story) == []
    assert told("made in /home/alan/films by hand") == ["PK721"]
    assert told("and TODO: write this") == ["PK723"]
