"""Make the press profile of this folder: python make.py DATA OUT

DATA is the folder that Debian's package icc-profiles-free fills (the README beside this script
names it); OUT gets FOGRA39L.icc. Needs Argyll's colprof on the PATH, version 2.3.1. The profile
has a fixed date, so that the same recipe gives the same bytes.
"""

from __future__ import annotations

import hashlib
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

DATA = {
    "FOGRA39L.ti3": "e44e6dfa81633588db98b5613a821d4a936d3d9438d2eb983083c3232df393fa",
    "sRGB.icc": "2a92d4bae450b76d8b0aa42193df974d75f62738ecebf74f01c5e75b12a95796",
}
"""What the profile is computed from, and the SHA-256 of each file."""

NAME = "Coated FOGRA39L, 300 percent (presskit)"
TERMS = (
    "Computed from FOGRA39L characterisation data, package ICC Profiles Free, "
    "(c) Kai-Uwe Behrmann, zlib licence. No warranty."
)
COLPROF = (
    "colprof",
    "-ql",  # tables small enough to be carried by every press file
    "-nc",  # without a copy of the data
    "-l300",  # at most 300 % of ink in all
    "-L95",  # and at most 95 % of black
    "-S", "sRGB.icc",  # pictures come in sRGB: its gamut is mapped to the paper's
    "-cmt", "-dpp",  # from a screen in an office to a print in a room
    "-D", NAME,
    "-C", TERMS,
    "-O", "out.icc",
    "FOGRA39L",
)  # fmt: skip

DATE = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
"""One moment for all (ICC.1:2001-04, 6.1.8): colprof would write the clock's."""


def main(data: Path, out: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, digest in DATA.items():
            found = hashlib.sha256((data / name).read_bytes()).hexdigest()
            if found != digest:
                sys.exit(f"make: {name} is not the file that the recipe was written for")
            shutil.copy(data / name, folder)
        subprocess.run(COLPROF, cwd=folder, check=True)
        profile = bytearray(Path(folder, "out.icc").read_bytes())
    profile[24:36] = DATE
    (out / "FOGRA39L.icc").write_bytes(profile)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
