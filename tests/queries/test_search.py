"""Search finds what the person asking may read, and nothing else; it never fails on what is typed."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text, update

from consult.actions import comments, questions
from consult.domain.lifecycle import Stage
from consult.domain.searching import Matter, terms_of
from consult.queries import search, words_found
from consult.store import words
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.people import Person
from tests.factories import Play

At = Callable[..., Play]


def found(play: Play, who: Person, query: str, matter: Matter) -> list[int]:
    play.session.flush()
    return search.found(play.session, play.consultation, play.actor(who), terms_of(query), matter)


def shown(play: Play, query: str, matter: Matter) -> list[str]:
    """The excerpts, with what was found in square brackets; one database leaves the last full stop out."""
    ids = found(play, play.cast.member, query, matter)
    told = words_found.excerpts(play.session, matter, ids, terms_of(query))
    return [
        "".join(f"[{one.text}]" if one.found else one.text for one in told[found_id]).rstrip(".?") for found_id in ids
    ]


def test_the_draft_by_its_words_and_its_headings(at: At) -> None:
    play = at(Stage.OPEN)
    assert shown(play, "quarter", Matter.DRAFT) == ["report to the scrutiny sub-panel each [quarter]"]
    assert shown(play, "county lines", Matter.HEADINGS) == ["[County] [Lines]"]


def test_word_forms_cases_and_accents_make_no_difference(at: At) -> None:
    play = at(Stage.OPEN)
    play.comment(text="Training at the café was refused.")
    assert [len(found(play, play.cast.chair, query, Matter.COMMENTS)) for query in (
        "TRAIN", "trained cafe", "cafés", "refusing", "cafeteria",
    )] == [1, 1, 1, 1, 0]  # fmt: skip


def test_addresses_and_words_with_hyphens_by_their_parts(at: At) -> None:
    play = at(Stage.OPEN)
    play.comment(text="See https://www.norfolk.gov.uk/safety-plan, the sub-panel’s page.")
    found_by = [
        len(found(play, play.cast.chair, query, Matter.COMMENTS))
        for query in ("norfolk", "safety plan", "sub-panel", '"sub panel"', "subpanel")
    ]
    assert found_by == [1, 1, 1, 1, 0]


def test_all_words_must_occur_and_quoted_ones_together(at: At) -> None:
    play = at(Stage.OPEN)
    first = play.comment(text="The panel asks for the budget of each year.")
    second = play.comment(text="Each panel has a budget.")
    found_by = {
        query: found(play, play.cast.chair, query, Matter.COMMENTS)
        for query in ("budget panel", '"each panel"', "budget year", "budget lorry")
    }
    assert {query: set(ids) for query, ids in found_by.items()} == {
        "budget panel": {first.id, second.id}, '"each panel"': {second.id}, "budget year": {first.id}, "budget lorry": set(),
    }  # fmt: skip


def test_a_question_is_searched_as_one_text(at: At) -> None:
    play = at(Stage.OPEN)
    question = play.ask("What does it cost?", "Who pays for lorries?")
    play.ask("What does it cost?")
    assert found(play, play.cast.chair, "cost lorry", Matter.QUESTIONS) == [question.id]
    assert shown(play, "lorry", Matter.QUESTIONS) == ["What does it cost?\nWho pays for [lorries]"]


def test_the_suggested_wording_and_the_reason_are_searched(at: At) -> None:
    play = at(Stage.OPEN)
    comment = play.comment(on="2(a)", suggested="train every headteacher; and")
    answer = play.release(play.answer(comment, reason="Headteachers have no time."))
    assert found(play, play.cast.chair, "headteacher", Matter.COMMENTS) == [comment.id]
    assert found(play, play.cast.chair, "headteacher", Matter.ANSWERS) == [answer.id]


def test_what_is_changed_is_found_as_it_is_now(at: At) -> None:
    play = at(Stage.OPEN)
    comment, question = play.comment(text="about lorries"), play.ask("about lorries", "and vans")
    facts = {"consultation": play.consultation, "by": play.actor(play.cast.member), "now": play.now}
    wording = comments.Wording(comments.Stance.OBJECT, "about bicycles")
    comments.change(play.session, comment=play.again(comment), wording=wording, **facts)
    questions.change(play.session, question=play.again(question), parts=["about bicycles"], **facts)
    who = play.cast.chair
    assert [found(play, who, "lorries", matter) for matter in (Matter.COMMENTS, Matter.QUESTIONS)] == [[], []]
    assert [found(play, who, "vans", matter) for matter in (Matter.COMMENTS, Matter.QUESTIONS)] == [[], []]
    assert found(play, who, "bicycle", Matter.COMMENTS) == [comment.id]
    assert found(play, who, "bicycle", Matter.QUESTIONS) == [question.id]


def test_what_is_withdrawn_is_not_found_by_anybody(at: At) -> None:
    play = at(Stage.OPEN)
    comment, question = play.comment(text="lorries"), play.ask("lorries")
    facts = {"consultation": play.consultation, "by": play.actor(play.cast.member), "now": play.now}
    who = (play.cast.member, play.cast.clerk, play.cast.lead)
    before = [found(play, one, "lorries", Matter.COMMENTS) for one in who]
    assert before == [[comment.id]] * 3, "there is something that could be found"
    comments.withdraw(play.session, comment=play.again(comment), **facts)
    questions.withdraw(play.session, question=play.again(question), **facts)
    assert [found(play, one, "lorries", matter) for one in who for matter in Matter] == [[]] * 3 * len(Matter)


def test_an_answer_is_found_by_those_who_may_read_it(at: At) -> None:
    play = at(Stage.OPEN)
    cast = play.cast
    drafted = play.answer(play.comment(on="1"), "lorries drafted", by=cast.officer)
    approved = play.answer(play.comment(on="1"), "lorries approved", by=cast.lead)
    other = play.answer(play.comment(on="4"), "lorries of the constabulary", by=cast.other_lead)
    released = play.release(play.answer(play.comment(on="1"), "lorries released"))
    who = {
        part: set(found(play, getattr(cast, part), "lorries", Matter.ANSWERS))
        for part in ("member", "chair", "co_opted", "observer", "officer", "lead", "other_officer", "clerk")
    }
    assert who == {
        "member": {released.id},
        "chair": {released.id},
        "co_opted": {released.id},
        "observer": {released.id},
        "officer": {drafted.id, approved.id, released.id},
        "lead": {drafted.id, approved.id, released.id},
        "other_officer": {other.id, released.id},
        "clerk": {approved.id, other.id, released.id},
    }


def test_another_consultation_is_not_searched(at: At) -> None:
    play = at(Stage.OPEN)
    play.comment(text="lorries")
    play.session.flush()
    other = play.session.scalars(select(Consultation).where(Consultation.id != play.consultation.id)).first()
    assert other is not None
    actor = play.actor(play.cast.member)
    assert [search.found(play.session, other, actor, terms_of("lorries"), matter) for matter in Matter] == [[]] * len(
        Matter
    )


def test_the_index_made_anew_finds_the_same(at: At) -> None:
    play = at(Stage.OPEN)
    play.ask("lorries", "and vans")
    play.release(play.answer(play.comment(text="lorries"), "lorries"))
    before = [found(play, play.cast.chair, "lorries", matter) for matter in Matter]
    words.lay(play.session.connection())
    assert [found(play, play.cast.chair, "lorries", matter) for matter in Matter] == before
    assert sum(map(len, before)) == 3


def test_what_is_written_past_the_actions_is_indexed_too(at: At) -> None:
    play = at(Stage.OPEN)
    comment = play.comment(text="lorries")
    play.session.flush()
    play.session.execute(update(Comment).values(text="vans"))
    assert found(play, play.cast.chair, "lorries", Matter.COMMENTS) == []
    assert found(play, play.cast.chair, "vans", Matter.COMMENTS) == [comment.id]
    play.session.execute(delete(Response))
    play.session.execute(text("delete from comment"))
    assert found(play, play.cast.chair, "vans", Matter.COMMENTS) == []


ODD = [
    '"', '""', '"unclosed', "AND", "OR NOT", "NEAR(a b)", "a*", "^a", "text:a", "-a", "(((", "a' OR 1=1 --", "%", "_", "\\",
    "🙂", "👨‍👩‍👧", "\u0301", "ـ", "שלום", "word " * 2_000, "x" * 10_000, "&", "<b>", ":a", "a:b", "{a}", "the", "{{a}}",
]  # fmt: skip


@pytest.mark.parametrize("query", ODD)
def test_nothing_that_is_typed_is_an_error(at: At, query: str) -> None:
    play = at(Stage.OPEN)
    play.comment(text=query[:9_000].strip() or "-")
    for matter in Matter:
        ids = found(play, play.cast.chair, query, matter)
        words_found.excerpts(play.session, matter, ids, terms_of(query))


@pytest.fixture
def play(at: At) -> Play:
    return at(Stage.OPEN)


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_fails(play: Play, query: str) -> None:
    for matter in (Matter.COMMENTS, Matter.QUESTIONS):
        found(play, play.cast.chair, query, matter)
    words_found.excerpts(play.session, Matter.DRAFT, [1, 2, 3], terms_of(query or "a") or terms_of("a"))


def test_markup_in_an_excerpt_is_text(at: At) -> None:
    play = at(Stage.OPEN)
    play.comment(text="<script>alert(1)</script> lorries <b>&</b> vans")
    for query in ("lorries", "alert"):
        [excerpt] = shown(play, query, Matter.COMMENTS)
        assert query in excerpt
