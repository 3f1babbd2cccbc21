"""The clerk brings a draft in: upload, check, correct, publish or discard."""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import docx
import pytest
from flask import Flask
from lxml.html import HtmlElement
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from consult.actions import drafts as actions
from consult.domain import corrections
from consult.domain.documents import from_document, to_document
from consult.domain.draft import Draft, Kind, Paragraph, Section, Warning
from consult.domain.lifecycle import Stage
from consult.queries import drafts
from consult.store.audit import AuditEntry
from consult.store.base import db
from consult.store.drafts import DraftVersion
from tests.client import Client, FilledForm, Page
from tests.factories import DRAFT, SLUG, Play

UPLOAD = f"/{SLUG}/import/"
MARKDOWN = "# Strategy\n\n## Prevent\n\n1. First.\n2. Second.\n\n## County Lines\n\n3. Third.\n"
NO_SPACES = "A paragraph number has no spaces in it. Write it like 6, 6(a) or 1.2(i)."
CHECKED = replace(
    DRAFT,
    warnings=(
        Warning("The whole draft", "Two changes were taken as accepted.", None, None),
        Warning("Prevent, paragraph 2", "A list was joined to the paragraph before it.", 1, 1),
        Warning("County Lines", "This line is a heading by its looks only.", 3, None),
        Warning("Foreword, unnumbered paragraph 1", "It was broken by the end of a page.", 0, 0),
    ),
)
"""Warnings on the whole, on a heading and on paragraphs, not in the order of the text."""


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    return at(Stage.PREPARING)


@pytest.fixture
def clerk(client: Client, play: Play) -> Client:
    return client.sign_in(play.cast.clerk)


@pytest.fixture
def imported(play: Play, session: Session) -> DraftVersion:
    version = play.import_draft(CHECKED)
    session.commit()
    return version


def address(version: DraftVersion, asked: str = "") -> str:
    return f"/{SLUG}/import/{version.id}{asked}"


def document(session: Session, version: DraftVersion) -> Draft:
    """The draft as it is kept now, seen from outside the application."""
    session.commit()
    return from_document(session.get_one(DraftVersion, version.id).document)


def stored(session: Session) -> tuple[int, int]:
    """How many drafts and how many entries of the audit there are."""
    session.commit()
    drafts_there_are = session.scalar(select(func.count()).select_from(DraftVersion)) or 0
    return drafts_there_are, session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def element(page: Page, id: str) -> HtmlElement:
    return page.tree.get_element_by_id(id)


def words(found: HtmlElement) -> str:
    return " ".join(found.text_content().split())


def form(page: Page, button: str) -> FilledForm:
    """The form with the button that begins with these words: the name of its place follows, for those who listen."""
    return page.form(next(text for text in page.buttons if text.startswith(f"{button}:")))


def send(page: Page, data: bytes, name: str) -> Page:
    return page.form().submit(file=(io.BytesIO(data), name))


# ---- Upload


def test_a_file_is_taken_in_and_leads_to_its_check(clerk: Client, play: Play, session: Session) -> None:
    answer = send(clerk.get(UPLOAD), MARKDOWN.encode(), "strategy.md")
    (version,) = drafts.in_check(session, play.consultation)
    assert (answer.status, answer.location) == (303, address(version))
    assert (version.title, version.source_name, version.number) == ("Strategy", "strategy.md", None)
    page = answer.follow()
    assert page.notices == ["“strategy.md” is imported. Compare it with your file before you publish it."]
    assert page.all("//p[contains(@class, 'check__summary')]") == [
        "2 sections, 3 numbered paragraphs (1 to 3), no warnings"
    ]


def test_a_word_document_is_taken_in(clerk: Client, session: Session, play: Play) -> None:
    made, data = docx.Document(), io.BytesIO()
    made.add_heading("Prevent", 1)
    made.add_paragraph("Schools refer most of those who are helped.")
    made.save(data)
    page = send(clerk.get(UPLOAD), data.getvalue(), "Drafts/strategy 3.docx").follow()
    assert page.all("//h3[contains(@class, 'check__heading')]") == ["Prevent"]
    assert drafts.in_check(session, play.consultation)[0].source_name == "strategy 3.docx"


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"%PDF-1.7 x", "strategy.docx", "This is a PDF"),
        (b"", "empty.md", "The file is empty"),
        (b"Words and no heading.", "note.md", "The file has no headings"),
    ],
)
def test_what_cannot_be_read_is_refused_beside_the_field_and_nothing_is_stored(
    clerk: Client, session: Session, data: bytes, name: str, reason: str
) -> None:
    before = stored(session)
    page = send(clerk.get(UPLOAD), data, name)
    assert [page.status, len(page.errors)] == [200, 1]
    assert page.errors[0].startswith(reason)
    assert page.tree.xpath("//*[contains(@class, 'govuk-error-summary')]//a/@href") == ["#file"]
    assert page.title.startswith("Error: Import a draft")
    assert stored(session) == before


def test_a_file_of_more_than_50_mb_is_refused(clerk: Client, session: Session) -> None:
    before = stored(session)
    head = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{clerk.token()}\r\n--x\r\n'
    head += 'Content-Disposition: form-data; name="file"; filename="large.md"\r\n\r\n'
    body: Any = head.encode() + b"# x\n" + b"y" * 50_000_000 + b"\r\n--x--\r\n"  # as sent: not through a file of the test's
    page = clerk.post(UPLOAD, body, token=False, content_type="multipart/form-data; boundary=x")
    assert page.errors == ["The file is larger than 50 MB. Make its pictures smaller and try again."]
    assert stored(session) == before


def test_no_file_is_a_fault_of_the_field(clerk: Client) -> None:
    assert clerk.get(UPLOAD).form().submit().errors == ["Choose the file of the draft"]


def test_drafts_waiting_are_listed_with_a_way_on(clerk: Client, imported: DraftVersion) -> None:
    page = clerk.get(UPLOAD)
    assert [href for _, href in page.links] == [
        *(address(imported, way) for way in ("", "/discard")),
    ]
    assert page.all("//*[@class='waiting__about']") == ["strategy.docx, imported 9am on Monday 25 January 2021"]


def test_comments_hold_another_version_back_and_it_is_said_before_the_upload(
    client: Client, at: Callable[..., Play], session: Session
) -> None:
    play = at(Stage.OPEN)
    clerk = client.sign_in(play.cast.clerk)
    assert "nobody has commented on it yet" in clerk.get(UPLOAD).text
    play.comment()
    version = play.import_draft()
    session.commit()
    said = "Comments have been made on version 1, and they cannot be carried over"
    pages = [clerk.get(UPLOAD), clerk.get(address(version, "/publish"))]
    assert [said in page.text for page in pages] == [True, True]
    assert "Publish version 2" not in pages[1].buttons
    refused = clerk.post(address(version, "/publish"), {"revision": "0"})
    assert "Nothing was published" in refused.errors[0]
    assert document(session, version) == from_document(to_document(DRAFT))


def test_only_the_clerk_imports(client: Client, play: Play, imported: DraftVersion) -> None:
    member = client.sign_in(play.cast.member)
    urls = [UPLOAD, *(address(imported, way) for way in ("", "/publish", "/discard"))]
    assert [member.get(url).status for url in urls] == [403, 403, 403, 403]


# ---- Check


def test_every_heading_and_paragraph_is_shown_as_it_will_be_read(clerk: Client, imported: DraftVersion) -> None:
    page = clerk.get(address(imported))
    headings = page.tree.xpath("//*[contains(@class, 'check__heading--level')]")
    assert [(found.tag, words(found)) for found in headings] == [
        ("h3", "Foreword"),
        ("h3", "1 Prevent"),
        ("h4", "1.1 Referrals"),
        ("h3", "2 County Lines"),
    ]
    assert page.all("//*[@class='check__level']") == [f"Heading, level {n}" for n in (1, 1, 2, 1)]
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


# ---- Correct


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


# ---- Publish, discard


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


# ---- Light and quick


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
