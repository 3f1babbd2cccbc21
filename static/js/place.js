// Where one was led away from a table is kept with the page in the browser's history: going back leads there again,
// with the keyboard too. Without this the browser still scrolls back.
for (const table of document.querySelectorAll("[data-keeps-place]")) {
  table.addEventListener("click", (event) => {
    const link = event.target.closest("a[id]");
    if (link) history.replaceState({ ...history.state, place: link.id }, "");
  });
}

addEventListener("pageshow", () => {
  const way = performance.getEntriesByType("navigation")[0]?.type;
  const place = history.state?.place;
  if (place && (way === "back_forward" || way === "reload")) {
    document.getElementById(place)?.focus({ preventScroll: way === "back_forward" });
  }
});
