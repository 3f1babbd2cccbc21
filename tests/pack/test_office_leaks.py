"""What is kept from the public is in no part of any file made of the digest, unpacked and searched (R13, R17, R18, R20)."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from consult.actions import comments
from consult.domain.digest import Digest
from consult.domain.lifecycle import Stage
from consult.domain.pack_options import EXEMPT as PART_2
from consult.domain.pack_options import Options
from consult.pack.digest_docx import to_docx
from consult.pack.gather import gather
from consult.pack.iso_template import to_iso
from consult.pack.items import items_csv
from consult.pack.registers import to_xlsx
from tests.factories import Play
from tests.pack import leaks
from tests.web.sealed_matter import EXEMPT, OPEN, REDACTED, REJECTED, sealed_matter

WAITING = frozenset({"whimbrel-drafted", "yellowhammer-withdrawn", "zebra-finch-asked"})
FORMATS: dict[str, Callable[[Digest], bytes]] = {
    "docx": to_docx,
    "xlsx": to_xlsx,
    "csv": items_csv,
    "iso.xlsx": lambda digest: to_iso(digest, "xlsx"),
    "iso.docx": lambda digest: to_iso(digest, "docx"),
}


@pytest.fixture
def editions(at: Callable[[Stage], Play]) -> tuple[Play, Digest, Digest]:
    play = at(Stage.OPEN)
    sealed_matter(play)
    play.answer(play.comment(on="1", text="Openly said."), "whimbrel-drafted")
    play.ask("zebra-finch-asked", accepted=False)
    comments.withdraw(
        play.session, consultation=play.consultation, comment=play.again(play.comment(on="1", text="yellowhammer-withdrawn")),
        by=play.actor(play.cast.member), now=play.now,
    )  # fmt: skip
    play.session.flush()
    play.session.expire_all()
    public, sealed = (
        gather(play.session, play.consultation, made_at=play.now, timezone=ZoneInfo("Europe/London"), options=options)
        for options in (Options(), Options(part=PART_2))
    )
    return play, public, sealed


def test_part_1_holds_what_everyone_reads_and_part_2_what_is_exempt(editions: tuple[Play, Digest, Digest]) -> None:
    play, public, sealed = editions
    addresses = frozenset(person.email for person in vars(play.cast).values())
    secret = REJECTED | {REDACTED} | WAITING | addresses
    in_public, in_sealed = (
        {name: leaks.found_in(made(digest), EXEMPT | OPEN | secret) for name, made in FORMATS.items()}
        for digest in (public, sealed)
    )
    assert {name: found - OPEN for name, found in in_public.items()} == dict.fromkeys(FORMATS, frozenset())
    assert {name: found & secret for name, found in in_sealed.items()} == dict.fromkeys(FORMATS, frozenset())
    for name in ("docx", "xlsx", "csv"):
        assert in_public[name] >= {"teal-said"}
        assert in_sealed[name] >= {"avocet-said", "curlew-answered", "egret-asked", "jackdaw-requested"}
