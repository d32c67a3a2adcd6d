"""What is said of many stills alike is summed up for a person, and whole for a program."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from presskit.cli import main
from presskit.diagnostics import Diagnostic, Location, More, folded

STILL = """\
  - id: still-{n}
    title: Still {n}
    file: still-{n}.jpg
    caption: The road.
    photographer: Ida Solberg
    credit: Ida Solberg
    copyright: © Ida Solberg
    terms: for the press
    alt: A road.
"""


def dull(n: int, name: str = "") -> Diagnostic:
    hint = "Look at it in print, or ask for a file that was prepared for print."
    words = f"{10 + n}% of {name or f'still-{n}.jpg'} has colours that FOGRA39 lacks"
    return Diagnostic("PK609", words, Location("stills.yaml", n), hint)


def private(n: int) -> Diagnostic:
    return Diagnostic("PK607", f"still-{n}.jpg holds a position", Location("stills.yaml", n))


def test_three_are_shown_and_the_rest_is_named() -> None:
    found = [dull(n) for n in range(1, 41)]
    *whole, more = folded(found)
    assert whole == found[:3]
    assert isinstance(more, More)
    assert more.like == tuple(found[3:])
    assert str(more).startswith("and 37 more like this (PK609): still-4.jpg, still-5.jpg, ")
    assert str(more).endswith(", …")


def test_kinds_that_alternate_are_summed_up_apart() -> None:
    found = [kind(n) for n in range(1, 7) for kind in (dull, private)]
    said = list(folded(found))
    assert [str(more) for more in said if isinstance(more, More)] == [
        "and 3 more like this (PK609): still-4.jpg, still-5.jpg, still-6.jpg",
        "and 3 more like this (PK607): still-4.jpg, still-5.jpg, still-6.jpg",
    ]
    assert [item for item in said if isinstance(item, Diagnostic)] == found[:6]


def test_nothing_is_lost_but_to_the_eye() -> None:
    found = [kind(n) for n in range(9) for kind in (dull, private)]
    held = [d for item in folded(found) for d in (item.like if isinstance(item, More) else [item])]
    assert sorted(map(str, held)) == sorted(map(str, found))


def test_figures_in_a_remedy_make_no_other_kind() -> None:
    found = [
        Diagnostic("PK511", f"page {n}: images/a-{n}.jpg has {n} pixels", None, f"At least {n}.")
        for n in range(6)
    ]
    assert str(list(folded(found))[-1]).endswith("(PK511): a-3.jpg, a-4.jpg, a-5.jpg")


def test_four_are_shown_since_one_is_as_short_in_full() -> None:
    found = [dull(n) for n in range(4)]
    assert list(folded(found)) == found


@pytest.mark.parametrize(
    "found",
    [
        [Diagnostic("PK601", f"the picture {n}.jpg is not in stills/") for n in range(9)],
        [Diagnostic("PK609", f"{n}.jpg", whom="the photographer") for n in range(9)],
        [Diagnostic("PK609", "a.jpg", hint="abcdefghi"[n]) for n in range(9)],
    ],
    ids=["errors", "what is for somebody", "other remedies"],
)
def test_what_each_must_be_put_right_is_whole(found: list[Diagnostic]) -> None:
    assert list(folded(found)) == found


def test_a_film_of_many_stills_is_checked_in_few_lines(minimal: Path) -> None:
    folder = minimal / "content" / "minimal"
    (folder / "stills").mkdir()
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 52.0, 12.0), 3: "W", 4: (116.0, 36.0, 0.0)})
    for n in range(1, 13):
        Image.new("RGB", (90, 60), (9 * n, 90, 90)).save(
            folder / "stills" / f"still-{n}.jpg", exif=exif
        )
    entries = "".join(STILL.format(n=n) for n in range(1, 13))
    (folder / "stills.yaml").write_text(f"stills:\n{entries}", "utf-8")
    done = CliRunner().invoke(main, ["check", "minimal"])
    notes = re.findall(
        r"^\S+: note PK607 |^    and \d+ more like this \(PK607\)", done.stderr, re.MULTILINE
    )
    assert len(notes) == 4, done.stderr
    assert "and 9 more like this (PK607): still-4.jpg, still-5.jpg" in done.stderr
    lines = CliRunner().invoke(main, ["check", "minimal", "--json"]).stdout.splitlines()
    assert [json.loads(line)["code"] for line in lines].count("PK607") == 12
