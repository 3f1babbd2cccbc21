"""What a page of ours may fetch while it is laid out: data URIs and our own static files, and nothing else."""

from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from consult.resources import STATIC, STATIC_URL


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
