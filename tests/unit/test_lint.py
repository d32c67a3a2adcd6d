"""Rules that the layout engine cannot take, a crash that says where it was, languages of parts."""

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner

from presskit import markdown
from presskit.cli import main
from presskit.diagnostics import Diagnostic, Location, PresskitError
from presskit.document import Resource, Template
from presskit.writers import pdf
from presskit.writers.pdf import engine, preflight
from presskit.writers.pdf.lint import lint
from tests.unit.pages import SHEET, document, found_in, laid_out, line, pixels

INK = "device-cmyk(0 0 0 1)"
TEXT = "A text that is long enough to run on for a line or two, and then for one more. " * 3


def sheet(css: str, template: str | None = None) -> Resource:
    made = Template("templates/mine/pdf/kit.css.j2", css if template is None else template)
    return Resource("styles/kit.css", "text/css", css.encode(), template=made)


def said(css: str) -> list[Diagnostic]:
    return lint([sheet(css)])


# A rule, the page that shows what it does, and what is said of it.
CRASHES = {
    "div { columns: 2 } p::first-letter { float: left }": "a first letter floats",
    "div { display: flex } p:first-letter { color: red; float: left }": "a first letter floats",
    "p { line-clamp: 2; text-align: justify }": "line-clamp on lines that are justified",
    "body { text-align: justify } p { line-clamp: 2 }": "line-clamp on lines that are justified",
    "p { max-lines: 2; continue: discard; block-ellipsis: auto; text-align-all: justify }": (
        "max-lines on lines that are justified"
    ),
    f"p {{ background: linear-gradient({INK}, red) }}": "a gradient of device-cmyk colours",
    f"p {{ background: url(x), radial-gradient(red, {INK}) }}": "a gradient of device-cmyk colours",
    f":root {{ --b: {INK}; --a: var(--b) }} p {{ background: linear-gradient(red, var(--a)) }}": (
        "a gradient of device-cmyk colours"
    ),
    f"p {{ border: 4pt solid; border-image: linear-gradient(red, {INK}) 1 }}": (
        "a gradient of device-cmyk colours"
    ),
    **{
        f"p {{ border: 4pt {style} {INK} }}": f"{style} in a device-cmyk colour"
        for style in ("inset", "outset", "ridge", "groove")
    },
    f"p {{ border: 4pt solid {INK}; border-left-style: groove }}": "groove in a device-cmyk colour",
    f"p {{ color: {INK} }} p {{ border: 4pt groove }}": "groove in a device-cmyk colour",
    f"p {{ outline: 4pt ridge {INK} }}": "ridge in a device-cmyk colour",
    f"div {{ columns: 2; column-rule: 4pt groove {INK} }}": "groove in a device-cmyk colour",
    f"p {{ box-shadow: 1pt 1pt 2pt {INK} }}": "a blurred shadow",
    f"p {{ box-shadow: 1pt 1pt red, {INK} 1pt 1pt 2pt }}": "a blurred shadow",
    f"p {{ color: {INK}; box-shadow: 1pt 1pt 2pt }}": "a blurred shadow",
}


@pytest.mark.parametrize("css", CRASHES)
def test_a_rule_that_crashes_the_engine_is_named_before(css: str) -> None:
    (found,) = said(f"em {{ color: red }}\n{css}")
    assert found.code == "PK518"
    assert found.message.startswith(CRASHES[css])
    assert found.location == Location("templates/mine/pdf/kit.css.j2", 2)


@pytest.mark.parametrize("css", CRASHES)
def test_the_engine_still_crashes_on_it(css: str) -> None:
    """When it does not, WeasyPrint has mended it: take the rule out of lint.py."""
    with (
        engine.listening(),
        pytest.raises((AssertionError, IndexError, NotImplementedError)),
    ):
        laid_out(f"<div><p>{TEXT}</p><p>{TEXT}</p></div>", css).write_pdf()


def test_a_first_letter_that_floats_lies_under_its_line_elsewhere() -> None:
    css = "p::first-letter { float: left; font-size: 40pt }"
    assert [d.code for d in said(css)] == ["PK518"]


TAKEN = [
    "p::first-letter { font-size: 40pt; float: none } p { float: left }",
    "p { line-clamp: 2; text-align: left } div { text-align: justify }",
    "body { text-align: justify } p { line-clamp: 2; text-align: left }",
    "p { line-clamp: none; text-align: justify }",
    f"p {{ background: {INK} }} em {{ background: linear-gradient(red, blue) }}",
    f"p {{ border: 1pt double {INK} }} em {{ border: 1pt groove red }}",
    f"p {{ box-shadow: 1pt 1pt {INK}, 1pt 1pt 0 {INK}, 1pt 1pt 2pt red }}",
    f"p {{ color: {INK}; box-shadow: 1pt 1pt 2pt red; text-decoration: underline wavy {INK} }}",
    "html { image-rendering: crisp-edges } img { image-rendering: crisp-edges }",
    "@media print { p { color: red } } @page :left { @top-left { content: 'x' } }",
    "p { colour: ; } } {{ @nonsense",
]


@pytest.mark.parametrize("css", TAKEN)
def test_a_rule_that_the_engine_takes_is_none(css: str) -> None:
    assert said(css) == []


@pytest.mark.parametrize("css", TAKEN[:-2])
def test_the_engine_takes_it(css: str) -> None:
    with engine.listening():
        laid_out(f"<div><p>{TEXT} <em>x</em></p></div>", css).write_pdf()


@pytest.mark.parametrize(
    "css",
    [
        "@media print {{ p {{ {} }} }}",
        "@page {{ @top-left {{ {} }} }}",
        "p {{ color: red; & em {{ {} }} }}",
        "p {{ {} !important }}",
    ],
)
def test_rules_within_rules_are_read(css: str) -> None:
    (found,) = said(css.format(f"background: linear-gradient(red, {INK})"))
    assert found.message.startswith("a gradient of device-cmyk colours")


def test_pictures_are_rendered_in_one_way() -> None:
    (found,) = said("html { image-rendering: auto }")
    assert "which PDF/A forbids" in found.message
    css = "html { image-rendering: crisp-edges }\nimg { image-rendering: pixelated }"
    (found,) = said(css)
    assert found.location == Location("templates/mine/pdf/kit.css.j2", 2)
    assert found.message == (
        "image-rendering is pixelated here and crisp-edges at templates/mine/pdf/kit.css.j2:1: "
        "pictures are put in twice"
    )


def test_smoothing_really_breaks_pdf_a_and_two_values_put_a_picture_in_twice() -> None:
    still = Resource("images/still.jpg", "image/jpeg", pixels(60, 40))
    two = '<img src="images/still.jpg" alt="x"/>' * 2

    def pictures(css: str) -> list[Any]:
        with engine.listening():
            data = laid_out(f"<div>{two}</div>", css, still).write_pdf()
        with pikepdf.open(io.BytesIO(data)) as opened:
            images = [o for o in opened.objects if isinstance(o, pikepdf.Stream)]
            return [bool(o.get("/Interpolate")) for o in images if o.get("/Subtype") == "/Image"]

    assert pictures("") == [False]
    assert pictures("html { image-rendering: auto }") == [True]
    assert len(pictures("img + img { image-rendering: auto }")) == 2


# ------------------------------------------------------------ where a rule stands in its template


MADE = "a { color: red }\np { width: 3pt; line-clamp: 2; text-align: justify }\n"


@pytest.mark.parametrize(
    ("template", "at"),
    [
        (MADE, 2),
        ("{# a note\n#}\n{% set w = 3 %}\n" + MADE.replace("3pt", "{{ w }}pt"), 5),
        (
            "{% if x %}\nb { }\n{% endif %}\n"
            + MADE.replace("width", "{{ a }}{% if b %}wi{% endif %}"),
            5,
        ),
        ("{% for a in b %}\n" + MADE.replace("3pt", "{{ a }}pt") + "{% endfor %}", 3),
        ('{% include "pdf/other.css.j2" %}', 0),
    ],
)
def test_a_fault_is_named_by_its_line_of_the_template(template: str, at: int) -> None:
    (found,) = lint([sheet(MADE, template)])
    assert found.location == Location("templates/mine/pdf/kit.css.j2", at)


def test_nothing_is_laid_out_when_a_rule_is_known_to_crash() -> None:
    with pytest.raises(PresskitError) as caught:
        found_in(line(), "p::first-letter { float: left }")
    (found,) = caught.value.found
    assert (found.code, found.severity) == ("PK518", "error")
    assert found.location == Location("styles/kit.css", SHEET.count("\n") + 1)


# ------------------------------------------------------------ crashes


CRASHING = ".clamped { line-clamp: 2; text-align: left } .just .clamped { text-align: justify }"


def kit_with(part: str) -> str:
    sections = [f'<section id="s{n}"><h2>Section {n}</h2>{line(5)}</section>' for n in range(9)]
    sections[5] = (
        f'<section id="texts"><h2>The <em>texts</em></h2>{line(3)}{part}{line(2)}</section>'
    )
    return f"<nav>{line()}</nav><main>{''.join(sections)}</main>"


CLAMPED = f'<div class="just"><p>A text</p><p class="clamped" data-from="0:2">{TEXT}</p></div>'


def test_a_crash_names_the_section_the_block_and_the_line() -> None:
    with pytest.raises(PresskitError) as caught:
        found_in(kit_with(CLAMPED), CRASHING)
    (found,) = caught.value.found
    assert (found.code, found.severity) == ("PK519", "error")
    assert found.location == Location("text/notes.md", 7)
    assert "in the section “The texts” (#texts)" in found.message
    assert "AssertionError in " in found.message
    assert "p.clamped" in found.hint
    assert isinstance(caught.value.__cause__, AssertionError)


def test_a_crash_that_takes_several_parts_names_what_holds_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crash_when(monkeypatch, lambda root: len(list(root.iter("b"))) >= 2)
    part = "<div><p><b>One</b></p><p>Text</p><p><b>Two</b></p></div>"
    with pytest.raises(PresskitError) as caught:
        found_in(kit_with(part))
    (found,) = caught.value.found
    assert "in the section “The texts” (#texts)" in found.message
    assert found.location is None


def test_a_crash_that_no_part_brings_about_alone_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    crash_when(monkeypatch, lambda root: len(list(root.iter("section"))) > 6)
    with pytest.raises(PresskitError) as caught:
        found_in(kit_with(""))
    assert "and no section does it alone" in caught.value.found[0].message


def crash_when(monkeypatch: pytest.MonkeyPatch, wrong: Any) -> None:
    """Let the engine fail on a document of which something is true."""
    from weasyprint.document import Document

    render = Document._render.__func__

    def render_or_crash(cls: Any, html: Any, *rest: Any) -> Any:
        if wrong(html.etree_element):
            raise IndexError("planted")
        return render(cls, html, *rest)

    monkeypatch.setattr(Document, "_render", classmethod(render_or_crash))


def test_a_fault_of_our_own_code_is_not_blamed_on_the_engine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr(preflight, "examine", fail)
    with pytest.raises(KeyError, match="ours"):
        found_in(line())


# ------------------------------------------------------------ languages of parts


def elements(node: Any) -> Iterator[pikepdf.Dictionary]:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K"))


def languages(body: str) -> list[tuple[str, str]]:
    written = pdf.write(document(body))
    assert written.found == ()
    with pikepdf.open(io.BytesIO(written.data)) as opened:
        assert str(opened.Root.Lang) == "en"
        found = elements(opened.Root.StructTreeRoot.K)
        return [(str(e.S), str(e.Lang)) for e in found if "/Lang" in e]


def test_words_in_another_language_say_so_in_the_structure_tree() -> None:
    assert languages("<p>A word, another.</p>") == []
    assert languages('<p>A <span lang="fr" xml:lang="fr">mot</span>.</p>') == [("/Span", "fr")]
    assert languages('<div lang="de"><p>Wort</p></div>') == [("/Div", "de")]
    assert languages('<p lang="it" style="position: absolute">Ciao</p>') == [("/P", "it")]


def test_a_text_in_markdown_brings_its_languages_with_it() -> None:
    shown = markdown.to_xhtml("He said {lang-fr}`mot`.", lambda _key: None)
    assert languages(shown) == [("/Span", "fr")]


def test_a_crash_leaves_the_last_good_kit(minimal: Path) -> None:
    theme = minimal / "templates" / "mine" / "pdf"
    theme.mkdir(parents=True)
    (theme.parent / "theme.yaml").write_text("extends: default\n", "utf-8")
    (minimal / "presskit.yaml").write_text(
        "theme: mine\neditions:\n  press-kit: {format: pdf, shell: kit, options: {paper: a4}}\n",
        "utf-8",
    )
    (minimal / "content/minimal/text/notes.md").write_text(f"---\ntitle: Notes\n---\n\n{TEXT}\n")
    run = partial(CliRunner().invoke, main, ["build"])
    assert run().exit_code == 0
    (kit,) = (minimal / "dist" / "minimal").glob("*.pdf")
    before = kit.read_bytes()
    css = '{% include "default:pdf/kit.css.j2" %}\n.text { text-align: justify }\n'
    (theme / "kit.css.j2").write_text(f"{css}.text p {{ line-clamp: 2 }}\n", "utf-8")
    done = run()
    assert done.exit_code == 1
    assert "content/minimal/text/notes.md:5: error PK519 the layout engine stopped" in done.stderr
    assert "nothing written" in done.stderr
    assert "Traceback" not in done.stderr
    assert kit.read_bytes() == before


@pytest.mark.parametrize(
    "rule", ["cursor: url(https://a/b)", "mask: url('file:///a') 0", "--a: url(//b)"]
)
def test_addresses_that_engines_pass_over_are_found(rule: str) -> None:
    (only,) = said(f"p {{ {rule} }}")
    assert only.code == "PK518"
    assert "is not in the kit" in only.message
    assert said("p { background: url(art/a.svg), url(#b) }") == []
