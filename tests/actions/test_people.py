"""People are invited, leave, and are let in by links that work once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.actions import people, sign_ins
from consult.domain.people import Role
from consult.domain.refusals import Refused
from consult.queries import people as queries
from consult.store.accounts import SignIn
from consult.store.people import Body, MembershipRow, Person, SignInLink
from tests.actions.records import Entry, entries, last_entry, refused
from tests.factories import COUNTY, NORWICH, OPENS, Play, address

INSTANT = timedelta(microseconds=1)
SPENT = "This sign-in link has been used already or is too old. Ask for a new one."


def invite(play: Play, role: Role = Role.MEMBER, body: str = NORWICH, by: str = "clerk", **who: str) -> MembershipRow:
    facts = {"email": "new@example.org", "name": "Member for Norwich City Council", **who}
    return people.invite(
        play.session, consultation=play.consultation, role=role, body=body,
        by=play.actor(getattr(play.cast, by)), now=play.now, **facts,
    )  # fmt: skip


def test_an_invitation_gives_a_part_and_is_recorded(play: Play) -> None:
    row = invite(play, email=" New.Person@Example.ORG ", body="  Norwich   City Council ")
    person = play.session.get_one(Person, row.person_id)
    assert (person.email, person.name) == ("new.person@example.org", "Member for Norwich City Council")
    assert (row.role, row.body_id, row.ended_at) == ("member", play.body(NORWICH).id, None)
    assert last_entry(play) == Entry(
        "invite", f"person {person.id}", play.cast.clerk.id, {"name": person.name, "role": "member", "body": NORWICH}
    )


def test_invited_twice_nothing_changes(play: Play) -> None:
    first, before = invite(play), last_entry(play)
    assert invite(play, name="Another name") is first
    assert last_entry(play) == before
    assert play.session.get_one(Person, first.person_id).name == "Member for Norwich City Council"


def test_a_part_that_ended_begins_again(play: Play) -> None:
    row = invite(play)
    end(play, row)
    assert invite(play) is row
    assert row.ended_at is None


def test_one_person_can_have_several_parts(play: Play) -> None:
    row = invite(play)
    invite(play, Role.OFFICER, COUNTY)
    held = play.actor(play.session.get_one(Person, row.person_id)).memberships
    assert [(one.role, one.body_id) for one in held] == [
        (Role.MEMBER, play.body(NORWICH).id),
        (Role.OFFICER, play.body(COUNTY).id),
    ]


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        (Role.MEMBER, "Name the council that appointed the member"),
        (Role.CHAIR, "Name the council that appointed the member"),
        (Role.OFFICER, "Name the responsible authority the officer answers for"),
        (Role.LEAD_OFFICER, "Name the responsible authority the officer answers for"),
    ],
)
def test_some_parts_need_a_council_or_authority(play: Play, role: Role, reason: str) -> None:
    with refused(play, reason, "body"):
        invite(play, role, " ")


@pytest.mark.parametrize("role", [Role.CO_OPTED, Role.OBSERVER, Role.CLERK])
def test_others_may_stand_alone(play: Play, role: Role) -> None:
    assert invite(play, role, "").body_id is None
    assert invite(play, role, "") is invite(play, role, "")


def test_a_new_person_needs_a_name(play: Play) -> None:
    with refused(play, "Enter the person’s name, as it is to be printed", "name"):
        invite(play, name=" \t")


def test_only_the_clerk_invites(play: Play) -> None:
    for part in ("chair", "lead", "outsider"):
        with refused(play, "Only the clerk can do this."):
            invite(play, by=part)


@pytest.mark.parametrize(
    "email",
    ["", "nobody", "a@b", "a b@example.org", "a@example.org\nBcc: b@example.org", "a@@example.org", "<a@example.org>",
     "a@example.org, b@example.org", "a@example..", "x" * 250 + "@example.org"],
)  # fmt: skip
def test_what_is_no_address(play: Play, email: str) -> None:
    with refused(play, "Enter an e-mail address in the form name@example.org", "email"):
        invite(play, email=email)


@pytest.mark.parametrize(
    "email", ["o'hara@example.org", "a+b@example.co.uk", "ü@exämple.org", "a_b.c-d@sub.example.org"]
)
def test_what_is_one(email: str) -> None:
    assert people.normal_email(f" {email.upper()} ") == email


def test_bodies_are_made_once(play: Play) -> None:
    assert people.body_named(play.session, " Norfolk  Constabulary ").id == play.body("Norfolk Constabulary").id
    made = people.body_named(play.session, "Broads Authority")
    assert made is people.body_named(play.session, "Broads Authority")
    assert play.session.scalar(select(func.count()).select_from(Body).where(Body.name == "Broads Authority")) == 1


def end(play: Play, row: MembershipRow, by: str = "clerk") -> None:
    people.end_membership(
        play.session,
        consultation=play.consultation,
        membership=row,
        by=play.actor(getattr(play.cast, by)),
        now=play.now,
    )


def part_of(play: Play, person: Person) -> MembershipRow:
    return next(row for row in queries.taking_part(play.session, play.consultation) if row.person_id == person.id)


def test_ending_a_part_signs_the_person_out_and_keeps_what_they_said(play: Play) -> None:
    comment, member = play.comment(), play.cast.member
    sign_ins.begin(play.session, person=member, way="link", device="Firefox on Windows", now=play.now)
    end(play, part_of(play, member))
    play.session.expire_all()
    assert play.session.scalars(select(SignIn.id)).all() == []
    assert play.actor(member).memberships == ()
    assert (comment.author_id, comment.state) == (member.id, "received")
    assert last_entry(play) == Entry("end membership", f"person {member.id}", play.cast.clerk.id, {"role": "member"})


def test_a_consultation_keeps_a_clerk(play: Play) -> None:
    row = part_of(play, play.cast.clerk)
    with refused(play, "A consultation needs a clerk. Invite another one first."):
        end(play, row)
    invite(play, Role.CLERK, "")
    end(play, row)
    with refused(play, "Only the clerk can do this."):
        end(play, part_of(play, play.cast.member))


def test_a_clerk_may_start_consultations(play: Play) -> None:
    row = invite(play, Role.CLERK, "")
    assert play.session.get_one(Person, row.person_id).may_convene
    assert not play.cast.member.may_convene


def test_a_clerk_appointed_by_the_operator(session: Session) -> None:
    person = people.appoint_clerk(session, email="clerk@example.org", name="Clerk", now=OPENS)
    assert person.may_convene
    assert entries(session, 0) == [Entry("appoint clerk", f"person {person.id}", None, {"name": "Clerk"})]


def ask(play: Play, email: str, network: str = "192.0.2.1") -> tuple[Person, str] | None:
    return people.request_link(play.session, email=email, network=network, now=play.now)


def test_a_link_lets_in_once(play: Play) -> None:
    asked = ask(play, f" {address('member').upper()} ")
    assert asked is not None
    person, token = asked
    assert person is play.cast.member
    assert people.use_link(play.session, token=token, now=play.now) is person
    sign_ins.begin(play.session, person=person, way="link", device="Firefox on Windows", now=play.now)
    assert entries(play.session, 0)[-1] == Entry("sign in", f"person {person.id}", person.id, {"way": "link"})
    with pytest.raises(Refused, match=SPENT):
        people.use_link(play.session, token=token, now=play.now)


@pytest.mark.parametrize("token", ["", "nonsense", "0" * 64])
def test_a_link_that_never_was(play: Play, token: str) -> None:
    with pytest.raises(Refused, match=SPENT):
        people.use_link(play.session, token=token, now=play.now)


@pytest.mark.parametrize("life", [people.LINK_LIFE, people.INVITATION_LIFE])
def test_a_link_lives_to_the_microsecond(play: Play, life: timedelta) -> None:
    first, second = (people.link_for(play.session, person=play.cast.member, now=play.now, life=life) for _ in range(2))
    play.clock.now += life - INSTANT
    assert people.use_link(play.session, token=first, now=play.now) is play.cast.member
    play.clock.now += INSTANT
    with pytest.raises(Refused, match=SPENT):
        people.use_link(play.session, token=second, now=play.now)


def test_nobody_gets_a_link_for_an_address_nobody_has(play: Play) -> None:
    assert ask(play, "nobody@example.org") is None


def test_each_address_is_sent_so_many_links_an_hour(play: Play) -> None:
    for n in range(people.LINKS_PER_ADDRESS):
        assert ask(play, address("member"), f"192.0.2.{n}") is not None
    assert ask(play, address("member"), "192.0.2.99") is None
    assert ask(play, address("chair"), "192.0.2.99") is not None
    play.clock.now += people.LIMIT_PERIOD
    assert ask(play, address("member")) is not None


def test_each_network_asks_for_so_many_links_an_hour_also_for_addresses_nobody_has(play: Play) -> None:
    for n in range(people.LINKS_PER_NETWORK):
        assert ask(play, f"nobody-{n}@example.org") is None
    assert ask(play, address("member")) is None
    assert ask(play, address("member"), "198.51.100.7") is not None
    play.clock.now += people.LIMIT_PERIOD
    assert ask(play, address("member")) is not None


def test_links_nobody_asked_for_use_up_nobodys_limit(play: Play) -> None:
    for _ in range(people.LINKS_PER_ADDRESS + people.LINKS_PER_NETWORK):
        people.link_for(play.session, person=play.cast.member, now=play.now)
    assert ask(play, address("member")) is not None


def test_after_an_hour_it_is_forgotten_where_a_link_was_asked_from(play: Play) -> None:
    link = ask(play, address("member"))
    assert ask(play, "nobody@example.org") is None
    before = play.now
    assert not people.networks_to_forget(play.session, now=before + timedelta(minutes=59))
    assert people.networks_to_forget(play.session, now=before + timedelta(minutes=60))
    people.forget_networks(play.session, now=before + timedelta(minutes=60))
    kept = play.session.scalars(select(SignInLink)).all()
    assert link is not None
    assert [(row.person_id, row.network) for row in kept] == [(play.cast.member.id, people.UNASKED)]


def test_the_database_keeps_no_token(play: Play) -> None:
    token = people.link_for(play.session, person=play.cast.member, now=play.now)
    rows = play.session.connection().exec_driver_sql("select * from sign_in_link").all()
    assert rows
    assert token not in repr(rows)
