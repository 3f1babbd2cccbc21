"""Our own check of what PDF/A-3a (ISO 19005-3) asks beyond tags: claims, colours, files, fonts, and nothing that acts."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

_DEEPEST = 28  # 6.1.13: how far q may be nested
_LONGEST_STRING = 32_767
_LONGEST_NAME = 127
_MAPPING = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_ACTIONS = {"/URI", "/GoTo"}
_PAIRS = {
    "/Title": "dc:title",
    "/Author": "dc:creator",
    "/Subject": "dc:description",
    "/Producer": "pdf:Producer",
}


def faults(data: bytes) -> list[str]:
    """What is wrong with the file, in words and in no particular order; [] where nothing is."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [*_claims(pdf), *_colours(pdf), *_files(pdf), *_fonts(pdf), *_actions(pdf), *_measures(pdf)]
        return found if "/ID" in pdf.trailer else [*found, "the file has no identifier"]


def _claims(pdf: pikepdf.Pdf) -> Iterator[str]:
    packet = pdf.Root.get("/Metadata")
    if packet is None:
        yield "the document does not say what it is"
        return
    if "/Filter" in packet:
        yield "what the document says of itself is packed"
    with pdf.open_metadata() as metadata:
        claimed = (metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance"))
        if claimed != ("3", "A"):
            yield "the document does not claim PDF/A-3a"
        if metadata.get("pdfuaid:part") and b"pdfaExtension:schemas" not in packet.read_bytes():
            yield "the document does not explain its claims"
        for key, name in _PAIRS.items():
            said = metadata.get(name)
            said = ", ".join(said) if isinstance(said, list) else said
            if key in pdf.docinfo and said != str(pdf.docinfo[key]):
                yield f"{key[1:]} is not what the metadata say"


def _colours(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = list(pdf.Root.get("/OutputIntents", []))
    if not any(intent.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in intent for intent in intents):
        yield "the document does not say which colours it means"
    for item in _streams(pdf):
        if item.get("/Subtype") == "/Image" and item.get("/Interpolate", False):
            yield "a picture may be made smoother than it is"


def _files(pdf: pikepdf.Pdf) -> Iterator[str]:
    listed = {item.objgen for item in pdf.Root.get("/AF", [])}
    named = {item.objgen for item in list(pdf.Root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", []))[1::2]}
    for item in _dictionaries(pdf):
        if item.get("/Type") != "/Filespec":
            continue
        name = str(item.get("/UF", "a file"))
        if str(item.get("/AFRelationship", "")) not in {"/Data", "/Source", "/Supplement"}:
            yield f"{name} does not say how it belongs to the document"
        if item.objgen not in listed or item.objgen not in named:
            yield f"{name} is not among the document's files"
        if not ("/F" in item and "/UF" in item):
            yield "a file has no name"
        if not str(item.get("/Desc", "")):
            yield f"{name} is not described"
        if "/Subtype" not in item.EF.F or "/ModDate" not in item.EF.F.get("/Params", {}):
            yield f"{name} does not say of what kind and how old it is"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for font in _dictionaries(pdf):
        if font.get("/Type") == "/Font" and "/ToUnicode" in font:
            characters = [
                bytes.fromhex(said.decode()).decode("utf-16-be", "replace")
                for _, said in _MAPPING.findall(_between_marks(font.ToUnicode.read_bytes()))
            ]
            if "" in characters:
                yield f"{font.get('/BaseFont', 'a font')} has a glyph that means nothing"
            if any(_PRIVATE.search(character) for character in characters):
                yield f"{font.get('/BaseFont', 'a font')} has a glyph that means something private"
    for number, page in enumerate(pdf.pages, start=1):
        if any(_unknown(page)):
            yield f"page {number}: a character is drawn that the font does not have"


def _between_marks(source: bytes) -> bytes:
    return b"".join(re.findall(rb"beginbfchar(.*?)endbfchar", source, re.S))


def _unknown(page: pikepdf.Page) -> Iterator[bool]:
    """True for each string that draws glyph 0, in the fonts whose glyphs are told by two bytes."""
    wide = {name for name, font in page.Resources.get("/Font", {}).items() if font.get("/Subtype") == "/Type0"}
    font = ""
    for operands, operator in pikepdf.parse_content_stream(page, "Tf Tj TJ"):
        if str(operator) == "Tf":
            font = str(operands[0])
        elif font in wide:
            parts = operands[0] if str(operator) == "TJ" else operands
            drawn = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
            yield any(b"\0\0" in {text[at : at + 2] for at in range(0, len(text), 2)} for text in drawn)


def _actions(pdf: pikepdf.Pdf) -> Iterator[str]:
    for item in _dictionaries(pdf):
        for key in ("/A", "/OpenAction"):
            action = item.get(key)
            if isinstance(action, pikepdf.Dictionary) and "/S" in action and action.S not in _ACTIONS:
                yield f"the document acts by itself: {action.S}"
        if "/AA" in item or "/JavaScript" in item:
            yield "the document acts by itself"


def _measures(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        depth = 0
        for _, operator in pikepdf.parse_content_stream(page, "q Q"):
            depth += 1 if str(operator) == "q" else -1
            if depth > _DEEPEST:
                yield f"page {number}: states are nested too deeply"
                break
    for item in _dictionaries(pdf):
        for key, value in item.items():
            if isinstance(value, pikepdf.String) and len(bytes(value)) > _LONGEST_STRING:
                yield f"{key} is too long"
            if isinstance(value, pikepdf.Name) and len(str(value)) > _LONGEST_NAME:
                yield f"{key} is too long a name"


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    return (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary))


def _streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    return (item for item in pdf.objects if isinstance(item, pikepdf.Stream))
