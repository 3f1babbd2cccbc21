"""Files inside a PDF, tied to it as PDF/A-3 wants them: each says what it is, of what kind, and how it belongs here."""

from collections.abc import Sequence
from hashlib import md5
from typing import Any

import pydyf

from consult.pack.attachments import Attachment

Object = Any  # pydyf's dictionaries, arrays and streams carry no types


def embed(pdf: Object, attachments: Sequence[Attachment]) -> None:
    """Puts the files in, listed by name, and associates them with the whole document (ISO 19005-3, 6.8)."""
    if not attachments:
        return
    listed = sorted(attachments, key=lambda one: one.name.encode("utf-16-be"))
    specifications = [_specification(pdf, one) for one in listed]
    names: list[Object] = []
    for attachment, specification in zip(listed, specifications, strict=True):
        names += [pydyf.String(attachment.name), specification.reference]
    tree = pydyf.Dictionary({"Names": pydyf.Array(names)})
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = pydyf.Array([specification.reference for specification in specifications])


def _specification(pdf: Object, attachment: Attachment) -> Object:
    stream = _stream(pdf, attachment)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(attachment.name),
            "UF": pydyf.String(attachment.name),
            "Desc": pydyf.String(attachment.description),
            "AFRelationship": pydyf.name(attachment.relationship),
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        }
    )
    pdf.add_object(specification)
    return specification


def _stream(pdf: Object, attachment: Attachment) -> Object:
    about = pydyf.Dictionary({"Size": len(attachment.data), "CheckSum": _checksum(attachment.data)})
    made = pdf.info.get("CreationDate")
    if made is not None:
        about |= {"CreationDate": made, "ModDate": pdf.info.get("ModDate", made)}
    kind = pydyf.name(attachment.media_type)
    extra = pydyf.Dictionary({"Type": "/EmbeddedFile", "Subtype": kind, "Params": about})
    stream = pydyf.Stream([attachment.data], extra, compress=True)
    pdf.add_object(stream)
    return stream


def _checksum(data: bytes) -> bytes:
    """ISO 32000-1, table 46 asks for MD5; what seals a pack is its SHA-256."""
    return b"<" + md5(data, usedforsecurity=False).hexdigest().encode() + b">"
