// Brings GOV.UK Frontend's components to life. Every page works without it.
import { initAll } from "./govuk-frontend.min.js";

initAll();

// What is folded is printed too. The style sheet sees to that where the browser lets it.
if (!CSS.supports("selector(::details-content)")) {
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open])")];
    folded.forEach((one) => (one.open = true));
  });
  addEventListener("afterprint", () => folded.forEach((one) => (one.open = false)));
}
