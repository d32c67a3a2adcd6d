"""`presskit stills add`: a photograph into stills/, and what it says of itself into stills.yaml.

`picturedata` reads what the photograph says, `words` settles what it will be called, `ledger`
writes stills.yaml without touching what was typed, and `adding` does it all for one file.
"""

from presskit.intake.adding import Taken, add

__all__ = ["Taken", "add"]
