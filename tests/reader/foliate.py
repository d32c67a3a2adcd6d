"""foliate-js, a reading engine, in a Chromium without a window: what it makes of a book.

Nothing is served and nothing fetched: the engine's files and the book are answered from disk under
an address that does not exist, and every other request is refused and reported. The page forbids
eval, so this asks again and again in place of waiting for a function.
"""

import json
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Literal
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page, Route, sync_playwright

ORIGIN = "http://reader.test"
SCREENS = {"eink": (600, 800), "phone": (360, 640)}
SMALL = (320, 568)
"""A small screen, on which the type is set at twice its size."""

PATIENCE = 150
"""How often a tenth of a second is waited for the book to open."""

_CONTENTS = """() => {
  const flat = list => (list || []).flatMap(i => [[i.label, i.href], ...flat(i.subitems)])
  const book = reader.view.book
  return {title: document.title, contents: flat(book.toc), pages: flat(book.pageList),
          landmarks: (book.landmarks || []).map(l => l.type[0]),
          chapters: book.sections.map(s => s.id)}
}"""

# Whether the target is on the screen is told by its own rectangle, and that of its frame.
_GO = """async href => {
  const wait = ms => new Promise(r => setTimeout(r, ms)), id = href.split('#')[1]
  for (let i = 0; i < 60; i++, await wait(25)) {
    if (i % 12 === 0) await reader.view.goTo(href)  // again: a late font moves what was reached
    const shown = reader.view.renderer.getContents?.()[0]?.doc
    const target = shown && (id ? shown.getElementById(id) : shown.body.firstElementChild)
    if (!target) continue
    await shown.fonts.ready
    const frame = shown.defaultView.frameElement.getBoundingClientRect()
    const place = target.getBoundingClientRect()
    const x = frame.left + place.left, y = frame.top + place.top
    if (x < -1 || x > innerWidth || y < -1 || y > innerHeight) continue
    const tell = e => `${e.localName}${e.className ? '.' + e.className : ''}`
    return {
      broken: [...shown.images].filter(i => !i.naturalWidth).map(i => i.getAttribute('src')),
      faces: [...shown.fonts].filter(f => f.status === 'loaded')
        .map(f => [f.family.replaceAll('"', ''), f.weight, f.style].join(' ')),
      wide: [...shown.querySelectorAll('table, pre, img, figure, dl, h1, h2, h3')]
        .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth).map(tell),
    }
  }
  return null
}"""


_LARGE = """() => reader.view.renderer.setStyles(
  '@namespace epub "http://www.idpf.org/2007/ops"; html { font-size: 200% }')"""


@dataclass
class Reading:
    """What came of opening a book and going to every place that its contents name."""

    title: str = ""
    contents: list[tuple[str, str]] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)
    landmarks: list[str] = field(default_factory=list)
    chapters: list[str] = field(default_factory=list)
    unreached: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    faces: set[str] = field(default_factory=set)
    pictures: list[str] = field(default_factory=list)


def read(book: Path, engine: Path, chromium: str, report: Path) -> Reading:
    """Open `book` on each screen, go everywhere, and put a picture of each chapter in `report`."""
    found = Reading()
    report.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for screen, size in SCREENS.items():
            with _opened(browser, size, book, engine, found) as page:
                first = not found.chapters
                for name, value in page.evaluate(_CONTENTS).items():
                    setattr(found, name, value)
                if first:
                    for _, href in (*found.contents, *found.pages):
                        _go(page, href, screen, found)
                _picture(page, screen, report, found)
        with _opened(browser, SMALL, book, engine, found) as page:
            page.evaluate(_LARGE)
            for chapter in found.chapters:
                _go(page, chapter, "small", found)
        browser.close()
    said = vars(found) | {"faces": sorted(found.faces)}
    (report / "report.json").write_text(json.dumps(said, indent=1, ensure_ascii=False), "utf-8")
    return found


@contextmanager
def _opened(
    browser: Browser, size: tuple[int, int], book: Path, engine: Path, found: Reading
) -> Iterator[Page]:
    def serve(route: Route) -> None:
        name = urlsplit(route.request.url).path
        file = book if name == "/book.epub" else engine / name.lstrip("/")
        if not file.is_file():
            route.fulfill(status=404, body="")
            return
        kind = {".js": "text/javascript", ".epub": "application/epub+zip"}.get(file.suffix)
        kind = kind or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        route.fulfill(body=file.read_bytes(), content_type=kind)

    def refuse(route: Route) -> None:
        if route.request.url.startswith(("blob:", "data:")):
            route.continue_()
            return
        found.outside.append(route.request.url)
        route.abort()

    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height})
    page.on("console", lambda m: found.errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: found.errors.append(str(error)))
    page.route("**/*", refuse)
    page.route(f"{ORIGIN}/**", serve)
    page.goto(f"{ORIGIN}/reader.html?url=book.epub")
    for _ in range(PATIENCE):
        if page.evaluate("() => !!globalThis.reader?.view?.lastLocation"):
            break
        page.wait_for_timeout(100)
    else:
        raise AssertionError(f"the reader did not open {book}: {found.errors}")
    yield page
    page.close()


def _go(page: Page, href: str, screen: str, found: Reading) -> None:
    seen: dict[str, Any] | None = page.evaluate(_GO, href)
    if seen is None:
        found.unreached.append(f"{screen} {href}")
        return
    found.broken += [f"{screen} {href} {name}" for name in seen["broken"]]
    found.wide += [f"{screen} {href} {name}" for name in seen["wide"]]
    found.faces |= set(seen["faces"])


def _picture(page: Page, screen: str, report: Path, found: Reading) -> None:
    """Pictures of the head of each chapter, on a light and on a dark page."""
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for chapter in found.chapters:
        _go(page, chapter, screen, found)
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            file = f"{screen}-{scheme}-{PurePosixPath(chapter).stem}.jpg"
            page.screenshot(path=report / file, type="jpeg", quality=70)
            found.pictures.append(file)
            if _is_blank(report / file):
                found.blank.append(file)


def _is_blank(file: Path) -> bool:
    """Whether nothing stands between the reader's own controls at head and foot."""
    picture = Image.open(file).convert("L")
    width, height = picture.size
    counts = picture.crop((0, 60, width, height - 80)).histogram()
    tones = [tone for tone, count in enumerate(counts) if count]
    return tones[-1] - tones[0] < 64
