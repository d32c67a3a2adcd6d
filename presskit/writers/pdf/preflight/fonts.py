"""Characters that the theme's fonts lack."""

from typing import Any

from presskit.diagnostics import Diagnostic
from presskit.document import Document


def foreign_fonts(laid_out: Any, document: Document) -> list[Diagnostic]:
    """Characters set in a font from elsewhere or in none; known only after writing."""
    ours = {face.family for face in document.faces}
    found = []
    for font in laid_out.fonts.values():
        family = font.family
        if family not in ours:
            characters = "".join(sorted(set("".join(font.to_unicode.values()))))
            message = f"“{characters}” was set in {family}, which is not a font of the theme"
            hint = "Add a font that has the characters to the theme's fonts."
            found.append(Diagnostic("PK502", message, None, hint))
    return found
