"""Versions of a record published one after the other, and what became of comments on the way."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions import change_log, drafts, people, versions
from consult.actions.carrying import put, quote
from consult.actions.loading.state import State
from consult.domain.record import CommentLine, Spot, Version
from consult.domain.record_redrafts import ChangeLine, PlaceLine
from consult.domain.refusals import Refused
from consult.queries import drafts as drafts_read
from consult.queries import redrafts
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.redrafts import AppliedWording, ChangeLogEntry, CommentPlace


def publish_all(
    session: Session, consultation: Consultation, published: tuple[Version, ...], source: str, data: bytes
) -> None:
    """Publishes a record's versions in order, and takes back those that were withdrawn. Raises Refused."""
    told = {version.number: version for version in published}
    for version in published:
        if version.number > 1:
            _take_back(session, consultation, told, until=version.based_on or version.number - 1)
        _publish(session, consultation, version, source, data)
    _take_back(session, consultation, told, until=None)


def _take_back(session: Session, consultation: Consultation, told: dict[int, Version], *, until: int | None) -> None:
    """Withdraws the latest versions down to `until`; with None, those that say they were withdrawn."""
    while until != consultation.current_version:
        current = told.get(consultation.current_version)
        if current is None or current.withdrawn_at is None:
            if until is None:
                return
            raise Refused(
                f"A version follows version {until}, but version {consultation.current_version} stands between them."
            )
        versions.withdraw_version(
            session, consultation=consultation, version=redrafts.current(session, consultation),
            reason=current.withdrawal_reason, by=None, now=current.withdrawn_at,
        )  # fmt: skip


def _publish(session: Session, consultation: Consultation, version: Version, source: str, data: bytes) -> None:
    at = version.published_at
    row = drafts.import_draft(
        session, consultation=consultation, draft=version.draft, source_name=source[:255], source=data, by=None, now=at
    )
    row.origin = version.origin.value
    drafts.publish(session, consultation=consultation, version=row, by=None, now=at)
    sections = list(drafts_read.sections(session, row))
    named = {
        section.id: people.body_named(session, name).id if name else None
        for section, name in zip(sections, version.authorities, strict=True)
    }
    drafts.assign_sections(session, consultation=consultation, sections=sections, authorities=named, by=None, now=at)


def made_at(line: CommentLine) -> CommentLine:
    """The line as it was when its author wrote it: where it was made. A suggested wording wants a paragraph to be for."""
    if not line.places or (line.places[0].spot.paragraph is None and line.spot and line.spot.paragraph is not None):
        return line
    spot = line.places[0].spot
    return replace(line, spot=spot, quote=spot.passage.exact if spot.passage else None)


def carry_on(state: State, line: CommentLine, made: Comment) -> None:
    """Puts a comment where it stands now, and notes where it stood in every version. Raises Refused."""
    if not line.places or line.spot is None:
        return
    put(made, _standing(state, made, line.spot))
    for place in line.places:
        state.session.add(_noted(state, made, place))
        if place.taken is not None:
            state.session.add(_taken(state, made, place))
    state.session.flush()


def _standing(state: State, made: Comment, spot: Spot) -> CommentPlace:
    place, passage = state.places.at(spot), spot.passage
    row = CommentPlace(
        comment_id=made.id,
        version_id=place.version.id,
        section_id=place.section.id if place.section else None,
        paragraph_id=place.paragraph.id if place.paragraph else None,
        quote_prefix="",
        quote_suffix="",
    )
    if passage is not None:
        quote(row, place.paragraph.text if place.paragraph else "", passage.start, passage.end)
        if (row.quote, row.quote_prefix, row.quote_suffix) != (passage.exact, passage.prefix, passage.suffix):
            raise Refused("The words quoted do not stand where “places” says. Leave it as it was exported.")
    return row


def _noted(state: State, made: Comment, place: PlaceLine) -> CommentPlace:
    row = _standing(state, made, place.spot)
    row.state, row.confidence, row.why, row.review = place.state, place.confidence, place.why, place.review
    if place.decided_by is not None:
        row.decided_by_id = state.cast.anyone(place.decided_by).person_id
    return row


def _taken(state: State, made: Comment, place: PlaceLine) -> AppliedWording:
    taken = place.taken
    paragraph = state.places.at(taken.spot).paragraph if taken else None
    if taken is None or paragraph is None:
        raise Refused("“wording” names no paragraph. Leave it as it was exported.")
    version = state.places.version(place.spot.version).version
    return AppliedWording(
        version_id=version.id, comment_id=made.id, paragraph_id=paragraph.id, applied=taken.applied, note=taken.note
    )


def enter_change(state: State, line: ChangeLine) -> None:
    """Says why a section changed, unless that is said already. Raises Refused where something else is said."""
    state.ensure_past(line.at)
    laid, section = state.places.version(line.version), state.places.at(line.spot).section
    if section is None:
        raise Refused("“anchor” names no section. Leave it as it was exported.")
    there = state.session.scalar(select(ChangeLogEntry).where(ChangeLogEntry.section_id == section.id))
    if there is not None:
        if there.why != line.why:
            raise Refused(f"The change log says something else of “{section.heading}”. Take this line out.")
        return
    by = state.cast.anyone(line.by)
    change_log.explain(
        state.session, consultation=state.consultation, version=laid.version, section=section,
        authority_id=next(iter(sorted(by.authorities())), None), why=line.why, revision=0, by=by, now=line.at,
    )  # fmt: skip
    state.new["change log"] += 1
