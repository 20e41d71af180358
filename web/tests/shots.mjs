// Writes screenshots of every view at three widths in both themes: node shots.mjs DIST OUT [WIDTH...]

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { host } from "./host.mjs";

const [directory, out, ...widths] = process.argv.slice(2);
const VIEWS = {
  start: "", find: "?like=our-beloved-summer&tune=healing:1&veto=suicide&max_episodes=16",
  drama: "?view=drama&id=signal", compare: "?view=compare&id=signal&with_id=kingdom", map: "?view=map", about: "?view=about", catalogue: "?view=catalogue", list: "?view=list",
};
const { url, close } = await host(directory);
await mkdir(out, { recursive: true });
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const width of widths.length ? widths.map(Number) : [360, 768, 1280]) {
  for (const theme of ["light", "dark"]) {
    const page = await browser.newPage({ viewport: { width, height: width < 500 ? 780 : 950 }, colorScheme: theme, locale: theme === "dark" ? "ko-KR" : "en-GB" });
    page.on("pageerror", (error) => console.error(`page: ${error.stack}`));
    page.on("console", (message) => message.type() === "error" && console.error(`console: ${message.text()}`));
    for (const [name, link] of Object.entries(VIEWS)) {
      await page.goto(url + link);
      await page.waitForSelector("html[data-ready]");
      await page.waitForTimeout(350);
      if (name === "find") await page.locator(".why-button").first().click();
      await page.screenshot({ path: join(out, `${name}-${width}-${theme}.png`) });
    }
    await page.close();
  }
}
await browser.close();
close();
