// The engine alone, in Node: node measure-engine.mjs prints what the first answer and later ones cost, in
// milliseconds of the thread that answers. V8 optimises hot functions on other threads meanwhile; all
// threads together are told too. Needs Linux, which counts the time of a thread.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DIST } from "./sites.mjs";

const TITLES = ["signal", "goblin", "healer", "my-mister", "our-beloved-summer", "the-glory"];
const thread = () => Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
const all = (since) => { const { user, system } = process.cpuUsage(since); return (user + system) / 1e3; };

const module = await WebAssembly.compile(readFileSync(join(DIST, "engine", "tropewise.wasm")));
const { exports } = await WebAssembly.instantiate(module, {});

function recommend(title) {
  const question = new TextEncoder().encode(JSON.stringify({ like: [title], k: 10 }));
  const room = exports.input(question.length);
  new Uint8Array(exports.memory.buffer, room, question.length).set(question);
  return exports.recommend(question.length);
}

const [before, begun] = [thread(), process.cpuUsage()];
recommend("our-beloved-summer");
console.log(`first answer: ${(thread() - before).toFixed(1)} ms of its thread, ${all(begun).toFixed(1)} of all`);

const rounds = [];
for (let round = 0; round < 25; round++) {
  const start = thread();
  for (let question = 0; question < 200; question++) recommend(TITLES[question % TITLES.length]);
  rounds.push((thread() - start) / 200);
}
// The first rounds are those in which the engine is optimised.
const warm = rounds.slice(10).sort((a, b) => a - b);
console.log(`a question once warm: ${warm[7].toFixed(3)} ms; memory ${(exports.memory.buffer.byteLength / 1e6).toFixed(1)} MB`);
