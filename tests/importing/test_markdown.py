"""A draft written in Markdown."""

import base64

import pytest

from consult.importing import as_json
from tests.importing.fixtures import PNG, faithful, labels, lines, markdown, outline, said


def test_the_dry_run_document_has_exactly_the_shape_of_the_contract() -> None:
    draft = markdown("# Strategy\n\n## 1. Prevent\n\n6. Key areas:\n   a) Increased risk\n\n## 2. Lines\n\nText.\n")
    assert as_json(draft) == {
        "title": "Strategy",
        "sections": [
            {
                "number": "1",
                "heading": "Prevent",
                "level": 1,
                "paragraphs": [
                    {"label": "6", "level": 0, "kind": "paragraph", "text": "Key areas:"},
                    {"label": "6(a)", "level": 1, "kind": "item", "text": "Increased risk"},
                ],
            },
            {
                "number": "2",
                "heading": "Lines",
                "level": 1,
                "paragraphs": [{"label": "", "level": 0, "kind": "paragraph", "text": "Text."}],
            },
        ],
        "warnings": [],
    }


def test_numbers_continue_across_headings_as_they_were_typed() -> None:
    draft = markdown("# A\n\n1. one\n2. two\n\n# B\n\n3. three\n7. shown as four\n\n# C\n\n9) nine\n")
    assert outline(draft) == [
        ("", "A", 1, [("1", "one"), ("2", "two")]),
        ("", "B", 1, [("3", "three"), ("4", "shown as four")]),
        ("", "C", 1, [("9", "nine")]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6. Key\n  - a) one\n  - b) two\n\n7. Next", ["6", "6(a)", "6(b)", "7"]),
        ("6. Key\n\n    a) one\n\n    b) two", ["6", "6(a)", "6(b)"]),
        ("6\\. Key\n\n(a) one\n\n(i) deeper\n\n(ii) deeper\n\n(b) two", ["6", "6(a)", "6(a)(i)", "6(a)(ii)", "6(b)"]),
        ("Text:\n6. one\n7. two", ["", "6", "7"]),
        ("6. Key\na) one\nb) two", ["6", "6(a)", "6(b)"]),
        ("1.1 First words\n\n1.2 Second words\n\n(i) sub", ["1.1", "1.2", "1.2(i)"]),
        ("1\\. One\n\n1.1. Below\n\n1.2. Below\n\n1.2.1. Deeper", ["1", "1.1", "1.2", "1.2.1"]),
        ("5\\. Five\n\n(g) g\n\n(h) h\n\n(i) i is a letter here\n\n(j) j", ["5", "5(g)", "5(h)", "5(i)", "5(j)"]),
        ("5\\. Five\n\n(a) a\n\n(b) b\n\n# Other\n\n(c) c", ["5", "5(a)", "5(b)", "5(c)"]),
        ("5\\. Five\n\n1) one\n\n2) two\n\n6\\. Six", ["5", "5(1)", "5(2)", "6"]),
        ("6. Key\n   1. one\n   2. two", ["6", "6(1)", "6(2)"]),
        ("- 6. Six\n- 7. Seven", ["6", "7"]),
        ("a. one\n\nb. two", ["(a)", "(b)"]),
    ],
)
def test_typed_numbers_count_like_automatic_ones(text: str, expected: list[str]) -> None:
    assert labels(markdown(f"# Prevent\n\n{text}\n")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "46 County Lines are known.",
        "2002 people were arrested.",
        "3.5 Million people live here.",
        "c. 1900 the county had none.",
        "A. Smith chaired.",
        "e.g. this one.",
        "(the partnership) agreed.",
    ],
)
def test_words_that_only_look_like_numbers_stay_words(text: str) -> None:
    assert lines(markdown(f"# Prevent\n\n{text}\n")) == [("", 0, "paragraph", text)]


def test_levels_and_kinds_of_items() -> None:
    draft = markdown("# A\n\n6. Key:\n   - bullet\n     - deeper\n7. Next\n\n- lone\n")
    assert lines(draft) == [
        ("6", 0, "paragraph", "Key:"),
        ("", 1, "item", "bullet"),
        ("", 2, "item", "deeper"),
        ("7", 0, "paragraph", "Next"),
        ("", 1, "item", "lone"),
    ]


@pytest.mark.parametrize(
    ("typed", "number", "heading"),
    [
        ("3. County Lines", "3", "County Lines"),
        ("3.1 Foo", "3.1", "Foo"),
        ("1 Introduction", "1", "Introduction"),
        ("**3\\. County Lines**", "3", "County Lines"),
        ("46 County Lines", "", "46 County Lines"),
        ("Plan 2021 {#plan .unnumbered}", "", "Plan 2021"),
        ("I. Foreword", "I", "Foreword"),
    ],
)
def test_a_headings_own_number_is_the_sections(typed: str, number: str, heading: str) -> None:
    (section,) = markdown(f"# {typed}\n\nText.\n").sections
    assert (section.number, section.heading) == (number, heading)


def test_hierarchy_is_kept_and_the_shallowest_heading_is_level_one() -> None:
    draft = markdown("# T\n\n## A\n\n### B\n\n#### C\n\n## D\n\nx\n")
    assert [(s.heading, s.level) for s in draft.sections] == [("A", 1), ("B", 2), ("C", 3), ("D", 1)]
    assert draft.title == "T"


def test_text_under_the_title_stands_in_an_introduction_with_a_warning() -> None:
    draft = markdown("# T\n\nHello.\n\n## A\n\nx\n")
    assert outline(draft) == [("", "Introduction", 1, [("", "Hello.")]), ("", "A", 1, [("", "x")])]
    assert said(draft)[0][0] == "Introduction"


def test_a_lone_heading_is_both_title_and_section() -> None:
    draft = markdown("# Prevent\n\nText.\n")
    assert (draft.title, outline(draft)) == ("Prevent", [("", "Prevent", 1, [("", "Text.")])])


def test_front_matter_names_the_title_and_the_argument_overrides_it() -> None:
    from consult.importing import read_draft

    data = b"---\ntitle: 'The plan'\n---\n\n# A\n\nx\n\n# B\n\ny\n"
    assert read_draft(data).title == "The plan"
    assert read_draft(data, title="Ours").title == "Ours"


def test_marks_links_and_tables_are_kept() -> None:
    draft = markdown(
        "# A\n\n**b** *i* `c` [l](https://example.org) [m](mailto:a@example.org)\n\n| H | I |\n|---|---|\n| 1 | 2 |\n"
    )
    first, table = draft.sections[0].paragraphs
    assert first.html == (
        "<strong>b</strong> <em>i</em> <code>c</code> "
        '<a href="https://example.org">l</a> <a href="mailto:a@example.org">m</a>'
    )
    assert table.html == (
        '<table><thead><tr><th scope="col">H</th>\t<th scope="col">I</th></tr></thead>\n'
        "<tbody><tr><td>1</td>\t<td>2</td></tr></tbody></table>"
    )
    assert table.text == "H\tI\n1\t2"
    assert faithful(draft)


def test_a_footnote_stands_at_the_end_of_its_section() -> None:
    draft = markdown("# A\n\nFell[^x] in 2020[^y].\n\n# B\n\nMore.\n\n[^x]: The *note*.\n[^y]: Other.\n[^z]: Unused.\n")
    assert lines(draft) == [
        ("", 0, "paragraph", "Fell[1] in 2020[2]."),
        ("[1]", 0, "note", "The note."),
        ("[2]", 0, "note", "Other."),
        ("", 0, "paragraph", "More."),
    ]
    assert draft.sections[0].paragraphs[0].html == "Fell<sup>[1]</sup> in 2020<sup>[2]</sup>."
    assert said(draft) == [("The whole draft", "Footnote z was left out: nothing in the text refers to it.")]


def test_pictures_are_kept_checked_and_never_fetched() -> None:
    good = base64.b64encode(PNG).decode()
    draft = markdown(
        f"# A\n\n![A chart](data:image/png;base64,{good})\n\n![](data:image/png;base64,{good})\n\n"
        f"![svg](data:image/svg+xml;base64,{base64.b64encode(b'<svg/>').decode()})\n\n![far](https://example.org/x.png)\n\nEnd.\n"
    )
    (figure,) = draft.figures
    assert (figure.media_type, figure.data) == ("image/png", PNG)
    held = draft.sections[0].paragraphs
    assert [(p.kind.value, p.html) for p in held[:2]] == [
        ("figure", f'<img src="figure:{figure.sha256}" alt="A chart">'),
        ("figure", f'<img src="figure:{figure.sha256}" alt="">'),
    ]
    whats = [what for _, what in said(draft)]
    assert whats == [
        "This figure has no description (alt text). Write one, for people who cannot see it.",
        "A picture was left out: it is not a PNG, JPEG, GIF or WebP file. Its description: “svg”.",
        "A picture was left out: https://example.org/x.png is not in the file, and is not fetched. Its description: “far”.",
    ]


def test_angle_brackets_that_are_no_markup_stay_in_the_text() -> None:
    draft = markdown(
        "# A\n\nThe <council name> has a < b & c.\n\n<!-- a comment -->\n\nRaised<sup>2</sup> <script>x</script>\n"
    )
    assert [text for *_, text in lines(draft)] == ["The <council name> has a < b & c.", "Raised2 <script>x</script>"]
    assert draft.sections[0].paragraphs[1].html == "Raised<sup>2</sup> &lt;script&gt;x&lt;/script&gt;"
