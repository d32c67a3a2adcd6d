"""Names of sources in a booklet's text, made links to their entries in the list of sources."""

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from presskit.marks import unmarked

CHAPTER = "sources.xhtml"
"""The file of the booklet's list of sources, beside the chapters that name them."""

_MARKUP = re.compile(r"(<a\b.*?</a>|<[^>]*>)", re.DOTALL)


def anchor(source: str) -> str:
    """The id of a source's entry."""
    return f"source-{source}"


def linked(text: str, names: Mapping[str, str], behind: Iterable[str] = ()) -> Markup:
    """The text with each source that it names linked, where it is named first.

    `names` gives the id of each source by its name. A text that names none, though `behind` are
    the ids of sources that it rests on, leads as a whole to the list. Text of type str is
    escaped; what is linked already stays as it is.
    """
    markup = str(text if isinstance(text, Markup) else Markup.escape(text))
    left = {str(Markup.escape(name)): source for name, source in names.items() if name}
    parts = _MARKUP.split(markup)
    parts[::2] = [_linked(part, left) for part in parts[::2]]
    made = "".join(parts)
    if made == markup and any(behind) and "<" not in unmarked(markup):
        return Markup(_link(CHAPTER, markup))
    return Markup(made)


def _linked(part: str, left: dict[str, str]) -> str:
    """A text without tags, with links; the names found are taken out of `left`."""
    if not left:
        return part
    longest = sorted(left, key=len, reverse=True)
    spelled = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in longest)

    def link(match: re.Match[str]) -> str:
        source = left.pop(" ".join(match[1].split()), "")
        return _link(f"{CHAPTER}#{anchor(source)}", match[1]) if source else match[1]

    return re.sub(rf"(?<!\w)({spelled})(?!\w)", link, part)


def _link(address: str, words: str) -> str:
    return f'<a role="doc-biblioref" href="{address}">{words}</a>'
