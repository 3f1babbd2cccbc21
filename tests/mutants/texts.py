"""Damage to a draft in Markdown or HTML: to its lines and to its marks."""

import re
from collections.abc import Callable
from random import Random

from tests.mutants import octets

Change = Callable[[str, Random], str]
MARKS = (
    "*", "**", "_", "~~", "`", "```", "[", "]", "](", "](<", "![", "[^", "[^1]:", "\\", "&", "&#x110000;", "&#0;", "<",
    "</", "<!--", "-->",
    "<![CDATA[", "<?", "<!", ">", "|", "|-|", "---", "===", "# ", "####### ", "- ", "1. ", "999999999. ", "a) ", "(iv) ",
    ": ", "    ",
    "\t", "\n", "\n\n", "  \n", "\r", "\x00", "\x0c", "\u2028", "\u200b", "\u202e", "\ue0007\ue001", "\ufeff", "\ud7ff",
    "a" + "\u0301" * 40,
    "<script>", "<plaintext>", "<textarea>", "<svg><style>", "<math>", "<table>", "<td>", "<li>", "<p>", "<b>", "<a href='#n'>",
    "<div id=n>", "<img src=x onerror=y>", "<img src='figure:0'>", "<img src='missing:\u00b2'>",
    "<p data-fact='\u00b2'>", "<ol type=a start=999999999><li>",
    "<ol type=I start=99999999><li>", "<td colspan=999999999>", "<h1>", "<div role=heading aria-level=99>",
    "<meta charset=utf-7>",
    "<meta charset=rot13>", "<base href=//x>", "Page 1 of 1\n", "1\n", "[a]: b\n", "x" * 3_000, "(" * 200, "$$", "{#a}",
)  # fmt: skip


def _at(text: str, chance: Random) -> int:
    return chance.randrange(len(text) + 1)


def mark(text: str, chance: Random) -> str:
    """A mark where there was none, once or in hundreds."""
    at = _at(text, chance)
    return text[:at] + chance.choice(MARKS) * chance.choice((1, 1, 1, 3, 30, 500)) + text[at:]


def marks(text: str, chance: Random) -> str:
    """A few marks that were not thought to stand together, often."""
    at = _at(text, chance)
    mixed = "".join(chance.choice(MARKS) for _ in range(chance.randint(2, 5)))
    return text[:at] + (mixed * chance.choice((1, 5, 100, 1_000)))[:400_000] + text[at:]


def unmark(text: str, chance: Random) -> str:
    """A kind of mark is missing everywhere."""
    return text.replace(
        chance.choice(("<", ">", "/", '"', "\n\n", "\n", "|", "]", "-", "</p>", "</td>", "[^1]:", "#")), ""
    )


def remark(text: str, chance: Random) -> str:
    """Each of one kind of mark is another."""
    return text.replace(
        chance.choice(("*", "|", "1", "p", "td", "- ", "\n", " ", "id", "<t", "li")), chance.choice(MARKS)
    )


def order(text: str, chance: Random) -> str:
    """The lines in another order."""
    lines = text.splitlines(keepends=True)
    chance.shuffle(lines)
    return "".join(lines)


def indent(text: str, chance: Random) -> str:
    """Each line further in than the one before, or all behind a mark."""
    lines, step = text.splitlines(), chance.choice((" ", "  ", "    ", "\t", "> ", "- ", "| "))
    deep = chance.random() < 0.5
    return "\n".join(step * (n if deep else 1) + line for n, line in enumerate(lines))


def grow(text: str, chance: Random) -> str:
    """A stretch stands there often."""
    at = _at(text, chance)
    held = text[at : at + chance.choice((3, 20, 200, 2_000))]
    return text[:at] + (held * chance.choice((2, 50, 3_000)))[:600_000] + text[at:]


def bury(text: str, chance: Random) -> str:
    """All of it deep in boxes."""
    name = chance.choice(("div", "ul", "li", "table", "td", "b", "blockquote", "a", "sup", "section"))
    times = chance.choice((3, 60, 99, 101, 5_000))
    return f"<{name}>" * times + text + f"</{name}>" * (times if chance.random() < 0.6 else 0)


def value(text: str, chance: Random) -> str:
    """An attribute, or a number, is another."""
    found = list(re.finditer(r'(?<==)"[^"]*"|\d+', text))
    if not found:
        return text
    one = chance.choice(found)
    odd = chance.choice(
        (
            "-1",
            "0",
            "999999999",
            "9" * 400,
            "\u00b2",
            "\u0663",
            '""',
            '"#"',
            '"#n"',
            '"data:,"',
            '"javascript:x"',
            '"a b"',
        )
    )
    return text[: one.start()] + odd + text[one.end() :]


CHANGES: tuple[Change, ...] = (mark, mark, marks, marks, unmark, remark, order, indent, grow, bury, value, value)


def damaged(data: bytes, chance: Random) -> bytes:
    """A good draft after one to four changes to its text, or to its bytes."""
    if chance.random() < 0.15:
        return octets.damaged(data, chance)
    text = data.decode("utf-8", "replace")
    for _ in range(chance.choice((1, 2, 3, 4))):
        text = chance.choice(CHANGES)(text, chance)[:2_000_000]
    encoding = chance.choice(("utf-8",) * 12 + ("utf-16", "cp1252", "utf-8-sig"))
    return text.encode(encoding, "replace")
