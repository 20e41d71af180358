// Measures of the page by hand, as medians: node measure.mjs [--slow] prints one line for each way of
// serving. Bytes are those of a host that compresses with brotli (gzip from the program).

import { brotliCompressSync, constants } from "node:zlib";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { BROWSER, DIST, programSite, staticSite } from "./sites.mjs";

const RUNS = 7;
const slow = process.argv.includes("--slow") ? 4 : 1;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

async function sizes() {
  const page = (await readdir(DIST)).filter((name) => /\.(js|css|html|svg)$/.test(name) && name !== "sw.js" && name !== "api.js");
  let sum = 0;
  for (const name of page) sum += brotli(await readFile(join(DIST, name)));
  const of = async (name) => brotli(await readFile(join(DIST, "engine", name)));
  console.log(`page ${sum}, engine ${await of("tropewise.wasm")}, encoder ${await of("encoder.bin")}, map ${await of("map.json")} bytes with brotli`);
}

/** First paint, answers on the screen, shift of the layout, and what a slider's step takes. */
async function measured(url) {
  const runs = [];
  const browser = await chromium.launch(BROWSER);
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", serviceWorkers: "block" });
    const page = await context.newPage();
    if (slow > 1) await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: slow });
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((one) => { if (!one.hadRecentInput) window.shift += one.value; })).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(`${url}?like=our-beloved-summer&tune=healing:1`);
    await page.waitForSelector(".card");
    runs.push(await page.evaluate(async () => {
      const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
      const answered = performance.now();
      const slider = document.querySelector(".mix input[type=range]");
      const steps = [];
      for (const stop of [2, 0, -1, -2, 1, 2, -2, 0, 1, 2]) {
        await new Promise((resolve) => setTimeout(resolve, 60));
        const before = document.querySelector(".cards").textContent;
        const began = performance.now();
        slider.value = String(stop);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        while (document.querySelector(".cards").textContent === before && performance.now() - began < 1000) await new Promise((resolve) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = resolve; port2.postMessage(0); });
        // Style and layout are part of what a frame has to do.
        document.body.offsetHeight;
        steps.push(performance.now() - began);
      }
      return { painted, answered, shift: window.shift, step: [...steps].sort((a, b) => a - b)[5], worst: Math.max(...steps) };
    }));
    await context.close();
  }
  await browser.close();
  const of = (name) => median(runs.map((run) => run[name]));
  return `first paint ${of("painted").toFixed(0)} ms, answers ${of("answered").toFixed(0)} ms, layout shift ${of("shift").toFixed(3)}, slider to laid-out list ${of("step").toFixed(1)} ms (worst of ten ${of("worst").toFixed(1)})`;
}

await sizes();
for (const [name, site] of [["static", await staticSite()], ["program", await programSite()]]) {
  if (!site) continue;
  console.log(`${name}${slow > 1 ? `, processor ${slow} times slower` : ""}: ${await measured(site.url)}`);
  site.close();
}
