"""How much of what is wrong proofread finds, and how often it cries wolf.

python -m benchmarks.proofread [--part develop] [--show]

A planted error counts as found when a finding shown by default lies on its words. A finding that
lies on no planted error is a false alarm.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import yaml

from presskit.load import load
from presskit.model import Film
from presskit.project import Project, Settings
from presskit.proofread import LEVELS, Block, Finding, Text, proofread
from presskit.proofread.reading import plain

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "proofread" / "corpus"


@dataclass(frozen=True)
class Result:
    """One text: its words, what was planted and found, missed, and raised without cause."""

    name: str
    words: int
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    alarms: tuple[Finding, ...]


def film() -> Film:
    project = Project(ROOT, Settings())
    loaded = load(ROOT / "content" / "one-more-win", project)
    assert loaded.film, loaded.found
    return loaded.film


def measure(about: Film, file: Path, least: float = LEVELS["medium"]) -> Result:
    """What proofread makes of a text whose planted errors stand in the file beside it."""
    source = file.read_text("utf-8")
    text = plain(source, file.name)
    found = [f for f in proofread(about, text) if f.confidence >= least]
    planted = yaml.safe_load(file.with_suffix(".yaml").read_text("utf-8"))["wrong"]
    spans = [_span(text, entry["line"], entry["words"]) for entry in planted]
    used: set[Finding] = set()
    hits: list[str] = []
    misses: list[str] = []
    for entry, (block, start, end) in zip(planted, spans, strict=True):
        on = [f for f in found if f.block == block and f.start < end and start < f.end]
        used.update(on)
        (hits if on else misses).append(f"{entry['line']}: {entry['kind']}: {entry['words']}")
    alarms = tuple(f for f in found if f not in used)
    return Result(file.stem, len(source.split()), tuple(hits), tuple(misses), alarms)


def _span(text: Text, line: int, words: str) -> tuple[int, int, int]:
    for number, block in enumerate(text):
        at = block.text.find(words)
        while at >= 0:
            if block.place(at).line == line:
                return number, at, at + len(words)
            at = block.text.find(words, at + 1)
    raise ValueError(f"line {line}: {words}")


def _said(block: Block, finding: Finding) -> str:
    return f"{block.place(finding.start).line}: {finding.code} {finding.confidence:.2f}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--part", help="a folder of the corpus; all when left out")
    options.add_argument("--show", action="store_true", help="list misses and false alarms")
    asked = options.parse_args()
    about = film()
    for part in [asked.part] if asked.part else sorted(folder.name for folder in CORPUS.iterdir()):
        results = [measure(about, f) for f in sorted((CORPUS / part).glob("*.txt"))]
        if asked.show:
            _show(results)
        _sum_up(part, results)


def _show(results: list[Result]) -> None:
    for result in results:
        for miss in result.misses:
            print(f"{result.name}:{miss}\n    missed")
        for alarm in result.alarms:
            print(f"{result.name}:{alarm.location.line}: {alarm.code} {alarm.message}")
            print(f"    false alarm, {alarm.confidence:.2f}")


def _sum_up(part: str, results: list[Result]) -> None:
    hits = sum(len(r.hits) for r in results)
    planted = hits + sum(len(r.misses) for r in results)
    words = sum(r.words for r in results)
    alarms = sum(len(r.alarms) for r in results)
    print(
        f"{part}: {len(results)} texts, {words} words;"
        f" {hits} of {planted} planted errors found ({hits / planted:.0%}); {alarms} false alarms"
        f" ({1000 * alarms / words:.1f} in 1,000 words)"
    )


if __name__ == "__main__":
    main()
