"""The redline of a whole redraft: both drafts can be had back from it, and moves, splits and mergers are told as such."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.domain.draft import Draft, Kind, Paragraph, Section
from consult.domain.marked_words import Bit, bits
from consult.domain.markup import escape
from consult.domain.pairing import Pairing, pair
from consult.domain.redlining import redline
from consult.domain.redraft_lines import Line, Redline, after, before, line_html, only_changed
from consult.domain.tables import Table, table
from tests.domain.test_redline_words import assert_well_formed
from tests.redrafts import redraft

DUTY = "The 1998 Act requires the authorities to produce a strategy, to carry it out, and to keep it under review each year."
MEETINGS = (
    "The partnership meets four times a year, and between meetings three groups carry out its work in the districts."
)
MONEY = (
    "The partnership has no budget in its own right. Projects are paid for by grants that end in March of each year."
)
PROMISE = "Every authority will publish its figures by the end of June, subject to the agreement of the partnership."


def draft(*sections: tuple[str, list[str | Paragraph]]) -> Draft:
    made = []
    labels = iter(range(1, 100))
    for heading, held in sections:
        paragraphs = (Paragraph(one, escape(one), str(next(labels))) if isinstance(one, str) else one for one in held)
        made.append(Section(heading, 1, "", tuple(paragraphs)))
    return Draft("A strategy", tuple(made))


def made(old: Draft, new: Draft) -> Redline:
    return redline(pair(old, new))


def told(found: Redline) -> list[tuple[str, str | None, str | None, str]]:
    """Each line: what became of it, its old and its new label, and its words."""
    return [
        (line.was.value, line.old_label, line.new_label, line_html(line))
        for section in found.sections
        for line in section.lines
    ]


def content(paragraph: Paragraph) -> tuple[Bit, ...] | Table:
    return table(paragraph.html) if paragraph.kind is Kind.TABLE else bits(paragraph.html)


def assert_whole(pairing: Pairing) -> Redline:
    """The redline gives both drafts back, in the order of the new one, and is well-formed throughout."""
    found = redline(pairing)
    assert before(found) == {n: content(one) for n, one in enumerate(pairing.old.paragraphs)}
    assert after(found) == {n: content(one) for n, one in enumerate(pairing.new.paragraphs)}
    lines = [line for section in found.sections for line in section.lines]
    assert [line.new for line in lines if line.new is not None] == list(range(len(pairing.new.paragraphs)))
    assert [section.new for section in found.sections if section.new is not None] == list(
        range(len(pairing.new.sections))
    )
    for line in lines:
        assert_well_formed(line_html(line))
    assert_linked(lines)
    return found


def assert_linked(lines: list[Line]) -> None:
    """What moved is shown where it was and where it is, each naming the other."""
    from_there = {(line.old[0], line.moved_to) for line in lines if line.moved_to is not None}
    to_here = {(line.moved_from, line.new) for line in lines if line.moved_from is not None and line.was == "moved"}
    assert from_there == to_here


@pytest.mark.parametrize("seed", range(1, 6))
def test_made_up_redrafts_can_be_had_back(seed: int) -> None:
    truth = redraft(3_000, seed, comments=0)
    assert_whole(pair(truth.old, truth.new))
    assert_whole(pair(truth.new, truth.old))


TABLE = "<table><tbody><tr><td>Lights</td>\t<td>17</td></tr>\n<tr><td>Cameras</td>\t<td>3</td></tr></tbody></table>"
PIECES: tuple[str | Paragraph, ...] = (
    DUTY, MEETINGS, MONEY, PROMISE, f"{MONEY} {PROMISE}", f"{DUTY} {MEETINGS}", DUTY.replace("each year", "yearly"), "", "Owner:",
    Paragraph(MONEY, f"<em>{MONEY[:10]}</em>{MONEY[10:]}", "", 1, Kind.ITEM),
    Paragraph("Lights\t17\nCameras\t3", TABLE, kind=Kind.TABLE),
    Paragraph("Lights\t18\nCameras\t3", TABLE.replace("17", "18"), kind=Kind.TABLE),
    Paragraph("", '<img src="figure:ab" alt="Calls">', kind=Kind.FIGURE),
    Paragraph("", '<img src="figure:cd" alt="Calls by month">', kind=Kind.FIGURE),
)  # fmt: skip


def drafts() -> st.SearchStrategy[Draft]:
    headings = st.sampled_from(["Duty", "Money", "Actions", "Actions"])
    sections = st.tuples(headings, st.lists(st.sampled_from(PIECES), max_size=5))
    return st.lists(sections, max_size=4).map(lambda held: draft(*held))


@settings(max_examples=150, deadline=None)
@given(drafts(), drafts())
def test_any_two_drafts_can_be_had_back(old: Draft, new: Draft) -> None:
    assert_whole(pair(old, new))


def test_an_edit_among_what_stayed_and_a_number_that_changed() -> None:
    old = draft(("Duty", [DUTY, MONEY]))
    found = made(old, draft(("Duty", [PROMISE, DUTY, MONEY.replace("no budget", "a budget")])))
    assert told(found) == [
        ("new", "", "1", f"<ins>{PROMISE}</ins>"),
        ("same", "1", "2", DUTY),
        ("edited", "2", "3", MONEY.replace("no budget", "<del>no</del><ins>a</ins> budget")),
    ]
    assert [label for _, _, label, _ in told(only_changed(found))] == ["1", "3"]


def test_deleted_where_it_stood() -> None:
    found = made(draft(("Duty", [DUTY, MONEY, MEETINGS])), draft(("Duty", [DUTY, MEETINGS])))
    assert told(found) == [
        ("same", "1", "1", DUTY),
        ("deleted", "2", "", f"<del>{MONEY}</del>"),
        ("same", "3", "2", MEETINGS),
    ]


def test_moved_and_edited_on_the_way() -> None:
    old = draft(("Duty", [DUTY, MONEY]), ("Meetings", [MEETINGS, PROMISE]))
    found = made(old, draft(("Duty", [DUTY]), ("Meetings", [MEETINGS, MONEY.replace("no ", "little "), PROMISE])))
    duty, meetings = found.sections
    assert [(line.was, line.moved_to, line.moved_from) for line in duty.lines] == [
        ("same", None, None),
        ("moved", 2, None),
    ]
    assert [(line.was, line.moved_to, line.moved_from) for line in meetings.lines] == [
        ("same", None, None),
        ("moved", None, 1),
        ("same", None, None),
    ]
    assert line_html(duty.lines[1]) == f"<del>{MONEY}</del>"
    assert line_html(meetings.lines[1]) == MONEY.replace("no ", "<del>no</del><ins>little</ins> ")


def test_split_and_merged() -> None:
    first, second = MONEY[:47], MONEY[48:]
    whole, cut = draft(("Money", [DUTY, MONEY])), draft(("Money", [DUTY, first, second]))
    assert told(made(whole, cut))[1:] == [
        ("split", "2", "2", f"{first}<del> </del>"),
        ("split", "2", "3", f"<ins>¶</ins>{second}"),
    ]
    assert told(made(cut, whole))[1:] == [("merged", "2, 3", "2", f"{first}<del>¶</del><ins> </ins>{second}")]


def test_sections_moved_deleted_renamed_and_new() -> None:
    old = draft(("Duty", [DUTY]), ("Money", [MONEY]), ("Meetings", [MEETINGS]))
    new = draft(("Meetings and groups", [MEETINGS]), ("Duty", [DUTY]), ("Promises", [PROMISE]))
    found = assert_whole(pair(old, new))
    assert [(one.was.value, one.old, one.new, one.moved_from, one.moved_to) for one in found.sections] == [
        ("moved", (2,), 0, 2, None),
        ("same", (0,), 1, None, None),
        ("deleted", (1,), None, None, None),
        ("moved", (2,), None, None, 0),
        ("new", (), 2, None, None),
    ]
    assert [len(one.lines) for one in found.sections] == [1, 1, 1, 0, 1]
    assert [one.new for one in only_changed(found).sections] == [0, None, None, 2]


def test_nothing_changed() -> None:
    same = draft(("Duty", [DUTY, MONEY]), ("Meetings", [MEETINGS]))
    assert only_changed(made(same, same)).sections == ()
