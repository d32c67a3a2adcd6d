"""What was measured, as a page of the docs and as a picture."""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median

from benchmarks import peers
from benchmarks.measure import Ratio, Taken
from benchmarks.rows import LABELS, MEMORY, Results, Row

LIBRARIES = ("WeasyPrint", "EbookLib", "Pillow", "simplejpeg", "lxml", "pydantic")
PICTURE = "pictures/benchmarks.svg"


@dataclass(frozen=True, slots=True)
class Part:
    """One amount of content: what was measured of it, and what is held against each other."""

    name: str
    results: Mapping[str, Sequence[Taken]]
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        rounds = max(map(len, self.results.values()), default=0)
        what = "A large kit" if self.name == "growth" else f"A kit of about {self.name} pages"
        return f"{what}, {rounds} {'round' if rounds == 1 else 'rounds'}"


PAGE = """\
# Benchmarks

How long `presskit` takes beside other ways to make a film's kit, with the same words, tables and
photographs. `make benchmark` measures it again; `benchmarks/` has the programs.

![Seconds of each way, as bars](pictures/benchmarks.svg)

Measured {date}, seed {seed}, on {system}, {cores} cores, Python {python}; {versions}.

{parts}
The content is made up, from a seed: text, tables, and twelve photographs of six megapixels; the
large kit has 400 stills, of 1200 × 800 pixels, and 2,000 credits, each with a line of its own.

Kits of presskit are tagged (PDF/UA-1 and PDF/A-3a in one file), checked, and carry their data
sheets; the others are as they come, on the same paper, in the same type and measure, with the
photographs as they are. Each run is a process of its own, in turn with the others, and once before
the clock starts. Ratios are taken run by run, and their median is given, with the least and the
greatest. Vivliostyle is given the HTML that pandoc makes, and the time for it is not counted. “Of
computing” compares what the processors worked, on all cores together: it hardly minds other work
that the machine has, and sees no waiting. Memory is the highest sum over a command and all its
child processes; what several of them share is counted for each. “Nothing cached” is a project that
was never built, “pictures cached” one that keeps nothing of earlier builds but `build/pictures`.
The files themselves are in the system's cache for all.
{left_out}"""


def page(parts: Sequence[Part], left_out: Sequence[str], date: str, seed: int) -> str:
    """The page of the docs."""
    names = {f"{name} {version(name)}" for name in LIBRARIES}
    names |= {one for peer in peers.peers().values() for one in peer.versions}
    missing = "".join(f"- {line}\n" for line in left_out)
    return PAGE.format(
        date=date, seed=seed, system=platform.system(), cores=os.cpu_count(),
        python=platform.python_version(), versions=", ".join(sorted(names, key=str.casefold)),
        parts="\n".join("\n".join(_part(part)) for part in parts),
        left_out=f"\nNot measured:\n\n{missing}" if missing else "",
    )  # fmt: skip


def _part(part: Part) -> Iterator[str]:
    yield f"## {part.title}\n"
    yield "| ours beside theirs | ratio | of single runs | of computing | at most | |"
    yield "|---|---|---|---|---|---|"
    for row in part.rows:
        if made := row.ratio(part.results):
            yield compared(row, made, row.ratio(part.results, computing=True))
    yield from _memory(part.results)
    yield "\n| | seconds | of computing | pages | ms a page | memory, MB | size, MB |"
    yield "|---|---|---|---|---|---|---|"
    for name, taken in part.results.items():
        yield measured(LABELS[name], taken)
    yield ""


def _memory(results: Results) -> Iterator[str]:
    if taken := [*results.get("large-cold", ()), *results.get("large", ())]:
        most = max(one.memory for one in taken)
        said = verdict(most, MEMORY)
        yield f"| the large kit’s peak of memory, in MB | {most:.0f} | | | {MEMORY:.0f} | {said} |"


def compared(row: Row, made: Ratio, computing: Ratio | None) -> str:
    """A line of the table of ratios: on the clock, and of computing where it is known."""
    limit = f"{row.limit:.2f}" if row.limit else ""
    said = verdict(made.middle, row.limit)
    spread = f"{made.least:.2f} to {made.most:.2f}"
    other = f"{computing.middle:.2f}" if computing else ""
    return f"| {row.what} | {made.middle:.2f} | {spread} | {other} | {limit} | {said} |"


def verdict(figure: float, limit: float | None) -> str:
    """Whether what is to be reached is reached; nothing where nothing is."""
    if limit is None:
        return ""
    return "met" if figure <= limit else "**missed**"


def measured(name: str, taken: Sequence[Taken]) -> str:
    """A line of the table of figures: medians, and of memory the most."""
    seconds, size = median(t.seconds for t in taken), median(t.size for t in taken)
    computing = median(t.computing for t in taken)
    used = f"{computing:.2f}" if computing else ""
    pages = taken[0].pages
    each = f"{1000 * seconds / pages:.0f}" if pages else ""
    peak = max(t.memory for t in taken)
    cells = (name, f"{seconds:.2f}", used, pages or "", each, f"{peak:.0f}", f"{size / 1e6:.1f}")
    return f"| {' | '.join(map(str, cells))} |"


# ------------------------------------------------------------ the picture

BAR, GAP, LEFT, WIDTH = 18, 8, 330, 760


def picture(parts: Sequence[Part]) -> str:
    """Bars of the seconds that each took, ours filled, the others' outlined."""
    taken = parts[0].results
    figures = [(name, median(one.seconds for one in runs)) for name, runs in taken.items() if runs]
    figures.sort(key=lambda figure: figure[1])
    longest = max(seconds for _, seconds in figures)
    height = len(figures) * (BAR + GAP) + 44
    bars = "\n".join(
        _bar(
            LABELS[name],
            LABELS[name].startswith("presskit"),
            seconds,
            longest,
            36 + n * (BAR + GAP),
        )
        for n, (name, seconds) in enumerate(figures)
    )
    title = f"Seconds for {parts[0].title[0].lower()}{parts[0].title[1:]}: the median"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"'
        f' viewBox="0 0 {WIDTH} {height}" role="img" font-family="sans-serif" font-size="12">\n'
        f"<title>{title}</title>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n'
        f'<text x="12" y="20" font-size="14" fill="#191816">{title}</text>\n{bars}\n</svg>\n'
    )


def _bar(name: str, ours: bool, seconds: float, longest: float, top: float) -> str:
    width = (WIDTH - LEFT - 70) * seconds / longest
    fill = 'fill="#1d4a56"' if ours else 'fill="#ffffff" stroke="#5d5a54"'
    middle = top + BAR - 5
    return (
        f'<text x="{LEFT - 8}" y="{middle}" text-anchor="end" fill="#191816">{name}</text>'
        f'<rect x="{LEFT}" y="{top}" width="{width:.1f}" height="{BAR}" {fill}/>'
        f'<text x="{LEFT + width + 6:.1f}" y="{middle}" fill="#191816">{seconds:.2f}</text>'
    )
