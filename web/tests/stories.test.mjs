// What people do with the page, in a real browser: node --test, with DIST naming the built site.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { host } from "./host.mjs";

const directory = process.env.DIST ?? new URL("../../dist", import.meta.url).pathname;
let site;
let browser;

before(async () => {
  site = await host(directory);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(async () => {
  await browser.close();
  site.close();
});

/** A page in a browser without a past. What it throws fails the test. */
async function opened(link = "", options = {}, url = site.url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.thrown = [];
  page.on("pageerror", (error) => page.thrown.push(error.message));
  await page.goto(url + link);
  await page.waitForSelector("html[data-ready]");
  return page;
}

async function done(page) {
  assert.deepEqual(page.thrown, []);
  await page.context().close();
}

const ids = (page) => page.locator(".card").evaluateAll((cards) => cards.map((card) => card.dataset.id));
const like = "?like=our-beloved-summer";

test("a picture pressed gives answers whose reasons add up", async () => {
  const page = await opened();
  await page.getByRole("button", { name: "Vincenzo" }).click();
  await page.waitForSelector(".card");
  assert.equal((await ids(page)).length, 12);
  const sums = await page.locator(".card").evaluateAll((cards) => cards.map((card) => {
    const amounts = [...card.querySelectorAll(".why-row:not(.total) .why-amount")].map((one) => Number(one.textContent.replace("−", "-")));
    return [amounts.reduce((a, b) => a + b, 0), Number(card.querySelector(".score b").textContent)];
  }));
  for (const [sum, score] of sums) assert.equal(sum, score);
  await done(page);
});

test("a title is found in Korean, by keyboard", async () => {
  const page = await opened();
  await page.getByRole("combobox").first().fill("도깨비");
  await page.waitForSelector("[role=option]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".card");
  assert.match(page.url(), /like=guardian-the-lonely-and-great-god/);
  await done(page);
});

test("a sentence is shown as it was understood", async () => {
  const page = await opened();
  await page.getByRole("combobox").first().fill("something like Signal but less dark, at most 16 episodes");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".card");
  assert.match(await page.locator("h1").innerText(), /More like\s+Signal.*16 episodes or fewer/s);
  assert.match(await page.locator(".notice").innerText(), /Understood/);
  await done(page);
});

test("a reason's plus moves no card under the pointer and keeps the focus", async () => {
  const page = await opened(like);
  await page.waitForSelector(".card");
  const card = page.locator(".card").nth(1);
  const id = await card.getAttribute("data-id");
  const own = page.locator(`.card[data-id="${id}"]`);
  await own.locator(".why-button").click();
  const plus = own.locator(".why-steps button").nth(1);
  await plus.scrollIntoViewIfNeeded();
  const before = (await own.boundingBox()).y;
  await plus.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/tune=/);
  await page.waitForTimeout(200);
  if (await own.count()) assert.ok(Math.abs((await own.boundingBox()).y - before) < 2);
  await done(page);
});

test("a slider never empties the list, and Back undoes", async () => {
  const page = await opened(`${like}&tune=healing:1`);
  const slider = page.getByRole("slider", { name: "How much Healing" });
  await slider.focus();
  for (const key of ["Home", "ArrowRight", "End"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(80);
    assert.equal((await ids(page)).length, 12);
  }
  await page.getByRole("button", { name: "Remove Healing" }).first().click();
  await page.waitForFunction(() => !location.search.includes("healing"));
  await page.goBack();
  await page.waitForFunction(() => location.search.includes("healing"));
  await done(page);
});

test("a warning is one tap, and is never offered to be lifted", async () => {
  const page = await opened(`${like}&max_episodes=4&year_from=2024`);
  await page.getByRole("button", { name: "Suicide and self-harm", exact: true }).first().click();
  await page.waitForURL(/veto=suicide/);
  assert.doesNotMatch(await page.locator(".notes").innerText(), /Suicide/);
  await done(page);
});

test("a link is an answer, and holds no list of what was seen", async () => {
  const first = await opened(`${like}&tune=healing:1&veto=suicide`);
  await first.waitForSelector(".card");
  const second = await opened(new URL(first.url()).search);
  await second.waitForSelector(".card");
  assert.deepEqual(await ids(second), await ids(first));
  await done(first);
  await done(second);
});

test("what is marked as seen is gone, comes back, and lasts", async () => {
  const page = await opened(like);
  await page.waitForSelector(".card");
  const [id] = await ids(page);
  const seen = () => page.locator(`.card[data-id="${id}"] button[title="Seen"]`).click();
  await seen();
  await page.waitForSelector(`.card[data-id="${id}"]`, { state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForSelector(`.card[data-id="${id}"]`);
  await seen();
  await page.waitForSelector(`.card[data-id="${id}"]`, { state: "detached" });
  assert.ok(!page.url().includes(id));
  await page.reload();
  await page.waitForSelector(".card");
  assert.ok(!(await ids(page)).includes(id));
  await page.getByRole("link", { name: "My list" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as a file" }).click();
  const file = await (await download).path();
  await page.getByRole("button", { name: "Forget all" }).click();
  await page.locator("input[type=file]").setInputFiles({ name: "list.json", mimeType: "application/json", buffer: (await import("node:fs")).readFileSync(file) });
  await page.waitForSelector(".listed li");
  await page.locator("input[type=file]").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("[1") });
  await page.getByText("This is no list").waitFor();
  await done(page);
});

test("an answer with nothing says what to relax, in one tap", async () => {
  const page = await opened(`${like}&max_episodes=1&year_from=2025`);
  await page.locator(".toggle.go").first().click();
  await page.waitForSelector(".card");
  await done(page);
});

test("a bad link is named in plain text, and the rest answered", async () => {
  const page = await opened(`${like},%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&tune=nonsense:9&year_from=x&fame=99`);
  await page.waitForSelector(".card");
  assert.match(await page.locator(".notice").first().innerText(), /<img src=x/);
  assert.equal(await page.locator("main img").count(), 0);
  await done(page);
  const unknown = await opened("?view=drama&id=no-such-drama");
  assert.match(await unknown.locator("h1").innerText(), /no-such-drama/);
  await done(unknown);
});

test("an engine that does not load is said, with a way to try again", async () => {
  const broken = await host(directory, (path) => path.endsWith(".wasm") ? 503 : null);
  const page = await browser.newPage();
  await page.goto(broken.url);
  await page.getByRole("button", { name: "Try again" }).waitFor();
  await page.close();
  broken.close();
});

test("forbidden storage costs the list its permanence and nothing else", async () => {
  const context = await browser.newContext({ locale: "en-GB" });
  await context.addInitScript(() => Object.defineProperty(window, "localStorage", { get() { throw new Error("forbidden"); } }));
  const page = await context.newPage();
  await page.goto(site.url + like);
  await page.waitForSelector(".card");
  await page.locator('.card button[title="Seen"]').first().click();
  await page.locator(".toast").getByText("keeps nothing").waitFor();
  await context.close();
});

test("it works without a network once it was open", async () => {
  const context = await browser.newContext({ locale: "en-GB" });
  const own = await host(directory);
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

test("a phone of 360 points scrolls in one direction, and its controls are in a sheet", async () => {
  const page = await opened(`${like}&tune=healing:1`, { viewport: { width: 360, height: 740 }, locale: "ko-KR", colorScheme: "dark", hasTouch: true });
  await page.waitForSelector(".card");
  for (const view of ["", "&view=drama&id=signal", "&view=compare&id=signal&with_id=kingdom", "&view=map", "&view=list", "&view=about"]) {
    await page.goto(`${site.url}${like}${view}`);
    await page.waitForSelector("html[data-ready]");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view);
  }
  await page.goto(site.url + like);
  await page.locator(".opener").click();
  await page.locator("dialog.sheet input[type=range]").first().waitFor();
  await done(page);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing on any view, ${colorScheme}`, async () => {
    for (const view of ["", `${like}&tune=healing:1&veto=suicide`, "?view=drama&id=signal", "?view=compare&id=signal&with_id=kingdom", "?view=map", "?view=list", "?view=about"]) {
      const page = await opened(view, { colorScheme });
      if (view.startsWith(like)) await page.locator(".why-button").first().click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3).join(" | ")}`);
      assert.deepEqual(found, [], view);
      await done(page);
    }
  });
}
