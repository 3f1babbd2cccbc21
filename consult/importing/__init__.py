"""Reading a draft: a file's bytes to a `Draft`, or `Unreadable` with the reason."""

from consult.importing.errors import Unreadable
from consult.importing.reading import as_json, read_draft

__all__ = ["Unreadable", "as_json", "read_draft"]
