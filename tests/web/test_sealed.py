"""What is exempt, rejected or redacted is found exactly where it may be read, and nowhere else (R12, R13, R17).

Every page that can be reached, every address there is, every search and filter, every export and every letter.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from io import BytesIO
from itertools import product
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, IntegerConverter

from consult.domain.digest import Digest
from consult.domain.lifecycle import Stage
from consult.jobs.queue import Queue
from consult.pack.formats import contents, render_as
from tests.client import Client
from tests.conftest import Clock
from tests.factories import COUNTY, Play
from tests.pack.reading import text as text_of_pdf
from tests.web.sealed_matter import ALL, EXEMPT, INSIDE, OPEN, OUTSIDE, REDACTED, REJECTED, sealed_matter, seen_by

At = Callable[..., Any]
REFS = ("C-0001", "C-0002", "C-0003", "C-0004", "Q-0001", "Q-0002", "IR-0001", "IR-0002", "U-0001")
LONDON = ZoneInfo("Europe/London")
EVERYBODY = (*INSIDE, *OUTSIDE)


def found_in(source: str) -> frozenset[str]:
    return frozenset(needle for needle in ALL if needle in source)


def source_of(data: bytes) -> str:
    """All that is in an answer, with what a workbook or a document holds packed."""
    if not data.startswith(b"PK"):
        return data.decode("latin-1")
    with ZipFile(BytesIO(data)) as packed:
        return "\n".join(packed.read(name).decode("latin-1") for name in packed.namelist())


def addresses(app: Flask, play: Play) -> list[str]:
    """Every address of the consultation that can be asked for: with each reference, and each paragraph of a chapter."""
    county = play.body(COUNTY).id
    numbers = {
        "authority_id": [county],
        "paragraph_id": [play.paragraph(label).id for label in ("1", "2(a)", "3")],
        "section_id": [play.section(heading).id for heading in ("Prevent", "Referrals")],
        "position": [1],
        "response_id": [1, 3],
    }
    refs = {"ref": REFS, "parent": ["Q-0001"]}
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "slug" not in rule.arguments or "GET" not in (rule.methods or ()):
                continue
            names = sorted(rule.arguments - {"slug"})
            choices = [_values(rule, name, numbers | refs) for name in names]
            for values in product(*choices):
                found.append(str(app.url_for(rule.endpoint, slug=play.slug, **dict(zip(names, values, strict=True)))))
    return [*found, *(play.url(f"comments/?mark={mark}") for mark in ("exempt", "rejected", "redacted", "late"))]


def _values(rule: Any, name: str, known: Mapping[str, Sequence[Any]]) -> Sequence[Any]:
    converter = rule._converters.get(name)
    if isinstance(converter, AnyConverter):
        return sorted(converter.items)
    return known.get(name) or ([1] if isinstance(converter, IntegerConverter) else ["csv"])


@pytest.mark.parametrize("who", ["member", "chair", "clerk", "officer", "observer", "other_officer"])
def test_every_page_tells_who_may_read_it_and_nobody_else(app: Flask, at: At, client: Client, who: str) -> None:
    play = at(Stage.OPEN, sealed_matter).play
    client.sign_in(getattr(play.cast, who))
    pages = {url: client.get(url) for url in addresses(app, play)}
    assert [url for url, page in pages.items() if page.status >= 500] == []
    told = {url: found_in(source_of(page.response.get_data())) for url, page in pages.items()}
    assert {url: words - seen_by(who) for url, words in told.items() if words - seen_by(who)} == {}
    assert frozenset().union(*told.values()) == seen_by(who)
    if who == "clerk":
        assert [url for url, words in told.items() if REDACTED in words] == [play.url("C-0003/redacted")]


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
