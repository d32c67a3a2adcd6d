"""What is generated from code says what the code says."""

import json
from pathlib import Path
from typing import Any

import pytest

from presskit import reference
from presskit.diagnostics import CODES
from presskit.model import FILES
from presskit.schema import SCHEMAS, schema

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", reference.pages())
def test_generated_pages_are_fresh(name: str) -> None:
    fresh = reference.pages()[name]
    assert (DOCS / name).read_text("utf-8") == fresh, "run: python -m presskit.reference docs"


def test_every_code_is_explained() -> None:
    page = reference.diagnostics()
    for name, code in CODES.items():
        assert f"| {name} | {code.severity}" in page
        assert code.title in page
        assert code.explanation.endswith((".", "?"))


def test_every_field_is_listed() -> None:
    page = reference.content()
    for model in FILES.values():
        for name, info in model.model_fields.items():
            assert f"| `{info.alias or name}` |" in page


def test_no_type_is_left_in_programmers_words() -> None:
    page = reference.content()
    for word in ("tuple", "NoneType", "Annotated", "typing", "Optional", "<class"):
        assert word not in page


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_lets_through_what_yaml_takes_for_another_type(name: str) -> None:
    for part in parts(json.loads(schema(name))):
        assert part.get("type") != "string" or "enum" in part or "const" in part


def test_a_schema_underlines_what_is_not_a_key() -> None:
    film = json.loads(schema("film"))
    assert film["additionalProperties"] is False
    assert film["properties"]["title"]["type"] == ["string", "number", "boolean"]
    assert "title" in film["required"]
    assert film["properties"]["date"]["description"] == "Date of that version: 2026-11-22."


def parts(value: Any) -> list[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value] if isinstance(value, dict) else []
    return own + [part for item in inner for part in parts(item)]
