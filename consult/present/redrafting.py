"""What becomes of paragraphs and comments in a redraft, told by the numbers people read."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from consult.actions import redrafts as actions
from consult.domain.anchoring import Anchor
from consult.domain.numbering import COMMENT, reference
from consult.domain.outline import Outline
from consult.domain.places import place_in_words
from consult.queries import redrafts
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion
from consult.store.redrafts import PlannedPlace


class Names:
    """The paragraphs of a draft by what people call them: their number or, where that is not unique, with their section."""

    def __init__(self, draft: Outline) -> None:
        self._draft = draft
        labels = Counter(paragraph.label for paragraph in draft.paragraphs)
        long = [self._long(n) for n in range(len(draft.paragraphs))]
        self._names = [
            paragraph.label if paragraph.label and labels[paragraph.label] == 1 else long[n]
            for n, paragraph in enumerate(draft.paragraphs)
        ]

    def paragraph(self, position: int) -> str:
        """ "12"; "Prevent, paragraph 12" where there is more than one 12; "Prevent, unnumbered paragraph 2"."""
        return self._names[position]

    def section(self, position: int) -> str:
        """Its number and heading."""
        section = self._draft.sections[position]
        return f"{section.number} {section.heading}".strip()

    def _long(self, position: int) -> str:
        section = self._draft.section_of[position]
        label = self._draft.paragraphs[position].label
        unnumbered = [n for n in self._draft.positions(section) if not self._draft.paragraphs[n].label]
        return place_in_words(self.section(section), label, 0 if label else unnumbered.index(position) + 1)


def account(session: Session, consultation: Consultation, version: DraftVersion) -> dict[str, Any]:
    """What becomes of every paragraph and comment if a planned draft is published, as JSON values.

    `{"paragraphs": [{"from", "to", "was"}], "comments": [{"reference", "from", "to", "state", "confidence", "review", "why"}]}`
    with the paragraphs' numbers as printed in each version.
    """
    pairing = actions.pairing(session, consultation, version)
    old, new = Names(pairing.old), Names(pairing.new)
    paragraphs: list[dict[str, Any]] = [
        {"from": old.paragraph(n), "to": [new.paragraph(to) for to in fate.to], "was": fate.was.value}
        for n, fate in enumerate(pairing.fates)
    ]
    paragraphs += [
        {"from": None, "to": [new.paragraph(n)], "was": origin.was.value}
        for n, origin in enumerate(pairing.origins)
        if not origin.of
    ]
    planned = redrafts.planned(session, version.id)
    standing = redrafts.standing_on(session, redrafts.current(session, consultation).id)
    return {
        "paragraphs": paragraphs,
        "comments": [_comment(comment, planned[comment.id], old, new, pairing.new) for comment in standing],
    }


def _comment(comment: Comment, row: PlannedPlace, old: Names, new: Names, draft: Outline) -> dict[str, Any]:
    anchor: Anchor | None = actions.anchor_of(comment)
    was = _place(
        old,
        comment.section.position if comment.section else None,
        comment.paragraph.position if comment.paragraph else None,
        anchor.exact if anchor else None,
    )
    to = None if row.state == "orphaned" else _place(new, row.section, row.paragraph, _words(draft.paragraphs, row))
    return {
        "reference": reference(COMMENT, comment.number),
        "from": was,
        "to": to,
        "state": row.state,
        "confidence": round(row.confidence, 2),
        "review": row.review and row.decision is None,
        "why": row.why,
    }


def _words(paragraphs: Sequence[Any], row: PlannedPlace) -> str | None:
    if row.paragraph is None or row.start is None:
        return None
    text: str = paragraphs[row.paragraph].text
    return text[row.start : row.end]


def _place(names: Names, section: int | None, paragraph: int | None, quote: str | None) -> dict[str, str | None]:
    return {
        "section": None if section is None else names.section(section),
        "paragraph": None if paragraph is None else names.paragraph(paragraph),
        "quote": quote,
    }
