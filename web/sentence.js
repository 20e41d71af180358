// The question as a sentence, each part of it a chip with a button that takes it out again.

import { h, icon, replace, set } from "./dom.js";
import { language, t } from "./words.js";

/** Says the question; `change(edit)` edits a copy of it. */
export function sentence(element, app, change) {
  const focused = [...element.querySelectorAll("button")].indexOf(document.activeElement);
  const said = parts(app, change);
  said.slice(0, -1).forEach((part) => part.lastElementChild.append(","));
  replace(element, said.flatMap((part, at) => at ? [" ", part] : [part]));
  // Read as a heading it is the sentence alone, without the names of its buttons.
  set(element, "aria-label", element.textContent);
  if (focused >= 0) {
    const buttons = element.querySelectorAll("button");
    (buttons[Math.min(focused, buttons.length - 1)] ?? app.boxInput)?.focus();
  }
}

function parts(app, change) {
  const q = app.question;
  const korean = language() === "ko";
  const name = (id) => app.vocabulary.name(id);
  const said = [];
  const chip = (label, remove, kind = "") => h("span", { class: `chip ${kind}` }, h("span", { class: "chip-text" }, label),
    h("button", { class: "chip-close", "aria-label": t("remove", label), onclick: () => change(remove) }, icon("close")));
  // What follows a chip directly stays on its line: a comma would else begin one.
  const tail = (one, after) => h("span", { class: "tail" }, one, after ? h("span", { class: "said" }, after) : null);
  const say = (before, chips, after = "") => {
    if (!chips.length) return;
    const last = chips.length - 1;
    const pieces = chips.flatMap((one, at) => {
      if (at === last) return [tail(one, korean ? after : "")];
      const comma = korean || at < last - 1;
      return [tail(one, comma ? "," : ""), comma ? " " : h("span", { class: "said" }, t("and"))];
    });
    said.push(h("span", { class: "part" }, !korean && before ? h("span", { class: "said" }, before) : null, pieces));
  };
  const without = (list, id) => list.filter((one) => one !== id);

  say(t("moreLike"), q.like.map((id) => chip(app.titleOf(id), (next) => { next.like = without(next.like, id); })), "처럼");
  say(t("notLike"), q.unlike.map((id) => chip(app.titleOf(id), (next) => { next.unlike = without(next.unlike, id); }, "veto")), "말고");
  for (const stop of [2, 1, -1, -2]) {
    const tropes = Object.keys(q.tune).filter((trope) => q.tune[trope] === stop);
    say(t("withA")[stop], tropes.map((id) => chip(name(id), (next) => { delete next.tune[id]; })), ` ${t("stops")[stop]}`);
  }
  q.any.forEach((group, at) => say(t("anyOf"), [chip(group.map(name).join(t("or")), (next) => { next.any.splice(at, 1); })], " 중 하나"));
  say(t("surely"), q.require.map((id) => chip(name(id), (next) => { next.require = without(next.require, id); })), " 꼭");
  say(t("without"), q.veto.map((id) => chip(name(id), (next) => { next.veto = without(next.veto, id); }, "veto")), " 빼고");
  say(t("not"), q.exclude.map((id) => chip(app.titleOf(id), (next) => { next.exclude = without(next.exclude, id); }, "veto")), " 빼고");
  for (const [fact, value] of Object.entries(q.facts)) {
    say("", [chip(t("facts")[fact](value), (next) => { delete next.facts[fact]; }, fact === "without" ? "veto" : "")]);
  }
  if (q.fame) say("", [chip(t("fames")[q.fame], (next) => { next.fame = 0; })]);
  if (q.variety) say("", [chip(t("varieties")[q.variety], (next) => { next.variety = 0; })]);
  // What begins without a liked title begins with the dramas themselves.
  if (!q.like.length && !korean && said.length) said[0].prepend(h("span", { class: "said" }, t("mostly")));
  return said;
}
