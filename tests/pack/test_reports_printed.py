"""A representative's report on paper and as a Word document: a council's layout, paragraphs numbered throughout."""

import io
import re
from dataclasses import replace
from datetime import date, datetime

import docx
import pytest

from consult.domain.digest import Contact
from consult.domain.redline import changes
from consult.domain.report import Line, Part, Point, Report
from consult.pack.press import print_page
from consult.pack.reports_page import report_docx, report_print_html
from tests.factories import LONDON
from tests.pack.reading import blocks, bookmarks
from tests.pack.structure import faults

CHANGE = changes("train every lead; and", "train every lead by July; and")
REPORT = Report(
    language="en-GB",
    council="Norwich City Council",
    committee="Scrutiny committee",
    item_number="6",
    meeting_on=date(2021, 3, 18),
    title="Scrutiny Sub-Panel",
    summary="What the representative raised.\n\nAnd what was answered.",
    recommendation="To note the report.",
    contact=Contact("Scrutiny liaison officer", "scrutiny@example.org", "01603 000000"),
    heading="Scrutiny Sub-Panel: report, March 2021",
    representative="Member for Norwich City Council",
    made_at=datetime(2021, 3, 8, 14, 30, tzinfo=LONDON),
    parts=(
        Part("Terms of reference", (Point("I am the representative."), Point("The panel considers the draft."))),
        Part(
            "1 Prevent",
            (
                Point(
                    "On paragraph 2(a) I objected (C-0001, 8 February 2021):",
                    "How is it measured?\n\nShukran شكرا jazilan.",
                    (
                        Line("I suggested this wording:", change=CHANGE),
                        Line("Norfolk County Council answered: noted.", "See https://example.org/numbers."),
                    ),
                ),
                Point("I asked Norfolk Constabulary (Q-0001):", "When?"),
            ),
        ),
        Part("Not received", (Point("Not received to date:", lines=(Line("IR-0001: Requested.", "The numbers."),)),)),
    ),
)
ORDER = [
    "Norwich City Council", "Scrutiny committee", "Item No 6", "Report for meeting to be held on Thursday 18 March 2021",
    "Scrutiny Sub-Panel", "Summary", "What the representative raised.", "And what was answered.", "Recommendation",
    "To note the report.", "Contact officer", "Scrutiny Sub-Panel: report, March 2021", "Member for Norwich City Council",
    "Terms of reference", "1 I am the representative.", "2 The panel considers the draft.", "1 Prevent",
    "3 On paragraph 2(a) I objected (C-0001, 8 February 2021):", "How is it measured?", "(a) I suggested this wording:",
    "(b) Norfolk County Council answered: noted.", "See https://example.org/numbers.",
    "4 I asked Norfolk Constabulary (Q-0001):", "When?", "Not received", "5 Not received to date:", "(a) IR-0001: Requested.",
    "The numbers.",
]  # fmt: skip
"""The front as councils have it; then headings with paragraphs numbered on, lines lettered anew beneath each."""


@pytest.fixture(scope="module")
def printed() -> bytes:
    return print_page(report_print_html(REPORT))


def told(found: list[str]) -> list[str]:
    """Those of the lines that are among the ones looked for, in their order."""
    return [one for one in found if one in ORDER]


def test_the_pdf_has_the_layout_and_is_sound(printed: bytes) -> None:
    assert faults(printed) == []
    assert told([block.text for block in blocks(printed)]) == ORDER
    assert bookmarks(printed) == [
        (1, "Scrutiny Sub-Panel"), (2, "Summary"), (2, "Recommendation"), (2, "Scrutiny Sub-Panel: report, March 2021"),
        (3, "Terms of reference"), (3, "1 Prevent"), (3, "Not received"),
    ]  # fmt: skip


def test_the_word_document_says_the_same_in_words_own_styles() -> None:
    data = report_docx(REPORT)
    document = docx.Document(io.BytesIO(data))
    lines = [(line.style.name, " ".join(line.text.split())) for line in document.paragraphs if line.text.strip()]
    assert told([text for _, text in lines]) == [one for one in ORDER if one != "Contact officer"]
    assert [cell.text.splitlines() for cell in document.tables[0].rows[0].cells] == [
        ["Contact officer"], ["Scrutiny liaison officer", "scrutiny@example.org", "01603 000000"],
    ]  # fmt: skip
    assert [text for style, text in lines if style in {"Title", "Heading 1", "Heading 2"}] == [
        "Scrutiny Sub-Panel", "Scrutiny Sub-Panel: report, March 2021", "Terms of reference", "1 Prevent", "Not received",
    ]  # fmt: skip
    assert {style for style, text in lines if re.match(r"\d ", text)} == {"Numbered paragraph", "Heading 2"}
    assert {style for style, text in lines if text.startswith("(")} == {"Lettered line"}
    assert [line.style.name for line in document.paragraphs if "by July" in line.text] == ["Wording beneath"]
    assert (document.core_properties.author, report_docx(REPORT)) == ("Norwich City Council", data)


def test_what_is_not_known_is_not_there() -> None:
    page = report_print_html(replace(REPORT, item_number="", meeting_on=None, contact=Contact("")))
    assert "Item No" not in page
    assert "Report for a meeting whose date is to be announced" in page
    assert "Contact officer" not in page


def test_what_people_typed_is_no_markup() -> None:
    hostile = "<script>alert(1)</script>{{ 7*7 }}\x00"
    part = Part(hostile, (Point(hostile, hostile, (Line(hostile, hostile, changes("", hostile)),)),))
    page = report_print_html(replace(REPORT, title=hostile, summary=hostile, parts=(part,)))
    assert "<script" not in page
    assert "49" not in page
