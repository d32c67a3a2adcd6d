"""Pictures: what their colour profiles and their depth come to."""

import io
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from presskit.diagnostics import Diagnostic, Location
from presskit.images import Crop, Jpeg, Picture, Said, derivative, read_picture, reading
from tests import colour

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


def test_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    Image.new("RGB", (9, 9)).save(tmp_path / "secret.jpg")
    Image.new("RGB", (9, 9)).save(tmp_path / "project" / "own.jpg")
    for name, target in (("out.jpg", "secret.jpg"), ("in.jpg", "project/own.jpg")):
        (tmp_path / "project" / name).symlink_to(tmp_path / target)
    refused = read_picture(tmp_path / "project" / "out.jpg", WHERE, tmp_path / "project")
    assert isinstance(refused, Diagnostic)
    assert refused.code == "PK605"
    taken = read_picture(tmp_path / "project" / "in.jpg", WHERE, tmp_path / "project")
    assert isinstance(taken, Picture)


def corners(width: int = 90, height: int = 60) -> Image.Image:
    """Four corners of four colours."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("lime", (width // 2, 0, width, height // 2))
    image.paste("blue", (0, height // 2, width // 2, height))
    image.paste("white", (width // 2, height // 2, width, height))
    return image


TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera stored the picture, by what Exif says to do to it (each is its own way back)."""


@pytest.mark.parametrize("orientation", range(1, 9))
def test_all_eight_orientations_come_out_equal(tmp_path: Path, orientation: int) -> None:
    upright = corners()
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = upright.transpose(TURNS[orientation]) if orientation > 1 else upright
    stored.save(tmp_path / "turned.png", exif=exif)
    upright.save(tmp_path / "upright.png")
    turned, plain = read(tmp_path / "turned.png"), read(tmp_path / "upright.png")
    assert (turned.width, turned.height) == (90, 60)
    assert derivative(turned, 90) == derivative(plain, 90)


def test_a_crop_keeps_its_point_and_is_as_large_as_can_be() -> None:
    assert Crop(1.0, 0.9, 0.5).box(900, 600) == (300, 0, 900, 600)
    assert Crop(1.0, 0.0, 0.0).box(600, 900) == (0, 0, 600, 600)
    assert Crop(1.5).box(600, 900) == (0, 250, 600, 650)
    assert Crop(1.5).box(900, 600) == (0, 0, 900, 600)


def test_what_a_crop_leaves_out_is_not_in_the_file(tmp_path: Path) -> None:
    corners(900, 600).save(tmp_path / "one.png")
    with Image.open(io.BytesIO(derivative(read(tmp_path / "one.png"), 300, crop=Crop(0.5)))) as cut:
        assert cut.size == (150, 300)


GRID = [(r / 255, g / 255, b / 255) for r in range(0, 256, 51) for g in range(0, 256, 51)
        for b in range(0, 256, 51)]  # fmt: skip
PATCH = 8


@pytest.mark.parametrize("space", list(colour.SPACES))
def test_wide_colours_are_what_a_colour_managed_program_shows(tmp_path: Path, space: str) -> None:
    """216 colours of the space, each a patch; the mean ΔE2000 to colours reckoned by the book."""
    image = Image.new("RGB", (PATCH * 24, PATCH * 9))
    for n, patch in enumerate(GRID):
        x, y = n % 24 * PATCH, n // 24 * PATCH
        image.paste(tuple(round(v * 255) for v in patch), (x, y, x + PATCH, y + PATCH))
    image.save(tmp_path / "wide.png", icc_profile=colour.profile(space))
    picture = read(tmp_path / "wide.png")
    assert picture.found == ()
    with Image.open(io.BytesIO(derivative(picture, PATCH * 24, Jpeg(95)))) as made:
        far = []
        for n, patch in enumerate(GRID):
            got = made.getpixel((n % 24 * PATCH + PATCH // 2, n // 24 * PATCH + PATCH // 2))
            assert isinstance(got, tuple)
            r, g, b = (v / 255 for v in got)
            wanted = colour.lab(colour.to_srgb(patch, space))
            far.append(colour.distance(colour.lab((r, g, b)), wanted))
    assert sum(far) / len(far) < 2


def test_what_was_made_is_kept_and_a_spoiled_file_is_made_again(tmp_path: Path) -> None:
    corners(900, 600).save(tmp_path / "one.png")
    kept = tmp_path / "kept"
    picture = read_picture(tmp_path / "one.png", WHERE, None, kept)
    assert isinstance(picture, Picture)
    first = derivative(picture, 300)
    (file,) = kept.glob("*.jpg")
    assert derivative(picture, 300) == first
    assert len(list(kept.glob("*.jpg"))) == 1
    file.write_bytes(file.read_bytes()[:-40])
    assert derivative(picture, 300) == first
    assert derivative(picture, 300, said=Said(creator="Ida Solberg")) != first
    assert len(list(kept.glob("*.jpg"))) == 2


def test_a_picture_that_was_looked_at_is_not_decoded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was told of it is told again; another file of that name is looked at."""
    file, kept = tmp_path / "one.jpg", tmp_path / "kept"
    corners(900, 600).save(file, "PNG")
    first = read_picture(file, WHERE, None, kept)
    assert isinstance(first, Picture)
    assert [one.code for one in first.found] == ["PK606"]

    def decoded(*_: object) -> None:
        raise AssertionError("decoded again")

    with monkeypatch.context() as patch:
        patch.setattr(reading, "_decoded", decoded)
        again = read_picture(file, WHERE, None, kept)
    assert again == first
    file.write_bytes(file.read_bytes()[:-400])
    spoiled = read_picture(file, WHERE, None, kept)
    assert isinstance(spoiled, Diagnostic)
    assert spoiled.code == "PK601"


def test_a_preview_behind_the_picture_is_not_in_the_way(tmp_path: Path) -> None:
    """Cameras and telephones write JPEGs with a second picture (MPF)."""
    preview = Image.new("RGB", (30, 20), "blue")
    corners().save(tmp_path / "one.jpg", "MPO", save_all=True, append_images=[preview])
    picture = read(tmp_path / "one.jpg")
    assert (picture.width, picture.height) == (90, 60)
    with Image.open(io.BytesIO(derivative(picture, 90))) as made:
        assert getattr(made, "n_frames", 1) == 1


def noise(width: int = 900, height: int = 600, **saved: bool) -> bytes:
    out = io.BytesIO()
    grain = random.Random(7)
    levels = bytes(min(255, max(0, round(grain.gauss(128, 60)))) for _ in range(width * height))
    Image.frombytes("L", (width, height), levels).convert("RGB").save(out, "JPEG", **saved)
    return out.getvalue()


END = b"\xff\xd9"


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_that_was_cut_off_and_closed_again_does_not_pass(
    tmp_path: Path, progressive: bool
) -> None:
    """Repair tools and uploads write such files; most programs show grey for what is lost."""
    whole = noise(progressive=progressive)
    (tmp_path / "whole.jpg").write_bytes(whole)
    assert read(tmp_path / "whole.jpg").found == ()
    (tmp_path / "cut.jpg").write_bytes(whole[: len(whole) // 3] + END)
    refused = read_picture(tmp_path / "cut.jpg", WHERE)
    assert isinstance(refused, Diagnostic)
    assert refused.code == "PK601"


def test_data_lost_within_does_not_pass(tmp_path: Path) -> None:
    whole = bytearray(noise())
    half = len(whole) // 2
    whole[half : half + 5000] = bytes(5000)
    (tmp_path / "hole.jpg").write_bytes(whole)
    assert isinstance(read_picture(tmp_path / "hole.jpg", WHERE), Diagnostic)


def test_bytes_too_many_are_told_where_they_matter(tmp_path: Path) -> None:
    whole = noise()
    scan = whole.index(b"\xff\xda")
    (tmp_path / "between.jpg").write_bytes(whole[:scan] + bytes(2) + whole[scan:])
    assert read(tmp_path / "between.jpg").found == ()
    (tmp_path / "behind.jpg").write_bytes(whole + b"hello")
    assert read(tmp_path / "behind.jpg").found == ()
    (tmp_path / "end.jpg").write_bytes(whole.removesuffix(END) + b"12345" + END)
    assert [d.code for d in read(tmp_path / "end.jpg").found] == ["PK614"]


def good(kind: str) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((48, 32)).convert("RGB").save(out, kind)
    return out.getvalue()


GOOD = {kind: good(kind) for kind in ("JPEG", "PNG", "WEBP", "TIFF")}
PATCHES = st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=8)), max_size=6)


def patched(kind: str, patches: list[tuple[int, bytes]], end: int) -> bytes:
    """A picture with some of its bytes replaced, and cut off."""
    data = GOOD[kind]
    for at, new in patches:
        at %= len(data)
        data = data[:at] + new + data[at + len(new) :]
    return data[:end]


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.builds(patched, st.sampled_from(sorted(GOOD)), PATCHES, st.integers(0, 9000)),
    ),
    st.sampled_from(("a.jpg", "a.png", "a.webp", "a.tif", "a")),
)
def test_any_bytes_are_a_picture_or_a_finding(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    file = tmp_path_factory.mktemp("bytes") / name
    file.write_bytes(data)
    made = read_picture(file, WHERE)
    if isinstance(made, Diagnostic):
        assert made.severity == "error"
        assert made.location == WHERE
        assert made.hint
    else:
        assert derivative(made, 16).startswith(b"\xff\xd8")


@pytest.mark.parametrize("size", [(1, 1), (400, 3), (360, 240)])
def test_a_picture_of_nothing_but_grain_is_coded_all_the_same(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    pixels = random.Random(7).randbytes(size[0] * size[1] * 3)
    Image.frombytes("RGB", size, pixels).save(tmp_path / "one.png")
    made = derivative(read(tmp_path / "one.png"), 1400)
    with Image.open(io.BytesIO(made)) as image:
        image.load()
    assert image.size == size
