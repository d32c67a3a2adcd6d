"""Single sentences: what is marked as wrong is found, and nothing else is reported."""

import re
from pathlib import Path

import pytest

from benchmarks.proofread import film
from presskit.model import Film
from presskit.proofread import LEVELS, proofread
from presskit.proofread.reading import plain

LINES = (Path(__file__).parent / "sentences.txt").read_text("utf-8").splitlines()
CASES = [line for line in LINES if line and line[0] not in "#!"]
KNOWN = [line[2:] for line in LINES if line.startswith("! ")]


@pytest.fixture(scope="module")
def about() -> Film:
    return film()


def problems(about: Film, case: str) -> list[str]:
    """What is missed in a marked sentence, and what is reported without cause."""
    text = re.sub(r"[{}]", "", case)
    spans = []
    for n, match in enumerate(re.finditer(r"\{(.+?)\}", case)):
        start = match.start() - 2 * n
        spans.append((start, start + len(match[1])))
    blocks = plain(text, "a.txt")
    assert len(blocks) == 1
    found = [f for f in proofread(about, blocks) if f.confidence >= LEVELS["medium"]]
    said = [f"missed: {text[a:b]}" for a, b in spans
            if not any(f.start < b and a < f.end for f in found)]  # fmt: skip
    said += [f"{f.code} {f.message}" for f in found
             if not any(f.start < b and a < f.end for a, b in spans)]  # fmt: skip
    return said


@pytest.mark.xfail
@pytest.mark.parametrize("case", KNOWN)
def test_known_gap(about: Film, case: str) -> None:
    assert problems(about, case) == []


@pytest.mark.parametrize("case", CASES)
def test_sentence(about: Film, case: str) -> None:
    assert problems(about, case) == []
