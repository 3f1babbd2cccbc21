"""The end of a stream, told apart from its last byte.

Packed bytes may end with a carriage return. With the line feed that pydyf writes before "endstream" that reads as one end
of line of two characters, and the stream as one byte shorter than it says it is (19005-3, 6.1.7.1). One packed stream in
256 ends so; it is given an end of line that is two characters itself.
"""

from typing import Any

import pydyf

_END = b"\nendstream"
_as_pydyf_writes_it = pydyf.Stream.data.fget


def end_of(content: bytes) -> bytes:
    """What is written behind a stream's bytes."""
    return b"\r" + _END if content.endswith(b"\r") else _END


def _data(stream: Any) -> bytes:
    data: bytes = _as_pydyf_writes_it(stream)
    content = data.removesuffix(_END)
    return content + end_of(content)


def end_streams_plainly() -> None:
    """From now on, in this process. Those that pydyf makes while it writes (of objects, of references) are among them."""
    pydyf.Stream.data = property(_data)
