// The answers as cards. A card is made once for a drama and moved, never rebuilt, so that focus and
// what is unfolded stay as they are.

import { h, icon, replace } from "./dom.js";
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

  /** Shows results in their order; cards that are gone leave. */
  function show(results) {
    const held = document.activeElement?.closest?.(".card");
    const before = held?.getBoundingClientRect().top;
    const here = new Set(results.map((result) => result.id));
    for (const [id, card] of kept) {
      if (here.has(id)) continue;
      card.element.remove();
      if (kept.size > KEPT) kept.delete(id);
    }
    results.forEach((result, at) => {
      if (!kept.has(result.id)) kept.set(result.id, card(app, result.id));
      const own = kept.get(result.id);
      own.update(result);
      // Moving is dear, so only what stands elsewhere is moved; what has focus stays, others pass it.
      if (list.children[at] !== own.element) place(own.element, at);
    });
    if (held?.isConnected) {
      const moved = held.getBoundingClientRect().top - before;
      if (moved) window.scrollBy({ top: moved, behavior: "instant" });
    }
  }

  function place(element, at) {
    const focus = element.contains(document.activeElement) ? document.activeElement : null;
    list.insertBefore(element, list.children[at] ?? null);
    focus?.focus({ preventScroll: true });
  }

  return { element: list, show, titleAfter: (id) => {
    const item = kept.get(id)?.element;
    return (item?.nextElementSibling ?? item?.previousElementSibling)?.dataset.id ?? null;
  }, focus: (id) => kept.get(id)?.title.focus({ preventScroll: true }) };
}

function card(app, id) {
  const drama = app.details.get(id);
  const title = app.titleOf(id);
  const heading = h("a", { class: "card-title", lang: language() === "ko" && drama?.native_title ? "ko" : "en" }, title);
  const other = h("span", { class: "card-other", lang: language() === "ko" ? "en" : "ko" }, language() === "ko" ? (drama?.native_title ? drama.title : "") : drama?.native_title);
  const score = h("span", { class: "score" });
  const bar = h("div", { class: "bar", "aria-hidden": "true" });
  const reasons = h("p", { class: "reasons" });
  const lacks = h("p", { class: "quiet small lacks" });
  const note = h("p", { class: "quiet small" });
  const table = h("div", { class: "why", id: `why-${id}`, hidden: true });
  const why = h("button", {
    class: "act why-button", "aria-expanded": "false", "aria-controls": `why-${id}`,
    onclick: () => {
      table.hidden = !table.hidden;
      why.setAttribute("aria-expanded", String(!table.hidden));
      if (!table.hidden) unfold();
    },
  });
  const act = (name, symbol, run, kind = "") => h("button", { class: `act ${kind}`, "aria-label": t("act", t(name), title), title: t(name), onclick: run }, icon(symbol), h("span", null, t(name)));
  const links = [[heading, () => viewLink("drama", id)]];
  const wide = () => {
    const compare = h("a", { class: "act wide", "aria-label": t("act", t("compare"), title) }, icon("pair"), h("span", null, t("compare")));
    links.push([compare, () => viewLink("compare", id, app.question.like[0])]);
    return [act("like", "plus", () => app.like(id), "wide"), act("dropped", "dropped", () => app.mark(id, "dropped"), "wide"), compare];
  };
  const [more, dropped, compare] = wide();
  const element = h("li", { class: "card", data: { id } },
    h("div", { class: "card-picture" }, drama ? picture(drama, app.vocabulary) : null),
    h("div", { class: "card-body" },
      h("div", { class: "card-head" }, h("h2", null, heading, " ", other), score),
      h("p", { class: "quiet small" }, facts(app, drama)),
      h("p", { class: "plot", lang: "en" }, drama?.summary),
      note, bar, reasons, lacks,
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

  function update(result) {
    // A link of a card leads back to the question as it is now.
    for (const [anchor, href] of links) anchor.setAttribute("href", href());
    const now = JSON.stringify(result);
    if (now === shown) return;
    shown = now;
    sum = parts(result);
    replace(score, h("b", null, sum.score), h("span", { class: "quiet small" }, t("of")));
    replace(why, t("why", sum.score), icon("down"));
    const noted = [result.via ? t("via", app.titleOf(result.via)) : "", result.unreviewed ? t("unreviewed") : ""].filter(Boolean);
    note.textContent = noted.join(" ");
    replace(bar, segments(app, sum));
    replace(reasons, named(app, sum));
    replace(lacks, result.lacks?.length ? [t("lacks"), result.lacks.slice(0, 3).map((one) => label(app, one)).join(", ")] : null);
    if (!table.hidden) unfold();
  }
  return { element, update, title: heading };
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
  const segment = (width, fill, kind) => h("span", { class: `segment ${kind}`, css: { "--width": width, ...(fill ? { "--fill": fill } : {}) } });
  return [
    ...positive.filter((part) => part.kind === "trope" && part.whole >= 2).map((part) => segment(part.whole, colour(app, part), part.trope === "hidden-tropes" ? "hidden" : "")),
    slivers ? segment(slivers, null, "slivers") : null,
    ...positive.filter((part) => part.kind !== "trope").map((part) => segment(part.whole, null, "prior")),
    lost ? segment(lost, null, "lost") : null,
  ];
}

/** The reasons in a line or two: the first tropes, the sum of the others, and what counts besides. */
function named(app, { parts }) {
  const tropes = parts.filter((part) => part.kind === "trope" && part.whole !== 0).sort((a, b) => b.whole - a.whole);
  const first = tropes.slice(0, NAMED).filter((part) => part.whole > 0);
  const rest = tropes.filter((part) => !first.includes(part));
  const besides = parts.filter((part) => part.kind !== "trope" && part.whole !== 0).sort((a, b) => b.whole - a.whole);
  const sum = (of) => of.reduce((total, part) => total + part.whole, 0);
  const names = besides.slice(0, NAMED).map((part) => partName(app, part)).join(", ");
  return [
    ...first.map((part) => h("span", { class: "reason" }, badge(app.vocabulary.trope(part.trope)?.family), h("span", null, label(app, part.trope)), h("b", null, part.whole))),
    rest.length ? h("span", { class: "quiet small" }, t("rest", sum(rest), rest.length)) : null,
    besides.length ? h("span", { class: "reason besides" }, h("span", { class: "hatch" }), h("span", null, t("besidesSum", sum(besides)), names, besides.length > NAMED ? "…" : "")) : null,
  ];
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
