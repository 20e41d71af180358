// The page that the program serves, over its API, in a real browser: the same stories. PROGRAM names
// the program; without it, or when it serves no page, they are skipped.

import { after, before, describe } from "node:test";
import { programSite } from "./sites.mjs";
import { answers } from "./stories-answers.mjs";
import { lists } from "./stories-lists.mjs";
import { senses } from "./stories-senses.mjs";
import { strange } from "./stories-strange.mjs";
import { viewers } from "./stories-viewers.mjs";
import { views } from "./stories-views.mjs";
import { begin, end } from "./world.mjs";

const site = await programSite();

describe("over the API", { skip: !site && "PROGRAM names no program that serves the page" }, () => {
  before(async () => {
    // The map is laid out when it is first asked for: seconds, and no part of any story.
    await fetch(new URL("v1/map", site.url));
    await begin(site);
  });
  after(end);

  answers();
  views();
  lists();
  senses();
  strange();
  viewers();
});
