"""What the clerk does with what came in, and with the window."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from consult.actions import (
    chasing,
    comments,
    commitments,
    consultations,
    drafts,
    exempting,
    lateness,
    pausing,
    questions,
    redacting,
    rejecting,
)
from consult.actions.comments import Wording
from consult.actions.exempting import Matter
from consult.domain.arriving import Entered, Way
from consult.domain.dispositions import Stance
from consult.domain.exemption import Sealed
from consult.domain.rejections import Rejection
from consult.queries import drafts as drafts_there_are
from consult.store.commitments import Commitment
from tests.factories import BRECKLAND, COUNTY, LONDON, OPENS, POLICE
from tests.machine.members import ANY, WHO
from tests.machine.world import World, pick


class Clerk(RuleBasedStateMachine):
    """Accepting, rejecting, keeping from the public, taking late and on behalf; the window, and who answers."""

    world: World

    @rule(n=ANY)
    def accept(self, n: int) -> None:
        if question := pick(self.world.questions(), n):
            self.world.do(lambda: questions.accept(self.world.session, question=question, **self.world.clerks))

    @rule(n=ANY, reason=st.sampled_from(list(Rejection)))
    def reject(self, n: int, reason: Rejection) -> None:
        world = self.world
        if item := pick(world.everything(), n):
            note = world.word("noted")
            world.do(lambda: rejecting.reject(world.session, item=item, reason=reason, note=note, **world.clerks))

    @rule(n=ANY, of_answer=st.booleans(), paragraph=st.sampled_from([None, 1, 3]), lifted=st.booleans())
    def seal(self, n: int, of_answer: bool, paragraph: int | None, lifted: bool) -> None:
        world = self.world
        matters = [Matter(item) for item in world.everything()]
        if of_answer:
            matters = [Matter(item, response) for item in world.items() for response in item.responses]
        if (matter := pick(matters, n)) is None:
            return
        if lifted:
            world.do(lambda: exempting.lift(world.session, matter=matter, **world.clerks))
            return
        sealed = Sealed(paragraph, world.word("sealed") if paragraph else "")
        world.do(lambda: exempting.exempt(world.session, matter=matter, sealed=sealed, **world.clerks))

    @rule(n=ANY, word=ANY)
    def redact(self, n: int, word: int) -> None:
        world = self.world
        if (item := pick(world.everything(), n)) is None:
            return
        first, last = (0, len(world.words))
        found = [
            one for one in world.words[first:last]
            if redacting.look_for(world.session, consultation=world.consultation, item=item, words=one).anywhere
        ]  # fmt: skip
        if said := pick(found, word):
            reason = world.word("redactedbecause")
            done = world.do(
                lambda: redacting.redact(world.session, item=item, words=said, reason=reason, **world.clerks)
            )
            if done is not None:
                world.redacted.append(said)

    @rule(n=ANY, back=st.booleans())
    def mark_late(self, n: int, back: bool) -> None:
        world = self.world
        if item := pick(world.everything(), n):
            act = lateness.unmark if back else lateness.mark_late
            world.do(lambda: act(world.session, item=item, reason=world.word("late"), **world.clerks))

    @rule(who=WHO, at=ANY, asks=st.booleans(), days=st.integers(0, 40))
    def enter_for_member(self, who: str, at: int, asks: bool, days: int) -> None:
        world, place = self.world, self.world.place(at)
        came = Entered(world.actor("clerk"), Way.LETTER, world.clock.now - timedelta(days=days), world.word("late"))
        what = {"form_key": world.word("form"), "by": world.actor(who), "entered": came, **world.facts}
        if asks:
            bodies = [world.play.body(COUNTY)]
            texts = [world.word("asked")]
            world.do(
                lambda: questions.ask(world.session, parts=texts, authorities=bodies, section=place.section, **what)
            )
        else:
            wording = Wording(Stance.SUPPORT, world.word("said"))
            world.do(lambda: comments.submit(world.session, place=place, wording=wording, **what))

    @rule(n=ANY, again=st.booleans())
    def close_commitment(self, n: int, again: bool) -> None:
        world = self.world
        owed = [one for one in world.everything() if isinstance(one, Commitment)]
        if commitment := pick(owed, n):
            act = commitments.reopen if again else commitments.close
            world.do(lambda: act(world.session, commitment=commitment, note=world.word("closed"), **world.clerks))

    @rule(on=st.booleans())
    def pause(self, on: bool) -> None:
        world = self.world
        if on:
            world.do(lambda: pausing.pause(world.session, reason="The hall is flooded.", **world.clerks))
        else:
            later = (world.consultation.closes_at or OPENS) + timedelta(days=2)
            world.do(lambda: pausing.resume(world.session, closes_at=later, **world.clerks))

    @rule(opens=st.sampled_from([0, 0, 0, 2]), lasts=st.sampled_from([1, 8, 20]))
    def move_window(self, opens: int, lasts: int) -> None:
        world = self.world
        begins = world.clock.now + timedelta(days=opens) if opens else OPENS
        ends = world.clock.now + timedelta(days=opens + lasts)
        world.do(lambda: consultations.set_window(world.session, opens_at=begins, closes_at=ends, **world.clerks))

    @rule(n=ANY, of=st.sampled_from([None, COUNTY, POLICE, BRECKLAND]))
    def hand_over(self, n: int, of: str | None) -> None:
        world = self.world
        sections = list(drafts_there_are.sections(world.session, world.play.version))
        chosen = {sections[n % len(sections)].id: of and world.play.body(of).id}
        world.do(lambda: drafts.assign_sections(world.session, sections=sections, authorities=chosen, **world.clerks))

    @rule(of=st.sampled_from([COUNTY, POLICE]))
    def name_lead(self, of: str) -> None:
        world = self.world
        world.do(lambda: drafts.name_lead(world.session, authority_id=world.play.body(of).id, **world.clerks))

    @rule(days=st.sampled_from([1, 3, 12]))
    def time_passes(self, days: int) -> None:
        world = self.world
        world.clock.now += timedelta(days=days)
        world.do(lambda: chasing.tell_what_is_due(world.session, now=world.clock.now, zone=LONDON))

    @rule()
    def adopt(self) -> None:
        world = self.world
        if (
            world.do(lambda: consultations.adopt(world.session, **world.clerks)) is None
            and world.consultation.adopted_at
        ):
            for item in world.items():
                if item.state == "received":
                    given = {one.authority_id for one in item.responses if one.released_at and not one.holding}
                    assert given, f"{item} was adopted over"
