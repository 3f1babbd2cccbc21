"""About how many pages: from the weight of what is printed, and near enough to what comes of it."""

from dataclasses import replace

from consult.domain.pack_length import pages
from consult.domain.pack_options import Options
from tests.pack import digests


def test_more_is_longer_and_large_print_is_longer_still() -> None:
    small, large = digests.digest(comments=20), digests.digest(comments=200)
    assert pages(small) < pages(large) < pages(replace(large, options=Options(large_print=True)))


def test_it_grows_with_the_comments_and_with_their_words() -> None:
    a, b, c = (pages(digests.digest(comments=n)) for n in (100, 200, 300))
    assert abs((c - b) - (b - a)) <= 3
    one = digests.small()
    first, *others = one.whole_draft
    longer = replace(one, whole_draft=(replace(first, text="A long story. " * 3000), *others))
    assert pages(longer) - pages(one) in range(8, 16)


def test_the_last_paper_corrects_it() -> None:
    digest = digests.digest(comments=100)
    assert pages(digest, scale=1.5) in {round(pages(digest) * 1.5) + n for n in (-1, 0, 1)}


def test_there_is_always_a_page() -> None:
    assert pages(digests.empty()) >= 1
