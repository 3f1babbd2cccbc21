"""Reading a member's marked-up Word copy of the draft: its margin comments and tracked changes, as plain values."""

from consult.importing.marked.reading import read_marked_copy

__all__ = ["read_marked_copy"]
