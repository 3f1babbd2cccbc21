"""A record as JSON, and back."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from consult.domain.anchoring import anchor_at
from consult.domain.dispositions import Disposition, Kind, Stance
from consult.domain.interests import Interest
from consult.domain.people import Role
from consult.domain.record import (
    AnswerLine,
    CommentLine,
    DeclarationLine,
    Part,
    QuestionLine,
    Record,
    Spot,
    Supporter,
    Unsettled,
    Version,
)
from consult.domain.record_about import About
from consult.importing.records import read_record
from consult.pack.data import to_json
from tests.factories import DRAFT

AT = datetime(2021, 2, 8, 9, 0, 0, 123456, tzinfo=UTC)
PLACED = CommentLine(
    id="C-0001", by="person-1", stance=Stance.OBJECT, kind=Kind.DRAFTING_POINT, text="“Train”, not more.\n\nعربي 👩🏽‍🚒",
    at=AT, section="Prevent", paragraph="2(a)", quote="train every", suggested_wording="teach every",
    supported_by=(Supporter("person-2", AT, "Breckland District Council"),), body="Norwich City Council",
    authority="Norfolk County Council", spot=Spot(1, 1, 2, anchor_at(DRAFT.sections[1].paragraphs[2].text, 0, 11)),
)  # fmt: skip
WITHDRAWN = CommentLine(
    id="C-0002", by="person-2", stance=Stance.SUPPORT, text="", at=AT, body="", authority="Norfolk Constabulary",
    spot=Spot(1), withdrawn_at=AT,
)  # fmt: skip
RECORD = Record(
    about=About(
        title="Strategy", lead_authority="Norfolk County Council", started_at=AT, opens_at=AT,
        closes_at=AT + timedelta(days=9), meeting_on=AT.date(),
    ),
    people=(
        Part("person-1", "Member for Norwich City Council", Role.MEMBER, "Norwich City Council"),
        Part("person-2", "Co-opted member", Role.CO_OPTED, until=AT),
    ),
    versions=(Version(1, AT, replace(DRAFT, warnings=()), ("", "Norfolk County Council", "", "Norfolk Constabulary")),),
    comments=(PLACED, WITHDRAWN),
    questions=(
        QuestionLine("Q-0001", "person-1", ("Norfolk Constabulary",), ("When?", "Where?"), AT, "Prevent", "", spot=Spot(1, 1)),
    ),
    answers=(
        AnswerLine(
            "C-0001", "person-3", "Agreed in part.", AT, Disposition.ACCEPTED_IN_PART, "For cost.", "teach most",
            "Norfolk County Council", False, 1, AT, AT, (Unsettled("person-1", "Which cost?", AT),),
        ),
        AnswerLine("Q-0001", "person-4", "Soon.", AT, authority="Norfolk Constabulary", holding=True, approved_at=AT),
    ),
    declarations=(DeclarationLine("person-1", Interest.NONE, "", AT),),
)  # fmt: skip


def test_what_is_written_is_read_back_whole() -> None:
    reading = read_record(to_json(RECORD).encode())
    assert reading.record == RECORD
    assert reading.warnings == ()


def test_the_same_record_gives_the_same_text_whatever_the_zone_of_its_times() -> None:
    written = to_json(RECORD)
    assert written.endswith("}\n")
    elsewhere = replace(RECORD.comments[0], at=AT.astimezone(timezone(timedelta(hours=5))))
    assert to_json(replace(RECORD, comments=(elsewhere, WITHDRAWN))) == written


def test_each_comment_says_where_it_stands_in_words_and_in_numbers() -> None:
    comment = json.loads(to_json(RECORD))["comments"][0]
    assert (comment["reference"], comment["section"], comment["paragraph"]) == ("C-0001", "Prevent", "2(a)")
    assert comment["at"] == "2021-02-08T09:00:00.123456Z"
    assert comment["anchor"] == {
        "version": 1,
        "position": [1, 2],
        "paragraph": "2(a)",
        "quote": "train every",
        "prefix": "",
        "suffix": " designated safeguarding lead; a",
        "start": 0,
        "end": 11,
    }


def test_every_entry_of_a_list_is_a_line_by_itself() -> None:
    document = json.loads(to_json(RECORD))
    listed = ("people", "comments", "questions", "responses", "declarations")
    lines = "\n".join(json.dumps(entry) for name in listed for entry in document[name])
    assert read_record(lines.encode()).record == replace(RECORD, about=None, versions=())
