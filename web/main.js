// The page: opens the engine, and shows the view that the link names.

import { app } from "./app.js";
import { BEGINNING } from "./beginning.js";
import { h, icon, replace } from "./dom.js";
import { findView } from "./find.js";
import { setting } from "./lists.js";
import { question, viewLink } from "./links.js";
import { fetchPlots } from "./plots.js";
import { fromLink, toLink } from "./question.js";
import { SOURCE } from "./source.js";
import { toasts } from "./toasts.js";
import { Vocabulary } from "./vocabulary.js";
import { language, speak, t } from "./words.js";

/** How long a view may take before it is said that it comes, in milliseconds. */
const SLOW = 400;

/** The views beside that of the question and its answers: they come when they are first gone to. */
const VIEWS = {
  drama: async () => (await import("./views.js")).dramaView,
  compare: async () => (await import("./views.js")).compareView,
  map: async () => (await import("./map.js")).mapView,
  list: async () => (await import("./mylist.js")).listView,
  about: async () => (await import("./views.js")).about,
  catalogue: async () => (await import("./catalogue.js")).catalogueView,
};
/** The name under which a browser keeps where a page was left, for when it is loaded again. */
const PLACE = "tropewise-place";
/** Stands for the vocabulary where a link is only looked at. */
const everything = { has: () => true };

const main = h("main", { id: "answers", tabindex: "-1" });
const header = h("header", { class: "top" });
/** How often the page went somewhere: what comes late of an earlier time is not shown any more. */
let navigations = 0;
/** Where the results were left, and the question then: they are found again as they were. */
let left = null;

app.go = (href) => {
  app.toasts.leave();
  history.pushState(null, "", href);
  return route(true);
};
app.again = async () => {
  const y = window.scrollY;
  await route();
  window.scrollTo({ top: y, behavior: "instant" });
  app.rescue();
};

/** Closes the open sheet, which would leave the page together with its view, and the notes within
 * it. */
function closeSheet() {
  main.querySelector("dialog.sheet[open]")?.close();
}

/** Shows what the link says; where that cannot be, says so, with a way to try again. */
async function route(moved = false) {
  const mine = ++navigations;
  const passed = () => mine !== navigations;
  try {
    await shown(moved, passed);
  } catch (error) {
    if (passed()) return;
    closeSheet();
    replace(main, h("div", { class: "notice", role: "alert" },
      h("p", null, t("failedView"), String(error.message ?? error).slice(0, 200)),
      h("div", { class: "choices" }, h("button", { class: "button", onclick: () => route(true) }, t("retry")),
        h("a", { class: "button faint", href: viewLink("find") }, t("find")))));
  }
}

/** The view that a link names beside that of the question; null for none. */
function viewNamed(name) {
  return name !== null && Object.hasOwn(VIEWS, name) ? VIEWS[name] : null;
}

/** Draws a view, and says that it comes where that takes long; not once another was gone to. */
async function drawn(view, link, passed) {
  // Over an API a map is laid out when it is first asked for, which takes seconds.
  const slow = setTimeout(() => passed() || replace(main, loading()), SLOW);
  try {
    const draw = await view();
    return await draw(app, link);
  } finally {
    clearTimeout(slow);
  }
}

/** `moved` when someone went there: then focus goes with them. `passed()` once another was gone
 * to. */
async function shown(moved, passed) {
  const link = new URLSearchParams(location.search);
  app.zeroed.clear();
  const read = fromLink(question(link), app.vocabulary);
  app.question = { ...read.question, k: app.question.k };
  await app.know([...read.question.like, ...read.question.unlike, ...read.question.exclude]);
  if (passed()) return;
  for (const name of ["like", "unlike", "exclude"]) {
    for (const id of read.question[name]) if (!app.details.has(id)) read.unread.push(id);
    app.question[name] = read.question[name].filter((id) => app.details.has(id)).map((id) => app.details.get(id).id);
  }
  app.unread = read.unread;
  const view = link.get("view") ?? "find";
  if (view !== app.view) [app.from, app.view] = [app.view, view];
  drawHeader(view);
  const away = !app.find || !main.contains(app.find.element);
  const other = viewNamed(view);
  if (other) {
    closeSheet();
    if (!away) left = { link: question(location.search).toString(), place: app.find.cards.where(), focus: document.activeElement };
    const element = await drawn(other, link, passed);
    if (passed()) return;
    replace(main, element);
    window.scrollTo({ top: 0, behavior: "instant" });
  } else {
    if (!app.find) app.find = findView(app);
    await app.answerNow();
    if (passed()) return;
    // A view is shown when it is whole, so that nothing on it moves.
    if (away) {
      replace(main, app.find.element);
      app.find.fit();
    }
    if (away && left?.link === question(location.search).toString()) {
      if (left.focus?.isConnected && left.focus !== document.body) left.focus.focus({ preventScroll: true });
      app.find.cards.bring(left.place);
      moved = false;
    } else if (moved) window.scrollTo({ top: 0, behavior: "instant" });
    left = null;
  }
  const heading = main.querySelector("h1")?.textContent;
  document.title = heading ? `${heading.replace(/\s+/g, " ").trim().slice(0, 80)} · Tropewise` : "Tropewise";
  if (moved) {
    const target = main.querySelector("h1");
    target?.setAttribute("tabindex", "-1");
    target?.focus({ preventScroll: true });
  }
}

function loading() {
  return h("p", { class: "loading", role: "status" }, t("loading"));
}

function drawHeader(view) {
  const to = (name) => h("a", { href: viewLink(name), class: "nav", "aria-current": view === name ? "page" : null }, t(name));
  replace(header, h("a", { class: "skip", href: "#answers", onclick: (event) => { event.preventDefault(); (main.querySelector(".results") ?? main).focus(); } }, t("skip")),
    h("a", { class: "brand", href: "./" }, h("img", { src: "icon.svg", alt: "", width: 30, height: 30 }), h("span", null, "Tropewise")),
    h("nav", { "aria-label": t("menu") }, ["find", "map", "list", "about", "catalogue"].map(to)),
    h("div", { class: "settings" },
      h("button", { class: "plain text", lang: language() === "ko" ? "en" : "ko", onclick: () => turnLanguage(language() === "ko" ? "en" : "ko") }, t("other")),
      h("button", { class: "plain", "aria-label": t("theme"), onclick: turnTheme }, icon(isDark() ? "sun" : "moon"))));
}

function turnLanguage(next) {
  speak(next);
  setting("language", next);
  document.documentElement.lang = next;
  fetchPlots();
  app.find = null;
  left = null;
  app.toasts.rename();
  return route();
}

function isDark() {
  const wanted = document.documentElement.dataset.theme;
  return wanted ? wanted === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function turnTheme(event) {
  const next = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  setting("theme", next);
  replace(event.currentTarget, icon(isDark() ? "sun" : "moon"));
}

/** Links to views of this page are followed without loading it again. */
function follow(event) {
  const anchor = event.target.closest?.("a[href]");
  if (!anchor || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || anchor.target || anchor.hasAttribute("download")) return;
  const url = new URL(anchor.href);
  if (url.origin !== location.origin || url.pathname !== location.pathname.replace(/index\.html$/, "") || url.hash) return;
  event.preventDefault();
  app.go(url.href);
}

/** Opens the engine, with breaks between its steps, in which the page answers to presses. */
async function openEngine(drawn) {
  await drawn;
  const { open } = await import(SOURCE === "wasm" ? "./engine.js" : "./api.js");
  const engine = await open();
  await moment();
  const tropes = await engine.tropes();
  await moment();
  app.vocabulary = new Vocabulary(tropes);
  app.opened = true;
  return engine;
}

function moment() {
  return new Promise((resolve) => { setTimeout(resolve); });
}

/** When what was changed is on the screen; a page in the background does not wait for it. */
function painted() {
  const frame = new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
  return Promise.race([frame, new Promise((resolve) => { setTimeout(resolve, SLOW); })]);
}

/** The engine before it is open: what is asked of it waits. */
function waiting(opening) {
  const names = ["recommend", "ask", "search", "drama", "compare", "tropes", "map"];
  return Object.fromEntries(names.map((name) => [name, async (...given) => (await opening)[name](...given)]));
}

/** What of the first view needs no engine: the box, and what to begin with. */
function drawBeginning() {
  app.vocabulary = new Vocabulary({ families: [], tropes: BEGINNING.tropes, warnings: [] });
  app.find = findView(app);
  app.find.render();
  replace(main, app.find.element);
}

/** A link that asks shows its question at once, and where its answers will be. */
function drawAwaiting(link) {
  app.vocabulary = new Vocabulary({ families: [], tropes: BEGINNING.tropes, warnings: [] });
  BEGINNING.dramas.forEach((drama) => app.titles.set(drama.id, drama));
  app.question = fromLink(link, everything).question;
  app.find = findView(app);
  app.find.await();
  replace(main, app.find.element);
}

async function start() {
  const link = new URLSearchParams(location.search);
  const asked = link.get("lang") ?? setting("language") ?? (navigator.language?.startsWith("ko") ? "ko" : "en");
  speak(asked);
  document.documentElement.lang = language();
  fetchPlots();
  const theme = setting("theme");
  if (theme) document.documentElement.dataset.theme = theme;
  app.source = SOURCE;
  app.toasts = toasts(() => app.rescue());
  app.legend = () => import("./legend.js").then(({ legend }) => legend(app)).catch(() => app.toasts.show(t("noLegend")));
  drawHeader(link.get("view") ?? "find");
  replace(main, loading());
  replace(document.getElementById("page"), header, main, app.toasts.element);
  app.find = null;
  const asks = viewNamed(link.get("view")) || toLink(fromLink(question(link), everything).question).toString();
  const opening = openEngine(asks ? null : painted());
  app.engine = waiting(opening);
  if (!asks) drawBeginning();
  else if (!viewNamed(link.get("view"))) drawAwaiting(question(link));
  try {
    app.engine = await opening;
    app.find?.furnish();
  } catch (error) {
    replace(main, h("div", { class: "notice", role: "alert" }, h("p", null, t("noEngine")), h("p", { class: "quiet small" }, String(error.message ?? error)),
      h("button", { class: "button", onclick: start }, t("retry"))));
    return;
  }
  document.addEventListener("click", follow);
  document.addEventListener("keydown", (event) => {
    if (event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !/INPUT|TEXTAREA/.test(event.target.tagName)) {
      event.preventDefault();
      app.undo();
    }
  });
  window.addEventListener("popstate", () => route().then(() => app.rescue()));
  history.scrollRestoration = "manual";
  const before = leftBefore();
  if (before) app.question.k = before.k;
  await route();
  if (before && app.find) app.find.cards.bring(before);
  else if (before) window.scrollTo({ top: before.y, behavior: "instant" });
  window.addEventListener("pagehide", leave);
  document.documentElement.dataset.ready = "yes";
  if (SOURCE === "wasm") keepOffline();
}

/** Keeps where the page is left, and how much it shows, until the browser's window is closed. */
function leave() {
  const place = { href: location.href, k: app.question.k, y: window.scrollY, ...app.find?.cards.where() };
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(place));
  } catch {
    // Where nothing may be kept, the page begins at its top.
  }
}

/** Where the page was left, if this is the same one loaded again; null for one that is opened. */
function leftBefore() {
  if (performance.getEntriesByType("navigation")[0]?.type === "navigate") return null;
  try {
    const place = JSON.parse(sessionStorage.getItem(PLACE));
    return place?.href === location.href && place.k > 0 && place.k < 200 ? place : null;
  } catch {
    return null;
  }
}

/** Keeps the static site for use without a network, and says when a newer version waits. */
async function keepOffline() {
  if (!("serviceWorker" in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register("sw.js");
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker?.addEventListener("statechange", () => {
        if (worker.state === "installed" && navigator.serviceWorker.controller) app.toasts.show(t("update"));
      });
    });
  } catch {
    // Without it the page works as long as there is a network.
  }
}

start();
