// Content warnings of a drama: how many there are, and their names. Who it happens to, and when, is
// never said.

import { t } from "./words.js";

/** The warnings of a drama as `[name, occurs]`, those that recur first, possible ones last.
 * `occurs` is `recurring`, `once`, `possible`, or empty where how often is not known. */
export function warningsOf(app, drama) {
  const own = new Map(Object.entries(drama?.warnings ?? {}));
  for (const { trope } of drama?.tropes ?? []) {
    if (app.vocabulary.trope(trope)?.content_warning && !own.has(trope)) own.set(trope, "");
  }
  const order = ["recurring", "once", "", "possible"];
  return [...own].sort((a, b) => order.indexOf(a[1]) - order.indexOf(b[1])).map(([id, occurs]) => [app.vocabulary.name(id), occurs]);
}

/** The warnings as text: "Suicide (recurring), Bullying (possibly)". */
export function warningText(warnings) {
  return warnings.map(([name, occurs]) => `${name}${t(occurs) ? ` (${t(occurs)})` : ""}`).join(", ");
}

/** What a mark on a card says: how many are known, or else how many are possible; null for none. */
export function warningCount(warnings) {
  const known = warnings.filter(([, occurs]) => occurs !== "possible").length;
  return warnings.length ? t("warningsCount", known, warnings.length - known) : null;
}
