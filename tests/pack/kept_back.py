"""A consultation with one of everything that is not for the public: each holds a word that stands nowhere else.

To what is exempt, rejected and redacted (`sealed_matter`) comes what a version later, an answer shared and a file supplied
make of it; and what is not exempt but is not for the paper either, whichever part it is.
"""

from dataclasses import replace
from typing import Any

from consult.actions import comments, exempting, groups, unsent, work
from consult.actions.exempting import Matter
from consult.actions.responses import Answering
from consult.actions.unsent import Begun
from consult.domain.dispositions import Disposition
from consult.domain.draft import Draft
from consult.domain.exemption import Sealed
from consult.domain.supplied_files import FileBrought
from tests import registers
from tests.factories import COUNTY, DRAFT, PARTS, Play, address
from tests.web import sealed_matter as sealed

EXEMPT = sealed.EXEMPT | {
    "whimbrel-shared",  # an exempt answer given to several comments together
    "turnstone-file",  # the name of a file supplied to an exempt request
    "sanderling-confidential",  # a comment that is confidential, not exempt
    "dotterel-suggested",  # its suggested wording
    "bittern-orphaned",  # an exempt comment whose paragraph is gone in the next version
}
"""What Part 2 is there for."""

NOT_YET = frozenset({
    "gannet-draft", "petrel-reason", "skua-wording",  # an answer that is approved and not released
    "fieldfare-waiting",  # a question that the clerk has not accepted
    "redwing-unreleased",  # what is supplied and not released
    "brambling-reply",  # a reply to a recommendation that is not released
})  # fmt: skip
"""What may be public one day."""

NEVER = frozenset({
    "chough-note", "dipper-kept",  # the officers' own
    "wryneck-typing",  # what a member has not sent
    "phalarope-inside",  # what stands in a file that was supplied
}) | {address(part) for part in (*PARTS, "clerk")}  # fmt: skip
"""What is for no paper: and nobody's address is (R18)."""

OTHERWISE = sealed.REJECTED | {sealed.REDACTED}
PUBLIC = sealed.OPEN | {"crossbill-open", "goosander-asked", "smew-recommended"}
ALL = EXEMPT | NOT_YET | NEVER | OTHERWISE | PUBLIC


def kept_back(play: Play) -> None:
    """Plays it, in an open window; a second version of the draft is current at the end."""
    sealed.sealed_matter(play)
    _exempt(play)
    _not_yet(play)
    _never(play)
    play.redraft(_next(DRAFT))
    play.session.commit()


def _mark(play: Play, matter: Matter, why: Sealed) -> None:
    exempting.exempt(
        play.session, consultation=play.consultation, matter=matter, sealed=why, by=play.actor(play.cast.clerk),
        now=play.now,
    )  # fmt: skip


def _exempt(play: Play) -> None:
    crime = Sealed(7, "merlin-why")
    twins = [play.comment(on="1", text="crossbill-open", by=play.cast.chair), play.comment(on="1", text="And here")]
    groups.answer_together(
        play.session, consultation=play.consultation, comments=twins, revision=0, now=play.now,
        answering=Answering("whimbrel-shared", Disposition.NOTED), by=play.actor(play.cast.lead),
    )  # fmt: skip
    play.release(play.again(twins[0]).responses[0])
    shared = play.again(twins[0])
    _mark(play, Matter(shared, shared.responses[0]), crime)
    asked = play.request("Who was named", section="Prevent")
    csv = FileBrought("turnstone-file.csv", b"who\r\nphalarope-inside\r\n")
    play.release_supply(asked, play.supply(asked, "As asked.", files=[csv]))
    _mark(play, Matter(play.owed(asked)), crime)
    secret = play.comment(on="3", text="sanderling-confidential", suggested="Referrals dotterel-suggested are made.")
    _mark(play, Matter(play.again(secret)), Sealed(None))
    gone = play.comment(on="2(b)", text="bittern-orphaned", quote="each quarter")
    _mark(play, Matter(play.again(gone)), crime)


def _not_yet(play: Play) -> None:
    awaited = play.comment(on="1", text="goosander-asked")
    play.answer(
        awaited,
        "gannet-draft",
        disposition=Disposition.ACCEPTED_IN_PART,
        reason="petrel-reason",
        wording="skua-wording",
    )
    play.ask("fieldfare-waiting", accepted=False)
    owed = play.request("A breakdown")
    play.supply(owed, "redwing-unreleased")
    recommended = registers.issue(play, registers.recommend(play, "smew-recommended"))
    registers.reply(play, recommended, "brambling-reply")


def _never(play: Play) -> None:
    facts: dict[str, Any] = {"consultation": play.consultation, "now": play.now}
    officer, member, county = play.actor(play.cast.officer), play.actor(play.cast.member), play.body(COUNTY).id
    noted = play.comment(on="1", text="Noted and withdrawn")
    work.note(play.session, item=noted, authority_id=county, text="chough-note", by=officer, **facts)
    work.keep_text(play.session, authority_id=county, title="Of old", text="dipper-kept", by=officer, **facts)
    comments.withdraw(play.session, comment=play.again(noted), by=member, **facts)
    begun = Begun("comment", {"text": "wryneck-typing"}, unsent.new_key(), place=play.place("1"))
    unsent.keep(play.session, begun=begun, by=member, **facts)


def _next(draft: Draft) -> Draft:
    """The next version: paragraph 1 says more, 2(b) is gone."""
    foreword, prevent, *rest = draft.sections
    first, intro, item, _, table = prevent.paragraphs
    longer = replace(first, text=f"{first.text} They will be asked.", html=f"{first.html} They will be asked.")
    changed = replace(prevent, paragraphs=(longer, intro, item, table))
    return replace(draft, sections=(foreword, changed, *rest))
