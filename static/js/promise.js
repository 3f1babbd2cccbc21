// Words marked in the answer above are put into the box: without this they are copied there by hand.

const text = document.getElementById("promised-text");
const box = document.querySelector("textarea[name=words]");

function take() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !text || !box) return;
  const words = selection.toString().trim();
  if (words && text.contains(selection.getRangeAt(0).commonAncestorContainer)) {
    box.value = words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

document.addEventListener("selectionchange", take);
take();
