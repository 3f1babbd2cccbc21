"""The style sheets a page of ours asks for, as one text."""

import re

from lxml import html

from consult.pack.press.unknown import Unknown
from consult.resources import STATIC, STATIC_URL

_IMPORT = re.compile(r'@import "([\w.-]+)";')
_URL = re.compile(r'url\("([\w./-]+)"\)')


def style_sheet(root: html.HtmlElement) -> str:
    """All style sheets of a page, one after another, with what they import.

    Raises:
        Unknown: one of them is not ours.
    """
    found: list[str] = []
    for element in root.find("head").iter("link", "style"):
        if element.tag == "style":
            found.append(element.text or "")
        elif "stylesheet" in element.get("rel", "").split():
            found.append(_ours(element.get("href", "")))
    return "\n".join(found)


def _ours(address: str) -> str:
    name = address.removeprefix(STATIC_URL)
    if not address.startswith(STATIC_URL) or not re.fullmatch(r"[\w-]+\.css", name) or not (STATIC / name).is_file():
        raise Unknown("A style sheet that is not ours")
    css = _IMPORT.sub(lambda match: _source(match[1]), _source(name))
    return _URL.sub(lambda match: f'url("{STATIC_URL}{match[1]}")', css)


def _source(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def following(style: str) -> frozenset[str]:
    """The tags and classes of elements that may look different for what stands before them: those after a "+" or "~" in a
    selector, and those asked to be the first, or of a number, among their siblings.
    """
    after = re.findall(r"[+~]\s*([\w.-]+)(?=[^;}{]*\{)", style)
    counted = re.findall(r"([\w.-]*):(?:first|nth|only)-", style)
    return frozenset(name for compound in (*after, *counted) for name in compound.split(".") if name)
