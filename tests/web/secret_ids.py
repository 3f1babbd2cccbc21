"""Ids that somebody could guess: of another consultation, and of what is in one's own but not for everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from consult.actions import issuing, packs, packs_withdrawing, people, work
from consult.actions.issuing import MadeFile, Snapshot, Terms
from consult.domain.supplied_files import FileBrought
from consult.queries import issued
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.packs import Issue, Pack
from consult.store.people import MembershipRow
from tests.factories import COUNTY, ELSEWHERE, PARTS, POLICE, Play
from tests.web.everything import Everything, everything

NEVER = 9_000_000
"""An id that nothing has."""

COUNTYS, POLICES = frozenset({"lead", "officer"}), frozenset({"other_lead", "other_officer"})
PANEL, CLERK = frozenset({"member", "other_member", "co_opted", "chair"}), frozenset({"clerk"})


@dataclass(frozen=True)
class Secret:
    """`values` of an address name something that only `known_to` may learn of; `never` name what never was, beside it."""

    what: str
    values: Mapping[str, Any]
    never: Mapping[str, Any]
    known_to: frozenset[str] = frozenset()
    within: str = ""  # how the endpoints begin that it is asked for at


@dataclass(frozen=True)
class Guessing:
    """The two consultations. Everybody has the same part in both; `outsider` has one in neither way: only elsewhere."""

    here: Everything
    elsewhere: Everything
    secrets: tuple[Secret, ...]


def guessing(play: Play) -> Guessing:
    """Plays both, in open windows."""
    here = everything(play)
    elsewhere = everything(_elsewhere(play))
    secrets = (*_of_another(elsewhere, play), *_kept_back(here))
    play.session.commit()
    return Guessing(here, elsewhere, secrets)


def _elsewhere(play: Play) -> Play:
    """The other consultation, with the same people in the same parts, its window open at the same time."""
    found = play.session.scalars(select(Consultation).where(Consultation.slug == ELSEWHERE)).one()
    other = Play(play.session, found, play.cast, play.clock)
    other._keys = iter(range(1_000_000, 2_000_000))  # forms are one person's, wherever they send them
    for part, (name, role, body) in PARTS.items():
        people.invite(
            play.session, consultation=found, email=getattr(play.cast, part).email, name=name, role=role, body=body,
            by=other.actor(play.cast.clerk), now=play.now,
        )  # fmt: skip
    other.publish(other.import_draft())
    other.assign()
    other.set_window()
    return other


def _of_another(there: Everything, play: Play) -> list[Secret]:
    other, ref = there.play, {"ref": "C-0005"}
    issue, packed = _issued(other)
    part = other.session.scalars(
        select(MembershipRow).where(
            MembershipRow.consultation_id == other.consultation.id, MembershipRow.person_id == other.cast.outsider.id
        )
    ).one()
    elsewhere = {
        "draft_id": there.checking.id, "section_id": other.section("Prevent").id, "pack_id": packed.id,
        "paragraph_id": other.paragraph("1").id, "unsent_id": there.unsent.id, "incoming_id": there.incoming.id,
        "line_id": there.line.id, "membership_id": part.id, "supply_id": there.owed.released.id,
        "file_id": there.owed.file_id, "paper_id": there.paper.id, "person_id": other.cast.outsider.id,
        "saved_id": _text(other).id,
    }  # fmt: skip
    found = [Secret(f"another consultation's {name}", {name: one}, {name: NEVER}) for name, one in elsewhere.items()]
    found.append(
        Secret(
            "an answer of another consultation", ref | {"response_id": there.released.id}, ref | {"response_id": NEVER}
        )
    )
    for name, one in {"a redraft": there.writing, "a published draft": other.version}.items():
        found.append(Secret(f"{name} of another consultation", {"draft_id": one.id}, {"draft_id": NEVER}))
    assert play.consultation.id != issue.consultation_id
    return found


def _kept_back(there: Everything) -> list[Secret]:
    play, never = there.play, {"response_id": NEVER}
    drafted, approved = {"ref": "C-0002"}, {"ref": "C-0003"}
    theirs = play.session.scalars(
        select(Response)
        .join(Comment, Comment.id == Response.comment_id)
        .where(Comment.consultation_id == play.consultation.id, Response.authority_id == play.body(POLICE).id)
    ).one()
    late = play.request("The fourth")
    unreleased = play.supply(late, "It is drafted.", by=play.cast.officer, files=[FileBrought("a.csv", b"a,b")])
    _, public = _issued(play)
    gone, withdrawn = _issued(play)
    packs_withdrawing.withdraw(
        play.session, consultation=play.consultation, issue=gone, reason="Withdrawn.", by=play.actor(play.cast.clerk),
        now=play.now,
    )  # fmt: skip
    exempt = next(
        one
        for one in issued.files_of(play.session, issued.by_number(play.session, play.consultation, 1))
        if one.part == 2
    )
    report = _paper(play, "report", play.cast.member)
    county, police = {"authority_id": play.body(COUNTY).id}, {"ref": "C-0004"}
    reporter = {"person_id": play.cast.member.id}
    inside = CLERK | COUNTYS
    assert public.part == 1
    return [
        Secret("a drafted answer", drafted | {"response_id": there.drafted.id}, drafted | never, inside),
        Secret("an approved answer", approved | {"response_id": there.approved.id}, approved | never, inside),
        Secret("another's draft", police | {"response_id": theirs.id}, police | never, CLERK | POLICES),
        _supplied("a drafted supply", "IR-0001", inside, supply_id=there.owed.drafted.id),
        _supplied("an approved supply", "IR-0002", inside, supply_id=there.owed.approved.id),
        _supplied("its file", "IR-0004", inside, supply_id=unreleased.id, file_id=unreleased.files[0].id),
        _replied("a drafted reply", "R-0001", inside),
        _replied("an approved reply", "R-0003", inside),
        Secret("a recommendation that is not issued", {"ref": "R-0002"}, {"ref": "R-0999"}, CLERK, "recommendations."),
        Secret("what the clerk brings in", {"incoming_id": there.incoming.id}, {"incoming_id": NEVER}, CLERK),
        Secret("what a member writes", {"unsent_id": there.unsent.id}, {"unsent_id": NEVER}, frozenset({"member"})),
        Secret("a draft in check", {"draft_id": there.checking.id}, {"draft_id": NEVER}, CLERK),
        Secret("a draft of the pack", {"pack_id": there.pack.id}, {"pack_id": NEVER}, CLERK),
        Secret("a withdrawn pack", {"pack_id": withdrawn.id}, {"pack_id": NEVER}, CLERK),
        Secret("Part 2", {"pack_id": exempt.id}, {"pack_id": NEVER}, CLERK | PANEL),
        Secret("a report", reporter | {"pack_id": report.id}, reporter | {"pack_id": NEVER}, CLERK | {"member"}),
        Secret("a text kept", county | {"saved_id": _text(play).id}, county | {"saved_id": NEVER}, COUNTYS),
        Secret("another's texts", county, {"authority_id": NEVER}, COUNTYS, "work.texts"),
    ]


def _supplied(what: str, ref: str, known_to: frozenset[str], **ids: int) -> Secret:
    return Secret(what, {"ref": ref, **ids}, {"ref": ref, **dict.fromkeys(ids, NEVER)}, known_to)


def _replied(what: str, ref: str, known_to: frozenset[str]) -> Secret:
    """To each there is a response begun, and no holding reply."""
    return Secret(what, {"ref": ref, "kind": "response"}, {"ref": ref, "kind": "holding"}, known_to, "replies.")


def _text(play: Play) -> Any:
    return work.keep_text(
        play.session, consultation=play.consultation, authority_id=play.body(COUNTY).id, title="Of old", text="Kept.",
        by=play.actor(play.cast.officer), now=play.now,
    )  # fmt: skip


def _issued(play: Play) -> tuple[Issue, Pack]:
    """A pack with a Part 2, and its Part 1; its bytes stand for a PDF."""
    clerk = play.actor(play.cast.clerk)
    row, lead = issuing.issue(
        play.session, consultation=play.consultation, terms=Terms(), today=play.today, by=clerk, now=play.now
    )
    packs.claim(play.session, lead.id, silent_since=play.now - timedelta(minutes=2), now=play.now)
    play.session.refresh(lead)
    snapshot = Snapshot(
        play.now,
        play.today,
        play.consultation.current_version,
        issued.chain_end(play.session, play.consultation.id),
        {},
    )
    made = tuple(MadeFile("pdf", part, f"%PDF {play.slug} {row.number} {part}".encode(), 1) for part in (1, 2))
    issuing.seal(
        play.session, row.id, lead.id, attempt=lead.attempts, files=made, snapshot=snapshot, by=clerk, now=play.now,
        consultation=play.consultation,
    )  # fmt: skip
    return row, lead


def _paper(play: Play, paper: str, person: Any) -> Pack:
    asked = packs.request(
        play.session, consultation=play.consultation, kind="docx", paper=paper, person=person, by=play.actor(person),
        now=play.now,
    )  # fmt: skip
    packs.claim(play.session, asked.id, silent_since=play.now - timedelta(minutes=2), now=play.now)
    packs.finish(play.session, asked.id, attempt=1, data=b"PK", now=play.now)
    return asked
