// The first answer in Chromium: node measure-first.mjs [engine.wasm ...] prints what it takes from the
// last byte of the engine to the reply, in milliseconds: the median of 15 pages, each of a context of
// its own, so that none finds what another compiled. By the clock, and of the page's thread, which a
// busy machine distorts least. The engine is compiled as the page has it, while it comes; then as
// bytes that are all there at once. Of several engines each has its turn.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { BROWSER, DIST, staticSite } from "./sites.mjs";

const PAGES = 15;
const named = process.argv.slice(2);
const engines = named.length > 0 ? named : [join(DIST, "engine", "tropewise.wasm")];

/** In the page: keeps the bytes of the engine and the question. */
function load(base64) {
  window.bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  window.question = new TextEncoder().encode(JSON.stringify({ like: ["our-beloved-summer"], k: 10 }));
}

/** In the page: compiles the engine while it comes, all but its last bytes. */
async function begin() {
  let stream;
  const body = new ReadableStream({ start(controller) { stream = controller; } });
  const response = new Response(body, { headers: { "Content-Type": "application/wasm" } });
  window.compiled = WebAssembly.compileStreaming(response);
  const [part, last] = [1 << 16, window.bytes.length - (1 << 14)];
  for (let at = 0; at < last; at += part) {
    stream.enqueue(window.bytes.slice(at, Math.min(at + part, last)));
    await new Promise((done) => setTimeout(done, 1));
  }
  window.end = () => { stream.enqueue(window.bytes.slice(last)); stream.close(); };
  await new Promise((done) => setTimeout(done, 400));
}

/** In the page: makes the engine once its last bytes have come; what the clock says it takes. */
async function makeStreamed() {
  const start = performance.now();
  window.end();
  window.engine = (await WebAssembly.instantiate(await window.compiled, {})).exports;
  return performance.now() - start;
}

/** In the page: makes the engine from all its bytes; what the clock says it takes. */
async function make() {
  const start = performance.now();
  window.engine = (await WebAssembly.instantiate(window.bytes, {})).instance.exports;
  return performance.now() - start;
}

/** In the page: the first answer; what the clock says it takes. */
function answer() {
  const { engine, question } = window;
  const start = performance.now();
  const room = engine.input(question.length);
  new Uint8Array(engine.memory.buffer, room, question.length).set(question);
  const length = engine.recommend(question.length);
  const reply = new Uint8Array(engine.memory.buffer, engine.output(), length);
  const { results } = JSON.parse(new TextDecoder().decode(reply));
  if (results.length !== 10) throw new Error("no ten answers");
  return performance.now() - start;
}

/** What a function takes in a page: by the clock, and of the page's thread. */
async function cost(page, metrics, work) {
  const busy = async () => (await metrics.send("Performance.getMetrics")).metrics
    .find((metric) => metric.name === "TaskDuration").value * 1000;
  const before = await busy();
  const clock = await page.evaluate(work);
  return [clock, await busy() - before];
}

/** A page's first answer: to make the engine, to answer, both. */
async function once(browser, address, bytes, streamed) {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(load, bytes);
  if (streamed) await page.evaluate(begin);
  const metrics = await context.newCDPSession(page);
  await metrics.send("Performance.enable", { timeDomain: "threadTicks" });
  const made = await cost(page, metrics, streamed ? makeStreamed : make);
  const answered = await cost(page, metrics, answer);
  await context.close();
  return [...made, ...answered, made[0] + answered[0], made[1] + answered[1]];
}

function told(runs, part) {
  const values = runs.map((run) => run[part]).sort((x, y) => x - y);
  return `${values[values.length >> 1].toFixed(1)} (least ${values[0].toFixed(1)})`;
}

const site = await staticSite();
const browser = await chromium.launch(BROWSER);
for (const streamed of [true, false]) {
  const each = [];
  for (const engine of engines) {
    each.push({ engine, bytes: (await readFile(engine)).toString("base64"), runs: [] });
  }
  for (let run = 0; run < PAGES; run++) {
    for (const { bytes, runs } of each) {
      runs.push(await once(browser, `${site.url}icon.svg`, bytes, streamed));
    }
  }
  for (const { engine, runs } of each) {
    console.log(`${engine}, ${streamed ? "compiled while it came" : "its bytes there at once"}:`
      + ` first answer in Chromium, ms: ${told(runs, 4)} by the clock, ${told(runs, 5)} of its thread;`
      + ` to make the engine ${told(runs, 0)} and ${told(runs, 1)},`
      + ` to answer ${told(runs, 2)} and ${told(runs, 3)}`);
  }
}
await browser.close();
site.close();
