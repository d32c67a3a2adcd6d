"""Hostile projects: ways in which content or a theme could ask for what is not in the project."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CANARY = "kanarienvogel"


@dataclass(frozen=True, slots=True)
class Places:
    """What hostile input aims at: a server, files outside of the project, their URLs."""

    http: str
    text: Path
    picture: Path
    sheet: Path
    font: Path
    outside: str
    """The folder of the files, from the project's root."""

    @property
    def urls(self) -> dict[str, str]:
        port = self.http.rpartition(":")[2]
        return {
            "http": self.http, "host": f"//127.0.0.1:{port}", "text": self.text.as_uri(),
            "picture": self.picture.as_uri(), "sheet": self.sheet.as_uri(),
            "font": self.font.as_uri(), "path": str(self.picture), "out": self.outside,
        }  # fmt: skip


# ------------------------------------------------------------ markup and style sheets

XLINK = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

MARKUP = {
    "img": '<img src="@picture@" alt=""/>',
    "img by http": '<img src="@http@/img" alt=""/>',
    "img of no scheme": '<img src="@host@/img2" alt=""/>',
    "img by path": '<img src="@path@" alt=""/>',
    "img upwards": '<img src="../../../@out@/canary.png" alt=""/>',
    "object": '<object data="@picture@" type="image/png"></object>',
    "embed": '<embed src="@http@/embed" type="image/png"/>',
    "iframe": '<iframe src="@http@/iframe"></iframe>',
    "a to a file": '<p><a href="@text@">words</a></p>',
    "a rel attachment": '<p><a rel="attachment" href="@text@">words</a></p>',
    "a rel attachment by http": '<p><a rel="attachment" href="@http@/attached">words</a></p>',
    "link rel attachment": '<link rel="attachment" href="@text@"/>',
    "link rel stylesheet": '<link rel="stylesheet" href="@http@/sheet"/>',
    "link to a file": '<link rel="stylesheet" href="@sheet@"/>',
    "base": '<base href="@http@/"/><img src="based" alt=""/>',
    "style import": '<style>@import url("@http@/imported");</style>',
    "style attribute": '<p style="background: url(@http@/styled)">words</p>',
    "style list": '<ul style="list-style-image: url(@picture@)"><li>words</li></ul>',
    "style content": '<p style="content: url(@http@/content)">words</p>',
    "audio": '<audio src="@http@/audio" controls="controls"></audio>',
    "script": '<script src="@http@/script"></script>',
    "srcset": '<img src="data:image/gif;base64,R0lG" srcset="@http@/set 2x" alt=""/>',
    "data in data": '<img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E'
    '%3Cimage href=%22@http@/nested%22 width=%225%22 height=%225%22/%3E%3C/svg%3E" alt=""/>',
    "svg image": f'<svg {XLINK}><image xlink:href="@picture@" width="9" height="9"/></svg>',
    "svg image href": f'<svg {XLINK}><image href="@http@/svg" width="9" height="9"/></svg>',
    "svg use": f'<svg {XLINK}><use xlink:href="@http@/use.svg#a"/></svg>',
    "svg feImage": f'<svg {XLINK}><filter id="f"><feImage href="@http@/fe"/></filter>'
    '<rect filter="url(#f)" width="9" height="9"/></svg>',
    "svg fill": f'<svg {XLINK}><rect fill="url(@http@/fill.svg#a)" width="9" height="9"/></svg>',
    "svg style": f"<svg {XLINK}><style>@import '@http@/svgstyle';</style><rect/></svg>",
    "svg script": f'<svg {XLINK}><script href="@http@/svgscript"/></svg>',
    "svg XInclude": f'<svg {XLINK}><i:include xmlns:i="http://www.w3.org/2001/XInclude"'
    ' href="@text@" parse="text"/></svg>',
}
"""In a template of a project's own theme."""

SHEETS = {
    "css url": "section { background: url(@http@/css) }",
    "css url of a file": "section { background-image: url('@picture@') }",
    "css import": "@import url('@http@/imported2');",
    "css import of a file": "@import '@sheet@';",
    "css font-face": "@font-face { font-family: X; src: url(@http@/font) } p { font-family: X }",
    "css font-face of a file": "@font-face { font-family: X; src: url('@font@') } p{font-family:X}",
    "css list-style-image": "li, p { display: list-item; list-style-image: url(@http@/list) }",
    "css cursor": "p { cursor: url(@http@/cursor), auto }",
    "css content": "p::before { content: url(@http@/before) }",
    "css border-image": "p { border-image-source: url(@http@/border); border: 9pt solid }",
    "css page": "@page { background: url(@http@/page) }",
    "css of no scheme": "section { background: url(@host@/css2) }",
    "css upwards": "section { background: url(../../../@out@/canary.png) }",
    "css variable": ":root { --a: url(@http@/var) } section { background: var(--a) }",
    "css mask": "p { mask-image: url(@http@/mask) }",
}
"""In a style sheet of a project's own theme."""


@dataclass(frozen=True, slots=True)
class Vector:
    """A way to ask; `plant` puts it into a project and gives the editions that would show it."""

    name: str
    plant: Callable[[Path, Places], str]


def filled(text: str, places: Places) -> str:
    for name, url in places.urls.items():
        text = text.replace(f"@{name}@", url)
    return text


def _theme(project: Path, name: str, text: str, tokens: str = "") -> None:
    file = project / "templates/mine" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    (file.parents[len(Path(name).parts) - 1] / "theme.yaml").write_text(
        f"extends: default\n{tokens}", "utf-8"
    )
    (project / "presskit.yaml").write_text(f"theme: mine\n{EDITIONS}", "utf-8")


EDITIONS = """\
editions:
  kit: {format: pdf, shell: kit, sections: [colophon], options: {paper: a4}}
  booklet: {format: epub, shell: booklet, sections: [colophon]}
"""


def _section(markup: str, edition: str) -> Callable[[Path, Places], str]:
    def plant(project: Path, places: Places) -> str:
        body = f"<section><h2>Colophon</h2>\n{filled(markup, places)}\n<p>Words.</p></section>\n"
        _theme(project, "sections/colophon.html.j2", body)
        return edition

    return plant


def _sheet(rule: str, edition: str) -> Callable[[Path, Places], str]:
    name = "pdf/kit.css.j2" if edition == "kit" else "epub/base.css.j2"

    def plant(project: Path, places: Places) -> str:
        built_in = (ROOT / "templates/default" / name).read_text("utf-8")
        rule_of_it = filled(rule, places)
        first = rule_of_it.startswith("@import")
        text = f"{rule_of_it}\n{built_in}" if first else f"{built_in}\n{rule_of_it}\n"
        _theme(project, name, text)
        return edition

    return plant


# ------------------------------------------------------------ files of a project

FILM = "content/minimal"


def _replaced(name: str, old: str, new: str) -> Callable[[Path, Places], str]:
    def plant(project: Path, places: Places) -> str:
        file = project / name
        text = file.read_text("utf-8")
        if old not in text:
            raise AssertionError(f"{name} has no {old}")
        file.write_text(text.replace(old, filled(new, places), 1), "utf-8")
        return ""

    return plant


def _token(tokens: str) -> Callable[[Path, Places], str]:
    def plant(project: Path, places: Places) -> str:
        _theme(project, "notes.txt", "", filled(tokens, places))
        return "booklet"

    return plant


def _linked(name: str, target: str) -> Callable[[Path, Places], str]:
    """A symbolic link in the project, in place of a file or a folder of it."""

    def plant(project: Path, places: Places) -> str:
        link = project / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.unlink(missing_ok=True)
        link.symlink_to(getattr(places, target))
        if name.endswith(("one.jpg", "one.png")):
            _replaced(f"{FILM}/stills.yaml", "{tbc: Ann Archer}", link.name)(project, places)
        if name.startswith("templates"):
            (project / "templates/mine/theme.yaml").write_text("extends: default\n", "utf-8")
            (project / "presskit.yaml").write_text(f"theme: mine\n{EDITIONS}", "utf-8")
        return ""

    return plant


def _cover(inner: str, before: str = "") -> Callable[[Path, Places], str]:
    def plant(project: Path, places: Places) -> str:
        svg = f'{before}<svg {XLINK} width="1600" height="2560">{inner}</svg>'
        _theme(project, "epub/cover.svg.j2", filled(svg, places))
        return "booklet"

    return plant


def _given(svg: str) -> Callable[[Path, Places], str]:
    """A drawing handed to picture(), which a booklet keeps as a file."""
    body = "{% set drawn %}" + svg + "{% endset %}<section><h2>A</h2>{{ picture('a', drawn, 'b') }}"
    return _section(body.replace("<section>", "<div>") + "</div>", "booklet")


TEXT = f"{FILM}/text/notes.md"
SAID = "The film was made for tests."

FILES: dict[str, Callable[[Path, Places], str]] = {
    "markdown image": _replaced(TEXT, SAID, "![a picture](@picture@)"),
    "markdown image by http": _replaced(TEXT, SAID, "![a picture](@http@/md)"),
    "markdown link to a file": _replaced(TEXT, SAID, "[words](@text@)"),
    "markdown link upwards": _replaced(TEXT, SAID, "[words](../../../@out@/canary.txt)"),
    "markdown link of no scheme": _replaced(TEXT, SAID, "[words](@host@/md2)"),
    "markdown autolink": _replaced(TEXT, SAID, "<@text@>"),
    "markdown HTML": _replaced(TEXT, SAID, '<img src="@http@/html">'),
    "front matter path": _replaced(TEXT, "title: Notes", "title: Notes\npicture: @path@"),
    "still upwards": _replaced(f"{FILM}/stills.yaml", "{tbc: Ann Archer}", "../../../../x.jpg"),
    "still by path": _replaced(f"{FILM}/stills.yaml", "{tbc: Ann Archer}", "@path@"),
    "still by http": _replaced(f"{FILM}/stills.yaml", "{tbc: Ann Archer}", "@http@/still.jpg"),
    "link of a still": _linked(f"{FILM}/stills/one.png", "picture"),
    "link of a text": _linked(f"{FILM}/text/secret.md", "text"),
    "link of a content file": _linked(f"{FILM}/quotes.yaml", "text"),
    "link of a template": _linked("templates/mine/sections/colophon.html.j2", "text"),
    "link of the settings": _linked("presskit.yaml", "text"),
    "settings theme upwards": _replaced(
        "presskit.yaml", "editions:", "theme: ../../@out@\neditions:"
    ),
    "settings shell upwards": _replaced(
        "presskit.yaml", "shell: kit", "shell: ../../../@out@/canary"
    ),
    "settings stem upwards": _replaced("presskit.yaml", "shell: kit", "shell: kit, stem: ../../x"),
    "settings section upwards": _replaced(
        "presskit.yaml", "shell: kit", "shell: kit, sections: [../../../@out@/canary]"
    ),
    "theme profile by path": _token("intent: {file: '@path@', condition: x, about: x}\n"),
    "theme font upwards": _token(
        "fonts:\n  - {family: X, file: ../../@out@/canary.ttf, booklet: true}\n"
    ),
    "theme font by path": _token("fonts:\n  - {family: X, file: '@path@', booklet: true}\n"),
    "theme font by http": _token("fonts:\n  - {family: X, file: '@http@/f.ttf', booklet: true}\n"),
    "template include upwards": _section("{% include '../../../../@out@/canary.txt' %}", "kit"),
    "template include by path": _section("{% include '@path@' %}", "kit"),
    "template import upwards": _section("{% import '../../../@out@/canary.txt' as a %}", "kit"),
    "template extends upwards": _section("{% extends '../../@out@/canary.txt' %}", "kit"),
    "template of a theme upwards": _section(
        "{% include 'default:../../../@out@/canary.txt' %}", "kit"
    ),
    "template reads a file": _section("{{ film.__class__.__init__.__globals__ }}", "kit"),
    "cover image": _cover('<image href="@path@" width="900" height="900"/>'),
    "cover image by http": _cover('<image href="@http@/cover" width="900" height="900"/>'),
    "cover entity": _cover(
        "<text>&a;</text>", '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "@text@">]>'
    ),
    "given image": _given(f'<svg {XLINK}><image href="@http@/given" width="9" height="9"/></svg>'),
    "given script": _given(f'<svg {XLINK}><script href="@http@/given2"/></svg>'),
}  # fmt: skip


def vectors() -> list[Vector]:
    """All of them, in PDF and EPUB where a page or a sheet is of both."""
    found = []
    for edition in ("kit", "booklet"):
        found += [Vector(f"{n}, {edition}", _section(m, edition)) for n, m in MARKUP.items()]
        found += [Vector(f"{n}, {edition}", _sheet(r, edition)) for n, r in SHEETS.items()]
    return found + [Vector(name, plant) for name, plant in FILES.items()]
