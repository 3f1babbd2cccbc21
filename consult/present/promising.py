"""An answer with the promises in it marked, each with the reference of its undertaking: the same on a page and in a paper."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from consult.domain.digest import Promise
from consult.present.linking import linked

_MARK = Markup('<mark class="promise">{0}</mark> ')
_LINK = Markup('<a class="promise__ref govuk-link govuk-link--no-visited-state" href="{1}">{0}</a>')
_REFERENCE = Markup('<span class="promise__ref">{0}</span>')


def promised(text: str, promises: Iterable[tuple[Promise, str]]) -> Markup:
    """The text, addresses in it as links, and the words of each promise marked; after them its reference, a link to the
    address given ("" for none). Words that do not stand there any more, or stand within others, give their reference alone.
    """
    found, rest = [], []
    for promise, href in promises:
        at = text.find(promise.words) if promise.words else -1
        found.append((at, promise, href)) if at >= 0 else rest.append((promise, href))
    return Markup("").join([*_pieces(text, sorted(found, key=lambda one: one[0])), *(_after(*one) for one in rest)])


def _pieces(text: str, found: list[tuple[int, Promise, str]]) -> Iterator[Markup]:
    done = 0
    for at, promise, href in found:
        if at < done:
            yield _after(promise, href)
            continue
        yield linked(text[done:at])
        yield _MARK.format(linked(promise.words))
        yield _reference(promise, href)
        done = at + len(promise.words)
    yield linked(text[done:])


def _after(promise: Promise, href: str) -> Markup:
    return Markup(" ") + _reference(promise, href)


def _reference(promise: Promise, href: str) -> Markup:
    return (_LINK if href else _REFERENCE).format(promise.reference, href)
