"""The authors' own Word file, imported as the draft, and a member's marked-up copy of the same file."""

from docx.document import Document

from consult.domain.marked_placing import place
from consult.domain.marked_proposals import Certainty
from consult.importing import read_draft
from consult.importing.marked import read_marked_copy
from tests.importing.fixtures import append_xml, define_list, in_list, level, new_document, saved
from tests.pack.drafts import published
from tests.pack.marking import Marking

BOX = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
COMMENTED = {
    "Prevent": ("Prevent", ""),
    "very large": ("Prevent, paragraph 1", "very large"),
    "districts": ("Prevent, paragraph 2(b)", "districts"),
    "next line": ("Prevent, unnumbered paragraph 1", "next line"),
    "dash": ("Prevent, unnumbered paragraph 1", "dash"),
    "typed number": ("Prevent, paragraph 7", "typed number"),
    "Bullet one": ("Prevent, unnumbered paragraph 2", "Bullet one"),
    "bold line": ("Short bold line", ""),
    "Under": ("Short bold line, unnumbered paragraph 1", "Under"),
    "Fall by": ("Short bold line, unnumbered paragraph 2", "Fall by"),
    "First item": ("Short bold line, unnumbered paragraph 2", "First item"),
    "Second item": ("Short bold line, unnumbered paragraph 2", "Second item"),
    "impact of": ("Short bold line, unnumbered paragraph 3", "impact of"),
    "decision was": ("Short bold line, unnumbered paragraph 3", "decision was"),
    "Host": ("Short bold line, unnumbered paragraph 4", "Host"),
    "In the box": ("Short bold line, unnumbered paragraph 5", "In the box"),
}


def _file() -> Document:
    document = new_document("Strategy")
    define_list(document, 50, [level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)")], {77: ""})
    document.add_heading("Prevent", 1)
    for text, depth in (
        ("The rise is very large.", 0),
        ("Work goes on with:", 0),
        ("schools", 1),
        ("the districts", 1),
    ):
        in_list(document.add_paragraph(text), 77, depth)
    lines = document.add_paragraph("A line")
    lines.add_run().add_break()
    lines.add_run("and the next line of it, soft\u00adhyphen and no\u00a0break.")
    append_xml(
        lines,
        '<w:r><w:noBreakHyphen/></w:r><w:r><w:t>dash </w:t></w:r><w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>',
    )
    document.add_paragraph("7. A typed number here.")
    document.add_paragraph("Bullet one", style="List Bullet")
    document.add_paragraph().add_run("Short bold line").bold = True
    document.add_paragraph("Under it.")
    _add_table(document)
    document.add_paragraph("The impact of")
    document.add_paragraph("the decision was large.")
    append_xml(document.add_paragraph("Host."), f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>")
    return document


def _add_table(document: Document) -> None:
    table = document.add_table(3, 2)
    for row, words in zip(
        table.rows, (("Measure", "Target"), ("Referrals", "Fall by 10%"), ("Visits", "")), strict=True
    ):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    cell = table.cell(2, 1)
    cell.paragraphs[0].text, cell.paragraphs[0].style = "First item", document.styles["List Bullet"]
    cell.add_paragraph("Second item", style="List Number")


def test_a_comment_on_each_kind_of_paragraph_finds_it() -> None:
    data = saved(_file())
    marking = Marking(data)
    for words in COMMENTED:
        marking.comment(words, "Why?")
    marking.change("Work goes", "Works go")
    proposals = place(read_marked_copy(marking.saved(), "copy.docx"), published(read_draft(data)))
    found = [
        (made.place.words if made.place else "", made.anchor.exact if made.anchor else "") for made in proposals.items
    ]
    assert sorted(found) == sorted([*COMMENTED.values(), ("Prevent, paragraph 2", "")])
    assert [made.wording for made in proposals.items if made.wording] == ["Works go on with:"]
    assert {made.certainty for made in proposals.items} == {Certainty.CERTAIN}
    assert (proposals.doubt, proposals.untracked, proposals.untaken) == ("", (), ())
