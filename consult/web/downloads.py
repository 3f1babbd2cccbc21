"""Files of others handed out: as downloads, never as pages (`headers` shuts them in)."""

from io import BytesIO

from flask import Response, send_file


def hand_out(data: bytes, *, media_type: str, name: str, sha256: str) -> Response:
    """The answer that holds a file."""
    return send_file(BytesIO(data), mimetype=media_type, as_attachment=True, download_name=name, etag=sha256)
