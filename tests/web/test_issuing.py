"""A pack is issued: past the gate, whole, under its number, for those who may see each part; and it never changes."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from huey import Huey
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, undefer

from consult.actions import consultations, exempting
from consult.actions import packs as packs_of
from consult.domain.exemption import Sealed
from consult.domain.lifecycle import Stage
from consult.pack.manifests import manifest_in
from consult.store.packs import Issue, Pack
from tests import pressing
from tests.client import Client, Page
from tests.factories import Play
from tests.pressing import PAGES

quick_press = pressing.quick_press
pytestmark = pytest.mark.usefixtures("quick_press")

SECRET = "The informant lives in Mill Lane."
WHOLE = ["1 pdf", "1 html", "1 docx", "1 xlsx", "1 csv", "1 json"]


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    played = at(Stage.OPEN)
    meet(played, date(2021, 3, 1))
    played.release(played.answer(played.comment(on="1", text="How many were referred?")))
    played.session.commit()
    return played


@pytest.fixture
def clerk(client: Client, play: Play) -> Client:
    return client.sign_in(play.cast.clerk)


def meet(play: Play, on: date) -> None:
    about = play.consultation
    particulars = replace(consultations.Particulars.of(about), meeting_on=on)
    by = play.actor(play.cast.clerk)
    consultations.describe(play.session, consultation=about, particulars=particulars, by=by, now=play.now)


def issue(clerk: Client, play: Play, **chosen: Any) -> Page:
    """The page one is led to after issuing."""
    sure = clerk.get(play.url("packs/issue")).form("Continue").submit(**chosen)
    number = sure.h1.rpartition(" ")[2]
    return sure.form(f"Issue pack {number}").submit().follow()


def issues(session: Session) -> list[Issue]:
    session.commit()
    return list(session.scalars(select(Issue).order_by(Issue.number)))


def files(session: Session, number: int = 1) -> list[Pack]:
    session.commit()
    session.expire_all()
    of_it = select(Pack).join(Issue).where(Issue.number == number)
    return list(session.scalars(of_it.options(undefer(Pack.data)).order_by(Pack.id)))


def named(found: list[Pack]) -> list[str]:
    return [f"{one.part} {one.format}" for one in found]


def gate(page: Page) -> dict[str, str]:
    """How each thing stands, by its name."""
    rows = page.tree.xpath("//table[contains(@class, 'gate')]/tbody/tr")
    return {row[0][0].tail.strip(): " ".join(row[1].text.split()) for row in rows}


def test_the_gate_says_what_stands_in_the_way_and_what_to_look_at(clerk: Client, play: Play) -> None:
    play.answer(play.comment(on="2(a)", text="Nobody has answered this."))
    page = clerk.get(play.url("packs/issue"))
    said = gate(page)
    assert said["Every item is accounted for"] == (
        "2 received = 2 printed + 0 grouped + 0 withdrawn + 0 rejected + 0 exempt."
    )
    assert said["Answers"] == "1 item has no released answer, and prints as “With the authority”."
    assert said["Answers awaiting release"] == "1 answer is approved and waits for you to release it."
    assert said["Clear days before the meeting"] == (
        "It can be published until Friday 19 February 2021: 5 clear working days."
    )
    assert said["Comments without a place"] == "Every comment has its place in the draft."
    assert said["Members who have not contributed"].startswith("3 members of the panel have neither commented")
    led = {words: href for words, href in page.links if words.startswith("See to it")}
    assert led["See to it: Answers"] == play.url("work/")


def test_a_record_that_does_not_add_up_cannot_be_issued(clerk: Client, play: Play, session: Session) -> None:
    session.execute(text("update consultation set comments_numbered = 2"))
    page = clerk.get(play.url("packs/issue"))
    assert (page.buttons.count("Continue"), "The pack cannot be issued like this." in page.text) == (0, True)
    assert "Stops it Every item is accounted for" in page.text
    clerk.post(play.url("packs/issue"), {"kind": "whole", "order": "draft"})
    assert issues(session) == []


def test_a_pack_is_issued_whole_and_everybody_is_told(
    clerk: Client, play: Play, session: Session, outbox: list[Any]
) -> None:
    sure = clerk.get(play.url("packs/issue")).form("Continue").submit()
    assert "This cannot be undone." in sure.text
    assert issues(session) == []
    page = sure.form("Issue pack 1").submit().follow().follow()
    assert page.h1 == "Pack 1"
    [row] = issues(session)
    assert (row.state, row.number, row.draft_version, row.published_on, row.meeting_on, row.urgency) == (
        "issued", 1, 1, date(2021, 2, 8), date(2021, 3, 1), "",
    )  # fmt: skip
    made = files(session)
    assert named(made) == WHOLE
    assert {one.state for one in made} == {"ready"}
    assert all(one.sha256 in page.text for one in made)
    told = sorted(letter.to[0] for letter in outbox if letter.subject.startswith("Pack 1 is published"))
    cast = play.cast
    assert told == sorted(
        person.email
        for person in (
            cast.chair, cast.member, cast.other_member, cast.co_opted, cast.lead, cast.officer, cast.other_lead,
            cast.other_officer,
        )
    )  # fmt: skip


def test_every_file_tells_of_one_moment(clerk: Client, play: Play, session: Session, app: Flask) -> None:
    huey: Huey = app.extensions["consult.queue"].huey
    huey.immediate = False
    issue(clerk, play)
    play.comment(on="4", text="Received before it was gathered.")
    session.commit()
    huey.execute(huey.dequeue())
    play.comment(on="4", text="Received after.")
    session.commit()
    held = {one.format: bytes(one.data or b"") for one in files(session)}
    for kind in ("html", "csv", "json"):
        said = held[kind].decode()
        assert ("Received before it was gathered." in said, "Received after." in said) == (True, False), kind


def test_what_is_late_needs_the_chairs_reason_and_prints_it(clerk: Client, play: Play, session: Session) -> None:
    meet(play, date(2021, 2, 11))
    session.commit()
    page = clerk.get(play.url("packs/issue")).form("Continue").submit()
    needed = (
        "It had to be published by Wednesday 3 February 2021 to leave 5 clear working days before the meeting. "
        "Enter the chair’s reason for urgency to issue it now."
    )
    assert (page.errors, issues(session)) == ([needed], [])
    why = "The minister’s letter came on 5 February."
    page.form("Continue").submit(urgency=why).form("Issue pack 1").submit()
    [row] = issues(session)
    assert (row.state, row.urgency) == ("issued", why)
    [page_made] = [one for one in files(session) if one.format == "html"]
    assert why in (page_made.data or b"").decode()


def test_it_goes_out_in_two_parts_where_something_is_exempt(
    clerk: Client, new_client: Callable[[], Client], play: Play, session: Session
) -> None:
    by, secret = play.actor(play.cast.clerk), play.comment(on="2(a)", text=SECRET)
    sealed = Sealed(7, "It would tell who informed.")
    exempting.exempt(
        session, consultation=play.consultation, matter=exempting.Matter(play.again(secret)), sealed=sealed, by=by, now=play.now
    )  # fmt: skip
    issue(clerk, play)
    made = {f"{one.part} {one.format}": one for one in files(session)}
    assert sorted(made) == sorted([*WHOLE, "2 pdf"])
    for name, one in made.items():
        assert name == "2 pdf" or SECRET.encode() not in (one.data or b"")
    urls = {name: play.url(f"packs/{one.id}/download") for name, one in made.items()}
    answers = {}
    for who in ("member", "co_opted", "observer", "lead", "officer", "outsider"):
        browser = new_client().sign_in(getattr(play.cast, who))
        answers[who] = (browser.get(urls["1 pdf"]).status, browser.get(urls["2 pdf"]).status)
    assert answers == {
        "member": (200, 200), "co_opted": (200, 200), "observer": (200, 404), "lead": (200, 404), "officer": (200, 404),
        "outsider": (404, 404),
    }  # fmt: skip
    observer = new_client().sign_in(play.cast.observer).get(play.url("packs/published"))
    member = new_client().sign_in(play.cast.member).get(play.url("packs/published"))
    second = "Part 2, not for publication of pack 1"
    assert (second in dict(observer.links), second in dict(member.links)) == (False, True)


def test_members_find_it_where_they_look(new_client: Callable[[], Client], clerk: Client, play: Play) -> None:
    member = new_client().sign_in(play.cast.member)
    assert member.get(play.url("packs/published")).all("//main//h2") == ["No pack has been published yet"]
    issue(clerk, play)
    page = member.get(play.url()).click("Pack 1")
    assert page.all("//main//h2") == ["Pack 1"]
    assert page.click("PDF of pack 1").response.headers["Content-Disposition"] == (
        "attachment; filename=community-safety-2021-2025-pack-1-2021-02-08.pdf"
    )


def test_a_supplementary_pack_holds_what_came_or_changed(clerk: Client, play: Play, session: Session) -> None:
    changed = play.comment(on="2(a)", text="To be answered in between.")
    session.commit()
    issue(clerk, play)
    play.clock.now += timedelta(days=1)
    play.comment(on="4", text="Came in between.")
    play.release(play.answer(changed))
    session.commit()
    issue(clerk, play, kind="supplementary")
    first, second = issues(session)
    assert (second.number, second.supplement_to, second.options) == (2, 1, {"since": 1})
    made = files(session, 2)
    assert named(made) == ["1 pdf", "1 html", "1 docx", "1 xlsx", "1 csv"]
    table = next(one for one in made if one.format == "csv")
    lines = (table.data or b"").decode("utf-8-sig").splitlines()
    assert [line.partition(",")[0].strip('"') for line in lines if line.startswith(("C-", '"C-'))] == [
        "C-0002",
        "C-0003",
    ]
    assert first.contents is not None
    assert sorted(first.contents["1"]["items"]) == ["C-0001", "C-0002"]
    assert second.contents is not None
    assert second.contents["1"]["printed"] == ["C-0002", "C-0003"]


def test_a_supplementary_pack_of_nothing_is_not_issued(clerk: Client, play: Play, session: Session) -> None:
    issue(clerk, play)
    play.clock.now += timedelta(days=3)
    issue(clerk, play, kind="supplementary")
    assert [(one.state, one.failure) for one in issues(session)] == [
        ("issued", ""),
        ("failed", "Nothing has come or changed since pack 1, so there is nothing to add to it."),
    ]


def test_what_is_redacted_later_takes_the_pack_back_and_the_clerk_is_told(
    clerk: Client, new_client: Callable[[], Client], play: Play, session: Session
) -> None:
    play.comment(on="4", text="Printed in both.")
    session.commit()
    issue(clerk, play)
    [pdf, *_] = files(session)
    sha256, url = pdf.sha256, play.url(f"packs/{pdf.id}/download")
    play.clock.now += timedelta(hours=1)
    page = clerk.get(play.url("C-0001/redact"))
    preview = page.form("See what everyone will read").submit(words="referred", reason="It names a child.")
    assert "Pack 1 prints it, and will be withdrawn from publication." in preview.text
    done = preview.form("Redact these words").submit().follow()
    assert done.notices[-1] == (
        "Pack 1 printed it, and is withdrawn from publication. Issue a new pack in place of it."
    )
    [row] = issues(session)
    assert (row.withdrawn_reason, row.state) == ("Words in C-0001 were redacted after it was made.", "issued")
    kept, *_ = files(session)
    assert (kept.sha256, bool(kept.data)) == (sha256, True)
    assert (clerk.get(url).status, new_client().sign_in(play.cast.member).get(url).status) == (200, 404)
    said = new_client().sign_in(play.cast.member).get(play.url("packs/published"))
    assert "Withdrawn from publication on 8 February 2021. Words in C-0001 were redacted" in said.text


def test_the_clerk_withdraws_a_pack_with_a_reason(clerk: Client, play: Play, session: Session) -> None:
    issue(clerk, play)
    page = clerk.get(play.url("packs/issued/1")).click("Withdraw this pack from publication")
    assert page.form("Withdraw the pack").submit().errors == ["Enter why it is withdrawn"]
    after = page.form("Withdraw the pack").submit(reason="The wrong appendix.").follow()
    assert after.notices == ["Pack 1 is withdrawn from publication. It stays on record, for clerks alone."]
    assert clerk.get(play.url("packs/issued/1/withdraw")).status == 404
    kinds = clerk.get(play.url("packs/issue")).tree.xpath("//input[@name='kind']/@value")
    assert kinds == ["whole"]  # nothing is published that a supplement could add to
    issue(clerk, play)
    assert [row.number for row in issues(session)] == [1, 2]


def test_what_could_not_be_made_is_tried_again_under_its_number(
    clerk: Client, play: Play, session: Session, app: Flask
) -> None:
    huey: Huey = app.extensions["consult.queue"].huey
    huey.immediate = False
    issue(clerk, play)
    session.execute(text("update consultation set comments_numbered = 2"))
    session.commit()
    huey.execute(huey.dequeue())
    [row] = issues(session)
    assert (row.state, row.failure[:20], [one.state for one in files(session)]) == (
        "failed", "The digest does not ", ["failed"],
    )  # fmt: skip
    assert "The number waits for the next try." in clerk.get(play.url("packs/issued/1")).text
    session.execute(text("update consultation set comments_numbered = 1"))
    session.commit()
    huey.storage.close()
    huey.immediate = True
    issue(clerk, play)
    session.expire_all()
    assert [(one.number, one.state, named(files(session))) for one in issues(session)] == [(1, "issued", WHOLE)]


def test_stopped_it_is_not_issued(clerk: Client, play: Play, session: Session, app: Flask) -> None:
    huey: Huey = app.extensions["consult.queue"].huey
    huey.immediate = False
    issue(clerk, play).form("Stop making it").submit()
    huey.execute(huey.dequeue())
    [row] = issues(session)
    assert (row.state, [one.state for one in files(session)]) == ("failed", ["cancelled"])


def test_asked_twice_one_is_issued(clerk: Client, play: Play, session: Session, app: Flask) -> None:
    app.extensions["consult.queue"].huey.immediate = False
    first = issue(clerk, play)
    again = clerk.get(play.url("packs/issue")).form("Continue").submit()
    number = again.h1.rpartition(" ")[2]
    second = again.form(f"Issue pack {number}").submit().follow()
    assert (first.url, len(issues(session))) == (second.url, 1)


CHANGES = (
    "update issue set number = 9",
    "update issue set contents = '{}'",
    "update issue set urgency = 'none'",
    "update issue set state = 'failed', issued_at = null",
    "delete from issue",
    "update pack set data = x'00'",
    "update pack set sha256 = ''",
    "update pack set state = 'failed', data = null",
    "delete from pack",
    "insert into pack (consultation_id, issue_id, format, state, progress, failure, attempts, requested_at, sha256, size)"
    " select consultation_id, id, 'pdf', 'queued', '', '', 0, '2021-01-01', '', 0 from issue",
)


def test_the_database_itself_refuses_to_change_it(clerk: Client, play: Play, session: Session) -> None:
    issue(clerk, play)
    session.commit()
    binary = "'\\x00'" if session.get_bind().dialect.name == "postgresql" else "x'00'"
    for change in CHANGES:
        with pytest.raises(DBAPIError, match="an issued pack does not change"):
            session.execute(text(change.replace("x'00'", binary)))
        session.rollback()
    session.execute(text("update issue set withdrawn_at = '2021-02-09', withdrawn_reason = 'Once.'"))
    session.commit()
    with pytest.raises(DBAPIError, match="an issued pack does not change"):
        session.execute(text("update issue set withdrawn_reason = 'Twice.'"))
    session.rollback()


def test_the_manifest_travels_in_the_pdf(clerk: Client, play: Play, session: Session) -> None:
    issue(clerk, play)
    [row] = issues(session)
    pdf, *_ = files(session)
    told = manifest_in(bytes(pdf.data or b""))
    assert told is not None
    assert row.contents is not None
    assert json.loads(json.dumps(told.as_json())) == row.contents["1"]
    out = told.publication
    assert (out.number, out.chain_sequence, out.chain_head) == (1, row.chain_sequence, row.chain_head)
    assert (pdf.pages, sorted(told.items)) == (PAGES, ["C-0001"])


def test_a_discarded_draft_leaves_the_issued_pack_as_it_is(clerk: Client, play: Play, session: Session) -> None:
    issue(clerk, play)
    before = [(one.id, one.sha256, one.data) for one in files(session)]
    clerk.get(play.url("packs/")).form("Make the draft").submit(format="csv")
    play.clock.now += timedelta(hours=1)
    packs_of.discard(
        session, consultation=play.consultation, since=play.now - timedelta(days=2), why="It was.",
        references=["C-0009"], by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    [row] = issues(session)
    assert ([(one.id, one.sha256, one.data) for one in files(session)], row.withdrawn_at) == (before, None)
    draft = session.scalars(select(Pack).where(Pack.issue_id.is_(None))).one()
    assert (draft.state, draft.failure) == ("failed", "Discarded: It was. Make it again.")
