// The views beside the question: a drama, two side by side, the viewer's list, how it ranks.

import { h, icon, replace } from "./dom.js";
import { badge, family } from "./families.js";
import { box } from "./box.js";
import { STATUSES } from "./lists.js";
import { viewLink } from "./links.js";
import { reportLink } from "./panel.js";
import { FIGURES } from "./figures.js";
import { picture } from "./picture.js";
import { plot } from "./plots.js";
import { facts, otherTitle, seriesNote } from "./told.js";
import { warningCount, warningsOf, warningText } from "./warnings.js";
import { language, t } from "./words.js";

/** How many dramas are named as nearest. */
const NEAREST = 10;

/** A way back to where the viewer came from: the map, the list, or else the results. */
function back(app) {
  const [view, name] = { map: ["map", "backMap"], list: ["list", "backList"] }[app.from] ?? ["find", "back"];
  return h("p", null, h("a", { class: "link", href: viewLink(view) }, icon("back"), t(name)));
}

function missing(app, id) {
  return h("div", { class: "view" }, h("h1", null, t("noDrama", (id ?? "").slice(0, 80))), back(app));
}

/** Tropes by family, strongest first, each with how much it matters. */
function tropesByFamily(app, tropes) {
  const groups = new Map();
  for (const level of tropes) {
    const of = app.vocabulary.trope(level.trope)?.family ?? "other";
    groups.set(of, [...groups.get(of) ?? [], level]);
  }
  return [...groups].map(([id, levels]) => h("section", { class: "family" },
    h("h3", null, badge(id), h("span", null, app.vocabulary.familyName(id))),
    h("ul", { class: "levels" }, levels.map(({ trope, strength }) => {
      const level = Math.max(1, Math.round(strength * 5));
      return h("li", { title: app.vocabulary.trope(trope)?.definition ?? null },
        h("span", { class: "level-name" }, app.vocabulary.name(trope)),
        h("span", { class: "level-bar", "aria-hidden": "true" }, h("span", { class: "why-bar", css: { "--share": `${level * 20}%`, "--fill": family(id).colour } })),
        h("span", { class: "quiet small" }, t("strengths")[level]));
    }))));
}

export async function dramaView(app, link) {
  const id = link.get("id") ?? "";
  await app.know([id]);
  const drama = app.details.get(id);
  if (!drama) return missing(app, id);
  if (drama.series) await app.know([drama.series]);
  const korean = language() === "ko" && drama.native_title;
  const people = (names) => names?.length ? names.slice(0, 6).map((one) => one.name ?? one).join(", ") : null;
  const fact = (name, value) => value ? [h("dt", null, t(name)), h("dd", null, value)] : null;
  const watch = (drama.where_to_watch ?? []).map((one) => one.service).join(", ");
  const tropes = h("div", { class: "families" }, tropesByFamily(app, drama.tropes));
  const warnings = warningsOf(app, drama);
  const spoilers = drama.hidden_tropes ? h("button", { class: "button faint", onclick: async (event) => {
    const full = await app.engine.drama(id, { spoilers: true });
    replace(tropes, tropesByFamily(app, full.tropes));
    const said = h("p", { class: "quiet small", role: "status", tabindex: -1 }, t("spoilersShown"));
    event.target.replaceWith(said);
    said.focus({ preventScroll: true });
  } }, t("spoilersShow", drama.hidden_tropes)) : null;
  const marks = h("div", { class: "acts" });
  const drawMarks = () => replace(marks, h("a", { class: "act", href: viewLink("compare", id) }, icon("pair"), h("span", null, t("compare"))),
    STATUSES.map((status) => h("button", { class: "act", data: { status }, "aria-pressed": String(app.lists.status(id) === status), onclick: () => {
      app.list(id, app.lists.status(id) === status ? null : status);
      drawMarks();
      marks.querySelector(`[data-status="${status}"]`).focus();
    } }, icon({ "want-to-watch": "bookmark", seen: "eye", dropped: "dropped", "not-for-me": "never" }[status]), h("span", null, t(status)))));
  drawMarks();
  let near = [];
  try {
    near = (await app.engine.recommend({ like: [id], k: NEAREST, priors: "none" })).results;
    await app.know(near.map((one) => one.id));
  } catch { /* A drama without tropes is near nothing. */ }
  return h("article", { class: "view drama" }, back(app),
    h("div", { class: "drama-head" }, picture(drama, app.vocabulary),
      h("div", null, h("h1", { lang: korean ? "ko" : "en" }, app.titleOf(id)),
        h("p", { class: "quiet", lang: korean ? "en" : "ko" }, otherTitle(drama)),
        h("p", { class: "quiet" }, facts(app, { ...drama, where_to_watch: [] })),
        seriesNote(app, drama) ? h("p", { class: "quiet" }, seriesNote(app, drama)) : null,
        plot(drama), t("namesEnglish") ? h("p", { class: "quiet small" }, t("namesEnglish")) : null,
        h("p", null, h("a", { class: "button", href: `?like=${encodeURIComponent(id)}` }, t("askLike"))), marks,
        h("dl", { class: "facts" }, fact("watch", watch && [watch, h("span", { class: "quiet small" }, ` ${t("watchAsOf", app.vocabulary.asOf ?? "")}`)]),
          fact("network", drama.network?.join(", ")), fact("aired", [drama.first_aired, drama.last_aired].filter(Boolean).join(" – ")),
          fact("length", [drama.episodes && t("episodes", drama.episodes), drama.minutes && t("minutes", drama.minutes)].filter(Boolean).join(", ")),
          fact("rating", drama.content_rating), fact("score", drama.score && `${drama.score} / 10`), fact("cast", people(drama.leads)), fact("writers", people(drama.writers)), fact("directors", people(drama.directors))))),
    h("details", { class: "fold" }, h("summary", null, warningCount(warnings) ?? t("warningsFolded")),
      warnings.length ? h("ul", { class: "warning-list" }, warnings.map(([name, occurs]) => h("li", null, name, t(occurs) ? ` (${t(occurs)})` : ""))) : null,
      h("p", { class: "quiet small" }, warnings.length ? "" : `${t("warningsNone")} `, t("noPromise"), reportLink())),
    h("h2", null, t("tropesOf")), tropes, spoilers,
    near.length ? [h("h2", null, t("nearest")), h("ul", { class: "tiles" }, near.map((one) => h("li", null, h("a", { class: "tile", href: viewLink("drama", one.id) },
      app.details.has(one.id) ? picture(app.details.get(one.id), app.vocabulary) : null, h("span", null, app.titleOf(one.id)), h("span", { class: "quiet small" }, Math.round(one.score * 100), t("of"))))))] : null);
}

export async function compareView(app, link) {
  const [a, b] = [link.get("id") ?? "", link.get("with_id") ?? ""];
  await app.know([a, b].filter(Boolean));
  if (!app.details.has(a)) return missing(app, a);
  const warned = (id) => {
    const warnings = warningsOf(app, app.details.get(id));
    if (!warnings.length) return h("p", { class: "quiet small" }, t(app.details.get(id).reviewed ? "warningsNoneOf" : "unchecked"));
    return h("details", { class: "out" }, h("summary", null, warningCount(warnings)), h("p", null, warningText(warnings)));
  };
  const face = (id) => h("div", { class: "pair-face" }, picture(app.details.get(id), app.vocabulary), h("div", null,
    h("h2", null, h("a", { href: viewLink("drama", id) }, app.titleOf(id))), h("p", { class: "quiet small" }, facts(app, app.details.get(id))),
    plot(app.details.get(id)), warned(id)));
  const yours = app.question.like.filter((id) => id !== a && id !== b && app.details.has(id));
  const later = app.lists.snapshot().filter((entry) => entry.status === "want-to-watch" && entry.id !== a && entry.id !== b).slice(-8).map((entry) => entry.id);
  await app.know(later);
  const offer = (name, ids) => ids.length ? h("div", { class: "chips" }, h("span", { class: "quiet small" }, t(name)), ids.map((id) => h("a", { class: "toggle", href: viewLink("compare", a, id) }, app.titleOf(id)))) : null;
  const own = h("div", { class: "offers" }, offer("compareYours", yours), offer("compareLater", later));
  const choose = box(app, { label: t("comparePick"), hint: t("boxShort"), only: "dramas", choose: ({ drama }) => app.go(viewLink("compare", a, drama.id)) });
  if (!app.details.has(b) || a === b) {
    return h("div", { class: "view" }, back(app), h("h1", null, t("compareTitle")), b && a !== b ? h("p", null, t("noDrama", b.slice(0, 80))) : null, h("div", { class: "pair alone" }, face(a), h("div", null, own, choose.element)));
  }
  const spoilers = app.spoilt === `${a} ${b}`;
  const reply = await app.engine.compare(a, b, { spoilers });
  const bars = (id, strength, side) => h("span", { class: `pair-bar ${side}`, "aria-hidden": "true" }, h("span", { class: "why-bar", css: { "--share": `${strength * 100}%`, "--fill": family(app.vocabulary.trope(id)?.family).colour } }));
  const words = (strength) => t("strengths")[Math.max(1, Math.round(strength * 5))];
  // A theme that the other is only warned of is not of this one alone.
  const unwarned = (levels, other) => levels.filter(({ trope }) => !(trope in (app.details.get(other).warnings ?? {})));
  const alone = (id, levels) => h("section", null, h("h2", null, t("onlyIn", app.titleOf(id))), h("div", { class: "families" }, tropesByFamily(app, levels)));
  return h("div", { class: "view" }, back(app), h("h1", null, t("compareTitle")),
    h("details", { class: "fold", ontoggle: (event) => event.target.open && choose.input.focus() }, h("summary", null, t("swap")), own, choose.element),
    h("div", { class: "pair" }, face(a), face(b)),
    h("p", { class: "alike" }, t("alike", Math.round(reply.similarity * 100))),
    h("h2", null, t("shared")),
    reply.shared.length ? h("ul", { class: "shared" }, h("li", { class: "shared-head", "aria-hidden": "true" }, h("span", null, app.titleOf(a)), h("span"), h("span", null, app.titleOf(b))), reply.shared.map((one) => h("li", null, bars(one.trope, one.a, "left"),
      h("span", { class: "shared-name" }, badge(app.vocabulary.trope(one.trope)?.family), h("span", null, app.vocabulary.name(one.trope)), h("span", { class: "unseen" }, ` ${words(one.a)}, ${words(one.b)}`)), bars(one.trope, one.b, "right")))) : h("p", null, t("nothingShared")),
    reply.hidden ? h("p", { class: "quiet small" }, t("hiddenLeft", reply.hidden), " ", h("button", { class: "link", onclick: () => { app.spoilt = `${a} ${b}`; app.again(); } }, t("spoilersShow", reply.hidden))) : null,
    spoilers ? h("p", { class: "quiet small", role: "status" }, t("spoilersShown")) : null,
    h("div", { class: "pair" }, alone(a, unwarned(reply.only_a, b)), alone(b, unwarned(reply.only_b, a))));
}

const ABOUT = {
  en: [["How a score is made", ["Every drama is described by its themes (fans call them tropes), each with a strength from 1 (a touch) to 5 (the drama is about it), judged from what is known of its story. What you loved becomes one such description; a drama is the closer, the more of the same themes matter to both. Rare themes count more than common ones.", "What the themes give is the first part of every score, shown in the colours of their families. What you tune comes after it, then what counts besides: how well known a drama is, whether it is of the same years, the same people, and how viewers scored it. The grey part of a bar shows how much that is. Points are no marks: what fits a wish best may have 40 of them.", "“Much less” and “less” push a drama down, “more” and “a lot” pull it up; none of them leaves anything out. Only ⊘ and the warnings do."]],
    ["How good it is", ["Measured against what viewers recommend, on titles from which nothing was learned. An nDCG is 1 when what they recommend stands on top, in their order, and 0 when none of it is among the first ten; people's lists agree only so far, so nothing comes near 1.", FIGURES, `Of the first five answers to ${FIGURES.wishes} wishes, two judges accepted ${FIGURES.accepted} in 100. The judges were language models, which were not told where an answer came from.`]]],
  ko: [["점수를 내는 법", ["드라마마다 키워드가 있고, 키워드마다 1(조금)에서 5(중심)까지의 세기가 있어요. 좋아한 드라마의 키워드를 모아, 같은 키워드가 서로 중요할수록 가깝다고 봐요. 드문 키워드가 흔한 키워드보다 더 중요해요.", "점수의 첫 부분은 키워드에서 오고 갈래의 색으로 보여요. 그다음이 조절한 것, 마지막이 인지도, 시기, 사람, 평점이에요. 회색 부분이 그만큼이에요. 점수는 성적이 아니어서, 바람에 가장 맞는 드라마도 40점일 수 있어요.", "“훨씬 덜”과 “덜”은 순위를 내리고 “더”와 “많이”는 올려요. 아무것도 빼지 않아요. ⊘와 경고만 빼요."]],
    ["얼마나 잘 맞나요", ["배우는 데 쓰지 않은 작품으로 시청자가 권한 작품과 견주었어요. nDCG는 권한 작품이 그 순서대로 맨 위에 있으면 1, 처음 열 편에 하나도 없으면 0이에요. 사람들의 목록도 서로 다르기 때문에 1에 가까울 수는 없어요.", FIGURES, `${FIGURES.wishes}가지 바람에 대한 처음 다섯 답은, 출처를 모르는 두 심사자가 100 중 ${FIGURES.accepted}을 받아들였어요. 심사자는 사람이 아니라 언어 모델이에요.`]]],
};

/** The measured figures as bars. */
function bars() {
  const rows = Object.entries(t("figures")).map(([name, said]) => h("li", null, h("span", null, said),
    h("span", { class: "why-track", "aria-hidden": "true" }, h("span", { class: "why-bar", css: { "--share": `${FIGURES[name] * 100}%`, "--fill": name === "nDCG" ? "var(--act)" : "var(--prior)" } })), h("b", null, FIGURES[name])));
  return h("figure", { class: "figures" }, h("figcaption", { class: "quiet small" }, t("figuresOf")), h("ul", null, rows));
}

export async function about() {
  return h("div", { class: "view prose" }, h("h1", null, t("about")), ABOUT[language()].map(([title, paragraphs]) => [h("h2", null, title), paragraphs.map((text) => text === FIGURES ? bars() : h("p", null, text))]), h("p", null, h("a", { href: viewLink("catalogue") }, t("catalogueLink"))));
}
