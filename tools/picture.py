"""Draw the README's picture from the kit in dist/: python tools/picture.py KIT_DIR TARGET.jpg"""

import io
import sys
import zipfile
from pathlib import Path

import pypdfium2
from PIL import Image

PAGES = (1, 3, 6, 7, 8, 10, 12, 13, 14, 18, 19, 24)
WIDTH, GAP, COLUMNS = 300, 12, 6


def main(kit: Path, target: Path) -> None:
    """Twelve pages in two rows, and the booklet's cover beside them."""
    book = pypdfium2.PdfDocument(kit / "one-more-win-press-kit-a4.pdf")
    pages = [_page(book[number - 1]) for number in PAGES]
    height = pages[0].height
    rows = len(pages) // COLUMNS
    sheet = Image.new(
        "RGB",
        (GAP + (COLUMNS + 1) * (WIDTH + GAP), GAP + rows * (height + GAP)),
        "#c9c4bb",
    )
    for n, page in enumerate(pages):
        sheet.paste(page, (GAP + n % COLUMNS * (WIDTH + GAP), GAP + n // COLUMNS * (height + GAP)))
    cover = _cover(kit / "one-more-win-booklet.epub")
    sheet.paste(cover, (GAP + COLUMNS * (WIDTH + GAP), GAP))
    target.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(target, "JPEG", quality=82, optimize=True)


def _page(page: pypdfium2.PdfPage) -> Image.Image:
    drawn: Image.Image = page.render(scale=2 * WIDTH / page.get_width()).to_pil().convert("RGB")
    size = (WIDTH, round(drawn.height / drawn.width * WIDTH))
    return drawn.resize(size, Image.Resampling.LANCZOS)


def _cover(booklet: Path) -> Image.Image:
    with zipfile.ZipFile(booklet) as opened:
        data = opened.read("EPUB/images/cover.jpg")
    cover = Image.open(io.BytesIO(data))
    return cover.resize((WIDTH, round(WIDTH * 1.6)), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
