"""What the routes answer when the consultation, or the item, is not as it is in test_permissions.py: before a draft is published,
paused, closed, adopted; withdrawn, rejected, exempt, redacted. Each table says who may, in letters, and nothing is asked of the
rules themselves.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter

from consult.actions import comments, pausing
from consult.domain.lifecycle import Stage
from tests.client import BASE, Client
from tests.factories import COUNTY, Play
from tests.web.everything import Everything, everything, values_of
from tests.web.sealed_matter import sealed_matter
from tests.web.test_permissions import COLUMNS, ROWS, address, gently

At = Callable[..., Any]

# What changes something, as far as it is answered otherwise than in an open window: who asks, and how paused, closed, adopted.
# A member who writes too late is shown again what they wrote (200); everything else that cannot be done is refused (403).
LATER = """
comments.change         member  303  200  200  200
comments.support        member  303  403  403  403
comments.unsupport      member  303  403  403  403
comments.withdraw       member  303  403  403  403
incoming.index          member  200  403  403  403
questions.change        member  303  200  200  200
questions.withdraw      member  303  403  403  403
requests.ask            member  200  200  200  403
requests.change         member  200  200  200  403
requests.withdraw       member  303  303  303  403
settling.not_settled    member  200  200  200  403
settling.settled        member  303  303  303  403
responses.answer        lead    200  .    .    403
responses.approve       lead    303  .    .    403
responses.hold          lead    200  .    .    403
board.remind            clerk   303  .    .    403
board.remind_all        clerk   303  .    .    200
entering.ask            clerk   200  .    .    403
entering.comment        clerk   200  .    .    403
entering.find           clerk   303  .    .    403
entering.question       clerk   200  .    .    403
incoming.index          clerk   200  .    .    403
pausing.pause           clerk   200  .    .    303
question_rules.rules    clerk   200  .    .    403
settings.sections       clerk   303  .    .    403
settings.window         clerk   200  .    .    403
"""
STAGES = (Stage.OPEN, Stage.PAUSED, Stage.RESPONDING, Stage.ADOPTED)
CHANGES = {
    (endpoint, who): dict(zip(STAGES, cells, strict=True))
    for endpoint, who, *cells in (line.split() for line in LATER.strip().splitlines())
}


def later(there: Everything, stage: Stage) -> None:
    """Adoption itself is refused while so much waits (R8): here it is as though it had come."""
    play = there.play
    if stage is Stage.PAUSED:
        clerk = play.actor(play.cast.clerk)
        pausing.pause(play.session, consultation=play.consultation, reason="A fault.", by=clerk, now=play.now)
    else:
        play.close()
    play.consultation.adopted_at = play.now if stage is Stage.ADOPTED else None
    play.session.commit()


@pytest.mark.parametrize(
    ("who", "stage"),
    [
        ("member", Stage.PAUSED), ("member", Stage.RESPONDING), ("member", Stage.ADOPTED),
        ("lead", Stage.ADOPTED), ("clerk", Stage.ADOPTED),
    ],
)  # fmt: skip
def test_what_changes_something_later(app: Flask, at: At, client: Client, who: str, stage: Stage) -> None:
    there = at(Stage.OPEN, everything)
    later(there, stage)
    client.sign_in(getattr(there.play.cast, who))
    token, usual, found, wanted = {"csrf_token": client.token()}, values_of(there), {}, {}
    asked = ROWS if who != "clerk" else {(endpoint, "POST") for endpoint, whose in CHANGES if whose == who}
    for endpoint, method in sorted(asked, key=gently):
        open_now = ROWS[endpoint, method][COLUMNS.index(who)]
        if method == "POST" and open_now in {"200", "303"} and not endpoint.startswith("accounts."):
            answer = client._browser.post(address(app, there, endpoint, usual), data=token, base_url=BASE)
            row = CHANGES.get((endpoint, who), {Stage.OPEN: open_now, stage: open_now})
            found[endpoint] = (open_now, str(answer.status_code))
            wanted[endpoint] = (row[Stage.OPEN], row[stage])
    assert found == wanted


# Before a draft is published: what each part reads all the same; all else that is looked at is refused, or is not there.
PREPARING = {
    "observer": {"overview.overview", "published.index", "statement.index"},
    "member": {
        "overview.overview", "published.index", "statement.index", "interests.declare", "mine.index", "unsent.index",
    },
    "lead": {
        "overview.overview", "published.index", "statement.index", "groups.similar", "work.index", "work.texts",
        "writing.current",
    },
}  # fmt: skip
FOR_ALL = {"information.notice"}
"""Pages about a consultation that say nothing of what is in it."""


def unpublished(app: Flask, play: Play) -> Iterator[tuple[str, str]]:
    """Every (endpoint, address) with what nothing is called yet."""
    for rule in app.url_map.iter_rules():
        if "slug" in rule.arguments and "GET" in (rule.methods or ()):
            values: dict[str, Any] = dict.fromkeys(rule.arguments, 1) | {"authority_id": play.body(COUNTY).id}
            for name, converter in rule._converters.items():
                if isinstance(converter, AnyConverter):
                    values[name] = sorted(converter.items)[0]
            built = rule.build(values | {"slug": play.slug, "ref": "C-0001", "parent": "Q-0001"})
            assert built is not None
            yield rule.endpoint, str(built[1])


@pytest.mark.parametrize("who", PREPARING)
def test_before_a_draft_is_published(app: Flask, at: At, client: Client, who: str) -> None:
    play = at(Stage.PREPARING)
    client.sign_in(getattr(play.cast, who))
    stati = {name: client._browser.get(url, base_url=BASE).status_code for name, url in unpublished(app, play)}
    assert {name for name, status in stati.items() if status == 200} - FOR_ALL == PREPARING[who]
    assert set(stati.values()) <= {200, 302, 303, 403, 404}


ITEMS = {"stands": "C-0005", "withdrawn": "C-0006", "rejected": "C-0002", "exempt": "C-0001", "redacted": "C-0003"}
PEOPLE = {
    "a": "member", "h": "chair", "l": "lead", "p": "other_lead", "b": "observer", "c": "clerk",
}  # fmt: skip
# Who gets to each page of a comment; "-" nobody. Theirs is the member's (a), the redacted one the chair's (h); what is exempt or
# redacted has been answered. Who does not is refused, or, of what only some may know of, told that there is no such page.
PAGES = """
                    stands   withdrawn  rejected  exempt   redacted  otherwise
comments.show       ahlpbc   ahlpbc     ahlpbc    ahlpbc   ahlpbc    404
comments.change     a        -          -         -        -         403
comments.withdraw   a        -          -         -        -         403
comments.receipt    a        -          -         a        h         404
responses.answer    l        -          -         -        -         403
responses.versions  -        -          -         lc       lc        403,404
exempting.item      c        c          c         c        c         403
redacting.redact    c        c          c         c        c         403
redacting.sealed    -        -          -         -        c         403,404
rejecting.reject    c        -          -         -        -         403
lateness.late       c        c          c         c        c         403
"""


def of_each_kind(play: Play) -> Play:
    """To the sealed matter, a comment that stands and one that was withdrawn."""
    sealed_matter(play)
    play.comment(on="1", text="It stands.")
    gone, author = play.again(play.comment(on="1", text="It is gone.")), play.actor(play.cast.member)
    comments.withdraw(play.session, comment=gone, consultation=play.consultation, by=author, now=play.now)
    play.session.commit()
    return play


def test_every_page_of_an_item_of_each_kind(app: Flask, at: At, new_client: Callable[[], Client]) -> None:
    play = at(Stage.OPEN, of_each_kind)
    browsers = {letter: new_client().sign_in(getattr(play.cast, who)) for letter, who in PEOPLE.items()}
    heads, *rows = [line.split() for line in PAGES.strip().splitlines()]
    found = []
    for endpoint, *_, otherwise in rows:
        cells = []
        for kind in heads[:-1]:
            values = {"ref": ITEMS[kind]} | ({"authority_id": play.body(COUNTY).id} if "responses" in endpoint else {})
            with app.test_request_context():
                url = app.url_for(endpoint, slug=play.slug, **values)
            stati = {letter: one._browser.get(url, base_url=BASE).status_code for letter, one in browsers.items()}
            assert {str(status) for status in stati.values()} <= {"200", *otherwise.split(",")}, (endpoint, kind)
            cells.append("".join(letter for letter, status in stati.items() if status == 200) or "-")
        found.append([endpoint, *cells, otherwise])
    assert found == rows
