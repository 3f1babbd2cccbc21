"""What a page of ours may fetch while it is laid out: data URIs and our own static files, and nothing else."""

from collections.abc import MutableMapping
from hashlib import sha256
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

from fontTools.ttLib import woff2  # type: ignore[import-untyped]  # comes with WeasyPrint
from weasyprint.urls import URLFetcher, URLFetcherResponse

from consult.pack.press.keeping import LASTING
from consult.resources import STATIC, STATIC_URL


class OwnFiles(URLFetcher):  # type: ignore[misc]
    """Serves data URIs and our own static files; everything else is refused, whatever its scheme."""

    def __init__(self, opened: MutableMapping[bytes, bytes] | None = None) -> None:
        """`opened`: where fonts are kept as they are when they are unpacked, which takes a tenth of a second each."""
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self._opened = opened

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file or data at `url`.

        Raises:
            ValueError: it is neither data nor one of our own files.
        """
        if not url.startswith(STATIC_URL):
            return super().fetch(url, headers)
        path = _static_file(urlsplit(url).path)
        if self._opened is not None and path.suffix == ".woff2":
            return URLFetcherResponse(
                url, self._unpacked(path.read_bytes(), self._opened), {"Content-Type": "font/ttf"}
            )
        media_type = guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media_type})

    def _unpacked(self, font: bytes, opened: MutableMapping[bytes, bytes]) -> bytes:
        key = LASTING + sha256(b"unpacked" + font).digest()
        if key not in opened:
            unpacked = BytesIO()
            woff2.decompress(BytesIO(font), unpacked)
            opened[key] = unpacked.getvalue()
        return opened[key]


def _static_file(path: str) -> Path:
    file = (STATIC / path.lstrip("/")).resolve()
    if not file.is_relative_to(STATIC.resolve()):
        raise ValueError(f"Not one of our static files: {path}")
    return file
