"""Colours reckoned by the book, to hold a picture library against: profiles, XYZ, Lab, ΔE2000.

Matrices are those of the standards: IEC 61966-2-1 (sRGB), SMPTE EG 432-1 with D65 (Display P3),
Adobe RGB (1998), and the Bradford transform of ICC.1:2010, annex E, from D65 to D50.
"""

import struct
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

BRADFORD_D65_TO_D50: Matrix = (
    (1.0478112, 0.0228866, -0.0501270),
    (0.0295424, 0.9904844, -0.0170491),
    (-0.0092345, 0.0150436, 0.7521316),
)
D50 = (0.9642, 1.0, 0.8249)
SRGB_TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
SPACES: dict[str, tuple[Matrix, float]] = {
    "Display P3": (
        (
            (0.4865709, 0.2656677, 0.1982173),
            (0.2289746, 0.6917385, 0.0792869),
            (0.0, 0.0451134, 1.0439444),
        ),
        0.0,
    ),
    "Adobe RGB": (
        (
            (0.5767309, 0.1855540, 0.1881852),
            (0.2973769, 0.6273491, 0.0752741),
            (0.0270343, 0.0706872, 0.9911085),
        ),
        2.19921875,
    ),
}
"""RGB to XYZ (D65), and the gamma; 0 stands for the curve of sRGB."""


def times(matrix: Matrix, triple: Triple) -> Triple:
    a, b, c = (sum(m * t for m, t in zip(row, triple, strict=True)) for row in matrix)
    return a, b, c


def inverse(m: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = m
    det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return (
        ((e * i - f * h) / det, (c * h - b * i) / det, (b * f - c * e) / det),
        ((f * g - d * i) / det, (a * i - c * g) / det, (c * d - a * f) / det),
        ((d * h - e * g) / det, (b * g - a * h) / det, (a * e - b * d) / det),
    )


def linear(value: float, gamma: float) -> float:
    if gamma:
        return float(value**gamma)
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def coded(value: float) -> float:
    value = min(1.0, max(0.0, value))
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def to_srgb(rgb: Triple, space: str) -> Triple:
    """A colour of a space as sRGB, 0 to 1 each; what sRGB lacks is cut off."""
    matrix, gamma = SPACES[space]
    r, g, b = (linear(v, gamma) for v in rgb)
    x, y, z = times(inverse(SRGB_TO_XYZ), times(matrix, (r, g, b)))
    return coded(x), coded(y), coded(z)


def lab(rgb: Triple) -> Triple:
    """CIE Lab (D65) of an sRGB colour."""
    r, g, b = (linear(v, 0) for v in rgb)
    white = times(SRGB_TO_XYZ, (1, 1, 1))

    def f(t: float) -> float:
        return float(t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116)

    x, y, z = (f(v / w) for v, w in zip(times(SRGB_TO_XYZ, (r, g, b)), white, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def profile(space: str) -> bytes:
    """An ICC profile (version 2, matrix and curve) of a space."""
    matrix, gamma = SPACES[space]
    columns = list(zip(*(times_rows(BRADFORD_D65_TO_D50, matrix)), strict=True))
    curve = _curve(gamma)
    tags = {
        b"desc": b"desc" + struct.pack(">II", 0, len(space) + 1) + space.encode() + bytes(79),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": _xyz(D50),
        b"rXYZ": _xyz(columns[0]), b"gXYZ": _xyz(columns[1]), b"bXYZ": _xyz(columns[2]),
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }  # fmt: skip
    table, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size = start + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + _xyz(D50)[8:]
    head = head.ljust(128, b"\0")
    return head + struct.pack(">I", len(tags)) + table + body


def times_rows(one: Matrix, other: Matrix) -> Matrix:
    columns: list[Triple] = [times(one, column) for column in zip(*other, strict=True)]
    a, b, c = zip(*columns, strict=True)
    return a, b, c


def _xyz(triple: Triple) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(struct.pack(">i", round(v * 65536)) for v in triple)


def _curve(gamma: float) -> bytes:
    values = [round(65535 * linear(n / 1023, gamma)) for n in range(1024)]
    return b"curv" + bytes(4) + struct.pack(">I1024H", 1024, *values)


def distance(one: Triple, other: Triple) -> float:
    """ΔE2000 of two colours in Lab (CIE 142-2001)."""
    l1, a1, b1 = one
    l2, a2, b2 = other
    c = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(c**7 / (c**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    dh = 0.0 if not c1 * c2 else (h2 - h1 + 180) % 360 - 180
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = h1 + dh / 2 if c1 * c2 else h1 + h2
    t = 1 - 0.17 * cos(radians(mean_h - 30)) + 0.24 * cos(radians(2 * mean_h))
    t += 0.32 * cos(radians(3 * mean_h + 6)) - 0.20 * cos(radians(4 * mean_h - 63))
    sl = 1 + 0.015 * (mean_l - 50) ** 2 / sqrt(20 + (mean_l - 50) ** 2)
    sc, sh = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    turn = 60 * exp(-((((mean_h % 360) - 275) / 25) ** 2))
    rt = -sin(radians(turn)) * 2 * sqrt(mean_c**7 / (mean_c**7 + 25**7))
    dl, dc = (l2 - l1) / sl, (c2 - c1) / sc
    dhue = 2 * sqrt(c1 * c2) * sin(radians(dh / 2)) / sh
    return sqrt(dl**2 + dc**2 + dhue**2 + rt * dc * dhue)
