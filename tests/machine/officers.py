"""What officers of the authorities do."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from consult.actions import groups, responses, supplies, undertakings
from consult.actions.responses import Answering
from consult.actions.supplies import Supplied
from consult.actions.undertakings import Meeting, Promise
from consult.domain.dispositions import Disposition
from consult.queries import responses as responses_there_are
from consult.store.comments import Comment
from consult.store.commitments import Commitment
from tests.factories import COUNTY, POLICE
from tests.machine.members import ANY
from tests.machine.world import OFFICERS, World, pick

WHO = st.sampled_from(OFFICERS)
STEPS = st.sampled_from(["approve", "send back", "release", "return", "approve and release"])
DISPOSITIONS = st.sampled_from([Disposition.NOTED, Disposition.ACCEPTED, Disposition.NOT_ACCEPTED])


class Officers(RuleBasedStateMachine):
    """Answers, for one or for many, with their way through approval; what is promised and what is supplied."""

    world: World

    def answering(self, disposition: Disposition | None, *, holding: bool = False) -> Answering:
        word = self.world.word
        text = f"We found {word('answered')}. We will send {word('promised')}."
        if disposition is None or holding:
            return Answering(text, holding=holding)
        return Answering(text, disposition, word("because"), word("resulting"))

    @rule(n=ANY, who=st.none() | WHO, disposition=DISPOSITIONS, holding=st.booleans(), released=st.booleans())
    def answer(self, n: int, who: str | None, disposition: Disposition, holding: bool, released: bool) -> None:
        world = self.world
        if (item := pick(world.items(), n)) is None:
            return
        by = world.actor(who or ("lead" if n % 2 else "other_lead"))
        given = self.answering(disposition if isinstance(item, Comment) else None, holding=holding)
        asked = responses_there_are.asked(world.session, item)
        authority_id = min(asked & by.authorities() or asked)
        there = responses_there_are.of_authority(world.session, item, authority_id, holding=holding)
        made = world.do(
            lambda: responses.answer(
                world.session, item=item, authority_id=authority_id, answering=given,
                revision=there.revision if there else 0, by=by, **world.facts,
            )
        )  # fmt: skip
        if made is not None and released:
            again = world.play.again(item)
            response = next(one for one in again.responses if one.id == made.id)
            world.do(lambda: responses.release(world.session, item=again, response=response, **world.clerks))

    @rule(n=ANY, step=STEPS)
    def pass_on(self, n: int, step: str) -> None:
        world = self.world
        given = [(item, one) for item in world.items() for one in item.responses if one.released_at is None]
        if (found := pick(given, n)) is None:
            return
        item, response = found
        county = response.authority_id == world.play.body(COUNTY).id
        what = {
            "item": item,
            "response": response,
            **world.facts,
            "by": world.actor("lead" if county else "other_lead"),
        }
        if step.startswith("approve"):
            world.do(lambda: responses.approve(world.session, **what))
        if step == "send back":
            world.do(lambda: responses.send_back(world.session, reason=world.word("returned"), **what))
        what["by"] = world.actor("clerk")
        if step == "return":
            world.do(lambda: responses.send_back(world.session, reason=world.word("returned"), **what))
        if step.endswith("release"):
            again = world.play.again(item)
            what |= {"item": again, "response": next(r for r in again.responses if r.id == response.id)}
            world.do(lambda: responses.release(world.session, **what))

    @rule(ns=st.lists(ANY, min_size=2, max_size=4), who=WHO, disposition=DISPOSITIONS)
    def answer_together(self, ns: list[int], who: str, disposition: Disposition) -> None:
        world = self.world
        by = world.actor(who)
        mine = [one for one in world.comments() if one.authority_id in by.authorities()]
        if not mine:
            return
        chosen = list({one.id: one for one in (mine[n % len(mine)] for n in ns)}.values())

        def deed() -> None:
            shared = groups.begun(world.session, chosen)
            groups.answer_together(
                world.session, comments=chosen, answering=self.answering(disposition),
                revision=shared.revision if shared else 0, by=by, **world.facts,
            )  # fmt: skip

        world.do(deed)

    @rule(n=ANY, who=WHO)
    def take_out(self, n: int, who: str) -> None:
        world = self.world
        grouped = [(item, one) for item in world.comments() for one in item.responses if one.group_id is not None]
        if found := pick(grouped, n):
            comment, response = found
            world.do(
                lambda: groups.take_out(
                    world.session, comment=comment, response=response, by=world.actor(who), **world.facts
                )
            )

    @rule(n=ANY, days=st.integers(0, 10))
    def undertake(self, n: int, days: int) -> None:
        world = self.world
        given = [(item, one) for item in world.items() for one in item.responses if one.released_at is not None]
        if found := pick(given, n):
            item, response = found
            promise = Promise(response.text.rpartition(". ")[2], world.play.today + timedelta(days=days))
            world.do(
                lambda: undertakings.undertake(
                    world.session, item=item, response=response, promise=promise, form_key=world.word("form"),
                    **world.clerks,
                )
            )  # fmt: skip

    @rule(of=st.sampled_from([COUNTY, POLICE]), days=st.integers(-5, 5))
    def promise_at_meeting(self, of: str, days: int) -> None:
        world, today = self.world, self.world.play.today
        meeting = Meeting(today - timedelta(days=6), world.play.body(of), "12")
        promise = Promise(world.word("promised"), today + timedelta(days=days))
        world.do(
            lambda: undertakings.undertake_at_meeting(
                world.session,
                meeting=meeting,
                promise=promise,
                form_key=world.word("form"),
                today=today,
                **world.clerks,
            )
        )

    def owed(self) -> list[Commitment]:
        return [one for one in self.world.everything() if isinstance(one, Commitment)]

    @rule(n=ANY, who=WHO, complete=st.booleans(), delay=st.booleans(), released=st.booleans())
    def supply(self, n: int, who: str, complete: bool, delay: bool, released: bool) -> None:
        world = self.world
        if (found := pick(self.owed(), n)) is None:
            return
        text = f"Here is {world.word('supplied')}. The rest of {world.word('promised')} follows."
        given = Supplied(text, complete, world.word("delayed") if delay else "", depersonalised=True, no_prejudice=True)
        draft = supplies.drafted(found)
        made = world.do(
            lambda: supplies.supply(
                world.session, commitment=found, supplied=given, revision=draft.revision if draft else 0,
                largest_file=1000, today=world.play.today, by=world.actor(who), **world.facts,
            )
        )  # fmt: skip
        if made is not None and released:
            again = world.play.owed(found)
            world.do(lambda: supplies.release(world.session, commitment=again, supply=made, **world.clerks))

    @rule(n=ANY, step=STEPS)
    def pass_supply_on(self, n: int, step: str) -> None:
        world = self.world
        given = [(one, supply) for one in self.owed() for supply in one.supplies]
        if (found := pick(given, n)) is None:
            return
        commitment, supply = found
        county = commitment.authority_id == world.play.body(COUNTY).id
        what = {"supply": supply, **world.facts}
        lead, clerk = world.actor("lead" if county else "other_lead"), world.actor("clerk")
        if step.startswith("approve"):
            world.do(lambda: supplies.approve(world.session, commitment=world.play.owed(commitment), by=lead, **what))
        if step in {"send back", "return"}:
            by = lead if step == "send back" else clerk
            world.do(
                lambda: supplies.send_back(
                    world.session, commitment=commitment, reason=world.word("returned"), by=by, **what
                )
            )
        if step.endswith("release"):
            world.do(lambda: supplies.release(world.session, commitment=world.play.owed(commitment), by=clerk, **what))

    @rule(n=ANY, days=st.integers(0, 10))
    def undertake_in_supply(self, n: int, days: int) -> None:
        world = self.world
        given = [(one, supply) for one in self.owed() for supply in one.supplies]
        if found := pick(given, n):
            commitment, supply = found
            promise = Promise(supply.text.rpartition(". ")[2], world.play.today + timedelta(days=days))
            world.do(
                lambda: undertakings.undertake_in_supply(
                    world.session, commitment=commitment, supply=supply, promise=promise, form_key=world.word("form"),
                    **world.clerks,
                )
            )  # fmt: skip
