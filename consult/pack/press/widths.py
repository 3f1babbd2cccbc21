"""How wide a face's glyphs are, read from the face."""

import struct


class Widths(dict[int, float]):
    """Widths of a face's glyphs as the face has them, in thousandths of an em: WeasyPrint would keep those it meets first,
    rounded at the size it meets them in."""

    def __init__(self, face: bytes, index: int) -> None:
        super().__init__()
        tables = _tables(face, index)
        self.upem: int = struct.unpack_from(">H", face, tables["head"] + 18)[0]
        self.ascent, self.descent = struct.unpack_from(">hh", face, tables["hhea"] + 4)
        self._metrics = struct.unpack_from(">H", face, tables["hhea"] + 34)[0]
        self._face, self._at = face, tables["hmtx"]

    def __contains__(self, glyph: object) -> bool:
        return True

    def __missing__(self, glyph: int) -> float:
        metric = min(glyph, self._metrics - 1)
        advance: int = struct.unpack_from(">H", self._face, self._at + 4 * metric)[0]
        width = self[glyph] = advance * 1000 / self.upem
        return width

    def all(self) -> tuple[float, ...]:
        """The widths of all glyphs by number; those beyond are as wide as the last."""
        return tuple(self[glyph] for glyph in range(self._metrics))


def _tables(face: bytes, index: int) -> dict[str, int]:
    at = 0
    if face[:4] == b"ttcf":
        at = struct.unpack_from(">I", face, 12 + 4 * index)[0]
    number = struct.unpack_from(">H", face, at + 4)[0]
    entries = (struct.unpack_from(">4sIII", face, at + 12 + 16 * n) for n in range(number))
    return {tag.decode("latin-1"): offset for tag, _, offset, _ in entries}
