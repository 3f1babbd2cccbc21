// Keeps what is being written on the server, in every pause of typing. Without it, "Save and send later" does.

const PAUSE = 1200; // milliseconds without a key before it is saved
const AGAIN = 8000; // milliseconds before a saving that failed is tried again

const form = document.querySelector("form[data-autosave]");
const status = document.getElementById("autosave");
const kept = `consult-unsent:${location.pathname}${location.search}`;

let timer = 0;
let saving = null; // the request under way
let left = false; // the form is being sent
let written = ""; // what was last kept on the server
let turn = 0; // how often something was sent from this window

const here = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Says in the form which window it is sent from, so that what has no answer is not taken for another window's. */
function mark() {
  turn += 1;
  form.elements.window.value = `${here} ${turn}`;
}

function contents() {
  const data = new FormData(form);
  for (const name of ["csrf_token", "form_key", "revision", "window", "seen", "receipt"]) data.delete(name);
  return JSON.stringify([...data]);
}

function say(words) {
  if (status.textContent !== words) status.textContent = words;
}

function soon(delay = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}

async function save() {
  if (left || saving || contents() === written) return;
  const holding = contents();
  saving = new AbortController();
  mark();
  try {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST", body: new FormData(form), signal: saving.signal, redirect: "manual", headers: { Accept: "application/json" },
    });
    if (answer.type === "opaqueredirect" || [400, 401, 403].includes(answer.status)) signedOut();
    else if (!answer.ok) throw new Error(String(answer.status));
    else keptAt(await answer.json(), holding);
  } catch (error) {
    if (error.name !== "AbortError") failed();
  } finally {
    saving = null;
    if (contents() !== holding) soon();
  }
}

function keptAt(answer, holding) {
  written = holding;
  if (answer.form_key) form.elements.form_key.value = answer.form_key;
  if (answer.revision) form.elements.revision.value = answer.revision;
  sessionStorage.removeItem(kept);
  say(answer.words);
  count(answer.waiting);
  offer(answer.similar ?? []);
}

function failed() {
  inBrowser();
  say("Not saved: the service cannot be reached. Your words are kept in this browser; saving is tried again.");
  soon(AGAIN);
}

function signedOut() {
  inBrowser();
  say("You were signed out. Your words are kept in this browser until you sign in again, in another tab or here.");
  soon(AGAIN);
}

function inBrowser() {
  try {
    sessionStorage.setItem(kept, contents());
  } catch {
    // a browser that keeps nothing: the words are still on the page
  }
}

/** What could not be saved before is put back into the fields that are still as the server sent them. */
function restore() {
  const stored = sessionStorage.getItem(kept);
  if (!stored || stored === contents()) return;
  const fields = JSON.parse(stored);
  for (const [name, value] of fields) {
    const field = form.elements[name];
    if (field instanceof RadioNodeList || field?.type === "radio") {
      for (const one of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) one.checked ||= one.value === value;
    } else if (field?.type === "checkbox") field.checked = true;
    else if (field && (field.type === "hidden" || field.value === field.defaultValue)) field.value = value;
  }
  say("Put back from this browser. It has not been saved yet.");
  soon(0);
}

function count(waiting) {
  const link = document.querySelector(".masthead__not-sent");
  if (!link || waiting === undefined) return;
  link.querySelector(".count")?.remove();
  if (!waiting) return;
  const badge = document.createElement("span");
  badge.className = "count";
  badge.textContent = waiting;
  link.append(" ", badge);
}

/** Others' comments that say something close, each with a button to support it instead. */
function offer(close) {
  const place = document.getElementById("similar");
  if (!place) return;
  const refs = close.map(({ ref }) => ref).join(" ");
  if (place.dataset.refs === refs) return;
  place.dataset.refs = refs;
  place.replaceChildren(...close.map(one));
  place.hidden = close.length === 0;
  const seen = new Set(form.elements.seen.value.split(" ").filter(Boolean));
  close.forEach(({ ref }) => seen.add(ref));
  form.elements.seen.value = [...seen].join(" ");
}

function one({ ref, by, text, href }) {
  const made = element("div", "similar__one");
  const say = element("p", "similar__say");
  const link = Object.assign(element("a", "govuk-link", ref), { href });
  say.append(element("strong", "", by), " has said something close in ", link, ": support it instead?");
  const button = Object.assign(element("button", "actions__button", `Support ${ref} instead`), { type: "submit", name: "support", value: ref });
  made.append(say, element("blockquote", "comment__quote", text), button);
  return made;
}

function element(name, className, words = "") {
  return Object.assign(document.createElement(name), { className, textContent: words });
}

if (form) {
  written = contents();
  restore();
  form.addEventListener("input", () => soon());
  form.addEventListener("change", () => soon());
  form.addEventListener("submit", () => {
    left = true;
    clearTimeout(timer);
    saving?.abort();
    mark();
  });
  addEventListener("pageshow", () => { left = false; });
  addEventListener("online", () => soon(0));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
}
