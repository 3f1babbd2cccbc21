// Comment on a selected passage. Without this, each paragraph's Comment link and its box for the words do the same.
//
// Offsets go to the server in code points, as it counts them; the DOM counts UTF-16 units. See text.js.
import { blockOf, codePoints, rangeOf, textOffset } from "./text.js";

/** The passage a selection marks: inside one block, cut at its end, without white space around; null for none. */
export function marked(selection) {
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const block = blockOf(range.startContainer) ?? firstBlockIn(range);
  if (!block) return null;
  const text = block.textContent;
  let start = block.contains(range.startContainer) ? textOffset(block, range.startContainer, range.startOffset) : 0;
  let end = block.contains(range.endContainer) ? textOffset(block, range.endContainer, range.endOffset) : text.length;
  while (start < end && /\s/u.test(text[start])) start += 1;
  while (end > start && /\s/u.test(text[end - 1])) end -= 1;
  if (start === end) return null;
  [start, end] = onWholeCharacters(text, start, end);
  return { block, start: codePoints(text, start), end: codePoints(text, end), exact: text.slice(start, end), units: [start, end] };
}

/** A selection that begins between blocks (a triple click, "select all") is taken from the first block it enters. */
function firstBlockIn(range) {
  const around = range.commonAncestorContainer;
  if (around.nodeType !== Node.ELEMENT_NODE) return null;
  return [...around.querySelectorAll("[data-block]")].find((block) => range.intersectsNode(block)) ?? null;
}

function onWholeCharacters(text, start, end) {
  const cuts = (at) => at > 0 && at < text.length && /[\udc00-\udfff]/.test(text[at]) && /[\ud800-\udbff]/.test(text[at - 1]);
  return [cuts(start) ? start - 1 : start, cuts(end) ? end + 1 : end];
}

const form = document.querySelector("form[data-autosave]");
let button = null;
let shown = null;

function hide() {
  button?.remove();
  button = shown = null;
}

/** On the page of a comment being written the words are taken over; elsewhere the button leads to that page. */
function makeButton(passage) {
  const paragraph = passage.block.closest(".para");
  if (form?.elements.quote) return button_("Use these words", () => takeOver(passage));
  const link = paragraph.querySelector(".comment-link");
  if (!link) return null;
  const made = document.createElement("a");
  const address = new URL(link.href);
  address.searchParams.set("start", passage.start);
  address.searchParams.set("end", passage.end);
  made.href = address;
  made.textContent = "Comment on these words";
  return made;
}

function button_(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

function show(passage) {
  const made = makeButton(passage);
  hide();
  if (!made) return;
  made.className = "passage-button no-print";
  button = made;
  shown = passage;
  // right after the words, so that the next Tab reaches it
  passage.block.after(made);
  place(made, passage);
}

/** Under the last line of the passage; on touch screens, where the system's own menu stands there, CSS puts it at the bottom. */
function place(made, passage) {
  const range = rangeOf(passage.block, ...passage.units);
  const last = [...range.getClientRects()].pop() ?? passage.block.getBoundingClientRect();
  const around = made.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0, width: innerWidth };
  const left = Math.min(last.right - around.left, around.width - made.offsetWidth);
  made.style.setProperty("--left", `${Math.max(0, left)}px`);
  made.style.setProperty("--top", `${last.bottom - around.top}px`);
}

function takeOver(passage) {
  const { quote, start, end, suggested } = form.elements;
  const before = quote.value.trim() || passage.block.textContent;
  quote.value = passage.exact;
  start.value = passage.start;
  end.value = passage.end;
  if (suggested && suggested.value.split(/\s+/).join(" ").trim() === before.split(/\s+/).join(" ").trim()) {
    suggested.value = passage.exact;
  }
  for (const mark of passage.block.querySelectorAll("mark")) mark.replaceWith(...mark.childNodes);
  passage.block.normalize();
  if (CSS.highlights) CSS.highlights.set("passage-own", new Highlight(rangeOf(passage.block, ...passage.units)));
  quote.closest("details").open = true;
  hide();
  document.getSelection().removeAllRanges();
  quote.dispatchEvent(new Event("input", { bubbles: true }));
  quote.focus();
}

let pointing = false;
let pending = 0;

function look() {
  if (pointing) return;
  const passage = marked(document.getSelection());
  if (!passage) {
    if (!button?.contains(document.activeElement)) hide();
  } else if (!shown || passage.block !== shown.block || passage.start !== shown.start || passage.end !== shown.end) {
    show(passage);
  }
}

function lookSoon() {
  clearTimeout(pending);
  pending = setTimeout(look, 120);
}

document.addEventListener("pointerdown", (event) => { pointing = event.pointerType === "mouse"; });
document.addEventListener("pointerup", () => { pointing = false; lookSoon(); });
document.addEventListener("pointercancel", () => { pointing = false; lookSoon(); });
document.addEventListener("selectionchange", lookSoon);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
