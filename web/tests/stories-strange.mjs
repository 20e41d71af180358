// Links, lists and catalogues of strangers, and a storage that is full or forbidden.

import assert from "node:assert/strict";
import { test } from "node:test";
import { done, ids, like, opened, world } from "./world.mjs";

export function strange() {
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

  test("forbidden storage costs the list its permanence and nothing else", async () => {
    const context = await world.browser.newContext({ locale: "en-GB" });
    await context.addInitScript(() => Object.defineProperty(window, "localStorage", { get() { throw new Error("forbidden"); } }));
    const page = await context.newPage();
    await page.goto(world.site.url + like);
    await page.waitForSelector(".card");
    await page.locator('.card .card-body button[title="Seen"]').first().click();
    await page.locator(".toast").getByText("keeps nothing").waitFor();
    await context.close();
  });

  test("nothing strange in the catalogue becomes markup", async () => {
    const context = await world.browser.newContext({ locale: "en-GB", serviceWorkers: "block" });
    const page = await context.newPage();
    const bad = `<img src=x onerror="window.ran=1"><script>window.ran=1</script>`;
    // The engine as it is, with titles of a stranger's.
    await page.route(/\/(engine|api)\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: `
      import { open as real } from "${route.request().url()}?real";
      const bad = ${JSON.stringify(bad)};
      export async function open() {
        const engine = await real();
        return { ...engine,
          drama: async (...a) => ({ ...await engine.drama(...a), title: bad, native_title: bad, summary: bad, network: [bad], leads: [bad], where_to_watch: [{ service: bad }] }),
          search: async (...a) => ({ dramas: (await engine.search(...a)).dramas.map((one) => ({ ...one, title: bad, native_title: bad })) }),
          map: async () => ({ points: (await engine.map()).points.map((one) => ({ ...one, title: bad })) }),
        };
      }` }));
    for (const view of [like, "?view=drama&id=signal", "?view=compare&id=signal&with_id=kingdom", "?view=map"]) {
      await page.goto(world.site.url + view);
      await page.waitForSelector("html[data-ready]");
      assert.match(await page.locator("body").innerText(), view === "?view=map" ? /dramas/ : /<img src=x/);
      assert.equal(await page.locator("main img, main script").count(), 0, view);
    }
    await page.goto(world.site.url);
    await page.locator(".box-input").first().fill("signal");
    await page.waitForSelector("[role=option]");
    assert.equal(await page.evaluate(() => window.ran), undefined);
    await context.close();
  });

  test("a full storage is told, and the list works until the page is closed", async () => {
    const context = await world.browser.newContext({ locale: "en-GB" });
    await context.addInitScript(() => {
      const real = Storage.prototype.setItem;
      Storage.prototype.setItem = function set(name, value) {
        if (name === "tropewise-lists") throw new DOMException("full", "QuotaExceededError");
        return real.call(this, name, value);
      };
    });
    const page = await context.newPage();
    await page.goto(world.site.url + like);
    await page.waitForSelector(".card");
    const [id] = await ids(page);
    await page.locator('.card .card-body button[title="Seen"]').first().click();
    await page.locator(".toast").getByText("keeps nothing").waitFor();
    assert.ok(!(await ids(page)).includes(id));
    await context.close();
  });

  test("an engine that answers no more is told, and asked again when wanted", async () => {
    const page = await opened(like);
    await page.waitForSelector(".card");
    const engine = (fails) => page.evaluate(async (fails) => {
      const { app } = await import("/app.js");
      const { Failed } = await import("/failed.js");
      window.real ??= app.engine;
      app.engine = fails ? { ...window.real, drama: async () => { throw new Failed("network", "the server cannot be reached"); } } : window.real;
    }, fails);
    await engine(true);
    await page.evaluate(async () => (await import("/app.js")).app.go("?view=drama&id=kingdom"));
    await page.getByRole("alert").getByText("the server cannot be reached").waitFor();
    await engine(false);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "Kingdom", exact: true }).waitFor();
    await done(page);
  });

  test("that the way to read the pictures cannot be loaded is told", async () => {
    const context = await world.browser.newContext({ locale: "en-GB", serviceWorkers: "block" });
    const page = await context.newPage();
    await page.route("**/legend.js", (route) => route.abort());
    await page.goto(world.site.url + like);
    await page.waitForSelector(".card");
    await page.getByRole("button", { name: "How to read the pictures" }).click();
    await page.locator(".toast").getByText("could not be loaded").waitFor();
    await context.close();
  });

  test("a view that comes late is not shown over what was gone to meanwhile", async () => {
    const context = await world.browser.newContext({ locale: "en-GB", serviceWorkers: "block" });
    const page = await context.newPage();
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    await page.route("**/map.js", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(world.site.url + like);
    await page.waitForSelector(".card");
    const menu = page.getByRole("navigation", { name: "Pages" });
    await menu.getByRole("link", { name: "Map" }).click();
    await page.getByText("Opening the catalogue").waitFor();
    await menu.getByRole("link", { name: "My list" }).click();
    await page.getByRole("heading", { name: "My list" }).waitFor();
    const came = page.waitForResponse("**/map.js");
    release();
    await came;
    await page.waitForTimeout(600);
    assert.equal(await page.locator("h1").innerText(), "My list");
    await context.close();
  });

  test("a view that is called as what every object has is no view", async () => {
    const page = await opened(`${like}&view=constructor`);
    await page.waitForSelector(".card");
    await page.waitForTimeout(500);
    assert.ok(await page.locator(".card").count());
    await done(page);
  });

  test("a link of absurd size or of another version is answered as far as it can be", async () => {
    const many = Array.from({ length: 400 }, (_, at) => `no-such-drama-${at}`).join(",");
    const page = await opened(`?like=our-beloved-summer,${many}&tune=gone-trope:1,healing:1&colour=blue&view=nowhere&variety=1e99`);
    await page.waitForSelector(".card");
    assert.match(await page.locator(".notice").first().innerText(), /no-such-drama|gone-trope/);
    assert.match(await page.locator("h1").innerText(), /Our Beloved Summer.*Healing/s);
    await done(page);
  });
}
