"""`consult load`: a record kept elsewhere goes in as a whole, or every reason why it does not is told."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

import consult
from consult.actions.recording import first_broken
from consult.queries import comments as comments_read
from consult.queries import consultations
from consult.queries import questions as questions_read
from consult.store.audit import AuditEntry
from consult.store.base import Base
from consult.store.comments import Response
from tests.commands.conftest import Installation

DEMO = Path(consult.__file__).parent / "demo"
KEPT = (DEMO / "people.jsonl").read_bytes() + (DEMO / "contributions.jsonl").read_bytes()
SLUG = "safer-streets"
AT = "2021-02-01T10:00:00Z"

MEMBER = {
    "type": "person",
    "email": "member@example.org",
    "role": "member",
    "name": "Member for Breckland District Council",
    "body": "Breckland District Council",
}
OFFICER = {
    "type": "person",
    "email": "officer@example.org",
    "role": "officer",
    "name": "Chief Inspector, Communities",
    "body": "Norfolk Constabulary",
}


def comment(**changed: Any) -> dict[str, Any]:
    return {
        "type": "comment", "id": "x1", "by": "member@example.org", "section": "Lighting", "paragraph": "6(a)",
        "quote": "within a week", "stance": "object", "text": "Within a day.", "suggested_wording": "within a day",
        "supported_by": [], "at": AT, **changed,
    }  # fmt: skip


def question(**changed: Any) -> dict[str, Any]:
    return {
        "type": "question", "id": "q1", "by": "member@example.org", "to": ["Norfolk Constabulary"], "parts": ["When?"],
        "section": None, "at": AT, **changed,
    }  # fmt: skip


def response(**changed: Any) -> dict[str, Any]:
    return {
        "type": "response", "to": "x1", "by": "officer@example.org", "disposition": "accepted in part",
        "text": "Two days.", "reason": "One is too short.", "at": "2021-02-22T10:00:00Z", "released": True, **changed,
    }  # fmt: skip


def lines(*objects: dict[str, Any]) -> bytes:
    return "".join(json.dumps(one) + "\n" for one in objects).encode()


@pytest.fixture
def imported(empty: Installation, draft: Callable[[], Path]) -> Installation:
    """A draft, and nobody to comment on it."""
    empty.does("import", str(draft()), "--into", SLUG)
    return empty


def rows(installation: Installation) -> dict[str, int]:
    with installation.stored() as session:
        tables = Base.metadata.sorted_tables
        return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def report(installation: Installation, data: bytes) -> list[str]:
    """What is said of a file that is refused; nothing of it is stored."""
    before = rows(installation)
    done = installation.run("load", SLUG, "-", given=data)
    assert (done.code, done.out) == (1, ""), done
    assert rows(installation) == before
    said = [line.removeprefix("consult: ") for line in done.err.splitlines()]
    *told, last = said
    assert last == f"Nothing was loaded: {len(told)} {'fault' if len(told) == 1 else 'faults'} in -"
    return told


def test_what_another_system_exported_goes_into_a_draft_that_was_only_imported(empty: Installation) -> None:
    empty.does("import", str(DEMO / "strategy.md"), "--into", "strategy")
    done = empty.run("load", "strategy", "-", "--json", given=KEPT)
    assert done.err == (
        "consult: strategy: No lead authority had been named; it is now Norfolk County Council. The clerk can change it\n"
    )
    items = [json.loads(line) for line in KEPT.decode().splitlines() if '"id"' in line]
    by_kind = {kind: [item["id"] for item in items if item["type"] == kind] for kind in ("comment", "question")}
    numbered = {own: f"C-{n:04}" for n, own in enumerate(by_kind["comment"], 1)}
    numbered |= {own: f"Q-{n:04}" for n, own in enumerate(by_kind["question"], 1)}
    assert json.loads(done.out) == {"references": numbered}
    with empty.stored() as session:
        consultation = consultations.by_slug(session, "strategy")
        authorities = {c.authority.name for c in comments_read.every(session, consultation)}
        assert len(authorities) > 3  # each comment is with the authority that answered it
        assert first_broken(session, consultation.id) is None


def test_a_second_load_changes_nothing_and_gives_the_same_references(imported: Installation) -> None:
    data = lines(MEMBER, OFFICER, comment(), question(), response(), response(to="q1", disposition=None))
    first = imported.run("load", SLUG, "-", "--json", given=data)
    assert json.loads(first.out) == {"references": {"x1": "C-0001", "q1": "Q-0001"}}
    before = rows(imported)
    assert imported.does("load", SLUG, "-", "--json", given=data) == first.out
    assert imported.does("load", SLUG, "-", given=data) == f"Everything in it was in {SLUG} already.\n"
    assert rows(imported) == before


def test_times_and_places_are_kept_and_the_record_says_who_entered_it(imported: Installation, tmp_path: Path) -> None:
    file = tmp_path / "kept.jsonl"
    file.write_bytes(lines(MEMBER, OFFICER, comment(), response()))
    assert imported.run("load", SLUG, str(file)).out == f"Loaded 2 parts, 1 comment, 1 answer into {SLUG}.\n"
    with imported.stored() as session:
        consultation = consultations.by_slug(session, SLUG)
        (said,) = comments_read.every(session, consultation)
        assert (said.quote, said.quote_start, said.paragraph and said.paragraph.label) == ("within a week", 0, "6(a)")
        assert said.received_at == datetime(2021, 2, 1, 10, 0, tzinfo=UTC)
        assert said.body is not None
        assert (said.body.name, said.authority.name) == ("Breckland District Council", "Norfolk Constabulary")
        answer = session.scalars(select(Response)).one()
        assert answer.released_at == answer.approved_at == datetime(2021, 2, 22, 10, 0, tzinfo=UTC)
        entries = session.scalars(
            select(AuditEntry).where(AuditEntry.chain == consultation.id).order_by(AuditEntry.sequence)
        ).all()
        loaded = [entry for entry in entries if (entry.details or {}).get("loaded") is True]
        assert [(entry.act, entry.subject, entry.actor_id) for entry in loaded] == [
            ("comment", "comment C-0001", None),
            ("answer", "comment C-0001", None),
            ("approve", "comment C-0001", None),
            ("release", "comment C-0001", None),
        ]
        assert loaded[0].details is not None
        assert loaded[0].details["on_behalf_of"] == said.author_id
        assert (entries[-1].act, entries[-1].at, entries[-1].details) == (
            "load",
            imported.now,
            {"source": "kept.jsonl", "entered": {"people": 2, "comments": 1, "answers": 1}},
        )


def test_every_fault_is_told_at_once_and_nothing_is_stored(imported: Installation) -> None:
    told = report(
        imported,
        lines(
            MEMBER,
            OFFICER,
            comment(by="nobody@example.org"),
            comment(id="x2", by="officer@example.org"),
            comment(id="x3", section="Lamps"),
            comment(id="x4", paragraph="9"),
            comment(id="x5", quote="within a month"),
            comment(id="x6", at="2031-02-01T10:00:00Z"),
            comment(id="x7", supported_by=["member@example.org"]),
            comment(id="x8"),
            response(to="x1"),  # its comment is at fault, and that is said once
            response(to="x8", reason=""),
            response(to="x8", by="member@example.org"),
            response(to="x9"),
            response(to="x8", disposition="accepted"),
            response(to="x8", at="2021-01-01T10:00:00Z"),
        ),
    )
    assert told == [
        "line 3: nobody@example.org takes no part in this consultation. Add a line of type person for them.",
        "line 4: officer@example.org is not on the panel. Add a line of type person that says so.",
        "line 5: The draft has no section “Lamps”. Write a heading as the draft has it.",
        "line 6: There is no paragraph 9 under “Lighting”, which has 6 to 6(a).",
        "line 7: These words are not in the paragraph. Copy them from it exactly.",
        "line 8: Its time lies in the future. What has not happened yet cannot be loaded.",
        "line 9: This comment is your own. Members can support each other’s comments.",
        "line 12: Give the reason why the comment is accepted in part",
        "line 13: member@example.org answers for no authority. Add a line of type person with the role officer.",
        "line 14: There is no comment or question “x9”, in the file or here. Check “to”.",
        "line 15: Give the changed wording, or name the paragraph where it stands",
        "line 16: It was given before “x8” was received. Check the times of both.",
    ]


def test_where_nobody_could_answer_the_load_is_refused(imported: Installation) -> None:
    assert report(imported, lines(MEMBER, comment())) == [
        "line 2: Nobody answers here yet. Add a line of type person with the role lead-officer or officer."
    ]


def test_an_authority_that_is_only_asked_is_added_with_a_warning(imported: Installation) -> None:
    done = imported.run("load", SLUG, "-", given=lines(MEMBER, comment(), question()))
    assert done.err.splitlines() == [
        f"consult: {SLUG}: No lead authority had been named; it is now Norfolk Constabulary. The clerk can change it"
    ]
    assert done.out == f"Loaded 1 part, 1 comment, 1 question into {SLUG}.\n"


def set_window(installation: Installation, opens: datetime, closes: datetime) -> None:
    from consult.actions.consultations import set_window as act

    with installation.stored(writes=True) as session:
        act(
            session, consultation=consultations.by_slug(session, SLUG), opens_at=opens, closes_at=closes, by=None,
            now=installation.now,
        )  # fmt: skip


def test_where_a_window_is_set_the_times_given_must_lie_within_it(imported: Installation) -> None:
    set_window(imported, datetime(2021, 2, 1, 10, 0, tzinfo=UTC), datetime(2021, 2, 19, 17, 0, tzinfo=UTC))
    late, early = "2021-02-19T17:00:00Z", "2021-02-01T09:59:59Z"
    data = lines(MEMBER, OFFICER, comment(at=late), question(at=early), response(to="x1"))
    assert report(imported, data) == [
        "line 3: The commenting window has closed. Send what you have written to the clerk, who can take it as late.",
        "line 4: The commenting window has not opened yet.",
    ]
    data = lines(MEMBER, OFFICER, comment(at=AT), comment(id="x2", at="2021-02-19T16:59:59Z"), response(to="x1"))
    assert imported.run("load", SLUG, "-", given=data).code == 0


def test_what_was_loaded_is_added_to_and_answered_later(imported: Installation) -> None:
    assert imported.run("load", SLUG, "-", given=lines(MEMBER, OFFICER, comment(), response(released=False))).code == 0
    more = lines(comment(id="x2", quote=None), response(to="C-0001"), response(to="x2", text="Yes."))
    assert (
        imported.does("load", SLUG, "-", "--json", given=more) == '{\n  "references": {\n    "x2": "C-0002"\n  }\n}\n'
    )
    with imported.stored() as session:
        assert len(session.scalars(select(Response).where(Response.released_at.is_not(None))).all()) == 2


def test_other_words_under_a_known_id_are_refused(imported: Installation) -> None:
    data = lines(MEMBER, OFFICER, comment(), question(), response())
    assert imported.run("load", SLUG, "-", given=data).code == 0
    changed = lines(comment(text="Within an hour."), question(id="x1"), response(text="Three days."))
    assert report(imported, changed) == ["line 2: The id “x1” was given on line 1 already; give each item its own"]
    assert report(imported, lines(comment(text="Within an hour."))) == [
        "line 1: The id “x1” was loaded before with other words, as C-0001. Give another."
    ]
    assert report(imported, lines(question(id="x1"))) == [
        "line 1: The id “x1” was loaded before with other words, as C-0001. Give another."
    ]
    assert report(imported, lines(response(text="Three days."))) == [
        "line 1: “x1” has been answered in other words already. Take this line out."
    ]


def test_the_same_ids_in_two_consultations_are_two_things(imported: Installation, draft: Callable[[], Path]) -> None:
    imported.does("import", str(draft()), "--into", "elsewhere")
    for slug in (SLUG, "elsewhere"):
        done = imported.run("load", slug, "-", "--json", given=lines(MEMBER, OFFICER, comment()))
        assert json.loads(done.out) == {"references": {"x1": "C-0001"}}
        with imported.stored() as session:
            assert len(comments_read.every(session, consultations.by_slug(session, slug))) == 1


def test_a_disposition_of_an_answer_to_a_question_is_left_out_with_a_warning(imported: Installation) -> None:
    done = imported.run("load", SLUG, "-", given=lines(MEMBER, OFFICER, question(), response(to="q1")))
    assert "consult: line 4: An answer to a question has no disposition; “disposition” was left out" in done.err
    with imported.stored() as session:
        (asked,) = questions_read.every(session, consultations.by_slug(session, SLUG))
        assert [(answer.disposition, answer.text) for answer in asked.responses] == [(None, "Two days.")]


def test_answers_of_one_group_are_one_answer(imported: Installation) -> None:
    said = [MEMBER, OFFICER, comment(), comment(id="x2", quote=None), comment(id="x3", quote=None)]
    shared = [response(group=7), response(to="x3", group=7)]
    data = lines(*said, *shared)
    for _ in range(2):
        assert imported.run("load", SLUG, "-", given=data).code == 0
    with imported.stored() as session:
        answers = session.scalars(select(Response).order_by(Response.comment_id)).all()
        assert len({answer.group_id for answer in answers}) == 1
        assert answers[0].group_id is not None
    other = lines(
        comment(id="x4"), comment(id="x5"), response(to="x4", group=1), response(to="x5", text="No.", group=1)
    )
    assert report(imported, other) == [
        "line 3: The answers of group 1 are not one answer to comments. Take “group” out."
    ]


def test_an_answer_that_did_not_settle_the_matter_says_so(imported: Installation) -> None:
    mark = {"by": "member@example.org", "reason": "Two days is a weekend.", "at": "2021-02-23T10:00:00Z"}
    data = lines(MEMBER, OFFICER, comment(), response(unsettled=[mark]))
    for _ in range(2):
        assert imported.run("load", SLUG, "-", given=data).code == 0
    assert "Two days is a weekend." in imported.does("export", SLUG, "--format", "html")
    other = lines(comment(id="x2"), response(to="x2", released=False, unsettled=[mark]))
    assert report(imported, other) == ["line 2: It has not been answered yet."]


def test_what_cannot_be_loaded_at_all_is_one_line(imported: Installation, tmp_path: Path) -> None:
    there = f"There is no consultation none. There is: {SLUG}"
    assert imported.fails("load", "none", "-", given=lines(MEMBER)) == there
    assert imported.fails("load", SLUG, "-", given=b"\xff") == (
        "- cannot be loaded: It is not text in UTF-8. Save it as UTF-8 and try again."
    )
    none = tmp_path / "none.jsonl"
    assert imported.fails("load", SLUG, str(none)) == f"{none} cannot be read: No such file or directory"
