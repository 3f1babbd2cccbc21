"""What stands at a glance: how many came in, where, for whom, and what is still unanswered."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from consult.domain.digest import Bar, Count, Glance
from consult.domain.dispositions import Disposition, Stance
from consult.domain.lifecycle import ItemState
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.domain.places import WHOLE_DRAFT, chapters
from consult.present.entries import answer_to
from consult.store.comments import Comment, Response
from consult.store.drafts import Section
from consult.store.questions import Question

Owed = tuple[Question, str, bool]
"""An answer owed to a question: the question, the authority asked, and whether its answer is released."""


def glance(sections: Sequence[Section], standing: Sequence[Comment], questions: Sequence[Question]) -> Glance:
    """The counts of a digest; `standing` are the comments neither withdrawn nor rejected. Of exempt matter none is given."""
    owed = list(_owed(questions))
    asked = {question.number for question, _, _ in owed}
    unanswered = sorted({question.number for question, _, answered in owed if not answered})
    given = [response for comment in standing if (response := answer_to(comment)) and _is_public(response)]
    dispositions = Counter(response.disposition for response in given)
    stances = Counter(comment.stance for comment in standing)
    return Glance(
        comments=_count("Comments", [is_answered(c) for c in standing]),
        questions=Count("Scrutiny questions", len(asked), len(asked) - len(unanswered)),
        by_section=tuple(_by_chapter(sections, standing)),
        by_authority=tuple(_by_authority(standing, owed)),
        by_disposition=tuple(Bar(d.wording, dispositions[d.value]) for d in Disposition),
        by_stance=tuple(Bar(s.wording, stances[s.value]) for s in Stance),
        unanswered=(
            *(reference(COMMENT, c.number) for c in standing if not is_answered(c)),
            *(reference(QUESTION, number) for number in unanswered),
        ),
        holding=(
            *(reference(COMMENT, c.number) for c in standing if not is_answered(c) and _is_held(c.responses)),
            *(reference(QUESTION, q.number) for q in questions if q.number in unanswered and _is_held(q.responses)),
        ),
        unsettled=(
            *(reference(COMMENT, c.number) for c in standing if _is_unsettled(c.responses)),
            *(reference(QUESTION, q.number) for q in questions if q.number in asked and _is_unsettled(q.responses)),
        ),
    )


def is_answered(comment: Comment) -> bool:
    """True when the authority it was put to has answered, and everyone may read it."""
    response = answer_to(comment)
    return response is not None and response.released_at is not None


def _is_held(responses: Iterable[Response]) -> bool:
    return any(response.holding and response.released_at is not None for response in responses)


def _is_unsettled(responses: Iterable[Response]) -> bool:
    return any(response.unsettled for response in responses if _is_public(response))


def _is_public(response: Response) -> bool:
    return response.released_at is not None and response.exemption is None


def _owed(questions: Iterable[Question]) -> Iterator[Owed]:
    for question in questions:
        if question.state == ItemState.RECEIVED.value:
            released = {r.authority_id for r in question.responses if r.released_at is not None and not r.holding}
            for body in question.asked:
                yield question, body.name, body.id in released


def _count(label: str, answered: Sequence[bool]) -> Count:
    return Count(label, len(answered), sum(answered))


def _by_chapter(sections: Sequence[Section], standing: Sequence[Comment]) -> Iterator[Count]:
    whole = [is_answered(c) for c in standing if c.section_id is None]
    if whole:
        yield _count(WHOLE_DRAFT, whole)
    for chapter in chapters(sections):
        ids = {sections[n].id for n in chapter}
        head = sections[chapter.start]
        yield _count(f"{head.number} {head.heading}".strip(), [is_answered(c) for c in standing if c.section_id in ids])


def _by_authority(standing: Sequence[Comment], owed: Sequence[Owed]) -> Iterator[Count]:
    answers: dict[str, list[bool]] = {}
    for comment in standing:
        answers.setdefault(comment.authority.name, []).append(is_answered(comment))
    for _, authority, answered in owed:
        answers.setdefault(authority, []).append(answered)
    for name in sorted(answers):
        yield _count(name, answers[name])
