"""Papers go when the law lets them, not a day before, and a copy of one can be verified ever after (R16)."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from consult.actions import issuing, packs, purging
from consult.actions.retaining import Retention
from consult.domain.lifecycle import Stage
from consult.domain.refusals import Refused
from consult.domain.retention import Due, Periods, Rule, after_days, after_years
from consult.domain.verifying import Verdict
from consult.pack.verifying import verify
from consult.queries import issued
from consult.store.background import BackgroundPaper
from consult.store.packs import Issue, Pack
from tests import registers
from tests.client import Client
from tests.factories import LONDON, Play

MEETING = date(2021, 3, 8)
DATA = b"%PDF of pack 1"


def issued_pack(play: Play) -> Issue:
    """A pack that is issued, and a background paper; the meeting is on 8 March 2021."""
    play.close()
    play.consultation.meeting_on = MEETING
    by, now = play.actor(play.cast.clerk), play.now
    registers.paper(play)
    facts: dict[str, Any] = {"consultation": play.consultation, "by": by, "now": now}
    terms = issuing.Terms(urgency="The chair wishes it.")
    row, lead = issuing.issue(play.session, terms=terms, today=play.today, **facts)
    packs.claim(play.session, lead.id, silent_since=now, now=now)
    end = issued.chain_end(play.session, play.consultation.id)
    snapshot = issuing.Snapshot(now, play.today, 1, end, {})
    files = [issuing.MadeFile("pdf", 1, DATA)]
    issuing.seal(play.session, row.id, lead.id, attempt=1, files=files, snapshot=snapshot, **facts)
    return row


def rules(play: Play, day: date, **periods: int) -> Retention:
    return Retention(play.session, Periods(**periods), datetime(day.year, day.month, day.day, 12, tzinfo=UTC), LONDON)


def papers(found: list[Due]) -> dict[Rule, tuple[date | None, bool]]:
    return {due.rule: (due.on, due.is_due) for due in found if due.rule in {Rule.PAPERS, Rule.BACKGROUND}}


@pytest.fixture
def play(at: Callable[..., Any]) -> Play:
    found: Issue = at(Stage.OPEN, lambda play: (issued_pack(play), play)[1])
    return found  # type: ignore[return-value]


def test_years_are_whole() -> None:
    assert (after_years(date(2024, 2, 29), 6), after_years(date(2021, 3, 8), 4)) == (date(2030, 3, 1), date(2025, 3, 8))
    assert after_days(date(2021, 3, 30), 92) == date(2021, 7, 1)


@pytest.mark.parametrize("years", [{"paper_years": 5}, {"background_years": 3}, {"challenge_days": 0}])
def test_no_setting_goes_below_the_law(years: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="write a whole number"):
        Periods(**years)


def test_each_goes_on_its_day_and_is_refused_before(play: Play) -> None:
    session, about = play.session, play.consultation
    issue = issued.by_number(session, about, 1)
    asked: dict[str, Any] = {"consultation": about, "now": play.now}
    with pytest.raises(Refused, match=r"Pack 1 of \S+ cannot be removed before 8 March 2027\."):
        purging.purge_pack(session, issue=issue, years=6, today=date(2027, 3, 7), **asked)
    with pytest.raises(Refused, match="before 8 March 2027"):
        purging.purge_pack(session, issue=issue, years=1, today=date(2027, 3, 7), **asked)
    with pytest.raises(Refused, match="before 8 March 2025"):
        purging.purge_background(session, years=1, today=date(2025, 3, 7), **asked)
    assert papers(rules(play, date(2025, 3, 8)).found()) == {
        Rule.PAPERS: (date(2027, 3, 8), False),
        Rule.BACKGROUND: (date(2025, 3, 8), True),
    }
    assert papers(rules(play, date(2027, 3, 8), paper_years=10).found())[Rule.PAPERS] == (date(2031, 3, 8), False)
    assert session.scalars(select(BackgroundPaper.id)).all() != []


def test_a_pack_that_is_removed_can_still_be_verified_and_is_still_sealed(play: Play, client: Client) -> None:
    session, day = play.session, date(2027, 3, 8)
    there = rules(play, day)
    for due in there.found():
        if due.is_due and due.rule in {Rule.PAPERS, Rule.BACKGROUND}:
            there.carry_out(due)
    assert [due for due in there.found() if due.is_due and due.rule in {Rule.PAPERS, Rule.BACKGROUND}] == []
    session.commit()
    file = session.scalars(select(Pack)).one()
    session.refresh(file, ["data"])
    assert (file.data, file.failure) == (None, "Removed on 8 March 2027: papers are kept until 8 March 2027.")
    assert session.scalars(select(BackgroundPaper.id)).all() == []
    told = verify(session, DATA, now=there.now, timezone=LONDON)
    assert (told.verdict, told.discarded) == (Verdict.UNALTERED, file.failure)
    client.sign_in(play.cast.member)
    assert "Its files are no longer kept." in client.get(play.url("packs/published")).text
    assert client.get(play.url(f"packs/{file.id}/download")).status == 404
    with pytest.raises(DBAPIError, match="an issued pack does not change"):
        session.execute(text("UPDATE pack SET size = 1"))
    session.rollback()
