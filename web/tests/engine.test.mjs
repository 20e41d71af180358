// The built engine in Node: the same answers as the program, number for number. PROGRAM names the
// program; without it that comparison is skipped.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";

const directory = process.env.DIST ?? new URL("../../dist", import.meta.url).pathname;
const { open } = await import(pathToFileURL(join(directory, "engine.js")));
const load = async (url) => new Uint8Array(await readFile(url)).buffer;

/** A hundred questions of every form, from the titles and tropes that there are. */
async function questions(engine) {
  const { points } = await engine.map();
  const { tropes } = await engine.tropes();
  const plain = tropes.filter((trope) => !trope.spoiler && trope.dramas > 20);
  return Array.from({ length: 100 }, (_, at) => {
    const [one, other] = [plain[at * 7 % plain.length].id, plain[(at * 11 + 5) % plain.length].id];
    const forms = [
      { like: [points[at * 9].id] },
      { like: [points[at * 9].id, points[at * 5 + 1].id], more: [one], k: 12 },
      { want: { [one]: 1, ...(other === one ? {} : { [other]: 0.5 }) }, filter: { year_from: 2015 } },
      { like: [points[at * 3].id], avoid: { [one]: "veto", suicide: 0.8 }, diversity: 0.4 },
      { like: [points[at * 2].id], less: [one], popularity: 0.3, little_known: true, filter: { max_episodes: 16 } },
    ];
    return { id: `q${at}`, ...forms[at % forms.length] };
  });
}

test("a hundred answers are those of the program", async (t) => {
  const engine = await open(load);
  const asked = await questions(engine);
  const answers = await Promise.all(asked.map((request) => engine.recommend(request)));
  if (!process.env.PROGRAM) return t.skip("PROGRAM names no program to compare with");
  const lines = asked.map((request) => JSON.stringify(request)).join("\n");
  const replies = execFileSync(process.env.PROGRAM, ["batch", "-"], { input: lines, maxBuffer: 1 << 28 }).toString().trim().split("\n");
  assert.equal(replies.length, 100);
  replies.forEach((line, at) => assert.deepEqual(answers[at], JSON.parse(line)));
});

test("failures are those of the library", async () => {
  const engine = await open(load);
  await assert.rejects(engine.recommend({ like: ["no such drama at all"] }), { code: "unknown-title" });
  await assert.rejects(engine.recommend({ nonsense: 1 }), { code: "invalid-request" });
  await assert.rejects(engine.recommend({ like: ["x".repeat(9 << 20)] }), { code: "too-large" });
});

test("lengths are held to the room", async () => {
  const { instance } = await WebAssembly.instantiate(await load(new URL(`file://${join(directory, "engine/tropewise.wasm")}`)));
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
