// The first answer in Chromium: node measure-first.mjs [engine.wasm] prints what it takes from the bytes
// of the engine in memory to the reply, in milliseconds: the median of 15 pages, each of a context of
// its own, so that none finds what another compiled. By the clock, and of the page's thread, which a
// busy machine distorts least.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { BROWSER, DIST, staticSite } from "./sites.mjs";

const PAGES = 15;
const engine = process.argv[2] ?? join(DIST, "engine", "tropewise.wasm");

/** In the page: keeps the bytes of the engine and the question. */
function load(base64) {
  window.bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  window.question = new TextEncoder().encode(JSON.stringify({ like: ["our-beloved-summer"], k: 10 }));
}

/** In the page: makes the engine; what the clock says it takes. */
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

const site = await staticSite();
const browser = await chromium.launch(BROWSER);
const bytes = (await readFile(engine)).toString("base64");
const runs = [];
for (let run = 0; run < PAGES; run++) {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto(`${site.url}icon.svg`);
  await page.evaluate(load, bytes);
  const metrics = await context.newCDPSession(page);
  await metrics.send("Performance.enable", { timeDomain: "threadTicks" });
  const [made, answered] = [await cost(page, metrics, make), await cost(page, metrics, answer)];
  runs.push([...made, ...answered, made[0] + answered[0], made[1] + answered[1]]);
  await context.close();
}
await browser.close();
site.close();
const told = (part) => {
  const values = runs.map((run) => run[part]).sort((x, y) => x - y);
  return `${values[values.length >> 1].toFixed(1)} (least ${values[0].toFixed(1)})`;
};
console.log(`first answer in Chromium, ms: ${told(4)} by the clock, ${told(5)} of its thread;`
  + ` to make the engine ${told(0)} and ${told(1)}, to answer ${told(2)} and ${told(3)}`);
