// Links inside the page: a view stands in the query, so that any web host serves them all.

/** Where a mistake of the catalogue is told. */
export const REPORT = "https://github.com/tropewise/tropewise/issues/new?title=Content%20warning";

/** The link of a view; the question is kept so that a way leads back to it. */
export function viewLink(view, ...ids) {
  const parts = [questionNow()];
  if (view !== "find") parts.push(`view=${view}`);
  if (ids[0]) parts.push(`id=${encodeURIComponent(ids[0])}`);
  if (ids[1]) parts.push(`with_id=${encodeURIComponent(ids[1])}`);
  const text = parts.filter(Boolean).join("&");
  return text ? `?${text}` : "./";
}

let read = { link: null, kept: "" };

/** The question of the page's own link, read once for all links that an answer has. */
function questionNow() {
  if (read.link !== location.search) read = { link: location.search, kept: question(location.search).toString() };
  return read.kept;
}

/** What of a link is the question. */
export function question(link) {
  const kept = new URLSearchParams(link);
  for (const name of ["view", "id", "with_id"]) kept.delete(name);
  return kept;
}
