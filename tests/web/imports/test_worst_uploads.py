"""The worst files, sent as browsers send them: what cannot be read is said beside the field, and the page stands."""

from collections.abc import Callable
from io import BytesIO

import pytest

from consult.domain.lifecycle import Stage
from tests.client import Client, Page
from tests.factories import Play
from tests.mutants.kinds import Kind
from tests.mutants.worst import WORST
from tests.web.imports.looking import UPLOAD

DRAFTS = {
    Kind.WORD: (
        "a list of letters that begins at a thousand millions", "a title of a hundred thousand characters", "tables in tables",
        "an outline of level two squared", "relations that lead out of it", "its document twice", "marks of our own in the text",
    ),
    Kind.MARKDOWN: (
        "half a character", "a missing picture two squared", "accents in a pile", "right to left",
        "a title of fifty thousand words", "footnotes in a circle",
    ),
    Kind.HTML: ("said to be in punycode", "said to be in undefined", "a cell as wide as a thousand millions", "text to the end"),
}  # fmt: skip
INCOMING = {
    Kind.WORKBOOK: ("words that are not there", "characters no cell can hold", "no sheets", "a Word file's document"),
    Kind.MARKED: (
        "replies that go in a circle",
        "comments from the year nothing, and from the last",
        "more comments than are taken",
    ),
}


def _send(page: Page, kind: Kind, name: str, **of_form: str) -> Page:
    return page.form(**of_form).submit(file=(BytesIO(WORST[kind][name]()), kind.name_of_file))


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in DRAFTS.items() for name in names])
def test_a_draft_is_checked_or_refused_beside_the_field(clerk: Client, play: Play, kind: Kind, name: str) -> None:
    answer = _send(clerk.get(UPLOAD), kind, name)
    if answer.status == 303:
        page = answer.follow()
        assert page.status == 200
        assert clerk.get(f"{page.url}/publish").status == 200
    else:
        assert (answer.status, len(answer.errors)) == (200, 1)


def test_a_file_with_comments_is_gone_through_or_refused(at: Callable[[Stage], Play], client: Client) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    for kind, names in INCOMING.items():
        for name in names:
            sent = {"file": (BytesIO(WORST[kind][name]()), kind.name_of_file)}
            answer = client.get(play.url("incoming/")).form("Read the file").submit(**sent)
            page = answer.follow() if answer.status == 303 else answer
            assert page.status == 200, name
