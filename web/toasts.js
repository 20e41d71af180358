// What was just done, with a way back; said once to readers.

import { h, icon, replace } from "./dom.js";
import { t } from "./words.js";

/** How long a way back is shown, in milliseconds; longer while pointed at or focused. */
const SHOWN = 8000;

/** @param left gives the focus a place when the note that had it goes. */
export function toasts(left) {
  const status = h("div", { role: "status", class: "unseen" });
  const bubble = h("div", { class: "toast", hidden: true });
  const element = h("section", { "aria-label": t("notes") }, status, bubble);
  let timer = 0;

  function hide() {
    bubble.hidden = true;
    delete document.documentElement.dataset.toast;
  }

  function hideLater() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (bubble.matches(":hover, :focus-within")) hideLater();
      else hide();
    }, SHOWN);
  }

  return {
    element,
    show(text, undo = null) {
      status.textContent = text;
      replace(bubble, h("span", { class: "toast-text" }, text),
        undo ? h("button", { class: "undo", onclick: () => { hide(); undo(); } }, t("undo")) : null,
        h("button", { class: "dismiss", "aria-label": t("dismiss"), onclick: () => { hide(); left(); } }, icon("close")));
      bubble.hidden = false;
      document.documentElement.dataset.toast = "yes";
      hideLater();
    },
    note(text) {
      status.textContent += ` ${text}`;
      bubble.querySelector(".toast-text")?.append(` ${text}`);
    },
    /** Another view has no note of the last one lying over it, unless it is a way back. */
    leave() {
      if (!bubble.querySelector(".undo")) hide();
    },
    rename() {
      hide();
      element.setAttribute("aria-label", t("notes"));
    },
  };
}
