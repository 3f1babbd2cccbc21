"""Measures what a pack costs: .venv/bin/python bench/pack.py [--comments 2000] [--ways first,again,plain,chromium,typst]

The digest is made up (tests/pack/digests.py). Each way is a process of its own, and what is counted is everything from the
digest to the bytes: the template, the page, the PDF, and all processes this takes. What it takes to gather such a digest from a
database is told by bench/gathering.py. "first" and "again" are ours, without kept parts and with those of the same pack before
one answer changed; "plain" is WeasyPrint alone; "chromium" prints the same page, tagged; "typst" sets the same headings,
paragraphs and rows from its own markup as PDF/UA-1, where its package is installed (PyPI: typst).
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from lxml import html

from consult.domain.digest import Digest
from consult.pack.press import Limits, children, page_count, print_page, wire
from consult.pack.press.legible import legible
from consult.pack.render import to_html, to_print_html
from tests.pack import digests

WAYS = ("first", "again", "plain", "chromium", "typst")
LIMITS = Limits(processor_seconds=3600, wall_seconds=7200, memory_bytes=16 * 1024**3)
MARKUP = str.maketrans({character: f"\\{character}" for character in "\\#$*_`<>@=-+/[]~'\""})


def main() -> None:
    """Prints a table, a way a line, with ratios to plain WeasyPrint."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--comments", type=int, default=2000)
    arguments.add_argument("--ways", default=",".join(WAYS))
    arguments.add_argument("--kept", help=argparse.SUPPRESS)
    arguments.add_argument("--one", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.one:
        _say(json.dumps(measured(given.one, given.comments, Path(given.kept))))
        return
    with tempfile.TemporaryDirectory() as kept:
        found = {way: _in_a_process(way, given.comments, kept) for way in given.ways.split(",")}
    _print(given.comments, found)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _in_a_process(way: str, comments: int, kept: str) -> dict[str, float] | None:
    command = [sys.executable, __file__, "--one", way, "--comments", str(comments), "--kept", kept]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
    return None if done.returncode else json.loads(done.stdout)


def _print(comments: int, found: dict[str, dict[str, float] | None]) -> None:
    _say(f"{comments} comments\n\n| Way | CPU s | of plain | Wall s | of plain | Peak MB of a process | Pages | MB |")
    _say("| --- | --- | --- | --- | --- | --- | --- | --- |")
    plain = found.get("plain")
    for way, one in found.items():
        if one is None:
            _say(f"| {way} | not to be had here | | | | | | |")
            continue
        ratios = [f"{one[name] / plain[name]:.4f}" if plain else "" for name in ("cpu", "wall")]
        numbers = f"{one['cpu']:.2f} | {ratios[0]} | {one['wall']:.1f} | {ratios[1]}"
        _say(f"| {way} | {numbers} | {one['peak']:.0f} | {one['pages']:.0f} | {one['size'] / 1e6:.1f} |")


def measured(way: str, comments: int, kept: Path) -> dict[str, float]:
    """What one way costs, in this process and those it starts."""
    digest = digests.digest(comments, comments // 33)
    made = _answered_again(digest) if way == "again" else digest
    started, before = time.perf_counter(), _cpu()
    data = PRINTERS[way](made, kept)
    wall, cpu = time.perf_counter() - started, _cpu() - before
    peak = max(resource.getrusage(whose).ru_maxrss for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"cpu": cpu, "wall": wall, "peak": peak / 1024, "pages": page_count(data), "size": len(data)}


def _cpu() -> float:
    spent = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in spent)


def _answered_again(digest: Digest) -> Digest:
    """The digest with one answer near its middle said in other words."""
    middle = len(digest.sections) // 2
    order = [*range(middle, len(digest.sections)), *range(middle)]
    at, paragraph, comment = next(
        (at, paragraph, comment)
        for at in order
        for paragraph in digest.sections[at].paragraphs
        for comment in paragraph.comments
        if any(answer.text for answer in comment.answers)
    )
    words = replace(comment.answers[0], text="It has been thought over, and agreed.")
    comments = tuple(replace(one, answers=(words,)) if one is comment else one for one in paragraph.comments)
    changed = replace(paragraph, comments=comments)
    section = digest.sections[at]
    section = replace(section, paragraphs=tuple(changed if one is paragraph else one for one in section.paragraphs))
    return replace(digest, sections=(*digest.sections[:at], section, *digest.sections[at + 1 :]))


def _fast(digest: Digest, kept: Path) -> bytes:
    return print_page(to_print_html(digest), limits=LIMITS, kept=kept)


def _plain(digest: Digest, _kept: Path) -> bytes:
    return children.run(["plain"], wire.packed(legible(to_print_html(digest)), ()), LIMITS, None)


def _chromium(digest: Digest, _kept: Path) -> bytes:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(0)
        page.set_content(to_html(digest))
        data = page.pdf(format="A4", tagged=True, outline=True)
        browser.close()
    return data


def _typst(digest: Digest, kept: Path) -> bytes:
    import typst

    source = kept / "digest.typ"
    source.write_text("\n\n".join(_marked_up(html.document_fromstring(to_print_html(digest)))), encoding="utf-8")
    return bytes(typst.compile(str(source), pdf_standards=["ua-1"]))


def _marked_up(root: html.HtmlElement) -> Iterator[str]:
    yield '#set page(paper: "a4", numbering: "1")\n#set document(title: "Digest")\n#outline()'
    for element in root.iter("h1", "h2", "h3", "h4", "h5", "p", "tr"):
        words = " ".join("".join(element.itertext()).split()).translate(MARKUP)
        if element.tag == "tr":
            cells = ("[" + " ".join("".join(cell.itertext()).split()).translate(MARKUP) + "]" for cell in element)
            yield f"#grid(columns: {len(element)}, {', '.join(cells)})"
        elif words:
            yield f"{'=' * int(element.tag[1])} {words}" if element.tag[0] == "h" else words


PRINTERS: dict[str, Callable[[Digest, Path], bytes]] = {
    "first": _fast,
    "again": _fast,
    "plain": _plain,
    "chromium": _chromium,
    "typst": _typst,
}

if __name__ == "__main__":
    main()
