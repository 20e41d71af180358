// A theme of which there was to be less, and of which nothing near the top had any: that its slider
// changed nothing is said, with what comes near it and is there.

import { h } from "./dom.js";
import { request } from "./question.js";
import { t } from "./words.js";

/** So many dramas that are most about a theme tell what comes with it. */
const TELLING = 24;
/** What comes with a theme is so many times as frequent beside it as elsewhere. */
const OFTENER = 2;
/** How many themes are offered. */
const OFFERED = 3;

/** Looks which lessened themes changed nothing. @returns `{ answer, idle: [{ trope, near }] }`, the
 * answer that was looked at, and for each such theme the ids of those near it that its results
 * have. */
export async function findIdle(app) {
  const { answer, question } = app;
  const idle = [];
  for (const trope of candidates(app)) {
    const before = structuredClone(question);
    delete before.tune[trope];
    const { results } = await app.engine.recommend(request(before, app.lists.done()));
    if (results.map((one) => one.id).join() === answer.results.map((one) => one.id).join()) idle.push({ trope, near: await near(app, trope) });
  }
  return { answer, idle };
}

/** Lessened themes that no result has. Of an ending, or of a warning, nothing is said: the one
 * would tell how a drama ends, and the other would sound like a promise. */
function candidates(app) {
  const results = app.answer?.results ?? [];
  // Of a drama that is not known nobody can say what it does not have.
  if (!results.length || !shownDramas(app).every(Boolean)) return [];
  const lessened = Object.keys(app.question.tune).filter((trope) => app.question.tune[trope] < 0);
  return lessened.filter((trope) => {
    const of = app.vocabulary.trope(trope);
    return of && !of.spoiler && !app.vocabulary.isWarning(trope) && !holds(app, trope);
  });
}

/** Whether any result has a theme, or the season has it for which its series is there. */
function holds(app, trope) {
  return shownDramas(app).some((drama) => drama?.tropes.some((level) => level.trope === trope));
}

/** The dramas of the results, and the seasons for which they are there; undefined where not
 * known. */
function shownDramas(app) {
  const ids = (app.answer?.results ?? []).flatMap(({ id, via }) => via ? [id, via] : [id]);
  return ids.map((id) => app.details.get(id));
}

/** Themes of the same family that come with one, most of it first, and that results have. */
async function near(app, trope) {
  const { results } = await app.engine.recommend({ want: { [trope]: 1 }, k: TELLING, priors: "none" });
  await app.know(results.map((one) => one.id));
  const known = results.map((one) => app.details.get(one.id)).filter(Boolean);
  const shares = new Map();
  for (const { tropes } of known) {
    for (const level of tropes) shares.set(level.trope, (shares.get(level.trope) ?? 0) + level.strength / known.length);
  }
  const oftener = (id, share) => share > OFTENER * (app.vocabulary.trope(id).dramas ?? 1) / (app.vocabulary.dramas ?? 1);
  return [...shares]
    .filter(([id, share]) => id !== trope && offerable(app, id) && app.vocabulary.kin(id, trope) && oftener(id, share) && holds(app, id))
    .sort((a, b) => b[1] - a[1]).slice(0, OFFERED).map(([id]) => id);
}

/** Whether less of a theme may be offered: it is no ending and no warning, and not asked about
 * yet. */
function offerable(app, id) {
  const of = app.vocabulary.trope(id);
  return of && !of.spoiler && !app.vocabulary.isWarning(id) && !(id in app.question.tune) && !app.question.veto.includes(id);
}

/** The notes on what changed nothing: what was found stands until something else is found, unless
 * its slider was moved away. */
export function idleNotes(app) {
  const lessened = app.idle.filter(({ trope }) => app.question.tune[trope] < 0);
  return lessened.map(({ trope, near }) => {
    const offer = (id) => h("button", { class: "toggle go", onclick: () => app.tune(id, -1) }, t("lessOf", app.vocabulary.name(id)));
    return h("div", { class: "notice" }, h("p", null, h("b", null, t("noneHas", app.vocabulary.name(trope))), near.length ? t("nearIt") : ""),
      near.length ? h("div", { class: "chips" }, near.map(offer)) : null);
  });
}
