"""Limits: what is at one passes, what is over one is refused and said."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from presskit import limits, markdown
from presskit.diagnostics import CODES, Diagnostic, Location, PresskitError
from presskit.images import read_picture
from presskit.model import Prose
from presskit.source import read_text, read_yaml
from presskit.writers import pdf
from tests.conftest import ROOT
from tests.unit.pages import document


def codes(text: str) -> list[str]:
    return [d.code for d in read_yaml(text, "film.yaml")[1]]


def test_every_limit_has_its_diagnostic() -> None:
    assert all(one.code in CODES for one in limits.LIMITS)
    assert all(CODES[one.code].severity == "error" for one in limits.LIMITS)


def test_a_file_of_so_many_bytes(tmp_path: Path) -> None:
    (tmp_path / "film.yaml").write_bytes(b"#" * limits.CONTENT_BYTES)
    assert read_text(tmp_path / "film.yaml", "film.yaml")[1] == []
    (tmp_path / "film.yaml").write_bytes(b"#" * (limits.CONTENT_BYTES + 1))
    (wrong,) = read_text(tmp_path / "film.yaml", "film.yaml")[1]
    assert wrong.code == "PK108"


def test_a_list_of_so_many_entries() -> None:
    entries = "  - {a: 1, b: [1, 2]}\n" * limits.ENTRIES
    assert codes(f"credits:\n{entries}") == []
    assert codes(f"credits:\n{entries}  - more\n") == ["PK108"]


def test_values_so_deep() -> None:
    deepest = limits.CONTENT_DEPTH
    assert codes("[" * deepest + "]" * deepest) == []
    assert codes("[" * (deepest + 1) + "]" * (deepest + 1)) == ["PK108"]


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
@pytest.mark.parametrize("deep", [2, 9, 17, 40, 300])
def test_no_word_of_a_nested_text_is_lost_unsaid(mark: str, deep: int) -> None:
    lines = [" " * (len(mark) * n) + mark + f"word{n}" for n in range(deep)]
    text = Prose("\n".join(lines) if mark != "> " else mark * deep + f"word{deep - 1}")
    found = [p.code for p in markdown.problems(text, lambda _: None)]
    assert found == ["PK108"] or f"word{deep - 1}" in markdown.to_xhtml(text, lambda _: None)
    assert (deep < 9) == (found == []) or deep == 9


def test_so_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PAGES", 1)
    pdf.write(document("<p>One.</p>"))
    with pytest.raises(PresskitError) as refused:
        pdf.write(document('<p>One.</p><p style="break-before: page">Two.</p>'))
    assert [d.code for d in refused.value.found] == ["PK535"]


# ------------------------------------------------------------ photographs


def judged(file: Path) -> str:
    """The code by which a photograph is refused; empty when it is taken."""
    picture = read_picture(file, Location("stills.yaml"))
    return picture.code if isinstance(picture, Diagnostic) else ""


@pytest.mark.parametrize(
    ("width", "height", "code"),
    [
        (12_000, limits.PIXELS // 12_000, ""),
        (12_000, limits.PIXELS // 12_000 + 1, "PK602"),
        (limits.SIDE, 1, ""),
        (limits.SIDE + 1, 1, "PK602"),
        (1, limits.SIDE + 1, "PK602"),
    ],
)
def test_a_photograph_of_so_many_pixels(tmp_path: Path, width: int, height: int, code: str) -> None:
    Image.new("1", (width, height)).save(tmp_path / "one.png")
    assert judged(tmp_path / "one.png") == code


@pytest.mark.parametrize(("size", "code"), [(0, "PK603"), (1, "PK602")])
def test_a_photograph_of_so_many_bytes(tmp_path: Path, size: int, code: str) -> None:
    """At the limit its bytes are looked at, and they are no photograph; over it they are not."""
    with (tmp_path / "one.png").open("wb") as file:
        file.truncate(limits.PICTURE_BYTES + size)  # a hole, which no disk has to hold
    assert judged(tmp_path / "one.png") == code


# ------------------------------------------------------------ memory and time


def limited(seconds: int, memory: int, code: str) -> "subprocess.CompletedProcess[str]":
    """What becomes of a process within its limits."""
    program = f"from presskit import confine\nconfine.limit({seconds}, {memory})\n{code}"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="kept on Linux alone")
@pytest.mark.parametrize(("megabytes", "ends"), [(200, "held"), (600, "refused")])
def test_so_much_memory(megabytes: int, ends: str) -> None:
    code = f"""
try:
    held = bytearray({megabytes} << 20)
    print("held")
except MemoryError:
    print("refused")
"""
    assert limited(60, 512, code).stdout.strip() == ends


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize(("seconds", "ends"), [(0.3, 0), (9, -signal.SIGXCPU)])
def test_so_many_seconds_of_computing(seconds: float, ends: int) -> None:
    code = f"import time\nwhile time.process_time() < {seconds}: pass"
    assert limited(1, 512, code).returncode == ends
