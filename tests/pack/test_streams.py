"""A stream ends where it says it does, also where its last byte looks like the end of a line."""

import re
from hashlib import sha256

import pydyf
import pytest

from consult.pack.press.streams import end_of, end_streams_plainly
from consult.pack.press.writing import Paper


@pytest.mark.parametrize(
    ("content", "end"),
    [(b"ab", b"\nendstream"), (b"ab\n", b"\nendstream"), (b"ab\r", b"\r\nendstream"), (b"", b"\nendstream")],
)
def test_a_carriage_return_is_told_from_the_end_of_the_line(content: bytes, end: bytes) -> None:
    assert end_of(content) == end
    end_streams_plainly()
    assert pydyf.Stream([content]).data == b"<</Length %d>>\nstream\n%s%s" % (len(content), content, end)


def test_every_stream_of_a_paper_is_as_long_as_it_says() -> None:
    paper = Paper()
    for n in range(1_000):  # one in 256 ends in a carriage return
        paper.add_stream(b"", sha256(b"%d" % n).digest())
    data = paper.written()
    lengths = re.finditer(rb"/Length (\d+)[^>]*>>\nstream\n", data)
    ends = [re.match(rb"\r?\nendstream\n", data[found.end() + int(found[1]) :]) for found in lengths]
    assert len(ends) > 1_000
    assert all(ends)
    assert sum(end[0].startswith(b"\r") for end in ends if end) > 1
