"""Who takes part: what the clerk sees, and how people come and go."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions.people import INVITATION_LIFE
from consult.domain.lifecycle import Stage
from consult.store.audit import AuditEntry
from consult.store.people import Body, MembershipRow, Person
from tests.client import Client, Page
from tests.factories import COUNTY, NORWICH, POLICE, Play, address

NEW = {"name": "Member for Broadland District Council", "email": "Broadland@Example.org ", "role": "member"}
LIST = "email,name,role,body\n"


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    return at(Stage.OPEN)


@pytest.fixture
def other(new_client: Callable[[], Client]) -> Client:
    """Somebody else's browser."""
    return new_client()


@pytest.fixture
def clerk(client: Client, other: Client, play: Play) -> Client:
    return client.sign_in(play.cast.clerk)


def invite(clerk: Client, play: Play, **changes: str) -> Page:
    return (
        clerk.get(play.url("people/invite")).form().submit(**{**NEW, "body": "Broadland District Council", **changes})
    )


def upload(clerk: Client, play: Play, text: str) -> Page:
    page = clerk.get(play.url("people/invite-many"))
    return page.form("Invite everybody on the list").submit(file=(io.BytesIO(text.encode()), "people.csv"))


def parts(session: Session) -> list[tuple[str, str, str]]:
    """Everybody's parts that have not ended, in the consultation that is played: (address, role, body)."""
    session.rollback()
    rows = session.execute(
        select(Person.email, MembershipRow.role, Body.name)
        .join(MembershipRow, MembershipRow.person_id == Person.id)
        .outerjoin(Body, Body.id == MembershipRow.body_id)
        .where(MembershipRow.consultation_id == 1, MembershipRow.ended_at.is_(None))
        .order_by(MembershipRow.id)
    )
    return [(email, role, body or "") for email, role, body in rows]


def link_in(letter: Any) -> str:
    found = re.search(r"http://\S+?(/sign-in/link/\S+)", letter.body)
    assert found, letter.body
    return found[1]


def test_people_stand_in_groups_officers_by_authority(clerk: Client, play: Play) -> None:
    page = clerk.get(play.url("people/"))
    assert page.all("//main//h2") == ["Panel", "Officers", "Clerks", "Observers"]
    assert page.all("//main//h3") == [POLICE, COUNTY]
    names = page.all("//*[@class='people__who']/strong")
    their_parts = page.all("//*[@class='people__who']/*[@class='people__part'][1]")
    assert [" ".join(both) for both in zip(names, their_parts, strict=True)] == [
        "Chair of the scrutiny sub-panel Chair, Norfolk County Council",
        "Member for Breckland District Council Panel member, Breckland District Council",
        "Member for Norwich City Council Panel member, Norwich City Council",
        "Co-opted member, voluntary sector Co-opted member",
        "Detective Superintendent, County Policing Command Lead officer",
        "Chief Inspector, Communities Responding officer",
        "Head of Communities Lead officer",
        "Prevent Co-ordinator Responding officer",
        "Scrutiny officer, Democratic Services Clerk",
        "Observer from the co-operating bodies Observer",
    ]


def test_those_who_never_used_a_link_are_told_apart(clerk: Client, play: Play, other: Client) -> None:
    other.sign_in(play.cast.member)
    page = clerk.get(play.url("people/"))
    assert page.all("//li[not(.//*[contains(@class, 'tag')])]//strong") == [
        "Member for Norwich City Council",
        "Scrutiny officer, Democratic Services",
    ]


def test_an_authority_nobody_answers_for_is_named(clerk: Client, play: Play) -> None:
    assert "Nobody has been invited to answer for" not in clerk.get(play.url("people/")).text
    for part in (
        "Detective Superintendent, County Policing Command, Lead officer",
        "Chief Inspector, Communities, Responding officer",
    ):
        clerk.get(play.url("people/")).click(f"End part of {part}").form().submit()
    assert f"Nobody has been invited to answer for: {POLICE}." in clerk.get(play.url("people/")).text


def test_an_invitation_gives_a_part_and_a_letter_whose_link_lets_in(
    clerk: Client, play: Play, session: Session, outbox: list[Any], other: Client
) -> None:
    answer = invite(clerk, play)
    assert (answer.status, answer.location) == (303, play.url("people/"))
    page = answer.follow()
    assert page.notices == [
        "Member for Broadland District Council is invited. An email with a sign-in link is on its way.",
        "New here, so check the spelling: Broadland District Council.",
    ]
    assert parts(session)[-1] == ("broadland@example.org", "member", "Broadland District Council")
    letter = outbox[-1]
    assert letter.to == ["broadland@example.org"]
    assert letter.subject == f"You are invited to take part: {play.consultation.title}"
    for words in (
        "Scrutiny officer, Democratic Services has invited you",
        "as panel member (Broadland District Council).",
        "Members read the draft, comment on it, suggest other wording and put questions.",
        "Comments and questions are taken from 9am on Monday 1 February 2021\nuntil 5pm on Friday 19 February 2021.",
        "until 9am on Monday 22 February 2021",
    ):
        assert words in letter.body
    entered = other.get(link_in(letter)).form().submit()
    assert entered.location == play.url()
    assert entered.follow().status == 200


def test_the_link_of_an_invitation_lasts_two_weeks(clerk: Client, play: Play, outbox: list[Any], other: Client) -> None:
    invite(clerk, play)
    invite(clerk, play, email="late@example.org", name="Late")
    play.clock.now += INVITATION_LIFE - timedelta(seconds=1)
    assert other.get(link_in(outbox[-2])).form().submit().status == 303
    play.clock.now += timedelta(seconds=1)
    assert other.get(link_in(outbox[-1])).form().submit().status == 410


def test_nobody_is_written_to_twice_for_the_same_part(clerk: Client, play: Play, outbox: list[Any]) -> None:
    invite(clerk, play)
    sent = len(outbox)
    page = invite(clerk, play, name="Member for Broadland", body="BROADLAND district council").follow()
    assert page.notices == [
        "Invited to this part before, so not written to again: Member for Broadland District Council. Known by another "
        "name, which stays: “Member for Broadland” is “Member for Broadland District Council”."
    ]
    assert len(outbox) == sent


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        (
            {"name": "", "email": "", "role": "member"},
            ["Enter the person’s name", "Enter their email address"],
        ),
        ({"email": "nobody"}, ["Enter an email address in the correct format, like name@example.org"]),
        ({"body": ""}, ["Name the council that appointed the member"]),
        ({"body": " ", "role": "officer"}, ["Name the responsible authority the officer answers for"]),
    ],
)
def test_an_invitation_that_lacks_something_is_not_sent(
    clerk: Client, play: Play, session: Session, outbox: list[Any], changes: dict[str, str], errors: list[str]
) -> None:
    before = parts(session)
    page = invite(clerk, play, **changes)
    assert (page.status, page.errors, page.title[:7]) == (200, errors, "Error: ")
    assert (parts(session), outbox) == (before, [])


def test_choosing_no_part_is_an_error(clerk: Client, play: Play) -> None:
    page = clerk.get(play.url("people/invite")).form().submit(name="A", email="a@example.org")
    assert page.errors == ["Choose what their part is"]


def test_known_councils_and_authorities_are_offered(clerk: Client, play: Play) -> None:
    page = clerk.get(play.url("people/invite"))
    assert page.tree.xpath("//datalist/option/@value") == [
        "Breckland District Council", POLICE, COUNTY, NORWICH, "South Norfolk Council",
    ]  # fmt: skip


def test_a_whole_list_is_invited_in_one_go(clerk: Client, play: Play, session: Session, outbox: list[Any]) -> None:
    before = parts(session)
    answer = upload(
        clerk,
        play,
        LIST + f"a@example.org,Member A,member,{NORWICH}\nb@example.org,Officer B,officer,norfolk constabulary\n"
        f"c@example.org,Observer C,observer,\n{address('member')},Somebody else,member,{NORWICH}\n",
    )
    assert parts(session) == [
        *before,
        ("a@example.org", "member", NORWICH),
        ("b@example.org", "officer", POLICE),
        ("c@example.org", "observer", ""),
    ]
    assert [letter.to for letter in outbox] == [["a@example.org"], ["b@example.org"], ["c@example.org"]]
    assert answer.follow().notices == [
        "3 people are invited. Emails with sign-in links are on their way.",
        "Invited to this part before, so not written to again: Member for Norwich City Council. Known by another name, "
        "which stays: “Somebody else” is “Member for Norwich City Council”.",
    ]


def test_everybody_on_a_long_list_is_written_to_at_once(clerk: Client, play: Play, outbox: list[Any]) -> None:
    upload(clerk, play, LIST + "".join(f"p{n}@example.org,Observer {n},observer,\n" for n in range(101)))
    assert [letter.to for letter in outbox] == [[f"p{n}@example.org"] for n in range(101)]


def test_the_same_list_again_writes_to_nobody(clerk: Client, play: Play, outbox: list[Any]) -> None:
    text = LIST + f"a@example.org,Member A,member,{NORWICH}\nb@example.org,Officer B,officer,{POLICE}\n"
    upload(clerk, play, text)
    outbox.clear()
    assert upload(clerk, play, text).follow().notices == [
        "Invited to this part before, so not written to again: Member A; Officer B."
    ]
    assert outbox == []


def test_one_wrong_row_and_nobody_is_invited(clerk: Client, play: Play, session: Session, outbox: list[Any]) -> None:
    before = parts(session)
    page = upload(clerk, play, LIST + f"a@example.org,Member A,member,{NORWICH}\nb,,officer,{POLICE}\n")
    assert page.errors == ["Nobody has been invited. Put the list right and choose it again"]
    assert [page.all(f"//table//tr[{n}]/td") for n in (1, 2)] == [
        ["3", "email", "Enter an e-mail address in the form name@example.org"],
        ["3", "name", "Enter their name, as it is to be printed"],
    ]
    assert (parts(session), outbox) == (before, [])


def test_no_file_and_no_list_are_told_beside_the_field(clerk: Client, play: Play) -> None:
    page = clerk.get(play.url("people/invite-many")).form("Invite everybody on the list").submit()
    assert page.errors == ["Choose the file with the list"]
    assert upload(clerk, play, LIST).errors == ["This list has no rows under its header. Add a row for each person"]


def test_the_list_to_fill_in_can_be_downloaded_and_sent_back(clerk: Client, play: Play, session: Session) -> None:
    answer = clerk.get(play.url("people/invite-many")).click("Download a list to fill in (CSV)")
    assert answer.response.mimetype == "text/csv"
    assert answer.response.headers["Content-Disposition"] == 'attachment; filename="people-to-invite.csv"'
    page = upload(clerk, play, answer.response.data.decode()).follow()
    assert page.notices[0] == "Head of Communities is invited. An email with a sign-in link is on its way."
    assert parts(session)[-1] == ("lead.officer@example.org", "lead-officer", COUNTY)


def test_a_new_link_is_sent_on_asking(clerk: Client, play: Play, outbox: list[Any], other: Client) -> None:
    page = clerk.get(play.url("people/")).form("Send a new link to Member for Norwich City Council").submit().follow()
    assert page.notices == ["A new invitation is on its way to Member for Norwich City Council."]
    assert [letter.to for letter in outbox] == [[address("member")]]
    assert other.get(link_in(outbox[0])).form().submit().location == play.url()


def test_ending_a_part_asks_first_and_signs_the_person_out(
    clerk: Client, play: Play, session: Session, other: Client
) -> None:
    member = other.sign_in(play.cast.member)
    before = parts(session)
    page = clerk.get(play.url("people/")).click(
        "End part of Member for Norwich City Council, Panel member, Norwich City Council"
    )
    assert page.h1 == "End the part of Member for Norwich City Council?"
    assert (parts(session), member.get(play.url()).status) == (before, 200)
    answer = page.form("End this part").submit()
    assert answer.follow().notices == ["Member for Norwich City Council no longer takes part as panel member."]
    assert parts(session) == [part for part in before if part[0] != address("member")]
    assert member.get(play.url()).status == 303
    assert other.sign_in(play.cast.member).get(play.url()).status == 404


def test_the_only_clerk_cannot_leave(clerk: Client, play: Play) -> None:
    page = clerk.get(play.url("people/")).click("End part of Scrutiny officer, Democratic Services, Clerk")
    assert page.form("End this part").submit().errors == ["A consultation needs a clerk. Invite another one first."]


def test_a_clerk_who_leaves_is_signed_out(clerk: Client, play: Play) -> None:
    invite(clerk, play, role="clerk", body="")
    page = clerk.get(play.url("people/")).click("End part of Scrutiny officer, Democratic Services, Clerk")
    assert page.form("End this part").submit().location == "/"
    assert clerk.get("/").location == "/sign-in"


def test_a_part_that_ended_or_belongs_elsewhere_is_not_found(clerk: Client, play: Play, session: Session) -> None:
    elsewhere = session.scalars(select(MembershipRow.id).where(MembershipRow.consultation_id != 1)).first()
    mine = session.scalar(select(MembershipRow.id).where(MembershipRow.person_id == play.cast.observer.id))
    clerk.get(play.url(f"people/{mine}/end")).form().submit()
    for membership_id in (elsewhere, mine):
        assert clerk.get(play.url(f"people/{membership_id}/end")).status == 404
        assert clerk.post(play.url(f"people/{membership_id}/resend")).status == 404


def test_every_coming_and_going_is_in_the_record(clerk: Client, play: Play, session: Session) -> None:
    invite(clerk, play)
    clerk.get(play.url("people/")).click(
        "End part of Member for Broadland District Council, Panel member, Broadland District Council"
    ).form().submit()
    session.commit()
    chain = select(AuditEntry).where(AuditEntry.chain == play.consultation.id).order_by(AuditEntry.sequence.desc())
    assert [(entry.act, entry.actor_id) for entry in session.scalars(chain.limit(2))] == [
        ("end membership", play.cast.clerk.id),
        ("invite", play.cast.clerk.id),
    ]
