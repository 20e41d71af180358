// What the page holds: the question, its answer, the viewer's lists, and every way to change them.

import { Failed } from "./failed.js";
import { leftOutBy } from "./leftout.js";
import { viewLink } from "./links.js";
import { Lists } from "./lists.js";
import { empty, request, toLink, withUnderstood } from "./question.js";
import { inWords } from "./vocabulary.js";
import { language, t } from "./words.js";

/** How many steps back Ctrl+Z knows. */
const UNDOABLE = 10;
/** To which place the rank of a card that left is looked up. */
const FARTHEST = 100;
/** How long after a slider's last step what is out of sight follows, in milliseconds. */
const SETTLED = 100;

/** What the page holds, and what can be done with it. */
export const app = {
  engine: null, opened: false, vocabulary: null, lists: new Lists(), question: empty(), answer: null, unread: [], asked: null,
  /** Dramas by id, as the engine tells them, and titles by id. */
  details: new Map(), titles: new Map(),
  /** Tropes whose slider was moved to the middle: their rows stay until the question is another. */
  zeroed: new Set(),
  /** Lessened themes that changed nothing, as idle.js finds them. */
  idle: [],
  /** The result taken for a comparison with the next that is; null for none. */
  picked: null,
  undone: [], toasts: null, boxInput: null, find: null,
  /** The two dramas beside each other whose hidden themes were asked for, as their ids. */
  spoilt: null,
  /** The view before this one; null at first. */
  from: null, view: null,

  titleOf(id) {
    const drama = app.details.get(id) ?? app.titles.get(id);
    return (language() === "ko" && drama?.native_title) || drama?.title || (app.opened ? id : inWords(id));
  },

  async search(text, most) {
    try {
      const { dramas } = await app.engine.search(text, most);
      dramas.forEach((drama) => app.titles.set(drama.id, drama));
      return dramas;
    } catch {
      return [];
    }
  },

  /** Gets what is not known yet of some dramas. What the catalogue does not have stays unknown;
   * that there is no answer at all is thrown. */
  async know(ids) {
    const missing = [...new Set(ids)].filter((id) => !app.details.has(id));
    await Promise.all(missing.map(async (id) => {
      try {
        app.details.set(id, await app.engine.drama(id));
      } catch (error) {
        if (!(error instanceof Failed) || error.code === "network") throw error;
      }
    }));
  },

  /** Edits the question, which adds to the history, so that Back undoes. While a slider is `moving`
   * only what is in sight follows, and its link is written once it is `moved`. */
  async change(edit, { slider = null, keeps = slider !== null, say = null } = {}) {
    const next = structuredClone(app.question);
    const held = document.activeElement;
    if (say) app.remember();
    edit(next);
    if (!keeps) next.k = empty().k;
    const link = toLink(next).toString();
    // What the slider asked on its way need not be asked again where it stops.
    const asked = slider === "moved" && link === toLink(app.question).toString();
    app.question = next;
    if (!asked) app.asking = app.answerNow(slider !== null);
    const href = link ? `?${link}` : "./";
    if (slider !== "moving" && new URL(href, location.href).search !== location.search) history.pushState(null, "", href);
    await app.asking;
    // The links of the cards were those of the way until now.
    if (asked) app.settleLater();
    if (!slider) app.rescue(held);
    if (say) app.toasts.show(typeof say === "function" ? say() : say, app.undo);
  },

  /** Gives the focus a place where what had it is gone: in an open sheet its head, else the
   * question. */
  rescue(held = null) {
    const now = document.activeElement;
    if (now && now !== document.body && now.getClientRects().length) return;
    if (held === document.body) return;
    const target = document.querySelector("dialog[open] h2") ?? document.querySelector("main h1");
    target?.setAttribute("tabindex", "-1");
    target?.focus({ preventScroll: true });
  },

  /** Lays a place to come back to. */
  remember() {
    const card = document.activeElement?.closest?.(".card")?.dataset.id ?? null;
    app.undone.push({ question: structuredClone(app.question), lists: app.lists.snapshot(), card });
    if (app.undone.length > UNDOABLE) app.undone.shift();
  },

  /** Takes the last step back; the focus goes where it was then. */
  async undo() {
    const last = app.undone.pop();
    if (!last) return;
    app.lists.restore(last.lists);
    const link = toLink(last.question).toString();
    if (app.atQuestion()) await app.change((next) => Object.assign(next, last.question), { keeps: true });
    else if (link === toLink(app.question).toString()) await app.again();
    else await app.go(link ? `?${link}` : "./");
    if (last.card && document.activeElement?.closest?.(".card")?.dataset.id !== last.card) app.find?.cards.focus(last.card);
    app.rescue();
    app.toasts.show(t("undone"));
  },

  async like(id) {
    const after = app.cardAfter(id);
    await app.change((next) => { if (!next.like.includes(id)) next.like.push(id); }, { say: t("added", app.titleOf(id)) });
    if (after) app.find.cards.focus(after);
  },

  /** The card that the focus goes to when the one that holds it leaves; null when it holds none. */
  cardAfter(id) {
    return document.activeElement?.closest?.(".card") ? app.find?.cards.titleAfter(id) : null;
  },

  /** Sets a trope's stop; `slider` as in `change`. */
  tune(id, stop, slider = null) {
    if (stop === 0) app.zeroed.add(id);
    return app.change((next) => {
      next.veto = next.veto.filter((one) => one !== id);
      if (stop === 0) delete next.tune[id];
      else next.tune[id] = stop;
    }, { slider });
  },

  /** One stop more or less of a trope. */
  nudge(id, by) {
    const stop = Math.max(-2, Math.min(2, (app.question.tune[id] ?? 0) + by));
    if (stop === 0) app.zeroed.add(id);
    return app.change((next) => {
      next.veto = next.veto.filter((one) => one !== id);
      if (stop === 0) delete next.tune[id];
      else next.tune[id] = stop;
    }, { say: t("tuned", app.vocabulary.name(id), t("stops")[stop]) });
  },

  toggleVeto(id) {
    const on = app.question.veto.includes(id);
    return app.change((next) => {
      next.veto = next.veto.filter((one) => one !== id);
      if (!on) next.veto.push(id);
      if (!on) delete next.tune[id];
    }, on ? {} : { say: () => [t("vetoed", app.vocabulary.name(id)), app.vocabulary.isWarning(id) ? leftOutBy(app, id) : ""].join(" ") });
  },

  setFact(name, value) {
    return app.change((next) => {
      if (value === null || value === "") delete next.facts[name];
      else next.facts[name] = name === "max_episodes" ? Number(value) : value;
    });
  },

  setLean(name, value, slider) {
    return app.change((next) => { next[name] = value; }, { slider });
  },

  /** Puts a drama on the list of those to be watched, or takes it off. It stays among the
   * results. */
  want(id) {
    app.list(id, app.lists.status(id) === "want-to-watch" ? null : "want-to-watch");
    app.find?.cards.mark(id);
  },

  /** Takes a result for a comparison; a second one is set beside the first. */
  compare(id) {
    const first = app.picked;
    app.picked = first === null ? id : null;
    app.find?.cards.pick();
    if (first !== null && first !== id) app.go(viewLink("compare", first, id));
  },

  /** Puts a drama away: it leaves the results, and the focus goes to the next. */
  async mark(id, status) {
    const after = app.find?.cards.titleAfter(id);
    app.list(id, status);
    await app.answerNow();
    if (after) app.find.cards.focus(after);
    else app.rescue();
  },

  /** Puts a drama on one of the viewer's lists, or with null off them. */
  list(id, status) {
    const title = app.titleOf(id);
    const edit = () => app.lists.set(id, status, app.details.get(id)?.title ?? app.lists.title(id) ?? title);
    app.relist(edit, () => status ? t("marked")[status](title) : t("unmarked", title));
  },

  /** Changes the viewer's lists, and says so with a way back; `said` of what the change returns. */
  relist(edit, said) {
    app.remember();
    let done;
    try {
      done = edit();
    } catch (error) {
      app.undone.pop();
      throw error;
    }
    app.toasts.show(said(done), app.undo);
    if (!app.lists.kept) app.toasts.note(t("noStorage"));
  },

  /** A wish in words, laid over the question; what was understood is said. */
  async wish(text) {
    const understood = await app.engine.ask(text);
    const idOf = async (title) => {
      const { dramas } = await app.engine.search(title, 4);
      dramas.forEach((drama) => app.titles.set(drama.id, drama));
      return (dramas.find((drama) => drama.title === title) ?? await app.engine.drama(title).catch(() => null))?.id;
    };
    app.asked = understood;
    const next = await withUnderstood(app.question, understood.request, idOf);
    const nothing = !understood.understood.length;
    await app.change((own) => Object.assign(own, next), {});
    app.asked = nothing ? { nothing: text, ...understood } : understood;
    app.find?.render();
  },

  /** Asks the question as it is and shows the answer; with `quick` what of it is in sight, and the
   * rest a little later. Of several asked at once the last is shown. */
  async answerNow(quick = false) {
    const turn = ++app.turn;
    clearTimeout(app.settling);
    // Where the cards stand is asked before anything changes: later it would cost a layout.
    const inSight = quick ? app.find?.cards.seen() ?? null : null;
    app.asked = null;
    app.find?.waits(true);
    let answer = null;
    let failure = null;
    if (asksNothing()) answer = null;
    else {
      try {
        answer = await app.engine.recommend(request(app.question, app.lists.done()));
        await knowAll(named(answer.results.slice(...inSight ? [inSight[0], inSight[1] + 1] : [])));
      } catch (error) {
        failure = error;
      }
    }
    if (turn !== app.turn) return;
    app.answer = answer;
    app.failure = failure;
    app.find?.render(inSight);
    if (inSight) app.settleLater();
    else app.find?.waits(false);
  },
  turn: 0, asking: null, settling: 0,

  /** Brings up to date what was out of sight, unless something else was asked since. */
  settleLater() {
    clearTimeout(app.settling);
    const turn = app.turn;
    app.settling = setTimeout(async () => {
      // Without a network a card has its title alone.
      if (app.answer) await knowAll(named(app.answer.results)).catch(() => {});
      if (turn !== app.turn) return;
      app.find?.render();
      app.find?.waits(false);
    }, SETTLED);
  },

  /** Tropes that part the answers most: some have much of them, some none. What is akin to
   * something that was turned away, or tells of what hurts, is not offered. */
  splitting() {
    const dramas = (app.answer?.results ?? []).map((one) => app.details.get(one.id)).filter(Boolean);
    if (dramas.length < 4) return [];
    const { tune, veto } = app.question;
    const away = [...veto, ...Object.keys(tune).filter((trope) => tune[trope] < 0)];
    const painful = new Set(app.vocabulary.families.map((family) => family.id).filter((id) => app.vocabulary.hurts(id)));
    const unwanted = (trope) => painful.has(app.vocabulary.trope(trope).family) || away.some((one) => app.vocabulary.kin(one, trope));
    const sums = new Map();
    for (const drama of dramas) {
      for (const { trope, strength } of drama.tropes) {
        const of = app.vocabulary.trope(trope);
        if (!of || of.spoiler || of.content_warning || tune[trope] || veto.includes(trope) || unwanted(trope)) continue;
        const [sum, squares] = sums.get(trope) ?? [0, 0];
        sums.set(trope, [sum + strength, squares + strength * strength]);
      }
    }
    const n = dramas.length;
    const spread = ([trope, [sum, squares]]) => [squares / n - (sum / n) ** 2, trope];
    return [...sums].map(spread).sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? -1 : 1)).slice(0, 6).map(([, trope]) => trope);
  },

  /** The place of a drama among the answers to the question, from 1; null where it is not near. */
  async rankOf(id) {
    const asked = { ...request(app.question, app.lists.done()), k: FARTHEST };
    const { results } = await app.engine.recommend(asked);
    return results.find((one) => one.id === id)?.rank ?? null;
  },

  /** Whether the question and its answers are what is shown. */
  atQuestion: () => Boolean(app.find?.element.isConnected),

  /** Goes to another view, or shows the same again; main.js says how. */
  go: null,
  again: null,
};

/** The dramas that an answer names: those of its results, and their seasons. */
function named(results) {
  const ids = results.flatMap((one) => [one.id, ...(one.via ? [one.via] : [])]);
  return [...ids, ...app.question.like, ...app.question.unlike, ...app.question.exclude];
}

/** Gets what is not known yet of dramas and of those with which their stories begin. */
async function knowAll(ids) {
  await app.know(ids);
  const series = ids.map((id) => app.details.get(id)?.series).filter(Boolean);
  // A series may be called by no drama's id: that it has none is known once it was asked.
  const firsts = series.filter((id) => !asked.has(id));
  firsts.forEach((id) => asked.add(id));
  await app.know(firsts);
}
const asked = new Set();

function asksNothing() {
  return toLink(app.question).toString() === "";
}
