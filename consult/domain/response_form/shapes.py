"""Response forms as plain values: what is handed out, what comes back filled in, and what was wrong with it.

There are two layouts. The response form has a row for each paragraph of the draft; the ISO/IEC commenting template has
empty rows in which the place is named. Both exist as a spreadsheet and as a Word document.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from consult.domain.anchoring import Anchor
from consult.domain.dispositions import Kind, Stance

FORM_VERSION = "consult-response-form/1"
"""Names the layout of the forms; a form of another one is refused."""

MOST_COMMENTS = 500
"""Comments in one form. More is a mistake, or a flood."""

LONGEST_TEXT = 10_000
"""Characters of a comment, as on the pages."""

LONGEST_SHOWN = 20_000
"""Characters of a paragraph's text in a form: a cell of a spreadsheet holds 32,767 at most."""

COMMENTS_SHEET, IDENTITY_SHEET, GUIDE_SHEET = "Comments", "Form identity", "How to fill this in"
PROPERTY = "consult "
"""What the names of a Word form's own properties begin with."""

EXTRA_ROW = "+"
"""In the row's number: a row for a further comment, whose place is typed."""

WHOLE_SECTION = "whole section"
EXTRA_HINT = "(A further comment. On the left, write the number of its paragraph.)"

_LONGEST_QUOTED = 100  # characters


class Layout(StrEnum):
    """Which of the two layouts a form has."""

    RESPONSE = "response form"
    ISO = "ISO commenting template"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form: by what it is called in here, its heading, its share of the width, and who fills it in."""

    name: str
    heading: str
    width: float
    fixed: bool = False
    hint: str = ""


COLUMNS: Mapping[Layout, tuple[Column, ...]] = {
    Layout.RESPONSE: (
        Column("row", "Row", 7, fixed=True),
        Column("section", "Section", 16, fixed=True),
        Column("paragraph", "Paragraph", 15, fixed=True),
        Column("text", "Text of the draft", 46, fixed=True),
        Column("quote", "Words you are commenting on", 24, hint="Copy them from the text. Leave empty for the whole."),
        Column("stance", "Your view", 16, hint="Support, Support with conditions, Object or Observation."),
        Column("comment", "Comment", 36, hint="What you want to say. Needed wherever anything else is filled in."),
        Column("suggested", "Suggested wording", 32, hint="The words as you would have them. Leave empty for none."),
    ),
    Layout.ISO: (
        Column("council", "MB/NC (your council)", 16, hint="The council you speak for."),
        Column("line", "Line number", 12, hint="Leave empty: the draft has no line numbers."),
        Column("section", "Clause/ Subclause", 20, hint="The section’s number or heading. Empty: the whole draft."),
        Column("paragraph", "Paragraph/ Figure/ Table", 15, hint="The paragraph’s number. Empty: the whole section."),
        Column("type", "Type of comment", 14, hint="ge (general), te (technical) or ed (editorial)."),
        Column("comment", "Comments", 46, hint="What you want to say."),
        Column("suggested", "Proposed change", 40, hint="The paragraph as you would have it."),
        Column("answer", "Observations of the secretariat", 24, fixed=True),
    ),
}


@dataclass(frozen=True, slots=True)
class FormParagraph:
    """A paragraph of a published draft: `text` is what anchors count in, `label` "" where it has no number."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class FormSection:
    """A section of a published draft, with its own paragraphs."""

    key: str
    heading: str
    paragraphs: tuple[FormParagraph, ...]
    number: str = ""
    level: int = 1

    @property
    def title(self) -> str:
        """The heading with its number."""
        return f"{self.number} {self.heading}".strip()


@dataclass(frozen=True, slots=True)
class Form:
    """What a form is made for: some sections of a published version, or (`whole`) all of them.

    `slug` and `version` say of which consultation and draft; the rest is for the form's first page. `closes` is in words,
    "noon on 26 February 2021"; `contact` says whom to ask; `council` is who fills it in; each may be "".
    """

    slug: str
    title: str
    version: int
    sections: tuple[FormSection, ...]
    whole: bool = False
    panel: str = ""
    closes: str = ""
    contact: str = ""
    council: str = ""

    @property
    def scope(self) -> str:
        """What the form is about: "The whole draft", "Prevent" or "Prevent to Pursue"."""
        if self.whole or not self.sections:
            return "The whole draft"
        first, last = self.sections[0].title, self.sections[-1].title
        return first if len(self.sections) == 1 else f"{first} to {last}"


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row handed out: its number, the place it stands for (keys; "" for the whole section or draft), what it shows."""

    number: int
    section_key: str
    paragraph_key: str
    section: str
    paragraph: str
    text: str

    @property
    def key(self) -> str:
        """The place as the form carries it."""
        return f"{self.section_key}/{self.paragraph_key}"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a form says of itself. `digest` is over all that is fixed in it, so that another file is not taken for it."""

    layout: Layout
    slug: str
    version: int
    sections: tuple[str, ...]
    whole: bool
    digest: str
    form: str = FORM_VERSION


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row that came back, its cells by the columns' names, to the letter; lines are ended by LF.

    `row` is its number as the user's program shows it. `key` is the place that the file itself gives for it, "" for none.
    `spoilt` names the cells that could not be read, which has been reported: no more is to be said of them.
    """

    row: int
    cells: Mapping[str, str]
    key: str = ""
    spoilt: frozenset[str] = frozenset()

    def said(self, name: str) -> str:
        """A cell without white space at its ends; "" where there is none."""
        return self.cells.get(name, "").strip()


@dataclass(frozen=True, slots=True)
class RowReport:
    """What is wrong in one place of a file, and what to do about it. `row` is None where it concerns the whole file."""

    row: int | None
    sheet: str
    column: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        where = ", ".join(filter(None, (self.sheet, f"row {self.row}" if self.row else "", self.column)))
        return f"{where}{': ' if where else ''}{self.wrong} {self.remedy}"


def in_quotes(said: str) -> str:
    """What a file says, between quotation marks: its start, where it is longer than anybody reads."""
    words = " ".join(said.split())
    return f"“{words}”" if len(words) <= _LONGEST_QUOTED else f"“{words[:_LONGEST_QUOTED]}…”"


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form as it was read: all rows that hold anything, and what is wrong with the file whatever the draft says."""

    identity: Identity
    sheet: str
    rows: tuple[FilledRow, ...]
    faults: tuple[RowReport, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Nothing was taken. `faults` are all that were found: of the whole file first, then in the file's order."""

    faults: tuple[RowReport, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A comment taken from a form, its words as they are stored. Both keys "": on the whole draft."""

    row: int
    section_key: str
    paragraph_key: str
    stance: Stance
    text: str
    anchor: Anchor | None = None
    suggested: str = ""
    kind: Kind = Kind.COMMENT
    council: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """A form that can be taken whole, in the file's order."""

    identity: Identity
    entries: tuple[Entry, ...] = field(default=())
