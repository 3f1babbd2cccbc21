"""What a record says of its versions: where comments stood in each, and why sections changed."""

from consult.domain.placements import State
from consult.domain.record import Spot
from consult.domain.record_redrafts import MADE, ChangeLine, PlaceLine, TakenLine
from consult.importing.records import shapes
from consult.importing.records.fields import Fields

_STATES = (MADE, *State)
_LONGEST_WHY = 2_000
_NOWHERE = Spot(1)


def places(fields: Fields) -> tuple[PlaceLine, ...]:
    """`"places": [{"anchor": {…}, "state": "made", "confidence": 1.0, …}, …]`: one for each version, the earliest first."""
    found = tuple(_place(one) for one in fields.objects("places"))
    if found and (found[0].state != MADE or any(one.state == MADE for one in found[1:])):
        fields.fault("The first of “places” is where it was made, and no other; leave “places” as it was exported")
    return found


def _place(fields: Fields) -> PlaceLine:
    state, wording = fields.given("state"), fields.object("wording")
    if state not in _STATES:
        fields.fault(f"“state” must be one of: {', '.join(_STATES)}")
    found = PlaceLine(
        spot=_spot(fields),
        state=str(state),
        confidence=fields.share("confidence"),
        why=fields.verbatim("why", _LONGEST_WHY),
        review=bool(fields.flag("review")),
        decided_by=shapes.who(fields, "decided_by") if fields.given("decided_by") is not None else None,
        taken=None if wording is None else _taken(wording),
    )
    fields.pass_over()
    return found


def _taken(fields: Fields) -> TakenLine:
    found = TakenLine(_spot(fields), bool(fields.flag("applied")), fields.verbatim("note", _LONGEST_WHY))
    if found.spot.paragraph is None:
        fields.fault("“anchor” names no paragraph whose wording was taken; leave it as it was exported")
    fields.pass_over()
    return found


def _spot(fields: Fields) -> Spot:
    spot = shapes.spot(fields)
    if spot is None and fields.values.get("anchor") is None:
        fields.fault("“anchor” is missing; leave it as it was exported")
    return spot or _NOWHERE


def change(fields: Fields) -> ChangeLine:
    """`{"type": "change", "version": 2, "anchor": {"version": 2, "position": [3, null]}, "why": …, "by": …, "at": …}`."""
    version = fields.number("version", 1, 10_000)
    if version is None:
        fields.fault("“version” is missing; give the number of the version that changed the section")
    found = ChangeLine(
        version=version or 1,
        spot=_spot(fields),
        why=fields.text("why"),
        by=shapes.who(fields, "by"),
        at=fields.time("at"),
        where=fields.where,
    )
    if found.spot.section is None:
        fields.fault("“anchor” names no section; leave it as it was exported")
    return found
