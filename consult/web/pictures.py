"""The pictures of a draft on its pages."""

from flask import url_for


def with_pictures(html: str, slug: str, draft_id: int) -> str:
    """A paragraph's markup with `figure:<sha256>` turned into the pictures' addresses."""
    if "figure:" not in html:
        return html
    return html.replace("figure:", url_for("figures.show", slug=slug, draft_id=draft_id, sha256=""))
