"""What a child is given to print: a line of JSON that says what follows, then the page and the attachments as bytes."""

import json
from collections.abc import Sequence
from typing import Any

from consult.pack.attachments import Attachment


def packed(page: str, attachments: Sequence[Attachment]) -> bytes:
    """The page and its attachments as one string of bytes."""
    words = page.encode()
    about = [[len(one.data), one.name, one.media_type, one.description, one.relationship] for one in attachments]
    head = json.dumps({"page": len(words), "attachments": about}).encode()
    return b"".join((head, b"\n", words, *(one.data for one in attachments)))


def unpacked(given: bytes) -> tuple[str, tuple[Attachment, ...]]:
    """The page and its attachments again."""
    line, _, rest = given.partition(b"\n")
    head: dict[str, Any] = json.loads(line)
    at = head["page"]
    found = []
    for size, name, media_type, description, relationship in head["attachments"]:
        found.append(Attachment(name, media_type, rest[at : at + size], description, relationship))
        at += size
    return rest[: head["page"]].decode(), tuple(found)
