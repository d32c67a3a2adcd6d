"""The kit that the reader opens: the one that the validators judge."""

from tests.validators.conftest import kit_dir

__all__ = ["kit_dir"]
