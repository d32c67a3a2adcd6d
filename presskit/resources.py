"""Where the templates, the assets and the bundled film are: in a checkout or in a wheel."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def data_root() -> Path:
    """The folder that holds templates/, assets/ and content/.

    A wheel carries them as presskit/_data; a checkout has them beside the package. The
    search starts from this file and never from site-packages, where an editable install
    may have left a stale copy.
    """
    packed = _HERE / "_data"
    return packed if packed.is_dir() else _HERE.parent
