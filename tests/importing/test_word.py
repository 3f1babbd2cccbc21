"""What else a Word document holds: tables, figures, footnotes, comments, tracked changes, boxes, controls."""

import io

from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from consult.importing import read_draft
from tests.importing.fixtures import (
    PNG,
    append_xml,
    faithful,
    labels,
    lines,
    new_document,
    outline,
    said,
    saved,
    with_footnote,
    with_parts,
    word,
)


def _tracked(kind: str, text: str, number: int, author: str = "Officer") -> str:
    tag = "delText" if kind in ("del", "moveFrom") else "t"
    return f'<w:{kind} w:id="{number}" w:author="{author}"><w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r></w:{kind}>'


def test_the_title_style_names_the_draft_and_is_no_section() -> None:
    document = new_document("Strategy 2021-2025")
    document.add_paragraph("Before any heading.")
    document.add_heading("Prevent", 1)
    document.add_heading("Referrals", 2)
    document.add_paragraph("Text.")
    draft = word(document)
    assert draft.title == "Strategy 2021-2025"
    assert outline(draft) == [
        ("", "Introduction", 1, [("", "Before any heading.")]),
        ("", "Prevent", 1, []),
        ("", "Referrals", 2, [("", "Text.")]),
    ]


def test_the_files_own_title_is_used() -> None:
    document = new_document()
    document.core_properties.title = "The plan"
    document.add_heading("A", 1)
    document.add_heading("B", 1)
    assert word(document).title == "The plan"


def test_headings_by_outline_level_or_a_style_based_on_one() -> None:
    document = new_document()
    style = document.styles.add_style("Chapter", 1)
    style.base_style = document.styles["Heading 2"]
    document.add_heading("One", 1)
    document.add_heading("Other", 1)
    document.add_paragraph("Two", style="Chapter")
    third = document.add_paragraph("Three")
    third._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="2"/>'))
    document.add_paragraph("x")
    assert [(s.heading, s.level) for s in word(document).sections] == [
        ("One", 1),
        ("Other", 1),
        ("Two", 2),
        ("Three", 3),
    ]


def test_emphasis_links_and_line_breaks() -> None:
    document = new_document()
    document.add_heading("A", 1)
    paragraph = document.add_paragraph("Plain ")
    paragraph.add_run("bo").bold = True
    paragraph.add_run("ld").bold = True
    paragraph.add_run(" and strong", style="Strong")
    paragraph.add_run(" 2").font.superscript = True
    paragraph.add_run().add_break()
    target = document.part.relate_to(
        "https://example.org/",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    paragraph._p.append(
        parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{target}"><w:r><w:t>link</w:t></w:r></w:hyperlink>')
    )
    draft = word(document)
    assert draft.sections[0].paragraphs[0].html == (
        'Plain <strong>bold and strong</strong><sup> 2</sup><br>\n<a href="https://example.org/">link</a>'
    )
    assert faithful(draft)


def test_tables_keep_header_rows_and_merged_cells() -> None:
    document = new_document()
    document.add_heading("A", 1)
    table = document.add_table(3, 2)
    for row, words in zip(table.rows, (("H", "I"), ("1", "2"), ("3", "")), strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    table.cell(2, 0).merge(table.cell(2, 1))
    nested = table.cell(1, 1).add_table(1, 2)
    nested.cell(0, 0).text, nested.cell(0, 1).text = "n", "m"
    draft = word(document)
    assert draft.sections[0].paragraphs[0].html == (
        '<table><thead><tr><th scope="col">H</th>\t<th scope="col">I</th></tr></thead>\n'
        '<tbody><tr><td>1</td>\t<td>2<br> n | m</td></tr>\n<tr><td colspan="2">3</td></tr></tbody></table>'
    )
    assert [what for _, what in said(draft)] == ["A table inside a table was made into lines of text."]


def test_figures_with_and_without_a_description() -> None:
    document = new_document()
    document.add_heading("A", 1)
    for alt in ("A chart of referrals", ""):
        document.add_picture(io.BytesIO(PNG))
        properties = document.paragraphs[-1]._p.xpath(".//wp:docPr")[0]
        properties.set("descr", alt)
    draft = word(document)
    (figure,) = draft.figures
    assert [(p.kind.value, p.html) for p in draft.sections[0].paragraphs] == [
        ("figure", f'<img src="figure:{figure.sha256}" alt="A chart of referrals">'),
        ("figure", f'<img src="figure:{figure.sha256}" alt="">'),
    ]
    assert [(w.section, w.paragraph, w.what) for w in draft.warnings] == [
        (0, 1, "This figure has no description (alt text). Write one, for people who cannot see it.")
    ]


def test_a_picture_that_is_none_is_left_out_and_reported() -> None:
    document = new_document()
    document.add_heading("A", 1)
    document.add_picture(io.BytesIO(PNG))
    document.add_paragraph("After.")

    def spoil(parts: dict[str, bytes]) -> None:
        parts.update({name: b"GIFno" for name in parts if name.startswith("word/media/")})

    draft = read_draft(with_parts(saved(document), spoil))
    assert (draft.figures, labels(draft)) == ((), [""])
    assert said(draft)[0][1].startswith("A picture was left out: it is not a PNG, JPEG, GIF or WebP file.")


def test_footnotes_stand_at_the_end_of_the_section_that_refers_to_them() -> None:
    assert lines(read_draft(with_footnote("Figures of 2020."))) == [
        ("", 0, "paragraph", "Referrals fell[1]."),
        ("[1]", 0, "note", "Figures of 2020."),
        ("", 0, "paragraph", "Other text."),
    ]


def test_margin_comments_are_reported_with_author_and_words() -> None:
    document = new_document()
    document.add_heading("Prevent", 1)
    document.add_paragraph("Fine.")
    paragraph = document.add_paragraph("The rise is ")
    document.add_comment(paragraph.add_run("very large"), "By how much?", author="Clerk", initials="C")
    assert said(word(document)) == [
        ("Prevent, unnumbered paragraph 2", "Margin comment by Clerk on “very large”: “By how much?”")
    ]


def test_tracked_changes_are_taken_as_accepted_and_reported_with_their_place() -> None:
    document = new_document()
    document.add_heading("Prevent", 1)
    first = document.add_paragraph("The plan ")
    append_xml(
        first,
        _tracked("ins", "now ", 1)
        + _tracked("del", "never ", 2)
        + "<w:r><w:t>runs.</w:t></w:r>"
        + _tracked("moveFrom", " Moved.", 3),
    )
    second = document.add_paragraph("Then. ")
    append_xml(second, _tracked("moveTo", "Moved.", 4))
    draft = word(document)
    assert [text for *_, text in lines(draft)] == ["The plan now runs.", "Then. Moved."]
    assert said(draft) == [
        ("The whole draft", "Tracked changes were taken as accepted: 1 insertion, 1 deletion, 1 move in all."),
        (
            "Prevent, unnumbered paragraph 1",
            "Tracked changes were taken as accepted here: 1 insertion, 1 deletion (“now”, “never”).",
        ),
        ("Prevent, unnumbered paragraph 2", "Tracked changes were taken as accepted here: 1 move (“Moved.”)."),
    ]


def test_a_deleted_paragraph_end_joins_the_paragraphs_and_is_not_counted_in_the_numbers() -> None:
    document = new_document()
    document.add_heading("A", 1)
    for text in ("One ", "two.", "Three."):
        document.add_paragraph(text, style="List Number")
    ends = '<w:rPr {}><w:del w:id="9" w:author="x"/></w:rPr>'.format(nsdecls("w"))
    document.paragraphs[1]._p.get_or_add_pPr().append(parse_xml(ends))
    assert [(label, text) for label, _, _, text in lines(word(document))] == [("1", "One two."), ("2", "Three.")]


def test_text_in_boxes_controls_fields_and_equations_does_not_vanish() -> None:
    document = new_document()
    document.add_heading("A", 1)
    host = document.add_paragraph("Host.")
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    append_xml(
        host,
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        + box
        + "</wps:txbx></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox>" + box + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    inside = document.add_paragraph("Some ")
    append_xml(inside, "<w:sdt><w:sdtContent><w:r><w:t>controlled</w:t></w:r></w:sdtContent></w:sdt>")
    append_xml(inside, "<w:fldSimple w:instr='DATE'><w:r><w:t xml:space='preserve'> field</w:t></w:r></w:fldSimple>")
    append_xml(inside, "<m:oMath><m:r><m:t>=2x</m:t></m:r></m:oMath><w:r><w:cr/><w:t>next</w:t></w:r>")
    draft = word(document)
    assert [text for *_, text in lines(draft)] == ["Host.", "In the box.", "Some controlled field=2x\nnext"]
    assert said(draft) == [
        (
            "A, unnumbered paragraph 2",
            "This text stands in a text box in the file. It was put after the paragraph the box is fixed to.",
        ),
        ("A, unnumbered paragraph 3", "An equation was reduced to its characters. Check it against the file."),
    ]


def test_hidden_text_and_the_table_of_contents_are_left_out_and_reported() -> None:
    document = new_document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Prevent 3", style="toc 1")
    document.add_heading("Prevent", 1)
    document.add_paragraph("Seen. ").add_run("Unseen.").font.hidden = True
    draft = word(document)
    assert lines(draft) == [("", 0, "paragraph", "Seen.")]
    assert said(draft) == [
        ("The whole draft", "Hidden text, which Word does not show, was left out (1 pieces)."),
        ("The whole draft", "The file's table of contents was left out: it is made anew from the headings."),
    ]


def test_bold_by_style_makes_a_heading_and_a_page_break_keeps_words_apart() -> None:
    document = new_document()
    style = document.styles.add_style("Emphatic", 1)
    style.font.bold = True
    document.add_heading("A", 1)
    document.add_paragraph("What we heard", style="Emphatic")
    run = document.add_paragraph("cut").add_run()
    run.add_break(WD_BREAK.PAGE)
    run.add_text("here.")
    draft = word(document)
    assert (draft.title, [(s.heading, s.level) for s in draft.sections]) == ("A", [("What we heard", 1)])
    assert [text for *_, text in lines(draft)] == ["cut here."]
