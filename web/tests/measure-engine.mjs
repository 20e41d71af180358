// The engine alone, in Node: node measure-engine.mjs [engine.wasm] prints what the first answer and
// later ones cost, in milliseconds of the thread that answers. The first answer is the median of 15 new processes, from the
// bytes of the engine in memory. V8 optimises hot functions on other threads meanwhile; all threads
// together are told too. Needs Linux, which counts the time of a thread.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DIST } from "./sites.mjs";

const TITLES = ["signal", "goblin", "healer", "my-mister", "our-beloved-summer", "the-glory"];
const PROCESSES = 15;
const pause = new Int32Array(new SharedArrayBuffer(4));
const all = (since) => { const { user, system } = process.cpuUsage(since); return (user + system) / 1e3; };

const engine = process.argv[2] ?? join(DIST, "engine", "tropewise.wasm");
const bytes = readFileSync(engine);
let exports;

/** What the thread has worked so far. Linux counts it when the thread is interrupted, every 4 ms or
 * when it waits: a short wait makes it exact. */
function thread() {
  Atomics.wait(pause, 0, 0, 0.05);
  return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
}

async function open() {
  const module = await WebAssembly.compile(bytes);
  ({ exports } = await WebAssembly.instantiate(module, {}));
}

function recommend(title) {
  const question = new TextEncoder().encode(JSON.stringify({ like: [title], k: 10 }));
  const room = exports.input(question.length);
  new Uint8Array(exports.memory.buffer, room, question.length).set(question);
  return exports.recommend(question.length);
}

/** What a new process takes: to compile and make the engine, for the first answer, both; all threads, clock. */
async function once() {
  const [start, begun, clock] = [thread(), process.cpuUsage(), performance.now()];
  await open();
  const opened = thread();
  recommend("our-beloved-summer");
  const [end, threads, wall] = [thread(), all(begun), performance.now() - clock];
  return [opened - start, end - opened, end - start, threads, wall];
}

function middle(values) {
  return values.sort((x, y) => x - y)[values.length >> 1];
}

function first() {
  const self = [...process.execArgv, fileURLToPath(import.meta.url), engine, "once"];
  const runs = [];
  for (let run = 0; run < PROCESSES; run++) runs.push(JSON.parse(execFileSync(process.execPath, self)));
  const [opened, answered, both, threads, wall] =
    runs[0].map((_, part) => middle(runs.map((run) => run[part])).toFixed(1));
  console.log(`first answer: ${both} ms of its thread (${opened} to compile, ${answered} to open and answer), `
    + `${threads} of all, ${wall} by the clock`);
}

async function warm() {
  await open();
  const rounds = [];
  for (let round = 0; round < 25; round++) {
    const start = thread();
    for (let question = 0; question < 200; question++) recommend(TITLES[question % TITLES.length]);
    rounds.push((thread() - start) / 200);
  }
  // The first rounds are those in which the engine is optimised.
  const cost = middle(rounds.slice(10)).toFixed(3);
  console.log(`a question once warm: ${cost} ms; memory ${(exports.memory.buffer.byteLength / 1e6).toFixed(1)} MB`);
}

if (process.argv[3] === "once") {
  console.log(JSON.stringify(await once()));
} else {
  first();
  await warm();
}
