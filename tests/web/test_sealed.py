"""What is exempt, rejected or redacted is found exactly where it may be read, and nowhere else (R12, R13, R17).

Every search and filter, every export and every letter; every address there is: tests/leaks.
"""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pikepdf
import pytest

from consult.domain.digest import Digest
from consult.domain.lifecycle import Stage
from consult.jobs.queue import Queue
from consult.pack.formats import contents, render_as
from tests.client import Client
from tests.conftest import Clock
from tests.factories import Play
from tests.pack.reading import text as text_of_pdf
from tests.web.sealed_matter import ALL, EXEMPT, INSIDE, OPEN, OUTSIDE, REDACTED, REJECTED, sealed_matter, seen_by

At = Callable[..., Any]
LONDON = ZoneInfo("Europe/London")
EVERYBODY = (*INSIDE, *OUTSIDE)


def found_in(source: str) -> frozenset[str]:
    return frozenset(needle for needle in ALL if needle in source)


SEARCHED = ALL - {"merlin-why", "siskin-late", "quail-note", "wheatear-redacted-because", "dunlin-unsettled"} - REJECTED


@pytest.mark.parametrize("who", ["clerk", "chair", "officer", "observer", "other_officer"])
def test_searching_finds_what_may_be_read(at: At, client: Client, who: str) -> None:
    play = at(Stage.OPEN, sealed_matter).play
    client.sign_in(getattr(play.cast, who))
    pages = {needle: client.get(play.url(f"search/?q={needle}")) for needle in sorted(ALL)}
    found = {needle for needle, page in pages.items() if page.all("//mark")}
    assert found == (seen_by(who) & SEARCHED) - {REDACTED}


@pytest.mark.parametrize("who", OUTSIDE)
def test_no_filter_tells_what_an_exempt_comment_says_or_what_became_of_it(at: At, client: Client, who: str) -> None:
    play = at(Stage.OPEN, sealed_matter).play
    client.sign_in(getattr(play.cast, who))
    for asked in ("stance=object", "kind=comment", "answered=yes", "answered=no", "disposition=noted"):
        assert "C-0001" not in client.get(play.url(f"comments/?{asked}")).text, asked
    assert "C-0004" not in client.get(play.url("comments/?disposition=accepted+in+part")).text
    assert "C-0001" in client.get(play.url("comments/")).text


def test_whoever_may_read_it_finds_it(at: At, client: Client) -> None:
    play = at(Stage.OPEN, sealed_matter).play
    client.sign_in(play.cast.chair)
    assert "C-0001" in client.get(play.url("search/?q=avocet-said")).text
    assert "C-0001" in client.get(play.url("comments/?stance=object")).text


def public(play: Play, kind: str) -> Any:
    return contents(play.session, play.consultation, kind, made_at=play.now, timezone=LONDON)


@pytest.mark.parametrize("kind", ["html", "json"])
def test_exports_hold_what_the_public_may_read(at: At, kind: str) -> None:
    play = at(Stage.OPEN, sealed_matter).play
    assert found_in(render_as(public(play, kind), kind).decode()) == OPEN


def test_the_pdf_holds_no_more_in_any_of_its_streams(at: At) -> None:
    play = at(Stage.OPEN, sealed_matter).play
    data = render_as(public(play, "pdf"), "pdf")
    assert found_in(text_of_pdf(data)) == OPEN
    with pikepdf.open(BytesIO(data)) as pdf:
        streams = [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        info = repr(pdf.docinfo) + str(pdf.open_metadata())
    raw = b"\n".join([data, *streams]).decode("latin-1") + info
    assert found_in(raw) - OPEN == set()


def test_the_digest_keeps_a_placeholder_for_each_and_accounts_for_all(at: At) -> None:
    play = at(Stage.OPEN, sealed_matter).play
    digest: Digest = public(play, "html")
    assert [(row.reference, row.why) for row in digest.not_printed][:4] == [
        ("C-0001", "Exempt (Schedule 12A paragraph 3)"),
        ("C-0002", "Rejected: it is defamatory, frivolous or offensive"),
        ("Q-0001", "Exempt (Schedule 12A paragraph 3)"),
        ("Q-0002", "Rejected: it is defamatory, frivolous or offensive"),
    ]
    line = digest.reconciliation
    assert (line.balances, line.grouped, line.withdrawn, line.waiting) == (True, 0, 0, 0)
    assert line.rejected == 2
    index = {row.reference: (row.stance, row.outcome, row.marks) for row in digest.index}
    assert index["C-0001"] == ("", "Exempt (Schedule 12A paragraph 3)", ())
    assert index["C-0004"] == ("Observation", "Answered: exempt (Schedule 12A paragraph 3)", ("Late",))
    assert index["C-0003"][2] == ("Redacted",)
    assert (digest.glance.comments.received, digest.glance.questions.received) == (2, 0)
    assert [(bar.label, bar.value) for bar in digest.glance.by_disposition if bar.value] == [("Noted", 1)]
    assert [(bar.label, bar.value) for bar in digest.glance.by_stance if bar.value] == [("Observation", 2)]


def test_no_letter_tells_more_than_its_reader_may_read(
    at: At, client: Client, clock: Clock, jobs: Queue, outbox: list[Any]
) -> None:
    play = at(Stage.OPEN, sealed_matter).play
    parts = {getattr(play.cast, who).email: who for who in EVERYBODY}
    client.sign_in(play.cast.clerk)
    other = play.comment(text="nuthatch-rejected")
    play.session.commit()
    form = client.get(play.url(f"C-{other.number:04d}/reject")).form()
    assert form.submit(reason="defamatory, frivolous or offensive", note="quail-note").status == 303
    clock.now = play.now + timedelta(days=1)
    jobs.sweep()
    assert outbox
    for letter in outbox:
        told = found_in(f"{letter.subject} {letter.body}")
        assert told <= seen_by(parts[letter.to[0]]), (letter.to, told)
    assert not any("nuthatch-rejected" in letter.body for letter in outbox)


def test_needles_are_all_somewhere(at: At) -> None:
    """When testing that nothing leaks, there must be something that could."""
    assert EXEMPT | REJECTED | {REDACTED} | OPEN == ALL
    assert seen_by("clerk") == ALL
