"""Pictures: what a file really is, and a derivative of it for an output.

Every output gets pixels that were decoded in full, turned upright and converted to sRGB, and
none of the file's metadata (positions, serial numbers, editing history).
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from presskit.diagnostics import Diagnostic, Location

MAX_PIXELS = 120_000_000
TOO_LARGE = f"At most {MAX_PIXELS // 1_000_000} million are allowed: make it smaller."
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 90
_WITH_PROFILE = ("RGB", "CMYK", "L")


@dataclass(frozen=True, slots=True)
class Jpeg:
    """How a JPEG is coded: its quality, and whether colours are as sharp as light and dark.

    With `most`, bytes to a pixel, a picture full of grain is coded in a lower quality, down to
    60: grain takes much room, and hides what the coding loses.
    """

    quality: int = QUALITY
    sharp: bool = True
    most: float | None = None

    @property
    def steps(self) -> tuple[int, ...]:
        return tuple(range(self.quality, 59, -5)) if self.most else (self.quality,)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was decoded in full: its bytes, and its size in pixels when upright."""

    name: str
    data: bytes
    width: int
    height: int
    found: tuple[Diagnostic, ...] = ()

    @property
    def shape(self) -> str:
        """landscape, portrait or square, by the ratio of the sides."""
        ratio = self.width / self.height
        return "landscape" if ratio > 1.15 else "portrait" if ratio < 0.87 else "square"


def read_picture(file: Path, where: Location) -> Picture | Diagnostic:
    """Decode a picture strictly: a cut-off, damaged or huge file is a diagnostic."""
    from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

    # WeasyPrint sets this flag for the whole process; a cut-off picture must not pass here.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        message = f"the picture {file.name} is not in {file.parent.name}/"
        return Diagnostic("PK601", message, where, "Put it there, or write {tbc: whom to ask}.")
    except OSError as error:
        message = f"{file.name} cannot be read: {error.strerror}"
        return Diagnostic("PK601", message, where, "Check what it is and who may read it.")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                message = f"{file.name} has {image.width} × {image.height} pixels"
                return Diagnostic("PK602", message, where, TOO_LARGE)
            image.load()
            upright = ImageOps.exif_transpose(image)
            found = tuple(_profile_problems(image, file.name, where))
            return Picture(file.name, data, upright.width, upright.height, found)
    except UnidentifiedImageError:
        message = f"{file.name} is not a JPEG, PNG or WebP picture, whatever its name says"
        return Diagnostic("PK603", message, where, "Export it as JPEG.")
    except Image.DecompressionBombError:
        message = f"{file.name} has many more pixels than a photograph has"
        return Diagnostic("PK602", message, where, TOO_LARGE)
    except (OSError, SyntaxError, ValueError) as error:
        message = f"{file.name} is damaged or cut off ({error})"
        return Diagnostic("PK601", message, where, "Ask for the file again.")


def _profile_problems(image: Any, name: str, where: Location) -> Iterator[Diagnostic]:
    profile = image.info.get("icc_profile")
    if profile and image.mode in _WITH_PROFILE and _transform(profile, image.mode) is None:
        message = f"the colour profile of {name} is damaged, or not for a picture of its kind"
        hint = "Export it again in sRGB; as it is, its colours may be wrong."
        yield Diagnostic("PK604", message, where, hint)


def derivative(picture: Picture, long_edge: int, coded: Jpeg = Jpeg()) -> bytes:
    """The picture as an sRGB JPEG, at most `long_edge` pixels on its longer side, no metadata."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(picture.data), formats=FORMATS) as opened:
        # A JPEG can be decoded at a half or a quarter: half the time for a large photograph.
        scale = 2 * long_edge / max(opened.size)
        opened.draft(None, (ceil(opened.width * scale), ceil(opened.height * scale)))
        image = ImageOps.exif_transpose(opened)
        profile = opened.info.get("icc_profile")
    image = _srgb(image, profile)
    image.thumbnail((long_edge, long_edge), Image.Resampling.LANCZOS, reducing_gap=3.0)
    data = b""
    for quality in coded.steps:
        out = io.BytesIO()
        subsampling = "4:4:4" if coded.sharp else "4:2:0"
        image.save(out, "JPEG", quality=quality, subsampling=subsampling, optimize=True)
        data = out.getvalue()
        if coded.most is None or len(data) <= coded.most * image.width * image.height:
            break
    return data


def _srgb(image: Any, profile: bytes | None) -> Any:
    """An opened picture in sRGB, by its own profile; transparent parts become white."""
    from PIL import Image, ImageCms

    if image.mode.startswith("I"):  # 16 bits of grey, which convert would cut at 255
        image = image.convert("I").point(lambda level: level / 256).convert("L")
    if profile and image.mode in _WITH_PROFILE and (to_srgb := _transform(profile, image.mode)):
        image = ImageCms.applyTransform(image, to_srgb)
    if image.mode in ("RGBA", "LA", "PA", "P"):
        flat = image.convert("RGBA")
        ground = Image.new("RGBA", flat.size, "white")
        image = Image.alpha_composite(ground, flat)
    return image.convert("RGB")


def _transform(profile: bytes, mode: str) -> Any:
    """The way from a profile to sRGB; None if the profile is damaged or of another mode."""
    from PIL import ImageCms

    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.buildTransform(given, ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return None


def output_name(stem: str, data: bytes, suffix: str) -> str:
    """A file name that is safe everywhere and changes with the content."""
    safe = "".join(c if c.isascii() and c.isalnum() else "-" for c in stem.lower()).strip("-")
    return f"{safe or 'picture'}-{hashlib.sha256(data).hexdigest()[:8]}{suffix}"


def rasterise(svg: str, fonts: tuple[Path, ...], scale: float = 1, kind: str = "JPEG") -> bytes:
    """A drawing as a JPEG or PNG, set in the fonts given and no others.

    One unit of the drawing's own size (a pixel, or 3/4 of a point) becomes `scale` pixels.
    """
    import resvg_py
    from PIL import Image

    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=scale,
        skip_system_fonts=True,
        dpi=96,  # the library's default of 0 refuses lengths in points
        font_files=[str(f) for f in fonts],
    )
    out = io.BytesIO()
    with Image.open(io.BytesIO(bytes(png)), formats=("PNG",)) as image:
        if kind == "PNG":
            image.convert("RGB").quantize(64).save(out, "PNG", optimize=True)
        else:
            image.convert("RGB").save(out, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return out.getvalue()
