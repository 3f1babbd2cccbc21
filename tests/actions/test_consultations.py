"""A consultation is started, described, given its window, and ends in adoption (R8)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from consult.actions import comments, consultations
from consult.actions.allowing import stage
from consult.actions.consultations import Particulars, slug_of
from consult.domain.lifecycle import Stage
from consult.domain.refusals import Refused
from consult.queries import people
from consult.store.consultations import Consultation
from consult.store.people import Person
from tests.actions.records import Entry, entries, last_entry, refused
from tests.factories import CLOSES, COUNTY, OPENS, POLICE, SLUG, Play

INSTANT = timedelta(microseconds=1)


def start(session: Session, slug: str, person: Person | None = None) -> Consultation:
    by = people.actor(session, person, None) if person else None
    return consultations.start(session, slug=slug, particulars=Particulars("Serious violence"), by=by, now=OPENS)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("County Lines 2021-2025", "county-lines-2021-2025"),
        ("  Norfolk’s “plan”: (draft)  ", "norfolks-plan-draft"),
        ("Cynllun Diogelwch Ŵyn", "cynllun-diogelwch-wyn"),
        ("مرحبا", "consultation"),
        ("", "consultation"),
        ("word " * 40, "-".join(["word"] * 16)),
        ("x" * 100, "consultation"),
    ],
)
def test_an_address_is_made_from_a_title(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_consultation_starts_with_neither_draft_nor_window(session: Session) -> None:
    made = start(session, "serious-violence")
    assert (made.slug, made.title, made.current_version, made.opens_at) == (
        "serious-violence",
        "Serious violence",
        0,
        None,
    )
    assert stage(made, OPENS) is Stage.PREPARING
    (entry,) = entries(session, made.id)
    assert (entry.act, entry.subject, entry.actor_id) == ("start", "consultation", None)
    assert (entry.details or {})["title"] == "Serious violence"


def test_a_clerk_starts_one_and_nobody_else(play: Play) -> None:
    assert start(play.session, "serious-violence", play.cast.clerk).slug == "serious-violence"
    for part in ("member", "lead", "chair", "outsider"):
        with refused(play, "Only a clerk can start a consultation. Ask the operator of this service to make you one."):
            start(play.session, "another", getattr(play.cast, part))


def test_an_address_leads_to_one_consultation(play: Play) -> None:
    with refused(play, f"There is a consultation at “{SLUG}” already. Choose another address.", "slug"):
        start(play.session, SLUG)


@pytest.mark.parametrize("slug", ["", "-", "a--b", "a-", "-a", "A", "a b", "a/b", "à", "a" * 81, "a\n", "../a"])
def test_addresses_are_plain(session: Session, slug: str) -> None:
    with pytest.raises(Refused) as refusal:
        start(session, slug)
    assert refusal.value.field == "slug"


def describe(play: Play, particulars: Particulars, by: Person | None = None) -> None:
    consultations.describe(
        play.session, consultation=play.consultation, particulars=particulars,
        by=play.actor(by or play.cast.clerk), now=play.now,
    )  # fmt: skip


def test_describing_records_what_changed_and_nothing_else(play: Play) -> None:
    about = play.consultation
    same = {name: getattr(about, name) for name in ("title", "host", "panel", "lead_authority_id")}
    before = entries(play.session, about.id)
    describe(play, Particulars(**same))
    assert entries(play.session, about.id) == before
    describe(play, Particulars(**same, meeting_on=date(2021, 3, 15), item_number="6"))
    assert (about.meeting_on, about.item_number) == (date(2021, 3, 15), "6")
    changed = {"meeting_on": [None, "2021-03-15"], "item_number": ["", "6"]}
    assert last_entry(play) == Entry("describe", "consultation", play.cast.clerk.id, {"changed": changed})
    with refused(play, "Only the clerk can do this."):
        describe(play, Particulars("Hijacked"), by=play.cast.chair)


def test_setting_the_window_is_recorded_with_what_it_was(play: Play) -> None:
    later = CLOSES + timedelta(days=7)
    play.set_window(OPENS, later)
    assert (play.consultation.opens_at, play.consultation.closes_at) == (OPENS, later)
    assert last_entry(play) == Entry(
        "set window",
        "window",
        play.cast.clerk.id,
        {"before": [str(OPENS), str(CLOSES)], "after": [str(OPENS), str(later)]},
    )


def test_a_window_closes_after_it_opens(play: Play) -> None:
    for closes in (OPENS, OPENS - INSTANT):
        with refused(play, "The window must close after it opens.", "closes"):
            play.set_window(OPENS, closes)
    play.set_window(OPENS, OPENS + INSTANT)


def test_a_later_closing_time_opens_the_window_again(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.RESPONDING)
    play.set_window(OPENS, play.now + INSTANT)
    assert stage(play.consultation, play.now) is Stage.OPEN
    assert play.comment().number == 1


def test_a_window_is_a_moment_in_the_world_whatever_the_zone(play: Play) -> None:
    with pytest.raises(StatementError, match="a time without a zone cannot be stored"):
        play.set_window(OPENS.replace(tzinfo=None), CLOSES.replace(tzinfo=None))


def test_only_the_clerk_sets_it(play: Play) -> None:
    actor = play.actor(play.cast.chair)
    with refused(play, "Only the clerk can do this."):
        consultations.set_window(
            play.session, consultation=play.consultation, opens_at=OPENS, closes_at=CLOSES, by=actor, now=play.now
        )


def adopt(play: Play, by: Person | None = None) -> None:
    consultations.adopt(
        play.session, consultation=play.consultation, by=play.actor(by or play.cast.clerk), now=play.now
    )


def test_nothing_is_adopted_while_the_window_is_open(play: Play) -> None:
    for now in (OPENS - INSTANT, OPENS, CLOSES - INSTANT):
        play.clock.now = now
        with refused(play, "Nothing can be adopted before the commenting window has closed."):
            adopt(play)


def test_nothing_is_adopted_before_every_item_is_considered(play: Play) -> None:
    comment, question = play.comment(), play.ask(of=(COUNTY, POLICE))
    play.close()
    waiting = "Nothing can be adopted yet: {} no released answer. Every one must be considered first."
    with refused(play, waiting.format("3 items have")):
        adopt(play)
    play.release(play.answer(comment))
    play.release(play.answer(question, by=play.cast.lead))
    last = play.answer(question, by=play.cast.other_officer)
    with refused(play, waiting.format("1 item has")):
        adopt(play)
    play.approve(last, by=play.cast.other_lead)
    with refused(play, waiting.format("1 item has")):
        adopt(play)
    play.release(last)
    adopt(play)
    assert (play.consultation.adopted_at, stage(play.consultation, play.now)) == (play.now, Stage.ADOPTED)
    assert last_entry(play) == Entry("adopt", "consultation", play.cast.clerk.id, {})
    with refused(play, "The strategy has been adopted already."):
        adopt(play)
    with refused(play, "The strategy has been adopted; its window cannot be opened again."):
        play.set_window(OPENS, play.now + timedelta(days=1))


def test_what_was_withdrawn_holds_nothing_up(play: Play) -> None:
    comments.withdraw(
        play.session, consultation=play.consultation, comment=play.again(play.comment()),
        by=play.actor(play.cast.member), now=play.now,
    )  # fmt: skip
    play.close()
    adopt(play)
    assert stage(play.consultation, play.now) is Stage.ADOPTED


def test_only_the_clerk_adopts(play: Play) -> None:
    play.close()
    with refused(play, "Only the clerk can do this."):
        adopt(play, by=play.cast.lead)
