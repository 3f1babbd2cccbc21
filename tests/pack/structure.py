"""Our own check of a tagged PDF (ISO 14289-1): what is drawn, what the tags say, and whether the two agree.

`faults(data)` lists in words what is wrong. It does not replace a validator; it finds what validators do not look for,
above all a tree, a parent tree and page contents that contradict one another.
"""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import pikepdf

from tests.pack.tagged import Element, Tree

_PAINTING = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE"}
_HEADINGS = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")
_CELLS = {"/TH", "/TD"}
_STANDARD = {
    *("/StructTreeRoot", "/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/NonStruct"),
    *("/P", *_HEADINGS, "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/THead", "/TBody", "/TFoot"),
    *("/Span", "/Quote", "/Note", "/Reference", "/Link", "/Figure", "/Form"),
}  # those of ISO 32000-1, 14.8.4, that our papers have


def faults(data: bytes) -> list[str]:
    """What is wrong with the file, in words and in no particular order; [] where nothing is."""
    with pikepdf.open(BytesIO(data)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return ["the file is not tagged"]
        tree = Tree(pdf)
        found = [*tree.faults, *_document(pdf), *_contents(pdf, tree), *_forms(pdf), *_headings(tree), *_tables(tree)]
        found += [*_tags(tree), *_lists(tree), *_figures(tree), *_links(pdf, tree), *_fonts(pdf)]
        return found


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not str(root.get("/Lang", "")):
        yield "the document has no language"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "the window does not show the title"
    if root.get("/MarkInfo", {}).get("/Marked") is not True:
        yield "the document does not say that it is tagged"
    with pdf.open_metadata() as metadata:
        if not metadata.get("dc:title"):
            yield "the document has no title"
        if metadata.get("pdfuaid:part") != "1":
            yield "the document does not claim PDF/UA-1"
    for number, page in enumerate(pdf.pages, start=1):
        if page.get("/Tabs") != "/S":
            yield f"page {number}: the tab order does not follow the structure"


def _contents(pdf: pikepdf.Pdf, tree: Tree) -> Iterator[str]:
    """What is drawn <-> the parent tree <-> the structure tree."""
    owners = {place: element for element in tree.elements() for place in element.content}
    claimed = Counter(place for element in tree.elements() for place in element.content)
    yield from (f"{place} belongs to {number} elements" for place, number in claimed.items() if number > 1)
    parents = _parent_tree(pdf)
    for number, page in enumerate(pdf.pages):
        drawn: list[int] = []
        yield from (f"page {number + 1}: {fault}" for fault in _drawing(page, drawn))
        listed = parents.get(int(page.get("/StructParents", -1)), pikepdf.Array())
        for mcid in drawn:
            owner = owners.pop((number, mcid), None)
            entry = listed[mcid] if mcid < len(listed) else None
            if owner is None or not isinstance(entry, pikepdf.Dictionary) or entry.objgen != owner.node.objgen:
                yield f"page {number + 1}: content {mcid}, the parent tree and the structure tree disagree"
    yield from (f"{owners[place].tag} claims content {place} that is not drawn" for place in owners)

    yield from _keys(pdf, parents)


def _keys(pdf: pikepdf.Pdf, parents: dict[int, pikepdf.Object]) -> Iterator[str]:
    """The parent tree's keys and those that pages and annotations carry are the same, once each (14.7.4.4)."""
    notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
    carried = [page.get("/StructParents") for page in pdf.pages] + [note.get("/StructParent") for note in notes]
    known = Counter(int(key) for key in carried if key is not None)
    if set(known) != set(parents) or any(number > 1 for number in known.values()):
        yield "the parent tree's keys are not those of the pages and annotations"


def _forms(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Drawings that are kept apart and painted by name belong to the mark in which they are painted."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form":
            marks = pikepdf.parse_content_stream(item, "BDC")
            if any("/MCID" in operands[1] for operands, _ in marks if isinstance(operands[1], pikepdf.Dictionary)):
                yield "a drawing has marks of its own"


def _parent_tree(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def _drawing(page: pikepdf.Page, drawn: list[int]) -> Iterator[str]:
    """Faults in the page's own instructions; adds the identifiers of the marked content to `drawn`."""
    open_marks: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            kind = "artifact" if operands[0] == "/Artifact" else "content"
            if kind == "artifact" and "content" in open_marks:
                yield "an artifact stands inside tagged content"
            if "artifact" in open_marks and kind == "content":
                yield "tagged content stands inside an artifact"
            open_marks.append(kind)
            if name == "BDC" and "/MCID" in operands[1]:
                drawn.append(int(operands[1]["/MCID"]))
        elif name == "EMC":
            if not open_marks:
                yield "a mark ends that never began"
                return
            open_marks.pop()
        elif name in _PAINTING and not open_marks:
            yield f"{name} paints what is neither tagged nor an artifact"
    if open_marks:
        yield "a mark never ends"


def _headings(tree: Tree) -> Iterator[str]:
    levels = [_HEADINGS.index(element.tag) + 1 for element in tree.elements() if element.tag in _HEADINGS]
    if levels.count(1) != 1:
        yield f"there are {levels.count(1)} headings of level 1"
    for before, level in zip([0, *levels], levels, strict=False):
        if level > before + 1:
            yield f"a heading of level {level} follows one of level {before}"


def _tables(tree: Tree) -> Iterator[str]:
    for table in (element for element in tree.elements() if element.tag == "/Table"):
        rows = [[cell for cell in row.kids if cell.tag in _CELLS] for row in table.walk() if row.tag == "/TR"]
        headers = [cell for row in rows for cell in row if cell.tag == "/TH"]
        if not headers:
            yield "a table has no header cells"
        if any(str(cell.node.get("/A", {}).get("/Scope", "")) not in {"/Row", "/Column"} for cell in headers):
            yield "a header cell has no scope"
        if len({_width(row) for row in rows}) > 1 and not any(_span(cell, "/RowSpan") > 1 for r in rows for cell in r):
            yield "the rows of a table are not equally long"


def _width(row: list[Element]) -> int:
    return sum(_span(cell, "/ColSpan") for cell in row)


def _span(cell: Element, name: str) -> int:
    return int(cell.node.get("/A", {}).get(name, 1))


def _tags(tree: Tree) -> Iterator[str]:
    yield from (
        f"{element.tag} is no tag of the standard" for element in tree.elements() if element.tag not in _STANDARD
    )
    named = Counter(bytes(element.node.ID) for element in tree.elements() if "/ID" in element.node)
    yield from ("two elements have one name" for number in named.values() if number > 1)


def _lists(tree: Tree) -> Iterator[str]:
    for element in tree.elements():
        if element.tag == "/L" and any(kid.tag not in {"/LI", "/L", "/Caption"} for kid in element.kids):
            yield "a list holds what is not a list item"
        if element.tag == "/LI" and any(kid.tag not in {"/Lbl", "/LBody"} for kid in element.kids):
            yield "a list item holds what is neither its label nor its body"


def _figures(tree: Tree) -> Iterator[str]:
    for element in tree.elements():
        if element.tag == "/Figure" and not str(element.node.get("/Alt", "")).strip():
            yield "a figure has no alternative text"


def _links(pdf: pikepdf.Pdf, tree: Tree) -> Iterator[str]:
    parents = _parent_tree(pdf)
    holders = {item.objgen: element for element in tree.elements() for item in element.objects}
    for element in (element for element in tree.elements() if element.tag == "/Link"):
        if not any(part.content for part in element.walk()):
            yield "a link has no words"
        if not element.objects:
            yield "a link leads nowhere"
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            holder = holders.get(annotation.objgen)
            entry = parents.get(int(annotation.get("/StructParent", -1)))
            if holder is None or entry is None or entry.objgen != holder.node.objgen:
                yield "an annotation is not tied to its element"
            if not int(annotation.get("/F", 0)) & 4:
                yield "an annotation does not print"
            if not str(annotation.get("/TU" if annotation.Subtype == "/Widget" else "/Contents", "")):
                yield "an annotation has no description"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for font in (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)):
        if font.get("/Type") != "/Font" or str(font.get("/Subtype", "")).startswith("/CIDFont"):
            continue
        name = str(font.get("/BaseFont", "a font"))
        descriptor = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", {})
        embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        if not embedded and font.get("/Subtype") != "/Type3":
            yield f"{name} is not embedded"
        if "/ToUnicode" not in font:
            yield f"{name} does not say which characters it draws"
