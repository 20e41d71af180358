// What was just done, with a way back; said once to readers.

import { h, replace } from "./dom.js";
import { t } from "./words.js";

/** How long a way back is shown, in milliseconds; longer while pointed at or focused. */
const SHOWN = 8000;

export function toasts() {
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
      replace(bubble, h("span", null, text), undo ? h("button", { class: "undo", onclick: () => { hide(); undo(); } }, t("undo")) : null);
      bubble.hidden = false;
      document.documentElement.dataset.toast = "yes";
      hideLater();
    },
    note(text) {
      status.textContent += ` ${text}`;
      bubble.append(h("span", null, text));
    },
    rename() {
      hide();
      element.setAttribute("aria-label", t("notes"));
    },
  };
}
