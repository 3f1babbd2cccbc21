// Shows in the draft which words comments are on. Without it, each comment's own line of quoted words does.
import { rangeOf, units } from "./text.js";

const LEVELS = 3;

/** The passages of the comments on this page, by block, in UTF-16 units. */
function passages() {
  const found = new Map();
  for (const card of document.querySelectorAll("[data-passage]")) {
    const block = document.querySelector(`[data-block="${card.dataset.passage}"]`);
    if (!block) continue;
    const text = block.textContent;
    const passage = { card, block, start: units(text, +card.dataset.start), end: units(text, +card.dataset.end) };
    found.set(block, [...(found.get(block) ?? []), passage]);
  }
  return found;
}

/** The stretches of one block between all beginnings and ends, each with how many passages cover it. */
export function layers(list) {
  const edges = [...new Set(list.flatMap(({ start, end }) => [start, end]))].sort((one, other) => one - other);
  return edges.slice(1).map((end, n) => {
    const start = edges[n];
    return { start, end, depth: list.filter((passage) => passage.start <= start && passage.end >= end).length };
  }).filter(({ depth }) => depth > 0);
}

function tint(byBlock) {
  const ranges = Array.from({ length: LEVELS }, () => []);
  for (const [block, list] of byBlock) {
    for (const { start, end, depth } of layers(list)) {
      ranges[Math.min(depth, LEVELS) - 1].push(rangeOf(block, start, end));
    }
  }
  ranges.forEach((list, n) => CSS.highlights.set(`passage-${n + 1}`, new Highlight(...list)));
}

/** The passage of the comment that is pointed at, or that has the focus, stands out from the others. */
function bringOut({ card, block, start, end }) {
  const on = () => {
    const own = new Highlight(rangeOf(block, start, end));
    own.priority = 1;
    CSS.highlights.set("passage-own", own);
  };
  const off = () => CSS.highlights.delete("passage-own");
  card.addEventListener("pointerenter", on);
  card.addEventListener("pointerleave", off);
  card.addEventListener("focusin", on);
  card.addEventListener("focusout", off);
}

if (CSS.highlights) {
  const byBlock = passages();
  tint(byBlock);
  for (const list of byBlock.values()) list.forEach(bringOut);
}
