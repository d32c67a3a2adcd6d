"""presskit: one folder of content per film, every press kit deliverable built from it."""

__version__ = "0.1.0"
