"""Paragraph numbers are those Word shows."""

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.importing.fixtures import define_list, in_list, labels, level, lines, new_document, outline, word

CLAUSES = [level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)")]


def _clauses() -> Document:
    document = new_document()
    define_list(
        document, 90, CLAUSES, {900: "", 901: '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="20"/></w:lvlOverride>'}
    )
    return document


def test_numbers_continue_across_headings_and_items_begin_again_below_each() -> None:
    document = _clauses()
    document.add_heading("Prevent", 1)
    for text, depth in (("one", 0), ("two", 0), ("a", 1), ("b", 1), ("i", 2), ("ii", 2)):
        in_list(document.add_paragraph(text), 900, depth)
    document.add_heading("County Lines", 1)
    for text, depth in (("c", 1), ("three", 0), ("a", 1)):
        in_list(document.add_paragraph(text), 900, depth)
    document.add_paragraph("Plain.")
    for text, list_id in (("twenty", 901), ("twenty-one", 900)):
        in_list(document.add_paragraph(text), list_id)
    assert labels(word(document)) == [
        "1",
        "2",
        "2(a)",
        "2(b)",
        "2(b)(i)",
        "2(b)(ii)",
        "2(c)",
        "3",
        "3(a)",
        "",
        "20",
        "21",
    ]


def test_numbered_headings_give_their_number_and_paragraphs_below_are_of_the_first_level() -> None:
    document = new_document()
    linked = ['<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading2"/>']
    define_list(
        document,
        91,
        [
            level(0, "decimal", "%1", extra=linked[0]),
            level(1, "decimal", "%1.%2", extra=linked[1]),
            level(2, "decimal", "%1.%2.%3"),
            level(3, "lowerRoman", "(%4)"),
        ],
        {910: ""},
    )
    for name in ("Heading 1", "Heading 2"):  # the style names the list; the list's level names the style
        found = parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="910"/></w:numPr>')
        document.styles[name].element.get_or_add_pPr().append(found)
    document.add_heading("Plan", 1)
    document.add_heading("Prevent", 2)
    for text, depth in (("p", 2), ("q", 2), ("r", 3)):
        in_list(document.add_paragraph(text), 910, depth)
    document.add_heading("Lines", 1)
    in_list(document.add_heading("Unnumbered", 1), 0)
    assert outline(word(document)) == [
        ("1", "Plan", 1, []),
        ("1.1", "Prevent", 2, [("1.1.1", "p"), ("1.1.2", "q"), ("1.1.2(i)", "r")]),
        ("2", "Lines", 1, []),
        ("", "Unnumbered", 1, []),
    ]


def test_legal_numbering_restarts_and_other_formats() -> None:
    document = new_document()
    define_list(
        document,
        92,
        [
            level(0, "upperRoman", "%1."),
            level(1, "decimal", "%1.%2", extra="<w:isLgl/>"),
            level(2, "decimalZero", "%3)", extra='<w:lvlRestart w:val="0"/>'),
        ],
        {920: "", 921: f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "Part %1:", start=3)}</w:lvlOverride>'},
    )
    document.add_heading("A", 1)
    for text, list_id, depth in (
        ("a", 920, 0),
        ("b", 920, 1),
        ("c", 920, 2),
        ("d", 920, 1),
        ("e", 920, 2),
        ("f", 920, 0),
        ("g", 921, 0),
    ):
        in_list(document.add_paragraph(text), list_id, depth)
    assert labels(word(document)) == ["I", "1.1", "1.1(01)", "1.2", "1.2(02)", "II", "Part C"]


def test_words_own_list_styles_and_bullets() -> None:
    document = new_document()
    document.add_heading("A", 1)
    for text, style in (
        ("x", "List Number"),
        ("y", "List Number 2"),
        ("z", "List Number"),
        ("b", "List Bullet"),
        ("c", "List Bullet 2"),
    ):
        document.add_paragraph(text, style=style)
    assert lines(word(document)) == [
        ("1", 0, "paragraph", "x"),
        ("1(1)", 1, "item", "y"),
        ("2", 0, "paragraph", "z"),
        ("", 1, "item", "b"),
        ("", 2, "item", "c"),
    ]


def test_a_lettered_list_of_its_own_hangs_below_the_numbered_paragraph_before_it() -> None:
    document = _clauses()
    define_list(
        document,
        93,
        [level(0, "lowerLetter", "%1)")],
        {930: "", 931: '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'},
    )
    document.add_heading("A", 1)
    for text, list_id in (("one", 900), ("a", 930), ("b", 930), ("two", 900), ("a", 931), ("b", 931)):
        in_list(document.add_paragraph(text), list_id)
    assert labels(word(document)) == ["1", "1(a)", "1(b)", "2", "2(a)", "2(b)"]


def test_a_numbering_style_lends_its_levels() -> None:
    document = new_document()
    define_list(document, 94, [level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)")], {940: ""})
    root = document.part.numbering_part._element
    definitions = {a.get(f"{{{root.nsmap['w']}}}abstractNumId"): a for a in root}
    definitions["94"].insert(1, parse_xml(f'<w:styleLink {nsdecls("w")} w:val="Clauses"/>'))
    define_list(document, 95, ['<w:numStyleLink w:val="Clauses"/>'], {950: ""})
    document.add_heading("A", 1)
    for text, list_id, depth in (("x", 950, 0), ("y", 950, 1), ("z", 940, 0)):
        in_list(document.add_paragraph(text), list_id, depth)
    assert labels(word(document)) == ["1", "1(a)", "2"]


def test_numbers_typed_by_hand_count_like_automatic_ones() -> None:
    document = new_document()
    for text, style in (
        ("3. County Lines", "Heading 1"),
        ("6. Key areas:", None),
        ("a) Increased risk", None),
        ("b) Other", None),
        ("(iv) stands alone", None),
        ("7.\tNext", None),
    ):
        document.add_paragraph(text, style=style)
    assert outline(word(document)) == [
        (
            "3",
            "County Lines",
            1,
            [
                ("6", "Key areas:"),
                ("6(a)", "Increased risk"),
                ("6(b)", "Other"),
                ("6(b)(iv)", "stands alone"),
                ("7", "Next"),
            ],
        )
    ]


def test_paragraphs_in_tables_are_counted_and_keep_their_number_in_the_cell() -> None:
    document = _clauses()
    document.add_heading("A", 1)
    in_list(document.add_paragraph("one"), 900)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "two", "plain"
    in_list(table.cell(0, 0).paragraphs[0], 900)
    in_list(document.add_paragraph("three"), 900)
    assert [(label, text) for label, _, _, text in lines(word(document))] == [
        ("1", "one"),
        ("", "2. two\tplain"),
        ("3", "three"),
    ]


def test_a_list_that_is_switched_off_and_one_that_does_not_exist_show_nothing() -> None:
    document = _clauses()
    document.add_heading("A", 1)
    in_list(document.add_paragraph("Off.", style="List Number"), 0)
    in_list(document.add_paragraph("Nowhere."), 4321)
    assert labels(word(document)) == ["", ""]
