// Plots in Korean: a file beside the page, by the id of a drama, fetched once the page speaks
// Korean. A drama that has none there is told by its own summary.

import { h, set, write } from "./dom.js";
import { language } from "./words.js";

const FILE = new URL("./plots.ko.json", import.meta.url);

/** Plots by id; null before they are there. */
let plots = null;
let coming = null;
/** What was told by a summary, to be told again when the plots are there: a drama by its
 * element. */
const waiting = new Map();

/** Fetches the plots where the page needs them; where that fails it is tried again with the next
 * drama. */
export function fetchPlots() {
  if (language() !== "ko" || coming) return;
  coming = fetched().then((found) => {
    plots = found;
    for (const [element, drama] of waiting) tell(element, drama);
    waiting.clear();
  }).catch(() => { coming = null; });
}

async function fetched() {
  const response = await fetch(FILE);
  if (!response.ok) throw new Error(`${FILE.pathname}: ${response.status}`);
  return new Map(Object.entries(await response.json()));
}

/** The plot of a drama, or its summary until there is one. */
export function plot(drama) {
  const element = h("p", { class: "plot" });
  tell(element, drama);
  if (language() === "ko" && !plots && drama) {
    waiting.set(element, drama);
    fetchPlots();
  }
  return element;
}

function tell(element, drama) {
  const korean = language() === "ko" ? plots?.get(drama?.id) : null;
  set(element, "lang", korean ? "ko" : "en");
  write(element, korean ?? drama?.summary);
}
