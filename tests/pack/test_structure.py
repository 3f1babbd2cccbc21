"""The papers are sound by everyone's word, and everyone's word is worth something: what is put wrong on purpose is found.

`TABLE` in damages.py says who finds what. Our own check finds all of it; the others are asked because they were written by
others, and know rules that we may have misread.
"""

from pathlib import Path

import pytest
from page import ValidationProfile

from tests.pack.damages import A_3A, TABLE, Damage, damaged, with_packed_metadata, without
from tests.pack.structure import faults
from tests.pack.validators import by_page_validation, ours, verdicts

SOUND: dict[str, list[str]] = {"ours": [], "UA-1": [], "A-3a": [], "outloud": []}


@pytest.mark.parametrize("paper", ["printed", "printed_nasty", "printed_empty", "specimen"])
def test_the_paper_is_pdf_ua_1_and_pdf_a_3a(paper: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    assert verdicts(request.getfixturevalue(paper), tmp_path) == SOUND


def test_a_long_paper_is_both_too(printed_long: bytes) -> None:
    """Without outloud, which takes longer over sixty pages than the press."""
    assert ours(printed_long) == []
    assert by_page_validation(printed_long, ValidationProfile.PDF_UA_1) == []
    assert by_page_validation(printed_long, ValidationProfile.PDF_A_3A) == []


def test_opening_and_saving_alone_breaks_nothing(specimen: bytes, tmp_path: Path) -> None:
    """So that what the next tests find is the damage."""
    assert verdicts(damaged(specimen, lambda pdf: None), tmp_path) == SOUND


@pytest.mark.parametrize(("damage", "fault", "others"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_damage_is_found(specimen: bytes, tmp_path: Path, damage: Damage, fault: str, others: set[str]) -> None:
    found = verdicts(damaged(specimen, damage), tmp_path)
    assert [said for said in found["ours"] if fault in said] != []
    assert {who for who, said in found.items() if said} == {"ours", *others}


def test_an_untagged_file_is_only_that(specimen: bytes) -> None:
    assert faults(damaged(specimen, without("/StructTreeRoot"))) == ["the file is not tagged"]


def test_metadata_that_only_a_pdf_reader_could_read_are_found(specimen: bytes, tmp_path: Path) -> None:
    assert b"<pdfaid:part>3</pdfaid:part>" in specimen
    found = verdicts(with_packed_metadata(specimen), tmp_path)
    assert found["ours"] == ["what the document says of itself is packed"]
    assert {who for who, said in found.items() if said} == {"ours", A_3A}
