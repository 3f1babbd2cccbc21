"""The plain way: WeasyPrint lays the whole page out. What every other way is held against, and falls back to."""

import logging
import sys
from collections.abc import Sequence

from weasyprint import HTML
from weasyprint import Attachment as Embedded
from weasyprint.logger import LOGGER, PROGRESS_LOGGER
from weasyprint.text.fonts import FontConfiguration

from consult.pack.accessibility import finish
from consult.pack.attachments import Attachment
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
    """The page as a tagged PDF/UA-1 file; the same page gives the same bytes."""
    fonts = FontConfiguration()
    document = HTML(string=page, url_fetcher=OwnFiles(), media_type="print").render(font_config=fonts)
    embedded = [Embedded(string=one.data, name=one.name, description=one.description) for one in attachments]
    document.metadata.attachments = embedded
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", finisher=finish, pdf_identifier=True)
    return pdf
