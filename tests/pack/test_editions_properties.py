"""Whatever is chosen, and in whatever order: nothing is printed twice, and nothing that was chosen is lost (R10)."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from consult.domain.commitments import Kind, Status
from consult.domain.digest import CommentEntry, CommitmentEntry, Digest, IndexRow, LineEntry, QuestionEntry
from consult.domain.pack_choice import Item, Wanted, authorities, chosen, is_owed
from consult.domain.pack_narrowing import narrowed, only_commented
from consult.domain.pack_options import Options, Order
from consult.domain.pack_ordering import comment_groups, question_groups
from tests.pack import digests

BODIES = ("Norfolk Constabulary", "Norfolk County Council", "National Probation Service")
FIRST = date(2021, 1, 4)


def commitment(n: int, authority: str, status: Status) -> CommitmentEntry:
    return CommitmentEntry(
        reference=f"U-{n:04}", kind=Kind.UNDERTAKING.wording, by="", body="", place="", text="A table.",
        authority=authority, owner="", basis="", source="", issued_on=FIRST + timedelta(days=9 * n),
        due_on=date(2021, 3, 1), words="", status=status.wording, days_overdue=0,
    )  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> Digest:
    """A record with comments put to one of three bodies, questions under lines or none, and undertakings."""
    whole = digests.digest(comments=draw(st.integers(0, 14)), questions=draw(st.integers(0, 5)))
    put_to = draw(st.lists(st.sampled_from(BODIES), min_size=14, max_size=14))
    by_reference = {comment.reference: put_to[n] for n, comment in enumerate(whole.comments)}

    def moved(comments: tuple[CommentEntry, ...]) -> tuple[CommentEntry, ...]:
        return tuple(replace(one, put_to=by_reference[one.reference]) for one in comments)

    titles = ["Is there the money?", "Are people safe?"]
    of = draw(st.lists(st.sampled_from([*titles, ""]), min_size=20, max_size=20))
    references = [question.reference for question in whole.questions]
    under = {title: [one for n, one in enumerate(references) if of[n] == title] for title in titles}
    statuses = draw(st.lists(st.sampled_from([Status.OUTSTANDING, Status.RECEIVED]), max_size=3))
    owed = tuple(commitment(n, BODIES[n % 3], status) for n, status in enumerate(statuses, start=1))
    rows = tuple(IndexRow(one.reference, "", "", "", one.kind, one.status) for one in owed)
    return replace(
        whole,
        whole_draft=moved(whole.whole_draft),
        sections=tuple(
            replace(
                section,
                line=of[-n - 1],
                comments=moved(section.comments),
                paragraphs=tuple(replace(one, comments=moved(one.comments)) for one in section.paragraphs),
            )
            for n, section in enumerate(whole.sections)
        ),
        lines=tuple(LineEntry(title, tuple(under[title])) for title in titles),
        commitments=owed,
        index=whole.index + rows,
    )


wanted = st.builds(
    Wanted,
    authority=st.sampled_from(["", *BODIES]),
    unanswered=st.booleans(),
    since=st.none() | st.dates(FIRST, date(2021, 2, 10)),
    until=st.none() | st.dates(date(2021, 2, 10), date(2021, 3, 1)),
    only=st.none() | st.frozensets(st.sampled_from(["C-0001", "C-0004", "Q-001", "Q-003", "U-0001"])),
)


def items(digest: Digest) -> list[Item]:
    return [*digest.comments, *digest.questions, *digest.commitments]


def references(entries: Any) -> list[str]:
    return [entry.reference for entry in entries]


@settings(max_examples=60)
@given(records(), wanted)
def test_what_is_chosen_is_printed_once_and_nothing_else(whole: Digest, choice: Wanted) -> None:
    kept = chosen(items(whole), choice)
    edition = only_commented(narrowed(whole, kept, ["chosen"]))
    assert Counter(references(items(edition))) == Counter(sorted(kept))
    assert references(edition.index) == [row.reference for row in whole.index if row.reference in kept]
    assert [one for line in edition.lines for one in line.questions] == [
        one for line in whole.lines for one in line.questions if one in kept
    ]
    assert items(edition) == [item for item in items(whole) if item.reference in kept]


@settings(max_examples=60)
@given(records(), wanted)
def test_every_test_holds_of_what_is_chosen_and_one_fails_of_the_rest(whole: Digest, choice: Wanted) -> None:
    kept = chosen(items(whole), choice)
    for item in items(whole):
        fits = [
            not choice.authority or choice.authority in authorities(item),
            not choice.unanswered or is_owed(item),
            choice.only is None or item.reference in choice.only,
        ]
        assert item.reference not in kept or all(fits)
        if choice.since is None and choice.until is None:
            assert (item.reference in kept) == all(fits)


@settings(max_examples=40)
@given(records(), wanted)
def test_the_line_that_accounts_for_every_item_stays_that_of_the_whole(whole: Digest, choice: Wanted) -> None:
    edition = narrowed(whole, chosen(items(whole), choice), ["chosen"])
    assert (edition.reconciliation, edition.glance) == (whole.reconciliation, whole.glance)
    assert edition.limits is not None
    shares = {share.noun: (share.here, share.all) for share in edition.limits.shares}
    nouns = {"comment": "C", "question": "Q", "undertaking": "U"}
    counted = {
        noun: tuple(sum(row.reference.startswith(kind) for row in one.index) for one in (edition, whole))
        for noun, kind in nouns.items()
    }
    assert shares == {noun: pair for noun, pair in counted.items() if pair[1]}


@settings(max_examples=60)
@given(records(), st.sampled_from(Order))
def test_in_every_order_each_question_and_comment_is_printed_once(whole: Digest, order: Order) -> None:
    digest = replace(whole, options=Options(order=order))
    asked: list[QuestionEntry] = [one for group in question_groups(digest) for one in group.questions]
    assert Counter(references(asked)) == Counter(references(digest.questions))
    said = [
        comment
        for group in comment_groups(digest)
        for comment in replace(
            digest, whole_draft=group.whole_draft, sections=group.sections, unplaced=group.unplaced
        ).comments
    ]
    assert Counter(references(said)) == Counter(references(digest.comments))
    if order is Order.DRAFT:
        assert (asked, said) == (list(digest.questions), list(digest.comments))
    if order is Order.AUTHORITY:
        for group in comment_groups(digest):
            inside = replace(digest, whole_draft=group.whole_draft, sections=group.sections, unplaced=group.unplaced)
            assert {authorities(comment)[0] for comment in inside.comments} <= {group.title}


@settings(max_examples=30)
@given(records(), st.sampled_from(Order))
def test_with_the_whole_draft_every_paragraph_is_there_in_every_order(whole: Digest, order: Order) -> None:
    digest = replace(whole, options=Options(order=order, whole_draft=True))
    groups = comment_groups(digest)
    shown = {(s.heading, p.html) for group in groups for s in group.sections for p in s.paragraphs}
    assert shown == {(s.heading, p.html) for s in whole.sections for p in s.paragraphs}
