"""The consultation statement as a page: to be read by itself, or to be printed."""

from consult.domain.statement import Statement
from consult.pack import render
from consult.pack.papers_docx import About, page_docx


def statement_html(statement: Statement) -> str:
    """One self-contained page."""
    return render.page("pack/statement.html", to_print=False, statement=statement)


def statement_print_html(statement: Statement) -> str:
    """The page the press prints."""
    return render.page("pack/statement.html", to_print=True, statement=statement)


def statement_docx(statement: Statement) -> bytes:
    """The statement as a Word document."""
    about = About(
        f"Consultation statement: {statement.title}", statement.body, statement.panel, statement.language, statement.made_at
    )  # fmt: skip
    return page_docx(statement_print_html(statement), about)
