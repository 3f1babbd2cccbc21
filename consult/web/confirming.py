"""The page on which what a file proposes is gone through: its rows, what was chosen for them, and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import MultiDict

from consult.domain.dispositions import Stance
from consult.domain.incoming import Proposed, Read
from consult.domain.markup import with_marked
from consult.domain.places import WHOLE_DRAFT, place_in_words
from consult.domain.plain_text import normalised
from consult.domain.pointing import Named, point
from consult.domain.redline import Piece, as_replacement
from consult.domain.refusals import Refused
from consult.store.drafts import Paragraph, Section
from consult.web.pictures import with_pictures

SHOWN = 25
"""Rows on one page: what is chosen on it is kept when going on to the next."""

UNCHOSEN, WHOLE = "", "0"
NOWHERE = "Choose where it belongs, or leave it out"


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal as it is shown. `html` is the draft's paragraph with the words marked, "" where it stands on none."""

    item: Proposed
    html: str
    label: str
    kind: str
    paragraph_id: int
    change: tuple[Piece, ...]
    error: str = ""
    section: str = UNCHOSEN
    number: str = ""


@dataclass
class Confirming:
    """One page (from 1) of a file's proposals, held against the sections of the draft, with paragraphs loaded."""

    slug: str
    read: Read
    sections: Sequence[Section]
    page: int = 1
    errors: dict[int, str] = field(default_factory=dict)
    typed: dict[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self.read.items) // SHOWN))

    @property
    def items(self) -> Sequence[Proposed]:
        """Those of this page."""
        return self.read.items[(self.page - 1) * SHOWN : self.page * SHOWN]

    @property
    def taking(self) -> int:
        """How many are ticked, on all pages."""
        return self.read.taking

    @property
    def taking_elsewhere(self) -> int:
        """How many are ticked on the other pages."""
        return self.taking - sum(item.take for item in self.items)

    @property
    def error_list(self) -> list[dict[str, str]]:
        """For the summary above the page."""
        here = {item.number for item in self.items}
        return [
            {"text": f"{number}: {why}", "href": f"#take-{number}" if number in here else self.href_of(number)}
            for number, why in sorted(self.errors.items())
        ]

    def page_of(self, number: int) -> int:
        """The page a proposal stands on."""
        return next(n for n, item in enumerate(self.read.items) if item.number == number) // SHOWN + 1

    def href_of(self, number: int) -> str:
        """A link to a proposal on another page."""
        return f"?page={self.page_of(number)}#take-{number}"

    @property
    def places(self) -> list[tuple[str, str]]:
        """The parts of the draft to choose from."""
        named = [(str(one.id), f"{one.number} {one.heading}".strip()) for one in self.sections]
        return [(UNCHOSEN, "Choose a part"), (WHOLE, WHOLE_DRAFT), *named]

    @property
    def rows(self) -> list[Row]:
        """This page's, in the file's order."""
        paragraphs = {one.id: one for section in self.sections for one in section.paragraphs}
        return [self._row(item, paragraphs.get(item.paragraph_id or 0)) for item in self.items]

    def _row(self, item: Proposed, paragraph: Paragraph | None) -> Row:
        section, number = self.typed.get(item.number, (UNCHOSEN, ""))
        html = paragraph.html if paragraph else ""
        if paragraph and item.start is not None and item.end is not None:
            html = with_marked(html, item.start, item.end)
        base = (item.quote if item.start is not None else "", paragraph.text if paragraph else item.quote)
        return Row(
            item=item,
            html=with_pictures(html, self.slug, paragraph.version_id) if paragraph else "",
            label=paragraph.label if paragraph else "",
            kind=paragraph.kind if paragraph else "",
            paragraph_id=paragraph.id if paragraph else 0,
            change=as_replacement(item.suggested, *base),
            error=self.errors.get(item.number, ""),
            section=section,
            number=number,
        )

    def choose(self, sent: MultiDict[str, str]) -> None:
        """Takes over what was chosen on this page; what cannot be is kept as it was, and said in `errors`."""
        self.read = self.read.choosing({item.number: self._chosen(item, sent) for item in self.items})

    def _chosen(self, item: Proposed, sent: Mapping[str, str]) -> Proposed:
        n = item.number
        stance = sent.get(f"stance-{n}", item.stance)
        made = replace(
            item,
            take=f"take-{n}" in sent,
            text=(normalised(sent.get(f"text-{n}", item.text)) or "")[:20_000],
            stance=stance if stance in {one.value for one in Stance} else item.stance,
        )
        if not made.placed:
            section, number = sent.get(f"section-{n}", UNCHOSEN), (sent.get(f"number-{n}") or "").strip()
            self.typed[n] = (section, number)
            if section or number:
                try:
                    made = self._put(made, section, number)
                except Refused as refusal:
                    self.errors[n] = refusal.reason
        if made.take and not made.placed:
            self.errors.setdefault(n, NOWHERE)
        return made

    def _put(self, item: Proposed, section: str, number: str) -> Proposed:
        """On the place named by a section's id and a paragraph's number; raises Refused where there is none."""
        chosen = next((n for n, one in enumerate(self.sections) if str(one.id) == section), None)
        if not number:
            if chosen is None:
                if section != WHOLE:
                    raise Refused(NOWHERE)
                return item.put(None, None, WHOLE_DRAFT)
            return item.put(self.sections[chosen].id, None, self.sections[chosen].heading)
        named = [Named(s.number, s.heading, s.level, [p.label for p in s.paragraphs]) for s in self.sections]
        at, which = point(named if chosen is None else named[chosen : chosen + 1], None, number)
        if at is None or which is None:
            raise Refused(f"There is no paragraph {number}.")
        held = self.sections[at if chosen is None else chosen]
        found = held.paragraphs[which]
        return item.put(held.id, found.id, place_in_words(held.heading, found.label), found.text)
