"""WeasyPrint alone, given what presskit gives it: python bare.py FOLDER PDF

FOLDER is as `handed.hand_over` makes it.
"""

import json
import sys
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration


def main(folder: Path, pdf: Path) -> None:
    options = json.loads((folder / "options.json").read_text("utf-8"))
    fonts = FontConfiguration()
    files = sorted((folder / "sheets").iterdir())
    base = f"{folder.resolve().as_uri()}/"
    sheets = [CSS(string=f.read_text("utf-8"), base_url=base, font_config=fonts) for f in files]
    page = HTML(string=(folder / "kit.html").read_text("utf-8"), base_url=base)
    page.write_pdf(pdf, stylesheets=sheets, font_config=fonts, **options)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
