// One key each for what can be done with a comment that waits for its place. The keys work only while such a comment, or
// something in it, has the focus (WCAG 2.1.4), and never while something is typed.

const waiting = [...document.querySelectorAll("[data-placing]")];

const move = (from, by) => waiting[waiting.indexOf(from) + by]?.focus();

document.addEventListener("keydown", (event) => {
  const here = event.target.closest?.("[data-placing]");
  if (!here || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") {
    event.preventDefault();
    move(here, key === "j" ? 1 : -1);
    return;
  }
  const control = here.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (control) {
    event.preventDefault();
    control.click();
  }
});

// After a decision the page opens at the next comment that waits: put the focus there, so that the keys go on working.
const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (target?.matches("[data-placing], #done")) target.focus();
