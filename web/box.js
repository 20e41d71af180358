// The box: a title, a trope or a wish, by keyboard (the combobox pattern of ARIA).

import { h, icon, replace, write } from "./dom.js";
import { badge } from "./families.js";
import { language, t } from "./words.js";

let boxes = 0;
/** A box for wishes grows to so many rows. */
const ROWS = 3;

/** Whether a name, from one of its words on, begins with what is typed; spaces do not count. */
function begins(name, typed) {
  const words = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const own = words(name ?? "");
  const key = words(typed).join("");
  return own.some((_, at) => own.slice(at).join("").startsWith(key));
}

/** Suggested dramas as the engine orders them, but those of which no name has such a word last. */
function ordered(dramas, typed) {
  return [...dramas.filter((drama) => named(drama, typed)), ...dramas.filter((drama) => !named(drama, typed))];
}

/** Whether what is typed is a drama's title, but for the case of its letters. */
function isCalled({ title, native_title: native }, typed) {
  return [title, native].some((name) => name?.toLowerCase() === typed.toLowerCase());
}

function named({ title, native_title: native, also }, typed) {
  return [title, native, also].some((name) => begins(name, typed));
}

/** A box with suggestions.
 * @param app the page
 * @param options `choose(option)` gets `{kind: "drama", drama}`, `{kind: "trope", trope}` or
 * `{kind: "wish", text}`; `only` limits it to dramas. */
export function box(app, { label, hint, choose, only = null }) {
  const id = `box${boxes++}`;
  let options = [];
  let marked = -1;
  let composing = false;
  let pressedEnter = false;
  let turn = 0;

  // A wish may be a sentence, for which there are several rows. They cannot be a combobox, so how
  // many suggestions there are is said.
  const kind = only ? ["input", { type: "text", role: "combobox", "aria-expanded": "false" }] : ["textarea", { rows: 1 }];
  const said = h("p", { class: "unseen", role: "status" });
  const input = h(kind[0], {
    id, ...kind[1], class: "box-input", autocomplete: "off", spellcheck: "false",
    "aria-controls": `${id}-list`, "aria-autocomplete": "list", placeholder: hint,
    maxlength: 600, enterkeyhint: "go",
    oninput: () => { if (!composing) oneLine(); grow(); if (!composing) suggest(); },
    onbeforeinput: broken,
    onkeydown: pressed,
    oncompositionstart: () => { composing = true; },
    oncompositionend: () => {
      composing = false;
      oneLine();
      suggest().then(() => {
        // Enter ended the composition: it was meant, once.
        if (pressedEnter) take();
        pressedEnter = false;
      });
    },
    onblur: () => setTimeout(close, 150),
    onfocus: () => input.value && suggest(),
  });
  const list = h("ul", { id: `${id}-list`, class: "box-list", role: "listbox", "aria-label": label, hidden: true });
  const element = h("div", { class: "box" },
    h("label", { for: id, class: "box-label" }, label),
    h("div", { class: only ? "box-field" : "box-field rows" }, icon("search"), input), list, only ? null : said);

  /** What is pasted may have line breaks, which mean nothing here: they become blanks. */
  function oneLine() {
    if (!/[\r\n]/.test(input.value)) return;
    const { selectionStart, selectionEnd } = input;
    input.value = input.value.replace(/[\r\n]/g, " ");
    input.setSelectionRange(selectionStart, selectionEnd);
  }

  /** A line is never broken. Some systems break it with the Enter that ended a syllable, after the
   * end of the composition: what is suggested would be looked up anew, while the old is taken. */
  function broken(event) {
    if (event.inputType === "insertLineBreak" || event.inputType === "insertParagraph") event.preventDefault();
  }

  /** As many rows as what is typed takes, up to ROWS. */
  function grow() {
    if (only) return;
    input.rows = 1;
    while (input.rows < ROWS && input.scrollHeight > input.clientHeight + 1) input.rows++;
  }

  /** Says whether there are suggestions. */
  function expand() {
    const n = options.length;
    if (only) input.setAttribute("aria-expanded", String(n > 0));
    else write(said, n ? t("suggested", n) : "");
  }

  async function suggest() {
    const text = input.value.trim();
    const mine = ++turn;
    if (!text) return close();
    // Where there is little room, tropes are not pushed out of sight by titles.
    const most = only ? 8 : window.innerWidth < 620 ? 4 : 5;
    const dramas = ordered(await app.search(text, 2 * most), text).slice(0, most);
    // An answer to what was typed before is no answer.
    if (mine !== turn) return;
    options = dramas.map((drama) => ({ kind: "drama", drama }));
    if (!only) {
      const tropes = app.vocabulary.find(text, 5).map((trope) => ({ kind: "trope", trope }));
      // Where a theme is meant, titles that hold the letters somewhere inside a word are not.
      if (tropes.length) options = options.filter(({ drama }) => named(drama, text));
      // A theme's very name means the theme, unless a drama is called just so.
      const meant = tropes.length && app.vocabulary.isCalled(tropes[0].trope, text) && !dramas.some((drama) => isCalled(drama, text));
      options = meant ? [...tropes, ...options] : [...options, ...tropes];
      const words = text.split(/\s+/).length;
      const wish = { kind: "wish", text };
      // A sentence is more likely a wish than the title it resembles.
      if (words > 3) options.unshift(wish);
      else options.push(wish);
    }
    marked = -1;
    show();
  }

  function show() {
    const items = [];
    let group = null;
    options.forEach((option, at) => {
      if (option.kind !== group && !only) {
        group = option.kind;
        items.push(h("li", { role: "presentation", class: "box-group" }, t({ drama: "dramas", trope: "tropes", wish: "wish" }[group])));
      }
      items.push(h("li", {
        role: "option", id: `${id}-${at}`, class: `box-option ${option.kind}`, "aria-selected": String(at === marked),
        onpointerdown: (event) => event.preventDefault(),
        onclick: () => { marked = at; take(); },
      }, face(option)));
    });
    replace(list, items);
    list.hidden = options.length === 0;
    expand();
    mark();
  }

  function face(option) {
    if (option.kind === "wish") return [icon("search"), h("span", null, t("askFor", option.text))];
    if (option.kind === "trope") return [badge(option.trope.family), h("span", null, app.vocabulary.name(option.trope.id))];
    const { title, native_title: native, year, also } = option.drama;
    const names = [h("span", { lang: "en" }, title), h("span", { lang: "ko" }, native)];
    if (language() === "ko" && native) names.reverse();
    names[0].className = "box-title";
    names[1].className = "quiet";
    // The name that was recognised, when it is neither of the two.
    return [names, h("span", { class: "quiet" }, year ?? ""), also ? h("span", { class: "quiet" }, `“${also}”`) : null];
  }

  function mark() {
    for (const item of list.querySelectorAll("[role=option]")) item.setAttribute("aria-selected", String(item.id === `${id}-${marked}`));
    if (marked >= 0) {
      input.setAttribute("aria-activedescendant", `${id}-${marked}`);
      document.getElementById(`${id}-${marked}`)?.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function pressed(event) {
    if (event.key === "Enter") {
      // While a Hangul syllable is being composed Enter belongs to it; what it means comes after.
      if (event.isComposing || composing) { pressedEnter = true; return; }
      event.preventDefault();
      suggestedThenTake();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options.length) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      marked = (marked + step + options.length + (marked < 0 && step < 0 ? 1 : 0)) % options.length;
      mark();
    } else if (event.key === "Escape") {
      if (!list.hidden) { event.preventDefault(); close(); } else if (input.value) { event.preventDefault(); input.value = ""; grow(); }
    }
  }

  /** Enter may come before the suggestions for the last letter. */
  async function suggestedThenTake() {
    const kept = marked;
    if (kept < 0) await suggest();
    else marked = kept;
    take();
  }

  function take() {
    const option = options[marked >= 0 ? marked : 0];
    if (!option) return;
    input.value = "";
    grow();
    close();
    choose(option);
  }

  function close() {
    turn++;
    options = [];
    marked = -1;
    list.hidden = true;
    list.replaceChildren();
    expand();
    input.removeAttribute("aria-activedescendant");
  }

  return { element, input };
}
