"""A story as a project of presskit."""

from pathlib import Path
from typing import Any

import yaml

from benchmarks.content import Entry, Story
from benchmarks.photographs import take

FILM = "harbour"


def write_project(story: Story, root: Path) -> Path:
    """Write presskit.yaml and content/; the film's folder."""
    folder = root / "content" / FILM
    (folder / "text").mkdir(parents=True)
    (root / "presskit.yaml").write_text("theme: default\n", "utf-8")
    files = {
        "film": _film(story),
        "facts": _facts(),
        "sources": {"sources": [{"id": "log", "name": "The log", "title": "notes of the shoot"}]},
        "people": {"people": _people(story)},
        "accolades": {
            "title": "Accolades",
            "groups": [
                {"title": title, "entries": [_entry(entry) for entry in entries]}
                for title, entries in story.tables
            ],
        },
        "stills": {"stills": _stills(story)},
    }
    for name, data in files.items():
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    for number, (title, paragraphs) in enumerate(story.chapters, 1):
        head = f"---\ntitle: {title}\norder: {number}\n---\n\n"
        body = "\n\n".join((CITED, *paragraphs[1:])) if number == 1 else "\n\n".join(paragraphs)
        (folder / "text" / f"chapter-{number:03}.md").write_text(f"{head}{body}\n", "utf-8")
    take(folder / "stills", [shot.name for shot in story.shots], story.size, story.seed)
    return folder


CITED = "The film was shot in {fact}`days`, and it is told in order."
"""The first paragraph of the first chapter, which cites a fact."""

WORDED = CITED.replace("{fact}`days`", "forty days")
"""The same as it is printed."""


def _facts() -> dict[str, Any]:
    days = {
        "id": "days",
        "about": "How long the shooting took",
        "value": "40",
        "wording": "forty days",
        "sources": ["log"],
        "state": "confirmed",
    }
    return {"facts": [days]}


def _film(story: Story) -> dict[str, Any]:
    return {
        "title": story.title,
        "kind": "A documentary about a road",
        "form": "Documentary",
        "language": "en-GB",
        "version": "0.1",
        "date": "2026-11-22",
        "compiled_by": {"name": "Ann Archer"},
        "issued": "Compiled by Ann Archer; not yet approved.",
        "rights": "© 2026 Ann Archer",
        "terms": "For use by the press.",
        "directed_by": [slug(story.people[0][0])],
        "texts": {"logline": story.logline, "short": story.short, "medium": story.medium},
        "statement": story.statement,
        "specs": {label: value for label, _, value in SPECS},
        "credits": [{"role": role, "names": [name]} for role, name in story.credits],
        "contacts": [{"purpose": "Press", "name": "Ann Archer", "email": "ann@archer.example"}],
    }


SPECS = (
    ("runtime", "Running time", "1:32:00"),
    ("year", "Year of completion", "2026"),
    ("country", "Country", "Norway"),
    ("language", "Language", "English"),
    ("aspect_ratio", "Aspect ratio", "16:9"),
    ("sound", "Sound", "Dolby Digital 5.1"),
)
"""Field, label and value of each."""


def _people(story: Story) -> list[dict[str, Any]]:
    return [
        {
            "id": slug(name),
            "name": name,
            "group": "filmmaker",
            "role": role,
            "biography": {"short": words},
        }
        for name, role, words in story.people
    ]


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "kind": "award",
        "date": str(entry.year),
        "event": entry.event,
        "result": entry.result,
        "note": entry.note,
        "sources": ["log"],
    }


def _stills(story: Story) -> list[dict[str, Any]]:
    return [
        {
            "id": shot.name,
            "title": shot.title,
            "file": f"{shot.name}.jpg",
            "caption": shot.caption,
            "photographer": shot.by,
            "credit": f"Photo: {shot.by}",
            "copyright": f"© 2026 {shot.by}",
            "terms": "For the press, in connection with the film",
            "alt": shot.alt,
        }
        for shot in story.shots
    ]
