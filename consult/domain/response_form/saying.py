"""What somebody says in a row: where they stand, the words they mean, their comment and other wording."""

import re

from rapidfuzz import fuzz

from consult.domain.anchoring import Anchor, find
from consult.domain.dispositions import Kind, Stance
from consult.domain.refusals import Refused
from consult.domain.response_form.findings import Findings
from consult.domain.response_form.making import same_words
from consult.domain.response_form.placing import Place
from consult.domain.response_form.shapes import LONGEST_TEXT, Entry, FilledRow, FormParagraph, Layout, in_quotes

_STANCES: dict[Stance, str] = {
    Stance.SUPPORT: "support|supports|supported|supporting|i support|in support|agree|agreed|in favour|for",
    Stance.SUPPORT_WITH_CONDITIONS: (
        "support with conditions|support with a condition|support with condition|supports with conditions|"
        "conditional support|conditionally support|support conditionally|support subject to conditions|"
        "agree with conditions|support if|with conditions"
    ),
    Stance.OBJECT: "object|objects|objection|i object|oppose|opposes|opposed|disagree|against|not support|do not support",
    Stance.OBSERVATION: "observation|observations|observe|observing|note|noted|neutral|comment only|neither",
}
_BY_WORDS = {words: stance for stance, listed in _STANCES.items() for words in listed.split("|")}
_TYPES = {
    "ge": Kind.COMMENT,
    "gen": Kind.COMMENT,
    "general": Kind.COMMENT,
    "te": Kind.COMMENT,
    "tech": Kind.COMMENT,
    "technical": Kind.COMMENT,
    "ed": Kind.DRAFTING_POINT,
    "edit": Kind.DRAFTING_POINT,
    "editorial": Kind.DRAFTING_POINT,
}
_GENERAL = frozenset({"ge", "gen", "general"})
_WORDING = 50.0
"""A proposed change at least this much like its paragraph (0 to 100) is the paragraph put otherwise, not an instruction."""

_NO_COMMENT = "There is no comment."
_WRITE_IT = "Say what you want to say, or empty the rest of the row."
_NOT_WORDS = re.compile(r"[\s.,;:!\-–—/()]+")


def stance_of(words: str) -> Stance | None:
    """Where somebody stands, in the printed words or others that cannot be mistaken; None for anything else."""
    return _BY_WORDS.get(_plainly(words))


def is_general(kind: str) -> bool:
    """True for ISO's type "ge", which may concern the whole draft."""
    return _plainly(kind) in _GENERAL


def said_in(row: FilledRow, place: Place | None, findings: Findings) -> Entry | None:
    """The row's comment; None, with what is wrong noted, where there is none to take. `place` None: it was not found."""
    before = len(findings.faults)
    entry = (_in_iso if findings.layout is Layout.ISO else _in_response)(row, place, findings)
    return None if place is None or len(findings.faults) > before else entry


def _in_response(row: FilledRow, place: Place | None, findings: Findings) -> Entry:
    stance = stance_of(row.said("stance"))
    if stance is None:
        given = row.said("stance")
        listed = ", ".join(one.wording for one in Stance)
        wrong = f"{in_quotes(given)} is not one of the views." if given else "There is no view."
        findings.row(row, "stance", wrong, f"Choose one of: {listed}.")
    text = _comment(row, findings)
    section_key, paragraph_key = place.keys if place else ("", "")
    anchor, suggested = None, ""
    if place and row.said("quote"):
        anchor = _quoted(row, place.paragraph, findings)
    if place and row.said("suggested"):
        suggested = _suggested(row, place.paragraph, anchor, findings)
    return Entry(row.row, section_key, paragraph_key, stance or Stance.OBSERVATION, text, anchor, suggested)


def _in_iso(row: FilledRow, place: Place | None, findings: Findings) -> Entry:
    kind = _TYPES.get(_plainly(row.said("type")))
    if kind is None:
        given = row.said("type")
        wrong = f"{in_quotes(given)} is not a type of comment." if given else "There is no type of comment."
        findings.row(row, "type", wrong, "Write ge (general), te (technical) or ed (editorial).")
    if row.said("line"):
        findings.row(row, "line", "The draft has no line numbers.", "Give the paragraph’s number, and empty this cell.")
    if row.said("answer"):
        findings.row(row, "answer", "This column is for the answer.", "Empty this cell.")
    text, place = _comment(row, findings), place or Place()
    council = " ".join(findings.words(row, "council", 200).split())
    suggested = findings.words(row, "suggested", LONGEST_TEXT)
    if suggested and not _is_wording(row, suggested, place.paragraph, findings):
        text, suggested = f"{text}\n\nProposed change: {suggested}", ""
        if len(text) > LONGEST_TEXT:
            findings.row(
                row, "suggested", "Comment and proposed change are too long together.", "Shorten one of the two."
            )
    section_key, paragraph_key = place.keys
    return Entry(
        row.row, section_key, paragraph_key, Stance.OBSERVATION, text, None, suggested, kind or Kind.COMMENT, council
    )


def _comment(row: FilledRow, findings: Findings) -> str:
    if not row.said("comment"):
        findings.row(row, "comment", _NO_COMMENT, _WRITE_IT)
        return ""
    return findings.words(row, "comment", LONGEST_TEXT)


def _quoted(row: FilledRow, paragraph: FormParagraph | None, findings: Findings) -> Anchor | None:
    if paragraph is None:
        findings.row(
            row,
            "quote",
            "Words can be commented on only in a paragraph.",
            "Empty this cell, or use the paragraph’s row.",
        )
        return None
    quote = row.said("quote")
    try:
        # In the form a bar stands between the cells of a table.
        return find(paragraph.text, quote.replace(" | ", "\t") if "\t" in paragraph.text else quote)
    except Refused as error:
        findings.refused(row, "quote", error)
        return None


def _suggested(row: FilledRow, paragraph: FormParagraph | None, anchor: Anchor | None, findings: Findings) -> str:
    if paragraph is None:
        findings.row(
            row, "suggested", "Other wording can be suggested only for a paragraph.", "Use the paragraph’s own row."
        )
        return ""
    words = findings.words(row, "suggested", 2 * len(paragraph.text) + LONGEST_TEXT)
    if same_words(words, anchor.exact if anchor else paragraph.text):
        _note_same(row, findings)
    return words


def _is_wording(row: FilledRow, words: str, paragraph: FormParagraph | None, findings: Findings) -> bool:
    """ISO's column takes other wording and instructions ("Delete the last sentence") alike; only the first is a redline."""
    if paragraph is None:
        return False
    if same_words(words, paragraph.text):
        _note_same(row, findings)
    return fuzz.ratio(words, paragraph.text) >= _WORDING


def _note_same(row: FilledRow, findings: Findings) -> None:
    findings.row(
        row, "suggested", "The suggested wording is the same as the draft’s.", "Change it, or empty this cell."
    )


def _plainly(words: str) -> str:
    return _NOT_WORDS.sub(" ", words).strip().casefold()
