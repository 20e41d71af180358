// What is told of a drama beside its titles: the line of facts, the name it is known by, its
// series, and which of several liked titles it answers.

import { language, t } from "./words.js";

/** How many services a card names. */
const SERVICES = 3;
/** How many longer names have to hold a name before it is taken for the common one. */
const COMMON = 3;
/** A drama with less of its themes in common, of 1, is hardly like what was named. */
const ALIKE = 0.1;

/** The line of facts; the service that is asked for stands first. */
export function facts(app, drama) {
  if (!drama) return "";
  const asked = String(app.question.facts.streaming ?? "").toLowerCase().split(",").map((one) => one.trim());
  const services = [...new Set((drama.where_to_watch ?? []).map((one) => one.service))];
  const first = services.filter((service) => asked.includes(service.toLowerCase()));
  const all = [...first, ...services.filter((service) => !first.includes(service))];
  const named = all.slice(0, SERVICES).join(", ") + (all.length > SERVICES ? ` +${all.length - SERVICES}` : "");
  return [drama.year, drama.episodes && t("episodes", drama.episodes), named && t("on", named)].filter(Boolean).join(" · ");
}

/** The name most people know a drama by, where its title is another: one that many of its other
 * names hold, such as Goblin. Null when there is none. */
export function commonName(drama) {
  const [name] = drama?.aliases ?? [];
  if (!name || !/^[\x20-\x7e]{3,24}$/.test(name) || drama.title.toLowerCase().includes(name.toLowerCase())) return null;
  const plain = name.toLowerCase();
  const longer = drama.aliases.slice(1).filter((other) => other.toLowerCase().includes(plain));
  if (longer.length < COMMON) return null;
  const word = new RegExp(`(^|[^\\p{L}])${name.replace(/[^\w ]/g, ".")}([^\\p{L}]|$)`, "iu");
  return longer.filter((other) => word.test(other)).length >= COMMON ? name : null;
}

/** That a drama is a later season, or belongs with another; empty for where a story begins. */
export function seriesNote(app, drama) {
  if (!drama?.series || drama.id === drama.series) return "";
  const number = drama.title.match(/[\s:-]+(Season|Part|Class) (\d+)/);
  if (number && Number(number[2]) < 2) return "";
  const first = app.details.get(drama.series);
  const of = first ? (language() === "ko" && first.native_title) || first.title : number ? drama.title.slice(0, number.index) : null;
  if (!of) return "";
  if (!number) return t("sameSeries", of);
  return t(number[1] === "Part" ? "part" : "season", number[2], of);
}

/** Which of several liked titles a result answers, as a sentence: the nearest, or, where it is to
 * answer each, what it shares with each. */
export function answersTo(app, result) {
  const likes = app.question.like;
  if (likes.length < 2) return "";
  if (result.base < ALIKE) return t("hardly");
  if (app.question.pooling !== "least") return t("closestTo", app.titleOf(nearestLike(app, result)));
  const pairs = likes.map((id) => [app.titleOf(id), firstShared(app, app.details.get(id), result)]);
  const shared = pairs.filter(([, theme]) => theme);
  return shared.length ? t("forEach", shared) : t("hardly");
}

/** The theme that a liked title and a result share most: strong in both, and rare elsewhere; a
 * warning only for want of another. What a result's score is made of tells it of the least alike
 * title alone. */
function firstShared(app, liked, result) {
  const own = new Map((liked?.tropes ?? []).map((level) => [level.trope, level.strength]));
  const rarity = (trope) => Math.log((app.vocabulary.dramas ?? 1) / (app.vocabulary.trope(trope)?.dramas ?? 1));
  const shared = (app.details.get(result.id)?.tropes ?? []).filter(({ trope }) => own.has(trope))
    .map(({ trope, strength }) => [strength * own.get(trope) * rarity(trope), trope]).sort((a, b) => b[0] - a[0]).map(([, trope]) => trope);
  const first = shared.find((trope) => !app.vocabulary.isWarning(trope)) ?? shared[0];
  return first ? app.vocabulary.name(first) : null;
}

/** The liked title that a result answers most. */
export function nearestLike(app, result) {
  const likes = app.question.like;
  return result?.nearest_seed ?? likes.map((id) => [share(app.details.get(id), result), id]).sort((a, b) => b[0] - a[0])[0]?.[1];
}

/** The part of a result's reasons that a liked title has as well. */
function share(liked, result) {
  const own = new Set((liked?.tropes ?? []).map((level) => level.trope));
  let [held, all] = [0, 0];
  for (const { trope, amount } of result?.contributions ?? []) {
    if (trope === "hidden-tropes") continue;
    all += amount;
    if (own.has(trope)) held += amount;
  }
  return all ? held / all : 0;
}

/** The other title, in the other language, with the name most people know it by. */
export function otherTitle(drama) {
  if (!drama) return "";
  const korean = language() === "ko" && drama.native_title;
  return [korean ? drama.title : drama.native_title, commonName(drama)].filter(Boolean).join(" · ");
}
