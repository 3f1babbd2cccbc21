"""The fast way: blocks laid out once and kept, pages assembled from them.

What it does not know (`Unknown`) is left to the plain way; so is any other fault here.
"""

import sys
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from lxml.html import HtmlElement

from consult.pack.attachments import Attachment
from consult.pack.press import cutting, head, styling
from consult.pack.press.assembling import Assembly
from consult.pack.press.conformity import conform
from consult.pack.press.keeping import Kept
from consult.pack.press.parts import Part
from consult.pack.press.typesetting import Order, Typesetter
from consult.pack.press.unknown import Solid, Unknown

EDITION = b"1"
"""To be raised with every change to what a part holds or to how it is drawn."""
_MOST_TRIES = 30  # kinds of containers that turn out to be solid


def print_pdf(page: str, attachments: Sequence[Attachment], folder: Path | None) -> bytes:
    """The page as `plain.print_pdf` has it, from parts kept in the folder.

    Raises:
        Unknown: only the plain way may print it.
    """
    kept = Kept(folder)
    root = cutting.read(page)
    style = styling.style_sheet(root)
    order = Order(style, cutting.opening(root), cutting.opening(root.find("body")))
    salt = sha256(b"\0".join((EDITION, version("weasyprint").encode(), *map(str.encode, order)))).digest()
    typesetter = Typesetter(order, salt, kept)
    about, language = head.described(root), root.get("lang", "")
    blocks, parts = _set(page, root, typesetter, kept, salt)
    assembly = Assembly(blocks, parts, typesetter.frames())
    sys.stderr.write(f"progress Step 6 - Creating PDF - {assembly.number_of_pages} pages\n")
    paper = assembly.pdf(typesetter.face, kept.made, about, language)
    conform(paper, attachments)
    sys.stderr.write("progress Step 7 - Adding PDF metadata\n")
    made = paper.written()
    kept.save()
    return made


def _set(
    page: str, root: HtmlElement, typesetter: Typesetter, kept: Kept, salt: bytes
) -> tuple[tuple[cutting.Block, ...], list[Part]]:
    """The blocks of the page, and the part of each; a container that turns out to be solid is cut no more."""
    key = sha256(salt + b"solid").digest()
    solid = frozenset(filter(None, (kept.get(key) or b"").decode().split("\n")))
    following = styling.following(typesetter.order.style)
    for _ in range(_MOST_TRIES):
        blocks = cutting.cut(root, solid, salt, following)
        try:
            return blocks, typesetter.parts(blocks)
        except Solid as found:
            solid |= found.kinds
            root = cutting.read(page)  # the last one was cut up
            kept.put(key, "\n".join(sorted(solid)).encode())
    raise Unknown("Ever more containers that cannot be cut")
