"""Corrections do what they say, at one place, and never unseen."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.domain import corrections
from consult.domain.documents import from_document, to_document
from consult.domain.draft import Draft, Paragraph, Section
from consult.store.audit import AuditEntry
from consult.store.drafts import DraftVersion
from tests.client import Client
from tests.factories import SLUG, Play
from tests.web.imports.looking import CHECKED, address, document, element, form, words

NO_SPACES = "A paragraph number has no spaces in it. Write it like 6, 6(a) or 1.2(i)."


def test_corrections_are_open_at_one_place_only(clerk: Client, imported: DraftVersion) -> None:
    page = clerk.get(address(imported))
    assert page.tree.find_class("corrections") == []
    opened = page.click("Correct 1 Prevent, paragraph 1")
    assert len(opened.tree.find_class("corrections")) == 1
    (panel,) = element(opened, "p-1-0").find_class("corrections")
    assert [words(button).partition(":")[0] for button in panel.iterdescendants("button")] == [
        "Save number", "Split in two there", "Join with the paragraph before", "Make this a heading",
        "Remove this paragraph",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "offered"),
    [
        ("paragraph-0-0", ["Save number", "Split in two there", "Make this a heading", "Remove this paragraph"]),
        ("paragraph-1-4", ["Save number", "Remove this paragraph"]),
        ("section-0", ["Save heading"]),
        ("section-2", ["Save heading", "This is not a heading"]),
        ("draft", ["Save title"]),
        ("section-9", []),
        ("paragraph-1-99", []),
        ("elsewhere", []),
    ],
)
def test_only_what_can_be_done_at_a_place_is_offered(
    clerk: Client, imported: DraftVersion, place: str, offered: list[str]
) -> None:
    page = clerk.get(address(imported, f"?edit={place}"))
    found = page.all("//*[contains(@class, 'corrections')]//button")
    assert [text.partition(":")[0] for text in found] == offered


CORRECTIONS: list[tuple[str, str, dict[str, str], Callable[[Draft], Draft], str]] = [
    ("draft", "Save title", {"title": "Plan 2021"}, lambda d: replace(d, title="Plan 2021"), "draft"),
    (
        "section-3",
        "Save heading",
        {"heading": "County lines", "number": "3.", "level": "2"},
        lambda d: corrections.set_level(
            corrections.set_number(corrections.set_heading(d, 3, "County lines"), 3, "3"), 3, 2
        ),
        "s-3",
    ),
    ("section-3", "This is not a heading", {}, lambda d: corrections.merge_section_up(d, 3), "p-2-2"),
    ("paragraph-3-1", "Save number", {"label": "4(a)"}, lambda d: corrections.set_label(d, 3, 1, "4(a)"), "p-3-1"),
    ("paragraph-3-1", "Save number", {"label": ""}, lambda d: corrections.set_label(d, 3, 1, ""), "p-3-1"),
    (
        "paragraph-0-0",
        "Split in two there",
        {"before": "and with what"},
        lambda d: corrections.split_paragraph(d, 0, 0, "and with what"),
        "p-0-0",
    ),
    ("paragraph-3-1", "Join with the paragraph before", {}, lambda d: corrections.join_with_previous(d, 3, 1), "p-3-0"),
    ("paragraph-1-0", "Join with the paragraph before", {}, lambda d: corrections.join_with_previous(d, 1, 0), "p-0-1"),
    ("paragraph-0-1", "Make this a heading", {}, lambda d: corrections.make_heading(d, 0, 1), "s-1"),
    ("paragraph-1-4", "Remove this paragraph", {}, lambda d: corrections.remove_paragraph(d, 1, 4), "p-1-3"),
    ("paragraph-1-0", "Remove this paragraph", {}, lambda d: corrections.remove_paragraph(d, 1, 0), "p-1-0"),
]


@pytest.mark.parametrize(("place", "button", "typed", "expected", "landing"), CORRECTIONS)
def test_a_correction_does_what_it_says_and_leads_to_where_its_outcome_stands(
    clerk: Client, session: Session, imported: DraftVersion, place: str, button: str, typed: dict[str, str],
    expected: Callable[[Draft], Draft], landing: str,
) -> None:  # fmt: skip
    page = clerk.get(address(imported, f"?edit={place}"))
    answer = form(page, button).submit(**typed)
    assert (answer.status, answer.location) == (303, address(imported, f"#{landing}"))
    assert document(session, imported) == expected(from_document(to_document(CHECKED)))
    led = answer.follow()
    assert [len(found.find_class("check__said")) for found in (led.tree, element(led, landing))] == [1, 1]
    assert clerk.get(address(imported)).tree.find_class("check__said") == []


def test_the_last_paragraph_of_a_section_removed_leads_to_its_heading(
    clerk: Client, play: Play, session: Session
) -> None:
    version = play.import_draft(Draft("Plan", (Section("Prevent", paragraphs=(Paragraph("Page 3", "Page 3"),)),)))
    session.commit()
    page = clerk.get(address(version, "?edit=paragraph-0-0"))
    assert form(page, "Remove this paragraph").submit().location == address(version, "#s-0")


def test_every_correction_is_in_the_audit(clerk: Client, session: Session, imported: DraftVersion) -> None:
    page = clerk.get(address(imported, "?edit=paragraph-3-1"))
    form(page, "Join with the paragraph before").submit()
    session.commit()
    last = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc())).first()
    assert last is not None
    assert (last.act, json.dumps(last.details)) == ("correct draft", '{"what": "join: 2 County Lines, paragraph 5"}')


def test_what_is_refused_stands_beside_its_field_with_what_was_typed(
    clerk: Client, session: Session, imported: DraftVersion
) -> None:
    page = clerk.get(address(imported, "?show=warnings&edit=paragraph-3-1"))
    refused = form(page, "Split in two there").submit(before="More work")
    assert refused.errors == [
        "Those words are in the paragraph more than once. Copy a few more, so that there is one place."
    ]
    assert refused.tree.xpath("//*[contains(@class, 'govuk-error-summary')]//a/@href") == ["#before"]
    assert form(refused, "Split in two there").values["before"] == "More work"
    assert form(refused, "Save number").values["label"] == "5"
    answer = form(refused, "Split in two there").submit(before="More work is needed")
    assert answer.location == address(imported, "?show=warnings#p-3-1")
    assert document(session, imported).sections[3].paragraphs[2].text == "More work is needed."


@pytest.mark.parametrize(
    ("place", "button", "typed", "error"),
    [
        ("section-1", "Save heading", {"heading": " "}, "Enter a heading"),
        ("section-1", "Save heading", {"number": "1" * 21}, "Its number must be 20 characters or fewer"),
        ("paragraph-1-0", "Save number", {"label": "6 a"}, NO_SPACES),
        ("paragraph-1-0", "Split in two there", {"before": ""}, "Type the words the second part begins with"),
        ("draft", "Save title", {"title": ""}, "Enter a title"),
    ],
)  # fmt: skip
def test_a_fault_changes_nothing(
    clerk: Client, session: Session, imported: DraftVersion, place: str, button: str, typed: dict[str, str], error: str
) -> None:
    page = clerk.get(address(imported, f"?edit={place}"))
    faulty = form(page, button).submit(**typed)
    assert faulty.errors == [error]
    (name,) = typed
    assert faulty.tree.xpath("//*[contains(@class, 'govuk-error-summary')]//a/@href") == [f"#{name}"]
    assert document(session, imported) == from_document(to_document(CHECKED))


def test_two_windows_cannot_undo_each_other_unseen(clerk: Client, session: Session, imported: DraftVersion) -> None:
    first = clerk.get(address(imported, "?edit=section-1"))
    second = clerk.get(address(imported, "?edit=section-1"))
    assert form(first, "Save heading").submit(heading="Preventing").status == 303
    refused = form(second, "Save heading").submit(heading="Prevention")
    assert refused.errors == [
        "This draft was changed in another window. Look at it as it is now, then correct it again."
    ]
    assert document(session, imported).sections[1].heading == "Preventing"
    assert form(refused, "Save heading").values["heading"] == "Prevention"
    assert form(refused, "Save heading").submit().status == 303
    assert document(session, imported).sections[1].heading == "Prevention"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"what": "join", "at": "paragraph-1-99"}, 200),
        ({"what": "join", "at": "draft"}, 200),
        ({"what": "not-heading", "at": "draft"}, 200),
        ({"what": "checked", "at": "draft", "index": "9"}, 200),
        ({"what": "checked", "at": "draft", "index": "one"}, 200),
        ({"what": "burn", "at": "draft"}, 403),
        ({"what": "join", "at": "everywhere"}, 403),
        ({}, 403),
    ],
)
def test_corrections_no_page_offers_change_nothing(
    clerk: Client, session: Session, imported: DraftVersion, sent: dict[str, str], status: int
) -> None:
    answer = clerk.post(address(imported, "/correct"), {"revision": "0", **sent})
    assert (answer.status, len(answer.errors)) == (status, 1 if status == 200 else 0)
    assert document(session, imported) == from_document(to_document(CHECKED))


def test_a_draft_of_another_consultation_is_not_here(clerk: Client, imported: DraftVersion) -> None:
    assert clerk.get(f"/{SLUG}/import/{imported.id + 1}").status == 404
