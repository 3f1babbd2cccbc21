// The text of a paragraph and places in it. `[data-block]` holds a paragraph's words and nothing else.

/** The block a node stands in; null outside any. */
export function blockOf(node) {
  return (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-block]") ?? null;
}

/** The offset (UTF-16 units of the block's textContent) of a place in the DOM. */
export function textOffset(block, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(block);
  range.setEnd(node, offset);
  return range.toString().length;
}

/** How many code points stand before an offset in UTF-16 units. */
export function codePoints(text, units) {
  return [...text.slice(0, units)].length;
}

/** The offset in UTF-16 units of a place given in code points. */
export function units(text, points) {
  let at = 0;
  for (let left = points; left > 0 && at < text.length; left -= 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

/** The range of the block's characters `start` to `end`, in UTF-16 units. */
export function rangeOf(block, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let seen = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.data.length;
    if (!begun && start < seen + length) {
      range.setStart(node, start - seen);
      begun = true;
    }
    if (begun && end <= seen + length) {
      range.setEnd(node, end - seen);
      return range;
    }
    seen += length;
  }
  if (!begun) range.selectNodeContents(block);
  else range.setEnd(block, block.childNodes.length);
  return range;
}
