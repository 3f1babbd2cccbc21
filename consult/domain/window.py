"""What setting the commenting window anew brings about, said before it is done."""

from datetime import datetime
from zoneinfo import ZoneInfo

from consult.domain.calendar import moment
from consult.domain.lifecycle import Stage


def consequences(
    stage: Stage, until: datetime | None, *, opens: datetime, closes: datetime, now: datetime, zone: ZoneInfo
) -> list[str]:
    """Sentences on what a clerk may not mean; none where there is nothing to warn of.

    `stage` and `until` are the consultation's stage and closing time as they are; `opens` and `closes` are to come.
    """
    said = _first(stage, until, opens, closes, now, zone)
    if said and stage in (Stage.OPEN, Stage.RESPONDING):
        said.append("Nobody is told by email: tell the panel and the authorities yourself.")
    return said


def _first(
    stage: Stage, until: datetime | None, opens: datetime, closes: datetime, now: datetime, zone: ZoneInfo
) -> list[str]:
    ended, begun = closes <= now, opens <= now
    closing, opening = moment(closes, zone), moment(opens, zone)
    if ended and stage is Stage.OPEN:
        return [
            f"The window is open now, and the closing time you entered, {closing}, has passed: it closes at once. Members "
            "can no longer comment, ask, or change what they have written."
        ]
    if ended:
        return [f"The closing time you entered, {closing}, has passed: nobody can comment or ask."]
    if stage is Stage.OPEN and not begun:
        return [
            f"The window is open now. It closes at once and opens again at {opening}: until then members cannot comment, "
            "ask, or change what they have written."
        ]
    if stage is Stage.OPEN and until is not None and closes < until:
        return [
            f"The window is open now. Members have until {closing}, not until {moment(until, zone)} as they were told."
        ]
    if stage is Stage.RESPONDING:
        when = "at once" if begun else f"at {opening}"
        return [
            f"The window has closed. It opens again {when}: members can comment and ask, and change what they wrote even "
            "where an authority has begun to answer it."
        ]
    return []
