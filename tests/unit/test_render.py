"""Templates: whose win, what they may do, and that content is never one of them."""

import io
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from presskit.build import Report, build
from presskit.diagnostics import Diagnostic, PresskitError, errors
from presskit.project import Project, Settings, locate
from presskit.request import Request

TITLE = """<b>A & "B"</b> {{ 7*7 }} {% raise %} ]]> \\22 'C'"""
NAME = "Ann {{ 7*7 }} <i>& \"Archer'"


@pytest.fixture
def project(minimal: Path) -> Path:
    """The minimal project with a theme of its own that extends the default."""
    write(minimal, "theme.yaml", "extends: default\n")
    return minimal


def write(project: Path, name: str, text: str, theme: str = "mine") -> None:
    file = project / "templates" / theme / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def made(project: Path, edition: str = "booklet", theme: str = "mine") -> Report:
    opened = Project(project, Settings(theme=theme))
    return build(opened, project / "content" / "minimal", Request((edition,)), lambda *_: None)


def failed(project: Path) -> Diagnostic:
    """The one thing that is wrong: found when templates are read, or when they are run."""
    try:
        wrong = errors(made(project).found)
    except PresskitError as error:
        wrong = error.found
    (found,) = wrong
    assert not (project / "dist" / "minimal").exists(), "nothing is written"
    return found


def booklet(report: Report) -> dict[str, str]:
    """The texts of the booklet's files, by name."""
    (artifact,) = (a for a in report.artifacts if a.media_type == "application/epub+zip")
    with zipfile.ZipFile(report.target / artifact.name) as book:
        return {n: book.read(n).decode(errors="replace") for n in book.namelist()}


def pages(report: Report) -> tuple[Path, pypdfium2.PdfDocument]:
    (artifact,) = (a for a in report.artifacts if a.media_type == "application/pdf")
    return report.target / artifact.name, pypdfium2.PdfDocument(report.target / artifact.name)


# ------------------------------------------------------------ whose template wins


def test_a_template_of_the_project_wins_over_the_built_in_one(project: Path) -> None:
    write(project, "sections/colophon.html.j2", "<h1>Mine</h1>", theme="default")
    report = made(project, theme="default")
    assert "<h1 " in booklet(report)["EPUB/text/colophon.xhtml"]
    assert "Mine</h1>" in booklet(report)["EPUB/text/colophon.xhtml"]


def test_a_theme_of_mine_wins_over_the_one_it_extends_and_can_include_it(project: Path) -> None:
    include = '<p>Before</p>{% include "default:sections/colophon.html.j2" %}<p>After</p>'
    write(project, "sections/colophon.html.j2", include)
    text = booklet(made(project))["EPUB/text/colophon.xhtml"]
    assert text.index("Before") < text.index("For use by the press") < text.index("After")


# ------------------------------------------------------------ what a template may do

FAULTS = {
    "a name that is not there": "{{ about.tilte }}",
    "an attribute of Python": "{{ about.__class__ }}",
    "a way to Python's own": '{{ "".__class__.__mro__[1].__subclasses__() }}',
    "a method that changes a list": "{{ [1].append(2) }}",
    "a format with attributes": '{{ "{0.__class__}".format(about) }}',
    "a tag that is not closed": "{% if about %}",
    "a filter that is not there": "{{ about.title|shout }}",
    "nothing where a text is needed": "{{ none|inline }}",
    "a figure by nothing": "{{ 1 / 0 }}",
    "itself": '{% include "sections/colophon.html.j2" %}',
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_template_that_fails_is_named_with_its_line(fault: str, project: Path) -> None:
    write(project, "sections/colophon.html.j2", f"<h1>Mine</h1>\n<p>\n{FAULTS[fault]}</p>\n")
    found = failed(project)
    assert (found.code, found.severity) == ("PK403", "error")
    assert found.location
    assert found.location.path == "templates/mine/sections/colophon.html.j2"
    assert found.location.line in (3, 4)


@pytest.mark.parametrize("drawing", ["<p/>", '<svg xmlns="http://www.w3.org/2000/svg" width="0"/>'])
def test_a_cover_that_cannot_be_drawn_is_named(drawing: str, project: Path) -> None:
    write(project, "epub/cover.svg.j2", drawing)
    found = failed(project)
    assert found.code == "PK404"
    assert str(found.location) == "templates/mine/epub/cover.svg.j2"


def test_a_template_that_is_not_utf_8_is_named_with_its_place(project: Path) -> None:
    write(project, "sections/colophon.html.j2", "")
    (project / "templates/mine/sections/colophon.html.j2").write_bytes(b"<h1>\nCaf\xe9</h1>")
    found = failed(project)
    assert found.code == "PK102"
    assert str(found.location).startswith("templates/mine/sections/colophon.html.j2:2")


@pytest.mark.parametrize("name", ["../../presskit.yaml", "/etc/passwd", "nowhere.html.j2"])
def test_a_template_includes_templates_of_its_themes_only(name: str, project: Path) -> None:
    (project / "presskit.yaml").write_text("theme: mine\n", "utf-8")
    write(project, "sections/colophon.html.j2", f'{{% include "{name}" %}}')
    found = failed(project)
    assert found.code == "PK402"
    assert name in found.message


# ------------------------------------------------------------ content is never a template


@pytest.fixture
def hostile(project: Path) -> Path:
    """A film whose title, name of a person and rights are full of what markup is made of."""
    folder = project / "content" / "minimal"
    for file, old, new in (
        ("film.yaml", "title: Minimal", f"title: {quoted(TITLE)}"),
        ("film.yaml", "rights: © 2026 Ann Archer", f"rights: {quoted('© ' + NAME)}"),
        ("film.yaml", "name: Ann Archer", f"name: {quoted(NAME)}"),
        ("people.yaml", "name: Ann Archer", f"name: {quoted(NAME)}\n    relators: [drt]"),
    ):
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    return project


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_markup_and_braces_in_the_content_print_as_they_stand_in_a_booklet(hostile: Path) -> None:
    files = booklet(made(hostile))

    def texts(name: str) -> list[str]:
        tree = etree.fromstring(files[name].encode())
        return [" ".join(t.split()) for t in map(str, tree.itertext())]

    assert TITLE in texts("EPUB/text/titlepage.xhtml")
    assert NAME in texts("EPUB/text/filmmakers.xhtml")
    assert f"© {NAME}" in texts("EPUB/text/colophon.xhtml")
    package = texts("EPUB/content.opf")
    assert f"{TITLE}: press kit" in package
    assert package.count(NAME) >= 3, "creator, contributor, publisher"
    assert f"{TITLE}: press kit" in texts("EPUB/toc.ncx")
    assert TITLE in texts("EPUB/nav.xhtml")


def test_markup_and_braces_in_the_content_print_as_they_stand_on_paper(hostile: Path) -> None:
    file, document = pages(made(hostile, "press-kit-a4"))
    texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    assert TITLE in texts[0]
    assert any(f"© {NAME}" in text for text in texts)
    heads = [" ".join(p.get_textpage().get_text_bounded(bottom=740).split()) for p in document]
    assert sum(TITLE in head for head in heads) >= len(heads) // 2 - 1, "the running heads"
    assert not any("49" in text for text in texts)
    with pikepdf.open(file) as pdf, pdf.open_metadata() as xmp:
        assert str(pdf.docinfo["/Title"]) == f"{TITLE}: press kit" == xmp["dc:title"]
        assert str(pdf.docinfo["/Author"]) == NAME
        assert xmp["dc:creator"] == [NAME]


# ------------------------------------------------------------ what a kit says of a film


def added(project: Path, text: str, file: str = "film.yaml") -> None:
    path = project / "content" / "minimal" / file
    old = path.read_text("utf-8") if path.exists() else ""
    path.write_text(old + text, "utf-8")


def test_the_statement_alone_is_asked_for_by_name(minimal: Path) -> None:
    added(minimal, "statement: {tbc: the director}\n")
    assert "by the director." in booklet(made(minimal, theme="default"))["EPUB/text/facts.xhtml"]


@pytest.mark.parametrize("line", ["billing: A film by Ann", "credits_note: In part."])
def test_credits_are_there_with_a_billing_block_or_a_note_alone(line: str, minimal: Path) -> None:
    added(minimal, f"{line}\n")
    assert "EPUB/text/credits.xhtml" in booklet(made(minimal, theme="default"))


@pytest.mark.parametrize("theme", ["default", "one-more-win"])
def test_festivals_are_there_with_a_note_alone(theme: str, minimal: Path) -> None:
    added(minimal, "note: None so far.\n", "festivals.yaml")
    text = booklet(made(minimal, theme=theme))["EPUB/text/festivals.xhtml"]
    assert "None so far." in text
    assert "<table" not in text


def test_a_name_in_a_contact_is_no_markdown(project: Path) -> None:
    write(project, "sections/colophon.html.j2", "<h1>Mine</h1><p>{{ '*a* [b](#c)'|inline }}</p>")
    assert "*a* [b](#c)" in booklet(made(project))["EPUB/text/colophon.xhtml"]


@pytest.mark.parametrize(("theme", "right"), [("default", 1440), ("one-more-win", 1505)])
def test_a_title_of_one_long_word_ends_before_the_edge(
    theme: str, right: int, minimal: Path
) -> None:
    """To the right of where titles end, its cover is the same as that of a short one."""
    from PIL import Image, ImageChops

    file = minimal / "content" / "minimal" / "film.yaml"
    text, edges = file.read_text("utf-8"), []
    for title in ("I", "Donaudampfschifffahrtsgesellschaftskapitaenspatent"):
        file.write_text(text.replace("title: Minimal", f"title: {title}"), "utf-8")
        report = made(minimal, theme=theme)
        with zipfile.ZipFile(report.target / report.artifacts[0].name) as book:
            cover = Image.open(io.BytesIO(book.read("EPUB/images/cover.jpg"))).convert("L")
        edges.append(cover.crop((right, 0, *cover.size)))
    difference = ImageChops.difference(*edges).histogram()
    assert not any(difference[40:])


def test_a_project_reached_over_a_link_blames_its_templates(minimal: Path) -> None:
    (minimal / "presskit.yaml").write_text("theme: mine\n", "utf-8")
    write(minimal, "theme.yaml", "extends: default\n")
    write(minimal, "sections/colophon.html.j2", "{{ about.tilte }}")
    link = minimal.parent / "link"
    link.symlink_to(minimal, target_is_directory=True)
    opened, folder = locate("minimal", link)
    with pytest.raises(PresskitError) as caught:
        build(opened, folder, Request(("booklet",)), lambda *_: None)
    assert str(caught.value.found[0].location) == "templates/mine/sections/colophon.html.j2:1"


# ------------------------------------------------------------ the default theme's foot


def test_the_default_theme_has_draft_and_press_contact_in_every_foot(minimal: Path) -> None:
    file = minimal / "content" / "minimal" / "film.yaml"
    contact = "contacts: [{purpose: Press, name: {tbc: Ann}, email: ann@archer.example}]\n"
    file.write_text(file.read_text("utf-8") + contact, "utf-8")
    _, document = pages(made(minimal, "press-kit-letter", theme="default"))
    feet = [page.get_textpage().get_text_bounded(top=72) for page in document]
    assert len(feet) > 4
    assert [
        n for n, foot in enumerate(feet[1:], 2) if "Draft 0.1, 22 November 2026" not in foot
    ] == []
    assert [n for n, foot in enumerate(feet[1:], 2) if "ann@archer.example" not in foot] == []


def test_a_still_without_a_text_alternative_yet_is_called_by_its_title(minimal: Path) -> None:
    from PIL import Image

    folder = minimal / "content" / "minimal"
    (folder / "stills").mkdir()
    data = io.BytesIO()
    Image.new("RGB", (90, 60), "#888").save(data, "JPEG")
    (folder / "stills" / "one.jpg").write_bytes(data.getvalue())
    text = (folder / "stills.yaml").read_text("utf-8")
    text = text.replace("{tbc: Ann Archer}", "one.jpg").replace("An empty road.", "{tbc: Ann}")
    (folder / "stills.yaml").write_text(text, "utf-8")
    page = booklet(made(minimal, theme="default"))["EPUB/text/stills.xhtml"]
    assert 'alt="The one still"' in page
