"""A draft exported as an HTML page."""

from consult.importing import read_draft
from tests.importing.fixtures import faithful, labels, lines, outline, page, said


def test_nested_boxes_and_inline_styles_are_seen_through() -> None:
    draft = page(
        '<div><div style="font:x"><h1>Plan</h1><div><h2>1. Prevent</h2><div>1.1 Some&nbsp;<b>bold</b><i> and</i> words.</div>'
        "<div>1.2 Second:<br>(a) one;<br>(b) two;<br>(i) deeper</div></div></div></div><h2>2. Lines</h2><p>x</p>"
    )
    assert outline(draft) == [
        (
            "1",
            "Prevent",
            1,
            [
                ("1.1", "Some bold and words."),
                ("1.2", "Second:"),
                ("1.2(a)", "one;"),
                ("1.2(b)", "two;"),
                ("1.2(b)(i)", "deeper"),
            ],
        ),
        ("2", "Lines", 1, [("", "x")]),
    ]
    assert draft.sections[0].paragraphs[0].html == "Some <strong>bold</strong><em> and</em> words."


def test_list_numbers_are_those_a_browser_shows() -> None:
    draft = page(
        '<h1>A</h1><ol start="3"><li>c<ol type="a"><li>ca<li>cb<ol type="i"><li>cbi</ol></ol>'
        '<li value="9"><p>Nine</p><p>More of it.</p></ol>'
        '<ol type="I"><li>one</ol>'
    )
    assert lines(draft) == [
        ("3", 0, "paragraph", "c"),
        ("3(a)", 1, "item", "ca"),
        ("3(b)", 1, "item", "cb"),
        ("3(b)(i)", 2, "item", "cbi"),
        ("9", 0, "paragraph", "Nine"),
        ("", 0, "paragraph", "More of it."),
        ("9(I)", 1, "item", "one"),
    ]


def test_tables_keep_headers_spans_and_apart_words() -> None:
    draft = page(
        "<h1>A</h1><table><caption>Measures</caption><tr><th>H<th>I</tr><tr><th>r<td colspan=2>a<br>b</tr>"
        "<tr><td>c<td>d<table><tr><td>n<td>m</tr></table></tr></table>"
    )
    (table,) = draft.sections[0].paragraphs
    assert table.html == (
        '<table><caption>Measures</caption>\n<thead><tr><th scope="col">H</th>\t<th scope="col">I</th></tr></thead>\n'
        '<tbody><tr><th scope="row">r</th>\t<td colspan="2">a<br> b</td></tr>\n'
        "<tr><td>c</td>\t<td>d<br> n | m</td></tr></tbody></table>"
    )
    assert table.text == "Measures\nH\tI\nr\ta b\nc\td n | m"
    assert faithful(draft)
    assert said(draft) == [("A, unnumbered paragraph 1", "A table inside a table was made into lines of text.")]


def test_a_bold_first_row_is_a_header_row_and_a_one_cell_table_is_a_box() -> None:
    draft = page(
        "<h1>A</h1><table><tr><td><b>H</b><td><b>I</b></tr><tr><td>1<td>2</tr></table><table><tr><td><p>In a box.</p></table>"
    )
    table, box = draft.sections[0].paragraphs
    assert table.html.startswith('<table><thead><tr><th scope="col">H</th>\t<th scope="col">I</th></tr></thead>')
    assert (box.kind.value, box.text) == ("paragraph", "In a box.")


def test_footnotes_of_several_programs_are_recognised_by_their_links() -> None:
    pandoc = '<p>Fell<a href="#f1" id="r1"><sup>1</sup></a>.</p>'
    pandoc += '<section><ol><li id="f1"><p>Note.<a href="#r1">↩︎</a></p></ol></section>'
    writer = '<p>Fell<a name="r1" href="#f1"><sup>1</sup></a>.</p><div id="n1"><p><a name="f1" href="#r1">1</a>Note.</p></div>'
    old_word = '<p>Fell<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>.</p>'
    old_word += '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Note.</p></div>'
    for body in (pandoc, writer, old_word):
        draft = page(f"<h1>A</h1>{body}<h1>B</h1><p>x</p>")
        assert lines(draft) == [
            ("", 0, "paragraph", "Fell[1]."),
            ("[1]", 0, "note", "Note."),
            ("", 0, "paragraph", "x"),
        ], body


def test_what_a_browser_hides_is_left_out_and_menus_are_reported() -> None:
    draft = page('<nav><a href="/">Home</a></nav><h1>A</h1><p hidden>no</p><p style="display: none">no</p><p>yes</p>')
    assert [text for *_, text in lines(draft)] == ["yes"]
    assert said(draft) == [("A", "A navigation menu was left out: “Home”.")]


def test_struck_words_and_quotations() -> None:
    draft = page("<h1>A</h1><blockquote><p>Said <s>not</s> so.</p></blockquote>")
    assert lines(draft) == [("", 0, "quote", "Said not so.")]
    assert said(draft)[0][1].startswith("“not” is struck through in the file.")


def test_white_space_and_invisible_characters() -> None:
    draft = page(
        "<h1>A</h1><p>  £5\u00a0million \n over\u00ad time.\u200b </p><p>e\u0301<i>te\u0301</i><b> x</b><b>y</b> <br></p>"
    )
    assert [p.html for p in draft.sections[0].paragraphs] == [
        "£5 million over time.",
        "é<em>té</em><strong> xy</strong>",
    ]


def test_the_page_title_is_used_where_no_heading_says_it_better() -> None:
    page_with = "<!doctype html><title>Draft | Site</title><h1>A</h1><p>x</p>{}"
    assert read_draft(page_with.format("<h1>B</h1>").encode()).title == "Draft | Site"
    assert read_draft(page_with.format("<h2>B</h2>").encode()).title == "A"


def test_a_title_page_is_no_section() -> None:
    for title in ('<h1 class="title">The plan</h1>', '<p class="MsoTitle">The plan</p>', "<p><b>The plan</b></p>"):
        draft = read_draft(
            f"<!doctype html><title>The plan</title>{title}<h1>A</h1><p>x</p><h1>B</h1><p>y</p>".encode()
        )
        assert (draft.title, [s.heading for s in draft.sections]) == ("The plan", ["A", "B"]), title


def test_an_old_export_says_its_own_encoding() -> None:
    data = '<html><head><meta charset="windows-1252"></head><body><h1>A</h1><p>£5 – “x”</p></body></html>'.encode(
        "cp1252"
    )
    assert [text for *_, text in lines(read_draft(data))] == ["£5 – “x”"]


def test_the_ending_of_the_name_is_not_believed() -> None:
    assert labels(read_draft(b"<h1>A</h1><ol><li>x</ol>", "draft.md")) == ["1"]
    assert labels(read_draft(b"# A\n\n1. x\n", "draft.docx")) == ["1"]
