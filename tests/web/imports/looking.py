"""A draft to be checked, and what tests of its pages look at."""

from dataclasses import replace

from lxml.html import HtmlElement
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.domain.documents import from_document
from consult.domain.draft import Draft, Warning
from consult.store.audit import AuditEntry
from consult.store.drafts import DraftVersion
from tests.client import FilledForm, Page
from tests.factories import DRAFT, SLUG

UPLOAD = f"/{SLUG}/import/"
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
