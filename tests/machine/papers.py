"""Packs that are issued and withdrawn, recommendations with their replies, and words that are not sent yet."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from consult.actions import issuing, packs, packs_withdrawing, recommendations, replies, unsent
from consult.actions.issuing import MadeFile, Snapshot, Terms
from consult.actions.replies import To
from consult.actions.unsent import Begun
from consult.domain.manifest import manifest
from consult.pack.gather import gather
from consult.queries import issued
from consult.queries import unsent as unsent_there_is
from consult.store.packs import Issue
from consult.store.unsent import Unsent
from tests import registers
from tests.factories import COUNTY, LONDON, POLICE
from tests.machine.members import ANY, WHO
from tests.machine.world import OFFICERS, World, pick

BODIES = st.sampled_from([COUNTY, POLICE])


class Papers(RuleBasedStateMachine):
    """What the clerk publishes, what is recommended and replied to, and what members keep to themselves."""

    world: World

    @rule(who=WHO, at=ANY, kind=st.sampled_from(["comment", "question"]))
    def write(self, who: str, at: int, kind: str) -> None:
        world = self.world
        word = world.word("unsent")
        begun = Begun(kind, {"text": f"I mean {word}."}, world.word("form"), place=world.place(at))
        kept = world.do(lambda: unsent.keep(world.session, begun=begun, by=world.actor(who), **world.facts))
        assert kept is not None, "what somebody writes is always kept"
        world.unsent[word] = who

    @rule(who=WHO, n=ANY)
    def think_better_of_it(self, who: str, n: int) -> None:
        world = self.world
        mine = unsent_there_is.of_author(world.session, world.consultation, world.actor(who).person_id)
        if row := pick(mine, n):
            world.do(lambda: unsent.discard(world.session, row))

    @rule(days=st.integers(0, 5), issued_too=st.booleans())
    def recommend(self, days: int, issued_too: bool) -> None:
        world = self.world
        text, key = world.word("recommended"), world.word("form")
        made = world.do(lambda: registers.recommend(world.play, f"That {text}.", days_ago=days, key=key))
        if made is not None and issued_too:
            world.do(lambda: registers.issue(world.play, registers.again(world.play, made)))

    @rule(n=ANY, how=st.sampled_from(["issue", "withdraw", "close", "reopen"]))
    def go_on(self, n: int, how: str) -> None:
        world = self.world
        if (one := pick(world.recommended(), n)) is None:
            return
        if how == "issue":
            world.do(lambda: registers.issue(world.play, one))
        elif how == "withdraw":
            why = world.word("overtaken")
            world.do(lambda: recommendations.withdraw(world.session, recommendation=one, reason=why, **world.clerks))
        else:
            act = recommendations.close if how == "close" else recommendations.reopen
            world.do(lambda: act(world.session, recommendation=one, note=world.word("closed"), **world.clerks))

    @rule(n=ANY, of=BODIES, who=st.sampled_from(OFFICERS), holding=st.booleans(), released=st.booleans())
    def reply(self, n: int, of: str, who: str, holding: bool, released: bool) -> None:
        world = self.world
        if (to := self._to(n, of)) is None:
            return
        there = next((one for one in to.recipient.replies if one.holding is holding), None)
        by, text = getattr(world.play.cast, who), world.word("replied")
        made = world.do(
            lambda: registers.reply(
                world.play, to.recommendation, text, holding=holding, by=by, revision=there.revision if there else 0, body=of
            )
        )  # fmt: skip
        if made is not None and released:
            world.do(lambda: registers.release(world.play, to.recommendation, holding=holding, body=of))

    @rule(n=ANY, of=BODIES, step=st.sampled_from(["approve", "send back", "release"]))
    def pass_reply_on(self, n: int, of: str, step: str) -> None:
        world = self.world
        to = self._to(n, of)
        if to is None or not to.recipient.replies:
            return
        what = {"to": to, "reply": to.recipient.replies[-1], **world.facts}
        lead = world.actor("lead" if of == COUNTY else "other_lead")
        if step == "approve":
            world.do(lambda: replies.approve(world.session, by=lead, **what))
        elif step == "release":
            world.do(lambda: replies.release(world.session, by=world.actor("clerk"), **what))
        else:
            world.do(lambda: replies.send_back(world.session, reason=world.word("returned"), by=lead, **what))

    def _to(self, n: int, of: str) -> To | None:
        """A recommendation, to one of those it was sent to."""
        world = self.world
        body = world.play.body(of).id
        sent = [one for one in world.recommended() if any(to.body_id == body for to in one.recipients)]
        found = pick(sent, n)
        return registers.to(world.play, found, of) if found else None

    @rule(supplementary=st.booleans(), fails=st.booleans())
    def issue_pack(self, supplementary: bool, fails: bool) -> None:
        """Asked for, made of what the record holds, and sealed; or it could not be made. The PDF is a stand-in."""
        world, today = self.world, self.world.play.today
        terms = Terms(supplementary=supplementary, urgency=f"The chair says {world.word('urgent')}.")
        asked = world.do(lambda: issuing.issue(world.session, terms=terms, today=today, **world.clerks))
        if asked is None:
            return
        row, lead = asked
        if fails:
            world.do(lambda: issuing.give_up(world.session, row.id, failure="There was no paper."))
        else:
            world.do(lambda: self._sealed(row.id, lead.id))

    def _sealed(self, row: int, lead: int) -> Issue | None:
        world = self.world
        now = world.clock.now
        packs.claim(world.session, lead, silent_since=now - timedelta(minutes=2), now=now)
        attempt = world.session.get_one(packs.Pack, lead, populate_existing=True).attempts
        digest = gather(world.session, world.consultation, made_at=now, timezone=LONDON)
        assert digest.reconciliation.balances
        chain = issued.chain_end(world.session, world.consultation.id)
        snapshot = Snapshot(
            now, world.play.today, world.consultation.current_version, chain, {"1": manifest(digest).as_json()}
        )
        files = [MadeFile("pdf", 1, repr(digest).encode(), 1)]
        return issuing.seal(world.session, row, lead, attempt=attempt, files=files, snapshot=snapshot, **world.clerks)

    @rule(n=ANY)
    def withdraw_pack(self, n: int) -> None:
        world = self.world
        if one := pick(issued.every(world.session, world.consultation), n):
            why = world.word("mistaken")
            world.do(lambda: packs_withdrawing.withdraw(world.session, issue=one, reason=why, **world.clerks))


def all_unsent(world: World) -> dict[str, int]:
    """Who keeps which of the machine's words."""
    rows = world.session.query(Unsent).all()
    return {word: row.author_id for row in rows for word in world.unsent if word in str(row.words)}
