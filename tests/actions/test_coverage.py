"""Statutory coverage: said of a version, carried on by what its sections became (R22)."""

from dataclasses import replace
from datetime import date

from consult.actions import versions
from consult.domain.draft import Draft
from consult.present.coverage import coverage_entries
from consult.queries import redrafts
from tests.actions.records import last_entry, refused
from tests.factories import COUNTY, DRAFT, LONDON, Play
from tests.registers import clerk_of, cover

TODAY = date(2021, 2, 8)


def said(play: Play, day: date = TODAY) -> dict[str, tuple[list[str], str]]:
    version = redrafts.current(play.session, play.consultation)
    entries = coverage_entries(play.session, version, day=day, zone=LONDON)
    return {one.code: ([s.heading for s in one.sections], one.explanation) for one in entries if not one.missing}


def test_sections_and_explanations(play: Play) -> None:
    cover(play, "crime", "County Lines", "Prevent")
    cover(play, "substances", explanation="The drug and alcohol strategy deals with it.")
    assert said(play) == {
        "crime": (["Prevent", "County Lines"], ""),
        "substances": ([], "The drug and alcohol strategy deals with it."),
    }
    entry = last_entry(play)
    assert (entry.act, entry.subject, entry.details["before"]) == ("cover", "duty substances", [[], ""])  # type: ignore[index]
    cover(play, "crime", "Prevent", revision=1)
    with refused(play, "A colleague has changed this since you opened it. Open it again: their text is kept."):
        cover(play, "crime", revision=1)
    cover(play, "crime", revision=2)
    assert "crime" not in said(play)


def test_who_says_it(play: Play) -> None:
    no = "Only the clerk and the lead officer of the lead authority can do this."
    assert play.consultation.lead_authority_id == play.body(COUNTY).id
    cover(play, "crime", "Prevent", by=play.cast.lead)
    for person in (play.cast.officer, play.cast.other_lead):
        with refused(play, no):
            cover(play, "re-offending", "Prevent", by=person)
    with refused(play, "There is no such duty."):
        cover(play, "litter", "Prevent")


def test_a_redraft_carries_it_on_and_gives_it_back(play: Play) -> None:
    cover(play, "crime", "Prevent", "County Lines", explanation="In part.")
    cover(play, "substances", "Foreword")
    sections = DRAFT.sections
    renamed = replace(sections[1], heading="Preventing harm")
    play.redraft(Draft(DRAFT.title, (renamed, *sections[2:]), figures=DRAFT.figures))
    assert said(play) == {"crime": (["Preventing harm", "County Lines"], "In part.")}
    cover(play, "crime", "Preventing harm", revision=1)
    versions.withdraw_version(play.session, version=play.version, reason="A mistake.", **clerk_of(play))
    assert said(play) == {"crime": (["Prevent", "County Lines"], "In part."), "substances": (["Foreword"], "")}


def test_every_duty_in_force_is_there(play: Play) -> None:
    version = redrafts.current(play.session, play.consultation)
    codes = [
        [one.code for one in coverage_entries(play.session, version, day=day, zone=LONDON)]
        for day in (TODAY, date(2023, 1, 31))
    ]
    assert [len(found) for found in codes] == [4, 5]
