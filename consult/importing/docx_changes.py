"""Word's tracked changes, taken as accepted, and its margin comments; each is reported beside its paragraph."""

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from consult.importing.package import qn, value

_WORDS = 200  # characters quoted of a comment's or a change's words
_UNWRAPPED = ("w:ins", "w:moveTo")
_DELETED = ("w:del", "w:moveFrom")
_KINDS = {"w:ins": "insertion", "w:del": "deletion", "w:moveTo": "move"}
_LEFTOVERS = (
    "w:moveFromRangeStart",
    "w:moveFromRangeEnd",
    "w:moveToRangeStart",
    "w:moveToRangeEnd",
    "w:rPrChange",
    "w:pPrChange",
)

Remarks = dict[etree._Element, list[str]]


@dataclass(slots=True)
class Reported:
    """Remarks by paragraph, and those about the whole document."""

    beside: Remarks = field(default_factory=dict)
    whole: list[str] = field(default_factory=list)

    def add(self, paragraph: etree._Element | None, remark: str) -> None:
        """Puts a remark beside a paragraph, or with the whole where there is none."""
        (self.whole if paragraph is None else self.beside.setdefault(paragraph, [])).append(remark)


def report_comments(body: etree._Element, comments: etree._Element | None, reported: Reported) -> None:
    """One remark for each margin comment: who, on which words, and what it says."""
    if comments is None:
        return
    starts = {
        value(mark, "w:id"): mark
        for name in ("w:commentReference", "w:commentRangeStart")
        for mark in body.iter(qn(name))
    }
    words = _commented_words(body)
    for comment in comments.iter(qn("w:comment")):
        number = value(comment, "w:id")
        said = " ".join(" ".join(_text(p) for p in comment.iter(qn("w:p"))).split())
        author = value(comment, "w:author") or "someone unnamed"
        on = f" on “{words[number]}”" if words.get(number) else ""
        mark = starts.get(number)
        paragraph = None if mark is None else _paragraph_of(mark)
        reported.add(paragraph, f"Margin comment by {author}{on}: “{said}”")


def _commented_words(body: etree._Element) -> dict[str | None, str]:
    open_now: dict[str | None, list[str]] = {}
    done: dict[str | None, str] = {}
    for element in body.iter(qn("w:commentRangeStart"), qn("w:commentRangeEnd"), qn("w:t"), qn("w:p"), qn("w:tab")):
        if element.tag == qn("w:commentRangeStart"):
            open_now[value(element, "w:id")] = []
        elif element.tag == qn("w:commentRangeEnd"):
            words = "".join(open_now.pop(value(element, "w:id"), []))
            done[value(element, "w:id")] = " ".join(words.split())[:_WORDS]
        else:
            words = element.text or "" if element.tag == qn("w:t") else " "
            for held in open_now.values():
                if len(held) <= _WORDS:  # no more is quoted of them; a file may have thousands that never end
                    held.append(words)
    return done


def accept_changes(body: etree._Element, reported: Reported) -> None:
    """Takes every tracked change as accepted and reports how many of each kind there were, and where."""
    total: Counter[str] = Counter()
    _count(body, reported, total)
    _accept_rows(body)
    for name in _DELETED:
        for element in list(body.iter(qn(name))):
            if _parent_tag(element) != qn("w:rPr"):  # there it is the paragraph's end that was deleted
                _remove(element)
    for name in _UNWRAPPED:
        for element in list(body.iter(qn(name))):
            unwrap(element)
    _merge_deleted_ends(body)
    for name in _LEFTOVERS:
        for element in list(body.iter(qn(name))):
            _remove(element)
    if total:
        reported.whole.insert(0, f"Tracked changes were taken as accepted: {_in_words(total)} in all.")


def _count(body: etree._Element, reported: Reported, total: Counter[str]) -> None:
    beside: dict[etree._Element, Counter[str]] = {}
    words: dict[etree._Element, list[str]] = {}
    for name, kind in _KINDS.items():
        for element in body.iter(qn(name)):
            paragraph = _paragraph_of(element)
            if _continues(element) or _ends_with_others(element, paragraph):
                continue
            total[kind] += 1
            if paragraph is not None:
                beside.setdefault(paragraph, Counter())[kind] += 1
                words.setdefault(paragraph, []).append(" ".join(_text(element).split()))
    for paragraph, counted in beside.items():
        quoted = ", ".join(f"“{text[:_WORDS]}”" for text in words[paragraph] if text)
        said = f"Tracked changes were taken as accepted here: {_in_words(counted)}"
        reported.add(paragraph, f"{said} ({quoted})." if quoted else f"{said}.")


def _continues(element: etree._Element) -> bool:
    """One change is often stored as several neighbours of the same author."""
    before = element.getprevious()
    alike = before is not None and before.tag == element.tag and value(before, "w:author") == value(element, "w:author")
    return alike and _parent_tag(element) not in (qn("w:rPr"), qn("w:trPr"))


def _ends_with_others(element: etree._Element, paragraph: etree._Element | None) -> bool:
    """The end of a paragraph that came or went with its words is the same change."""
    if paragraph is None or _parent_tag(element) != qn("w:rPr"):
        return False
    return any(other is not element for other in paragraph.iter(element.tag))


def _parent_tag(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def _in_words(counted: Counter[str]) -> str:
    return ", ".join(f"{number} {kind}{'' if number == 1 else 's'}" for kind, number in counted.items())


def _accept_rows(body: etree._Element) -> None:
    for name in ("w:trPr", "w:tcPr"):
        for properties in list(body.iter(qn(name))):
            if properties.find(qn("w:del")) is not None or properties.find(qn("w:cellDel")) is not None:
                owner = properties.getparent()
                if owner is not None and name == "w:trPr":
                    _remove(owner)
                elif owner is not None:
                    _empty(owner)


def _merge_deleted_ends(body: etree._Element) -> None:
    """A paragraph whose end was deleted runs on into the next, whose number and style are kept."""
    for paragraph in list(body.iter(qn("w:p"))):
        ends = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        if ends is None or all(ends.find(qn(name)) is None for name in _DELETED):
            continue
        following = paragraph.getnext()
        if following is None or following.tag != qn("w:p"):
            continue
        content = [child for child in paragraph if child.tag != qn("w:pPr")]
        at = 1 if following.find(qn("w:pPr")) is not None else 0
        following[at:at] = content
        _remove(paragraph)


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(qn("w:p")), None)


def _text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(qn("w:t"), qn("w:delText")))


def _empty(owner: etree._Element) -> None:
    for paragraph in owner.findall(qn("w:p")):
        for child in [c for c in paragraph if c.tag != qn("w:pPr")]:
            paragraph.remove(child)


def unwrap(element: etree._Element, content: etree._Element | None = None) -> None:
    """Puts what an element holds (or what `content`, inside it, holds) in its place."""
    parent = element.getparent()
    if parent is None:
        return
    index = parent.index(element)
    parent[index : index + 1] = list(element if content is None else content)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
