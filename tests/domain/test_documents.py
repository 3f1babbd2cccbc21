"""A draft kept while it is checked comes back as it was."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from consult.domain.documents import from_document, to_document
from consult.domain.draft import Draft, Kind, Paragraph, Section, Warning
from tests.factories import DRAFT

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PLACES = st.none() | st.integers(0, 9)
PARAGRAPHS = st.builds(Paragraph, WORDS, WORDS, WORDS, st.integers(0, 5), st.sampled_from(Kind))
SECTIONS = st.builds(Section, WORDS, st.integers(1, 6), WORDS, st.lists(PARAGRAPHS, max_size=4).map(tuple))
WARNINGS = st.builds(Warning, WORDS, WORDS, PLACES, PLACES)
DRAFTS = st.builds(Draft, WORDS, st.lists(SECTIONS, max_size=4).map(tuple), st.lists(WARNINGS, max_size=3).map(tuple))


@given(DRAFTS)
def test_a_draft_comes_back_from_json_as_it_was(draft: Draft) -> None:
    assert from_document(json.loads(json.dumps(to_document(draft)))) == draft


def test_pictures_are_kept_elsewhere() -> None:
    assert from_document(to_document(DRAFT)) == replace(DRAFT, figures=())
