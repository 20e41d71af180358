// A long sentence that stays in sight is shown by whole rows, with a way to the rest: half a row
// looks like a mistake.

import { h } from "./dom.js";
import { t } from "./words.js";

/** What of the window's height the sentence may take where it stays in sight, and in pixels at
 * least. */
const SHARE = 0.18;
const LEAST = 96;

/** Keeps an element to whole rows. @returns a button that shows the rest, and `fit`, to be called
 * when what is in the element has changed, or the element came into the page: outside nothing has a
 * height. */
export function wholeRows(element) {
  let open = false;
  const sticks = matchMedia("(min-width: 980px) and (min-height: 700px)");
  const button = h("button", { class: "link rows", "aria-expanded": "false", hidden: true, onclick: () => turn(!open) });

  function turn(next) {
    open = next;
    fit();
  }

  function fit() {
    const scrolled = element.scrollTop;
    element.classList.remove("cut", "whole");
    const most = Math.max(LEAST, window.innerHeight * SHARE);
    const long = sticks.matches && element.scrollHeight > most + 1;
    button.hidden = !long;
    button.textContent = t(open ? "lessRows" : "moreRows");
    button.setAttribute("aria-expanded", String(open));
    if (long && open) {
      element.classList.add("whole");
      element.scrollTop = scrolled;
    }
    if (!long || open) return;
    const top = element.getBoundingClientRect().top;
    const ends = [...element.querySelectorAll(".chip")].map((one) => one.getBoundingClientRect().bottom - top);
    const whole = Math.max(...ends.filter((end) => end <= most), Math.min(...ends));
    element.style.setProperty("--rows", `${Math.ceil(whole) + 2}px`);
    element.classList.add("cut");
  }

  // A part that is reached by keyboard is shown.
  element.addEventListener("focusin", (event) => {
    const { bottom } = event.target.getBoundingClientRect();
    if (!open && !button.hidden && bottom > element.getBoundingClientRect().bottom) turn(true);
  });
  window.addEventListener("resize", fit);
  return { button, fit };
}
