"""Other people's checkers: what is not there is said, and what they find is handed on."""

import json
import subprocess
from pathlib import Path

import pytest

from presskit.inspect import tools
from presskit.inspect.tools import Machine, run


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "book.epub"
    file.write_bytes(b"no book")
    return file


def test_a_checker_that_is_not_installed_never_counts_as_passed(book: Path) -> None:
    found = run(["EPUBCheck", "Ace"], book, "book.epub", {"PATH": "/nowhere"})
    assert [d.code for d in found] == ["PK714", "PK714"]
    assert all("not installed" in d.message for d in found)


def test_what_a_checker_finds_is_handed_on(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    message = {"ID": "RSC-005", "severity": "ERROR", "message": "Wrong.", "locations": []}
    report = json.dumps({"publication": {"ePubVersion": "3.3"}, "messages": [message]})
    done = subprocess.CompletedProcess((), 1, report, "")
    monkeypatch.setattr(tools, "_epubcheck", lambda _machine: ("epubcheck",))
    monkeypatch.setattr(Machine, "run", lambda _self, *_words: done)
    found = run(["EPUBCheck"], book, "book.epub", {})
    assert [(d.code, d.message) for d in found] == [("PK715", "EPUBCheck RSC-005: Wrong.")]


def test_a_report_without_a_book_is_no_pass(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.CompletedProcess((), 1, json.dumps({"messages": []}), "cannot open")
    monkeypatch.setattr(tools, "_epubcheck", lambda _machine: ("epubcheck",))
    monkeypatch.setattr(Machine, "run", lambda _self, *_words: done)
    assert [d.code for d in run(["EPUBCheck"], book, "book.epub", {})] == ["PK714"]
