"""Files that travel inside a pack."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a PDF: its name, its media type ("text/csv"), its bytes, and what it is in words."""

    name: str
    media_type: str
    data: bytes
    description: str
