"""What was right once, kept in files. PRESSKIT_ACCEPT=1 takes what is said now for right."""

import difflib
import os
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageStat

from tests.conftest import ROOT

REPORT = ROOT / "build" / "golden"
"""Where pictures are put side by side when they differ."""

SOFT = 0.8
"""Pixels by which both pictures are softened: letters may move by a part of a pixel."""
FAR = 40
"""Of 255: a pixel that differs by more shows something else."""
FEW = 0.0005
"""So much of a picture may show something else: on an A4 page a square of 6 mm."""


def accepting() -> bool:
    return bool(os.environ.get("PRESSKIT_ACCEPT"))


def differences(said: str, file: Path) -> list[str]:
    """Lines of a unified diff between what the file holds and what is said now; none when equal."""
    if accepting():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(said, "utf-8", newline="\n")
    kept = file.read_text("utf-8") if file.exists() else ""
    lines = kept.splitlines(), said.splitlines()
    return list(difflib.unified_diff(*lines, f"{file.name}, as kept", "as made", "", "", 1, ""))


def looks_like(made: Image.Image, file: Path) -> str:
    """Empty when the picture looks like the one in the file, else what is wrong.

    Then the two and what differs stand side by side in REPORT.
    """
    if accepting():
        file.parent.mkdir(parents=True, exist_ok=True)
        made.quantize(64, dither=Image.Dither.NONE).save(file, optimize=True)
    if not file.exists():
        return f"{file.name} is not there; to keep what was made: PRESSKIT_ACCEPT=1"
    kept = Image.open(file).convert("RGB")
    if kept.size != made.size:
        return _shown(kept, made, file, f"size {made.size} in place of {kept.size}")
    share = unlike(kept, made)
    return _shown(kept, made, file, f"{share:.2%} of it differs") if share > FEW else ""


def unlike(one: Image.Image, other: Image.Image) -> float:
    """How much of two pictures of one size differs visibly, from 0 to 1."""
    return ImageStat.Stat(_difference(one, other)).mean[0] / 255


def _difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """White where they differ visibly."""
    soft = [picture.filter(ImageFilter.GaussianBlur(SOFT)) for picture in (one, other)]
    channels = ImageChops.difference(*soft).split()
    strongest = ImageChops.lighter(ImageChops.lighter(*channels[:2]), channels[2])
    return strongest.point([255 if level > FAR else 0 for level in range(256)])


def _shown(kept: Image.Image, made: Image.Image, file: Path, wrong: str) -> str:
    """As kept, as made, and the difference, in one picture; the message that names it."""
    pictures = [kept, made]
    if kept.size == made.size:
        pictures.append(ImageChops.invert(_difference(kept, made)).convert("RGB"))
    width, height = max(p.width for p in pictures), max(p.height for p in pictures)
    sheet = Image.new("RGB", ((width + 8) * len(pictures), height), "#888")
    for n, picture in enumerate(pictures):
        sheet.paste(picture, (n * (width + 8), 0))
    REPORT.mkdir(parents=True, exist_ok=True)
    report = REPORT / f"{file.parent.name}-{file.name}"
    sheet.save(report)
    return f"{file.name}: {wrong}; as kept, as made and the difference: {report.relative_to(ROOT)}"
