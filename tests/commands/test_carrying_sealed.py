"""What is kept from the public is not given away; that it is, and why, comes along to the letter (R12, R13, R17)."""

import json
import shutil
from pathlib import Path

from consult.actions import exempting, lateness, redacting, rejecting
from consult.actions.exempting import Matter
from consult.demo import scripts
from consult.domain.exemption import Sealed
from consult.domain.people import Role
from consult.domain.rejections import Rejection
from consult.queries import comments as comments_read
from consult.queries import consultations, people
from consult.queries import questions as questions_read
from tests.commands.conftest import NOW, Installation


def test_marks_come_along_and_words_stay_behind(
    demonstration: Installation, migrated_once: Path, tmp_path: Path
) -> None:
    empty = Installation(Path(shutil.copytree(migrated_once, tmp_path / "elsewhere")))
    slug = scripts.STORY
    with demonstration.stored(writes=True) as session:
        consultation = consultations.by_slug(session, slug)
        parts = people.taking_part(session, consultation)
        clerk = next(row.person for row in parts if row.role == Role.CLERK.value)
        facts = {"consultation": consultation, "by": people.actor(session, clerk, consultation), "now": NOW}
        said = comments_read.every(session, consultation)
        plain = [one for one in said if not (one.redactions or one.exemption) and one.state == "received"]
        answered = [
            one for one in plain if any(r.released_at and not r.holding and not r.group_id for r in one.responses)
        ]
        waiting = [one for one in plain if not any(answer.released_at for answer in one.responses)]
        asked = questions_read.every(session, consultation)
        unanswered = next(one for one in asked if not any(answer.released_at for answer in one.responses))
        kept, answer_kept, redacted = answered[:3]
        refused, late = waiting[:2]
        words = redacted.text.split()[0].strip(",.;:")
        gone = [kept.text, answer_kept.responses[0].text, refused.text, unanswered.parts[0].text]
        exempting.exempt(session, matter=Matter(kept), sealed=Sealed(None), **facts)  # type: ignore[arg-type]
        exempting.exempt(
            session, matter=Matter(answer_kept, answer_kept.responses[0]), sealed=Sealed(7, "An inquiry is under way."), **facts,  # type: ignore[arg-type]
        )  # fmt: skip
        redacting.redact(session, item=redacted, words=words, reason="A name.", **facts)  # type: ignore[arg-type]
        rejecting.reject(session, item=refused, reason=Rejection.REPEATED, note="Of C-1.", **facts)  # type: ignore[arg-type]
        rejecting.reject(session, item=unanswered, reason=Rejection.ANOTHER_COMMITTEE, **facts)  # type: ignore[arg-type]
        lateness.mark_late(session, item=late, reason="The post was late.", **facts)  # type: ignore[arg-type]
        numbers = [one.number for one in (kept, answer_kept, redacted, refused, late)]
    first = demonstration.does("export", slug, "--format", "json").encode()
    held = json.loads(first)
    comments = {one["reference"]: one for one in held["comments"]}
    told = [comments[f"C-{number:04d}"] for number in numbers]
    assert [(one["exempt"], one["stance"] is None, one["text"] == "") for one in told[:2]] == [
        ({"paragraph": None}, True, True), (None, False, False),
    ]  # fmt: skip
    assert told[2]["redacted"][0]["reason"] == "A name."
    assert told[3]["rejected"]["reason"] == Rejection.REPEATED
    assert told[4]["late_reason"] == "The post was late."
    answers = [one for one in held["responses"] if one["to"] == told[1]["reference"] and one["exempt"]]
    assert [(one["exempt"], one["text"], one["disposition"]) for one in answers] == [({"paragraph": 7}, "", None)]
    assert [words for words in gone if words in first.decode()] == []
    assert "An inquiry is under way." not in first.decode()
    assert empty.does("load", slug, "-", given=first).startswith("Loaded ")
    assert empty.does("export", slug, "--format", "json").encode() == first
    assert empty.does("load", slug, "-", given=first) == f"Everything in it was in {slug} already.\n"
