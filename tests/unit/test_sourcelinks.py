"""Names of sources become links, each where it is named first."""

import pytest
from markupsafe import Markup

from presskit.sourcelinks import linked

NAMES = {"LA Car": "lacar", "Off Road Xtreme": "orx", "Rod & Co": "rod", "Rod": "r"}


def link(words: str, source: str) -> str:
    return f'<a role="doc-biblioref" href="sources.xhtml#source-{source}">{words}</a>'


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("LA Car", link("LA Car", "lacar")),
        ("by LA\u00a0Car’s count", "by " + link("LA\u00a0Car", "lacar") + "’s count"),
        ("LA Cars", "LA Cars"),
        ("Rod & Co", link("Rod &amp; Co", "rod")),
        ("LA Car and LA Car", link("LA Car", "lacar") + " and LA Car"),
        ("<LA Car>", "&lt;" + link("LA Car", "lacar") + "&gt;"),
        (Markup("<em>LA Car</em>"), f"<em>{link('LA Car', 'lacar')}</em>"),
        (Markup('<a href="x">LA Car</a>'), '<a href="x">LA Car</a>'),
        (Markup('<span title="LA Car">x</span>'), '<span title="LA Car">x</span>'),
        ("", ""),
    ],
)
def test_a_name_is_linked_where_it_stands(text: str, wanted: str) -> None:
    assert linked(text, NAMES) == wanted


def test_a_line_that_names_nobody_leads_to_the_list() -> None:
    whole = '<a role="doc-biblioref" href="sources.xhtml">Four sources agree</a>'
    assert linked("Four sources agree", NAMES, ("lacar",)) == whole
    assert linked("Four sources agree", NAMES) == "Four sources agree"
    assert linked("LA Car", NAMES, ("lacar",)) == link("LA Car", "lacar")


def test_where_there_is_no_list_a_text_stays_as_it_is() -> None:
    assert linked("LA Car & Co", {}) == "LA Car &amp; Co"
