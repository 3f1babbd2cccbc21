"""The digest as a Word document: the page's own words in the same order, with comments in the margin of the draft.

It is made from the page (templates/pack/digest.html), so that what the paper says is said in one place, and nothing can be
in this file that is not in the paper. The margin comments alone are made from the Digest: a page has none.

Suggested wordings are shown by styles ("Inserted words", "Deleted words"), not as tracked changes. A tracked change is a
proposal to whoever holds the file: one click accepts it, views hide it, and its record is gone. The paper is a record of what
was proposed, several wordings may be proposed for one paragraph, and it has to read the same in every view and on paper.
"""

import io
from collections.abc import Iterator

import docx
from lxml import html
from lxml.html import HtmlElement

from consult.domain.digest import CommentEntry, Digest
from consult.pack import office, outline, render
from consult.pack.digest_docx import styles
from consult.pack.digest_docx.blocks import Blocks, Comments
from consult.pack.digest_docx.paper import Paper

__all__ = ["to_docx"]

_TITLE = "{} ({})"


def to_docx(digest: Digest) -> bytes:
    """The digest's bytes as .docx; the same digest gives the same bytes."""
    page = _page(digest)
    document = docx.Document()
    running = styles.Running(page.get("data-running") or "", page.get("data-pack") or "")
    styles.set_styles(document, digest.language)
    styles.set_page(document, running)
    styles.set_properties(
        document,
        title=_TITLE.format(digest.cover.title, outline.pack_name(digest.cover)),
        author=digest.cover.body,
        subject=digest.cover.panel,
        language=digest.language,
        at=digest.cover.made_at,
    )
    paper = Paper(document)
    ending = document.element.body[-1]  # what Word says of the pages
    for block in Blocks(paper, _standing(page, digest)).written(page):
        ending.addprevious(block)
    paper.margin.attach(document.part)
    out = io.BytesIO()
    document.save(out)
    return office.sealed(out.getvalue())


def _page(digest: Digest) -> HtmlElement:
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    root = html.document_fromstring(render.to_print_html(digest).encode(), parser=parser)
    body: HtmlElement = root.find("body")
    return body


def _standing(page: HtmlElement, digest: Digest) -> Comments:
    """Each comment by what it stands on: the block of the draft above it, else the heading of its section."""
    entries = {outline.item_anchor(entry.reference): entry for entry in _comments(digest) if not entry.hidden}
    found: dict[HtmlElement, list[CommentEntry]] = {}
    heading = place = page
    for element in page.iter("h2", "h3", "h4", "div", "article"):
        classes = (element.get("class") or "").split()
        if element.tag == "article":
            if (entry := entries.get(element.get("id") or "")) is not None:
                found.setdefault(place, []).append(entry)
        elif element.tag == "div":
            place = element if "draft" in classes else place
        elif not _is_within(element):
            heading = heading if element.tag == "h4" else element
            place = heading
    return found


def _is_within(element: HtmlElement) -> bool:
    """Whether a heading belongs to an item or to a block of the draft."""
    return any(
        above.tag == "article" or "draft" in (above.get("class") or "").split() for above in element.iterancestors()
    )


def _comments(digest: Digest) -> Iterator[CommentEntry]:
    yield from (*digest.whole_draft, *digest.unplaced)
    for section in digest.sections:
        yield from section.comments
        for paragraph in section.paragraphs:
            yield from paragraph.comments
