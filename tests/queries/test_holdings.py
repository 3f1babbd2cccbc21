"""What somebody is told is held about them: everything of theirs, in both forms, and nothing of anybody else's."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from consult.actions import redacting, rejecting, work
from consult.actions.people import link_for
from consult.domain.lifecycle import Stage
from consult.domain.rejections import Rejection
from consult.mail import letters
from consult.pack import personal
from consult.queries import holdings
from consult.store import models
from consult.store.base import Base
from tests.factories import COUNTY, LONDON, Play, address
from tests.web.everything import DRAFTED_BY_COUNTY, UNSENT, Everything, everything

WRITTEN = {
    "member": ("Nobody has answered this.", UNSENT, "The first", "nightjar-receipt", "a rejected one", "why-rejected"),
    "chair": ("godwit-of-the-chair", "a [redacted] of theirs"),
    "officer": (DRAFTED_BY_COUNTY, "pangolin-supply-drafted", "numbat-reply-drafted", "oriole-note", "plover-kept"),
}
"""Who wrote, or was told, what: it stands in their own account and in no other."""

WHO = (*WRITTEN, "clerk", "observer")


def filled(play: Play) -> Everything:
    there = everything(play)
    session, cast = play.session, play.cast
    clerk, officer = play.actor(cast.clerk), play.actor(cast.officer)
    facts: dict[str, Any] = {"consultation": play.consultation, "now": play.now}
    play.comment(text="godwit-of-the-chair", by=cast.chair)
    named = play.comment(text="a sparrow of theirs", by=cast.chair)
    redacting.redact(session, item=play.again(named), words="sparrow", reason="It names a bird.", by=clerk, **facts)
    unwanted = play.comment(text="a rejected one")
    rejecting.reject(
        session, item=play.again(unwanted), reason=Rejection.OFFENSIVE, note="why-rejected", by=clerk, **facts
    )
    county = play.body(COUNTY).id
    work.note(session, item=play.again(named), authority_id=county, text="oriole-note", by=officer, **facts)
    work.keep_text(session, authority_id=county, title="Again", text="plover-kept", by=officer, **facts)
    letters.write(
        session, "sign_in", to=cast.member.email, now=play.now, name="nightjar-receipt", until="noon",
        url="http://127.0.0.1:8000/sign-in/link/s3cr3t-t0ken?next=/",
    )  # fmt: skip
    link_for(session, person=cast.member, now=play.now)
    return there


@pytest.fixture
def there(at: Callable[..., Everything]) -> Everything:
    return at(Stage.OPEN, filled)


def told(play: Play, who: str, kind: str) -> str:
    held = holdings.of_person(play.session, getattr(play.cast, who))
    return personal.render_as(held, kind, made_at=play.now, timezone=LONDON).decode()


def test_each_is_told_all_of_their_own_and_nothing_of_others(there: Everything) -> None:
    play = there.play
    for who in WHO:
        for kind in personal.MEDIA_TYPES:
            text = told(play, who, kind)
            assert [words for words in WRITTEN.get(who, ()) if words not in text] == [], (who, kind)
            others = [words for one, all_of_it in WRITTEN.items() if one != who for words in all_of_it]
            assert [words for words in others if words in text] == [], (who, kind)
            addresses = [address(one) for one in (*WRITTEN, "clerk", "lead", "other_member") if one != who]
            assert [one for one in addresses if one in text] == [], (who, kind)
            assert ("sparrow" in text, "s3cr3t-t0ken" in text) == (False, False), (who, kind)


def test_the_page_says_what_the_data_say(there: Everything) -> None:
    """Every value is to be read on the page, days and times in words."""
    data = json.loads(told(there.play, "member", "json"))
    page = " ".join(html.document_fromstring(told(there.play, "member", "html").encode()).text_content().split())
    assert [one for one in values(data) if " ".join(one.split()) not in page] == []


def values(value: Any) -> list[str]:
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return [one for each in inner for one in values(each)]
    dated = isinstance(value, str) and value[:3] == "202"
    return [value] if isinstance(value, str) and not dated and value != there_is_no_address(value) else []


def there_is_no_address(value: str) -> str:
    """The consultation's place in the address is data alone: its title stands on the page."""
    return value if value == "community-safety-2021-2025" else ""


BY_THE_RECORD = {
    "planned_place.decided_by_id", "comment_place.decided_by_id", "exemption.marked_by_id", "redaction.redacted_by_id",
    "question.accepted_by_id", "assignment.assigned_by_id", "answer_group.grouped_by_id", "issue.requested_by_id",
    "pack.requested_by_id", "reminder.sent_by_id", "commitment.recorded_by_id", "commitment.closed_by_id",
    "recommendation.recorded_by_id", "recommendation.issued_by_id", "recommendation.withdrawn_by_id",
    "recommendation.closed_by_id", "audit_entry.actor_id",
    *(f"{table}.{act}_by_id" for table in ("comment", "question", "commitment") for act in ("entered", "rejected")),
    *(f"{table}.{act}_by_id" for table in ("response", "supply", "reply") for act in ("approved", "released", "returned")),
}  # fmt: skip
"""That they did these things, the record of every change tells."""

TOLD = {
    "sign_in.person_id", "identity.person_id", "second_factor.person_id", "recovery_code.person_id",
    "sign_in_link.person_id", "membership.person_id", "declaration.person_id", "comment.author_id", "question.author_id",
    "support.person_id", "unsettled.person_id", "commitment.author_id", "commitment.owner_id", "unsent.author_id",
    "incoming.author_id", "incoming.uploaded_by_id", "pack.person_id", "notice.person_id", "reminder.person_id",
    "visit.person_id", "opened.person_id", "response.answered_by_id", "supply.answered_by_id", "reply.answered_by_id",
    "note.author_id", "assignment.person_id", "saved_answer.saved_by_id", "section_edit.author_id",
    "privacy_read.person_id", "change_log_entry.written_by_id", "coverage.written_by_id",
}  # fmt: skip
"""What is told of by itself."""


def test_whatever_table_names_a_person_is_accounted_for() -> None:
    """A new one fails here until it is told in queries/holdings*.py, and erased in actions/erasing*.py where it should be."""
    assert models.__all__
    named = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(key.column.table.name == "person" for key in column.foreign_keys)
    }
    assert named == BY_THE_RECORD | TOLD
