"""The child process that makes a PDF: a page comes in on stdin, the PDF leaves on stdout, news goes to stderr.

Run by `consult.pack.pdf` as `python -m consult.pack.press PROCESSOR_SECONDS MEMORY_BYTES`. Lines on stderr are
"progress <words>" or "failed <reason>".
"""

import gc
import logging
import resource
import sys
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

from weasyprint import HTML
from weasyprint.logger import LOGGER, PROGRESS_LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from consult.pack.accessibility import finish
from consult.pack.pdf import OUT_OF_MEMORY
from consult.pack.render import STATIC_URL
from consult.resources import STATIC


class OwnFiles(URLFetcher):  # type: ignore[misc]
    """Serves data URIs and our own static files; everything else is refused, whatever its scheme."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file or data at `url`.

        Raises:
            ValueError: it is neither data nor one of our own files.
        """
        if not url.startswith(STATIC_URL):
            return super().fetch(url, headers)
        path = _static_file(urlsplit(url).path)
        media_type = guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media_type})


def _static_file(path: str) -> Path:
    file = (STATIC / path.lstrip("/")).resolve()
    if not file.is_relative_to(STATIC.resolve()):
        raise ValueError(f"Not one of our static files: {path}")
    return file


class _News(logging.Handler):
    """Passes WeasyPrint's steps on, a line each."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stderr.write(f"progress {record.getMessage()}\n")
        sys.stderr.flush()


def print_pdf(page: str) -> bytes:
    """The page as a tagged PDF/UA-1 file; the same page gives the same bytes."""
    fonts = FontConfiguration()
    document = HTML(string=page, url_fetcher=OwnFiles(), media_type="print").render(font_config=fonts)
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", finisher=finish, pdf_identifier=True)
    return pdf


def limit(processor_seconds: int, memory_bytes: int) -> None:
    """Bounds this process: hostile text can keep a layout engine busy for ever."""
    resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Reads, prints and writes; 1 with a reason on stderr where it cannot."""
    limit(*map(int, sys.argv[1:]))
    PROGRESS_LOGGER.setLevel(logging.INFO)
    PROGRESS_LOGGER.addHandler(_News())
    LOGGER.setLevel(logging.CRITICAL)
    gc.disable()  # a tenth of the time goes into looking for cycles in a tree that lives to the end
    try:
        pdf = print_pdf(sys.stdin.buffer.read().decode())
    except MemoryError:
        sys.stderr.write(f"failed {OUT_OF_MEMORY}\n")
        return 1
    except Exception as error:  # whatever it is, the parent has to hear of it
        sys.stderr.write(f"failed {type(error).__name__}: {error}\n".replace("\n", " ").strip() + "\n")
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
