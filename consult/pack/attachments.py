"""Files that travel inside a pack."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a PDF: its name, its media type ("text/csv"), its bytes, and what it is in words.

    `relationship` is PDF/A-3's word for how it belongs to the paper: "Data" is what the pages are made from, "Source" the
    document they show, "Supplement" something to go with it.
    """

    name: str
    media_type: str
    data: bytes
    description: str
    relationship: Literal["Data", "Source", "Supplement"] = "Data"
