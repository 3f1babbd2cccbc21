"""Members are told once of a new version: what changed in the sections they spoke on, and what became of their comments."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.domain.lifecycle import ItemState
from consult.domain.numbering import COMMENT, reference
from consult.domain.people import PANEL, Actor, Membership, Role
from consult.domain.redline_paper import ChangedSection, RedlinePaper
from consult.mail import letters
from consult.present.entries import Presenter
from consult.present.redlines import redline_paper
from consult.queries import people, redrafts
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion
from consult.store.people import Person
from consult.store.redrafts import CommentPlace

Address = Callable[[str], str]
"""The full address of a page of the consultation, by its path within it: "comments/C-0001"."""

Carried = tuple[Comment, CommentPlace]


@dataclass(frozen=True, slots=True)
class _Section:
    name: str
    changes: str
    url: str


@dataclass(frozen=True, slots=True)
class _Line:
    reference: str
    answer: str
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class _Group:
    title: str
    comments: tuple[_Line, ...]


def tell_members(
    session: Session, consultation: Consultation, version: DraftVersion, *, address: Address, zone: ZoneInfo, now: datetime
) -> int:  # fmt: skip
    """Writes one letter to each who commented, or supports a comment, on the version before; returns how many.

    To be called in the transaction in which `version` was published. Whoever takes part no longer is not written to.
    """
    if version.based_on_id is None:
        return 0
    before = redrafts.with_document(session, consultation, redrafts.number_of(session, version.based_on_id))
    current = redrafts.with_document(session, consultation, version.number or 0)
    paper = redline_paper(session, consultation, before, current)
    carried = [one for one in redrafts.with_places(session, consultation, version.id) if _stands(one)]
    stood = {place.comment_id: place for _, place in redrafts.with_places(session, consultation, before.id)}
    own, supported = _by_person(session, consultation, carried)
    told = 0
    for person, actor in _panel(session, consultation):
        mine, others = own.get(person.id, ()), supported.get(person.id, ())
        if not mine and not others:
            continue
        presenter = Presenter(actor, zone)
        groups = [("Your comments", mine), ("Comments you support", others)]
        spoken_on = [stood[comment.id] for comment, _ in (*mine, *others) if comment.id in stood]
        letters.write(
            session, "redraft", to=person.email, now=now, name=person.name, consultation=consultation.title,
            version=version.number, sections=_sections(paper, spoken_on, address),
            groups=[_group(presenter, title, these, address) for title, these in groups if these],
            url=address(f"versions/{paper.old}/{paper.new}"),
        )  # fmt: skip
        told += 1
    return told


def _group(presenter: Presenter, title: str, carried: Sequence[Carried], address: Address) -> _Group:
    return _Group(title, tuple(_line(presenter, one, address) for one in carried))


def _panel(session: Session, consultation: Consultation) -> list[tuple[Person, Actor]]:
    """The members of the panel, each once."""
    found: dict[int, tuple[Person, list[Membership]]] = {}
    for row in people.taking_part(session, consultation):
        _, parts = found.setdefault(row.person_id, (row.person, []))
        parts.append(Membership(Role(row.role), row.body_id))
    actors = ((person, Actor(person.id, person.name, tuple(parts))) for person, parts in found.values())
    return [(person, actor) for person, actor in actors if actor.holds(PANEL)]


def _stands(one: Carried) -> bool:
    comment, place = one
    return comment.state == ItemState.RECEIVED.value and place.state != "made"


def _by_person(
    session: Session, consultation: Consultation, carried: Iterable[Carried]
) -> tuple[Mapping[int, Sequence[Carried]], Mapping[int, Sequence[Carried]]]:
    """What each person said, and what they support of others, by their ids."""
    own: dict[int, list[Carried]] = defaultdict(list)
    supported: dict[int, list[Carried]] = defaultdict(list)
    by_comment = redrafts.supporters_of(session, consultation)
    for comment, place in carried:
        own[comment.author_id].append((comment, place))
        for person_id in by_comment.get(comment.id, ()):
            supported[person_id].append((comment, place))
    return own, supported


def _sections(paper: RedlinePaper, stood: Sequence[CommentPlace], address: Address) -> list[_Section]:
    """The sections somebody spoke on that changed, in the order of the draft; all of them for who spoke on the whole draft."""
    spoken = {place.section.position for place in stood if place.section}
    whole = any(place.section_id is None for place in stood)
    found = [section for section in paper.sections if section.changes and (whole or spoken & set(section.olds))]
    return [_told(paper, section, address) for section in found]


def _told(paper: RedlinePaper, section: ChangedSection, address: Address) -> _Section:
    changes = "1 change" if section.changes == 1 else f"{section.changes} changes"
    url = address(f"versions/{paper.old}/{paper.new}?section={section.anchor}")
    return _Section(section.name, changes, url)


def _line(presenter: Presenter, one: Carried, address: Address) -> _Line:
    comment, place = one
    entry = presenter.comment(comment)
    answer = next((a.disposition or a.status for a in entry.answers), entry.marks[0] if entry.marks else "")
    now = "its words are no longer in the draft" if place.state == "orphaned" else f"now on {presenter.place(comment)}"
    ref = reference(COMMENT, comment.number)
    return _Line(ref, answer, now, address(f"comments/{ref}"))
