"""What every answer says to browsers: what may run on a page, who may frame, read or keep it, and that it stays on TLS.

Why they say it stands in docs/decisions/0033.
"""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, redirect, request
from flask_talisman import Talisman

from consult.config import Settings
from consult.web.links import full_url

CONTENT_SECURITY = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "img-src": "'self'",
    "object-src": "'none'",
    "require-trusted-types-for": "'script'",
    "script-src": "",  # what carries the page's nonce, and what that imports; nothing else, not even files of ours
    "style-src": "'self'",
    "trusted-types": "preview",  # static/js/preview.js
}
SHUT_IN = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""For files of others: should a browser show one after all, nothing in it runs or loads."""

NOT_NEEDED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb")
_ALWAYS = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"}
_PAGES_ARE_KEPT = "no-cache, private"  # by the browser of who asked, and asked for again each time


def init_app(app: Flask) -> None:
    """To be called before all that answers requests: what is registered first has the last word."""
    settings: Settings = app.config["SETTINGS"]

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers.update(_ALWAYS)
        _say_who_keeps_it(response)
        _stay_here(response)
        if _is_file(response) or (request.endpoint == "figures.show" and response.mimetype != "text/html"):
            response.headers["Content-Security-Policy"] = SHUT_IN
        return response

    if settings.secure:
        app.before_request(_to_tls)
    Talisman(
        app,
        content_security_policy=CONTENT_SECURITY,
        content_security_policy_nonce_in=["script-src"],
        force_https=False,  # _to_tls
        frame_options="DENY",
        permissions_policy=dict.fromkeys(("browsing-topics", *NOT_NEEDED), "()"),
        referrer_policy="same-origin",
        session_cookie_secure=settings.secure,
        strict_transport_security=settings.secure,
        strict_transport_security_include_subdomains=False,  # they may be others'
    )


def _to_tls() -> Response | None:
    """To the public address, whatever host the request names; but for what is asked on this side of the proxy."""
    view = current_app.view_functions.get(request.endpoint or "")
    if request.is_secure or not getattr(view, "talisman_view_options", {}).get("force_https", True):
        return None
    g.after_commit = []
    return redirect(full_url(request.full_path.rstrip("?")), 308 if request.method == "POST" else 302)  # type: ignore[return-value]


def _is_file(response: Response) -> bool:
    return response.headers.get("Content-Disposition", "").startswith("attachment")


def _say_who_keeps_it(response: Response) -> None:
    if _is_file(response):
        response.headers["Cache-Control"] = "no-store, private"  # who may have it can change
    elif request.endpoint != "static" and "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = _PAGES_ARE_KEPT
    if request.endpoint == "accounts.sign_out":  # the Back button of who comes next shows nothing
        response.headers["Clear-Site-Data"] = '"cache"'


def _stay_here(response: Response) -> None:
    """A redirect within the service names no host: the one in the request may be anybody's."""
    if response.location and response.location.startswith(request.host_url):
        response.location = urlsplit(response.location)._replace(scheme="", netloc="").geturl()
