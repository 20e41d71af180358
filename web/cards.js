// The answers as cards. A card is made once for a drama and moved, never rebuilt, so that focus and
// what is unfolded stay as they are.

import { h, icon, replace, set, write } from "./dom.js";
import { badge, family } from "./families.js";
import { picture } from "./picture.js";
import { parts } from "./why.js";
import { language, t } from "./words.js";
import { viewLink } from "./links.js";

/** How many reasons a card names before the rest is added up. */
const NAMED = 3;
/** Cards kept for dramas that may come back; making one is what a slider's step costs most for. */
const KEPT = 120;

export function cards(app) {
  const list = h("ol", { class: "cards" });
  const kept = new Map();
  let shown = [];

  /** Shows results in their order; cards that are gone leave. With `inSight`, the first and the last
   * place that can be seen, the others only take their places, and the next call brings them up to
   * date; until then a browser need not draw them, which it else does far beyond the fold. A card
   * that is moved in the document is laid out and drawn anew, so for the moment all are placed by
   * `order` alone. */
  function show(results, inSight = null) {
    const [first, last] = inSight ?? [0, Infinity];
    const held = document.activeElement?.closest?.(".card");
    const before = held?.getBoundingClientRect().top;
    const here = new Set(results.map((result) => result.id));
    for (const [id, card] of kept) {
      if (here.has(id)) continue;
      card.element.remove();
      if (kept.size > KEPT) kept.delete(id);
    }
    shown = results.map((result, at) => {
      if (!kept.has(result.id)) kept.set(result.id, card(app, result.id));
      const own = kept.get(result.id);
      const near = at >= first && at <= last;
      if (near) own.update(result, !inSight);
      own.element.classList.toggle("away", !near);
      if (!inSight) place(own.element, at);
      else if (own.element.parentNode !== list) list.append(own.element);
      const order = inSight ? String(at) : "";
      if (own.element.style.order !== order) own.element.style.order = order;
      return own.element;
    });
    if (held?.isConnected) {
      const moved = held.getBoundingClientRect().top - before;
      if (moved) window.scrollBy({ top: moved, behavior: "instant" });
    }
  }

  /** The places from which and to which cards can be seen, with one more below. */
  function seen() {
    const places = shown.map((element) => element.getBoundingClientRect());
    const visible = places.map((rect, at) => rect.bottom > 0 && rect.top < window.innerHeight ? at : -1).filter((at) => at >= 0);
    return visible.length ? [visible[0], visible.at(-1) + 1] : [0, 2];
  }

  /** Puts a card where it belongs in the document; what has focus keeps it. */
  function place(element, at) {
    if (list.children[at] === element) return;
    const focus = element.contains(document.activeElement) ? document.activeElement : null;
    list.insertBefore(element, list.children[at] ?? null);
    focus?.focus({ preventScroll: true });
  }

  return { element: list, show, titleAfter: (id) => {
    const item = kept.get(id)?.element;
    return (item?.nextElementSibling ?? item?.previousElementSibling)?.dataset.id ?? null;
  }, focus: (id) => kept.get(id)?.focus(), seen };
}

/** A card is made when it is first to be seen: until then it is a place in the list. */
function card(app, id) {
  const element = h("li", { class: "card", data: { id } });
  let made = null;
  return {
    element,
    update(result, linked) {
      made ??= fill(app, id, element);
      made.update(result, linked);
    },
    focus: () => made?.title.focus({ preventScroll: true }),
  };
}

function fill(app, id, element) {
  const drama = app.details.get(id);
  const title = app.titleOf(id);
  const heading = h("a", { class: "card-title", lang: language() === "ko" && drama?.native_title ? "ko" : "en" }, title);
  const other = h("span", { class: "card-other", lang: language() === "ko" ? "en" : "ko" }, language() === "ko" ? (drama?.native_title ? drama.title : "") : drama?.native_title);
  const score = h("b");
  const bar = h("div", { class: "bar", "aria-hidden": "true" });
  const reasons = named(app);
  const lacks = h("p", { class: "quiet small lacks" });
  const note = h("p", { class: "quiet small" });
  const table = h("div", { class: "why", id: `why-${id}`, hidden: true });
  const asks = h("span");
  const why = h("button", {
    class: "act why-button", "aria-expanded": "false", "aria-controls": `why-${id}`,
    onclick: () => {
      table.hidden = !table.hidden;
      why.setAttribute("aria-expanded", String(!table.hidden));
      if (!table.hidden) unfold();
    },
  }, asks, icon("down"));
  const act = (name, symbol, run, kind = "") => h("button", { class: `act ${kind}`, "aria-label": t("act", t(name), title), title: t(name), onclick: run }, icon(symbol), h("span", null, t(name)));
  const links = [[heading, () => viewLink("drama", id)]];
  const wide = () => {
    const compare = h("a", { class: "act wide", "aria-label": t("act", t("compare"), title) }, icon("pair"), h("span", null, t("compare")));
    links.push([compare, () => viewLink("compare", id, app.question.like[0])]);
    return [act("like", "plus", () => app.like(id), "wide"), act("dropped", "dropped", () => app.mark(id, "dropped"), "wide"), compare];
  };
  const [more, dropped, compare] = wide();
  element.append(
    h("div", { class: "card-picture" }, drama ? picture(drama, app.vocabulary) : ""),
    h("div", { class: "card-body" },
      h("div", { class: "card-head" }, h("h2", null, heading, " ", other), h("span", { class: "score" }, score, h("span", { class: "quiet small" }, t("of")))),
      h("p", { class: "quiet small" }, facts(app, drama)),
      h("p", { class: "plot", lang: "en" }, drama?.summary),
      note, bar, reasons.element, lacks,
      h("div", { class: "acts" }, why,
        more, act("seen", "eye", () => app.mark(id, "seen")), dropped, act("not-for-me", "never", () => app.mark(id, "not-for-me")), compare)),
    table);
  // On a phone there is no room for all of them in one row: the others are inside Why.
  const inside = h("div", { class: "acts narrow" }, wide());

  let shown = "";
  let sum = null;
  /** The sum is written out when it is looked at. */
  function unfold() {
    explain(app, table, sum);
    table.append(inside);
  }

  /** Shows a result; `linked` when the page's link is that of the question which it answers. */
  function update(result, linked = true) {
    // A link of a card leads back to the question as it is now.
    if (linked) for (const [anchor, href] of links) set(anchor, "href", href());
    const now = JSON.stringify(result);
    if (now === shown) return;
    shown = now;
    sum = parts(result);
    write(score, sum.score);
    write(asks, t("why", sum.score));
    write(note, [result.via ? t("via", app.titleOf(result.via)) : "", result.unreviewed ? t("unreviewed") : "", warned(app, result)].filter(Boolean).join(" "));
    drawBar(bar, segments(app, sum));
    reasons.update(sum);
    write(lacks, result.lacks?.length ? t("lacks") + result.lacks.slice(0, 3).map((one) => label(app, one)).join(", ") : "");
    if (!table.hidden) unfold();
  }
  return { update, title: heading };
}

/** What is told of a warning that the question tunes and does not leave out. */
function warned(app, result) {
  const names = Object.entries(result.warnings ?? {}).map(([id, occurs]) => `${app.vocabulary.name(id)}${t(occurs) ? ` (${t(occurs)})` : ""}`);
  return names.length ? t("warned", names.join(", ")) : "";
}

/** The line of facts. */
export function facts(app, drama) {
  if (!drama) return "";
  const where = (drama.where_to_watch ?? []).slice(0, 3).map((one) => one.service).join(", ");
  return [drama.year, drama.episodes && t("episodes", drama.episodes), where && t("on", where)].filter(Boolean).join(" · ");
}

function label(app, trope) {
  return trope === "hidden-tropes" ? t("hidden") : app.vocabulary.name(trope);
}

/** What a part is called. */
function partName(app, part) {
  if (part.kind === "trope") return label(app, part.trope);
  return t("adjust")[part.kind]?.(part.trope ? label(app, part.trope) : "", part.people.join(", ")) ?? part.kind;
}

function colour(app, part) {
  return part.trope && part.trope !== "hidden-tropes" ? family(app.vocabulary.trope(part.trope)?.family).colour : null;
}

/** The bar: what the tropes give in the colours of their families, then what counts besides. */
function segments(app, { parts }) {
  const positive = parts.filter((part) => part.whole > 0);
  // Slivers cannot be told apart: those below 2 become one.
  const slivers = positive.filter((part) => part.kind === "trope" && part.whole < 2).reduce((sum, part) => sum + part.whole, 0);
  const lost = parts.filter((part) => part.whole < 0).reduce((sum, part) => sum - part.whole, 0);
  const segment = (width, fill, kind) => ({ width, fill, kind });
  return [
    ...positive.filter((part) => part.kind === "trope" && part.whole >= 2).map((part) => segment(part.whole, colour(app, part), part.trope === "hidden-tropes" ? "hidden" : "")),
    ...slivers ? [segment(slivers, null, "slivers")] : [],
    ...positive.filter((part) => part.kind !== "trope").map((part) => segment(part.whole, null, "prior")),
    ...lost ? [segment(lost, null, "lost")] : [],
  ];
}

/** Draws the segments of a bar over those that are there. */
function drawBar(bar, wanted) {
  while (bar.children.length > wanted.length) bar.lastChild.remove();
  wanted.forEach(({ width, fill, kind }, at) => {
    const own = bar.children[at] ?? bar.appendChild(h("span"));
    const drawn = `${width} ${fill} ${kind}`;
    if (own.drawn === drawn) return;
    own.drawn = drawn;
    set(own, "class", `segment ${kind}`);
    own.style.setProperty("--width", width);
    if (fill) own.style.setProperty("--fill", fill);
    else own.style.removeProperty("--fill");
  });
}

/** The reasons in a line or two: the first tropes, the sum of the others, and what counts besides.
 * @returns its element, and `update(sum)`, which changes only what differs. */
function named(app) {
  const first = Array.from({ length: NAMED }, () => {
    const face = h("span", { class: "badge" });
    const name = h("span");
    const amount = h("b");
    return { element: h("span", { class: "reason", hidden: true }, face, name, amount), face, name, amount, family: null };
  });
  const rest = h("span", { class: "quiet small" });
  const others = h("span");
  const beside = h("span", { class: "reason besides" }, h("span", { class: "hatch" }), others);

  function update({ parts }) {
    const tropes = parts.filter((part) => part.kind === "trope" && part.whole !== 0).sort((a, b) => b.whole - a.whole);
    const shown = tropes.slice(0, NAMED).filter((part) => part.whole > 0);
    const besides = parts.filter((part) => part.kind !== "trope" && part.whole !== 0).sort((a, b) => b.whole - a.whole);
    const sum = (of) => of.reduce((total, part) => total + part.whole, 0);
    first.forEach((slot, at) => {
      const part = shown[at];
      slot.element.hidden = !part;
      if (!part) return;
      const family = app.vocabulary.trope(part.trope)?.family ?? "";
      if (slot.family !== family) replace(slot.face, badge(family));
      slot.family = family;
      write(slot.name, label(app, part.trope));
      write(slot.amount, part.whole);
    });
    const left = tropes.slice(shown.length);
    write(rest, left.length ? t("rest", sum(left), left.length) : "");
    rest.hidden = !left.length;
    const names = besides.slice(0, NAMED).map((part) => inside(partName(app, part))).join(", ");
    write(others, besides.length ? t("besidesSum", sum(besides)) + names + (besides.length > NAMED ? "…" : "") : "");
    beside.hidden = !besides.length;
  }
  return { element: h("p", { class: "reasons" }, first.map((slot) => slot.element), rest, beside), update };
}

/** A name as it stands inside a sentence. */
export function inside(name) {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The whole sum as rows, tropes first, then what counts besides. Rows are kept by name. */
function explain(app, table, { parts, score }) {
  const focus = table.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const most = Math.max(1, ...parts.map((part) => Math.abs(part.whole)));
  const row = (part) => {
    const name = partName(app, part);
    const tunable = part.trope && part.trope !== "hidden-tropes" && app.vocabulary.trope(part.trope);
    const step = (by, words, symbol) => h("button", { class: "plain", data: { key: `${part.trope} ${by}` }, "aria-label": t(words, app.vocabulary.name(part.trope)), onclick: () => app.nudge(part.trope, by) }, icon(symbol));
    return h("div", { class: "why-row" },
      part.trope && part.trope !== "hidden-tropes" ? badge(app.vocabulary.trope(part.trope)?.family) : h("span", { class: "badge" }),
      h("span", { class: "why-name" }, name),
      h("span", { class: "why-track", "aria-hidden": "true" }, h("span", { class: `why-bar ${part.kind === "trope" ? "" : "prior"} ${part.whole < 0 ? "lost" : ""}`, css: { "--share": `${Math.abs(part.whole) / most * 100}%`, ...(colour(app, part) && part.kind === "trope" ? { "--fill": colour(app, part) } : {}) } })),
      h("b", { class: "why-amount" }, part.whole < 0 ? `−${-part.whole}` : part.whole),
      tunable ? h("span", { class: "why-steps" }, step(-1, "lessOf", "minus"), step(1, "moreOf", "plus")) : h("span", { class: "why-steps" }));
  };
  const shown = parts.filter((part) => part.whole !== 0);
  const tropes = shown.filter((part) => part.kind === "trope");
  const besides = shown.filter((part) => part.kind !== "trope");
  const part = (name, of) => [h("h3", { class: "why-part" }, t("partSum", t(name), of.reduce((sum, one) => sum + one.whole, 0))), of.map(row)];
  replace(table, part("tropesPart", tropes), besides.length ? part("besides", besides) : null,
    h("div", { class: "why-row total" }, h("span", { class: "badge" }), h("span", { class: "why-name" }, t("together")), h("span"), h("b", { class: "why-amount" }, score), h("span", { class: "why-steps" })));
  if (focus) [...table.querySelectorAll("button")].find((button) => button.dataset.key === focus)?.focus({ preventScroll: true });
}
