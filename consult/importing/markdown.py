"""Markdown to HTML, keeping what is not markup after all: unknown tags, typed numbers at the start of a line."""

# ruff: noqa: ARG002 - the arguments of what is overridden here are markdown-it's own
import re
from collections.abc import MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from consult.domain import labels
from consult.importing.blocks import Source
from consult.importing.errors import Unreadable
from consult.importing.running import is_page_number
from consult.importing.sanitising import READABLE, check_size, plain_characters, too_deep

TEXT_LIMIT = 3_000_000  # characters of Markdown, pictures not counted
_DEEPEST = 100  # markup levels: two for each list
_LONGEST = 20_000  # characters of one paragraph
_MOST_BRACKETS = 4_000_000  # the squares of each paragraph's added up: that is how the time to read them grows
_ATTRIBUTES = re.compile(r"\s*\{[#.:-][^{}]*\}\s*$")
_TITLE = re.compile(r"^title:\s*(.+)$", re.MULTILINE | re.IGNORECASE)
_NOTE_MARK = re.compile(r"\[\^(\d{1,4})\]")
_TAGS = re.compile(r"</?([a-zA-Z][\w-]*)")


def read(text: str) -> Source:
    """The document as HTML, pictures still as addresses. Raises Unreadable where it is too large or nested too deep."""
    check_size(text, TEXT_LIMIT)
    env: dict[str, Any] = {}
    parser = _parser()
    tokens = parser.parse(plain_characters(text), env)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise too_deep()
    matter = next((token.content for token in tokens if token.type == "front_matter"), "")
    named = _TITLE.search(matter)
    html = parser.renderer.render(tokens, parser.options, env)
    return Source(html, title=named[1].strip().strip("\"'") if named else "", remarks=_unused_notes(env))


def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": True, "maxNesting": _DEEPEST}, renderer_cls=_Renderer)
    parser.enable(["table", "strikethrough"]).disable("code")  # indented text is far more often a list gone astray
    parser.use(front_matter_plugin).use(footnote_plugin).use(deflist_plugin)
    parser.core.ruler.before("inline", "checked", _check)
    return parser


def words_to_html(text: str) -> str:
    """The words of one paragraph, in which nothing begins a list, a heading or a table, as HTML."""
    check_size(text, _LONGEST)
    html: str = _words_parser().renderInline(plain_characters(text), {})
    return html


def table_to_html(text: str) -> str:
    """A table as HTML; "" where the lines are none."""
    check_size(text, TEXT_LIMIT)
    html: str = _words_parser().render(plain_characters(text), {})
    return html if html.startswith("<table") else ""


def _words_parser() -> MarkdownIt:
    """Without footnotes of their own: "[^1]" is a reference to one, wherever it stands."""
    parser = _Parser("commonmark", {"html": True, "maxNesting": _DEEPEST}, renderer_cls=_Renderer)
    parser.enable(["table", "strikethrough"]).disable("code")
    parser.core.ruler.before("inline", "checked", _check)
    parser.inline.ruler.before("link", "reference", _reference)
    return parser


def _reference(state: StateInline, silent: bool) -> bool:
    found = _NOTE_MARK.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = f"<sup>[{found[1]}]</sup>"
    state.pos = found.end()
    return True


def _check(state: StateCore) -> None:
    brackets = 0
    for index, token in enumerate(state.tokens):
        if token.type == "ordered_list_open" and token.markup == ")":
            token.attrSet("class", "bracketed")
        if token.type != "inline":
            continue
        too_long = len(token.content) > _LONGEST and "data:" not in token.content
        brackets += token.content.count("[") ** 2
        if too_long or brackets > _MOST_BRACKETS:
            raise Unreadable(
                "A paragraph is too long or has too many brackets to be text. Check that the file is a draft."
            )
        if index and state.tokens[index - 1].type == "heading_open":
            token.content = _ATTRIBUTES.sub("", token.content)


def _unused_notes(env: dict[str, Any]) -> list[str]:
    held = env.get("footnotes", {}).get("refs", {})
    unused = [name.removeprefix(":") for name, number in held.items() if number == -1]
    return [f"Footnote {name} was left out: nothing in the text refers to it." for name in unused]


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Every address is let through here: they are judged when the markup is sanitised, pictures among them."""
        return True


class _Renderer(RendererHTML):
    """Renders line breaks before typed numbers as breaks, and tags HTML does not know as the text they are."""

    def softbreak(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
        """A line that begins with a typed number, or is a page number, stays a line."""
        lines = [_line(tokens[idx + 1 :]), _line(tokens[:idx][::-1])]
        return "<br>\n" if labels.typed(lines[0]) or any(is_page_number(line) for line in lines) else "\n"

    def html_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        """A tag that can be read, or its text."""
        return _known(tokens[idx].content)

    def html_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
        """Markup that can be read, or its text as a paragraph."""
        content = tokens[idx].content
        kept = _known(content)
        return kept if kept in ("", content) else f"<p>{kept}</p>\n"

    def front_matter(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        """Its title is read apart."""
        return ""


def _line(tokens: Sequence[Token]) -> str:
    """The words up to the next line break, of at most four tokens: enough to see a number."""
    words = ""
    for token in tokens[:4]:
        if token.type in ("softbreak", "hardbreak"):
            break
        words += token.content
    return words


def _known(content: str) -> str:
    if re.fullmatch(r"\s*<!--.*?-->\s*", content, re.DOTALL):
        return ""
    names = _TAGS.findall(content)
    if names and all(name.lower() in READABLE for name in names) and "<!" not in content and "<?" not in content:
        return content
    return content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
