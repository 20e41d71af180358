// The built engine: the same answers as the program, number for number, in Node and in a browser.
// PROGRAM names the program; without it what compares with it is skipped.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { chromium } from "playwright-core";
import { WISHES, answersOf, questions } from "./questions.mjs";
import { BROWSER, DIST, PROGRAM, staticSite } from "./sites.mjs";

const { open } = await import(pathToFileURL(join(DIST, "engine.js")));
const load = async (url) => new Uint8Array(await readFile(url)).buffer;

test("a hundred answers in Node are those of the program", { skip: !PROGRAM && "PROGRAM is not set" }, async () => {
  const engine = await open(load);
  const asked = await questions(engine);
  const answers = await Promise.all(asked.map((request) => engine.recommend(request)));
  const expected = answersOf(PROGRAM, asked);
  assert.equal(expected.length, 100);
  expected.forEach((answer, at) => assert.deepEqual(answers[at], answer));
});

test("a hundred answers in the browser are those of Node, and so are wishes and what is looked up", async () => {
  const engine = await open(load);
  const asked = await questions(engine);
  const site = await staticSite();
  const browser = await chromium.launch(BROWSER);
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    const there = await page.evaluate(async ([asked, wishes]) => {
      const engine = await (await import("/engine.js")).open();
      const all = (of) => Promise.all(of);
      return {
        answers: await all(asked.map((request) => engine.recommend(request))),
        wishes: await all(wishes.map((text) => engine.ask(text))),
        looked: [await engine.drama("signal"), await engine.compare("signal", "kingdom"), await engine.search("ㄷㄲㅂ")],
      };
    }, [asked, WISHES]);
    const expected = PROGRAM ? answersOf(PROGRAM, asked) : await Promise.all(asked.map((request) => engine.recommend(request)));
    expected.forEach((answer, at) => assert.deepEqual(there.answers[at], answer));
    assert.deepEqual(there.wishes, await Promise.all(WISHES.map((text) => engine.ask(text))));
    assert.deepEqual(there.looked, [await engine.drama("signal"), await engine.compare("signal", "kingdom"), await engine.search("ㄷㄲㅂ")]);
  } finally {
    await browser.close();
    site.close();
  }
});

test("titles are found by initial consonants, half a syllable, aliases", async () => {
  const engine = await open(load);
  const first = async (typed) => (await engine.search(typed)).dramas[0]?.id;
  for (const typed of ["ㄱㅎㅇㄹㄴ", "그해 우린", "our bel"]) assert.equal(await first(typed), "our-beloved-summer", typed);
  for (const typed of ["ㄷㄲㅂ", "goblin", "도깨"]) assert.equal(await first(typed), "guardian-the-lonely-and-great-god", typed);
  assert.deepEqual((await engine.search("<>")).dramas, []);
});

test("what qualifies is counted when it is asked", async () => {
  const engine = await open(load);
  const { points } = await engine.map();
  const all = await engine.recommend({ want: { healing: 1 }, k: 1, count: true });
  const few = await engine.recommend({ want: { healing: 1 }, k: 1, count: true, filter: { year_from: 2020 } });
  assert.ok(all.qualifying <= points.length && few.qualifying < all.qualifying && few.qualifying > 0);
  assert.equal((await engine.recommend({ want: { healing: 1 } })).qualifying, undefined);
});

test("failures are those of the library", async () => {
  const engine = await open(load);
  await assert.rejects(engine.recommend({ like: ["no such drama at all"] }), { code: "unknown-title" });
  await assert.rejects(engine.recommend({ nonsense: 1 }), { code: "invalid-request" });
  await assert.rejects(engine.recommend({ like: ["x".repeat(9 << 20)] }), { code: "too-large" });
});

test("lengths are held to the room", async () => {
  const { instance } = await WebAssembly.instantiate(await load(new URL(`file://${join(DIST, "engine/tropewise.wasm")}`)));
  const { memory, input, output, recommend } = instance.exports;
  assert.equal(input(1 << 30), 0);
  const at = input(2);
  new Uint8Array(memory.buffer, at, 2).set([123, 125]);
  // Longer than the room: read as far as it goes.
  const length = recommend(0x7fffffff);
  const reply = JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, output(), length)));
  assert.equal(reply.error.code, "empty-query");
});

test("a wish is understood with the encoder and without", async () => {
  const engine = await open(load);
  const { request } = await engine.ask("like Goblin but less sad, at most 16 episodes");
  assert.deepEqual([request.less, request.filter], [["tearjerker"], { max_episodes: 16 }]);
  const bare = await open(async (url) => { if (url.pathname.endsWith("encoder.bin")) throw new Error("gone"); return load(url); });
  assert.deepEqual((await bare.ask("like Goblin but less sad")).request.less, ["tearjerker"]);
});

test("words and code that did not come are asked for again with the next wish", async () => {
  for (const part of ["words.bin", "wishes.wasm"]) {
    let gone = true;
    const engine = await open(async (url) => { if (gone && url.pathname.endsWith(part)) throw new Error("gone"); return load(url); });
    await assert.rejects(engine.ask("like Goblin but less sad"), { message: "gone" });
    assert.equal((await engine.recommend({ want: { healing: 1 }, k: 1 })).results.length, 1);
    gone = false;
    const both = await Promise.all([1, 2].map(() => engine.ask("like Goblin but less sad")));
    for (const wish of both) assert.deepEqual(wish.request.less, ["tearjerker"]);
  }
});
