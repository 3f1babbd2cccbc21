"""A filled-in form against the draft: all of it can be taken, or a report says everything that stands in the way."""

from dataclasses import replace

from consult.domain.refusals import Refused
from consult.domain.response_form.findings import Findings
from consult.domain.response_form.making import form_rows, identity_of, part_of, same_words
from consult.domain.response_form.placing import Place, named_place
from consult.domain.response_form.saying import is_general, said_in
from consult.domain.response_form.shapes import (
    COLUMNS,
    EXTRA_HINT,
    EXTRA_ROW,
    FORM_VERSION,
    MOST_COMMENTS,
    Entries,
    Entry,
    FilledForm,
    FilledRow,
    Form,
    FormRow,
    Layout,
    Report,
    in_quotes,
)

_AGAIN = "Download the form again and copy your comments into it."
_PLACE = ("section", "paragraph")
_ALTERED = {
    "section": "The section’s name in this row was altered.",
    "paragraph": "The paragraph’s number in this row was altered.",
    "text": "The text of the draft in this row was altered.",
}


def check(filled: FilledForm, draft: Form) -> Entries | Report:
    """The comments of a form, each at its place in the draft; or, where anything is wrong, all that is, and no comment.

    `draft` is the whole of the consultation's current version. Words commented on are looked for as anywhere else, and
    never guessed onto others. The same comment twice, more than MOST_COMMENTS, and a form with none are refused.
    """
    findings = Findings(filled.identity.layout, filled.sheet, list(filled.faults))
    form = _made_from(filled, draft, findings)
    if form is None:
        return Report(tuple(findings.faults))
    table = _Table(form, draft, findings)
    entries = [entry for row in filled.rows if (entry := table.entry(row))]
    if not findings.faults and not entries:
        findings.whole("Nothing is filled in.", "Write at least one comment and save the file before you send it.")
    if table.comments > MOST_COMMENTS:
        findings.whole(
            f"The form has {table.comments:,} comments; {MOST_COMMENTS} is the most that is taken.",
            "Put the rest into another form.",
        )
    _sort(findings)
    return Report(tuple(findings.faults)) if findings.faults else Entries(filled.identity, tuple(entries))


def _sort(findings: Findings) -> None:
    findings.faults.sort(key=lambda one: -1 if one.row is None else one.row)


def _made_from(filled: FilledForm, draft: Form, findings: Findings) -> Form | None:
    """The form as it was handed out, made anew; None, with the reason noted, where it is not one of this draft."""
    said = filled.identity
    if said.form != FORM_VERSION:
        findings.whole("The form was made by another version of this system.", _AGAIN)
    elif said.slug != draft.slug:
        findings.whole("The form belongs to another consultation.", "Send it there, or download the form of this one.")
    elif said.version != draft.version:
        findings.whole(
            f"The form is for version {said.version} of the draft; version {draft.version} is the one being discussed.",
            _AGAIN,
        )
    else:
        try:
            form = replace(draft, whole=True) if said.whole else part_of(draft, said.sections)
            made = identity_of(form, said.layout)
        except KeyError:
            made = None
        if made == said:
            return form
        findings.whole("What the form says of itself was altered.", _AGAIN)
    return None


class _Table:
    """The rows of one form, taken one by one."""

    def __init__(self, form: Form, draft: Form, findings: Findings) -> None:
        self.iso = findings.layout is Layout.ISO
        self.findings, self.whole = findings, form.whole or self.iso
        self.sections = draft.sections if self.iso else form.sections
        self.handed_out = {str(row.number): row for row in form_rows(form)}
        self.by_key = {s.key: s for s in form.sections}
        self.paragraphs = {p.key: p for s in form.sections for p in s.paragraphs}
        self.filled: dict[Entry, int] = {}
        self.comments = 0

    def entry(self, row: FilledRow) -> Entry | None:
        """The comment of a row; None where it has none, or where what is wrong with it was noted."""
        number = row.said("row").rstrip(".")
        typed = self.iso or number in ("", EXTRA_ROW)
        given = None if typed else self.handed_out.get(number)
        if not typed:
            self._ensure_unaltered(row, given)
        elif not self.iso and not (row.said("text") == "" or same_words(row.said("text"), EXTRA_HINT)):
            self.findings.row(row, "row", "The number of this row was removed.", _AGAIN)
        if not self._is_filled(row, typed):
            return None
        self.comments += 1
        place = self._typed_place(row) if typed else self._place_of(given)
        found = said_in(row, place, self.findings)
        return self._first_of_its_kind(row, found) if found else None

    def _is_filled(self, row: FilledRow, typed: bool) -> bool:
        names = [one.name for one in COLUMNS[self.findings.layout] if not one.fixed or (typed and one.name in _PLACE)]
        given = any(row.said(name) or name in row.spoilt for name in names if name != "council")
        return given or (self.iso and row.said("answer") != "")

    def _ensure_unaltered(self, row: FilledRow, given: FormRow | None) -> None:
        if given is None:
            self.findings.row(row, "row", f"This form has no row {in_quotes(row.said('row'))}.", _AGAIN)
            return
        for column, wrong in _ALTERED.items():
            if not same_words(row.cells.get(column, ""), getattr(given, column)):
                self.findings.row(row, column, wrong, _AGAIN)
        if row.key and row.key != given.key:
            known = row.key in {one.key for one in self.handed_out.values()}
            wrong = (
                "The row belongs to another paragraph" if known else "The row names a paragraph the draft does not have"
            )
            self.findings.row(row, "row", f"{wrong}.", _AGAIN)

    def _place_of(self, given: FormRow | None) -> Place | None:
        if given is None:
            return None
        return Place(self.by_key.get(given.section_key), self.paragraphs.get(given.paragraph_key))

    def _typed_place(self, row: FilledRow) -> Place | None:
        section, paragraph = row.said("section"), row.said("paragraph")
        if not section and not paragraph and not (self.iso and is_general(row.said("type"))):
            remedy = "Write a section’s heading or a paragraph’s number" + (
                ", or give “ge” as the type for a comment on the whole draft." if self.iso else "."
            )
            self.findings.row(row, "section" if self.iso else "paragraph", "It is not said where this belongs.", remedy)
            return None
        try:
            return named_place(self.sections, section, paragraph)
        except Refused as error:
            reason = error.reason
            if not self.whole:
                reason = reason.replace("in the draft", "in this form").replace("The draft has no", "This form has no")
            self.findings.refused(row, error.field, Refused(reason))
            return None

    def _first_of_its_kind(self, row: FilledRow, found: Entry) -> Entry | None:
        said = replace(found, row=0)
        first = self.filled.setdefault(said, row.row)
        if first == row.row:
            return found
        self.findings.row(row, "comment", f"The same comment stands in row {first}.", "Empty one of the two.")
        return None
