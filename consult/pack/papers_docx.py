"""A paper of the house as a Word document, made from its page: the same words in the same order, in Word's own styles."""

import io
from dataclasses import dataclass
from datetime import datetime

import docx
from docx.oxml.ns import qn
from lxml import html
from lxml.html import HtmlElement

from consult.pack import office
from consult.pack.digest_docx import styles
from consult.pack.digest_docx.blocks import Blocks
from consult.pack.digest_docx.paper import Paper


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself."""

    title: str
    author: str  # the body whose paper it is
    subject: str
    language: str
    at: datetime


def page_docx(page: str, about: About) -> bytes:
    """The bytes of a .docx with what the page says; the same page gives the same bytes."""
    body = _body(page)
    document = docx.Document()
    styles.set_styles(document, about.language)
    styles.set_page(document, styles.Running(body.get("data-running") or "", body.get("data-pack") or ""))
    styles.set_properties(
        document, title=about.title, author=about.author, subject=about.subject, language=about.language, at=about.at
    )
    if body.find(".//nav") is None:  # no contents to bring up to date, so nobody need be asked about it
        for asking in list(document.settings.element.iter(qn("w:updateFields"))):
            document.settings.element.remove(asking)
    paper = Paper(document)
    ending = document.element.body[-1]  # what Word says of the pages
    for block in Blocks(paper, {}).written(body):
        ending.addprevious(block)
    out = io.BytesIO()
    document.save(out)
    return office.sealed(out.getvalue())


def _body(page: str) -> HtmlElement:
    root = html.document_fromstring(page.encode(), parser=html.HTMLParser(huge_tree=True, encoding="utf-8"))
    body: HtmlElement = root.find("body")
    return body
