"""What changed between two versions as a document: for a page, a paper and the change log. Built from primitives only.

`html` is sanitised markup with `<ins>` and `<del>`; what a reader cannot see of a change stands in words that are heard.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Led:
    """A comment that stood on what changed, what was said of it ("Accepted"; "" where no answer is released), and why."""

    reference: str
    outcome: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where the other half of a move stands: its anchor and its name."""

    anchor: str
    name: str


@dataclass(frozen=True, slots=True)
class ChangedParagraph:
    """A paragraph of the redline. `what` is "Edited", "New", "Deleted", "Moved", "Split", "Merged"; "" for the same.

    `anchors` are all it can be reached by, the first is its own: "p-<id>" in the new version, "o-<id>" in the old one.
    """

    anchors: tuple[str, ...]
    label: str
    old_label: str  # "" where it is the same, or there was none
    kind: str
    level: int
    html: str
    what: str = ""
    moved_from: Elsewhere | None = None
    moved_to: Elsewhere | None = None
    led: tuple[Led, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """A section of the redline; `position` is that of the new version, None for one that is not in it.

    `olds` are the positions of the older version's sections that went into it.
    """

    anchor: str
    position: int | None
    number: str
    heading: str  # markup
    name: str  # in words, as it is now
    level: int
    what: str
    changes: int  # how many of its paragraphs changed
    olds: tuple[int, ...]
    paragraphs: tuple[ChangedParagraph, ...]


@dataclass(frozen=True, slots=True)
class RedlinePaper:
    """One version against another."""

    title: str
    old: int  # the versions' numbers
    new: int
    sections: tuple[ChangedSection, ...]
    figures: tuple[tuple[str, str, bytes], ...] = ()  # (sha256, media type, data): for a paper

    @property
    def changes(self) -> int:
        """How many paragraphs changed."""
        return sum(section.changes for section in self.sections)
