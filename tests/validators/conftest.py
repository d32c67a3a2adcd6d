"""The kit that the validators judge."""

import os
from pathlib import Path

import pytest

BUILT = Path(__file__).parents[2] / "dist" / "one-more-win"


@pytest.fixture(scope="session")
def kit_dir() -> Path:
    """The folder of the built kit of One More Win; PRESSKIT_KIT_DIR names another one."""
    folder = Path(os.environ.get("PRESSKIT_KIT_DIR", BUILT))
    if not folder.is_dir():
        pytest.fail(f"{folder} is not there: make kit builds it")
    return folder
