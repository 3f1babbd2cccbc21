"""What a public service says of itself."""

from flask import Blueprint, render_template

pages = Blueprint("information", __name__)


@pages.get("/accessibility")
def accessibility() -> str:
    """The accessibility statement (SI 2018/952)."""
    return render_template("information/accessibility.html")


@pages.get("/privacy")
def privacy() -> str:
    """What is done with what people write, and with their addresses (R18, R23)."""
    return render_template("information/privacy.html")
