"""What is to be erased is told by a dry run, done once by --apply, and found nowhere afterwards: also not in the file itself."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from consult.actions import comments, erasing, erasing_people, people, recording, redacting, unsent, work
from consult.actions.comments import Wording
from consult.actions.retaining import Retention
from consult.commands import main
from consult.commands.surroundings import Surroundings
from consult.config import Settings
from consult.domain.dispositions import Stance
from consult.domain.lifecycle import Stage
from consult.domain.people import Role
from consult.domain.refusals import Refused
from consult.domain.retention import Due, Periods, Rule
from consult.jobs import retaining
from consult.mail import letters
from consult.store.audit import AuditEntry
from consult.store.people import Person
from consult.store.unsent import Unsent
from tests.client import Client
from tests.factories import COUNTY, LONDON, NORWICH, Play, address, started

At = Callable[..., Play]
ADDRESS = "member@example.org"
SECRETS = ("wagtail-unsent", "whinchat-withdrawn", "yellowhammer", "redstart-before", "shrike-noted", "tern-saved")
"""Words that were never published: not sent, withdrawn, redacted, changed, noted, kept for use again."""

PUBLISHED = "Lamps are to be mended within a week, says the member."
DUE = datetime(2021, 7, 1, 9, tzinfo=UTC)  # adopted on 30 March; 92 days later is 30 June


@dataclass
class Operator:
    """Runs commands on the installation a test plays in."""

    settings: Settings
    clock: Any

    def run(self, *args: str, **environ: str) -> Any:
        here = {"CONSULT_INSTANCE": str(self.settings.instance), "CONSULT_DATABASE_URL": self.settings.database_url}
        return CliRunner().invoke(main, args, obj=Surroundings({**here, **environ}, self.clock))

    def does(self, *args: str, **environ: str) -> str:
        done = self.run(*args, **environ)
        assert (done.exit_code, done.stderr) == (0, ""), (done.stdout, done.stderr)
        return str(done.stdout)

    def found(self, *args: str, **environ: str) -> dict[tuple[str | None, str], Any]:
        told = json.loads(self.does("retention", *args, "--json", **environ))
        return {(one["consultation"], one["rule"]): one for one in told}


@pytest.fixture
def operator(settings: Settings, clock: Any) -> Operator:
    return Operator(settings, clock)


def adopted(play: Play) -> Play:
    """One of everything that is about people, then adoption."""
    session, cast = play.session, play.cast
    facts: dict[str, Any] = {"consultation": play.consultation, "now": play.now}
    member, clerk, officer = play.actor(cast.member), play.actor(cast.clerk), play.actor(cast.officer)
    said = play.comment(text=PUBLISHED)
    wording = Wording(Stance.OBSERVATION, f"{SECRETS[3]} was here")
    changed = play.comment(on="3", text=wording.text)
    comments.change(
        session, comment=play.again(changed), wording=Wording(Stance.OBSERVATION, "Said otherwise."), by=member, **facts
    )
    withdrawn = play.comment(on="2(a)", text=SECRETS[1])
    comments.withdraw(session, comment=play.again(withdrawn), by=member, **facts)
    named = play.comment(on="2(b)", text=f"So {SECRETS[2]} told me.")
    work.note(session, item=said, authority_id=play.body(COUNTY).id, text=SECRETS[4], by=officer, **facts)
    work.keep_text(
        session, authority_id=play.body(COUNTY).id, title="For use again", text=SECRETS[5], by=officer, **facts
    )
    redacting.redact(session, item=play.again(named), words=SECRETS[2], reason="It names somebody.", by=clerk, **facts)
    begun = unsent.Begun("comment", {"text": SECRETS[0]}, "begun", place=play.place("1"))
    unsent.keep(session, begun=begun, by=member, **facts)
    letters.write(
        session, "sign_in", to=cast.member.email, now=play.now, name="Member", url="https://x.example/", until="noon"
    )
    people.link_for(session, person=cast.member, now=play.now)
    play.request("How many lamps there are.", of=COUNTY)
    play.close()
    for item in (said, changed, named):
        play.release(play.answer(item))
    play.adopt()
    return play


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    return at(Stage.OPEN, adopted)


def everything_stored(session: Session) -> str:
    """Every value of every table."""
    found = []
    for name in inspect(session.connection()).get_table_names():
        found += [str(row) for row in session.execute(text(f'SELECT * FROM "{name}"'))]
    session.rollback()
    return "\n".join(found)


def test_erased_after_the_time_for_a_challenge_and_not_before(play: Play, operator: Operator) -> None:
    slug, session = play.slug, play.session
    before = everything_stored(session)
    assert [word for word in (*SECRETS, ADDRESS) if word not in before] == []
    there = operator.found("--dry-run")
    personal = there[slug, "personal data"]
    assert (personal["on"], personal["due"]) == ("2021-07-01", False)
    assert personal["what"]["texts not sent"] == 1
    assert there[None, "people"]["what"] == {}
    operator.does("retention", "--apply")
    assert everything_stored(session) == before, "nothing was due"
    play.clock.now = DUE
    there = operator.found("--dry-run")
    assert there[slug, "personal data"]["due"] is True
    assert there[None, "people"]["what"] == {"addresses": 7}, "the county council still owes something"
    assert everything_stored(session) == before, "a dry run changes nothing"


def test_what_is_erased_stands_nowhere_and_what_was_published_stays(play: Play, operator: Operator) -> None:
    slug, session, settings = play.slug, play.session, operator.settings
    mail = settings.instance / "mail" / "20210208.log"
    mail.parent.mkdir()
    mail.write_text(f"To: {ADDRESS}\n")
    kept_layout = settings.instance / "layouts" / str(play.consultation.id)
    kept_layout.mkdir(parents=True)
    kept_layout.with_suffix(".since").write_text(play.now.isoformat())
    session.commit()
    play.clock.now = DUE
    told = operator.does("retention", "--apply")
    assert f"{slug}\n  Done: personal data, 92 days after adoption, within which it can be challenged\n" in told
    assert (mail.exists(), kept_layout.exists()) == (False, False)
    stored = everything_stored(session)
    assert [word for word in (*SECRETS, ADDRESS) if word in stored] == []
    assert (PUBLISHED in stored, play.cast.member.name in stored, NORWICH in stored) == (True, True, True)
    if settings.on_sqlite:
        files = b"".join(file.read_bytes() for file in settings.instance.rglob("*") if file.is_file())
        assert [word for word in (*SECRETS, ADDRESS) if word.encode() in files] == []
        assert PUBLISHED.encode() in files
    assert recording.first_broken(session, play.consultation.id) is None
    assert recording.first_broken(session, recording.NO_CONSULTATION) is None
    entry = session.scalars(select(AuditEntry).where(AuditEntry.act == erasing.ACT)).one()
    assert (entry.subject, entry.actor_id, entry.details["erased"]["texts not sent"]) == ("consultation", None, 1)
    assert session.scalar(select(Person.email).where(Person.id == play.cast.clerk.id)) == "clerk@example.org"
    session.rollback()
    again = operator.does("retention", "--apply")
    assert again == "Nothing is kept that has a day to go.\n"


def test_where_somebody_reads_meanwhile_the_operator_is_told_to_run_it_again(
    play: Play, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not operator.settings.on_sqlite:
        pytest.skip("PostgreSQL keeps no copies for those who read")
    monkeypatch.setattr(retaining, "BUSY_SECONDS", 0)
    play.session.execute(select(Person.email)).all()
    done = operator.run("retention", "--apply")
    assert (done.exit_code, done.stderr) == (
        1, "consult: What was erased may stand in the database file still: others were reading it. Run this again\n",
    )  # fmt: skip


def test_pages_go_on_when_their_history_is_erased(play: Play, operator: Operator, client: Client) -> None:
    play.clock.now = DUE
    operator.does("retention", "--apply")
    client.sign_in(play.cast.clerk)
    changed = client.get(play.url("comments/C-0002"))
    assert "Said otherwise." in changed.text
    assert "What this said was erased." in changed.text
    for path in ("comments/C-0003", "comments/C-0004", "comments/", "questions/", "register/", "C-0004/redacted",
                 f"answers/C-0001/{play.body(COUNTY).id}/versions", "mine/", "", "people/", "packs/", "board/"):  # fmt: skip
        assert client.get(play.url(path)).status in {200, 403}, path


def test_whoever_still_owes_something_or_takes_part_elsewhere_keeps_their_way_in(
    play: Play, operator: Operator, new_client: Callable[[], Client]
) -> None:
    session, cast = play.session, play.cast
    other = started(session, "another", "Another strategy", cast.clerk, play.now)
    people.invite(
        session, consultation=other, email=cast.chair.email, name="", role=Role.OBSERVER, by=None, now=play.now
    )
    session.commit()
    play.clock.now = DUE
    member = new_client().sign_in(cast.member)
    operator.does("retention", "--apply")
    assert member.get(play.url("")).location == "/sign-in"
    kept = {name for name in ("member", "other_member", "chair", "lead", "officer", "other_lead", "observer", "clerk")
            if session.scalar(select(Person.email).where(Person.id == getattr(cast, name).id)) == address(name)}  # fmt: skip
    assert kept == {"chair", "lead", "officer", "clerk"}


def test_broken_off_it_is_taken_up_again(play: Play, operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    play.clock.now = DUE
    erase_person, done = erasing_people.erase_person, []

    def stops(session: Session, person: Person, *, now: datetime) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(person.id)
        erase_person(session, person, now=now)

    monkeypatch.setattr(erasing_people, "erase_person", stops)
    assert operator.run("retention", "--apply").exit_code != 0
    assert play.session.scalar(select(Person.email).where(Person.id == done[0])) == "member@example.org"
    play.session.rollback()
    monkeypatch.undo()
    told = operator.does("retention", "--apply")
    assert told == (
        "The whole installation\n  Done: people, once the personal data of every consultation they took part in may go\n"
        "    7 addresses\n"
    )
    assert ADDRESS not in everything_stored(play.session)


def rules(play: Play, **periods: int) -> Retention:
    return Retention(play.session, Periods(**periods), play.now, LONDON)


def test_a_later_day_that_is_not_come_is_refused(play: Play) -> None:
    for rule, why in (
        (Rule.PERSONAL, "cannot be erased before 1 July 2021."),
        (Rule.UNSENT, "not been closed for long"),
    ):
        due = Due(play.slug, rule, play.today, {"anything": 1}, play.today)
        with pytest.raises(Refused, match=why):
            rules(play).carry_out(due)


def test_texts_not_sent_go_before_adoption_once_the_window_has_long_been_closed(at: At) -> None:
    play = at(Stage.OPEN)
    begun = unsent.Begun("comment", {"text": SECRETS[0]}, "begun", place=play.place("1"))
    unsent.keep(
        play.session, consultation=play.consultation, begun=begun, by=play.actor(play.cast.member), now=play.now
    )
    closes = play.consultation.closes_at
    assert closes is not None
    (due,) = [one for one in rules(play).found() if one.rule is Rule.UNSENT]
    assert (due.on, due.is_due) == (date(2021, 5, 21), False)
    play.clock.now = closes + timedelta(days=90)
    assert not any(one.is_due for one in rules(play).found())
    play.clock.now = closes + timedelta(days=91)
    (due,) = [one for one in rules(play).found() if one.is_due]
    assert (due.rule, due.what) == (Rule.UNSENT, {"texts not sent": 1})
    assert rules(play).carry_out(due) == {"texts not sent": 1}
    assert play.session.scalars(select(Unsent.id)).all() == []
