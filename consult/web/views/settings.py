"""settings"""

from flask import Blueprint

pages = Blueprint("settings", __name__, url_prefix="/<slug>/settings")
