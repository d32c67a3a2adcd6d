"""A derivative of a picture for its place: upright, in sRGB, cropped, scaled, with our own words.

What was made is kept by what it was made from, where there is a folder for it.
"""

import contextlib
import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Any

from presskit.images import colour, kinds, tags
from presskit.images.reading import Picture, made_by
from presskit.keeping import keeper, key_of

QUALITY = 90
NOTHING_SAID = tags.Said()


@dataclass(frozen=True, slots=True)
class Jpeg:
    """How a JPEG is coded: its quality, whether colours are as sharp as light and dark, and
    whether it names its colour space for programs that ask."""

    quality: int = QUALITY
    sharp: bool = True
    profile: bool = False


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a picture: its ratio of width to height, as large as can be, round a point.

    `x` and `y` are from 0 to 1, from the left and from the top of the upright picture.
    """

    ratio: float
    x: float = 0.5
    y: float = 0.5

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in pixels, within the picture."""
        wide = min(width, max(1, round(height * self.ratio)))
        high = min(height, max(1, round(width / self.ratio)))
        left = min(max(0, round(self.x * width - wide / 2)), width - wide)
        top = min(max(0, round(self.y * height - high / 2)), height - high)
        return left, top, left + wide, top + high


def derivative(
    picture: Picture,
    long_edge: int,
    coded: Jpeg = Jpeg(),
    crop: Crop | None = None,
    said: tags.Said = NOTHING_SAID,
) -> bytes:
    """The picture, or a crop of it, as a JPEG in sRGB, at most `long_edge` pixels on its longer
    side; of metadata it has what is `said` and nothing else."""
    asked = (made_by(), long_edge, coded, crop, said)
    return _kept(picture, repr(asked), lambda: _made(picture, long_edge, coded, crop, said))


def _made(
    picture: Picture, long_edge: int, coded: Jpeg, crop: Crop | None, said: tags.Said
) -> bytes:
    from PIL import Image, ImageOps

    data = picture.data
    with Image.open(io.BytesIO(data), formats=(kinds.kind(data),)) as image:
        _draft(image, picture, long_edge, crop)
        profile = image.info.get("icc_profile")
        ImageOps.exif_transpose(image, in_place=True)
        part: Any = image.crop(crop.box(*image.size)) if crop else image
        if part.mode in _SCALED_FIRST:
            _scale(part, long_edge)
        part = colour.srgb(part, profile)
    _scale(part, long_edge)
    part.info = {}
    if part.width * part.height <= _OPTIMISED:
        # Pillow makes room for a byte a pixel; a picture of nothing but grain has more.
        with contextlib.suppress(OSError):
            return _encoded(part, coded, said, optimize=True)
    return _encoded(part, coded, said, optimize=False)


def _encoded(image: Any, coded: Jpeg, said: tags.Said, optimize: bool) -> bytes:
    out = io.BytesIO()
    image.save(
        out,
        "JPEG",
        quality=coded.quality,
        subsampling="4:4:4" if coded.sharp else "4:2:0",
        optimize=optimize,
        icc_profile=colour.srgb_profile() if coded.profile else None,
        xmp=tags.packet(said),
        extra=tags.iim(said),
    )
    return out.getvalue()


_SCALED_FIRST = ("RGB", "CMYK", "L")
"""Modes whose pixels can be mixed as they are: the fewer are left, the less colours take."""

_OPTIMISED = 40_000_000
"""Pixels up to which a JPEG is written as small as can be; libjpeg holds all of it for that."""


def _scale(image: Any, long_edge: int) -> None:
    from PIL import Image

    image.thumbnail((long_edge, long_edge), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _draft(opened: Any, picture: Picture, long_edge: int, crop: Crop | None) -> None:
    """Have a JPEG decoded at a half or a quarter: half the time for a large photograph."""
    whole = max(picture.width, picture.height)
    if crop:
        left, top, right, bottom = crop.box(picture.width, picture.height)
        whole = max(right - left, bottom - top)
    scale = 2 * long_edge / whole
    width, height = opened.size
    opened.draft(None, (ceil(width * scale), ceil(height * scale)))


def unprintable(picture: Picture, press: bytes) -> float:
    """The share of a picture, 0 to 1, whose colours a press prints as others; `press` is the ICC
    profile of its printing condition."""
    from PIL import Image

    def share() -> bytes:
        with Image.open(io.BytesIO(derivative(picture, _SAMPLE)), formats=("JPEG",)) as small:
            return repr(colour.unprintable(small.convert("RGB"), press)).encode()

    asked = repr(("unprintable", made_by(), _SAMPLE, hashlib.sha256(press).hexdigest()))
    return float(keeper(picture.kept, ".share")(key_of(picture.digest, asked), share))


_SAMPLE = 128
"""Pixels of the longer side that are enough to judge colours by."""


def _kept(picture: Picture, asked: str, make: Callable[[], bytes]) -> bytes:
    """What was made of the same bytes in the same way before; else what is made now, and kept."""
    key = key_of(picture.digest, asked)
    return keeper(picture.kept, ".jpg")(key, make)
