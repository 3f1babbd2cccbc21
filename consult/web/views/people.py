"""people"""

from flask import Blueprint

pages = Blueprint("people", __name__, url_prefix="/<slug>/people")
