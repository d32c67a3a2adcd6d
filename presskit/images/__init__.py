"""Pictures: what a file really is, and derivatives of it for outputs.

Every output gets pixels that were decoded in full, turned upright and converted to sRGB, and of a
file's own metadata (positions, serial numbers, editing history) nothing.
"""

from presskit.images.drawn import output_name, rasterise
from presskit.images.making import QUALITY, Crop, Jpeg, derivative, unprintable
from presskit.images.reading import Picture, read_picture
from presskit.images.tags import Said, packet

__all__ = [
    "QUALITY",
    "Crop",
    "Jpeg",
    "Picture",
    "Said",
    "derivative",
    "output_name",
    "packet",
    "rasterise",
    "read_picture",
    "unprintable",
]
