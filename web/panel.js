// The controls of the question. They stay where they are; only the list moves.

import { h, icon, replace } from "./dom.js";
import { badge } from "./families.js";
import { leftOut } from "./leftout.js";
import { picture } from "./picture.js";
import { REPORT } from "./links.js";
import { t } from "./words.js";

/** Endings that are offered to be left out; other spoilers stand among the themes of their family. */
const ENDINGS = ["sad-ending", "death-of-a-lead", "open-ending", "great-twist"];
/** The warnings offered at once; the others are behind a fold. */
const FIRST_WARNINGS = ["suicide", "sexual-violence", "child-abuse", "domestic-violence", "bullying", "graphic-violence", "stalking", "addiction"];

/** Builds the panel. @returns its element, and `render` to bring it up to date. */
export function panel(app) {
  const mix = h("div", { class: "mix" });
  const mixNote = h("p", { class: "quiet small" }, t("moved"));
  const rows = new Map();
  const change = h("div", { class: "chips" });
  let offered = "";
  const changeSection = h("section", { class: "section" }, h("h3", null, t("change")), change);
  const warnings = new Map();
  const out = h("ul", { class: "quiet small out-lines" });
  const offers = new Map();
  const numbers = {};
  const element = h("div", { class: "panel" },
    section("mix", mix, mixNote), changeSection,
    section("out", vetoes(), out, h("p", { class: "quiet small" }, t("outNote"), reportLink())),
    section("only", only(), h("p", { class: "quiet small" }, t("serviceNote", app.vocabulary.asOf ?? ""))), section("lean", lean()), families());

  function section(name, ...children) {
    return h("section", { class: "section", "aria-label": t(name) }, h("h2", { class: "section-title" }, t(name)), children);
  }

  function vetoes() {
    const endings = ENDINGS.filter((id) => app.vocabulary.has(id));
    const all = app.vocabulary.warnings.map((warning) => warning.id);
    const first = FIRST_WARNINGS.filter((id) => all.includes(id));
    const button = (id) => {
      const made = h("button", { class: "toggle veto", "aria-pressed": "false", onclick: () => app.toggleVeto(id) }, app.vocabulary.name(id));
      warnings.set(id, made);
      return made;
    };
    return [endings.length ? [h("h3", null, t("endings")), h("div", { class: "chips" }, endings.map(button)), h("p", { class: "quiet small" }, t("endingsNote"))] : null,
      h("h3", null, t("outWarnings")), h("div", { class: "chips" }, first.map(button)),
      h("details", { class: "fold" }, h("summary", null, t("outMore")), h("div", { class: "chips" }, all.filter((id) => !first.includes(id)).map(button)))];
  }

  function only() {
    const number = (name, label, hint) => {
      numbers[name] = h("input", { type: "number", inputmode: "numeric", min: 1960, max: 2100, placeholder: hint, onchange: (event) => app.setFact(name, event.target.value ? Number(event.target.value) : null) });
      return h("label", { class: "field" }, h("span", null, label), numbers[name]);
    };
    const select = (name, label, options) => {
      numbers[name] = h("select", { onchange: (event) => app.setFact(name, event.target.value || null) },
        options.map(([value, text]) => h("option", { value }, text)));
      return h("label", { class: "field" }, h("span", null, label), numbers[name]);
    };
    const lengths = t("lengths");
    const episodes = select("max_episodes", t("atMost"), [["", lengths.any], ...[8, 12, 16, 24].map((n) => [String(n), lengths[n]])]);
    const ratings = t("ratings");
    const airings = t("airings");
    return h("div", { class: "fields" },
      number("year_from", t("from"), "2000"), number("year_to", t("to"), "2026"), episodes,
      select("rating_up_to", t("rating"), [["", ratings.any], ...["G", "13+", "15+", "18+"].map((one) => [one, ratings[one]])]),
      select("streaming", t("service"), [["", t("anyService")], ...app.vocabulary.services.slice(0, 24).map((one) => [one, one])]),
      select("airing", t("airing"), [["", airings.any], ["finished", airings.finished], ["airing", airings.airing]]));
  }

  function lean() {
    const range = (name, least, most, label, left, right) => {
      numbers[name] = h("input", {
        type: "range", min: least, max: most, step: 1, value: 0, class: "range", "aria-label": label,
        oninput: (event) => app.setLean(name, Number(event.target.value), "moving"),
        onchange: (event) => app.setLean(name, Number(event.target.value), "moved"),
      });
      numbers[`${name}-word`] = h("span", { class: "quiet small" });
      return h("div", { class: "lean" }, h("div", { class: "lean-head" }, h("span", null, label), numbers[`${name}-word`]), numbers[name],
        h("div", { class: "ends" }, h("span", null, left), h("span", null, right)));
    };
    return [range("fame", -2, 2, t("fame"), t("little"), t("well")), range("variety", 0, 4, t("variety"), t("closest"), t("varied"))];
  }

  function families() {
    const groups = app.vocabulary.families.map((family) => {
      const tropes = app.vocabulary.tropes.filter((trope) => trope.family === family.id);
      if (!tropes.length) return null;
      const inside = h("div", { class: "chips" });
      // Three hundred chips are made when they are looked at, not before.
      return h("details", { class: "fold", ontoggle: (event) => event.target.open && !inside.children.length && offer(inside, tropes) },
        h("summary", null, badge(family.id), h("span", null, app.vocabulary.familyName(family.id)), h("span", { class: "quiet small" }, tropes.length)), inside);
    });
    return section("browse", groups);
  }

  /** Each theme of a family with a way to ask for it and one to leave it out, where it is looked at. */
  function offer(inside, tropes) {
    replace(inside, tropes.map(({ id, family, definition }) => {
      const name = app.vocabulary.name(id);
      const add = h("button", { class: "toggle choice", title: definition, onclick: () => app.question.tune[id] ? app.change((next) => { delete next.tune[id]; }) : app.tune(id, 1) }, badge(family), h("span", null, name));
      const out = h("button", { class: "plain", onclick: () => app.toggleVeto(id) }, icon("never"));
      offers.set(id, { add, out, name });
      return h("span", { class: "with-out" }, add, out);
    }));
    showOffers();
  }

  function showOffers() {
    for (const [id, { add, out, name }] of offers) {
      const vetoed = app.question.veto.includes(id);
      add.setAttribute("aria-pressed", String(Boolean(app.question.tune[id])));
      out.setAttribute("aria-pressed", String(vetoed));
      out.setAttribute("aria-label", t(vetoed ? "neverOn" : "never", name));
      out.title = t("never", name);
    }
  }

  function tropeChip(id) {
    const trope = app.vocabulary.trope(id);
    return h("button", { class: "toggle", title: trope.definition, onclick: () => app.tune(id, 1) }, badge(trope.family), h("span", null, app.vocabulary.name(id)));
  }

  /** A row for a liked title or a tuned trope, made once and kept while it is in the mix. */
  function row(key, make) {
    if (!rows.has(key)) rows.set(key, make());
    return rows.get(key);
  }

  function titleRow(id) {
    const face = h("span", { class: "mix-picture" });
    const title = h("span", { class: "mix-title" });
    const made = h("div", { class: "mix-row" }, face, title,
      h("button", { class: "plain remove", onclick: () => takeOut(made, (next) => { next.like = next.like.filter((one) => one !== id); }) }, icon("close")));
    return { element: made, update() {
      const drama = app.details.get(id);
      if (drama && !face.firstChild) face.append(picture(drama, app.vocabulary));
      title.textContent = app.titleOf(id);
      made.querySelector("button").setAttribute("aria-label", t("remove", app.titleOf(id)));
    } };
  }

  /** Takes a row out of the question; the focus goes to the next row that can be taken out. */
  async function takeOut(row, edit) {
    app.zeroed.delete(row.dataset.trope);
    const at = [...mix.children].indexOf(row);
    await app.change(edit);
    const left = mix.querySelectorAll(".remove");
    left[Math.min(at, left.length - 1)]?.focus();
  }

  function tropeRow(id) {
    const name = app.vocabulary.name(id);
    const word = h("span", { class: "quiet" });
    const slider = h("input", {
      type: "range", min: -2, max: 2, step: 1, class: "range", "aria-label": t("slider", name),
      oninput: (event) => app.tune(id, Number(event.target.value), "moving"),
      onchange: (event) => app.tune(id, Number(event.target.value), "moved"),
    });
    const never = h("button", { class: "plain never", title: t("never", name), onclick: () => app.toggleVeto(id) }, icon("never"));
    const made = h("div", { class: "mix-row trope", data: { trope: id } }, badge(app.vocabulary.trope(id)?.family), h("span", { class: "mix-title" }, name, " ", word), never,
      h("button", { class: "plain remove", "aria-label": t("remove", name), onclick: () => takeOut(made, (next) => { delete next.tune[id]; next.veto = next.veto.filter((one) => one !== id); }) }, icon("close")),
      slider);
    let shown = null;
    return { element: made, update() {
      const vetoed = app.question.veto.includes(id);
      const stop = app.question.tune[id] ?? 0;
      if (shown === `${stop} ${vetoed}`) return;
      shown = `${stop} ${vetoed}`;
      made.classList.toggle("vetoed", vetoed);
      never.setAttribute("aria-pressed", String(vetoed));
      never.setAttribute("aria-label", vetoed ? t("neverOn", name) : t("never", name));
      slider.hidden = vetoed;
      put(slider, String(stop));
      slider.setAttribute("aria-valuetext", t("stops")[stop]);
      fill(slider, 0.5, (stop + 2) / 4);
      word.textContent = vetoed ? t("leftOut") : t("stops")[stop];
    } };
  }

  /** Brings the controls up to date; while a slider moves, `inSight` leaves for later what it cannot change. */
  function render(inSight = null) {
    const q = app.question;
    const tropes = [...new Set([...Object.keys(q.tune), ...app.zeroed, ...q.veto.filter((id) => !warnings.has(id))])];
    const wanted = [...q.like.map((id) => [`title ${id}`, () => titleRow(id)]), ...tropes.map((id) => [`trope ${id}`, () => tropeRow(id)])];
    const keep = new Set(wanted.map(([key]) => key));
    for (const key of [...rows.keys()]) if (!keep.has(key)) { rows.get(key).element.remove(); rows.delete(key); }
    mix.querySelector(".none")?.remove();
    for (const [key, make] of wanted) {
      const made = row(key, make);
      made.update();
      if (made.element.parentNode !== mix) mix.append(made.element);
    }
    mixNote.hidden = !tropes.length;
    if (!wanted.length) mix.append(h("p", { class: "quiet small none" }, t("mixNone")));
    for (const name of ["fame", "variety"]) {
      const word = t(name === "fame" ? "fames" : "varieties")[q[name]];
      if (!put(numbers[name], String(q[name])) && numbers[`${name}-word`].textContent === word) continue;
      numbers[`${name}-word`].textContent = word;
      numbers[name].setAttribute("aria-valuetext", word);
      if (name === "fame") fill(numbers.fame, 0.5, (q.fame + 2) / 4);
      else fill(numbers.variety, 0, q.variety / 4);
    }
    if (inSight) return;
    showOffers();
    replace(out, leftOut(app, true).map((line) => h("li", null, line)));
    for (const [id, button] of warnings) button.setAttribute("aria-pressed", String(q.veto.includes(id)));
    for (const name of ["year_from", "year_to", "max_episodes", "rating_up_to", "streaming", "airing"]) {
      const field = numbers[name];
      const value = q.facts[name] === undefined ? "" : String(q.facts[name]);
      if (field.tagName === "SELECT" && value && ![...field.options].some((one) => one.value === value)) field.append(h("option", { value }, name === "streaming" ? value : t("facts")[name](value)));
      if (document.activeElement !== field || field.tagName === "SELECT") put(field, value);
    }
    // While the pointer is on these chips they stay: a chip that moves is a wrong press.
    if (!change.matches(":hover, :focus-within")) {
      const ids = app.splitting();
      changeSection.hidden = !ids.length;
      if (ids.join() !== offered) replace(change, ids.map(tropeChip));
      offered = ids.join();
    }
  }

  return { element, render };
}

/** Where a warning that is missing is told. */
export function reportLink() {
  return h("a", { href: REPORT, rel: "noopener noreferrer", target: "_blank" }, t("reportMiss"));
}

/** Sets a value that differs: each that is set costs a layout. @returns whether it differed. */
function put(field, value) {
  if (field.value === value) return false;
  field.value = value;
  return true;
}

/** Fills a slider from where it means nothing to where it stands, both as shares of its length. */
function fill(slider, from, to) {
  slider.style.setProperty("--from", `${Math.min(from, to) * 100}%`);
  slider.style.setProperty("--to", `${Math.max(from, to) * 100}%`);
}
