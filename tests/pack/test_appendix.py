"""The lists of the paper: who owes an answer, what came late, what was answered together, who is silent."""

from dataclasses import replace
from datetime import date

from consult.domain.digest import Answer, Digest, Glance, RecommendationEntry, ReplyEntry, RespondentRow
from consult.pack.appendix import Aside, Owing, answered_together, asides, owing, silent, silent_members
from tests.pack import digests

WAITING = "With the authority"


def small() -> Digest:
    return digests.digest(comments=2, questions=1)


def with_comments(digest: Digest, **changes: object) -> Digest:
    return replace(digest, whole_draft=tuple(replace(one, **changes) for one in digest.whole_draft))  # type: ignore[arg-type]


def unanswered(digest: Digest, *references: str) -> Digest:
    glance: Glance = replace(digest.glance, unanswered=references)
    return replace(digest, glance=glance)


def test_what_is_unanswered_stands_with_each_authority_that_owes_it() -> None:
    waiting = (Answer("Norfolk Constabulary", WAITING), Answer("Norfolk County Council", "Answered", text="Yes."))
    digest = with_comments(small(), answers=waiting)
    (asked,) = digest.questions
    asked = replace(asked, answers=(Answer("Norfolk County Council", WAITING),))
    digest = unanswered(replace(digest, questions=(asked,)), "C-0001", "C-0002", asked.reference)
    assert owing(digest) == [
        Owing("Norfolk Constabulary", ("C-0001", "C-0002")),
        Owing("Norfolk County Council", (asked.reference,)),
    ]


def test_what_nobody_began_to_answer_stands_with_whom_it_is_put_to_or_with_nobody() -> None:
    digest = unanswered(with_comments(small(), answers=(), put_to="Norfolk Fire and Rescue Service"), "C-0001")
    assert owing(digest) == [Owing("Norfolk Fire and Rescue Service", ("C-0001",))]
    assert owing(with_comments(digest, put_to="")) == [Owing("Nobody in particular", ("C-0001",))]
    assert owing(unanswered(digest)) == []


def test_late_and_redacted_items_are_listed_with_their_notes() -> None:
    digest = with_comments(small(), marks=("Late",), notes=("Taken after the closing date: snow.",))
    assert asides(digest) == [
        Aside(one.reference, one.by, one.body, ("Late",), ("Taken after the closing date: snow.",))
        for one in digest.whole_draft
    ]
    assert asides(with_comments(digest, marks=("Withdrawn",))) == []


def test_each_group_is_listed_once() -> None:
    digest = small()
    first, second = digest.whole_draft
    grouped = tuple(
        replace(one, answers=(replace(one.answers[0], together_with=(other.reference,)),))
        for one, other in ((first, second), (second, first))
    )
    assert answered_together(replace(digest, whole_draft=grouped)) == [("C-0001", "C-0002")]
    assert answered_together(digest) == []


def test_members_who_said_nothing_are_named() -> None:
    rows = (RespondentRow("Member A", "A", 1, 0, 0), RespondentRow("Member B", "B", 0, 0, 0))
    assert silent_members(replace(small(), respondents=rows)) == ["Member B"]


def reply(body: str, **said: object) -> ReplyEntry:
    words = f"Response due from {body} by 29 December 2020, not received to date (69 days)"
    return replace(ReplyEntry(body, "Responsible authority", words, "Not received", 69), **said)  # type: ignore[arg-type]


def test_who_is_silent_on_a_recommendation_is_said_in_one_line_and_nobody_is_awaited_on_one_withdrawn() -> None:
    replies = (reply("A"), reply("B"), reply("C", text="Yes."), reply("D", holding="Soon."))
    entry = RecommendationEntry(
        reference="R-0001", text="Do it.", meeting_on=date(2020, 11, 27), minute="", place="", question="",
        issued_on=date(2020, 12, 1), due_on=date(2020, 12, 29), basis="", status="", words="", days_overdue=69,
        replies=replies,
    )  # fmt: skip
    assert silent(entry) == ["Response due by 29 December 2020, not received to date (69 days): A and B"]
    assert silent(replace(entry, withdrawn_on=date(2021, 1, 4))) == []
