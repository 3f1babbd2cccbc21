"""A filled-in form against the draft: loosely where nobody could mistake it, strictly where somebody could."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from consult.actions.receiving import LONGEST_TEXT as LONGEST_RECEIVED
from consult.domain.dispositions import Kind, Stance
from consult.domain.response_form import (
    EXTRA_ROW,
    LONGEST_TEXT,
    Entries,
    Entry,
    FilledForm,
    FilledRow,
    Form,
    FormParagraph,
    FormSection,
    Layout,
    Report,
    RowReport,
    check,
    form_rows,
    identity_of,
)

DRAFT = Form(
    slug="strategy",
    title="Strategy",
    version=1,
    whole=True,
    sections=(
        FormSection(
            "s1", "Aims", (FormParagraph("p1", "1", "We aim high."), FormParagraph("p2", "2", "And far.")), "1"
        ),
        FormSection("s2", "Prevent", (FormParagraph("p3", "3", "First."), FormParagraph("p4", "", "A\tB\nC\tD")), "2"),
        FormSection("s3", "Young people", (FormParagraph("p5", "3(a)", "Second."),), "2.1", 2),
        FormSection("s4", "Prevent", (FormParagraph("p6", "1", "Third."), FormParagraph("p7", "", "")), "3"),
        FormSection("s5", "12", ()),
    ),
)
SAID = {"stance": "support", "comment": "Good."}


def form(*rows: Mapping[str, str], layout: Layout = Layout.RESPONSE, made_from: Form = DRAFT) -> FilledForm:
    """A form with these rows filled in, numbered from 2."""
    read = tuple(FilledRow(n, cells) for n, cells in enumerate(rows, 2))
    return FilledForm(identity_of(made_from, layout), "Comments", read)


def taken(filled: FilledForm) -> tuple[Entry, ...]:
    found = check(filled, DRAFT)
    assert isinstance(found, Entries), found
    return found.entries


def faults(filled: FilledForm, draft: Form = DRAFT) -> tuple[RowReport, ...]:
    found = check(filled, draft)
    assert isinstance(found, Report)
    return found.faults


def further(**said: str) -> dict[str, str]:
    return {"row": EXTRA_ROW, **SAID, **said}


def iso(**said: str) -> dict[str, str]:
    return {"type": "te", "comment": "Good.", **said}


def place(row: Mapping[str, str], layout: Layout = Layout.RESPONSE) -> tuple[str, str] | str:
    """The keys of the place, or the reason why it cannot be told."""
    found = check(form(row, layout=layout), DRAFT)
    if isinstance(found, Entries):
        return found.entries[0].section_key, found.entries[0].paragraph_key
    return str(found.faults[0])


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("Support", Stance.SUPPORT),
        (" SUPPORT. ", Stance.SUPPORT),
        ("agree", Stance.SUPPORT),
        ("In favour", Stance.SUPPORT),
        ("Support\nwith conditions", Stance.SUPPORT_WITH_CONDITIONS),
        ("support – with conditions", Stance.SUPPORT_WITH_CONDITIONS),
        ("Conditional support", Stance.SUPPORT_WITH_CONDITIONS),
        ("oppose", Stance.OBJECT),
        ("Objection", Stance.OBJECT),
        ("Do not support", Stance.OBJECT),
        ("Observations", Stance.OBSERVATION),
        ("neutral", Stance.OBSERVATION),
    ],
)
def test_views_are_taken_in_any_words_that_cannot_be_mistaken(words: str, stance: Stance) -> None:
    assert [one.stance for one in taken(form(further(section="Aims", stance=words)))] == [stance]


@pytest.mark.parametrize("words", ["", "yes", "Suport", "support?", "support/object", "support object", "4"])
def test_other_words_are_no_view(words: str) -> None:
    said = [str(fault) for fault in faults(form(further(section="Aims", stance=words)))]
    assert len(said) == 1
    assert said[0].startswith("Comments, row 2, Your view: ")
    assert said[0].endswith("Choose one of: Support, Support with conditions, Object, Observation.")


def test_every_printed_view_is_understood() -> None:
    rows = [further(section="Aims", stance=one.wording) for one in Stance]
    assert [one.stance for one in taken(form(*rows))] == list(Stance)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        # a paragraph's number
        ({"paragraph": "2"}, ("s1", "p2")),
        ({"paragraph": "Paragraph 2."}, ("s1", "p2")),
        ({"paragraph": "para 3 (A)"}, ("s3", "p5")),
        (
            {"paragraph": "1"},
            "There is more than one paragraph 1 in the draft: “1 Aims, paragraph 1”, “3 Prevent, paragraph 1”",
        ),
        ({"section": "3", "paragraph": "1"}, ("s4", "p6")),
        ({"section": "1 Aims", "paragraph": "1"}, ("s1", "p1")),
        ({"section": "2", "paragraph": "3(a)"}, ("s3", "p5")),  # beneath the section
        ({"paragraph": "99"}, "There is no paragraph 99 in the draft, which has 1 to 1."),
        ({"section": "Aims", "paragraph": "3"}, "There is no paragraph 3 under “1 Aims”, which has 1 to 2."),
        # what has no number
        ({"section": "2", "paragraph": "unnumbered 1"}, ("s2", "p4")),
        ({"section": "3", "paragraph": "Unnumbered paragraph 1"}, ("s4", "p7")),
        ({"paragraph": "unnumbered 1"}, "More than one section has a paragraph unnumbered 1."),
        ({"section": "Aims", "paragraph": "unnumbered 1"}, "There is no paragraph unnumbered 1 under “1 Aims”."),
        # a section, by number or heading
        ({"section": "aims"}, ("s1", "")),
        ({"section": "Aims", "paragraph": "whole section"}, ("s1", "")),
        ({"section": "Section 2.1"}, ("s3", "")),
        ({"section": "§ 3"}, ("s4", "")),
        ({"section": "clause 1"}, ("s1", "")),
        ({"section": "Young  people"}, ("s3", "")),
        ({"section": "Prevent"}, "“Prevent” could be more than one section: “2 Prevent”, “3 Prevent”."),
        ({"section": "2 prevent"}, ("s2", "")),
        ({"section": "Punish"}, "The draft has neither a section nor a paragraph “Punish”."),
        ({"section": "Punish", "paragraph": "1"}, "The draft has no section “Punish”."),
        # a number that is a section's and a paragraph's
        ({"section": "1"}, "“1” is a section and also a paragraph."),
        ({"section": "1", "paragraph": "whole section"}, ("s1", "")),
        ({"section": "12"}, ("s5", "")),
        ({"section": "3(a)"}, ("s3", "p5")),
        ({"section": "paragraph 3(a)"}, ("s3", "p5")),
        # the whole draft
        ({"section": "The whole draft"}, ("", "")),
        ({"type": "ge"}, ("", "")),
        ({"type": "ge", "section": "general"}, ("", "")),
        ({}, "It is not said where this belongs."),
    ],
)
def test_a_place_is_found_by_number_or_heading_and_never_guessed(
    said: dict[str, str], found: tuple[str, str] | str
) -> None:
    where = place(iso(**said), Layout.ISO)
    if isinstance(found, tuple):
        assert where == found
    else:
        assert isinstance(where, str)
        assert found in where


def test_two_sections_of_one_name_and_number_are_told_apart_by_nobody() -> None:
    twin = replace(DRAFT, sections=(*DRAFT.sections, FormSection("s6", "Young people", (), "2.1")))
    found = check(form(iso(section="2.1"), layout=Layout.ISO, made_from=twin), twin)
    assert isinstance(found, Report)
    assert "could be more than one section: “2.1 Young people”, “2.1 Young people”" in str(found.faults[0])


@pytest.mark.parametrize(
    ("said", "kind"),
    [("ge", Kind.COMMENT), ("TE", Kind.COMMENT), ("ed.", Kind.DRAFTING_POINT), ("Editorial", Kind.DRAFTING_POINT)],
)
def test_isos_types(said: str, kind: Kind) -> None:
    assert taken(form(iso(section="Aims", type=said), layout=Layout.ISO)) == (
        Entry(2, "s1", "", Stance.OBSERVATION, "Good.", kind=kind),
    )


@pytest.mark.parametrize(
    ("change", "text", "suggested"),
    [
        ("We aim very high.", "Good.", "We aim very high."),
        ("Delete the second half of it", "Good.\n\nProposed change: Delete the second half of it", ""),
    ],
)
def test_a_proposed_change_is_wording_where_it_reads_like_the_paragraph(change: str, text: str, suggested: str) -> None:
    entry = taken(form(iso(section="Aims", paragraph="1", suggested=change), layout=Layout.ISO))[0]
    assert (entry.text, entry.suggested) == (text, suggested)


def test_a_row_of_the_form_stands_for_its_paragraph() -> None:
    rows = {row.number: row for row in form_rows(DRAFT)}
    assert [(n, row.section, row.paragraph, row.text) for n, row in rows.items()][:3] == [
        (2, "The whole draft", "", "(For comments on the draft as a whole.)"),
        (3, "1 Aims", "whole section", "(For comments on this section as a whole.)"),
        (4, "1 Aims", "1", "We aim high."),
    ]
    given = [{**as_read(row), **SAID} for row in rows.values()]
    assert [(one.section_key, one.paragraph_key) for one in taken(form(*given))] == [
        (row.section_key, row.paragraph_key) for row in rows.values()
    ]


def as_read(row) -> dict[str, str]:  # type: ignore[no-untyped-def]
    return {"row": str(row.number), "section": row.section, "paragraph": row.paragraph, "text": row.text}


def test_words_across_the_cells_of_a_table_are_found() -> None:
    row = next(row for row in form_rows(DRAFT) if row.paragraph_key == "p4")
    assert row.text == "A | B\nC | D"
    entry = taken(form({**as_read(row), **SAID, "quote": "B\nC | D"}))[0]
    assert entry.anchor is not None
    assert (entry.anchor.exact, entry.anchor.start) == ("B\nC\tD", 2)


def test_what_programs_change_by_themselves_is_no_alteration() -> None:
    row = next(row for row in form_rows(DRAFT) if row.paragraph_key == "p1")
    given = {**as_read(row), "text": " We  aim\u200b high.\n", "section": "1\u00a0Aims"}
    assert len(taken(form({**given, **SAID}))) == 1


def test_the_same_words_on_another_place_or_in_another_view_are_another_comment() -> None:
    rows = [further(paragraph="2"), further(section="Aims"), further(paragraph="2", stance="object")]
    assert len(taken(form(*rows))) == 3


def test_the_same_comment_twice_is_noticed_however_its_place_is_written() -> None:
    said = faults(form(further(paragraph="2"), further(section="1 Aims", paragraph="para 2", stance="agree")))
    assert [str(one) for one in said] == [
        "Comments, row 3, Comment: The same comment stands in row 2. Empty one of the two."
    ]


def test_everything_wrong_is_told_at_once_and_nothing_taken() -> None:
    rows = [further(paragraph="2"), further(), further(paragraph="99", stance="maybe", quote="words")]
    assert [(one.row, one.column) for one in faults(form(*rows))] == [
        (3, "Paragraph"),
        (4, "Paragraph"),
        (4, "Your view"),
    ]


def test_what_was_wrong_with_the_file_comes_first() -> None:
    of_the_file = RowReport(None, "", "", "There are notes.", "Delete them.")
    of_a_row = RowReport(2, "Comments", "Comment", "There is a formula.", "Write words.")
    read = replace(form(further(), further(paragraph="99")), faults=(of_a_row, of_the_file))
    assert [(one.row, one.wrong) for one in faults(read)] == [
        (None, "There are notes."),
        (2, "There is a formula."),
        (2, "It is not said where this belongs."),
        (3, "There is no paragraph 99 in the draft, which has 1 to 1."),
    ]


def test_a_cell_that_could_not_be_read_is_not_judged() -> None:
    row = FilledRow(2, {"row": EXTRA_ROW, "paragraph": "2", "stance": "support"}, spoilt=frozenset({"comment"}))
    fault = RowReport(2, "Comments", "Comment", "There is a formula.", "Write words.")
    read = FilledForm(identity_of(DRAFT, Layout.RESPONSE), "Comments", (row,), (fault,))
    assert faults(read) == (fault,)


def test_a_council_alone_is_not_a_comment() -> None:
    rows = [{"council": "Norwich City Council"}, iso(section="Aims", council=" Norwich  City Council ")]
    assert [(one.row, one.council) for one in taken(form(*rows, layout=Layout.ISO))] == [(3, "Norwich City Council")]


def test_a_form_of_one_section_knows_no_other() -> None:
    part = replace(DRAFT, sections=DRAFT.sections[:1], whole=False)
    assert taken(form(further(paragraph="1"), made_from=part))[0].paragraph_key == "p1"
    assert "There is no paragraph 3 in this form" in str(faults(form(further(paragraph="3"), made_from=part))[0])


@pytest.mark.parametrize(
    "other",
    [
        {"slug": "another"},
        {"version": 2},
        {"sections": DRAFT.sections[:2]},
        {"sections": (*DRAFT.sections[:-1], replace(DRAFT.sections[-1], heading="13"))},
        {"sections": (*DRAFT.sections[:-1], replace(DRAFT.sections[-1], key="s9"))},
    ],
)
def test_a_form_of_another_draft_is_refused_whole(other: dict[str, object]) -> None:
    another = replace(DRAFT, **other)  # type: ignore[arg-type]
    said = faults(form(further(paragraph="2"), made_from=another))
    assert [(one.row, one.column) for one in said] == [(None, "")]


def test_the_forms_and_the_pages_take_comments_of_one_length() -> None:
    assert LONGEST_TEXT == LONGEST_RECEIVED


def test_what_was_read_can_be_kept_while_it_is_confirmed() -> None:
    assert json.dumps([dict(row.cells) for row in form(further(paragraph="2")).rows])
