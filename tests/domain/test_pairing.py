"""What became of each paragraph and section of a draft in its redraft."""

from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.domain.assignment import Offer, assigned
from consult.domain.draft import Draft, Kind, Paragraph, Section
from consult.domain.markup import escape
from consult.domain.ordering import in_order
from consult.domain.pairing import Pairing, Was, pair
from tests.redrafts import redraft

DUTY = (
    "The 1998 Act requires the authorities to produce and carry out a strategy for reducing crime and disorder, "
    "and to keep it under review."
)
MEETINGS = (
    "The partnership meets four times a year. Its work between meetings is carried out by three strategic groups, "
    "each chaired by a senior officer. A list of the groups is kept on the partnership's pages."
)
MONEY = (
    "The partnership has no budget in its own right. Its small support team is paid for by the county council, and "
    "projects are paid for by grants that end in March."
)
VIOLENCE = (
    "Serious violence between young adults came fourth and was folded into county lines, where most of it belongs."
)
NORWICH = (
    "In Norwich the lead officer for street lighting reports to the panel in March on 21 cases, and names what is late."
)
YARMOUTH = (
    "In Yarmouth the lead officer for street lighting reports to the panel in June on 43 cases, and names what is late."
)


def paragraph(text: str, label: str = "", kind: Kind = Kind.PARAGRAPH) -> Paragraph:
    return Paragraph(text, escape(text), label, 0, kind)


def draft(*sections: tuple[str, Sequence[str | Paragraph]]) -> Draft:
    made = [
        Section(heading, 1, "", tuple(paragraph(one) if isinstance(one, str) else one for one in held))
        for heading, held in sections
    ]
    return Draft("A strategy", tuple(made))


def one(*texts: str | Paragraph) -> Draft:
    return draft(("Our duty", texts))


def told(pairing: Pairing) -> list[tuple[str, tuple[int, ...]]]:
    return [(fate.was.value, fate.to) for fate in pairing.fates]


def sections_told(pairing: Pairing) -> list[tuple[str, tuple[int, ...]]]:
    return [(fate.was.value, fate.to) for fate in pairing.section_fates]


def test_nothing_changed() -> None:
    same = one(DUTY, MEETINGS, MONEY)
    assert told(pair(same, same)) == [("same", (0,)), ("same", (1,)), ("same", (2,))]
    assert {fate.margin for fate in pair(same, same).fates} == {1.0}


def test_a_number_is_no_part_of_a_paragraph() -> None:
    old = one(paragraph(DUTY, "6"), paragraph(MONEY, "7"))
    new = one(paragraph(VIOLENCE, "6"), paragraph(DUTY, "7"), paragraph(MONEY, "8"))
    found = pair(old, new)
    assert told(found) == [("same", (1,)), ("same", (2,))]
    assert [(origin.was, origin.carries) for origin in found.origins] == [(Was.NEW, None), (Was.SAME, 0), (Was.SAME, 1)]


def test_a_change_of_formatting_is_an_edit_that_leaves_the_words_alike() -> None:
    bold = Paragraph(DUTY, f"<strong>{DUTY}</strong>")
    fate = pair(one(DUTY), one(bold)).fates[0]
    assert (fate.was, fate.likeness) == (Was.EDITED, 1.0)


@pytest.mark.parametrize(
    ("new", "was"),
    [
        (DUTY.replace("requires", "obliges").replace("under review", "up to date"), "edited"),
        (DUTY.replace(" ", "\u00a0"), "edited"),
        (VIOLENCE, "deleted"),
        (f"Foreword. {DUTY}", "edited"),
    ],
)
def test_edited_or_another(new: str, was: str) -> None:
    assert told(pair(one(DUTY, MONEY), one(new, MONEY)))[0][0] == was


def test_moved_to_another_section_and_edited_on_the_way() -> None:
    old = draft(("Our duty", [DUTY, MONEY]), ("Meetings", [MEETINGS, VIOLENCE]))
    new = draft(("Our duty", [DUTY]), ("Meetings", [MEETINGS, VIOLENCE, MONEY.replace("small ", "")]))
    assert told(pair(old, new)) == [("same", (0,)), ("moved", (3,)), ("same", (1,)), ("same", (2,))]


def test_of_two_that_changed_places_the_shorter_moved() -> None:
    old, new = one(DUTY, VIOLENCE, MEETINGS), one(DUTY, MEETINGS, VIOLENCE)
    assert told(pair(old, new)) == [("same", (0,)), ("moved", (2,)), ("same", (1,))]


def test_a_section_that_moved_takes_its_paragraphs_along() -> None:
    old = draft(("Our duty", [DUTY, MONEY]), ("Meetings", [MEETINGS]), ("Violence", [VIOLENCE, NORWICH]))
    new = draft(("Violence", [VIOLENCE, NORWICH]), ("Our duty", [DUTY, MONEY]), ("Meetings", [MEETINGS]))
    found = pair(old, new)
    assert sections_told(found) == [("same", (1,)), ("same", (2,)), ("moved", (0,))]
    assert {fate.was for fate in found.fates} == {Was.SAME}


def test_split_and_the_greater_part_keeps_the_key() -> None:
    first, second, third = MEETINGS.split(". ")
    found = pair(one(DUTY, MEETINGS, MONEY), one(DUTY, f"{first}.", f"{second}. {third}", MONEY))
    assert told(found) == [("same", (0,)), ("split", (2, 1)), ("same", (3,))]
    assert [(origin.was, origin.carries) for origin in found.origins[1:3]] == [(Was.SPLIT, None), (Was.SPLIT, 1)]


def test_merged_and_the_one_that_gave_most_keeps_its_key() -> None:
    found = pair(one(VIOLENCE, MEETINGS, MONEY), one(f"{VIOLENCE} {MEETINGS}", MONEY))
    assert told(found) == [("merged", (0,)), ("merged", (0,)), ("same", (1,))]
    assert (found.origins[0].was, found.origins[0].of, found.origins[0].carries) == (Was.MERGED, (1, 0), 1)


def test_a_short_line_is_merged_only_with_its_neighbour() -> None:
    line = "Three messages came through:"
    assert told(pair(one(line, MEETINGS), one(f"{line} {MEETINGS}")))[0] == ("merged", (0,))
    apart = pair(one(line, DUTY, MEETINGS, MONEY), one(DUTY, MEETINGS, f"{MONEY} {line}"))
    assert told(apart)[0] == ("deleted", ())


def test_near_identical_paragraphs_that_changed_places_are_told_apart() -> None:
    old = one(DUTY, NORWICH, YARMOUTH, MONEY)
    new = one(DUTY, YARMOUTH.replace("names", "lists"), NORWICH.replace("reports", "will report"), MONEY)
    assert [to for _, to in told(pair(old, new))] == [(0,), (2,), (1,), (3,)]


def test_one_of_two_that_are_the_same_was_deleted_and_its_neighbours_say_which() -> None:
    line = "Owner: to be named."
    old = one(DUTY, line, MONEY, line, MEETINGS)
    found = pair(old, one(DUTY, MONEY, line, MEETINGS))
    assert told(found) == [("same", (0,)), ("deleted", ()), ("same", (1,)), ("same", (2,)), ("same", (3,))]
    assert found.fates[3].margin == 1.0


def test_of_two_that_are_the_same_it_is_not_sure_which_is_left_without_neighbours() -> None:
    line = "Owner: to be named."
    found = pair(one(line, DUTY, line), one(VIOLENCE, line, MEETINGS))
    assert sorted(fate.was for fate in found.fates) == ["deleted", "deleted", "same"]
    assert [fate.margin for fate in found.fates if fate.to] == [0.0]


def test_tables_are_only_paired_with_tables_and_figures_by_their_picture() -> None:
    words = "Referrals 17 32 Schools trained 40 58 Homes made safe 9 12"
    table = Paragraph(words, f"<table><tr><td>{words}</td></tr></table>", kind=Kind.TABLE)
    figure = Paragraph("", '<img src="figure:ab12" alt="Calls by month">', kind=Kind.FIGURE)
    other = Paragraph("", '<img src="figure:ab12" alt="Calls for help by month, 2019 to 2021">', kind=Kind.FIGURE)
    found = pair(one(table, figure, DUTY), one(words, other, DUTY))
    assert told(found) == [("deleted", ()), ("edited", (1,)), ("same", (2,))]


def test_sections_by_heading_content_and_place() -> None:
    old = draft(("Prevent", [DUTY]), ("Actions", [NORWICH]), ("Violence", [VIOLENCE]), ("Actions", [YARMOUTH]))
    new = draft(("Prevent", [DUTY]), ("Violence", [VIOLENCE]), ("Actions", [YARMOUTH]), ("Money", [MONEY]))
    assert sections_told(pair(old, new)) == [("same", (0,)), ("deleted", ()), ("same", (1,)), ("same", (2,))]


def test_a_heading_reworded_over_the_same_text() -> None:
    old = draft(("Our duty", [DUTY]), ("Money", [MONEY]))
    new = draft(("What the law says", [DUTY]), ("Money and people", [MONEY, VIOLENCE]))
    assert sections_told(pair(old, new)) == [("edited", (0,)), ("edited", (1,))]


def test_a_section_cut_in_two_and_one_that_lost_its_heading() -> None:
    whole = draft(("Our duty", [DUTY, MEETINGS, VIOLENCE]), ("Money", [MONEY]))
    cut = draft(("Our duty", [DUTY, MEETINGS]), ("Violence", [VIOLENCE]), ("Money", [MONEY]))
    assert sections_told(pair(whole, cut)) == [("split", (0, 1)), ("same", (2,))]
    assert sections_told(pair(cut, whole)) == [("merged", (0,)), ("merged", (0,)), ("same", (1,))]
    assert {fate.was for fate in pair(whole, cut).fates} == {Was.SAME}


def test_empty_drafts() -> None:
    assert told(pair(one(), one())) == []
    assert told(pair(one(DUTY), Draft("A strategy", ()))) == [("deleted", ())]
    assert [origin.was for origin in pair(Draft("A strategy", ()), one(DUTY)).origins] == [Was.NEW]


@pytest.mark.parametrize("seed", range(1, 7))
def test_made_up_redrafts_are_paired_as_they_were_made(seed: int) -> None:
    truth = redraft(12_000, seed, comments=0)
    found = pair(truth.old, truth.new)
    wrong = [
        n for n, (true, fate) in enumerate(zip(truth.fates, found.fates, strict=True)) if true.to[:1] != fate.to[:1]
    ]
    assert wrong == []
    assert all(set(true.to) == set(fate.to) for true, fate in zip(truth.fates, found.fates, strict=True))


@pytest.mark.parametrize("seed", range(1, 4))
def test_every_key_is_carried_on_once_and_both_sides_tell_the_same(seed: int) -> None:
    truth = redraft(3_000, seed, comments=0)
    for found in (pair(truth.old, truth.new), pair(truth.new, truth.old)):
        for fates, origins in ((found.fates, found.origins), (found.section_fates, found.section_origins)):
            carried = [origin.carries for origin in origins if origin.carries is not None]
            assert len(carried) == len(set(carried))
            ties = {(old, new) for old, fate in enumerate(fates) for new in fate.to}
            assert ties == {(old, new) for new, origin in enumerate(origins) for old in origin.of}
            assert all((fate.was is Was.DELETED) == (not fate.to) for fate in fates)
            assert all((origin.was is Was.NEW) == (not origin.of) for origin in origins)


@settings(deadline=None)
@given(st.permutations(range(7)), st.lists(st.integers(1, 5), min_size=7, max_size=7))
def test_what_kept_its_order_weighs_most(order: list[int], weights: list[int]) -> None:
    """Against every run there is."""
    pairs = list(enumerate(order))
    runs = [
        run
        for size in range(8)
        for run in combinations(pairs, size)
        if all(one[1] < two[1] for one, two in pairwise(run))
    ]
    found = [pairs[n] for n in in_order(pairs, weights)]
    assert all(one[1] < two[1] for one, two in pairwise(found))
    assert sum(weights[old] for old, _ in found) == max(sum(weights[old] for old, _ in run) for run in runs)


def test_partners_are_exchanged_where_all_are_better_off() -> None:
    offers = [Offer(0, 0, 0.92, True), Offer(0, 1, 0.9, True), Offer(1, 0, 0.91, True), Offer(1, 1, 0.5, True)]
    found = [(offer.old, offer.new, round(margin, 2)) for offer, margin in assigned(offers)]
    assert found == [(0, 1, 0.39), (1, 0, 0.39)]
