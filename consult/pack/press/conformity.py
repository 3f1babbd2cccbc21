"""One file that is accessible and can be archived: PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) together.

Works on pydyf's objects, whoever has made them: nothing here knows of WeasyPrint's layout. It is the last thing done to
a PDF before it is written, since it says of itself what its information dictionary says.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import pydyf

from consult.pack.attachments import Attachment
from consult.pack.press.embedding import embed
from consult.pack.press.metadata import packet
from consult.pack.press.streams import end_streams_plainly

_PRINT_FLAG = 4  # ISO 32000-1, table 165: bit position 3
_PROFILE = "sRGB2014.icc"
Object = Any  # pydyf's dictionaries, arrays and streams carry no types


def conform(pdf: Object, attachments: Sequence[Attachment] = ()) -> None:
    """Has a tagged PDF claim, and keep, both standards, with the attachments inside.

    Dates are those of the information dictionary: the same content stays the same bytes.
    """
    end_streams_plainly()
    embed(pdf, attachments)
    _say_what_it_is(pdf)
    _say_which_colours(pdf)
    _let_every_glyph_mean_something(pdf)
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Annot":
            item["F"] = _PRINT_FLAG
        elif isinstance(item, pydyf.Stream) and item.extra.get("Interpolate"):
            item.extra["Interpolate"] = "false"  # 6.2.8.1: a reader may not make pictures smoother than they are


def _let_every_glyph_mean_something(pdf: Object) -> None:
    """Where one letter is drawn by several glyphs, the second is given nothing to say, which no reader may be given.

    A word joiner adds nothing and parts nothing.
    """
    fonts = [item for item in pdf.objects if isinstance(item, dict) and "ToUnicode" in item]
    for stream in {int(font["ToUnicode"].split()[0]): None for font in fonts}:
        lines = pdf.objects[stream].stream
        lines[:] = [line.replace(b"> <>", b"> <2060>") for line in lines]


def _say_what_it_is(pdf: Object) -> None:
    """6.6.2.1: the metadata stream is plain, so that programs that know nothing of PDF find it."""
    stream = pydyf.Stream([packet(pdf.info)], {"Type": "/Metadata", "Subtype": "/XML"}, compress=False)
    if "Metadata" in pdf.catalog:
        earlier = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
        earlier.stream, earlier.extra, earlier.compress = stream.stream, stream.extra, False
        return
    pdf.add_object(stream)
    pdf.catalog["Metadata"] = stream.reference


def _say_which_colours(pdf: Object) -> None:
    """6.2.3: without an output intent, colours given as red, green and blue mean nothing in particular."""
    profile = pydyf.Stream([_srgb()], {"N": 3}, compress=True)
    pdf.add_object(profile)
    intent = pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": pydyf.String("sRGB IEC61966-2.1"),
            "Info": pydyf.String("sRGB IEC61966-2.1"),
            "RegistryName": pydyf.String("http://www.color.org"),
            "DestOutputProfile": profile.reference,
        }
    )
    pdf.catalog["OutputIntents"] = pydyf.Array([intent])


@cache
def _srgb() -> bytes:
    """The International Color Consortium's profile, as WeasyPrint carries it."""
    return (files("weasyprint.pdf") / _PROFILE).read_bytes()
