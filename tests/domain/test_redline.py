"""Changes give both texts back, whatever they are."""

from itertools import pairwise

import pytest
from hypothesis import given

from consult.domain.redline import Op, Piece, as_replacement, as_result, changes
from tests.domain.texts import texts


def sides(pieces: tuple[Piece, ...]) -> tuple[str, str]:
    old = "".join(piece.text for piece in pieces if piece.op is not Op.INSERTED)
    return old, "".join(piece.text for piece in pieces if piece.op is not Op.DELETED)


@given(texts(), texts())
def test_the_pieces_give_both_texts_back(old: str, new: str) -> None:
    assert sides(changes(old, new)) == (old, new)


@given(texts(), texts())
def test_pieces_hold_something_and_differ_from_their_neighbours(old: str, new: str) -> None:
    pieces = changes(old, new)
    assert all(piece.text for piece in pieces)
    for before, after in pairwise(pieces):
        assert before.op is not after.op
        assert (before.op, after.op) != (Op.INSERTED, Op.DELETED)
        assert before.text != after.text or Op.SAME in (before.op, after.op)


@given(texts())
def test_nothing_changed(text: str) -> None:
    assert changes(text, text) == ((Piece(Op.SAME, text),) if text else ())


def told(pieces: tuple[Piece, ...]) -> str:
    marks = {Op.SAME: "{}", Op.DELETED: "[-{}-]", Op.INSERTED: "[+{}+]"}
    return "".join(marks[piece.op].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("in the second year", "in the first year", "in the [-second-][+first+] year"),
        ("by the end", "by the very end", "by the [+very +]end"),
        ("a measure of success", "two measures of success", "[-a measure-][+two measures+] of success"),
        ("the partnership’s plan", "the partnership’s plans", "the partnership’s [-plan-][+plans+]"),
        ("one two three", "one three", "one [-two -]three"),
        ("£95,084.55 was taken", "£95,084.56 was taken", "£[-95,084.55-][+95,084.56+] was taken"),
        ("(foo bar)", "( )", "([-foo-] [-bar-])"),  # not: one phrase deleted, a space inserted
        ("", "new", "[+new+]"),
        ("old", "", "[-old-]"),
    ],
)
def test_changes_read_as_a_person_would_mark_them(old: str, new: str, change: str) -> None:
    assert told(changes(old, new)) == change


def test_a_suggestion_is_a_change_of_what_it_is_most_like() -> None:
    quote, paragraph = "by the end of 2025", "The partnership will report by the end of 2025 to the sub-panel."
    assert told(as_replacement("by the end of 2023", quote, paragraph)) == "by the end of [-2025-][+2023+]"
    assert told(
        as_replacement("The partnership will report by the end of 2023 to the sub-panel.", quote, paragraph)
    ) == ("The partnership will report by the end of [-2025-][+2023+] to the sub-panel.")


def test_a_suggestion_unlike_the_draft_replaces_the_words_it_is_for() -> None:
    assert told(as_replacement("chaired by each district in turn", "subject to agreement", "The whole paragraph.")) == (
        "[-subject to agreement-][+chaired by each district in turn+]"
    )
    assert told(as_replacement("A sentence to be added.")) == "[+A sentence to be added.+]"
    assert as_replacement("", "anything") == ()


def test_a_result_that_takes_a_suggestion_up_is_shown_as_that_change() -> None:
    suggestion = "chaired by each district in turn"
    assert told(as_result("chaired by each district in turn from May", suggestion, "subject to agreement")) == (
        "[-subject to agreement-][+chaired by each district in turn from May+]"
    )


def test_words_that_are_no_change_stand_by_themselves() -> None:
    assert as_result("See paragraph 31", "", "The partnership reports each quarter.") == (
        Piece(Op.SAME, "See paragraph 31"),
    )
    assert as_result("", "", "anything") == ()
