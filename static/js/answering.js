// Puts a kept text or the draft's words into the answer at once. Without this module the same buttons send the form, and the
// server puts them in.

const put = (field, text, append) => {
  const before = append ? field.value.trimEnd() : "";
  field.value = before ? `${before}\n\n${text}` : text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-answering] [data-fill], [data-answering] [data-append]");
  if (!button) {
    return;
  }
  const append = button.hasAttribute("data-append");
  const field = document.getElementById(button.dataset.append ?? button.dataset.fill);
  const text = append
    ? document.getElementById(button.dataset.from)?.selectedOptions[0]?.dataset.text
    : button.dataset.text;
  if (!field || text === undefined) {
    return;
  }
  event.preventDefault();
  put(field, text, append);
});
