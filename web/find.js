// The view of the question and its answers.

import { h, icon, replace } from "./dom.js";
import { badge } from "./families.js";
import { box } from "./box.js";
import { cards } from "./cards.js";
import { panel } from "./panel.js";
import { picture } from "./picture.js";
import { STEP } from "./question.js";
import { plain, sentence } from "./sentence.js";
import { t } from "./words.js";

/** Below this score, in hundredths, nothing is close. */
const FAR = 15;
/** Well-known dramas of different kinds, to begin with. */
const BEGIN = ["our-beloved-summer", "guardian-the-lonely-and-great-god", "vincenzo", "hospital-playlist", "signal", "the-red-sleeve", "my-mister", "business-proposal", "squid-game", "when-life-gives-you-tangerines", "weightlifting-fairy-kim-bok-joo", "kingdom"];
const BEGIN_TROPES = ["healing", "first-love", "revenge", "found-family", "enemies-to-lovers", "time-travel"];

export function findView(app) {
  const asked = box(app, { label: t("box"), hint: t("boxShort"), choose: (option) => {
    if (option.kind === "drama") app.like(option.drama.id);
    else if (option.kind === "trope") app.tune(option.trope.id, 1, true);
    else app.wish(option.text).catch((error) => app.toasts.show(t("failed") + error.message));
  } });
  app.boxInput = asked.input;
  const heading = h("h1", { class: "question" });
  const count = h("p", { class: "count", role: "status" });
  const notes = h("div", { class: "notes" });
  const list = cards(app);
  const starting = h("div", { class: "starting" });
  const more = h("button", { class: "button", hidden: true, onclick: () => app.change((next) => { next.k = app.question.k + STEP; }, { replaces: true, keeps: true }) }, t("more"));
  const controls = panel(app);
  const aside = h("aside", { class: "side", "aria-label": t("yours") });
  const showAll = h("button", { class: "button", onclick: () => sheet.close() }, t("close"));
  const inSheet = h("div", { class: "sheet-body" });
  const sheet = h("dialog", { class: "sheet", "aria-label": t("yours") }, h("div", { class: "sheet-head" }, h("h2", null, t("yours")), showAll), inSheet);
  const opener = h("button", { class: "opener", onclick: () => sheet.showModal() }, icon("sliders"), h("span", null, t("change_")));
  const tools = h("div", { class: "tools" },
    h("button", { class: "link", onclick: () => app.legend() }, t("legend")),
    h("button", { class: "link", onclick: share }, t("share")),
    h("a", { class: "link", href: "./" }, t("clear")));
  const element = h("div", { class: "find" },
    h("div", { class: "asking" }, asked.element), aside,
    h("div", { class: "results" }, h("div", { class: "headline" }, heading, h("div", { class: "under" }, count, tools)), notes, starting, list.element, more),
    opener, sheet);

  // One set of controls: beside the list where there is room, in a sheet where there is none.
  const wide = matchMedia("(min-width: 980px)");
  const settle = () => (wide.matches ? aside : inSheet).append(controls.element);
  wide.addEventListener("change", () => { sheet.close(); settle(); });
  settle();

  async function share() {
    try {
      await navigator.clipboard.writeText(location.href);
      app.toasts.show(t("copied"));
    } catch {
      app.toasts.show(location.href);
    }
  }

  let beginning = null;
  let spoken = 0;
  function say(text) {
    clearTimeout(spoken);
    // While a slider is dragged only where it ends is said.
    const tell = () => { if (count.textContent !== text) count.textContent = text; };
    if (count.textContent) spoken = setTimeout(tell, 300);
    else tell();
  }

  function render() {
    controls.render();
    const results = app.answer?.results ?? [];
    const begun = app.answer !== null || app.failure;
    starting.hidden = Boolean(begun);
    tools.hidden = !begun;
    element.classList.toggle("begun", Boolean(begun));
    if (begun) sentence(heading, app, (edit) => app.change(edit));
    else {
      heading.textContent = t("start");
      beginning ??= begin();
    }
    const qualifying = Math.max(app.answer?.qualifying ?? 0, results.length);
    say(!begun ? "" : !results.length ? t("none") : qualifying === 1 ? t("countedOne") : t("counted", qualifying, results.length));
    replace(notes, remarks(app));
    list.show(results);
    more.hidden = results.length < app.question.k || app.question.k > 100;
    showAll.textContent = results.length ? t("show", qualifying) : t("close");
    replace(opener, icon("sliders"), h("span", null, begun && heading.textContent ? plain(heading) : t("change_")));
  }

  async function begin() {
    const tiles = h("ul", { class: "tiles" });
    const pick = h("h2", null, t("pick"));
    replace(starting, h("p", { class: "sub" }, t("startSub")), pick, tiles,
      h("h2", null, t("pickTrope")), h("div", { class: "chips" }, BEGIN_TROPES.filter((id) => app.vocabulary.has(id)).map((id) =>
        h("button", { class: "toggle big", onclick: () => app.tune(id, 2, true) }, badge(app.vocabulary.trope(id).family), h("span", null, app.vocabulary.name(id))))),
      h("p", { class: "quiet small" }, app.source === "wasm" ? t("private") : t("privateApi")));
    await app.know(BEGIN);
    const known = BEGIN.map((id) => app.details.get(id)).filter(Boolean);
    // A catalogue of someone's own may have none of them.
    pick.hidden = !known.length;
    replace(tiles, known.map((drama) => h("li", null, h("button", { class: "tile", onclick: () => app.like(drama.id) }, picture(drama, app.vocabulary), h("span", null, app.titleOf(drama.id))))));
  }

  return { element, render, cards: list, begun: () => beginning };
}

/** What is to be said before the answers: what a link or wish could not say, and what to relax. */
function remarks(app) {
  const said = [];
  const notice = (...children) => said.push(h("div", { class: "notice" }, children));
  if (app.unread.length) notice(h("p", null, t(app.answer || app.failure ? "linkUnread" : "linkUnreadAlone", app.unread.map((one) => `“${one.slice(0, 60)}”`).join(", "))));
  if (app.failure) notice(h("p", null, t("failed") + app.failure.message));
  if (app.asked?.nothing) notice(h("p", null, t("askedNothing", app.asked.nothing)));
  else if (app.asked) {
    const meanings = [...new Set(app.asked.understood.map((one) => one.meaning))];
    notice(meanings.length ? h("p", null, h("b", null, t("understood")), meanings.join(" · ")) : null,
      app.asked.not_understood.length ? h("p", { class: "quiet" }, h("b", null, t("notUsed")), app.asked.not_understood.map((one) => one.message).join("; ")) : null);
  }
  const answer = app.answer;
  if (!answer) return said;
  const best = Math.round((answer.results[0]?.score ?? 0) * 100);
  if (answer.results.length && best >= FAR && !answer.shortfall) return said;
  const ways = relaxing(app, answer);
  if (!answer.results.length || best < FAR) {
    notice(h("p", null, h("b", null, answer.results.length ? t("far", best) : t("none"))),
      ways.length ? [h("p", null, t("relax")), h("div", { class: "chips" }, ways)] : null);
  } else if (ways.length && answer.results.length < 5) notice(h("p", null, t("relax")), h("div", { class: "chips" }, ways));
  return said;
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
    } else if (reason === "require") ways.push(way(t("notMust", value), brings, (next) => { next.require = []; }));
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
