"""manifest.json: what was made, of what, by which versions. Nothing in it depends on the clock."""

import json
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import presskit
from presskit.diagnostics import Diagnostic
from presskit.document import Artifact, Part
from presskit.model import Film

MANIFEST = "manifest.json"
JSON = "application/json"
LIBRARIES = (
    "WeasyPrint",
    "EbookLib",
    "Jinja2",
    "fonttools",
    "markdown-it-py",
    "python-docx",
    "Pillow",
    "resvg-py",
)


def versions() -> dict[str, str]:
    """Versions of presskit and of the libraries that decide the bytes of an output."""
    return {"presskit": presskit.__version__, **{name: version(name) for name in LIBRARIES}}


def head(
    film: Film,
    final: bool,
    waived: Iterable[tuple[str, str]] = (),
    withheld: str = "",
    as_of: str = "",
) -> dict[str, Any]:
    """What a manifest says of the whole kit; `waived` are names of what a final leaves open, with
    their reasons, `withheld` is a digest of what may not be shown, `as_of` the moment that this
    was decided by, if it is not the film's date."""
    from presskit import markdown

    excused = [{"name": name, "reason": reason} for name, reason in sorted(waived)]
    about = film.about
    return {
        "film": film.slug,
        "title": about.title,
        "version": about.version,
        "date": about.date.isoformat(),
        "status": "final" if final else "draft",
        "issued": about.issuer_line,
        "rights": about.rights,
        "terms": markdown.to_text(about.terms, film.cite),
        **({"waived": excused} if excused else {}),
        **({"withheld": withheld} if withheld else {}),
        **({"as_of": as_of} if as_of else {}),
        "made_with": versions(),
    }


def manifest(head: Mapping[str, Any], artifacts: Iterable[Artifact]) -> bytes:
    """The manifest as JSON: what it says of the kit, and of each file."""
    files = [
        {
            "name": a.name,
            "edition": a.edition,
            "version": a.version,
            "status": a.status,
            "media_type": a.media_type,
            "size": a.size,
            "sha256": a.sha256,
            **({"pages": a.pages} if a.pages is not None else {}),
            "inputs": a.inputs,
            "parts": [
                {"label": p.label, "words": p.digest, "facts": list(p.facts)} for p in a.parts
            ],
        }
        for a in artifacts
    ]
    return (json.dumps({**head, "files": files}, ensure_ascii=False, indent=2) + "\n").encode()


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a built kit; empty when there is none or it is not JSON.

    Raises OSError when the disk refuses to read it: what it lists must not be taken for somebody
    else's then.
    """
    try:
        content = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def artifacts_in(content: Mapping[str, Any]) -> tuple[Artifact, ...]:
    """The artifacts that a manifest lists; none when it is not a manifest of ours."""
    try:
        artifacts = tuple(
            Artifact(
                name=str(f["name"]),
                edition=str(f["edition"]),
                version=str(f["version"]),
                status=str(f["status"]),
                media_type=str(f["media_type"]),
                size=int(f["size"]),
                sha256=str(f["sha256"]),
                pages=f.get("pages"),
                inputs=str(f["inputs"]),
                parts=tuple(
                    Part(str(p["label"]), str(p["words"]), tuple(map(str, p["facts"])))
                    for p in f.get("parts", ())
                ),
            )
            for f in content.get("files", ())
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return ()
    # Somebody may have changed it: what it names must not lead out of its folder.
    return artifacts if all(Path(a.name).name == a.name for a in artifacts) else ()


def names_in(folder: Path) -> frozenset[str]:
    """Names of the files that a built kit's folder has of ours, its manifest among them."""
    artifacts = artifacts_in(read_manifest(folder))
    # A manifest that lists nothing of ours is somebody else's file.
    return frozenset({*(a.name for a in artifacts), MANIFEST} if artifacts else ())


def as_json(item: Diagnostic | Artifact, folder: str = "") -> str:
    """One line of JSON for a diagnostic or an artifact."""
    if isinstance(item, Artifact):
        path = f"{folder}/{item.name}" if folder else item.name
        line: dict[str, Any] = {"artifact": path, "edition": item.edition, "size": item.size}
        line |= {"sha256": item.sha256, "pages": item.pages}
    else:
        place = item.location
        line = {"code": item.code, "severity": item.severity, "message": item.message}
        line |= {"path": place.path, "line": place.line, "column": place.column} if place else {}
        line |= {"within": place.within} if place and place.within else {}
        line |= {"hint": item.hint} | ({"whom": item.whom} if item.whom else {})
    return json.dumps(line, ensure_ascii=False)
