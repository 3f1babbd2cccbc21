"""Comments come in, change, are withdrawn and supported: each with its entry in the record, or a reason why not."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from consult.actions import comments
from consult.actions.comments import Wording
from consult.domain.dispositions import Kind, Stance
from consult.domain.people import Role
from consult.queries import comments as queries
from consult.store.comments import Comment
from consult.store.people import Person
from tests.actions.records import Entry, last_entry, refused
from tests.factories import BRECKLAND, CLOSES, COUNTY, NORWICH, OPENS, POLICE, Play

INSTANT = timedelta(microseconds=1)
CLOSED = "The commenting window has closed. Send what you have written to the clerk, who can take it as late."
NOT_ON_PANEL = "Only members of the panel can do this."


def change(play: Play, comment: Comment, by: Person, text: str = "Better said.", **rest: str) -> None:
    comments.change(
        play.session, consultation=play.consultation, comment=comment, wording=Wording(Stance.SUPPORT, text, **rest),
        by=play.actor(by), now=play.now,
    )  # fmt: skip


def withdraw(play: Play, comment: Comment, by: Person) -> None:
    comments.withdraw(play.session, consultation=play.consultation, comment=comment, by=play.actor(by), now=play.now)


def support(play: Play, comment: Comment, by: Person) -> None:
    comments.support(play.session, consultation=play.consultation, comment=comment, by=play.actor(by), now=play.now)


def unsupport(play: Play, comment: Comment, by: Person) -> None:
    comments.unsupport(play.session, consultation=play.consultation, comment=comment, by=play.actor(by), now=play.now)


def test_a_comment_is_received_numbered_and_recorded(play: Play) -> None:
    comment = play.comment(
        on="2(a)",
        text="  Every school?\n",
        stance=Stance.OBJECT,
        quote="safeguarding  lead",
        suggested="train all staff; and",
    )
    paragraph = play.paragraph("2(a)")
    assert (comment.number, comment.state, comment.received_at) == (1, "received", play.now)
    assert (comment.text, comment.stance, comment.suggested_wording) == (
        "Every school?",
        "object",
        "train all staff; and",
    )
    assert (comment.section_id, comment.paragraph_id) == (paragraph.section_id, paragraph.id)
    assert paragraph.text[comment.quote_start : comment.quote_end] == comment.quote == "safeguarding lead"
    assert (comment.quote_prefix, comment.quote_suffix) == ("train every designated ", "; and")
    assert (comment.body_id, comment.authority_id) == (play.body(NORWICH).id, play.body(COUNTY).id)
    assert last_entry(play) == Entry(
        "comment",
        "comment C-0001",
        play.cast.member.id,
        {
            "after": {
                "kind": "comment",
                "stance": "object",
                "text": "Every school?",
                "suggested_wording": "train all staff; and",
                "quote": "safeguarding lead",
                "quote_start": 23,
                "section_id": paragraph.section_id,
                "paragraph_id": paragraph.id,
            }
        },
    )


@pytest.mark.parametrize(
    ("on", "authority"),
    [(None, COUNTY), ("Foreword", COUNTY), ("Prevent", COUNTY), ("3", COUNTY), ("County Lines", POLICE), ("5", POLICE)],
)
def test_it_goes_to_the_authority_that_owns_its_place(play: Play, on: str | None, authority: str) -> None:
    assert play.comment(on=on).authority_id == play.body(authority).id


@pytest.mark.parametrize(
    ("part", "body"), [("member", NORWICH), ("other_member", BRECKLAND), ("chair", COUNTY), ("co_opted", None)]
)
def test_members_speak_for_the_council_that_appointed_them(play: Play, part: str, body: str | None) -> None:
    comment = play.comment(by=getattr(play.cast, part))
    assert comment.body_id == (play.body(body).id if body else None)


@pytest.mark.parametrize("part", ["lead", "officer", "observer", "clerk", "outsider"])
def test_only_the_panel_comments(play: Play, part: str) -> None:
    with refused(play, NOT_ON_PANEL):
        play.comment(by=getattr(play.cast, part))


def test_the_window_is_kept_to_the_microsecond(play: Play) -> None:
    for now in (OPENS, CLOSES - INSTANT):
        play.clock.now = now
        assert play.comment().received_at == now
    for now, reason in ((OPENS - INSTANT, "The commenting window has not opened yet."), (CLOSES, CLOSED)):
        play.clock.now = now
        with refused(play, reason):
            play.comment()


def test_the_window_holds_for_changes_and_withdrawals_too(play: Play) -> None:
    play.clock.now = CLOSES - INSTANT
    first, second = play.comment(), play.comment()
    change(play, play.again(first), play.cast.member)
    withdraw(play, play.again(second), play.cast.member)
    play.clock.now = CLOSES
    for act in (change, withdraw):
        with refused(play, CLOSED):
            act(play, play.again(first), play.cast.member)
    with refused(play, CLOSED):
        support(play, play.again(first), play.cast.chair)


def test_the_same_form_sent_twice_makes_one_comment(play: Play) -> None:
    first = play.comment(key="form")
    again = play.comment(key="form", text="Sent twice")
    play.session.commit()
    assert again is first
    assert first.text == "How will this be measured?"
    assert play.session.scalar(select(func.count()).select_from(Comment)) == 1
    assert play.consultation.comments_numbered == 1


def test_the_same_form_sent_again_after_the_close_is_still_the_one_received(play: Play) -> None:
    first = play.comment(key="form")
    play.close()
    assert play.comment(key="form") is first


def test_two_people_may_have_forms_of_one_key(play: Play) -> None:
    assert play.comment(key="form").number == 1
    assert play.comment(key="form", by=play.cast.chair).number == 2


@pytest.mark.parametrize(
    ("wording", "reason", "field"),
    [
        ({"text": " \n"}, "Write your comment", "text"),
        ({"text": "x" * 10_001}, "That is 10,001 characters; 10,000 is the most that is taken", "text"),
        ({"quote": "no such words"}, "These words are not in the paragraph. Copy them from it exactly.", "quote"),
        (
            {"on": "5", "quote": "More work is"},
            "These words stand 2 times in the paragraph. Add the words before or after them.",
            "quote",
        ),
        (
            {"on": "Prevent", "quote": "Schools"},
            "Words can be quoted from a paragraph. Open the paragraph’s own Comment link.",
            "quote",
        ),
        (
            {"on": None, "suggested": "Other words"},
            "Wording can be suggested for a paragraph. Open the paragraph’s own Comment link.",
            "suggested",
        ),
        (
            {"suggested": "x" * 10_200},
            "The suggested wording is far longer than the paragraph it is for",
            "suggested",
        ),
    ],
)
def test_what_cannot_be_taken_is_refused_beside_its_field(
    play: Play, wording: dict[str, str], reason: str, field: str
) -> None:
    with refused(play, reason, field):
        play.comment(**wording)


def test_a_refused_comment_uses_up_no_number(play: Play) -> None:
    with refused(play, "Write your comment", "text"):
        play.comment(text="")
    assert play.comment().number == 1


def test_before_an_authority_leads_there_is_nobody_to_answer(play: Play) -> None:
    play.consultation.lead_authority_id = None
    play.session.flush()
    with refused(
        play,
        "The clerk has not said yet which authority answers here. Ask the clerk to name one, then send again.",
    ):
        play.comment(on=None)


def test_a_change_keeps_what_was_said_before_in_the_record(play: Play) -> None:
    comment = play.comment(on="1", quote="Schools and colleges")
    play.clock.now += timedelta(hours=1)
    change(play, play.again(comment), play.cast.member)
    assert (comment.text, comment.stance, comment.quote, comment.changed_at) == (
        "Better said.",
        "support",
        None,
        play.now,
    )
    entry = last_entry(play)
    assert (entry.act, entry.subject, entry.actor_id) == ("change comment", "comment C-0001", play.cast.member.id)
    told = [(entry.details or {})[side] for side in ("before", "after")]
    assert [(one["text"], one["stance"], one["quote"]) for one in told] == [
        ("How will this be measured?", "observation", "Schools and colleges"),
        ("Better said.", "support", None),
    ]


def test_a_change_that_changes_nothing_is_not_recorded(play: Play) -> None:
    comment = play.comment(text="As it was", stance=Stance.SUPPORT)
    before = last_entry(play)
    change(play, play.again(comment), play.cast.member, "As it was ")
    assert (comment.changed_at, last_entry(play)) == (None, before)


def test_nobody_changes_what_somebody_else_said(play: Play) -> None:
    comment = play.comment()
    for part in ("other_member", "chair", "clerk", "lead"):
        for act in (change, withdraw):
            with refused(play, "Only its author can do this."):
                act(play, play.again(comment), getattr(play.cast, part))


def test_what_has_been_answered_stands(play: Play) -> None:
    comment = play.comment()
    response = play.answer(comment)
    change(play, play.again(comment), play.cast.member, "Until it is released it can be changed.")
    with refused(play, "The lead officer has not approved this answer yet."):
        play.release(response)
    play.release(play.approve(response))
    for act in (change, withdraw):
        with refused(play, "An answer to it has been released, so it stands in the record."):
            act(play, play.again(comment), play.cast.member)


def test_a_withdrawn_comment_keeps_its_number(play: Play) -> None:
    comment = play.comment()
    withdraw(play, play.again(comment), play.cast.member)
    assert (comment.number, comment.state, comment.withdrawn_at) == (1, "withdrawn", play.now)
    assert last_entry(play) == Entry("withdraw", "comment C-0001", play.cast.member.id, {})
    assert play.comment().number == 2
    for act in (change, withdraw):
        with refused(play, "It has been withdrawn."):
            act(play, play.again(comment), play.cast.member)


def test_members_support_each_others_comments_once(play: Play) -> None:
    comment = play.comment()
    for part in ("chair", "other_member", "chair", "co_opted"):
        play.clock.now += timedelta(minutes=1)
        support(play, play.again(comment), getattr(play.cast, part))
    assert queries.supporters(play.session, play.consultation) == {
        comment.id: [
            ("Chair of the scrutiny sub-panel", COUNTY),
            ("Member for Breckland District Council", BRECKLAND),
            ("Co-opted member, voluntary sector", ""),
        ]
    }
    assert last_entry(play) == Entry("support", "comment C-0001", play.cast.co_opted.id, {})


def test_support_can_be_taken_back_while_the_window_is_open(play: Play) -> None:
    comment = play.comment()
    support(play, play.again(comment), play.cast.chair)
    unsupport(play, play.again(comment), play.cast.chair)
    assert queries.supporters(play.session, play.consultation) == {}
    assert last_entry(play) == Entry("end support", "comment C-0001", play.cast.chair.id, {})
    before = last_entry(play)
    unsupport(play, play.again(comment), play.cast.chair)
    assert last_entry(play) == before
    support(play, play.again(comment), play.cast.chair)
    play.close()
    with refused(play, CLOSED):
        unsupport(play, play.again(comment), play.cast.chair)


def test_words_that_stand_twice_are_anchored_where_they_were_marked(play: Play) -> None:
    text = play.paragraph("5").text
    for start in (0, 22):
        comment = play.comment(on="5", quote="More work is", start=start, end=start + 12)
        assert (comment.quote, comment.quote_start, comment.quote_end) == ("More work is", start, start + 12)
        assert comment.quote_prefix == text[:start][-32:]


def test_a_drafting_point_is_kept_apart(play: Play) -> None:
    assert [play.comment().kind, play.comment(kind=Kind.DRAFTING_POINT).kind] == ["comment", "drafting point"]


def test_who_cannot_support_what(play: Play) -> None:
    comment = play.comment()
    with refused(play, "This comment is your own. Members can support each other’s comments."):
        support(play, comment, play.cast.member)
    with refused(play, NOT_ON_PANEL):
        support(play, comment, play.cast.observer)
    withdraw(play, play.again(comment), play.cast.member)
    with refused(play, "This comment has been withdrawn."):
        support(play, comment, play.cast.chair)


def test_a_member_who_left_the_panel_changes_nothing_any_more(play: Play) -> None:
    comment = play.comment()
    actor = play.actor(play.cast.member)
    gone = type(actor)(actor.person_id, actor.name, tuple(m for m in actor.memberships if m.role is not Role.MEMBER))
    with refused(play, NOT_ON_PANEL):
        comments.withdraw(
            play.session, consultation=play.consultation, comment=play.again(comment), by=gone, now=play.now
        )
