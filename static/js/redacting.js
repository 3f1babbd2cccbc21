// Words that are selected in the item's texts are put into the box of the words to take out. Without this they are pasted.

const texts = document.querySelector("[data-redactable]");
const box = texts && document.getElementById(texts.dataset.redactable);

function take() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) {
    return;
  }
  const range = selection.getRangeAt(0);
  const words = selection.toString().trim();
  if (words && texts.contains(range.commonAncestorContainer)) {
    box.value = words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

if (texts && box) {
  for (const event of ["mouseup", "keyup", "touchend"]) {
    document.addEventListener(event, () => setTimeout(take, 0));
  }
  for (const hint of document.querySelectorAll("[data-redactable-hint]")) {
    hint.hidden = false;
  }
}
