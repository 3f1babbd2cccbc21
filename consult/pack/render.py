"""A digest as a page: the accessible HTML twin, and the same page ready to be printed."""

import re
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from itertools import count
from mimetypes import guess_type
from urllib.parse import urljoin

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from consult.domain.digest import Digest
from consult.domain.pack_ordering import question_groups
from consult.domain.redline_paper import RedlinePaper
from consult.domain.report import letter
from consult.pack import appendix, glance, outline, publishing, statements_words, wording, words
from consult.present.linking import linked
from consult.resources import STATIC, STATIC_URL, TEMPLATES

_IMPORT = re.compile(r'@import "([\w.-]+)";')
_URL = re.compile(r'url\("([\w./-]+)"\)')
_TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")


def to_html(digest: Digest) -> str:
    """One self-contained page: styles, fonts and pictures are inside it, and there is no script."""
    return _page(digest, _own_style(_editions(digest)))


def to_print_html(digest: Digest) -> str:
    """The page WeasyPrint lays out; its style sheet and fonts stand at STATIC_URL."""
    return _page(digest, _linked_style(_editions(digest)))


def redline_html(paper: RedlinePaper) -> str:
    """A redline as one self-contained page."""
    return _redline(paper, _own_style())


def redline_print_html(paper: RedlinePaper) -> str:
    """A redline as the page WeasyPrint lays out."""
    return _redline(paper, _linked_style())


def page(template: str, *, to_print: bool, **held: object) -> str:
    """Another paper in the same look: self-contained, or (`to_print`) as WeasyPrint lays it out."""
    style = _linked_style() if to_print else _own_style()
    return _environment().get_template(template).render(style=style, next_number=count(1).__next__, **held)


def _own_style(editions: Sequence[str] = ()) -> Markup:
    return Markup("<style>{}</style>").format(Markup("\n").join(map(_stylesheet, ("pack", *editions))))


def _linked_style(editions: Sequence[str] = ()) -> Markup:
    link = Markup('<link rel="stylesheet" href="{}">')
    names = ("pack", "pack-emoji", *editions)
    return Markup("").join(link.format(urljoin(STATIC_URL, f"{name}.css")) for name in names)


def _editions(digest: Digest) -> list[str]:
    """The style sheets of this edition: what a draft, a Part 2 or large print alters of the pages themselves."""
    large = digest.options.large_print
    marked = {
        "pack-draft": digest.draft,
        "pack-exempt": digest.exempt,
        "pack-large": large,
        "pack-exempt-large": digest.exempt and large,
    }
    return [name for name, wanted in marked.items() if wanted]


def _body_class(digest: Digest) -> str:
    named = {
        "draft-pack": digest.draft,
        "exempt-pack": digest.exempt,
        "extract": digest.limits is not None or digest.exempt,
        "large-print": digest.options.large_print,
    }
    return " ".join(name for name, wanted in named.items() if wanted)


def _redline(paper: RedlinePaper, style: Markup) -> str:
    template = _environment().get_template("pack/redline.html")
    return template.render(paper=paper, style=style, pictures=wording.figures(paper), next_number=count(1).__next__)


def _page(digest: Digest, style: Markup) -> str:
    template = _environment().get_template("pack/digest.html")
    return template.render(
        digest=digest,
        style=style,
        colours=_colours(),
        pictures=wording.figures(digest),
        printed=outline.printed(digest),
        seals=digest.seals,
        body_class=_body_class(digest),
        next_number=count(1).__next__,
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for module in (appendix, glance, outline, publishing, statements_words, words, wording):
        public = {name: value for name, value in vars(module).items() if not name.startswith("_") and callable(value)}
        environment.filters |= {name: value for name, value in public.items() if value.__module__ == module.__name__}
    environment.filters |= {"linked": linked, "letter": letter, "question_groups": question_groups}
    return environment


@cache
def _stylesheet(name: str) -> Markup:
    """A style sheet with all that it imports, and the fonts and pictures inside it."""
    css = _IMPORT.sub(lambda match: _source(match[1]), _source(f"{name}.css"))
    return Markup(_URL.sub(lambda match: f'url("{_data_uri(match[1])}")', css))  # noqa: S704 - our own files


def _source(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def _data_uri(name: str) -> str:
    data = (STATIC / name).read_bytes()
    return f"data:{guess_type(name)[0] or 'font/woff2'};base64,{b64encode(data).decode()}"


@cache
def _colours() -> dict[str, str]:
    """The shared colours by name, for charts: inside an SVG, WeasyPrint does not see the page's style sheet."""
    return dict(_TOKEN.findall(_source("tokens.css")))
