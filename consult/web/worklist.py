"""The work list: what of it was asked for, and its lines in words. One reading of the rows gives the lines and every count."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from consult.domain.due import is_overdue
from consult.domain.lifecycle import AnswerState
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.domain.permissions import Act
from consult.domain.places import WHOLE_DRAFT
from consult.domain.typed_numbers import number_in
from consult.domain.visibility import sees_desk
from consult.queries import work
from consult.queries.work import Work
from consult.web.desk import InHand, in_hand
from consult.web.guards import Here

ORDER = (AnswerState.AWAITED, AnswerState.RETURNED, AnswerState.DRAFTED, AnswerState.APPROVED, AnswerState.RELEASED)
"""What has to be written comes first."""

TO_WRITE = frozenset({AnswerState.AWAITED, AnswerState.RETURNED})
"""What somebody has to take in hand: an answer that waits for approval or release is no longer nobody's."""

PAGE = 50
SOON = timedelta(days=7)
NO_SECTION = "-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list was asked for; "" for all. `who` is "mine", "nobody" or a person's id, `due` "overdue" or "week"."""

    who: str = ""
    due: str = ""
    state: str = ""
    section: str = ""  # the section's key, NO_SECTION for the whole draft and no part in particular
    authority: str = ""

    @classmethod
    def asked(cls, args: Mapping[str, str]) -> "Wanted":
        """Reads an address; what makes no sense is left out."""
        who, due, state = args.get("who", ""), args.get("due", ""), args.get("state", "")
        authority = args.get("authority", "")
        return cls(
            who=who if who in {"mine", "nobody"} or number_in(who) is not None else "",
            due=due if due in {"overdue", "week"} else "",
            state=state if state in set(AnswerState) else "",
            section=args.get("section", "")[:40],
            authority=authority if number_in(authority) is not None else "",
        )

    @property
    def query(self) -> str:
        """Its part of an address."""
        return urlencode({name: value for name, value in asdict(self).items() if value})

    def takes(self, row: Work, viewer_id: int, today: date) -> bool:
        """True where a row is what was asked for. What is answered is nobody's to do, and never due."""
        owed = row.state is not AnswerState.RELEASED
        return (
            (not self.who or (owed and _is_with(row, self.who, viewer_id)))
            and (not self.due or (owed and _is_due(row, self.due, today)))
            and (not self.state or row.state == self.state)
            and (not self.section or (row.section or NO_SECTION) == self.section)
            and (not self.authority or str(row.authority_id) == self.authority)
        )


def _is_with(row: Work, who: str, viewer_id: int) -> bool:
    if who == "nobody":
        return row.person_id is None and row.state in TO_WRITE
    return row.person_id == (viewer_id if who == "mine" else int(who))


def _is_due(row: Work, due: str, today: date) -> bool:
    if due == "overdue":
        return is_overdue(row.due_on, today)
    return row.due_on is not None and row.due_on <= today + SOON


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list, in words. `value` names the item where several are chosen; "" where the viewer can do nothing."""

    reference: str
    href: str
    value: str
    opening: str
    by: str
    place: str
    authority: str
    received_at: datetime
    held: bool
    in_hand: InHand


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that narrows the list, with how many lines it leads to."""

    text: str
    href: str
    count: int
    current: bool
    attention: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """An entry of a drop-down list."""

    value: str
    text: str
    chosen: bool


class WorkList:
    """The rows one viewer may see, read once, and what was asked for of them."""

    def __init__(self, here: Here, wanted: Wanted) -> None:
        self.here, self.wanted = here, wanted
        self.mine = here.actor.authorities()
        self.everything = here.may(Act.RUN).ok
        read = work.worklist(here.session, here.consultation, None if self.everything else self.mine)
        self.rows = [self._as_seen(row) for row in read]
        self.today = here.now.astimezone(here.zone).date()
        self.found = self.matching(wanted)

    def matching(self, wanted: Wanted) -> list[Work]:
        """The rows that `wanted` takes, in the order they are shown."""
        found = [row for row in self.rows if wanted.takes(row, self.here.person.id, self.today)]
        return sorted(found, key=lambda row: ORDER.index(row.state))

    def counts(self) -> list[tuple[AnswerState, Choice]]:
        """For each state, how many of what else was asked for."""
        rest = replace(self.wanted, state="")
        return [
            (state, self._choice(state.wording, rest, state=state.value, attention=state is AnswerState.AWAITED))
            for state in ORDER
        ]

    def quick(self) -> list[Choice]:
        """The questions an officer asks first: what is mine, what is nobody's, what is late."""
        if not self.mine:
            return []
        rest = replace(self.wanted, who="", due="")
        return [
            self._choice("Assigned to me", rest, who="mine"),
            self._choice("Assigned to nobody", rest, who="nobody"),
            self._choice("Due within a week", rest, due="week"),
            self._choice("Overdue", rest, due="overdue", attention=True),
        ]

    def _choice(self, text: str, rest: Wanted, *, attention: bool = False, **narrowed: str) -> Choice:
        chosen = replace(rest, **narrowed)
        count = len(self.matching(chosen))
        current = chosen == self.wanted
        off = replace(chosen, **dict.fromkeys(narrowed, ""))
        return Choice(text, self.href(off if current else chosen), count, current, attention=attention and count > 0)

    def authorities(self) -> list[tuple[str, Choice, list[int]]]:
        """For the clerk: each authority, the way to its rows, and how many stand in each state."""
        names = {row.authority_id: row.authority for row in self.rows}
        counted = Counter((row.authority_id, row.state) for row in self.rows)
        return [
            (name, self._choice(name, Wanted(), authority=str(body)), [counted[body, state] for state in ORDER])
            for body, name in sorted(names.items(), key=lambda one: one[1])
        ]

    def options(self, name: str) -> list[Option]:
        """The entries of one of the drop-down lists: "section", "state", "authority" or "who"."""
        found: dict[str, str] = {}
        if name == "section":
            for row in sorted(self.rows, key=lambda row: row.position):
                found.setdefault(row.section or NO_SECTION, row.heading or "The whole draft, or no part in particular")
        elif name == "state":
            found = {state.value: state.wording for state in ORDER}
        elif name == "authority":
            found = {str(row.authority_id): row.authority for row in sorted(self.rows, key=lambda row: row.authority)}
        else:
            assigned = {str(row.person_id): row.person for row in self.rows if row.person_id}
            found = {"mine": "Me", "nobody": "Nobody"} | dict(sorted(assigned.items(), key=lambda one: one[1]))
        chosen = getattr(self.wanted, name)
        return [Option(value, text, value == chosen) for value, text in found.items()]

    def page(self, number: int) -> list[tuple[AnswerState, list[Row]]]:
        """One page (from 1) of the rows found, by state."""
        shown = self.found[(number - 1) * PAGE : number * PAGE]
        return [(state, [self.line(row) for row in shown if row.state is state]) for state in ORDER]

    @property
    def page_count(self) -> int:
        return max(1, -(-len(self.found) // PAGE))

    def href(self, wanted: Wanted, page: int = 1) -> str:
        """The address of the list, narrowed."""
        query = "&".join(filter(None, (wanted.query, f"page={page}" if page > 1 else "")))
        return url_for("work.index", slug=self.here.consultation.slug) + (f"?{query}" if query else "")

    def line(self, row: Work) -> Row:
        """A row in words."""
        kind, page = (COMMENT, "comments.show") if row.kind == "comment" else (QUESTION, "questions.show")
        ref = reference(kind, row.number)
        owed = row.state is not AnswerState.RELEASED
        answers = row.authority_id in self.mine and owed
        extra: dict[str, Any] = {"answer": f"{ref}-{row.authority_id}"} if answers else {}
        return Row(
            reference=ref,
            href=url_for(page, slug=self.here.consultation.slug, ref=ref, _anchor=ref, **extra),
            value=f"{ref}:{row.authority_id}" if answers else "",
            opening=row.opening,
            by=f"{row.by}, {row.body}" if row.body and row.body not in row.by else row.by,
            place=row.heading or (WHOLE_DRAFT if kind == COMMENT else "No part in particular"),
            authority=row.authority,
            received_at=row.received_at,
            held=row.held and owed,
            in_hand=in_hand(row.person, row.due_on if owed else None, self.here) if row.person else InHand(),
        )

    def _as_seen(self, row: Work) -> Work:
        if sees_desk(self.here.actor, authority_id=row.authority_id):
            return row
        return replace(row, person_id=None, person="", due_on=None)


def chosen_items(values: Sequence[str]) -> list[tuple[str, int]]:
    """The items named in an address as "C-0003:7": (reference, authority's id), each once; what is none is left out."""
    found: dict[tuple[str, int], None] = {}
    for value in values:
        ref, _, authority = value.partition(":")
        if (number := number_in(authority)) is not None:
            found[ref, number] = None
    return list(found)
