// How to read the pictures: one sheet.

import { h } from "./dom.js";
import { badge } from "./families.js";
import { picture } from "./picture.js";
import { language, t } from "./words.js";

const LINES = {
  en: ["The sky is the mood: from night, which is dark, to noon, which is light.", "The sun or moon is the year: 2000 at the left, now at the right.", "The hills are its three main themes, the largest in front.", "The skyline is the genre: peaks for thrills, domes for comedy, towers for work, roofs for history.", "Rain is for tears, mist for a slow pace."],
  ko: ["하늘은 분위기예요. 밤은 어둡고 한낮은 밝아요.", "해나 달은 연도예요. 왼쪽이 2000년, 오른쪽이 지금이에요.", "언덕은 가장 큰 주제 셋이에요. 앞이 가장 커요.", "능선은 장르예요. 뾰족하면 스릴러, 둥글면 코미디, 네모나면 일, 기와면 사극이에요.", "비는 눈물, 안개는 느린 전개예요."],
};

export async function legend(app) {
  await app.know(["our-beloved-summer"]).catch(() => {});
  const drama = app.details.get("our-beloved-summer") ?? [...app.details.values()][0];
  const dialog = h("dialog", { class: "legend", "aria-label": t("legend"), onclose: () => dialog.remove(), onclick: (event) => event.target === dialog && dialog.close() },
    h("div", { class: "legend-inside" }, h("h2", { tabindex: -1, autofocus: true }, t("legend")),
      h("div", { class: "legend-top" }, drama ? picture(drama, app.vocabulary) : null, h("ul", null, LINES[language()].map((line) => h("li", null, line)))),
      h("ul", { class: "legend-families" }, app.vocabulary.families.map((family) => h("li", null, badge(family.id), h("span", null, app.vocabulary.familyName(family.id))))),
      h("button", { class: "button", onclick: () => dialog.close() }, t("close"))));
  document.body.append(dialog);
  dialog.showModal();
}
