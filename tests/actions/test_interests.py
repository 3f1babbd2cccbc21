"""Members declare their interest before they first speak (R19); the record keeps what they said before."""

import pytest

from consult.actions import interests
from consult.actions.interests import Declared
from consult.domain.interests import Interest
from consult.queries import interests as queries
from consult.store.people import Person
from tests.actions.records import Entry, last_entry, refused
from tests.factories import Play


def declare(play: Play, interest: Interest, text: str = "", by: Person | None = None) -> None:
    declared = Declared(interest, text)
    by_whom = play.actor(by or play.cast.member)
    interests.declare(play.session, consultation=play.consultation, declared=declared, by=by_whom, now=play.now)


def test_a_declaration_is_kept_and_recorded_and_can_be_changed(play: Play) -> None:
    member = play.cast.member
    declare(play, Interest.NONE, "said all the same")
    made = queries.of_person(play.session, play.consultation, member.id)
    assert made is not None
    assert (made.interest, made.text, made.declared_at) == ("none", "", play.now)
    none = {"interest": "none", "text": ""}
    assert last_entry(play) == Entry(
        "declare interest", f"person {member.id}", member.id, {"before": None, "after": none}
    )
    declare(play, Interest.PECUNIARY, " A contract. ")
    after = {"interest": "pecuniary", "text": "A contract."}
    assert last_entry(play) == Entry(
        "declare interest", f"person {member.id}", member.id, {"before": none, "after": after}
    )
    before = last_entry(play)
    declare(play, Interest.PECUNIARY, "A contract.")
    assert last_entry(play) == before


@pytest.mark.parametrize("interest", [interest for interest in Interest if interest is not Interest.NONE])
def test_an_interest_is_said(play: Play, interest: Interest) -> None:
    with refused(play, "Say what the interest is", "interest_text"):
        declare(play, interest, " ")
    with refused(play, "Say what the interest is in 1,000 characters or fewer", "interest_text"):
        declare(play, interest, "x" * 1001)


@pytest.mark.parametrize("part", ["officer", "clerk", "observer", "outsider"])
def test_only_the_panel_declares(play: Play, part: str) -> None:
    with refused(play, "Only members of the panel can do this."):
        declare(play, Interest.NONE, by=getattr(play.cast, part))


def test_nothing_is_sent_before_a_declaration(play: Play) -> None:
    by = play.actor(play.cast.member)

    def ensure(declared: Declared | None) -> None:
        interests.ensure_declared(play.session, consultation=play.consultation, declared=declared, by=by, now=play.now)

    with refused(play, "Say whether you have an interest to declare", "interest"):
        ensure(None)
    ensure(Declared(Interest.NONE))
    ensure(None)
