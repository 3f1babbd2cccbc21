"""A list of people to invite, as spreadsheet programs write it."""

import pytest

from consult.domain.people import Role
from consult.domain.refusals import Refused
from consult.web.invitation_list import MOST_BYTES, TEMPLATE, Fault, Invitation, read_list

HEADER = "email,name,role,body\n"
ROLES = "Write one of: member, co-opted, chair, lead officer, officer, clerk, observer"
ANN = Invitation("a@example.org", "Councillor Ann Ásgeirsdóttir", Role.MEMBER, "Norwich City Council")
ROW = "a@example.org,Councillor Ann Ásgeirsdóttir,member,Norwich City Council\n"


def people(text: str, encoding: str = "utf-8") -> list[Invitation]:
    found, faults = read_list(text.encode(encoding))
    assert faults == []
    return found


def faults(text: str) -> list[Fault]:
    return read_list(text.encode())[1]


def reason(data: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        read_list(data)
    assert refusal.value.field == "file"
    return refusal.value.reason


def test_the_list_offered_for_filling_in_has_no_fault() -> None:
    assert people(TEMPLATE) == [
        Invitation("member@example.org", "Councillor A Member", Role.MEMBER, "Norwich City Council"),
        Invitation("lead.officer@example.org", "Head of Communities", Role.LEAD_OFFICER, "Norfolk County Council"),
        Invitation("observer@example.org", "An Observer", Role.OBSERVER, ""),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize(
    "text",
    [
        HEADER + ROW,
        (HEADER + ROW).replace(",", ";"),
        (HEADER + ROW).replace("\n", "\r\n"),
        "Role, E-mail ,BODY,Name\nMember, A@Example.org ,  Norwich   City Council,Councillor Ann Ásgeirsdóttir",
        "notes,email,name,role,body\nleft alone," + ROW,
        HEADER + "\n,,,\n" + ROW + ",,,,,\n",
        HEADER + '"a@example.org","Councillor Ann Ásgeirsdóttir","panel member","Norwich City Council"\n',
    ],
)
def test_a_list_is_read_however_a_program_writes_it(text: str, encoding: str) -> None:
    assert people(text, encoding) == [ANN]


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("member", Role.MEMBER),
        ("Panel member", Role.MEMBER),
        ("co-opted", Role.CO_OPTED),
        ("Co-opted Member", Role.CO_OPTED),
        ("CHAIR", Role.CHAIR),
        ("clerk", Role.CLERK),
        ("lead-officer", Role.LEAD_OFFICER),
        ("Lead officer", Role.LEAD_OFFICER),
        ("officer", Role.OFFICER),
        ("responding officer", Role.OFFICER),
        ("observer", Role.OBSERVER),
    ],
)
def test_roles_are_known_by_either_name(written: str, role: Role) -> None:
    assert people(f"{HEADER}a@example.org,A,{written},B\n") == [Invitation("a@example.org", "A", role, "B")]


def test_a_name_with_the_dividing_sign_in_quotation_marks() -> None:
    body = "Borough Council of King's Lynn, and West Norfolk"
    assert people(f'{HEADER}a@example.org,A,member,"{body}"\n')[0].body == body


def test_everything_wrong_is_told_at_once_by_row_and_column() -> None:
    text = (
        HEADER
        + "nobody,,Councillor,\n"
        + ",B,member,\n"
        + "c@example.org,C,officer,\n"
        + "\n"
        + f"d@example.org,{'d' * 201},,Norfolk Constabulary\n"
        + "e@example.org,E,observer,King's Lynn, West Norfolk\n"
    )
    assert faults(text) == [
        Fault(2, "email", "Enter an e-mail address in the form name@example.org"),
        Fault(2, "name", "Enter their name, as it is to be printed"),
        Fault(2, "role", f"“Councillor” is not a role. {ROLES}"),
        Fault(3, "email", "Enter their e-mail address"),
        Fault(3, "body", "Name the council that appointed the member"),
        Fault(4, "body", "Name the authority the officer answers for"),
        Fault(6, "name", "This must be 200 characters or fewer"),
        Fault(6, "role", ROLES),
        Fault(7, "", "The row has more cells than the header. Put quotation marks around a text that holds a comma"),
    ]


def test_rows_that_repeat_or_contradict_each_other() -> None:
    text = (
        HEADER
        + "a@example.org,A,member,Norwich City Council\n"
        + "A@example.org,Ann,officer,Norfolk Constabulary\n"
        + "a@example.org,A,Member,norwich city council\n"
        + "a@example.org,A,chair,Norwich City Council\n"
    )
    assert faults(text) == [
        Fault(3, "name", "Row 2 gives the same address another name, “A”. Write one of the two"),
        Fault(4, "", "This repeats row 2. Remove one of the two"),
    ]


def test_one_person_can_have_two_parts() -> None:
    rows = "a@example.org,A,lead officer,Norfolk Constabulary\na@example.org,A,observer,\n"
    assert [one.role for one in people(HEADER + rows)] == [Role.LEAD_OFFICER, Role.OBSERVER]


COLUMNS = "The first row must name the columns email, name, role, body, in any order. Missing: "


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", COLUMNS + "email, name, role, body"),
        (ROW.encode(), COLUMNS + "email, name, role, body"),
        (b"email,name,role\na@example.org,A,observer\n", COLUMNS + "body"),
        (b"email,name,role,body,name\n", "The first row names a column more than once: name"),
        (HEADER.encode(), "This list has no rows under its header. Add a row for each person"),
        (
            (HEADER + ",,,\n").encode(),
            "This list has no rows under its header. Add a row for each person",
        ),
        (
            (HEADER + ROW * 501).encode(),
            "This list has 501 rows; 500 is the most that is taken at once. Split it",
        ),
        (b"PK\x03\x04rest", "This is a workbook, not a CSV file. In Excel, choose Save As, then “CSV UTF-8”"),
        (HEADER.encode("utf-16"), "This file is not text that can be read. In Excel, choose Save As, then “CSV UTF-8”"),
        (b"\x81\x8d\x8f", "This file is not text that can be read. In Excel, choose Save As, then “CSV UTF-8”"),
        (b"x" * (MOST_BYTES + 1), "The list must be smaller than 1 MB"),
        (
            (HEADER + 'a@example.org,"A,member,B\n').encode(),
            "The rows of this file cannot be told apart: a quotation mark has no partner, or a cell is far too long",
        ),
        (
            (HEADER + "x" * 200_000).encode(),
            "The rows of this file cannot be told apart: a quotation mark has no partner, or a cell is far too long",
        ),
    ],
)
def test_what_is_no_such_list_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    assert reason(data) == said
