// A small static web host for the tests.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".wasm": "application/wasm", ".json": "application/json" };

/** Serves a directory on a free port. `answer(path)` may give a status to answer with instead; `gzip`
 * compresses, as web hosts do. */
export async function host(directory, answer = () => null, { gzip = false } = {}) {
  const packed = new Map();
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const status = answer(path);
    if (status) return response.writeHead(status).end();
    const file = join(directory, path.endsWith("/") ? `${path}index.html` : path);
    try {
      const bytes = await readFile(file);
      const headers = { "content-type": TYPES[extname(file)] ?? "application/octet-stream" };
      if (!gzip) return response.writeHead(200, headers).end(bytes);
      if (!packed.has(file)) packed.set(file, gzipSync(bytes));
      response.writeHead(200, { ...headers, "content-encoding": "gzip" }).end(packed.get(file));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => { server.closeAllConnections(); server.close(); } };
}
