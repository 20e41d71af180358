// Makes the static site work offline. One version of page, engine and data is kept together: every
// file comes from the cache of this worker's version, and a newer version takes over only when no
// page of the old one is open. The build writes the version and the list of files.

const VERSION = "development";
const FILES = [];
const CACHE = `tropewise-${VERSION}`;

self.addEventListener("install", (event) => {
  // `reload` goes past the browser's own cache, which may hold files of the version before.
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })))));
});

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
