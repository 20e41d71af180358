// One answer as a card: a picture, what the drama is, why it is here, and what can be done with it.

import { h, icon, replace, set, write } from "./dom.js";
import { badge, family } from "./families.js";
import { picture } from "./picture.js";
import { plot } from "./plots.js";
import { answersTo, facts, nearestLike, otherTitle, seriesNote } from "./told.js";
import { warningCount, warningsOf, warningText } from "./warnings.js";
import { parts, peopleFirst } from "./why.js";
import { inside, language, t } from "./words.js";
import { viewLink } from "./links.js";

/** How many reasons a card names before the rest is added up. */
const NAMED = 3;
/** Themes that another says by its definition: where it is there, the first is not missing. */
const SAID_BY = { romance: "romantic-comedy", comedy: "romantic-comedy", sageuk: "fusion-sageuk" };

/** A card is made when it is first to be seen: until then it is a place in the list. */
export function card(app, id) {
  const element = h("li", { class: "card", data: { id } });
  let made = null;
  return {
    element,
    update(result, linked) {
      made ??= fill(app, id, element);
      made.update(result, linked);
    },
    focus: () => made?.title.focus({ preventScroll: true }),
    says: (key, ...values) => made?.says(key ? t(key, ...values) : ""),
    mark: () => made?.mark(),
    pick: () => made?.pick(),
  };
}

function fill(app, id, element) {
  const drama = app.details.get(id);
  const title = app.titleOf(id);
  const heading = h("a", { class: "card-title", lang: language() === "ko" && drama?.native_title ? "ko" : "en" }, title);
  const other = h("span", { class: "card-other", lang: language() === "ko" ? "en" : "ko" }, otherTitle(drama));
  const score = h("b");
  const bar = h("div", { class: "bar", "aria-hidden": "true" });
  const reasons = named(app);
  const lacks = h("p", { class: "quiet small lacks" });
  const note = h("p", { class: "quiet small" });
  const standing = h("p", { class: "standing", role: "status" });
  const table = h("div", { class: "why", id: `why-${id}`, hidden: true });
  const why = h("button", {
    class: "act why-button", "aria-expanded": "false", "aria-controls": `why-${id}`,
    onclick: () => {
      table.hidden = !table.hidden;
      why.setAttribute("aria-expanded", String(!table.hidden));
      if (!table.hidden) unfold();
    },
  }, h("span", null, t("why")), icon("down"));
  const act = (name, symbol, run) => h("button", { class: "act", "aria-label": t("act", t(name), title), title: t(name), onclick: run }, icon(symbol), h("span", null, t(name)));
  const want = act("want-to-watch", "bookmark", () => app.want(id));
  const mark = () => set(want, "aria-pressed", String(app.lists.status(id) === "want-to-watch"));
  mark();
  const line = h("span");
  const warned = warningMark(app, drama, id, title);
  let result = null;
  const compare = act("compare", "pair", () => app.compare(id));
  const beside = h("div", { class: "beside", "aria-live": "polite", hidden: true });
  const more = act("like", "plus", () => app.like(id));
  element.append(
    h("div", { class: "card-picture" }, drama ? picture(drama, app.vocabulary) : ""),
    h("div", { class: "card-body" },
      h("div", { class: "card-head" }, h("h2", null, heading, " ", other), h("span", { class: "score" }, score, h("span", { class: "quiet small" }, t("of")))),
      h("p", { class: "quiet small card-facts" }, line, warned.button),
      warned.list,
      plot(drama),
      standing, note, bar, reasons.element, lacks,
      h("div", { class: "acts" }, why, want,
        more, act("seen", "eye", () => app.mark(id, "seen")), act("not-for-me", "never", () => app.mark(id, "not-for-me")), compare), beside),
    table);
  // There is no room for all of them in one row: one is inside Why.
  const fewer = h("div", { class: "acts narrow" }, act("dropped", "dropped", () => app.mark(id, "dropped")));

  const has = new Set((drama?.tropes ?? []).map((level) => level.trope));
  let shown = "";
  let offered = "";
  let sum = null;
  /** The sum is written out when it is looked at. */
  function unfold() {
    explain(app, table, sum);
    table.append(fewer);
  }

  /** Says with what this drama would be compared: with the one taken before, or, taken itself, with
   * what was named or the next that is pressed. */
  function pick() {
    const own = app.picked === id;
    const what = app.picked && !own ? t("compareWith", app.titleOf(app.picked)) : t("compare");
    set(compare, "aria-pressed", String(own));
    set(compare, "aria-label", t("act", what, title));
    set(compare, "title", what);
    compare.classList.toggle("ready", Boolean(app.picked) && !own);
    beside.hidden = !own;
    if (!own) return;
    const liked = nearestLike(app, result);
    // It is read out when it changes, so what stands is not written anew.
    const offers = [liked, language()].join();
    if (offers === offered) return;
    offered = offers;
    const link = (text, ...ids) => h("a", { class: "toggle go", href: viewLink("compare", ...ids) }, text);
    replace(beside, h("span", null, t("compareNext")), liked ? link(t("compareWith", app.titleOf(liked)), id, liked) : null, link(t("swap"), id));
  }

  /** Shows a result; `linked` when the page's link is that of the question which it answers. */
  function update(answered, linked = true) {
    result = answered;
    // A link of a card leads back to the question as it is now.
    if (linked) {
      set(heading, "href", viewLink("drama", id));
      pick();
    }
    write(line, facts(app, drama));
    mark();
    const now = JSON.stringify([result, app.question.like]);
    if (now === shown) return;
    shown = now;
    sum = parts(result);
    write(score, sum.score);
    write(note, [answersTo(app, result), result.via ? t("via", app.titleOf(result.via)) : seriesNote(app, drama), result.unreviewed ? t("unreviewed") : "", unwanted(app, result)].filter(Boolean).join(" "));
    drawBar(bar, segments(app, sum));
    reasons.update(sum);
    const missing = lacking(app, has, result);
    write(lacks, missing.length ? t("lacks") + missing.slice(0, 3).map((one) => label(app, one)).join(", ") : "");
    if (!table.hidden) unfold();
  }
  return { update, mark, pick, title: heading, says: (text) => write(standing, text) };
}

/** The quiet mark of a card that has content warnings; their names unfold below it. */
function warningMark(app, drama, id, title) {
  const warnings = warningsOf(app, drama);
  if (!drama) return { button: null, list: null };
  if (!warnings.length) return { button: h("span", null, t(drama.reviewed ? "warningsNoneOf" : "unchecked")), list: null };
  const list = h("p", { class: "small warned", id: `warned-${id}`, hidden: true }, warningText(warnings));
  const button = h("button", { class: "link warnings", "aria-label": t("act", warningCount(warnings), title), "aria-expanded": "false", "aria-controls": `warned-${id}`, onclick: () => {
    list.hidden = !list.hidden;
    button.setAttribute("aria-expanded", String(!list.hidden));
  } }, icon("warning"), h("span", null, warningCount(warnings)));
  return { button, list };
}

/** What was asked for and is not there. An ending is no one's to tell: that it is missing says how
 * it ends as well. */
function lacking(app, has, result) {
  return (result.lacks ?? []).filter((trope) => !app.vocabulary.trope(trope)?.spoiler && !has.has(SAID_BY[trope]));
}

/** What is told of a warning that the question tunes and does not leave out. */
function unwanted(app, result) {
  const names = Object.entries(result.warnings ?? {}).map(([id, occurs]) => `${app.vocabulary.name(id)}${t(occurs) ? ` (${t(occurs)})` : ""}`);
  return names.length ? t("warned", names.join(", ")) : "";
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
  const slivers = positive.filter((part) => isTheme(part) && part.whole < 2).reduce((sum, part) => sum + part.whole, 0);
  const besides = positive.filter((part) => !isTheme(part)).reduce((sum, part) => sum + part.whole, 0);
  const lost = parts.filter((part) => part.whole < 0).reduce((sum, part) => sum - part.whole, 0);
  const segment = (width, fill, kind) => ({ width, fill, kind });
  return [
    ...positive.filter((part) => isTheme(part) && part.whole >= 2).map((part) => segment(part.whole, colour(app, part), part.trope === "hidden-tropes" ? "hidden" : "")),
    ...slivers ? [segment(slivers, null, "slivers")] : [],
    ...besides ? [segment(besides, null, "prior")] : [],
    ...lost ? [segment(lost, null, "lost")] : [],
  ];
}

/** How long the bar of a result is, in hundredths: what is lost is drawn after what it was taken
 * from. */
export function barLength({ score, adjustments }) {
  const lost = adjustments.reduce((sum, { amount }) => sum + Math.max(0, -amount), 0);
  return (score + 2 * lost) * 100;
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
  const rest = amountOf("reason quiet small");
  const beside = amountOf("reason besides", h("span", { class: "hatch" }));

  function update({ parts }) {
    const tropes = parts.filter((part) => isTheme(part) && part.whole !== 0).sort((a, b) => b.whole - a.whole);
    // A warning is nothing that anyone asked for: it is told in the sum, and not as a reason.
    const shown = tropes.filter((part) => part.whole > 0 && !isWarning(app, part)).slice(0, NAMED);
    const besides = peopleFirst(parts.filter((part) => !isTheme(part) && part.whole !== 0));
    const sum = (of) => of.reduce((total, part) => total + part.whole, 0);
    first.forEach((slot, at) => {
      const part = shown[at];
      slot.element.hidden = !part;
      if (!part) return;
      const family = app.vocabulary.trope(part.trope)?.family ?? "";
      if (slot.family !== family) replace(slot.face, badge(family));
      slot.family = family;
      write(slot.name, partName(app, part));
      write(slot.amount, part.whole);
    });
    const left = tropes.filter((part) => !shown.includes(part));
    rest.say(t("rest", left.length), sum(left), left.length);
    const names = besides.slice(0, NAMED).map((part, at) => at ? inside(partName(app, part)) : partName(app, part)).join(", ");
    beside.say(names + (besides.length > NAMED ? "…" : ""), sum(besides), besides.length);
  }
  return { element: h("p", { class: "reasons" }, first.map((slot) => slot.element), rest.element, beside.element), update };
}

/** A number as text, with a true minus. */
function signed(number) {
  return number < 0 ? `−${-number}` : String(number);
}

/** A name with an amount; hidden when there is nothing of it. */
function amountOf(kind, face = null) {
  const name = h("span");
  const amount = h("b");
  const element = h("span", { class: kind }, face, name, amount);
  return { element, say(text, sum, any) {
    write(name, any ? text : "");
    write(amount, any ? signed(sum) : "");
    element.hidden = !any;
  } };
}

/** Whether a part of the sum is of themes: what is shared, and what there is more of as was
 * asked. */
function isTheme(part) {
  return part.kind === "trope" || part.kind === "more";
}

function isWarning(app, part) {
  return part.kind === "trope" && Boolean(app.vocabulary.trope(part.trope)?.content_warning);
}

/** The whole sum as rows, themes first, then what counts besides. Rows are kept by name. */
function explain(app, table, { parts, score }) {
  const focus = table.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const most = Math.max(1, ...parts.map((part) => Math.abs(part.whole)));
  const row = (part) => {
    const name = partName(app, part);
    const tunable = part.trope && part.trope !== "hidden-tropes" && app.vocabulary.trope(part.trope);
    const step = (by, words, symbol) => h("button", { class: "plain", data: { key: `${part.trope} ${by}` }, "aria-label": t(words, app.vocabulary.name(part.trope)), onclick: () => app.nudge(part.trope, by) }, icon(symbol));
    const leaveOut = (id) => h("button", { class: "plain", data: { key: `${id} out` }, "aria-label": t("never", app.vocabulary.name(id)), onclick: () => app.toggleVeto(id) }, icon("never"));
    return h("div", { class: "why-row" },
      part.trope && part.trope !== "hidden-tropes" ? badge(app.vocabulary.trope(part.trope)?.family) : h("span", { class: "badge" }),
      h("span", { class: "why-name" }, name),
      h("span", { class: "why-track", "aria-hidden": "true" }, h("span", { class: `why-bar ${isTheme(part) ? "" : "prior"} ${part.whole < 0 ? "lost" : ""}`, css: { "--share": `${Math.abs(part.whole) / most * 100}%`, ...(colour(app, part) && isTheme(part) ? { "--fill": colour(app, part) } : {}) } })),
      h("b", { class: "why-amount" }, signed(part.whole)),
      h("span", { class: "why-steps" }, tunable ? [step(-1, "lessOf", "minus"), isWarning(app, part) ? leaveOut(part.trope) : step(1, "moreOf", "plus")] : null));
  };
  const shown = parts.filter((part) => part.whole !== 0);
  const tropes = shown.filter((part) => isTheme(part) && !isWarning(app, part));
  const warnings = shown.filter((part) => isWarning(app, part));
  const besides = peopleFirst(shown.filter((part) => !isTheme(part)));
  const part = (name, of) => [h("h3", { class: "why-part" }, t("partSum", t(name), of.reduce((sum, one) => sum + one.whole, 0))), of.map(row)];
  replace(table, tropes.length ? part("tropesPart", tropes) : null, warnings.length ? part("warningsPart", warnings) : null, besides.length ? part("besides", besides) : null,
    h("div", { class: "why-row total" }, h("span", { class: "badge" }), h("span", { class: "why-name" }, t("together")), h("span"), h("b", { class: "why-amount" }, score), h("span", { class: "why-steps" })));
  if (focus) [...table.querySelectorAll("button")].find((button) => button.dataset.key === focus)?.focus({ preventScroll: true });
}
