"""A file comes in, or is refused with the reason and nothing stored."""

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from sqlalchemy.orm import Session

from consult.domain.documents import from_document, to_document
from consult.domain.lifecycle import Stage
from consult.queries import drafts
from consult.store.drafts import DraftVersion
from tests.client import Client, Page
from tests.factories import DRAFT, Play
from tests.web.imports.looking import UPLOAD, address, document, stored

MARKDOWN = "# Strategy\n\n## Prevent\n\n1. First.\n2. Second.\n\n## County Lines\n\n3. Third.\n"


def send(page: Page, data: bytes, name: str) -> Page:
    return page.form().submit(file=(io.BytesIO(data), name))


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
    body: Any = (
        head.encode() + b"# x\n" + b"y" * 50_000_000 + b"\r\n--x--\r\n"
    )  # as sent: not through a file of the test's
    page = clerk.post(UPLOAD, body, token=False, content_type="multipart/form-data; boundary=x")
    assert page.errors == ["The file is larger than 50 MB. Make its pictures smaller and try again."]
    assert stored(session) == before


def test_no_file_is_a_fault_of_the_field(clerk: Client) -> None:
    assert clerk.get(UPLOAD).form().submit().errors == ["Choose the file of the draft"]


def test_drafts_waiting_are_listed_with_a_way_on(clerk: Client, imported: DraftVersion) -> None:
    page = clerk.get(UPLOAD)
    assert [href for _, href in page.links] == [
        address(imported).replace("/import/", "/redraft/"),
        *(address(imported, way) for way in ("", "/discard")),
    ]
    assert page.all("//*[@class='waiting__about']") == ["strategy.docx, imported 9am on Monday 25 January 2021"]


def test_where_comments_go_is_looked_at_before_another_version_is_published(
    client: Client, at: Callable[..., Play], session: Session
) -> None:
    play = at(Stage.OPEN)
    clerk = client.sign_in(play.cast.clerk)
    assert "nobody has commented on it yet" in clerk.get(UPLOAD).text
    play.comment()
    version = play.import_draft()
    session.commit()
    assert "Comments have been made on version 1. They go with the draft you publish next" in clerk.get(UPLOAD).text
    page = clerk.get(address(version, "/publish"))
    assert ("Look at where they go in this draft" in page.text, "Publish version 2" in page.buttons) == (True, False)
    clerk.post(address(version, "/publish"), {"revision": "0"})
    session.rollback()
    assert session.get_one(DraftVersion, version.id).published_at is None
    assert document(session, version) == from_document(to_document(DRAFT))


def test_only_the_clerk_imports(client: Client, play: Play, imported: DraftVersion) -> None:
    member = client.sign_in(play.cast.member)
    urls = [UPLOAD, *(address(imported, way) for way in ("", "/publish", "/discard"))]
    assert [member.get(url).status for url in urls] == [403, 403, 403, 403]
