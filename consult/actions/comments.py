"""A member comments, changes the comment while the window is open, withdraws it, or supports another's."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions.allowing import contribution, ensure, scene
from consult.actions.arriving import columns, ensure_may_come, recorded
from consult.actions.receiving import ensure_text, next_number, speaks_for, take_approvals_back
from consult.actions.recording import record
from consult.domain.anchoring import passage
from consult.domain.arriving import Entered
from consult.domain.dispositions import Kind, Stance
from consult.domain.lifecycle import ItemState
from consult.domain.numbering import COMMENT, reference
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.places import owners
from consult.domain.refusals import Refused
from consult.queries import drafts
from consult.store.comments import Comment, Support
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Paragraph, Section
from consult.store.redrafts import CommentPlace


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comment stands: on a paragraph, on a section, or (both None) on the whole draft.

    `authority_id` is who answers there, None where that is still to be looked up.
    """

    version: DraftVersion
    section: Section | None = None
    paragraph: Paragraph | None = None
    authority_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """What a member writes. `quote` is "" for the whole paragraph; `suggested` is "" where no other wording is proposed.

    `start` and `end` are where the quoted words were marked in the paragraph's text, None where they were only typed.
    """

    stance: Stance
    text: str
    quote: str = ""
    suggested: str = ""
    kind: Kind = Kind.COMMENT
    start: int | None = None
    end: int | None = None


def submit(
    session: Session,
    *,
    consultation: Consultation,
    place: Place,
    wording: Wording,
    form_key: str,
    by: Actor,
    now: datetime,
    entered: Entered | None = None,
) -> Comment:
    """Receives a comment and numbers it. The same form sent twice makes one comment.

    `entered` is how it came where the clerk enters it for its author, `by`; that is allowed after the window too (R11).
    Raises Refused outside the window, for somebody not on the panel, for no text, and for quoted words that cannot be found.
    """
    already = session.scalar(select(Comment).where(Comment.author_id == by.person_id, Comment.form_key == form_key))
    if already is not None:
        return already
    ensure_may_come(consultation, Act.COMMENT, author=by, entered=entered, now=now)
    came = columns(consultation, entered, now)
    comment = Comment(
        consultation_id=consultation.id,
        version_id=place.version.id,
        section_id=place.section.id if place.section else None,
        paragraph_id=place.paragraph.id if place.paragraph else None,
        author_id=by.person_id,
        body_id=speaks_for(by),
        authority_id=_authority_for(session, consultation, place),
        state=ItemState.RECEIVED.value,
        form_key=form_key,
        received_at=now,
        **came,
    )
    _write(comment, place.paragraph, wording)
    comment.number = next_number(session, consultation, Consultation.comments_numbered)
    session.add(comment)
    session.flush()
    record(
        session, "comment", f"comment {reference(COMMENT, comment.number)}", consultation=consultation,
        by=entered.by if entered else by, now=now, after=_as_recorded(comment), **recorded(by, came),
    )  # fmt: skip
    return comment


def change(
    session: Session, *, consultation: Consultation, comment: Comment, wording: Wording, by: Actor, now: datetime
) -> None:
    """Changes a comment while the window is open; the record keeps what it said before. Approved answers wait again."""
    ensure(by, Act.CHANGE_CONTRIBUTION, contribution(consultation, now, comment))
    before = _as_recorded(comment)
    paragraph = session.get(Paragraph, comment.paragraph_id) if comment.paragraph_id else None
    if paragraph is None and comment.suggested_wording:  # its paragraph is gone: the wording stays as it was suggested
        wording = replace(wording, suggested="")
        kept: str | None = comment.suggested_wording
    else:
        kept = None
    _write(comment, paragraph, wording)
    comment.suggested_wording = comment.suggested_wording or kept
    _keep_its_place(session, comment)
    after = _as_recorded(comment)
    if after == before:
        return
    comment.changed_at = now
    record(
        session, "change comment", f"comment {reference(COMMENT, comment.number)}", consultation=consultation, by=by,
        now=now, before=before, after=after, **take_approvals_back(session, comment),
    )  # fmt: skip


def withdraw(session: Session, *, consultation: Consultation, comment: Comment, by: Actor, now: datetime) -> None:
    """Takes a comment back. Its number stays, with a placeholder; the text is kept in the record only."""
    ensure(by, Act.CHANGE_CONTRIBUTION, contribution(consultation, now, comment))
    comment.state, comment.withdrawn_at = ItemState.WITHDRAWN.value, now
    record(
        session, "withdraw", f"comment {reference(COMMENT, comment.number)}", consultation=consultation, by=by, now=now
    )


def support(session: Session, *, consultation: Consultation, comment: Comment, by: Actor, now: datetime) -> None:
    """Supports another member's comment. Asked twice, it changes nothing.

    Raises Refused outside the window, for somebody not on the panel, and for one's own comment or a withdrawn one.
    """
    ensure(by, Act.COMMENT, scene(consultation, now, comment))
    if comment.author_id == by.person_id:
        raise Refused("This comment is your own. Members can support each other’s comments.")
    if comment.state != ItemState.RECEIVED.value:
        raise Refused("This comment has been withdrawn.")
    if session.get(Support, (comment.id, by.person_id)) is not None:
        return
    session.add(Support(comment_id=comment.id, person_id=by.person_id, body_id=speaks_for(by), at=now))
    record(
        session, "support", f"comment {reference(COMMENT, comment.number)}", consultation=consultation, by=by, now=now
    )


def unsupport(session: Session, *, consultation: Consultation, comment: Comment, by: Actor, now: datetime) -> None:
    """Takes one's support of a comment back while the window is open; without any there is nothing to do."""
    ensure(by, Act.COMMENT, scene(consultation, now, comment))
    given = session.get(Support, (comment.id, by.person_id))
    if given is None:
        return
    session.delete(given)
    record(
        session,
        "end support",
        f"comment {reference(COMMENT, comment.number)}",
        consultation=consultation,
        by=by,
        now=now,
    )


def _write(comment: Comment, paragraph: Paragraph | None, wording: Wording) -> None:
    comment.kind, comment.stance = wording.kind.value, wording.stance.value
    comment.text = ensure_text(wording.text, what="your comment")
    comment.suggested_wording = wording.suggested.strip() or None
    if comment.suggested_wording and paragraph is None:
        raise Refused(
            "Wording can be suggested for a paragraph. Open the paragraph’s own Comment link.", field="suggested"
        )
    if len(comment.suggested_wording or "") > 2 * len(paragraph.text if paragraph else "") + 10_000:
        raise Refused("The suggested wording is far longer than the paragraph it is for", field="suggested")
    _anchor(comment, paragraph, wording)


def _anchor(comment: Comment, paragraph: Paragraph | None, wording: Wording) -> None:
    if not wording.quote.strip():
        comment.quote = comment.quote_start = comment.quote_end = None
        comment.quote_prefix = comment.quote_suffix = ""
        return
    if paragraph is None:
        raise Refused("Words can be quoted from a paragraph. Open the paragraph’s own Comment link.", field="quote")
    anchor = passage(paragraph.text, wording.quote, wording.start, wording.end)
    comment.quote, comment.quote_start, comment.quote_end = anchor.exact, anchor.start, anchor.end
    comment.quote_prefix, comment.quote_suffix = anchor.prefix, anchor.suffix


def _keep_its_place(session: Session, comment: Comment) -> None:
    """Its place in the version it was carried to is on the same words as the comment itself."""
    place = session.get(CommentPlace, (comment.id, comment.version_id))
    if place is not None:
        place.quote, place.quote_start, place.quote_end = comment.quote, comment.quote_start, comment.quote_end
        place.quote_prefix, place.quote_suffix = comment.quote_prefix, comment.quote_suffix


def _authority_for(session: Session, consultation: Consultation, place: Place) -> int:
    """The authority that owns the section; for the whole draft, the one that leads."""
    owner = place.authority_id or consultation.lead_authority_id
    if place.section is not None and place.authority_id is None:
        sections = drafts.sections(session, place.version)
        owner = owners(sections, consultation.lead_authority_id)[place.section.position]
    if owner is None:
        raise Refused(
            "The clerk has not said yet which authority answers here. Ask the clerk to name one, then send again."
        )
    return owner


def _as_recorded(comment: Comment) -> dict[str, object]:
    names = ("kind", "stance", "text", "suggested_wording", "quote", "quote_start", "section_id", "paragraph_id")
    return {name: getattr(comment, name) for name in names}
