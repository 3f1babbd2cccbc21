"""Whatever stands in any column that people's words get into, every page shows it as words, and none of it as a page."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask
from lxml import html

from consult.domain.lifecycle import Stage
from tests.client import Client
from tests.hostile import words
from tests.hostile.scene import full
from tests.web.test_permissions import address, routes

UNPLAYED = {
    "applied_wording.note", "change_log_entry.why", "comment_place.quote", "comment_place.quote_prefix",
    "comment_place.quote_suffix", "comment_place.why", "consultation.pause_reason", "issue.failure", "issue.urgency",
    "issue.withdrawn_reason", "letter.failure", "letter.subject", "letter.text", "letter.to", "notice.path", "notice.words",
    "pause.reason", "recommendation.closing_note", "section_edit.heading", "section_edit.text",
}  # fmt: skip
"""What no row of the scene holds: they come with other scenes, where they are escaped by the same templates."""
UNSHOWN = {
    "comment.quote_prefix", "comment.quote_suffix", "commitment.quote", "commitment.rejection_note",
    "draft_version.withdrawal_reason", "incoming.late_reason", "pack.progress", "planned_place.why", "redaction.words",
    "reply.return_reason", "supply.identification_reason", "supply.return_reason",
}  # fmt: skip
"""What is kept and shown on no page of the scene."""
ITEMS = (
    *(f"comments/C-{number:04d}" for number in range(1, 11)), *(f"questions/Q-{number:04d}" for number in range(1, 5)),
    *(f"register/IR-{number:04d}" for number in range(1, 6)), "register/U-0001", "register/U-0002",
    *(f"recommendations/R-{number:04d}" for number in range(1, 6)), "comments/C-0006/redacted",
)  # fmt: skip
MARKUP = re.compile(r"<\w+ hx")
"""How the markup begins where it was not escaped."""
_LEADS = {"href", "src", "action", "formaction", "xlink:href"}
_HARMLESS = re.compile(r"(?:https?:|mailto:|tel:|[/?#.])")


def test_every_column_with_text_is_known() -> None:
    """A new one has to be put among those that people write into, or among ours."""
    assert sorted([*words.PEOPLES, *words.OURS]) == sorted(words.text_columns())


def test_no_words_become_markup_on_any_page(
    app: Flask, at: Callable[..., Any], new_client: Callable[[], Client]
) -> None:
    there = at(Stage.OPEN, full)
    play = there.play
    addresses = {endpoint: address(app, there, endpoint) for endpoint, method in routes(app) if method == "GET"}
    items = [play.url(path) for path in ITEMS]
    readers = [new_client().sign_in(who) for who in (play.cast.clerk, play.cast.officer, play.cast.member)]
    put = words.poison(play.session)
    unseen, wrong = set(put), []
    for reader, also in zip(readers, (items, items[9:11], []), strict=True):
        for url in [*addresses.values(), *also]:
            answer = reader._browser.get(url)
            if answer.mimetype != "text/html":
                continue
            if answer.status_code == 200:  # once is enough
                addresses = {name: one for name, one in addresses.items() if one != url}
            source = answer.get_data(as_text=True)
            tree = html.document_fromstring(source)
            wrong += [f"{url}: {fault}" for fault in (*faults(tree), *MARKUP.findall(source))]
            shown = shown_on(tree)
            unseen -= {name for name in unseen if words.payload(name) in shown}
    assert wrong == []
    assert set(words.PEOPLES) - put == UNPLAYED
    assert unseen == UNSHOWN


def faults(tree: Any) -> Iterator[str]:
    """Elements and addresses that somebody's words have become."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            if name == "hx" or name.startswith("on") or name in {"style", "srcdoc"}:
                yield f"{element.tag} with {name}"
            if name in _LEADS and value and not _HARMLESS.match(value):
                yield f"{element.tag} {name}={value[:60]!r}"


def shown_on(tree: Any) -> str:
    """All that stands on a page, and in what it says of its elements."""
    return "\n".join(["".join(tree.itertext()), *(value for one in tree.iter() for value in one.attrib.values())])
