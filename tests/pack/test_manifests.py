"""The manifest is found in any file that still has it, and in nothing else."""

import zlib

import pytest

from consult.domain.manifest import Manifest, manifest
from consult.pack.manifests import made_here, manifest_in
from tests.pack import digests


def told(comments: int) -> Manifest:
    return manifest(digests.digest(comments=comments), consultation="safety")


def as_pdf(stream: bytes) -> bytes:
    other = b"\nstream\r\n" + zlib.compress(b"BT /F1 12 Tf ET" * 900) + b"\nendstream"
    return b"%PDF-1.7" + other + b"\n9 0 obj\n<< >>\nstream\n" + stream + b"\nendstream" + other


@pytest.mark.parametrize("comments", [3, 40, 900])
@pytest.mark.parametrize("level", [0, 1, 6, 9])
def test_it_is_found_however_it_is_packed(comments: int, level: int) -> None:
    one = told(comments)
    assert manifest_in(as_pdf(zlib.compress(one.as_bytes(), level))) == one


def test_it_is_found_unpacked() -> None:
    assert manifest_in(as_pdf(told(3).as_bytes())) == told(3)


def test_a_damaged_one_is_known_for_ours_and_not_believed() -> None:
    packed = bytearray(zlib.compress(told(40).as_bytes()))
    packed[len(packed) // 2] ^= 1
    file = as_pdf(bytes(packed))
    assert (manifest_in(file), made_here(file)) == (None, True)


@pytest.mark.parametrize(
    "stream",
    [b"", b'{"chain": 1}', zlib.compress(b'{\n "chain": ' + b"[" * 200_000), zlib.compress(b"\0" * 50_000_000)],
)
def test_what_is_none_is_passed_over(stream: bytes) -> None:
    file = as_pdf(stream)
    assert (manifest_in(file), made_here(file)) == (None, False)
