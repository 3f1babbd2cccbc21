"""Measures lists and search under many comments: .venv/bin/python bench/reading_aids.py [--comments 2000]

In a folder that is thrown away it plays the consultation of bench/section_page.py and asks for the list of comments,
filtered and sorted in several ways, for searches, and for one member's contribution. It prints for each page, as a member
sees it: statements sent to the database, size, time on the server.
"""

import argparse
import logging
import os
import tempfile
from datetime import timedelta

import flask_migrate
from section_page import NOW, SECRET, VIEWERS, measured, play, signed_in

from consult.app import create_app
from consult.config import from_environment
from consult.store.base import db
from consult.store.opening import opened

PAGES = (
    "/",
    "/comments/",
    "/comments/?page=39",
    "/comments/?sort=place",
    "/comments/?sort=place&page=39",
    "/comments/?stance=object&answered=no&kind=comment",
    "/comments/?disposition=noted&sort=place",
    "/comments/?new=yes",
    "/search/?q=measure",
    "/search/?q=measure+quarter+panel&kind=comments&page=30",
    "/search/?q=%22head+of+communities%22",
    "/search/?q=nowhere",
    "/mine/",
)


def main() -> None:
    """Prints a line for each page."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--comments", type=int, default=2000)
    count = arguments.parse_args().comments
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        environment = {"CONSULT_INSTANCE": folder, "CONSULT_SECRET_KEY": SECRET}
        if url := os.environ.get("CONSULT_DATABASE_URL"):
            environment["CONSULT_DATABASE_URL"] = url
        settings = from_environment(environment)
        time = [NOW]
        app = create_app(settings, clock=lambda: time[0])
        with app.app_context():
            flask_migrate.upgrade()
        with opened(settings, writes=True) as session:
            base = "/" + play(session, count).split("/")[1]
        client = signed_in(app, VIEWERS["member"])
        client.get(f"{base}/")
        time[0] += timedelta(days=1)
        print(f"{count:,} comments\n{'':58}statements     kB  server ms")  # noqa: T201
        for page in PAGES:
            one = measured(app, client, base + page)
            print(f"{page:58}{one.queries:10}{one.size / 1000:7.0f}{one.server * 1000:11.0f}")  # noqa: T201
        with app.app_context():
            db.engine.dispose()


if __name__ == "__main__":
    main()
