"""What one may not know of changes nothing in what one is given: no count, order, link, total, mark or header.

Everything somebody is given is asked for before and after others have done what is not for them to know; it is the same, to
the byte.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from consult.actions import unsent, work
from consult.domain.dispositions import Disposition
from consult.domain.lifecycle import Stage
from consult.domain.supplied_files import FileBrought
from consult.store.comments import Comment
from consult.store.commitments import Commitment
from consult.store.questions import Question
from consult.store.recommendations import Recommendation
from tests import registers
from tests.client import BASE, Client
from tests.factories import COUNTY, DRAFT, Play
from tests.leaks.hoard import hold
from tests.leaks.test_nothing_leaks import Places, places_for
from tests.pack.unpacking import parts
from tests.web.brought import brought
from tests.web.test_secret_ids import VARIES

At = Callable[..., Any]


@dataclass(frozen=True)
class Begun:
    """Things are said, asked, wanted and recommended, and nothing is answered."""

    play: Play
    said: list[Comment]
    asked: Question
    wanted: Commitment
    recommended: Recommendation


def begun(play: Play) -> Begun:
    """Plays it."""
    said = [
        play.comment(on="1", text="How will it be measured?"),
        play.comment(on="1", text="How will this be measured?", by=play.cast.chair),
        play.comment(on="2(a)", text="By whom?"),
    ]
    recommended = registers.issue(play, registers.recommend(play, "That it be reported."))
    found = Begun(play, said, play.ask(about="Prevent"), play.request("A list"), recommended)
    play.session.commit()
    return found


def do_what_is_not_for_all(there: Begun) -> None:
    """An answer is drafted, one is approved, one held; so are one to the question, what is supplied, and a reply. Notes are made,
    work is shared out, a member writes; the clerk brings a file in, records a recommendation, and checks a draft.
    """
    play, cast, county = there.play, there.play.cast, there.play.body(COUNTY).id
    facts: dict[str, Any] = {"consultation": play.consultation, "now": play.now}
    play.answer(there.said[0], by=cast.officer)
    play.answer(there.said[1], disposition=Disposition.NOT_ACCEPTED, reason="It costs too much.")
    hold(play, there.said[2], "In June.", cast.lead)
    play.answer(there.asked)
    play.supply(there.wanted, files=[FileBrought("list.csv", b"a,b")])
    registers.reply(play, there.recommended)
    registers.recommend(play, "That it be recorded and not issued.")
    lead, member = play.actor(cast.lead), play.actor(cast.member)
    for item in (there.said[0], there.asked):
        work.note(play.session, item=item, authority_id=county, text="Between us.", by=lead, **facts)
    work.assign(
        play.session, items=[play.again(there.said[0])], authority_id=county, person_id=cast.officer.id, due_on=play.today,
        by=lead, today=play.today, **facts,
    )  # fmt: skip
    work.keep_text(play.session, authority_id=county, title="Of old", text="As before.", by=lead, **facts)
    typing = unsent.Begun("comment", {"text": "I have not finished"}, unsent.new_key(), place=play.place("1"))
    unsent.keep(play.session, begun=typing, by=member, **facts)
    brought(play)
    play.check(DRAFT)
    play.session.commit()


def all_given(client: Client, urls: list[str]) -> dict[str, tuple[int, str, bytes]]:
    """What somebody is given at each address: status, headers, and the bytes; files that are zipped as what is in them."""
    found = {}
    for url in urls:
        answer = client._browser.get(url, base_url=BASE)
        data = answer.get_data()
        words = (
            b"".join(parts(data).values())
            if data.startswith(b"PK")
            else VARIES.sub("", data.decode("latin-1")).encode()
        )
        told = [answer.headers.get(name) for name in TELLING]
        found[url] = (answer.status_code, str(told), words)
    return found


TELLING = ("Content-Type", "Content-Disposition", "ETag", "Last-Modified", "Location", "Cache-Control")


@pytest.mark.parametrize("who", ["observer", "chair", "other_officer"])
def test_what_is_not_for_somebody_changes_nothing_they_are_given(
    app: Flask, at: At, client: Client, session: Session, who: str
) -> None:
    there: Begun = at(Stage.OPEN, begun)
    urls = places_for(Places(app, session, there.play), app, who)
    client.sign_in(getattr(there.play.cast, who))
    all_given(client, [url for url in urls if "/draft/" in url])  # once, so that nothing is new to them
    before = all_given(client, urls)
    session.commit()
    do_what_is_not_for_all(there)
    after = all_given(client, urls)
    assert [url for url in urls if after[url] != before[url]] == []
    assert before


def test_what_is_for_all_changes_it(app: Flask, at: At, client: Client, session: Session) -> None:
    """The same, and then an answer is released: it shows."""
    there: Begun = at(Stage.OPEN, begun)
    client.sign_in(there.play.cast.observer)
    urls = [there.play.url(path) for path in ("", "comments/", "comments/C-0001")]
    before = all_given(client, urls)
    session.commit()
    there.play.release(there.play.answer(there.said[0]))
    session.commit()
    after = all_given(client, urls)
    assert [url for url in urls if after[url] != before[url]] == urls
