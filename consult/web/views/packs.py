"""packs"""

from flask import Blueprint

pages = Blueprint("packs", __name__, url_prefix="/<slug>/packs")
