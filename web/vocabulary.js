// Tropes, families and warnings by id, with their names in the language of the page.

import { language } from "./words.js";

/** Names for viewers who do not know the word; typing either finds it. */
const PLAIN = { makjang: "Over the top (makjang)" };
/** The families that tell how a story feels. */
const MOODS = ["tone", "genre"];

export class Vocabulary {
  constructor(reply) {
    this.reply = reply;
    this.families = reply.families;
    this.tropes = reply.tropes;
    this.services = reply.services ?? [];
    this.dramas = reply.dramas;
    this.asOf = reply.as_of;
    this.byId = new Map(reply.tropes.map((trope) => [trope.id, trope]));
    const said = new Set(reply.warnings.map((warning) => warning.id));
    this.warnings = [
      ...reply.warnings,
      ...reply.tropes.filter((trope) => trope.content_warning && !said.has(trope.id)),
    ];
    this.warningById = new Map(this.warnings.map((warning) => [warning.id, warning]));
  }

  trope(id) {
    return this.byId.get(id);
  }

  /** Whether it can be named in a question: a trope, or a warning. */
  has(id) {
    return this.byId.has(id) || this.warningById.has(id);
  }

  isWarning(id) {
    return this.warningById.has(id);
  }

  /** The name shown; the id in words for what is not known. A warning is named as in the list of
   * warnings, wherever it stands. */
  name(id) {
    const named = this.warningById.get(id) ?? this.byId.get(id);
    if (!named) return inWords(id);
    return (language() === "ko" && named.label_ko) || PLAIN[id] || named.label;
  }

  familyName(id) {
    const family = this.families.find((one) => one.id === id);
    if (!family) return id;
    return (language() === "ko" && family.label_ko) || family.label;
  }

  /** Whether two themes are of one family; how a story feels is told by two. */
  kin(a, b) {
    const [one, other] = [a, b].map((id) => this.byId.get(id)?.family);
    return one === other || (MOODS.includes(one) && MOODS.includes(other));
  }

  /** Whether a family tells of what hurts: a third of its themes are content warnings. */
  hurts(family) {
    const own = this.tropes.filter((trope) => trope.family === family);
    return own.filter((trope) => trope.content_warning).length >= own.length / 3;
  }

  /** Whether what is typed is what a trope is called here, not only another name of it. */
  isCalled(trope, typed) {
    return [trope.label, trope.label_ko].some((name) => folded(name) === folded(typed));
  }

  /** Tropes whose names begin with or contain what is typed, best first; none for nothing. */
  find(typed, most = 6) {
    const key = folded(typed);
    if (!key) return [];
    const found = [];
    for (const trope of this.tropes) {
      let best = 9;
      for (const name of [trope.label, trope.label_ko, ...(trope.aliases ?? [])]) {
        const own = folded(name);
        if (own.startsWith(key)) best = Math.min(best, own === key ? 0 : 1);
        else if (key.length > 1 && own.includes(key)) best = Math.min(best, 2);
      }
      if (best < 9) found.push([best, trope]);
    }
    found.sort((a, b) => a[0] - b[0] || (b[1].dramas ?? 0) - (a[1].dramas ?? 0));
    return found.slice(0, most).map(([, trope]) => trope);
  }
}

/** An id as words: `slow-burn` is "Slow burn". */
export function inWords(id) {
  const words = id.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function folded(text) {
  return (text ?? "").normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
