"""Part 1 holds nothing that is not for the public, in no byte of any format; Part 2 holds what is exempt, and only that.

What is looked for, and that it would be found, is shown by Part 2 and by the clerk's own pages; that the search finds a word
wherever it is hidden, by test_leak_search.py.
"""

from collections.abc import Callable
from typing import Any

import pytest
from page import ValidationProfile

from consult.domain.digest import Digest
from consult.domain.lifecycle import Stage
from consult.domain.pack_options import EXEMPT as PART_2
from consult.domain.pack_options import Options
from consult.domain.publication import Publication
from consult.pack.enclosures import enclosed, gathered
from consult.pack.formats import MEDIA_TYPES, contents, render_as
from tests.factories import LONDON, Play
from tests.pack import kept_back
from tests.pack.kept_back import ALL, EXEMPT, PUBLIC
from tests.pack.leaks import found_in
from tests.pack.validators import by_page_validation, ours

WHOLE = {"pdf", "html", "docx"}
"""Papers that say everything; a table leaves out what has no column."""


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    played = at(Stage.OPEN)
    kept_back.kept_back(played)
    return played


def made(play: Play, kind: str, options: Options) -> bytes:
    """A file as the clerk gets it."""
    facts: dict[str, Any] = {"made_at": play.now, "timezone": LONDON, "options": options}
    if kind != "pdf":
        return render_as(contents(play.session, play.consultation, kind, **facts), kind)
    digest, told = gathered(play.session, play.consultation, publication=Publication(number=3), **facts)
    return render_as(digest, kind, attachments=enclosed(digest, told))


def ensure_sound(pdf: bytes) -> None:
    assert ours(pdf) == []
    assert by_page_validation(pdf, ValidationProfile.PDF_UA_1) == []
    assert by_page_validation(pdf, ValidationProfile.PDF_A_3A) == []


def test_part_1_holds_nothing_but_what_is_public_in_any_format(play: Play) -> None:
    files = {kind: made(play, kind, Options()) for kind in MEDIA_TYPES}
    told = {kind: found_in(data, ALL) for kind, data in files.items()}
    assert {kind: words - PUBLIC for kind, words in told.items()} == dict.fromkeys(MEDIA_TYPES, frozenset())
    assert {kind: PUBLIC - words for kind, words in told.items() if kind in WHOLE} == dict.fromkeys(WHOLE, frozenset())
    ensure_sound(files["pdf"])


def test_part_2_holds_everything_that_is_exempt_and_nothing_that_is_not_released(play: Play) -> None:
    kinds = MEDIA_TYPES.keys() - {"json"}  # a record is always what is public
    files = {kind: made(play, kind, Options(part=PART_2)) for kind in kinds}
    told = {kind: found_in(data, ALL) for kind, data in files.items()}
    assert {kind: words - EXEMPT - PUBLIC for kind, words in told.items()} == dict.fromkeys(kinds, frozenset())
    assert {kind: EXEMPT - words for kind, words in told.items() if kind in WHOLE} == dict.fromkeys(WHOLE, frozenset())
    ensure_sound(files["pdf"])


def test_a_placeholder_says_nothing_of_where_the_words_were_or_what_they_wished(play: Play) -> None:
    digest = contents(play.session, play.consultation, "html", made_at=play.now, timezone=LONDON)
    assert isinstance(digest, Digest)
    placed = [c for s in digest.sections for p in s.paragraphs for c in p.comments]
    hidden = [c for c in (*placed, *digest.unplaced, *(c for s in digest.sections for c in s.comments)) if c.hidden]
    assert {(c.quote, c.suggested_wording, c.answers, c.supporters, c.stance) for c in hidden} == {("", (), (), (), "")}
