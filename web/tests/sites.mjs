// The two ways in which the page is served: as files, with the engine in the browser, and by the
// program over its API.

import { spawn } from "node:child_process";
import { host } from "./host.mjs";

/** Where `.ci/dist` built the static site. */
export const DIST = process.env.DIST ?? new URL("../../dist", import.meta.url).pathname;
/** The program, for tests that compare with it or are served by it; without it they are skipped. */
export const PROGRAM = process.env.PROGRAM ?? null;

/** The static site, on a host of the tests. */
export function staticSite(answer) {
  return host(DIST, answer);
}

/** The page of the program on a free port; null when there is no program that serves one. */
export async function programSite(...options) {
  if (!PROGRAM) return null;
  const server = spawn(PROGRAM, ["serve", "--port", "0", ...options], { stdio: ["ignore", "pipe", "pipe"] });
  const url = await new Promise((resolve) => {
    let said = "";
    const read = (piece) => {
      said += piece;
      const found = said.match(/http:\/\/[\w.:[\]]+:\d+/);
      if (found) resolve(`${found[0]}/`);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.on("error", () => resolve(null));
    server.on("exit", () => resolve(null));
  });
  if (!url) return null;
  return { url, close: () => server.kill() };
}

/** What every test of the page opens a browser with. */
export const BROWSER = { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] };
