"""Colours of a picture to sRGB, by its own profile; and how many of them a press cannot print."""

import io
from collections import Counter
from functools import cache, lru_cache
from typing import Any

from presskit import resources

_WITH_PROFILE = ("RGB", "CMYK", "L", "LAB")

FAR = 12.0
"""ΔE (CIE 1976) from which a colour that is printed is another colour to anybody who looks."""


def srgb(image: Any, profile: bytes | None) -> Any:
    """An opened picture in RGB and sRGB, relative colorimetric; transparent parts become white.

    CMYK without a profile is taken for FOGRA39, RGB and greys without one for sRGB.
    """
    from PIL import Image

    image = _eight_bits(image)
    alpha = None
    if image.mode in ("RGBA", "LA", "PA", "P") or "transparency" in image.info:
        flat = image.convert("RGBA")
        alpha = flat.getchannel("A")
        image = image.convert("L") if image.mode == "LA" else flat.convert("RGB")
    if image.mode == "CMYK" and not usable(profile, "CMYK"):
        profile = _press_profile()
    if image.mode in _WITH_PROFILE and (way := _way(profile, image.mode)):
        from PIL import ImageCms

        image = ImageCms.applyTransform(image, way)
    if image.mode != "RGB":
        image = image.convert("RGB")
    if alpha is not None and alpha.getextrema() != (255, 255):
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=alpha)
        return ground
    return image


def _eight_bits(image: Any) -> Any:
    """16 bits of grey, which convert would cut at 255, as 8."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda level: level / 256).convert("L")
    return image


def usable(profile: bytes | None, mode: str) -> bool:
    """Whether a colour profile is whole, and is for a picture of this mode."""
    return bool(profile) and _way(profile, mode) is not None


def _way(profile: bytes | None, mode: str) -> Any:
    """The transform from a profile to sRGB; None without one, or for one that does not fit."""
    from PIL import ImageCms

    try:
        given: Any
        if mode == "LAB":
            given = ImageCms.createProfile("LAB")
        elif profile:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        else:
            return None
        target = ImageCms.createProfile("sRGB")
        return ImageCms.buildTransform(given, target, mode, "RGB", _COLORIMETRIC, _FLAGS)
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return None


_COLORIMETRIC: Any = 1
"""ImageCms.Intent.RELATIVE_COLORIMETRIC, without the import."""

_FLAGS: Any = 0x2000
"""ImageCms.Flags.BLACKPOINTCOMPENSATION, as picture editors do by default."""


def _press_profile() -> bytes:
    return (resources.data_root() / "assets" / "icc" / "FOGRA39L.icc").read_bytes()


@cache
def srgb_profile() -> bytes:
    """An sRGB profile to put into files: with no day of making in it, so that bytes stay equal."""
    from PIL import ImageCms

    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[24:36] = (2000).to_bytes(2, "big") + b"\x00\x01\x00\x01" + bytes(6)
    return bytes(data)


def unprintable(image: Any, press: bytes) -> float:
    """The share of an sRGB picture, 0 to 1, whose colours a press prints as others (FAR)."""
    from PIL import ImageCms

    to_lab, to_press, back = _proof(press)
    seen: Any = ImageCms.applyTransform(image, to_lab)
    inked: Any = ImageCms.applyTransform(image, to_press)
    printed: Any = ImageCms.applyTransform(inked, back)
    pairs = Counter(zip(_triples(seen), _triples(printed), strict=True))
    far = sum(count for (a, b), count in pairs.items() if _distance(a, b) > FAR)
    return float(far / (image.width * image.height))


@lru_cache(maxsize=4)
def _proof(press: bytes) -> tuple[Any, Any, Any]:
    """From sRGB to what is seen, from sRGB to ink, and from ink to what is seen."""
    from PIL import ImageCms

    printer = ImageCms.ImageCmsProfile(io.BytesIO(press))
    lab, rgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    to_lab = ImageCms.buildTransform(rgb, lab, "RGB", "LAB", _COLORIMETRIC)
    to_press = ImageCms.buildTransform(rgb, printer, "RGB", "CMYK", _COLORIMETRIC, _FLAGS)
    back = ImageCms.buildTransform(printer, lab, "CMYK", "LAB", _COLORIMETRIC)
    return to_lab, to_press, back


def _triples(image: Any) -> list[tuple[int, ...]]:
    data = image.tobytes()
    return [tuple(data[i : i + 3]) for i in range(0, len(data), 3)]


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """ΔE (CIE 1976) of two colours of Pillow's LAB: L in 255 steps, a and b signed bytes."""
    light = (one[0] - other[0]) * 100 / 255
    a, b = (_signed(one[i]) - _signed(other[i]) for i in (1, 2))
    return float((light**2 + a**2 + b**2) ** 0.5)


def _signed(value: int) -> int:
    return value - 256 if value > 127 else value
