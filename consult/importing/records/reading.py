"""A file's bytes to a Record: one object a line, or one document that holds everything. Its content says which."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn, get_args

from consult.domain.record import (
    FORMAT,
    AnswerLine,
    CommentLine,
    DeclarationLine,
    EnquiryLine,
    Fault,
    Faulty,
    Part,
    QuestionLine,
    Record,
)
from consult.domain.record_commitments import CommitmentLine
from consult.domain.record_redrafts import ChangeLine
from consult.domain.record_registers import CoverageLine, PaperLine, PartnerLine, RecommendationLine
from consult.importing.errors import Unreadable
from consult.importing.records import commitments, redrafts, registers, shapes, whole
from consult.importing.records.fields import Fields, Findings, fields_of

Said = Part | CommentLine | QuestionLine | AnswerLine | DeclarationLine | EnquiryLine | CommitmentLine | ChangeLine
Line = Said | PartnerLine | RecommendationLine | CoverageLine | PaperLine
_SHAPES: dict[str, Callable[[Fields], Line]] = {
    "person": shapes.person,
    "comment": shapes.comment,
    "question": shapes.question,
    "response": shapes.answer,
    "declaration": shapes.declaration,
    "line-of-enquiry": shapes.line_of_enquiry,
    "commitment": commitments.commitment,
    "change": redrafts.change,
    "partner": registers.partner,
    "recommendation": registers.recommendation,
    "coverage": registers.coverage,
    "background-paper": registers.paper,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A record, and what was passed over in reading it."""

    record: Record
    warnings: tuple[Fault, ...]


def read_record(data: bytes) -> Reading:
    """Reads lines or a document. Raises Unreadable for what is neither, and Faulty with everything that is wrong in it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("It is not text in UTF-8. Save it as UTF-8 and try again.") from error
    document = _document(text)
    findings = Findings()
    if document is not None:
        return _ended(_whole(document, findings), findings)
    return _ended(_gathered(_read(_parsed(text, findings), findings), findings), findings)


def lines(objects: Iterable[dict[str, Any]]) -> Record:
    """A record from objects that are read already; raises Faulty."""
    findings = Findings()
    numbered = ((f"line {n}", one) for n, one in enumerate(objects, 1))
    return _ended(_gathered(_read(numbered, findings), findings), findings).record


def _ended(record: Record, findings: Findings) -> Reading:
    if findings.faults:
        raise Faulty(tuple(findings.faults))
    return Reading(record, tuple(findings.warnings))


def _document(text: str) -> dict[str, Any] | None:
    """The document a file holds as a whole; None where it holds lines."""
    if not text.strip():
        raise Unreadable("There is nothing in it.")
    try:
        found = _json(text)
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None if "\n" not in text.strip() else _neither()
    if "format" not in found and "type" in found:
        return None
    if found.get("format") != FORMAT:
        _neither()
    return found


def _neither() -> NoReturn:
    raise Unreadable(
        f"It is JSON, but neither lines of objects nor a file of the format {FORMAT}. Write one object a line."
    )


def _json(text: str) -> Any:
    """The value of some JSON; raises ValueError with the reason for what other programs would not read alike."""
    try:
        return json.loads(text, parse_constant=_no_number, object_pairs_hook=_once_each)
    except RecursionError as error:
        raise ValueError("Lists or objects stand inside each other too deep") from error


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    twice = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]
    if twice:
        raise ValueError(f"“{twice[0][:60]}” is given twice")
    return dict(pairs)


def _parsed(text: str, findings: Findings) -> Iterator[tuple[str, Any]]:
    """Each line that is not empty, with its number; faults for those that are not JSON."""
    for n, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield f"line {n}", _json(line)
        except json.JSONDecodeError as error:
            what = f"This is not JSON ({error.msg}, at character {error.colno}); write one object on one line"
            findings.faults.append(Fault(f"line {n}", what))
        except ValueError as error:
            findings.faults.append(Fault(f"line {n}", f"{_one_line(error)}; write the line again without that"))


def _one_line(error: ValueError) -> str:
    said = " ".join(str(error).split())[:100]
    return said if said.endswith(("number", "twice", "deep")) else "A number in it is too long"


def _read(parsed: Iterable[tuple[str, Any]], findings: Findings) -> Iterator[Line]:
    for where, value in parsed:
        fields = fields_of(value, where, findings)
        if not fields.values:
            continue
        kind = fields.given("type")
        shape = _SHAPES.get(kind) if isinstance(kind, str) else None
        if shape is None:
            fields.fault(f"“type” must be one of: {', '.join(_SHAPES)}")
            continue
        yield shape(fields)
        fields.pass_over()


def _gathered(read: Iterable[Line], findings: Findings) -> Record:
    """The lines by their kinds, each in the order of the file; faults for an id that is given twice."""
    kinds: dict[type, list[Any]] = {kind: [] for kind in get_args(Line)}
    seen: dict[str, str] = {}
    for line in read:
        kinds[type(line)].append(line)
        if isinstance(line, CommentLine | QuestionLine) and line.id:
            if line.id in seen:
                what = f"The id “{line.id}” was given on {seen[line.id]} already; give each item its own"
                findings.faults.append(Fault(line.where, what))
            seen.setdefault(line.id, line.where)
    return Record(
        people=tuple(kinds[Part]),
        comments=tuple(kinds[CommentLine]),
        questions=tuple(kinds[QuestionLine]),
        answers=tuple(kinds[AnswerLine]),
        declarations=tuple(kinds[DeclarationLine]),
        lines=tuple(kinds[EnquiryLine]),
        commitments=tuple(kinds[CommitmentLine]),
        changes=tuple(kinds[ChangeLine]),
        partners=tuple(kinds[PartnerLine]),
        recommendations=tuple(kinds[RecommendationLine]),
        coverage=tuple(kinds[CoverageLine]),
        papers=tuple(kinds[PaperLine]),
    )


def _whole(document: dict[str, Any], findings: Findings) -> Record:
    top = Fields(document, "", findings)
    top.given("format")
    listed = [(one.where, {"type": kind, **one.values}) for name, kind in whole.LISTS for one in top.objects(name)]
    held = _gathered(_read(listed, findings), findings)
    found = whole.about_and_versions(top, held)
    top.pass_over()
    return found
