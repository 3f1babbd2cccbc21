"""A consultation with redrafts comes back to the letter: where each comment stood in each version, and why sections changed."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from consult.actions import comments, exempting, loading, redrafts, takings, versions
from consult.actions.change_log import explain
from consult.domain.anchoring import anchor_at
from consult.domain.dispositions import Disposition
from consult.domain.draft import Draft
from consult.domain.exemption import Sealed
from consult.domain.lifecycle import Stage
from consult.domain.placements import State
from consult.domain.record import Faulty, Record, Spot, Version
from consult.domain.record_redrafts import MADE, ChangeLine, Origin, PlaceLine, TakenLine
from consult.importing.records import read_record
from consult.pack.data import to_json
from consult.pack.record import gather_record
from consult.queries import consultations
from consult.queries import redrafts as there_are
from consult.store.comments import Comment
from consult.store.redrafts import CommentPlace
from tests.actions.test_redrafts import rewritten
from tests.commands.test_carrying import AT, TEXTS, drafts, fresh, records, spoken
from tests.commands.test_carrying import carried as carried_on
from tests.commands.test_carrying_commitments import carried
from tests.factories import POLICE, Play

FIRST = "Schools, colleges and youth clubs refer most of those who are helped by the Channel Panel."
RAN = "From April the constabulary will close lines, and the county council will help those who ran them."


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    """Version 2 was made of what was accepted and taken back; version 3 is edited, shorter and explained."""
    play = at(Stage.OPEN)
    taken = play.comment(
        on="1", quote="Schools and colleges", text="zebra", suggested="Schools, colleges and youth clubs"
    )
    play.comment(on="4", quote="help those who ran them", text="yak")
    play.comment(on="5", quote="More work is needed", text="x-ray")
    gone, sealed = play.comment(on="4", quote="the county council", text="wolf"), play.comment(on="1", text="viper")
    play.comment(on=None, text="urchin")
    play.comment(on="Referrals", text="trout")
    play.ask(about="Referrals")
    play.release(play.answer(taken, disposition=Disposition.ACCEPTED, wording=FIRST))
    clerk = play.actor(play.cast.clerk)
    how: dict[str, Any] = {"consultation": play.consultation, "now": play.now}
    comments.withdraw(play.session, comment=play.again(gone), by=play.actor(play.cast.member), **how)
    exempting.exempt(
        play.session, matter=exempting.Matter(play.again(sealed)), sealed=Sealed(3, "Price."), by=clerk, **how
    )
    second = takings.make(play.session, taken=[taken.id], by=clerk, **how)
    published(play, second)
    play.clock.now += timedelta(hours=1)
    how["now"] = play.now
    versions.withdraw_version(play.session, version=second, reason="Too early.", by=clerk, **how)
    play.redraft(rewritten(of={"1": FIRST, "4": RAN}, without="5", headings={"Prevent": "Prevention"}))
    explain(
        play.session, version=play.version, section=play.section("County Lines"), authority_id=play.body(POLICE).id,
        why="The work is done.", revision=0, by=play.actor(play.cast.other_lead), **how,
    )  # fmt: skip
    play.comment(on="2", text="salmon")
    play.session.refresh(play.consultation)
    return play


def published(play: Play, version: Any) -> None:
    how = {"consultation": play.consultation, "version": version, "by": play.actor(play.cast.clerk), "now": play.now}
    redrafts.plan(play.session, **how)
    for row in there_are.planned(play.session, version.id).values():
        if row.review:
            redrafts.accept(play.session, comment=play.session.get_one(Comment, row.comment_id), **how)
    play.publish(version)


def exported(play: Play) -> str:
    play.session.expire_all()
    return to_json(gather_record(play.session, play.consultation))


def test_it_comes_back_to_the_letter(play: Play) -> None:
    first = exported(play)
    assert carried(first, play) == first
    reading = read_record(first.encode())
    assert reading.warnings == ()
    assert reading.record == gather_record(play.session, play.consultation)


def test_what_it_tells_of_versions_and_places(play: Play) -> None:
    record = json.loads(exported(play))
    told = [(one["version"], one["origin"], one["based_on"], one["withdrawal_reason"]) for one in record["drafts"]]
    assert told == [
        (1, "imported", None, ""), (2, "accepted wordings", 1, "Too early."), (3, "imported", 1, ""),
    ]  # fmt: skip
    stood = {one["id"]: [(p["anchor"]["version"], p["state"]) for p in one["places"]] for one in record["comments"]}
    assert stood["C-0002"] == [(1, "made"), (2, "placed"), (3, "placed")]
    assert stood["C-0003"] == [(1, "made"), (2, "placed"), (3, "orphaned")]
    assert stood["C-0008"] == []
    took = record["comments"][0]["places"][1]["wording"]
    assert took == {"anchor": {"version": 1, "position": [1, 0]}, "applied": True, "note": ""}
    assert [(one["version"], one["anchor"], one["why"]) for one in record["change_log"]] == [
        (3, {"version": 3, "position": [3, None]}, "The work is done.")
    ]


def test_what_was_not_given_away_leaves_no_trace_of_its_words(play: Play) -> None:
    record = json.loads(exported(play))
    bare = [one for one in record["comments"] if not one["text"]]
    assert len(bare) == 2
    for place in (place for one in bare for place in one["places"]):
        assert (place["anchor"]["quote"], place["why"], place["wording"]) == (None, "", None)


def test_what_was_loaded_is_carried_on_from_there(play: Play) -> None:
    """Comments find their way into the next version as they would have at home."""
    record, now = read_record(exported(play).encode()).record, play.now + timedelta(days=1)
    engine = fresh()
    with Session(engine) as session:
        loading.make(session, slug="s", record=record, source="s.json", data=b"", now=now)
        consultation = consultations.by_slug(session, "s")
        current = there_are.current(session, consultation)
        stands = {one.number: (one.version_id, one.quote) for one in there_are.standing_on(session, current.id)}
        assert stands[2] == (current.id, "help those who ran them")
        assert stands[3] == (current.id, None)
        assert len(stands) == 8
        assert not loading.load(session, consultation=consultation, record=record, source="s.json", now=now).new
    engine.dispose()


def test_a_clerk_who_looked_is_told(play: Play) -> None:
    decided = [one["decided_by"] for c in json.loads(exported(play))["comments"] for one in c["places"]]
    clerks = {one["id"] for one in json.loads(exported(play))["people"] if one["role"] == "clerk"}
    assert {one for one in decided if one} == clerks


FAULTS = [
    ({"state": "lost"}, "“state” must be one of: made, placed, moved, orphaned"),
    ({"confidence": 2}, "“confidence” is 2; write a number from 0 to 1"),
    ({"anchor": None}, "“anchor” is missing; leave it as it was exported"),
]


@pytest.mark.parametrize(("other", "what"), FAULTS)
def test_what_is_wrong_with_a_place_is_told(other: dict[str, Any], what: str) -> None:
    made = {"anchor": {"version": 1, "position": [0, None]}, "state": "made", "confidence": 1}
    comment = {"type": "comment", "id": "x1", "by": "person-1", "stance": "object", "text": "x"}
    second = {**made, "anchor": {"version": 2, "position": [0, None]}, "state": "placed", **other}
    line = {**comment, "at": "2021-02-01T10:00:00Z", "places": [made, second]}
    with pytest.raises(Faulty) as faulty:
        read_record(json.dumps(line).encode())
    assert [fault.what for fault in faulty.value.faults] == [what]


def test_words_that_do_not_stand_there_are_refused(play: Play) -> None:
    record = json.loads(exported(play))
    record["comments"][1]["places"][2]["anchor"]["quote"] = "help those who run them"
    with pytest.raises(Faulty, match="The words quoted do not stand where “places” says"):
        carried(json.dumps(record), play)


@st.composite
def redrafted(draw: st.DrawFn) -> Record:
    """Any consultation whose draft was followed by others, now and then taken back; comments stand anywhere in them."""
    record = draw(records())
    published = [*record.versions]
    for number in range(2, draw(st.integers(2, 4)) + 1):
        draft, owners = draw(drafts())
        standing = [one for one in published if one.withdrawn_at is None]
        back = number < 4 and draw(st.booleans())
        published.append(
            Version(
                number, AT, draft, owners, origin=draw(st.sampled_from(Origin)), based_on=standing[-1].number,
                withdrawn_at=AT + timedelta(days=8) if back else None, withdrawal_reason=draw(TEXTS) if back else "",
            )
        )  # fmt: skip
    by_number = {one.number: one.draft for one in published}
    current = max(one.number for one in published if one.withdrawn_at is None)
    carried_through = tuple(
        replace(
            one, spot=last.spot, **cast(dict[str, Any], spoken(by_number[last.spot.version], last.spot)), places=places,
            suggested_wording=one.suggested_wording if places[0].spot.paragraph is not None else None,
        )
        for one in record.comments
        for places in [draw(through(one.spot, by_number, bare=one.withdrawn_at is not None))]
        for last in [next(place for place in places if place.spot.version == current)]
    )  # fmt: skip
    said = tuple(
        ChangeLine(number, Spot(number, 0), draw(TEXTS), "person-5", AT + timedelta(days=30))
        for number in by_number
        if number > 1 and draw(st.booleans())
    )
    return replace(record, versions=tuple(published), comments=carried_through, changes=said)


@st.composite
def through(draw: st.DrawFn, made: Spot | None, versions_of: dict[int, Draft], *, bare: bool) -> tuple[PlaceLine, ...]:
    assert made is not None
    found = [PlaceLine(made, MADE)]
    for number, draft in versions_of.items():
        if number > 1:
            section = draw(st.none() | st.integers(0, len(draft.sections) - 1))
            held = draft.sections[section].paragraphs if section is not None else ()
            paragraph = draw(st.integers(0, len(held) - 1)) if held else None
            text = held[paragraph].text if paragraph is not None else ""
            passage = anchor_at(text, 0, len(text)) if text.strip() and not bare else None
            taken = TakenLine(replace(made, passage=None), draw(st.booleans()), draw(TEXTS))
            found.append(
                PlaceLine(
                    Spot(number, section, paragraph, passage), draw(st.sampled_from(State)).value,
                    draw(st.floats(0, 1)), "" if bare else draw(TEXTS), draw(st.booleans()),
                    taken=taken if made.paragraph is not None and not bare and draw(st.booleans()) else None,
                )
            )  # fmt: skip
    return tuple(found)


@given(redrafted())
@settings(max_examples=10, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_any_redrafted_consultation_comes_back_to_the_letter(record: Record) -> None:
    data = to_json(record)
    assert carried_on(data) == data
    assert read_record(data.encode()).record == record


def test_places_are_those_of_the_database(play: Play) -> None:
    record = json.loads(exported(play))
    assert sum(len(one["places"]) for one in record["comments"]) == play.session.query(CommentPlace).count()
