// Keeps the words of a page that waits for a digest up to date, and shows the page anew when the waiting is over.
const EVERY = 1500; // milliseconds
const LONGEST = 20000;

const place = document.querySelector("[data-progress]");

async function look() {
  const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
  return answer.json();
}

async function watch(wait = EVERY) {
  let next = EVERY;
  try {
    const { state, words } = await look();
    if (state === "ready" || state === "failed" || state === "cancelled") {
      location.reload();
      return;
    }
    const said = `${words}.`;
    if (place.textContent !== said) place.textContent = said;
  } catch {
    next = Math.min(wait * 2, LONGEST);
    place.textContent = "This page cannot reach the service at the moment. It keeps trying.";
  }
  setTimeout(watch, next, next);
}

if (place) setTimeout(watch, EVERY);
