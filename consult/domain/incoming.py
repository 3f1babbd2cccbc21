"""What a file proposes, row by row, as it is kept while somebody confirms it: from a marked-up copy or a response form alike.

Plain values that pass through JSON. What is chosen for each (whether it is taken, where it stands, its stance) is kept with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from consult.domain.anchoring import find
from consult.domain.dispositions import Kind, Stance
from consult.domain.marked_proposals import Certainty, Proposal, Proposals
from consult.domain.marked_sayings import with_words
from consult.domain.places import WHOLE_DRAFT
from consult.domain.refusals import Refused
from consult.domain.response_form import Entries, Entry

MARKED_COPY, RESPONSE_FORM = "marked copy", "response form"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A comment a file proposes. `number` is its own within the file; `origin` says where it stood there.

    `placed` False: `section_id` and `paragraph_id` say nothing yet, and `where` is the section it stood near, "" for unknown.
    `start` and `end` are where its words stand in the paragraph, None for the whole; `quote` is what was marked, as the file
    has it. `sure` False: `notes` say what to look at.
    """

    number: int
    origin: str
    text: str
    where: str
    placed: bool = True
    section_id: int | None = None
    paragraph_id: int | None = None
    quote: str = ""
    start: int | None = None
    end: int | None = None
    suggested: str = ""
    stance: str = Stance.OBSERVATION.value
    kind: str = Kind.COMMENT.value
    notes: tuple[str, ...] = ()
    sure: bool = True
    take: bool = True

    def put(self, section_id: int | None, paragraph_id: int | None, where: str, text: str = "") -> "Proposed":
        """On a place chosen by hand; `text` is the paragraph's. What has no place of its own there stays in the words."""
        made = replace(self, placed=True, section_id=section_id, paragraph_id=paragraph_id, where=where)
        if paragraph_id is None:
            words = self.text if not self.suggested else f"{self.text}\n\nSuggested wording: “{self.suggested}”".strip()
            return replace(made, text=with_words(words, self.quote) if self.quote else words, suggested="")
        try:
            anchor = find(text, self.quote) if self.quote else None
        except Refused:
            return replace(made, text=with_words(self.text, self.quote))
        return replace(made, start=anchor.start, end=anchor.end) if anchor else made


@dataclass(frozen=True, slots=True)
class Untracked:
    """A paragraph of the draft that the file has in other words, though no change of it was tracked."""

    where: str
    draft: str
    copy: str


@dataclass(frozen=True, slots=True)
class Read:
    """All of a file. `doubt` is a sentence where it may not be of this draft, `untaken` what is marked and is no comment."""

    kind: str
    items: tuple[Proposed, ...]
    doubt: str = ""
    untaken: tuple[str, ...] = ()
    untracked: tuple[Untracked, ...] = ()

    @property
    def taking(self) -> int:
        """How many are to be taken."""
        return sum(item.take for item in self.items)

    def choosing(self, chosen: Mapping[int, Proposed]) -> "Read":
        """With some items, by their numbers, as they were chosen."""
        return replace(self, items=tuple(chosen.get(item.number, item) for item in self.items))

    def as_document(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Read":
        """What `as_document` gave, also after a passage through JSON."""
        return cls(
            kind=document["kind"],
            items=tuple(Proposed(**{**item, "notes": tuple(item["notes"])}) for item in document["items"]),
            doubt=document["doubt"],
            untaken=tuple(document["untaken"]),
            untracked=tuple(Untracked(**one) for one in document["untracked"]),
        )


def from_marked(found: Proposals) -> Read:
    """A marked-up copy. Nothing is ticked where it seems to be of another draft, nor what has no place or no words yet.

    Whoever marks a draft does not say that they support or object to it, so each stands as an observation.
    """
    return Read(
        kind=MARKED_COPY,
        items=tuple(_marked(one, doubtful=bool(found.doubt)) for one in found.items),
        doubt=found.doubt,
        untaken=found.untaken,
        untracked=tuple(Untracked(one.place.words, one.draft, one.copy) for one in found.untracked),
    )


def _marked(one: Proposal, *, doubtful: bool) -> Proposed:
    place = one.place or one.offered
    placed = one.place is not None
    at = f", {one.at.day} {one.at:%B %Y}" if one.at else ""
    return Proposed(
        number=one.number,
        origin=f"{one.author or 'Someone unnamed'}{at}",
        text=one.text,
        where=place.words if place else "",
        placed=placed,
        section_id=place.section_id if place else None,
        paragraph_id=one.place.paragraph_id if one.place else None,
        quote=one.quote,
        start=one.anchor.start if one.anchor else None,
        end=one.anchor.end if one.anchor else None,
        suggested=one.wording,
        notes=one.notes,
        sure=one.certainty is Certainty.CERTAIN,
        take=placed and bool(one.text.strip()) and not doubtful,
    )


def from_form(found: Entries, places: Mapping[tuple[str, str], tuple[int | None, int | None, str]]) -> Read:
    """A response form; `places` gives section id, paragraph id and words for each (section key, paragraph key)."""
    return Read(RESPONSE_FORM, tuple(_entered(found.entries, places)))


def _entered(
    entries: Iterable[Entry], places: Mapping[tuple[str, str], tuple[int | None, int | None, str]]
) -> Iterator[Proposed]:
    for number, one in enumerate(entries, 1):
        section_id, paragraph_id, words = places.get((one.section_key, one.paragraph_key), (None, None, WHOLE_DRAFT))
        yield Proposed(
            number=number,
            origin=f"Row {one.row}",
            text=one.text,
            where=words,
            section_id=section_id,
            paragraph_id=paragraph_id,
            quote=one.anchor.exact if one.anchor else "",
            start=one.anchor.start if one.anchor else None,
            end=one.anchor.end if one.anchor else None,
            suggested=one.suggested,
            stance=one.stance.value,
            kind=one.kind.value,
        )
