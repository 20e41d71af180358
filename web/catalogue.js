// What the catalogue holds, of which day it is, and its limits.

import { h, replace } from "./dom.js";
import { badge } from "./families.js";
import { reportLink } from "./panel.js";
import { dayInWords, language, t } from "./words.js";

const TEXTS = {
  en: {
    facts: (v) => [[v.dramas, "Korean dramas"], [v.tropes.length, `themes in ${v.families.length} families`], [v.warnings.length, "content warnings"], [dayInWords(v.asOf) ?? "—", "day of the facts"]],
    limits: "Its limits", unknown: "an unknown day",
    paragraphs: (day) => [
      `Facts such as years, episodes, ratings, people and where a drama streams are of ${day}, from public pages, without regard to country; they may have changed since. What came after that day is not here.`,
      "Which themes a drama has, and how strongly, are the opinions of a language model, formed three times and compared; they are judgements of a story, not measurements. Nobody watched all these dramas for this. A theme that is missing may have been overlooked.",
      "So may a warning. Two readers, language models as well, looked for warnings; what only one of them suspected is called possible. To leave a warning out leaves out what has it, what may have it, and what was not reviewed. It is no promise that no such scene comes.",
      "Endings and great twists are hidden until you ask for them, and play no part in which dramas are alike. Plots are in English, and on the Korean page in Korean; people's names are in English alone.",
    ],
    warnings: "Content warnings", warningsHead: ["Warning", "have it", "may have it"],
    themes: "All themes", themesSub: "Press a theme to see the dramas that are most about it. The number says how many have it.",
  },
  ko: {
    facts: (v) => [[v.dramas, "한국 드라마"], [v.tropes.length, `키워드, ${v.families.length}갈래`], [v.warnings.length, "주의할 내용의 종류"], [dayInWords(v.asOf) ?? "—", "정보의 기준일"]],
    limits: "알아 둘 점", unknown: "알 수 없는 날",
    paragraphs: (day) => [
      `연도, 편수, 등급, 사람, 볼 수 있는 곳 같은 정보는 공개된 페이지에서 가져온 ${day} 기준이고 나라를 구분하지 않아요. 그 뒤에 바뀌었을 수 있고, 그 뒤에 나온 드라마는 없어요.`,
      "어떤 키워드가 얼마나 강한지는 언어 모델이 세 번 판단해 견준 결과예요. 잰 것이 아니고, 이 드라마를 모두 본 사람이 매긴 것도 아니에요. 빠진 키워드가 있을 수 있어요.",
      "경고도 빠졌을 수 있어요. 두 번 살폈고(역시 언어 모델), 한쪽만 의심한 것은 ‘아마도’라고 해요. 경고를 빼면 그런 드라마, 그럴 수 있는 드라마, 아직 살피지 않은 드라마가 모두 빠져요. 그래도 그런 장면이 없다고 약속할 수는 없어요.",
      "결말과 큰 반전은 원할 때까지 숨기고, 닮은 정도에도 넣지 않아요. 줄거리는 한국어로 볼 수 있지만, 사람 이름은 아직 영어로만 있어요.",
    ],
    warnings: "주의할 내용", warningsHead: ["내용", "나오는 드라마", "나올 수도 있는 드라마"],
    themes: "모든 키워드", themesSub: "키워드를 누르면 그 키워드가 중심인 드라마를 볼 수 있어요. 숫자는 그런 드라마의 수예요.",
  },
};

export async function catalogueView(app) {
  const vocabulary = app.vocabulary;
  const texts = TEXTS[language()];
  const figure = ([number, what]) => h("div", null, h("dt", null, what), h("dd", null, number));
  return h("div", { class: "view prose catalogue" }, h("h1", null, t("catalogue")),
    h("dl", { class: "holds" }, texts.facts(vocabulary).map(figure)),
    h("h2", null, texts.limits), texts.paragraphs(dayInWords(vocabulary.asOf) ?? texts.unknown).map((text) => h("p", null, text)),
    h("p", null, reportLink()),
    h("h2", null, texts.warnings), warningsTable(vocabulary, texts.warningsHead),
    h("h2", null, texts.themes), h("p", { class: "quiet" }, texts.themesSub),
    h("div", null, vocabulary.families.map((family) => themesOf(vocabulary, family))));
}

function warningsTable(vocabulary, [name, have, may]) {
  const rows = vocabulary.warnings.filter((one) => one.dramas !== undefined);
  const head = [h("th", { scope: "col" }, name), h("th", { scope: "col" }, have), h("th", { scope: "col" }, may)];
  return h("table", { class: "counts" }, h("thead", null, h("tr", null, head)),
    h("tbody", null, rows.map((one) => h("tr", null, h("th", { scope: "row" }, vocabulary.name(one.id)), h("td", null, one.dramas), h("td", null, one.possible ?? 0)))));
}

/** The themes of a family, most frequent first, made when they are looked at. */
function themesOf(vocabulary, family) {
  const tropes = vocabulary.tropes.filter((trope) => trope.family === family.id).sort((a, b) => (b.dramas ?? 0) - (a.dramas ?? 0));
  if (!tropes.length) return null;
  const inside = h("ul", { class: "chips" });
  const chip = (trope) => h("li", null, h("a", { class: "toggle", href: `?tune=${encodeURIComponent(trope.id)}%3A2`, title: trope.definition },
    h("span", null, vocabulary.name(trope.id)), h("span", { class: "quiet" }, trope.dramas ?? "")));
  const fill = (event) => event.target.open && !inside.children.length && replace(inside, tropes.map(chip));
  return h("details", { class: "fold", ontoggle: fill },
    h("summary", null, badge(family.id), h("span", null, vocabulary.familyName(family.id)), h("span", { class: "quiet small" }, tropes.length)),
    inside);
}
