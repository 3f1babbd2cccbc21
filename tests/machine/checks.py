"""What must be true whatever was done, in whatever order."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from consult.actions.recording import first_broken
from consult.domain.anchoring import CONTEXT
from consult.queries import comments, drafts
from consult.store.audit import AuditEntry
from consult.store.comments import Comment, Response
from consult.store.commitments import Commitment
from consult.store.drafts import DraftVersion, Paragraph, Section
from consult.store.packs import Issue, Pack
from consult.store.questions import Question
from consult.store.recommendations import Recommendation
from consult.store.redrafts import CommentPlace
from consult.store.sealing import Exemption
from tests.machine.world import World


def references_stand(world: World) -> None:
    """Each number is somebody's for good, and none is left out."""
    now: dict[str, tuple[object, ...]] = {}
    for kind, of in (("C", Comment), ("Q", Question)):
        rows = world.session.execute(select(of.number, of.id, of.author_id, of.received_at))
        now |= {f"{kind}{row[0]}": tuple(row) for row in rows}
    now |= {f"S{row[0]}": tuple(row) for row in world.session.execute(select(Recommendation.number, Recommendation.id))}
    now |= {f"P{row[0]}": tuple(row) for row in world.session.execute(select(Issue.number, Issue.id))}
    row = (Commitment.kind, Commitment.number, Commitment.id, Commitment.author_id, Commitment.received_at)
    now |= {f"{one[0][0].upper()}{one[1]}": tuple(one) for one in world.session.execute(select(*row))}
    assert {ref: now.get(ref) for ref in world.numbered} == world.numbered
    world.numbered = now
    kinds = Counter(ref[0] for ref in now)
    about = world.consultation
    numbered = (about.comments_numbered, about.questions_numbered, about.requests_numbered, about.undertakings_numbered)
    assert tuple(kinds[kind] for kind in "CQRU") == numbered


def issued_packs_stand(world: World) -> None:
    """What was published is not changed: its files, its contents and when it was; it is withdrawn once (R15)."""
    session = world.session
    for row in session.scalars(select(Issue).where(Issue.state == "issued")):
        files = session.execute(
            select(Pack.id, Pack.sha256, Pack.data).where(Pack.issue_id == row.id).order_by(Pack.id)
        ).all()
        now = (row.issued_at, row.draft_version, repr(row.contents), row.chain_head, tuple(map(tuple, files)))
        assert world.sealed.setdefault(row.number, now) == now
        if row.withdrawn_at is None:
            held = b" ".join(file.data or b"" for file in files).decode()
            assert [word for word in world.redacted if word in held] == [], "a pack that stands prints redacted words"


def comments_stand_in_the_current_version(world: World) -> None:
    """All of them; and that is a version which was not taken back."""
    current = world.version()
    assert (current.withdrawn_at, current.discarded_at) == (None, None)
    assert world.session.scalars(select(Comment.number).where(Comment.version_id != current.id)).all() == []


def places_are_right(world: World) -> None:
    """The place of each comment is within its version, and its words stand there; also in the versions it came through."""
    session = world.session
    sections = {one.id: one.version_id for one in session.scalars(select(Section))}
    paragraphs = {one.id: one for one in session.scalars(select(Paragraph))}
    places = session.scalars(select(CommentPlace)).all()
    standing = {comment.id: comment for comment in session.scalars(select(Comment))}
    for place in (*standing.values(), *places):
        if place.section_id is not None:
            assert sections[place.section_id] == place.version_id
        if place.paragraph_id is not None:
            paragraph = paragraphs[place.paragraph_id]
            assert (paragraph.version_id, paragraph.section_id) == (place.version_id, place.section_id)
            _words_stand(place, paragraph.text)
    for place in places:
        comment = standing[place.comment_id]
        if place.version_id == comment.version_id:
            assert _where(place) == _where(comment), f"C{comment.number} stands in two places of one version"


def _words_stand(place: Comment | CommentPlace, text: str) -> None:
    if place.quote is None or place.quote_start is None or place.quote_end is None:
        return
    start, end = place.quote_start, place.quote_end
    assert text[start:end] == place.quote
    assert text[max(0, start - CONTEXT) : start] == place.quote_prefix
    assert text[end : end + CONTEXT] == place.quote_suffix


def _where(place: Comment | CommentPlace) -> tuple[object, ...]:
    return place.section_id, place.paragraph_id, place.quote, place.quote_start, place.quote_end


def every_comment_is_in_one_list(world: World) -> None:
    """A comment is found by its reference, and in the list of exactly one place of the current version."""
    version = world.version()
    listed = Counter(number for place in _places(world, version) for number in _at(world, version, *place))
    assert listed == Counter(comment.number for comment in world.comments())
    for number in listed:
        comments.by_reference(world.session, world.consultation, f"C-{number:04d}")


def _places(world: World, version: DraftVersion) -> Iterator[tuple[int | None, int | None]]:
    yield None, None
    sections = drafts.sections(world.session, version)
    yield from ((section.id, None) for section in sections)
    for paragraph in drafts.paragraphs(world.session, [section.id for section in sections]):
        yield paragraph.section_id, paragraph.id


def _at(world: World, version: DraftVersion, section: int | None, paragraph: int | None) -> list[int]:
    found, total = comments.at_place(
        world.session, world.consultation, version.id, section, paragraph, page=1, size=1000
    )
    assert len(found) == total
    return [comment.number for comment in found]


def groups_are_alike(world: World) -> None:
    """What is answered together is one answer: the same words, approved, released and kept from the public together."""
    said: dict[int | None, set[tuple[object, ...]]] = {}
    rows = world.session.execute(
        select(Response, Exemption.id)
        .join(Comment, Comment.id == Response.comment_id)
        .outerjoin(Exemption, Exemption.response_id == Response.id)
        .where(Response.group_id.is_not(None), Comment.state == "received")
    )
    for one, exempt in rows:
        alike = (one.text, one.disposition, one.approved_at is None, one.released_at is None, exempt is None)
        said.setdefault(one.group_id, set()).add(alike)
    assert [group for group, versions in said.items() if len(versions) > 1] == []


def the_record_verifies(world: World) -> None:
    for chain in world.session.scalars(select(AuditEntry.chain).distinct()).all():
        assert first_broken(world.session, chain) is None


def nothing_dangles(world: World) -> None:
    connection = world.session.connection()
    assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


CHEAP = (
    references_stand,
    issued_packs_stand,
    comments_stand_in_the_current_version,
    places_are_right,
    groups_are_alike,
)
DEAR = (every_comment_is_in_one_list, the_record_verifies, nothing_dangles)
