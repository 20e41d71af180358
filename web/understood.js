// How a wish was understood: what its words became, and which of them could not be used.

import { h } from "./dom.js";
import { inside, language, t } from "./words.js";

/** What a part of a wish may set among the facts of a request. */
const FACTS_OF = {
  person: ["with", "without"], service: ["streaming", "network"], years: ["year_from", "year_to"],
  length: ["min_episodes", "max_episodes", "min_minutes", "max_minutes", "min_hours", "max_hours"],
  quality: ["min_score"], rating: ["rating_up_to"], airing: ["airing"], origin: ["origin"],
};

/** The note on the wish that was asked last. */
export function understoodNote(app) {
  const { understood, not_understood: unused, nothing } = app.asked;
  // The engine says what it understood in English; in Korean it is said of each of the words taken.
  const korean = language() === "ko";
  const meanings = [...new Set(understood.map((one) => korean ? became(app, one) : asCalled(app, one.meaning)))].join(" · ");
  // That nothing of a wish could be used is said once.
  const dropped = unused.filter((one) => !nothing || !/means nothing/.test(one.message));
  const left = dropped.map((one) => korean ? `“${one.words}”` : /means nothing/.test(one.message) ? t("couldNotUse", one.words) : one.message.replace(/`([^`]*)`/g, "“$1”"));
  return h("div", { class: left.length || nothing ? "notice" : "notice slim" },
    h("p", null, nothing ? t("askedNothing", nothing) : [h("b", null, t("understood")), meanings]),
    left.length ? h("p", { class: "quiet" }, h("b", null, t("notUsed")), korean ? left.join(", ") : `${left.map((one) => one.replace(/\.$/, "")).join("; ")}.`) : null);
}

/** A meaning as the engine tells it, in which a warning is called what its button is called. */
function asCalled(app, meaning) {
  for (const { id, label } of app.vocabulary.warnings) {
    const theme = app.vocabulary.trope(id)?.label;
    if (theme && theme !== label) meaning = meaning.replace(theme.toLowerCase(), inside(label));
  }
  return meaning;
}

/** What some words became, by the names that the page has for it: “막장은” → 막장 빼고. */
function became(app, { part, words, meaning }) {
  const arrow = (what) => what === words ? what : `“${words}” → ${what}`;
  if (part === "pooling") return t("poolings").least;
  const ofTitles = ["like", "unlike", "seen", "exclude"].includes(part);
  const named = ofTitles ? titlesIn(app, meaning) : themesIn(app, meaning);
  const names = ofTitles ? named : named.map((id) => app.vocabulary.name(id));
  const said = t("became")[part === "avoid" && named.every((id) => isSoft(app, id)) ? "less" : part];
  if (said && names.length) return arrow(String(said(names)));
  const filter = app.asked.request.filter ?? {};
  const facts = (FACTS_OF[part] ?? []).filter((name) => filter[name] !== undefined).map((name) => t("facts")[name](filter[name]));
  return facts.length ? arrow(facts.join(", ")) : `“${words}”`;
}

/** Whether there is only to be less of a theme: an `avoid` with a number leaves no drama out. */
function isSoft(app, id) {
  return typeof app.asked.request.avoid?.[id] === "number";
}

/** The titles that a meaning names, longest first, so that none is found within another. */
function titlesIn(app, meaning) {
  const known = [...app.titles.values(), ...app.details.values()];
  return namedIn(meaning, known.map(({ id, title }) => [title, app.titleOf(id)])).slice(0, 1);
}

/** The ids of the themes and warnings that a meaning names: in small letters, even North Korea. */
function themesIn(app, meaning) {
  const all = [...app.vocabulary.tropes, ...app.vocabulary.warnings];
  return namedIn(meaning.toLowerCase(), all.map(({ id, label }) => [label.toLowerCase(), id]));
}

function namedIn(text, pairs) {
  const found = [];
  for (const [name, said] of pairs.sort((a, b) => b[0].length - a[0].length)) {
    if (!text.includes(name)) continue;
    text = text.replace(name, "");
    found.push(said);
  }
  return found;
}
