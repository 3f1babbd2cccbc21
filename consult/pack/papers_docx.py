"""A paper of the house as a Word document, made from its page as the digest's is."""

from consult.pack.digest_docx.document import About, body_of, document_of

__all__ = ["About", "page_docx"]


def page_docx(page: str, about: About) -> bytes:
    """The bytes of a .docx with what the page says; the same page gives the same bytes."""
    return document_of(body_of(page), about)
