// Shows beside the text how it will be read, in every pause of typing. Without it, the Preview button does.

const PAUSE = 400; // milliseconds without a key

// What the service made of the text is clean. No other script may put markup into a page.
const asIs = { createHTML: (html) => html };
const policy = globalThis.trustedTypes?.createPolicy("preview", asIs) ?? asIs;

const form = document.querySelector("form[data-preview]");
const preview = document.getElementById("preview");
const text = form.elements.text;

let timer = 0;
let asked = null; // the request under way
let shown = text.value;
let sent = false;
const begun = text.value;

async function show() {
  if (text.value === shown) return;
  asked?.abort();
  asked = new AbortController();
  const typed = text.value;
  const body = new FormData();
  body.set("text", typed);
  body.set("csrf_token", form.elements.csrf_token.value);
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body, signal: asked.signal, redirect: "manual" });
    if (!answer.ok) throw new Error(String(answer.status));
    const { html } = await answer.json();
    preview.innerHTML = policy.createHTML(html);
    preview.classList.remove("writing__preview--old");
    shown = typed;
  } catch (error) {
    if (error.name !== "AbortError") preview.classList.add("writing__preview--old"); // the button is still there
  }
}

text.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(show, PAUSE);
});

// Nothing typed is lost by a click on a link.
form.addEventListener("submit", () => { sent = true; });
addEventListener("beforeunload", (event) => {
  if (!sent && text.value !== begun) event.preventDefault();
});
