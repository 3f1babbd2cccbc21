"""Sanitised inline markup as a string: its text, and cutting it in two with the marks kept balanced.

Only for markup as the importer leaves it: every element closed, `<`, `>` and `&` escaped in text and attributes.
"""

import html as entities
import re
from collections.abc import Iterator

_TOKEN = re.compile(r"<[^>]*>|[^<&]+|&[^;]*;")
_EMPTY_MARK = re.compile(r"<(strong|em|a|sup|sub|code)(?: [^>]*)?></\1>")
_NAME = re.compile(r"</?([a-z0-9]+)")
VOID = frozenset({"br", "img", "col", "hr", "input", "wbr"})


def tokens(html: str) -> Iterator[str]:
    """The tags, runs of text and character references of `html`, in order; together they are `html`."""
    return (match.group() for match in _TOKEN.finditer(html))


def tag_name(tag: str) -> str:
    """The element name of a start or end tag."""
    match = _NAME.match(tag)
    return match.group(1) if match else ""


def text_of(html: str) -> str:
    """The DOM's textContent of `html`."""
    return entities.unescape("".join(token for token in tokens(html) if not token.startswith("<")))


def escape(text: str) -> str:
    """Text as markup, escaped as a browser serialises it."""
    return entities.escape(text, quote=False)


def split_at(html: str, offset: int) -> tuple[str, str]:
    """The markup before and after `offset` (characters of its text); marks open there are closed and opened again."""
    before: list[str] = []
    open_tags: list[str] = []
    rest, seen = list(tokens(html)), 0
    for index, token in enumerate(rest):
        if token.startswith("<"):
            _track(token, open_tags)
            before.append(token)
            continue
        text = entities.unescape(token)
        if seen + len(text) >= offset:
            head, tail = escape(text[: offset - seen]), escape(text[offset - seen :])
            closing = [f"</{tag_name(tag)}>" for tag in reversed(open_tags)]
            return "".join([*before, head, *closing]), "".join([*open_tags, tail, *rest[index + 1 :]])
        seen += len(text)
        before.append(token)
    return html, ""


def with_marked(html: str, start: int, end: int) -> str:
    """`html` with `<mark>` around the characters `start` to `end` of its text, cut where other marks begin and end."""
    pieces: list[str] = []
    seen = 0
    for token in tokens(html):
        if token.startswith("<"):
            pieces.append(token)
            continue
        text = entities.unescape(token)
        first, last = (min(max(at - seen, 0), len(text)) for at in (start, end))
        inside = f"<mark>{escape(text[first:last])}</mark>" if first < last else ""
        pieces.append(f"{escape(text[:first])}{inside}{escape(text[last:])}" if inside else token)
        seen += len(text)
    return "".join(pieces).replace("</mark><mark>", "")


def split_lines(html: str) -> list[str]:
    """The parts of `html` between the line breaks that stand outside any mark."""
    parts: list[list[str]] = [[]]
    open_tags: list[str] = []
    for token in tokens(html):
        if tag_name(token) == "br" and not open_tags:
            parts.append([])
            continue
        if token.startswith("<"):
            _track(token, open_tags)
        parts[-1].append(token)
    return [part for part in ("".join(pieces).strip() for pieces in parts) if part]


def _track(tag: str, open_tags: list[str]) -> None:
    if tag.startswith("</"):
        if open_tags:
            open_tags.pop()
    elif tag_name(tag) not in VOID:
        open_tags.append(tag)


def trimmed(html: str) -> str:
    """`html` without the white space at its ends and without marks that hold nothing."""
    pieces = [token for token in tokens(html) if token]
    for order in (range(len(pieces)), range(len(pieces) - 1, -1, -1)):
        for index in order:
            if pieces[index].startswith("<") and tag_name(pieces[index]) != "img":
                continue
            pieces[index] = pieces[index].lstrip() if order.step > 0 else pieces[index].rstrip()
            if pieces[index]:
                break
    return _without_empty_marks("".join(pieces))


def _without_empty_marks(html: str) -> str:
    while (shorter := _EMPTY_MARK.sub("", html)) != html:
        html = shorter
    return html
