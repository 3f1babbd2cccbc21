"""The pictures of a draft: known by their first bytes, capped in size, never fetched from elsewhere."""

import base64
import binascii
import hashlib
from urllib.parse import unquote_to_bytes

from consult.domain.draft import Figure
from consult.domain.typed_numbers import number_in

LARGEST = 5_000_000  # bytes
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


def media_type(data: bytes) -> str:
    """What the first bytes say a picture is; "" for anything but PNG, JPEG, GIF and WebP."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")


class Pictures:
    """Takes pictures in and gives each an address: `figure:<sha256>`, or `missing:<n>` with the reason kept."""

    def __init__(self) -> None:
        self._kept: dict[str, Figure] = {}
        self._reasons: list[str] = []

    def keep(self, data: bytes) -> str:
        """Takes a picture's bytes in and gives its address."""
        kind = media_type(data)
        if not kind:
            return self.refuse("A picture was left out: it is not a PNG, JPEG, GIF or WebP file.")
        if len(data) > LARGEST:
            return self.refuse(f"A picture was left out: it is larger than {LARGEST // 1_000_000} MB.")
        sha256 = hashlib.sha256(data).hexdigest()
        self._kept[sha256] = Figure(sha256, kind, data)
        return f"figure:{sha256}"

    def refuse(self, reason: str) -> str:
        """The address of a picture that is not kept; `reason_for` tells why."""
        self._reasons.append(reason)
        return f"missing:{len(self._reasons) - 1}"

    def from_address(self, address: str) -> str:
        """Takes in what a `data:` address holds; any other address is refused, because nothing is fetched."""
        if not address.strip().lower().startswith("data:"):
            return self.refuse(
                f"A picture was left out: {address.strip()[:200]} is not in the file, and is not fetched."
            )
        head, _, body = address.strip().partition(",")
        raw = unquote_to_bytes(body)
        if not head.lower().endswith(";base64"):
            return self.keep(raw)
        try:
            return self.keep(base64.b64decode(b"".join(raw.split())))
        except binascii.Error:
            return self.refuse("A picture was left out: its data is damaged.")

    def reason_for(self, address: str) -> str | None:
        """Why the picture with this address was left out; None where it was kept."""
        kind, _, name = address.partition(":")
        if kind == "figure" and name in self._kept:
            return None
        number = number_in(name)
        if kind == "missing" and number is not None and number < len(self._reasons):
            return self._reasons[number]
        return "A picture was left out: its address says nothing."

    def used_in(self, html: str) -> tuple[Figure, ...]:
        """The pictures that `html` refers to."""
        return tuple(figure for sha256, figure in self._kept.items() if f"figure:{sha256}" in html)
