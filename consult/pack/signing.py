"""A finished PDF signed with the office's certificate, by pyHanko (the extra "signing").

The signature is added behind the file: what was there stays byte for byte at its beginning. Two signatures of one file
differ, as signatures do; only files that are not signed come out the same each time.
"""

from datetime import datetime
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSigner

FIELD = "Signature"
_CERTIFIES = "This paper is signed electronically. Your PDF reader says by whom and whether it has been altered since."


class SigningFailed(Exception):
    """The paper could not be signed; `reason` says why in words a clerk can pass on."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The PDF could not be signed: {reason}.")
        self.reason = reason


def sign(pdf: bytes, *, p12: bytes, password: str, at: datetime, reason: str) -> bytes:
    """The PDF with a certifying signature that allows no later change; it stays PDF/UA-1 and PDF/A-3a.

    `p12` holds the certificate and its key (PKCS#12). `at` is the time that the signature states, with its zone; no
    time-stamping service is asked.

    Raises:
        SigningFailed: pyHanko is not installed, the certificate cannot be opened, or the file cannot be signed.
    """
    try:
        from pyhanko.pdf_utils.misc import PdfError
    except ImportError as error:
        raise SigningFailed("pyHanko is not installed on this server") from error
    signer = _signer(p12, password, at, reason)
    try:
        writer = _writer(pdf)
        _tag(writer, _field(writer))
        signed: bytes = signer.sign_pdf(writer, existing_fields_only=True).getvalue()
    except (PdfError, KeyError) as error:
        raise SigningFailed("it is not a PDF that can be signed") from error
    return signed


def _signer(p12: bytes, password: str, at: datetime, reason: str) -> "PdfSigner":
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

    class AtItsTime(PdfSigner):
        """pyHanko takes the time from the clock where nobody tells it otherwise."""

        def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
            session = super().init_signing_session(*args, **kwargs)
            session.system_time = at
            return session

    try:
        key = SimpleSigner.load_pkcs12_data(p12, other_certs=[], passphrase=password.encode())
    except (ValueError, AttributeError, TypeError) as error:  # the last two where there is no key in it
        raise SigningFailed("the certificate and its key could not be opened with the password") from error
    certificate = key.signing_cert
    if certificate is None or not certificate.not_valid_before <= at <= certificate.not_valid_after:
        raise SigningFailed(f"the certificate does not hold on {at:%d %B %Y}")
    about = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        reason=reason,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    return AtItsTime(about, key)


def _writer(pdf: bytes) -> "IncrementalPdfFileWriter":
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class WithoutNews(IncrementalPdfFileWriter):
        """pyHanko would say in the metadata that the paper was changed just now, and lose the claims that stand there."""

        def _update_meta(self) -> None:
            pass

    return WithoutNews(BytesIO(pdf))


def _field(writer: "IncrementalPdfFileWriter") -> Any:
    """An invisible field on the first page, and what is read aloud of it."""
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    append_signature_field(writer, SigFieldSpec(FIELD, on_page=0, readable_field_name=_CERTIFIES))
    return writer.root["/AcroForm"]["/Fields"].raw_get(0)


def _tag(writer: Any, field: Any) -> None:
    """14289-1, 7.18.4: the field hangs in the tree of tags like everything that is not decoration."""
    tree = writer.root["/StructTreeRoot"]
    document, parents = tree["/K"].raw_get(0), tree["/ParentTree"]
    page = writer.find_page_for_modification(0)[0]
    key = int(parents["/Nums"][-2]) + 1
    element = writer.add_object(_form_element(document, page, field))
    numbered = _generic().NumberObject(key)
    parents["/Nums"] += [numbered, element]
    document.get_object()["/K"].append(element)
    field.get_object()[_generic().NameObject("/StructParent")] = numbered
    for changed in (parents, document.get_object(), field.get_object()):
        writer.update_container(changed)


def _form_element(document: Any, page: Any, field: Any) -> Any:
    pdf = _generic()
    name = pdf.NameObject
    held = {name("/Type"): name("/OBJR"), name("/Obj"): field, name("/Pg"): page}
    element = {
        name("/Type"): name("/StructElem"),
        name("/S"): name("/Form"),
        name("/P"): document,
        name("/Pg"): page,
        name("/K"): pdf.ArrayObject([pdf.DictionaryObject(held)]),
    }
    return pdf.DictionaryObject(element)


def _generic() -> Any:
    """pyHanko's kinds of object, most of which carry no types."""
    return import_module("pyhanko.pdf_utils.generic")
