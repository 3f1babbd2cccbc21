// Words marked in the answer above are put into the box: without this they are copied there by hand.

const text = document.getElementById("promised-text");
const box = document.querySelector("textarea[name=words]");

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !text || !box) return;
  const range = selection.getRangeAt(0);
  const words = selection.toString().trim();
  if (words && text.contains(range.commonAncestorContainer)) {
    box.value = words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
