"""What tests share: a project that is right, copied for each test."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MINIMAL = Path(__file__).parent / "data" / "minimal"

# As the command line does it: the fonts of the repository and no others, whatever is imported.
os.environ["FONTCONFIG_FILE"] = str(ROOT / "assets" / "fonts" / "fonts.conf")


@pytest.fixture
def minimal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the minimal project, which is also the working directory."""
    project = tmp_path / "project"
    shutil.copytree(MINIMAL, project)
    monkeypatch.chdir(project)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return project
