"""Records as they are read: the shapes, the faults of each line, and what is neither lines nor a record."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from consult.domain.dispositions import Disposition, Kind, Stance
from consult.domain.people import Role
from consult.domain.record import AnswerLine, CommentLine, Faulty, Part, QuestionLine, Record, Supporter
from consult.importing import Unreadable
from consult.importing.records import read_record

AT = datetime(2021, 2, 1, 10, 0, tzinfo=UTC)
COMMENT: dict[str, Any] = {
    "type": "comment", "id": "x1", "by": "A@example.org", "section": "Prevent", "paragraph": "6(a)", "quote": "exact words",
    "stance": "support with conditions", "text": " Yes.\r\nBut. ", "suggested_wording": None,
    "supported_by": ["b@example.org"], "at": "2021-02-01T10:00:00Z",
}  # fmt: skip
RESPONSE: dict[str, Any] = {
    "type": "response", "to": "x1", "by": "o@example.org", "disposition": "accepted in part", "text": "In part.",
    "reason": "Cost.", "at": "2021-02-01T11:00:00+01:00", "released": True,
}  # fmt: skip


def read(*objects: object) -> Record:
    return read_record("\n".join(json.dumps(one) for one in objects).encode()).record


def faults(data: bytes | dict[str, Any]) -> list[str]:
    with pytest.raises(Faulty) as error:
        read_record(data if isinstance(data, bytes) else json.dumps(data).encode())
    return [str(fault) for fault in error.value.faults]


def test_every_shape_is_read() -> None:
    person = {"type": "person", "email": "B@Example.org ", "role": "lead-officer", "name": " B  C", "body": "Police"}
    question = {
        "type": "question", "id": "q1", "by": "b@example.org", "to": ["Police"], "parts": ["One?", "Two?"], "section": None,
        "at": "2021-02-01T10:00:00Z",
    }  # fmt: skip
    assert read(person, COMMENT, question, RESPONSE) == Record(
        people=(Part("b@example.org", "B C", Role.LEAD_OFFICER, "Police"),),
        comments=(
            CommentLine(
                "x1", "a@example.org", Stance.SUPPORT_WITH_CONDITIONS, "Yes.\nBut.", AT, "Prevent", "6(a)", "exact words",
                None, Kind.COMMENT, (Supporter("b@example.org"),),
            ),
        ),
        questions=(QuestionLine("q1", "b@example.org", ("Police",), ("One?", "Two?"), AT),),
        answers=(
            AnswerLine(
                "x1", "o@example.org", "In part.", AT, Disposition.ACCEPTED_IN_PART, "Cost.", approved_at=AT, released_at=AT
            ),
        ),
    )  # fmt: skip


def test_names_that_tell_no_address_will_do() -> None:
    record = read({"type": "person", "id": "person-3", "role": "observer", "name": "Observer"})
    assert record.people == (Part("person-3", "Observer", Role.OBSERVER),)


def test_a_key_nobody_knows_is_passed_over_with_a_warning() -> None:
    reading = read_record(json.dumps({**COMMENT, "colour": "red"}).encode())
    assert [str(warning) for warning in reading.warnings] == ["line 1: “colour” is not known here and was left out"]


MISTAKES: list[tuple[dict[str, Any], str]] = [
    ({"id": None}, "“id” must be text of 1 to 40 characters without spaces, like x1"),
    ({"id": "x 1"}, "“id” must be text of 1 to 40 characters without spaces, like x1"),
    ({"by": None}, "“by” is missing; give it as text"),
    ({"by": 7}, "“by” is a number; write it as text in quotation marks"),
    ({"by": "somebody!"}, "“by” is neither an e-mail address nor a name such as person-3"),
    (
        {"stance": "neutral"},
        "“stance” is “neutral”; write one of: support, support with conditions, object, observation",
    ),
    ({"stance": ["object"]}, "“stance” is a list; write one of: support, support with conditions, object, observation"),
    ({"text": ""}, "“text” is missing; give it as text"),
    ({"text": {"a": 1}}, "“text” is an object; write it as text in quotation marks"),
    ({"text": "word " * 2001}, "“text” must be 10,000 characters or fewer"),
    ({"text": "a" * 251}, "“text” must not contain a word or web address of more than 250 characters"),
    (
        {"text": "a\x00"},
        "“text” must not contain hidden control characters. Type the words again instead of pasting them",
    ),
    (
        {"text": "\ud800"},
        "“text” must not contain hidden control characters. Type the words again instead of pasting them",
    ),
    ({"at": None}, "“at” is missing; give the time, like 2021-02-01T10:00:00Z"),
    ({"at": "yesterday"}, "“at” is not a time; write it like 2021-02-01T10:00:00Z"),
    ({"at": 1612173600}, "“at” is not a time; write it like 2021-02-01T10:00:00Z"),
    ({"at": "0001-01-01T00:00:00+14:00"}, "“at” is not a time; write it like 2021-02-01T10:00:00Z"),
    ({"at": "2021-02-01T10:00:00"}, "“at” does not say its time zone; write it like 2021-02-01T10:00:00Z"),
    ({"supported_by": {"a": 1}}, "“supported_by” is an object; write a list in square brackets"),
    ({"quote": "\x00"}, "“quote” must be text of 1,000,000 characters at most, without control characters"),
    ({"kind": "remark"}, "“kind” is “remark”; write one of: comment, drafting point"),
    ({"anchor": {"version": True}}, "“version” is true; write a whole number from 1 to 2147483647"),
    ({"anchor": []}, "This is a list; write an object in curly brackets"),
]


@pytest.mark.parametrize(("changed", "what"), MISTAKES)
def test_a_mistake_is_told_with_what_to_do(changed: dict[str, Any], what: str) -> None:
    assert faults({**COMMENT, **changed})[0] == f"line 1: {what}"


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        (
            {"disposition": "yes"},
            "“disposition” is “yes”; write one of: accepted, accepted in part, already covered, not ",
        ),
        ({"released": "yes"}, "“released” is text; write true or false"),
        ({"approved_at": "2021-01-01T00:00:00Z"}, "An answer is written, then approved, then released; its times say "),
    ],
)
def test_a_mistake_in_an_answer_is_told(changed: dict[str, Any], what: str) -> None:
    (fault,) = faults({**RESPONSE, **changed})
    assert fault.startswith(f"line 1: {what}")


def test_every_fault_of_every_line_is_told_in_order() -> None:
    data = b"""{"type": "comment", "id": "x1", "by": "a@example.org", "stance": "object", "text": "T", "at": NaN}
{"type": "remark"}

[1]
{"type": "question"
{"type": "question", "id": "x2", "by": "a@example.org", "to": "Police", "at": "2021-02-01T10:00:00Z"}
{"id": 1, "id": 2}
{"id": %s}
%s
{"type": "comment", "id": "x2", "by": "a@example.org", "stance": "object", "text": "", "at": "2021-02-01T10:00:00Z"}
""" % (b"1" * 5000, b"[" * 100_000)
    assert faults(data) == [
        "line 1: NaN is no number; write the line again without that",
        "line 2: “type” must be one of: person, comment, question, response, declaration, line-of-enquiry, commitment, change, "
        "partner, recommendation, coverage, background-paper",
        "line 4: This is a list; write an object in curly brackets",
        "line 5: This is not JSON (Expecting ',' delimiter, at character 20); write one object on one line",
        "line 6: “parts” is missing; give the parts of the question, in a list",
        "line 7: “id” is given twice; write the line again without that",
        "line 8: A number in it is too long; write the line again without that",
        "line 9: Lists or objects stand inside each other too deep; write the line again without that",
        "line 10: “text” is missing; give it as text",
        "line 10: The id “x2” was given on line 6 already; give each item its own",
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "There is nothing in it."),
        (b" \n ", "There is nothing in it."),
        (b"\xff\xfe", "It is not text in UTF-8. Save it as UTF-8 and try again."),
        (
            b"[\n1]",
            "It is JSON, but neither lines of objects nor a file of the format consult-record/1. Write one object a line.",
        ),
        (
            b'{"format": "consult-digest/1"}',
            "It is JSON, but neither lines of objects nor a file of the format consult-record/1. Write one object a line.",
        ),
    ],
)  # fmt: skip
def test_what_is_neither_lines_nor_a_record_is_unreadable(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_record(data)
    assert error.value.reason == reason


def test_a_whole_record_says_where_in_it_a_fault_is() -> None:
    whole = {
        "format": "consult-record/1",
        "consultation": {"title": "", "opens_at": "2021-02-01T10:00:00Z"},
        "drafts": [
            {
                "version": 2,
                "title": "Draft",
                "published_at": "2021-02-01T10:00:00Z",
                "sections": [{"heading": "", "level": 9, "paragraphs": [{"text": "a", "html": "<b onclick=x>b</b>"}]}],
                "figures": [{"sha256": "00", "media_type": "image/png", "data": "!"}],
            }
        ],
        "comments": [{**COMMENT, "stance": None}],
        "people": {},
    }
    assert faults(whole) == [
        "the file: “people” is an object; write a list in square brackets",
        "comments, entry 1: “stance” is missing; write one of: support, support with conditions, object, observation",
        "drafts, entry 1: This is the draft’s version 1 and says that it is another",
        "drafts, entry 1, sections 1: “level” is 9; write a whole number from 1 to 6",
        "drafts, entry 1, sections 1, paragraphs 1: “text” is not the text of “html”; leave both as they were exported",
        "drafts, entry 1, sections 1: “heading” is missing; give it as text",
        "drafts, entry 1, figures 1: This picture is damaged; export the record again",
        "consultation: “title” is missing; give it as text",
        "consultation: “opens_at” and “closes_at” go together",
    ]


def test_markup_that_could_do_harm_is_reduced_and_the_rest_kept_to_the_letter() -> None:
    def html_of(html: str, text: str) -> str:
        paragraph = {"label": "1", "level": 0, "kind": "paragraph", "text": text, "html": html}
        whole = {
            "format": "consult-record/1", "consultation": {"title": "T"}, "drafts": [{
                "version": 1, "title": "T", "published_at": "2021-02-01T10:00:00Z",
                "sections": [{"heading": "H", "level": 1, "paragraphs": [paragraph]}],
            }],
        }  # fmt: skip
        return read(whole).versions[0].draft.sections[0].paragraphs[0].html

    kept = "a\u00a0b &amp; <strong>c</strong> &lt;d&gt;"
    assert html_of(kept, "a\u00a0b & c <d>") == kept
    assert html_of("a<script>alert(1)</script>", "a") == "a"
    assert html_of('<a href="javascript:x">a</a>', "a") == "<a>a</a>"
    assert html_of('<strong onclick="x">a</strong>', "a") == "<strong>a</strong>"
