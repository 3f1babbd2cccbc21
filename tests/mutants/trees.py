"""Damage to the XML within a file: elements, attributes and text, and what stands before them."""

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random

from lxml import etree

from tests.mutants import archives

Tree = etree._Element
Change = Callable[[Sequence[Tree], Random], object]
"""What is done to a part, of which all elements are given, the root first."""

ODD = (
    "", " ", "0", "-1", "1", "2", "3", "41", "7777", "99999", "999999999", "4294967296", "9" * 400, "1e308", "NaN",
    "0.5", "\u00b2",
    "\u0663", "true", "off", "%1", "%9.%9.%9", "decimal", "lowerLetter", "upperRoman", "bullet", "none", "restart", "continue",
    "A1", "XFD1048576", "A0", "ZZZZ1", "A1:XFD1048576", "s", "inlineStr", "str", "e", "d", "b", "n", "_x0000_", "_xD800_",
    "rId1", "rId99", "../../../etc/passwd", "/", "file:///etc/passwd", "http://127.0.0.1:9/", "heading 1", "Title", "x" * 70_000,
    "0000-00-00T00:00:00Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+14:00", "2021-02-30", "2021", "\u202eabc",
    "\ue000" "7\ue001",
    "a" + "\u0301" * 200, "\ufffd", "=1+1", "](x)", "<b>", "\n\n\n", "44", "Heading1", "commentRangeStart",
)  # fmt: skip


def take_out(held: Sequence[Tree], chance: Random) -> None:
    """An element is not there."""
    one = chance.choice(held)
    above = one.getparent()
    if above is not None:
        above.remove(one)


def unwrap(held: Sequence[Tree], chance: Random) -> None:
    """What an element held stands in its place."""
    one = chance.choice(held)
    above = one.getparent()
    if above is not None:
        at = above.index(one)
        above[at : at + 1] = list(one)


def repeat(held: Sequence[Tree], chance: Random) -> None:
    """An element stands there often."""
    one = chance.choice(held)
    above = one.getparent()
    size = len(etree.tostring(one))
    if above is not None:
        for _ in range(min(chance.choice((1, 1, 3, 60, 3_000)), 4_000_000 // size)):
            one.addnext(deepcopy(one))


def move(held: Sequence[Tree], chance: Random) -> None:
    """An element stands somewhere else."""
    one, to = chance.choice(held), chance.choice(held)
    if one.getparent() is not None and to is not one and one not in list(to.iterancestors()):
        to.insert(chance.randrange(len(to) + 1), one)


def rename(held: Sequence[Tree], chance: Random) -> None:
    """An element is another one, of the same file or of none."""
    one, other = chance.choice(held), chance.choice(held)
    one.tag = chance.choice((other.tag, other.tag, "{urn:x}y", str(etree.QName(one).localname), f"{one.tag}x"))


def strip(held: Sequence[Tree], chance: Random) -> None:
    """An attribute, or all of an element's, are not there."""
    one = chance.choice(held)
    for name in list(one.attrib)[: chance.choice((1, 99))]:
        del one.attrib[name]


def revalue(held: Sequence[Tree], chance: Random) -> None:
    """An attribute has another value: an odd one, or one that stands elsewhere."""
    having = [one for one in held if len(one.attrib)]
    if having:
        one, other = chance.choice(having), chance.choice(having)
        value = chance.choice((chance.choice(ODD), chance.choice(ODD), chance.choice(list(other.attrib.values()))))
        one.set(chance.choice(list(one.attrib)), str(value))


def reword(held: Sequence[Tree], chance: Random) -> None:
    """Other text."""
    having = [one for one in held if one.text] or held
    chance.choice(having).text = chance.choice((*ODD, "words and " * chance.choice((10, 3_000))))


def bury(held: Sequence[Tree], chance: Random) -> None:
    """An element stands deep in its like."""
    one = chance.choice(held)
    above = one.getparent()
    if above is None:
        return
    at, shell = above.index(one), chance.choice(held)
    for _ in range(chance.choice((3, 40, 90, 200))):
        around = etree.Element(chance.choice((one, one, shell)).tag)
        around.append(one)
        one = around
    above.insert(at, one)


def comment(held: Sequence[Tree], chance: Random) -> None:
    """A comment or an instruction stands where nobody looks for one."""
    new = etree.Comment("x") if chance.random() < 0.5 else etree.ProcessingInstruction("x", "y")
    one = chance.choice(held)
    one.insert(chance.randrange(len(one) + 1), new)


CHANGES: tuple[Change, ...] = (
    take_out, take_out, unwrap, repeat, repeat, move, move, rename, strip, revalue, revalue, revalue, revalue, reword,
    bury, comment,
)  # fmt: skip

_ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "%s"><!ENTITY c "%s">]>' % (b"&a;" * 50, b"&b;" * 50)


def _as_text(raw: bytes, chance: Random) -> bytes:
    """What an XML program would not write: entities, another encoding, namespaces that are not declared."""
    body = re.sub(rb"^<\?xml[^>]*\?>\s*", b"", raw)
    return chance.choice((
        _ENTITIES + body.replace(b"</w:t>", b"&c;</w:t>", 3),
        b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">' + body,
        b'<?xml version="1.0" encoding="utf-16"?>' + body,
        b'<?xml version="1.0" encoding="nonsense"?>' + body,
        b'<?xml version="1.1"?>' + body,
        b"\xff\xfe" + body.decode("utf-8", "replace").encode("utf-16-le", "replace"),
        re.sub(rb'\sxmlns:\w+="[^"]*"', b"", body, count=chance.choice((1, 99))),
        body.replace(b"http://schemas.openxmlformats.org", b"http://example.org", chance.choice((1, 99))),
        body.replace(b"><", b">\n<!-- - --> <", 40),
        body.replace(b"</", b"<!", 1),
        b"<a>" * 9_000 + body + b"</a>" * 9_000,
    ))  # fmt: skip


def damaged(data: bytes, chance: Random) -> bytes:
    """A good file of Office's after changes within one or two of its parts."""
    parts = archives.opened(data)
    for _ in range(chance.choice((1, 1, 2))):
        written = [n for n, (name, _) in enumerate(parts) if name.endswith((".xml", ".rels"))]
        weights = [8 if "/document.xml" in parts[n][0] or "sheet" in parts[n][0] else 2 for n in written]
        at = chance.choices(written, weights)[0]
        parts[at] = (parts[at][0], _changed(parts[at][1], chance))
    return archives.zipped(parts)


def _changed(raw: bytes, chance: Random) -> bytes:
    if chance.random() < 0.1:
        return _as_text(raw, chance)
    try:
        root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return raw
    held = [one for one in root.iter() if isinstance(one.tag, str)]
    for _ in range(chance.choice((1, 1, 2, 5, 25))):
        chance.choice(CHANGES)(held, chance)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
