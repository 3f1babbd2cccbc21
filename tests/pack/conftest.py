"""Each kind of paper is printed once for all tests: a printing takes seconds."""

import pytest

from consult.domain.digest import Digest
from consult.pack.pdf import to_pdf
from consult.pack.press import print_page
from tests.pack import digests
from tests.pack.specimen import ATTACHMENTS, PAGE


@pytest.fixture(scope="session")
def digest() -> Digest:
    return digests.digest()


@pytest.fixture(scope="session")
def printed(digest: Digest) -> bytes:
    return to_pdf(digest)


@pytest.fixture(scope="session")
def printed_long() -> bytes:
    return to_pdf(digests.digest(comments=150, questions=12))


@pytest.fixture(scope="session")
def printed_nasty() -> bytes:
    return to_pdf(digests.nasty())


@pytest.fixture(scope="session")
def printed_empty() -> bytes:
    return to_pdf(digests.empty())


@pytest.fixture(scope="session")
def specimen() -> bytes:
    return print_page(PAGE, attachments=ATTACHMENTS)
