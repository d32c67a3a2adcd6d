"""The report card: every measurement, ours beside the stock way, as a table and as a page of docs.

    python -m tests.reliability --n 500 --kills 200 --seed 1 --date 2026-11-22 --out card.md

Nothing is claimed that was not run: what is left out with --n 0 or --kills 0 is not in the table.
"""

import argparse
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from tests.reliability import fetches, malformed, privacy, sameness, stockinput

LIBRARIES = ("weasyprint", "EbookLib", "Pillow", "PyYAML", "Jinja2", "lxml", "pydantic")

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the card."""

    what: str
    ours: str
    stock: str = "—"


def of(failed: int, tried: int) -> str:
    """So many of so many; of none, how many of a hundred there may be all the same."""
    if tried and not failed:
        return f"0 of {tried} (below {300 / tried:.1f} % with 95 % confidence)"
    return f"{failed} of {tried}"


def share(counts: Counts, part: str, whole: str) -> str:
    total = counts[whole]
    return f"{100 * counts[part] / total:.1f} % of {total}" if total else "none"


def _malformed(place: Path, seed: int, n: int) -> Iterator[Row]:
    ours = malformed.measure_malformed(place, seed, n)
    stock = stockinput.measure_stock(place, seed, n)
    tried, theirs = ours["tried"], stock["tried"]
    yield Row("malformed inputs tried", str(tried), str(theirs))
    yield Row("… tracebacks", of(ours["tracebacks"], tried), of(stock["tracebacks"], theirs))
    yield Row("… that did not end", of(ours["unended"], tried), of(stock["unended"], theirs))
    yield Row("… blamed on the machine", of(ours["blamed"], tried))
    yield Row("… a part of a kit left", of(ours["partial"], tried))
    yield Row("… lost in silence", of(ours["silent"], tried), of(stock["silent"], theirs))
    yield Row("errors that name their file", share(ours, "with file", "errors"))
    yield Row("errors within a text file that name the line", share(ours, "with line", "of text"))
    yield Row("errors of a value that name its field", share(ours, "with field", "of a value"))
    yield Row("errors that say what to do", share(ours, "with remedy", "errors"))
    yield Row("longest time on malformed input", f"{ours['ms'] / 1000:.1f} s",
              f"{stock['ms'] / 1000:.1f} s")  # fmt: skip
    yield Row("most memory on malformed input", f"{ours['MB']} MB", f"{stock['MB']} MB")


def _fetches(place: Path) -> Iterator[Row]:
    ours, stock = fetches.measure_fetches(place), fetches.measure_stock(place)
    yield Row("ways to ask for a file outside or for the network, served",
              of(ours["served"], ours["tried"]), of(stock["served"], stock["tried"]))  # fmt: skip
    yield Row("… refused without a word", of(ours["silent"], ours["tried"]))


def _privacy(place: Path, seed: int) -> Iterator[Row]:
    ours, stock = privacy.measure_privacy(place, seed, 40), privacy.measure_stock(place, seed, 40)
    failed = of(ours["out telling"], ours["out"]), of(stock["out telling"], stock["out"])
    yield Row(f"pictures that tell what is private, made of {ours['in']} that do", *failed)


def _sameness(place: Path) -> Iterator[Row]:
    ours, stock = sameness.measure_sameness(place), sameness.measure_stock(place)
    yield Row("builds of another folder, zone, locale, umask, hash seed, home, time: identical",
              f"{ours['identical']} of {ours['builds']}",
              f"{stock['identical']} of {stock['builds']}")  # fmt: skip


def _faults(place: Path, seed: int, kills: int) -> Iterator[Row]:
    faults, stock = (import_module(f"tests.reliability.{name}") for name in ("faults", "stock"))
    injected = faults.measure_faults(place)
    limits = stock.measure_limits(place)
    yield Row("faults injected (a call fails, the disk is full, the process dies), kit not intact",
              of(injected["injected"] - injected["intact"], injected["injected"]),
              of(limits["limits"] - limits["intact"], limits["limits"]))  # fmt: skip
    killed, theirs = (
        faults.measure_kills(place, seed, kills),
        stock.measure_kills(place, seed, kills),
    )
    yield Row("kill -9 while building, kit not intact",
              of(killed["kills"] - killed["intact"], killed["kills"]),
              of(theirs["kills"] - theirs["intact"], theirs["kills"]))  # fmt: skip


def card(place: Path, seed: int, n: int, kills: int, only: str = "") -> Iterator[Row]:
    """Every row, or those of one part; each part is told of when it is done."""
    parts: list[tuple[str, Callable[[], Iterator[Row]]]] = []
    if n:
        parts.append(("malformed input", lambda: _malformed(place, seed, n)))
    parts += [
        ("fetches", lambda: _fetches(place)),
        ("private data", lambda: _privacy(place, seed)),
        ("sameness", lambda: _sameness(place)),
    ]
    if kills:
        parts.append(("faults and kills", lambda: _faults(place, seed, kills)))
    for name, rows in (part for part in parts if only in ("", part[0])):
        begin = time.monotonic()
        yield from rows()
        print(f"{name}: {time.monotonic() - begin:.0f} s", file=sys.stderr)  # noqa: T201


PAGE = """\
# Reliability

What was tried against presskit, and what came of it, beside the stock way: the same inputs given
plainly to the libraries that presskit stands on. Of what never failed in N tries, the upper bound
of 95 % confidence is 3/N: it says how little is known, not that nothing can fail.

`make report-card` measures it again; `tests/reliability/` has the programs. Measured {date}, seed
{seed}, on {system}, Python {python}, {libraries}.

| measured | presskit | stock |
|---|---|---|
{rows}

Malformed inputs are mutations of good content (YAML, Markdown, templates, style sheets, pictures),
made here, from a seed. “Lost in silence” counts inputs that are surely damaged (an unknown key,
a key twice, a picture cut off) and were taken without a word. The stock rows are
PyYAML's `safe_load`, WeasyPrint's `HTML(string=…).write_pdf()`, EbookLib's `write_epub()` and
Pillow's `open()` and `load()`, with their defaults; where a library offers nothing to compare,
there is a dash.
"""


def page(rows: list[Row], date: str, seed: int) -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    table = "\n".join(f"| {row.what} | {row.ours} | {row.stock} |" for row in rows)
    return PAGE.format(
        date=date, seed=seed, system=platform.system(), python=platform.python_version(),
        libraries=libraries, rows=table,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.reliability")
    parser.add_argument("--n", type=int, default=500, help="malformed inputs")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--date", default="on a day not given", help="to be printed")
    parser.add_argument("--out", type=Path, help="the page to write")
    parser.add_argument("--fuzz", action="store_true", help="malformed inputs alone, each failure")
    parser.add_argument("--only", default="", help="one part: malformed input, fetches, …")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if given.fuzz:
            sys.exit(_fuzz(Path(name), given.seed, given.n))
        rows = list(card(Path(name), given.seed, given.n, given.kills, given.only))
    text = page(rows, given.date, given.seed)
    print(text)  # noqa: T201
    if given.out:
        given.out.write_text(text, "utf-8")


def _fuzz(place: Path, seed: int, n: int) -> int:
    """Malformed inputs, each failure with what makes it again; the exit code."""
    print(f"seed {seed}, {n} cases")  # noqa: T201
    tally = malformed.tried(place, seed, n)
    for failure in tally.failures:
        print(failure)  # noqa: T201
    print(f"{len(tally.failures)} failures in {tally.counts['tried']} cases")  # noqa: T201
    return bool(tally.failures)


if __name__ == "__main__":
    main()
