"""A script on stage: comments, support, questions and answers, each through its action and at its time."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from functools import partial

from sqlalchemy.orm import Session

from consult.actions import comments, enquiry, interests, pausing, questions, rejecting, reminders, responses
from consult.actions.interests import Declared
from consult.actions.loading import entering
from consult.actions.loading.places import Places
from consult.demo import redraft as redrafting
from consult.demo.owing import Owing
from consult.demo.preparing import prepare
from consult.demo.redraft import Explained, Redraft
from consult.demo.registers import Registers
from consult.demo.scripts import CLERK, LONDON, Contribution, Script
from consult.demo.sealing import Sealing
from consult.demo.together import Together
from consult.domain.enquiry import Group
from consult.domain.interests import Interest
from consult.domain.people import OFFICERS, Actor, Role
from consult.domain.record import AnswerLine, CommentLine, QuestionLine
from consult.domain.rejections import Rejection
from consult.queries import people
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion
from consult.store.questions import Question

READING_TAKES = timedelta(hours=3)
ACCEPTANCE_TAKES = timedelta(minutes=25)
APPROVAL_TAKES = timedelta(minutes=40)
RELEASED_AT = time(17, 30)
"""The clerk releases the day's answers before going home."""

Event = tuple[datetime, Callable[[datetime], object]]


def play(session: Session, script: Script) -> Consultation:
    """Plays a script from its beginning to its end. The caller commits, so that half a play leaves nothing behind."""
    production = Production(session, script)
    for at, happen in sorted(production.events(), key=lambda event: event[0]):
        happen(at)
    return production.consultation


class Production:
    """Who is who, what stands where, and what happens when."""

    def __init__(self, session: Session, script: Script) -> None:
        """Prepares the consultation."""
        self.session, self.script = session, script
        self.consultation = prepare(session, script)
        self.actors = {part.who: people.actor_by_email(session, part.who, self.consultation) for part in script.people}
        self.bodies = {body.name: body for body in people.bodies(session)}
        self.places = Places(session, self.consultation)
        self.items: dict[str, Comment | Question] = {}
        self.answers: dict[tuple[str, int], Response] = {}
        self.together = Together(session, self.consultation, script.contributions, {})

    def events(self) -> Iterator[Event]:
        """Everything that happens, and when."""
        yield from self._declarations()
        yield from Owing(self, {}).events()
        yield from Registers(self, {}).events()
        yield self.script.ends_at, self._arrange
        if self.script.redraft is not None:
            yield from self._redrafts(self.script.redraft)
        for one in self.script.paused:
            yield one.paused_at, partial(self._pause, one.reason)
            if one.resumed_at is not None:
                yield one.resumed_at, self._resume
        for email, at in self.script.reminded.items():
            yield at, partial(self._remind, email)
        for line in self.script.contributions:
            yield from self._of(line)
        yield from Sealing(self).events()

    def _of(self, line: Contribution) -> Iterator[Event]:
        """What comes of something that is said."""
        yield line.at, partial(self._enter, line)
        if isinstance(line, CommentLine):
            yield from self._supports(line)
            if line.withdrawn_at is not None:
                yield line.withdrawn_at, partial(self._withdraw, line)
        if not isinstance(line, AnswerLine) and line.marks.rejected is not None:
            yield line.marks.rejected.at, partial(self._reject, line, line.marks.rejected.reason)
        elif isinstance(line, QuestionLine) and not line.waiting:
            yield min(line.at + ACCEPTANCE_TAKES, self.script.ends_at), partial(self._accept, line)
        elif isinstance(line, AnswerLine) and line.released_at is not None and self.together.leads(line):
            yield from self._approval_and_release(line)

    def _redrafts(self, redraft: Redraft) -> Iterator[Event]:
        """The clerk writes the next version and publishes it the day after; officers say why it changed."""
        clerk, how = self.actors[CLERK], (self.session, self.consultation)
        written: list[DraftVersion] = []

        def write(now: datetime) -> None:
            taken = [self.items[one].id for one in redraft.taken]
            written.append(redrafting.write(*how, redraft, taken, by=clerk, now=now))

        yield redraft.begun_at, write
        yield redraft.published_at, lambda now: redrafting.publish(*how, written[0], by=clerk, now=now)
        for n, said in enumerate(redraft.explained, 1):
            yield redraft.published_at + n * READING_TAKES, partial(self._say_why, said)

    def _say_why(self, said: Explained, now: datetime) -> None:
        redrafting.say_why(self.session, self.consultation, said, by=self.actors[said.by], now=now)

    def _declarations(self) -> Iterator[Event]:
        """Everybody declares their interest just before their first comment or question (R19)."""
        first: dict[str, datetime] = {}
        for line in self.script.contributions:
            if not isinstance(line, AnswerLine):
                first[line.by] = min(line.at, first.get(line.by, line.at))
        for email, at in first.items():
            yield at - timedelta(seconds=1), partial(self._declare, email)

    def _declare(self, email: str, now: datetime) -> None:
        interest, text = self.script.interests.get(email, (Interest.NONE.value, ""))
        interests.declare(
            self.session, consultation=self.consultation, declared=Declared(Interest(interest), text),
            by=self.actors[email], now=now,
        )  # fmt: skip

    def _pause(self, reason: str, now: datetime) -> None:
        clerk = self.actors[CLERK]
        pausing.pause(self.session, consultation=self.consultation, reason=reason, by=clerk, now=now)

    def _resume(self, now: datetime) -> None:
        pausing.resume(self.session, consultation=self.consultation, by=self.actors[CLERK], now=now)

    def _remind(self, email: str, now: datetime) -> None:
        person = people.by_email(self.session, email)
        assert person is not None  # noqa: S101
        clerk = self.actors[CLERK]
        reminders.remind(self.session, consultation=self.consultation, person=person, by=clerk, now=now)

    def _supports(self, line: CommentLine) -> Iterator[Event]:
        """Colleagues read the comment some hours later, or just before the window closes."""
        last = min(self.script.closes_at, self.script.ends_at) - timedelta(seconds=1)
        for n, supporter in enumerate(line.supported_by, 1):
            yield min(line.at + n * READING_TAKES, last), partial(self._support, line.id, supporter.by)

    def _approval_and_release(self, line: AnswerLine) -> Iterator[Event]:
        at = line.at
        if not self._answers_for(line.by, frozenset({Role.LEAD_OFFICER})):
            at += APPROVAL_TAKES
            yield at, partial(self._approve, line)
        evening = datetime.combine(at.astimezone(LONDON).date(), RELEASED_AT, LONDON)
        yield max(at, min(evening, self.script.ends_at)), partial(self._release, line)

    def _enter(self, line: Contribution, now: datetime) -> None:
        by = self.actors[line.by]
        if isinstance(line, AnswerLine):
            given = self.answers[line.to, self._authority(line)] = entering.answer(
                self.session, consultation=self.consultation, line=line, item=self.items[line.to],
                authority_id=self._authority(line), by=by, now=now,
            )  # fmt: skip
            self.together.join(line, self.items[line.to], given, by, now)
        elif isinstance(line, QuestionLine):
            self.items[line.id] = entering.question(
                self.session, consultation=self.consultation, line=line,
                place=self.places.in_words(line.section, line.paragraph),
                authorities=[self.bodies[name] for name in line.to], key=self._form_key(line.id), by=by, now=now,
                followed=self._question(line.supplementary_to) if line.supplementary_to else None,
                today=now.astimezone(LONDON).date(), clerk=self.actors[CLERK],
            )  # fmt: skip
        else:
            place = self.places.in_words(line.section, line.paragraph)
            self.items[line.id] = entering.comment(
                self.session, consultation=self.consultation, line=line, place=place, key=self._form_key(line.id), by=by,
                now=now, clerk=self.actors[CLERK],
            )  # fmt: skip

    def _withdraw(self, line: CommentLine, now: datetime) -> None:
        comment = self.items[line.id]
        assert isinstance(comment, Comment)  # noqa: S101
        self.session.refresh(comment, ["responses", "redactions"])
        by = self.actors[line.by]
        comments.withdraw(self.session, consultation=self.consultation, comment=comment, by=by, now=now)

    def _accept(self, line: QuestionLine, now: datetime) -> None:
        clerk, question = self.actors[CLERK], self._question(line.id)
        questions.accept(self.session, consultation=self.consultation, question=question, by=clerk, now=now)

    def _reject(self, line: CommentLine | QuestionLine, reason: Rejection, now: datetime) -> None:
        item, clerk = self.items[line.id], self.actors[CLERK]
        self.session.refresh(item, ["responses", "redactions"])
        rejecting.reject(self.session, consultation=self.consultation, item=item, reason=reason, by=clerk, now=now)

    def _question(self, of: str) -> Question:
        question = self.items[of]
        assert isinstance(question, Question)  # noqa: S101
        return question

    def _arrange(self, now: datetime) -> None:
        """The clerk puts the questions under their lines, once all are in."""
        clerk, wanted = self.actors[CLERK], []
        for line in self.script.lines:
            row = enquiry.add_line(self.session, consultation=self.consultation, title=line.title, by=clerk, now=now)
            wanted.append(Group(row.id, tuple(self._question(one).number for one in line.questions)))
        enquiry.arrange(self.session, consultation=self.consultation, wanted=wanted, by=clerk, now=now)

    def _support(self, supported: str, email: str, now: datetime) -> None:
        comment = self.items[supported]
        assert isinstance(comment, Comment)  # noqa: S101  (nobody supports a question)
        comments.support(self.session, consultation=self.consultation, comment=comment, by=self.actors[email], now=now)

    def _approve(self, line: AnswerLine, now: datetime) -> None:
        """By the lead officer of the authority that answered."""
        authority, leads = self._authority(line), frozenset({Role.LEAD_OFFICER})
        lead = next(actor for actor in self.actors.values() if authority in actor.authorities(leads))
        self._move_on(responses.approve, line, lead, now)

    def _release(self, line: AnswerLine, now: datetime) -> None:
        self._move_on(responses.release, line, self.actors[CLERK], now)

    def _move_on(self, act: Callable[..., None], line: AnswerLine, by: Actor, now: datetime) -> None:
        act(
            self.session,
            consultation=self.consultation,
            item=self.items[line.to],
            response=self.answers[line.to, self._authority(line)],
            by=by,
            now=now,
        )

    def _authority(self, line: AnswerLine) -> int:
        """A comment is answered by the authority it was put to, a question by each one asked: the officer's own."""
        item = self.items[line.to]
        return item.authority_id if isinstance(item, Comment) else min(self._answers_for(line.by))

    def _answers_for(self, email: str, roles: frozenset[Role] = OFFICERS) -> frozenset[int]:
        return self.actors[email].authorities(roles)

    def _form_key(self, of: str) -> str:
        return f"{self.script.slug[-20:]}-{of}"
