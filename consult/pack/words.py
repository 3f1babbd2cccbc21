"""How the paper says things: dates, counts and names in plain words (GOV.UK style)."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from unicodedata import bidirectional


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 comment", "2 comments", "no comments"; `many` where adding an s does not do."""
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"


def listed(items: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def long_date(day: date) -> str:
    """ "18 March 2021"."""
    return f"{day.day} {day:%B %Y}"


def meeting_date(day: date) -> str:
    """ "Thursday 18 March 2021"."""
    return f"{day:%A} {long_date(day)}"


def clock(moment: datetime) -> str:
    """ "2:30pm on 8 March 2021"; the minutes are left out on the hour."""
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes}{'am' if moment.hour < 12 else 'pm'} on {long_date(moment)}"


def person(by: str, body: str) -> str:
    """A member and the council that appointed them, said once: "Member for Norwich City Council" names it already."""
    return by if not body or body in by else f"{by}, {body}"


def paragraphs(text: str) -> list[list[str]]:
    """The paragraphs of plain text as lists of lines; blank lines part them."""
    blocks = re.split(r"\n\s*\n", printable(text).strip())
    return [[line.strip() for line in block.splitlines()] for block in blocks if block]


# Control characters, lone surrogates and the two noncharacters HTML and XMP both refuse.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


_LETTERED = re.compile(r"\(?([a-z])\)\s+(.+)")


def lead_and_items(lines: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """A paragraph's own lines, and its sub-items: lines that begin with "(a)" or "a)", with what runs on from them."""
    lead: list[str] = []
    items: list[tuple[str, str]] = []
    for line in lines:
        begins = _LETTERED.fullmatch(line)
        if begins:
            items.append((begins[1], begins[2]))
        elif items:
            items[-1] = (items[-1][0], f"{items[-1][1]} {line}")
        else:
            lead.append(line)
    return lead, items


def space_before(text: str) -> str:
    """The white space a text begins with: outside an insertion, so that a line can be broken there."""
    return text[: len(text) - len(text.lstrip())]


def after_space(text: str) -> str:
    """A text without the white space it begins with."""
    return text.lstrip()


def direction(text: str) -> str:
    """ "rtl" for words that begin in a script written from right to left, else "auto": a browser finds it out for itself, but
    the paper's layout has to be told.
    """
    strong = (kind for kind in map(bidirectional, text) if kind in {"L", "R", "AL"})
    return "auto" if next(strong, "L") == "L" else "rtl"


def supporter(text: str) -> str:
    """A supporter with their council said once: "Member for Breckland (Breckland)" names it twice."""
    name, _, body = text.removesuffix(")").rpartition(" (")
    return person(name, body) if name and text.endswith(")") else text


def printable(text: str) -> str:
    """`text` without the characters that no page can show."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
