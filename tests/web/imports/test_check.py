"""The draft as it will be read, with its warnings at their places, on a page that stays light."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from consult.domain.documents import from_document, to_document
from consult.domain.draft import Draft, Kind, Paragraph, Section, Warning
from consult.store.base import db
from consult.store.drafts import DraftVersion
from tests.client import Client
from tests.factories import DRAFT, SLUG, Play
from tests.web.imports.looking import CHECKED, address, document, element, form, words


def test_every_heading_and_paragraph_is_shown_as_it_will_be_read(clerk: Client, imported: DraftVersion) -> None:
    page = clerk.get(address(imported))
    headings = page.tree.xpath("//*[contains(@class, 'check__heading--level')]")
    assert [(found.tag, words(found)) for found in headings] == [
        ("h3", "Foreword"),
        ("h3", "1 Prevent"),
        ("h4", "1.1 Referrals"),
        ("h3", "2 County Lines"),
    ]
    assert page.all("//*[@class='check__level']") == [
        "Title of the draft",
        *(f"Heading, level {n}" for n in (1, 1, 2, 1)),
    ]
    assert page.all("//*[@class='para__label']") == ["1.", "2.", "(a)", "(b)", "3.", "4.", "5."]
    shown = [found.text_content() for found in page.tree.find_class("para__text")]
    assert shown == [p.text for s in CHECKED.sections for p in s.paragraphs]
    assert len(page.tree.xpath("//main//img[starts-with(@src, $at)]", at=f"/{SLUG}/figures/{imported.id}/")) == 1


def test_warnings_stand_at_their_places_and_lead_from_one_to_the_next(clerk: Client, imported: DraftVersion) -> None:
    page = clerk.get(address(imported))
    places = [("draft", 0), ("p-0-0", 3), ("p-1-1", 1), ("s-3", 2)]
    assert page.tree.xpath("//*[@class='remark']/@id") == [f"warning-{n}" for _, n in places]
    for place, n in places:
        (found,) = element(page, place).find_class("remark")
        assert words(found).startswith(f"Please check {CHECKED.warnings[n].what}")
    assert [href for said, href in page.links if said in ("Go to the first warning", "Next warning")] == [
        "#warning-0", "#warning-3", "#warning-1", "#warning-2",
    ]  # fmt: skip
    assert page.all("//p[contains(@class, 'check__summary')]") == [
        "4 sections, 5 numbered paragraphs (1 to 5), 4 warnings"
    ]


def test_only_places_with_warnings(clerk: Client, imported: DraftVersion) -> None:
    page = clerk.get(address(imported)).click("Only places with warnings (4)")
    assert page.tree.xpath("//*[contains(@class, 'para ')]/@id") == ["p-0-0", "p-1-1"]
    assert page.all("//*[contains(@class, 'check__heading--level')]") == ["Foreword", "1 Prevent", "2 County Lines"]


def test_warnings_are_taken_off_the_list_until_none_is_left(
    clerk: Client, imported: DraftVersion, session: Session
) -> None:
    page = clerk.get(address(imported, "?show=warnings"))
    landed = []
    while any(text.startswith("I have checked this") for text in page.buttons):
        answer = form(page, "I have checked this").submit()
        landed.append(answer.location)
        page = answer.follow()
    assert landed == [address(imported, f"?show=warnings#{at}") for at in ("draft", "p-0-0", "p-1-1", "s-3")]
    assert document(session, imported) == from_document(to_document(replace(DRAFT, warnings=())))
    assert "No warnings are left" in clerk.get(address(imported, "?show=warnings")).text


@pytest.mark.parametrize(
    ("labels", "span"),
    [
        (["1", "2", "3"], "3 numbered paragraphs (1 to 3)"),
        (["1.1", "1.2", "2.1"], "3 numbered paragraphs (the first is 1.1, the last 2.1)"),
        (["1", "2", "1"], "3 numbered paragraphs (the first is 1, the last 1)"),
        (["7"], "1 numbered paragraph (7)"),
        ([""], "no numbered paragraphs"),
    ],
)
def test_the_summary_promises_a_run_of_numbers_only_where_there_is_one(
    clerk: Client, play: Play, session: Session, labels: list[str], span: str
) -> None:
    paragraphs = tuple(Paragraph("Text.", "Text.", label) for label in labels)
    note = Paragraph("A source.", "A source.", "[1]", kind=Kind.NOTE)
    version = play.import_draft(Draft("Plan", (Section("Prevent", paragraphs=(*paragraphs, note)),)))
    session.commit()
    page = clerk.get(address(version))
    assert page.all("//p[contains(@class, 'check__summary')]") == [f"1 section, {span}, no warnings"]
    assert words(element(page, f"p-0-{len(labels)}").find_class("para__label")[0]) == "[1]"


def test_a_deep_first_heading_leaves_no_gap_in_the_pages_own_headings(
    clerk: Client, play: Play, session: Session
) -> None:
    sections = tuple(Section(f"Level {n}", level=n) for n in (4, 6, 1, 3))
    version = play.import_draft(Draft("Plan", sections))
    session.commit()
    found = clerk.get(address(version)).tree.xpath("//*[contains(@class, 'check__heading--level')]")
    assert [heading.tag for heading in found] == ["h3", "h4", "h3", "h4"]


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def of_length(paragraphs: int) -> Draft:
    """Numbered paragraphs of 80 words, six to a section, a warning on every third."""
    text = "The partnership reports to the scrutiny sub-panel on what it has done. " * 7
    made = [Paragraph(text.strip(), text.strip(), str(n + 1)) for n in range(paragraphs)]
    sections = [Section(f"Section {n}", paragraphs=tuple(made[n : n + 6])) for n in range(0, paragraphs, 6)]
    warned = range(0, paragraphs, 3)
    return Draft("Plan", tuple(sections), tuple(Warning("x", "Look at this paragraph.", n // 6, n % 6) for n in warned))


def test_a_long_draft_is_a_light_page_and_takes_no_more_queries(
    clerk: Client, app: Flask, play: Play, session: Session
) -> None:
    versions = [play.import_draft(of_length(n)) for n in (1, 150)]
    session.commit()
    clerk.get(address(versions[0]))
    sizes, queries = [], []
    for version in versions:
        with counted(app) as sent:
            page = clerk.get(address(version, "?edit=section-0"))
        sizes.append(len(page.response.data))
        queries.append(len(sent))
    assert queries[0] == queries[1]
    assert sizes[1] < 600_000
