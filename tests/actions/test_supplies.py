"""What an authority supplies: reasons (R3), declarations (R4), files, and the way from the officer to everyone (R20)."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest

from consult.actions import commitments, supplies
from consult.actions.allowing import answer_state
from consult.actions.standing import is_owed
from consult.domain.lifecycle import AnswerState
from consult.domain.supplied_files import MOST_FILES, FileBrought
from consult.store.commitments import Commitment, Supply
from tests.actions.records import last_entry, refused
from tests.factories import POLICE, Play

CSV = FileBrought("../Referrals.CSV", b"year,referrals\r\n2019,41\r\n")


@pytest.fixture
def asked(play: Play) -> Commitment:
    return play.request()


def how(play: Play, asked: Commitment, who: str) -> dict[str, Any]:
    by = play.actor(getattr(play.cast, who))
    return {"consultation": play.consultation, "commitment": play.owed(asked), "by": by, "now": play.now}


def test_drafted_approved_released(play: Play, asked: Commitment) -> None:
    supply = play.supply(asked, by=play.cast.officer)
    assert answer_state(supply) is AnswerState.DRAFTED
    with refused(play, "Only the authority's lead officer can do this."):
        supplies.approve(play.session, supply=supply, **how(play, asked, "officer"))
    supplies.approve(play.session, supply=supply, **how(play, asked, "lead"))
    with refused(play, "Only the clerk can do this."):
        supplies.release(play.session, supply=supply, **how(play, asked, "lead"))
    assert is_owed(play.owed(asked))
    play.release_supply(asked, supply)
    assert (answer_state(supply), is_owed(play.owed(asked))) == (AnswerState.RELEASED, False)
    entry = last_entry(play)
    assert (entry.act, entry.subject) == ("release supply", "request IR-0001")


def test_sent_back_and_written_anew(play: Play, asked: Commitment) -> None:
    supply = play.supply(asked)
    with refused(play, "Write what is to be changed, so that the authority knows", "reason"):
        supplies.send_back(play.session, supply=supply, reason="", **how(play, asked, "clerk"))
    supplies.send_back(play.session, supply=supply, reason="By year, please", **how(play, asked, "clerk"))
    assert answer_state(supply) is AnswerState.RETURNED
    with refused(play, "A colleague has changed this since you opened it. Open it again: their text is kept."):
        play.supply(asked, "By year", revision=0)
    again = play.supply(asked, "By year", revision=1)
    assert (again.id, again.revision, again.return_reason) == (supply.id, 2, "")


def test_others_supply_nothing(play: Play) -> None:
    asked = play.request(of=POLICE)
    with refused(play, "It was put to another authority."):
        play.supply(asked, by=play.cast.lead)
    with refused(play, "Only officers of a responsible authority can do this."):
        play.supply(asked, by=play.cast.clerk)


def test_a_part_and_what_is_late_carry_a_reason(play: Play, asked: Commitment) -> None:
    with refused(play, "Say why only part of it is supplied, and when the rest will come", "delay_reason"):
        play.supply(asked, complete=False)
    play.clock.now += timedelta(days=10)
    play.release_supply(asked, play.supply(asked, complete=False, reason="2020 is not counted yet."))
    assert is_owed(play.owed(asked))
    play.clock.now += timedelta(days=1)
    with refused(play, "Say why it is supplied late", "delay_reason"):
        play.supply(asked)
    play.release_supply(asked, play.supply(asked, reason="It took longer to count."))
    assert [supply.complete for supply in play.owed(asked).supplies] == [False, True]
    with refused(play, "It is closed. Ask the clerk to reopen it."):
        play.supply(asked)


def test_the_two_declarations_are_made_for_requests(play: Play, asked: Commitment) -> None:
    with refused(play, "Say whether the information is depersonalised", "depersonalised"):
        play.supply(asked, depersonalised=None)
    with refused(play, "Say why it is necessary that people can be identified", "identification_reason"):
        play.supply(asked, depersonalised=False)
    no = (
        "It can be supplied only where it is not likely to prejudice legal proceedings or operations. Leave out what is"
    )
    for said in (None, False):
        with refused(play, no, "no_prejudice"):
            play.supply(asked, no_prejudice=said)
    supply = play.supply(asked, depersonalised=False, identification_reason="They are the office holders.")
    assert (supply.depersonalised, supply.no_prejudice) == (False, True)


def test_an_undertaking_needs_none(play: Play) -> None:
    promised = play.undertake_at_meeting()
    supply = play.supply(promised, reason="It was overlooked.", depersonalised=None, no_prejudice=None)
    assert (supply.depersonalised, supply.no_prejudice, answer_state(supply)) == (None, None, AnswerState.APPROVED)


def test_files_are_kept_with_their_hash_and_taken_out_again(play: Play, asked: Commitment) -> None:
    supply = play.supply(asked, files=[CSV, FileBrought("more.csv", b"a,b")])
    first = supply.files[0]
    assert (first.name, first.media_type, first.size) == ("Referrals.csv", "text/csv", len(CSV.data))
    assert first.sha256 == hashlib.sha256(CSV.data).hexdigest()
    again = play.supply(asked, revision=1, removed=frozenset({first.id}))
    assert [file.name for file in again.files] == ["more.csv"]


def test_a_file_that_is_not_taken_leaves_nothing_behind(play: Play, asked: Commitment) -> None:
    with refused(play, "“page.html” cannot be taken. PDF, Excel (.xlsx), CSV and Word (.docx) files can", "files"):
        play.supply(asked, files=[CSV, FileBrought("page.html", b"<script></script>")])
    many = [FileBrought(f"{n}.csv", b"a,b") for n in range(MOST_FILES + 1)]
    with refused(play, "That is 21 files; 20 is the most that is taken", "files"):
        play.supply(asked, files=many)
    assert not play.owed(asked).supplies


def test_what_was_withdrawn_is_not_supplied(play: Play, asked: Commitment) -> None:
    commitments.withdraw_request(play.session, **how(play, asked, "member"))
    with refused(play, "It has been withdrawn."):
        play.supply(asked)


def test_one_waits_at_a_time(play: Play, asked: Commitment) -> None:
    first: Supply = play.supply(asked, complete=False, reason="More follows.")
    second = play.supply(asked, "All of it now.", revision=1)
    assert (first.id, len(play.owed(asked).supplies)) == (second.id, 1)
