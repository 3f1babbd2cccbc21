"""A sign-in link, from the page that asks for an address, through a real mail server, to the page behind it."""

import re
from collections.abc import Callable
from dataclasses import replace

from consult.app import create_app
from consult.config import Settings
from consult.domain.lifecycle import Stage
from consult.store.base import db
from tests.client import Client
from tests.conftest import Clock, at_work
from tests.factories import Play, address
from tests.mail.test_letters import Postbox, postbox

__all__ = ["postbox"]


def test_a_link_from_the_request_to_the_page_that_was_wanted(
    settings: Settings, clock: Clock, at: Callable[[Stage], Play], postbox: tuple[Postbox, str]
) -> None:  # fmt: skip
    play = at(Stage.OPEN)
    kept, url = postbox
    app = create_app(replace(settings, mail_url=url), clock=clock)
    app.extensions["consult.tests.left_behind"] = []
    with at_work(app):
        desk, phone, wanted = Client(app), Client(app), play.url("comments/")
        desk.get(wanted)
        for email in ("nobody@example.org", address("member")):
            assert desk.get("/sign-in").form("Send me a link").submit(email=email).location == "/sign-in/sent"
        ((recipients, message),) = kept.received
        assert recipients == [address("member")]
        found = re.search(
            r"http://127\.0\.0\.1:8000(/sign-in/link/\S+)", str(message.get_payload(decode=True), "utf-8")
        )
        assert found
        assert phone.get(found[1]).form().submit().location == wanted
        assert phone.get(wanted).status == 200
        assert phone.post(found[1]).status == 410
        with app.app_context():
            db.engine.dispose()
