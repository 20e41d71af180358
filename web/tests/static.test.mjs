// The static site in a real browser: all stories, and what only it does.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { host } from "./host.mjs";
import { DIST, staticSite } from "./sites.mjs";
import { answers } from "./stories-answers.mjs";
import { lists } from "./stories-lists.mjs";
import { senses } from "./stories-senses.mjs";
import { strange } from "./stories-strange.mjs";
import { viewers } from "./stories-viewers.mjs";
import { views } from "./stories-views.mjs";
import { begin, end, like, world } from "./world.mjs";

before(async () => begin(await staticSite()));
after(end);

answers();
views();
lists();
senses();
strange();
viewers();

test("an engine that does not load is said, with a way to try again that works", async () => {
  let fails = true;
  const broken = await staticSite((path) => fails && path.endsWith(".wasm") ? 503 : null);
  for (const link of ["", like]) {
    fails = true;
    const page = await world.browser.newPage({ locale: "en-GB", serviceWorkers: "block" });
    await page.goto(broken.url + link);
    const again = page.getByRole("button", { name: "Try again" });
    await again.waitFor();
    fails = false;
    await again.click();
    await page.waitForSelector(link ? ".card" : ".side .toggle");
    await page.close();
  }
  broken.close();
});

test("it works without a network once it was open", async () => {
  const context = await world.browser.newContext({ locale: "en-GB" });
  const own = await staticSite();
  const page = await context.newPage();
  await page.goto(own.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  own.close();
  await context.setOffline(true);
  await page.goto(own.url + like);
  await page.waitForSelector(".card");
  await context.close();
});

const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** Another text of one file, and the worker that a build of it would have. */
async function change(folder, { digests }) {
  const [words, worker] = [join(folder, "words.js"), join(folder, "sw.js")];
  const old = await readFile(words, "utf8");
  const changed = old.replaceAll("What did you love?", "What did you like?");
  await writeFile(words, changed);
  const next = (await readFile(worker, "utf8")).replace(/VERSION = "\w+"/, 'VERSION = "next"');
  await writeFile(worker, digests ? next.replace(sha256(old), sha256(changed)) : next);
}

test("one version is kept together, and the next comes when no page of the old one is open", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tropewise-page-"));
  await cp(DIST, folder, { recursive: true });
  const own = await host(folder);
  const context = await world.browser.newContext({ locale: "en-GB" });
  const kept = (page) => page.evaluate(async () => (await caches.keys()).sort());
  const old = (page) => page.getByRole("heading", { name: "What did you love?" }).waitFor();
  const update = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update().catch(() => {}));
  try {
    const page = await context.newPage();
    await page.goto(own.url);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const [first] = await kept(page);
    // The host is in the middle of a change: one file and its worker are not of one build.
    await change(folder, { digests: false });
    await update(page);
    await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()).installing === null);
    await page.reload();
    await old(page);
    // The browser may be trying again just now.
    await page.waitForFunction(async (first) => (await caches.keys()).join() === first, first);
    assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting), null);
    // Now it has all of another version.
    await cp(DIST, folder, { recursive: true });
    await change(folder, { digests: true });
    await update(page);
    await page.locator(".toast").getByText("A newer version is here").waitFor();
    await page.reload();
    await old(page);
    assert.deepEqual(await kept(page), [first, "tropewise-next"].sort());
    await page.close();
    // A browser takes its time to know that the last page of the old version is gone.
    let later = null;
    for (let tries = 0; later === null; tries += 1) {
      assert.ok(tries < 20, "the next version does not come");
      const opened = await context.newPage();
      await opened.goto(own.url);
      const heading = opened.getByRole("heading", { name: /What did you (like|love)\?/ });
      await heading.waitFor();
      if ((await heading.textContent()).includes("like")) later = opened;
      else await opened.close();
    }
    await later.waitForFunction(async () => (await caches.keys()).join() === "tropewise-next");
    own.close();
    await context.setOffline(true);
    await later.goto(own.url + like);
    await later.waitForSelector(".card");
  } finally {
    await context.close();
    own.close();
    await rm(folder, { recursive: true });
  }
});
