// Whether several liked titles are one wish or several: a choice that is there once two are named.

import { h, replace } from "./dom.js";
import { t } from "./words.js";

/** The ways to take several titles together, as the request says them; the first goes without saying. */
const WAYS = ["mean", "least", "best"];

/** Builds the choice. @returns its element, and `render` to bring it up to date. */
export function pooling(app) {
  const buttons = new Map(WAYS.map((way) => [way, h("button", { class: "toggle choice", onclick: () => app.change((next) => { next.pooling = way === WAYS[0] ? null : way; }) }, t("poolings")[way])]));
  const element = h("div", { class: "pooling chips", role: "group", "aria-label": t("pooling"), hidden: true });
  replace(element, h("span", { class: "quiet small" }, t("pooling")), [...buttons.values()]);

  function render() {
    element.hidden = app.question.like.length < 2;
    for (const [way, button] of buttons) button.setAttribute("aria-pressed", String((app.question.pooling ?? WAYS[0]) === way));
  }

  return { element, render };
}
