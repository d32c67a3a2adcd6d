"""The kit as a print shop gets it: a PDF/X-4 file, not certified."""

import shutil
import struct
import uuid
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageMath

from presskit.build import build
from presskit.colour import INK
from presskit.diagnostics import errors
from presskit.document import Options
from presskit.project import EDITIONS, EditionSettings, Project, Settings
from presskit.request import Request
from presskit.theme import load_theme
from tests.conftest import MINIMAL, ROOT
from tests.kit.conftest import CONTENT
from tests.kit.paint import Letters, letters
from tests.validators.run import call, program

MM = 72 / 25.4
BLEED = 3 * MM
PROFILE = ROOT / "assets/icc/FOGRA39L.icc"
SMALL = 12
"""Points under which type is set in black alone: four inks never meet exactly."""

SHEET = (0, 0, 0, 0)
DRAWN = 54
"""Pixels to the inch at which ink is measured: a pixel is half a millimetre."""


def pressed(root: Path, folder: Path, **settings: object) -> Path:
    """Build one film for a print shop, with settings of its own; the file."""
    options = {"paper": "a4", "purpose": "press"}
    edition = EditionSettings.model_validate(
        {"format": "pdf", "shell": "kit", "options": options} | settings
    )
    project = Project(root, Settings(editions={"press": edition}))
    target = root / "dist" / folder.name
    report = build(project, folder, Request(target=target), lambda *_: None)
    assert errors(report.found) == ()
    return target / f"{folder.name}-press.pdf"


@pytest.fixture(scope="module")
def file(kit: Path) -> Path:
    return kit / "one-more-win-press-kit-press.pdf"


@pytest.fixture
def pdf(file: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(file) as opened:
        yield opened


def test_the_edition_is_declared_in_data() -> None:
    options = EDITIONS["press-kit-press"].options
    assert options == Options(paper="a4", purpose="press", bleed="3mm")
    assert options.bleed_points == pytest.approx(BLEED, abs=0.001)
    assert Options(purpose="press", bleed="0.125in").bleed_points == 9
    assert Options(paper="a4").bleed_points == 0


# ------------------------------------------------------------ boxes and pages


def boxes(page: pikepdf.Page) -> dict[str, list[float]]:
    return {
        name: [float(v) for v in page.obj[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox")
    }


def test_every_page_has_its_trim_and_three_millimetres_around_it(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        found = boxes(page)
        assert found["/TrimBox"] == pytest.approx([0, 0, 595.276, 841.89], abs=0.01)
        around = [-BLEED, -BLEED, 595.276 + BLEED, 841.89 + BLEED]
        assert found["/BleedBox"] == found["/MediaBox"] == pytest.approx(around, abs=0.01)
        assert "/CropBox" not in page.obj


def copied(root: Path) -> Path:
    return Path(shutil.copytree(CONTENT, root / "content" / "one-more-win"))


def test_letter_has_an_eighth_of_an_inch_if_asked(tmp_path: Path) -> None:
    options = {"paper": "letter", "purpose": "press", "bleed": "0.125in"}
    file = pressed(tmp_path, copied(tmp_path), options=options, sections=("facts",))
    with pikepdf.open(file) as pdf:
        found = boxes(pdf.pages[0])
    assert found["/TrimBox"] == [0, 0, 612, 792]
    assert found["/BleedBox"] == found["/MediaBox"] == [-9, -9, 621, 801]


def test_the_kit_can_be_stitched(pdf: pikepdf.Pdf) -> None:
    assert len(pdf.pages) % 4 == 0


@pytest.mark.parametrize(
    ("sections", "blanks"),
    [
        (("facts", "people"), 0),  # beside them: the cover and the contents
        (("facts", "people", "sources"), 3),
        (("synopses", "facts"), 2),
        (("facts",), 1),
    ],
)
def test_blank_pages_stand_before_the_last_section(
    sections: tuple[str, ...], blanks: int, tmp_path: Path
) -> None:
    file = pressed(tmp_path, copied(tmp_path), sections=sections)
    texts = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file)]
    assert len(texts) % 4 == 0
    empty = [n for n, text in enumerate(texts) if not text.strip()]
    assert len(empty) == blanks
    assert empty == list(range(len(texts) - 1 - blanks, len(texts) - 1))
    # The count goes on over them, so that left is even and right is odd.
    assert str(len(texts)) in texts[-1].split()
    with pikepdf.open(file) as pdf:
        labels = [str(v.P) for v in list(pdf.Root.PageLabels.Nums)[1::2]]
    assert labels == [str(n) for n in range(1, len(texts) + 1)]


def test_a_section_that_shared_its_page_gets_one_of_its_own(tmp_path: Path) -> None:
    """In the default theme the last sections follow each other on one page."""
    shutil.copytree(MINIMAL / "content", tmp_path / "content")
    file = pressed(tmp_path, tmp_path / "content" / "minimal")
    texts = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file)]
    assert len(texts) % 4 == 0
    assert texts[-1].strip()
    with pikepdf.open(file) as pdf:
        assert "/Annots" not in pdf.pages[1].obj
        wrong = [letter for page in pdf.pages for letter in letters(page) if not is_black(letter)]
        assert [letter for letter in wrong if letter.size < SMALL] == []


def test_margins_are_wider_at_the_fold_and_folios_away_from_it(file: Path) -> None:
    fold = load_theme("one-more-win", Project(ROOT, Settings())).tokens.measure["fold"]
    lefts = {}
    for number, page in enumerate(pypdfium2.PdfDocument(file), 1):
        text = page.get_textpage()
        words = [text.get_rect(i) for i in range(text.count_rects())]
        lefts[number] = min(box[0] for box in words)
        folio = [box for box in words if number > 1 and text.get_text_bounded(*box) == str(number)]
        for left, *_ in folio[:1]:
            assert (left > 595 / 2) == (number % 2 == 1)
    # Titles of sections stand at the left edge of the type area, on left and on right pages.
    assert lefts[9] - lefts[8] == pytest.approx(2 * fold, abs=3)


# ------------------------------------------------------------ what PDF/X-4 asks for


def test_it_names_its_printing_condition(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFX"
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert str(intent.RegistryName) == "http://www.color.org"
    assert intent.DestOutputProfile.N == 4
    assert intent.DestOutputProfile.read_bytes() == PROFILE.read_bytes()


def test_it_says_so_in_its_metadata(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as said:
        assert said["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        assert said["pdf:Trapped"] == "False"
        assert said["dc:title"] == str(pdf.docinfo.Title)
        assert said["xmp:ModifyDate"] == said["xmp:CreateDate"] == "2026-11-22T00:00:00Z"
        assert said["pdf:Producer"] == str(pdf.docinfo.Producer)
        assert uuid.UUID(said["xmpMM:DocumentID"].removeprefix("uuid:")).version == 5
        assert said["xmpMM:RenditionClass"] == "default"
    assert pdf.docinfo.Trapped == "/False"
    assert "/ID" in pdf.trailer


def test_nothing_in_it_is_for_a_screen(pdf: pikepdf.Pdf) -> None:
    assert not {"/StructTreeRoot", "/MarkInfo", "/AcroForm", "/OpenAction"} & set(pdf.Root.keys())
    assert not any("/Annots" in page.obj for page in pdf.pages)
    assert not any(
        isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Annot"
        for item in pdf.objects
    )


def streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    yield from (item for item in pdf.objects if isinstance(item, pikepdf.Stream))


def test_fonts_are_embedded(pdf: pikepdf.Pdf) -> None:
    fonts = [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
    ]
    assert fonts
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)


def test_rgb_is_defined_wherever_it_could_be_used(pdf: pikepdf.Pdf) -> None:
    resources = [page.obj.Resources for page in pdf.pages]
    resources += [s.Resources for s in streams(pdf) if "/Resources" in s]
    for one in resources:
        kind, profile = one.ColorSpace.DefaultRGB
        assert str(kind) == "/ICCBased"
        assert int(profile.N) == 3
    assert b"sRGB" in profile.read_bytes()


def test_nothing_is_blended_in_rgb(pdf: pikepdf.Pdf) -> None:
    """A group in RGB would make four inks of black type."""
    groups = [page.obj.Group for page in pdf.pages]
    groups += [s.Group for s in streams(pdf) if "/Group" in s]
    assert len(groups) > len(pdf.pages)
    assert {str(group.CS) for group in groups} == {"/DeviceCMYK"}


# ------------------------------------------------------------ ink


def is_black(letter: Letters) -> bool:
    """Black alone, a tint of it, or the bare sheet."""
    space, parts = letter.colour
    return (space == "/DeviceCMYK" and parts[:3] == (0, 0, 0)) or space == "/DeviceGray"


def test_small_type_is_black_alone(pdf: pikepdf.Pdf) -> None:
    small = [
        (number, letter)
        for number, page in enumerate(pdf.pages, 1)
        for letter in letters(page)
        if letter.size < SMALL
    ]
    assert len(small) > 500
    # The corner stickers of the number plate are part of a drawing, on two dark pages.
    wrong = {number for number, letter in small if not is_black(letter)}
    assert wrong == {number for number, letter in small if letter.in_drawing and number in wrong}
    assert wrong <= {1, len(pdf.pages)}


def test_no_colour_is_left_to_chance(pdf: pikepdf.Pdf) -> None:
    """Type, grounds and drawings of One More Win are all in the inks that its theme names."""
    contents: list[pikepdf.Object] = [page.obj for page in pdf.pages]
    contents += [s for s in streams(pdf) if s.get("/Subtype") == "/Form"]
    for content in contents:
        for done in pikepdf.parse_content_stream(content):
            said = " ".join(str(part) for part in (*done.operands, done.operator))
            assert str(done.operator) not in {"rg", "RG", "g", "G", "sh"}, said


def separations(file: Path, folder: Path) -> list[Image.Image]:
    """Each page as Ghostscript separates it for the profile: pixels of four inks."""
    profile = [f"-s{name}={PROFILE}" for name in ("OutputICCProfile", "DefaultCMYKProfile")]
    allowed = f"--permit-file-read={PROFILE}"
    device = ["-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiff32nc", f"-r{DRAWN}"]
    out = f"-sOutputFile={folder / 'page%03d.tif'}"
    done = call(program("gs"), *device, allowed, *profile, out, file)
    assert done.returncode == 0, done.stderr
    return [Image.open(page) for page in sorted(folder.glob("*.tif"))]


@pytest.fixture(scope="module")
def inks(file: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Image.Image]:
    return separations(file, tmp_path_factory.mktemp("separations"))


def totals(page: Image.Image) -> list[int]:
    """How many pixels have so much ink: one entry for 4/255 of one ink, 1.57 %."""
    parts = dict(zip("cmyk", page.split(), strict=True))
    total = ImageMath.lambda_eval(
        lambda args: args["convert"]((args["c"] + args["m"] + args["y"] + args["k"] + 3) / 4, "L"),
        **parts,
    )
    return list(total.histogram())


@pytest.mark.validator
def test_paper_can_take_the_ink(inks: list[Image.Image]) -> None:
    """At most 300 % on 99.9 % of each page."""
    assert inks
    for number, page in enumerate(inks, 1):
        pixels = totals(page)
        over = sum(pixels[-(-INK * 255 // 400) + 1 :])
        assert over <= 0.001 * sum(pixels), f"page {number}"


@pytest.mark.validator
def test_black_prints_over_colour_and_white_is_cut_out(inks: list[Image.Image]) -> None:
    """Letters that are cut out of a ground show the sheet where the plates do not meet."""
    colours = [colour for _, colour in inks[2].getcolors(2**16) or [] if isinstance(colour, tuple)]
    black = [colour for colour in colours if colour[3] == 255]
    assert black
    assert all(colour[1] > 100 for colour in black), "the orange is missing under black type"
    cover = {colour: count for count, colour in inks[0].getcolors(2**16) or []}
    assert cover[SHEET] > 0.02 * inks[0].width * inks[0].height, "the title is not bare sheet"


@pytest.mark.validator
def test_grounds_and_drawings_run_over_the_trim(inks: list[Image.Image]) -> None:
    for number, page in enumerate(inks, 1):
        width, height = page.size
        edges = [
            (width // 2, 1),
            (width // 2, height - 2),
            (1, height // 2),
            (width - 2, height // 2),
        ]
        assert all(page.getpixel(spot) != SHEET for spot in edges), f"page {number}"
    cover = inks[0]
    rim = [cover.getpixel((1, y)) for y in range(cover.height)]
    assert len(set(rim)) > 1, "no line of the drawing reaches the edge of the bleed"


def test_the_profile_is_a_cmyk_profile_for_a_printer() -> None:
    data = PROFILE.read_bytes()
    assert int.from_bytes(data[:4], "big") == len(data)
    assert (data[12:16], data[16:20], data[36:40]) == (b"prtr", b"CMYK", b"acsp")
    date = struct.unpack(">6H", data[24:36])  # the clock's would change the bytes
    assert date == (2026, 1, 1, 0, 0, 0)
