"""A checked draft is published, or put away."""

import pytest
from sqlalchemy.orm import Session

from consult.actions import drafts as actions
from consult.domain import corrections
from consult.queries import drafts
from consult.store.drafts import DraftVersion
from tests.client import Client
from tests.factories import DRAFT, SLUG, Play
from tests.web.imports.looking import UPLOAD, address


def test_publishing_says_what_it_means_and_leads_to_the_authorities(
    clerk: Client, session: Session, play: Play, imported: DraftVersion
) -> None:
    page = clerk.get(address(imported)).click("Publish the draft")
    assert page.h1 == "Publish the draft as version 1"
    assert "4 warnings are still open" in page.text
    answer = page.form().submit()
    assert (answer.status, answer.location) == (303, f"/{SLUG}/settings/sections")
    session.refresh(imported)
    session.refresh(play.consultation)
    assert (imported.number, play.consultation.current_version) == (1, 1)


def test_a_draft_corrected_meanwhile_is_not_published_unseen(
    clerk: Client, session: Session, play: Play, imported: DraftVersion
) -> None:
    page = clerk.get(address(imported, "/publish"))
    actions.correct(
        session, consultation=play.consultation, version=imported, revision=0,
        correction=lambda draft: corrections.set_heading(draft, 0, "Welcome"), what="heading",
        by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    session.commit()
    refused = page.form().submit()
    assert refused.errors == [
        "This draft was corrected in another window. Look at it as it is now before you publish it."
    ]
    assert refused.form().submit().status == 303


def test_a_discarded_draft_is_off_the_list(clerk: Client, session: Session, play: Play, imported: DraftVersion) -> None:
    page = clerk.get(address(imported)).click("Discard it")
    answer = page.form().submit()
    assert (answer.status, answer.location) == (303, UPLOAD)
    assert answer.follow().notices == [f"“{DRAFT.title}” discarded."]
    session.commit()
    assert drafts.in_check(session, play.consultation) == []


@pytest.mark.parametrize(
    ("end", "leads"), [("publish", f"/{SLUG}/draft/"), ("discard", UPLOAD)]
)  # fmt: skip
def test_a_draft_that_is_done_with_leads_away(
    clerk: Client, session: Session, play: Play, imported: DraftVersion, end: str, leads: str
) -> None:
    act = actions.publish if end == "publish" else actions.discard
    act(session, consultation=play.consultation, version=imported, by=play.actor(play.cast.clerk), now=play.now)
    session.commit()
    answers = [clerk.get(address(imported, way)) for way in ("", "/publish", "/discard")]
    answers.append(clerk.post(address(imported, "/correct"), {"what": "title", "at": "draft", "title": "x"}))
    assert [(answer.status, answer.location) for answer in answers] == [(303, leads)] * 4
