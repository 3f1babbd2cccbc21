"""Versions of the draft on the web: an earlier one, what changed, where comments went, putting it right, taking it back."""

from collections.abc import Callable

import pytest

from consult.domain.dispositions import Disposition
from consult.domain.lifecycle import Stage
from consult.queries import drafts, redrafts
from consult.store.comments import Comment
from tests.actions.test_redrafts import EDITED, WORDS, rewritten
from tests.client import Client
from tests.factories import Play

PAGES = (
    "draft/", "draft/1/", "draft/2/", "draft/1/3", "draft/2/3", "versions/1/2", "versions/2/1", "versions/2/comments",
    "versions/2/changes/",
)  # fmt: skip
EVERYBODY = ("member", "chair", "co_opted", "observer", "lead", "officer", "clerk")


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    """C-0001 stands on words that stay, C-0002 on words that went; version 2 is current."""
    play = at(Stage.OPEN)
    play.comment(on="4", quote=WORDS, text="heron: who pays?")
    play.comment(on="5", quote="More work is needed", text="lapwing: by whom?")
    play.redraft(
        rewritten(of={"4": EDITED.sections[3].paragraphs[0].text, "5": "Two officers are paid for until 2025."})
    )
    play.session.commit()
    return play


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("page", PAGES)
def test_everybody_reads_every_version_and_what_changed(play: Play, client: Client, who: str, page: str) -> None:
    client.sign_in(getattr(play.cast, who))
    assert client.get(play.url(page)).status == 200


def test_an_earlier_version_stands_as_it_stood_with_its_comments(play: Play, client: Client) -> None:
    client.sign_in(play.cast.member)
    earlier, now = client.get(play.url("draft/1/3")), client.get(play.url("draft/2/3"))
    assert "More work is needed" in earlier.text
    assert "This is version 1 as it stood, with the comments made on it." in earlier.text
    assert "Made on version 1" not in earlier.text
    assert now.text.count("Made on version 1") == 2
    assert "Its words are no longer in the draft" in now.text
    for page in (earlier, now):
        assert "heron" in page.text
        assert "lapwing" in page.text


def test_printed_addresses_of_an_earlier_version_go_on_working(play: Play, client: Client) -> None:
    client.sign_in(play.cast.member)
    first = drafts.version(play.session, play.consultation, 1)
    old = next(one for one in redrafts.paragraphs_of(play.session, first.id) if one.label == "4")
    for path in (f"draft/paragraph/{old.id}", f"draft/section/{old.section_id}/comments", "draft/whole?version=1"):
        page = client.get(play.url(path))
        assert page.status == 200
        assert "This is version 1 as it stood" in page.text, path
    assert "heron" in client.get(play.url(f"draft/paragraph/{old.id}")).text
    now = client.get(play.url(f"draft/paragraph/{play.paragraph('4').id}"))
    assert "Draft version 2." in now.text
    assert "as it stood" not in now.text


def test_nothing_is_said_on_an_earlier_version(play: Play, client: Client) -> None:
    client.sign_in(play.cast.member)
    assert "Comment on the whole draft" in client.get(play.url("draft/whole")).text
    assert "Comment on the whole draft" not in client.get(play.url("draft/whole?version=1")).text


def test_the_place_of_a_comment_can_be_put_right(play: Play, client: Client) -> None:
    client.sign_in(play.cast.clerk)
    url = play.url("versions/comments/C-0002")
    sent = client.post(url, {"place": "p10", "quote": "Two officers"})
    assert sent.location == play.url("comments/C-0002")
    assert "Two officers" in client.get(sent.location).text
    again = client.post(url, {"place": "p10", "quote": "Three officers"})
    assert "These words are not in the paragraph. Copy them from it exactly." in again.text


def test_a_version_is_withdrawn_with_a_reason_everybody_reads(play: Play, client: Client) -> None:
    client.sign_in(play.cast.clerk)
    url = play.url("versions/2/withdraw")
    assert "Say why it is withdrawn, so that members know" in client.post(url, {"reason": ""}).text
    assert client.post(url, {"reason": "The wrong file was sent."}).location == play.url("draft/")
    client.sign_in(play.cast.member)
    assert "More work is needed" in client.get(play.url("draft/1/3")).text
    assert "The wrong file was sent." in client.get(play.url("draft/2/3")).text
    assert "Made on version 1" not in client.get(play.url("draft/1/3")).text


def test_the_change_log_begins_with_the_answers_and_is_completed_by_the_authority(play: Play, client: Client) -> None:
    gone = play.again(play.session.get_one(Comment, 2))
    why = "The money was found in March."
    play.release(play.answer(gone, disposition=Disposition.ACCEPTED_IN_PART, reason=why, by=play.cast.other_lead))
    client.sign_in(play.cast.member)
    page = client.get(play.url("versions/2/changes/"))
    assert "Paragraph 4 edited; Paragraph 5 new; Paragraph 5 deleted." in " ".join(page.text.split())
    assert f"C-0002 was accepted in part. {why}" in page.text
    section = play.section("County Lines").id
    form = play.url(f"versions/2/changes/{section}")
    assert client.get(form).status == 403
    client.sign_in(play.cast.lead)  # of another authority
    assert client.get(form).status == 403
    client.sign_in(play.cast.other_officer)
    assert f"C-0002 was accepted in part. {why}" in client.get(form).text
    told = "Two officers are paid for from the reserve."
    assert client.post(form, {"why": told, "revision": "0"}).location.startswith(play.url("versions/2/changes/"))
    late = client.post(form, {"why": "Mine.", "revision": "0"})
    assert "A colleague has changed this since you opened it." in late.text
    assert "Mine." in late.text
    client.sign_in(play.cast.observer)
    assert told in client.get(play.url("versions/2/changes/")).text
