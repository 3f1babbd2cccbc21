"""What lists hold, in which order, and what they leave out."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from consult.actions import comments as verbs
from consult.actions import people as actions
from consult.domain.dispositions import Stance
from consult.domain.lifecycle import AnswerState, Stage
from consult.domain.people import Role
from consult.domain.refusals import NotFound
from consult.queries import comment_lists, comments, consultations, drafts, people, questions, responses
from consult.queries.criteria import Answered, Criteria
from consult.queries.responses import Awaited
from consult.store.consultations import Consultation
from tests.factories import BRECKLAND, COUNTY, ELSEWHERE, NORWICH, PIXEL, POLICE, SLUG, Play, address


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def numbers(items: Sequence[Any]) -> list[int]:
    return [item.number for item in items]


def elsewhere(play: Play) -> Consultation:
    return consultations.by_slug(play.session, ELSEWHERE)


def test_comments_by_place_author_and_reference(play: Play) -> None:
    for on, by in ((None, "member"), ("Prevent", "chair"), ("1", "member"), ("4", "chair")):
        play.comment(on=on, by=getattr(play.cast, by))
    session, here = play.session, play.consultation
    assert numbers(comments.every(session, here)) == [1, 2, 3, 4]
    assert numbers(comments.on_whole_draft(session, here, play.version.id)) == [1]
    assert numbers(comments.on_sections(session, here, [play.section("Prevent").id])) == [2, 3]
    assert numbers(comments.by_author(session, here, play.cast.chair.id)) == [2, 4]
    assert comments.by_reference(session, here, "c3").number == 3
    assert comments.counts_by_section(session, play.version.id) == {
        None: 1,
        play.section("Prevent").id: 2,
        play.section("County Lines").id: 1,
    }
    assert numbers(comments.every(session, elsewhere(play))) == []


@pytest.mark.parametrize("typed", ["C-0009", "Q-0001", "nonsense", "C-0", ""])
def test_references_that_lead_nowhere(play: Play, typed: str) -> None:
    play.comment()
    with pytest.raises(NotFound):
        comments.by_reference(play.session, play.consultation, typed)
    with pytest.raises(NotFound):
        questions.by_reference(play.session, elsewhere(play), "Q-0001")


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        ({}, [1, 2, 3, 4]),
        ({"stance": "object"}, [2]),  # of what was withdrawn, 4, nothing is told
        ({"authority": POLICE}, [3, 4]),
        ({"authority": POLICE, "stance": "object"}, []),
        ({"answered": Answered.YES}, [1]),
        ({"answered": Answered.NO}, [2, 3]),  # what was withdrawn owes no answer
    ],
)
def test_comments_narrowed_down(play: Play, criteria: dict[str, Any], found: list[int]) -> None:
    play.release(play.answer(play.comment(on="1")))
    play.answer(play.comment(on="1", stance=Stance.OBJECT))
    play.comment(on="4")
    withdrawn = play.comment(on="4", stance=Stance.OBJECT)
    verbs.withdraw(
        play.session, consultation=play.consultation, comment=play.again(withdrawn), by=play.actor(play.cast.member),
        now=play.now,
    )  # fmt: skip
    authority = criteria.pop("authority", None)
    asked = Criteria(authority_id=play.body(authority).id if authority else None, **criteria)
    page, total = comment_lists.filtered(play.session, play.consultation, asked, page=1, size=10)
    assert (numbers(page), total) == (found, len(found))


def test_a_long_list_comes_in_pages(play: Play) -> None:
    for _ in range(5):
        play.comment()
    pages = [comment_lists.filtered(play.session, play.consultation, Criteria(), page=n, size=2) for n in (1, 2, 3, 4)]
    assert [(numbers(found), total) for found, total in pages] == [([1, 2], 5), ([3, 4], 5), ([5], 5), ([], 5)]


def test_questions_by_section_and_author(play: Play) -> None:
    play.ask(about="Prevent")
    play.ask(by=play.cast.chair)
    assert numbers(questions.every(play.session, play.consultation)) == [1, 2]
    prevent = play.section("Prevent").id
    assert questions.numbers_by_place(play.session, [prevent]) == {(prevent, None): [1]}
    assert numbers(questions.by_author(play.session, play.consultation, play.cast.chair.id)) == [2]


def test_what_is_owed_is_counted_by_authority_and_state(play: Play) -> None:
    county, police = play.body(COUNTY).id, play.body(POLICE).id
    play.comment(on="1")
    play.answer(play.comment(on="1"), by=play.cast.officer)
    play.release(play.answer(play.comment(on="1")))
    play.comment(on="4")
    question = play.ask(of=(COUNTY, POLICE))
    play.answer(question, by=play.cast.lead)
    assert set(responses.awaited(play.session, play.consultation)) == {
        Awaited("comment", county, AnswerState.AWAITED, 1),
        Awaited("comment", county, AnswerState.DRAFTED, 1),
        Awaited("comment", county, AnswerState.RELEASED, 1),
        Awaited("comment", police, AnswerState.AWAITED, 1),
        Awaited("question", county, AnswerState.APPROVED, 1),
        Awaited("question", police, AnswerState.AWAITED, 1),
    }
    assert responses.unreleased_count(play.session, play.consultation) == 5
    assert responses.awaited(play.session, elsewhere(play)) == []


def test_approved_answers_wait_for_the_clerk_in_order(play: Play) -> None:
    question = play.answer(play.ask())
    second, first = play.comment(), play.comment()
    play.answer(play.comment(), by=play.cast.officer)
    later, sooner = play.answer(first), play.answer(second)
    play.release(play.answer(play.comment()))
    waiting = list(responses.to_release(play.session, play.consultation))
    assert [response.id for _, response in waiting] == [sooner.id, later.id, question.id]


def test_who_takes_part(play: Play) -> None:
    rows = people.taking_part(play.session, play.consultation)
    assert sorted((row.role, row.person.email, row.body.name if row.body else "") for row in rows) == sorted(
        [
            ("chair", address("chair"), COUNTY),
            ("clerk", address("clerk"), ""),
            ("co-opted", address("co_opted"), ""),
            ("lead-officer", address("lead"), COUNTY),
            ("lead-officer", address("other_lead"), POLICE),
            ("member", address("member"), NORWICH),
            ("member", address("other_member"), BRECKLAND),
            ("observer", address("observer"), ""),
            ("officer", address("officer"), COUNTY),
            ("officer", address("other_officer"), POLICE),
        ]
    )
    with pytest.raises(NotFound):
        people.membership(play.session, elsewhere(play), rows[0].id)


def test_authorities_that_can_be_asked_today(play: Play) -> None:
    """R21: bodies begin and end."""
    today = date(2021, 2, 8)

    def asked(on: date) -> list[str]:
        return [body.name for body in people.authorities(play.session, play.consultation, on)]

    assert asked(today) == [POLICE, COUNTY]
    play.body(POLICE).valid_to = today
    play.body(COUNTY).valid_from = today
    assert asked(today) == [POLICE, COUNTY]
    assert asked(today + timedelta(days=1)) == [COUNTY]
    assert asked(today - timedelta(days=1)) == [POLICE]


def test_people_by_address_and_part(play: Play) -> None:
    assert people.by_email(play.session, f" {address('member').upper()} ") is play.cast.member
    assert people.by_email(play.session, "nobody@example.org") is None
    actor = people.actor_by_email(play.session, address("lead"), play.consultation)
    assert [(one.role, one.body_id) for one in actor.memberships] == [(Role.LEAD_OFFICER, play.body(COUNTY).id)]
    assert people.actor(play.session, play.cast.lead, elsewhere(play)).memberships == ()
    with pytest.raises(NotFound):
        people.actor_by_email(play.session, "nobody@example.org", play.consultation)
    assert people.clerk_name(play.session, play.consultation) == play.cast.clerk.name


def test_consultations_of_a_person(play: Play) -> None:
    def slugs(part: str) -> list[str]:
        return [one.slug for one in consultations.of_person(play.session, getattr(play.cast, part))]

    assert (slugs("member"), slugs("outsider"), slugs("clerk")) == ([SLUG], [ELSEWHERE], [SLUG, ELSEWHERE])
    row = people.taking_part(play.session, elsewhere(play))[-1]
    actions.end_membership(
        play.session, consultation=elsewhere(play), membership=row,
        by=people.actor(play.session, play.cast.clerk, elsewhere(play)), now=play.now,
    )  # fmt: skip
    assert slugs("outsider") == []
    play.comment()
    play.ask()
    play.ask()
    listed = [(one.consultation.slug, one.comments, one.questions) for one in consultations.every(play.session)]
    assert listed == [(SLUG, 1, 2), (ELSEWHERE, 0, 0)]
    with pytest.raises(NotFound):
        consultations.by_slug(play.session, "nowhere")


def test_the_draft_and_its_pictures(play: Play) -> None:
    session, here, version = play.session, play.consultation, play.version
    rows = drafts.paragraphs(session, [section.id for section in drafts.sections(session, version)])
    assert [(row.label, drafts.ordinal(session, row)) for row in rows] == [
        ("", 1), ("", 2), ("1", 0), ("2", 0), ("2(a)", 0), ("2(b)", 0), ("", 1), ("3", 0), ("", 1), ("4", 0), ("5", 0),
    ]  # fmt: skip
    prevent = play.section("Prevent")
    assert drafts.section_with_number(session, here, prevent.id) == (prevent, 1)
    checking = play.import_draft()
    assert drafts.figure(session, here, version.id, PIXEL.sha256, unpublished=False).data == PIXEL.data
    assert drafts.figure(session, here, checking.id, PIXEL.sha256, unpublished=True).data == PIXEL.data
    with pytest.raises(NotFound):
        drafts.figure(session, here, checking.id, PIXEL.sha256, unpublished=False)
    for wrong in (lambda: drafts.version(session, here, 2), lambda: drafts.section(session, prevent.id, checking),
                  lambda: drafts.section_with_number(session, elsewhere(play), prevent.id),
                  lambda: drafts.paragraph(session, rows[0].id, checking),
                  lambda: drafts.to_check(session, elsewhere(play), checking.id)):  # fmt: skip
        with pytest.raises(NotFound):
            wrong()
