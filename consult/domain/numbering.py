"""References that last: C-0031 is comment 31 of its consultation, Q-0004 its fourth question, in the order received (R12).

IR-0002 is its second information request, U-0001 its first undertaking, R-0001 its first recommendation.
"""

import re

COMMENT = "C"
QUESTION = "Q"
REQUEST = "IR"
UNDERTAKING = "U"
RECOMMENDATION = "R"

_REFERENCE = re.compile(r"(C|Q|IR|U|R)-?0*([1-9]\d{0,8})", re.IGNORECASE)
_LAST_PART = re.compile(r"\([^()]+\)$")


def reference(kind: str, number: int) -> str:
    """The printed form: `reference(COMMENT, 31)` is "C-0031"."""
    return f"{kind}-{number:04d}"


def parse_reference(text: str) -> tuple[str, int] | None:
    """The kind and number of a reference as people type it ("c31", "C-0031"); None where it is not one."""
    match = _REFERENCE.fullmatch(text.strip())
    return (match[1].upper(), int(match[2])) if match else None


def margin_label(label: str) -> str:
    """What stands in the margin beside a paragraph: "6." for "6", "(a)" for "6(a)", "" for none."""
    if not label:
        return ""
    part = _LAST_PART.search(label)
    if part:
        return part[0]
    return label if label.endswith((")", ".")) else f"{label}."
