"""presskit beside other ways to make a kit: measured in turn, printed as a table.

    python -m benchmarks [--pages 20,320,growth] [--rounds 5] [--only cold,weasyprint]
                         [--date 2026-11-22] [--out docs/benchmarks.md]

What is missing is installed into .tools/benchmarks, Chromium by apt-get where that asks nothing.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import kits, page, peers, rows
from benchmarks.content import SEED
from benchmarks.kits import Contestant
from benchmarks.measure import FailedError, Taken

SHOWN = Callable[[str], None]


def main() -> None:
    given = _parser().parse_args()
    only = [name for name in given.only.split(",") if name]
    left_out = peers.install()
    if not kits.can_watch():
        left_out.append("one word changed is left out: there is no presskit watch")
        only = [name for name in only or rows.LABELS if name != "watch"]
    parts = []
    for part in given.pages.split(","):
        with tempfile.TemporaryDirectory(prefix="presskit-benchmarks-") as name:
            parts.append(_part(Path(name), part, given.rounds, only, left_out))
    text = page.page(parts, tuple(left_out), given.date, SEED)
    print(text)
    if given.out:
        given.out.write_text(text, "utf-8")
        drawn = given.out.parent / page.PICTURE
        drawn.parent.mkdir(parents=True, exist_ok=True)
        drawn.write_text(page.picture(parts), "utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--pages", default="20", help="20, 320, growth, or several: 20,320")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="contestants, by their short names")
    parser.add_argument("--date", default="on a day not given", help="to be printed")
    parser.add_argument("--out", type=Path, help="the page to write, and its picture beside it")
    return parser


ROUNDS = {"320": 3, "growth": 1}
"""How many rounds are enough where each takes minutes."""


def _part(
    place: Path, part: str, rounds: int, only: Sequence[str], left_out: list[str]
) -> page.Part:
    """One amount of content: each contestant once to warm up, then in turn."""
    say(f"{part}: writing the content")
    if part == "growth":
        running, against = rows.growth(place), [rows.GROWTH]
    else:
        wanted = [n for n in only or rows.LABELS if part != "320" or n in rows.LONG]
        running, against = rows.contestants(place, part, wanted), list(rows.ROWS)
    first = {one.name: _warm(one, part, left_out) for one in running}
    running = [one for one in running if first[one.name]]
    results: dict[str, list[Taken]] = {one.name: [] for one in running}
    rounds = min(rounds, ROUNDS.get(part, rounds))
    for number in range(rounds):
        for one in running:
            say(f"{part}: round {number + 1} of {rounds}: {one.name}")
            one.prepare()
            results[one.name].append(one.run())
    if once := first.get("large"):  # of it nothing was cached
        results["large-cold"] = [once]
    say("")
    return page.Part(part, results, tuple(against))


def _warm(one: Contestant, part: str, left_out: list[str]) -> Taken | None:
    """One run off the record, for files to be read and caches filled; none if it fails."""
    say(f"{part}: once to warm up: {one.name}")
    try:
        one.prepare()
        return one.run()
    except FailedError as error:
        left_out.append(f"{rows.LABELS[one.name]} ({part}) is left out: {error}")
        return None


def say(text: str) -> None:
    """Progress, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
