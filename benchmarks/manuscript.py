"""The same story as one text in Markdown with a style sheet: what pandoc and the like are given.

The style sheet sets the type, the measure and the paper that presskit's own theme has, so that a
page holds about as much.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.content import Story
from benchmarks.photographs import take
from benchmarks.project import SPECS, WORDED

STYLE = """\
@font-face { font-family: "Literata Text"; font-weight: 400; src: url(fonts/LiterataText-400.ttf) }
@font-face { font-family: "Literata Text"; font-weight: 400; font-style: italic; src: url(fonts/LiterataText-400-italic.ttf) }
@font-face { font-family: "Literata Display"; font-weight: 300; src: url(fonts/LiterataDisplay-300.ttf) }
@page {
  size: A4; margin: 84pt 55.6pt 72pt 221.6pt;
  @top-right { content: string(title); font: 400 7.6pt "Literata Text" }
  @bottom-right { content: counter(page); font: 400 8.4pt "Literata Text" }
}
html { font: 400 9.4pt/14pt "Literata Text"; hyphens: auto; orphans: 3; widows: 3 }
body { margin: 0; padding: 0; max-width: none }
h1 { string-set: title content(); break-before: page; font: 300 33pt/35pt "Literata Display"; margin: 0 0 28pt; padding-top: 30pt; hyphens: manual }
h2 { font: 300 17pt/21pt "Literata Display"; margin: 28pt 0 14pt; break-after: avoid; hyphens: manual }
h1.title { break-before: avoid }
p { margin: 0 } p + p { text-indent: 14pt }
img { display: block; width: 100%; height: auto }
figure { margin: 0 0 28pt; break-inside: avoid }
figcaption { font-size: 7.6pt; line-height: 10.5pt; margin-top: 5pt }
table { width: 100%; border-collapse: collapse; margin-bottom: 14pt; hyphens: manual }
td, th { vertical-align: top; text-align: left; padding: 0 7pt 7pt 0 }
nav a { color: inherit; text-decoration: none }
#TOC a::after { content: leader('.') target-counter(attr(href), page) }
"""  # noqa: E501  # a rule a line

TYPST = """\
papersize: a4
mainfont: Literata Text
fontsize: 9.4pt
margin: {top: 84pt, bottom: 72pt, left: 221.6pt, right: 55.6pt}
header-includes: |
  ```{=typst}
  #show heading.where(level: 1): it => { pagebreak(weak: true); it }
  ```
"""
"""The same paper, measure and type for Typst, and a page for each section."""

FONTS = (
    "literata/LiterataText-400.ttf",
    "literata/LiterataText-400-italic.ttf",
    "literata/LiterataDisplay-300.ttf",
)


def write_manuscript(
    story: Story, folder: Path, assets: Path, pictures: Path | None = None
) -> Path:
    """Write kit.md, style.css, its fonts and its photographs; the text's file.

    `pictures` is a folder that has the photographs already, so that they are not drawn again.
    """
    (folder / "fonts").mkdir(parents=True)
    for font in FONTS:
        (folder / "fonts" / Path(font).name).write_bytes((assets / "fonts" / font).read_bytes())
    (folder / "style.css").write_text(STYLE, "utf-8")
    names = [shot.name for shot in story.shots]
    if pictures:
        (folder / "stills").mkdir()
        for name in names:
            (folder / "stills" / f"{name}.jpg").hardlink_to(pictures / f"{name}.jpg")
    else:
        take(folder / "stills", names, story.size, story.seed)
    (folder / "typst.yaml").write_text(TYPST, "utf-8")
    file = folder / "kit.md"
    file.write_text("\n\n".join(_blocks(story)) + "\n", "utf-8")
    return file


def _blocks(story: Story) -> Iterator[str]:
    yield f"---\ntitle: {story.title}\nlang: en-GB\n---"
    yield "# Fact sheet"
    yield _table(("What", "Value"), (1, 2), [(label, value) for _, label, value in SPECS])
    yield from ("# Synopses", story.logline, story.short, story.medium)
    yield from ("# Director’s statement", story.statement)
    for number, (title, paragraphs) in enumerate(story.chapters):
        yield f"# {title}"
        yield from paragraphs if number else (WORDED, *paragraphs[1:])
    yield "# Accolades"
    heads, widths = ("Year", "Event", "Result", "Note"), (1, 3, 2, 6)
    for title, entries in story.tables:
        yield f"## {title}"
        cells = [(str(entry.year), entry.event, entry.result, entry.note) for entry in entries]
        yield _table(heads, widths, cells)
    yield "# Timeline"
    dated = sorted((e for _, entries in story.tables for e in entries), key=lambda e: e.year)
    yield _table(("Year", "Event", "Result"), (1, 4, 2),
                 [(str(e.year), e.event, e.result) for e in dated])  # fmt: skip
    yield "# Filmmakers"
    for name, role, words in story.people:
        yield from (f"## {name}", f"*{role}*", words)
    yield "# Stills"
    for shot in story.shots:
        said = f"**{shot.title}.** {shot.caption} Photo: {shot.by}. © 2026 {shot.by}."
        terms = "For the press, in connection with the film."
        yield f'![{said} {terms}](stills/{shot.name}.jpg){{alt="{shot.alt}"}}'
    yield "# Credits"
    yield _table(("Role", "Name"), (1, 1), list(story.credits))
    yield from ("# Contacts", "Press: Ann Archer, ann@archer.example")
    yield from ("# Sources", "The log: notes of the shoot")
    yield from ("# Colophon", "© 2026 Ann Archer. For use by the press.")


def _table(heads: tuple[str, ...], widths: tuple[int, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table whose columns have these widths, in shares of the line."""
    # Pandoc takes widths from the dashes as soon as one line of the text is longer than 72 letters.
    dashes = ["-" * (12 * width) for width in widths]
    lines = [heads, tuple(dashes), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
