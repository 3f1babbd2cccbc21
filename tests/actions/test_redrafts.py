"""A redraft takes everything said on the version before along, and gives it back whole if it is withdrawn."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from consult.actions import comments, redrafts, versions
from consult.actions.comments import Wording
from consult.actions.redrafts import Picked
from consult.domain.dispositions import Stance
from consult.domain.draft import Draft, Paragraph
from consult.domain.lifecycle import Stage
from consult.queries import drafts as drafts_there_are
from consult.queries import redrafts as there_are
from consult.store.comments import Comment
from consult.store.drafts import DraftVersion
from consult.store.redrafts import CommentPlace
from tests.actions.records import last_entry, refused
from tests.factories import COUNTY, DRAFT, POLICE, Play

WORDS = "help those who ran them"


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def rewritten(*, of: dict[str, str], without: str = "", headings: dict[str, str] | None = None) -> Draft:
    """The draft with other texts for some numbered paragraphs, and without one."""

    def paragraph(one: Paragraph) -> Paragraph:
        text = of.get(one.label, one.text)
        return one if text == one.text else replace(one, text=text, html=text)

    return replace(
        DRAFT,
        sections=tuple(
            replace(
                section,
                heading=(headings or {}).get(section.heading, section.heading),
                paragraphs=tuple(paragraph(one) for one in section.paragraphs if not without or one.label != without),
            )
            for section in DRAFT.sections
        ),
    )


EDITED = rewritten(
    of={"4": "From April the constabulary will close lines, and the county council will help those who ran them."}
)


def stands(play: Play, comment: Comment) -> tuple[int | None, str | None, str | None, str | None]:
    """Where a comment stands: version, heading, number, words."""
    again = play.again(comment)
    number = play.session.get_one(DraftVersion, again.version_id).number
    heading = again.section.heading if again.section else None
    return number, heading, again.paragraph.label if again.paragraph else None, again.quote


def marked(play: Play, comment: Comment) -> str:
    again = play.again(comment)
    text: str = again.paragraph.text
    return text[again.quote_start : again.quote_end]


def test_comments_go_along_with_their_words(play: Play) -> None:
    on_words, on_paragraph = play.comment(on="4", quote=WORDS), play.comment(on="1")
    on_section, on_all = play.comment(on="County Lines"), play.comment(on=None)
    play.redraft(EDITED)
    assert play.consultation.current_version == 2
    assert stands(play, on_words) == (2, "County Lines", "4", WORDS)
    assert marked(play, on_words) == WORDS
    assert stands(play, on_paragraph) == (2, "Prevent", "1", None)
    assert stands(play, on_section) == (2, "County Lines", None, None)
    assert stands(play, on_all) == (2, None, None, None)


def test_questions_and_unsent_words_follow_their_section(play: Play) -> None:
    question = play.ask(about="County Lines")
    old = question.section_id
    play.redraft(EDITED)
    again = play.again(question)
    assert again.section_id != old
    assert (again.section.heading, again.version_id) == ("County Lines", play.version.id)


def test_sections_keep_their_authorities_and_their_keys(play: Play) -> None:
    before = {s.heading: (s.key, s.authority_id) for s in drafts_there_are.sections(play.session, play.version)}
    play.redraft(rewritten(of={}, headings={"County Lines": "Drug running across county lines"}))
    after = {s.heading: (s.key, s.authority_id) for s in drafts_there_are.sections(play.session, play.version)}
    assert after.pop("Drug running across county lines") == before.pop("County Lines")
    assert after == before
    assert before["Prevent"][1] == play.body(COUNTY).id


def test_where_it_stood_can_still_be_read(play: Play) -> None:
    comment = play.comment(on="4", quote=WORDS)
    first, start = play.version, comment.quote_start
    play.redraft(EDITED)
    place = there_are.places_in(play.session, first.id)[comment.id]
    assert (place.state, place.quote, place.quote_start) == ("made", WORDS, start)
    assert play.again(comment).quote_start > start


def test_words_that_are_gone_orphan_the_comment(play: Play) -> None:
    comment = play.comment(on="5", quote="More work is needed", text="By whom?")
    play.redraft(rewritten(of={"5": "The partnership has set aside money for two officers."}))
    assert stands(play, comment) == (2, "County Lines", None, None)
    place = there_are.places_in(play.session, play.version.id)[comment.id]
    assert (place.state, place.decided_by_id) == ("orphaned", play.cast.clerk.id)


def test_nothing_is_published_before_somebody_looked(play: Play) -> None:
    comment = play.comment(on="5", quote="More work is needed")
    version = play.check(rewritten(of={"5": "The partnership has set aside money for two officers."}))
    with refused(play, "1 comment waits to be looked at before this version can be published."):
        play.publish(version)
    clerk = play.actor(play.cast.clerk)
    redrafts.pick(
        play.session, consultation=play.consultation, version=version, comment=comment,
        picked=Picked(3, 10, "two officers"), by=clerk, now=play.now,
    )  # fmt: skip
    play.publish(version)
    assert stands(play, comment) == (2, "County Lines", "5", "two officers")


@pytest.mark.parametrize(
    ("picked", "reason", "field"),
    [
        (Picked(9), "Choose a section of the new draft", "section"),
        (Picked(3, 99), "Choose a paragraph of the new draft", "paragraph"),
        (
            Picked(3, 10, "words of somewhere else"),
            "These words are not in the paragraph. Copy them from it exactly.",
            "quote",
        ),
        (
            Picked(3, 10, "More work is"),
            "These words stand 2 times in the paragraph. Add the words before or after them.",
            "quote",
        ),
    ],
)
def test_a_place_that_is_not_there_is_refused(play: Play, picked: Picked, reason: str, field: str) -> None:
    comment = play.comment(on="4")
    version = play.check(EDITED)
    with refused(play, reason, field):
        redrafts.pick(
            play.session, consultation=play.consultation, version=version, comment=comment, picked=picked,
            by=play.actor(play.cast.clerk), now=play.now,
        )  # fmt: skip


def test_a_comment_that_came_meanwhile_is_placed_first(play: Play) -> None:
    play.comment(on="4")
    version = play.check(EDITED)
    play.clock.let_pass(minutes=1)
    late = play.comment(on="1")
    with refused(
        play,
        "The draft or the comments changed since it was worked out where the comments go. Work it out again, then publish.",
    ):
        play.publish(version)
    redrafts.plan(
        play.session, consultation=play.consultation, version=version, by=play.actor(play.cast.clerk), now=play.now
    )
    play.publish(version)
    assert stands(play, late) == (2, "Prevent", "1", None)


def test_what_was_decided_stays_decided(play: Play) -> None:
    comment = play.comment(on="5", quote="More work is needed")
    version = play.check(rewritten(of={"5": "The partnership has set aside money for two officers."}))
    clerk = play.actor(play.cast.clerk)
    redrafts.leave_orphaned(
        play.session, consultation=play.consultation, version=version, comment=comment, by=clerk, now=play.now
    )
    redrafts.plan(play.session, consultation=play.consultation, version=version, by=clerk, now=play.now)
    assert there_are.undecided(play.session, version.id) == 0


def test_a_version_withdrawn_leaves_everything_as_it_was(play: Play) -> None:
    said = [play.comment(on=on, quote=quote) for on, quote in (("4", WORDS), ("5", "More work is needed"), (None, ""))]
    question = play.ask(about="County Lines")
    before = [stands(play, comment) for comment in said], play.again(question).section_id
    second = play.redraft(rewritten(of={"4": "Gone.", "5": "Gone too."}))
    versions.withdraw_version(
        play.session, consultation=play.consultation, version=second, reason="The wrong file was sent.",
        by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    assert ([stands(play, comment) for comment in said], play.again(question).section_id) == before
    assert play.consultation.current_version == 1
    assert (last_entry(play).act, last_entry(play).details) == (
        "withdraw draft",
        {"reason": "The wrong file was sent.", "current": 1},
    )
    assert play.redraft(EDITED).number == 3
    assert stands(play, said[0]) == (3, "County Lines", "4", WORDS)


def test_a_version_with_comments_of_its_own_stands(play: Play) -> None:
    second = play.redraft(EDITED)
    play.comment(on="4")
    with refused(play, "1 comment has been made on version 2 since, so it stands. Publish another version instead."):
        versions.withdraw_version(
            play.session, consultation=play.consultation, version=second, reason="No.", by=play.actor(play.cast.clerk),
            now=play.now,
        )  # fmt: skip


def test_a_place_can_be_put_right_afterwards(play: Play) -> None:
    comment = play.comment(on="4", quote=WORDS)
    play.redraft(EDITED)
    versions.put_elsewhere(
        play.session, consultation=play.consultation, comment=comment, picked=Picked(1, 4, "train every"),
        by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    assert stands(play, comment) == (2, "Prevent", "2(a)", "train every")
    place = play.session.get_one(CommentPlace, (comment.id, play.version.id))
    assert (place.state, place.decided_by_id) == ("moved", play.cast.clerk.id)


def test_an_answer_is_still_owed_by_whom_it_was_put_to(play: Play) -> None:
    comment = play.comment(on="4")
    play.redraft(EDITED)
    again = play.again(comment)
    assert again.authority_id == play.body(POLICE).id
    assert play.release(play.answer(again, by=play.cast.other_lead)).released_at == play.now


def test_a_comment_that_came_back_stands_where_its_author_put_it(play: Play) -> None:
    comment = play.comment(on="4", quote=WORDS)
    clerk = play.actor(play.cast.clerk)
    versions.withdraw_version(
        play.session, consultation=play.consultation, version=play.redraft(EDITED), reason="No.", by=clerk, now=play.now
    )
    with refused(play, "It was made on this version, so it stands where its author put it."):
        versions.put_elsewhere(
            play.session, consultation=play.consultation, comment=comment, picked=Picked(1), by=clerk, now=play.now
        )


def test_a_comment_changed_afterwards_is_on_its_new_words_alone(play: Play) -> None:
    comment = play.comment(on="4", quote=WORDS)
    play.redraft(EDITED)
    comments.change(
        play.session, consultation=play.consultation, comment=play.again(comment),
        wording=Wording(Stance.OBJECT, "Which?", "close lines"), by=play.actor(play.cast.member), now=play.now,
    )  # fmt: skip
    place = play.session.get_one(CommentPlace, (comment.id, play.version.id))
    assert (stands(play, comment)[3], place.quote) == ("close lines", "close lines")


def test_an_orphan_is_still_owed_by_whom_it_was_put_to(play: Play) -> None:
    comment = play.comment(on="County Lines")
    play.redraft(replace(DRAFT, sections=DRAFT.sections[:-1]))
    assert stands(play, comment) == (2, None, None, None)
    play.assign({"Prevent": COUNTY})
    assert play.again(comment).authority_id == play.body(POLICE).id


def test_what_was_asked_on_a_version_keeps_it(play: Play) -> None:
    second = play.redraft(EDITED)
    play.clock.let_pass(minutes=1)
    play.ask(about="County Lines")
    with refused(
        play, "1 question or request has been made on version 2 since, so it stands. Publish another version instead."
    ):
        withdraw(play, second)


def test_what_was_changed_on_a_version_keeps_it(play: Play) -> None:
    comment = play.comment(on="4", quote=WORDS)
    second = play.redraft(EDITED)
    play.clock.let_pass(minutes=1)
    change(play, play.again(comment), "From April")
    with refused(play, "1 comment has been made on version 2 since, so it stands. Publish another version instead."):
        withdraw(play, second)


def test_a_comment_without_a_place_keeps_its_suggested_wording(play: Play) -> None:
    comment = play.comment(on="5", quote="More work is needed", suggested="Two officers are needed.")
    play.redraft(rewritten(of={"5": "The partnership has set aside money for two officers."}))
    change(play, play.again(comment))
    again = play.again(comment)
    assert (again.text, again.suggested_wording) == ("Otherwise.", "Two officers are needed.")


def test_a_comment_withdrawn_meanwhile_holds_nothing_up(play: Play) -> None:
    comment = play.comment(on="5", quote="More work is needed")
    version = play.check(rewritten(of={"5": "The partnership has set aside money for two officers."}))
    member = play.actor(play.cast.member)
    comments.withdraw(
        play.session, consultation=play.consultation, comment=play.again(comment), by=member, now=play.now
    )
    assert play.publish(version).number == 2


def test_nothing_is_published_after_adoption(play: Play) -> None:
    version = play.import_draft(EDITED)
    play.adopt()
    with refused(play, "The strategy has been adopted, so its text does not change any more."):
        play.publish(version)


def test_who_was_asked_stays_asked_where_no_authority_changed(play: Play) -> None:
    comment = play.comment(on="4", quote=WORDS)
    play.redraft(EDITED)
    clerk = play.actor(play.cast.clerk)
    versions.put_elsewhere(
        play.session, consultation=play.consultation, comment=play.again(comment), picked=Picked(paragraph=2), by=clerk,
        now=play.now,
    )  # fmt: skip
    play.assign({})
    assert play.again(comment).authority_id == play.body(POLICE).id


def withdraw(play: Play, version: DraftVersion) -> None:
    versions.withdraw_version(
        play.session, consultation=play.consultation, version=version, reason="No.", by=play.actor(play.cast.clerk),
        now=play.now,
    )  # fmt: skip


def change(play: Play, comment: Comment, quote: str = "") -> None:
    comments.change(
        play.session, consultation=play.consultation, comment=comment,
        wording=Wording(Stance.OBSERVATION, "Otherwise.", quote), by=play.actor(play.cast.member), now=play.now,
    )  # fmt: skip
