"""Page headers, footers and page numbers that were copied into the text with the pages: found, taken out, reported."""

import re
from collections import defaultdict
from itertools import pairwise

from consult.domain.draft import Kind
from consult.importing.blocks import Block

_PAGE_OF = re.compile(r"(?:page\s+)?\d{1,4}\s*(?:of|/)\s*\d{1,4}", re.IGNORECASE)
_PAGE = re.compile(r"(?:page\s+\d{1,4}|[-–—|\[]\s*\d{1,4}\s*[-–—|\]])", re.IGNORECASE)
_BARE = re.compile(r"\d{1,4}")
_NUMBER = re.compile(r"\d+")
_MOST_WORDS = 20
_OFTEN = 3
_ENDS = (".", "!", "?", ";", ":", "…")


def take_out(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    """The blocks without running headers, footers and page numbers, and a remark for each that was found."""
    gone: dict[int, str] = {}
    remarks: list[str] = []
    pages = _page_numbers(blocks)
    for index in pages:
        gone[index] = "page number"
    if pages:
        words = "Page numbers were" if len(pages) > 1 else "A page number was"
        remarks.append(f"{words} taken out of the text, {_times(len(pages))}: “{blocks[pages[0]].text.strip()}”.")
    for places in _repeated(blocks, set(pages)):
        gone.update(dict.fromkeys(places, "running header"))
        remarks.append(
            f"“{blocks[places[0]].text[:120]}” stands in the text {_times(len(places))}, as the header or footer of a page does. "
            "It was taken out."
        )
    return _without(blocks, gone), remarks


def is_page_number(line: str) -> bool:
    """True for a line such as "Page 3 of 12" or "Page 3", which is never part of a sentence."""
    line = line.strip()
    return line.lower().startswith("page") and bool(_PAGE_OF.fullmatch(line) or _PAGE.fullmatch(line))


def _page_numbers(blocks: list[Block]) -> list[int]:
    """Where a paragraph is nothing but a page number. Bare figures count only where they go up, twice or more."""
    plain = [(n, b.text.strip()) for n, b in enumerate(blocks) if _is_short(b)]
    found = [n for n, text in plain if _PAGE_OF.fullmatch(text)]
    for form in (_PAGE, _BARE):
        held = [(n, int(_NUMBER.findall(text)[0])) for n, text in plain if form.fullmatch(text)]
        rising = all(one[1] < two[1] for one, two in pairwise(held))
        found += [n for n, _ in held] if len(held) > 1 and rising else []
    return sorted(found)


def _repeated(blocks: list[Block], pages: set[int]) -> list[list[int]]:
    """The places of each text that stands in the draft as a page header would: often, and between other things."""
    same: dict[str, list[int]] = defaultdict(list)
    numbered: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        text = block.text.strip()
        if _is_short(block) and index not in pages and not text.endswith(_ENDS):
            same[text.casefold()].append(index)
            if _NUMBER.search(text):
                numbered[_without_page(text)].append(index)
    found = [places for places in numbered.values() if len(places) >= _OFTEN and _count_up(blocks, places)]
    taken = {index for places in found for index in places}
    found += [
        places
        for places in same.values()
        if len(places) >= _OFTEN and not taken.intersection(places) and _runs(blocks, places, pages)
    ]
    return found


def _is_short(block: Block) -> bool:
    plain = block.kind is Kind.PARAGRAPH and not (block.listed or block.shown)
    return plain and 0 < len(block.text.split()) <= _MOST_WORDS


def _without_page(text: str) -> str:
    """The text with the number at its end, or else at its start, left out."""
    for pattern in (r"\d{1,4}$", r"^\d{1,4}"):
        if re.search(pattern, text):
            return re.sub(pattern, "#", text).casefold()
    return text.casefold()


def _count_up(blocks: list[Block], places: list[int]) -> bool:
    texts = [blocks[index].text.strip() for index in places]
    if any(blocks[index].heading for index in places) or not all("#" in _without_page(text) for text in texts):
        return False
    last = texts[0][-1].isdigit()
    numbers = [int(_NUMBER.findall(text)[-1 if last else 0]) for text in texts]
    return all(one < two for one, two in pairwise(numbers)) and len(texts[0].split()) > 1


def _runs(blocks: list[Block], places: list[int], pages: set[int]) -> bool:
    """Plain words of three or more that repeat without a colon are a header; headings and bold lines need a sign of a page."""
    apart = all(two - one > 1 for one, two in pairwise(places))
    first = blocks[places[0]]
    emphatic = any(blocks[index].heading or blocks[index].html.startswith("<strong>") for index in places)
    if not apart:
        return False
    if not emphatic and len(first.text.split()) >= _OFTEN and ":" not in first.text:
        return True
    return 2 * sum(_at_page_edge(blocks, index, pages) for index in places) >= len(places)


def _at_page_edge(blocks: list[Block], index: int, pages: set[int]) -> bool:
    if {index - 1, index + 1} & pages or blocks[index].new_page:
        return True
    before, after = index - 1, index + 1
    if before < 0 or after >= len(blocks):
        return False
    cut = blocks[before].is_text and not blocks[before].text.rstrip().endswith(_ENDS)
    return blocks[after].new_page or (cut and blocks[after].is_plain and blocks[after].text[:1].islower())


def _without(blocks: list[Block], gone: dict[int, str]) -> list[Block]:
    kept: list[Block] = []
    waiting: list[str] = []
    for index, block in enumerate(blocks):
        if index in gone:
            waiting += block.remarks
            continue
        block.remarks, waiting = [*waiting, *block.remarks], []
        kept.append(block)
    if kept:
        kept[-1].remarks += waiting
    return kept


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
