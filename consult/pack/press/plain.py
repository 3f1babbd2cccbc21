"""The plain way: WeasyPrint lays the whole page out. What every other way is held against, and falls back to."""

import logging
import sys
from collections.abc import Sequence

from weasyprint import HTML
from weasyprint.logger import LOGGER, PROGRESS_LOGGER
from weasyprint.text.fonts import FontConfiguration

from consult.pack.accessibility import finish
from consult.pack.attachments import Attachment
from consult.pack.press.conformity import conform
from consult.pack.press.own_files import OwnFiles


class _News(logging.Handler):
    """Passes WeasyPrint's steps on, a line each."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stderr.write(f"progress {record.getMessage()}\n")
        sys.stderr.flush()


def tell_of_steps() -> None:
    """Has WeasyPrint's steps written to stderr, and nothing else."""
    PROGRESS_LOGGER.setLevel(logging.INFO)
    PROGRESS_LOGGER.addHandler(_News())
    LOGGER.setLevel(logging.CRITICAL)


def print_pdf(page: str, attachments: Sequence[Attachment] = ()) -> bytes:
    """The page as a PDF/UA-1 and PDF/A-3a file with those attachments; the same of both gives the same bytes."""

    def finished(document: object, pdf: object) -> None:
        finish(document, pdf)
        conform(pdf, attachments)

    source = HTML(string=page, url_fetcher=OwnFiles(), media_type="print")
    _bring_nothing_along(source)
    document = source.render(font_config=FontConfiguration())
    pdf: bytes = document.write_pdf(pdf_tags=True, pdf_version="1.7", pdf_identifier=True, finisher=finished)
    return pdf


def _bring_nothing_along(source: HTML) -> None:
    """A link of a draft's may not put a file into the paper, not even one that it holds itself."""
    for element in source.etree_element.iter():
        if "attachment" in element.get("rel", "").lower():
            del element.attrib["rel"]
