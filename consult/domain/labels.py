"""The grammar of paragraph numbers: reading one that was typed, comparing two, and writing one under its parent.

A label is what the author's program shows without the closing point: "6", "1.2.3", "6(a)", "1.2(i)".
"""

import re
from dataclasses import dataclass

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_UNITS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LAST_ROMAN, _LAST_LETTER = 32_767, 780
_ROMAN_FORM = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_LETTER_FORM = re.compile(r"([a-z])\1?")
_DECIMAL_FORM = re.compile(r"\d{1,9}(?:\.\d{1,9})*")

# Typed numbers nobody could mistake: "6. Key", "6) Key", "1.2. Key", "a) More", "(iv) More".
_SURE = re.compile(
    r"(?P<shown>\d{1,3}(?:\.\d{1,3})*[.)]|\(\d{1,3}\)|\(?(?:[a-z]|aa|bb|cc|[ivxl]{2,6})\)|\(?[A-Z]\))\s+(?=\S)"
)
# Typed numbers that may be something else ("3.5 Million", "c. 1900"): believed only where they continue a sequence.
_DOUBTFUL = re.compile(r"(?P<shown>\d{1,3}(?:\.\d{1,3})+(?=\s+[A-Z“\"‘'(])|[a-zA-Z]\.|[ivx]{2,5}\.)\s+(?=\S)")
_HEADING_ONLY = re.compile(r"(?P<shown>\d{1,2}(?=\s+[A-Z])|[A-Z]\.|[IVX]{1,5}\.)[\s:–—-]+(?=\S)")
_SUB_LABEL = re.compile(r"\([^()]+\)$")


@dataclass(frozen=True, slots=True)
class Mark:
    """One reading of a number: `style` is decimal, letter, LETTER, roman, ROMAN or word; `value` the last number in it."""

    shown: str
    core: str
    style: str
    value: int
    shape: str  # "point", "paren" or "plain"

    @property
    def prefix(self) -> str:
        """What stands before the last number of a multi-level decimal: "1.2" for "1.2.3"."""
        return self.core.rpartition(".")[0] if self.style == "decimal" else ""

    def follows(self, other: "Mark") -> bool:
        """True when this is the next number after `other`, written the same way."""
        same = (self.style, self.shape, self.prefix) == (other.style, other.shape, other.prefix)
        return same and self.value == other.value + 1


def roman(number: int) -> str:
    """4 as "iv"; in figures beyond the last that Word writes so."""
    if number > _LAST_ROMAN:
        return str(number)
    out = ""
    for value, letters in _ROMAN + _ROMAN_UNITS:
        while number >= value:
            out, number = out + letters, number - value
    return out


def letter(number: int) -> str:
    """1 as "a", 27 as "aa", 28 as "bb": the way Word goes on after z, up to thirty letters; else in figures."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= _LAST_LETTER else str(number)


def without_closing(shown: str) -> str:
    """A number as shown, without its closing point, colon or lone bracket: "6." -> "6", "a)" -> "a", "(a)" -> "(a)"."""
    kept = shown.strip().rstrip(".:").strip()
    if kept.endswith(")") and "(" not in kept:
        kept = kept[:-1].strip()
    return kept


def readings(shown: str) -> list[Mark]:
    """Every way to read a number: "(i)" is a roman one and the ninth letter. A word ("Article 1") has one reading."""
    bare = without_closing(shown)
    core = bare[1:-1].strip() if bare.startswith("(") and bare.endswith(")") else bare
    shape = "paren" if shown.strip().endswith(")") else "point" if shown.strip().endswith(".") else "plain"
    if _DECIMAL_FORM.fullmatch(core):
        return [Mark(bare, core, "decimal", int(core.rpartition(".")[2]), shape)]
    low = core.lower()
    found = []
    if core and core in (low, core.upper()):
        if _ROMAN_FORM.fullmatch(low):
            found.append(Mark(bare, core, "roman" if core == low else "ROMAN", _from_roman(low), shape))
        if _LETTER_FORM.fullmatch(low):
            value = ord(low[0]) - 96 + 26 * (len(low) - 1)
            found.append(Mark(bare, core, "letter" if core == low else "LETTER", value, shape))
    return found or [Mark(bare, core, "word", 0, shape)]


def _from_roman(text: str) -> int:
    number, rest = 0, text
    for value, letters in _ROMAN + _ROMAN_UNITS:
        while rest.startswith(letters):
            number, rest = number + value, rest[len(letters) :]
    return number


def typed(text: str) -> tuple[str, int, bool] | None:
    """The number typed at the start of a paragraph: as shown, where the words begin, and whether it is beyond doubt."""
    if match := _SURE.match(text):
        return match["shown"], match.end(), True
    if match := _DOUBTFUL.match(text):
        return match["shown"], match.end(), False
    return None


def typed_in_heading(text: str) -> tuple[str, int, bool] | None:
    """The number typed at the start of a heading; "3.1 Foo" and "3. Foo" are beyond doubt there, "3 Foo" is not."""
    if match := re.match(r"(?P<shown>\d{1,3}(?:\.\d{1,3})+|\d{1,3}[.)]|\d{1,3}(?=:))[.):]*\s+(?=\S)", text):
        return match["shown"], match.end(), True
    if match := _HEADING_ONLY.match(text):
        return match["shown"], match.end(), False
    return None


def under(parent: str, core: str) -> str:
    """The label of an item below its parent: ("6", "a") -> "6(a)"; without a parent "(a)"."""
    return f"{parent}({core})"


def parent_of(label: str) -> str:
    """The label an item hangs below: "6(a)(ii)" -> "6(a)", "6" -> ""."""
    return _SUB_LABEL.sub("", label) if _SUB_LABEL.search(label) else ""


def own_mark(label: str) -> str:
    """The part of a label that stood in the text: "6(a)" -> "(a)", "12" -> "12."."""
    if not label or (match := _SUB_LABEL.search(label)) is None:
        return f"{label}." if label and label[-1].isdigit() else label
    return match.group()


def depth_of(label: str) -> int:
    """How many lettered or roman levels a label has: "6" -> 0, "6(a)(ii)" -> 2."""
    return label.count("(")
