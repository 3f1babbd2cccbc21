"""Pages of our own making that ask much of the press."""

from dataclasses import replace

from consult.pack.press.legible import legible
from consult.pack.render import to_print_html
from tests.pack import digests
from tests.pack.words import OPINIONS

WELSH = "A fydd y gwasanaeth yn parhau? Mae’r cŵn, y tŷ a’r ŵyl yn bwysig i ni."
POLISH = "Czy usługa będzie kontynuowana? Zażółć gęślą jaźń."


def digest(comments: int, questions: int) -> str:
    """The print page of a made-up digest."""
    return legible(to_print_html(digests.digest(comments, questions)))


def answered_again(comments: int, questions: int, reference: str, text: str) -> str:
    """The same, with one answer said in other words."""
    held = digests.digest(comments, questions)
    sections = tuple(
        replace(
            section,
            paragraphs=tuple(
                replace(
                    paragraph,
                    comments=tuple(
                        replace(one, answers=(replace(one.answers[0], text=text),))
                        if one.reference == reference
                        else one
                        for one in paragraph.comments
                    ),
                )
                for paragraph in section.paragraphs
            ),
        )
        for section in held.sections
    )
    return legible(to_print_html(replace(held, sections=sections)))


def trouble() -> str:
    """What an unkind member would send, words in several scripts, and an answer of many pages."""
    held = digests.nasty()
    (section,) = held.sections
    (paragraph,) = section.paragraphs
    first, second, third, *others = paragraph.comments
    long = replace(first.answers[0], text="\n\n".join(OPINIONS[n % len(OPINIONS)] * 3 for n in range(45)))
    entries = (replace(first, answers=(long,)), replace(second, text=WELSH), replace(third, text=POLISH), *others)
    trouble = replace(section, paragraphs=(replace(paragraph, comments=(*entries, *paragraph.comments)),))
    return legible(to_print_html(replace(held, sections=(trouble,))))


def long_table(rows: int = 300) -> str:
    """A long table between short blocks, each row leading to the item it lists and saying its page."""
    items = "".join(
        f'<article class="comment" id="item-{n}"><div class="item-head"><h3 class="item-title">Item {n}</h3></div>'
        f"<p>{'Words of some length, to be read. ' * (1 + n % 7)}</p></article>"
        for n in range(rows // 6)
    )
    listed = "".join(
        f'<tr><th scope="row"><a href="#item-{n % (rows // 6)}">R-{n}</a></th><td>{"Said of it " * (1 + n % 9)}</td>'
        f'<td class="page"><a class="page-ref" href="#item-{n % (rows // 6)}"></a></td></tr>'
        for n in range(rows)
    )
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Long</title>'
        '<link rel="stylesheet" href="https://static.invalid/pack.css"></head>'
        '<body data-running="Running" data-pack="Pack"><main><h1>Long</h1>'
        f'<section class="part-of-paper"><h2 id="items">Items</h2>{items}</section>'
        '<section class="part-of-paper"><h2 id="table">Rows</h2><div class="scroll"><table class="data">'
        '<caption class="said">Every row</caption><thead><tr><th scope="col">Row</th><th scope="col">Words</th>'
        f'<th scope="col" class="page">Page</th></tr></thead><tbody>{listed}</tbody></table></div>'
        "<p>The end.</p></section></main></body></html>"
    )
