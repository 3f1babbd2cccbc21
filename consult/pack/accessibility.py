"""What WeasyPrint 70's PDF/UA-1 output misses, mended before the file is written (ISO 14289-1).

Works on pydyf's objects: dictionaries whose values are names ("/TH"), references (b"12 0 R") and nested dictionaries.
"""

from collections.abc import Iterator
from typing import Any

import pydyf

_PRINT_FLAG = 4  # ISO 32000-1, table 165: bit position 3
Object = Any  # pydyf's dictionaries, arrays and streams carry no types


def finish(_document: object, pdf: Object) -> None:
    """Gives header cells a scope and an index of their names, lets links print, and makes running headers artifacts."""
    elements = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem"]
    _scope_headers(pdf, elements)
    _index_names(pdf, elements)
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Link":
            item["F"] = _PRINT_FLAG
    _set_running_text_apart(pdf)


def _get(pdf: Object, reference: bytes) -> Object:
    return pdf.objects[int(reference.split()[0])]


def _scope_headers(pdf: Object, elements: list[Object]) -> None:
    """7.5: a header in a row of headers alone heads its column, any other heads its row."""
    for row in (element for element in elements if element["S"] == "/TR"):
        cells = [_get(pdf, kid) for kid in row["K"] if isinstance(kid, bytes)]
        scope = "/Column" if all(cell["S"] == "/TH" for cell in cells) else "/Row"
        for cell in (cell for cell in cells if cell["S"] == "/TH"):
            cell["A"]["Scope"] = scope


def _index_names(pdf: Object, elements: list[Object]) -> None:
    """ISO 32000-1, table 322: elements with an /ID need an /IDTree."""
    named = sorted((element["ID"].data, element) for element in elements if "ID" in element)
    if not named:
        return
    names = pydyf.Array([part for name, element in named for part in (name, element.reference)])
    limits = pydyf.Array([named[0][0], named[-1][0]])
    leaf = pydyf.Dictionary({"Names": names, "Limits": limits})
    pdf.add_object(leaf)
    _root(pdf)["IDTree"] = pydyf.Dictionary({"Kids": pydyf.Array([leaf.reference])})


def _root(pdf: Object) -> Object:
    return _get(pdf, pdf.catalog["StructTreeRoot"])


def _reachable(pdf: Object, element: Object) -> Iterator[int]:
    yield element.number
    for kid in element.get("K", ()):
        if isinstance(kid, bytes) and _get(pdf, kid).get("Type") == "/StructElem":
            yield from _reachable(pdf, _get(pdf, kid))


def _set_running_text_apart(pdf: Object) -> None:
    """7.8: running headers and page numbers are pagination artifacts.

    WeasyPrint marks them as content of elements that hang on no branch of the tree.
    """
    known = set(_reachable(pdf, _get(pdf, _root(pdf)["K"][0])))
    parents = _get(pdf, _root(pdf)["ParentTree"])["Nums"]
    lists = dict(zip(parents[::2], parents[1::2], strict=True))
    for page in (_get(pdf, reference) for reference in pdf.page_references):
        owners = lists[page["StructParents"]]
        stray = {mcid for mcid, owner in enumerate(owners) if int(owner.split()[0]) not in known}
        _make_artifacts(_get(pdf, page["Contents"]).stream, stray)
        owners[:] = [b"null" if mcid in stray else owner for mcid, owner in enumerate(owners)]


def _make_artifacts(stream: list[Object], stray: set[int]) -> None:
    """A marked sequence is three operands and operators in a row: its tag, its properties, BDC."""
    for position, operator in enumerate(stream):
        if operator == b"BDC" and stream[position - 1].get("MCID") in stray:
            stream[position - 2] = "/Artifact"
            stream[position - 1] = pydyf.Dictionary({"Type": "/Pagination"})
