// The viewer's own list, and where the focus goes when what had it leaves.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, done, ids, like, opened, world } from "./world.mjs";

/** A browser that has marked dramas before, and may copy. */
async function withList(dramas, options = {}) {
  const page = await opened("", { permissions: ["clipboard-read", "clipboard-write"], ...options });
  await page.evaluate((dramas) => localStorage.setItem("tropewise-lists", JSON.stringify({ dramas })), dramas);
  await page.goto(`${world.site.url}?view=list`);
  await page.waitForSelector(".listed li");
  return page;
}

const MARKED = [
  { id: "my-mister", title: "My Mister", status: "want-to-watch" },
  { id: "signal", title: "Signal", status: "want-to-watch" },
  { id: "kingdom", title: "Kingdom", status: "seen" },
];
const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);

export function lists() {
  test("a list is copied as text, and shows its warnings when asked", async () => {
    const page = await withList(MARKED);
    await page.getByRole("button", { name: "Copy as text" }).click();
    await page.getByText("The list is copied.").waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /^Want to watch\n- Signal .*\n- My Mister \(나의 아저씨\), 2018 · 16 episodes.*\n\nSeen\n- Kingdom /);
    assert.equal(await page.locator(".listed .warned").count(), 0);
    await page.getByRole("button", { name: "Content warnings" }).click();
    assert.equal(await page.locator(".listed .warned").count(), 3);
    assert.match(await page.locator(".listed .warned").first().innerText(), /Suicide \(recurring\)/);
    await done(page);
  });

  test("where a page may not copy, the text of the list is there to be marked", async () => {
    const page = await withList(MARKED);
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) } }));
    await page.getByRole("button", { name: "Copy as text" }).click();
    assert.match(await page.getByRole("textbox", { name: "The list as text" }).inputValue(), /- Signal/);
    await done(page);
  });

  test("a row that is taken off the list leaves the focus on the next, and all that was forgotten comes back", async () => {
    const page = await withList(MARKED);
    await page.getByRole("button", { name: "Remove Signal" }).focus();
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "Remove My Mister");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Remove Signal" }).waitFor();
    await page.getByRole("button", { name: "Forget all" }).click();
    assert.equal(await page.locator(".listed li").count(), 0);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.locator(".listed li").nth(2).waitFor();
    await done(page);
  });

  test("on paper a list has its titles and no buttons", async () => {
    const page = await withList(MARKED);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".my-list button:visible").count(), 0);
    assert.equal(await page.locator(".listed a:visible").count(), 3);
    await done(page);
  });

  test("more answers give the focus to the first of them", async () => {
    const page = await opened(like);
    await page.waitForSelector(".card");
    await page.getByRole("button", { name: "Show more" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".card").length === 24);
    await answered(page);
    const [, title] = [await ids(page), await page.locator(".card .card-title").nth(12).textContent()];
    assert.equal(await focused(page), title);
    await done(page);
  });

  test("a title taken from a card gives the focus to the next, and undo to the card itself", async () => {
    const page = await opened(like);
    await page.waitForSelector(".card");
    const [, id, next] = await ids(page);
    const own = page.locator(`.card[data-id="${id}"]`);
    await own.locator('button[title="More like this"]').focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector(`.card[data-id="${id}"]`, { state: "detached" });
    assert.ok(await page.evaluate(() => document.activeElement.matches(".card-title")), "focus is on a title");
    assert.ok(next);
    await page.getByRole("button", { name: "Undo" }).focus();
    await page.keyboard.press("Enter");
    await own.waitFor();
    await page.waitForFunction((id) => document.activeElement.closest(".card")?.dataset.id === id, id);
    await done(page);
  });

  test("a card that drops out while it is pressed stays until the focus leaves it", async () => {
    const page = await opened(like);
    await page.waitForSelector(".card");
    const id = (await ids(page))[9];
    const own = page.locator(`.card[data-id="${id}"]`);
    await own.locator(".why-button").click();
    await own.locator('.act[aria-label^="Compare"]').click();
    await page.mouse.move(5, 5);
    for (let pressed = 0; pressed < 8 && !(await page.locator(".card.left").count()); pressed++) {
      const steps = own.locator('.why-steps button[aria-label^="Less"]');
      await steps.nth(Math.floor(pressed / 2) % await steps.count()).focus();
      await page.keyboard.press("Enter");
      await page.waitForTimeout(120);
      await answered(page);
      assert.ok(await own.count(), "it is still there");
    }
    await own.locator(".standing").getByText(/number \d+|no longer/).waitFor();
    assert.equal(await own.locator('.act[aria-label^="Compare"]').getAttribute("aria-pressed"), "false", "its comparison was let go");
    const place = async () => (await ids(page)).indexOf(id);
    const stood = await place();
    assert.ok(stood <= 11, `it is in place ${stood}`);
    // What is pressed on it now leaves it where it is.
    await own.locator('.why-steps button[aria-label^="Less"]').first().focus();
    await page.keyboard.press("Enter");
    await page.waitForTimeout(120);
    if (await page.locator(".card.left").count()) assert.equal(await place(), stood);
    assert.ok(await page.evaluate((id) => document.activeElement.closest(".card")?.dataset.id === id, id), "focus stays");
    await page.locator(".box-input").first().focus();
    await own.waitFor({ state: "detached" });
    await done(page);
  });

  test("a warning says how many dramas have it, may have it, and were not reviewed", async () => {
    const page = await opened(like);
    await page.waitForSelector(".card");
    await page.locator(".side").getByRole("button", { name: "Suicide", exact: true }).click();
    await page.waitForURL(/veto=suicide/);
    await page.locator(".toast").getByText(/\d+ have it, \d+ more may have it/).waitFor();
    assert.match(await page.locator(".side .out-lines").innerText(), /Suicide: \d+ have it, \d+ more may have it\.\n\d+ not reviewed/);
    await page.getByText("What is left out").click();
    assert.match(await page.locator("details.out").innerText(), /Suicide: \d+ have it/);
    await done(page);
  });

  test("an origin, a theme that must be there, and an excluded title say how many dramas they take", async () => {
    const page = await opened(`${like}&origin=webtoon&require=healing&exclude=signal`);
    await page.waitForSelector(".card");
    await page.getByText("What is left out").click();
    const lines = await page.locator("details.out").innerText();
    assert.match(lines, /What it was made from: \d+, \d+ of them because it is not known\./);
    assert.match(lines, /Without Healing, or with too little of it: \d+\./);
    assert.match(lines, /Titles that you excluded: 1\./);
    await done(page);
  });

  test("a wish of which nothing could be used, and an answer with nothing, are said once", async () => {
    const page = await opened();
    await page.locator(".box-input").first().fill("blorg zzyzx qwrt mumbo");
    await page.keyboard.press("Enter");
    await page.locator(".notice").waitFor();
    assert.equal((await page.locator("main").innerText()).match(/could not use/g).length, 1);
    await page.goto(`${world.site.url}${like}&max_episodes=1&year_from=2025`);
    await page.locator(".toggle.go").first().waitFor();
    assert.equal((await page.locator("main").innerText()).match(/Nothing fits/g).length, 1);
    await done(page);
  });

  test("the last things asked for are taken out without losing the focus", async () => {
    const page = await opened(`${like}&tune=healing:1`);
    await page.waitForSelector(".card");
    const rows = page.locator(".side .mix-row .remove");
    await page.getByRole("slider", { name: "How much Healing" }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.waitForFunction(() => !location.search.includes("healing"));
    // A slider in the middle asks nothing and keeps its row, until the row is taken out.
    assert.equal(await rows.count(), 2);
    await rows.last().focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll(".side .mix-row").length === 1);
    assert.equal(await focused(page), "Remove Our Beloved Summer");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "What did you love?" }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
    await done(page);
  });
}
