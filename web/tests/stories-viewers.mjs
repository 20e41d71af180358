// What viewers who did not build the page asked for: endings, a list of what to watch, two people's
// titles, warnings on a card, and results that are found again as they were left.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, done, ids, like, opened, withoutEngine, world } from "./world.mjs";

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };

/** Opens the sheet of the filters by the button that comes back when one scrolls up. Cards that grow
 * above move the page down once more, and hide it again. */
async function onTheWayUp(page) {
  for (let tries = 0; !(await page.locator("dialog.sheet[open]").isVisible()); tries += 1) {
    assert.ok(tries < 20, "the button does not come back");
    await page.waitForTimeout(100);
    await page.evaluate(() => window.scrollBy(0, -60));
    await page.locator(".opener:not(.tucked)").click({ timeout: 1000 }).catch(() => {});
  }
}

export function viewers() {
  test("an ending is left out by one tap and asked for by name, and no card tells of another", async () => {
    const page = await opened(like);
    await page.waitForSelector(".card");
    const ending = page.locator(".side").getByRole("button", { name: "Sad ending", exact: true });
    await ending.click();
    await page.waitForURL(/veto=sad-ending/);
    await page.locator('.side .toggle[aria-pressed="true"]').getByText("Sad ending", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Remove Sad ending" }).click();
    await page.waitForFunction(() => !location.search.includes("sad-ending"));
    await page.locator(".box-input").first().fill("happy ending");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/tune=happy-ending/);
    await answered(page);
    for (const why of await page.locator(".card .why-button").all()) await why.click();
    assert.doesNotMatch(await page.locator(".cards").innerText(), /Not here:[^\n]*ending|Sad ending|Open ending/);
    await done(page);
  });

  test("letters inside words of other names suggest no drama where a theme begins with them", async () => {
    const page = await opened();
    await page.locator(".box-input").first().fill("sad");
    await page.getByRole("option").first().waitFor();
    assert.match(await page.locator("[role=option]").first().innerText(), /Sad ending/);
    assert.doesNotMatch(await page.locator(".box-list").innerText(), /True Beauty/);
    await page.locator(".box-input").first().fill("goblin");
    await page.locator("[role=option]").first().getByText("Guardian").waitFor();
    await done(page);
  });

  test("the service that was asked for stands first on every card", async () => {
    const page = await opened(`${like}&streaming=Netflix`);
    await page.waitForSelector(".card");
    for (const line of await page.locator(".card-facts").allTextContents()) assert.match(line, /on Netflix/);
    await done(page);
  });

  test("two titles are taken together or one by one, and each card says whose it is", async () => {
    const page = await opened("?like=signal,crash-landing-on-you");
    await page.waitForSelector(".card");
    const notes = await page.locator(".card .card-body").allTextContents();
    for (const note of notes) assert.match(note, /Like “(Signal|Crash Landing on You)”|hardly like/);
    const before = await ids(page);
    await page.getByRole("button", { name: "Each of them" }).click();
    await page.waitForURL(/pooling=least/);
    assert.notDeepEqual(await ids(page), before);
    await page.getByRole("link", { name: "Start again" }).click();
    await page.getByRole("button", { name: "Vincenzo" }).click();
    await page.waitForSelector(".card");
    assert.equal(await page.locator(".pooling").isVisible(), false);
    await done(page);
  });

  test("what is to be watched is kept, stays among the results, and is in the file", async () => {
    const page = await opened(like, phone);
    await page.waitForSelector(".card");
    const before = await ids(page);
    const want = page.locator('.card button[title="Want to watch"]').first();
    await want.click();
    assert.equal(await want.getAttribute("aria-pressed"), "true");
    await page.reload();
    await page.waitForSelector(".card");
    assert.deepEqual(await ids(page), before);
    assert.equal(await want.getAttribute("aria-pressed"), "true");
    await page.getByRole("link", { name: "My list" }).click();
    await page.getByRole("heading", { name: "Want to watch (1)" }).waitFor();
    const kept = await page.evaluate(() => JSON.parse(localStorage.getItem("tropewise-lists")).dramas);
    assert.deepEqual(kept.map(({ id, status }) => [id, status]), [[before[0], "want-to-watch"]]);
    await done(page);
  });

  test("a theme is asked for or left out where it is found, and says so", async () => {
    const page = await opened(like);
    await page.waitForSelector(".card");
    await page.locator(".side summary").getByText("Class, power and work").click();
    const add = page.locator(".side .with-out").getByRole("button", { name: "Chaebol heir", exact: true });
    await add.click();
    await page.waitForURL(/tune=chaebol-heir/);
    await answered(page);
    assert.equal(await add.getAttribute("aria-pressed"), "true");
    await page.locator(".side .with-out").getByRole("button", { name: "Never Chaebol heir" }).click();
    await page.waitForURL(/veto=chaebol-heir/);
    await answered(page);
    assert.equal(await add.getAttribute("aria-pressed"), "false");
    await done(page);
  });

  test("in Korean the words that were taken are told, particles fit, and no season has a raw id", async () => {
    const page = await opened("?like=signal,my-mister", { locale: "ko-KR" });
    await page.waitForSelector(".card");
    assert.doesNotMatch(await page.locator(".cards").textContent(), /시그널”와 |아저씨”과 /);
    await page.goto(`${world.site.url}?view=drama&id=d-p-season-2`);
    await page.locator(".drama h1").waitFor();
    assert.doesNotMatch(await page.locator(".drama").innerText(), /d-p/);
    await page.goto(world.site.url);
    await page.waitForSelector("html[data-ready]");
    await page.locator(".box-input").first().fill("가볍고 따뜻한 로맨스 드라마 보고 싶어");
    await page.keyboard.press("Enter");
    await page.locator(".notice").getByText("알아들은 말").waitFor();
    assert.match(await page.locator(".notice").first().innerText(), /알아들은 말: .*로맨스/);
    await page.locator(".box-input").first().fill("슬기로운 의사생활처럼, 막장은 빼고");
    await page.keyboard.press("Enter");
    await page.locator(".notice").getByText("“막장은” → 막장 빼고").waitFor();
    // Little of it is not none of it, and a label may have several capitals.
    await page.locator(".box-input").first().fill("로맨스는 적게 나오는 North Korea 드라마");
    await page.keyboard.press("Enter");
    await page.locator(".notice").getByText("로맨스 덜").waitFor();
    assert.match(await page.locator(".notice").first().innerText(), /“North Korea” → 북한/);
    await done(page);
  });

  test("in Korean a plot is Korean wherever it stands, and a summary stands where there is none", async () => {
    const page = await opened(like, { locale: "ko-KR" });
    const hangul = async () => {
      await page.locator('.plot[lang="ko"]').first().waitFor();
      for (const plot of await page.locator(".card .plot, .drama .plot, .pair-face .plot").all()) {
        assert.equal(await plot.getAttribute("lang"), "ko");
        assert.match(await plot.textContent(), /[가-힣]/);
      }
    };
    await page.waitForSelector(".card");
    await hangul();
    for (const view of ["?view=drama&id=signal", "?view=compare&id=signal&with_id=kingdom"]) {
      await page.goto(world.site.url + view);
      await hangul();
    }
    await page.getByRole("button", { name: "English" }).click();
    await page.locator('.plot[lang="en"]').first().waitFor();
    assert.doesNotMatch(await page.locator(".plot").first().textContent(), /[가-힣]/);
    await done(page);
    const context = await world.browser.newContext({ locale: "ko-KR", serviceWorkers: "block" });
    const without = await context.newPage();
    await without.route("**/plots.ko.json", (route) => route.abort());
    await without.goto(world.site.url + like);
    await without.waitForSelector(".card");
    assert.equal(await without.locator(".card .plot").first().getAttribute("lang"), "en");
    assert.ok(await without.locator(".card .plot").first().textContent());
    await without.unroute("**/plots.ko.json");
    await without.locator(".card-title").first().click();
    await without.locator('.drama .plot[lang="ko"]').waitFor();
    await context.close();
  });

  test("in English no Korean plot is fetched for the page", async () => {
    const context = await world.browser.newContext({ locale: "en-GB", serviceWorkers: "block" });
    const page = await context.newPage();
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(world.site.url + like);
    await page.waitForSelector(".card");
    assert.deepEqual(asked.filter((url) => /plots\.ko/.test(url)), []);
    await context.close();
  });

  test("less of what no result has is said to change nothing, and what comes near it is one tap", async () => {
    const page = await opened(`${like}&tune=tearjerker:-1`);
    const note = page.locator(".notice").getByText("None of these has Tearjerker");
    await note.waitFor();
    const before = await ids(page);
    await page.locator(".notice").getByRole("button", { name: "Less Bittersweet" }).click();
    await page.waitForURL(/bittersweet%3A-1/);
    assert.notDeepEqual(await ids(page), before);
    await page.getByRole("button", { name: "Remove Tearjerker" }).first().click();
    await page.waitForFunction(() => !location.search.includes("tearjerker"));
    await note.waitFor({ state: "detached" });
    // Of an ending it would tell how these dramas do not end, of a warning it would be a promise.
    for (const trope of ["sad-ending", "suicide"]) {
      await page.goto(`${world.site.url}${like}&tune=${trope}:-2`);
      await page.waitForSelector(".card");
      await page.waitForTimeout(200);
      assert.doesNotMatch(await page.locator(".notes").innerText(), /None of these/);
    }
    await done(page);
  });

  test("a long sentence is shown by whole rows, with a way to the rest, and a mark moves no card", async () => {
    const page = await opened(`${like},signal,stranger,healer,kingdom&tune=healing:1,romance:-2,comedy:2&veto=suicide,bullying,terminal-illness&max_episodes=16&airing=finished`);
    await page.waitForSelector(".card");
    const cut = await page.locator("h1 .chip").evaluateAll((chips) => {
      const { bottom } = document.querySelector("h1").getBoundingClientRect();
      return chips.filter((chip) => chip.getBoundingClientRect().top < bottom - 3 && chip.getBoundingClientRect().bottom > bottom + 1).length;
    });
    assert.equal(cut, 0);
    await page.getByRole("link", { name: "My list" }).click();
    await page.getByRole("heading", { name: "My list" }).waitFor();
    await page.goBack();
    await page.locator("h1.cut").waitFor();
    await page.getByRole("button", { name: "The whole sentence" }).click();
    assert.ok(await page.locator("h1").evaluate((one) => one.scrollHeight <= one.clientHeight + 1));
    assert.ok((await page.locator("h1").boundingBox()).height <= 450, "it takes half of the window at most");
    const card = page.locator(".card").first();
    const height = (await card.boundingBox()).height;
    await card.locator('button[title="Want to watch"]').click();
    assert.equal((await card.boundingBox()).height, height);
    await done(page);
  });

  test("a card says how many content warnings there are, and which when asked", async () => {
    const page = await opened("?like=lovely-runner");
    await page.waitForSelector(".card");
    const mark = page.locator(".link.warnings").first();
    assert.match(await mark.innerText(), /\d+ (content|possible) warnings?/);
    const list = page.locator(".warned").first();
    assert.equal(await list.isVisible(), false);
    await mark.click();
    assert.match(await list.innerText(), /\((recurring|once|possibly)\)/);
    await done(page);
  });

  test("on a phone the filters say how many there are, and the results come back as they were left", async () => {
    const page = await opened(`${like}&tune=healing:1&veto=suicide&max_episodes=16`, phone);
    await page.waitForSelector(".card");
    assert.match(await page.locator(".opener").innerText(), /Filters\s*3/);
    const card = page.locator(".card").nth(4);
    await card.locator(".why-button").click();
    await card.locator(".card-title").scrollIntoViewIfNeeded();
    await page.waitForTimeout(100);
    const id = await card.getAttribute("data-id");
    const top = () => page.locator(`.card[data-id="${id}"]`).evaluate((one) => Math.round(one.getBoundingClientRect().top));
    const before = await top();
    await card.locator(".card-title").click();
    await page.locator(".drama h1").waitFor();
    for (const back of [() => page.getByRole("link", { name: "Back to the results" }).click(), () => page.goBack()]) {
      await back();
      await page.waitForSelector(".card");
      await page.waitForTimeout(150);
      assert.ok(Math.abs(await top() - before) < 3, `${await top()} is not ${before}`);
      assert.equal(await card.locator(".why").isVisible(), true);
      await card.locator(".card-title").click();
      await page.locator(".drama h1").waitFor();
    }
    await done(page);
  });

  test("a page that is loaded again is where it was left, with as many answers", async () => {
    const page = await opened(like, phone);
    await page.waitForSelector(".card");
    await page.getByRole("button", { name: "Show more" }).press("Enter");
    await page.waitForFunction(() => document.querySelectorAll(".card").length === 24);
    await answered(page);
    const card = page.locator(".card").nth(15);
    const id = await card.getAttribute("data-id");
    await card.evaluate((one) => one.scrollIntoView({ block: "start", behavior: "instant" }));
    await page.waitForTimeout(150);
    const top = () => page.locator(`.card[data-id="${id}"]`).evaluate((one) => Math.round(one.getBoundingClientRect().top));
    const before = await top();
    await page.reload();
    await page.waitForFunction(() => document.querySelectorAll(".card").length === 24);
    await page.waitForTimeout(200);
    assert.ok(Math.abs(await top() - before) < 3, `${await top()} is not ${before}`);
    await done(page);
  });

  test("another view that is loaded again is where it was left as well", async () => {
    const page = await opened("?view=about", phone);
    await page.evaluate(() => window.scrollTo({ top: 300, behavior: "instant" }));
    const before = await page.evaluate(() => window.scrollY);
    assert.ok(before > 100, `it scrolled to ${before}`);
    await page.reload();
    await page.waitForSelector("html[data-ready]");
    assert.ok(Math.abs(await page.evaluate(() => window.scrollY) - before) < 3);
    await done(page);
  });

  test("where the best is far by its themes, a note says how far, and one tap relaxes", async () => {
    const page = await opened(`${like}&max_episodes=8&year_from=2025&veto=romance`);
    await page.locator(".notice").getByText(/Nothing here is close: of 100 points, the best has \d from its themes/).waitFor();
    const few = await page.locator(".card").count();
    await page.locator(".toggle.go").first().click();
    await page.waitForFunction((few) => document.querySelectorAll(".card").length > few, few);
    await done(page);
  });

  test("a question of filters, fame or people alone is not told that nothing is close", async () => {
    for (const link of ["?streaming=Netflix", "?fame=2", "?with=Gong%20Yoo", "?require=healing"]) {
      const page = await opened(link);
      await page.waitForSelector(".card");
      assert.doesNotMatch(await page.locator(".notes").innerText(), /Nothing here is close/, link);
      await done(page);
    }
  });

  test("an answer to each of two titles says what it shares with each", async () => {
    const page = await opened("?like=signal,crash-landing-on-you&pooling=least");
    await page.waitForSelector(".card");
    const notes = await page.locator(".card .card-body").allTextContents();
    assert.ok(notes.some((note) => /It shares [^.]+ with “Signal”, and [^.]+ with “Crash Landing on You”/.test(note)), notes[0]);
    for (const note of notes) assert.match(note, /It shares|hardly like/);
    await done(page);
  });

  test("other filters, set on a phone, are shown from the first result", async () => {
    const page = await opened(like, phone);
    await page.waitForSelector(".card");
    await page.locator(".card").nth(3).scrollIntoViewIfNeeded();
    await onTheWayUp(page);
    await page.locator("dialog.sheet").getByRole("button", { name: "Suicide", exact: true }).click();
    await page.waitForURL(/veto=suicide/);
    await page.locator("dialog.sheet").getByRole("button", { name: /^Show \d+/ }).click();
    await page.waitForFunction(() => document.querySelector(".headline").getBoundingClientRect().top >= 0);
    await done(page);
  });

  test("a note closed in an open sheet leaves the focus in the sheet", async () => {
    const page = await opened(like, phone);
    await page.waitForSelector(".card");
    await page.locator(".opener").click();
    const sheet = page.locator("dialog.sheet[open]");
    await sheet.getByRole("button", { name: "Suicide", exact: true }).click();
    await sheet.getByRole("button", { name: "Close this note" }).press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.closest("dialog.sheet") !== null), true);
    await done(page);
  });

  test("Back out of an open sheet to another view closes it, and the notes stay", async () => {
    const page = await opened("?view=list", phone);
    await page.getByRole("link", { name: "Find", exact: true }).click();
    await page.getByRole("button", { name: "Vincenzo" }).click();
    await page.waitForSelector(".card");
    await page.evaluate(() => history.go(-1));
    await page.getByRole("heading", { name: "What did you love?" }).waitFor();
    await page.locator(".opener").click();
    await page.locator("dialog.sheet[open]").waitFor();
    await page.evaluate(() => history.go(-1));
    await page.getByRole("heading", { name: "My list" }).waitFor();
    assert.equal(await page.locator("dialog.sheet[open]").count(), 0);
    assert.equal(await page.locator("#page > section").count(), 1, "the notes are there");
    await done(page);
  });

  test("a link shows its question, and where its answers will be, before the engine", async () => {
    const { context, page, release } = await withoutEngine();
    await page.goto(`${world.site.url}${like}&tune=slow-burn:1&max_episodes=16`);
    await page.locator(".skeleton").waitFor();
    assert.match(await page.locator("h1").innerText(), /More like\s+Our Beloved Summer.*Slow burn.*16 episodes or fewer/s);
    release();
    await page.waitForSelector(".card");
    assert.equal(await page.locator(".skeleton").isVisible(), false);
    await context.close();
  });
}
