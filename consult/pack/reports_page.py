"""A representative's report as a page: to be read by itself, or to be printed."""

from consult.domain.report import Report
from consult.pack import render
from consult.pack.papers_docx import About, page_docx


def report_print_html(report: Report) -> str:
    """The page the press prints."""
    return render.page("pack/report.html", to_print=True, report=report)


def report_docx(report: Report) -> bytes:
    """The report as a Word document, to be worked on."""
    about = About(report.title, report.council, report.heading, report.language, report.made_at)
    return page_docx(report_print_html(report), about)
