"""What a spreadsheet would run, what a link would reach, what a file is called: small traps."""

from pathlib import Path

import pytest

from presskit.diagnostics import Diagnostic, Location
from presskit.images import read_picture
from presskit.templating import _harmless


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(1)"])
def test_no_cell_of_a_table_is_a_formula(cell: str) -> None:
    assert not _harmless(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert _harmless(cell).endswith(cell.strip())


@pytest.mark.parametrize("cell", ["Hall", "25", "50 – and more", "a=b", ""])
def test_other_cells_stay_what_they_are(cell: str) -> None:
    assert _harmless(cell) == cell


def test_links_that_lead_to_each_other_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").symlink_to("b.jpg")
    (tmp_path / "b.jpg").symlink_to("a.jpg")
    found = read_picture(tmp_path / "a.jpg", Location("stills.yaml", 1), tmp_path)
    assert isinstance(found, Diagnostic)
    assert found.code == "PK601"
