"""A consultation in which there is one of everything: what can be seen, done, and leaked."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from consult.actions import beginning, enquiry, packs, redrafts, unsent
from consult.domain.draft import Draft
from consult.domain.supplied_files import FileBrought
from consult.queries import people
from consult.store.background import BackgroundPaper
from consult.store.comments import Response
from consult.store.commitments import Supply
from consult.store.drafts import DraftVersion
from consult.store.incoming import Incoming
from consult.store.packs import Pack
from consult.store.questions import LineOfEnquiry
from consult.store.unsent import Unsent
from tests import registers
from tests.factories import COUNTY, DRAFT, PIXEL, POLICE, Play
from tests.web.brought import brought

DRAFTED_BY_COUNTY, APPROVED_BY_COUNTY, DRAFTED_BY_POLICE, RELEASED, ANSWERED = (
    "quokka-drafted", "ocelot-approved", "axolotl-police", "heron-released", "lapwing-question",
)  # fmt: skip
"""Words that stand in one answer each, and nowhere else."""

SUPPLY_DRAFTED, SUPPLY_APPROVED = "pangolin-supply-drafted", "dormouse-supply-approved"
"""Words of what is supplied and not released."""

REPLY_DRAFTED, REPLY_APPROVED, NOT_ISSUED = "numbat-reply-drafted", "gerbil-reply-approved", "tamarin-not-issued"
"""Words of replies that are not released, and of a recommendation that is not issued."""

UNSENT = "bittern-unsent"
"""Words the member has begun to write, and nobody else ever sees."""


@dataclass(frozen=True)
class Owed:
    """IR-0001 to the county council has a draft supply, IR-0002 an approved one, IR-0003 none. U-0001 was promised by the
    constabulary at a meeting, is overdue, and a part of it has been supplied, with a file.
    """

    drafted: Supply
    approved: Supply
    released: Supply
    file_id: int


def owing(play: Play) -> Owed:
    """Plays it."""
    cast = play.cast
    drafted = play.supply(play.request("The first"), SUPPLY_DRAFTED, by=cast.officer)
    approved = play.supply(play.request("The second"), SUPPLY_APPROVED)
    play.request("The third")
    promised = play.undertake_at_meeting()
    part = play.supply(
        promised, "A part of it.", complete=False, reason="More follows.", files=[FileBrought("part.csv", b"a,b")]
    )
    file_id = part.files[0].id
    return Owed(drafted, approved, play.release_supply(promised, part), file_id)


def recommended(play: Play) -> BackgroundPaper:
    """R-0001 has a draft reply of the county council, R-0003 an approved one; R-0002 and R-0004 are not issued. Plays it."""
    first, _, third, _ = (
        registers.recommend(play, words) for words in ("The first", NOT_ISSUED, "The third", f"{NOT_ISSUED} either")
    )
    registers.issue(play, first, third)
    registers.reply(play, first, REPLY_DRAFTED, by=play.cast.officer)
    registers.reply(play, third, REPLY_APPROVED)
    registers.cover(play, "crime", "Prevent")
    return registers.paper(play)


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
    writing: DraftVersion
    pack: Pack
    unsent: Unsent
    incoming: Incoming
    line: LineOfEnquiry
    owed: Owed
    paper: BackgroundPaper

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
    begun = unsent.Begun("comment", {"text": UNSENT}, f"begun-{play.slug}", place=play.place("1"))
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
    redrafts.plan(
        play.session, consultation=play.consultation, version=checking, by=play.actor(cast.clerk), now=play.now
    )
    writing = beginning.begin(play.session, consultation=play.consultation, by=play.actor(cast.clerk), now=play.now)
    there = Everything(
        play, drafted, approved, released, checking, writing, pack, kept.row, brought(play), line, owing(play),
        recommended(play),
    )  # fmt: skip
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
        "old": 1,
        "new": 1,
        "position": 1,
        "paragraph_id": play.paragraph("1").id,
        "unsent_id": there.unsent.id,
        "section": 1,
        "before": 1,
        "edit_id": 99,
        "section_id": play.section("Prevent").id,
        "draft_id": there.checking.id,
        "sha256": PIXEL.sha256,
        "ending": "json",
        "pack_id": there.pack.id,
        "person_id": there.play.cast.member.id,
        "incoming_id": there.incoming.id,
        "membership_id": there.membership("other_member"),
        "body_id": play.body(COUNTY).id,
        "kind": "response",
        "duty": "crime",
        "paper_id": there.paper.id,
        "way": "up",
        "supply_id": there.owed.released.id,
        "file_id": there.owed.file_id,
        "token": "no-such-token",
    }
