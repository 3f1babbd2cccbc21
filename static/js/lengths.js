// About how many pages the pack will have, kept up with what is chosen in the form.
const PAUSE = 250; // milliseconds after the last change

const form = document.querySelector("[data-lengths]");
const total = document.querySelector("[data-length-total]");
const table = document.querySelector("[data-length-table]");
let asked = 0;
let timer;

function show({ words, each }) {
  if (total.textContent !== words) total.textContent = words;
  for (const cell of table.querySelectorAll("[data-length]")) cell.textContent = each[cell.dataset.length] ?? "";
  table.hidden = false;
}

async function work() {
  const mine = ++asked;
  const chosen = new URLSearchParams(new FormData(form));
  for (const name of ["csrf_token", "format"]) chosen.delete(name);
  const answer = await fetch(`${form.dataset.lengths}?${chosen}`, { headers: { Accept: "application/json" } });
  if (mine !== asked || !answer.ok || answer.redirected) return; // the button works them out, too
  show(await answer.json());
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(() => work().catch(() => {}), PAUSE);
}

if (form) {
  form.addEventListener("change", soon);
  soon();
}
