"""What of a file's markup is let in: once on the way to reading it, and once more for what is kept.

Nothing that runs, loads or styles is in either list.
"""

import re
import unicodedata
from collections.abc import Callable

import nh3

from consult.importing.errors import Unreadable

MARKUP_LIMIT = 8_000_000  # characters of HTML, pictures not counted
_DEEPEST = 100
_MOST_REOPENED = 2_000_000


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _names(
    "h1 h2 h3 h4 h5 h6 p div section article main header footer aside nav ul ol li dl dt dd table thead tbody tfoot tr th td "
    "caption blockquote pre figure figcaption hr address center details summary"
)
_INLINE = _names(
    "a strong b em i sup sub code br img span font u s strike del ins small mark cite q abbr big tt kbd samp var label"
)
READABLE = BLOCKS | _INLINE
_DROPPED_WHOLE = _names(
    "script style title template noscript iframe object svg math textarea select canvas audio video button"
)
_READING = {
    "*": {"id", "style", "class", "hidden", "role"},
    "p": {"data-fact"},
    "a": {"href", "name"},
    "td": {"colspan", "rowspan", "scope"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "type"},
    "li": {"value"},
    "img": {"src", "alt"},
    "div": {"aria-level"},
}
_KEPT = _names("strong em a sup sub br code table thead tbody tr th td caption img")
_KEPT_ATTRIBUTES = {
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "img": {"src", "alt"},
}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CLOSED_BY_OTHERS = _names("p li dt dd tr td th thead tbody tfoot option body html head br img hr meta link input col")
_FORMATTING = _names("a b big code em font i s small strike strong tt u")
_DATA = re.compile(r"data:[^\"'\s>)]{500,}")
# Controls that HTML and XML forbid, directional overrides, and the private characters used as marks while reading.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ue000\ue001\ud800-\udfff]"
)
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_PILED_MARKS = re.compile("([\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]{8})[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]+")


def plain_characters(text: str) -> str:
    """Text in Unicode NFC without what nobody sees: soft hyphens, zero-width spaces, controls, overrides.

    Lone surrogates go too, and a pile of more than eight accents is cut: it stops a page from being laid out. Lines end as
    a browser ends them, for offsets are counted in what it shows.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _PILED_MARKS.sub(r"\1", _INVISIBLE.sub("", _FORBIDDEN.sub("", text)))
    return unicodedata.normalize("NFC", text)


def readable(html: str, picture: Callable[[str], str]) -> str:
    """HTML reduced to what the reader understands, with each picture's address replaced by what `picture` makes of it.

    Raises Unreadable where it is too large, or nested so that reading it would take unbounded time.
    """
    check_size(html)
    _check_nesting(html)

    def kept(tag: str, attribute: str, value: str) -> str | None:
        return picture(value) if (tag, attribute) == ("img", "src") else value

    return nh3.clean(
        html,
        tags=set(READABLE),
        clean_content_tags=set(_DROPPED_WHOLE),
        attributes=_READING,
        attribute_filter=kept,
        url_schemes={"http", "https", "mailto", "data", "figure", "missing"},
        link_rel=None,
    )


def sanitised(html: str) -> str:
    """The markup a Draft may hold: inline marks, tables, and pictures of the draft itself."""
    return nh3.clean(
        html,
        tags=set(_KEPT),
        clean_content_tags=set(_DROPPED_WHOLE),
        attributes=_KEPT_ATTRIBUTES,
        attribute_filter=_kept_address,
        url_schemes={"http", "https", "mailto", "figure"},
        url_relative="deny",
        link_rel=None,
    )


def _kept_address(tag: str, attribute: str, value: str) -> str | None:
    own = value.startswith("figure:")
    return None if attribute in ("src", "href") and own != (tag == "img") else value


def check_size(markup: str, limit: int = MARKUP_LIMIT) -> None:
    """Raises Unreadable where there is more text than any draft has; pictures inside it are not counted."""
    if len(markup) - sum(len(found) for found in _DATA.findall(markup)) > limit:
        raise Unreadable("There is more text than a draft can have (over 1,000 pages). Import it in parts.")


def _check_nesting(html: str) -> None:
    """A tree's depth, and marks a browser would open again in every paragraph, counted before anything is built."""
    depth = marks = reopened = 0
    for closing, name in _TAG.findall(html):
        name = name.lower()
        if name in _CLOSED_BY_OTHERS:
            reopened += 0 if closing else marks
        else:
            step = -1 if closing else 1
            depth = max(0, depth + step)
            marks = max(0, marks + step) if name in _FORMATTING else marks
        if depth > _DEEPEST or reopened > _MOST_REOPENED:
            raise too_deep()


def too_deep() -> Unreadable:
    """What to say of lists in lists in lists."""
    return Unreadable(
        f"Lists, tables or boxes in the file stand inside each other more than {_DEEPEST} deep. "
        "Take the innermost ones out and try again."
    )
