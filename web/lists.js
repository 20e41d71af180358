// The viewer's own lists: want to watch, seen, dropped, not for me. They stay in this browser, and out of links.

const KEY = "tropewise-lists";
export const STATUSES = ["want-to-watch", "seen", "dropped", "not-for-me"];
/** The status that leaves a drama in the results. */
const WANTED = "want-to-watch";

/** Kept in memory alone where the browser forbids storage; `kept` says which. */
export class Lists {
  constructor(storage = browserStorage()) {
    this.storage = storage;
    this.entries = new Map();
    this.kept = storage !== null;
    this.read();
  }

  read() {
    this.entries.clear();
    if (!this.storage) return;
    try {
      for (const entry of valid(JSON.parse(this.storage.getItem(KEY) ?? "{}"))) this.entries.set(entry.id, entry);
    } catch {
      // What another version or hand left there is no list: it is replaced when one is written.
    }
  }

  write() {
    if (!this.storage) return;
    try {
      this.storage.setItem(KEY, JSON.stringify(this.file()));
      this.kept = true;
    } catch {
      this.kept = false;
    }
  }

  /** Puts a drama on a list, or takes it off with null. */
  set(id, status, title = "") {
    // What is marked anew stands last.
    this.entries.delete(id);
    if (status !== null) this.entries.set(id, { id, title, status, day: today() });
    this.write();
  }

  status(id) {
    return this.entries.get(id)?.status ?? null;
  }

  /** The title that a drama was listed with. */
  title(id) {
    return this.entries.get(id)?.title ?? null;
  }

  ids() {
    return [...this.entries.keys()];
  }

  /** What no longer comes up: all but what is still to be watched. */
  done() {
    return this.snapshot().filter((entry) => entry.status !== WANTED).map((entry) => entry.id);
  }

  /** A copy to come back to. */
  snapshot() {
    return [...this.entries.values()];
  }

  restore(entries) {
    this.entries = new Map(entries.map((entry) => [entry.id, entry]));
    this.write();
  }

  /** The lists as a file. */
  file() {
    return { format: "tropewise-list", version: 1, dramas: this.snapshot() };
  }

  /** Takes in a file's text; what is there already is replaced by what the file says of it.
   * @returns how many were taken in; throws when it is no such file. */
  take(text) {
    const entries = valid(JSON.parse(text));
    for (const entry of entries) this.entries.set(entry.id, entry);
    this.write();
    return entries.length;
  }
}

/** The entries of a file that can be meant. */
function valid(file) {
  if (file === null || typeof file !== "object") throw new Error("no list");
  const dramas = file.dramas ?? [];
  if (!Array.isArray(dramas)) throw new Error("no list");
  return dramas
    .filter((one) => one && typeof one.id === "string" && one.id.length < 120 && STATUSES.includes(one.status))
    .slice(0, 20000)
    .map(({ id, title, status, day }) => ({
      id, title: typeof title === "string" ? title.slice(0, 200) : "", status, ...DAY.test(day) ? { day } : {},
    }));
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The day as the viewer's calendar has it, such as `2026-11-29`. */
function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

function browserStorage() {
  try {
    const storage = globalThis.localStorage;
    storage.setItem("tropewise-try", "1");
    storage.removeItem("tropewise-try");
    return storage;
  } catch {
    return null;
  }
}

/** A small setting, such as the theme; forgotten where storage is forbidden. */
export function setting(name, value) {
  const storage = browserStorage();
  try {
    if (value === undefined) return storage?.getItem(`tropewise-${name}`) ?? null;
    storage?.setItem(`tropewise-${name}`, value);
  } catch {
    // A full storage keeps no settings.
  }
  return value ?? null;
}
