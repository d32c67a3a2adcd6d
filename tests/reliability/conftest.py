"""Where trials take place: in memory where there is such a disk, since each syncs many files."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability import builds
from tests.reliability.builds import Film

MEMORY = Path("/dev/shm")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder for trials, which any user may look into."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def film() -> Iterator[Film]:
    """A small film with a kit of an earlier date; to be copied, not changed."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        Path(name).chmod(0o755)
        yield builds.film(Path(name) / "film")
