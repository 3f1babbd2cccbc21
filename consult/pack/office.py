"""What office files have in common: text that XML can hold, and a package that is the same bytes each time it is made."""

import io
import re
import zipfile
from collections.abc import Callable

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEW_LINES = re.compile("\r\n?")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # of a zip entry


def plain(text: str) -> str:
    """The text with its lines ended by LF, without the control characters that XML cannot hold."""
    return _ILLEGAL.sub("", _NEW_LINES.sub("\n", text))


def sealed(data: bytes, changed: dict[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    """A package written anew with fixed times and order, so that the same contents are the same bytes.

    `changed` names parts to be changed on the way, and how.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as sealing:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            content = made.read(name)
            sealing.writestr(entry, (changed or {}).get(name, bytes)(content))
    return out.getvalue()
