"""Photographs in a kit on paper: as many pixels as their place asks for, and no more."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from presskit.build import build
from presskit.diagnostics import errors
from presskit.project import EditionSettings, Project, Settings
from presskit.request import Request
from tests.conftest import MINIMAL
from tests.kit.conftest import CONTENT

MEGABYTE = 1_000_000
SIZE = (6000, 4000)
STILL = """
  - id: still-{n}
    title: Still {n}
    file: {file}
    caption: Nothing happens.
    photographer: Ann Archer
    credit: "Photo: Ann Archer"
    copyright: © Ann Archer
    terms: for the press
    alt: An empty road.
"""


def grainy(size: tuple[int, int], grain: float = 12) -> Image.Image:
    """What a camera makes of a hillside: light and dark at every scale, and grain over it."""
    grey = Image.linear_gradient("L").resize(size)
    for part, contrast in ((64, 40), (16, 30), (4, 16), (1, grain)):
        coarse = Image.effect_noise((max(1, size[0] // part), max(1, size[1] // part)), contrast)
        detail = coarse.resize(size, Image.Resampling.BICUBIC)
        grey = ImageChops.add(grey, detail, 1, -128)
    blue = ImageChops.add(grey, Image.effect_noise(size, grain), 1, -128)
    return Image.merge("RGB", (grey, ImageChops.offset(grey, 40, 40), blue))


def with_stills(root: Path, files: list[str], film: Path = MINIMAL / "content/minimal") -> Path:
    """A film with a still for each file, whatever is in it; the film's folder."""
    folder = Path(shutil.copytree(film, root / "content" / film.name))
    entries = (STILL.format(n=n, file=file) for n, file in enumerate(files, 1))
    (folder / "stills.yaml").write_text(f"stills:{''.join(entries)}", "utf-8")
    (folder / "stills").mkdir()
    return folder


def built(root: Path, folder: Path, *purposes: str) -> dict[str, Path]:
    editions = {
        purpose: EditionSettings.model_validate(
            {"format": "pdf", "shell": "kit", "options": {"paper": "a4", "purpose": purpose}}
        )
        for purpose in purposes
    }
    target = root / "dist"
    project = Project(root, Settings(editions=editions))
    report = build(project, folder, Request(target=target), lambda *_: None)
    assert errors(report.found) == ()
    return {purpose: target / f"{folder.name}-{purpose}.pdf" for purpose in purposes}


def pictures(file: Path) -> Iterator[tuple[int, bytes]]:
    """Width in pixels and bytes of each picture in a PDF, in the order of the file."""
    with pikepdf.open(file) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
                assert item.Filter == "/DCTDecode"
                yield int(item.Width), item.read_raw_bytes()


@pytest.mark.slow
def test_twelve_large_photographs_make_a_kit_that_can_be_mailed(tmp_path: Path) -> None:
    # The theme of this film shows stills as wide as its type area.
    folder = with_stills(tmp_path, [f"{n}.jpg" for n in range(12)], CONTENT)
    grainy(SIZE).save(folder / "stills" / "0.jpg", quality=92)
    for n in range(1, 12):
        shutil.copyfile(folder / "stills" / "0.jpg", folder / "stills" / f"{n}.jpg")
    kits = built(tmp_path, folder, "screen", "press")
    assert kits["screen"].stat().st_size < 10 * MEGABYTE
    on_screen, in_print = (list(pictures(kits[p])) for p in ("screen", "press"))
    assert len(on_screen) == len(in_print) == 12
    assert kits["press"].stat().st_size > kits["screen"].stat().st_size


def test_the_place_decides_how_many_pixels_there_are(tmp_path: Path) -> None:
    """200 to the inch on a screen, 300 in print; a small file is not blown up."""
    folder = with_stills(tmp_path, ["large.jpg", "small.jpg"])
    grainy((3000, 2000)).save(folder / "stills" / "large.jpg")
    grainy((900, 600)).save(folder / "stills" / "small.jpg")
    kits = built(tmp_path, folder, "screen", "press")
    widths = {p: sorted((w for w, _ in pictures(kits[p])), reverse=True) for p in kits}
    screen, press = widths["screen"], widths["press"]
    assert screen[0] < press[0] < 3000
    assert press[0] == pytest.approx(screen[0] * 1.5, abs=2)
    assert press[1] == 900
    assert screen[1] == min(900, screen[0])
    for file in kits.values():
        assert not any(b"Exif" in data or b"ICC_PROFILE" in data for _, data in pictures(file))


def test_a_photograph_that_lies_on_its_side_is_turned(tmp_path: Path) -> None:
    folder = with_stills(tmp_path, ["turned.jpg"])
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    Image.new("RGB", (1500, 1000), "#804020").save(folder / "stills" / "turned.jpg", exif=exif)
    (data,) = (data for _, data in pictures(built(tmp_path, folder, "screen")["screen"]))
    with Image.open(io.BytesIO(data)) as image:
        assert image.height > image.width
