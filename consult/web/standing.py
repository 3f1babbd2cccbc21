"""Which comments stand where in a version of the draft: the current one, or an earlier one as it stood."""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cached_property

from sqlalchemy.orm.attributes import set_committed_value

from consult.domain.lifecycle import ItemState
from consult.queries import comments, redrafts
from consult.store.comments import Comment
from consult.store.drafts import DraftVersion
from consult.store.redrafts import CommentPlace
from consult.web.guards import Here

_PLACED = (
    "version_id", "section_id", "paragraph_id", "section", "paragraph", "quote", "quote_prefix", "quote_suffix", "quote_start",
    "quote_end",
)  # fmt: skip


class Standing:
    """The comments of one version, each where it stands there."""

    def __init__(self, here: Here, version: DraftVersion) -> None:
        self.here, self.version = here, version
        self.is_current = version.number == here.consultation.current_version

    def on_sections(self, section_ids: Collection[int]) -> Sequence[Comment]:
        """Those on some sections and their paragraphs, in the order received."""
        if self.is_current:
            return comments.on_sections(self.here.session, self.here.consultation, list(section_ids))
        return [comment for comment in self._as_it_stood if comment.section_id in section_ids]

    def counts(self) -> dict[int | None, int]:
        """How many stand on each section (None: on the whole draft), without those withdrawn and rejected."""
        if self.is_current:
            return comments.counts_by_section(self.here.session, self.version.id)
        standing = (comment for comment in self._as_it_stood if comment.state == ItemState.RECEIVED.value)
        return Counter(comment.section_id for comment in standing)

    def at_place(
        self, section_id: int | None, paragraph_id: int | None, *, page: int, size: int
    ) -> tuple[Sequence[Comment], int]:
        """One page (from 1) of those on a paragraph, on a whole section or on the whole draft, and how many there are."""
        if self.is_current:
            return comments.at_place(
                self.here.session,
                self.here.consultation,
                self.version.id,
                section_id,
                paragraph_id,
                page=page,
                size=size,
            )
        found = [c for c in self._as_it_stood if (c.section_id, c.paragraph_id) == (section_id, paragraph_id)]
        return found[(page - 1) * size : page * size], len(found)

    @cached_property
    def _as_it_stood(self) -> list[Comment]:
        """Carried to this version or on from it."""
        session, consultation = self.here.session, self.here.consultation
        return [_stand(*row) for row in redrafts.with_places(session, consultation, self.version.id)]


def _stand(comment: Comment, place: CommentPlace) -> Comment:
    """The comment where it stood, for showing alone: nothing of it is written to the database."""
    for name in _PLACED:
        set_committed_value(comment, name, getattr(place, name))
    return comment
