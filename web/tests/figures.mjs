// The figures of "How it ranks" come from docs/quality.md: `node figures.mjs --write` reads them
// there and writes web/figures.js; a test compares the two.

import { readFile, writeFile } from "node:fs/promises";

const QUALITY = new URL("../../docs/quality.md", import.meta.url);
const PAGE = new URL("../figures.js", import.meta.url);

/** Each figure with the sentence of the page that has it, whose words may be wrapped anywhere. */
const SAID = {
  nDCG: /and \*\*(0\.\d+)\*\* on seeds that nothing was learned from/,
  byTropes: /by the tropes alone \(`--tropes-only`\) \*\*0\.\d+ and (0\.\d+)\*\*/,
  byTags: /Community tags with genres reach 0\.\d+ on all seeds \((0\.\d+) on those held out\)/,
  byFollowers: /the most followed dramas 0\.\d+ \((0\.\d+)\)/,
  wishes: /Of the first five answers to (\d+) questions/,
  accepted: /\*\*(\d+) in 100\*\* were accepted by two blind judges/,
};

/** The text of web/figures.js. */
export async function figures() {
  const page = (await readFile(QUALITY, "utf8")).replace(/\s+/g, " ");
  const read = Object.entries(SAID).map(([name, sentence]) => {
    const found = page.match(sentence);
    if (!found) throw new Error(`docs/quality.md no longer says ${sentence}: change web/tests/figures.mjs with it`);
    return `  ${name}: "${found[1]}",`;
  });
  return `// Measured figures, read from docs/quality.md by web/tests/figures.mjs.\n\nexport const FIGURES = {\n${read.join("\n")}\n};\n`;
}

/** What the page has now. */
export function present() {
  return readFile(PAGE, "utf8");
}

if (process.argv.includes("--write")) await writeFile(PAGE, await figures());
