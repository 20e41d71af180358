// The page for those who see, move or point otherwise: by keys alone, large, with the colours of the
// system, without motion; and before its engine is there.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chromium } from "playwright-core";
import { BROWSER } from "./sites.mjs";
import { done, ids, like, opened, withoutEngine, world } from "./world.mjs";

const VIEWS = ["", `${like}&tune=healing:1&veto=suicide`, "?view=drama&id=signal", "?view=compare&id=signal", "?view=compare&id=signal&with_id=kingdom", "?view=map", "?view=list", "?view=about", "?view=catalogue"];

/** Goes on by Tab until what has the focus is meant; the focus has to be seen on the way. */
async function tabTo(page, selector) {
  for (let pressed = 0; pressed < 150; pressed++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate((selector) => {
      const { outlineStyle } = getComputedStyle(document.activeElement);
      return { meant: document.activeElement.matches(selector), outlined: outlineStyle !== "none" || document.activeElement.matches(".box-input, body") };
    }, selector);
    assert.ok(at.outlined, "what has the focus is outlined");
    if (at.meant) return;
  }
  assert.fail(`no Tab leads to ${selector}`);
}

export function senses() {
  test("by Tab, Enter and Space alone: find, leave out, tune, compare, mark, undo", async () => {
    const page = await opened();
    await tabTo(page, ".box-input");
    await page.keyboard.type("signal");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".card");
    await tabTo(page, ".toggle.veto");
    await page.keyboard.press("Space");
    await page.waitForURL(/veto=/);
    await tabTo(page, ".card .why-button");
    await page.keyboard.press("Enter");
    await tabTo(page, '.why-steps button[aria-label^="More"]');
    await page.keyboard.press("Enter");
    await page.waitForURL(/tune=/);
    assert.ok(await page.evaluate(() => document.activeElement.closest(".why-steps") !== null), "focus stays on the step");
    const before = await ids(page);
    await tabTo(page, '.card button[aria-label^="Compare"]');
    await page.keyboard.press("Enter");
    await tabTo(page, ".beside a");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Side by side" }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
    await tabTo(page, ".view a.link");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".card");
    assert.deepEqual(await ids(page), before);
    await tabTo(page, '.card button[title="Seen"]');
    const id = await page.evaluate(() => document.activeElement.closest(".card").dataset.id);
    await page.keyboard.press("Enter");
    await page.waitForSelector(`.card[data-id="${id}"]`, { state: "detached" });
    await page.keyboard.press("Control+z");
    await page.waitForSelector(`.card[data-id="${id}"]`);
    await done(page);
  });

  test("from the box the next stop leads to the first result", async () => {
    const page = await opened();
    assert.ok(await page.getByRole("link", { name: "To the first result" }).isHidden(), "there is none yet");
    await tabTo(page, ".box-input");
    await page.keyboard.type("like Signal but less dark, with a detective who is clever and a romance that is slow");
    assert.ok(await page.locator(".box-input").evaluate((one) => one.rows) <= 3);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.keyboard.type(" at first");
    const rows = await page.locator(".box-input").evaluate((one) => one.rows);
    assert.ok(rows > 1 && rows <= 3, "in a narrow window the box grows");
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.keyboard.press("Enter");
    await page.waitForSelector(".card");
    assert.equal(await page.locator(".box-input").evaluate((one) => one.rows), 1);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "To the first result");
    assert.doesNotMatch(await page.locator(".count").innerText(), /100/, "what never changes is not said again");
    await page.getByText("Points are out of 100.").waitFor();
    await page.keyboard.press("Enter");
    assert.ok(await page.evaluate(() => document.activeElement.matches(".card:first-child .card-title")));
    await done(page);
  });

  test("the name of the page and its settings stay whole words at any width", async () => {
    const page = await opened(like, { viewport: { width: 640, height: 450 } });
    for (const width of [320, 360, 600, 640, 700, 760, 900]) {
      await page.setViewportSize({ width, height: 450 });
      const tall = await page.locator(".brand span, .settings .text, .nav").evaluateAll((all) => Math.max(...all.map((one) => one.getClientRects().length)));
      assert.equal(tall, 1, `at ${width}`);
      const { height } = await page.locator(".top").boundingBox();
      assert.ok(height < (width < 360 ? 150 : 110), `at ${width} the header is ${height} high`);
    }
    await done(page);
  });

  // A window of 1280 points at 200 and at 400 percent.
  for (const width of [640, 320]) {
    test(`at ${width} points nothing scrolls sideways, on any view`, async () => {
      const page = await opened("", { viewport: { width, height: 640 } });
      for (const view of VIEWS) {
        await page.goto(world.site.url + view);
        await page.waitForSelector("html[data-ready]");
        for (const why of await page.locator(".card .why-button").all()) await why.click();
        const beyond = await page.evaluate(() => [...document.querySelectorAll("main *")]
          .filter((one) => !one.closest(".unseen, .map-frame") && one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.className).slice(0, 3));
        assert.deepEqual(beyond, [], view);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view);
      }
      await done(page);
    });
  }

  // Letters of 24 and 32 points where a browser has 16: set by those who read them so everywhere.
  for (const size of [24, 32]) {
    test(`with letters of ${size} points, the page's are larger, and nothing scrolls sideways on a phone`, async () => {
      const browser = await chromium.launch({ ...BROWSER, args: [...BROWSER.args, `--blink-settings=defaultFontSize=${size}`] });
      try {
        const page = await browser.newPage({ viewport: { width: 360, height: 740 }, locale: "en-GB" });
        for (const view of VIEWS) {
          await page.goto(world.site.url + view);
          await page.waitForSelector("html[data-ready]");
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view);
          const small = await page.evaluate(() => Math.min(...[...document.querySelectorAll("main p")].filter((one) => one.textContent).map((one) => Number.parseFloat(getComputedStyle(one).fontSize))));
          assert.ok(small >= size * 0.8, `${view}: ${small}`);
        }
      } finally {
        await browser.close();
      }
    });
  }

  test("with the colours of the system, bars stay apart and what is pressed is seen", async () => {
    const page = await opened(`${like}&tune=healing:1&veto=suicide`, { forcedColors: "active" });
    await page.waitForSelector(".card");
    const ground = (one) => getComputedStyle(one).backgroundColor;
    const pressed = await page.locator('.toggle[aria-pressed="true"]').first().evaluate(ground);
    assert.notEqual(pressed, await page.locator('.toggle[aria-pressed="false"]').first().evaluate(ground));
    const fills = await page.locator(".card").first().locator(".segment").evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
    assert.ok(new Set(fills).size > 2, `${fills}`);
    for (const edged of [".chip", ".toggle", ".bar", ".box-field"]) {
      assert.notEqual(await page.locator(edged).first().evaluate((one) => getComputedStyle(one).borderTopStyle), "none", edged);
    }
    await done(page);
  });

  test("where motion is unwanted nothing moves by itself", async () => {
    const page = await opened(like, { reducedMotion: "reduce" });
    await page.waitForSelector(".card");
    await page.locator(".toggle").first().hover();
    await page.locator(".why-button").first().click();
    const moving = () => page.evaluate(() => [...document.querySelectorAll("*")].filter((one) => getComputedStyle(one).transitionDuration !== "0s").length + document.getAnimations().length);
    assert.equal(await moving(), 0);
    await page.goto(`${world.site.url}?view=map`);
    await page.waitForSelector("html[data-ready]");
    const canvas = page.locator("canvas.map");
    const look = () => canvas.evaluate((one) => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(() => resolve(one.toDataURL()))); }));
    await page.getByRole("combobox").fill("시그널");
    await page.keyboard.press("Enter");
    await page.locator(".map-tip").waitFor();
    const there = await look();
    await page.waitForTimeout(200);
    assert.ok(there === await look(), "the map is where it goes, at once");
    await done(page);
  });

  test("the first view is there before the engine, and what is pressed then is answered", async () => {
    const { context, page, release } = await withoutEngine();
    await page.goto(world.site.url);
    await page.getByRole("button", { name: "Vincenzo" }).click();
    await page.waitForURL(/like=vincenzo/);
    assert.equal(await page.locator(".card").count(), 0);
    release();
    await page.waitForSelector(".card");
    assert.match(await page.locator("h1").innerText(), /Vincenzo/);
    await page.locator(".side .toggle.veto").first().waitFor();
    await context.close();
  });

  test("letting a slider go adds to the history, and links of cards know it", async () => {
    const page = await opened(`${like}&tune=healing:1`);
    await page.waitForSelector(".card");
    const slider = page.getByRole("slider", { name: "How much Healing" });
    const box = await slider.boundingBox();
    const at = (share) => [box.x + box.width * share, box.y + box.height / 2];
    await page.mouse.move(...at(0.75));
    await page.mouse.down();
    await page.mouse.move(...at(0.5));
    await page.mouse.move(...at(0.02));
    await page.waitForFunction(() => /much less/.test(document.querySelector(".mix-row.trope").textContent));
    assert.ok(page.url().includes("healing:1"), "the link waits for the end of the way");
    const [first] = await page.locator(".card").evaluateAll((cards) => [...cards].sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top).map((card) => card.dataset.id));
    await page.mouse.up();
    await page.waitForURL(/healing(:|%3A)-2/);
    await page.waitForFunction(() => decodeURIComponent(document.querySelector(".card-title").search).includes("healing:-2"));
    assert.equal((await ids(page))[0], first, "the order shown is that of the document, once all has followed");
    await page.goBack();
    await page.waitForFunction(() => document.querySelector(".mix-row.trope input").value === "1");
    await done(page);
  });
}
