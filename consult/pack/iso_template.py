"""The comments and what was answered in the eight columns of the ISO/IEC commenting template."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

import docx

from consult.domain.digest import Answer, CommentEntry, Digest, ParagraphEntry
from consult.domain.dispositions import Kind
from consult.domain.response_form import COLUMNS, COMMENTS_SHEET, Layout
from consult.domain.response_form import Column as FormColumn
from consult.pack import office, response_forms_docx, sheets
from consult.pack.accounting import outcome_of
from consult.pack.items import wording
from consult.pack.outline import paragraph_name, section_title
from consult.pack.publishing import pack_name, page_marking
from consult.pack.sheets import Column, Sheet
from consult.pack.words import person

_WIDTHS = {"line": 10, "section": 18, "paragraph": 14, "type": 12, "suggested": 36, "answer": 46}
_TITLE = "Comments and responses (ISO/IEC layout): {}"


def to_iso(digest: Digest, kind: Literal["xlsx", "docx"]) -> bytes:
    """The filled-in template as a workbook or a Word document; the same digest gives the same bytes.

    A row for each comment, in the order of the draft; the answers stand under "Observations of the secretariat".
    """
    return _workbook(digest) if kind == "xlsx" else _document(digest)


def _workbook(digest: Digest) -> bytes:
    columns = [Column(column.heading, column.width) for column in _columns()]
    return sheets.workbook(
        [Sheet(COMMENTS_SHEET, columns, list(iso_rows(digest)))],
        title=_TITLE.format(digest.cover.title),
        made_at=digest.cover.made_at,
        language=digest.language,
        head=page_marking(digest),
    )


def _document(digest: Digest) -> bytes:
    title, name = _TITLE.format(digest.cover.title), pack_name(digest)
    document = docx.Document()
    response_forms_docx.set_up(document, title, digest.cover.made_at, digest.language)
    response_forms_docx.set_page(document, f"{digest.cover.panel}: {name}")
    document.add_paragraph(office.plain(digest.cover.title), "Title")
    document.add_paragraph(
        office.plain(f"{digest.cover.panel}. {name}. {digest.cover.draft_title}, version {digest.cover.draft_version}.")
    )
    if marking := page_marking(digest):
        document.sections[0].header.paragraphs[0].add_run(office.plain(marking)).bold = True
    table = response_forms_docx.table(_columns(), iso_rows(digest), "Comments and responses")
    document.element.body[-1].addprevious(table)
    document.add_paragraph()  # Word wants a paragraph after a table
    out = io.BytesIO()
    document.save(out)
    return office.sealed(out.getvalue())


def _columns() -> list[FormColumn]:
    """The template's columns with room for answers, and without the hints for those who fill it in."""
    return [
        replace(
            one, heading=one.heading.partition(" (")[0], width=_WIDTHS.get(one.name, one.width), fixed=False, hint=""
        )
        for one in COLUMNS[Layout.ISO]
    ]


def iso_rows(digest: Digest) -> Iterator[Sequence[str]]:
    """The eight cells of each comment. No line numbers: the draft has none."""
    for entry in digest.whole_draft:
        yield _row(entry, "", "")
    for section in digest.sections:
        title = section_title(section)
        for entry in section.comments:
            yield _row(entry, title, "")
        for paragraph in section.paragraphs:
            for entry in paragraph.comments:
                yield _row(entry, title, _named(paragraph))
    for entry in digest.unplaced:
        yield _row(entry, entry.place, "")


def _row(entry: CommentEntry, section: str, paragraph: str) -> Sequence[str]:
    answers = "\n\n".join("\n".join(_observed(answer)) for answer in entry.answers)
    return (
        *(person(entry.by, entry.body), "", section, paragraph, _type(entry, section)),
        *("\n".join(_comment(entry)), wording(entry.suggested_wording), answers),
    )


def _named(paragraph: ParagraphEntry) -> str:
    return " ".join(paragraph_name(paragraph)).removeprefix("Paragraph ").strip()


def _type(entry: CommentEntry, section: str) -> str:
    """ISO's types: editorial, general or technical."""
    if entry.kind == Kind.DRAFTING_POINT.wording:
        return "ed"
    return "te" if section else "ge"


def _comment(entry: CommentEntry) -> Iterator[str]:
    facts = (entry.reference, entry.stance, *entry.marks)
    yield ". ".join(filter(None, facts))
    if entry.quote:
        yield f"On the words “{entry.quote}”"
    if entry.text:
        yield entry.text
    if entry.supporters:
        yield f"Supported by {', '.join(entry.supporters)}"


def _observed(answer: Answer) -> Iterator[str]:
    yield f"{answer.authority}: {outcome_of(answer)}"
    if answer.text:
        yield answer.text
    if answer.reason:
        yield f"Reason: {answer.reason}"
    if answer.resulting_wording:
        yield f"Resulting wording: {wording(answer.resulting_wording)}"
