// What the first view begins with is in the page, so that it is there before the engine: `node
// beginning.mjs --write` asks the built engine and writes web/beginning.js; a test compares the two.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { features } from "../picture.js";
import { commonName } from "../told.js";
import { Vocabulary } from "../vocabulary.js";
import { DIST } from "./sites.mjs";

const PAGE = new URL("../beginning.js", import.meta.url);
/** Well-known dramas of different kinds. */
const DRAMAS = ["our-beloved-summer", "guardian-the-lonely-and-great-god", "vincenzo", "hospital-playlist", "signal", "the-red-sleeve", "my-mister", "business-proposal", "squid-game", "when-life-gives-you-tangerines", "crash-landing-on-you", "kingdom"];
const TROPES = ["healing", "first-love", "revenge", "found-family", "enemies-to-lovers", "time-travel"];

/** The text of web/beginning.js. */
export async function beginning() {
  const { open } = await import(pathToFileURL(join(DIST, "engine.js")));
  const engine = await open(async (url) => new Uint8Array(await readFile(url)).buffer);
  const vocabulary = new Vocabulary(await engine.tropes());
  const dramas = await Promise.all(DRAMAS.map(async (id) => {
    const drama = await engine.drama(id);
    const { hills, ...others } = features(drama, vocabulary);
    return { title: drama.title, native_title: drama.native_title, also: commonName(drama) ?? undefined, ...others, hills: hills.map(([family, weight]) => [family, Math.round(weight * 100) / 100]) };
  }));
  const tropes = TROPES.map((id) => {
    const { label, label_ko, family } = vocabulary.trope(id);
    return { id, label, label_ko, family };
  });
  const lines = (list) => list.map((one) => `    ${JSON.stringify(one)},\n`).join("");
  return `// What the first view begins with, before the engine is there; written by web/tests/beginning.mjs.\n\nexport const BEGINNING = {\n  dramas: [\n${lines(dramas)}  ],\n  tropes: [\n${lines(tropes)}  ],\n};\n`;
}

/** What the page has now. */
export function present() {
  return readFile(PAGE, "utf8");
}

if (process.argv.includes("--write")) await writeFile(PAGE, await beginning());
