"""What is not for everybody is looked for in all that anybody is given: pages, downloads, exports, search and letters.

Each of the words looked for stands in the record once, and is found by those who may read it: so the search would find it
anywhere else. What is in the pages of a PDF is searched in tests/pack/test_leaks.py, byte by byte; here the press is quick,
and what it leaves of a PDF is its attachments.
"""

import os
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from html import unescape
from itertools import product
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import AnyConverter, Rule

from consult.domain.lifecycle import Stage
from consult.domain.numbering import reference
from consult.jobs.queue import Queue
from consult.queries.commitments import KINDS
from consult.store.background import BackgroundPaper
from consult.store.base import Base
from consult.store.comments import Comment, Response
from consult.store.commitments import Commitment, SuppliedFile, Supply
from consult.store.drafts import DraftVersion
from consult.store.incoming import Incoming
from consult.store.packs import Pack
from consult.store.questions import Question
from consult.store.recommendations import Recommendation
from consult.store.unsent import Unsent
from consult.web.offline import OFFERED
from tests import pressing
from tests.client import BASE, Client
from tests.conftest import Clock
from tests.factories import COUNTY, PARTS, PIXEL, POLICE, Play
from tests.leaks.hoard import ADDRESSES, IN_IT, READ_BY, hoard
from tests.pack.leaks import found_in
from tests.web.sealed_matter import REDACTED
from tests.web.test_issuing import issue
from tests.web.test_permissions import COLUMNS, ROWS

quick_press = pressing.quick_press
pytestmark = pytest.mark.usefixtures("quick_press")

NEEDLES = frozenset(READ_BY) | ADDRESSES
_TAGS = re.compile(r"<[^>]*>")
VARIES = re.compile(r'nonce="[^"]*"|value="[^"]*"')


FEW = ("observer", "other_member", "other_officer", "officer", "clerk")
WHO = tuple(sorted(IN_IT)) if os.environ.get("CONSULT_LEAKS") == "all" else FEW
"""One of each that is told the same; `CONSULT_LEAKS=all` asks as everybody."""


@cache
def needles_in(data: bytes, media_type: str) -> frozenset[str]:
    """Of a page its source, what it says, and what it says where a tag divides a word; of a file everything in it."""
    if media_type == "text/html":
        source = data.decode().casefold()
        said = "\n".join((source, unescape(source), unescape(_TAGS.sub("", source))))
        return frozenset(needle for needle in NEEDLES if needle in said)
    if media_type == "application/pdf":
        enclosed = re.findall(rb"stream\n(.*?)\nendstream", data, re.S)
        return frozenset().union(*(found_in(zlib.decompress(one), NEEDLES) for one in enclosed))
    return found_in(data, NEEDLES)


class Places:
    """Every address of a consultation, with every value that can stand in it; of what belongs to one item, at that item."""

    def __init__(self, app: Flask, session: Session, play: Play) -> None:
        self.app, self.session, self.play = app, session, play
        owed = {
            ref for kind, its in KINDS.items() for ref in self._refs(kind, Commitment, Commitment.kind == its.value)
        }
        self.refs = {
            "C": self._refs("C", Comment), "Q": self._refs("Q", Question), "O": sorted(owed),
            "R": self._refs("R", Recommendation),
        }  # fmt: skip
        self.ids = {name: list(session.scalars(select(model.id).order_by(model.id))) for name, model in _IDS.items()}
        for name, column in (("paragraph_id", Comment.paragraph_id), ("section_id", Comment.section_id)):
            self.ids[name] = sorted(session.scalars(select(column).where(column.is_not(None)).distinct()))
        self.ids["person_id"] = [play.cast.member.id, play.cast.chair.id]
        self.ids["authority_id"] = [play.body(COUNTY).id, play.body(POLICE).id]

    def __iter__(self) -> Iterator[str]:
        for rule in self.app.url_map.iter_rules():
            if "slug" in rule.arguments and "GET" in (rule.methods or ()):
                for found in self._whose(rule):
                    others = sorted(rule.arguments - found.keys())
                    for chosen in product(*(self._choices(rule, name) for name in others)):
                        built = rule.build({**found, **dict(zip(others, chosen, strict=True))})
                        assert built is not None
                        yield str(built[1])
        yield from (self.play.url(f"comments/?mark={mark}") for mark in ("exempt", "rejected", "redacted", "late"))

    def _refs(self, kind: str, model: Any, *where: Any) -> list[str]:
        of = select(model.number).where(model.consultation_id == self.play.consultation.id, *where)
        return [reference(kind, number) for number in self.session.scalars(of.order_by(model.number))]

    def _whose(self, rule: Rule) -> list[dict[str, Any]]:
        own: dict[str, Any] = {"slug": self.play.slug}
        if "response_id" in rule.arguments:
            return [
                own | {"ref": self._item(one), "response_id": one.id} for one in self.session.scalars(select(Response))
            ]
        if "supply_id" in rule.arguments:
            of = {"supply_id", "file_id"} & rule.arguments
            return [
                own | {name: found[name] for name in ("ref", *of)}
                for found in self._supplied(with_files="file_id" in of)
            ]
        if "ref" in rule.arguments:
            kinds = _KINDS.get(rule.endpoint.partition(".")[0], "CQOR")
            return [own | {"ref": ref} for kind in kinds for ref in self.refs[kind]]
        return [own]

    def _item(self, response: Response) -> str:
        of, kind = (Comment, "C") if response.comment_id else (Question, "Q")
        return reference(kind, self.session.get_one(of, response.comment_id or response.question_id).number)

    def _supplied(self, *, with_files: bool) -> Iterator[dict[str, Any]]:
        for supply in self.session.scalars(select(Supply)):
            owed = self.session.get_one(Commitment, supply.commitment_id)
            kind = next(kind for kind, its in KINDS.items() if its.value == owed.kind)
            files = self.session.scalars(select(SuppliedFile.id).where(SuppliedFile.supply_id == supply.id)).all()
            for file_id in files if with_files else [0]:
                yield {"ref": reference(kind, owed.number), "supply_id": supply.id, "file_id": file_id}

    def _choices(self, rule: Rule, name: str) -> Sequence[Any]:
        converter = rule._converters.get(name)
        if isinstance(converter, AnyConverter):
            return sorted(converter.items)
        if name == "name":
            return sorted(OFFERED)
        return self.ids.get(name) or _OTHERWISE.get(name, [1])


_IDS: Mapping[str, Any] = {
    "pack_id": Pack, "draft_id": DraftVersion, "incoming_id": Incoming, "unsent_id": Unsent,
    "paper_id": BackgroundPaper,
}  # fmt: skip
_KINDS = {
    "comments": "C", "questions": "Q", "responses": "CQ", "register": "O", "requests": "O", "supplies": "O",
    "recommendations": "R", "replies": "R", "placing": "C", "versions": "C", "work": "CQ", "lateness": "CQ",
}  # fmt: skip
_OTHERWISE: Mapping[str, Sequence[Any]] = {
    "number": [1, 2], "position": [1, 2], "old": [1], "new": [2], "duty": ["crime"], "sha256": [PIXEL.sha256],
}  # fmt: skip


def given(client: Client, url: str) -> frozenset[str]:
    """What is looked for in all that one is given: the headers too, in which a file's name and a redirect stand."""
    answer = client._browser.get(url, base_url=BASE)
    assert answer.status_code < 500, url
    return needles_in(answer.get_data(), answer.mimetype) | needles_in(str(answer.headers).encode(), "text/html")


@pytest.fixture
def play(at: Callable[..., Play], new_client: Callable[[], Client], session: Session) -> Play:
    """With a pack issued in two parts, drafts of each, and a member's report."""
    found = at(Stage.OPEN, hoard)
    clerk, member = (new_client().sign_in(one) for one in (found.cast.clerk, found.cast.member))
    issue(clerk, found)
    for part in ("1", "2"):
        assert clerk.post(found.url("packs/"), {"format": "docx", "part": part, "order": "draft"}).status == 303
    assert clerk.post(found.url("packs/"), {"format": "json", "part": "1", "order": "draft"}).status == 303
    member.get(found.url(f"reports/{found.cast.member.id}")).form("Make a Word document").submit()
    session.commit()
    made = {(one.paper, one.format, one.part, one.state) for one in session.scalars(select(Pack))}
    parts = {("digest", kind, 1, "ready") for kind in ("pdf", "html", "docx", "xlsx", "csv", "json")}
    assert made == parts | {("digest", kind, 2, "ready") for kind in ("pdf", "docx")} | {("report", "docx", 1, "ready")}
    return found


def places_for(places: Places, app: Flask, who: str) -> list[str]:
    """All of them; of a route that answers 403 to whoever has that part, whichever id is asked for, one address."""
    adapter, shut, found = app.url_map.bind("localhost"), set(), []
    for url in places:
        endpoint, _ = adapter.match(url.partition("?")[0])
        if ROWS[endpoint, "GET"][COLUMNS.index(_ALIKE.get(who, who))] == "403" and "clerk" not in who:
            if endpoint in shut:
                continue
            shut.add(endpoint)
        found.append(url)
    return found


_ALIKE = {"other_member": "member", "other_lead": "lead"}
"""The columns of the table of routes that stand for those who have none."""


def test_everybody_is_given_what_they_may_read_and_nothing_else(
    app: Flask, play: Play, session: Session, new_client: Callable[[], Client]
) -> None:
    places, told = Places(app, session, play), {}
    for who in WHO:
        client = new_client().sign_in(getattr(play.cast, who))
        where: dict[str, set[str]] = {}
        for url in places_for(places, app, who):
            for needle in given(client, url):
                where.setdefault(needle, set()).add(url)
        told[who] = where
    allowed = {who: {needle for needle, readers in READ_BY.items() if who in readers} for who in WHO}
    allowed["clerk"] |= ADDRESSES
    leaks = {who: {n: sorted(urls)[:3] for n, urls in told[who].items() if n not in allowed[who]} for who in WHO}
    assert {who: found for who, found in leaks.items() if found} == {}
    assert {who: allowed[who] - told[who].keys() for who in WHO if allowed[who] - told[who].keys()} == {}
    people = {play.url("people/"), play.url("people/invite-many/template.csv")}
    assert set().union(*(told["clerk"][one] for one in ADDRESSES)) <= people
    assert {url.rpartition("/")[2] for url in told["clerk"][REDACTED]} == {"redacted"}


@pytest.mark.parametrize("who", ["observer", "other_member", "other_officer"])
def test_searching_for_the_very_words_finds_as_much_as_for_words_nobody_wrote(
    at: Callable[..., Play], client: Client, who: str
) -> None:
    play = at(Stage.OPEN, hoard)
    client.sign_in(getattr(play.cast, who))

    def found(words: str) -> str:
        page = client._browser.get(play.url(f"search/?q={words}"), base_url=BASE).get_data(as_text=True)
        return VARIES.sub("", page).replace(words, "")

    nothing = found("zyzzyva-zyzzyva")
    kept = [needle for needle, readers in READ_BY.items() if who not in readers]
    assert [needle for needle in kept if found(needle) != nothing] == []
    assert found("crossbill-open") != nothing


def test_no_letter_holds_what_its_reader_may_not_read(
    play: Play, client: Client, clock: Clock, jobs: Queue, outbox: list[Any]
) -> None:
    parts = {getattr(play.cast, who).email: who for who in (*PARTS, "clerk", "outsider")}
    clock.now = play.now + timedelta(days=1)
    jobs.sweep()
    clock.now = play.now + timedelta(days=8)
    jobs.sweep()
    assert {parts[letter.to[0]] for letter in outbox} >= {"clerk", "member", "lead", "other_lead"}
    for letter in outbox:
        who = parts[letter.to[0]]
        told = needles_in(f"{letter.subject}\n{letter.body}".encode(), "text/html")
        may = {needle for needle, readers in READ_BY.items() if who in readers} | {letter.to[0]}
        assert told <= may, (who, letter.subject)


def test_each_word_stands_in_the_record(at: Callable[..., Play], session: Session) -> None:
    """Else nothing would have been looked for."""
    at(Stage.OPEN, hoard)
    held = "\n".join(
        str(value)
        for table in Base.metadata.sorted_tables
        for row in session.execute(select(table))
        for value in row
        if value is not None
    )
    assert {needle for needle in NEEDLES if needle not in held} == set()
