"""A consultation in which there is one of everything: what can be seen, done, and leaked."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from consult.actions import enquiry, packs, unsent
from consult.domain.draft import Draft
from consult.queries import people
from consult.store.comments import Response
from consult.store.drafts import DraftVersion
from consult.store.incoming import Incoming
from consult.store.packs import Pack
from consult.store.questions import LineOfEnquiry
from consult.store.unsent import Unsent
from tests.factories import COUNTY, DRAFT, PIXEL, POLICE, Play
from tests.web.brought import brought

DRAFTED_BY_COUNTY, APPROVED_BY_COUNTY, DRAFTED_BY_POLICE, RELEASED, ANSWERED = (
    "quokka-drafted", "ocelot-approved", "axolotl-police", "heron-released", "lapwing-question",
)  # fmt: skip
"""Words that stand in one answer each, and nowhere else."""

UNSENT = "bittern-unsent"
"""Words the member has begun to write, and nobody else ever sees."""


@dataclass(frozen=True)
class Everything:
    """What there is: C-0001 nobody has answered, C-0002 has a draft answer, C-0003 an approved one, C-0004 (put to the
    constabulary) a draft, C-0005 a released one. Q-0001 is put to both: a draft, and a released answer. Q-0002 waits.
    """

    play: Play
    drafted: Response
    approved: Response
    released: Response
    checking: DraftVersion
    pack: Pack
    unsent: Unsent
    incoming: Incoming
    line: LineOfEnquiry

    def membership(self, part: str) -> int:
        person = getattr(self.play.cast, part)
        rows = people.taking_part(self.play.session, self.play.consultation)
        return next(row.id for row in rows if row.person_id == person.id)


def everything(play: Play) -> Everything:
    """Plays it, in an open window."""
    cast = play.cast
    play.comment(on="1", text="Nobody has answered this.")
    drafted = play.answer(play.comment(on="2(a)"), DRAFTED_BY_COUNTY, by=cast.officer)
    approved = play.answer(play.comment(on=None), APPROVED_BY_COUNTY, by=cast.lead)
    play.answer(play.comment(on="4", by=cast.chair), DRAFTED_BY_POLICE, by=cast.other_officer)
    released = play.release(play.answer(play.comment(on="Prevent"), RELEASED))
    question = play.ask("What does it cost?", "Who pays?", of=(COUNTY, POLICE), about="Prevent")
    play.answer(question, DRAFTED_BY_COUNTY, by=cast.officer)
    play.release(play.answer(question, ANSWERED, by=cast.other_lead))
    play.ask()
    checking = play.import_draft(Draft("Still being checked", DRAFT.sections, DRAFT.warnings, DRAFT.figures))
    pack = packs.request(
        play.session, consultation=play.consultation, kind="json", by=play.actor(cast.clerk), now=play.now
    )
    packs.claim(play.session, pack.id, silent_since=play.now - timedelta(minutes=2), now=play.now)
    packs.finish(play.session, pack.id, attempt=1, data=b"{}", now=play.now)
    begun = unsent.Begun("comment", {"text": UNSENT}, "begun", place=play.place("1"))
    kept = unsent.keep(
        play.session, consultation=play.consultation, begun=begun, by=play.actor(cast.member), now=play.now
    )
    assert kept is not None
    line = enquiry.add_line(
        play.session,
        consultation=play.consultation,
        title="Are children found early?",
        by=play.actor(cast.clerk),
        now=play.now,
    )
    there = Everything(play, drafted, approved, released, checking, pack, kept.row, brought(play), line)
    play.session.commit()
    return there


def values_of(there: Everything) -> dict[str, Any]:
    """What stands for each variable part of an address."""
    play = there.play
    return {
        "slug": play.slug,
        "ref": "C-0001",
        "parent": "Q-0001",
        "line_id": there.line.id,
        "authority_id": play.body(COUNTY).id,
        "number": 1,
        "position": 1,
        "paragraph_id": play.paragraph("1").id,
        "unsent_id": there.unsent.id,
        "section_id": play.section("Prevent").id,
        "draft_id": there.checking.id,
        "sha256": PIXEL.sha256,
        "pack_id": there.pack.id,
        "incoming_id": there.incoming.id,
        "membership_id": there.membership("other_member"),
        "token": "no-such-token",
    }
