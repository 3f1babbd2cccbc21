"""Measures pairing, re-anchoring and redlining: .venv/bin/python bench/redrafting.py [--seeds 5] [--limit 20]

First how right it is: made-up redrafts of 3,000, 12,000 and 48,000 words, and redrafts of the demonstration's strategy, each with
500 comments whose truth is known (tests/redrafts.py). It prints what became of the comments, and counts those on wrong words.

Then how long it takes, beside difflib and lxml's HTML diff over the whole text, each in a process of its own that is ended
after --limit seconds. Best of three, but for those two: they are run once.
"""

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from lxml.html.diff import htmldiff

from consult import demo
from consult.domain.draft import Draft
from consult.domain.pairing import Pairing, pair
from consult.domain.placements import Placement
from consult.domain.reanchoring import Reanchoring
from consult.domain.redlining import redline
from consult.domain.redraft_lines import line_html
from consult.importing.reading import read_draft
from tests.redraft_verdicts import Verdict, verdict
from tests.redrafts import Comment, Redraft, redraft, redraft_of

SIZES = (3_000, 12_000, 48_000)
CLASSES = ("section", "paragraph", "words as quoted", "words edited", "gone")


def main() -> None:
    """Prints both tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seeds", type=int, default=5)
    arguments.add_argument("--limit", type=float, default=20.0)
    given = arguments.parse_args()
    strategy = read_draft((Path(demo.__file__).parent / "strategy.md").read_bytes(), "strategy.md")
    for size in SIZES:
        show_verdicts(f"{size:,} words", [redraft(size, seed) for seed in range(1, given.seeds + 1)])
    show_verdicts("the demonstration", [redraft_of(strategy, seed) for seed in range(1, given.seeds + 1)])
    heads = (
        ("words", 8),
        ("pair", 9),
        ("re-anchor", 11),
        ("redline", 9),
        ("markup", 8),
        ("all", 8),
        ("difflib", 10),
        ("lxml", 10),
    )
    print(f"\n{'':20}" + "".join(f"{head:>{width}}" for head, width in heads))  # noqa: T201
    for size in SIZES:
        show_times(f"{size:,} words", redraft(size, 1), given.limit)
    show_times("the demonstration", redraft_of(strategy, 1), given.limit)


def show_verdicts(name: str, truths: list[Redraft]) -> None:
    """What became of the comments, by what they were on, in one table."""
    counts: Counter[tuple[str, Verdict]] = Counter()
    pairs: Counter[bool] = Counter()
    for truth in truths:
        found = pair(truth.old, truth.new)
        pairs.update(true.to[:1] == fate.to[:1] for true, fate in zip(truth.fates, found.fates, strict=True))
        for comment, placement in zip(truth.comments, places(found, truth), strict=True):
            counts[what(comment), verdict(comment, placement)] += 1
            if comment.true and comment.paragraph is not None and truth.fates[comment.paragraph].done != "same":
                counts["changed paragraphs", verdict(comment, placement)] += 1
    print(f"\n{name}: {len(truths)} redrafts, {pairs[True]} of {pairs.total()} paragraphs paired as they should be")  # noqa: T201
    print(f"{'':20}" + "".join(f"{one.name.lower():>9}" for one in Verdict))  # noqa: T201
    for row in (*CLASSES, "changed paragraphs"):
        print(f"{row:20}" + "".join(f"{counts[row, one]:9}" for one in Verdict))  # noqa: T201


def what(comment: Comment) -> str:
    """Its row of the table."""
    if comment.true is None:
        return "gone"
    return comment.on if comment.on != "words" else "words as quoted" if comment.kept == 1 else "words edited"


def places(found: Pairing, truth: Redraft) -> list[Placement]:
    """Where all comments go."""
    anew = Reanchoring(found)
    return [anew.placement(one.section, one.paragraph, one.anchor) for one in truth.comments]


def show_times(name: str, truth: Redraft, limit: float) -> None:
    """One line of seconds."""
    best = [min(times) for times in zip(*(list(timed(truth)) for _ in range(3)), strict=True)]
    others = [limited(call, truth, limit) for call in (over_all_words, over_all_markup)]
    words = sum(len(text.split()) for text in texts(truth.old))
    shown = "".join(
        f"{seconds:{width}.2f}" for seconds, width in zip((*best, sum(best)), (9, 11, 9, 8, 8), strict=True)
    )
    print(f"{name:20}{words:8,}{shown}{''.join(f'{other:>10}' for other in others)}", flush=True)  # noqa: T201


def timed(truth: Redraft) -> Iterator[float]:
    """Seconds for pairing, re-anchoring all comments, the redline, and its markup."""
    start = time.perf_counter()
    found = pair(truth.old, truth.new)
    yield (paired := time.perf_counter()) - start
    places(found, truth)
    yield (anchored := time.perf_counter()) - paired
    lines = redline(found)
    yield (lined := time.perf_counter()) - anchored
    for section in lines.sections:
        for line in section.lines:
            line_html(line)
    yield time.perf_counter() - lined


def texts(draft: Draft) -> list[str]:
    """The words of all paragraphs."""
    return [paragraph.text for section in draft.sections for paragraph in section.paragraphs]


def over_all_words(truth: Redraft) -> None:
    """difflib over the words of the whole text; it knows no moves."""
    old, new = (" ".join(texts(draft)).split() for draft in (truth.old, truth.new))
    SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def over_all_markup(truth: Redraft) -> None:
    """lxml's diff of two HTML documents."""
    old, new = (
        "".join(f"<p>{paragraph.html}</p>" for section in draft.sections for paragraph in section.paragraphs)
        for draft in (truth.old, truth.new)
    )
    htmldiff(old, new)


def limited(call: Callable[[Redraft], None], truth: Redraft, limit: float) -> str:
    """Seconds it took, or that it was ended."""
    running = multiprocessing.get_context("fork").Process(target=call, args=(truth,))
    start = time.perf_counter()
    running.start()
    running.join(limit)
    took = time.perf_counter() - start
    if not running.is_alive():
        return f"{took:.2f}"
    running.terminate()
    running.join()
    return f"> {limit:.0f}"


if __name__ == "__main__":
    main()
