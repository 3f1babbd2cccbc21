// Lines of enquiry are dragged where they belong, and the buttons work at once. Without this module every button sends the
// form, and the server does the same.

const form = document.querySelector("form[data-lines]");
const said = form.querySelector("[data-said]");
const none = form.querySelector(".line--none");
let dragged = null;
let saving = Promise.resolve();

const lineOf = (question) => question.closest("[data-line]");
const listOf = (line) => line.querySelector("[data-questions]");
const questionsOf = (line) => [...listOf(line).children];
const lines = () => [...form.querySelectorAll("[data-line]")].filter((line) => line !== none);

// What is seen of an order that has changed: the counts, and the line each question's list names.
function tidy() {
  const loose = questionsOf(none).sort((one, other) => one.id.localeCompare(other.id));
  loose.forEach((question, n) => {
    if (listOf(none).children[n] !== question) listOf(none).insertBefore(question, listOf(none).children[n]);
  });
  for (const line of form.querySelectorAll("[data-line]")) {
    const held = questionsOf(line);
    line.querySelector("[data-count]").textContent = held.length;
    for (const question of held) question.querySelector("select").value = line.dataset.line;
  }
}

function where(moved) {
  if (moved.dataset.line) return `${moved.dataset.title} is line ${lines().indexOf(moved) + 1} of ${lines().length}`;
  const line = lineOf(moved);
  const place = line === none ? "under no line" : `number ${questionsOf(line).indexOf(moved) + 1} of ${questionsOf(line).length} under ${line.dataset.title}`;
  return `${moved.dataset.question} is ${place}`;
}

// One after the other, so that the last order sent is the last one kept.
function save(moved) {
  tidy();
  const data = new FormData(form);
  const words = where(moved);
  saving = saving.then(async () => {
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      said.textContent = `${words}. Saved.`;
    } catch {
      said.textContent = `${words}, but this could not be saved. Load the page again, and try once more.`;
    }
  });
}

function step(moved, down) {
  const beside = down ? moved.nextElementSibling : moved.previousElementSibling;
  const among = moved.dataset.line ? lines() : questionsOf(lineOf(moved));
  if (!among.includes(beside)) {
    said.textContent = `${where(moved)}, and stays there.`;
    return;
  }
  if (down) beside.after(moved);
  else beside.before(moved);
  save(moved);
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name]");
  if (!button) return;
  event.preventDefault();
  const moved = button.closest("[data-question]") ?? button.closest("[data-line]");
  if (button.name === "move") {
    step(moved, button.value.endsWith(":down"));
  } else {
    const to = document.getElementById(moved.querySelector("select").value);
    if (to !== lineOf(moved)) listOf(to).append(moved);
    save(moved);
  }
  if (button.checkVisibility()) button.focus();
  else moved.querySelector("select").focus();
});

for (const grip of form.querySelectorAll("[data-grip]")) {
  const moves = grip.closest("[data-question]") ?? grip.closest("[data-line]");
  grip.addEventListener("pointerdown", () => (moves.draggable = true));
  grip.addEventListener("pointerup", () => (moves.draggable = false));
}

form.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[draggable=true]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id);
  dragged.classList.add("line__dragged");
});

form.addEventListener("dragover", (event) => {
  if (!dragged) return;
  event.preventDefault();
  if (dragged.dataset.line) overLine(event);
  else overQuestion(event);
});

const isAbove = (element, event) => {
  const box = element.getBoundingClientRect();
  return event.clientY < box.top + box.height / 2;
};

function overLine(event) {
  const line = event.target.closest("[data-line]");
  if (!line || line === dragged) return;
  if (line === none) none.before(dragged);
  else if (isAbove(line, event)) line.before(dragged);
  else line.after(dragged);
}

function overQuestion(event) {
  const line = event.target.closest("[data-line]");
  if (!line) return;
  const question = event.target.closest("[data-question]");
  if (question === dragged) return;
  if (!question) {
    if (lineOf(dragged) !== line) listOf(line).append(dragged);
  } else if (isAbove(question, event)) question.before(dragged);
  else question.after(dragged);
}

form.addEventListener("drop", (event) => event.preventDefault());

form.addEventListener("dragend", () => {
  if (!dragged) return;
  const moved = dragged;
  dragged = null;
  moved.draggable = false;
  moved.classList.remove("line__dragged");
  save(moved);
});
