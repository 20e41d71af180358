// What needs no browser: links, lists, words, sums, figures.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Lists } from "../lists.js";
import { empty, fromLink, request, toLink } from "../question.js";
import { commonName, seriesNote } from "../told.js";
import { rounded } from "../why.js";
import { TABLES } from "../words.js";
import { readdir, readFile } from "node:fs/promises";
import { beginning, present as begun } from "./beginning.mjs";
import { figures, present } from "./figures.mjs";

const vocabulary = { has: (id) => ["healing", "romance", "suicide"].includes(id) };
const read = (link) => fromLink(new URLSearchParams(link), vocabulary);

test("the figures of the page are those of the measurements", async () => {
  assert.equal(await present(), await figures(), "node web/tests/figures.mjs --write brings them up to date");
});

test("what the first view begins with is what the engine says of it", async () => {
  assert.equal(await begun(), await beginning(), "node web/tests/beginning.mjs --write brings it up to date");
});

test("every drama of the catalogue has a plot in Korean, and no other has", async () => {
  const data = new URL("../../data/dramas/", import.meta.url);
  const ids = [];
  for (const name of await readdir(data)) {
    for (const [, id] of (await readFile(new URL(name, data), "utf8")).matchAll(/^id = "([^"]+)"/gm)) ids.push(id);
  }
  const text = await readFile(new URL("../plots.ko.json", import.meta.url), "utf8");
  const plots = JSON.parse(text);
  assert.deepEqual(Object.keys(plots), ids.sort());
  assert.equal(text.trim().split("\n").length, ids.length + 2, "one line each");
  for (const [id, plot] of Object.entries(plots)) assert.match(plot, /^(?=.*[가-힣])[^<>]{12,90}$/, id);
  assert.equal(new Set(Object.values(plots)).size, ids.length, "no two are told alike");
});

test("every module is on its way before the one that imports it was read", async () => {
  const page = new URL("../", import.meta.url);
  const imported = new Set();
  async function walk(name) {
    for (const [, next] of (await readFile(new URL(name, page), "utf8")).matchAll(/^import [^;]*from "\.\/(\w+\.js)"/gm)) {
      if (imported.has(next)) continue;
      imported.add(next);
      await walk(next);
    }
  }
  await walk("main.js");
  const named = [...(await readFile(new URL("index.html", page), "utf8")).matchAll(/modulepreload" href="(\w+\.js)"/g)].map(([, name]) => name);
  assert.deepEqual(named, [...imported].sort());
});

test("a question survives its link", () => {
  const link = "like=signal&tune=healing%3A1%2Cromance%3A-2&veto=suicide&year_from=2016&fame=-1&variety=2";
  const { question, unread } = read(link);
  assert.deepEqual(unread, []);
  assert.equal(toLink(question).toString(), new URLSearchParams("like=signal&veto=suicide&tune=healing:1,romance:-2&year_from=2016&fame=-1&variety=2").toString());
  assert.deepEqual(request(question, ["kingdom"]), {
    k: 12, count: true, like: ["signal"], avoid: { romance: 0.8, suicide: "veto" }, more: ["healing"],
    filter: { year_from: 2016 }, little_known: true, popularity: 0.3, diversity: 0.4, seen: ["kingdom"],
  });
});

test("a link of another hand is read as far as it goes", () => {
  const { question, unread } = read("tune=healing:7,nonsense:1,romance:1&veto=&year_from=-5&year_to=1e9&max_episodes=16&fame=99&pooling=x&v=7");
  assert.deepEqual(question.tune, { romance: 1 });
  assert.deepEqual(question.facts, { max_episodes: 16 });
  assert.equal(question.fame, 0);
  assert.deepEqual(unread, ["healing:7", "nonsense", "year_from=-5", "year_to=1e9"]);
});

test("a link of any size asks a question of bounded size", () => {
  const many = Array.from({ length: 5000 }, (_, at) => `drama-${at}`).join(",");
  const { question, unread } = read(`like=${many}&veto=${"x".repeat(100000)}&with=${many}`);
  assert.ok(question.like.length <= 24 && question.facts.with.length <= 6 && unread.length <= 6);
  assert.ok(unread.every((one) => one.length <= 80));
});

test("whole parts add up to the whole", () => {
  assert.deepEqual(rounded([1.5, 1.5, 1.0], 4), [2, 1, 1]);
  assert.deepEqual(rounded([10.4, -2.6], 8), [11, -3]);
  for (const parts of [[0.2, 0.2, 0.2], [33.3, 33.3, 33.4], [5.9, -0.4, 0.1]]) {
    const total = Math.round(parts.reduce((a, b) => a + b, 0));
    assert.equal(rounded(parts, total).reduce((a, b) => a + b, 0), total);
  }
});

test("a list is kept, and what is no list is refused", () => {
  const lists = new Lists(null);
  lists.set("signal", "seen", "Signal");
  const file = JSON.stringify(lists.file());
  const other = new Lists(null);
  assert.equal(other.take(file), 1);
  assert.equal(other.status("signal"), "seen");
  for (const bad of ["null", "7", "[1", '{"dramas":7}']) assert.throws(() => other.take(bad));
  assert.equal(other.take('{"dramas":[{"id":7},{"id":"x","status":"no"},null,{"id":"kingdom","status":"dropped"}]}'), 1);
  assert.deepEqual(other.ids(), ["signal", "kingdom"]);
});

test("what is still to be watched leaves nothing out", () => {
  const lists = new Lists(null);
  lists.set("signal", "want-to-watch", "Signal");
  lists.set("kingdom", "seen", "Kingdom");
  assert.deepEqual(lists.done(), ["kingdom"]);
  lists.set("signal", "seen");
  assert.deepEqual(lists.done().sort(), ["kingdom", "signal"]);
});

test("a drama is told by the name most know it by, and whose season it is", () => {
  const goblin = { title: "Guardian: The Lonely and Great God", aliases: ["Goblin", "Dokkaebi", "Goblin: The Lonely God", "The Shining Goblin", "Goblin: A Story"] };
  assert.equal(commonName(goblin), "Goblin");
  assert.equal(commonName({ title: "Lovely Runner", aliases: ["Seonjae Eobgo Twieo", "Run Away"] }), null);
  assert.equal(commonName({ title: "Signal" }), null);
  const app = { details: new Map([["stranger", { id: "stranger", title: "Stranger" }]]) };
  const note = (id, title, series) => seriesNote(app, { id, title, series });
  assert.equal(note("stranger-season-2", "Stranger Season 2", "stranger"), "Season 2 of Stranger.");
  assert.equal(note("weak-hero-class-2", "Weak Hero Class 2", "weak-hero"), "Season 2 of Weak Hero.");
  assert.equal(note("weak-hero-class-1", "Weak Hero Class 1", "weak-hero"), "");
  assert.equal(note("stranger-tales", "Tales", "stranger"), "Belongs with Stranger.");
  assert.equal(note("stranger", "Stranger", "stranger"), "");
});

test("a full storage costs the list its permanence alone", () => {
  const full = { getItem: () => null, setItem() { throw new Error("QuotaExceededError"); } };
  const lists = new Lists(full);
  lists.set("signal", "seen");
  assert.equal(lists.kept, false);
  assert.deepEqual(lists.ids(), ["signal"]);
  const garbled = new Lists({ getItem: () => "{not json", setItem() {} });
  assert.deepEqual(garbled.ids(), []);
});

test("no text is missing in Korean", () => {
  // The switch to the other language, and words that a Korean sentence does without.
  const same = ["other", "moreLike", "and", "notLike", "anyOf", "surely", "not", "mostly"];
  for (const [name, text] of Object.entries(TABLES.en)) {
    assert.equal(typeof TABLES.ko[name], typeof text, name);
    if (typeof text === "string" && /[a-z]{3}/i.test(text) && !same.includes(name)) assert.notEqual(TABLES.ko[name], text, name);
  }
  assert.deepEqual(request(empty()), { k: 12, count: true });
});
