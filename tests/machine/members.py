"""What members of the panel do."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from consult.actions import comments, commitments, questions, settling
from consult.actions.comments import Wording
from consult.actions.commitments import Wanted
from consult.domain.commitments import Kind as Owing
from consult.domain.dispositions import Stance
from consult.domain.questions import Wants
from consult.store.comments import Comment
from consult.store.commitments import Commitment
from consult.store.drafts import Paragraph
from tests.factories import COUNTY, POLICE
from tests.machine.world import PANEL, World, pick

ANY = st.integers(0, 40)
WHO = st.sampled_from(PANEL)
SPAN = st.none() | st.tuples(st.integers(0, 12), st.integers(1, 6))
OF = st.sampled_from([(COUNTY,), (POLICE,), (COUNTY, POLICE)])


class Members(RuleBasedStateMachine):
    """Comments, questions and requests, as their authors bring, change and withdraw them."""

    world: World

    def wording(self, paragraph: Paragraph | None, span: tuple[int, int] | None, suggests: bool) -> Wording:
        """New words, on some of the paragraph's."""
        said, suggested = self.world.word("said"), self.world.word("suggested") if suggests and paragraph else ""
        start, end = _span(paragraph.text, span) if paragraph is not None and span else (None, None)
        quote = paragraph.text[start:end] if paragraph is not None and start is not None else ""
        return Wording(Stance.OBJECT, f"I say {said} here.", quote, suggested, start=start, end=end)

    @rule(who=WHO, at=ANY, span=SPAN, suggests=st.booleans())
    def comment(self, who: str, at: int, span: tuple[int, int] | None, suggests: bool) -> None:
        world = self.world
        place = world.place(at)
        wording = self.wording(place.paragraph, span, suggests)
        begun = world.is_open()
        made = world.do(
            lambda: comments.submit(
                world.session,
                place=place,
                wording=wording,
                form_key=world.word("form"),
                by=world.actor(who),
                **world.facts,
            )
        )
        assert made is None or begun, "a comment was taken while the window was closed"
        assert made is not None or not begun or span or suggests, "a comment was refused while it was open"

    @rule(n=ANY, span=SPAN, suggests=st.booleans())
    def change_comment(self, n: int, span: tuple[int, int] | None, suggests: bool) -> None:
        if comment := pick(self.world.comments(), n):
            wording, begun = self.wording(comment.paragraph, span, suggests), self.world.is_open()
            before = comment.text
            self.by_author(comment, comments.change, comment=comment, wording=wording)
            assert begun or comment.text == before, "a comment was changed while the window was closed"

    @rule(n=ANY, who=WHO, back=st.booleans())
    def support(self, n: int, who: str, back: bool) -> None:
        world = self.world
        if comment := pick(world.comments(), n):
            act = comments.unsupport if back else comments.support
            world.do(lambda: act(world.session, comment=comment, by=world.actor(who), **world.facts))

    @rule(n=ANY)
    def withdraw(self, n: int) -> None:
        item = pick(self.world.everything(), n)
        if isinstance(item, Comment):
            self.by_author(item, comments.withdraw, comment=item)
        elif isinstance(item, Commitment):
            if item.kind == Owing.REQUEST.value:
                self.by_author(item, commitments.withdraw_request, commitment=item)
        elif item:
            self.by_author(item, questions.withdraw, question=item)

    def by_author(self, author_of: Any, act: Any, /, **what: Any) -> None:
        """The item's author does it."""
        world = self.world
        part = next(who for who in PANEL if getattr(world.play.cast, who).id == author_of.author_id)
        world.do(lambda: act(world.session, by=world.actor(part), **what, **world.facts))

    @rule(who=WHO, of=OF, at=ANY, parts=st.integers(1, 3), accepted=st.booleans())
    def ask(self, who: str, of: tuple[str, ...], at: int, parts: int, accepted: bool) -> None:
        world, place = self.world, self.world.place(at)
        begun = world.is_open()
        made = world.do(
            lambda: questions.ask(
                world.session, parts=[world.word("asked") for _ in range(parts)],
                authorities=[world.play.body(name) for name in of], section=place.section, paragraph=place.paragraph,
                form_key=world.word("form"), by=world.actor(who), **world.facts,
            )
        )  # fmt: skip
        assert made is None or begun, "a question was taken while the window was closed"
        if made is not None and accepted:
            world.do(lambda: questions.accept(world.session, question=made, **world.clerks))

    @rule(n=ANY, accepted=st.booleans())
    def follow_up(self, n: int, accepted: bool) -> None:
        world = self.world
        if (question := pick(world.questions(), n)) is None:
            return
        self.by_author(
            question, questions.follow_up, question=question, parts=[world.word("followed")],
            authorities=question.asked[:1], form_key=world.word("form"),
        )  # fmt: skip
        if accepted:
            made = world.questions()[-1]
            world.do(lambda: questions.accept(world.session, question=made, **world.clerks))

    @rule(n=ANY, parts=st.integers(1, 3), wants=st.sampled_from(list(Wants)))
    def change_question(self, n: int, parts: int, wants: Wants) -> None:
        if question := pick(self.world.questions(), n):
            texts = [self.world.word("asked") for _ in range(parts)]
            self.by_author(question, questions.change, question=question, parts=texts, wants=wants)

    @rule(who=WHO, of=st.sampled_from([COUNTY, POLICE]), at=ANY, about=st.none() | ANY, days=st.integers(0, 20))
    def request(self, who: str, of: str, at: int, about: int | None, days: int) -> None:
        world, place = self.world, self.world.place(at)
        item = None if about is None else pick(world.items(), about)
        due = world.play.today.fromordinal(world.play.today.toordinal() + days)
        wanted = Wanted(world.word("wanted"), world.play.body(of), due, None if item else place.section, item)
        world.do(
            lambda: commitments.request(
                world.session, wanted=wanted, form_key=world.word("form"), by=world.actor(who), today=world.play.today,
                **world.facts,
            )
        )  # fmt: skip

    @rule(n=ANY)
    def change_request(self, n: int) -> None:
        world = self.world
        asked = [one for one in world.everything() if isinstance(one, Commitment) and one.kind == Owing.REQUEST.value]
        if request := pick(asked, n):
            self.by_author(
                request, commitments.change_request, commitment=request, text=world.word("wanted"), due_on=request.due_on,
                today=world.play.today,
            )  # fmt: skip

    @rule(n=ANY, back=st.booleans())
    def settle(self, n: int, back: bool) -> None:
        world = self.world
        given = [(item, response) for item in world.items() for response in item.responses]
        if found := pick(given, n):
            item, response = found
            if back:
                self.by_author(item, settling.settled, item=item, response=response)
            else:
                why = world.word("unsettled")
                self.by_author(item, settling.not_settled, item=item, response=response, reason=why)


def _span(text: str, span: tuple[int, int]) -> tuple[int, int] | tuple[None, None]:
    """Where some of a text's words stand."""
    words = text.split(" ")
    first = span[0] % len(words)
    start = sum(len(word) + 1 for word in words[:first])
    quote = " ".join(words[first : first + span[1]])
    return (start, start + len(quote)) if quote.strip() == quote and quote else (None, None)
