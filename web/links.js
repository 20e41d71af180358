// Links inside the page: a view stands in the query, so that any web host serves them all.

/** The views beside the question, with how a link calls them. */
export const VIEWS = ["drama", "compare", "map", "list", "about"];

/** Where a mistake of the catalogue is told. */
export const REPORT = "https://github.com/tropewise/tropewise/issues/new?title=Content%20warning";

/** The link of a view; the question is kept so that a way leads back to it. */
export function viewLink(view, ...ids) {
  const link = question(new URLSearchParams(location.search));
  if (view !== "find") link.set("view", view);
  if (ids[0]) link.set("id", ids[0]);
  if (ids[1]) link.set("with_id", ids[1]);
  const text = link.toString();
  return text ? `?${text}` : "./";
}

/** What of a link is the question. */
export function question(link) {
  const kept = new URLSearchParams(link);
  for (const name of ["view", "id", "with_id"]) kept.delete(name);
  return kept;
}
