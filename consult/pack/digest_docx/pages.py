"""The pages of a Word document, and what the file says of itself."""

from dataclasses import dataclass
from datetime import UTC, datetime

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from consult.pack import office
from consult.pack.digest_docx import watermark
from consult.pack.digest_docx.styles import ACCENT, EDGE, ROOM
from consult.pack.wordml import field, run, w


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page: above on the left and right, beneath that a marking, across it all that it is a draft."""

    left: str
    right: str
    marking: str = ""
    draft: bool = False


def set_page(document: Document, running: Running) -> None:
    """A4 upright, with the running words and "Page 1 of 2"."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(EDGE)
    page.top_margin = page.bottom_margin = Mm(25)
    head, foot = page.header.paragraphs[0], page.footer.paragraphs[0]
    for line in (head, foot):
        line.style.paragraph_format.tab_stops.clear_all()
        line.paragraph_format.tab_stops.add_tab_stop(Mm(ROOM), alignment=2)  # right
    head._p.append(run(f"{' '.join(running.left.split())}\t{running.right}"))
    if running.marking:
        marked = page.header.add_paragraph(style="Header")
        marked.paragraph_format.space_after = Pt(10)
        marked._p.append(run(running.marking, w("b"), w("color", val=ACCENT)))
    if running.draft:
        head._p.append(watermark.drawn("DRAFT"))
    foot._p.append(run("\tPage "))
    foot._p.append(field("PAGE", run("1")))
    foot._p.append(run(" of "))
    foot._p.append(field("NUMPAGES", run("1")))


def set_properties(document: Document, *, title: str, author: str, subject: str, language: str, at: datetime) -> None:
    """What the file says of itself; no name but the body's whose paper it is. `at` is aware."""
    held, moment = document.core_properties, at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    held.title, held.author, held.subject = (office.plain(text)[:255] for text in (title, author, subject))
    held.language, held.comments, held.last_modified_by = language, "", ""
    held.created = held.modified = moment


def ask_for_numbers(document: Document) -> None:
    """Has the program that opens the file put in the page numbers of the contents and of cross-references."""
    settings = document.settings.element
    settings.find(qn("w:compat")).addprevious(w("updateFields", val="true"))
