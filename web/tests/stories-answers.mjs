// What people do with a question and its answers.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { done, ids, like, opened, world } from "./world.mjs";

export function answers() {
  test("a picture pressed gives answers whose reasons add up", async () => {
    const page = await opened();
    await page.getByRole("button", { name: "Vincenzo" }).click();
    await page.waitForSelector(".card");
    assert.equal((await ids(page)).length, 12);
    for (const why of await page.locator(".card .why-button").all()) await why.click();
    const sums = await page.locator(".card").evaluateAll((cards) => cards.map((card) => {
      const amounts = [...card.querySelectorAll(".why-row:not(.total) .why-amount")].map((one) => Number(one.textContent.replace("−", "-")));
      return [amounts.reduce((a, b) => a + b, 0), Number(card.querySelector(".score b").textContent)];
    }));
    for (const [sum, score] of sums) assert.equal(sum, score);
    await done(page);
  });

  test("a title is found in Korean, by keyboard", async () => {
    const page = await opened();
    await page.locator(".box-input").first().fill("도깨비");
    await page.waitForSelector("[role=option]");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".card");
    assert.match(page.url(), /like=guardian-the-lonely-and-great-god/);
    await done(page);
  });

  test("a sentence is shown as it was understood", async () => {
    const page = await opened();
    await page.locator(".box-input").first().fill("something like Signal but less dark, at most 16 episodes");
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
      assert.equal(await page.locator(".card").count(), 12);
    }
    await page.getByRole("button", { name: "Remove Healing" }).first().click();
    await page.waitForFunction(() => !location.search.includes("healing"));
    await page.goBack();
    await page.waitForFunction(() => location.search.includes("healing"));
    await done(page);
  });

  test("a warning is one tap, and is never offered to be lifted", async () => {
    const page = await opened(`${like}&max_episodes=4&year_from=2024`);
    await page.getByRole("button", { name: "Suicide", exact: true }).first().click();
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
    const scores = (page) => page.locator(".card .score b").allTextContents();
    assert.deepEqual(await scores(second), await scores(first));
    await done(first);
    await done(second);
  });

  test("what is marked as seen is gone, comes back, and lasts", async () => {
    const page = await opened(like);
    await page.waitForSelector(".card");
    const [id] = await ids(page);
    const seen = () => page.locator(`.card[data-id="${id}"] .card-body button[title="Seen"]`).click();
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
    await page.locator("input[type=file]").setInputFiles({ name: "list.json", mimeType: "application/json", buffer: await readFile(file) });
    await page.waitForSelector(".listed li");
    await page.locator("input[type=file]").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("[1") });
    await page.getByText("This is no list").waitFor();
    await page.locator("input[type=file]").setInputFiles({ name: "list.json", mimeType: "application/json", buffer: await readFile(file) });
    await page.getByText("1 drama was read.").first().waitFor();
    assert.equal(await page.getByText("This is no list").count(), 0);
    await done(page);
  });

  test("an answer with nothing says what to relax, in one tap", async () => {
    const page = await opened(`${like}&max_episodes=1&year_from=2025`);
    await page.locator(".toggle.go").first().click();
    await page.waitForSelector(".card");
    // Where no single thing is the reason, there is a way on all the same.
    await page.goto(`${world.site.url}${like}&max_episodes=1&year_from=2024&year_to=2024&rating_up_to=G&airing=airing`);
    await page.waitForSelector("html[data-ready]");
    assert.equal(await page.locator(".card").count(), 0);
    await page.locator(".notice").getByRole("link", { name: "start again" }).click();
    await page.getByRole("heading", { name: "What did you love?" }).waitFor();
    await done(page);
  });

  test("initial consonants and one Enter find a title", async () => {
    const page = await opened();
    await page.locator(".box-input").first().fill("ㄷㄲㅂ");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".card");
    assert.match(await page.locator("h1").innerText(), /Guardian/);
    await done(page);
  });

  test("Enter while a syllable is composed takes the title once, whole", async () => {
    const page = await opened();
    const keys = await page.context().newCDPSession(page);
    await page.locator(".box-input").first().focus();
    const compose = (text) => keys.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    for (const text of ["ㅅ", "시", "식", "시그", "시글", "시그너", "시그널"]) await compose(text);
    await keys.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 });
    await keys.send("Input.insertText", { text: "시그널" });
    await page.waitForURL(/like=signal/);
    await page.waitForSelector(".card");
    assert.equal(await page.locator(".box-input").first().inputValue(), "");
    assert.equal(await page.locator("h1 .chip").count(), 1);
    await done(page);
  });

  test("a line break after a composed title, as macOS types it with Enter, takes no other title", async () => {
    const page = await opened();
    const keys = await page.context().newCDPSession(page);
    await page.locator(".box-input").first().focus();
    const compose = (text) => keys.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    for (const text of ["ㅁ", "미", "밋", "미새", "미생"]) await compose(text);
    await keys.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 });
    await Promise.all([keys.send("Input.insertText", { text: "미생" }), keys.send("Input.dispatchKeyEvent", { type: "char", key: "Enter", text: "\r" })]);
    await page.waitForURL(/like=/);
    assert.match(page.url(), /like=(misaeng|incomplete)/);
    assert.equal(await page.locator(".box-input").first().inputValue(), "");
    await done(page);
  });

  test("line breaks that are pasted into the box become blanks", async () => {
    const page = await opened();
    const box = page.locator(".box-input").first();
    await box.fill("like Signal\nbut lighter");
    assert.equal(await box.inputValue(), "like Signal but lighter");
    await done(page);
  });

  test("what qualifies is counted, and a filter makes it less", async () => {
    const page = await opened(like);
    const counted = async () => {
      await page.waitForFunction(() => /^\d+ drama/.test(document.querySelector(".count").textContent));
      return Number.parseInt(await page.locator(".count").textContent(), 10);
    };
    const all = await counted();
    await page.getByLabel("From year").fill("2022");
    await page.keyboard.press("Tab");
    await page.waitForURL(/year_from=2022/);
    await page.waitForFunction((all) => !document.querySelector(".count").textContent.startsWith(`${all} `), all);
    const few = await counted();
    assert.ok(few > 12 && few < all, `${few} of ${all}`);
    await done(page);
  });

  test("by keyboard alone: find, tune, veto, mark, undo", async () => {
    const page = await opened();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.locator(".box-input").first().focus();
    await page.keyboard.type("vincenzo");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".card");
    await page.locator(".card").first().locator(".why-button").focus();
    await page.keyboard.press("Enter");
    await page.locator(".card").first().locator(".why-steps button").nth(1).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/tune=/);
    const [id] = await ids(page);
    await page.locator(`.card[data-id="${id}"] .card-body button[title="Not for me"]`).focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector(`.card[data-id="${id}"]`, { state: "detached" });
    assert.ok(await page.evaluate(() => document.activeElement.closest(".card") !== null), "focus is on a card");
    await page.keyboard.press("Control+z");
    await page.waitForSelector(`.card[data-id="${id}"]`);
    await done(page);
  });
}
