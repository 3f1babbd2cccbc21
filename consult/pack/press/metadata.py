"""What a PDF says of itself, as an XMP packet (ISO 16684-1): the same as its information dictionary, and two claims."""

import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?'?|Z)?")

_OPENING = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
_CLOSING = '</x:xmpmeta>\n<?xpacket end="r"?>'
_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# PDF/A knows a fixed list of properties; pdfuaid is not one of them, so the file has to explain it (19005-3, 6.6.2.3).
_EXTENSION = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Which part of ISO 14289 the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""
_CLAIMS = "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>"

# Each entry of the information dictionary, and the property that has to say the same (19005-3, 6.6.3).
_SAME = {
    "Title": '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>',
    "Author": "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>",
    "Subject": '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:description>',
    "Keywords": "<pdf:Keywords>{}</pdf:Keywords>",
    "Creator": "<xmp:CreatorTool>{}</xmp:CreatorTool>",
    "Producer": "<pdf:Producer>{}</pdf:Producer>",
    "CreationDate": "<xmp:CreateDate>{}</xmp:CreateDate>",
    "ModDate": "<xmp:ModifyDate>{}</xmp:ModifyDate>",
}


def packet(info: Mapping[str, Any]) -> bytes:
    """The packet for an information dictionary of pydyf's, in UTF-8.

    Raises:
        ValueError: a date in it is none.
    """
    said = [_SAME[name].format(escape(_value(name, held.string))) for name, held in info.items() if name in _SAME]
    namespaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    description = "\n".join((f'<rdf:Description rdf:about="" {namespaces}>', _CLAIMS, *said, _EXTENSION))
    rdf = f'<rdf:RDF xmlns:rdf="{_NAMESPACES["rdf"]}">\n{description}\n</rdf:Description>\n</rdf:RDF>\n'
    return f"{_OPENING}{rdf}{_CLOSING}".encode()


def _value(name: str, text: str) -> str:
    return iso_date(text) if name.endswith("Date") else text


def iso_date(text: str) -> str:
    """A PDF date ("D:20210308143000+00'00") as ISO 8601 writes it ("2021-03-08T14:30:00+00:00").

    Raises:
        ValueError: it is no PDF date.
    """
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(f"Not a date: {text}")
    year, month, day, hour, minute, second, sign, zone_hour, zone_minute = found.groups()
    date = "-".join(filter(None, (year, month, day)))
    if hour is None:
        return date
    zone = f"{sign}{zone_hour}:{zone_minute or '00'}" if sign else "Z"
    return f"{date}T{hour}:{minute or '00'}:{second or '00'}{zone}"
