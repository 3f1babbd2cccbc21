"""The files authorities supply in the demonstration: small tables, made when it is played."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from consult.domain.supplied_files import FileBrought
from consult.pack.sheets import Column, ColumnKind, Sheet, csv_text, workbook

_REFERRALS = Sheet(
    "Referrals by crews",
    (
        Column("District", 34), Column("Cuckooing", 12, ColumnKind.NUMBER), Column("Self-neglect", 12, ColumnKind.NUMBER),
        Column("Hoarding", 12, ColumnKind.NUMBER), Column("Abuse", 12, ColumnKind.NUMBER), Column("All", 12, ColumnKind.NUMBER),
    ),
    (
        ("Breckland", 4, 27, 18, 9, 58), ("Broadland", 2, 20, 14, 5, 41), ("Great Yarmouth", 14, 29, 19, 12, 74),
        ("King's Lynn and West Norfolk", 7, 31, 18, 10, 66), ("North Norfolk", 2, 24, 15, 6, 47),
        ("Norwich", 19, 33, 21, 16, 89), ("South Norfolk", 2, 18, 12, 5, 37),
    ),
)  # fmt: skip
_SCHOOLS = Sheet(
    "Schools without a trained lead",
    (Column("District", 34), Column("Schools without a trained lead", 20, ColumnKind.NUMBER)),
    (
        ("Breckland", 19), ("Broadland", 13), ("Great Yarmouth", 17), ("King's Lynn and West Norfolk", 25),
        ("North Norfolk", 14), ("Norwich", 18), ("South Norfolk", 15),
    ),
)  # fmt: skip


def _referrals(made_at: datetime) -> Sequence[FileBrought]:
    book = workbook([_REFERRALS], title="Referrals by crews, April 2019 to March 2020", made_at=made_at)
    return FileBrought("Referrals by crews 2019-20.xlsx", book), FileBrought(
        "Referrals by crews 2019-20.csv", csv_text(_REFERRALS)
    )


def _schools(_made_at: datetime) -> Sequence[FileBrought]:
    return (FileBrought("Schools without a trained lead.csv", csv_text(_SCHOOLS)),)


FILES: Mapping[str, Callable[[datetime], Sequence[FileBrought]]] = {"r1": _referrals, "r2": _schools}
"""What is attached to what is supplied to a request, by its id in commitments.jsonl."""
