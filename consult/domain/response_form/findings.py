"""What is found wrong in a form, collected row by row so that all of it can be told at once."""

from dataclasses import dataclass, field

from consult.domain.plain_text import normalised, problem_with
from consult.domain.refusals import Refused
from consult.domain.response_form.shapes import COLUMNS, FilledRow, Layout, RowReport


@dataclass(slots=True)
class Findings:
    """The faults of one form. `sheet` is what its table is called."""

    layout: Layout
    sheet: str
    faults: list[RowReport] = field(default_factory=list)

    def whole(self, wrong: str, remedy: str) -> None:
        """Something wrong with the file as a whole."""
        self.faults.append(RowReport(None, "", "", wrong, remedy))

    def row(self, row: FilledRow, column: str, wrong: str, remedy: str) -> None:
        """Something wrong in a cell that could be read; `column` is the column's name in `COLUMNS`."""
        if column in row.spoilt:
            return
        self.faults.append(RowReport(row.row, self.sheet, heading_of(self.layout, column), wrong, remedy))

    def refused(self, row: FilledRow, column: str, error: Refused) -> None:
        """What a rule said of a cell: its first sentence is what is wrong, the rest what to do."""
        wrong, _, remedy = error.reason.partition(". ")
        self.row(row, column, f"{wrong.removesuffix('.')}.", remedy or "Write it as the draft has it.")

    def words(self, row: FilledRow, column: str, most: int) -> str:
        """The words of a cell as they are stored; noted, and "", where they cannot be."""
        text = normalised(row.cells.get(column, "")) or ""
        problem = problem_with(text, most)
        if not problem:
            return text
        wrong, _, remedy = problem.partition(". ")
        if len(text) > most:
            remedy = f"They have {len(text):,}: shorten them"
        self.row(row, column, f"The words {wrong}.", f"{remedy or 'Write it otherwise'}.")
        return ""


def heading_of(layout: Layout, column: str) -> str:
    """A column's heading, on one line."""
    return next(one.heading for one in COLUMNS[layout] if one.name == column)
