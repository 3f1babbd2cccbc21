"""A member's report gathered from a play, and where in it things stand."""

from collections.abc import Iterator

from consult.domain.report import Particulars, Point, Report
from consult.pack.reports import gather_report
from consult.store.people import Person
from tests.factories import LONDON, Play

PARTICULARS = Particulars(
    "Norwich City Council", "Scrutiny committee", "Scrutiny Sub-Panel", "In short.", "To note it."
)


def report_of(play: Play, person: Person | None = None, particulars: Particulars = PARTICULARS) -> Report:
    person_id = (person or play.cast.member).id
    play.session.flush()
    play.session.expire_all()
    return gather_report(play.session, play.consultation, person_id, particulars, made_at=play.now, timezone=LONDON)


def titles(report: Report) -> list[str]:
    return [part.title for part in report.parts]


def points(report: Report, title: str) -> tuple[Point, ...]:
    return next(part.points for part in report.parts if part.title == title)


def said(report: Report) -> str:
    """Every word of the report proper."""
    return "\n".join(words for part in report.parts for point in part.points for words in _words(point))


def _words(point: Point) -> Iterator[str]:
    yield from (point.text, point.words)
    for line in point.lines:
        yield from (line.text, line.words, *(piece.text for piece in line.change))
