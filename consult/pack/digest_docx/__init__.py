"""The digest as a Word document: the page's own words in the same order, with comments in the margin of the draft.

It is made from the page (templates/pack/digest.html), so that what the paper says is said in one place, and nothing can be
in this file that is not in the paper. The margin comments alone are made from the Digest: a page has none.

Suggested wordings are shown by styles ("Inserted words", "Deleted words"), not as tracked changes. A tracked change is a
proposal to whoever holds the file: one click accepts it, views hide it, and its record is gone. The paper is a record of what
was proposed, several wordings may be proposed for one paragraph, and it has to read the same in every view and on paper.
"""

from lxml.html import HtmlElement

from consult.domain.digest import CommentEntry, Digest
from consult.pack import outline, render
from consult.pack.digest_docx.blocks import HEADINGS, Comments
from consult.pack.digest_docx.document import About, body_of, document_of

__all__ = ["to_docx"]


def to_docx(digest: Digest) -> bytes:
    """The digest's bytes as .docx; the same digest gives the same bytes."""
    body = body_of(render.to_print_html(digest))
    about = About(
        title=_title(body),
        author=digest.cover.body,
        subject=digest.cover.panel,
        language=digest.language,
        at=digest.cover.made_at,
        large=digest.options.large_print,
        draft=digest.draft,
    )
    return document_of(body, about, _standing(body, digest))


def _title(body: HtmlElement) -> str:
    page: HtmlElement = body.getparent()
    return " ".join((page.findtext("head/title") or "").split())


def _standing(body: HtmlElement, digest: Digest) -> Comments:
    """Each comment by what it stands on: the block of the draft above it, else the heading of its section."""
    entries = {outline.item_anchor(entry.reference): entry for entry in digest.comments if not entry.hidden}
    found: dict[HtmlElement, list[CommentEntry]] = {}
    heading = place = body
    for element in body.iter(*HEADINGS, "div", "article"):
        classes = (element.get("class") or "").split()
        if element.tag == "article":
            if (entry := entries.get(element.get("id") or "")) is not None:
                found.setdefault(place, []).append(entry)
        elif element.tag == "div":
            place = element if "draft" in classes else place
        elif not _is_within(element):
            heading = heading if "whole-section" in classes else element
            place = heading
    return found


def _is_within(element: HtmlElement) -> bool:
    """Whether a heading belongs to an item or to a block of the draft."""
    return any(
        above.tag == "article" or "draft" in (above.get("class") or "").split() for above in element.iterancestors()
    )
