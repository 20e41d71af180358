// The answers as a list of cards. A card is made once for a drama and moved, never rebuilt, so that
// focus and what is unfolded stay as they are.

import { barLength, card } from "./card.js";
import { h } from "./dom.js";

/** A bar is as long as the best score, so that the best of weak answers does not look like a
 * failure; but where the best is below this, in hundredths, short bars say so. */
const LEAST_FULL = 50;
/** Bars stretch in steps, in hundredths: each step is drawn anew on all cards. */
const STRETCH = 10;
/** Cards kept for dramas that may come back, and how many of them in the document: to make one, and
 * to lay one out for the first time, is what a slider's step costs most for. */
const KEPT = 120;
const GONE = 36;

export function cards(app) {
  const list = h("ol", { class: "cards" });
  const kept = new Map();
  let shown = [];
  /** The card that stays although its drama dropped out; null for none. */
  let staying = null;
  /** Where the card that is held last stood among the answers: there it stays. */
  let place = -1;
  /** The places in sight as they were last looked up; null when they may be others. */
  let sight = null;
  const moved = () => { sight = null; };
  window.addEventListener("scroll", moved, { passive: true });
  window.addEventListener("resize", moved);
  list.addEventListener("click", moved);

  /** Shows results in their order; cards that are gone leave. With `inSight`, the first and the
   * last place that can be seen, the others only take their places, and the next call brings them
   * up to date; until then a browser need not draw them, which it else does far beyond the fold,
   * and need not look which of them can be seen, for which it lays out twice. A card that is moved
   * in the document is laid out and drawn anew, so for the moment all are placed by `order`
   * alone. */
  function show(results, inSight = null) {
    const [first, last] = inSight ?? [0, Infinity];
    const held = heldCard();
    const before = held?.getBoundingClientRect().top;
    const here = new Set(results.map((result) => result.id));
    const at = shown.indexOf(held);
    if (at >= 0) place = at;
    keep(!inSight && results.length && held?.contains(document.activeElement) ? held : null, here);
    // What was taken for a comparison is let go with its card.
    if (!inSight && app.picked && !here.has(app.picked)) {
      app.picked = null;
      staying?.pick();
    }
    if (!inSight) stretch(results);
    putAway(here, inSight);
    shown = results.map((result, at) => {
      if (!kept.has(result.id)) kept.set(result.id, card(app, result.id));
      const own = kept.get(result.id);
      const near = at >= first && at <= last;
      if (near) own.update(result, !inSight);
      stand(own.element, !inSight ? "card" : near ? "card near" : "card away");
      if (inSight && own.element.parentNode !== list) list.append(own.element);
      const order = inSight ? String(at) : "";
      if (own.element.style.order !== order) own.element.style.order = order;
      return own.element;
    });
    if (!inSight) {
      arrange();
      moved();
      // Where the cards stand is looked up now: at a slider's next step it would cost a layout.
      requestAnimationFrame(() => setTimeout(seen));
    }
    steady(held, before);
  }

  /** Changes what is above the cards; the card that is held keeps its place on the screen. */
  function hold(change) {
    const held = heldCard();
    const before = held?.getBoundingClientRect().top;
    change();
    steady(held, before);
  }

  function steady(held, before) {
    if (!held?.isConnected) return;
    const by = held.getBoundingClientRect().top - before;
    if (by) window.scrollBy({ top: by, behavior: "instant" });
  }

  /** The card that keeps its place on the screen: the one that has the focus, or else is under the
   * pointer, unless a slider or a field is what is used. */
  function heldCard() {
    const focus = document.activeElement;
    if (focus?.closest?.(".card")) return focus.closest(".card");
    return focus?.matches("input, select, textarea") ? null : list.querySelector(".card:hover");
  }

  /** How a card stands in the document: among the answers, or gone for the moment. */
  function stand(element, kind) {
    if (element.className === kind) return;
    element.className = kind;
    if (kind === "gone") element.setAttribute("aria-hidden", "true");
    else element.removeAttribute("aria-hidden");
  }

  /** Puts away the cards that are no answers; all but the last of them leave the document, and in
   * the end are forgotten, once there is time. */
  function putAway(here, inSight) {
    const away = [...kept].filter(([id, own]) => !here.has(id) && own !== staying);
    for (const [, own] of away) stand(own.element, "gone");
    if (inSight) return;
    for (const [, own] of away.slice(0, -GONE)) own.element.remove();
    for (const [id, own] of away.slice(0, Math.max(0, kept.size - KEPT))) {
      own.element.remove();
      kept.delete(id);
    }
  }

  /** Lets a pressed card that dropped out of the answers stay until focus and pointer leave it; not
   * one that was put away, or became part of the question. */
  function keep(held, here) {
    const id = held?.dataset.id;
    const { like, unlike, exclude } = app.question;
    const stays = id && !here.has(id) && ![...app.lists.done(), ...like, ...unlike, ...exclude].includes(id);
    const own = stays ? kept.get(id) : null;
    if (staying && staying !== own) leave(staying);
    if (!own) return;
    staying = own;
    stand(own.element, "card left");
    app.rankOf(id).then((rank) => own === staying && own.says("nowAt", rank), () => {});
    for (const name of ["focusout", "pointerleave"]) own.element.addEventListener(name, letGo);
  }

  /** The card that stayed is let go once neither focus nor pointer is on it. */
  function letGo({ currentTarget }) {
    setTimeout(() => {
      if (currentTarget !== staying?.element || currentTarget.matches(":hover, :focus-within")) return;
      leave(staying);
      stand(currentTarget, "gone");
    });
  }

  function leave(own) {
    for (const name of ["focusout", "pointerleave"]) own.element.removeEventListener(name, letGo);
    own.says(null);
    staying = null;
  }

  /** Lets the bars be as long as there is room; not while a slider moves, since all of them are
   * drawn anew by it. */
  function stretch(results) {
    const longest = Math.ceil(Math.max(0, ...results.map(barLength)) / STRETCH) * STRETCH;
    const scale = (100 / Math.max(LEAST_FULL, longest)).toFixed(3);
    if (list.style.getPropertyValue("--scale") !== scale) list.style.setProperty("--scale", scale);
  }

  /** Puts the cards in their order in the document, the one that stays where it stood, and moves no
   * more than have to: what is moved is laid out anew. What has focus keeps it. */
  function arrange() {
    const wanted = [...shown];
    if (staying) wanted.splice(place < 0 ? wanted.length : place, 0, staying.element);
    const among = new Set(wanted);
    const after = (element) => {
      while (element && !among.has(element)) element = element.nextElementSibling;
      return element;
    };
    let next = after(list.firstElementChild);
    for (const element of wanted) {
      if (element === next) next = after(next.nextElementSibling);
      else move(element, next);
      among.delete(element);
      next = after(next);
    }
  }

  function move(element, before) {
    const focus = element.contains(document.activeElement) ? document.activeElement : null;
    list.insertBefore(element, before);
    focus?.focus({ preventScroll: true });
  }

  /** Where the list is seen: its first card in sight, and how far from the top that is. */
  function where() {
    const first = shown.find((element) => element.getBoundingClientRect().bottom > 0);
    return { id: first?.dataset.id, top: first?.getBoundingClientRect().top ?? 0, y: window.scrollY };
  }

  /** Brings the list to where it was seen. Its cards are measured only as they come into sight, so
   * a frame later it is done once more. */
  function bring({ id, top, y }) {
    const settle = () => {
      const element = kept.get(id)?.element;
      if (element?.isConnected) window.scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
      else window.scrollTo({ top: y, behavior: "instant" });
    };
    window.scrollTo({ top: y, behavior: "instant" });
    settle();
    requestAnimationFrame(() => { settle(); requestAnimationFrame(settle); });
  }

  /** The places from which and to which cards can be seen, with one more below. */
  function seen() {
    return sight ??= look();
  }

  function look() {
    const places = shown.map((element) => element.getBoundingClientRect());
    const visible = places.map((rect, at) => rect.bottom > 0 && rect.top < window.innerHeight ? at : -1).filter((at) => at >= 0);
    return visible.length ? [visible[0], visible.at(-1) + 1] : [0, 2];
  }

  /** The id of the card after one, or else before it: where the focus goes when it leaves. */
  function titleAfter(id) {
    const at = shown.indexOf(kept.get(id)?.element);
    return at < 0 ? null : (shown[at + 1] ?? shown[at - 1])?.dataset.id ?? null;
  }

  return {
    element: list, show, hold, seen, where, bring, titleAfter,
    focus: (id) => kept.get(id)?.focus(),
    focusAt: (at) => kept.get(shown[at]?.dataset.id)?.focus(),
    mark: (id) => kept.get(id)?.mark(),
    pick: () => { for (const own of kept.values()) own.pick(); },
  };
}
