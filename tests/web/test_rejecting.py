"""The page on which the clerk rejects, the letter its author gets, and who reads the words afterwards."""

from collections.abc import Callable
from typing import Any

import pytest

from consult.domain.lifecycle import Stage
from tests.client import Client
from tests.factories import Play

WORDS = "a needle of nuthatch"


@pytest.mark.parametrize("kind", ["comment", "question"])
def test_the_author_is_told_and_reads_it_on(
    at: Callable[[Stage], Play], new_client: Callable[[], Client], outbox: list[Any], kind: str
) -> None:
    play = at(Stage.OPEN)
    ref = "C-0001" if kind == "comment" else "Q-0001"
    _ = play.comment(text=WORDS) if kind == "comment" else play.ask(WORDS)
    clerk = new_client().sign_in(play.cast.clerk)
    page = clerk.get(play.url(f"{kind}s/{ref}")).click(f"Reject {ref}")
    assert (page.h1, WORDS in page.text) == (f"Reject {kind} {ref}", True)
    assert page.form().submit().errors == ["Choose why it is rejected"]
    done = page.form().submit(reason="another committee's function", note="Put it to the licensing committee.")
    assert done.follow().notices == [f"{ref} rejected. Its author is told by email."]
    (letter,) = outbox
    assert letter.to == [play.cast.member.email]
    assert "It concerns the function of another committee." in letter.body
    assert "Put it to the licensing committee." in letter.body
    assert WORDS not in letter.body
    for who, sees in (("member", True), ("clerk", True), ("chair", False), ("officer", False), ("observer", False)):
        shown = new_client().sign_in(getattr(play.cast, who)).get(play.url(f"{kind}s/{ref}"))
        assert (WORDS in shown.html) is sees
        assert "Rejected: it concerns the function of another committee." in shown.text
        assert ("Put it to the licensing committee." in shown.text) is sees
