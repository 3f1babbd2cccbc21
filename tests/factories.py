"""People and consultations for tests, brought about by the actions people take: nothing is put into a table by hand.

play = consultation_at(session, Stage.OPEN, clock=clock)
comment = play.comment(on="2(a)", text="…")
play.close()
play.release(play.answer(comment))
"""

import hashlib
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions import (
    comments,
    commitments,
    consultations,
    drafts,
    people,
    privacy,
    question_rules,
    questions,
    redrafts,
    responses,
    supplies,
    undertakings,
)
from consult.actions.comments import Place, Wording
from consult.actions.commitments import Wanted
from consult.actions.responses import Answering
from consult.actions.supplies import Supplied
from consult.actions.undertakings import Meeting, Promise
from consult.domain.commitments import Kind as Owing
from consult.domain.dispositions import Disposition, Stance
from consult.domain.draft import Draft, Figure, Kind, Paragraph, Section, Warning
from consult.domain.lifecycle import Stage
from consult.domain.people import PANEL, Actor, Role
from consult.domain.questions import Limits
from consult.queries import comments as comments_there_are
from consult.queries import commitments as commitments_there_are
from consult.queries import drafts as drafts_there_are
from consult.queries import people as people_there_are
from consult.queries import questions as questions_there_are
from consult.queries import redrafts as redrafts_there_are
from consult.store import drafts as stored
from consult.store.comments import Comment, Response
from consult.store.commitments import Commitment, Supply
from consult.store.consultations import Consultation
from consult.store.people import Body, Person
from consult.store.questions import Question, QuestionAddress

COUNTY, POLICE = "Norfolk County Council", "Norfolk Constabulary"
NORWICH, BRECKLAND = "Norwich City Council", "Breckland District Council"
SLUG, ELSEWHERE = "community-safety-2021-2025", "licensing-policy-2021"

LONDON = ZoneInfo("Europe/London")
STARTS = datetime(2021, 1, 25, 9, 0, tzinfo=UTC)
ANNOUNCED = datetime(2021, 1, 29, 12, 0, tzinfo=UTC)
OPENS = datetime(2021, 2, 1, 9, 0, tzinfo=UTC)
CLOSES = datetime(2021, 2, 19, 17, 0, tzinfo=UTC)
ADOPTION = datetime(2021, 3, 30, 12, 0, tzinfo=UTC)

_DATA = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000"
    "000049454e44ae426082"
)
PIXEL = Figure(hashlib.sha256(_DATA).hexdigest(), "image/png", _DATA)


def _p(label: str, text: str, level: int = 0, kind: Kind = Kind.PARAGRAPH, html: str = "") -> Paragraph:
    return Paragraph(text=text, html=html or text.replace("&", "&amp;"), label=label, level=level, kind=kind)


DRAFT = Draft(
    title="Community safety strategy and delivery plan 2021-2025",
    sections=(
        Section(
            "Foreword",
            paragraphs=(
                _p("", "This strategy says what the partnership will do, and with what money."),
                _p("", "It runs from April 2021 for four years."),
            ),
        ),
        Section(
            "Prevent",
            number="1",
            paragraphs=(
                _p("1", "Schools and colleges refer most of those who are helped by the Channel Panel."),
                _p("2", "In the first year the partnership will:"),
                _p("2(a)", "train every designated safeguarding lead; and", 1, Kind.ITEM),
                _p("2(b)", "report to the scrutiny sub-panel each quarter.", 1, Kind.ITEM),
                _p(
                    "",
                    "Measure\tBaseline\nReferrals\t41",
                    kind=Kind.TABLE,
                    html="<table><thead><tr><th scope=\"col\">Measure</th>\t<th scope=\"col\">Baseline</th></tr></thead>\n"
                    "<tbody><tr><td>Referrals</td>\t<td>41</td></tr></tbody></table>",
                ),
            ),
        ),
        Section(
            "Referrals",
            level=2,
            number="1.1",
            paragraphs=(
                _p(
                    "3",
                    "Referrals are made by any agency.",
                    html="Referrals are made by <strong>any</strong> agency.",
                ),
                _p("", "", kind=Kind.FIGURE, html=f'<img alt="Referrals by year" src="figure:{PIXEL.sha256}">'),
            ),
        ),
        Section(
            "County Lines",
            number="2",
            paragraphs=(
                _p("4", "The constabulary will close lines, and the county council will help those who ran them."),
                _p("5", "More work is planned. More work is needed."),
            ),
        ),
    ),
    warnings=(Warning("Prevent, paragraph 2", "A list was joined to the paragraph before it.", 1, 1),),
    figures=(PIXEL,),
)  # fmt: skip
"""Four sections in three chapters: unnumbered and numbered paragraphs, items, a table, a picture, words that stand twice."""

OWNERS = {"Prevent": COUNTY, "County Lines": POLICE}


class Clock(Protocol):
    now: datetime


@dataclass(frozen=True)
class Cast:
    """Everyone there can be, by the part they play. `outsider` takes part in another consultation only."""

    clerk: Person
    member: Person
    other_member: Person
    co_opted: Person
    chair: Person
    lead: Person
    officer: Person
    other_lead: Person
    other_officer: Person
    observer: Person
    outsider: Person


PARTS: dict[str, tuple[str, Role, str]] = {
    "member": ("Member for Norwich City Council", Role.MEMBER, NORWICH),
    "other_member": ("Member for Breckland District Council", Role.MEMBER, BRECKLAND),
    "co_opted": ("Co-opted member, voluntary sector", Role.CO_OPTED, ""),
    "chair": ("Chair of the scrutiny sub-panel", Role.CHAIR, COUNTY),
    "lead": ("Head of Communities", Role.LEAD_OFFICER, COUNTY),
    "officer": ("Prevent Co-ordinator", Role.OFFICER, COUNTY),
    "other_lead": ("Detective Superintendent, County Policing Command", Role.LEAD_OFFICER, POLICE),
    "other_officer": ("Chief Inspector, Communities", Role.OFFICER, POLICE),
    "observer": ("Observer from the co-operating bodies", Role.OBSERVER, ""),
}
CLERK = "Scrutiny officer, Democratic Services"


def address(part: str) -> str:
    """The e-mail address of one of the cast."""
    return f"{part.replace('_', '-')}@example.org"


class Play:
    """A consultation under way. Its verbs are the actions; who does them is one of the cast unless `by` says otherwise."""

    def __init__(self, session: Session, consultation: Consultation, cast: Cast, clock: Clock) -> None:
        self.session, self.consultation, self.cast, self.clock = session, consultation, cast, clock
        self._keys = iter(range(1, 1_000_000))

    @property
    def now(self) -> datetime:
        return self.clock.now

    @property
    def slug(self) -> str:
        return self.consultation.slug

    def url(self, path: str = "") -> str:
        """An address within the consultation."""
        return f"/{self.slug}/{path}"

    def actor(self, person: Person) -> Actor:
        """The person with the parts they have now."""
        return people_there_are.actor(self.session, person, self.consultation)

    def body(self, name: str) -> Body:
        return self.session.scalars(select(Body).where(Body.name == name)).one()

    @property
    def version(self) -> stored.DraftVersion:
        return drafts_there_are.version(self.session, self.consultation, self.consultation.current_version)

    def section(self, heading: str) -> stored.Section:
        return next(s for s in drafts_there_are.sections(self.session, self.version) if s.heading == heading)

    def paragraph(self, label: str) -> stored.Paragraph:
        """The numbered paragraph of the current version with that number, with its section."""
        of = stored.Paragraph
        found = self.session.scalars(select(of).where(of.version_id == self.version.id, of.label == label)).one()
        return drafts_there_are.paragraph(self.session, found.id, self.version)

    def place(self, on: str | None) -> Place:
        """A paragraph by its number, a section by its heading, None for the whole draft."""
        if on is None:
            return Place(self.version)
        if on[0].isdigit():
            paragraph = self.paragraph(on)
            return Place(self.version, paragraph.section, paragraph)
        return Place(self.version, self.section(on))

    def import_draft(self, draft: Draft = DRAFT) -> stored.DraftVersion:
        return drafts.import_draft(
            self.session, consultation=self.consultation, draft=draft, source_name="strategy.docx", source=b"as it came",
            by=self.actor(self.cast.clerk), now=self.now,
        )  # fmt: skip

    def publish(self, version: stored.DraftVersion) -> stored.DraftVersion:
        drafts.publish(
            self.session, consultation=self.consultation, version=version, by=self.actor(self.cast.clerk), now=self.now
        )
        return version

    def check(self, draft: Draft) -> stored.DraftVersion:
        """A redraft in check, with the places of the comments worked out."""
        version = self.import_draft(draft)
        redrafts.plan(
            self.session, consultation=self.consultation, version=version, by=self.actor(self.cast.clerk), now=self.now
        )
        return version

    def redraft(self, draft: Draft) -> stored.DraftVersion:
        """A redraft published; what is not certain is accepted as it was worked out."""
        version, clerk = self.check(draft), self.actor(self.cast.clerk)
        for row in redrafts_there_are.planned(self.session, version.id).values():
            if row.review:
                redrafts.accept(
                    self.session, consultation=self.consultation, version=version,
                    comment=self.session.get_one(Comment, row.comment_id), by=clerk, now=self.now,
                )  # fmt: skip
        return self.publish(version)

    def assign(self, owners: dict[str, str | None] | None = None) -> None:
        """Headings to authorities' names."""
        sections = list(drafts_there_are.sections(self.session, self.version))
        chosen = OWNERS if owners is None else owners
        named = {s.id: name and self.body(name).id for s in sections for h, name in chosen.items() if s.heading == h}
        drafts.assign_sections(
            self.session, consultation=self.consultation, sections=sections, authorities=named,
            by=self.actor(self.cast.clerk), now=self.now,
        )  # fmt: skip

    def set_window(self, opens_at: datetime = OPENS, closes_at: datetime = CLOSES) -> None:
        consultations.set_window(
            self.session, consultation=self.consultation, opens_at=opens_at, closes_at=closes_at,
            by=self.actor(self.cast.clerk), now=self.now,
        )  # fmt: skip

    def announce(self) -> None:
        """The draft is published, the authorities are named, the window is set."""
        self.publish(self.import_draft())
        self.assign()
        self.set_window()
        self.clock.now = ANNOUNCED

    def open(self) -> None:
        self.clock.now = OPENS + timedelta(days=7)

    def close(self) -> None:
        self.clock.now = CLOSES + timedelta(days=3)

    def adopt(self) -> None:
        self.clock.now = max(self.now, ADOPTION)
        consultations.adopt(self.session, consultation=self.consultation, by=self.actor(self.cast.clerk), now=self.now)

    def comment(
        self,
        *,
        on: str | None = "1",
        text: str = "How will this be measured?",
        stance: Stance = Stance.OBSERVATION,
        quote: str = "",
        suggested: str = "",
        by: Person | None = None,
        key: str = "",
        **rest: Any,
    ) -> Comment:
        return comments.submit(
            self.session, consultation=self.consultation, place=self.place(on),
            wording=Wording(stance, text, quote, suggested, **rest), form_key=key or f"comment-{next(self._keys)}",
            by=self.actor(by or self.cast.member), now=self.now,
        )  # fmt: skip

    def ask(
        self,
        *parts: str,
        of: tuple[str, ...] = (COUNTY,),
        about: str | None = None,
        by: Person | None = None,
        key: str = "",
        accepted: bool = True,
        **rest: Any,
    ) -> Question:
        """A question; the clerk accepts it at once unless told otherwise."""
        question = questions.ask(
            self.session, consultation=self.consultation, parts=parts or ("What does it cost?",),
            authorities=[self.body(name) for name in of], section=self.section(about) if about else None,
            form_key=key or f"question-{next(self._keys)}", by=self.actor(by or self.cast.member), now=self.now, **rest,
        )  # fmt: skip
        if accepted:
            self.accept(question)
        return question

    def follow_up(self, question: Question, *parts: str, by: Person | None = None, accepted: bool = True) -> Question:
        """The supplementary to an answered question, to all who were asked; by its author unless `by` says otherwise."""
        there = self.again(question)
        author = by or self.session.get_one(Person, there.author_id)
        found = questions.follow_up(
            self.session, consultation=self.consultation, question=there, parts=parts or ("And next year?",),
            authorities=there.asked, form_key=f"question-{next(self._keys)}", by=self.actor(author), now=self.now,
        )  # fmt: skip
        if accepted:
            self.accept(found)
        return found

    def limit(self, **limits: Any) -> None:
        """The panel's rules for questions."""
        clerk = self.actor(self.cast.clerk)
        question_rules.set_limits(
            self.session, consultation=self.consultation, limits=Limits(**limits), by=clerk, now=self.now
        )

    def accept(self, question: Question) -> None:
        clerk = self.actor(self.cast.clerk)
        questions.accept(self.session, consultation=self.consultation, question=question, by=clerk, now=self.now)

    def answer(
        self,
        item: Comment | Question,
        text: str = "It is measured every quarter.",
        *,
        disposition: Disposition = Disposition.NOTED,
        reason: str = "",
        wording: str = "",
        by: Person | None = None,
        revision: int = 0,
    ) -> Response:
        """An answer, by the authority's lead officer (and so approved) unless `by` says otherwise."""
        officer = self.actor(by or self._lead_for(item))
        asked = self._asked(item)
        authority_id = min(asked & officer.authorities() or asked)
        chosen = disposition if isinstance(item, Comment) else None
        return responses.answer(
            self.session, consultation=self.consultation, item=item, authority_id=authority_id,
            answering=Answering(text, chosen, reason, wording), revision=revision, by=officer, now=self.now,
        )  # fmt: skip

    def _lead_for(self, item: Comment | Question) -> Person:
        return self.cast.lead if self.body(COUNTY).id in self._asked(item) else self.cast.other_lead

    def _asked(self, item: Comment | Question) -> set[int]:
        if isinstance(item, Comment):
            return {item.authority_id}
        to = select(QuestionAddress.authority_id).where(QuestionAddress.question_id == item.id)
        return set(self.session.scalars(to))

    def approve(self, response: Response, by: Person | None = None) -> Response:
        item = self.item_of(response)
        responses.approve(
            self.session, consultation=self.consultation, item=item, response=response,
            by=self.actor(by or self._lead_for(item)), now=self.now,
        )  # fmt: skip
        return response

    def release(self, response: Response, by: Person | None = None) -> Response:
        responses.release(
            self.session, consultation=self.consultation, item=self.item_of(response), response=response,
            by=self.actor(by or self.cast.clerk), now=self.now,
        )  # fmt: skip
        return response

    @property
    def today(self) -> date:
        return self.now.astimezone(LONDON).date()

    def request(
        self,
        text: str = "A statistical breakdown of referrals",
        *,
        of: str = COUNTY,
        in_days: int = 10,
        about: Comment | Question | None = None,
        section: str | None = None,
        by: Person | None = None,
        key: str = "",
    ) -> Commitment:
        wanted = Wanted(
            text, self.body(of), self.today + timedelta(days=in_days), self.section(section) if section else None, about
        )
        made = commitments.request(
            self.session, consultation=self.consultation, wanted=wanted, form_key=key or f"request-{next(self._keys)}",
            by=self.actor(by or self.cast.member), now=self.now, today=self.today,
        )  # fmt: skip
        return self.owed(made)

    def undertake(
        self,
        response: Response,
        words: str,
        *,
        in_days: int = 10,
        owner: Person | None = None,
        by: Person | None = None,
    ) -> Commitment:
        """Words of a released answer as an undertaking; by the clerk unless `by` says otherwise."""
        self.session.refresh(response, ["undertakings"])
        made = undertakings.undertake(
            self.session, consultation=self.consultation, item=self.item_of(response), response=response,
            promise=Promise(words, self.today + timedelta(days=in_days), owner.id if owner else None),
            form_key=f"promise-{next(self._keys)}", by=self.actor(by or self.cast.clerk), now=self.now,
        )  # fmt: skip
        return self.owed(made)

    def undertake_at_meeting(
        self, words: str = "The breakdown of referrals will be supplied.", *, of: str = POLICE,
        on: date = date(2020, 11, 27), due: date = date(2020, 12, 18), minute: str = "12",
    ) -> Commitment:  # fmt: skip
        made = undertakings.undertake_at_meeting(
            self.session, consultation=self.consultation, meeting=Meeting(on, self.body(of), minute),
            promise=Promise(words, due), form_key=f"meeting-{next(self._keys)}", by=self.actor(self.cast.clerk),
            now=self.now, today=self.today,
        )  # fmt: skip
        return self.owed(made)

    def supply(
        self, commitment: Commitment, text: str = "The breakdown is attached.", *, complete: bool = True, reason: str = "",
        by: Person | None = None, revision: int = 0, **rest: Any,
    ) -> Supply:  # fmt: skip
        """By the authority's lead officer (and so approved) unless `by` says otherwise."""
        declared = {"depersonalised": True, "no_prejudice": True}
        return supplies.supply(
            self.session, consultation=self.consultation, commitment=self.owed(commitment),
            supplied=Supplied(text, complete, reason, **{**declared, **rest}), revision=revision, largest_file=1_000_000,
            by=self.actor(by or self._lead_of(commitment)), now=self.now, today=self.today,
        )  # fmt: skip

    def release_supply(self, commitment: Commitment, supply: Supply) -> Supply:
        supplies.release(
            self.session, consultation=self.consultation, commitment=self.owed(commitment), supply=supply,
            by=self.actor(self.cast.clerk), now=self.now,
        )  # fmt: skip
        return supply

    def _lead_of(self, commitment: Commitment) -> Person:
        return self.cast.lead if self.body(COUNTY).id == commitment.authority_id else self.cast.other_lead

    def owed(self, commitment: Commitment) -> Commitment:
        """The commitment as it stands now, loaded as pages load it."""
        self.session.flush()
        ref = Owing(commitment.kind).reference(commitment.number)
        self.session.expire(commitment)
        return commitments_there_are.by_reference(self.session, self.consultation, ref)

    def again(self, item: Comment | Question) -> Any:
        """The item as it stands now, loaded with its answers as pages load it."""
        self.session.flush()
        self.session.expire_all()
        if isinstance(item, Comment):
            return comments_there_are.by_reference(self.session, self.consultation, f"C{item.number}")
        return questions_there_are.by_reference(self.session, self.consultation, f"Q{item.number}")

    def item_of(self, response: Response) -> Comment | Question:
        if response.comment_id is not None:
            return self.session.get_one(Comment, response.comment_id)
        return self.session.get_one(Question, response.question_id)


def cast_of(session: Session, consultation: Consultation, clerk: Person, now: datetime) -> Cast:
    """Invites everyone, as the clerk, who has a part already; whoever is on the panel has read the privacy notice."""
    by = people_there_are.actor(session, clerk, consultation)
    found = {"clerk": clerk}
    for part, (name, role, body) in PARTS.items():
        row = people.invite(
            session, consultation=consultation, email=address(part), name=name, role=role, body=body, by=by, now=now
        )
        found[part] = session.get_one(Person, row.person_id)
        if role in PANEL:
            member = people_there_are.actor(session, found[part], consultation)
            privacy.note_read(session, consultation=consultation, by=member, now=now)
    found["outsider"] = _outsider(session, clerk, now)
    return Cast(**{field.name: found[field.name] for field in fields(Cast)})


def _outsider(session: Session, clerk: Person, now: datetime) -> Person:
    elsewhere = started(session, ELSEWHERE, "Licensing policy 2021", clerk, now)
    row = people.invite(
        session, consultation=elsewhere, email=address("outsider"), name="Member for South Norfolk Council",
        role=Role.MEMBER, body="South Norfolk Council", by=people_there_are.actor(session, clerk, elsewhere), now=now,
    )  # fmt: skip
    return session.get_one(Person, row.person_id)


def started(session: Session, slug: str, title: str, clerk: Person, now: datetime) -> Consultation:
    """A consultation started by its clerk, led by the county council."""
    particulars = consultations.Particulars(
        title=title,
        host="Norfolk Countywide Community Safety Partnership",
        panel="Scrutiny Sub-Panel",
        lead_authority_id=people.body_named(session, COUNTY).id,
    )
    consultation = consultations.start(
        session, slug=slug, particulars=particulars, by=people_there_are.actor(session, clerk, None), now=now
    )
    people.invite(
        session, consultation=consultation, email=clerk.email, name=clerk.name, role=Role.CLERK, by=None, now=now
    )
    return consultation


ORDER = [stage for stage in Stage if stage is not Stage.PAUSED]
"""The stages a consultation goes through; a pause is a turn off this way."""


def consultation_at(session: Session, stage: Stage, *, clock: Clock) -> Play:
    """A consultation with its whole cast, played from its start to `stage`; the clock is left there. Nothing is committed."""
    clock.now = STARTS
    clerk = people.appoint_clerk(session, email=address("clerk"), name=CLERK, now=clock.now)
    consultation = started(session, SLUG, DRAFT.title, clerk, clock.now)
    play = Play(session, consultation, cast_of(session, consultation, clerk, clock.now), clock)
    for step, reached in (
        (play.announce, Stage.ANNOUNCED),
        (play.open, Stage.OPEN),
        (play.close, Stage.RESPONDING),
        (play.adopt, Stage.ADOPTED),
    ):
        if ORDER.index(stage) >= ORDER.index(reached):
            step()
    return play
