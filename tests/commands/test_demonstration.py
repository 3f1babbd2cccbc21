"""`consult demo`: played through the actions, once, and kept."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.actions import comments, people
from consult.actions.allowing import stage
from consult.actions.recording import first_broken
from consult.app import create_app
from consult.config import from_environment
from consult.demo import scripts, set_up
from consult.demo.set_up import GUIDES
from consult.domain.digest import Digest
from consult.domain.dispositions import Stance
from consult.domain.lifecycle import AnswerState, Stage
from consult.domain.people import Role
from consult.domain.record import AnswerLine
from consult.domain.refusals import Refused
from consult.importing import read_draft
from consult.pack.attachments import Attachment
from consult.queries import comments as comments_read
from consult.queries import consultations as consultations_read
from consult.queries import drafts, responses
from consult.queries import people as people_read
from consult.store.audit import AuditEntry
from consult.store.base import Base
from consult.store.comments import Comment, Response, Support
from consult.store.consultations import Consultation
from consult.store.people import SignInLink
from consult.web.views import demonstration as switching
from tests.commands.conftest import NOW, Installation, Played

STORY, REFRESH = scripts.STORY, scripts.REFRESH


def counts(session: Session) -> dict[str, int]:
    """Rows of every table but the one each run adds to."""
    tables = [table for table in Base.metadata.sorted_tables if table.name != SignInLink.__tablename__]
    return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def digest_of(installation: Installation) -> Path:
    return installation.folder / "packs" / "community-safety-2021-2025-comments-digest.pdf"


def test_the_first_run_says_what_was_played_where_the_digest_is_and_how_to_sign_in(played: Played) -> None:
    lines = played.printed.splitlines()
    assert lines[:2] == [f"Played {STORY}", f"Played {REFRESH}"]
    assert re.fullmatch(r"That took \d+ seconds; the next start is quicker\.", lines[2])
    assert lines[4] == f"Comments digest: {digest_of(played.installation)}"
    assert [line.partition(":")[0].strip() for line in lines if line.startswith("  ") and "//" not in line] == [
        role.wording for role in GUIDES
    ]


def test_a_second_run_duplicates_nothing_and_makes_no_digest_anew(demonstration: Installation) -> None:
    with demonstration.stored() as session:
        before = counts(session)
    made = digest_of(demonstration).stat().st_mtime_ns
    said = demonstration.does("demo", "--no-serve")
    assert said.splitlines()[0] == f"Comments digest: {digest_of(demonstration)}"
    with demonstration.stored() as session:
        assert counts(session) == before
    assert digest_of(demonstration).stat().st_mtime_ns == made


def test_what_was_entered_is_kept_and_the_digest_follows_the_record(
    demonstration: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(digest: Digest, kind: str, attachments: Sequence[Attachment]) -> bytes:
        return f"{kind} {digest.cover.made_at}, with {', '.join(one.name for one in attachments)}".encode()

    monkeypatch.setattr(set_up.formats, "render_as", made)
    with demonstration.stored(writes=True) as session:
        story = consultations_read.by_slug(session, STORY)
        people.invite(
            session, consultation=story, email="new@example.org", name="New observer", role=Role.OBSERVER, by=None,
            now=NOW,
        )  # fmt: skip
    demonstration.does("demo", "--no-serve")
    assert digest_of(demonstration).read_bytes() == b"pdf 2026-03-10 12:00:00+00:00, with items.csv, manifest.json"
    assert "new@example.org" in demonstration.does("users")


def test_a_window_that_has_passed_is_moved_on_and_one_that_has_not_is_left(demonstration: Installation) -> None:
    demonstration.now = datetime(2026, 3, 31, 15, 59, tzinfo=UTC)
    assert closing_time(demonstration) == "2026-03-31T17:00:00+01:00"
    demonstration.now += timedelta(minutes=1)
    assert closing_time(demonstration) == "2026-04-21T17:00:00+01:00"


def closing_time(installation: Installation) -> str:
    installation.does("demo", "--no-serve")
    found = json.loads(installation.does("consultations", "--json"))
    closes_at: str = next(one["closes_at"] for one in found if one["slug"] == REFRESH)
    return closes_at


@pytest.mark.parametrize("stopped_at", ["prepare", "responses.release"])
def test_nothing_half_played_is_left(bare: Installation, monkeypatch: pytest.MonkeyPatch, stopped_at: str) -> None:
    def stop(*_args: object, **_kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"consult.demo.production.{stopped_at}", stop)
    assert bare.fails("demo", "--no-serve", code=130) == "stopped"
    assert json.loads(bare.does("consultations", "--json")) == []
    assert json.loads(bare.does("users", "--json")) == []


def test_each_link_lets_its_person_in_once(demonstration: Installation) -> None:
    said = demonstration.does("demo", "--no-serve")
    tokens = re.findall(r"http://127\.0\.0\.1:8000/sign-in/link/(\S+)", said)
    with demonstration.stored(writes=True) as session:
        found = [people.use_link(session, token=token, now=NOW + timedelta(hours=23)).email for token in tokens]
    assert found == list(GUIDES.values())
    with demonstration.stored(writes=True) as session, pytest.raises(Refused):
        people.use_link(session, token=tokens[0], now=NOW)


def test_a_printed_address_is_a_page(demonstration: Installation) -> None:
    address = demonstration.does("demo", "--no-serve").splitlines()[-1].strip()
    settings = from_environment({"CONSULT_INSTANCE": str(demonstration.folder)}, demonstration=True)
    page = create_app(settings, clock=lambda: NOW).test_client().get(address)
    assert page.status_code == 200


@pytest.fixture
def session(played: Played) -> Iterator[Session]:
    with played.installation.stored() as session:
        yield session


@pytest.fixture
def story(session: Session) -> Consultation:
    return consultations_read.by_slug(session, STORY)


def test_the_audit_chains_verify_and_run_in_time(session: Session) -> None:
    for consultation in session.scalars(select(Consultation)):
        assert first_broken(session, consultation.id) is None
        times = session.scalars(
            select(AuditEntry.at).where(AuditEntry.chain == consultation.id).order_by(AuditEntry.sequence)
        ).all()
        assert times == sorted(times)


def test_the_story_happens_in_february_and_march_2021(session: Session, story: Consultation) -> None:
    comments = select(Comment.received_at).where(Comment.consultation_id == story.id)
    received = session.scalars(comments.where(Comment.late_reason == "")).all()
    (late,) = session.scalars(comments.where(Comment.late_reason != ""))
    supported = session.scalars(
        select(Support.at).join(Comment, Comment.id == Support.comment_id).where(Comment.consultation_id == story.id)
    ).all()
    assert story.opens_at is not None
    assert story.closes_at is not None
    assert all(story.opens_at <= at < story.closes_at for at in [*received, *supported])
    assert late == datetime(2021, 2, 22, 11, 5, tzinfo=UTC)  # a letter the clerk took
    assert max(
        session.scalars(select(Response.released_at).where(Response.released_at < NOW - timedelta(days=90)))
    ) == (datetime(2021, 3, 5, 17, 30, tzinfo=UTC))


def test_the_cover_says_whose_paper_it_is(session: Session, story: Consultation) -> None:
    assert (story.host, story.panel, story.meeting_on, story.item_number) == (
        "Norfolk Countywide Community Safety Partnership",
        "Countywide Community Safety Partnership Scrutiny Sub-Panel",
        date(2021, 3, 15),
        "6",
    )
    assert (story.contact_title, story.contact_email) == (
        "Scrutiny officer, Democratic Services",
        "clerk@example.org",
    )
    assert drafts.version(session, story, 1).published_at == datetime(2021, 1, 29, 14, 0, tzinfo=UTC)


def test_answers_stand_where_the_script_leaves_them(session: Session, story: Consultation) -> None:
    states: dict[AnswerState, int] = {}
    for row in responses.awaited(session, story):
        states[row.state] = states.get(row.state, 0) + row.count
    lines = [line for line in scripts.story().contributions if isinstance(line, AnswerLine)]
    unreleased = [line for line in lines if line.released_at is None]
    by_leads = [line for line in unreleased if line.by.startswith("lead.")]
    assert states[AnswerState.RELEASED] == len(lines) - len(unreleased)
    assert states[AnswerState.APPROVED] == len(by_leads)
    assert states[AnswerState.DRAFTED] == len(unreleased) - len(by_leads)


def test_the_refresh_can_be_commented_on_now(demonstration: Installation) -> None:
    with demonstration.stored(writes=True) as session:
        refresh = consultations_read.by_slug(session, REFRESH)
        assert stage(refresh, NOW) is Stage.OPEN
        comments.submit(
            session,
            consultation=refresh,
            place=comments.Place(drafts.version(session, refresh, 1)),
            wording=comments.Wording(Stance.SUPPORT, "A good refresh."),
            form_key="tried",
            by=people_read.actor_by_email(session, "member.norwich@example.org", refresh),
            now=NOW,
        )
        assert len(comments_read.every(session, refresh)) == 6


@pytest.mark.parametrize("hour", [0, 9, 23])
def test_the_refresh_lies_between_its_opening_and_now_at_any_hour(hour: int) -> None:
    now = datetime(2026, 3, 29, hour, 0, 30, tzinfo=UTC)  # the clocks go forward
    script = scripts.refresh(now)
    times = [line.at for line in script.contributions]
    assert times == sorted(times)
    assert script.opens_at <= times[0]
    assert times[-1] < now
    assert script.closes_at > now


def test_every_person_the_demonstration_speaks_of_is_in_its_cast() -> None:
    cast = {part.who for part in scripts.story().people}
    assert set(GUIDES.values()) <= cast
    assert {email for _, email in switching.CAST.values()} <= cast
    assert set(GUIDES) == set(Role)


def test_every_section_of_a_draft_has_its_authority() -> None:
    for script in (scripts.story(), scripts.refresh(NOW)):
        headings = [section.heading for section in read_draft(script.draft_file.read_bytes()).sections]
        assert sorted(script.owners) == sorted(headings)


def test_its_digest_can_be_held_against_the_record(played: Played) -> None:
    said = json.loads(played.installation.run("verify", str(digest_of(played.installation)), "--json").out)
    assert (said["verdict"], said["consultation"]) == ("unrecorded", STORY)
