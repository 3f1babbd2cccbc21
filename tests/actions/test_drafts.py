"""A draft is imported, corrected, published or discarded; sections are given to authorities."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from consult.actions import drafts
from consult.domain.documents import from_document
from consult.domain.draft import Draft, Section
from consult.domain.lifecycle import Stage
from consult.domain.people import Actor
from consult.queries import comments
from consult.queries import drafts as queries
from consult.store.drafts import DraftVersion, FigureRow
from consult.store.people import Person
from tests.actions.records import Entry, entries, last_entry, refused
from tests.factories import COUNTY, DRAFT, PIXEL, POLICE, Play

CLERK_ONLY = "Only the clerk can do this."


@pytest.fixture
def preparing(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.PREPARING)


def correct(play: Play, version: DraftVersion, title: str, revision: int, by: Person | None = None) -> Draft:
    return drafts.correct(
        play.session, consultation=play.consultation, version=version, revision=revision,
        correction=lambda draft: replace(draft, title=title), what="title", by=play.actor(by or play.cast.clerk),
        now=play.now,
    )  # fmt: skip


def test_an_imported_draft_waits_to_be_checked(preparing: Play) -> None:
    version = preparing.import_draft()
    assert queries.in_check(preparing.session, preparing.consultation) == [version]
    assert (version.number, version.title, version.revision) == (None, DRAFT.title, 0)
    assert from_document(version.document) == replace(DRAFT, figures=())
    assert preparing.consultation.current_version == 0
    kept = preparing.session.scalars(select(FigureRow)).all()
    assert [(row.version_id, row.sha256, row.data) for row in kept] == [(version.id, PIXEL.sha256, PIXEL.data)]
    entry = last_entry(preparing)
    assert (entry.act, entry.subject) == ("import draft", f"draft {version.id}")
    assert (entry.details or {})["source"] == "strategy.docx"


def test_corrections_follow_one_another(preparing: Play) -> None:
    version = preparing.import_draft()
    correct(preparing, version, "Once", 0)
    correct(preparing, version, "Twice", 1)
    assert (version.title, version.revision, from_document(version.document).title) == ("Twice", 2, "Twice")
    assert last_entry(preparing) == Entry(
        "correct draft", f"draft {version.id}", preparing.cast.clerk.id, {"what": "title"}
    )
    with refused(
        preparing, "This draft was changed in another window. Look at it as it is now, then correct it again."
    ):
        correct(preparing, version, "Stale", 1)


def test_publishing_stores_the_text_as_it_was_checked(preparing: Play) -> None:
    version = preparing.publish(preparing.import_draft())
    assert (version.number, version.published_at) == (1, preparing.now)
    assert preparing.consultation.current_version == 1
    sections = queries.sections(preparing.session, version)
    assert [(s.position, s.number, s.heading, s.level) for s in sections] == [
        (0, "", "Foreword", 1),
        (1, "1", "Prevent", 1),
        (2, "1.1", "Referrals", 2),
        (3, "2", "County Lines", 1),
    ]
    paragraphs = queries.paragraphs(preparing.session, [section.id for section in sections])
    drafted = [paragraph for section in DRAFT.sections for paragraph in section.paragraphs]
    assert [(p.label, p.level, p.kind, p.html, p.text) for p in paragraphs] == [
        (p.label, p.level, p.kind.value, p.html, p.text) for p in drafted
    ]
    assert [p.position for p in paragraphs] == list(range(len(drafted)))
    assert last_entry(preparing) == Entry(
        "publish draft", "draft version 1", preparing.cast.clerk.id, {"draft": version.id, "sections": 4}
    )


def test_a_published_draft_does_not_change_any_more(preparing: Play) -> None:
    version = preparing.publish(preparing.import_draft())
    reason = "This draft was published as version 1 and does not change any more."
    with refused(preparing, reason):
        correct(preparing, version, "Later", 0)
    with refused(preparing, reason):
        preparing.publish(version)
    with refused(preparing, reason):
        discard(preparing, version)


def discard(play: Play, version: DraftVersion, by: Person | None = None) -> None:
    drafts.discard(
        play.session,
        consultation=play.consultation,
        version=version,
        by=play.actor(by or play.cast.clerk),
        now=play.now,
    )


def test_a_discarded_draft_is_put_away(preparing: Play) -> None:
    version = preparing.import_draft()
    discard(preparing, version)
    assert queries.in_check(preparing.session, preparing.consultation) == []
    assert last_entry(preparing) == Entry("discard draft", f"draft {version.id}", preparing.cast.clerk.id, {})
    with refused(preparing, "This draft was discarded. Import it again."):
        preparing.publish(version)


def test_a_draft_without_text_is_not_published(preparing: Play) -> None:
    version = preparing.import_draft(Draft("Empty", (Section("Prevent"),)))
    with refused(preparing, "This draft has no text under its headings, so there is nothing to publish."):
        preparing.publish(version)


def test_versions_are_numbered_in_order_and_none_leaves_comments_behind(play: Play) -> None:
    assert play.publish(play.import_draft()).number == 2
    assert [version.number for version in queries.versions(play.session, play.consultation)] == [2, 1]
    play.comment()
    version = play.import_draft()
    with refused(
        play,
        "The draft or the comments changed since it was worked out where the comments go. Work it out again, then publish.",
    ):
        play.publish(version)


def test_only_the_clerk_prepares_a_draft(preparing: Play) -> None:
    version = preparing.import_draft()
    for part in ("chair", "lead", "observer", "outsider"):
        person: Person = getattr(preparing.cast, part)
        actor: Actor = preparing.actor(person)
        with refused(preparing, CLERK_ONLY):
            correct(preparing, version, "Mine", 0, by=person)
        with refused(preparing, CLERK_ONLY):
            discard(preparing, version, by=person)
        with refused(preparing, CLERK_ONLY):
            drafts.publish(
                preparing.session, consultation=preparing.consultation, version=version, by=actor, now=preparing.now
            )
        with refused(preparing, CLERK_ONLY):
            drafts.import_draft(
                preparing.session, consultation=preparing.consultation, draft=DRAFT, source_name="", source=b"",
                by=actor, now=preparing.now,
            )  # fmt: skip


def owner(play: Play, comment_number: int) -> str:
    return comments.by_reference(play.session, play.consultation, f"C{comment_number}").authority.name


def test_what_nobody_has_begun_to_answer_goes_with_its_section(play: Play) -> None:
    begun, waiting, below, elsewhere = (
        play.comment(on="1"),
        play.comment(on="2(a)"),
        play.comment(on="3"),
        play.comment(on="4"),
    )
    play.answer(begun, by=play.cast.officer)
    play.assign({"Prevent": POLICE})
    play.session.expire_all()
    assert [owner(play, one.number) for one in (begun, waiting, below, elsewhere)] == [COUNTY, POLICE, POLICE, POLICE]
    assert last_entry(play).details == {"changed": [["Prevent", play.body(COUNTY).id, play.body(POLICE).id]]}
    play.assign({"Referrals": COUNTY, "County Lines": None})
    play.session.expire_all()
    assert [owner(play, one.number) for one in (begun, waiting, below, elsewhere)] == [COUNTY, POLICE, COUNTY, COUNTY]


def test_the_whole_draft_and_what_names_no_authority_go_with_the_lead(play: Play) -> None:
    whole, foreword, prevent = play.comment(on=None), play.comment(on="Foreword"), play.comment(on="1")
    lead(play, POLICE)
    play.session.expire_all()
    assert [owner(play, one.number) for one in (whole, foreword, prevent)] == [POLICE, POLICE, COUNTY]
    county, police = play.body(COUNTY).id, play.body(POLICE).id
    assert last_entry(play) == Entry(
        "name lead authority", "consultation", play.cast.clerk.id, {"before": county, "after": police}
    )
    before = last_entry(play)
    lead(play, POLICE)
    assert last_entry(play) == before


def lead(play: Play, name: str) -> None:
    drafts.name_lead(
        play.session, consultation=play.consultation, authority_id=play.body(name).id, by=play.actor(play.cast.clerk),
        now=play.now,
    )  # fmt: skip


def test_assigning_as_it_is_records_nothing(play: Play) -> None:
    before = entries(play.session, play.consultation.id)
    play.assign()
    assert entries(play.session, play.consultation.id) == before
