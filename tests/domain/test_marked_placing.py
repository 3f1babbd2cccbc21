"""Marks of a member's copy on the published draft: on their own words, or listed with the reason."""

import random
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from consult.domain.marked_copy import CopyKind, CopyParagraph, Edit, Reply, Untaken
from consult.domain.marked_placing import place
from consult.domain.marked_proposals import Certainty, Difference, Place
from tests.domain.marked import ONE, TWO, as_sent, copy_of, draft, on, placed, said, to

RISE = "The rise in referrals is very large, and the panel’s “asks” are met."
WORK = "Work goes on with schools, colleges and youth clubs in each district."
VISIT = "Officers visit every school in the county once in each school year."
TABLE = "Measure\tTarget\nReferrals\tFall by 10%\nVisits\tRise"
DRAFT = draft(
    Prevent=[f"1. {RISE}", f"2. {WORK}", "More work is needed."],
    Respond=[f"3. {VISIT}", "More work is needed.", TABLE],
)
SENT = as_sent(DRAFT)
TYPED = as_sent(DRAFT, typed=True)
SUGGESTED = "Suggested wording, as changed in the member’s Word copy."


@pytest.mark.parametrize("sent", [SENT, TYPED])
def test_a_comment_stands_on_its_words(sent: list[CopyParagraph]) -> None:
    (made,) = placed(DRAFT, sent, on(1, "very large", sent, "By how much?")).items
    assert said(made) == ("Prevent, paragraph 1", "very large", "By how much?", "")
    assert made.anchor is not None
    assert (made.anchor.start, RISE[made.anchor.start : made.anchor.end]) == (25, "very large")
    assert (made.place, made.certainty, made.notes) == (
        Place(1, 101, "Prevent, paragraph 1"), Certainty.CERTAIN, (),
    )  # fmt: skip


@pytest.mark.parametrize("sent", [SENT, TYPED])
def test_a_change_is_the_whole_paragraph_as_it_would_read(sent: list[CopyParagraph]) -> None:
    new = sent[1].text.replace("very large", "large")
    (made,) = placed(DRAFT, sent, to(1, new, sent)).items
    assert said(made) == ("Prevent, paragraph 1", "", SUGGESTED, RISE.replace("very large", "large"))
    assert made.certainty is Certainty.CERTAIN


def test_words_that_stand_twice_are_found_where_they_were_marked() -> None:
    text = "The plan is the plan, and the plan it stays."
    sections = draft(A=[f"1. {text}"])
    sent = as_sent(sections, typed=True)
    (made,) = placed(sections, sent, replace(on(1, "the plan", sent), start=29, end=37)).items
    assert made.anchor is not None
    assert (made.anchor.start, made.anchor.exact) == (26, "the plan")


def test_white_space_and_quotation_marks_may_have_been_changed_by_a_program() -> None:
    sent = [
        SENT[0],
        CopyParagraph(RISE.replace("’", "'").replace("“", '"').replace("”", '"').replace(" is ", "\n is  ")),
    ]
    (comment, change) = placed(
        DRAFT,
        sent,
        on(1, 'panel\'s "asks"', sent),
        to(1, sent[1].text.replace("very ", ""), sent, author=TWO),
    ).items
    assert said(comment)[1] == "panel’s “asks”"
    assert (change.wording, change.certainty) == (RISE.replace("very ", ""), Certainty.CERTAIN)


def test_the_same_paragraph_twice_is_told_apart_by_its_neighbours() -> None:
    items = placed(DRAFT, SENT, on(3, "More work", SENT), on(6, "More work", SENT)).items
    assert [said(made)[0] for made in items] == ["Prevent, unnumbered paragraph 1", "Respond, unnumbered paragraph 1"]


def test_the_same_paragraph_twice_in_a_row_goes_by_the_order_and_then_by_the_number() -> None:
    sections = draft(A=["1. As before.", "2. As before.", f"3. {RISE}"])
    sent = as_sent(sections)
    assert [said(made)[0] for made in placed(sections, sent, on(1, "As", sent), on(2, "As", sent)).items] == [
        "A, paragraph 1",
        "A, paragraph 2",
    ]
    short = [sent[0], sent[2], sent[3]]
    assert [said(made)[0] for made in placed(sections, short, on(1, "As", short)).items] == ["A, paragraph 2"]


def test_the_same_paragraph_twice_that_nothing_tells_apart_is_not_guessed() -> None:
    sections = draft(A=["As before.", "As before.", RISE])
    sent = as_sent(sections)
    short = [sent[0], sent[2], sent[3]]
    (made,) = placed(sections, short, on(1, "As", short)).items
    assert (made.place, made.certainty, made.offered) == (None, Certainty.BY_HAND, Place(1, None, "A"))
    assert made.notes == ("A paragraph with these words stands 2 times in the draft, and nothing says which is meant.",)
    assert made.quote == "As"


def test_a_paragraph_altered_without_tracking_is_known_by_its_likeness_and_to_be_checked() -> None:
    altered = WORK.replace("youth clubs", "sports clubs")
    sent = [*SENT[:2], CopyParagraph(altered), *SENT[3:]]
    proposals = placed(
        DRAFT,
        sent,
        on(2, "schools", sent),
        on(2, "sports clubs", sent),
        to(2, altered.replace("each", "every"), sent),
        to(2, altered.replace("sports", "all"), sent, author=TWO),
    )
    note = "The paragraph of the copy is not word for word the draft’s. Check that it is the right one."
    assert [(said(one), one.certainty, one.notes[-1]) for one in proposals.items] == [
        (("Prevent, paragraph 2", "schools", "Why?", ""), Certainty.TO_CHECK, note),
        (
            ("Prevent, paragraph 2", "", "Why?\n\nThis is about the words “sports clubs”.", ""),
            Certainty.TO_CHECK,
            note,
        ),
        (("Prevent, paragraph 2", "", SUGGESTED, WORK.replace("each", "every")), Certainty.TO_CHECK, note),
        (
            ("Prevent, paragraph 2", "", SUGGESTED, altered.replace("sports", "all")),
            Certainty.TO_CHECK,
            note,
        ),
    ]
    assert proposals.untracked == (Difference(Place(1, 102, "Prevent, paragraph 2"), WORK, altered),)


def test_a_paragraph_that_is_not_in_the_draft_is_listed_with_its_words() -> None:
    new = "The commissioner pays for street lighting out of another budget altogether."
    sent = [*SENT, CopyParagraph(new)]
    proposals = placed(
        DRAFT, sent, on(1, "very large", sent), on(2, "schools", sent), on(len(sent) - 1, "lighting", sent)
    )
    made = proposals.items[-1]
    assert (made.place, made.quote, made.text, made.offered) == (None, "lighting", "Why?", Place(2, None, "Respond"))
    assert made.notes == ("These words are not in the draft, and nothing in it is like them beyond doubt.",)
    assert proposals.doubt == ""


def test_a_copy_of_another_draft_is_doubted() -> None:
    sent = [
        CopyParagraph("Quite another plan, of another county, in another year altogether."),
        CopyParagraph("Its end."),
    ]
    proposals = placed(DRAFT, sent, on(0, "another plan", sent), on(1, "end", sent))
    assert proposals.doubt == (
        "This may not be a copy of this draft: 2 of the 2 paragraphs marked in it are not in the draft. "
        "Check that it is the right file and the right version."
    )
    assert [made.certainty for made in proposals.items] == [Certainty.BY_HAND] * 2
    assert placed(DRAFT, sent, on(1, "end", sent)).doubt.startswith(
        "This may not be a copy of this draft: the only paragraph marked in it is not in the draft."
    )


def test_a_comment_over_several_paragraphs_is_on_the_first_and_keeps_its_words() -> None:
    (made,) = placed(DRAFT, TYPED, on(1, "are met.\n2. Work goes on", TYPED)).items
    assert said(made) == (
        "Prevent, paragraph 1",
        "are met.",
        "Why?\n\nThis is about the words “are met.\n2. Work goes on”.",
        "",
    )
    assert made.notes == (
        "It spans 2 paragraphs, Prevent, paragraph 1 to Prevent, paragraph 2. "
        "It is placed on the first, and keeps all its words.",
    )


def test_comments_on_the_title_and_on_headings() -> None:
    sent = [CopyParagraph("Strategy", CopyKind.TITLE), *SENT]
    title, heading, both = placed(
        DRAFT, sent, on(0, "Strategy", sent), on(1, "Prevent", sent), on(1, "Prevent\nThe rise", sent)
    ).items
    assert (title.place, heading.place) == (Place(None, None, "The whole draft"), Place(1, None, "Prevent"))
    assert title.notes == ("It was made on the title, so it is about the whole draft.",)
    assert heading.notes == ("It was made on the heading, so it is about the whole section.",)
    assert (both.place, both.text) == (
        Place(1, None, "Prevent"),
        "Why?\n\nThis is about the words “Prevent\nThe rise”.",
    )


def test_a_heading_s_change_is_a_comment_in_words() -> None:
    items = placed(
        DRAFT,
        SENT,
        to(0, "Prevention", SENT),
        to(0, "", SENT),
        replace(to(0, "Prevent", SENT), edits=(Edit(7, 7, "\nNew words."),)),
    ).items
    assert [said(made) for made in items] == [
        ("Prevent", "", "Change this heading to “Prevention”.", ""),
        ("Prevent", "", "Delete this heading.", ""),
        ("Prevent", "", "Add under this heading: “New words.”", ""),
    ]


def test_what_a_change_does_is_said_where_the_wording_does_not_say_it() -> None:
    end = len(WORK)

    def change(*edits: Edit, **more: object) -> tuple[str, str]:
        (made,) = placed(DRAFT, SENT, replace(to(2, WORK, SENT), edits=edits, **more)).items  # type: ignore[arg-type]
        return made.text, made.wording

    assert change(Edit(0, end, "")) == ("Delete this paragraph.", "")
    assert change(Edit(end, end, "\nNew.")) == ("Add a paragraph after this one.", f"{WORK}\nNew.")
    assert change(Edit(0, 0, "New.\n")) == ("Add a paragraph before this one.", f"New.\n{WORK}")
    at = WORK.index(" colleges")
    assert change(Edit(at, at + 1, "\n")) == ("Divide this paragraph.", f"{WORK[:at]}\n{WORK[at + 1 :]}")
    joined = change(Edit(end, end + 1, " "), last=3, end=end + 1 + len(SENT[3].text))
    assert joined == ("Join these paragraphs.", f"{WORK} More work is needed.")


@pytest.mark.parametrize("sent", [SENT, TYPED])
def test_joined_paragraphs_are_placed_on_the_first(sent: list[CopyParagraph]) -> None:
    first, second = len(sent[1].text), len(sent[2].text)
    cut = Edit(first, first + 1 + second - len(WORK), " ")  # with the number that was typed before the second
    change = replace(to(1, sent[1].text, sent), last=2, end=first + 1 + second, edits=(cut,))
    (made,) = placed(DRAFT, sent, change).items
    assert said(made) == ("Prevent, paragraph 1", "", "Join these paragraphs.", f"{RISE} {WORK}")
    assert made.notes == ("It joins Prevent, paragraph 1 to Prevent, paragraph 2. It is placed on the first.",)
    assert made.certainty is Certainty.CERTAIN


def test_a_change_of_the_typed_number_alone_proposes_nothing() -> None:
    proposals = placed(DRAFT, TYPED, replace(to(1, TYPED[1].text, TYPED), edits=(Edit(0, 1, "7"),)))
    assert (proposals.items, proposals.untaken) == (
        (),
        (
            f"{ONE}: Prevent, paragraph 1: A change of the paragraph’s number was left out: "
            "numbers are given by the draft.",
        ),
    )


def test_a_comment_over_a_paragraph_that_a_page_had_broken_in_two() -> None:
    sections = draft(A=["1. The impact of the decision was large.", f"2. {WORK}"])
    sent = [CopyParagraph(text) for text in ("1. The impact of", "the decision was large.", f"2. {WORK}")]
    (made,) = placed(sections, sent, on(0, "impact of\nthe decision", sent)).items
    assert said(made) == ("A, paragraph 1", "impact of the decision", "Why?", "")
    assert (made.notes, made.certainty) == ((), Certainty.CERTAIN)


def test_a_comment_on_everything_keeps_the_beginning_of_it() -> None:
    sections = draft(A=[f"{n}. {RISE} {n}" for n in range(1, 40)])
    sent = as_sent(sections)
    everything = "\n".join(p.text for p in sent[1:])
    (made,) = placed(sections, sent, on(1, everything, sent)).items
    assert everything.startswith(made.quote.removesuffix("…"))
    assert 1_490 < len(made.quote) <= 1_501 < len(made.text) < 1_600


def test_a_typed_number_that_was_changed_is_left_out() -> None:
    (made,) = placed(
        DRAFT, TYPED, replace(to(1, TYPED[1].text, TYPED), edits=(Edit(0, 1, "7"), Edit(28, 33, "")))
    ).items
    assert made.wording == RISE.replace("very ", "")
    assert made.notes == ("A change of the paragraph’s number was left out: numbers are given by the draft.",)


def test_a_paragraph_with_a_typed_number_can_be_deleted_or_have_one_put_before_it() -> None:
    whole = replace(to(1, TYPED[1].text, TYPED), edits=(Edit(0, len(TYPED[1].text), ""),))
    before = replace(whole, edits=(Edit(0, 0, "New.\n"),))
    assert [(said(made)[2:], made.certainty) for made in placed(DRAFT, TYPED, whole, before).items] == [
        (("Delete this paragraph.", ""), Certainty.CERTAIN),
        (("Add a paragraph before this one.", f"New.\n{RISE}"), Certainty.CERTAIN),
    ]


def test_changes_of_a_table_are_of_its_cell_or_in_words() -> None:
    at = TABLE.index("10%")
    cell = Edit(at, at + 2, "20")

    def change(start: int, end: int, edit: Edit) -> tuple[str, str, str, str]:
        mark = replace(to(7, TABLE, SENT), start=start, end=end, edits=(edit,))
        return said(placed(DRAFT, SENT, mark).items[0])

    where = "Respond, unnumbered paragraph 2"
    assert change(at - 8, at + 3, cell) == (where, "Fall by 10%", SUGGESTED, "Fall by 20%")
    row = TABLE.index("Visits")
    assert change(row, len(TABLE), Edit(row, len(TABLE), "")) == (where, "Visits\tRise", "Delete “Visits | Rise”.", "")
    assert change(row, row, Edit(row, row, "Calls\tFall\n")) == (
        where, "", "Add a row to this table: Calls | Fall (after “Referrals | Fall by 10%”).", "",
    )  # fmt: skip


def test_moves_say_where_from_and_where_to() -> None:
    out = to(2, "", SENT, moved_to=(2,))
    back = replace(to(5, VISIT, SENT), edits=(Edit(len(VISIT), len(VISIT), f"\n{WORK}"),), moved_from=(1,))
    assert [said(made) for made in placed(DRAFT, SENT, out, back).items] == [
        ("Prevent, paragraph 2", "", "Move this paragraph to Respond, paragraph 3.", ""),
        ("Respond, paragraph 3", "", "The words moved here are from Prevent, paragraph 2.", f"{VISIT}\n{WORK}"),
    ]


def test_a_comment_and_the_change_it_is_on_are_one_proposal() -> None:
    change = to(1, RISE.replace("very large", "large"), SENT)
    (made,) = placed(DRAFT, SENT, change, on(1, "is very large", SENT, "Too strong.", struck=True)).items
    assert said(made) == ("Prevent, paragraph 1", "is very large", "Too strong.", RISE.replace("very large", "large"))
    assert (made.number, made.marks, made.notes) == (1, (1, 2), ())


def test_a_comment_on_words_its_author_inserted_is_one_with_them() -> None:
    change = replace(to(1, RISE, SENT), edits=(Edit(25, 25, "said to be "),))
    reply = Reply(TWO, datetime(2021, 2, 5, 8, tzinfo=UTC), "By whom?")
    comment = on(1, "", SENT, "No proof.", start=25, end=25, inserted="said to be", replies=(reply,))
    (made,) = placed(DRAFT, SENT, change, comment).items
    assert made.text == f"No proof.\n\nReply by {TWO}, 5 February 2021: By whom?"
    assert made.wording == RISE.replace("very", "said to be very")


@pytest.mark.parametrize(
    "others",
    [
        lambda: [on(1, "rise", SENT)],  # the change lies elsewhere
        lambda: [on(1, "very large", SENT, author=TWO)],
        lambda: [on(1, "very large", SENT), on(1, "is very large", SENT)],
        lambda: [on(1, "large", SENT)],
        lambda: [on(2, "schools", SENT)],
    ],
)
def test_others_stay_apart(others) -> None:
    marks = [to(1, RISE.replace("very large", "large"), SENT), *others()]
    assert len(placed(DRAFT, SENT, *marks).items) == len(marks)


def test_replies_and_what_the_file_says_of_a_mark() -> None:
    replies = (Reply(TWO, None, "Agreed."), Reply("", datetime(2021, 2, 5, 8, tzinfo=UTC), "No."))
    (made,) = placed(DRAFT, SENT, on(1, "rise", SENT, replies=replies, resolved=True, struck=True)).items
    assert made.text == f"Why?\n\nReply by {TWO}: Agreed.\n\nReply by someone unnamed, 5 February 2021: No."
    assert made.notes == (
        "It is marked as resolved in the copy.",
        "The words it was made on are struck out in the copy.",
    )


def test_a_comment_on_inserted_words_of_another_names_them() -> None:
    (made,) = placed(DRAFT, SENT, on(1, "", SENT, start=25, end=25, inserted="said to be")).items
    assert said(made)[:3] == (
        "Prevent, paragraph 1",
        "",
        "Why?\n\nThis is about words that the copy inserts: “said to be”.",
    )


def test_a_comment_on_no_words_is_on_the_paragraph_and_says_after_which() -> None:
    (made,) = placed(DRAFT, SENT, on(1, "", SENT, start=21, end=21)).items
    assert (made.anchor, made.notes) == (None, ("It was made on no words, after “…The rise in referrals”.",))


def test_a_comment_without_words_of_its_own_is_noted() -> None:
    (made,) = placed(DRAFT, SENT, on(1, "rise", SENT, "")).items
    assert made.notes == ("The comment has no words. Write what is meant, or leave it out.",)


def test_a_mark_on_nothing_is_offered_the_section_it_stood_in() -> None:
    (made,) = placed(DRAFT, SENT, on(5, "", SENT, first=None, last=None, start=0, end=0, near=4)).items
    assert (made.place, made.offered) == (None, Place(2, None, "Respond"))
    assert made.notes[0].startswith("It stands on nothing that was in the draft")


def test_paragraphs_that_were_joined_or_divided_when_the_draft_was_checked() -> None:
    joined = draft(A=[f"1. {RISE} {WORK}", f"2. {VISIT}"])
    sent = [CopyParagraph(text) for text in (RISE, WORK, VISIT)]
    words, wording = placed(joined, sent, on(1, "schools", sent), to(1, WORK.replace("each", "every"), sent)).items
    assert said(words)[:2] == ("A, paragraph 1", "schools")
    assert wording.wording == f"{RISE} {WORK.replace('each', 'every')}"
    divided = draft(A=[f"1. {RISE}", f"2. {WORK}", f"3. {VISIT}"])
    sent = [CopyParagraph(f"{RISE} {WORK}"), CopyParagraph(VISIT)]
    words, lost = placed(divided, sent, on(0, "schools", sent), on(0, "met. Work", sent)).items
    assert said(words)[:2] == ("A, paragraph 2", "schools")
    assert (lost.place, lost.notes[0]) == (
        None, "The draft has this paragraph in several parts, and the words are in none of them as a whole.",
    )  # fmt: skip


def test_words_of_a_divided_paragraph_are_not_put_on_others_of_the_same_spelling() -> None:
    one, two = f"{RISE} Schools are met.", f"{WORK} It is all for the schools, and they are met."
    divided = draft(A=[f"1. {one}", f"2. {two}"])
    sent = [CopyParagraph(f"{one} {two}")]
    at = len(one) + 1 + two.index("they are met")
    second, lost = placed(
        divided, sent, on(0, "", sent, start=at, end=at + 12), on(0, "", sent, start=at + 5, end=at + 12)
    ).items
    assert (said(second)[:2], said(lost)[:2]) == (("A, paragraph 2", "they are met"), ("A, paragraph 2", "are met"))


def test_a_change_that_was_in_the_file_before_it_was_sent_is_in_the_draft_already() -> None:
    before = CopyParagraph(WORK.replace("schools", "academies"))
    sent = [*SENT[:2], before, *SENT[3:]]
    proposals = placed(
        DRAFT,
        sent,
        to(2, WORK, sent, author="Officer"),
        on(2, "colleges", sent),
        to(2, before.text.replace("each", "every"), sent),
    )
    assert [said(made) for made in proposals.items] == [
        ("Prevent, paragraph 2", "colleges", "Why?", ""),
        ("Prevent, paragraph 2", "", SUGGESTED, WORK.replace("each", "every")),
    ]
    assert (proposals.untaken, proposals.untracked) == (
        ("Officer: Prevent, paragraph 2: The change is in the draft already.",),
        (),
    )


def test_a_table_that_is_deleted_and_one_with_an_empty_cell_to_be_filled() -> None:
    gone = replace(to(7, TABLE, SENT), edits=(Edit(0, len(TABLE), ""),))
    at = TABLE.index("\nVisits")
    fill = replace(gone, start=at, end=at, edits=(Edit(at, at, "by 2025"),))
    texts = [said(made)[2:] for made in placed(DRAFT, SENT, gone, fill).items]
    assert texts == [
        ("Delete this table.", ""),
        ("Write in the empty cell: “by 2025” (after “Referrals | Fall by 10%”).", ""),
    ]


def test_what_was_not_taken_is_listed_with_who_and_where() -> None:
    copy = replace(copy_of(SENT, on(1, "rise", SENT)), untaken=(Untaken(ONE, "Only the formatting was changed.", 2),))
    assert place(copy, DRAFT).untaken == (f"{ONE}: Prevent, paragraph 2: Only the formatting was changed.",)


def test_many_marks_on_a_long_draft_are_placed_soon() -> None:
    dice = random.Random(1)
    words = [f"word{n}" for n in range(3_000)]
    texts = [" ".join(dice.choices(words, k=40)) for _ in range(600)]
    sections = draft(A=[f"{n}. {text}" for n, text in enumerate(texts, 1)])
    sent = as_sent(sections)
    altered = [replace(p, text=p.text.replace("a ", "b ", 1) + " indeed") if n % 2 else p for n, p in enumerate(sent)]
    marks = [on(n, altered[n].text.split()[5], altered) for n in range(1, 600)]
    begun = time.process_time()
    items = placed(sections, altered, *marks).items
    assert time.process_time() - begun < 5
    assert all(made.place is not None for made in items)
