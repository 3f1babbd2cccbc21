"""A page of ours as a Word document: the same words in the same order, in Word's own styles."""

import io
from dataclasses import dataclass
from datetime import datetime

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import html
from lxml.html import HtmlElement

from consult.pack import office
from consult.pack.digest_docx import pages, styles
from consult.pack.digest_docx.blocks import Blocks, Comments
from consult.pack.digest_docx.paper import Paper


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself. `large`: large print; `draft`: every page says that it is one."""

    title: str
    author: str  # the body whose paper it is
    subject: str
    language: str
    at: datetime
    large: bool = False
    draft: bool = False


def body_of(page: str) -> HtmlElement:
    """The page's body, to be written by `document_of`."""
    root = html.document_fromstring(page.encode(), parser=html.HTMLParser(huge_tree=True, encoding="utf-8"))
    body: HtmlElement = root.find("body")
    return body


def document_of(body: HtmlElement, about: About, comments: Comments | None = None) -> bytes:
    """The bytes of a .docx with what the page says, and comments in the margin; the same page gives the same bytes.

    What runs along every page is taken from the body's `data-running`, `data-pack` and `data-marking`.
    """
    document = docx.Document()
    left, right, marking = (body.get(f"data-{name}") or "" for name in ("running", "pack", "marking"))
    styles.set_styles(document, about.language, large=about.large)
    pages.set_page(document, pages.Running(left, right, marking, about.draft))
    pages.set_properties(
        document, title=about.title, author=about.author, subject=about.subject, language=about.language, at=about.at
    )
    if body.find(".//nav") is not None:
        pages.ask_for_numbers(document)
    paper = Paper(document)
    ending = document.element.body[-1]  # what Word says of the pages
    for block in Blocks(paper, comments or {}).written(body):
        ending.addprevious(block)
    paper.margin.attach(document.part)
    for key, related in list(document.part.package.rels.items()):
        if related.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # of the empty document that python-docx begins with
            del document.part.package.rels[key]
    out = io.BytesIO()
    document.save(out)
    return office.sealed(out.getvalue())
