"""Measures a section's page under many comments: .venv/bin/python bench/section_page.py [--comments 500]

In a folder that is thrown away it plays a consultation whose comments all stand on one part of the draft, through the
actions, and opens that part as a member, as an officer of the authority and as the clerk. It prints for each: queries,
size, time on the server; with Chromium at /usr/bin/chromium also when the page is first painted and when it is ready.
"""

import argparse
import logging
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from gzip import compress
from pathlib import Path
from statistics import median
from time import perf_counter

import flask_migrate
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from consult.actions import comments, interests, responses, sign_ins
from consult.actions import people as letting_in
from consult.actions.comments import Place, Wording
from consult.actions.interests import Declared
from consult.actions.responses import Answering
from consult.app import create_app
from consult.config import from_environment
from consult.demo.preparing import prepare
from consult.demo.scripts import story
from consult.domain.dispositions import Disposition, Stance
from consult.domain.interests import Interest
from consult.domain.places import chapters
from consult.queries import drafts, people
from consult.store.base import begin_writing, db
from consult.store.comments import Comment
from consult.store.opening import opened

NOW = datetime(2021, 2, 3, 12, 0, tzinfo=UTC)
AUTHORITY = "Norfolk Constabulary"
SECRET = "a bench needs no secret, yet one of 32 characters"  # noqa: S105
VIEWERS = {
    "member": "member.norwich@example.org",
    "officer": "officer.police@example.org",
    "clerk": "clerk@example.org",
}
MEMBERS = (
    "member.norwich@example.org",
    "member.yarmouth@example.org",
    "member.breckland@example.org",
    "chair@example.org",
)
LEAD = "lead.police@example.org"
CHROMIUM = Path("/usr/bin/chromium")
TEXT = (
    "Paragraph {n} of this page is the ninth thing I have to say on it. The measure is sound, but who reports on it, to whom and "
    "in which quarter is not said. The panel asked for this in 2021 and was told that it would follow. Name the post that "
    "answers for it, and say what happens when the figure is missed twice."
)


@dataclass(frozen=True)
class Measured:
    """One opening of the page. Sizes in bytes, times in seconds."""

    queries: int
    size: int
    packed: int
    server: float


def play(session: Session, count: int) -> str:
    """Plays the consultation; returns the address of the longest part of its draft, where the comments stand."""
    script = replace(story(), contributions=())
    script = replace(script, owners=dict.fromkeys(script.owners, AUTHORITY))
    consultation = prepare(session, script)
    version = drafts.version(session, consultation, 1)
    actors = {email: people.actor_by_email(session, email, consultation) for email in (*MEMBERS, LEAD)}
    clerk = people.actor_by_email(session, VIEWERS["clerk"], consultation)
    sections = drafts.sections(session, version)
    place = {section.id: section for section in sections}
    parts = [drafts.paragraphs(session, [sections[n].id for n in chapter]) for chapter in chapters(sections)]
    of_chapter = max(parts, key=len)
    start = chapters(sections)[parts.index(of_chapter)].start
    at = script.opens_at + timedelta(minutes=1)
    for email in MEMBERS:
        interests.declare(
            session, consultation=consultation, declared=Declared(Interest.NONE), by=actors[email], now=at
        )
    for n in range(count):
        paragraph = of_chapter[n % len(of_chapter)]
        words = paragraph.text.split()
        comment = comments.submit(
            session, consultation=consultation, place=Place(version, place[paragraph.section_id], paragraph),
            wording=_wording(n, words), form_key=f"bench-{n}", by=actors[MEMBERS[n % len(MEMBERS)]], now=at,
        )  # fmt: skip
        if n % 2:
            _answer(session, consultation, comment, actors[LEAD], clerk, at)
    return f"/{consultation.slug}/draft/1/{start}"


def _wording(n: int, words: list[str]) -> Wording:
    """Every third comment is on a passage, every fourth suggests other words for the paragraph."""
    first = n % max(1, len(words) - 6)
    quote = " ".join(words[first : first + 6]) if n % 3 == 0 else ""
    suggested = " ".join([*words[:-2], "by", "the", "end", "of", "March."]) if n % 4 == 0 else ""
    stance = list(Stance)[n % len(Stance)]
    return Wording(stance, TEXT.format(n=n), quote, suggested, start=0 if quote else None, end=1 if quote else None)


def _answer(
    session: Session, consultation: object, comment: Comment, lead: object, clerk: object, at: datetime
) -> None:
    answering = Answering("It is reported each quarter by the Head of Communities.", Disposition.NOTED)
    response = responses.answer(
        session, consultation=consultation, item=comment, authority_id=comment.authority_id, answering=answering,
        revision=0, by=lead, now=at,
    )  # fmt: skip
    responses.release(session, consultation=consultation, item=comment, response=response, by=clerk, now=at)


def signed_in(app: Flask, email: str) -> FlaskClient:
    """A browser in which that person is signed in."""
    client = app.test_client()
    with client.session_transaction() as kept, app.app_context():
        begin_writing(db.session())
        person = people.by_email(db.session(), email)
        assert person is not None  # noqa: S101
        kept["_user_id"], _ = sign_ins.begin(db.session(), person=person, way="link", device="", now=NOW)
        db.session.commit()
    return client


def measured(app: Flask, client: FlaskClient, address: str, times: int = 5) -> Measured:
    """Opens the page some times; the time is the median's, the first, which compiles the templates, left out."""
    seconds = []
    with counted(app) as queries:
        client.get(address)
        first = len(queries)
    for _ in range(times):
        began = perf_counter()
        answer = client.get(address)
        seconds.append(perf_counter() - began)
    assert answer.status_code == 200, answer.status  # noqa: S101
    return Measured(first, len(answer.data), len(compress(answer.data)), median(seconds))


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        yield statements
        event.remove(db.engine, "before_cursor_execute", note)


def painted(app: Flask, email: str, address: str) -> dict[str, float]:
    """When Chromium first paints the page, has read it, and has run its scripts: milliseconds from its asking for it."""
    from playwright.sync_api import sync_playwright

    with app.app_context():
        person = people.by_email(db.session(), email)
        assert person is not None  # noqa: S101
        token = letting_in.link_for(db.session(), person=person, now=NOW)
        db.session.commit()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(f"{base}/sign-in/link/{token}")
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.goto(base + address)
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
        found: dict[str, float] = page.evaluate(
            "() => { const t = performance.getEntriesByType('navigation')[0];"
            " return {paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,"
            " read: t.domInteractive, ready: t.domContentLoadedEventEnd}; }"
        )
        browser.close()
    server.shutdown()
    return found


def main() -> None:
    """Prints a line for each viewer."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--comments", type=int, default=500)
    count = arguments.parse_args().comments
    logging.disable(logging.INFO)  # requests and migrations are not what is looked at
    with tempfile.TemporaryDirectory() as folder:
        settings = from_environment({"CONSULT_INSTANCE": folder, "CONSULT_SECRET_KEY": SECRET})
        app = create_app(settings, clock=lambda: NOW)
        with app.app_context():
            flask_migrate.upgrade()
        with opened(settings, writes=True) as session:
            address = play(session, count)
        out = sys.stdout.write
        for viewer, email in VIEWERS.items():
            one = measured(app, signed_in(app, email), address)
            out(
                f"{viewer:8} {count} comments: {one.queries} queries, {one.size / 1000:.0f} kB "
                f"({one.packed / 1000:.0f} kB packed), {one.server * 1000:.0f} ms on the server\n"
            )
        if CHROMIUM.exists():
            times = painted(app, VIEWERS["member"], address)
            out(f"member   in Chromium: first paint {times['paint']:.0f} ms, read {times['read']:.0f} ms, ")
            out(f"scripts run {times['ready']:.0f} ms\n")


if __name__ == "__main__":
    main()
