"""JSON Schemas of the content files and of the settings, for editors that complete and underline.

presskit reads every plain value as the text that was typed; an editor's YAML does not, and takes
`year: 2026` for a number. The schemas let both through where a text is meant.
"""

import json
from typing import Any

from presskit.model import FILES, Content
from presskit.project import Settings
from presskit.theme import ThemeFile

SCHEMAS: dict[str, type[Content]] = {**FILES, "presskit": Settings, "theme": ThemeFile}
"""Every file that has a schema, by its name without .yaml."""


def schema(name: str) -> str:
    """The JSON Schema of one file; `name` is a key of SCHEMAS."""
    content = _as_typed(SCHEMAS[name].model_json_schema())
    content["title"] = f"{name}.yaml"
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _as_typed(part: Any) -> Any:
    """The same schema, in which a text may look like a number, a date or a yes to YAML."""
    if isinstance(part, list):
        return [_as_typed(item) for item in part]
    if not isinstance(part, dict):
        return part
    # Names of properties are the user's, not schema words: only their values are walked.
    result = {
        key: {name: _as_typed(item) for name, item in value.items()}
        if key in ("properties", "$defs")
        else _as_typed(value)
        for key, value in part.items()
        if key not in ("default", "title") or isinstance(value, dict)
    }
    if result.get("type") == "string" and "enum" not in result and "const" not in result:
        result["type"] = ["string", "number", "boolean"]
    elif result.get("type") == "boolean":
        result["type"] = ["boolean", "string"]
    return result
