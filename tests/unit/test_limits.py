"""Limits: what is at one passes, what is over one is refused and said."""

from pathlib import Path

import pytest

from presskit import limits, markdown
from presskit.diagnostics import CODES, PresskitError
from presskit.model import Prose
from presskit.source import read_text, read_yaml
from presskit.writers import pdf
from tests.unit.pages import document


def codes(text: str) -> list[str]:
    return [d.code for d in read_yaml(text, "film.yaml")[1]]


def test_every_limit_has_its_diagnostic() -> None:
    assert all(one.code in CODES for one in limits.LIMITS)
    assert all(CODES[one.code].severity == "error" for one in limits.LIMITS)


def test_a_file_of_so_many_bytes(tmp_path: Path) -> None:
    (tmp_path / "film.yaml").write_bytes(b"#" * limits.CONTENT_BYTES)
    assert read_text(tmp_path / "film.yaml", "film.yaml")[1] == []
    (tmp_path / "film.yaml").write_bytes(b"#" * (limits.CONTENT_BYTES + 1))
    (wrong,) = read_text(tmp_path / "film.yaml", "film.yaml")[1]
    assert wrong.code == "PK108"


def test_a_list_of_so_many_entries() -> None:
    entries = "  - {a: 1, b: [1, 2]}\n" * limits.ENTRIES
    assert codes(f"credits:\n{entries}") == []
    assert codes(f"credits:\n{entries}  - more\n") == ["PK108"]


def test_values_so_deep() -> None:
    deepest = limits.CONTENT_DEPTH
    assert codes("[" * deepest + "]" * deepest) == []
    assert codes("[" * (deepest + 1) + "]" * (deepest + 1)) == ["PK108"]


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
@pytest.mark.parametrize("deep", [2, 9, 17, 40, 300])
def test_no_word_of_a_nested_text_is_lost_unsaid(mark: str, deep: int) -> None:
    lines = [" " * (len(mark) * n) + mark + f"word{n}" for n in range(deep)]
    text = Prose("\n".join(lines) if mark != "> " else mark * deep + f"word{deep - 1}")
    found = [p.code for p in markdown.problems(text, lambda _: None)]
    assert found == ["PK108"] or f"word{deep - 1}" in markdown.to_xhtml(text, lambda _: None)
    assert (deep < 9) == (found == []) or deep == 9


def test_so_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PAGES", 0)
    with pytest.raises(PresskitError) as refused:
        pdf.write(document("<p>One.</p>"))
    assert [d.code for d in refused.value.found] == ["PK535"]
