// The other views, other widths, and what a screen reader finds.

import assert from "node:assert/strict";
import { test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { done, ids, like, opened, world } from "./world.mjs";

/** Axe finds nothing on the page as it stands. */
async function clean(page, state) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3).join(" | ")}`);
  assert.deepEqual(found, [], state);
}

export function views() {
  test("a phone of 360 points scrolls in one direction, and its controls are in a sheet", async () => {
    const page = await opened(`${like}&tune=healing:1`, { viewport: { width: 360, height: 740 }, locale: "ko-KR", colorScheme: "dark", hasTouch: true });
    await page.waitForSelector(".card");
    for (const view of ["", "&view=drama&id=signal", "&view=compare&id=signal&with_id=kingdom", "&view=map", "&view=list", "&view=about", "&view=catalogue"]) {
      await page.goto(`${world.site.url}${like}${view}`);
      await page.waitForSelector("html[data-ready]");
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view);
    }
    await page.goto(world.site.url + like);
    await page.locator(".opener").click();
    await page.locator("dialog.sheet input[type=range]").first().waitFor();
    await done(page);
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing on any view, ${colorScheme}`, async () => {
      for (const view of ["", `${like}&tune=healing:1&veto=suicide`, "?view=drama&id=signal", "?view=compare&id=signal&with_id=kingdom", "?view=map", "?view=list", "?view=about", "?view=catalogue"]) {
        const page = await opened(view, { colorScheme });
        if (view.startsWith(like)) await page.locator(".why-button").first().click();
        await clean(page, view);
        await done(page);
      }
    });
  }

  test("axe finds nothing on what opens: suggestions, sheet, legend, an empty answer, a note", async () => {
    const page = await opened();
    await page.locator(".box-input").first().fill("heal");
    await page.locator("[role=option]").first().waitFor();
    await clean(page, "suggestions");
    await page.goto(`${world.site.url}${like},nonsense&max_episodes=1&year_from=2025`);
    await page.locator(".toggle.go").first().waitFor();
    await clean(page, "an empty answer");
    await page.getByRole("button", { name: "How to read the pictures" }).click();
    await page.locator("dialog.legend").waitFor();
    await clean(page, "legend");
    await done(page);
    const phone = await opened(`${like}&tune=healing:1`, { viewport: { width: 360, height: 740 }, locale: "ko-KR", colorScheme: "dark" });
    await phone.locator(".card .why-button").first().click();
    await phone.locator('.card .card-body button[title="봤어요"]').nth(1).click();
    await phone.locator(".toast .undo").waitFor();
    await clean(phone, "a note");
    // The note stands in the place of what opens the sheet until it goes.
    await phone.evaluate(() => { scrollTo(0, 0); delete document.documentElement.dataset.toast; });
    await phone.locator(".opener:not(.tucked)").click();
    await phone.locator("dialog.sheet").waitFor();
    await clean(phone, "sheet");
    await done(phone);
  });

  test("two dramas are set side by side from a card, and another is chosen", async () => {
    const page = await opened(like);
    await page.waitForSelector(".card");
    const other = await page.locator(".card").nth(1).getAttribute("data-id");
    await page.locator(".card").nth(1).getByRole("button", { name: /^Compare/ }).click();
    await page.locator(".card").nth(1).getByRole("link", { name: "Compare with Our Beloved Summer" }).click();
    await page.waitForURL(/view=compare/);
    await page.getByRole("heading", { name: "Both have" }).waitFor();
    assert.match(page.url(), new RegExp(`${other}|our-beloved-summer`));
    assert.equal(await page.locator(".pair-face").count(), 2);
    assert.match(await page.locator(".alike").innerText(), /\d+% alike/);
    assert.ok(await page.locator(".shared li").count() > 1);
    await page.getByText("Compare with another drama").click();
    await page.getByRole("combobox").fill("시그널");
    await page.keyboard.press("Enter");
    await page.waitForURL(/with_id=signal/);
    await page.locator(".pair-face h2").nth(1).getByText("Signal").waitFor();
    await page.getByRole("link", { name: "Back to the results" }).click();
    await page.waitForSelector(".card");
    await done(page);
  });

  test("two results are set side by side by pressing Compare on each", async () => {
    const page = await opened(like);
    await page.waitForSelector(".card");
    const [first, , third] = await ids(page);
    const press = (at) => page.locator(".card").nth(at).locator('button[aria-label^="Compare"]').click();
    await press(0);
    await press(0);
    assert.equal(await page.locator(".beside:visible").count(), 0, "pressed again it is let go");
    await press(0);
    await page.getByRole("button", { name: "Copy link" }).click();
    await press(2);
    await page.waitForURL(new RegExp(`id=${first}&with_id=${third}`));
    await page.getByRole("heading", { name: "Both have" }).waitFor();
    assert.equal(await page.locator(".toast").isVisible(), false, "no note of another view lies over it");
    await done(page);
  });

  test("the map is searched, names what it found, and opens it; the same is a list", async () => {
    const page = await opened("?view=map");
    await page.getByRole("combobox").fill("ㅅㄱㄴ");
    await page.keyboard.press("Enter");
    const tip = page.locator(".map-tip");
    await tip.waitFor();
    assert.match(await tip.innerText(), /Signal/);
    await tip.click();
    await page.waitForURL(/view=drama&id=signal/);
    await page.locator(".drama h1").waitFor();
    assert.equal(await page.locator("h1").innerText(), "Signal");
    await page.goBack();
    await page.getByText("The same as a list").click();
    await page.locator(".map-list a").first().waitFor();
    assert.equal(await page.locator(".map-list a").count(), await page.evaluate(async () => {
      const { SOURCE } = await import("/source.js");
      const { open } = await import(SOURCE === "wasm" ? "/engine.js" : "/api.js");
      return (await (await open()).map()).points.filter((point) => point.family).length;
    }));
    await done(page);
  });

  test("the map is zoomed and dragged, and a dot under the mouse is named and opened", async () => {
    const page = await opened("?view=map");
    const canvas = page.locator("canvas.map");
    await canvas.scrollIntoViewIfNeeded();
    const drawn = () => canvas.evaluate((one) => one.toDataURL().length);
    const before = await drawn();
    await page.getByRole("button", { name: "Zoom in" }).click();
    while (await drawn() === before) await page.waitForTimeout(30);
    await page.getByRole("button", { name: "All of it" }).click();
    await page.waitForTimeout(100);
    const box = await canvas.boundingBox();
    // Somewhere among the dots there is one.
    for (let at = 0; at < 60 && !(await page.locator(".map-tip").isVisible()); at++) {
      await page.mouse.move(box.x + box.width * (0.4 + 0.004 * at), box.y + box.height * 0.6);
    }
    const name = await page.locator(".map-tip").innerText();
    await page.mouse.down();
    await page.mouse.up();
    await page.locator(".drama h1").waitFor();
    assert.ok(name.startsWith(await page.locator("h1").innerText()));
    await done(page);
  });

  test("on a phone one touch names a dot, and what was found is said and written once", async () => {
    const page = await opened(`${like}&view=map`, { viewport: { width: 360, height: 740 }, hasTouch: true });
    // What the map writes, by the text.
    await page.evaluate(() => {
      window.written = [];
      const real = CanvasRenderingContext2D.prototype.fillText;
      CanvasRenderingContext2D.prototype.fillText = function fillText(text, ...at) {
        window.written.push(text);
        return real.call(this, text, ...at);
      };
    });
    await page.getByRole("combobox").fill("squid game");
    await page.keyboard.press("Enter");
    const tip = page.locator(".map-tip");
    await tip.waitFor();
    await page.getByRole("status").getByText("Squid Game: shown on the map").waitFor();
    await page.evaluate(() => new Promise((resolve) => { window.written = []; document.querySelector(".map-tools .button:nth-of-type(1)").click(); requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
    const written = await page.evaluate(() => window.written);
    assert.equal(written.filter((text) => text === "Squid Game").length, 1, `${written}`);
    const frame = await page.locator("canvas.map").boundingBox();
    await page.touchscreen.tap(frame.x + frame.width / 2, frame.y + frame.height / 2);
    await tip.getByText("Squid Game").waitFor();
    await tip.tap();
    await page.waitForURL(/view=drama&id=squid-game/);
    await page.getByRole("link", { name: "Back to the map" }).click();
    await page.waitForURL(/view=map/);
    await done(page);
  });

  test("where the map cannot become smaller, the wheel moves the page", async () => {
    const page = await opened("?view=map");
    const frame = await page.locator("canvas.map").boundingBox();
    await page.mouse.move(frame.x + 200, frame.y + 200);
    await page.mouse.wheel(0, 300);
    await page.waitForFunction(() => window.scrollY > 100);
    await done(page);
  });

  test("the catalogue tells its size, its day and its limits, and leads to the dramas of a theme", async () => {
    const page = await opened();
    await page.getByRole("link", { name: "Catalogue" }).click();
    await page.locator(".catalogue").waitFor();
    const text = await page.locator("main").innerText();
    assert.match(text, /Korean dramas\s+1000/);
    assert.match(text, /\d+ \w+ 20\d\d/);
    assert.match(text, /language model[^]*no promise/);
    await page.locator(".catalogue summary").getByText("Wounds and healing").click();
    await page.locator(".catalogue a.toggle").getByText("Healing", { exact: true }).click();
    await page.waitForSelector(".card");
    assert.match(await page.locator("h1").innerText(), /a lot of\s+Healing/);
    await done(page);
  });

  test("two dramas show their warnings, and hidden themes when asked", async () => {
    const page = await opened("?view=compare&id=signal&with_id=kingdom");
    assert.equal(await page.locator(".pair-face summary").getByText("content warnings").count(), 2);
    await page.getByRole("button", { name: /^Show \d+ hidden/ }).click();
    await page.getByText("Hidden themes are shown.").waitFor();
    assert.equal(await page.getByText(/hidden themes? (is|are) left out/).count(), 0);
    await done(page);
  });

  test("at 820 points the question is above the answers, its controls in a sheet", async () => {
    const page = await opened(`${like}&tune=healing:1&veto=suicide`, { viewport: { width: 820, height: 1100 } });
    await page.waitForSelector(".card");
    for (const view of ["", "&view=drama&id=signal", "&view=compare&id=signal&with_id=kingdom", "&view=map", "&view=list", "&view=about", "&view=catalogue"]) {
      await page.goto(`${world.site.url}${like}${view}`);
      await page.waitForSelector("html[data-ready]");
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view);
    }
    await page.goto(`${world.site.url}${like}&tune=healing:1`);
    await page.waitForSelector(".card");
    await page.locator(".why-button").first().click();
    const [minus, plus] = await page.locator(".why-row .why-steps").first().locator("button").evaluateAll((both) => both.map((one) => one.getBoundingClientRect().top));
    assert.equal(minus, plus, "less and more stand side by side");
    await page.locator(".opener").click();
    const sheet = page.locator("dialog.sheet");
    await sheet.getByRole("slider", { name: "How much Healing" }).focus();
    await page.keyboard.press("End");
    await page.waitForURL(/healing%3A2|healing:2/);
    await sheet.getByRole("button", { name: /^Show \d+/ }).click();
    await page.waitForSelector("dialog.sheet", { state: "hidden" });
    await done(page);
  });
}
