// The viewer's own list: what to watch, what was seen, dropped or is not for them; as a file, as
// text to send, on paper.

import { box } from "./box.js";
import { h, icon, replace } from "./dom.js";
import { viewLink } from "./links.js";
import { STATUSES } from "./lists.js";
import { picture } from "./picture.js";
import { facts, otherTitle } from "./told.js";
import { warningsOf, warningText } from "./warnings.js";
import { dayInWords, language, t } from "./words.js";

/** Of so many dramas, those marked last, the list shows more than their titles. */
const TOLD = 400;
/** A larger file, in bytes, is no list. */
const LARGEST = 4e6;

export async function listView(app) {
  const status = h("p", { role: "status", class: "quiet" });
  const lists = h("div", { class: "lists", tabindex: -1 });
  const text = h("textarea", { class: "list-text", readonly: true, rows: 8, hidden: true, "aria-label": t("listText") });
  let warned = false;
  await know();

  /** What is told beside the titles; a list is there without it as well. */
  async function know() {
    await app.know(app.lists.ids().slice(-TOLD)).catch(() => {});
  }

  function draw() {
    text.hidden = true;
    const entries = app.lists.snapshot();
    const group = (name) => {
      const own = newest(entries, name);
      if (!own.length) return null;
      return [h("h2", null, `${t(name)} (${own.length})`), h("ul", { class: "listed" }, own.map(row))];
    };
    replace(lists, entries.length ? STATUSES.map(group) : h("p", null, t("listNone")));
    for (const button of needing) button.disabled = !entries.length;
  }

  function row(entry) {
    const drama = app.details.get(entry.id);
    const title = titleOf(app, entry);
    return h("li", null, drama ? picture(drama, app.vocabulary) : h("span"),
      h("div", null,
        h("p", { class: "listed-title" }, h("a", { href: viewLink("drama", entry.id) }, title), " ",
          h("span", { class: "quiet small", lang: language() === "ko" ? "en" : "ko" }, otherTitle(drama))),
        h("p", { class: "quiet small" }, [facts(app, drama), entry.day && t("markedOn", dayInWords(entry.day))].filter(Boolean).join(" · ")),
        warned && drama ? h("p", { class: "small warned" }, warningsSaid(app, drama)) : null,
        entry.status === "want-to-watch" ? later(entry, title) : null),
      h("button", { class: "plain remove", "aria-label": t("remove", title), onclick: (event) => remove(entry, event.currentTarget) }, icon("close")));
  }

  /** What can be done with a drama that is still to be watched. */
  function later(entry, title) {
    const seen = (event) => edit(() => app.list(entry.id, "seen"), event.currentTarget);
    return h("div", { class: "acts" },
      h("button", { class: "act", "aria-label": t("act", t("seen"), title), onclick: seen }, icon("eye"), h("span", null, t("seen"))),
      h("a", { class: "act", "aria-label": t("act", t("compare"), title), href: viewLink("compare", entry.id) }, icon("pair"), h("span", null, t("compare"))));
  }

  /** A drama named in the box is put down to be watched. */
  async function add({ drama }) {
    app.list(drama.id, "want-to-watch");
    await know();
    draw();
  }

  const remove = (entry, button) => edit(() => app.list(entry.id, null), button);

  /** Changes the list; the focus goes to the row that stands where the pressed one stood. */
  function edit(change, pressed) {
    const at = [...lists.querySelectorAll("li")].findIndex((one) => one.contains(pressed));
    change();
    draw();
    const rows = lists.querySelectorAll("li > .remove");
    (rows[Math.min(at, rows.length - 1)] ?? lists).focus();
  }

  function save() {
    const file = new Blob([`${JSON.stringify(app.lists.file(), null, 2)}\n`], { type: "application/json" });
    const url = URL.createObjectURL(file);
    h("a", { href: url, download: "tropewise-list.json" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  async function read() {
    const chosen = file.files[0];
    if (!chosen) return;
    status.textContent = "";
    try {
      if (chosen.size > LARGEST) throw new Error("too large");
      const content = await chosen.text();
      app.relist(() => app.lists.take(content), (taken) => t("imported", taken));
      await know();
    } catch {
      status.textContent = t("importFailed");
    }
    file.value = "";
    draw();
  }

  async function copy() {
    text.value = asText(app);
    try {
      await navigator.clipboard.writeText(text.value);
      status.textContent = t("listCopied");
    } catch {
      // Where a page may not copy, the reader can.
      text.hidden = false;
      text.focus();
      text.select();
    }
  }

  function showWarnings(event) {
    warned = !warned;
    event.currentTarget.setAttribute("aria-pressed", String(warned));
    draw();
  }

  const clear = () => {
    app.relist(() => app.lists.restore([]), () => t("cleared"));
    draw();
    lists.focus();
  };
  const adder = box(app, { label: t("listAdd"), hint: t("mapHint"), only: "dramas", choose: add });
  const button = (name, run, kind = "faint") => h("button", { class: `button ${kind}`, onclick: run }, t(name));
  const file = h("input", { type: "file", accept: "application/json,.json", class: "unseen", tabindex: -1, "aria-label": t("import"), onchange: read });
  const needing = [button("copyList", copy, ""), button("printList", () => window.print()), button("export", save), button("clearList", clear, "faint grave")];
  const [copyButton, print, saveButton, forget] = needing;
  const warnings = h("button", { class: "toggle choice big", "aria-pressed": "false", onclick: showWarnings }, t("showWarnings"));
  needing.push(warnings);
  draw();
  return h("div", { class: "view my-list" }, h("h1", null, t("list")), h("p", { class: "list-sub" }, t("listSub")),
    app.lists.kept ? null : h("p", { class: "notice" }, t("noStorage")),
    adder.element,
    h("div", { class: "choices" }, copyButton, print, saveButton, button("import", () => file.click()), file, warnings, forget),
    status, text, lists);
}

/** The entries of a status, those marked last first. */
function newest(entries, status) {
  return entries.filter((entry) => entry.status === status).reverse();
}

function titleOf(app, entry) {
  return app.details.has(entry.id) ? app.titleOf(entry.id) : entry.title || entry.id;
}

/** The warnings of a drama in a line; that none is known as well. */
function warningsSaid(app, drama) {
  const warnings = warningsOf(app, drama);
  if (warnings.length) return `${t("warningsFolded")}: ${warningText(warnings)}`;
  return t(drama.reviewed ? "warningsNoneOf" : "unchecked");
}

/** The list as plain text, such as one sends to a friend. */
export function asText(app) {
  const entries = app.lists.snapshot();
  const line = (entry) => {
    const drama = app.details.get(entry.id);
    const other = otherTitle(drama);
    const told = facts(app, drama);
    return `- ${titleOf(app, entry)}${other ? ` (${other})` : ""}${told ? `, ${told}` : ""}`;
  };
  const part = (name) => {
    const own = newest(entries, name);
    return own.length ? [`${t(name)}\n${own.map(line).join("\n")}\n`] : [];
  };
  return STATUSES.flatMap(part).join("\n");
}
