"""What a page says of itself in its head, as the information dictionary and catalogue of a PDF say it."""

import re
from typing import Any

import pydyf
from lxml import html

from consult.pack.press.unknown import Unknown

PRODUCER = "WeasyPrint 70.0"
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(Z|[+-]\d\d:\d\d)")
_META = {
    "description": "Subject",
    "generator": "Creator",
    "dcterms.created": "CreationDate",
    "dcterms.modified": "ModDate",
}


def described(root: html.HtmlElement) -> dict[str, Any]:
    """The entries of the information dictionary, in WeasyPrint's order.

    Raises:
        Unknown: a date is not whole.
    """
    said: dict[str, str] = {"Producer": PRODUCER}
    authors: list[str] = []
    keywords: list[str] = []
    found: dict[str, str] = {}
    for element in root.find("head").iter("title", "meta"):
        if element.tag == "title":
            found.setdefault("Title", (element.text or "").strip())
            continue
        name, content = element.get("name", "").lower(), element.get("content", "").strip()
        if name == "author":
            authors.append(content)
        elif name == "keywords":
            keywords += [word.strip() for word in content.split(",") if word.strip() not in keywords]
        elif name in _META:
            found.setdefault(_META[name], _date(content) if name.startswith("dcterms") else content)
    found |= {"Author": ", ".join(authors), "Keywords": ", ".join(keywords)}
    order = ("Title", "Author", "Subject", "Keywords", "Creator", "CreationDate", "ModDate")
    said |= {name: found[name] for name in order if found.get(name)}
    return {name: pydyf.String(value) for name, value in said.items()}


def _date(text: str) -> str:
    found = _DATE.fullmatch(text)
    if found is None:
        raise Unknown(f"A date that is not whole: {text}")
    *parts, zone = found.groups("00")
    offset = "Z" if zone == "Z" else f"{zone[:3]}'{zone[4:]}"
    return f"D:{''.join(parts)}{offset}"
