// What the question leaves out, reason by reason: of a content warning, how many dramas have it and
// how many may; and how many nobody reviewed.

import { t } from "./words.js";

/** The word of a reason of facts, as the filters name it. */
const FACTS = {
  year: "outYear", network: "network", streaming: "service", "min-episodes": "length",
  "max-episodes": "length", "min-minutes": "length", "max-minutes": "length", "min-hours": "length",
  "max-hours": "length", "min-score": "score", "rating-up-to": "rating", airing: "airing",
  with: "cast", without: "cast", origin: "outOrigin", special: "outSpecials", exclude: "outExcluded",
};

/** One line for each reason of an answer that leaves something out; of vetoes alone, where those of
 * filters stand beside them already. */
export function leftOut(app, vetoesAlone = false) {
  const lines = [];
  for (const { reason, value, dropped, unknown } of app.answer?.exclusions ?? []) {
    if (!dropped) continue;
    if (reason === "avoid") lines.push(`${app.vocabulary.name(value)}: ${vetoed(app, value, dropped, unknown)}`);
    else if (reason === "unreviewed") lines.push(t("outUnreviewed", dropped));
    else if (vetoesAlone) continue;
    else if (reason === "require") lines.push(t("outRequired", app.vocabulary.name(requiredId(value)), dropped));
    else if (reason === "seen") lines.push(t("outSeen", dropped));
    else if (FACTS[reason]) lines.push(t("outFact", t(FACTS[reason]), dropped, unknown));
  }
  return lines;
}

/** The trope of a requirement, which the engine names with the strength that it takes. */
export function requiredId(value) {
  return String(value).replace(/:[\d.]+$/, "");
}

/** What a veto of the question's leaves out: a sentence, or nothing before there is an answer. */
export function leftOutBy(app, id) {
  const of = (app.answer?.exclusions ?? []).find((one) => one.reason === "avoid" && one.value === id);
  return of ? vetoed(app, id, of.dropped, of.unknown) : "";
}

function vetoed(app, id, dropped, unknown) {
  if (!app.vocabulary.isWarning(id)) return t("outTheme", dropped);
  return t("outWarning", dropped - unknown, unknown);
}
