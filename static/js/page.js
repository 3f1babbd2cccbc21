// Brings GOV.UK Frontend's components to life. Every page works without it.
import { initAll } from "./govuk-frontend.min.js";

initAll();
