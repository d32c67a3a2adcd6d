"""Photographs that no camera took: light that changes slowly, edges, and grain, as JPEG files."""

import io
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

Pixels = npt.NDArray[np.float32]

GRAIN = 12.0
"""How strong the grain is, in steps of 255: so much that a file of six megapixels has some 3 MB."""


def photograph(size: tuple[int, int], seed: int) -> bytes:
    """A JPEG of quality 90; the same bytes for the same seed and libraries."""
    source = np.random.Generator(np.random.PCG64(seed))
    width, height = size
    light = _scene(source, 12, size) * 0.7 + _scene(source, 90, size) * 0.3
    grain = source.normal(0, GRAIN, (height, width, 1))
    pixels = np.clip(light + grain, 0, 255).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=90, dpi=(300, 300))
    return out.getvalue()


def _scene(source: np.random.Generator, cells: int, size: tuple[int, int]) -> Pixels:
    """Coloured patches, drawn out softly to the whole picture."""
    rows = max(2, round(cells * size[1] / size[0]))
    small = source.integers(0, 256, (rows, cells, 3), dtype=np.uint8)
    drawn = Image.fromarray(small).resize(size, Image.Resampling.BICUBIC)
    coloured: Pixels = np.asarray(drawn, dtype=np.float32)
    # Colours of the open air: vivid ones would not be printable.
    grey: Pixels = coloured.mean(axis=2, keepdims=True)
    return coloured * np.float32(0.35) + grey * np.float32(0.65)


def take(folder: Path, names: list[str], size: tuple[int, int], seed: int) -> None:
    """Write a photograph for each name into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        (folder / f"{name}.jpg").write_bytes(photograph(size, seed * 1000 + number))
