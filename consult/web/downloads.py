"""Files of others handed out: as downloads, never as pages. Should a browser show one after all, nothing in it runs."""

from io import BytesIO

from flask import Flask, Response, g, send_file

SANDBOX = "default-src 'none'; sandbox"


def init_app(app: Flask) -> None:
    """To be called before the headers of all pages are set up: what is registered first has the last word."""

    @app.after_request
    def shut_in(response: Response) -> Response:
        if g.pop("handed_out", False):
            response.headers["Content-Security-Policy"] = SANDBOX
        return response


def hand_out(data: bytes, *, media_type: str, name: str, sha256: str) -> Response:
    """The answer that holds a file; no cache keeps it, since who may have it can change."""
    g.handed_out = True
    answer = send_file(BytesIO(data), mimetype=media_type, as_attachment=True, download_name=name, etag=sha256)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.cache_control.private = True
    answer.cache_control.no_store = True
    return answer
