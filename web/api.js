// The engine behind the server that sent this page; the same functions as engine.js.

import { Failed } from "./failed.js";

/** @returns the functions `recommend`, `ask`, `search`, `drama`, `compare`, `tropes`, `map`. */
export async function open(base = new URL("/v1/", location.origin)) {
  const get = (path, query = {}) => {
    const url = new URL(path, base);
    for (const [name, value] of Object.entries(query)) if (value !== false) url.searchParams.set(name, value);
    return answered(fetch(url));
  };
  const post = (path, body) => answered(fetch(new URL(path, base), {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  }));
  return {
    recommend: (request) => post("recommend", request),
    ask: (text) => post("ask", { text }),
    search: (q, k = 8) => get("dramas", { q, k }),
    drama: (id, { spoilers = false } = {}) => get(`dramas/${encodeURIComponent(id)}`, { spoilers }),
    compare: (a, b, { spoilers = false } = {}) => get("compare", { a, b, spoilers }),
    tropes: () => get("tropes"),
    map: () => get("map"),
  };
}

async function answered(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Failed("network", "the server cannot be reached");
  }
  const reply = await response.json().catch(() => ({}));
  if (response.ok) return reply;
  throw new Failed(reply.code ?? "network", reply.detail ?? response.statusText, reply.near);
}
