"""What is played: two consultations of one partnership, one long closed and answered, one open now."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from consult.actions.consultations import Particulars
from consult.demo.redraft import SECOND_VERSION, Redraft
from consult.domain.exemption import Sealed
from consult.domain.people import OFFICERS
from consult.domain.questions import Limits
from consult.domain.record import AnswerLine, CommentLine, EnquiryLine, Part, QuestionLine, Record
from consult.domain.record_about import Paused
from consult.domain.record_commitments import CommitmentLine
from consult.importing.records import lines

LONDON = ZoneInfo("Europe/London")
STORY = "community-safety-2021-2025"
REFRESH = "community-safety-2026-refresh"
CLERK = "clerk@example.org"
LEAD_AUTHORITY = "Norfolk County Council"

_FOLDER = Path(__file__).parent
_SHARED = Particulars(
    title="",
    host="Norfolk Countywide Community Safety Partnership",
    panel="Countywide Community Safety Partnership Scrutiny Sub-Panel",
    contact_title="Scrutiny officer, Democratic Services",
    contact_email=CLERK,
    contact_telephone="01632 960146",  # one of the numbers kept free for fiction
)

Contribution = CommentLine | QuestionLine | AnswerLine


@dataclass(frozen=True, slots=True)
class KeptBack:
    """When the clerk keeps a comment, or the `answer` to it, from the public, and why."""

    of: str
    at: datetime
    sealed: Sealed
    answer: bool = False


@dataclass(frozen=True, slots=True)
class WordsOut:
    """When the clerk redacts words of a comment, and why."""

    of: str
    at: datetime
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Covered:
    """Who says of a duty of the law which sections cover it, or why none does, and when."""

    duty: str
    headings: Sequence[str]
    explanation: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Script:
    """A consultation to be played. `owners` gives the authority that answers for each heading.

    `contributions` are in the order of their times.
    """

    slug: str
    particulars: Particulars
    draft_file: Path
    owners: Mapping[str, str]
    people: Sequence[Part]
    started_at: datetime
    published_at: datetime
    opens_at: datetime
    closes_at: datetime
    ends_at: datetime  # nothing of the script happens later but the redraft
    contributions: Sequence[Contribution]
    limits: Limits
    lines: Sequence[EnquiryLine]  # under which the clerk arranges the questions at the end
    interests: Mapping[str, tuple[str, str]]  # what somebody declares, by e-mail address; nobody else has an interest
    reminded: Mapping[str, datetime] = field(default_factory=dict)  # whom the clerk reminds, and when
    paused: Sequence[Paused] = ()
    kept_back: Sequence[KeptBack] = ()
    words_out: Sequence[WordsOut] = ()
    owed: Sequence[CommitmentLine] = ()  # what is asked for and promised; its files are made when it is played
    redraft: Redraft | None = None  # the version that follows, after all else
    chased: Mapping[str, datetime] = field(default_factory=dict)  # of which of it the clerk reminds, and when
    registers: Record = field(default_factory=Record)  # recommendations, the partnership and the background papers
    covered: Sequence[Covered] = ()


def story() -> Script:
    """The strategy for 2021 to 2025: commented on in February 2021 and answered by the week before the meeting."""
    return Script(
        slug=STORY,
        particulars=replace(
            _SHARED,
            title="Norfolk Countywide Community Safety Partnership strategy and delivery plan 2021-2025",
            meeting_on=date(2021, 3, 15),
            item_number="6",
            summary=_STORY_SUMMARY,
            recommendation=_STORY_RECOMMENDATION,
        ),
        draft_file=_FOLDER / "strategy.md",
        owners=json.loads((_FOLDER / "sections.json").read_text("utf-8")),
        people=lines(_objects("people.jsonl")).people,
        started_at=_local(1, 25, 10),
        published_at=_local(1, 29, 14),
        opens_at=_local(2, 1, 9),
        closes_at=_local(2, 19, 17),
        ends_at=_local(3, 5, 17, 30),
        contributions=_contributions(_objects("contributions.jsonl")),
        limits=Limits(each=3, notice=5),
        lines=lines(_objects("lines.jsonl")).lines,
        interests=_interests(),
        **_by_the_clerk(),
        owed=lines(_objects("commitments.jsonl")).commitments,
        registers=lines(_objects("registers.jsonl")),
        covered=_covered(),
        redraft=SECOND_VERSION,
    )


def _by_the_clerk() -> dict[str, Any]:
    """What the clerk does in the story besides: keeps back, redacts, chases, pauses, reminds."""
    moves = "This service moves to another server over the weekend."
    return {
        "kept_back": (
            KeptBack("q16", _local(2, 19, 16, 20), Sealed(3, _TENDERED)),
            KeptBack("x51", _local(3, 1, 10, 5), Sealed(2, _RECOGNISED)),
            KeptBack("x34", _local(3, 5, 17, 30), Sealed(7, _PATROLS), answer=True),
        ),
        "words_out": (WordsOut("x2", _local(3, 1, 9, 40), "A head teacher", _SCHOOL),),
        "chased": {"u1": _local(2, 3, 10, 5), "r3": _local(3, 4, 9, 15)},
        "paused": (Paused(_local(2, 13, 18), _local(2, 14, 18), moves),),
        "reminded": {"lead.opccn@example.org": _local(3, 2, 9, 30)},
    }


def _local(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2021, month, day, hour, minute, tzinfo=LONDON)


_SCHOOL = "The school could be recognised. What was passed on stays."
_TENDERED = (
    "It tells what those who tendered asked, and the next contract would cost more if each knew the others' prices."
)
_RECOGNISED = (
    "Two bereaved families could be recognised; what the member asks of the Home Office can be said without them."
)
_PATROLS = (
    "It says where and when officers patrol, which would help those who mean harm more than it would inform the public."
)

_STORY_SUMMARY = (
    "The Partnership published its draft strategy and delivery plan for 2021 to 2025 on 29 January 2021. Members of the "
    "Sub-Panel commented on it and put questions to the responsible authorities between 1 and 19 February. This report "
    "brings together every comment and question with the answer that was given, so that the Sub-Panel can scrutinise the "
    "draft before the Partnership is asked to adopt it on 25 March."
)
_STORY_RECOMMENDATION = (
    "That the Sub-Panel considers the comments, questions and answers in this report; decides which answers it wishes to "
    "pursue with the authorities at the meeting; and agrees any recommendations it wishes to make to the Partnership "
    "before the strategy is adopted."
)


def refresh(now: datetime) -> Script:
    """The annual refresh, open since yesterday morning, so that commenting can be tried. Its times follow from `now`."""
    today = now.astimezone(LONDON).date()
    opens_at = datetime.combine(today - timedelta(days=1), time(9), LONDON)
    owners: dict[str, str] = json.loads((_FOLDER / "refresh-sections.json").read_text("utf-8"))
    answering = {*owners.values(), "Norfolk Fire and Rescue Service"}
    return Script(
        slug=REFRESH,
        particulars=replace(
            _SHARED,
            title="Community safety strategy: annual refresh",
            meeting_on=today + timedelta(days=42),
            item_number="5",
            summary=_REFRESH_SUMMARY,
            recommendation=_REFRESH_RECOMMENDATION,
        ),
        draft_file=_FOLDER / "refresh.md",
        owners=owners,
        people=[p for p in lines(_objects("people.jsonl")).people if p.role not in OFFICERS or p.body in answering],
        started_at=opens_at - timedelta(days=5),
        published_at=opens_at - timedelta(days=3),
        opens_at=opens_at,
        closes_at=three_weeks_ahead(now),
        ends_at=now,
        contributions=_contributions(
            {**line, "at": _part_of(now - opens_at, opens_at, line["at"]).isoformat()}
            for line in _objects("refresh.jsonl")
        ),
        limits=Limits(each=3, notice=5),
        lines=(),
        interests=_interests(),
        reminded={"member.southnorfolk@example.org": _part_of(now - opens_at, opens_at, 0.3)},
    )


_REFRESH_SUMMARY = (
    "The strategy is refreshed each year. This report sets out what the Partnership proposes to change, the comments and "
    "questions of the Sub-Panel, and the answers of the responsible authorities."
)
_REFRESH_RECOMMENDATION = (
    "That the Sub-Panel considers the comments and answers, and says what it wishes to be changed."
)


def three_weeks_ahead(now: datetime) -> datetime:
    """5pm in three weeks' time: when the open window closes."""
    return datetime.combine(now.astimezone(LONDON).date() + timedelta(days=21), time(17), LONDON)


def _part_of(whole: timedelta, start: datetime, share: float) -> datetime:
    return (start.astimezone(UTC) + whole * share).replace(microsecond=0)


def _interests() -> dict[str, tuple[str, str]]:
    declared: dict[str, tuple[str, str]] = json.loads((_FOLDER / "interests.json").read_text("utf-8"))
    return declared


def _covered() -> list[Covered]:
    objects = json.loads((_FOLDER / "coverage.json").read_text("utf-8"))
    return [Covered(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in objects]


def _contributions(objects: Iterable[dict[str, Any]]) -> list[Contribution]:
    said = lines(objects)
    return sorted((*said.comments, *said.questions, *said.answers), key=lambda line: line.at)


def _objects(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_FOLDER / name).read_text("utf-8").splitlines()]
