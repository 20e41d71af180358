// Makes the static site work offline. One version of page, engine and data is kept together: every
// file comes from the cache of this worker's version, and a newer version takes over only when no
// page of the old one is open. The build writes the version, and the files with their digests.

const VERSION = "development";
const FILES = {};
const CACHE = `tropewise-${VERSION}`;

self.addEventListener("install", (event) => event.waitUntil(install()));

async function install() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(Object.entries(FILES).map(([file, digest]) => keep(cache, file, digest)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** Keeps one file. A host may be in the middle of a change, so what is kept is what the build wrote. */
async function keep(cache, file, digest) {
  // `reload` goes past the browser's own cache, which may hold files of the version before.
  const response = await fetch(new Request(file, { cache: "reload" }));
  const bytes = await response.clone().arrayBuffer();
  if (!response.ok || await sha256(bytes) !== digest) throw new Error(`${file} is not of version ${VERSION}`);
  await cache.put(file, response);
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(
    names.filter((name) => name.startsWith("tropewise-") && name !== CACHE).map((name) => caches.delete(name)))));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  event.respondWith(caches.open(CACHE).then(async (cache) => {
    // Every link of the page is the same file with another query.
    const key = event.request.mode === "navigate" ? "./" : event.request;
    return await cache.match(key, { ignoreSearch: true }) ?? fetch(event.request);
  }));
});
