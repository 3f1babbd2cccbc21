"""Damage from copying and page breaks, put right with a warning."""

from tests.importing.fixtures import labels, lines, markdown, outline, page, said

HEADER = "Norfolk partnership draft strategy"


def _texts(text: str) -> list[str]:
    return [line[3] for line in lines(markdown(text))]


def test_a_paragraph_broken_by_a_page_is_joined_with_a_warning() -> None:
    draft = markdown("# A\n\n14. The impact of\n\nthe decision was large.\n\n15. Next.\n")
    assert lines(draft) == [
        ("14", 0, "paragraph", "The impact of the decision was large."),
        ("15", 0, "paragraph", "Next."),
    ]
    assert said(draft) == [
        (
            "A, paragraph 14",
            "This paragraph was broken in two, it seems by the end of a page (“…The impact of / the decision was large.…”). "
            "The parts were joined.",
        )
    ]


def test_what_is_whole_numbered_or_an_item_is_not_joined() -> None:
    for text in (
        "Ends here.\n\nlower case",
        "Areas:\n\nlower case",
        "No end\n\na) item",
        "No end\n\n- item",
        "No end\n\nCapital",
    ):
        assert len(_texts(f"# A\n\n{text}\n")) == 2, text


def test_a_hyphen_at_the_break_takes_no_space() -> None:
    assert _texts("# A\n\nA short-\n\nsighted decision.\n") == ["A short-sighted decision."]


def test_running_headers_and_page_numbers_are_taken_out_and_reported() -> None:
    pages = "\n\n".join(
        f"Paragraph {word} is whole.\n\n{HEADER}\n\nPage {n} of 4" for n, word in enumerate(("one", "two", "three"), 1)
    )
    draft = markdown(f"# A\n\n{pages}\n\nLast.\n")
    assert [line[3] for line in lines(draft)] == [
        "Paragraph one is whole.",
        "Paragraph two is whole.",
        "Paragraph three is whole.",
        "Last.",
    ]
    assert said(draft) == [
        ("The whole draft", "Page numbers were taken out of the text, 3 times: “Page 1 of 4”."),
        (
            "The whole draft",
            f"“{HEADER}” stands in the text 3 times, as the header or footer of a page does. It was taken out.",
        ),
    ]


def test_a_header_with_its_page_number_is_recognised() -> None:
    pages = "\n\n".join(
        f"Sentence {word} ends.\n\nDraft strategy 2021-2025 | {n}" for n, word in enumerate(("a", "b", "c"), 2)
    )
    assert _texts(f"# A\n\n{pages}\n\nLast.\n") == ["Sentence a ends.", "Sentence b ends.", "Sentence c ends.", "Last."]


def test_a_sentence_cut_by_a_header_is_joined_across_it() -> None:
    text = "\n\n".join([f"Begins here\n\n{HEADER}\n\nand ends there."] * 3)
    assert _texts(f"# A\n\n{text}\n") == ["Begins here and ends there."] * 3


def test_a_page_number_inside_a_paragraph_is_taken_out() -> None:
    assert _texts("# A\n\nCut by\nPage 2 of 3\nthe end.\n") == ["Cut by the end."]


def test_repeated_sub_headings_and_answers_stay() -> None:
    text = "".join(
        f"# {name}\n\n## What we will do\n\nNot received to date.\n\nLead: the constabulary\n\n" for name in "ABC"
    )
    draft = markdown(text)
    assert [s.heading for s in draft.sections] == [
        "A",
        "What we will do",
        "B",
        "What we will do",
        "C",
        "What we will do",
    ]
    assert len(lines(draft)) == 6


def test_bold_lines_serve_as_headings_one_level_below_the_last_real_one() -> None:
    draft = markdown("# A\n\nText.\n\n**What we heard**\n\nMore.\n\n**3\\. Numbered**\n\nEnd.\n\n# B\n\nx\n")
    assert outline(draft) == [
        ("", "A", 1, [("", "Text.")]),
        ("", "What we heard", 2, [("", "More.")]),
        ("3", "Numbered", 2, [("", "End.")]),
        ("", "B", 1, [("", "x")]),
    ]
    what = "This line is a heading by its looks only: it is short and bold. It was taken for a heading."
    assert said(draft) == [("What we heard", what), ("3 Numbered", what)]


def test_bold_text_that_is_no_heading_stays_text() -> None:
    for text in ("**A whole sentence.**", "**Summary:** the rest", "**Table 1 Measures**", "- **An item**", "**£95**"):
        assert len(markdown(f"# A\n\n{text}\n\nMore.\n").sections) == 1, text


def test_bold_lines_of_a_page_with_styles_are_headings_too() -> None:
    draft = page('<h1>T</h1><p><span style="font-weight:700">Foreword</span></p><p>Text.</p><h2>B</h2><p>x</p>')
    assert [s.heading for s in draft.sections] == ["Foreword", "B"]


def test_a_draft_with_only_bold_headings_is_a_draft() -> None:
    draft = markdown("**Prevent**\n\n1. One.\n\n**County Lines**\n\n2. Two.\n")
    assert [(s.heading, s.level) for s in draft.sections] == [("Prevent", 1), ("County Lines", 1)]
    assert labels(draft) == ["1", "2"]
