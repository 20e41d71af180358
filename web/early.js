// A link that asks something needs the engine at once: it is on its way before the page has read its
// last module. The first view asks nothing, and is drawn before the engine takes its share of the line.

import { SOURCE } from "./source.js";

if (SOURCE === "wasm" && location.search) {
  const link = document.createElement("link");
  Object.assign(link, { rel: "preload", href: "engine/tropewise.wasm", as: "fetch", crossOrigin: "" });
  document.head.append(link);
}
