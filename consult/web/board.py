"""The clerk's board: sections by where their comments stand, authorities by what they owe. Each figure leads to its list."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from flask import url_for

from consult.domain.commitments import Kind
from consult.domain.lifecycle import AnswerState
from consult.domain.places import WHOLE_DRAFT, chapters
from consult.queries import board, drafts
from consult.queries.board import Figures
from consult.queries.standing import Mark, Progress
from consult.store.drafts import Section
from consult.web.comment_filters import GONE, NO_LONGER, WHOLE
from consult.web.guards import Here
from consult.web.worklist import ORDER, Wanted, WorkList

COLUMNS = ("Received", "Not answered", "Awaiting approval", "Awaiting release", "Late", "Exempt")
EVERY = "all"
"""What an address asks for whose chapters are all unfolded."""

_NARROWED: tuple[dict[str, str], ...] = (
    {},
    {"progress": Progress.TO_WRITE.value},
    {"progress": Progress.TO_APPROVE.value},
    {"progress": Progress.TO_RELEASE.value},
    {"mark": Mark.LATE.value},
    {"mark": Mark.EXEMPT.value},
)
"""What each column asks of a list."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure and the list of just that; "" where there is none."""

    column: str
    figure: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table. `key` names it on the page; `fold` unfolds a chapter's sections, or folds them."""

    key: str
    title: str
    cells: tuple[Cell, ...]
    level: int = 1
    fold: str = ""
    unfolded: bool = False
    below: int = 0  # sections a chapter holds besides its own heading


class Sections:
    """The draft by what was said on it, what came besides, and the sums. `part` is the chapter unfolded, "" or EVERY."""

    columns = COLUMNS

    def __init__(self, here: Here, part: str) -> None:
        self.here, self.part = here, part
        self.comments = board.of_comments(here.session, here.consultation)
        self.questions = board.of_questions(here.session, here.consultation)
        self.commitments = board.of_commitments(here.session, here.consultation)

    @property
    def lines(self) -> list[Line]:
        """What was said on the whole draft, and on each chapter of it; of chapters unfolded, on each of their sections."""
        found = [self._line(WHOLE, WHOLE_DRAFT, self.comments.get("", Figures()), self._comments(section=WHOLE))]
        known = {""}
        for sections in self._chapters():
            found += self._chapter(sections)
            known |= {section.key for section in sections}
        gone = sum((figures for key, figures in self.comments.items() if key not in known), Figures())
        if gone.received:
            found.append(self._line(GONE, NO_LONGER, gone, self._comments(section=GONE)))
        return found

    @property
    def sums(self) -> list[Line]:
        """Below them: all comments, the questions, what was requested and promised."""
        comments = sum(self.comments.values(), Figures())
        return [
            self._line("comments", "All comments", comments, self._comments()),
            self._line("questions", "Scrutiny questions", self.questions, self._list("questions.index")),
            *(self._owed(kind, self.commitments.get(kind, Figures())) for kind in Kind),
        ]

    @property
    def total(self) -> Line:
        """Everything received."""
        everything = sum((*self.comments.values(), *self.commitments.values()), self.questions)
        return self._line("total", "Total", everything, ())

    @property
    def folds(self) -> tuple[str, bool]:
        """The address at which every chapter is unfolded, or none; and whether they are now."""
        unfolded = self.part == EVERY
        return self._url("board.index", _anchor="sections", **({} if unfolded else {"part": EVERY})), unfolded

    def _chapters(self) -> list[list[Section]]:
        about = self.here.consultation
        if not about.current_version:
            return []
        sections = drafts.sections(self.here.session, drafts.version(self.here.session, about, about.current_version))
        return [[sections[n] for n in chapter] for chapter in chapters(sections)]

    def _chapter(self, sections: Sequence[Section]) -> Iterator[Line]:
        head, *below = sections
        unfolded = bool(below) and self.part in {head.key, EVERY}
        figures = sum((self.comments.get(section.key, Figures()) for section in sections), Figures())
        yield self._line(
            head.key, _title(head), figures, self._comments(section=head.key),
            fold=self._fold(head.key, unfolded=unfolded) if below else "", unfolded=unfolded, below=len(below),
        )  # fmt: skip
        for section in below if unfolded else ():
            own = self.comments.get(section.key, Figures())
            level = min(4, max(2, 1 + section.level - head.level))
            yield self._line(section.key, _title(section), own, self._comments(section=section.key), level=level)

    def _fold(self, key: str, *, unfolded: bool) -> str:
        asked = {} if unfolded else {"part": key}
        return self._url("board.index", _anchor=f"row-{key}", **asked)

    def _line(self, key: str, title: str, figures: Figures, hrefs: Sequence[str], **more: Any) -> Line:
        addresses = hrefs or [""] * len(COLUMNS)
        shown = zip(COLUMNS, astuple(figures), addresses, strict=True)
        return Line(
            key, title, tuple(Cell(name, figure, href if figure else "") for name, figure, href in shown), **more
        )

    def _owed(self, kind: Kind, figures: Figures) -> Line:
        return self._line(kind.value, f"{kind.wording}s", figures, self._list("register.index", type=kind.wording))

    def _comments(self, **where: str) -> list[str]:
        return self._list("comments.index", **where)

    def _list(self, endpoint: str, **where: str) -> list[str]:
        return [self._url(endpoint, **where, **narrowed) for narrowed in _NARROWED]

    def _url(self, endpoint: str, **values: Any) -> str:
        return url_for(endpoint, slug=self.here.consultation.slug, **values)


def _title(section: Section) -> str:
    return f"{section.number} {section.heading}".strip()


OVERDUE: Mapping[Kind, str] = {Kind.REQUEST: "Overdue requests", Kind.UNDERTAKING: "Overdue undertakings"}


class Authorities:
    """The authorities by how far their answers have come, and by what they should have sent."""

    columns = ("Put to it", *(state.wording for state in ORDER), *OVERDUE.values())

    def __init__(self, here: Here) -> None:
        self.here = here
        self.listed = WorkList(here, Wanted())
        self.counted = Counter((row.authority_id, row.state) for row in self.listed.rows)
        found = board.overdue(here.session, here.consultation, here.now.astimezone(here.zone).date())
        self.overdue = {(one.authority_id, one.kind): one.count for one in found}
        self.names = {row.authority_id: row.authority for row in self.listed.rows}
        self.names |= {one.authority_id: one.authority for one in found}

    @property
    def lines(self) -> list[Line]:
        """By name."""
        return [self._line(body_id, name) for body_id, name in sorted(self.names.items(), key=lambda one: one[1])]

    def count(self, body_id: int, *states: AnswerState) -> int:
        """How many answers of an authority stand in some states."""
        return sum(self.counted[body_id, state] for state in states)

    def _line(self, body_id: int, name: str) -> Line:
        figures = [self.count(body_id, *ORDER), *(self.count(body_id, state) for state in ORDER)]
        asked = [Wanted(authority=str(body_id), state=state) for state in ("", *ORDER)]
        cells = [
            Cell(column, figure, self.listed.href(wanted) if figure else "")
            for column, figure, wanted in zip(self.columns, figures, asked, strict=False)
        ]
        return Line(f"authority-{body_id}", name, (*cells, *(self._overdue(body_id, kind) for kind in Kind)))

    def _overdue(self, body_id: int, kind: Kind) -> Cell:
        count = self.overdue.get((body_id, kind), 0)
        asked: dict[str, Any] = {"type": kind.wording, "authority": body_id, "overdue": "yes"}
        slug = self.here.consultation.slug
        return Cell(OVERDUE[kind], count, url_for("register.index", slug=slug, **asked) if count else "")
