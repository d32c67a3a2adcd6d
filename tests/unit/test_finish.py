"""What the writer mends in a PDF, on small ones."""

import zlib

import pydyf
import pytest

from presskit.writers.pdf.finish import settle_ends


def ending(last: int) -> bytes:
    """Some letters whose compressed form ends with this byte."""
    return next(text for n in range(999) if zlib.adler32(text := b"q" * n) & 0xFF == last)


@pytest.mark.parametrize("extra", [{}, {"N": 4}, {"Length1": 9}])
@pytest.mark.parametrize("last", [ord("\r"), ord("\n"), ord("x")])
def test_no_stream_ends_with_a_carriage_return(last: int, extra: dict[str, int]) -> None:
    pdf = pydyf.PDF()
    stream = pydyf.Stream([ending(last)], extra, compress=True)
    pdf.add_object(stream)
    before = stream.data
    settle_ends(pdf)
    assert b"\r\nendstream" not in stream.data
    assert (stream.data == before) == (last != ord("\r"))
    if extra:  # what is counted to the byte stays what it is
        assert b"".join(stream.stream) == ending(last)
