"""What a response form tells the person who fills it in."""

from dataclasses import dataclass

from consult.domain.dispositions import Stance
from consult.domain.response_form import COMMENTS_SHEET, MOST_COMMENTS, Form, Layout

_PUBLISHED = (
    "What you write may be published with your name and the council that appointed you. Do not write anything about a "
    "person who could be recognised."
)


@dataclass(frozen=True, slots=True)
class Guide:
    """The first page of a form: a title, facts by name, numbered steps, and a notice."""

    title: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    notice: str = _PUBLISHED


def guide(form: Form, layout: Layout, kind: str) -> Guide:
    """The guide of a form that is an "xlsx" or a "docx"."""
    title = "Response form" if layout is Layout.RESPONSE else "Template for comments (ISO/IEC layout)"
    about = form.scope if layout is Layout.RESPONSE else "The whole draft"
    facts = (
        ("Consultation", form.title),
        ("Panel", form.panel),
        ("About", about),
        ("Draft", f"Version {form.version}"),
        ("Comments close", form.closes),
        ("Questions to", form.contact),
    )
    steps = _response_steps(kind) if layout is Layout.RESPONSE else _iso_steps(kind)
    return Guide(title, tuple((name, words) for name, words in facts if words), (*steps, *_last_steps(kind)))


def _response_steps(kind: str) -> tuple[str, ...]:
    views = ", ".join(one.wording for one in Stance)
    where = f"Each row of the sheet “{COMMENTS_SHEET}”" if kind == "xlsx" else "Each row of the table"
    locked = (
        "The shaded cells hold the draft and are locked." if kind == "xlsx" else "Leave the shaded cells as they are."
    )
    more = "the rows marked + at the end" + ("" if kind == "xlsx" else ", and add more rows there if you need them")
    return (
        f"{where} shows a paragraph of the draft, or a section as a whole. Write in the white cells beside it. {locked}",
        f"Each comment needs your view and the comment itself. Your view is one of: {views}.",
        "If you mean only some of the words, copy them from the text into “Words you are commenting on”. If they stand "
        "more than once in the paragraph, copy a few of the words around them as well.",
        "If you would have other wording, write it out: in place of the words you copied or, where you copied none, of the "
        "whole paragraph.",
        f"For a second comment on the same paragraph, use {more}: write the paragraph’s number there, and the section too "
        "where another paragraph has the same number.",
    )


def _iso_steps(kind: str) -> tuple[str, ...]:
    where = f"Write one comment in each row of the sheet “{COMMENTS_SHEET}”." if kind == "xlsx" else (
        "Write one comment in each row of the table. Add rows at the end as you need them."
    )  # fmt: skip
    return (
        f"{where} Leave “Line number” and “Observations of the secretariat” empty.",
        "Under “Clause/ Subclause” give the section’s number or heading; under “Paragraph/ Figure/ Table” the paragraph’s "
        "number. Leave the paragraph empty to comment on the whole section.",
        "Type of comment: ge (general), te (technical) or ed (editorial). A general comment may leave the place empty: it is "
        "then on the whole draft. Editorial comments are taken as drafting points, the others as comments.",
        "Under “Proposed change” write the paragraph as you would have it, and it is shown as a change to the draft. An "
        "instruction, such as “delete the last sentence”, is added to your comment.",
        "The template has no room for your view: comments from it are taken as observations. To say that you support or "
        "object, use the response form, or the page of the paragraph.",
    )


def _last_steps(kind: str) -> tuple[str, ...]:
    program = "an Excel workbook (.xlsx)" if kind == "xlsx" else "a Word document (.docx)"
    return (
        f"Leave everything else empty, save the form as {program}, and send it in on the page it came from. It may hold up "
        f"to {MOST_COMMENTS} comments.",
        "You are shown each comment before it counts. If something does not fit, nothing is taken, and you are told which "
        "rows to put right.",
    )
