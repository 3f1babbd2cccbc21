"""A block: one heading, paragraph, item, table or figure on its way from the file to the Draft."""

from dataclasses import dataclass, field

from consult.domain import markup
from consult.domain.draft import Kind


@dataclass(slots=True)
class Block:
    """What one reader found, before numbers are worked out and damage is repaired."""

    html: str
    kind: Kind = Kind.PARAGRAPH
    heading: int = 0  # 1 to 6; 0 for anything that is not a heading
    title: bool = False  # styled as the document's title
    shown: str = ""  # the number the author's program shows, closing point included; "" for none or a bullet
    listed: bool = False  # stands in a list, numbered or bulleted
    depth: int = 0  # how many lists stand around its own
    list_id: str = ""  # which list, where the format says so
    continues: bool = False  # a further paragraph of the item before it
    new_page: bool = False  # a page begins here
    guessed: bool = False  # a bold line taken for a heading
    label: str = ""
    level: int = 0
    remarks: list[str] = field(default_factory=list)  # warnings about this block
    notes: list[int] = field(default_factory=list)  # footnotes it refers to, by their number

    @property
    def text(self) -> str:
        """The textContent of `html`."""
        return markup.text_of(self.html)

    @property
    def is_text(self) -> bool:
        """True for running text: not a heading, table or figure."""
        return not self.heading and self.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE)

    @property
    def is_plain(self) -> bool:
        """True for a paragraph outside any list, without a number of its own."""
        return self.kind is Kind.PARAGRAPH and not (self.heading or self.listed or self.shown or self.label)


@dataclass(frozen=True, slots=True)
class Fact:
    """What Word knows of a paragraph that HTML cannot say; HTML points at it by `data-fact`."""

    shown: str = ""
    listed: bool = False
    depth: int = 0
    list_id: str = ""
    heading: int = 0
    title: bool = False
    quote: bool = False
    new_page: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class Source:
    """A file turned into HTML by one of the readers."""

    html: str
    title: str = ""  # the title the file's own properties give
    title_is_weak: bool = False  # true where a lone top heading says it better (an HTML page's <title>)
    facts: tuple[Fact, ...] = ()
    remarks: list[str] = field(default_factory=list)  # warnings about the whole
    pictures_kept: bool = False  # true where the addresses of pictures are `Pictures`' own already
