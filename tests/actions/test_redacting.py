"""Redacting words: everywhere they stand in an item, in the record too, and what they were is sealed (R17)."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session, undefer

from consult.actions import comments, groups, packs, recording, redacting, responses, settling, unsent, work
from consult.actions.comments import Wording
from consult.actions.responses import Answering
from consult.domain.dispositions import Disposition, Stance
from consult.domain.lifecycle import Stage
from consult.domain.refusals import Refused
from consult.mail import letters
from consult.queries import records, versions
from consult.store.audit import AuditEntry
from consult.store.packs import Pack
from consult.store.sealing import Redaction
from tests.factories import COUNTY, Play

At = Callable[[Stage], Play]
NEEDLE = "Jo Nuthatch"
SAID = f"I spoke to {NEEDLE} about this."
LEFT = "I spoke to [redacted] about this."
WHY = "It names somebody who did not agree to be named."


def redact(play: Play, item: Any, words: str = "jo  nuthatch", reason: str = WHY, by: str = "clerk") -> Redaction:
    return redacting.redact(
        play.session, consultation=play.consultation, item=play.again(item), words=words, reason=reason,
        by=play.actor(getattr(play.cast, by)), now=play.now,
    )  # fmt: skip


def everything_stored(session: Session, but: str = "redaction") -> str:
    """Every value of every table but one, as text; the index of search among them."""
    session.flush()
    tables = [name for name in inspect(session.connection()).get_table_names() if name != but]
    found = []
    for name in tables:
        quoted = '"' + name + '"'
        found += [str(row) for row in session.execute(text(f"SELECT * FROM {quoted}"))]
    return "\n".join(found)


def test_nothing_else_holds_the_words(at: At) -> None:
    play = at(Stage.OPEN)
    by, county = play.actor(play.cast.member), play.body(COUNTY).id
    facts = {"consultation": play.consultation, "now": play.now}
    comment = play.comment(text=SAID, suggested=f"Schools and {NEEDLE} refer most.")
    comments.change(
        play.session, comment=play.again(comment), wording=Wording(Stance.OBJECT, f"{SAID} Twice."), by=by, **facts
    )
    play.answer(comment, f"{NEEDLE} was asked.", by=play.cast.officer, reason=f"So says {NEEDLE}.")
    answer = play.answer(comment, f"{NEEDLE} was asked again.", revision=1, wording=f"With {NEEDLE}.")
    work.note(
        play.session,
        item=comment,
        authority_id=county,
        text=f"Who is {NEEDLE}?",
        by=play.actor(play.cast.officer),
        **facts,
    )
    begun = unsent.Begun("comment", {"text": SAID, "changing": "C-0001"}, "begun", place=play.place("1"))
    unsent.keep(play.session, consultation=play.consultation, begun=begun, by=by, now=play.now)
    play.release(answer)
    settling.not_settled(
        play.session, item=play.again(comment), response=answer, reason=f"{NEEDLE} disagrees.", by=by, **facts
    )
    letter = letters.write(
        play.session, "receipt", to="somebody@example.org", now=play.now, name="Somebody", consultation="x",
        receipt={"noun": "comment", "reference": "C-0001", "received": "", "place": "", "asked": "", "text": SAID, "until": ""},
        url=f"https://consult.example.org{play.url('comments/C-0001')}",
    )  # fmt: skip
    assert everything_stored(play.session).count(NEEDLE) > 12
    row = redact(play, comment)
    stored = everything_stored(play.session)
    assert NEEDLE.lower() not in stored.lower()
    assert "nuthatch" not in stored.lower(), "nor does the index of search"
    assert LEFT in letter.text
    again = play.again(comment)
    assert (again.text, again.suggested_wording) == (f"{LEFT} Twice.", None)
    assert again.responses[0].text == "[redacted] was asked again."
    assert again.responses[0].resulting_wording == "With [redacted]."
    assert [(one.id, one.reason) for one in again.redactions] == [(row.id, WHY)]
    assert recording.first_broken(play.session, play.consultation.id) is None
    sealed = play.session.get_one(Redaction, row.id, options=[undefer(Redaction.words), undefer(Redaction.sealed)])
    assert sealed.words == "jo  nuthatch"
    assert json.dumps(sealed.sealed).count(NEEDLE) > 10


def test_the_record_says_that_words_of_a_change_were_redacted(at: At) -> None:
    play = at(Stage.OPEN)
    comment = play.comment(text=SAID)
    play.answer(comment, f"{NEEDLE} was asked.", by=play.cast.officer)
    play.answer(comment, "Nobody was asked.", revision=1)
    redact(play, comment)
    told = records.of_subject(play.session, play.consultation, "comment C-0001")
    assert [(entry.act, entry.erased) for entry in told] == [
        ("comment", True), ("answer", True), ("answer", True), ("redact", False),
    ]  # fmt: skip
    assert told[0].details["after"]["text"] == LEFT
    assert told[-1].details["reason"] == WHY
    found = versions.versions(play.session, play.consultation, comment, play.body(COUNTY).id)
    assert [(one.revision, one.text, one.redacted) for one in found] == [
        (1, "[redacted] was asked.", True), (2, "Nobody was asked.", True),
    ]  # fmt: skip
    redact(play, comment, "spoke to [redacted]")
    again = records.of_subject(play.session, play.consultation, "comment C-0001")
    assert [entry.act for entry in again] == ["comment", "answer", "answer", "redact", "redact"]
    assert (again[0].details["after"]["text"], again[0].erased) == ("I [redacted] about this.", True)
    assert versions.versions(play.session, play.consultation, comment, play.body(COUNTY).id) == found


def test_an_answer_given_to_several_is_redacted_for_all(at: At) -> None:
    play = at(Stage.OPEN)
    one, two = play.comment(), play.comment()
    groups.answer_together(
        play.session, consultation=play.consultation, comments=[one, two],
        answering=Answering(f"{NEEDLE} was asked.", Disposition.NOTED), revision=0, by=play.actor(play.cast.lead),
        now=play.now,
    )  # fmt: skip
    redact(play, one)
    assert play.again(two).responses[0].text == "[redacted] was asked."
    assert NEEDLE not in everything_stored(play.session)
    assert [(e.act, e.erased) for e in records.of_subject(play.session, play.consultation, "comment C-0002")] == [
        ("comment", False), ("answer", True), ("redact", False),
    ]  # fmt: skip
    assert play.again(two).redactions == []


def test_a_promise_marked_in_the_same_answer_to_another_is_redacted_too(at: At) -> None:
    play = at(Stage.OPEN)
    first, second = play.comment(), play.comment()
    groups.answer_together(
        play.session, consultation=play.consultation, comments=[play.again(first), play.again(second)],
        answering=Answering("We will ask Jo Nuthatch.", Disposition.NOTED), revision=0,
        by=play.actor(play.cast.lead), now=play.now,
    )  # fmt: skip
    play.release(play.again(first).responses[0])
    promise = play.undertake(play.again(second).responses[0], "We will ask Jo Nuthatch.")
    redact(play, first)
    assert (play.owed(promise).text, play.owed(promise).quote) == ("We will ask [redacted].",) * 2


def test_whoever_had_the_answer_open_does_not_bring_the_words_back(at: At) -> None:
    play = at(Stage.OPEN)
    comment = play.comment()
    play.answer(comment, f"{NEEDLE} was asked.", by=play.cast.officer)
    redact(play, comment)
    with pytest.raises(Refused, match="A colleague has changed this answer"):
        responses.answer(
            play.session, consultation=play.consultation, item=play.again(comment), authority_id=play.body(COUNTY).id,
            answering=Answering(f"{NEEDLE} was asked.", Disposition.NOTED), revision=1,
            by=play.actor(play.cast.officer), now=play.now,
        )  # fmt: skip
    with pytest.raises(Refused, match="The clerk has redacted it"):
        comments.change(
            play.session, consultation=play.consultation, comment=play.again(comment),
            wording=Wording(Stance.OBJECT, SAID), by=play.actor(play.cast.member), now=play.now,
        )  # fmt: skip


def test_digests_made_before_are_discarded_and_one_that_is_being_made_begins_anew(at: At) -> None:
    play = at(Stage.OPEN)
    clerk = play.actor(play.cast.clerk)
    old = packs.request(play.session, consultation=play.consultation, kind="json", by=clerk, now=play.now)
    packs.claim(play.session, old.id, silent_since=play.now, now=play.now)
    packs.finish(play.session, old.id, attempt=1, data=b"before", now=play.now)
    play.clock.now = play.now.replace(hour=12)
    comment = play.comment(text=SAID)
    new = packs.request(play.session, consultation=play.consultation, kind="json", by=clerk, now=play.now)
    packs.claim(play.session, new.id, silent_since=play.now, now=play.now)
    packs.finish(play.session, new.id, attempt=1, data=NEEDLE.encode(), now=play.now)
    making = packs.request(play.session, consultation=play.consultation, kind="pdf", by=clerk, now=play.now)
    packs.claim(play.session, making.id, silent_since=play.now, now=play.now)
    redact(play, comment)
    packs.finish(play.session, making.id, attempt=1, data=NEEDLE.encode(), now=play.now)
    play.session.expire_all()
    found = play.session.scalars(select(Pack).order_by(Pack.id).options(undefer(Pack.data))).all()
    assert [(pack.state, pack.data, pack.discarded) for pack in found] == [
        ("ready", b"before", False), ("failed", None, True), ("queued", None, False),
    ]  # fmt: skip
    assert found[1].failure == ("Discarded: Words in C-0001 were redacted after it was made. Make it again.")
    assert play.session.scalar(select(AuditEntry.details).where(AuditEntry.act == "discard pack"))["sha256"]


@pytest.mark.parametrize(
    ("words", "reason", "says"),
    [
        ("", WHY, "Write the words to take out"),
        ("Nutha", WHY, "These words do not stand in C-0001 or its answers. Copy whole words, exactly."),
        (NEEDLE, " ", "Write why they are taken out"),
        (NEEDLE, f"Because {NEEDLE} asked for it.", "Everyone reads the reason. Leave the words themselves out of it."),
    ],
)
def test_refusals_change_nothing(at: At, words: str, reason: str, says: str) -> None:
    play = at(Stage.OPEN)
    comment = play.comment(text=SAID)
    with pytest.raises(Refused) as refusal:
        redact(play, comment, words, reason)
    assert refusal.value.reason == says
    assert play.again(comment).text == SAID


@pytest.mark.parametrize("who", ["member", "chair", "lead", "observer"])
def test_only_the_clerk(at: At, who: str) -> None:
    play = at(Stage.OPEN)
    with pytest.raises(Refused, match="Only the clerk can do this"):
        redact(play, play.comment(text=SAID), by=who)


def test_words_around_an_earlier_redaction(at: At) -> None:
    play = at(Stage.OPEN)
    question = play.ask(SAID, "Who else?")
    redact(play, question)
    redact(play, question, "spoke to [redacted] about")
    again = play.again(question)
    assert [part.text for part in again.parts] == ["I [redacted] this.", "Who else?"]
    assert len(again.redactions) == 2


def test_a_request_and_what_was_supplied_to_it(at: At) -> None:
    play = at(Stage.OPEN)
    request = play.request(f"All letters to {NEEDLE}")
    supply = play.supply(request, f"{NEEDLE} had four.", complete=False, reason=f"{NEEDLE} has the rest.")
    play.release_supply(request, supply)
    redacting.redact(
        play.session, consultation=play.consultation, item=play.owed(request), words=NEEDLE, reason=WHY,
        by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    assert NEEDLE not in everything_stored(play.session)
    again = play.owed(request)
    assert (again.text, again.supplies[0].text) == ("All letters to [redacted]", "[redacted] had four.")
    assert [one.reason for one in again.redactions] == [WHY]
    told = records.of_subject(play.session, play.consultation, "request IR-0001")
    assert [(entry.act, entry.erased) for entry in told][-1] == ("redact", False)
    assert told[0].erased
