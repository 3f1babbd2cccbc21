"""What a file proposes, as it waits: through JSON and back, and put on a place by hand."""

import json

from consult.domain.incoming import MARKED_COPY, Proposed, Read, Untracked

LOST = Proposed(
    3,
    "Somebody",
    "Too slow.",
    "Prevent",
    placed=False,
    quote="most of those",
    suggested="nearly all of those",
    take=False,
)


def test_it_passes_through_json() -> None:
    read = Read(
        MARKED_COPY, (LOST, Proposed(4, "Row 7", "Żółw 🐢", "The whole draft", notes=("Look here.",))), "Another draft?",
        ("A picture.",), (Untracked("Prevent, paragraph 1", "old", "new"),),
    )  # fmt: skip
    assert Read.of(json.loads(json.dumps(read.as_document()))) == read
    assert (read.taking, read.choosing({}).taking) == (1, 1)


def test_put_on_a_paragraph_it_stands_on_its_words_if_they_are_there() -> None:
    text = "Schools refer most of those who are helped."
    put = LOST.put(1, 2, "Prevent, paragraph 1", text)
    assert (put.placed, put.paragraph_id, put.start, put.end) == (True, 2, 14, 27)
    assert (put.text, put.suggested) == ("Too slow.", "nearly all of those")


def test_put_where_its_words_are_not_it_keeps_them_in_its_text() -> None:
    put = LOST.put(1, 2, "Prevent, paragraph 2", "Other words altogether.")
    assert (put.start, put.text) == (None, "Too slow.\n\nThis is about the words “most of those”.")


def test_put_on_a_section_its_wording_becomes_part_of_its_text() -> None:
    put = LOST.put(1, None, "Prevent")
    assert (put.section_id, put.paragraph_id, put.suggested) == (1, None, "")
    assert put.text == (
        "Too slow.\n\nSuggested wording: “nearly all of those”\n\nThis is about the words “most of those”."
    )
