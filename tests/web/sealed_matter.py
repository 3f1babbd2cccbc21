"""A consultation with one of everything that is kept from somebody: what each holds stands there and nowhere else."""

from dataclasses import dataclass
from typing import Any

from consult.actions import exempting, lateness, redacting, rejecting, settling
from consult.actions.exempting import Matter
from consult.domain.dispositions import Disposition, Stance
from consult.domain.exemption import Sealed
from consult.domain.rejections import Rejection
from tests.factories import COUNTY, Play

EXEMPT = frozenset({
    "avocet-said", "bunting-suggested", "curlew-answered", "dunlin-unsettled", "egret-asked", "fulmar-held",
    "gadwall-alone", "hobby-reason", "ibis-wording", "jackdaw-requested", "kestrel-supplied", "linnet-promised",
    "merlin-why",
})  # fmt: skip
"""Exempt comments, questions, requests and answers, all put to the county council, and why they are."""

REJECTED = frozenset({"nuthatch-rejected", "osprey-suggested", "pipit-asked", "quail-note"})
"""What the member's rejected comment and question said, and the clerk's note."""

REDACTED = "razorbill"
"""A word that stood in a comment, its answer, its history and a request born of it."""

OPEN = frozenset({"siskin-late", "teal-said", "wheatear-redacted-because"})
"""What everyone reads: why something is late, what was said beside what is kept back, why words were redacted."""

ALL = EXEMPT | REJECTED | {REDACTED} | OPEN
INSIDE = ("member", "other_member", "co_opted", "chair", "clerk", "lead", "officer")
OUTSIDE = ("observer", "other_lead", "other_officer")


@dataclass(frozen=True)
class SealedMatter:
    """C-0001 is exempt, C-0002 rejected, C-0003 redacted, C-0004 late with an exempt answer, C-0005 exempt and confidential,
    its answer being shared by nobody. Q-0001 is exempt, Q-0002 rejected. IR-0001 is exempt; U-0001 was promised in the exempt
    answer; IR-0002 came of C-0003.
    """

    play: Play
    needles: frozenset[str] = ALL


def seen_by(who: str) -> frozenset[str]:
    """The needles somebody may read."""
    exempt = EXEMPT if who in INSIDE else frozenset()
    rejected = REJECTED if who in {"member", "clerk"} else frozenset()
    redacted = {REDACTED} if who == "clerk" else set()
    return frozenset(OPEN | exempt | rejected | redacted)


def sealed_matter(play: Play) -> SealedMatter:
    """Plays it, in an open window."""
    cast, clerk = play.cast, play.actor(play.cast.clerk)
    facts: dict[str, Any] = {"consultation": play.consultation, "by": clerk, "now": play.now}
    said = play.comment(on="1", text="avocet-said", suggested="Schools bunting-suggested refer.", stance=Stance.OBJECT)
    answer = play.release(play.answer(said, "curlew-answered", disposition=Disposition.NOTED))
    settling.not_settled(
        play.session, consultation=play.consultation, item=play.again(said), response=answer, reason="dunlin-unsettled",
        by=play.actor(cast.member), now=play.now,
    )  # fmt: skip
    refused = play.comment(on="1", text="nuthatch-rejected", suggested="Schools osprey-suggested refer.")
    redacted = play.comment(on="3", text=f"teal-said by {REDACTED}.", by=cast.chair)
    play.release(play.answer(redacted, f"We asked {REDACTED}."))
    late = play.comment(on="2(a)", text="Something openly said.", by=cast.chair)
    alone = play.release(
        play.answer(
            late, "gadwall-alone. We will send linnet-promised.", disposition=Disposition.ACCEPTED_IN_PART,
            reason="hobby-reason", wording="train every ibis-wording lead; and",
        )
    )  # fmt: skip
    promise = play.undertake(alone, "We will send linnet-promised.")
    asked = play.ask("egret-asked", about="Prevent")
    play.release(play.answer(asked, "fulmar-held"))
    unwanted = play.ask("pipit-asked", accepted=False)
    wanted = play.request("jackdaw-requested", section="Prevent")
    play.release_supply(wanted, play.supply(wanted, "kestrel-supplied"))
    play.request(f"All that {REDACTED} wrote", about=play.again(redacted), by=cast.chair)
    for matter in (
        Matter(play.again(said)), Matter(play.again(late), alone), Matter(play.again(asked)), Matter(play.owed(wanted)),
    ):  # fmt: skip
        exempting.exempt(play.session, matter=matter, sealed=Sealed(3, "merlin-why"), **facts)
    for item in (refused, unwanted):
        rejecting.reject(play.session, item=play.again(item), reason=Rejection.OFFENSIVE, note="quail-note", **facts)
    redacting.redact(
        play.session, item=play.again(redacted), words=REDACTED, reason="wheatear-redacted-because", **facts
    )
    lateness.mark_late(play.session, item=late, reason="siskin-late", **facts)
    assert promise.authority_id == play.body(COUNTY).id
    play.session.commit()
    return SealedMatter(play)
