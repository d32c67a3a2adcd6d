"""What the kit of One More Win says, and what it must not: held against its content."""

import json
import re
from pathlib import Path

import pikepdf
import pytest

from presskit import markdown
from presskit.load import values
from presskit.model import Film, Prose, Tbc
from presskit.model.about import Specs
from presskit.shape import dotted
from tests.kit.conftest import bound, printed
from tests.kit.reading import XHTML, Booklet, Pdf, normal, read, says, words

# ------------------------------------------------------------ closed lists of the fact sheet


def listed(words: str) -> set[str]:
    return set(words.split())


FACTS = listed(
    "F01 F02 F03 F19 F19b F19c F20 F21 F22 F24 F25 F26 F27 F27b F28 F29 "
    "R01 R02 R03 "
    "F04 F05 F06 F07 F08 F09 F10 F11 F12 F13 F14 F15 F16 F17 F18 F30 F31 F32 "
    "F23"
)

SOURCES = listed(
    "orx score-2017 wikipedia justacarguy-2016 team-2008 aftermarketnews offroadbeasts lacar-2020 "
    "hagerty checkered-2022"
)

DISPUTED = {
    "career-wins": {"over 160"},
    "run-of-wins": {"37"},
    "baja-wins": {"25 in class", "24 + 1", "17 in class", "19"},
    "win-1967": {"the race"},
    "age-2017": {"80", "his 80th birthday"},
    "age-at-death": {"82"},
}

# Each answer, and what must not be missing from it.
ANSWERS = {
    "lerner-1": """history | record.*ever | nerve | desert racing in baja began |
        life and an attempt on a record | struggle, family and a last victory | trusted.*honour""",
    "lerner-2": """rod and chad hall | health.*doubt | resolved | moved | could be his last |
        h1.*line | wept | relief | day and a half | her friend had what he wanted""",
    "lerner-3": """humour | warmth | calm | restaurant | morocco | whisper his name |
        look up afterwards | ensenada, in contingency before the mexican 1000 | every few steps |
        photograph | autograph | meant to them | only then""",
    "lerner-4": """what he could do well | titles | africa | australia | ordinary man | to the top |
        make a start | keep going""",
    "heeley-1": """privilege | storytelling | remarkable | fifty races | class win in half |
        most do not finish | private fight | failing health | humility | humour | with will |
        would have stopped | nobody finishes first who does not finish | never.*truer""",
    "heeley-2": """briton | dakar and the baja 1000 | peninsula | thrill | family and the team |
        great names.*bower.*evans.*leduc.*steele | fiftieth and last time | with a win |
        joy | sadness""",
    "heeley-3": """dry sense of humour | modesty | courtesy to every fan | shake hall's hand |
        ill word | rare""",
    "heeley-4": """not yet a profession | made a living | go out and get | lerner | she was new |
        steel that amazed | legacy on film | glad""",
}

QUOTED = {"“living legend”", "“a very human story”", "“the end of an era”"}

SPECS = listed(
    "runtime year country language subtitles aspect_ratio sound shooting_format rating premiere "
    "production_company distributor sales_agent website trailer poster"
)

# What is to be confirmed: where the content has it, and the section and words that show it open.
OPEN = {rf"film\.specs\.{s}": ("facts", str(Specs.model_fields[s].title)) for s in SPECS} | {
    r"film\.facts\[\d+\]\.value": ("facts", "Press quotations"),
    r"film\.statement": ("facts", "Director’s statement"),
    r"film\.\w+\[\d+\]\.open full photography.*": ("facts", "full photography credit: to be"),
    r"film\.\w+\[\d+\]\.open spelling.*": ("credits", "spelling of McMillan: to be confirmed"),
    r"film\.facts\[\d+\]\.open official.*": ("facts", "name of San Diego Film: to be confirmed"),
    r"sources.* year": ("sources", "Article on the film, year: to be confirmed"),
    r"people.* spelling of the surname": ("people", "spelling of the surname: to be confirmed"),
    r"people.* relation to Rod Hall": ("people", "Josh Hall relation to Rod Hall: to be confirmed"),
    r"people.*racing.*year": ("filmmakers", "Rebelle Rally: 4th year to be confirmed"),
    r"film\.credits\[\d+\]\.names": ("credits", "Editor to be confirmed"),
    r"film\.billing": ("credits", "Billing block"),
    r"film\.contacts.*(name|email|phone)": ("contacts", "Press, Sales"),
    r"stills.*(file|alt)": ("stills", "File none received"),
    r"stills.*copyright": ("stills", "Copyright to be confirmed"),
    r"stills.*terms": ("stills", "Terms to be confirmed"),
    r"festivals.*year": ("festivals", "to be confirmed"),
    r"festivals.*official name": ("festivals", "official name: to be confirmed"),
    r"festivals.*(award|outcome)": ("festivals", "award to be confirmed"),
    r"people.* whether he is in the film": ("", ""),
}

HEALTH = listed(
    "parkinson brain suffer battl victim diseas illness disorder neurolog degenerat terminal "
    "incurable diagnos afflict dementia succumb complications wheelchair"
)


@pytest.fixture(scope="module")
def typed(film: Film) -> dict[str, str]:
    """Every text of the content by its place, as it would print."""
    return {
        f"{name}.{dotted(path)}": markdown.to_text(v, film.cite) if isinstance(v, Prose) else v
        for name, path, v in values(film)
        if isinstance(v, str) and not {"near", "forms_near", "apart"} & set(path)
    }


def test_the_comparison_minds_words_and_figures_and_nothing_else() -> None:
    text = normal("Each of\nthe “off-\r\nroad” rac\x02ers drove 1,134.40 miles in 2017.")
    assert says(text, "The “off-road” racers drove 1,134.40 miles")
    for wrong in ("1,134.4", "134.40", "2017.0", "201", "017", "The off road racers"):
        assert not says(text, wrong)


# ------------------------------------------------------------ what is in the content


def test_the_registry_has_every_fact_of_the_sheet_and_no_other(film: Film) -> None:
    assert {f.ref for f in film.facts} == FACTS
    assert {s.id for s in film.sources} == SOURCES


def test_where_sources_differ_the_registry_has_every_figure(film: Film) -> None:
    assert {f.id: {o.value for o in f.others} for f in film.facts if f.others} == DISPUTED


def test_the_interviews_are_those_eight_answers(film: Film) -> None:
    exchanges = {e.id: e for i in film.interviews for e in i.exchanges}
    assert list(exchanges) == list(ANSWERS)
    assert {i.who: i.manner for i in film.interviews} == {
        "amy-lerner": "reported",
        "richard-heeley": "reported",
    }
    assert [e.id for e in exchanges.values() if e.question is None] == ["heeley-1"]


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_has_all_its_points_and_speaks_of_its_speaker(answer: str, film: Film) -> None:
    found = next(e for i in film.interviews for e in i.exchanges if e.id == answer)
    text = normal(markdown.to_text(found.answer, film.cite))
    points = [" ".join(p.split()) for p in ANSWERS[answer].split("|")]
    assert [p for p in points if not re.search(p, text)] == []
    assert not re.search(r"\b(i|me|my|we|us|our)\b", text), "reported speech has no first person"


def test_what_is_to_be_confirmed_is_on_the_list_and_nothing_of_it_is_forgotten(film: Film) -> None:
    found = [
        f"{name}.{dotted(path)} {value.what}".rstrip()
        for name, path, value in values(film)
        if isinstance(value, Tbc)
    ]
    assert [x for x in found if not any(re.fullmatch(thing, x) for thing in OPEN)] == []
    assert [thing for thing in OPEN if not any(re.fullmatch(thing, x) for x in found)] == []


def test_of_whom_and_of_what_something_is_to_be_confirmed(film: Film) -> None:
    about = film.about
    assert {c.role for c in about.credits if isinstance(c.names, Tbc)} == {
        "Editor",
        "Composer",
        "Writer",
        "Production company",
    }
    assert {c.purpose for c in about.contacts if isinstance(c.name, Tbc)} >= {"Press", "Sales"}
    assert {p.name for p in film.people if isinstance(p.relation, Tbc)} == {"Josh Hall"}
    assert {p.name for p in film.people if p.open} == {"Mark McMillan", "Bob Bower"}
    dated = [f.festival for f in film.festivals.entries if not isinstance(f.year, Tbc)]
    named = [f.festival for f in film.festivals.entries if not f.open]
    assert dated == named == ["Breck Film Festival"]
    assert all(isinstance(s.file, Tbc) for s in film.stills.stills), "none is cleared"


def test_only_the_words_that_a_source_vouches_for_stand_in_quotation_marks(
    typed: dict[str, str],
) -> None:
    found = {q for text in typed.values() for q in re.findall("“[^”]*”?", text)}
    assert found == QUOTED
    assert {k: t for k, t in typed.items() if re.search("[\"'„«]", t)} == {}


def test_nothing_is_said_of_his_health_beyond_the_sheet(typed: dict[str, str]) -> None:
    everything = normal("\n".join(typed.values()))
    assert [w for w in HEALTH if w in everything] == []
    assert not re.search(r"died (of|from|after)|cause of|lost his|due to", everything)


def test_the_texts_keep_their_lengths(typed: dict[str, str]) -> None:
    spans = {"logline": (1, 25), "short": (50, 100), "medium": (150, 300), "long": (400, 800)}
    for name, (least, most) in spans.items():
        assert least <= len(typed[f"film.texts.{name}"].split()) <= most, name


# ------------------------------------------------------------ what is in the outputs


def test_every_fact_is_printed(output: Pdf | Booklet, film: Film) -> None:
    assert [f.id for f in film.facts if not says(output.text, f.printed)] == []


def test_every_figure_that_another_source_gives_is_printed_with_that_source(
    output: Pdf | Booklet, film: Film
) -> None:
    text = output.section("disputes")
    for fact in film.facts:
        for other in fact.others:
            names = "; ".join(s.name for s in film.sources if s.id in other.sources)
            assert says(text, other.value), f"{fact.id}: {other.value}"
            assert all(says(text, name) for name in names.split("; ")), f"{fact.id}: {names}"


def test_every_answer_is_printed_in_full_with_its_question(
    output: Pdf | Booklet, film: Film
) -> None:
    text = output.section("interviews")
    for exchange in (e for i in film.interviews for e in i.exchanges):
        assert says(text, markdown.to_text(exchange.answer, film.cite)), exchange.id
        assert exchange.question is None or says(text, exchange.question), exchange.id
    for interview in film.interviews:
        assert says(text, markdown.to_text(interview.notice, film.cite))


def test_the_answer_without_a_question_is_printed_without_one(booklet: Booklet) -> None:
    tree = booklet.trees["text/interviews.xhtml"]
    (alone,) = tree.iterfind(f".//{XHTML}div[@id='heeley-1']")
    assert not [e for e in alone.iter() if re.match(rf"{XHTML}h\d", str(e.tag))]
    assert "?" not in words(alone)


# Kept for editions to come, or behind the scenes: the registry, and people only named.
UNPRINTED = r"facts\..*|film.texts.fitted.*|people.*(biography\.short|note)|accolades\.life.*note"


def test_every_text_of_the_content_is_printed_in_full(output: Pdf | Booklet, film: Film) -> None:
    texts = {
        f"{name}.{dotted(path)}": markdown.to_text(value, film.cite).split("\n\n")
        for name, path, value in values(film)
        if isinstance(value, Prose)
    }
    wanted = [(k, p) for k, v in texts.items() if not re.fullmatch(UNPRINTED, k) for p in v]
    assert len(wanted) > 80
    assert [k for k, paragraph in wanted if not says(output.text, paragraph)] == []


def test_all_people_festivals_platforms_stills_and_sources_are_printed(
    output: Pdf | Booklet, film: Film
) -> None:
    assert film.about.watch
    entries = [e for g in film.accolades.groups for e in g.entries]
    results = [r for p in film.people for r in p.racing]
    names = [
        *(p.name for p in film.people),
        *(x for f in film.festivals.entries for x in (f.festival, f.award)),
        *film.about.watch.platforms,
        *(x for s in film.stills.stills for x in (s.title, s.photographer, s.ask)),
        *(x for s in film.sources for x in (s.name, s.title, s.address)),
        *(x for e in entries for x in (e.event, e.result, e.with_, e.vehicle)),
        *(x for r in results for x in (r.event, r.result)),
    ]
    wanted = [name for name in names if isinstance(name, str) and name]
    assert [name for name in wanted if not says(output.text, name)] == []


def test_what_is_to_be_confirmed_is_shown_as_open(output: Pdf | Booklet) -> None:
    shown = [(section, label) for section, label in OPEN.values() if section]
    assert [x for x in shown if not says(output.section(x[0]), x[1])] == []


def test_the_fact_sheet_of_the_booklet_marks_what_is_open(booklet: Booklet) -> None:
    tree = booklet.trees["text/facts.xhtml"]
    marked = {words(e) for e in tree.iterfind(f".//{XHTML}li/{XHTML}span[@class='tbc']")}
    asked_for = {label for at, label in OPEN.values() if at == "facts" and ":" not in label}
    assert marked == asked_for | {"Press contact"}


def test_no_output_says_what_must_not_be_said(output: Pdf | Booklet) -> None:
    for wrong in ("36 hours", "fifty years", "50 years", "parkinson", "$", "€"):
        assert normal(wrong) not in output.text, wrong
    palsy = [m.start() for m in re.finditer("progressive supranuclear palsy", output.text)]
    assert palsy
    assert all(output.text[:at].endswith("living with ") for at in palsy)
    assert "interview with shelby" not in output.text


# ------------------------------------------------------------ who issues it, terms, draft, contact

ISSUER = "Compiled from published sources; not issued or approved by the production."
DRAFT = "Draft 0.1, 22 November 2026"


def issuers(folder: Path) -> dict[str, bool]:
    """Where a kit could say who issues it, and whether it does."""
    paper, booklet = printed(folder, "press-kit-a4"), bound(folder)
    with pikepdf.open(paper.path) as pdf, pdf.open_metadata() as xmp:
        described = str(xmp["dc:description"])
    return {
        "colophon on paper": says(paper.section("colophon"), ISSUER),
        "subject of the PDF": ISSUER in str(paper.reader.metadata),
        "XMP of the PDF": ISSUER in described,
        "title page of the booklet": says(booklet.section("titlepage"), ISSUER),
        "package of the booklet": ISSUER in booklet.files["EPUB/content.opf"].decode(),
        **{f.name: says(read(f), ISSUER) for f in folder.iterdir()},
    }


def test_until_it_is_approved_the_kit_says_everywhere_who_issues_it(kit: Path) -> None:
    assert [where for where, said in issuers(kit).items() if not said] == []


def test_once_it_is_approved_the_line_is_gone_and_the_approval_stands(approved: Path) -> None:
    assert [where for where, said in issuers(approved).items() if said] == []
    assert says(printed(approved, "press-kit-a4").text, "Approved by Ann Archer, 30 November 2026")
    assert says(bound(approved).text, "Approved by Ann Archer, 30 November 2026")


def test_terms_and_rights_stand_in_every_file(kit: Path, film: Film) -> None:
    terms, rights = markdown.to_text(film.about.terms, film.cite), film.about.rights
    assert "©" in rights
    assert len(list(kit.iterdir())) >= 8
    for file in kit.iterdir():
        text = read(file)
        assert says(text, terms), file.name
        assert says(text, rights), file.name


def test_every_page_of_a_draft_says_which_draft_it_is(paper: Pdf) -> None:
    cover, *feet = [paper.pages[0], *paper.feet[1:]]
    assert says(normal(cover), DRAFT)
    assert [n for n, foot in enumerate(feet, 2) if not says(normal(foot), DRAFT)] == []


def test_the_other_files_of_a_draft_say_so_too(kit: Path, booklet: Booklet) -> None:
    assert says(booklet.section("titlepage"), DRAFT)
    assert json.loads((kit / "manifest.json").read_text("utf-8"))["status"] == "draft"
    rest = [f for f in kit.iterdir() if f.suffix in (".txt", ".docx") or "one-sheet" in f.name]
    assert len(rest) == 6
    assert [f.name for f in rest if not says(read(f), DRAFT)] == []


def test_the_press_contact_stands_in_every_foot(approved: Path) -> None:
    _cover, *feet = printed(approved, "press-kit-a4").feet
    assert [n for n, foot in enumerate(feet, 2) if "ann@archer.example" not in foot] == []
    assert "ann@archer.example" in printed(approved, "one-sheet-a4").text
