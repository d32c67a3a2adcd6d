"""A drawing as pixels, and names for files that are made."""

import hashlib
import io
from importlib.metadata import version
from pathlib import Path

from presskit.images.making import QUALITY
from presskit.keeping import Keep, key_of, not_kept


def output_name(stem: str, data: bytes, suffix: str) -> str:
    """A file name that is safe everywhere and changes with the content."""
    safe = "".join(c if c.isascii() and c.isalnum() else "-" for c in stem.lower()).strip("-")
    return f"{safe or 'picture'}-{hashlib.sha256(data).hexdigest()[:8]}{suffix}"


def rasterise(
    svg: str,
    fonts: tuple[Path, ...],
    keep: Keep = not_kept,
    scale: float = 1,
    kind: str = "JPEG",
) -> bytes:
    """A drawing as a JPEG or PNG, set in the fonts given and no others.

    One unit of the drawing's own size (a pixel, or 3/4 of a point) becomes `scale` pixels.
    """
    made_by = repr((version("resvg-py"), version("Pillow"), QUALITY, scale, kind))
    key = key_of(made_by, svg, *(file.read_bytes() for file in fonts))
    return keep(f"{key}.{kind.lower()}", lambda: _rasterised(svg, fonts, scale, kind))


def _rasterised(svg: str, fonts: tuple[Path, ...], scale: float, kind: str) -> bytes:
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
