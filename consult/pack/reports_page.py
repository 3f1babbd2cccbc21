"""A representative's report as a page: to be read by itself, or to be printed."""

from consult.domain.report import Report
from consult.pack import render


def report_print_html(report: Report) -> str:
    """The page the press prints."""
    return render.page("pack/report.html", to_print=True, report=report)
