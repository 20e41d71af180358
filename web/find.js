// The view of the question and its answers.

import { h, icon, replace, write } from "./dom.js";
import { badge } from "./families.js";
import { BEGINNING } from "./beginning.js";
import { leftOut, requiredId } from "./leftout.js";
import { box } from "./box.js";
import { cards } from "./cards.js";
import { findIdle, idleNotes } from "./idle.js";
import { panel } from "./panel.js";
import { draw } from "./picture.js";
import { narrowing, STEP } from "./question.js";
import { pooling } from "./pooling.js";
import { wholeRows } from "./rows.js";
import { sentence } from "./sentence.js";
import { understoodNote } from "./understood.js";
import { inside, language, t } from "./words.js";

/** Where no drama has this much from its themes, in hundredths, nothing is close. */
const FAR = 15;
export function findView(app) {
  const asked = box(app, { label: t("box"), hint: t("boxHint"), choose: (option) => {
    if (option.kind === "drama") app.like(option.drama.id);
    else if (option.kind === "trope") app.tune(option.trope.id, 1);
    else app.wish(option.text).catch((error) => app.toasts.show(t("failed") + error.message));
  } });
  app.boxInput = asked.input;
  const heading = h("h1", { class: "question" });
  const rows = wholeRows(heading);
  const toResults = h("a", { class: "skip", href: "#answers", hidden: true, onclick: (event) => { event.preventDefault(); list.focusAt(0); } }, t("toFirst"));
  const count = h("p", { class: "count", role: "status" });
  // It never changes, so it is not said again with the count.
  const outOf = h("p", { hidden: true }, t("outOf"));
  const notes = h("div", { class: "notes", "aria-live": "polite" });
  const list = cards(app);
  const pooled = pooling(app);
  const starting = h("div", { class: "starting" });
  const skeleton = h("div", { class: "skeleton", "aria-hidden": "true", hidden: true }, [1, 2, 3].map(() => h("div", { class: "blank" }, h("div", { class: "card-picture" }), h("div", { class: "card-body" }, [60, 35, 90, 75].map((width) => h("span", { css: { "--share": `${width}%` } }))))));
  const out = h("ul");
  const outFold = h("details", { class: "out", hidden: true }, h("summary", null, t("outHead")), out, h("p", null, t("outTwice")));
  const more = h("button", { class: "button", hidden: true, onclick: showMore }, t("more"));
  let controls = null;
  const aside = h("aside", { class: "side", "aria-label": t("yours") });
  const showAll = h("button", { class: "button", onclick: () => { sheet.close(); toFirst(); } }, t("close"));
  const inSheet = h("div", { class: "sheet-body" });
  // What is outside an open sheet cannot be pressed or heard: the count and the notes come with it.
  const counted = h("p", { class: "unseen", role: "status" });
  const sheet = h("dialog", { class: "sheet", "aria-label": t("yours"), onclose: () => document.getElementById("page").append(app.toasts.element) }, h("div", { class: "sheet-head" }, h("h2", null, t("yours")), showAll), counted, inSheet);
  const opened = h("span", null, t("narrow"));
  const set = h("b", { "aria-hidden": "true" });
  let opening = "";
  const opener = h("button", { class: "opener heading", hidden: true, onclick: openSheet }, icon("sliders"), opened, set);
  // At the head of the results it is told where the filters are; the button floats further down.
  const filters = h("button", { class: "link filters", hidden: true, onclick: openSheet }, icon("sliders"), t("narrow"));
  const tools = h("div", { class: "tools" }, filters,
    h("button", { class: "link", onclick: () => app.legend() }, t("legend")),
    h("button", { class: "link", onclick: share }, t("share")),
    h("a", { class: "link", href: "./" }, t("clear")));
  const element = h("div", { class: "find" },
    h("div", { class: "asking" }, asked.element, toResults), aside,
    h("div", { class: "results", tabindex: -1 }, h("div", { class: "headline" }, heading, rows.button, h("div", { class: "under" }, h("div", { class: "counted" }, count, " ", outOf), tools)), t("namesEnglish") ? h("p", { class: "quiet small english" }, t("namesEnglish")) : null, pooled.element, outFold, notes, starting, skeleton, list.element, more),
    opener, sheet);

  // One set of controls: beside the list where there is room, in a sheet where there is none.
  const wide = matchMedia("(min-width: 980px)");
  const settle = () => controls && (wide.matches ? aside : inSheet).append(controls.element);
  wide.addEventListener("change", () => { sheet.close(); settle(); });

  /** Puts the controls in, which need the vocabulary; the rest can be seen before. */
  function furnish() {
    controls = panel(app);
    settle();
    opener.hidden = false;
    filters.hidden = false;
  }
  if (app.opened) furnish();

  function openSheet() {
    opening = location.search;
    sheet.append(app.toasts.element);
    sheet.showModal();
  }

  /** More answers; the focus goes to the first of them. */
  async function showMore() {
    const before = app.answer?.results.length ?? 0;
    await app.change((next) => { next.k = app.question.k + STEP; }, { keeps: true });
    list.focusAt(before);
  }

  /** Other filters have other results: they are shown from the first. */
  function toFirst() {
    if (location.search !== opening) element.querySelector(".headline").scrollIntoView({ block: "start", behavior: "instant" });
  }

  async function share() {
    try {
      await navigator.clipboard.writeText(location.href);
      app.toasts.show(t("copied"));
    } catch {
      app.toasts.show(location.href);
    }
  }

  // Who reads on has the page for reading; the button comes back on the way up.
  let above = 0;
  window.addEventListener("scroll", () => {
    if (Math.abs(window.scrollY - above) < 12) return;
    opener.classList.toggle("heading", window.scrollY < 200);
    opener.classList.toggle("tucked", window.scrollY > above && window.scrollY > 200);
    above = window.scrollY;
  }, { passive: true });

  /** Shows notes that differ from those there: what stands is not said again, and keeps its
   * focus. */
  function note(said) {
    const text = said.map((one) => one.textContent).join();
    if (text === notes.dataset.said) return;
    notes.dataset.said = text;
    replace(notes, said);
  }

  /** Says later which themes changed nothing, unless something else was asked meanwhile. */
  async function lookForIdle() {
    const found = await findIdle(app).catch(() => null);
    if (!found || found.answer !== app.answer) return;
    app.idle = found.idle;
    list.hold(() => note(remarks(app)));
  }

  let beginning = null;
  let spoken = 0;
  function say(text) {
    clearTimeout(spoken);
    // While a slider is dragged only where it ends is said.
    const tell = () => {
      write(count, text);
      write(counted, sheet.open ? text : "");
    };
    if (count.textContent) spoken = setTimeout(tell, 300);
    else tell();
  }

  /** Shows the question before there is an engine to answer it. */
  function awaiting() {
    element.classList.add("begun");
    sentence(heading, app, (edit) => app.change(edit));
    rows.fit();
    pooled.render();
    count.textContent = t("loading");
    skeleton.hidden = false;
    waits(true);
  }

  /** Brings the view up to date, or only what is `inSight`, from a first to a last place of the
   * list: while a slider moves, its answers have to be there within a frame. */
  function render(inSight = null) {
    const results = app.answer?.results ?? [];
    skeleton.hidden = true;
    list.show(results, inSight);
    controls?.render(inSight);
    const begun = app.answer !== null || Boolean(app.failure);
    starting.hidden = begun;
    tools.hidden = !begun;
    element.classList.toggle("begun", begun);
    if (begun) sentence(heading, app, (edit) => app.change(edit));
    else {
      heading.textContent = t("start");
      heading.removeAttribute("aria-label");
      beginning ??= begin();
    }
    const qualifying = Math.max(app.answer?.qualifying ?? 0, results.length);
    // That nothing fits, or that there is no answer, is said once: by the notes.
    say(results.length ? t("counted", qualifying, results.length, app.question.k) : "");
    note(remarks(app));
    toResults.hidden = !results.length;
    outOf.hidden = !results.length;
    if (inSight) return;
    rows.fit();
    lookForIdle();
    const lines = begun ? leftOut(app) : [];
    outFold.hidden = !lines.length;
    if (lines.join() !== out.dataset.lines) replace(out, lines.map((line) => h("li", null, line)));
    out.dataset.lines = lines.join();
    more.hidden = results.length < app.question.k || app.question.k > 100;
    showAll.textContent = results.length ? t("show", qualifying) : t("close");
    const narrowed = narrowing(app.question);
    set.textContent = narrowed || "";
    set.hidden = !narrowed;
    if (narrowed) opener.setAttribute("aria-label", t("narrowed", narrowed));
    else opener.removeAttribute("aria-label");
    pooled.render();
  }

  /** Pictures and tropes to begin with, which the page has with it: they are there before the
   * engine. */
  async function begin() {
    // A title that the engine told already, in whatever language, is as good.
    BEGINNING.dramas.forEach((drama) => app.titles.has(drama.id) || app.titles.set(drama.id, drama));
    const tile = ({ id, ...features }) => h("li", { data: { id } }, h("button", { class: "tile", onclick: () => app.like(id) }, draw({ id, ...features }), tileTitle(app, id, features.also)));
    const tiles = h("ul", { class: "tiles" }, BEGINNING.dramas.map(tile));
    const pick = h("h2", null, t("pick"));
    const chip = ({ id, family }) => h("button", { class: "toggle big", data: { id }, onclick: () => app.tune(id, 2) }, badge(family), h("span", null, app.vocabulary.name(id)));
    const chips = h("div", { class: "chips" }, BEGINNING.tropes.map(chip));
    replace(starting, h("p", { class: "sub" }, t("startSub")), pick, tiles, h("h2", null, t("pickTrope")), chips,
      h("p", { class: "quiet small" }, app.source === "wasm" ? t("private") : t("privateApi")));
    if (app.source === "wasm") return;
    // A server's catalogue may be someone's own, and have none of them; without an answer all stay.
    const told = await app.know(BEGINNING.dramas.map((drama) => drama.id)).then(() => true, () => false);
    if (!told) return;
    for (const item of [...tiles.children]) if (!app.details.has(item.dataset.id)) item.remove();
    for (const item of [...chips.children]) if (!app.vocabulary.has(item.dataset.id)) item.remove();
    pick.hidden = !tiles.children.length;
  }

  /** While an answer is awaited, and until what was out of sight has followed, the list says so. */
  const waits = (busy) => list.element.setAttribute("aria-busy", String(busy));

  return { element, render, furnish, waits, await: awaiting, fit: rows.fit, cards: list };
}

/** The title of a tile, with the name most people know it by. */
function tileTitle(app, id, also) {
  const korean = language() === "ko";
  return h("span", { lang: korean ? "ko" : "en" }, app.titleOf(id), also && !korean ? h("span", { class: "quiet small" }, ` ${also}`) : null);
}

/** What is to be said before the answers: what a link or wish could not say, and what to relax. */
function remarks(app) {
  const said = [];
  const notice = (...children) => said.push(h("div", { class: "notice" }, children));
  if (app.unread.length) notice(h("p", null, t(app.answer || app.failure ? "linkUnread" : "linkUnreadAlone", app.unread.map((one) => `“${one.slice(0, 60)}”`).join(", "), app.unread.length)));
  if (app.failure) notice(h("p", null, t("failed") + app.failure.message));
  if (app.asked) said.push(understoodNote(app));
  const answer = app.answer;
  if (!answer) return said;
  said.push(...idleNotes(app));
  const best = Math.round(Math.max(0, ...answer.results.map((one) => one.base)) * 100);
  const far = best < FAR && asksThemes(app.question);
  if (answer.results.length && !far && !answer.shortfall) return said;
  const ways = relaxing(app, answer);
  if (!answer.results.length || far) {
    notice(h("p", null, h("b", null, answer.results.length ? t("far", best) : t("none"))),
      ways.length ? [h("p", null, t("relax")), h("div", { class: "chips" }, ways)]
        : answer.results.length ? null : h("p", null, t("noneAlone"), h("a", { href: "./" }, inside(t("clear"))), "."));
  } else if (ways.length && answer.results.length < 5) notice(h("p", null, t("relax")), h("div", { class: "chips" }, ways));
  return said;
}

/** Whether the themes of a drama bring it near: what only filters, or asks for fame, has nothing to
 * be near to. */
function asksThemes({ like, tune, any }) {
  return like.length > 0 || any.length > 0 || Object.values(tune).some((stop) => stop > 0);
}

/** One button for each thing that could be let go. A content warning is never offered. */
function relaxing(app, answer) {
  const way = (label, n, edit) => h("button", { class: "toggle go", onclick: () => app.change(edit) }, t("relaxOne", label, n));
  const drop = { year: ["year_from", "year_to"], "rating-up-to": ["rating_up_to"], with: ["with"] };
  const ways = [];
  for (const { reason, value, relaxing_brings: brings } of answer.exclusions ?? []) {
    if (!brings) continue;
    if (reason === "avoid") {
      if (app.question.veto.includes(value) && !app.vocabulary.isWarning(value)) ways.push(way(t("allow", app.vocabulary.name(value)), brings, (next) => { next.veto = next.veto.filter((one) => one !== value); }));
    } else if (reason === "require") {
      const id = requiredId(value);
      ways.push(way(t("notMust", app.vocabulary.name(id)), brings, (next) => { next.require = next.require.filter((one) => one !== id); }));
    }
    else if (reason === "exclude") ways.push(way(t("relaxAny").exclude, brings, (next) => { next.exclude = []; }));
    else if (t("relaxAny")[reason] && reason !== "seen") {
      const fields = drop[reason] ?? [reason.replaceAll("-", "_")];
      ways.push(way(t("relaxAny")[reason], brings, (next) => {
        if (reason === "special") next.facts.specials = true;
        else fields.forEach((field) => delete next.facts[field]);
      }));
    }
  }
  return ways;
}
