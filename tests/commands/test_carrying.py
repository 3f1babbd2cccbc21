"""From one installation to another: what is exported, loaded into an empty one and exported again is the same file."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from consult.actions import comments, loading, pausing
from consult.actions import people as inviting
from consult.demo import scripts
from consult.domain import markup
from consult.domain.anchoring import anchor_at
from consult.domain.arriving import Entered, Way
from consult.domain.dispositions import Disposition, Kind, Stance
from consult.domain.draft import Draft, Paragraph, Section
from consult.domain.people import Role
from consult.domain.plain_text import normalised, problem_with
from consult.domain.questions import Wants
from consult.domain.record import (
    AnswerLine,
    Came,
    CommentLine,
    EnquiryLine,
    Part,
    QuestionLine,
    Record,
    Spot,
    Supporter,
    Unsettled,
    Version,
)
from consult.domain.record_about import About, Paused
from consult.importing.records import read_record
from consult.importing.sanitising import plain_characters
from consult.pack.data import to_json
from consult.pack.record import gather_record
from consult.queries import comments as comments_read
from consult.queries import consultations, people
from consult.queries import drafts as drafts_read
from consult.store.base import Base, prepare_sqlite
from consult.store.comments import Response
from consult.store.people import Person
from tests.commands.conftest import NOW, Installation, Played


def exported(installation: Installation, slug: str) -> bytes:
    return installation.does("export", slug, "--format", "json").encode()


@pytest.mark.parametrize("slug", [scripts.STORY, scripts.REFRESH])
def test_the_demonstration_comes_back_to_the_letter(played: Played, empty: Installation, slug: str) -> None:
    first = exported(played.installation, slug)
    assert empty.does("load", slug, "-", given=first).startswith("Loaded ")
    assert exported(empty, slug) == first
    assert empty.does("load", slug, "-", given=first) == f"Everything in it was in {slug} already.\n"


def test_how_it_came_that_it_was_late_and_the_pauses_come_along(
    demonstration: Installation, migrated_once: Path, tmp_path: Path
) -> None:
    empty = Installation(Path(shutil.copytree(migrated_once, tmp_path / "elsewhere")))
    slug = scripts.REFRESH
    with demonstration.stored(writes=True) as session:
        consultation = consultations.by_slug(session, slug)
        parts = people.taking_part(session, consultation)
        acting = {
            role: people.actor(session, next(row.person for row in parts if row.role == role.value), consultation)
            for role in (Role.MEMBER, Role.CLERK)
        }
        version = drafts_read.version(session, consultation, consultation.current_version)
        assert consultation.closes_at is not None
        consultation.closes_at = NOW - timedelta(hours=2)
        comments.submit(
            session, consultation=consultation, place=comments.Place(version),
            wording=comments.Wording(Stance.OBJECT, "It came by post."), form_key="late", by=acting[Role.MEMBER], now=NOW,
            entered=Entered(acting[Role.CLERK], Way.LETTER, NOW - timedelta(hours=1), "The post was late."),
        )  # fmt: skip
        past = Paused(NOW - timedelta(days=9), NOW - timedelta(days=8), "The annex was missing.")
        lasting = Paused(NOW - timedelta(days=1), None, "Another annex was missing.")
        pausing.enter_past(session, consultation=consultation, pauses=[past, lasting], now=NOW)
    first = exported(demonstration, slug)
    held = json.loads(first)
    assert held["comments"][-1]["came"]["by"] == "letter"
    assert held["comments"][-1]["late_reason"] == "The post was late."
    assert [one["reason"] for one in held["consultation"]["pauses"]] == [past.reason, lasting.reason]
    assert empty.does("load", slug, "-", given=first).startswith("Loaded ")
    assert exported(empty, slug) == first


def test_what_was_withdrawn_ended_or_not_released_stays_behind(
    demonstration: Installation, migrated_once: Path, tmp_path: Path
) -> None:
    empty = Installation(Path(shutil.copytree(migrated_once, tmp_path / "elsewhere")))
    slug = scripts.REFRESH
    with demonstration.stored(writes=True) as session:
        consultation = consultations.by_slug(session, slug)
        said = comments_read.every(session, consultation)
        asked = next(one for one in said if not any(answer.released_at for answer in one.responses))
        author = session.get_one(Person, asked.author_id)
        comments.withdraw(
            session, consultation=consultation, comment=asked, by=people.actor(session, author, consultation), now=NOW
        )
        ended = next(row for row in people.taking_part(session, consultation) if row.person_id == author.id)
        inviting.end_membership(session, consultation=consultation, membership=ended, by=None, now=NOW)
        words, number, name = asked.text, asked.number, author.name
        unreleased = session.scalars(select(Response.text).where(Response.released_at.is_(None))).all()
    first = exported(demonstration, slug)
    text = first.decode()
    assert unreleased
    for hidden in (words, *unreleased):
        assert json.dumps(hidden, ensure_ascii=False) not in text
    record = json.loads(text)
    (withdrawn,) = (one for one in record["comments"] if one["withdrawn_at"])
    assert (withdrawn["reference"], withdrawn["text"], withdrawn["quote"]) == (f"C-{number:04}", "", None)
    (left,) = (one for one in record["people"] if one["until"])
    assert left["name"] == name
    empty.does("load", slug, "-", given=first)
    assert exported(empty, slug) == first
    with empty.stored() as session:
        (row,) = (r for r in people.parts_ever(session, consultations.by_slug(session, slug)) if r.ended_at)
        assert (row.person.name, row.person.email.endswith(f"@{slug}.invalid")) == (name, True)


def test_nobody_is_named_by_an_address(played: Played) -> None:
    with played.installation.stored() as session:
        addresses = set(session.scalars(select(Person.email)))
    text = exported(played.installation, scripts.STORY).decode()
    assert {address for address in addresses if address in text} == {"clerk@example.org"}
    assert text.count("clerk@example.org") == 1  # the contact officer on the cover
    assert json.loads(text)["consultation"]["contact_email"] == "clerk@example.org"


def test_a_record_is_made_into_one_consultation_only(played: Played, demonstration: Installation) -> None:
    first = exported(played.installation, scripts.REFRESH)
    assert demonstration.fails("load", scripts.STORY, "-", given=first) == (
        f"{scripts.STORY} is there already and is not what the file holds. Load it into another slug, or give what is to be "
        "added as lines"
    )
    demonstration.does("load", "another", "-", given=first)
    assert exported(demonstration, "another") == first


def test_a_record_with_a_gap_is_refused_with_every_number_that_moved(played: Played, empty: Installation) -> None:
    record = json.loads(exported(played.installation, scripts.REFRESH))
    gone = record["comments"].pop(1)["id"]
    record["responses"] = [answer for answer in record["responses"] if answer["to"] != gone]
    done = empty.run("load", "gap", "-", given=json.dumps(record).encode())
    assert done.code == 1
    moved = [item["id"] for item in record["comments"][1:]]
    assert done.err.splitlines() == [
        *(
            f"consult: {own}: It came out as C-{n:04}: what stands before it in the list is missing or moved"
            for n, own in enumerate(moved, 2)
        ),
        f"consult: Nothing was loaded: {len(moved)} faults in -",
    ]
    assert empty.does("consultations") == "There are no consultations yet.\n"


def test_lists_of_a_record_can_be_loaded_as_lines(played: Played, empty: Installation, tmp_path: Path) -> None:
    first = exported(played.installation, scripts.REFRESH)
    record = json.loads(first)
    entries = [one for name in ("people", "comments", "questions", "responses") for one in record[name]]
    empty.does("import", str(Path(scripts.__file__).with_name("refresh.md")), "--into", "lines")
    data = "".join(json.dumps(one) + "\n" for one in entries).encode()
    assert empty.run("load", "lines", "-", given=data).code == 0
    again = json.loads(exported(empty, "lines"))
    assert again["comments"] == record["comments"]
    assert again["questions"] == record["questions"]
    assert again["people"] == record["people"]


# Small consultations with every kind of letter: emoji of several characters, right-to-left, combining marks.

AT = datetime(2021, 2, 1, 9, 0, tzinfo=UTC)
LETTERS = st.sampled_from([
    "a", "B", "é", "e\u0301", "ש\u05c1", "عربي", "👩🏽\u200d🚒", "🏴\U000e0067\U000e007f", "ﬁ", "中", "<", "&", '"', "’", " ",
    " ", "\u00a0", "\n",
])  # fmt: skip
WORDS = st.lists(LETTERS, min_size=1, max_size=12).map("".join)
TEXTS = WORDS.map(lambda words: normalised(f"x{words}") or "x").filter(lambda text: not problem_with(text, 10_000))
LINES = TEXTS.map(lambda text: " ".join(text.split()))
MEMBERS = (
    Part("person-1", "Member for Norwich City Council", Role.MEMBER, "Norwich City Council"),
    Part("person-2", "Member for Breckland District Council", Role.MEMBER, "Breckland District Council"),
    Part("person-3", "Co-opted member", Role.CO_OPTED),
)
OFFICERS = (
    Part("person-4", "Head of Communities", Role.LEAD_OFFICER, "Norfolk County Council"),
    Part("person-5", "Chief Inspector, Communities", Role.OFFICER, "Norfolk Constabulary"),
)


def paragraph(label: str, words: str) -> Paragraph:
    text = plain_characters(words)
    return Paragraph(text=text, html=markup.escape(text), label=label)


@st.composite
def drafts(draw: st.DrawFn) -> tuple[Draft, tuple[str, ...]]:
    sections, owners = [], []
    for n in range(draw(st.integers(1, 3))):
        held = [
            paragraph(f"{n}.{m}" if m % 2 else "", words) for m, words in enumerate(draw(st.lists(WORDS, max_size=3)))
        ]
        same = draw(st.booleans())  # two headings of the same words, and paragraphs without numbers
        sections.append(Section("Aims" if same else f"Part {n}", 1 + n % 2, str(n + 1), tuple(held)))
        owners.append(draw(st.sampled_from(["", "Norfolk County Council", "Norfolk Constabulary"])))
    first = replace(sections[0], paragraphs=(paragraph("1", "always something"), *sections[0].paragraphs))
    return Draft("Strategy", (first, *sections[1:])), tuple(owners)


@st.composite
def spots(draw: st.DrawFn, draft: Draft) -> Spot:
    section = draw(st.none() | st.integers(0, len(draft.sections) - 1))
    held = draft.sections[section].paragraphs if section is not None else ()
    if section is None or not held or draw(st.booleans()):
        return Spot(1, section)
    position = draw(st.integers(0, len(held) - 1))
    text = held[position].text
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    passage = anchor_at(text, start, end) if text[start:end].strip() else None
    return Spot(1, section, position, passage)


def spoken(record_of: Draft, spot: Spot) -> dict[str, str | None]:
    section = record_of.sections[spot.section] if spot.section is not None else None
    held = section.paragraphs[spot.paragraph] if section and spot.paragraph is not None else None
    return {
        "section": section.heading if section else None,
        "paragraph": held.label if held else None,
        "quote": spot.passage.exact if spot.passage else None,
    }


def together(draw: st.DrawFn, answers: list[AnswerLine]) -> list[AnswerLine]:
    """Now and then one answer to all comments of an authority."""
    for n, officer in enumerate(OFFICERS, 1):
        theirs = [answer for answer in answers if answer.by == officer.who]
        if len(theirs) > 1 and draw(st.booleans()):
            same = {"group": None, "text": theirs[0].text, "disposition": theirs[0].disposition}
            same |= {"reason": theirs[0].reason, "resulting_wording": theirs[0].resulting_wording}
            answers = [replace(one, **{**same, "group": n}) if one in theirs else one for one in answers]
    groups = list(dict.fromkeys(one.group for one in answers if one.group))
    return [replace(one, group=groups.index(one.group) + 1 if one.group else None) for one in answers]


def arrivals(at: datetime) -> st.SearchStrategy[dict[str, Any]]:
    """Sent by its author, or entered for them by then; late or in time."""
    came = st.builds(
        Came, st.sampled_from(Way), st.timedeltas(timedelta(0), timedelta(days=3)).map(lambda ago: at - ago)
    )
    entered = st.builds(lambda came, late: {"came": came, "late_reason": late}, came, st.just("") | TEXTS)
    return st.just({}) | entered


@st.composite
def questions(draw: st.DrawFn, draft: Draft) -> tuple[QuestionLine, ...]:
    """Now and then one waits for the clerk, and the second follows the first."""
    asked: list[QuestionLine] = []
    for n in range(1, draw(st.integers(0, 3)) + 1):
        waiting, at = draw(st.booleans()), AT + draw(st.timedeltas(timedelta(0), timedelta(days=5)))
        follows = n == 2 and draw(st.booleans())
        spot = asked[0].spot if follows else draw(st.sampled_from([Spot(1, 0), Spot(1, 0, 0)]))
        assert spot is not None
        where = spoken(draft, spot)
        asked.append(
            QuestionLine(
                id=f"Q-{n:04}", by="person-2", to=("Norfolk Constabulary", "Norfolk County Council"),
                parts=() if waiting else tuple(draw(st.lists(TEXTS, min_size=1, max_size=3))), at=at,
                section=where["section"], paragraph=where["paragraph"], wants=draw(st.sampled_from(Wants)),
                supplementary_to="Q-0001" if follows else None, body="Breckland District Council", spot=spot,
                accepted_at=None if waiting else at + timedelta(hours=draw(st.integers(0, 30))), waiting=waiting,
                **({} if follows else draw(arrivals(at))),
            )
        )  # fmt: skip
    return tuple(asked)


@st.composite
def enquiries(draw: st.DrawFn, asked: tuple[QuestionLine, ...]) -> tuple[EnquiryLine, ...]:
    loose = draw(st.permutations([one.id for one in asked]))
    titles = draw(st.lists(LINES, max_size=2, unique_by=str.casefold))
    cut = draw(st.integers(0, len(loose)))
    return tuple(
        EnquiryLine(title, tuple(held)) for title, held in zip(titles, (loose[:cut], loose[cut:]), strict=False)
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    draft, owners = draw(drafts())
    said, answers = [], []
    for n in range(1, draw(st.integers(0, 4)) + 1):
        spot, author = draw(spots(draft)), draw(st.sampled_from(MEMBERS))
        at = AT + draw(st.timedeltas(timedelta(0), timedelta(days=5)))
        withdrawn = draw(st.booleans()) and draw(st.booleans())
        others = [one for one in MEMBERS if one != author]
        supporters = (
            () if withdrawn else tuple(Supporter(one.who, at, one.body) for one in others if draw(st.booleans()))
        )
        officer = draw(st.sampled_from(OFFICERS))
        kept = {} if withdrawn else {
            "suggested_wording": draw(st.none() | TEXTS) if spot.paragraph is not None else None,
            "supported_by": supporters,
        }  # fmt: skip
        where = spoken(draft, spot)
        said.append(
            CommentLine(
                id=f"C-{n:04}", by=author.who, body=author.body, stance=draw(st.sampled_from(Stance)),
                kind=draw(st.sampled_from(Kind)), text="" if withdrawn else draw(TEXTS), at=at,
                authority=officer.body, spot=replace(spot, passage=None) if withdrawn else spot,
                withdrawn_at=at + timedelta(days=1) if withdrawn else None,
                **{**where, "quote": None if withdrawn else where["quote"]}, **kept, **draw(arrivals(at)),
            )
        )  # fmt: skip
        if not withdrawn and draw(st.booleans()):
            answered = AT + timedelta(days=20)
            answers.append(
                AnswerLine(
                    to=f"C-{n:04}", by=officer.who, text=draw(TEXTS), at=answered, authority=officer.body,
                    disposition=draw(st.sampled_from(Disposition)), reason=draw(TEXTS), resulting_wording=draw(TEXTS),
                    approved_at=answered + timedelta(hours=1), released_at=answered + timedelta(hours=2),
                    unsettled=(
                        (Unsettled(author.who, draw(TEXTS), answered + timedelta(days=1)),) if draw(st.booleans()) else ()
                    ),
                )
            )  # fmt: skip
    asked = draw(questions(draft))
    window = {"opens_at": AT, "closes_at": AT + timedelta(days=9)} if draw(st.booleans()) else {}
    limits = {
        "questions_each": draw(st.none() | st.integers(1, 9)), "question_notice": draw(st.none() | st.integers(1, 9)),
        "question_parts": draw(st.integers(1, 9)), "supplementaries": draw(st.booleans()),
    }  # fmt: skip
    return Record(
        people=(*MEMBERS, *OFFICERS), comments=tuple(said), questions=asked, answers=tuple(answers),
        lines=draw(enquiries(asked)),
        about=About(title=draw(LINES), lead_authority="Norfolk County Council", started_at=AT, **window, **limits),
        versions=(Version(1, AT, draft, owners),),
    )  # fmt: skip


def fresh() -> Engine:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    prepare_sqlite(engine)
    Base.metadata.create_all(engine)
    return engine


def carried(data: str) -> str:
    """What comes out of an empty installation that was given `data`."""
    engine = fresh()
    with Session(engine) as session:
        reading = read_record(data.encode())
        assert reading.warnings == ()
        loading.make(session, slug="s", record=reading.record, source="s.json", data=data.encode(), now=NOW)
        session.commit()
    with Session(engine) as session:
        out = to_json(gather_record(session, consultations.by_slug(session, "s")))
        assert session.scalar(select(func.count()).select_from(Person)) == len(MEMBERS) + len(OFFICERS)
    engine.dispose()
    return out


@given(records())
@settings(
    max_examples=20, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)  # shrinking takes minutes
def test_any_consultation_comes_back_to_the_letter(record: Record) -> None:
    data = to_json(record)
    assert carried(data) == data
    assert read_record(data.encode()).record == record  # so that the same file loaded twice is known
