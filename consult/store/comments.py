"""Comments, and the answers authorities give to comments and to questions."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.approving import Answered, whole
from consult.store.base import Base
from consult.store.drafts import Paragraph, Section
from consult.store.people import Body, Person
from consult.store.receiving import ENTERED_WHOLE, REJECTED_WHOLE, Contributed
from consult.store.redrafts import CommentPlace
from consult.store.sealing import Exemption, Redaction

if TYPE_CHECKING:
    from consult.store.commitments import Commitment
    from consult.store.work import AnswerGroup


class Comment(Contributed, Base):
    """What a member says on a paragraph, a section (paragraph None) or the whole draft (section None too).

    `body_id` is the appointing council at the time; `authority_id` who is to answer. The quote is kept as the W3C's text
    quote and text position selectors have it: exact words, up to 32 characters before and after, offsets into the
    paragraph's text. `form_key` is the form it came from: the same form sent twice makes one comment.
    """

    __tablename__ = "comment"
    __table_args__ = (
        UniqueConstraint("consultation_id", "number"),
        UniqueConstraint("author_id", "form_key"),
        Index("ix_comment_place", "consultation_id", "section_id"),
        Index("ix_comment_version_id_section_id", "version_id", "section_id"),
        CheckConstraint("paragraph_id is null or section_id is not null", name="paragraph_in_section"),
        CheckConstraint("stance in ('support', 'support with conditions', 'object', 'observation')", name="stance"),
        CheckConstraint("kind in ('comment', 'drafting point')", name="kind"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_at is not null)", name="withdrawn"),
        CheckConstraint(
            "(quote is null) = (quote_start is null) and (quote is null) = (quote_end is null)"
            " and (quote is null or paragraph_id is not null)",
            name="quote_whole",
        ),
        CheckConstraint(ENTERED_WHOLE, name="entered_whole"),
        CheckConstraint(REJECTED_WHOLE, name="rejected_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    version_id: Mapped[int] = mapped_column(ForeignKey("draft_version.id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))
    paragraph_id: Mapped[int | None] = mapped_column(ForeignKey("paragraph.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    authority_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20), default="comment")
    stance: Mapped[str] = mapped_column(String(30))
    text: Mapped[str] = mapped_column(Text)
    suggested_wording: Mapped[str | None] = mapped_column(Text)
    quote: Mapped[str | None] = mapped_column(Text)
    quote_prefix: Mapped[str] = mapped_column(Text, default="")
    quote_suffix: Mapped[str] = mapped_column(Text, default="")
    quote_start: Mapped[int | None]
    quote_end: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(20), default="received")
    form_key: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    author: Mapped[Person] = relationship(lazy="raise", foreign_keys=[author_id])
    body: Mapped[Body | None] = relationship(lazy="raise", foreign_keys=[body_id])
    authority: Mapped[Body] = relationship(lazy="raise", foreign_keys=[authority_id])
    section: Mapped[Section | None] = relationship(lazy="raise")
    paragraph: Mapped[Paragraph | None] = relationship(lazy="raise")
    places: Mapped[list[CommentPlace]] = relationship(lazy="raise", order_by=CommentPlace.version_id)
    responses: Mapped[list["Response"]] = relationship(lazy="raise", back_populates="comment")
    exemption: Mapped[Exemption | None] = relationship(lazy="raise")
    redactions: Mapped[list[Redaction]] = relationship(lazy="raise", order_by=Redaction.id)


class Support(Base):
    """A member supports another's comment instead of repeating it."""

    __tablename__ = "support"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    at: Mapped[datetime]


class Response(Answered, Base):
    """An authority's answer to one comment or one question: drafted, approved, released (R20). Who and when go together.

    A holding reply stands beside the answer, goes the same way, and is not counted as one. Sent back, it waits for its
    authority to write it anew; `group_id` names the group of comments it is given to together.
    """

    __tablename__ = "response"
    __table_args__ = (
        UniqueConstraint("comment_id", "authority_id", "holding"),
        UniqueConstraint("question_id", "authority_id", "holding"),
        CheckConstraint("(comment_id is null) != (question_id is null)", name="one_item"),
        CheckConstraint("(disposition is null) = (comment_id is null or holding)", name="comments_have_dispositions"),
        *whole(),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))
    authority_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    holding: Mapped[bool] = mapped_column(default=False)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("answer_group.id"), index=True)
    disposition: Mapped[str | None] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")
    resulting_wording: Mapped[str] = mapped_column(Text, default="")

    authority: Mapped[Body] = relationship(lazy="raise")
    comment: Mapped[Comment | None] = relationship(lazy="raise", back_populates="responses")
    group: Mapped["AnswerGroup | None"] = relationship(lazy="raise")
    exemption: Mapped[Exemption | None] = relationship(lazy="raise")
    unsettled: Mapped[list["Unsettled"]] = relationship(lazy="raise", order_by="Unsettled.at")
    undertakings: Mapped[list["Commitment"]] = relationship(
        lazy="raise", order_by="Commitment.number", back_populates="response"
    )


class Unsettled(Base):
    """Its author says that an answer does not settle a comment or question, and why; it prints (R9)."""

    __tablename__ = "unsettled"

    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]

    person: Mapped[Person] = relationship(lazy="raise")
