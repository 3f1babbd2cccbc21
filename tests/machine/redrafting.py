"""What the clerk does with redrafts."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from consult.actions import beginning, drafts, redrafts, takings, versions
from consult.actions.redrafts import Picked
from consult.queries import redrafts as there_are
from consult.store.comments import Comment
from consult.store.drafts import DraftVersion
from tests.machine.drafts import EDITS, redrafted
from tests.machine.members import ANY
from tests.machine.world import World, pick

PICKED = st.builds(
    Picked,
    st.none() | st.integers(0, 5),
    st.none() | st.integers(0, 14),
    st.sampled_from(["", "", "", "More work is needed", "close lines"]),
)


class Redrafting(RuleBasedStateMachine):
    """Importing, writing and making redrafts; placing comments; publishing and taking back."""

    world: World

    @rule(edits=st.sets(st.sampled_from(EDITS), max_size=4), publishes=st.booleans())
    def import_redraft(self, edits: set[str], publishes: bool) -> None:
        world = self.world
        draft = redrafted(edits, world.word("drafted"))
        version = world.do(
            lambda: drafts.import_draft(
                world.session, draft=draft, source_name="redraft.docx", source=b"as it came", **world.clerks
            )
        )
        if version is not None and publishes:
            self.place_and_publish(version)

    def place_and_publish(self, version: DraftVersion) -> None:
        world = self.world
        world.do(lambda: redrafts.plan(world.session, version=version, **world.clerks))
        for row in there_are.planned(world.session, version.id).values():
            if row.review:
                comment = world.session.get_one(Comment, row.comment_id)
                world.do(
                    lambda comment=comment: redrafts.accept(
                        world.session, version=version, comment=comment, **world.clerks
                    )
                )
        world.do(lambda: drafts.publish(world.session, version=version, **world.clerks))

    @rule(accepted=st.booleans())
    def begin(self, accepted: bool) -> None:
        world = self.world
        if not accepted:
            world.do(lambda: beginning.begin(world.session, **world.clerks))
            return
        offered = takings.offers(world.session, world.consultation)
        taken = [offer.of.comment.id for offer in offered if offer.taking is not None and not offer.clashes]
        world.do(lambda: takings.make(world.session, taken=taken, **world.clerks))

    @rule(n=ANY)
    def plan(self, n: int) -> None:
        world = self.world
        if version := pick(world.in_check(), n):
            world.do(lambda: redrafts.plan(world.session, version=version, **world.clerks))

    @rule(n=ANY, m=ANY, how=st.sampled_from(["accept", "orphan", "pick"]), picked=PICKED)
    def decide(self, n: int, m: int, how: str, picked: Picked) -> None:
        world = self.world
        version, comment = pick(world.in_check(), n), pick(world.comments(), m)
        if version is None or comment is None:
            return
        what = {"version": version, "comment": comment, **world.clerks}
        if how == "accept":
            world.do(lambda: redrafts.accept(world.session, **what))
        elif how == "orphan":
            world.do(lambda: redrafts.leave_orphaned(world.session, **what))
        else:
            world.do(lambda: redrafts.pick(world.session, picked=picked, **what))

    @rule(n=ANY, places=st.booleans())
    def publish(self, n: int, places: bool) -> None:
        world = self.world
        if version := pick(world.in_check(), n):
            if places:
                self.place_and_publish(version)
            else:
                world.do(lambda: drafts.publish(world.session, version=version, **world.clerks))

    @rule(n=ANY)
    def discard(self, n: int) -> None:
        world = self.world
        if version := pick(world.in_check(), n):
            world.do(lambda: drafts.discard(world.session, version=version, **world.clerks))

    @rule()
    def withdraw_version(self) -> None:
        world = self.world
        version = world.version()
        world.do(
            lambda: versions.withdraw_version(
                world.session, version=version, reason="The wrong file was sent.", **world.clerks
            )
        )

    @rule(n=ANY, picked=PICKED)
    def put_elsewhere(self, n: int, picked: Picked) -> None:
        world = self.world
        if comment := pick(world.comments(), n):
            world.do(lambda: versions.put_elsewhere(world.session, comment=comment, picked=picked, **world.clerks))
