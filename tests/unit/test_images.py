"""Pictures: what their colour profiles and their depth come to."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from presskit.diagnostics import Location
from presskit.images import Picture, derivative, read_picture

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
WHERE = Location("stills.yaml")


def read(file: Path) -> Picture:
    picture = read_picture(file, WHERE)
    assert isinstance(picture, Picture)
    return picture


def pixel(picture: Picture) -> tuple[int, ...]:
    with Image.open(io.BytesIO(derivative(picture, 16))) as image:
        found = image.getpixel((4, 4))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    ("mode", "colour", "profile"),
    [("L", 100, SRGB), ("RGB", (100, 100, 100), b"x" * 200), ("RGB", (100, 100, 100), SRGB[:300])],
    ids=["of another kind", "no profile at all", "cut off"],
)
def test_a_profile_that_cannot_be_used_is_left_out_and_said(
    tmp_path: Path, mode: str, colour: int | tuple[int, ...], profile: bytes
) -> None:
    Image.new(mode, (16, 16), colour).save(tmp_path / "one.jpg", icc_profile=profile)
    picture = read(tmp_path / "one.jpg")
    assert [d.code for d in picture.found] == ["PK604"]
    assert pixel(picture) == (100, 100, 100)


def test_a_profile_that_can_be_used_is_not_spoken_of(tmp_path: Path) -> None:
    Image.new("RGB", (16, 16), (100, 100, 100)).save(tmp_path / "one.jpg", icc_profile=SRGB)
    assert read(tmp_path / "one.jpg").found == ()


@pytest.mark.parametrize("level", [0, 128, 255])
def test_sixteen_bits_of_grey_stay_the_same_grey(tmp_path: Path, level: int) -> None:
    Image.new("I;16", (16, 16), level * 257).save(tmp_path / "one.png")
    assert pixel(read(tmp_path / "one.png")) == (level,) * 3
