"""A published version is taken back whole, or the place of one comment in it is put right."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene, stage
from consult.actions.carrying import MADE, follow, put, quote
from consult.actions.receiving import ensure_text
from consult.actions.recording import record
from consult.actions.redrafts import Picked, place_picked
from consult.domain.documents import from_document
from consult.domain.lifecycle import Stage
from consult.domain.numbering import COMMENT, reference
from consult.domain.outline import outline
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.placements import State
from consult.domain.refusals import Refused
from consult.queries import redrafts
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion
from consult.store.redrafts import CommentPlace


def withdraw_version(
    session: Session, *, consultation: Consultation, version: DraftVersion, reason: str, by: Actor | None, now: datetime
) -> None:
    """Takes the current version back: the one before it is current again, and everything stands where it stood.

    Its number is not used again. `by` None is the operator. Raises Refused for the first version, for one that is not
    current, after adoption, and where comments have been made on it since.
    """
    ensure(by, Act.RUN, scene(consultation, now))
    if stage(consultation, now) is Stage.ADOPTED:
        raise Refused("The strategy has been adopted, so its text does not change any more.")
    if version.number != consultation.current_version or version.based_on_id is None:
        raise Refused("Only the latest version can be withdrawn, and only if there is one before it.")
    before = session.get_one(DraftVersion, version.based_on_id)
    carried = redrafts.places_in(session, version.id)
    standing = redrafts.standing_on(session, version.id)
    _ensure_untouched(session, version, standing, carried)
    said = ensure_text(reason, what="why it is withdrawn, so that members know", field="reason")
    stood = redrafts.places_in(session, before.id)
    for comment in standing:
        put(comment, stood[comment.id])
    follow(session, version, before)
    version.withdrawn_at, version.withdrawal_reason = now, said
    consultation.current_version = before.number or 0
    record(
        session, "withdraw draft", f"draft version {version.number}", consultation=consultation, by=by, now=now,
        reason=said, current=before.number,
    )  # fmt: skip


def _ensure_untouched(
    session: Session, version: DraftVersion, standing: Sequence[Comment], carried: Mapping[int, CommentPlace]
) -> None:
    """Raises Refused where something was said on a version that would have no place without it."""
    since = version.published_at
    own = sum(
        c.id not in carried or (c.changed_at is not None and since is not None and c.changed_at > since)
        for c in standing
    )
    what = "1 comment has" if own == 1 else f"{own} comments have"
    if not own:
        own = redrafts.asked_on(session, version)
        what = "1 question or request has" if own == 1 else f"{own} questions and requests have"
    if own:
        raise Refused(
            f"{what} been made on version {version.number} since, so it stands. Publish another version instead."
        )


def put_elsewhere(
    session: Session, *, consultation: Consultation, comment: Comment, picked: Picked, by: Actor, now: datetime
) -> None:
    """After a version is published, the clerk corrects where a comment that was carried to it stands. Raises Refused."""
    ensure(by, Act.RUN, scene(consultation, now))
    version = redrafts.current(session, consultation)
    place = session.get(CommentPlace, (comment.id, version.id))
    if place is None or place.state == MADE:  # it came back from a version that was withdrawn
        raise Refused("It was made on this version, so it stands where its author put it.")
    found = place_picked(outline(from_document(version.document)), picked)
    before = [place.section_id, place.paragraph_id, place.quote]
    sections, paragraphs = redrafts.sections_of(session, version.id), redrafts.paragraphs_of(session, version.id)
    place.section_id = None if found.section is None else sections[found.section].id
    place.paragraph_id = None if found.paragraph is None else paragraphs[found.paragraph].id
    place.quote = place.quote_start = place.quote_end = None
    place.quote_prefix = place.quote_suffix = ""
    if found.paragraph is not None and found.anchor is not None:
        quote(place, paragraphs[found.paragraph].text, found.anchor.start, found.anchor.end)
    place.state, place.review, place.decided_by_id = State.MOVED.value, False, by.person_id
    place.why = "The clerk put it here."
    put(comment, place)
    record(
        session, "put elsewhere", f"comment {reference(COMMENT, comment.number)}", consultation=consultation, by=by, now=now,
        before=before, after=[place.section_id, place.paragraph_id, place.quote],
    )  # fmt: skip
