"""The kit's own outputs are read without a finding, and quickly enough."""

import subprocess
import sys
from pathlib import Path

import pytest

from presskit.model import Film
from presskit.proofread import LEVELS, proofread
from presskit.proofread.reading import KINDS, read, words


def test_our_own_outputs_agree_with_the_registry(kit: Path, film: Film) -> None:
    """But for the fact-check sheet, which is the registry itself, in columns."""
    files = [f for f in sorted(kit.iterdir()) if f.suffix.lstrip(".") in KINDS]
    files = [f for f in files if "fact-check" not in f.name]
    assert {f.suffix for f in files} == {".docx", ".epub", ".pdf", ".txt"}
    for file in files:
        text = read(file, file.name)
        assert words(text) > 150
        found = [f for f in proofread(film, text) if f.confidence >= LEVELS["medium"]]
        assert [str(f.diagnostic()) for f in found] == []


def test_paragraphs_of_the_pdf_are_whole(kit: Path) -> None:
    blocks = read(kit / "one-more-win-press-kit-a4.pdf", "kit.pdf")
    wanted = "Usually, by the account of co-director Richard Heeley, fewer than half"
    assert any(wanted in block.text for block in blocks)


@pytest.mark.parametrize("module", ["weasyprint", "pypdfium2", "docx", "ebooklib"])
def test_what_a_text_does_not_need_is_not_imported(module: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("One More Win is a film.\n", "utf-8")
    code = (
        "import sys; from presskit.cli import main\n"
        f"try: main(['proofread', '--film', 'one-more-win', {str(file)!r}])\n"
        f"except SystemExit as end: print(end.code, {module!r} in sys.modules)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "0 False", done.stderr
