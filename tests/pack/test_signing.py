"""A signed pack: everything that was in it is in it still, and nobody can change it unnoticed."""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import NameObject, NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from consult.pack.signing import SigningFailed, sign
from tests.pack import reading
from tests.pack.validators import verdicts

AT = datetime(2021, 3, 8, 14, 30, tzinfo=UTC)
PASSWORD = "Nine green bottles"
KEY = ec.generate_private_key(ec.SECP256R1())


def certificate() -> x509.Certificate:
    """One that its own holder made, good for signing from 2021 to 2030."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Scrutiny office")])
    purposes = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    return (
        x509.CertificateBuilder(name, name, KEY.public_key(), 1)
        .not_valid_before(datetime(2021, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2031, 1, 1, tzinfo=UTC))
        .add_extension(purposes, critical=True)
        .sign(KEY, hashes.SHA256())
    )


CERTIFICATE = certificate()
P12 = pkcs12.serialize_key_and_certificates(
    b"office", KEY, CERTIFICATE, None, BestAvailableEncryption(PASSWORD.encode())
)


@pytest.fixture(scope="module")
def signed(specimen: bytes) -> bytes:
    return sign(specimen, p12=P12, password=PASSWORD, at=AT, reason="Issued as pack 3")


def status(data: bytes) -> PdfSignatureStatus:
    """What somebody is told who trusts the office and looks a day later."""
    root = asn1.Certificate.load(CERTIFICATE.public_bytes(Encoding.DER))
    trust = ValidationContext(trust_roots=[root], moment=datetime(2021, 3, 9, tzinfo=UTC))
    (signature,) = PdfFileReader(BytesIO(data)).embedded_signatures
    return validate_pdf_signature(signature, trust)


def test_the_signature_holds_and_says_when_and_why(signed: bytes) -> None:
    found = status(signed)
    assert (found.bottom_line, found.coverage.name) == (True, "ENTIRE_FILE")
    assert found.signer_reported_dt == AT
    (signature,) = PdfFileReader(BytesIO(signed)).embedded_signatures
    assert str(signature.sig_object["/Reason"]) == "Issued as pack 3"


def test_the_paper_stays_what_it_was(specimen: bytes, signed: bytes, tmp_path: Path) -> None:
    assert signed.startswith(specimen)
    assert verdicts(signed, tmp_path) == {"ours": [], "UA-1": [], "A-3a": [], "outloud": []}
    assert reading.text(signed) == reading.text(specimen)
    assert reading.pages(signed) == reading.pages(specimen)


@pytest.mark.parametrize("where", [0.1, 0.5, 0.8])
def test_one_altered_byte_is_noticed(specimen: bytes, signed: bytes, where: float) -> None:
    at = int(len(specimen) * where)
    altered = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    assert not status(altered).intact


def test_what_is_added_behind_is_noticed(signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    page = writer.find_page_for_modification(0)[0]
    page.get_object()[NameObject("/Rotate")] = NumberObject(180)
    writer.mark_update(page)
    later = BytesIO()
    writer.write(later)
    found = status(later.getvalue())
    assert (found.intact, found.bottom_line) == (True, False)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"password": "wrong"}, "the certificate and its key could not be opened with the password"),
        ({"p12": b"no certificate"}, "the certificate and its key could not be opened with the password"),
        ({"at": datetime(2041, 3, 8, tzinfo=UTC)}, "the certificate does not hold on 08 March 2041"),
        ({"pdf": b"no PDF"}, "it is not a PDF that can be signed"),
    ],
)
def test_what_cannot_be_signed_is_refused_with_the_reason(
    specimen: bytes, change: dict[str, object], reason: str
) -> None:
    given = {"pdf": specimen, "p12": P12, "password": PASSWORD, "at": AT, "reason": "Issued"} | change
    with pytest.raises(SigningFailed) as refused:
        sign(given.pop("pdf"), **given)  # type: ignore[arg-type]
    assert refused.value.reason == reason


def test_a_certificate_without_its_key_signs_nothing(specimen: bytes) -> None:
    keyless = pkcs12.serialize_key_and_certificates(
        b"office", None, None, [CERTIFICATE], BestAvailableEncryption(PASSWORD.encode())
    )
    with pytest.raises(SigningFailed, match="its key could not be opened"):
        sign(specimen, p12=keyless, password=PASSWORD, at=AT, reason="Issued")


def test_where_pyhanko_is_not_installed_that_is_said(specimen: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyhanko.pdf_utils.misc", None)
    with pytest.raises(SigningFailed, match="pyHanko is not installed"):
        sign(specimen, p12=P12, password=PASSWORD, at=AT, reason="Issued")
