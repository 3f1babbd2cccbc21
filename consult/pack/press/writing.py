"""A PDF 1.7 file written from objects that are bytes already, with object streams (ISO 32000-1, 7.5.7 and 7.5.8)."""

import zlib
from hashlib import sha256
from typing import Any

import pydyf

from consult.pack.press.streams import end_of

_HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
_TOGETHER = 400  # objects in an object stream
_FAST, _WELL = 1, 6  # zlib's levels


class Paper:
    """A PDF in the making. `catalog`, `info`, `objects` and `add_object` are as pydyf's, so that the same hands can
    finish it; an object is bytes, a stream (its dictionary and content, packed), or one of pydyf's."""

    def __init__(self) -> None:
        self.objects: list[Any] = [None]
        self.catalog = pydyf.Dictionary({"Type": "/Catalog"})
        self.info = pydyf.Dictionary()

    def reserve(self) -> int:
        """The number of an object that is still to come."""
        self.objects.append(b"null")
        return len(self.objects) - 1

    def add(self, data: bytes) -> int:
        """Adds an object."""
        self.objects.append(data)
        return len(self.objects) - 1

    def add_stream(self, dictionary: bytes, content: bytes, level: int = _WELL) -> int:
        """Adds a stream; it is packed unless its dictionary names a filter."""
        if b"/Filter" not in dictionary:
            content, dictionary = zlib.compress(content, level), dictionary + b"/Filter/FlateDecode"
        self.objects.append((dictionary, content))
        return len(self.objects) - 1

    def add_page_content(self, content: bytes) -> int:
        """Adds what a page draws; quickly, since there is much of it."""
        return self.add_stream(b"", content, _FAST)

    def add_object(self, thing: Any) -> None:
        """Adds an object of pydyf's, which learns its number."""
        thing.number = len(self.objects)
        self.objects.append(thing)

    def written(self) -> bytes:
        """The file."""
        self.catalog.number = len(self.objects)
        self.objects.append(self.catalog)
        self.info.number = len(self.objects)
        self.objects.append(self.info)
        return _File(self.objects).written(self.catalog.number, self.info.number)


class _File:
    """Lays objects one after another, remembering where each begins."""

    def __init__(self, objects: list[Any]) -> None:
        self._objects = objects
        self._parts = [_HEADER]
        self._at = len(_HEADER)
        self._entries: list[tuple[int, int, int]] = [(0, 0, 65535)] * len(objects)

    def written(self, root: int, info: int) -> bytes:
        small: list[tuple[int, bytes]] = []
        for number in range(1, len(self._objects)):
            item = self._objects[number]
            if isinstance(item, tuple):
                self._lay(number, b"<<%s/Length %d>>\nstream\n%s%s" % (item[0], len(item[1]), item[1], end_of(item[1])))
            elif isinstance(item, pydyf.Stream):
                self._lay(number, item.data)
            else:
                small.append((number, item if isinstance(item, bytes) else item.data))
        for at in range(0, len(small), _TOGETHER):
            self._lay_together(small[at : at + _TOGETHER])
        self._close(root, info)
        return b"".join(self._parts)

    def _lay(self, number: int, data: bytes) -> None:
        if number == len(self._entries):
            self._entries.append((0, 0, 0))
        self._entries[number] = (1, self._at, 0)
        text = b"%d 0 obj\n%s\nendobj\n" % (number, data)
        self._parts.append(text)
        self._at += len(text)

    def _lay_together(self, some: list[tuple[int, bytes]]) -> None:
        holder = len(self._entries)
        heads, at = [], 0
        for place, (number, data) in enumerate(some):
            heads.append(b"%d %d" % (number, at))
            self._entries[number] = (2, holder, place)
            at += len(data) + 1
        head = b" ".join(heads) + b"\n"
        packed = zlib.compress(head + b"\n".join(data for _, data in some), _FAST)
        self._lay(
            holder,
            b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s%s"
            % (len(some), len(head), len(packed), packed, end_of(packed)),
        )

    def _close(self, root: int, info: int) -> None:
        number, start = len(self._entries), self._at
        entries = [*self._entries, (1, start, 0)]
        rows = b"".join(
            b"%c%s%s" % (kind, at.to_bytes(4, "big"), extra.to_bytes(2, "big")) for kind, at, extra in entries
        )
        packed = zlib.compress(rows, _WELL)
        name = sha256()
        for part in self._parts:
            name.update(part)
        identifier = name.hexdigest()[:32].encode()
        self._lay(
            number,
            b"<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/Filter/FlateDecode/Length %d>>\n"
            b"stream\n%s%s" % (number + 1, root, info, identifier, identifier, len(packed), packed, end_of(packed)),
        )
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
