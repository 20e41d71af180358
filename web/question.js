// The question: what it holds, how it stands in a link, and the request it makes.
//
// A trope's slider has five stops, each with one meaning in the request:
//
// | stop | word      | beside a liked title     | without one              |
// |------|-----------|--------------------------|--------------------------|
// |  -2  | much less | `avoid` with 0.8 (soft)  | the same                 |
// |  -1  | less      | `less` (critique)        | `avoid` with 0.4 (soft)  |
// |   0  | as it is  | nothing                  | nothing                  |
// |   1  | more      | `more` (critique)        | `want` with 0.5          |
// |   2  | a lot     | `want` with 1            | the same                 |
//
// None of them leaves a drama out; only a veto (`avoid: "veto"`) does.

/** How many answers at first, and how many more each time. */
export const STEP = 12;
/** Most of any one list that a link may hold; a longer one is cut. */
const MOST = 24;

/** The stops of fame, from little known to well known, as the request says them. */
const FAME = {
  "-2": { little_known: true, popularity: 0.8 }, "-1": { little_known: true, popularity: 0.3 },
  1: { popularity: 0.7 }, 2: { popularity: 1 },
};

/** Facts that a link and the request call by one name, with their kind. */
export const FACTS = {
  year_from: "number", year_to: "number", min_episodes: "number", max_episodes: "number",
  min_minutes: "number", max_minutes: "number", min_hours: "number", max_hours: "number",
  min_score: "number", rating_up_to: "text", airing: "text", streaming: "text", network: "text",
  origin: "text", with: "texts", without: "texts", specials: "flag",
};

/** A question in which nothing is asked. */
export function empty() {
  return { like: [], unlike: [], exclude: [], tune: {}, veto: [], any: [], require: [], facts: {}, fame: 0, variety: 0, pooling: null, k: STEP };
}

/** The request that the question makes; `seen` are the ids of the viewer's own lists. */
export function request(q, seen = []) {
  const made = { k: q.k, count: true };
  for (const name of ["like", "unlike", "exclude"]) if (q[name].length) made[name] = q[name];
  const want = {};
  const avoid = {};
  const more = [];
  const less = [];
  for (const [trope, stop] of Object.entries(q.tune)) {
    if (stop === 2) want[trope] = 1;
    if (stop === 1) q.like.length ? more.push(trope) : (want[trope] = 0.5);
    if (stop === -1) q.like.length ? less.push(trope) : (avoid[trope] = 0.4);
    if (stop === -2) avoid[trope] = 0.8;
  }
  for (const trope of q.veto) avoid[trope] = "veto";
  if (Object.keys(want).length) made.want = want;
  if (Object.keys(avoid).length) made.avoid = avoid;
  if (more.length) made.more = more;
  if (less.length) made.less = less;
  if (q.any.length) made.any = q.any;
  if (q.require.length) made.require = q.require;
  if (Object.keys(q.facts).length) made.filter = { ...q.facts };
  if (q.fame) Object.assign(made, FAME[q.fame]);
  if (q.variety) made.diversity = q.variety / 5;
  if (q.pooling && q.like.length > 1) made.pooling = q.pooling;
  if (seen.length) made.seen = seen;
  return made;
}

/** The question as the query of a link; defaults are left out, and so is the viewer's own list. */
export function toLink(q) {
  const link = new URLSearchParams();
  for (const name of ["like", "unlike", "exclude", "veto", "require"]) if (q[name].length) link.set(name, q[name].join(","));
  const tune = Object.entries(q.tune).map(([trope, stop]) => `${trope}:${stop}`);
  if (tune.length) link.set("tune", tune.join(","));
  if (q.any.length) link.set("any", q.any.map((group) => group.join("|")).join(","));
  for (const [name, value] of Object.entries(q.facts)) link.set(name, Array.isArray(value) ? value.join(",") : value);
  if (q.fame) link.set("fame", q.fame);
  if (q.variety) link.set("variety", q.variety);
  if (q.pooling) link.set("pooling", q.pooling);
  return link;
}

/** How many filters a question sets, beside the titles that it names. */
export function narrowing(q) {
  const lists = ["unlike", "exclude", "veto", "any", "require"].reduce((sum, name) => sum + q[name].length, 0);
  return lists + Object.keys(q.tune).length + Object.keys(q.facts).length + [q.fame, q.variety].filter(Boolean).length;
}

/** Reads a link. What cannot be meant is left out and named in `unread`, in plain text. */
export function fromLink(link, vocabulary) {
  const q = empty();
  const unread = [];
  const list = (name) => [...new Set((link.get(name) ?? "").split(",").map((part) => part.trim().slice(0, 80)).filter(Boolean))].slice(0, MOST);
  const known = (id) => vocabulary.has(id) || (unread.push(id), false);
  for (const name of ["like", "unlike", "exclude"]) q[name] = list(name);
  q.veto = list("veto").filter(known);
  q.require = list("require").filter(known);
  for (const part of list("tune")) {
    const [trope, stop] = part.split(":");
    const number = Number(stop);
    if (!known(trope)) continue;
    if (Number.isInteger(number) && Math.abs(number) <= 2 && number !== 0) {
      if (!q.veto.includes(trope)) q.tune[trope] = number;
    } else unread.push(part);
  }
  for (const group of list("any")) {
    const tropes = group.split("|").filter(known);
    if (tropes.length) q.any.push(tropes);
  }
  for (const [name, kind] of Object.entries(FACTS)) {
    const text = link.get(name);
    if (text === null) continue;
    const value = fact(kind, text);
    if (value === null) unread.push(`${name}=${text.slice(0, 40)}`);
    else q.facts[name] = value;
  }
  q.fame = stop(link.get("fame"), -2, 2);
  q.variety = stop(link.get("variety"), 0, 4);
  if (["mean", "best", "least"].includes(link.get("pooling"))) q.pooling = link.get("pooling");
  return { question: q, unread: unread.slice(0, 6) };
}

function fact(kind, text) {
  if (kind === "number") return text.trim() !== "" && Number.isFinite(Number(text)) && Number(text) >= 0 && Number(text) < 10000 ? Number(text) : null;
  if (kind === "flag") return text === "true" ? true : null;
  if (kind === "texts") return text.split(",").slice(0, 6);
  return text && text.length < 60 ? text : null;
}

function stop(text, least, most) {
  const number = Number(text ?? 0);
  return Number.isInteger(number) && number >= least && number <= most ? number : 0;
}

/** What `ask` understood, laid over a question: titles by id, the rest as the page has it.
 * `idOf` gives the id of a title as the engine names it. */
export async function withUnderstood(q, asked, idOf) {
  const next = structuredClone(q);
  const add = (list, ids) => ids.forEach((id) => id && !list.includes(id) && list.push(id));
  const ids = async (titles) => Promise.all((titles ?? []).map(idOf));
  add(next.like, await ids(asked.like));
  add(next.unlike, await ids(asked.unlike));
  add(next.exclude, [...await ids(asked.exclude), ...await ids(asked.seen)]);
  const tune = (trope, stop) => {
    next.tune[trope] = stop;
    next.veto = next.veto.filter((id) => id !== trope);
  };
  for (const [trope, weight] of Object.entries(asked.want ?? {})) tune(trope, weight > 0.7 ? 2 : 1);
  for (const trope of asked.more ?? []) tune(trope, 1);
  for (const trope of asked.less ?? []) tune(trope, -1);
  const avoids = Array.isArray(asked.avoid) ? asked.avoid.map((id) => [id, "veto"]) : Object.entries(asked.avoid ?? {});
  for (const [trope, how] of avoids) {
    if (how === "veto") {
      delete next.tune[trope];
      add(next.veto, [trope]);
    } else tune(trope, how > 0.6 ? -2 : -1);
  }
  next.any.push(...asked.any ?? []);
  add(next.require, Array.isArray(asked.require) ? asked.require : Object.keys(asked.require ?? {}));
  for (const name of Object.keys(FACTS)) if (asked.filter?.[name] !== undefined) next.facts[name] = asked.filter[name];
  if (asked.little_known) next.fame = -2;
  else if (asked.popularity) next.fame = 2;
  if (asked.pooling && asked.pooling !== "mean") next.pooling = asked.pooling;
  return next;
}
