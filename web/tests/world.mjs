// A browser and the site under test, and pages of it whose mistakes fail the test.

import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { BROWSER } from "./sites.mjs";

/** What the tests of one file share: the site they look at, and the browser they look with. */
export const world = { site: null, browser: null };

/** Opens the browser and takes the site. */
export async function begin(site) {
  world.site = site;
  world.browser = await chromium.launch(BROWSER);
}

export async function end() {
  await world.browser?.close();
  world.site?.close();
}

/** A page in a browser without a past. What it throws, or the policy of the page forbids, fails the test. */
export async function opened(link = "", options = {}) {
  const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.thrown = [];
  page.on("pageerror", (error) => page.thrown.push(error.message));
  page.on("console", (message) => /Content Security Policy/.test(message.text()) && page.thrown.push(message.text()));
  await page.goto(world.site.url + link);
  await page.waitForSelector("html[data-ready]");
  return page;
}

/** A page that goes nowhere yet, and whose engine does not come before its `release`. */
export async function withoutEngine() {
  const context = await world.browser.newContext({ locale: "en-GB", serviceWorkers: "block" });
  const page = await context.newPage();
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route(/tropewise\.wasm$|v1\/tropes/, async (route) => {
    await held;
    await route.continue();
  });
  return { context, page, release };
}

/** Closes a page, on which nothing may have gone wrong. */
export async function done(page) {
  assert.deepEqual(page.thrown, []);
  await page.context().close();
}

/** Waits until the answer shown is that of the question asked last. */
export const answered = (page) => page.locator('.cards[aria-busy="false"]').waitFor({ state: "attached" });

/** The dramas answered, in their order. */
export async function ids(page) {
  await answered(page);
  return page.locator(".card").evaluateAll((cards) => cards.map((card) => card.dataset.id));
}
/** A question to begin with. */
export const like = "?like=our-beloved-summer";
