// Measures of the page by hand, as medians: node measure.mjs [--slow] prints one line for each way of
// serving. Bytes are those of a host that compresses with brotli (gzip from the program).

import { brotliCompressSync, constants } from "node:zlib";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { BROWSER, DIST, programSite, staticSite } from "./sites.mjs";

const RUNS = 3;
const slow = process.argv.includes("--slow") ? 4 : 1;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

async function sizes() {
  const page = (await readdir(DIST)).filter((name) => /\.(js|css|html|svg)$/.test(name) && name !== "sw.js" && name !== "api.js");
  const html = await readFile(join(DIST, "index.html"), "utf8");
  const atFirst = (name) => !name.endsWith(".js") || html.includes(`"${name}"`) || name === "engine.js";
  let [sum, first] = [0, 0];
  for (const name of page) {
    const bytes = brotli(await readFile(join(DIST, name)));
    sum += bytes;
    if (atFirst(name)) first += bytes;
  }
  const plots = brotli(await readFile(join(DIST, "plots.ko.json")));
  const of = async (name) => brotli(await readFile(join(DIST, "engine", name)));
  console.log(`page ${first} at first, ${sum} with all views, Korean plots ${plots}, engine ${await of("tropewise.wasm")}, code of wishes ${await of("wishes.wasm")}, words ${await of("words.bin")}, encoder ${await of("encoder.bin")}, map ${await of("map.json")} bytes with brotli`);
}

/** Moves the slider; what follows out of sight has come within a quarter of a second. */
function slide(stop) {
  const slider = document.querySelector(".mix input[type=range]");
  slider.value = String(stop);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  return new Promise((resolve) => { setTimeout(resolve, 250); });
}

const STOPS = [2, 0, -1, -2, 1, 2, -2, 0, 1, 2];

/** What a slider's steps cost the page's thread, in milliseconds of processor time: from the input to
 * the frame with its answers, drawn and handed over, as a trace of the browser has it. */
async function frames(browser, page) {
  await browser.startTracing(page, { categories: ["devtools.timeline", "disabled-by-default-devtools.timeline"] });
  for (const stop of STOPS) await page.evaluate(slide, stop);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const inputs = traceEvents.filter((one) => one.name === "EventDispatch" && one.args?.data?.type === "input");
  return inputs.map((input) => {
    const commits = traceEvents.filter((one) => one.name === "Commit" && one.pid === input.pid && one.tid === input.tid && one.tts > input.tts);
    const first = commits.reduce((a, b) => a.tts < b.tts ? a : b);
    return (first.tts + first.tdur - input.tts) / 1000;
  });
}

/** First paint, answers on the screen, shift of the layout, and what a slider's step costs in
 * processor time, which a busy machine distorts least. */
async function measured(url, own) {
  const runs = [];
  const browser = await chromium.launch(BROWSER);
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", serviceWorkers: "block" });
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    if (slow > 1) await client.send("Emulation.setCPUThrottlingRate", { rate: slow });
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((one) => { if (!one.hadRecentInput) window.shift += one.value; })).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(`${url}?like=our-beloved-summer&tune=healing:1`);
    await page.waitForSelector(".card");
    const seen = await page.evaluate(() => ({
      painted: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0, answered: performance.now(), shift: window.shift,
    }));
    await page.waitForTimeout(1000);
    // Over an API the answer comes after the frame of the input, so only the engine here is measured.
    const steps = own ? await frames(browser, page) : [0];
    runs.push({ ...seen, step: median(steps), worst: Math.max(...steps) });
    await context.close();
  }
  await browser.close();
  const of = (name) => median(runs.map((run) => run[name]));
  return `first paint ${of("painted").toFixed(0)} ms, answers ${of("answered").toFixed(0)} ms, layout shift ${of("shift").toFixed(3)}${own ? `, a slider's step ${of("step").toFixed(1)} ms of the page's thread until its answers are drawn (worst of ten ${of("worst").toFixed(1)})` : ""}`;
}

await sizes();
for (const [name, site] of [["static", await staticSite()], ["program", await programSite()]]) {
  if (!site) continue;
  console.log(`${name}${slow > 1 ? `, processor ${slow} times slower` : ""}: ${await measured(site.url, name === "static")}`);
  site.close();
}
