"""What the machine works on: a consultation whose window is open, in a database of its own, and words that stand nowhere else."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event, select
from sqlalchemy.orm import Session, undefer

from consult.actions.allowing import Contribution
from consult.actions.comments import Place
from consult.domain.lifecycle import Stage
from consult.domain.people import Actor
from consult.domain.refusals import Refused
from consult.queries import comments, commitments, drafts, questions, recommendations, redrafts
from consult.store.audit import AuditEntry
from consult.store.base import Base, prepare_sqlite
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion
from consult.store.people import Person
from consult.store.questions import Question
from consult.store.recommendations import Recommendation
from tests.conftest import Clock
from tests.factories import OPENS, SLUG, Cast, Play, address, consultation_at

T = TypeVar("T")

BEGUN = tuple(f"begun{n}x" for n in range(10))
SAID = (
    ("1", "", "member"),
    ("4", "close lines", "chair"),
    ("5", "More work is needed", "member"),
    (None, "", "co_opted"),
)

PANEL = ("member", "other_member", "co_opted", "chair")
OFFICERS = ("lead", "officer", "other_lead", "other_officer")


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")
    prepare_sqlite(engine)

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA synchronous=OFF")  # nobody pulls the plug here

    return engine


def prepare(path: Path) -> None:
    """Plays a consultation in an empty, migrated database until its window is open and something has been said."""
    engine = _engine(path)
    with Session(engine) as session:
        play = consultation_at(session, Stage.OPEN, clock=Clock())
        said = [
            play.comment(on=on, text=f"I say {word}.", quote=quote, by=getattr(play.cast, who))
            for (on, quote, who), word in zip(SAID, BEGUN, strict=False)
        ]
        play.release(play.answer(said[0], f"We found {BEGUN[4]}. We will send {BEGUN[5]}."))
        play.answer(said[1], BEGUN[6], by=play.cast.other_officer)
        play.release(play.answer(play.ask(BEGUN[7], about="Prevent", by=play.cast.chair), BEGUN[8]))
        play.request(BEGUN[9], section="County Lines")
        session.commit()
    engine.dispose()


class World:
    """One run: a copy of the prepared database. Each deed is a transaction, and the clock ticks after it."""

    def __init__(self, prepared: Path) -> None:
        path = prepared.with_name("run.sqlite")
        for old in path.parent.glob("run.sqlite*"):
            old.unlink()
        shutil.copyfile(prepared, path)
        self.engine = _engine(path)
        self.session = Session(self.engine)
        self.clock = Clock(OPENS + timedelta(days=7))
        self.words = list(BEGUN)
        self.redacted: list[str] = []
        self.numbered: dict[str, tuple[object, ...]] = {}
        self.sealed: dict[int, tuple[object, ...]] = {}  # what is known of each pack that was issued, by its number
        self.unsent: dict[str, str] = {}  # words that were written and not sent, and whose they are
        consultation = self.session.scalars(select(Consultation).where(Consultation.slug == SLUG)).one()
        people = {person.email: person for person in self.session.scalars(select(Person))}
        cast = Cast(**{field.name: people[address(field.name)] for field in fields(Cast)})
        self.play = Play(self.session, consultation, cast, self.clock)

    def close(self) -> None:
        self.session.close()
        self.engine.dispose()

    @property
    def consultation(self) -> Consultation:
        return self.play.consultation

    def actor(self, who: str) -> Actor:
        return self.play.actor(getattr(self.play.cast, who))

    @property
    def facts(self) -> dict[str, Any]:
        """What every action is told."""
        return {"consultation": self.consultation, "now": self.clock.now}

    @property
    def clerks(self) -> dict[str, Any]:
        """The same, for what the clerk does."""
        return {**self.facts, "by": self.actor("clerk")}

    def word(self, of: str) -> str:
        """A word that has not been written before, as one finds it by searching."""
        self.words.append(f"{of}{len(self.words)}x")
        return self.words[-1]

    def do(self, deed: Callable[[], T]) -> T | None:
        """Does something and commits it; what is refused leaves nothing behind. Anything else that is raised is a bug."""
        before = self.rows()
        try:
            done = deed()
            self.session.commit()
        except Refused:
            made = list(self.session.new)
            self.session.rollback()
            assert (made, self.rows()) == ([], before), "refused, and yet something was made"
            return None
        finally:
            self.clock.now += timedelta(minutes=1)
        return done

    def rows(self) -> tuple[int, ...]:
        """How many rows each table has, and how many entries the record."""
        counts = " union all ".join(f"select count(*) from {one}" for one in sorted(Base.metadata.tables))
        return tuple(row[0] for row in self.session.connection().exec_driver_sql(counts))

    def version(self) -> DraftVersion:
        return redrafts.current(self.session, self.consultation)

    def place(self, n: int) -> Place:
        """One of the places of the current version."""
        version = self.version()
        sections = drafts.sections(self.session, version)
        found = [Place(version), *(Place(version, section) for section in sections)]
        for paragraph in drafts.paragraphs(self.session, [section.id for section in sections]):
            within = next(section for section in sections if section.id == paragraph.section_id)
            found.append(Place(version, within, paragraph))
        return found[n % len(found)]

    def comments(self) -> Sequence[Comment]:
        return comments.every(self.session, self.consultation)

    def questions(self) -> Sequence[Question]:
        return questions.every(self.session, self.consultation)

    def items(self) -> list[Comment | Question]:
        return [*self.comments(), *self.questions()]

    def everything(self) -> list[Contribution]:
        return [*self.items(), *commitments.every(self.session, self.consultation)]

    def recommended(self) -> Sequence[Recommendation]:
        return recommendations.every(self.session, self.consultation)

    def is_open(self) -> bool:
        """Whether members may comment now, by the times that were set."""
        about = self.consultation
        if about.adopted_at or about.paused_at or about.opens_at is None or about.closes_at is None:
            return False
        return about.opens_at <= self.clock.now < about.closes_at

    def in_check(self) -> list[DraftVersion]:
        return [
            drafts.to_check(self.session, self.consultation, one.id)
            for one in drafts.in_check(self.session, self.consultation)
        ]

    def versions(self) -> Sequence[DraftVersion]:
        return self.session.scalars(
            select(DraftVersion)
            .where(DraftVersion.consultation_id == self.consultation.id)
            .options(undefer(DraftVersion.document))
            .order_by(DraftVersion.id)
        ).all()

    def record(self) -> Sequence[AuditEntry]:
        return self.session.scalars(select(AuditEntry).order_by(AuditEntry.chain, AuditEntry.sequence)).all()


def pick(found: Sequence[T], n: int) -> T | None:
    """One of them, whatever the number; None where there are none."""
    return found[n % len(found)] if found else None
