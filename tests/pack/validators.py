"""Everyone who is asked whether a paper is sound, in one form: what they find wrong, in words."""

from collections.abc import Mapping
from pathlib import Path

import outloud
import page
import pikepdf

from tests.pack import archiving, structure

EXPLAINED: Mapping[str, str] = {
    "TBL-010": "a table of two columns whose rows have headers too: half of its cells are headers, and should be",
    "TBL-012": "the meeting's own recommendations are written by hand into empty cells",
    "ORD-001": "page numbers in the contents are painted after the titles, and are read beside them",
    "PAG-001": "a word that many blocks begin with, or one that fills whole pages, is taken for a running header",
}
"""Guesses of outloud's that were looked into and are wrong, with the reason. Everything else it says counts."""


def by_page_validation(data: bytes, profile: page.ValidationProfile) -> list[str]:
    """What page-validation finds against a standard."""
    report = page.validate_pdf_bytes(data, profile=profile)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def by_outloud(data: bytes, folder: Path) -> list[str]:
    """What outloud finds, errors and warnings, but for those that are explained."""
    file = folder / "paper.pdf"
    file.write_bytes(data)
    result = outloud.check(str(file))
    found = [f"{one.rule}: {one.message}" for one in result.findings if one.severity != "info"]
    return [*([result.error] if result.error else []), *(one for one in found if one[:7] not in EXPLAINED)]


def verdicts(data: bytes, folder: Path) -> dict[str, list[str]]:
    """What each finds: [] from everyone for a sound paper."""
    return {
        "ours": ours(data),
        "UA-1": by_page_validation(data, page.ValidationProfile.PDF_UA_1),
        "A-3a": by_page_validation(data, page.ValidationProfile.PDF_A_3A),
        "outloud": by_outloud(data, folder),
    }


def ours(data: bytes) -> list[str]:
    """What our own checks find: of tags, and of what makes a file fit for an archive."""
    try:
        return [*structure.faults(data), *archiving.faults(data)]
    except pikepdf.PdfError as error:
        return [str(error)]
