"""What is wrong with a page, whatever it is about: the promises every page keeps."""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

import html5lib
from html5lib.html5parser import ParseError
from lxml import html
from lxml.html import HtmlElement

LEAKS = re.compile(r" object at 0x|<(?:bound method|function|built-in)|\bUndefined\b|\bStage\.|\bRole\.")
REFERRING = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "list")


def faults(source: str, policy: str) -> list[str]:
    """Everything that is wrong with a page of HTML sent with a Content-Security-Policy; [] for a good page."""
    tree = html.document_fromstring(source)
    checks = (_frame, _headings, _forms, _labels, _ids, _links, _words)
    found = [*_syntax(source), *_safety(tree, policy)]
    for check in checks:
        found.extend(check(tree))
    return found


WELL_FORMED: set[bytes] = set()
"""Pages that were parsed before, which takes as long as making them: a digest of each, without what is new every time."""

NEW_EVERY_TIME = re.compile(r'(?<=nonce=")[\w-]+(?=")|(?<=value=")[\w.-]{80,}(?=")')
"""What scripts and forms are known by. It is words and hyphens in quotes, here as in any other copy of the page."""


def _syntax(source: str) -> Iterator[str]:
    page = sha256(NEW_EVERY_TIME.sub("", source).encode()).digest()
    if page in WELL_FORMED:
        return
    try:
        html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=True).parse(source)
        WELL_FORMED.add(page)
    except ParseError as error:
        yield f"not well-formed: {error}"


def _frame(tree: HtmlElement) -> Iterator[str]:
    if not tree.get("lang"):
        yield "no language"
    if len(tree.xpath("//main")) != 1:
        yield "not one main"
    title = tree.findtext(".//title") or ""
    if not re.fullmatch(r"\S.* – consult", " ".join(title.split())):
        yield f"title {title!r}"


def _headings(tree: HtmlElement) -> Iterator[str]:
    headings = tree.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]")
    levels = [int(heading.tag[1]) for heading in headings]
    if levels.count(1) != 1 or tree.xpath("count(//h1)") != 1:
        yield f"{levels.count(1)} h1"
    for before, after, heading in zip(levels, levels[1:], headings[1:], strict=False):
        if after > before + 1:
            yield f"h{after} after h{before}: {heading.text_content().strip()!r}"
    yield from (f"empty {heading.tag}" for heading in headings if not heading.text_content().strip())


def _forms(tree: HtmlElement) -> Iterator[str]:
    for form in tree.xpath("//form"):
        name = form.get("action") or "this page"
        if form.get("method", "").lower() not in {"get", "post"}:
            yield f"form to {name}: no method"
        if form.get("action") == "":
            yield "form with an empty action"
        held = controls(form)
        if form.get("method", "").lower() == "post" and not any(
            (one.get("name") or "").endswith("csrf_token") and one.get("value") for one in held
        ):
            yield f"form to {name}: no CSRF token"
        if not any(one.tag == "button" and one.get("type", "submit") == "submit" for one in held):
            yield f"form to {name}: no button"
    for button in tree.xpath("//button"):
        if not (button.text_content().strip() or button.get("aria-label")):
            yield "button without words"


def controls(form: HtmlElement) -> list[HtmlElement]:
    """The inputs and buttons of a form, also those elsewhere on the page that name it."""
    kinds = "self::input or self::select or self::textarea or self::button"
    inside = [one for one in form.xpath(f".//*[{kinds}]") if one.get("form") in {None, form.get("id")}]
    named = form.getroottree().xpath(f"//*[{kinds}][@form=$id]", id=form.get("id")) if form.get("id") else []
    return [*inside, *(one for one in named if one not in inside)]


def _labels(tree: HtmlElement) -> Iterator[str]:
    labelled = set(tree.xpath("//label/@for"))
    for field in tree.xpath("//input | //select | //textarea"):
        if field.get("type") in {"hidden", "submit", "button"}:
            continue
        named = field.get("id") in labelled or field.get("aria-label") or field.get("aria-labelledby")
        if not named and not field.xpath("ancestor::label"):
            yield f"no label: {field.get('name')}"
    for group in tree.xpath("//*[@data-module='govuk-radios' or @data-module='govuk-checkboxes']"):
        names = set(group.xpath(".//input/@name"))
        if len(group.xpath(".//input")) > 1 and not group.xpath(
            "ancestor::fieldset[legend] | ancestor::*[@role='group']"
        ):
            yield f"choices without a legend: {', '.join(sorted(names))}"


def _ids(tree: HtmlElement) -> Iterator[str]:
    ids = Counter(tree.xpath("//@id"))
    yield from (f"id twice: {one}" for one, count in ids.items() if count > 1)
    for attribute in REFERRING:
        for value in tree.xpath(f"//@{attribute}"):
            yield from (f"{attribute} names no element: {one}" for one in value.split() if one not in ids)


def _links(tree: HtmlElement) -> Iterator[str]:
    ids = set(tree.xpath("//@id"))
    for link in tree.xpath("//a"):
        href = link.get("href")
        words = link.text_content().strip() or link.get("aria-label") or "".join(link.xpath(".//img/@alt"))
        if not href:
            yield f"link without an address: {words!r}"
        elif not words:
            yield f"link without words: {href}"
        elif href.startswith("#") and href[1:] not in ids:
            yield f"link to nowhere on the page: {href}"
    yield from (f"picture without alt: {image.get('src')}" for image in tree.xpath("//img[not(@alt)]"))


def _safety(tree: HtmlElement, policy: str) -> Iterator[str]:
    nonce = re.search(r"'nonce-([^']+)'", policy)
    if "default-src 'none'" not in policy or "unsafe" in policy:
        yield f"content security policy {policy!r}"
    for script in tree.xpath("//script"):
        if nonce is None or script.get("nonce") != nonce[1]:
            yield f"script without this page's nonce: {script.get('src') or script.text}"
    yield from ("style element" for _ in tree.xpath("//style"))
    for element in tree.iter(html.etree.Element):
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on"):
                yield f"{element.tag} with {name}"
            elif name in {"href", "src", "action"} and re.match(r"\s*(javascript|data:text)", value, re.IGNORECASE):
                yield f"{element.tag} with {name}={value!r}"


def _words(tree: HtmlElement) -> Iterator[str]:
    for text in tree.xpath("//text()[not(ancestor::script)]"):
        if LEAKS.search(text):
            yield f"the program's own words: {text.strip()!r}"
