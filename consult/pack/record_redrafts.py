"""Where comments stood from version to version, and the change logs, as a record gives them away."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from consult.domain.anchoring import Anchor
from consult.domain.record import Spot
from consult.domain.record_redrafts import ChangeLine, PlaceLine, TakenLine
from consult.queries import exporting
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.redrafts import AppliedWording, CommentPlace

SpotOf = Callable[[int, int | None, int | None], Spot]


def spot_on(standing: Comment | CommentPlace, spot_of: SpotOf) -> Spot:
    """Exactly where a comment stands, with the words."""
    spot = spot_of(standing.version_id, standing.section_id, standing.paragraph_id)
    if standing.quote is None or standing.quote_start is None or standing.quote_end is None:
        return spot
    passage = Anchor(
        standing.quote, standing.quote_start, standing.quote_end, standing.quote_prefix, standing.quote_suffix
    )
    return replace(spot, passage=passage)


def places_of(comment: Comment, named: Mapping[int, str], spot_of: SpotOf, *, bare: bool) -> tuple[PlaceLine, ...]:
    """Its places in the versions it was carried through. `bare`: not what tells of its words, which were not given away."""
    whole = (
        PlaceLine(
            spot=spot_on(place, spot_of),
            state=place.state,
            confidence=place.confidence,
            why=place.why,
            review=place.review,
            decided_by=named.get(place.decided_by_id or 0),
            taken=None if place.wording is None else _taken(place.wording, spot_of),
        )
        for place in comment.places
    )
    if not bare:
        return tuple(whole)
    return tuple(replace(one, spot=replace(one.spot, passage=None), why="", taken=None) for one in whole)


def _taken(wording: AppliedWording, spot_of: SpotOf) -> TakenLine:
    paragraph = wording.paragraph
    return TakenLine(spot_of(paragraph.version_id, paragraph.section_id, paragraph.id), wording.applied, wording.note)


def change_lines(
    session: Session, consultation: Consultation, named: Mapping[int, str], spot_of: SpotOf
) -> Iterator[ChangeLine]:
    """Why sections changed, version by version in the order of the sections; those deleted first."""
    found = [
        ChangeLine(
            version=number,
            spot=spot_of(section.version_id, section.id, None),
            why=entry.why,
            by=named[entry.written_by_id],
            at=entry.written_at,
        )
        for entry, section, number in exporting.explained(session, consultation)
    ]
    yield from sorted(found, key=lambda line: (line.version, line.spot.version, line.spot.section or 0))
