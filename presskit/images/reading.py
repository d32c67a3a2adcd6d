"""A picture file, decoded strictly: one that is damaged, huge or no photograph is a diagnostic."""

import contextlib
import hashlib
import io
import json
import os
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from presskit.diagnostics import Diagnostic, Location, PresskitError
from presskit.images import colour, kinds, tags, whole
from presskit.keeping import keeper, key_of
from presskit.limits import PICTURE_BYTES, PIXELS, SIDE

TOO_LARGE = f"At most {PIXELS // 1_000_000} million pixels are allowed: make it smaller."
_AGAIN = "Ask for the file again."


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was decoded in full: its file, and its size in pixels when upright.

    `digest` is the SHA-256 of the file, in hexadecimal; `kept` is the folder of what was made of
    pictures before, if there is one.
    """

    file: Path
    width: int
    height: int
    digest: str
    found: tuple[Diagnostic, ...] = ()
    kept: Path | None = None

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def data(self) -> bytes:
        """The file's bytes, read when they are asked for: hundreds of photographs have gigabytes.

        Raises PresskitError (PK601) when the file is no longer the one that was looked at.
        """
        data = self.file.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.digest:
            message = f"{self.name} was changed while the kit was made"
            raise PresskitError(Diagnostic("PK601", message, None, "Build again."))
        return data

    @property
    def shape(self) -> str:
        """landscape, portrait or square, by the ratio of the sides."""
        ratio = self.width / self.height
        return "landscape" if ratio > 1.15 else "portrait" if ratio < 0.87 else "square"


class _RefusedError(Exception):
    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.hint = code, hint


def read_picture(
    file: Path, where: Location, root: Path | None = None, kept: Path | None = None
) -> Picture | Diagnostic:
    """Decode a picture; `where` is the place that names it.

    With `root`, a file that lies outside of that folder, over links, is refused.
    """
    try:
        data = _bytes(file, root)
        digest = hashlib.sha256(data).hexdigest()
        seen = keeper(kept, ".seen")(
            key_of(made_by(), file.name, digest),
            lambda: json.dumps(_decoded(file.name, data)).encode(),
        )
        width, height, said = json.loads(seen)
        found = tuple(Diagnostic(code, message, where, hint) for code, message, hint in said)
        return Picture(file, width, height, digest, found, kept)
    except _RefusedError as refused:
        return Diagnostic(refused.code, str(refused), where, refused.hint)


def _bytes(file: Path, root: Path | None) -> bytes:
    try:
        if root is not None and not file.resolve().is_relative_to(root.resolve()):
            message = f"{file.name} is a link to a file outside of the project"
            raise _RefusedError("PK605", message, "Copy the picture itself into stills/.")
        if file.stat().st_size > PICTURE_BYTES:
            message = f"{file.name} has {file.stat().st_size // 1_000_000} MB"
            raise _RefusedError(
                "PK602", message, f"At most {PICTURE_BYTES // 1_000_000} are allowed."
            )
        if not (file.is_file() or file.is_dir()):
            raise _RefusedError("PK601", f"{file.name} is no file", "Put the picture there.")
        _refuse_by_kind(file)
        return file.read_bytes()
    except FileNotFoundError:
        message = f"the picture {file.name} is not in {file.parent.name}/"
        hint = "Put it there, or write {tbc: whom to ask}."
        raise _RefusedError("PK601", message, hint) from None
    except OSError as error:
        message = f"{file.name} cannot be read: {error.strerror}"
        hint = "Check what it is and who may read it."
        raise _RefusedError("PK601", message, hint) from None
    except RuntimeError:  # Python 3.11 and 3.12 say so of links that lead to each other
        message = f"{file.name} is a link that leads back to itself"
        raise _RefusedError("PK601", message, "Put the picture itself there.") from None


def _refuse_by_kind(file: Path) -> None:
    """What the first bytes tell, before the rest is read."""
    with file.open("rb") as opened:
        head = opened.read(kinds.HEAD)
    message, hint = kinds.refusal(head, file.name)
    if message or not kinds.kind(head):
        unknown = f"{file.name} is no picture of a kind that is known"
        raise _RefusedError("PK603", message or unknown, hint or kinds.EXPORT)


_Said = tuple[str, str, str]
"""Code, message and hint of what is told of a picture."""


@lru_cache
def made_by() -> str:
    """What decides of a picture's pixels: the libraries, and the modules of this package."""
    total = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        total.update(file.read_bytes())
    asked = (version("Pillow"), version("simplejpeg"), PIXELS, SIDE)
    return f"{asked} {total.hexdigest()}"


def _decoded(name: str, data: bytes) -> tuple[int, int, list[_Said]]:
    """Width and height of a picture that was decoded in full, and what is told of it."""
    from PIL import Image, ImageFile, UnidentifiedImageError

    kind = kinds.kind(data)
    # WeasyPrint sets this flag for the whole process; a cut-off picture must not pass here.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = None  # ours is checked below, and says how many there are
    try:
        with (
            warnings.catch_warnings(action="ignore"),  # of damaged metadata, which is left out
            _without_chatter(kind),
            Image.open(io.BytesIO(data), formats=(kind,)) as image,
        ):
            _refuse_by_header(image, kind, name, len(data))
            if wrong := whole.broken(data, kind):
                raise _RefusedError("PK601", f"{name} {wrong}", _AGAIN)
            size = _upright(image)
            found = list(_problems(image, name, kind))
            if kind == "JPEG":
                found += _decoded_strictly(data, name)
                image.draft(None, (1, 1))
            image.load()
            return *size, found
    except UnidentifiedImageError:
        wrong = "" if kind == "PNG" else whole.broken(data, kind)
        unread = f"begins like a {kind} picture, and cannot be read as one"
        message = f"{name} {wrong or unread}"
        raise _RefusedError("PK601", message, _AGAIN) from None
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError):
        raise _RefusedError("PK601", f"{name} is damaged or cut off", _AGAIN) from None


_ORIENTATION = 0x0112
_LYING = (5, 6, 7, 8)


def _upright(image: Any) -> tuple[int, int]:
    """Width and height of a picture when it stands as it was taken (Exif, Orientation)."""
    lying = image.getexif().get(_ORIENTATION) in _LYING
    return (image.height, image.width) if lying else (image.width, image.height)


@contextlib.contextmanager
def _without_chatter(kind: str) -> Iterator[None]:
    """Keep what libtiff prints by itself from the terminal; Pillow raises what matters of it."""
    if kind != "TIFF":
        yield
        return
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


_EXTRA = re.compile(r"(\d+) extraneous bytes before marker 0x(\w\w)")
_OF_THE_PICTURE = re.compile(r"d[0-79]")
"""Markers within and at the end of a picture's data; between headers bytes too many do no harm."""

_OUT_OF_STEP = 100
"""Bytes too many from which the data before them cannot have been decoded as they were meant."""


def _decoded_strictly(data: bytes, name: str) -> Iterator[_Said]:
    """What libjpeg warns of, which Pillow does not hand on: it fills what is cut off with grey.

    Raises _RefusedError when part of the picture is not there.
    """
    import simplejpeg

    try:
        simplejpeg.decode_jpeg(data, "GRAY", min_factor=8, fastdct=True, strict=True)
    except ValueError as error:
        extra = _EXTRA.search(str(error))
        if extra and not _OF_THE_PICTURE.fullmatch(extra[2]):
            return
        if "Unsupported" not in str(error) and not (extra and int(extra[1]) < _OUT_OF_STEP):
            raise _RefusedError("PK601", f"{name} is damaged or cut off", _AGAIN) from None
        hint = "Look at it in large; ask for the file again if anything is wrong."
        yield "PK614", f"{name} may be damaged within", hint


def _refuse_by_header(image: Any, kind: str, name: str, size: int) -> None:
    """What the header tells, before anything is decoded."""
    if image.width * image.height > PIXELS:
        message = f"{name} has {image.width} × {image.height} pixels"
        raise _RefusedError("PK602", message, TOO_LARGE)
    if max(image.size) > SIDE:
        message = f"{name} is {image.width} × {image.height} pixels"
        raise _RefusedError("PK602", message, f"At most {SIDE} on a side are allowed.")
    if not image.width or not image.height:
        raise _RefusedError("PK601", f"{name} {whole.NO_PIXELS}", _AGAIN)
    if kind == "TIFF" and any(end > size for end in _strip_ends(image)):
        raise _RefusedError("PK601", f"{name} {whole.CUT_OFF}", _AGAIN)
    # Cameras put a preview behind the picture of a JPEG (MPF): the first is the one that is meant.
    if kind != "JPEG" and getattr(image, "n_frames", 1) > 1:
        message = f"{name} holds {image.n_frames} pictures, one after the other"
        raise _RefusedError("PK603", message, "Export the one that is meant.")
    if image.mode in ("F", "I"):
        message = f"{name} has 32 bits per channel"
        raise _RefusedError("PK603", message, "Export it with 8 or 16 bits per channel.")


_STRIPS = ((273, 279), (324, 325))
"""TIFF: where strips and tiles begin, and how many bytes each has."""


def _strip_ends(image: Any) -> Iterator[int]:
    for starts, counts in _STRIPS:
        pairs = zip(image.tag_v2.get(starts, ()), image.tag_v2.get(counts, ()), strict=False)
        yield from (start + count for start, count in pairs)


def _problems(image: Any, name: str, kind: str) -> Iterator[_Said]:
    if Path(name).suffix.lower() not in kinds.SUFFIXES[kind]:
        right = Path(name).with_suffix(kinds.SUFFIXES[kind][0]).name
        message = f"{name} is a {kind} picture, whatever its name says"
        yield "PK606", message, f"Rename it to {right}, here and in stills/."
    profile = image.info.get("icc_profile")
    mode = {"RGBA": "RGB", "P": "RGB", "LA": "L"}.get(image.mode, image.mode)
    mode = "L" if mode.startswith("I;16") else mode
    if profile and mode in ("RGB", "L", "CMYK") and not colour.usable(profile, mode):
        message = f"the colour profile of {name} is damaged, or not for a picture of its kind"
        hint = "Export it again in sRGB; as it is, its colours may be wrong."
        yield "PK604", message, hint
    elif image.mode == "CMYK" and not profile:
        message = f"{name} is in CMYK without a colour profile; it is read as FOGRA39"
        hint = "Export it again in sRGB, or with its profile; look at its colours in the kit."
        yield "PK604", message, hint
    if private := tags.private(image):
        message = f"{name} holds {_listed(private)}: none of it goes into an output"
        yield "PK607", message, ""


def _listed(words: tuple[str, ...]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
